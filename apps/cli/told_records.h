// What a person says that cast vote records mean where they leave it open, by options of
// `recanvass tabulate`: lines of several parties, one title over two contests. Next:
// election/told_contests.h, tabulate/doubts.h.
#pragma once

#include "apps/cli/command.h"
#include "election/card_store.h"

#include <string>
#include <utility>
#include <vector>

namespace recanvass::cli {

[[nodiscard]] base::Problem option_problem(const char* cause, const char* option,
                                           const std::string& found, std::string wanted,
                                           std::string mend = "Name one of these.");

/// "TEXT=MEANT" of an option that may be given several times, cut at the last "=": a choice's text
/// may hold one. Cause: tabulate.map.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> read_pairs(
    const Arguments& arguments, const char* option, base::Problems& problems);

/// Whether a contest is meant by its id, or by its name, capitals or not.
[[nodiscard]] bool is_contest(const election::CardContest& contest, const std::string& text);

/// Makes the store what --split and --fusion add say that it is. Lines that were added up are
/// remarked with their cards. Causes: tabulate.map, tabulate.split, tabulate.one-title.
[[nodiscard]] base::Problems tell_records(const Arguments& arguments, election::CardStore& store,
                                          std::vector<std::string>& remarks);

/// Why nobody can be named in a contest before a person says what the records mean, and how it is
/// said; empty: nothing is open.
[[nodiscard]] std::string open_words(const Arguments& arguments, const election::CardStore& store,
                                     std::uint32_t index);

}  // namespace recanvass::cli
