// The first four answers: what the record says. The other three: brief_outlook.cpp.
#include "base/figures.h"
#include "report/brief_sentences.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

constexpr std::string_view kOpenChallenges =
    " How many challenged ballots are still open is unknown.";

std::string choice_pair(const BriefFigure& figure) {
  return figure.leader + " and " + figure.runner_up;
}

Sentence lead_of(const BriefState& state) {
  Sentence sentence{state.name, {}, {}, {}};
  if (!state.figure) {
    sentence.text = "No figure is known on this day.";
    sentence.marks = {Mark::Unknown};
    return sentence;
  }
  const BriefFigure& figure = *state.figure;
  const std::string standing = standing_words(figure);
  if (figure.leader.empty()) {
    sentence.text = fmt::format("{} ({}).",
                                figure.total_votes == election::VoteCount(0)
                                    ? "No votes are reported: every figure is 0"
                                    : "Who leads is not known: too few choices have figures",
                                standing);
    sentence.marks = {Mark::Unknown};
    return sentence;
  }
  if (!figure.reported_margin) {
    sentence.text = fmt::format("{} is named as ahead of {}; by how many votes is unknown ({}).",
                                figure.leader, figure.runner_up, standing);
  } else if (figure.tie) {
    sentence.text =
        fmt::format("{}{} are tied ({}).",
                    state.seats > 1 ? fmt::format("For the last of {} seats ", state.seats) : "",
                    choice_pair(figure), standing);
  } else {
    std::string share = "; the total of votes is unknown";
    if (figure.total_votes && figure.total_votes->value() > 0) {
      share = fmt::format(
          ", {} of {}",
          base::percent_of(figure.reported_margin->value(), figure.total_votes->value(), 3),
          counted(figure.total_votes->value(), "vote"));
    }
    sentence.text =
        state.seats > 1
            ? fmt::format("For the last of {} seats {} is {} ahead of {}{} ({}).", state.seats,
                          figure.leader, margin_words(figure), figure.runner_up, share, standing)
            : fmt::format("{} is {} ahead of {}{} ({}).", figure.leader, margin_words(figure),
                          figure.runner_up, share, standing);
  }
  if (figure.status != election::LegalStatus::Certified) sentence.text += kOpenChallenges;
  sentence.evidence = {evidence_of(figure)};
  sentence.marks = marks_of(figure);
  return sentence;
}

bool is_counted_again(election::ResultKind kind) {
  return kind == election::ResultKind::Recount || kind == election::ResultKind::PartialRecount ||
         kind == election::ResultKind::HandAudit;
}

// The first count that a recount or audit is held against: the last canvass, or else the last
// unofficial figure that was known by the first time it was counted again.
const BriefFigure* figure_before(const BriefState& state) {
  const BriefFigure* canvass = nullptr;
  const BriefFigure* unofficial = nullptr;
  base::Date again = state.figure->known_on;
  for (const BriefFigure& other : state.others) {
    const bool void_or_stayed = other.status == election::LegalStatus::Void ||
                                other.status == election::LegalStatus::Stayed;
    if (void_or_stayed || !other.reported_margin || other.rounded_to > 0) continue;
    if (is_counted_again(other.kind)) {
      again = std::min(again, other.known_on);
    } else if (other.kind == election::ResultKind::OriginalCanvass) {
      canvass = &other;
    } else if (other.known_on <= again) {
      unofficial = &other;
    }
  }
  return canvass != nullptr ? canvass : unofficial;
}

void add_recount_result(const BriefState& state, Sentences& out) {
  if (!state.figure || !state.figure->reported_margin) return;
  const BriefFigure& after = *state.figure;
  const bool again =
      after.kind == election::ResultKind::Recount || after.kind == election::ResultKind::HandAudit;
  const BriefFigure* before = again ? figure_before(state) : nullptr;
  if (before == nullptr) return;
  const std::string who = after.kind == election::ResultKind::Recount ? "recount" : "hand audit";
  const std::int64_t now = after.reported_margin->value();
  const std::int64_t was = before->reported_margin->value();
  Sentence sentence{state.name, {}, {evidence_of(*before), evidence_of(after)}, marks_of(after)};
  if (before->leader == after.leader) {
    sentence.text = fmt::format("{}: {} was {} ahead and is {} ahead, a change of {}{}.",
                                before->kind == election::ResultKind::OriginalCanvass
                                    ? "The " + who + " confirms the winner"
                                    : "The winner is the same after the " + who,
                                after.leader, counted(was, "vote"), counted(now, "vote"),
                                now > was ? "+" : "", base::grouped(now - was));
  } else {
    sentence.text =
        fmt::format("The {} changed who is ahead: {} by {} before, {} by {} after.", who,
                    before->leader, counted(was, "vote"), after.leader, counted(now, "vote"));
  }
  out.push_back(std::move(sentence));
}

