#include "workflow/brief_record.h"

#include "election/known.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using AsOf = std::optional<base::LocalTime>;

std::optional<base::Date> day_of(const AsOf& as_of) {
  return as_of ? std::optional(as_of->day) : std::nullopt;
}

bool is_known(base::Date day, const AsOf& as_of) { return !as_of || day <= as_of->day; }

std::string name_in(const election::Contest& contest, const election::ChoiceId& id) {
  const election::Choice* choice = contest.find(id);
  return choice == nullptr ? id.text : choice->name;
}

report::BriefFigure figure_of(const election::Contest& contest, const election::ResultSet& set,
                              const AsOf& as_of) {
  report::BriefFigure figure;
  figure.result_set = set.id.text;
  figure.kind = set.kind;
  figure.status = set.status;
  figure.known_on = set.known_on;
  figure.precision = set.known_on_precision;
  figure.press = set.press;
  figure.verified = set.verified;
  figure.source = set.source;
  figure.note = election::note_known(set, day_of(as_of));
  figure.total_votes = set.total_votes;
  const auto standing = election::standing_of(contest, set);
  if (!standing) return figure;
  figure.leader = name_in(contest, standing->leader);
  figure.runner_up = name_in(contest, standing->runner_up);
  figure.tie = standing->tie;
  figure.reported_margin = standing->reported_margin;
  if (standing->rounded_to) figure.rounded_to = standing->rounded_to->value();
  return figure;
}

std::string place_name(const election::Election& election,
                       const std::optional<election::JurisdictionId>& id) {
  if (!id) return {};
  const election::Jurisdiction* jurisdiction = election.find(*id);
  return jurisdiction == nullptr ? id->text : jurisdiction->name;
}

bool holds_contest(const election::Jurisdiction& jurisdiction, const election::ContestId& contest) {
  const auto& held = jurisdiction.contests;
  return held.empty() || std::find(held.begin(), held.end(), contest) != held.end();
}

// In focus first and in the package's order, then the others by name.
std::vector<const election::Jurisdiction*> ordered_places(const election::Election& election) {
  std::vector<const election::Jurisdiction*> places;
  for (const election::JurisdictionId& id : election.focus) {
    if (const election::Jurisdiction* place = election.find(id)) places.push_back(place);
  }
  const auto in_focus = static_cast<std::ptrdiff_t>(places.size());
  for (const election::Jurisdiction& place : election.jurisdictions) {
    if (std::find(places.begin(), places.end(), &place) == places.end()) places.push_back(&place);
  }
  std::stable_sort(places.begin() + in_focus, places.end(),
                   [](const auto* left, const auto* right) { return left->name < right->name; });
  return places;
}

report::BriefState state_of(const election::Election& election, const election::Contest& contest,
                            const election::Jurisdiction& place, const AsOf& as_of) {
  report::BriefState state;
  state.id = place.id.text;
  state.contest = contest.id.text;
  state.place = place.name;
  state.name = election.contests.size() > 1 ? place.name + ", " + contest.name : place.name;
  state.focus =
      std::find(election.focus.begin(), election.focus.end(), place.id) != election.focus.end();
  state.seats = contest.seats.value();
  if (place.electors) state.electors = place.electors->value();
  const election::ResultSet* held =
      election::result_known(election, contest.id, place.id, day_of(as_of));
  if (held != nullptr) state.figure = figure_of(contest, *held, as_of);
  for (const election::ResultSet& set : election.result_sets) {
    if (&set == held || set.contest != contest.id || set.jurisdiction != place.id) continue;
    if (is_known(set.known_on, as_of)) state.others.push_back(figure_of(contest, set, as_of));
  }
  std::stable_sort(state.others.begin(), state.others.end(),
                   [](const report::BriefFigure& left, const report::BriefFigure& right) {
                     return left.known_on < right.known_on;
                   });
  return state;
}

void add_questions(const election::Election& election, const AsOf& as_of,
                   report::Briefing& briefing) {
  for (const election::Question& question : election.questions) {
    if (question.on && !is_known(*question.on, as_of)) continue;
    report::BriefQuestion told;
    told.text = question.text;
    told.raised_by = question.raised_by;
    told.jurisdiction = place_name(election, question.jurisdiction);
    told.on = question.on;
    told.source = question.source;
    if (!question.status_on || is_known(*question.status_on, as_of)) {
      told.status = question.status;
      told.status_on = question.status_on;
      told.answer = question.answer;
      if (!question.status_source.empty()) told.source += "; " + question.status_source;
    }
    briefing.questions.push_back(std::move(told));
  }
}

