// show fees: estimates by county in all their versions, the announced figure beside the sum,
// payments, actual costs, refund. show fund: the petitioner's own fund beside it.
#include "base/figures.h"
#include "workflow/money_account.h"
#include "workflow/view_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using base::Json;
using base::UsdCents;

Json cents_or_null(const std::optional<UsdCents>& amount) {
  return amount ? Json(amount->value()) : Json();
}

std::string cost_place(const Operation& operation, const std::string& id) {
  const auto county = operation.setup.counties.find(id);
  return county == operation.setup.counties.end() ? id : county->second;
}

Json versions_json(const std::map<std::string, std::vector<CostStatement>>& statements,
                   const std::string& county) {
  Json versions = Json::array();
  const auto found = statements.find(county);
  if (found == statements.end()) return versions;
  for (const CostStatement& statement : found->second) {
    Json lines = Json::array();
    for (const MoneyLine& line : statement.lines) {
      lines.push_back({{"item", line.item}, {"cents", line.amount.value()}});
    }
    Json json = {{"entry", statement.position},
                 {"by", statement.author},
                 {"lines", std::move(lines)},
                 {"sum_cents", statement.sum().value()}};
    if (!statement.words.empty()) json["words"] = statement.words;
    versions.push_back(std::move(json));
  }
  return versions;
}

Json counties_json(const Operation& operation, const ViewRequest& request,
                   const recount::FeeAccount& account) {
  Json counties = Json::array();
  for (const recount::CountyCost& county : account.counties) {
    if (!request.county.empty() && request.county != county.county) continue;
    Json json = {{"county", county.county},
                 {"name", cost_place(operation, county.county)},
                 {"estimated_cents", cents_or_null(county.estimated)},
                 {"actual_cents", cents_or_null(county.actual)},
                 {"estimates", versions_json(operation.opening.money.quotes, county.county)},
                 {"actuals", versions_json(operation.opening.money.actuals, county.county)},
                 {"far_apart", county.far_apart}};
    if (county.far_apart) {
      json["words"] = cost_words(county) + ": one is at least twice the other";
    }
    if (account.furthest_apart == county.county) {
      json["words"] = cost_words(county) + ": largest relative difference";
    }
    counties.push_back(std::move(json));
  }
  return counties;
}

Json announcements_json(const Money& money) {
  Json list = Json::array();
  for (const Announcement& announced : money.announcements) {
    list.push_back({{"entry", announced.position},
                    {"announced_at", announced.announced_at},
                    {"cents", announced.amount.value()},
                    {"lines_sum_cents", announced.lines_sum.value()},
                    {"differs_by_cents", (announced.lines_sum - announced.amount).value()},
                    {"published_in", announced.published_in},
                    {"words", announcement_words(announced.amount, announced.lines_sum)}});
  }
  return list;
}

Json payments_json(const Money& money) {
  Json list = Json::array();
  for (const Payment& payment : money.payments) {
    Json json = {{"entry", payment.position},
                 {"paid_at", payment.paid_at},
                 {"payer", payment.payer},
                 {"cents", payment.amount.value()},
                 {"late", payment.late}};
    if (!payment.order.empty()) json["order"] = payment.order;
    list.push_back(std::move(json));
  }
  return list;
}

Json deadlines_json(const Money& money) {
  Json list = Json::array();
  for (const PaymentDeadline& deadline : money.deadlines) {
    list.push_back({{"entry", deadline.position},
                    {"until", deadline.until},
                    {"late", deadline.late == LatePayment::Flag ? "flag" : "refuse"},
                    {"words", deadline.words}});
  }
  return list;
}

Json refunds_json(const Money& money) {
  Json list = Json::array();
  for (const Refund& refund : money.refunds) {
    list.push_back({{"entry", refund.position},
                    {"refunded_at", refund.refunded_at},
                    {"cents", refund.amount.value()}});
  }
  return list;
}

std::vector<std::string> counties_without_estimate(const Operation& operation) {
  std::vector<std::string> counties;
  for (const auto& [county, name] : operation.setup.counties) {
    if (!operation.opening.money.quotes.contains(county)) counties.push_back(county);
  }
  return counties;
}

