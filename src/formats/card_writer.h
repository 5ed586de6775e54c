// Writers of cast vote records: what `recanvass generate` and `recanvass convert` put out. Cards
// come part by part, so that an election of any size is written in the memory of one part.
// Next: formats/dominion_json_writer.h, formats/dominion_csv_writer.h.
#pragma once

#include "base/result.h"
#include "election/card_store.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::formats {

/// What was written, and what the format has no way to say.
struct WrittenCards {
  std::vector<std::string> files;                 ///< names in the folder, in the order written
  std::uint64_t cards = 0;
  std::map<std::string, std::uint64_t> unsayable;  ///< in words, and how often
};

class CardWriter {
 public:
  CardWriter() = default;
  CardWriter(const CardWriter&) = delete;
  CardWriter& operator=(const CardWriter&) = delete;
  virtual ~CardWriter() = default;

  /// The next cards. @pre every part has the contests of the first
  virtual void add(const election::CardStore& part) = 0;

  /// Everything is on the disk, or what went wrong. Causes: file.write.
  virtual base::Result<WrittenCards> finish() = 0;
};

}  // namespace recanvass::formats
