// fee.deadline, fee.payment and fee.refund: until when, what was paid, what goes back. A payment
// after the deadline is refused or flagged, as the deadline itself says; a refund is the computed
// one and no other.
#include "base/figures.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/money_account.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using base::UsdCents;

constexpr std::int64_t kPaymentCentsMax = 100'000'000'000'000;

base::Problems check_order_cited(const Operation& operation, const Command& command) {
  const std::string order = text_in(command.body, "order");
  return order.empty() ? base::Problems{} : order_is_known(operation, order);
}

base::Problems decide_payment_deadline(const Operation& operation, const Command& command) {
  return check_order_cited(operation, command);
}

void apply_payment_deadline(Operation& operation, const Event& event) {
  operation.opening.money.deadlines.push_back(
      {event.position, moment_in(event.body, "until"),
       event.body.value("late", "refuse") == "flag" ? LatePayment::Flag : LatePayment::Refuse,
       text_in(event.body, "words")});
}

// The deadline that a payment missed; null: none.
const PaymentDeadline* missed_deadline(const Operation& operation, const std::string& paid_at) {
  const auto& deadlines = operation.opening.money.deadlines;
  if (deadlines.empty()) return nullptr;
  const base::LocalTime until = *base::LocalTime::parse(deadlines.back().until);
  return *base::LocalTime::parse(paid_at) > until ? &deadlines.back() : nullptr;
}

// The payment that was recorded already; null: none.
const Payment* payment_again(const Operation& operation, const base::Json& body) {
  for (const Payment& payment : operation.opening.money.payments) {
    if (payment.amount == UsdCents(number_in(body, "cents")) &&
        payment.paid_at == moment_in(body, "paid_at") && payment.payer == text_in(body, "payer")) {
      return &payment;
    }
  }
  return nullptr;
}

base::Problems decide_payment(const Operation& operation, const Command& command) {
  base::Problems problems = check_order_cited(operation, command);
  const Payment* again = payment_again(operation, command.body);
  if (again != nullptr && again->author != command.author) {
    problems.push_back(
        refusal("fee.paid-twice",
                fmt::format("the payment of entry {}, by {}", again->position, again->author),
                "a payment that is not recorded yet",
                "One payment is recorded once; another differs in its minute."));
  }
  const std::int64_t cents = number_in(command.body, "cents");
  if (cents < 1 || cents > kPaymentCentsMax) {
    problems.push_back(refusal("fee.cents", std::to_string(cents),
                               fmt::format("1 to {} cents", kPaymentCentsMax),
                               "Check the figure: it is in cents."));
  }
  const PaymentDeadline* missed = missed_deadline(operation, moment_in(command.body, "paid_at"));
  if (missed != nullptr && missed->late == LatePayment::Refuse &&
      text_in(command.body, "order").empty()) {
    problems.push_back(refusal("fee.late", moment_in(command.body, "paid_at"),
                               fmt::format("by {}: {}", missed->until, missed->words),
                               "Cite the order that lets it be taken, or refuse the payment."));
  }
  return problems;
}

void apply_payment(Operation& operation, const Event& event) {
  const std::string paid_at = moment_in(event.body, "paid_at");
  operation.opening.money.payments.push_back({event.position, paid_at, text_in(event.body, "payer"),
                                              UsdCents(number_in(event.body, "cents")),
                                              missed_deadline(operation, paid_at) != nullptr,
                                              text_in(event.body, "order"), event.author});
}

// One payer pays one sum once in a minute: the same payment, sent again with another key.
std::optional<std::uint64_t> repeats_payment(const Operation& operation, const Command& command) {
  const Payment* payment = payment_again(operation, command.body);
  if (payment == nullptr || payment->author != command.author) return std::nullopt;
  return payment->position;
}

UsdCents refunded_so_far(const Operation& operation) {
  UsdCents sum;
  for (const Refund& refund : operation.opening.money.refunds) sum += refund.amount;
  return sum;
}

// What was not paid yet is not given back.
base::Problems check_refund_day(const Operation& operation, const Command& command) {
  const std::string refunded_at = moment_in(command.body, "refunded_at");
  for (const Payment& payment : operation.opening.money.payments) {
    if (refunded_at >= payment.paid_at) continue;
    return {refusal(
        "fee.refund-time", "refunded " + refunded_at,
        fmt::format("not before the payment of {}, entry {}", payment.paid_at, payment.position),
        "Correct \"refunded_at\".")};
  }
  return {};
}

// A deposit a precinct goes back for those that are not counted again, once it is known which.
base::Problems check_deposits(const UnusedDeposits& unused) {
  if (!unused.is_over) {
    return {refusal("fee.deposits-open", fmt::format("{} not counted yet", unused.units.size()),
                    "every unit counted and signed off, or the count halted (status.set)",
                    "The deposits of those that are not counted again go back then.")};
  }
  if (unused.sum) return {};
  return {refusal("fee.deposits", fmt::format("paid for {} units alike", unused.deposits),
                  "payments that are the same deposit for each unit",
                  "Record what was paid as the law has it, so much a unit.")};
}

