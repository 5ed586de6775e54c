// A contest that several files describe is one contest only when they describe it alike: two
// counties may give one name, or one number, to different contests. Used by the readers of formats
// whose files name the choices of each contest. Next: formats/card_reading.h.
#pragma once

#include "formats/problem_list.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::formats {

/// A contest as one file has it.
struct ContestList {
  std::string id;  ///< by which contests are merged
  std::string name;
  std::int32_t vote_for = 0;  ///< 0: not said
  std::int32_t ranks = 0;
  std::vector<std::string> choices;  ///< as people read them, in any order
};

class ContestLists {
 public:
  /// Keeps the first list of an id; of a later one that is another, adds a problem that says where
  /// both stand and in what they differ. Cause: cards.contest-differs.
  void add(ContestList list, const base::Place& place, ProblemList& problems);

 private:
  struct Known {
    ContestList list;
    base::Place place;
  };
  std::map<std::string, Known> known_;
};

}  // namespace recanvass::formats
