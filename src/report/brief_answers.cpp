#include "report/brief_answers.h"

#include "base/figures.h"
#include "report/brief_sentences.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace recanvass::report {
namespace {

std::string kind_words(election::ResultKind kind) {
  switch (kind) {
    case election::ResultKind::Unofficial: return "unofficial figures";
    case election::ResultKind::OriginalCanvass: return "original canvass";
    case election::ResultKind::Recount: return "recount";
    case election::ResultKind::PartialRecount: return "partial recount";
    case election::ResultKind::HandAudit: return "hand audit";
  }
  return {};
}

BriefAnswer answered(std::string id, std::string question, Sentences sentences,
                     std::string_view nothing_known) {
  if (sentences.empty()) {
    sentences.push_back({{}, std::string(nothing_known), {}, {Mark::Unknown}});
  }
  return {std::move(id), std::move(question), std::move(sentences)};
}

HappeningPart part_of(election::HappeningKind kind) {
  switch (kind) {
    case election::HappeningKind::Petition:
    case election::HappeningKind::Objection:
    case election::HappeningKind::Withdrawal:
    case election::HappeningKind::Estimate:
    case election::HappeningKind::Payment:
    case election::HappeningKind::Refund: return HappeningPart::Asked;
    case election::HappeningKind::Order:
    case election::HappeningKind::Ruling:
    case election::HappeningKind::Count:
    case election::HappeningKind::Certification:
    case election::HappeningKind::Other: return HappeningPart::Done;
  }
  return HappeningPart::Done;
}

Sentence happening_sentence(const BriefHappening& happening) {
  std::string text = day_words(happening.on);
  if (happening.kind != election::HappeningKind::Other) text += ", " + name_of(happening.kind);
  text += ": " + happening.what;
  if (!happening.who.empty()) text += " (" + happening.who + ")";
  if (happening.amount) text += ", " + base::dollars(*happening.amount);
  return {happening.jurisdiction, full_stop(text), {public_record(happening.source)}, {}};
}

}  // namespace

std::vector<BriefAnswer> answer_seven(const Briefing& briefing) {
  return {
      answered("states", "What is happening in each state?", answer_states(briefing),
               "Unknown: the package holds no contest."),
      answered("questions", "What is questioned?", answer_questions(briefing),
               "Unknown: the package records no question raised by this day."),
      answered("money", "Who asked, who pays, how much is raised against the need?",
               answer_money(briefing), "Unknown: the package records no petition and no payment."),
      answered("deadlines", "Which deadlines are next?", answer_deadlines(briefing),
               "Unknown: the package holds no dates."),
      answered("change", "What would have to change?", answer_change(briefing),
               "Unknown: no difference in votes is known on this day."),
      answered("flip", "Could it flip the outcome?", answer_flip(briefing),
               "Unknown: too few figures are known on this day."),
      answered("paper", "What would the paper show, and when?", answer_paper(briefing),
               "Unknown: too few figures are known on this day."),
  };
}

Checked what_was_checked(const Briefing& briefing) {
  Checked checked;
  std::int64_t used = 0;
  std::int64_t press = 0;
  std::int64_t unverified = 0;
  std::int64_t without = 0;
  std::int64_t unsure_law = 0;
  for (const BriefState& state : briefing.states) {
    if (state.figure) {
      ++used;
      press += state.figure->press ? 1 : 0;
      unverified += state.figure->verified ? 0 : 1;
    }
    if (!state.figure || !state.figure->reported_margin) ++without;
    if (state.law && state.law->answer.confidence != law::Confidence::High) ++unsure_law;
  }
  checked.done.push_back(fmt::format(
      "The package was read whole: its files agree with each other, and each of the {} names its "
      "source.",
      counted(used, "result set") + " used"));
  checked.done.push_back(
      "Every share and every number of votes to change was computed from those figures, and every "
      "difference whose votes are known.");
  if (briefing.college) {
    checked.done.push_back(
        "Electors were added up again, and the cheapest sets of units that change "
        "the outcome were found exactly, not estimated.");
  }
  checked.not_done.push_back(
      "No ballot and no machine was examined. These are reported figures; nothing here confirms a "
      "count.");
  if (press > 0) {
    checked.not_done.push_back(counted(press, "figure") + " used " + (press == 1 ? "is a" : "are") +
                               " press figure" + (press == 1 ? "" : "s") + ", marked as such.");
  }
  if (unverified > 0) {
    checked.not_done.push_back(counted(unverified, "figure") + " used " +
                               (unverified == 1 ? "has" : "have") +
                               " one unconfirmed source, marked unverified.");
  }
  if (without > 0) {
    checked.not_done.push_back(counted(without, "unit") + " of " +
                               base::grouped(static_cast<std::int64_t>(briefing.states.size())) +
                               (without == 1 ? " has" : " have") +
                               " no difference in votes known on this day.");
  }
  if (unsure_law > 0) {
    checked.not_done.push_back("The recount law of " + counted(unsure_law, "unit") +
                               " is known with less than high confidence; read the statute.");
  }
  for (const std::string& line : briefing.not_checked) checked.not_done.push_back(full_stop(line));
  return checked;
}

