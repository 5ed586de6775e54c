// What is published of audits of ranked contests: assertions as RAIRE's programs write them, and
// hand readings of cards as SHANGRLA's examples take them. JSON both. The records that go with them
// are read by formats/card_import.h. docs/formats/published-audits.md tells all of it.
#pragma once

#include "base/json.h"
#include "formats/problem_list.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::formats {

/// One assertion; choices by their ids.
struct RankedAssertion {
  bool never_before = false;  ///< "WINNER_ONLY"; else with all but those eliminated left
  std::string winner, loser;
  std::vector<std::string> eliminated;
};

/// What proves one contest's winner.
struct RankedAudit {
  std::string contest, winner;
  std::vector<std::string> eliminated;  ///< from the first to go out
  std::optional<std::int64_t> expected_polls;
  std::vector<RankedAssertion> assertions;
};

struct RankedAssertionFile {
  std::string file;
  std::optional<std::int64_t> ballots, expected_polls;
  std::string risk_limit;
  bool plain = true;  ///< no expected errors, so that polls are one over the diluted margin
  std::vector<RankedAudit> audits;
};

/// A card as people read it: ranks by choice, of each contest on it.
struct RankedReading {
  std::string card;
  std::map<std::string, std::vector<std::pair<std::string, std::int64_t>>> ranks;
};

struct RankedReadingFile {
  std::string file;
  std::vector<RankedReading> readings;
};

[[nodiscard]] bool is_ranked_assertions(const base::Json& json);
[[nodiscard]] bool is_ranked_readings(const base::Json& json);

/// Causes: ranked.assertion, ranked.number. What is wrong goes to `problems`.
[[nodiscard]] RankedAssertionFile read_ranked_assertions(const base::Json& json,
                                                         const std::string& file,
                                                         ProblemList& problems);
/// Causes: ranked.reading, ranked.card-twice.
[[nodiscard]] RankedReadingFile read_ranked_readings(const base::Json& json,
                                                     const std::string& file,
                                                     ProblemList& problems);
/// Names of choices by their ids, of a list of candidates in either form; empty: none there.
[[nodiscard]] std::map<std::string, std::string> read_choice_names(const base::Json& json);

}  // namespace recanvass::formats
