// What the statements of cost and the fund add up to. County lines and refunds are
// recount/fee_ledger.h; here they are read from the state and said in words.
// Shown by the views fees and fund.
#pragma once

#include "recount/fee_ledger.h"
#include "workflow/operation.h"

#include <string>

namespace recanvass::workflow {

/// The latest statements of every county, all payments, the latest announcement; county names are
/// ids, items are left out.
[[nodiscard]] recount::FeeAccount account_of(const Operation& operation);

/// What begins the words of whole_refund_words where the recount is free.
inline constexpr const char* kFreeBy = "the recount is free of charge by the law found for ";

/// Why all that was paid goes back, and not only what is above the actual cost: by the law found
/// for its petitions the recount is free; or the certificate in force names others than were
/// reported, and the law gives the money back then. Empty: no reason.
[[nodiscard]] std::string whole_refund_words(const Operation& operation);

/// What goes back where the law takes a deposit a precinct and gives back those of precincts that
/// are not counted again: the actual cost has no part in it.
struct UnusedDeposits {
  std::int64_t deposits = 0;  ///< units that were to be counted again
  std::vector<std::string> units;  ///< of them those that were not, by id
  bool is_over = false;  ///< none of them is still to be counted, or the count was halted
  std::optional<base::UsdCents> sum;  ///< no value: what was paid is not the same for each of them
  std::string words;
};

/// No value: the law has no such rule, nothing was paid, or all of it goes back.
[[nodiscard]] std::optional<UnusedDeposits> unused_deposits(const Operation& operation);

/// "announced $3,499,689; the lines sum to $3,898,340: differs from the sum by 398,651 dollars", or
/// "announced $3,898,340, the sum of the lines"
[[nodiscard]] std::string announcement_words(base::UsdCents announced, base::UsdCents lines_sum);

/// "$178,000 estimated, $9,117.62 actual"
[[nodiscard]] std::string cost_words(const recount::CountyCost& county);

/// Counties that gave an estimate or are counted again, and have not stated their actual cost, by
/// id. A county that is silent has not cost nothing.
[[nodiscard]] std::vector<std::string> counties_without_actuals(const Operation& operation);

/// What the fund took in, booked and gave back.
struct FundAccount {
  base::UsdCents raised;
  base::UsdCents booked;
  base::UsdCents refunded;
  base::UsdCents left;  ///< raised less booked and refunded; below 0: more went out than came in
  std::optional<base::UsdCents> stated_booked;  ///< the latest total that the fund itself stated
  std::optional<base::UsdCents> unexplained;  ///< that total less the items' sum when it was stated
};

[[nodiscard]] FundAccount settle_fund(const Fund& fund);

}  // namespace recanvass::workflow
