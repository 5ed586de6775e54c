#include "recount/assessment.h"

#include "base/figures.h"
#include "law/clock_event.h"
#include "law/petitioner.h"
#include "recount/tested_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::recount {
namespace {

using election::Contest;
using election::Election;
using election::Jurisdiction;
using election::JurisdictionId;
using election::Moment;
using election::VoteCount;
using law::Verdict;

bool is_wanted(const AssessOptions& options, const JurisdictionId& id) {
  return options.only.empty() ||
         std::find(options.only.begin(), options.only.end(), id) != options.only.end();
}

bool holds_contest(const Jurisdiction& jurisdiction, const Contest& contest) {
  const auto& contests = jurisdiction.contests;
  return contests.empty() ||
         std::find(contests.begin(), contests.end(), contest.id) != contests.end();
}

std::size_t focus_rank(const Election& election, const JurisdictionId& id) {
  const auto found = std::find(election.focus.begin(), election.focus.end(), id);
  return static_cast<std::size_t>(found - election.focus.begin());
}

std::vector<const Jurisdiction*> places_of(const Election& election, const Contest& contest,
                                           const AssessOptions& options) {
  std::vector<const Jurisdiction*> places;
  for (const Jurisdiction& jurisdiction : election.jurisdictions) {
    if (is_wanted(options, jurisdiction.id) && holds_contest(jurisdiction, contest)) {
      places.push_back(&jurisdiction);
    }
  }
  std::sort(places.begin(), places.end(), [&](const Jurisdiction* a, const Jurisdiction* b) {
    const std::size_t left = focus_rank(election, a->id);
    const std::size_t right = focus_rank(election, b->id);
    return left != right ? left < right : a->id < b->id;
  });
  return places;
}

std::optional<base::Date> day_of(const AssessOptions& options) {
  return options.as_of ? std::optional(options.as_of->day) : std::nullopt;
}

// One event as it was known on the day asked. What comes first stays: a jurisdiction's own date
// stands before that of its at-large unit and of the whole election.
void enter_event(const std::string& id, const election::DatedEvent& event,
                 const AssessOptions& options, law::Facts& facts) {
  if (facts.events.contains(id) || facts.awaited.contains(id)) return;
  const auto known = election::event_known(event, day_of(options));
  if (!known) {
    facts.awaited.insert(id);
    return;
  }
  facts.events.insert({id, known->on});
  if (known->standing == election::EventStanding::Expected) facts.expected.insert(id);
}

// The clock's events by the statutes' ids. A district takes those of the unit whose ballots it
// shares; dates of the whole election stand in where a jurisdiction has none of its own.
void enter_clock_events(const Election& election, const Jurisdiction& jurisdiction,
                        const AssessOptions& options, law::Facts& facts) {
  for (const auto& [id, event] : jurisdiction.events) enter_event(id, event, options, facts);
  if (jurisdiction.shares_ballots_with) {
    const Jurisdiction* at_large = election.find(*jurisdiction.shares_ballots_with);
    if (at_large != nullptr) {
      for (const auto& [id, event] : at_large->events) enter_event(id, event, options, facts);
    }
  }
  for (const election::KeyDate& date : election.dates) {
    std::string id = date.event;
    std::replace(id.begin(), id.end(), '-', '_');
    enter_event(id, date.dated, options, facts);
  }
}

// A county writes its own clock without the word "county": county_canvass_completed of the statutes
// is canvass_completed there, and any other end of a county's canvass is that one too.
const election::DatedEvent* county_event(const election::County& county, std::string_view event) {
  std::vector<std::string> names = {std::string(event)};
  if (event.starts_with("county_")) names.emplace_back(event.substr(7));
  if (event.find("canvass") != std::string_view::npos) names.emplace_back("canvass_completed");
  for (const std::string& name : names) {
    if (const auto found = county.events.find(name); found != county.events.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

std::optional<bool> is_measure_defeated(const Contest& contest,
                                        const std::optional<election::Standing>& standing) {
  if (contest.office != election::Office::BallotQuestion || !standing || standing->tie) {
    return std::nullopt;
  }
  if (standing->leader.text == "no") return true;
  if (standing->leader.text == "yes") return false;
  return std::nullopt;
}

// The votes that are listed, where the total is not stated: all votes are at least as many.
std::optional<VoteCount> sum_of_listed(const election::ResultSet* result) {
  if (result == nullptr || result->total_votes || result->totals.empty()) return std::nullopt;
  VoteCount sum;
  for (const election::ChoiceTotal& total : result->totals) sum += total.votes;
  return sum;
}

// What the listed votes leave of a stated total: nobody who is not listed has more.
std::optional<VoteCount> left_by_listed(const election::ResultSet* result) {
  if (result == nullptr || !result->total_votes) return std::nullopt;
  VoteCount left = *result->total_votes;
  for (const election::ChoiceTotal& total : result->totals) left -= total.votes;
  return std::max(left, VoteCount(0));
}

// Ballots of each county, where every unit says its county and its ballots, and no county lacks.
std::vector<election::BallotCount> ballots_by_county(const Jurisdiction& jurisdiction,
                                                     const election::ResultSet* result) {
  if (result == nullptr || jurisdiction.counties.empty()) return {};
  std::map<std::string, std::int64_t> ballots;
  for (const auto& unit : result->units.units()) {
    if (unit.ballots < 0) return {};
    ballots[unit.county] += unit.ballots;
  }
  std::vector<election::BallotCount> counties;
  for (const election::County& county : jurisdiction.counties) {
    const auto found = ballots.find(county.id.text);
    if (found == ballots.end()) return {};
    counties.emplace_back(found->second);
  }
  return ballots.size() == counties.size() ? counties : std::vector<election::BallotCount>{};
}

// What the law's tests are put to.
struct TestedCount {
  const election::ResultSet* result = nullptr;
  std::optional<election::Standing> standing;
  std::optional<PetitionerStanding> petitioner;
};

law::Facts facts_of(const Election& election, const Contest& contest,
                    const Jurisdiction& jurisdiction, const AssessOptions& options,
                    const TestedCount& tested) {
  law::Facts facts;
  facts.office = contest.office;
  facts.type = contest.type;
  facts.election_day = election.election_day;
  facts.seats = contest.seats;
  if (tested.standing) {
    facts.reported_margin = tested.standing->reported_margin;
    facts.leader_votes = tested.standing->leader_votes;
    facts.runner_up_votes = tested.standing->runner_up_votes;
    facts.winner_votes = tested.standing->winner_votes;
    facts.total_votes = tested.standing->total_votes;
    facts.ballots_cast = tested.standing->ballots;
  }
  facts.total_votes_at_least = sum_of_listed(tested.result);
  facts.county_ballots = ballots_by_county(jurisdiction, tested.result);
  facts.measure_defeated = is_measure_defeated(contest, tested.standing);
  facts.precincts = jurisdiction.precincts;
  if (!jurisdiction.counties.empty()) {
    facts.counties = static_cast<std::int64_t>(jurisdiction.counties.size());
  }
  enter_clock_events(election, jurisdiction, options, facts);
  if (tested.petitioner) {
    law::Facts::Petitioner asker;
    asker.votes = tested.petitioner->votes;
    asker.behind_leader = tested.petitioner->behind_leader;
    asker.place = tested.petitioner->place.value_or(0);
    if (!asker.votes) asker.votes_at_most = left_by_listed(tested.result);
    // A report that names the first two only puts everybody else third or lower.
    if (!tested.petitioner->place && tested.standing) asker.place = 3;
    facts.petitioner = asker;
  }
  return facts;
}

PetitionerStanding standing_of_petitioner(const Contest& contest, const election::Choice& choice,
                                          const election::ResultSet* result,
                                          const std::optional<election::Standing>& standing) {
  PetitionerStanding petitioner;
  petitioner.choice = choice.id;
  petitioner.name = choice.name;
  if (result == nullptr || !standing) return petitioner;
  petitioner.votes = election::votes_of(*result, choice.id);
  petitioner.place = election::place_of(contest, *result, choice.id);
  if (petitioner.votes && standing->leader_votes) {
    petitioner.behind_leader = *standing->leader_votes - *petitioner.votes;
  } else if (choice.id == standing->runner_up) {
    petitioner.place = 2;
    petitioner.behind_leader = standing->reported_margin;
  } else if (choice.id == standing->leader) {
    petitioner.place = 1;
    petitioner.behind_leader = VoteCount(0);
  }
  return petitioner;
}

// A verdict that is not the same at both ends of a rounded difference is not known.
void keep_if_alike(Verdict& verdict, Verdict low, Verdict high, const char* what,
                   std::vector<std::string>& unknown) {
  if (low == high) {
    verdict = low;
    return;
  }
  verdict = Verdict::Unknown;
  unknown.push_back(fmt::format(
      "{}: the reported difference is rounded, and the answer depends on the exact one.", what));
}

law::Answer apply_law(const law::RecountStatute& statute, const law::Facts& facts,
                      const law::KnowledgeBase& law, const AssessOptions& options,
                      const std::optional<election::Standing>& standing) {
  law::Answer answer = law::apply(statute, facts, law.calendars(), options.as_of);
  if (!standing || !standing->rounded_to || !facts.reported_margin) return answer;
  // "About 27,000" is said of 26,500 and of 27,900 alike: a whole step on either side.
  const VoteCount step = *standing->rounded_to;
  law::Facts low = facts;
  low.reported_margin = std::max(VoteCount(0), *facts.reported_margin - step);
  law::Facts high = facts;
  high.reported_margin = *facts.reported_margin + step;
  const law::Answer least = law::apply(statute, low, law.calendars(), options.as_of);
  const law::Answer most = law::apply(statute, high, law.calendars(), options.as_of);
  keep_if_alike(answer.automatic, least.automatic, most.automatic, "Automatic recount",
                answer.unknown);
  keep_if_alike(answer.petition.allowed, least.petition.allowed, most.petition.allowed,
                "Petition allowed", answer.unknown);
  keep_if_alike(answer.petition.free, least.petition.free, most.petition.free, "Petition free",
                answer.unknown);
  return answer;
}

void start_clock(const std::string& event, const election::KnownEvent& known, law::Facts& facts) {
  facts.events.insert_or_assign(event, known.on);
  facts.awaited.erase(event);
  facts.expected.erase(event);
  if (known.standing == election::EventStanding::Expected) facts.expected.insert(event);
}

// Where each county has a clock, its deadline; and the last of them as the deadline of the whole.
void add_county_deadlines(const Jurisdiction& jurisdiction, const law::RecountStatute& statute,
                          law::Facts facts, const law::KnowledgeBase& law,
                          const AssessOptions& options, PlaceAssessment& place) {
  const std::string event = place.answer->petition.deadline.event;
  const law::ClockEvent* clock = law::clock_event(event);
  if (clock == nullptr || clock->clock != law::CountyClock::EachCounty) return;
  std::optional<election::KnownEvent> last;
  for (const election::County& county : jurisdiction.counties) {
    const election::DatedEvent* dated = county_event(county, event);
    const auto known =
        dated == nullptr ? std::nullopt : election::event_known(*dated, day_of(options));
    if (!known) continue;
    start_clock(event, *known, facts);
    law::Answer answer = law::apply(statute, facts, law.calendars(), options.as_of);
    place.county_deadlines.push_back({county.id, county.name, answer.petition.deadline});
    if (!last || known->on.day > last->on.day) last = known;
  }
  std::sort(place.county_deadlines.begin(), place.county_deadlines.end(),
            [](const CountyDeadline& a, const CountyDeadline& b) { return a.county < b.county; });
  const std::size_t known = place.county_deadlines.size();
  if (known == 0) return;
  if (known < jurisdiction.counties.size()) {
    place.unknown.push_back(
        fmt::format("Each county has its own clock ({}); the day is known for {} of {} counties.",
                    clock->words, known, jurisdiction.counties.size()));
    return;
  }
  start_clock(event, *last, facts);
  place.answer = law::apply(statute, facts, law.calendars(), options.as_of);
  place.cautions.push_back(fmt::format(
      "Each county has its own deadline; the one shown is that of the last of {} counties.",
      known));
}

void note_figures(const PlaceAssessment& place, std::vector<std::string>& cautions,
                  std::vector<std::string>& unknown, const AssessOptions& options) {
  if (!place.figures) {
    unknown.push_back(options.as_of
                          ? fmt::format("No result is known by {}.", options.as_of->day.text())
                          : "No result is in the package.");
    return;
  }
  if (!place.standing) {
    unknown.push_back(place.no_votes_reported
                          ? "Who leads: no votes are reported; every figure is 0."
                          : "Who leads: too few choices have figures.");
    return;
  }
  const election::Standing& standing = *place.standing;
  if (!standing.reported_margin) {
    unknown.push_back("The difference: only the leader was reported.");
  }
  if (standing.press) cautions.push_back("The figures are a press report, not an official count.");
  if (!standing.verified) cautions.push_back("The figures have one source that nothing confirms.");
  if (standing.rounded_to) {
    cautions.push_back(fmt::format("The reported difference is rounded to {} votes.",
                                   base::grouped(standing.rounded_to->value())));
  }
}

// An event after the day of the question is due rather than done; the answer says so.
void note_clock(const Election& election, const law::Facts& facts, const AssessOptions& options,
                PlaceAssessment& place) {
  const law::Deadline& deadline = place.answer->petition.deadline;
  place.clock_start = law::moment_of(deadline.event, facts);
  place.clock_start_expected = facts.expected.contains(deadline.event);
  if (!options.as_of) return;
  if (options.as_of->day < election.election_day) {
    place.cautions.push_back(
        fmt::format("The election of {} is still to come on {}: there is nothing to ask for yet.",
                    election.election_day.text(), options.as_of->day.text()));
  }
  if (!place.clock_start_expected) return;
  const law::ClockEvent* event = law::clock_event(deadline.event);
  place.cautions.push_back(
      fmt::format("The deadline runs from an event that is expected, not known to have happened, "
                  "on {}: {}, {}.",
                  options.as_of->day.text(), event == nullptr ? "the clock's event" : event->words,
                  place.clock_start->day.long_text()));
}

// Where so many voters of each precinct ask, a petition for the whole place needs them in all.
std::optional<std::int64_t> signers_for_all(const law::RecountStatute& statute,
                                            const Jurisdiction& jurisdiction) {
  const auto each = law::voters_of_each_precinct(statute.petition.who);
  if (!jurisdiction.precincts || !each) return std::nullopt;
  return (*jurisdiction.precincts * *each).value();
}

std::vector<election::Happening> money_known(const Election& election, const Jurisdiction& place,
                                             const AssessOptions& options) {
  std::vector<election::Happening> money;
  for (const election::Happening& happening : election.happenings) {
    if (happening.jurisdiction != place.id || !happening.amount) continue;
    const base::Date known_on = happening.known_on.value_or(happening.on);
    if (options.as_of && known_on > options.as_of->day) continue;
    money.push_back(happening);
  }
  return money;
}

void ask_the_law(const Election& election, const Contest& contest, const Jurisdiction& jurisdiction,
                 const law::KnowledgeBase& law, const AssessOptions& options,
                 const TestedCount& tested, PlaceAssessment& place) {
  place.law_of = election::law_of(jurisdiction);
  const base::Date day = options.law_on.value_or(election.election_day);
  const law::RecountStatute* statute = place.law_of ? law.in_force(*place.law_of, day) : nullptr;
  if (statute == nullptr) {
    place.unknown.push_back(
        place.law_of
            ? fmt::format("No recount rule of {} is known for {}.", place.law_of->text, day.text())
            : "Whose recount law holds here is not stated: no state begins the id, and the package "
              "names none (key `law` of the jurisdiction).");
    place.unknown.push_back(
        "So it is not known whether a recount is automatic, who may ask for one, by when and at "
        "what price, and how a tie is broken.");
    return;
  }
  const law::Facts facts = facts_of(election, contest, jurisdiction, options, tested);
  place.answer = apply_law(*statute, facts, law, options, tested.standing);
  add_county_deadlines(jurisdiction, *statute, facts, law, options, place);
  note_clock(election, facts, options, place);
  place.signers_for_all = signers_for_all(*statute, jurisdiction);
  if (place.petitioner) {
    place.petitioner->accepted = place.answer->petition.allowed;
    place.petitioner->words = place.answer->petition.allowed_words;
  }
}

FigureSource source_of(const election::ResultSet& result, const AssessOptions& options) {
  return {result.id,       result.kind,   result.status,
          result.known_on, result.source, election::note_known(result, day_of(options))};
}

// Who asks for a recount asks on the count before it. Where the package holds none, the figures
// shown are tested, and the answer says so.
TestedCount tested_count(const Election& election, const Contest& contest,
                         const Jurisdiction& jurisdiction, const election::ResultSet* shown,
                         const AssessOptions& options, PlaceAssessment& place) {
  const TestedFigures found =
      figures_tested(election, contest.id, jurisdiction.id, day_of(options));
  if (found.recount != nullptr) place.recounted = source_of(*found.recount, options);
  TestedCount tested{shown, place.standing, place.petitioner};
  if (found.before == nullptr) {
    if (found.recount != nullptr) {
      place.cautions.push_back(
          "No count before the recount is known: what a petition and an automatic recount ask is "
          "tested on figures that may hold the recount.");
    }
    return tested;
  }
  if (found.before == shown) return tested;
  tested.result = found.before;
  tested.standing = election::standing_of(contest, *found.before);
  if (place.petitioner) {
    tested.petitioner = standing_of_petitioner(contest, *contest.find(place.petitioner->choice),
                                               found.before, tested.standing);
  }
  place.tested = FiguresBefore{source_of(*found.before, options), tested.standing};
  return tested;
}

PlaceAssessment assess_place(const Election& election, const Contest& contest,
                             const Jurisdiction& jurisdiction, const law::KnowledgeBase& law,
                             const AssessOptions& options) {
  PlaceAssessment place;
  place.contest = contest.id;
  place.jurisdiction = jurisdiction.id;
  place.jurisdiction_name = jurisdiction.name;
  place.in_focus = focus_rank(election, jurisdiction.id) < election.focus.size();
  place.electors = jurisdiction.electors;
  const election::ResultSet* result =
      election::result_known(election, contest.id, jurisdiction.id, day_of(options));
  if (result != nullptr) {
    place.figures = source_of(*result, options);
    place.standing = election::standing_of(contest, *result);
    place.no_votes_reported = election::no_votes_reported(*result);
  }
  if (place.standing && place.standing->reported_margin) {
    place.needed = change_needed(*place.standing->reported_margin);
  }
  const election::Choice* choice = options.petitioner ? contest.find(*options.petitioner) : nullptr;
  if (choice != nullptr) {
    place.petitioner = standing_of_petitioner(contest, *choice, result, place.standing);
  }
  note_figures(place, place.cautions, place.unknown, options);
  const TestedCount tested = tested_count(election, contest, jurisdiction, result, options, place);
  ask_the_law(election, contest, jurisdiction, law, options, tested, place);
  place.money = money_known(election, jurisdiction, options);
  return place;
}

}  // namespace

ChangeNeeded change_needed(VoteCount reported_margin) {
  RECANVASS_CHECK(reported_margin >= VoteCount(0));
  return {reported_margin + VoteCount(1), VoteCount(reported_margin.value() / 2 + 1)};
}

Assessment assess(const Election& election, const law::KnowledgeBase& law,
                  const AssessOptions& options) {
  Assessment assessment;
  assessment.election_id = election.id;
  assessment.election_name = election.name;
  assessment.election_day = election.election_day;
  assessment.as_of = options.as_of;
  assessment.law_on = options.law_on.value_or(election.election_day);
  assessment.petitioner = options.petitioner;
  for (const Contest& contest : election.contests) {
    if (options.petitioner) {
      const election::Choice* choice = contest.find(*options.petitioner);
      if (choice == nullptr) continue;
      assessment.petitioner_name = choice->name;
    }
    for (const Jurisdiction* jurisdiction : places_of(election, contest, options)) {
      assessment.places.push_back(assess_place(election, contest, *jurisdiction, law, options));
    }
  }
  RECANVASS_CHECK(!options.petitioner || !assessment.petitioner_name.empty());
  return assessment;
}

}  // namespace recanvass::recount
