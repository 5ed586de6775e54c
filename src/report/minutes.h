// The minutes of a board: a timeline of what was done and said, in the order of the ledger, with
// motions, votes and rulings. Nothing can be dated back: an entry stands where it was made.
#pragma once

#include "report/paper.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// A motion and how it went.
struct MinutedMotion {
  std::string moved_by;
  std::string seconded_by;          ///< empty: by nobody
  std::vector<std::string> ayes;
  std::vector<std::string> noes;
  std::vector<std::string> abstained;
  std::string outcome;  ///< as recorded: "carried"
};

struct MinutesEntry {
  std::uint64_t position = 0;  ///< in the ledger
  std::string claimed_time;    ///< UTC, when it was recorded
  std::string at;              ///< local time at which it happened, as stated; empty: none
  std::string kind;            ///< "minute", "motion", "ruling", "seal", ...
  std::string words;
  std::string by;
  std::optional<MinutedMotion> motion{};
};

struct Minutes {
  PaperHeading heading;
  std::string place;  ///< whose board: "Dane County"
  std::vector<std::string> present;
  std::vector<MinutesEntry> entries;  ///< in the order of the ledger
};

/// CSV: one row an entry.
[[nodiscard]] PaperDocument minutes_document(const Minutes& minutes, const PaperStyle& style);

}  // namespace recanvass::report
