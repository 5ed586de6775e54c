// What the functions that fill documents in share: heads, names of places, what was asked for.
// For print_*.cpp only.
#pragma once

#include "workflow/print_documents.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// Operation, training and the place in the ledger, as every document says them.
[[nodiscard]] report::PaperHeading paper_heading(const Operation& operation);

/// "Dane, Ward 1"; the operation's jurisdiction where no place was asked for.
[[nodiscard]] std::string place_of(const Operation& operation, const ViewRequest& request);

/// The jurisdiction's name as its statute has it, its id where no law is known.
[[nodiscard]] std::string jurisdiction_name(const Operation& operation);

/// The county's name, its id where it has none.
[[nodiscard]] std::string county_name(const Operation& operation, const std::string& id);

/// The unit's name as the returns have it, its id where it has none.
[[nodiscard]] std::string unit_name(const Operation& operation, const std::string& id);

/// The names of the contest's choices, in paper order.
[[nodiscard]] std::vector<std::string> choice_names_of(const Operation& operation);

/// The name of a choice, its id where it has none.
[[nodiscard]] std::string choice_name(const Operation& operation, const std::string& id);

using Documents = std::vector<report::PaperDocument>;

// Filled in by print_counting.cpp:
[[nodiscard]] Documents print_tally_sheets(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_retrieval_list(const Operation& operation,
                                             const PrintRequest& request);
[[nodiscard]] Documents print_container_tags(const Operation& operation,
                                             const PrintRequest& request);
[[nodiscard]] Documents print_custody_log(const Operation& operation, const PrintRequest& request);
// print_round.cpp:
[[nodiscard]] Documents print_card_list(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_card_labels(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_card_placards(const Operation& operation,
                                            const PrintRequest& request);
// print_deciding.cpp:
[[nodiscard]] Documents print_worksheets(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_statement(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_changes(const Operation& operation, const PrintRequest& request);

// print_judging.cpp:
[[nodiscard]] Documents print_minutes(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_exhibits(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_challenges(const Operation& operation, const PrintRequest& request);
// print_opening.cpp:
[[nodiscard]] Documents print_petitions(const Operation& operation, const PrintRequest& request);
[[nodiscard]] Documents print_costs(const Operation& operation, const PrintRequest& request);

}  // namespace recanvass::workflow
