#include "recount/fee_ledger.h"

#include "base/rational.h"

#include <algorithm>
#include <map>

namespace recanvass::recount {
namespace {

using base::UsdCents;

UsdCents sum_of(const std::vector<CostLine>& lines) {
  UsdCents sum;
  for (const CostLine& line : lines) sum += line.cost;
  return sum;
}

void add_to(std::optional<UsdCents>& cost, UsdCents more) {
  cost = cost.value_or(UsdCents(0)) + more;
}

// At 0 against something, the two are as far apart as can be.
bool are_far_apart(UsdCents left, UsdCents right) {
  const UsdCents less = left < right ? left : right;
  const UsdCents more = left < right ? right : left;
  return more > less && more >= less * 2;
}

// The ratio of two figures, larger over smaller, as a pair that is compared without division.
struct Ratio {
  UsdCents less;
  UsdCents more;
};

bool is_larger(const Ratio& left, const Ratio& right) {
  return base::Wide{left.more.value()} * right.less.value() >
         base::Wide{right.more.value()} * left.less.value();
}

std::optional<std::string> furthest_apart(const std::vector<CountyCost>& counties) {
  std::optional<std::string> found;
  Ratio widest{UsdCents(1), UsdCents(1)};
  for (const CountyCost& county : counties) {
    if (!county.estimated || !county.actual) continue;
    const auto [less, more] = std::minmax(*county.estimated, *county.actual);
    const Ratio ratio{less, more};
    if (less == more || !is_larger(ratio, widest)) continue;
    widest = ratio;
    found = county.county;
  }
  return found;
}

std::vector<CountyCost> compare_counties(const CostRecord& record) {
  std::map<std::string, CountyCost> counties;
  for (const CostLine& line : record.estimates) {
    add_to(counties[line.county].estimated, line.cost);
  }
  for (const CostLine& line : record.actual_lines) {
    add_to(counties[line.county].actual, line.cost);
  }
  std::vector<CountyCost> out;
  for (auto& [name, county] : counties) {
    county.county = name;
    county.far_apart =
        county.estimated && county.actual && are_far_apart(*county.estimated, *county.actual);
    out.push_back(county);
  }
  return out;
}

// A county that gave an estimate and no actual cost has not cost nothing.
bool knows_all_actuals(const CostRecord& record, const std::vector<CountyCost>& counties) {
  return record.actual_total || std::ranges::none_of(counties, [](const CountyCost& county) {
           return county.estimated && !county.actual;
         });
}

}  // namespace

bool FeeAccount::adds_up() const {
  return quote_short_by.value_or(UsdCents(0)) == UsdCents(0) &&
         actual_short_by.value_or(UsdCents(0)) == UsdCents(0);
}

FeeAccount settle(const CostRecord& record) {
  FeeAccount account;
  account.estimated_sum = sum_of(record.estimates);
  account.quoted = record.quoted;
  if (record.quoted) account.quote_short_by = account.estimated_sum - *record.quoted;
  for (const UsdCents payment : record.payments) account.paid += payment;
  for (const UsdCents refund : record.refunds) account.refunded += refund;
  account.actual = record.actual_total;
  if (!record.actual_lines.empty()) {
    account.actual = sum_of(record.actual_lines);
    if (record.actual_total) account.actual_short_by = *account.actual - *record.actual_total;
  }
  account.counties = compare_counties(record);
  if (account.actual && !record.payments.empty()) {
    const UsdCents left = account.paid - *account.actual;
    if (left >= UsdCents(0) && knows_all_actuals(record, account.counties)) account.refund = left;
    const UsdCents due = account.refunded - left;
    if (account.refund) account.refund_left = due < UsdCents(0) ? -due : UsdCents(0);
    if (due > UsdCents(0)) account.still_due = due;
  }
  account.furthest_apart = furthest_apart(account.counties);
  return account;
}

}  // namespace recanvass::recount
