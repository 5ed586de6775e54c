// fee.quote, fee.actual, fee.announce: what counties say it will cost and did cost, line by line,
// and the figure that was told to the petitioner. The sum is the program's; a figure that differs
// from it is recorded with the difference.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/money_account.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <set>

namespace recanvass::workflow {
namespace {

using base::UsdCents;

// Far above what any recount costs, and small enough that every sum fits.
constexpr std::int64_t kCentsMax = 100'000'000'000'000;

// The state's own costs stand under the operation's jurisdiction.
base::Problems check_cost_place(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  if (county == operation.setup.jurisdiction) return author_acts_in(operation, command.author, "");
  return county_is_open_to(operation, command.author, county);
}

base::Problems decide_cost(const Operation& operation, const Command& command) {
  base::Problems problems = check_cost_place(operation, command);
  const base::Json& lines = command.body["lines"];
  const base::Problems shape = check_records(lines, "lines", {{"item"}, {"cents"}, {}, {}});
  add_problems(problems, shape);
  if (!shape.empty()) return problems;
  if (lines.empty()) {
    problems.push_back(refusal("fee.lines", "no lines", "at least one", "State what it costs."));
  }
  std::set<std::string> seen;
  for (const base::Json& line : lines) {
    if (!seen.insert(text_in(line, "item")).second) {
      problems.push_back(refusal("fee.item", text_in(line, "item") + " twice", "each item once",
                                 "Add the two lines, or name them apart."));
    }
    if (number_in(line, "cents") > kCentsMax) {
      problems.push_back(refusal("fee.cents", std::to_string(number_in(line, "cents")),
                                 fmt::format("at most {} cents", kCentsMax),
                                 "Check the figure: it is in cents."));
    }
  }
  return problems;
}

CostStatement statement_in(const Event& event) {
  CostStatement statement;
  statement.position = event.position;
  statement.author = event.author;
  statement.words = text_in(event.body, "words");
  for (const base::Json& line : event.body["lines"]) {
    statement.lines.push_back({text_in(line, "item"), UsdCents(number_in(line, "cents"))});
  }
  return statement;
}

void apply_quote(Operation& operation, const Event& event) {
  operation.opening.money.quotes[text_in(event.body, "county")].push_back(statement_in(event));
}

void apply_actual(Operation& operation, const Event& event) {
  operation.opening.money.actuals[text_in(event.body, "county")].push_back(statement_in(event));
}

base::Problems decide_announcement(const Operation& operation, const Command& command) {
  base::Problems problems;
  if (operation.opening.money.quotes.empty()) {
    problems.push_back(refusal("fee.no-lines", "an announcement without estimates",
                               "county lines that add up to it", "Record them with fee.quote."));
  }
  if (number_in(command.body, "cents") > kCentsMax) {
    problems.push_back(refusal("fee.cents", std::to_string(number_in(command.body, "cents")),
                               fmt::format("at most {} cents", kCentsMax),
                               "Check the figure: it is in cents."));
  }
  return problems;
}

base::Json find_announcement(const Operation& operation, const Command& command) {
  const UsdCents sum = account_of(operation).estimated_sum;
  const UsdCents announced(number_in(command.body, "cents"));
  return {{"lines_sum_cents", sum.value()},
          {"lines_of", operation.opening.money.quotes.size()},
          {"sum_less_announced_cents", (sum - announced).value()},
          {"sentence", announcement_words(announced, sum)}};
}

void apply_announcement(Operation& operation, const Event& event) {
  operation.opening.money.announcements.push_back(
      {event.position, moment_in(event.body, "announced_at"),
       UsdCents(number_in(event.body, "cents")),
       UsdCents(number_in(event.body.at("found"), "lines_sum_cents")),
       text_in(event.body, "published_in")});
}

UseCase cost_case(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"county", FieldType::Text, true, "Id of the county; of the jurisdiction: the state's own."},
      {"lines",
       FieldType::Records,
       true,
       "Lines: {item, cents}.",
       {},
       {},
       R"([{"item":"tellers","cents":90000},{"item":"room","cents":15000}])"},
      {"words", FieldType::Text, false, "What it assumes, or why it differs from before."}};
  use_case.decide = decide_cost;
  return use_case;
}

}  // namespace

UseCase quote_fee() {
  UseCase use_case = cost_case("fee.quote", "State a county's estimate, line by line.");
  use_case.apply = apply_quote;
  return use_case;
}

UseCase state_actual_cost() {
  UseCase use_case = cost_case("fee.actual", "State what it did cost a county, line by line.");
  use_case.apply = apply_actual;
  return use_case;
}

UseCase announce_fee() {
  UseCase use_case;
  use_case.kind = "fee.announce";
  use_case.summary = "Record the figure that was told to the petitioner, beside the lines' sum.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"cents", FieldType::Cents, true, "The figure that was announced."},
                     {"announced_at", FieldType::Moment, true, "Local time."},
                     {"published_in", FieldType::Text, true, "Where it was announced."}};
  use_case.decide = decide_announcement;
  use_case.find = find_announcement;
  use_case.apply = apply_announcement;
  return use_case;
}

}  // namespace recanvass::workflow