std::size_t EvidenceList::number(const Evidence& evidence) {
  const auto found = std::find(list_.begin(), list_.end(), evidence);
  if (found != list_.end()) return static_cast<std::size_t>(found - list_.begin()) + 1;
  list_.push_back(evidence);
  return list_.size();
}

std::string name_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::ResultSet: return "result-set";
    case EvidenceKind::Statute: return "statute";
    case EvidenceKind::ReferenceRow: return "reference-row";
    case EvidenceKind::PublicRecord: return "public-record";
    case EvidenceKind::Method: return "method";
  }
  return {};
}

std::string words_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::ResultSet: return "Result set";
    case EvidenceKind::Statute: return "Statute";
    case EvidenceKind::ReferenceRow: return "Reference row";
    case EvidenceKind::PublicRecord: return "Public record";
    case EvidenceKind::Method: return "Method";
  }
  return {};
}

std::string name_of(Mark mark) {
  switch (mark) {
    case Mark::Press: return "press";
    case Mark::Rounded: return "rounded";
    case Mark::Unverified: return "unverified";
    case Mark::Unknown: return "unknown";
    case Mark::LawMedium: return "law-medium";
    case Mark::LawLow: return "law-low";
    case Mark::Void: return "void";
  }
  return {};
}

std::string words_of(Mark mark) {
  switch (mark) {
    case Mark::Press: return "press figure";
    case Mark::Rounded: return "rounded";
    case Mark::Unverified: return "unverified";
    case Mark::Unknown: return "unknown";
    case Mark::LawMedium: return "law: medium confidence";
    case Mark::LawLow: return "law: low confidence";
    case Mark::Void: return "legally void";
  }
  return {};
}

std::vector<const BriefState*> told_states(const Briefing& briefing) {
  constexpr std::size_t kFirst = 12;
  std::vector<const BriefState*> told;
  for (const BriefState& state : briefing.states) {
    if (state.focus) told.push_back(&state);
  }
  if (!told.empty()) return told;
  for (const BriefState& state : briefing.states) {
    if (told.size() < kFirst) told.push_back(&state);
  }
  return told;
}

std::vector<const BriefState*> other_states(const Briefing& briefing) {
  const std::vector<const BriefState*> told = told_states(briefing);
  std::vector<const BriefState*> others;
  for (const BriefState& state : briefing.states) {
    if (std::find(told.begin(), told.end(), &state) == told.end()) others.push_back(&state);
  }
  return others;
}

Evidence evidence_of(const BriefFigure& figure) {
  return {EvidenceKind::ResultSet, figure.result_set, figure.source};
}

Evidence evidence_of(const BriefLaw& law) {
  return {EvidenceKind::Statute, law.answer.statute_id, law.answer.citation};
}

Evidence public_record(const std::string& source) {
  return {EvidenceKind::PublicRecord, {}, source};
}

Evidence method_of(const std::string& method) { return {EvidenceKind::Method, {}, method}; }

std::vector<Mark> marks_of(const BriefFigure& figure) {
  std::vector<Mark> marks;
  if (figure.press) marks.push_back(Mark::Press);
  if (figure.rounded_to > 0) marks.push_back(Mark::Rounded);
  if (!figure.verified) marks.push_back(Mark::Unverified);
  if (figure.status == election::LegalStatus::Void) marks.push_back(Mark::Void);
  if (!figure.reported_margin) marks.push_back(Mark::Unknown);
  return marks;
}

std::vector<Mark> marks_of(const BriefLaw& law) {
  switch (law.answer.confidence) {
    case law::Confidence::High: return {};
    case law::Confidence::Medium: return {Mark::LawMedium};
    case law::Confidence::Low: return {Mark::LawLow};
  }
  return {};
}

std::string margin_words(const BriefFigure& figure) {
  RECANVASS_CHECK(figure.reported_margin.has_value());
  return (figure.rounded_to > 0 ? "about " : "") + counted(figure.reported_margin->value(), "vote");
}

std::string standing_words(const BriefFigure& figure) {
  return fmt::format(
      "{}, {}, known {} {}", kind_words(figure.kind), name_of(figure.status),
      figure.precision == election::DatePrecision::NotAfter ? "not later than" : "on",
      day_words(figure.known_on));
}

std::string full_stop(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
  return text;
}

void add_happenings(const Briefing& briefing, const BriefState* state, HappeningPart part,
                    Sentences& out) {
  const std::vector<const BriefState*> told = told_states(briefing);
  const auto first_at = [&](const std::string& place) -> const BriefState* {
    for (const BriefState* candidate : told) {
      if (candidate->place == place) return candidate;
    }
    return nullptr;
  };
  for (const BriefHappening& happening : briefing.happenings) {
    if (part_of(happening.kind) == part && first_at(happening.jurisdiction) == state) {
      out.push_back(happening_sentence(happening));
    }
  }
}

const BriefRecount* largest_shift(const Briefing& briefing) {
  const BriefRecount* largest = nullptr;
  base::Rational most(-1);
  for (const BriefRecount& recount : briefing.past_recounts) {
    if (recount.late_canvass || recount.total_votes <= 0) continue;
    const base::Rational share(std::abs(recount.shift_votes), recount.total_votes);
    if (share > most) {
      most = share;
      largest = &recount;
    }
  }
  return largest;
}

}  // namespace recanvass::report
