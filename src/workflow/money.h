// What the recount costs, who paid, what is owed back; and beside it the petitioner's own fund.
// Statements are kept in versions, nothing is overwritten, and sums are computed.
// A part of the state (workflow/opening.h). Adding up: workflow/money_account.h.
#pragma once

#include "base/quantity.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct MoneyLine {
  std::string item;
  base::UsdCents amount;
};

/// One county's estimate or actual cost, as stated at one time.
struct CostStatement {
  std::uint64_t position = 0;
  std::string author;
  std::vector<MoneyLine> lines;
  std::string words;  ///< assumptions of an estimate

  [[nodiscard]] base::UsdCents sum() const;
};

/// The figure that was told to the petitioner.
struct Announcement {
  std::uint64_t position = 0;
  std::string announced_at;
  base::UsdCents amount;
  base::UsdCents lines_sum;  ///< what the lines summed to then
  std::string published_in;
};

/// What holds of a payment after the deadline.
enum class LatePayment { Refuse, Flag };

struct PaymentDeadline {
  std::uint64_t position = 0;
  std::string until;  ///< last minute, local time
  LatePayment late = LatePayment::Refuse;
  std::string words;
};

struct Payment {
  std::uint64_t position = 0;
  std::string paid_at;
  std::string payer;
  base::UsdCents amount;
  bool late = false;
  std::string order;  ///< cited to take it although it was late
  std::string author{};  ///< who recorded it
};

/// AboveCost: what was paid above the actual cost. Outcome: all, since another was elected.
/// UnusedDeposits: of units that were not counted again. Free: all, since nothing was due.
enum class RefundGround { AboveCost, Outcome, UnusedDeposits, Free };

struct Refund {
  std::uint64_t position = 0;
  std::string refunded_at;
  base::UsdCents amount;
  RefundGround ground = RefundGround::AboveCost;
};

/// One line of the petitioner's fund.
struct FundEntry {
  std::uint64_t position = 0;
  std::string day;
  std::string words;  ///< what for, or from where
  base::UsdCents amount;
  std::optional<base::UsdCents> stated_total;  ///< of what was booked, as the fund itself states it
};

struct Fund {
  std::vector<FundEntry> goals;  ///< the latest holds
  std::vector<FundEntry> raised;
  std::vector<FundEntry> booked;
  std::vector<FundEntry> refunds;
};

struct Money {
  std::map<std::string, std::vector<CostStatement>> quotes;  ///< by county, the latest last
  std::map<std::string, std::vector<CostStatement>> actuals;
  std::vector<Announcement> announcements;
  std::vector<PaymentDeadline> deadlines;  ///< the latest holds
  std::vector<Payment> payments;
  std::vector<Refund> refunds;
  Fund fund;
};

}  // namespace recanvass::workflow
