// Audits of outcomes in a published ledger: their tables, and in sentences how far each is. Made of
// report/bundle_facts.h alone, as the other tables. Used by report/bundle_tables.cpp and the page.
#pragma once

#include "report/bundle_facts.h"
#include "report/data_table.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::report {

/// Names of BundleRoundContest::figures, in their order: members of a contest of audit.round.
[[nodiscard]] const std::vector<std::string>& round_figure_names();

/// What a reading says in a cell: "a b" or "1=a 2=b" where it is marked, else its state.
/// @param marks  rank (0: none) and choice, in the order of ranks and ids
[[nodiscard]] std::string words_of_reading(
    const std::string& state, const std::vector<std::pair<std::int64_t, std::string>>& marks);

/// "a=60 b=35 on 100 cards": of a batch.
[[nodiscard]] std::string words_of_count(std::int64_t cards,
                                         const std::map<std::string, std::int64_t>& votes);

/// audits, audit_rounds, audit_differences
[[nodiscard]] std::vector<DataTable> round_tables(const BundleFacts& facts);

/// Where each audit stands: risk of each contest, targeted or read beside, and differences by
/// cause. Empty: no audit is planned.
[[nodiscard]] std::vector<std::string> audit_sentences(const BundleFacts& facts);

}  // namespace recanvass::report
