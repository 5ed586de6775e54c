#include "outlook/outlook.h"

#include "base/check.h"
#include "base/figures.h"
#include "election/known.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::outlook {
namespace {

using election::Contest;
using election::Election;

const Contest* contest_asked(const Election& election, const FlipQuestion& question) {
  if (question.contest) return election.find(*question.contest);
  for (const Contest& contest : election.contests) {
    if (contest.office == election::Office::President) return &contest;
  }
  return election.contests.empty() ? nullptr : &election.contests.front();
}

base::Problems names_unknown(const Election& election, const FlipQuestion& question) {
  base::Problems problems;
  const Contest* contest = contest_asked(election, question);
  if (contest == nullptr) {
    problems.push_back(
        {"flip.contest",
         {},
         fmt::format("contest \"{}\"", question.contest ? question.contest->text : ""),
         "the id of a contest of the package",
         "Give --contest an id from election.toml."});
  } else if (question.college.challenger &&
             contest->find(*question.college.challenger) == nullptr) {
    problems.push_back({"flip.challenger",
                        {},
                        fmt::format("challenger \"{}\"", question.college.challenger->text),
                        "the id of a choice of the contest",
                        "Give --challenger an id from election.toml."});
  }
  for (const election::JurisdictionId& id : question.college.appoints_none) {
    if (election.find(id) != nullptr) continue;
    problems.push_back({"flip.jurisdiction",
                        {},
                        fmt::format("\"{}\"", id.text),
                        "the id of a jurisdiction of the package",
                        "Give --appoints-none an id such as us-wi."});
  }
  return problems;
}

// For whom the unit would have to come out: the challenger, or whoever is second where the
// challenger leads or cannot be measured.
std::optional<VotesToFlip> needed_in(const ElectoralUnit& unit,
                                     const std::optional<College>& college) {
  if (college && college->challenger && unit.electors > election::ElectorCount(0) &&
      unit.leader != *college->challenger) {
    auto needed = votes_to_flip(unit, *college->challenger);
    if (needed) return needed;
  }
  return votes_to_flip(unit, unit.runner_up);
}

// All votes; where they are unknown those of the listed choices, which makes a share too large by
// the few others; 0 when neither is known.
std::int64_t votes_known(const ElectoralUnit& unit) {
  if (unit.total_votes) return unit.total_votes->value();
  election::VoteCount listed{0};
  for (const election::ChoiceTotal& one : unit.votes) listed += one.votes;
  return listed.value();
}

// Past recounts are statewide: a state's votes, or a district's of a state that the College splits.
bool is_statewide(const ElectoralUnit& unit, election::Office office) {
  using election::Office;
  if (unit.electors > election::ElectorCount(0)) return true;
  const bool is_state = unit.id.text.size() == 5 && unit.id.text.starts_with("us-");
  const bool is_local = office == Office::County || office == Office::Municipal ||
                        office == Office::Legislative || office == Office::Local;
  return is_state && !is_local;
}

// Empty when the class has recounts enough to speak of a chance.
std::string why_too_few(const ReferenceClass& reference, std::optional<base::Date> as_of) {
  const std::size_t known = reference.used().size();
  if (known >= kRecountsLeast) return {};
  if (known == 0) {
    return fmt::format("no complete statewide recount since 2000 {}",
                       as_of ? "was known on that day" : "is known");
  }
  const std::string verb = known == 1 ? (as_of ? "was" : "is") : (as_of ? "were" : "are");
  return fmt::format("{} since 2000 {} known{}, fewer than {}",
                     base::counted(static_cast<std::int64_t>(known), "complete statewide recount",
                                   "complete statewide recounts"),
                     verb, as_of ? " on that day" : "", kRecountsLeast);
}

// Empty when past recounts can be asked.
std::string why_no_class(const ElectoralUnit& unit, election::Office office,
                         const std::string& too_few) {
  if (unit.tie) return "a tie is decided by the tie law, not by a chance";
  if (!is_statewide(unit, office)) return "no class of past recounts for a contest of this size";
  return too_few;
}

UnitOutlook look_at(const ElectoralUnit& unit, election::Office office,
                    const std::optional<College>& college, const ReferenceClass& reference,
                    const std::string& too_few) {
  UnitOutlook one;
  one.unit = unit;
  one.to_flip = needed_in(unit, college);
  one.paper = paper_needed(unit, 0.05);
  one.no_class = why_no_class(unit, office, too_few);
  if (!one.to_flip || !one.no_class.empty()) return one;
  const std::int64_t lead = one.to_flip->margin_votes.value();
  const LargestShift& largest = reference.largest();
  if (largest.votes > 0) {
    one.times_largest_votes = static_cast<double>(lead) / static_cast<double>(largest.votes);
  }
  const std::int64_t total = votes_known(unit);
  if (total > 0) {
    one.reference = reference.ask(lead, total);
    one.share_of_listed = !unit.total_votes;
    if (largest.share > 0.0) one.times_largest_share = one.reference->share / largest.share;
  }
  return one;
}

// Where the reporting units are simulated: the units that the package names first, or all of a
// package that names none. At a tie any error decides, so a chance of "the challenger's" means
// nothing.
bool is_simulated(const UnitOutlook& one, const Election& election) {
  return one.to_flip && !one.unit.tie && (one.unit.focus || election.focus.empty());
}

void run_mechanism(const Election& election, const FlipQuestion& question, FlipOutlook& outlook,
                   base::Executor& executor) {
  if (!outlook.mechanism_refusal.empty()) return;
  for (std::size_t i = 0; i < outlook.units.size(); ++i) {
    UnitOutlook& one = outlook.units[i];
    const election::ResultSet* result = election.find(one.unit.result_set);
    if (result == nullptr || !is_simulated(one, election)) continue;
    one.mechanism = ask_mechanism(result->units, one.unit.leader, one.to_flip->challenger,
                                  one.to_flip->margin_votes.value(), outlook.error_rates,
                                  question.mechanism, i + 1, executor);
  }
}

// Only leads that recounts have known: beyond them a tail is the model's shape, and one large
// state's would outweigh everything that is likely.
std::vector<UnitChance> chances_of(const std::vector<UnitOutlook>& units) {
  std::vector<UnitChance> chances;
  for (const UnitOutlook& one : units) {
    if (one.reference && one.reference->inside)
      chances.push_back({one.unit.id, one.reference->model.probability});
  }
  return chances;
}

// A joint chance with states left out would be too small, and would not say so.
void join(const UnitTable& table, const FlipQuestion& question, const std::string& too_few,
          FlipOutlook& outlook) {
  const College& college = *outlook.college;
  if (!college.refusal.empty()) return;
  if (!college.undecided.empty()) {
    outlook.joint_refusal = fmt::format(
        "not said: {} of the units that choose electors {} tied, or nobody is known to lead there",
        college.undecided.size(), college.undecided.size() == 1 ? "is" : "are");
    return;
  }
  if (!too_few.empty()) {
    outlook.joint_refusal = "not said: " + too_few;
    return;
  }
  std::int64_t unknown = 0;
  for (const UnitOutlook& one : outlook.units) {
    if (takes_part(one.unit, college) && !one.reference) ++unknown;
  }
  if (unknown > 0) {
    outlook.joint_refusal = fmt::format(
        "not said: for {} that the winner leads, the difference or the votes are not known",
        base::counted(unknown, "unit", "units"));
    return;
  }
  outlook.joint = join_units(table, college, chances_of(outlook.units), question.correlations);
  if (!outlook.joint) {
    outlook.joint_refusal =
        "no chance is given: the units whose leads are no wider than a recount has known cannot "
        "make a majority for the challenger";
  }
}

// Of the electors' own votes, so that nothing is lost before they were cast.
std::optional<bool> lost_as_cast(const College& college, const election::ChoiceId& leader) {
  const bool majority = !college.cast.empty() && college.cast.front().electors >= college.needed;
  if (!majority) return std::nullopt;
  return college.cast.front().choice != leader;
}

// The rates come from one recount: on a day before it was done they are not known.
void fit_errors(const RecountErrors& errors, std::optional<base::Date> as_of,
                FlipOutlook& outlook) {
  if (as_of && *as_of < errors.known_on.value_or(recounts_known_from(errors.year))) {
    outlook.mechanism_refusal = fmt::format(
        "the rates are fitted from the recount {}, which was not known on this day", errors.id);
    return;
  }
  outlook.error_figures = errors;
  outlook.error_rates = fit_error_rates(errors);
}

void describe_class(const ReferenceClass& reference, FlipOutlook& outlook) {
  outlook.class_recounts = static_cast<std::int64_t>(reference.used().size());
  outlook.largest_shift = reference.largest();
  outlook.class_location = reference.posterior().mean_location();
  outlook.class_scale = reference.posterior().mean_scale();
  outlook.class_freedom = reference.posterior().mean_freedom();
  outlook.class_standard_deviation = reference.standard_deviation();
  outlook.class_widest_share = reference.widest_share();
  for (const RecountRecord& record : reference.used()) {
    outlook.class_ids.push_back(record.id);
  }
}

}  // namespace

