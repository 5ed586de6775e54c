// Machines, their paper rolls, examinations of equipment and results media. A part of the state
// (workflow/judging.h). Machine figures leave it only through may_see_reported (workflow/view.h).
#pragma once

#include "base/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::workflow {

struct Machine {
  std::uint64_t position = 0;
  std::string county;
  std::string kind;   ///< "dre", "optical-scanner", "central-scanner", "marking-device", "other"
  std::string paper;  ///< "none", "vvpat", "ballots"
  std::vector<std::string> units;
};

enum class RollState { Complete, Damaged, Missing };

/// The paper roll of one machine on one day, counted by hand beside the machine's own figures.
struct RollAudit {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  RollState roll = RollState::Complete;
  std::map<std::string, std::int64_t> votes;  ///< by choice, read from the roll; empty: no roll
  std::map<std::string, std::int64_t> machine_votes;  ///< by choice
  std::int64_t unreadable = 0;  ///< votes on the roll that nobody can read
  std::string words;
};

struct Examination {
  std::string id;
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string machine;
  std::string happened;  ///< local time, as stated; empty: not stated
  std::vector<std::string> seals;
  std::vector<std::pair<std::string, std::string>> media;  ///< name and SHA-256
  std::string logs;
  std::vector<std::string> present;
  std::string findings;
  base::Json file;  ///< null: none
};

struct ExpectedMedium {
  std::uint64_t position = 0;
  std::string county;
  std::string unit;     ///< empty: the county
  std::string machine;  ///< empty: not stated
};

struct LoadedMedium {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string medium;
  std::string sha256;
  std::string county;
  std::string unit;
  std::vector<std::int64_t> totals;  ///< every figure on it, in its order; empty: not stated
};

struct Machines {
  std::map<std::string, Machine> registered;  ///< by id
  std::map<std::string, std::vector<std::string>> of_unit;  ///< machine ids by unit
  /// By machine and day; the latest stands, earlier ones are kept.
  std::map<std::pair<std::string, std::string>, std::vector<RollAudit>> rolls;
  std::map<std::string, Examination> examinations;  ///< by id
  std::map<std::string, ExpectedMedium> media_expected;  ///< by medium
  std::vector<LoadedMedium> media_loaded;  ///< in the order of the ledger
  std::map<std::string, std::size_t> loaded_by_hash;  ///< index into media_loaded
  /// Media by unit, or by county where no unit is named.
  std::map<std::string, std::vector<std::string>> expected_at;
  std::map<std::string, std::vector<std::size_t>> loaded_at;  ///< indexes into media_loaded
};

[[nodiscard]] std::string name_of(RollState state);
[[nodiscard]] std::optional<RollState> roll_state_named(const std::string& name);

}  // namespace recanvass::workflow
