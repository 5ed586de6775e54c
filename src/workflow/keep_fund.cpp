// fund.goal, fund.raised, fund.book and fund.refund: the petitioner's own fund beside the fee. What
// the fund says of itself is kept next to what its items add up to.
#include "workflow/body.h"
#include "workflow/money_account.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using base::UsdCents;

constexpr std::int64_t kFundCentsMax = 100'000'000'000'000;

base::Problems decide_fund(const Operation&, const Command& command) {
  base::Problems problems;
  for (const char* name : {"cents", "booked_total_cents"}) {
    const auto cents = maybe_number_in(command.body, name);
    if (!cents || *cents <= kFundCentsMax) continue;
    problems.push_back(refusal("fund.cents", std::to_string(*cents),
                               fmt::format("at most {} cents", kFundCentsMax),
                               "Check the figure: it is in cents."));
  }
  return problems;
}

FundEntry fund_entry_in(const Event& event) {
  FundEntry entry;
  entry.position = event.position;
  entry.day = text_in(event.body, "day");
  entry.words = text_in(event.body, "item");
  entry.amount = UsdCents(number_in(event.body, "cents"));
  if (const auto total = maybe_number_in(event.body, "booked_total_cents")) {
    entry.stated_total = UsdCents(*total);
  }
  return entry;
}

Fund& fund_of(Operation& operation) { return operation.opening.money.fund; }

void apply_goal(Operation& operation, const Event& event) {
  fund_of(operation).goals.push_back(fund_entry_in(event));
}

void apply_raised(Operation& operation, const Event& event) {
  fund_of(operation).raised.push_back(fund_entry_in(event));
}

void apply_booking(Operation& operation, const Event& event) {
  fund_of(operation).booked.push_back(fund_entry_in(event));
}

void apply_fund_refund(Operation& operation, const Event& event) {
  fund_of(operation).refunds.push_back(fund_entry_in(event));
}

UseCase fund_case(const char* kind, const char* summary, const char* item) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::Petitioner, Role::StateOfficer};
  use_case.fields = {{"item", FieldType::Text, true, item},
                     {"cents", FieldType::Cents, true, "US cents."},
                     {"day", FieldType::Day, true, "The day it holds for."}};
  use_case.decide = decide_fund;
  return use_case;
}

}  // namespace

UseCase set_fund_goal() {
  UseCase use_case =
      fund_case("fund.goal", "State what the petitioner's fund is to raise.", "What it is for.");
  use_case.apply = apply_goal;
  return use_case;
}

UseCase record_raised() {
  UseCase use_case = fund_case("fund.raised", "State what the fund took in.", "From where.");
  use_case.apply = apply_raised;
  return use_case;
}

UseCase book_fund_item() {
  UseCase use_case = fund_case("fund.book", "Book what the fund spent on an item.", "What for.");
  use_case.fields.push_back({"booked_total_cents", FieldType::Cents, false,
                             "The total of all bookings, as the fund itself states it."});
  use_case.apply = apply_booking;
  return use_case;
}

UseCase refund_from_fund() {
  UseCase use_case = fund_case("fund.refund", "State what the fund gave back.", "To whom.");
  use_case.apply = apply_fund_refund;
  return use_case;
}

}  // namespace recanvass::workflow
