// plan.set and progress.report: so many units, teams, rooms and hours a day in a county, and how
// much of it is done. The forecast is the program's (workflow/forecast.h, view plan).
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

constexpr std::int64_t kWorkMax = 1'000'000'000;
constexpr std::int64_t kTeamsMax = 100'000;

base::Problems check_range(const base::Json& body, const char* name, std::int64_t least,
                           std::int64_t most) {
  const auto number = maybe_number_in(body, name);
  if (!number || (*number >= least && *number <= most)) return {};
  return {refusal("plan.range", fmt::format("{} {}", name, *number),
                  fmt::format("{} to {}", least, most), "Correct the figure.")};
}

// What the manifest has of a county, in the plan's measure.
std::int64_t listed_work(const Operation& operation, const std::string& county,
                         WorkMeasure measure) {
  std::int64_t work = 0;
  if (measure == WorkMeasure::Units) {
    for (const auto& [id, unit] : operation.commitment.units) work += unit.county == county;
    return work;
  }
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (batch.county == county) work += batch.ballots;
  }
  return work;
}

WorkMeasure measure_in(const base::Json& body) {
  return text_in(body, "measure") == "units" ? WorkMeasure::Units : WorkMeasure::Ballots;
}

base::Problems decide_plan(const Operation& operation, const Command& command) {
  const base::Json& body = command.body;
  base::Problems problems = county_is_open_to(operation, command.author, text_in(body, "county"));
  add_problems(problems, check_range(body, "work", 0, kWorkMax));
  add_problems(problems, check_range(body, "teams", 1, kTeamsMax));
  add_problems(problems, check_range(body, "rooms", 1, kTeamsMax));
  add_problems(problems, check_range(body, "per_team_hour", 1, kWorkMax));
  add_problems(problems, check_range(body, "hours_a_day", 1, 24));
  if (!problems.empty()) return problems;
  if (!body.contains("work") &&
      listed_work(operation, text_in(body, "county"), measure_in(body)) == 0) {
    problems.push_back(refusal("plan.work", "no \"work\" and nothing on the manifest",
                               "how many " + text_in(body, "measure") + " are to be counted",
                               "State it, or give the manifest first."));
  }
  const auto start = *base::LocalTime::parse(text_in(body, "start"));
  if (start.time.minutes() + number_in(body, "hours_a_day") * 60 > 1440) {
    problems.push_back(
        refusal("plan.hours",
                fmt::format("{} hours from {}", number_in(body, "hours_a_day"), start.time.text()),
                "a working day that ends by midnight", "Start earlier or work fewer hours."));
  }
  return problems;
}

void apply_plan(Operation& operation, const Event& event) {
  const base::Json& body = event.body;
  CountyPlan plan;
  plan.position = event.position;
  plan.rooms = number_in(body, "rooms");
  plan.words = text_in(body, "words");
  plan.work.measure = measure_in(body);
  plan.work.amount =
      maybe_number_in(body, "work")
          .value_or(listed_work(operation, text_in(body, "county"), plan.work.measure));
  plan.work.teams = number_in(body, "teams");
  plan.work.per_team_hour = number_in(body, "per_team_hour");
  plan.work.start = *base::LocalTime::parse(text_in(body, "start"));
  plan.work.hours_a_day = number_in(body, "hours_a_day");
  plan.work.days = body.value("days", "every") == "business" ? WorkDays::Business : WorkDays::Every;
  operation.opening.plan.counties[text_in(body, "county")].push_back(plan);
}

base::Problems decide_progress(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems = county_is_open_to(operation, command.author, county);
  const auto& plans = operation.opening.plan.counties;
  const auto plan = plans.find(county);
  if (plan == plans.end()) {
    problems.push_back(
        refusal("plan.none", county, "a county with a plan", "Set it with plan.set."));
    return problems;
  }
  const std::int64_t done = number_in(command.body, "done");
  if (done > plan->second.back().work.amount) {
    problems.push_back(
        refusal("plan.done", std::to_string(done),
                fmt::format("at most the {} {} of the plan", plan->second.back().work.amount,
                            name_of(plan->second.back().work.measure)),
                "Correct the figure, or the plan."));
  }
  const auto reports = operation.opening.plan.progress.find(county);
  const auto reported_at = *base::LocalTime::parse(text_in(command.body, "reported_at"));
  if (reports != operation.opening.plan.progress.end() &&
      reported_at < reports->second.back().reported_at) {
    problems.push_back(
        refusal("plan.time", reported_at.text(),
                "not before the last report, " + reports->second.back().reported_at.text(),
                "Correct the time."));
  }
  return problems;
}

void apply_progress(Operation& operation, const Event& event) {
  operation.opening.plan.progress[text_in(event.body, "county")].push_back(
      {event.position, *base::LocalTime::parse(text_in(event.body, "reported_at")),
       number_in(event.body, "done")});
}

}  // namespace

UseCase set_plan() {
  UseCase use_case;
  use_case.kind = "plan.set";
  use_case.summary = "Plan a county's count: work, teams, rooms, hours; the forecast follows.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"county", FieldType::Text, true, "Id of the county."},
      {"measure", FieldType::Text, true, "What is planned.", {"ballots", "units"}},
      {"work", FieldType::Number, false, "How many of them; left out: what the inputs list."},
      {"teams", FieldType::Number, true, "Teams that count at the same time."},
      {"rooms", FieldType::Number, true, "Rooms they sit in."},
      {"per_team_hour", FieldType::Number, true, "Ballots or units a team counts in an hour."},
      {"start", FieldType::Moment, true, "First day, and the hour at which each day starts."},
      {"hours_a_day", FieldType::Number, true, "Hours of work a day."},
      {"days", FieldType::Text, false, "Days that are worked.", {"every", "business"}},
      {"words", FieldType::Text, false, "What it rests on."}};
  use_case.decide = decide_plan;
  use_case.apply = apply_plan;
  return use_case;
}

UseCase report_progress() {
  UseCase use_case;
  use_case.kind = "progress.report";
  use_case.summary = "Report how much of a county's plan is done; the forecast starts from there.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"county", FieldType::Text, true, "Id of the county."},
      {"reported_at", FieldType::Moment, true, "Local time."},
      {"done", FieldType::Number, true, "Ballots or units done, as the plan measures."}};
  use_case.decide = decide_progress;
  use_case.apply = apply_progress;
  return use_case;
}

}  // namespace recanvass::workflow
