#include "workflow/plan_forecast.h"

#include "workflow/contest_law.h"
#include "workflow/unit_result.h"

#include <limits>
#include <map>

namespace recanvass::workflow {
namespace {

std::int64_t minutes_between(base::LocalTime from, base::LocalTime to) {
  return base::days_between(from.day, to.day) * 1440 + to.time.minutes() - from.time.minutes();
}

law::Deadline completion_by_law(const Operation& operation) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr || !statute->completion.term) return {};
  law::DeadlineRule rule;
  rule.terms = {*statute->completion.term};
  std::vector<std::string> missing;
  return law::find(rule, statute->jurisdiction.text, law_facts(operation, {}),
                   operation.law->calendars(), std::nullopt, missing);
}

struct SignedOff {
  std::int64_t units = 0;
  std::int64_t signed_off = 0;
  std::int64_t ballots = 0;  ///< listed in the units that are signed off
  std::int64_t open = 0;
};

std::map<std::string, SignedOff> units_by_county(const Operation& operation) {
  std::map<std::string, SignedOff> counties;
  for (const auto& [id, unit] : operation.commitment.units) {
    SignedOff& county = counties[unit.county];
    ++county.units;
    if (result_of(operation, id).fate == recount::UnitFate::Open) ++county.open;
    if (!operation.counting.signed_off.contains(id)) continue;
    ++county.signed_off;
    const auto sums = operation.counting.sums.find(id);
    if (sums != operation.counting.sums.end()) county.ballots += sums->second.listed_ballots;
  }
  return counties;
}

// By the clock of no place in the country: local times have no offset, and none is further behind.
void add_overdue(const Operation& operation, CountyForecast& forecast) {
  constexpr std::int64_t kFurthestBehind = 12 * 60;
  const auto claimed = base::LocalTime::parse(operation.latest_claimed_time.substr(0, 16));
  if (!forecast.deadline || !claimed) return;
  const std::int64_t late = minutes_between(*forecast.deadline, *claimed) - kFurthestBehind;
  if (late <= 0) return;
  forecast.status = ForecastStatus::Late;
  forecast.late_minutes = late;
}

void add_forecast(const Operation& operation, const WorkPlan& work, const SignedOff& units,
                  CountyForecast& forecast) {
  forecast.has_plan = true;
  const auto reports = operation.opening.plan.progress.find(forecast.county);
  base::LocalTime from = work.start;
  if (reports != operation.opening.plan.progress.end()) {
    const Progress& report = reports->second.back();
    forecast.done = report.done;
    forecast.as_of = report.reported_at;
    from = std::max(work.start, report.reported_at);
  }
  const std::int64_t signed_off =
      work.measure == WorkMeasure::Units ? units.signed_off : units.ballots;
  forecast.done = std::min(std::max(forecast.done, signed_off), work.amount);
  forecast.finish = finish_of(work, work.amount - forecast.done, from, operation.setup.jurisdiction,
                              operation.law->calendars());
  if (!forecast.deadline) {
    forecast.status = ForecastStatus::NoDeadline;
    return;
  }
  const bool late = !forecast.finish || *forecast.finish > *forecast.deadline;
  forecast.status = late ? ForecastStatus::Late : ForecastStatus::InTime;
  if (!late) return;
  forecast.late_minutes = forecast.finish ? minutes_between(*forecast.deadline, *forecast.finish)
                                          : std::numeric_limits<std::int64_t>::max();
}

}  // namespace

std::vector<CountyForecast> forecast_counties(const Operation& operation) {
  std::vector<CountyForecast> forecasts;
  const std::map<std::string, SignedOff> units = units_by_county(operation);
  for (const auto& [county, name] : operation.setup.counties) {
    CountyForecast forecast;
    forecast.county = county;
    forecast.deadline = counting_deadline(operation, county);
    const auto found = units.find(county);
    const SignedOff in_county = found == units.end() ? SignedOff() : found->second;
    forecast.units = in_county.units;
    forecast.units_signed_off = in_county.signed_off;
    const auto plans = operation.opening.plan.counties.find(county);
    if (plans != operation.opening.plan.counties.end()) {
      add_forecast(operation, plans->second.back().work, in_county, forecast);
    } else if (in_county.open > 0) {
      add_overdue(operation, forecast);
    }
    forecasts.push_back(std::move(forecast));
  }
  return forecasts;
}

std::optional<base::LocalTime> counting_deadline(const Operation& operation,
                                                 const std::string& county) {
  const CalendarEntry* entry = operation.opening.plan.on_calendar("counting_finishes", county);
  if (entry == nullptr) return completion_by_law(operation).until;
  return base::LocalTime{entry->moment.day, entry->moment.time.value_or(base::TimeOfDay(1440))};
}

base::Json due_dates_json(const Operation& operation) {
  base::Json due = base::Json::array();
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr) return due;
  const law::Answer answer =
      law::apply(*statute, law_facts(operation, {}), operation.law->calendars(), std::nullopt);
  const auto add = [&](const char* what, const law::Deadline& deadline) {
    if (deadline.words.empty()) return;
    base::Json json = {{"what", what}, {"words", deadline.words}, {"statute", statute->id}};
    if (deadline.until) json["until"] = deadline.until->text();
    due.push_back(std::move(json));
  };
  add("petition", answer.petition.deadline);
  add("completion", completion_by_law(operation));
  return due;
}

std::string name_of(ForecastStatus status) {
  switch (status) {
    case ForecastStatus::NoPlan: return "no plan";
    case ForecastStatus::NoDeadline: return "no deadline";
    case ForecastStatus::InTime: return "in time";
    case ForecastStatus::Late: return "late";
  }
  return {};
}

}  // namespace recanvass::workflow
