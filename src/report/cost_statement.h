// The cost report: what each county estimated and what it cost, what was announced and paid, what
// is owed back; and the petitioner's own fund beside it. Sums are computed from the lines, never
// typed.
// The arithmetic: recount/fee_ledger.h.
#pragma once

#include "recount/fee_ledger.h"
#include "report/paper.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// A sum that moved or was stated at one time.
struct MoneyEvent {
  std::string at;  ///< local time or day, as stated
  std::string words;  ///< "payment of the petitioner", "announced on the web site"
  base::UsdCents amount;
  std::optional<base::UsdCents> lines_sum = std::nullopt;  ///< of the lines at that time
};

/// What the petitioner raised and spent; outside the state's books.
struct FundAccount {
  std::optional<base::UsdCents> goal;
  base::UsdCents raised;
  base::UsdCents refunded;
  std::vector<MoneyEvent> booked;  ///< items
  base::UsdCents booked_sum;  ///< of the items
  std::optional<base::UsdCents> booked_stated;  ///< as the fund itself totals it
};

struct CostStatementPaper {
  PaperHeading heading;
  std::string place;
  recount::FeeAccount account;
  std::vector<MoneyEvent> announced;
  std::string payment_deadline;  ///< local time; empty: none
  std::vector<MoneyEvent> payments;
  std::vector<MoneyEvent> refunds;
  std::optional<FundAccount> fund;
};

/// CSV: counties; moneys (announcements, payments, refunds, items of the fund) in cents.
[[nodiscard]] PaperDocument cost_statement(const CostStatementPaper& statement,
                                           const PaperStyle& style);

}  // namespace recanvass::report
