// show plan: when each county will be done and which are late; show calendar: what happened and
// what is due; show notices: what the public was told.
#include "base/figures.h"
#include "workflow/calendar_event.h"
#include "workflow/plan_forecast.h"
#include "workflow/view_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;

Json moment_json(const election::Moment& moment) {
  if (!moment.time) return moment.day.text();
  return base::LocalTime{moment.day, *moment.time}.text();
}

Json county_forecast_json(const Operation& operation, const CountyForecast& forecast) {
  Json json = {{"county", forecast.county},
               {"name", operation.setup.counties.at(forecast.county)},
               {"status", name_of(forecast.status)},
               {"finish", forecast.finish ? Json(forecast.finish->text()) : Json()},
               {"deadline", forecast.deadline ? Json(forecast.deadline->text()) : Json()},
               {"units_signed_off", forecast.units_signed_off},
               {"units", forecast.units},
               {"versions", 0}};
  if (forecast.late_minutes > 0) json["late_minutes"] = forecast.late_minutes;
  const auto plans = operation.opening.plan.counties.find(forecast.county);
  if (plans == operation.opening.plan.counties.end()) return json;
  const CountyPlan& plan = plans->second.back();
  json["versions"] = plans->second.size();
  json["plan"] = {{"entry", plan.position},
                  {"measure", name_of(plan.work.measure)},
                  {"work", plan.work.amount},
                  {"teams", plan.work.teams},
                  {"rooms", plan.rooms},
                  {"per_team_hour", plan.work.per_team_hour},
                  {"start", plan.work.start.text()},
                  {"hours_a_day", plan.work.hours_a_day},
                  {"days", name_of(plan.work.days)}};
  json["done"] = forecast.done;
  json["left"] = plan.work.amount - forecast.done;
  json["as_of"] = forecast.as_of ? Json(forecast.as_of->text()) : Json();
  return json;
}

Json build_plan(const Operation& operation, const ViewRequest& request) {
  std::vector<CountyForecast> forecasts = forecast_counties(operation);
  Json counties = Json::array();
  std::optional<base::LocalTime> last;
  std::int64_t without = 0;
  std::vector<CountyForecast> late;
  for (const CountyForecast& forecast : forecasts) {
    if (!request.county.empty() && request.county != forecast.county) continue;
    counties.push_back(county_forecast_json(operation, forecast));
    if (forecast.finish && (!last || *forecast.finish > *last)) last = forecast.finish;
    if (!forecast.has_plan) ++without;
    if (forecast.status == ForecastStatus::Late) late.push_back(forecast);
  }
  std::stable_sort(late.begin(), late.end(),
                   [](const CountyForecast& left, const CountyForecast& right) {
                     return left.late_minutes > right.late_minutes;
                   });
  Json list = Json::array();
  for (const CountyForecast& forecast : late) {
    list.push_back({{"county", forecast.county},
                    {"name", operation.setup.counties.at(forecast.county)},
                    {"finish", forecast.finish ? Json(forecast.finish->text()) : Json()},
                    {"deadline", forecast.deadline->text()}});
  }
  return {{"finish", last ? Json(last->text()) : Json()},
          {"without_plan", without},
          {"late", std::move(list)},
          {"counties", std::move(counties)}};
}

// By moment, then event and county; a day without an hour comes first of its day.
Json build_calendar(const Operation& operation, const ViewRequest& request) {
  std::vector<std::pair<std::string, Json>> rows;
  for (const auto& [key, entries] : operation.opening.plan.calendar) {
    const auto& [event, county] = key;
    if (!request.county.empty() && !county.empty() && request.county != county) continue;
    Json earlier = Json::array();
    for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
      earlier.push_back({{"entry", entries[i].position}, {"when", moment_json(entries[i].moment)}});
    }
    const CalendarEntry& entry = entries.back();
    Json json = {{"event", event},
                 {"event_words", calendar_words(event)},
                 {"when", moment_json(entry.moment)},
                 {"entry", entry.position},
                 {"earlier", std::move(earlier)}};
    if (!county.empty()) json["county"] = county;
    if (!entry.words.empty()) json["words"] = entry.words;
    if (!entry.order.empty()) json["order"] = entry.order;
    rows.emplace_back(json["when"].get<std::string>() + " " + event + " " + county, json);
  }
  std::sort(rows.begin(), rows.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  Json list = Json::array();
  for (auto& [key, json] : rows) list.push_back(std::move(json));
  return {{"calendar", std::move(list)}, {"due", due_dates_json(operation)}};
}

Json build_notices(const Operation& operation, const ViewRequest& request) {
  Json list = Json::array();
  for (const Notice& notice : operation.opening.plan.notices) {
    if (!request.county.empty() && !notice.county.empty() && request.county != notice.county) {
      continue;
    }
    const auto given = *base::LocalTime::parse(notice.given_at);
    const auto when = *base::LocalTime::parse(notice.when);
    const std::int64_t minutes =
        base::days_between(given.day, when.day) * 1440 + when.time.minutes() - given.time.minutes();
    Json json = {{"entry", notice.position},    {"what", notice.what},
                 {"where", notice.where},       {"when", notice.when},
                 {"given_at", notice.given_at}, {"how", notice.how},
                 {"hours_ahead", minutes / 60}};
    if (!notice.county.empty()) json["county"] = notice.county;
    if (!notice.document.is_null()) json["document"] = notice.document;
    list.push_back(std::move(json));
  }
  return {{"notices", std::move(list)}};
}

}  // namespace

View show_plan() {
  return {"plan", "When each county will be done, and which will be late.", build_plan};
}

View show_calendar() {
  return {"calendar", "What happened and what is due, with earlier statements.", build_calendar};
}

View show_notices() {
  return {"notices", "What the public was told: what, where, when, how.", build_notices};
}

}  // namespace recanvass::workflow
