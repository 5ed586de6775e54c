// The ids of records that a file had so far, so that one that comes twice is found at once. Ids
// that are numbers in a row, as most exports have them, take no memory to speak of.
// Used by formats/choice_columns.h and formats/dominion_csv.h.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

namespace recanvass::formats {

class SeenIds {
 public:
  /// False when the id was there before.
  bool add(std::string_view id);

 private:
  bool add_number(std::uint64_t number);

  std::map<std::uint64_t, std::uint64_t> runs_;  // from first to last
  // tidy: order-free, asked whether it holds an id
  std::unordered_set<std::string> others_;
};

}  // namespace recanvass::formats
