#include "workflow/brief_flip.h"

#include "base/figures.h"
#include "report/brief_answers.h"
#include "report/chance_words.h"
#include "report/words.h"
#include "workflow/brief_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::workflow {
namespace {

using outlook::FlipOutlook;

constexpr const char* kClassMethod =
    "Student-t fit to complete statewide recounts since 2000 (reference/statewide-recounts.csv; "
    "docs/math/reference-class.md)";
constexpr const char* kRawMethod =
    "exact bound, 95%, on the average of the same recounts (docs/math/reference-class.md)";
constexpr const char* kMechanismMethod =
    "simulation of errors by reporting unit (reference/recount-errors.csv; docs/math/mechanism.md)";
constexpr const char* kCollegeMethod =
    "exact dynamic programming over electors (docs/math/college.md)";
constexpr const char* kJointMethod =
    "one-factor copulas and bounds that hold for any dependence (docs/math/flip.md)";
constexpr const char* kPaperMethod =
    "comparison: super-simple, gamma 1.03905; reading cards only: BRAVO's expectation "
    "(docs/math/paper.md)";
constexpr const char* kHistoryMethod =
    "exact comparison of leads as shares of the votes for the two (reference/popular-vote.csv)";

std::string choice_name(const FlipOutlook& outlook, const election::ChoiceId& id) {
  const election::Choice* choice = outlook.contest.find(id);
  return choice == nullptr ? id.text : choice->name;
}

const outlook::UnitOutlook* find_unit(const FlipOutlook& outlook,
                                      const election::JurisdictionId& id) {
  for (const outlook::UnitOutlook& one : outlook.units) {
    if (one.unit.id == id) return &one;
  }
  return nullptr;
}

std::string unit_name(const FlipOutlook& outlook, const election::JurisdictionId& id) {
  const auto found = outlook.names.find(id);
  return found == outlook.names.end() ? id.text : found->second;
}

std::optional<base::Rational> multiple_of_largest(const outlook::UnitOutlook& one,
                                                  const report::Briefing& briefing) {
  const report::BriefRecount* largest = report::largest_shift(briefing);
  const auto& total = one.unit.total_votes;
  if (!one.no_class.empty() || largest == nullptr || largest->shift_votes == 0) return {};
  if (!total || total->value() <= 0) return {};
  return base::Rational(one.to_flip->margin_votes.value(), total->value()) /
         base::Rational(std::abs(largest->shift_votes), largest->total_votes);
}

void add_change(const FlipOutlook& outlook, const outlook::UnitOutlook& one,
                const report::Briefing& briefing, report::BriefState& state) {
  if (!one.to_flip) return;
  report::BriefChange change;
  change.challenger = choice_name(outlook, one.to_flip->challenger);
  change.margin_votes = one.to_flip->margin_votes.value();
  change.votes_to_switch = one.to_flip->switched.value();
  change.votes_one_sided = one.to_flip->one_sided.value();
  change.multiple_of_largest_shift = multiple_of_largest(one, briefing);
  state.change = std::move(change);
}

void add_chances(const outlook::UnitOutlook& one, report::BriefState& state) {
  if (!one.no_class.empty()) {
    state.probabilities.push_back({"The chance by past recounts: " + one.no_class, kClassMethod});
  }
  if (one.reference) {
    const outlook::RawClass& raw = one.reference->raw;
    state.probabilities.push_back(
        {"The chance that a recount changes the winner, by past recounts (with its 90% "
         "interval): " +
             report::class_words(*one.reference),
         one.share_of_listed
             ? std::string(kClassMethod) + "; share of the votes of the listed choices"
             : std::string(kClassMethod)});
    state.probabilities.push_back(
        {"The same recounts, counted: " + report::raw_class_words(raw), kRawMethod});
  }
  if (one.mechanism) {
    state.probabilities.push_back(
        {"The chance by errors simulated unit by unit: " + report::mechanism_words(*one.mechanism),
         kMechanismMethod});
  }
}

void add_paper(const outlook::UnitOutlook& one, report::BriefState& state) {
  if (!one.paper) return;
  report::BriefPaper paper;
  paper.risk_limit = "5%";
  paper.comparison_cards = one.paper->super_simple;
  paper.polling_cards = one.paper->polling;
  paper.full_count_cards = one.paper->cards;
  paper.method = kPaperMethod;
  if (one.paper->basis == outlook::CardBasis::Votes) {
    paper.method += "; ballots are not reported here, votes stand for them";
  }
  state.paper = std::move(paper);
}

std::int64_t electors_of(const std::vector<outlook::ChoiceElectors>& held,
                         const std::optional<election::ChoiceId>& choice) {
  for (const outlook::ChoiceElectors& one : held) {
    if (choice && one.choice == *choice) return one.electors.value();
  }
  return 0;
}

report::BriefFlipSet set_of(const FlipOutlook& outlook, const outlook::FlipSet& set) {
  report::BriefFlipSet told;
  for (const election::JurisdictionId& id : set.units) {
    told.units.push_back(unit_name(outlook, id));
    const outlook::UnitOutlook* one = find_unit(outlook, id);
    if (one == nullptr) continue;
    told.press = told.press || one->unit.press;
    told.rounded = told.rounded || one->unit.rounded_to;
    told.unverified = told.unverified || !one->unit.verified;
  }
  told.margin_votes = set.margin_votes.value();
  told.votes_to_switch = set.switched.value();
  told.electors_after = electors_of(set.after, outlook.college->challenger);
  return told;
}

// The cheapest majority one unit at a time, smallest lead first.
std::vector<report::BriefStep> ladder_of(const FlipOutlook& outlook, std::int64_t electors) {
  std::vector<report::BriefStep> ladder;
  for (const election::JurisdictionId& id : outlook.college->outright.sets.front().units) {
    const outlook::UnitOutlook* one = find_unit(outlook, id);
    if (one == nullptr || !one->to_flip) return {};
    ladder.push_back({one->unit.name, one->unit.electors.value(),
                      one->to_flip->margin_votes.value(), one->to_flip->switched.value(), 0});
  }
  std::stable_sort(ladder.begin(), ladder.end(),
                   [](const report::BriefStep& left, const report::BriefStep& right) {
                     return left.margin_votes < right.margin_votes;
                   });
  for (report::BriefStep& step : ladder) step.electors_after = electors += step.electors;
  return ladder;
}

std::vector<report::BriefProbability> joint_lines(const FlipOutlook& outlook) {
  if (!outlook.joint) {
    if (outlook.joint_refusal.empty()) return {};
    return {{"The chance for all together: " + outlook.joint_refusal, kJointMethod}};
  }
  const outlook::JointAnswer& joint = *outlook.joint;
  // One shift for all is the far end of erring alike; alone, a unit has nobody to err with.
  double least = joint.alone ? 1.0 : joint.together;
  double most = joint.alone ? 0.0 : joint.together;
  for (const outlook::JointRow& row : joint.rows) {
    // As if independent: a floor, never the answer.
    if (!joint.alone && row.correlation == 0.0) continue;
    least = std::min(least, row.challenger_wins);
    most = std::max(most, row.challenger_wins);
  }
  const std::string over = report::counted(static_cast<std::int64_t>(joint.counted.size()), "unit");
  std::vector<report::BriefProbability> lines;
  if (least <= most) {
    const std::string low = report::chance_words(least);
    const std::string high = report::chance_words(most);
    lines.push_back({fmt::format("The chance that accidental errors change the outcome, from past "
                                 "recounts, over the {} whose lead is no wider than a recount has "
                                 "known: {}{}",
                                 over, low == high ? low : low + " to " + high,
                                 joint.alone ? ""
                                             : ", depending on how far their errors go "
                                               "together"),
                     kJointMethod});
  }
  if (joint.alone) return lines;
  lines.push_back({fmt::format("Given these chances, {} however far their errors go together",
                               report::at_most_words(joint.challenger_wins.upper)),
                   kJointMethod});
  return lines;
}

std::string resolution_words(const FlipOutlook& outlook, const outlook::Resolution& resolution) {
  const outlook::College& college = *outlook.college;
  std::map<election::ChoiceId, std::vector<std::string>> by_choice;
  for (const outlook::GivenUnit& given : resolution.given) {
    by_choice[given.choice].push_back(unit_name(outlook, given.unit));
  }
  std::vector<std::string> given;
  for (const auto& [choice, units] : by_choice) {
    given.push_back(report::listed(units) + " for " + choice_name(outlook, choice));
  }
  const std::string winner = choice_name(outlook, *college.winner);
  const std::string challenger = choice_name(outlook, *college.challenger);
  std::string words = fmt::format("With {}: {} {}, {} {}", report::listed(given), winner,
                                  electors_of(resolution.electors, college.winner), challenger,
                                  electors_of(resolution.electors, college.challenger));
  switch (resolution.outcome) {
    case outlook::CollegeOutcome::ChallengerWins: return words + "; " + challenger + " wins";
    case outlook::CollegeOutcome::NobodyHasMajority: words += "; nobody has a majority"; break;
    case outlook::CollegeOutcome::WinnerKeeps: words += "; " + winner + " wins"; break;
  }
  if (resolution.outright.sets.empty()) return words;
  const report::BriefFlipSet cheapest = set_of(outlook, resolution.outright.sets.front());
  return words + fmt::format("; to change that, cheapest: {} ({} switched)",
                             report::listed(cheapest.units),
                             report::counted(cheapest.votes_to_switch, "vote"));
}

void add_college(const FlipOutlook& outlook, report::Briefing& briefing) {
  const outlook::College& college = *outlook.college;
  if (!college.refusal.empty() || !college.winner || !college.challenger) {
    briefing.college_refused = college.refusal.empty()
                                   ? "The figures of the day name no winner and challenger"
                                   : college.refusal;
    return;
  }
  report::BriefCollege told;
  told.leader = choice_name(outlook, *college.winner);
  told.challenger = choice_name(outlook, *college.challenger);
  told.leader_electors = electors_of(college.pledged, college.winner);
  told.challenger_electors = electors_of(college.pledged, college.challenger);
  told.needed = college.needed.value();
  told.method = kCollegeMethod;
  if (!college.outright.sets.empty()) told.ladder = ladder_of(outlook, told.challenger_electors);
  for (const outlook::FlipSet& set : college.outright.sets) {
    told.sets.push_back(set_of(outlook, set));
  }
  for (const outlook::FlipSet& set : college.contingent.sets) {
    told.ties.push_back(set_of(outlook, set));
  }
  for (const election::JurisdictionId& id : college.unknown_margin) {
    told.unknown_units.push_back(unit_name(outlook, id));
  }
  for (const election::JurisdictionId& id : college.undecided) {
    told.undecided_units.push_back(unit_name(outlook, id));
  }
  told.undecided_electors = college.undecided_electors.value();
  for (const outlook::Resolution& resolution : college.resolutions) {
    told.resolutions.push_back(resolution_words(outlook, resolution));
  }
  told.probabilities = joint_lines(outlook);
  briefing.college = std::move(told);
}

std::string past_names(const std::vector<outlook::PastMargin>& list) {
  constexpr std::size_t kNamed = 6;
  std::vector<std::string> names;
  for (const outlook::PastMargin& past : list) {
    if (names.size() == kNamed) break;
    names.push_back(fmt::format("{} {}", past.record.winner, past.record.year));
  }
  return report::listed(names);
}

// " (a press tally of 6 December 2016)"; empty for a sum of returns without the press.
std::string tally_words(const outlook::PopularVote& vote) {
  if (vote.tallied_on) {
    return fmt::format(" (a {} of {})", vote.press ? "press tally" : "tally",
                       report::day_words(*vote.tallied_on));
  }
  return vote.press ? " (press figures among them)" : "";
}

void add_history(const FlipOutlook& outlook, report::Briefing& briefing) {
  if (!outlook.history) return;
  const outlook::PopularVote& vote = outlook.history->vote;
  const std::int64_t lead = vote.leader_votes.value() - vote.other_votes.value();
  std::string words =
      fmt::format("In the popular vote {} is {} ahead, {} of the votes for the two{}",
                  choice_name(outlook, vote.leader), report::counted(lead, "vote"),
                  base::percent_of(lead, vote.votes_for_two().value(), 2), tally_words(vote));
  if (!outlook.history->wider_than.empty()) {
    words += fmt::format(
        "; by that share a winner's lead was narrower in {} other elections, such as {}",
        outlook.history->wider_than.size(), past_names(outlook.history->wider_than));
  }
  briefing.history.push_back({std::move(words), kHistoryMethod});
}

void add_recounts(const outlook::ReferenceTables& reference, report::Briefing& briefing) {
  if (!briefing.past_recounts.empty()) return;
  const auto day = briefing.as_of ? std::optional(briefing.as_of->day) : std::nullopt;
  for (const outlook::RecountRecord& record : outlook::recounts_known(reference.recounts, day)) {
    const bool whole = record.statewide && record.completed && !record.late_canvass &&
                       record.original_votes && record.recount_votes && record.total_votes;
    if (!whole) continue;
    briefing.past_recounts.push_back({record.id, record.name,
                                      *record.recount_votes - *record.original_votes,
                                      *record.total_votes, record.reversed, record.late_canvass});
  }
}

void note_refused_layer(const FlipOutlook& outlook, report::Briefing& briefing) {
  if (outlook.mechanism_refusal.empty()) return;
  const std::string sentence =
      "Errors unit by unit were not simulated: " + outlook.mechanism_refusal + ".";
  auto& told = briefing.not_checked;
  if (std::find(told.begin(), told.end(), sentence) == told.end()) told.push_back(sentence);
}

}  // namespace

void add_flip(const outlook::FlipOutlook& outlook, const outlook::ReferenceTables& reference,
              report::Briefing& briefing) {
  add_recounts(reference, briefing);
  for (const outlook::UnitOutlook& one : outlook.units) {
    report::BriefState* state = find_state(briefing, outlook.contest.id, one.unit.id);
    if (state == nullptr) continue;
    add_change(outlook, one, briefing, *state);
    add_chances(one, *state);
    add_paper(one, *state);
  }
  note_refused_layer(outlook, briefing);
  if (!outlook.college) return;
  if (!outlook.college->covers_country) {
    briefing.college_refused = fmt::format(
        "The package holds {} of the country's {} electors, so it cannot say who would have the "
        "majority",
        outlook.college->electors_all.value(), outlook::kCountryElectors.value());
    return;
  }
  add_college(outlook, briefing);
  add_history(outlook, briefing);
}

}  // namespace recanvass::workflow