// Some of them the law or the recount's comparison rests on, so none is called unused.
void add_other_figures(const BriefState& state, Sentences& out) {
  Sentence other_figures{state.name, {}, {}, {}};
  std::vector<std::string> words;
  for (const BriefFigure& other : state.others) {
    if (other.status == election::LegalStatus::Void ||
        other.status == election::LegalStatus::Stayed) {
      out.push_back({state.name,
                     full_stop(fmt::format("Kept, but of no legal effect: {}. {}",
                                           standing_words(other), other.note)),
                     {evidence_of(other)},
                     marks_of(other)});
      continue;
    }
    if (!other.reported_margin) continue;
    words.push_back(fmt::format("{} ({}{})", margin_words(other), day_words(other.known_on),
                                other.press ? ", press" : ""));
    other_figures.evidence.push_back(evidence_of(other));
  }
  if (words.empty()) return;
  other_figures.text = fmt::format(
      "{} on record: {}.", words.size() == 1 ? "Another figure" : "Other figures", listed(words));
  out.push_back(std::move(other_figures));
}

void add_automatic(const BriefState& state, Sentences& out) {
  if (!state.law) return;
  const law::Answer& answer = state.law->answer;
  if (!state.law->tested.empty()) {
    out.push_back(
        {state.name,
         full_stop(fmt::format("What the law asks is put to the count {}: {}",
                               state.law->recounted ? "before the recount" : "and not to the audit",
                               state.law->tested)),
         {evidence_of(*state.law)},
         {}});
  }
  const std::string verdict = answer.automatic == law::Verdict::Yes ? "A recount is automatic"
                              : answer.automatic == law::Verdict::No
                                  ? "No recount is automatic"
                                  : "Whether a recount is automatic is unknown";
  std::vector<Mark> marks = marks_of(*state.law);
  if (answer.automatic == law::Verdict::Unknown) marks.push_back(Mark::Unknown);
  out.push_back(
      {state.name,
       full_stop(answer.automatic_words.empty() ? verdict
                                                : verdict + ": " + answer.automatic_words),
       {evidence_of(*state.law)},
       std::move(marks)});
}

void add_others_summary(const Briefing& briefing, Sentences& out) {
  const std::vector<const BriefState*> others = other_states(briefing);
  if (others.empty()) return;
  std::int64_t certified = 0;
  std::int64_t leader_only = 0;
  std::int64_t unknown = 0;
  for (const BriefState* state : others) {
    if (!state->figure)
      ++unknown;
    else if (!state->figure->reported_margin)
      ++leader_only;
    else if (state->figure->status == election::LegalStatus::Certified)
      ++certified;
  }
  const auto all = static_cast<std::int64_t>(others.size());
  std::vector<std::string> parts;
  const auto add = [&](const char* what, std::int64_t units) {
    if (units > 0) parts.push_back(fmt::format("{} for {}", what, base::grouped(units)));
  };
  add("certified figures", certified);
  add("other figures", all - certified - leader_only - unknown);
  add("only the leader's name", leader_only);
  add("nothing", unknown);
  out.push_back({"Elsewhere",
                 fmt::format("{}: {}. The table near the end lists them.",
                             counted(all, "other unit"), listed(parts)),
                 {},
                 {}});
}

}  // namespace

Sentences answer_states(const Briefing& briefing) {
  Sentences out;
  for (const BriefState* state : told_states(briefing)) {
    out.push_back(lead_of(*state));
    add_recount_result(*state, out);
    add_automatic(*state, out);
    add_other_figures(*state, out);
    add_happenings(briefing, state, HappeningPart::Done, out);
  }
  add_happenings(briefing, nullptr, HappeningPart::Done, out);
  add_others_summary(briefing, out);
  return out;
}

Sentences answer_questions(const Briefing& briefing) {
  Sentences out;
  for (const BriefQuestion& question : briefing.questions) {
    std::string text = question.text;
    std::string raised;
    if (!question.raised_by.empty()) raised = question.raised_by;
    if (question.on) raised += (raised.empty() ? "" : ", ") + day_words(*question.on);
    if (!raised.empty()) text += " Raised by: " + raised + ".";
    text += fmt::format(" Status: {}{}.", name_of(question.status),
                        question.status_on ? " since " + day_words(*question.status_on) : "");
    if (!question.answer.empty()) text += " " + full_stop(question.answer);
    out.push_back({question.jurisdiction.empty() ? "The whole election" : question.jurisdiction,
                   text,
                   {public_record(question.source)},
                   {}});
  }
  return out;
}

}  // namespace recanvass::report
