#include "workflow/money_account.h"

#include "base/figures.h"
#include "workflow/contest_law.h"
#include "workflow/count_extent.h"
#include "workflow/grounds.h"
#include "workflow/open_matters.h"
#include "workflow/unit_result.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using base::UsdCents;

std::vector<recount::CostLine> latest_lines(
    const std::map<std::string, std::vector<CostStatement>>& statements) {
  std::vector<recount::CostLine> lines;
  for (const auto& [county, versions] : statements) {
    for (const MoneyLine& line : versions.back().lines) {
      lines.push_back({county, line.item, line.amount});
    }
  }
  return lines;
}

UsdCents sum_of_entries(const std::vector<FundEntry>& entries) {
  UsdCents sum;
  for (const FundEntry& entry : entries) sum += entry.amount;
  return sum;
}

// A count that was ended before it had a result.
bool is_halted(const Operation& operation) {
  return std::ranges::any_of(operation.deciding.status_entries, [](const StatusEntry& entry) {
    return entry.event.act == recount::LegalAct::Halt;
  });
}

UsdCents size_of(UsdCents amount) { return amount < UsdCents(0) ? -amount : amount; }

}  // namespace

recount::FeeAccount account_of(const Operation& operation) {
  const Money& money = operation.opening.money;
  recount::CostRecord record;
  record.estimates = latest_lines(money.quotes);
  record.actual_lines = latest_lines(money.actuals);
  if (!money.announcements.empty()) record.quoted = money.announcements.back().amount;
  for (const Payment& payment : money.payments) record.payments.push_back(payment.amount);
  for (const Refund& refund : money.refunds) record.refunds.push_back(refund.amount);
  recount::FeeAccount account = recount::settle(record);
  if (const auto unused = unused_deposits(operation)) {
    account.refund = unused->is_over ? unused->sum : std::nullopt;
    account.refund_left.reset();
    if (account.refund) {
      const UsdCents due = *account.refund - account.refunded;
      account.refund_left = due > UsdCents(0) ? due : UsdCents(0);
    }
    account.still_due.reset();
    return account;
  }
  if (whole_refund_words(operation).empty()) {
    if (!free_by(operation).empty()) account.still_due.reset();
    return account;
  }
  account.refund = account.paid;
  const UsdCents left = account.paid - account.refunded;
  account.refund_left = left > UsdCents(0) ? left : UsdCents(0);
  account.still_due.reset();
  return account;
}

std::string whole_refund_words(const Operation& operation) {
  const std::string free = free_by(operation);
  if (!free.empty() && !operation.opening.money.payments.empty()) {
    return fmt::format("{}{}", kFreeBy, free);
  }
  const Certificate* certificate = operation.deciding.certificate_in_force();
  const law::RecountStatute* statute = statute_in_force(operation);
  if (certificate == nullptr || statute == nullptr || operation.opening.money.payments.empty() ||
      operation.commitment.reported_outcome.empty() ||
      std::ranges::find(statute->refund, "outcome_changes") == statute->refund.end()) {
    return {};
  }
  auto certified = certificate->winners;
  auto reported = winners_of(operation, outcome_as_published(operation));
  std::ranges::sort(certified);
  std::ranges::sort(reported);
  if (certified == reported) return {};
  return fmt::format("the outcome changed: {} gives back what was paid", statute->citation);
}

std::optional<UnusedDeposits> unused_deposits(const Operation& operation) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr || operation.opening.money.payments.empty() ||
      std::ranges::find(statute->refund, "unused_precincts") == statute->refund.end() ||
      !whole_refund_words(operation).empty()) {
    return std::nullopt;
  }
  UnusedDeposits unused;
  bool is_open = false;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (extent_of(operation, id) == UnitExtent::Outside) continue;
    ++unused.deposits;
    if (counted_result(operation, id)) continue;
    unused.units.push_back(id);
    is_open = is_open || result_of(operation, id).fate == recount::UnitFate::Open;
  }
  if (unused.deposits == 0) return std::nullopt;
  unused.is_over = !is_open || is_halted(operation);
  UsdCents paid;
  for (const Payment& payment : operation.opening.money.payments) paid += payment.amount;
  const auto not_counted = static_cast<std::int64_t>(unused.units.size());
  if (paid.value() % unused.deposits == 0) {
    unused.sum = UsdCents(paid.value() / unused.deposits * not_counted);
  }
  unused.words = fmt::format("{} gives back the deposit of {}, of {} paid for", statute->citation,
                             base::counted(not_counted, "unit that was not counted again",
                                           "units that were not counted again"),
                             base::grouped(unused.deposits));
  return unused;
}

std::string announcement_words(UsdCents announced, UsdCents lines_sum) {
  if (announced == lines_sum) {
    return fmt::format("announced {}, the sum of the lines", base::dollars(announced));
  }
  return fmt::format("announced {}; the lines sum to {}: differs from the sum by {} dollars",
                     base::dollars(announced), base::dollars(lines_sum),
                     base::dollars(size_of(lines_sum - announced)).substr(1));
}

std::string cost_words(const recount::CountyCost& county) {
  return fmt::format("{} estimated, {} actual",
                     county.estimated ? base::dollars(*county.estimated) : "nothing",
                     county.actual ? base::dollars(*county.actual) : "nothing");
}

std::vector<std::string> counties_without_actuals(const Operation& operation) {
  std::set<std::string> wanted;
  for (const auto& [county, versions] : operation.opening.money.quotes) wanted.insert(county);
  for (const auto& [id, unit] : operation.commitment.units) {
    if (wanted.contains(unit.county)) continue;
    if (result_of(operation, id).fate != recount::UnitFate::Stands) wanted.insert(unit.county);
  }
  std::vector<std::string> counties;
  for (const std::string& county : wanted) {
    if (!operation.opening.money.actuals.contains(county)) counties.push_back(county);
  }
  return counties;
}

FundAccount settle_fund(const Fund& fund) {
  FundAccount account;
  account.raised = sum_of_entries(fund.raised);
  account.refunded = sum_of_entries(fund.refunds);
  for (const FundEntry& entry : fund.booked) {
    account.booked += entry.amount;
    if (!entry.stated_total) continue;
    account.stated_booked = entry.stated_total;
    account.unexplained = *entry.stated_total - account.booked;
  }
  account.left = account.raised - account.booked - account.refunded;
  return account;
}

}  // namespace recanvass::workflow