base::Problems decide_refund(const Operation& operation, const Command& command) {
  base::Problems problems = check_refund_day(operation, command);
  const auto unused = unused_deposits(operation);
  if (unused) {
    if (base::Problems found = check_deposits(*unused); !found.empty()) {
      add_problems(problems, found);
      return problems;
    }
  }
  const std::vector<std::string> missing =
      unused ? std::vector<std::string>() : counties_without_actuals(operation);
  if (!missing.empty()) {
    problems.push_back(
        refusal("fee.actuals",
                fmt::format("{} without actual cost: {}", missing.size(), fmt::join(missing, ", ")),
                "the actual cost of every county that gave an estimate or is counted again",
                "Record it with fee.actual; where nothing was spent, as 0 cents."));
    return problems;
  }
  const recount::FeeAccount account = account_of(operation);
  if (!account.refund) {
    problems.push_back(refusal(
        "fee.no-refund",
        account.still_due ? base::dollars(*account.still_due) + " still due" : "nothing settled",
        "payments above the actual cost", "See `show ELECTION fees`."));
    return problems;
  }
  const UsdCents due = *account.refund - refunded_so_far(operation);
  if (due <= UsdCents(0)) {
    problems.push_back(refusal("fee.no-refund", "nothing left to refund",
                               unused ? "deposits of units that were not counted again"
                                      : "payments above the actual cost and refunds",
                               "See `show ELECTION fees`."));
  } else if (const auto cents = maybe_number_in(command.body, "cents");
             cents && UsdCents(*cents) != due) {
    problems.push_back(
        refusal("fee.refund", std::to_string(*cents),
                unused ? fmt::format("{} cents: {}", due.value(), unused->words)
                       : fmt::format("{} cents: {} paid, {} actual cost", due.value(),
                                     base::dollars(account.paid),
                                     base::dollars(account.actual.value_or(UsdCents(0)))),
                "Leave the figure out: the program computes it."));
  }
  return problems;
}

base::Json find_refund(const Operation& operation, const Command&) {
  const recount::FeeAccount account = account_of(operation);
  const UsdCents before = refunded_so_far(operation);
  base::Json found = {{"paid_cents", account.paid.value()},
                      {"actual_cents", account.actual ? account.actual->value() : 0},
                      {"refunded_before_cents", before.value()},
                      {"refund_cents", (*account.refund - before).value()}};
  const std::string whole = whole_refund_words(operation);
  if (!whole.empty()) found["whole_because"] = whole;
  if (const auto unused = unused_deposits(operation)) {
    found["unused_units"] = unused->units;
    found["deposits"] = unused->deposits;
  }
  return found;
}

RefundGround ground_of(const base::Json& found) {
  if (found.contains("whole_because")) {
    return text_in(found, "whole_because").starts_with(kFreeBy) ? RefundGround::Free
                                                                : RefundGround::Outcome;
  }
  return found.contains("unused_units") ? RefundGround::UnusedDeposits : RefundGround::AboveCost;
}

void apply_refund(Operation& operation, const Event& event) {
  operation.opening.money.refunds.push_back(
      {event.position, moment_in(event.body, "refunded_at"),
       UsdCents(number_in(event.body.at("found"), "refund_cents")),
       ground_of(event.body.at("found"))});
}

}  // namespace

UseCase set_payment_deadline() {
  UseCase use_case;
  use_case.kind = "fee.deadline";
  use_case.summary = "Set until when the estimate must be paid, and what holds after it.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"until", FieldType::Moment, true, "Last minute, local time."},
                     {"late",
                      FieldType::Text,
                      false,
                      "A later payment is refused, or flagged.",
                      {"refuse", "flag"}},
                     {"words", FieldType::Text, true, "The rule that sets it."},
                     {"order", FieldType::Text, false, "Id of an order that sets it."}};
  use_case.decide = decide_payment_deadline;
  use_case.apply = apply_payment_deadline;
  return use_case;
}

UseCase record_payment() {
  UseCase use_case;
  use_case.kind = "fee.payment";
  use_case.summary = "Record a payment towards the estimate.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"cents", FieldType::Cents, true, "What was paid."},
                     {"paid_at", FieldType::Moment, true, "Local time."},
                     {"payer", FieldType::Text, true, "Who paid."},
                     {"order", FieldType::Text, false, "Id of an order that lets it be late."}};
  use_case.decide = decide_payment;
  use_case.repeats = repeats_payment;
  use_case.apply = apply_payment;
  return use_case;
}

UseCase refund_fee() {
  UseCase use_case;
  use_case.kind = "fee.refund";
  use_case.summary =
      "Refund what was paid above the actual cost, or what the law says instead; computed.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"refunded_at", FieldType::Moment, true, "Local time."},
                     {"cents", FieldType::Cents, false, "Must equal the computed refund."}};
  use_case.decide = decide_refund;
  use_case.find = find_refund;
  use_case.apply = apply_refund;
  return use_case;
}

}  // namespace recanvass::workflow
