// calendar.set and notice.give: when something that a clock of the law runs from happened, when
// something is due, and what the public was told, where and how.
#include "base/nearest.h"
#include "law/clock_event.h"
#include "workflow/body.h"
#include "workflow/calendar_event.h"
#include "workflow/field_words.h"
#include "workflow/gates.h"
#include "workflow/precinct_law.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

base::Problem unknown_event(const std::string& event) {
  std::vector<std::string> ids;
  for (const CalendarEvent& own : calendar_events()) ids.emplace_back(own.id);
  for (const law::ClockEvent& clock : law::clock_events()) ids.emplace_back(clock.id);
  return refusal("calendar.event", "\"" + event + "\"",
                 "an event that a rule's clock runs from, or counting_starts, counting_finishes, "
                 "certification_due, hearing, meeting, other",
                 fmt::format("Did you mean {}?", base::nearest(event, ids).value_or("other")));
}

// A county's clock also decides its petitions, which a line of the calendar would pass by.
base::Problems check_no_petition_clock(const Operation& operation, const std::string& event) {
  const auto rule = precinct_rule(operation);
  if (!rule || rule->event != event) return {};
  return {refusal("calendar.county-clock", event, "another event",
                  "Use county.computed: petitions that wait for this clock are decided with it.")};
}

election::Moment calendar_moment(const base::Json& body) {
  if (body.contains("day")) return {*base::Date::parse(text_in(body, "day")), std::nullopt};
  const auto moment = *base::LocalTime::parse(text_in(body, "moment"));
  return {moment.day, moment.time};
}

bool is_of_a_law(const std::string& event) { return law::clock_event(event) != nullptr; }

// Nothing that a clock of the law runs from, nor anything of the count, was before the election.
base::Problems check_after_election(const Operation& operation, const base::Json& body) {
  const std::string event = text_in(body, "event");
  const bool bound = is_of_a_law(event) || event == "counting_starts" ||
                     event == "counting_finishes" || event == "certification_due";
  if (!bound || body.contains("moment") == body.contains("day")) return {};
  const base::Date day = calendar_moment(body).day;
  base::Problems problems = not_before_election(operation, day, event, "calendar.too-early");
  if (problems.empty() && event == "election_day" && day.text() != operation.setup.election_day) {
    problems.push_back(refusal("calendar.election-day", day.text(),
                               operation.setup.election_day + ", as the operation was opened",
                               "Correct the day."));
  }
  return problems;
}

// Another day for what a clock of the law runs from can make a petition late that was in time.
Persons persons_of_calendar(const Operation& operation, const std::string&,
                            const base::Json& body) {
  const std::string event = text_in(body, "event");
  const bool again = operation.opening.plan.calendar.contains({event, text_in(body, "county")});
  const Petitions& petitions = operation.opening.petitions;
  const bool asked = !petitions.by_id.empty() || !petitions.precincts.empty();
  return again && asked && is_of_a_law(event) ? Persons::Two : Persons::One;
}

base::Problems decide_calendar(const Operation& operation, const Command& command) {
  const base::Json& body = command.body;
  const std::string event = text_in(body, "event");
  const std::string county = text_in(body, "county");
  base::Problems problems = check_no_petition_clock(operation, event);
  if (calendar_words(event).empty()) problems.push_back(unknown_event(event));
  if (!county.empty()) {
    add_problems(problems, county_is_open_to(operation, command.author, county));
  } else {
    add_problems(problems, author_acts_in(operation, command.author, ""));
  }
  if (body.contains("moment") == body.contains("day")) {
    problems.push_back(refusal("calendar.when", body.contains("day") ? "both" : "neither",
                               "\"moment\", or \"day\" where the hour is not known",
                               "State one of the two."));
  }
  add_problems(problems, check_after_election(operation, body));
  const std::string order = text_in(body, "order");
  if (!order.empty()) add_problems(problems, order_is_known(operation, order));
  const bool again = operation.opening.plan.calendar.contains({event, county});
  if (again && text_in(body, "words").empty()) {
    problems.push_back(refusal("calendar.again", event, "\"words\": why it is another moment now",
                               "Say what changed; the earlier moment stays on the record."));
  }
  return problems;
}

void apply_calendar(Operation& operation, const Event& event) {
  operation.opening.plan.calendar[{text_in(event.body, "event"), text_in(event.body, "county")}]
      .push_back({event.position, calendar_moment(event.body), text_in(event.body, "words"),
                  text_in(event.body, "order")});
}

base::Problems decide_notice(const Operation& operation, const Command& command) {
  base::Problems problems;
  const std::string county = text_in(command.body, "county");
  if (!county.empty()) {
    add_problems(problems, county_is_open_to(operation, command.author, county));
  } else {
    add_problems(problems, author_acts_in(operation, command.author, ""));
  }
  const std::string given_at = moment_in(command.body, "given_at");
  if (given_at > moment_in(command.body, "when")) {
    problems.push_back(refusal("notice.time", "given " + given_at,
                               "before what it announces, " + moment_in(command.body, "when"),
                               "Correct the times."));
  }
  return problems;
}

void apply_notice(Operation& operation, const Event& event) {
  Notice notice;
  notice.position = event.position;
  notice.what = text_in(event.body, "what");
  notice.where = text_in(event.body, "where");
  notice.when = moment_in(event.body, "when");
  notice.given_at = moment_in(event.body, "given_at");
  notice.how = text_in(event.body, "how");
  notice.county = text_in(event.body, "county");
  notice.document = event.body.value("document", base::Json());
  operation.opening.plan.notices.push_back(notice);
}

}  // namespace

UseCase set_calendar() {
  UseCase use_case;
  use_case.kind = "calendar.set";
  use_case.summary = "State when something happened or is due, for all counties or one.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"event", FieldType::Text, true, "Id of the event.", {}, event_words()},
      {"moment", FieldType::Moment, false, "Local time."},
      {"day", FieldType::Day, false, "The day, where the hour is not known."},
      {"county", FieldType::Text, false, "Id of the county; all of them if left out."},
      {"words", FieldType::Text, false, "What it is, or why it changed."},
      {"order", FieldType::Text, false, "Id of the order that sets it."}};
  use_case.persons_of = persons_of_calendar;
  use_case.two_when =
      "where another day of what a law's clock runs from is stated, once somebody "
      "petitioned";
  use_case.decide = decide_calendar;
  use_case.apply = apply_calendar;
  return use_case;
}

UseCase give_notice() {
  UseCase use_case;
  use_case.kind = "notice.give";
  use_case.summary = "Record a public notice: what, where, when, and how it was given.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"what", FieldType::Text, true, "What will happen."},
      {"where", FieldType::Text, true, "Where."},
      {"when", FieldType::Moment, true, "Local time at which it will happen."},
      {"given_at", FieldType::Moment, true, "Local time of the notice."},
      {"how", FieldType::Text, true, "How it was given."},
      {"county", FieldType::Text, false, "Id of the county; the whole operation if left out."},
      {"document", FieldType::File, false, "The notice itself."}};
  use_case.decide = decide_notice;
  use_case.apply = apply_notice;
  return use_case;
}

}  // namespace recanvass::workflow