base::Result<FlipOutlook> look_ahead(const Election& election, const FlipQuestion& question,
                                     const ReferenceTables& reference, base::Executor& executor) {
  base::Problems problems = names_unknown(election, question);
  if (!problems.empty()) return problems;
  const Contest& contest = *contest_asked(election, question);
  RECANVASS_CHECK(!reference.recount_errors.empty());
  FlipOutlook outlook;
  outlook.election_id = election.id;
  outlook.election_name = election.name;
  outlook.contest = contest;
  for (const Contest& other : election.contests) {
    if (other.id != contest.id) outlook.other_contests.push_back(other.id);
  }
  outlook.as_of = question.as_of;
  if (election.electors_cast) outlook.cast_persons = election.electors_cast->persons;
  fit_errors(reference.recount_errors.front(), question.as_of, outlook);
  outlook.mechanism_plan = question.mechanism;
  const ReferenceClass past(recounts_known(reference.recounts, question.as_of));
  describe_class(past, outlook);

  const UnitTable table = list_units(election, contest, question.as_of);
  outlook.unknown = table.unknown;
  for (const election::Jurisdiction& jurisdiction : election.jurisdictions) {
    outlook.names[jurisdiction.id] = jurisdiction.name;
  }
  if (contest.office == election::Office::President) {
    outlook.college = assess_college(table, election, question.as_of, question.college);
  }
  const std::string too_few = why_too_few(past, question.as_of);
  for (const ElectoralUnit& unit : table.units) {
    outlook.units.push_back(look_at(unit, contest.office, outlook.college, past, too_few));
  }
  run_mechanism(election, question, outlook, executor);
  if (outlook.college) {
    join(table, question, too_few, outlook);
    // A part of the country has no national lead to put beside the others'.
    if (outlook.college->covers_country && outlook.college->winner) {
      auto vote = popular_vote(election, contest, question.as_of, *outlook.college->winner);
      if (vote) {
        vote->leader_lost_college = lost_as_cast(*outlook.college, vote->leader);
        outlook.history = compare_with_history(*vote, reference.popular_votes,
                                               election.election_day.year(), question.as_of);
      }
    }
  }
  return outlook;
}

}  // namespace recanvass::outlook
