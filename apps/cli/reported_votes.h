// Figures that were reported, from any file of returns, in the words of a contest of cast vote
// records: who is meant by a name, and which unit. Used by tabulate_command.cpp.
#pragma once

#include "base/result.h"
#include "election/card_store.h"
#include "election/returns.h"
#include "tabulate/against.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::cli {

/// What a person says about the names in a file of returns.
struct ReportedAsk {
  std::filesystem::path file;
  std::string office;      ///< the contest's text in the file; empty: its id or name
  std::string place;       ///< the jurisdiction's text, where the file has several
  std::string result_set;  ///< where the file has several
  std::string county;      ///< only this county's units; empty: all
  /// Text in the file, and id or name of a choice; used in each contest that has the choice.
  std::vector<std::pair<std::string, std::string>> choices;
  std::map<std::string, std::string> units;    ///< text in the file: unit of the records
  std::vector<std::string> ignore;             ///< choices and units whose rows are left out
  std::optional<tabulate::GroupBy> by;         ///< no value: whose names the units have
};

struct ReportedVotes {
  tabulate::GroupBy by = tabulate::GroupBy::Everything;
  election::UnitVotes votes;  ///< units as the records name them where they are meant
  std::vector<tabulate::ImpossibleFigures> impossible;  ///< of units named as in `votes`
  std::vector<std::string> remarks;
};

/// Causes: against.unit-of-votes, against.choice-map, against.contest, against.place,
/// against.result-set, against.county, against.units (no unit is one of the records'), and those of
/// formats::read_returns_file and formats::build_result.
[[nodiscard]] base::Result<ReportedVotes> read_reported(const ReportedAsk& ask,
                                                        const election::CardStore& store,
                                                        std::uint32_t contest);

}  // namespace recanvass::cli