// The latest announcement against the lines as they are now, which may have changed since.
Json announced_now(const recount::FeeAccount& account) {
  if (!account.quoted) return {};
  return announcement_words(*account.quoted, account.estimated_sum);
}

Json build_fees(const Operation& operation, const ViewRequest& request) {
  const Money& money = operation.opening.money;
  const recount::FeeAccount account = account_of(operation);
  const std::vector<std::string> silent = counties_without_actuals(operation);
  Json furthest;
  if (account.furthest_apart) furthest = *account.furthest_apart;
  const auto unused = unused_deposits(operation);
  const bool is_known = unused || silent.empty();  // the actual cost has no part in deposits
  return {{"estimated_sum_cents", account.estimated_sum.value()},
          {"counties_estimated", money.quotes.size()},
          {"counties_without_estimate", counties_without_estimate(operation)},
          {"announcements", announcements_json(money)},
          {"announced", announced_now(account)},
          {"adds_up", account.adds_up()},
          {"deadlines", deadlines_json(money)},
          {"payments", payments_json(money)},
          {"paid_cents", account.paid.value()},
          {"actual_cents", cents_or_null(account.actual)},
          {"counties_without_actual", silent},
          {"refund_cents", is_known ? cents_or_null(account.refund) : Json()},
          {"whole_refund", whole_refund_words(operation)},
          {"refund_rule", unused ? Json(unused->words) : Json()},
          {"refunded_cents", account.refunded.value()},
          {"refund_left_cents", is_known ? cents_or_null(account.refund_left) : Json()},
          {"still_due_cents", cents_or_null(account.still_due)},
          {"refunds", refunds_json(money)},
          {"largest_relative_difference", furthest},
          {"counties", counties_json(operation, request, account)}};
}

Json fund_entries_json(const std::vector<FundEntry>& entries) {
  Json list = Json::array();
  for (const FundEntry& entry : entries) {
    Json json = {{"entry", entry.position},
                 {"day", entry.day},
                 {"item", entry.words},
                 {"cents", entry.amount.value()}};
    if (entry.stated_total) json["booked_total_cents"] = entry.stated_total->value();
    list.push_back(std::move(json));
  }
  return list;
}

std::string fund_words(const FundAccount& account) {
  if (account.unexplained && *account.unexplained != UsdCents(0)) {
    const bool more = *account.unexplained > UsdCents(0);
    return fmt::format("booked total stated {}, items then summed to {}: {} {}",
                       base::dollars(*account.stated_booked),
                       base::dollars(*account.stated_booked - *account.unexplained),
                       base::dollars(more ? *account.unexplained : -*account.unexplained),
                       more ? "without an item" : "more in items than stated");
  }
  if (account.left < UsdCents(0)) {
    return fmt::format("{} more went out than came in", base::dollars(-account.left));
  }
  return "";
}

Json build_fund(const Operation& operation, const ViewRequest&) {
  const Fund& fund = operation.opening.money.fund;
  const FundAccount account = settle_fund(fund);
  Json goal;
  if (!fund.goals.empty()) goal = fund.goals.back().amount.value();
  return {{"goal_cents", goal},
          {"raised_cents", account.raised.value()},
          {"booked_cents", account.booked.value()},
          {"refunded_cents", account.refunded.value()},
          {"left_cents", account.left.value()},
          {"stated_booked_cents", cents_or_null(account.stated_booked)},
          {"unexplained_cents", cents_or_null(account.unexplained)},
          {"words", fund_words(account)},
          {"goals", fund_entries_json(fund.goals)},
          {"raised", fund_entries_json(fund.raised)},
          {"booked", fund_entries_json(fund.booked)},
          {"refunds", fund_entries_json(fund.refunds)}};
}

}  // namespace

View show_fees() {
  return {"fees", "Estimates, the announced figure and their sum, payments, actual costs, refund.",
          build_fees};
}

View show_fund() {
  return {"fund", "The petitioner's fund: goals, raised, booked by item, refunds.", build_fund};
}

}  // namespace recanvass::workflow