void add_events_and_funds(const election::Election& election, const AsOf& as_of,
                          report::Briefing& briefing) {
  for (const election::Happening& event : election.happenings) {
    if (!is_known(event.known_on.value_or(event.on), as_of)) continue;
    briefing.happenings.push_back({event.on, place_name(election, event.jurisdiction), event.kind,
                                   event.what, event.who, event.amount, event.source});
  }
  std::stable_sort(briefing.happenings.begin(), briefing.happenings.end(),
                   [](const auto& left, const auto& right) { return left.on < right.on; });
  for (const election::FundReport& fund : election.funds) {
    if (!is_known(fund.on, as_of)) continue;
    briefing.funds.push_back(
        {fund.name, fund.on, fund.raised, fund.precision, fund.goal, fund.source});
  }
  std::stable_sort(briefing.funds.begin(), briefing.funds.end(),
                   [](const auto& left, const auto& right) { return left.on < right.on; });
}

std::string event_words(const std::string& event) {
  static const std::map<std::string, std::string> kWords = {
      {"safe-harbor", "safe harbor, for a state to have settled its disputes"},
      {"electors-meet", "the electors meet and vote"},
      {"congress-counts", "Congress counts the electors' votes"},
      {"term-begins", "the term begins"},
      {"certification", "certification"},
      {"state_certification", "the state certifies"},
      {"canvass_certification", "the canvass is certified"},
      {"state_canvass_completed", "the state canvass completed"},
      {"county_canvass", "county canvasses are due or done"},
  };
  const auto found = kWords.find(event);
  if (found != kWords.end()) return found->second;
  std::string words = event;
  std::replace_if(words.begin(), words.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  return words;
}

bool is_law(const std::string& source) {
  constexpr std::array<std::string_view, 4> kSigns = {"U.S.C.", "Constitution", "§", "Stat."};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return source.find(sign) != std::string::npos; });
}

void add_date(const std::string& place, const std::string& event, const election::DatedEvent& dated,
              const AsOf& as_of, report::Briefing& briefing) {
  const auto known = election::event_known(dated, day_of(as_of));
  if (!known) return;
  const bool by_law = is_law(known->source);
  const bool expected = known->standing == election::EventStanding::Expected;
  briefing.dates.push_back({{known->on.day, known->on.time},
                            place,
                            event_words(event),
                            known->source,
                            by_law,
                            expected && !by_law});
}

void add_dates(const election::Election& election, const AsOf& as_of, report::Briefing& briefing) {
  for (const election::KeyDate& date : election.dates) {
    add_date({}, date.event, date.dated, as_of, briefing);
  }
  std::set<std::string> told;
  for (const report::BriefState& state : briefing.states) {
    const bool wanted = state.focus || election.focus.empty();
    if (!wanted || !told.insert(state.id).second) continue;
    const election::Jurisdiction* place = election.find(election::JurisdictionId{state.id});
    for (const auto& [event, dated] : place->events) {
      add_date(place->name, event, dated, as_of, briefing);
    }
  }
  std::stable_sort(briefing.dates.begin(), briefing.dates.end(),
                   [](const auto& left, const auto& right) { return left.on.day < right.on.day; });
}

void add_cast(const election::Election& election, const AsOf& as_of, report::Briefing& briefing) {
  if (!election.electors_cast || !is_known(election.electors_cast->known_on, as_of)) return;
  const election::ElectorsCast& cast = *election.electors_cast;
  std::map<std::string, std::int64_t> by_person;
  for (const election::CastVotes& votes : cast.votes) {
    by_person[votes.choice] += votes.electors.value();
  }
  std::vector<std::pair<std::string, std::int64_t>> ranked(by_person.begin(), by_person.end());
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  std::vector<std::string> words;
  for (const auto& [id, electors] : ranked) {
    std::string name = id;
    for (const election::CastPerson& person : cast.persons) {
      if (person.id == id) name = person.name;
    }
    for (const election::Contest& contest : election.contests) {
      if (const auto* choice = contest.find(election::ChoiceId{id})) name = choice->name;
    }
    words.push_back(fmt::format("{} {}", name, electors));
  }
  briefing.electors_cast = fmt::format("The electors' votes as known on {}: {}",
                                       report::day_words(cast.known_on), report::listed(words));
  briefing.electors_cast_source = cast.source;
}

}  // namespace

void add_record(const election::Election& election, const std::optional<base::LocalTime>& as_of,
                report::Briefing& briefing) {
  briefing.election_id = election.id;
  briefing.election_name = election.name;
  briefing.election_day = election.election_day;
  briefing.as_of = as_of;
  for (const election::Contest& contest : election.contests) {
    for (const election::Jurisdiction* place : ordered_places(election)) {
      if (holds_contest(*place, contest.id)) {
        briefing.states.push_back(state_of(election, contest, *place, as_of));
      }
    }
  }
  add_events_and_funds(election, as_of, briefing);
  add_questions(election, as_of, briefing);
  add_dates(election, as_of, briefing);
  add_cast(election, as_of, briefing);
  briefing.not_checked =
      election::remarks_known(election, as_of ? std::optional(as_of->day) : std::nullopt);
}

report::BriefState* find_state(report::Briefing& briefing, const election::ContestId& contest,
                               const election::JurisdictionId& jurisdiction) {
  for (report::BriefState& state : briefing.states) {
    if (state.contest == contest.text && state.id == jurisdiction.text) return &state;
  }
  return nullptr;
}

}  // namespace recanvass::workflow
