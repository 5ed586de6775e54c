// Ranked ballots of the bulk data, read as simply as a test can: RAIRE text, raire-rs JSON, and the
// workbooks that come with RCTab's expected reports. Nothing is checked but what a test checks.
#pragma once

#include "base/json.h"
#include "tabulate/profile.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::test_support {

/// "…/data/cvr/" and a file.
[[nodiscard]] std::string cvr_path(std::string_view file);

/// The text of a file, unpacked where its name ends in .gz; no value when it is not there.
[[nodiscard]] std::optional<std::string> shared_text(const std::string& path);
[[nodiscard]] std::optional<base::Json> shared_json(const std::string& path);
/// One entry of an archive; no value when the archive is not there or cannot be unpacked here.
[[nodiscard]] std::optional<std::string> archive_entry(const std::string& path,
                                                       std::string_view entry);

/// A number that must be one.
[[nodiscard]] std::size_t whole_number(std::string_view text);

/// A contest with the choices named, ranked as often as there are choices.
[[nodiscard]] election::CardContest contest_named(std::string_view name,
                                                  const std::vector<std::string>& choices);

/// "contest,ballot,first,second,…" after a line "Contest,id,n,choice,…".
[[nodiscard]] tabulate::Profile read_raire(const std::string& text);
/// {"metadata":{"candidates":[…]},"votes":[{"n":…,"prefs":[…]}]}
[[nodiscard]] tabulate::Profile read_raire_rs(const base::Json& json);

/// The cells of a workbook's first sheet, by row and column from 0.
using Cells = std::vector<std::vector<std::string>>;
[[nodiscard]] std::optional<Cells> workbook_cells(const std::string& path);

/// The choice of that name. A test that asks for another fails.
[[nodiscard]] tabulate::ChoiceVotes::size_type choice_named(const tabulate::Profile& profile,
                                                            std::string_view name);

}  // namespace recanvass::test_support
