#include "workflow/audit_plan.h"

#include "outlook/units.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using audit::PairVotes;
using audit::PlanQuestion;

base::Problem about(const char* cause, const std::string& place, const std::string& found,
                    const char* wanted, const char* mend) {
  return {cause, {{}, 0, place}, found, wanted, mend};
}

std::optional<std::size_t> column_of(const election::UnitVotes& units,
                                     const election::ChoiceId& choice) {
  const auto& choices = units.choices();
  const auto found = std::find(choices.begin(), choices.end(), choice);
  if (found == choices.end()) return std::nullopt;
  return static_cast<std::size_t>(found - choices.begin());
}

// Units with the two choices' votes; a unit's cards are its ballots, else its votes.
std::vector<audit::PlanUnit> units_of(const election::UnitVotes& units,
                                      const outlook::ElectoralUnit& place) {
  std::vector<audit::PlanUnit> list;
  const auto winner = column_of(units, place.leader);
  const auto loser = column_of(units, place.runner_up);
  if (!winner || !loser) return list;
  for (std::size_t i = 0; i < units.units().size(); ++i) {
    std::int64_t cards = 0;
    for (std::size_t c = 0; c < units.choices().size(); ++c) cards += units.votes(i, c).value();
    const election::UnitVotes::Unit& unit = units.units()[i];
    cards = std::max(cards, unit.ballots);
    if (cards == 0) continue;
    list.push_back(
        {unit.name, {cards, units.votes(i, *winner).value(), units.votes(i, *loser).value()}});
  }
  return list;
}

PairVotes votes_of(const outlook::ElectoralUnit& place) {
  PairVotes votes;
  votes.winner = place.leader_votes->value();
  votes.loser = place.runner_up_votes->value();
  votes.cards = votes.winner + votes.loser;
  if (place.total_votes) votes.cards = std::max(votes.cards, place.total_votes->value());
  if (place.ballots) votes.cards = std::max(votes.cards, place.ballots->value());
  return votes;
}

std::string name_of(const election::Contest& contest, const election::ChoiceId& choice) {
  const election::Choice* found = contest.find(choice);
  return found == nullptr ? choice.text : found->name;
}

// Returns may be of another day than the totals: they are used only where they fit.
bool fits(const std::vector<audit::PlanUnit>& units, const PairVotes& votes) {
  PairVotes all;
  for (const audit::PlanUnit& unit : units) {
    all = audit::sum_of(std::vector<PairVotes>{all, unit.votes});
  }
  return all.winner <= votes.winner && all.loser <= votes.loser && all.other() <= votes.other();
}

PlanQuestion question_of(const election::Election& election, const election::Contest& contest,
                         const outlook::ElectoralUnit& place, const PlanQuestion& asked) {
  PlanQuestion question = asked;
  question.name = place.name;
  question.winner = name_of(contest, place.leader);
  question.loser = name_of(contest, place.runner_up);
  question.votes = votes_of(place);
  const election::ResultSet* result = election.find(place.result_set);
  if (result != nullptr) question.units = units_of(result->units, place);
  if (!fits(question.units, question.votes)) question.units.clear();
  return question;
}

}  // namespace

base::Result<std::vector<PlanQuestion>> plan_questions(const election::Election& election,
                                                       const AuditPlaces& places,
                                                       const PlanQuestion& asked) {
  const election::Contest* contest =
      election.contests.empty() ? nullptr : &election.contests.front();
  if (places.contest) contest = election.find(*places.contest);
  if (contest == nullptr) {
    return about("plan.contest", places.contest ? places.contest->text : "contest",
                 "no such contest", "a contest of the package",
                 "Give its id as election.toml has it.");
  }
  const outlook::UnitTable table = outlook::list_units(election, *contest, places.as_of);
  std::vector<election::JurisdictionId> wanted = places.places;
  if (wanted.empty()) wanted = election.focus;
  if (wanted.empty()) {
    for (const outlook::ElectoralUnit& unit : table.units) wanted.push_back(unit.id);
  }
  std::vector<PlanQuestion> questions;
  base::Problems problems;
  for (const election::JurisdictionId& id : wanted) {
    const outlook::ElectoralUnit* place = table.find(id);
    if (place == nullptr && election.find(id) == nullptr) {
      problems.push_back(about("plan.place", id.text, "no such place", "a place of the package",
                               "Give its id as election.toml has it."));
    } else if (place == nullptr || !place->leader_votes || !place->runner_up_votes) {
      problems.push_back(about("plan.votes-unknown", id.text, "no votes of both choices",
                               "votes of the winner and of the second",
                               "Ask on a later day (--as-of), or give the votes by --votes."));
    } else {
      questions.push_back(question_of(election, *contest, *place, asked));
    }
  }
  if (!problems.empty()) return problems;
  if (questions.empty()) {
    return about("plan.nothing", contest->id.text, "no place with figures", "at least one",
                 "Add result sets to the package.");
  }
  return questions;
}

}  // namespace recanvass::workflow
