// The last three answers: what would have to change, could it, and what paper would show.
#include "base/figures.h"
#include "report/brief_sentences.h"
#include "report/words.h"

#include <fmt/format.h>

#include <cstdlib>

namespace recanvass::report {
namespace {

Sentence needed_in(const BriefState& state, const BriefRecount* largest) {
  const BriefChange& change = *state.change;
  std::string text = fmt::format(
      "For {} to pass {}, {} would have to be switched from one to the other, or {} be added on "
      "one "
      "side only",
      change.challenger, state.figure ? state.figure->leader : "the leader",
      counted(change.votes_to_switch, "vote"), base::grouped(change.votes_one_sided));
  std::vector<Evidence> evidence;
  std::vector<Mark> marks;
  if (state.figure) {
    evidence.push_back(evidence_of(*state.figure));
    marks = marks_of(*state.figure);
    if (state.figure->total_votes && state.figure->total_votes->value() > 0) {
      text += fmt::format(
          ": {} of all votes switched",
          base::percent_of(change.votes_to_switch, state.figure->total_votes->value(), 3));
    }
  }
  text = full_stop(text);
  if (change.multiple_of_largest_shift && largest != nullptr) {
    text += fmt::format(
        " The difference is {} times the largest share of votes that a statewide recount on record "
        "has moved.",
        decimal(*change.multiple_of_largest_shift, 1));
    evidence.push_back(
        {EvidenceKind::ReferenceRow, largest->id, "reference/statewide-recounts.csv"});
  }
  return {state.name, text, std::move(evidence), std::move(marks)};
}

std::string set_words(const BriefFlipSet& set) {
  return fmt::format("{} ({} of difference, {} switched, {} electors after)", listed(set.units),
                     counted(set.margin_votes, "vote"), base::grouped(set.votes_to_switch),
                     base::grouped(set.electors_after));
}

std::vector<Mark> marks_of(const BriefFlipSet& set) {
  std::vector<Mark> marks;
  if (set.press) marks.push_back(Mark::Press);
  if (set.rounded) marks.push_back(Mark::Rounded);
  if (set.unverified) marks.push_back(Mark::Unverified);
  return marks;
}

void add_sets(const BriefCollege& college, Sentences& out) {
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < college.sets.size() && i < kShown; ++i) {
    const BriefFlipSet& set = college.sets[i];
    out.push_back({i == 0 ? "Fewest votes" : "Next",
                   fmt::format("{}, if all of these changed: {}.",
                               i > 0 ? "Also enough"
                               : college.unknown_units.empty()
                                   ? "Cheapest of all sets that give a majority"
                                   : "Cheapest of the sets that give a majority and whose votes "
                                     "are known",
                               set_words(set)),
                   {method_of(college.method)},
                   marks_of(set)});
  }
  for (std::size_t i = 0; i < college.ties.size() && i < kShown; ++i) {
    const BriefFlipSet& set = college.ties[i];
    out.push_back({"Nobody with a majority",
                   fmt::format("If these alone changed, no candidate would have a majority and the "
                               "House would choose: {}.",
                               set_words(set)),
                   {method_of(college.method)},
                   marks_of(set)});
  }
}

void add_probabilities(const std::string& topic, const std::vector<BriefProbability>& lines,
                       Sentences& out) {
  for (const BriefProbability& line : lines) {
    out.push_back({topic, full_stop(line.words), {method_of(line.method)}, {}});
  }
}

void add_college(const BriefCollege& college, Sentences& out) {
  out.push_back(
      {"Electors",
       fmt::format("By the figures of the day {} has {} electors and {} has {}; {} are "
                   "needed.",
                   college.leader, base::grouped(college.leader_electors), college.challenger,
                   base::grouped(college.challenger_electors), base::grouped(college.needed)),
       {method_of(college.method)},
       {}});
  if (!college.undecided_units.empty()) {
    out.push_back({"Electors",
                   fmt::format("Undecided, as tied or without a known leader: {}, {}. The sets "
                               "told here count them for whoever suits {}, so that each is "
                               "enough whatever they do.",
                               listed(college.undecided_units),
                               counted(college.undecided_electors, "elector"), college.leader),
                   {method_of(college.method)},
                   {Mark::Unknown}});
    for (const std::string& words : college.resolutions) {
      out.push_back({"Undecided units", full_stop(words), {method_of(college.method)}, {}});
    }
  }
  if (!college.unknown_units.empty()) {
    out.push_back(
        {"Electors",
         fmt::format("For {} it is unknown how many votes would have to change; they are "
                     "taken as they stand.",
                     counted(static_cast<std::int64_t>(college.unknown_units.size()), "unit")),
         {method_of(college.method)},
         {Mark::Unknown}});
  }
  add_sets(college, out);
  add_probabilities("All together", college.probabilities, out);
}

void add_paper(const BriefState& state, Sentences& out) {
  if (state.paper) {
    const BriefPaper& paper = *state.paper;
    std::vector<std::string> ways;
    if (paper.comparison_cards) {
      ways.push_back(fmt::format("about {} if each is compared with its machine record",
                                 counted(*paper.comparison_cards, "card")));
    }
    if (paper.polling_cards) {
      ways.push_back(
          fmt::format("about {} if cards are only read", counted(*paper.polling_cards, "card")));
    }
    if (paper.full_count_cards) {
      ways.push_back(fmt::format("all {} in a full count", base::grouped(*paper.full_count_cards)));
    }
    if (!ways.empty()) {
      std::vector<Evidence> evidence{method_of(paper.method)};
      std::vector<Mark> marks;
      if (state.figure) {
        evidence.push_back(evidence_of(*state.figure));
        marks = marks_of(*state.figure);
      }
      out.push_back(
          {state.name,
           fmt::format("If the reported winner is right, a random sample would show it at "
                       "a risk limit of {}: {}.",
                       paper.risk_limit, listed(ways)),
           std::move(evidence), std::move(marks)});
    }
  }
  if (!state.law) return;
  const law::Answer& answer = state.law->answer;
  std::string text;
  if (!answer.method.empty()) text += "How a recount is done: " + full_stop(answer.method);
  if (!answer.second_stage.empty()) text += " Then: " + full_stop(answer.second_stage);
  if (!answer.completion.empty()) text += " Done by: " + full_stop(answer.completion);
  if (text.empty()) return;
  if (text.front() == ' ') text.erase(0, 1);
  out.push_back({state.name, text, {evidence_of(*state.law)}, marks_of(*state.law)});
}

}  // namespace

Sentences answer_change(const Briefing& briefing) {
  Sentences out;
  const BriefRecount* largest = largest_shift(briefing);
  for (const BriefState* state : told_states(briefing)) {
    if (state->change) {
      out.push_back(needed_in(*state, largest));
    } else {
      out.push_back({state->name,
                     "Unknown: the difference in votes is not known on this day.",
                     {},
                     {Mark::Unknown}});
    }
  }
  if (largest != nullptr) {
    out.push_back(
        {"Past recounts",
         fmt::format("Of {} with both figures, the one that moved the largest share of "
                     "votes is {}: {}, {}.{}",
                     counted(static_cast<std::int64_t>(briefing.past_recounts.size()),
                             "complete statewide recount"),
                     largest->name, counted(std::abs(largest->shift_votes), "vote"),
                     base::percent_of(std::abs(largest->shift_votes), largest->total_votes, 3),
                     largest->reversed ? " It changed the winner." : ""),
         {{EvidenceKind::ReferenceRow, largest->id, "reference/statewide-recounts.csv"}},
         {}});
  }
  return out;
}

Sentences answer_flip(const Briefing& briefing) {
  Sentences out;
  if (briefing.college) {
    add_college(*briefing.college, out);
  } else if (!briefing.college_refused.empty()) {
    out.push_back({"Electors", full_stop(briefing.college_refused), {}, {Mark::Unknown}});
  }
  if (!briefing.electors_cast.empty()) {
    out.push_back({"As cast",
                   full_stop(briefing.electors_cast),
                   {public_record(briefing.electors_cast_source)},
                   {}});
  }
  for (const BriefState* state : told_states(briefing)) {
    add_probabilities(state->name, state->probabilities, out);
  }
  add_probabilities("History", briefing.history, out);
  return out;
}

Sentences answer_paper(const Briefing& briefing) {
  Sentences out;
  for (const BriefState* state : told_states(briefing)) add_paper(*state, out);
  if (!out.empty()) {
    out.push_back(
        {"Not on record",
         "Whether every ballot has a paper record, and whether it can be got at, is not in "
         "this package.",
         {},
         {Mark::Unknown}});
  }
  return out;
}

}  // namespace recanvass::report
