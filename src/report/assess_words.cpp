#include "report/assess_words.h"

#include "base/figures.h"
#include "law/clock_event.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

using election::VoteCount;
using law::DeadlineStatus;
using law::Verdict;
using recount::PlaceAssessment;

std::string name_in(const election::Contest& contest, const election::ChoiceId& id) {
  const election::Choice* choice = contest.find(id);
  return choice == nullptr ? id.text : choice->name;
}

std::string votes_text(VoteCount votes) { return base::counted(votes.value(), "vote", "votes"); }

std::string marks_of(const election::Standing& standing) {
  std::string marks;
  if (standing.press) marks += ", press figure";
  if (!standing.verified) marks += ", unconfirmed";
  if (standing.rounded_to) marks += ", rounded";
  return marks.empty() ? marks : " (" + marks.substr(2) + ")";
}

// "7,316 votes, 0.488% of all votes": the share only where all votes are known.
std::string lead_text(const election::Standing& standing) {
  const std::string share = share_words(standing);
  return votes_text(*standing.reported_margin) +
         (share.empty() ? "" : fmt::format(", {} of all votes", share));
}

std::string with_words(const std::string& verdict, const std::string& words) {
  return words.empty() ? verdict : verdict + ": " + words;
}

std::string local_moment_text(const base::LocalTime& moment) {
  const bool whole_day = moment.time == base::TimeOfDay(24 * 60);
  return moment.day.long_text() + (whole_day ? "" : ", " + moment.time.text());
}

// What was asked for or paid, newest first to say; empty when nothing was known.
std::string money_text(const PlaceAssessment& place) {
  std::string text;
  for (const election::Happening& happening : place.money) {
    if (!text.empty()) text += "; ";
    text += fmt::format("{} {}: {}", happening.on.long_text().substr(4),
                        election::name_of(happening.kind), base::dollars(*happening.amount));
  }
  return text;
}

std::string rule_of_price(const law::Petition& petition) {
  if (petition.free == Verdict::Yes) {
    if (petition.fee.runner_up_alone) return "Free, " + petition.fee.words;
    return with_words("Free", petition.free_words);
  }
  std::string text = petition.fee.words.empty() ? "Unknown" : petition.fee.words;
  // A price by the precinct or county ends with its sum already.
  const std::string sum = petition.fee.total ? base::dollars(*petition.fee.total) : "";
  if (text.find(sum) == std::string::npos) text = sum + ": " + text;
  if (petition.free == Verdict::Unknown) text += "; whether it is free is not known";
  if (petition.free_limit_votes && petition.free_limit_votes->value() == 0) {
    text += "; free only at an exact tie";
  } else if (petition.free_limit_votes) {
    text += fmt::format("; free up to {}", votes_text(*petition.free_limit_votes));
  }
  return text;
}

std::string price_text(const PlaceAssessment& place) {
  const law::Petition& petition = place.answer->petition;
  const std::string money = money_text(place);
  const bool refused = petition.allowed == Verdict::No;
  std::string text = refused ? "" : rule_of_price(petition);
  if (!money.empty()) return text + (text.empty() ? "" : ". ") + "Known: " + money;
  if (!refused && petition.free != Verdict::Yes && !petition.fee.total) {
    text += ". The sum is not known on this day";
  }
  return text;
}

// The rule's words without the date that they end in, the day its clock starts, and what the count
// passed over.
std::string deadline_text(const PlaceAssessment& place) {
  const law::Deadline& deadline = place.answer->petition.deadline;
  std::string rule = deadline.words;
  if (deadline.until) {
    const auto dated = rule.rfind(": " + deadline.until->day.long_text());
    if (dated != std::string::npos) {
      const auto end = rule.find(';', dated);
      rule.erase(dated, end == std::string::npos ? end : end - dated);
    }
  }
  // A bound in the words has the event's day in it already, or runs from another one.
  const bool bounded = !deadline.until && (rule.find(": not before ") != std::string::npos ||
                                           rule.find(": not after ") != std::string::npos);
  if (place.clock_start && !bounded &&
      (deadline.until || deadline.status == DeadlineStatus::Unknown)) {
    // After a rule of several events the day alone would be read as the last one's.
    const law::ClockEvent* event = law::clock_event(deadline.event);
    const bool several = event != nullptr && rule.find(", or if ") != std::string::npos;
    rule += several ? fmt::format("; {}:", event->words) : ",";
    rule += (place.clock_start_expected ? " expected " : " ") + place.clock_start->day.long_text();
  }
  for (const std::string& holiday : deadline.skipped) rule += "; not counted: " + holiday;
  return with_words(deadline_status_words(deadline), rule);
}

std::string allowed_text(const PlaceAssessment& place) {
  const law::Petition& petition = place.answer->petition;
  std::string verdict = verdict_word(petition.allowed);
  if (place.petitioner) {
    switch (petition.allowed) {
      case Verdict::Yes: verdict += ", " + place.petitioner->name + " may ask"; break;
      case Verdict::No: verdict += ", " + place.petitioner->name + " may not ask"; break;
      case Verdict::Unknown: verdict += " whether " + place.petitioner->name + " may ask"; break;
    }
  }
  std::string text = with_words(verdict, petition.allowed_words);
  if (place.signers_for_all) {
    text += fmt::format(". For every precinct: {} signers", base::grouped(*place.signers_for_all));
  }
  return text;
}

std::string needed_text(const election::Contest& contest, const PlaceAssessment& place) {
  if (!place.needed) return "Unknown: the difference is not known";
  const bool rounded = place.standing->rounded_to.has_value();
  std::string text =
      fmt::format("{}{} more for {}, or {} switched", rounded ? "about " : "",
                  votes_text(place.needed->one_sided), name_in(contest, place.standing->runner_up),
                  base::grouped(place.needed->switched.value()));
  const auto& petitioner = place.petitioner;
  if (petitioner && petitioner->behind_leader && petitioner->place.value_or(0) > 2) {
    text += fmt::format(". {} is {} behind", petitioner->name,
                        base::grouped(petitioner->behind_leader->value()));
  }
  return text;
}

std::string law_text(const law::Answer& answer) {
  return fmt::format("{}; confidence {}", answer.citation, law::name_of(answer.confidence));
}

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

void add_answer(std::vector<AnswerLine>& lines, const char* question, const std::string& answer) {
  if (!answer.empty()) lines.push_back({question, answer});
}

// "certified, known on 23 May 2011"
std::string standing_of_set(const recount::FigureSource& figures) {
  return fmt::format("{}, known on {}", election::name_of(figures.status),
                     figures.known_on.long_text().substr(4));
}

// The count that the law's questions are put to, where it is not the one shown.
std::string tested_text(const election::Contest& contest, const recount::FiguresBefore& tested) {
  std::string lead = "who led is not known";
  if (tested.standing && tested.standing->tie) {
    lead = "a tie";
  } else if (tested.standing && tested.standing->reported_margin) {
    lead = fmt::format("{} led by {}{}", name_in(contest, tested.standing->leader),
                       lead_text(*tested.standing), marks_of(*tested.standing));
  } else if (tested.standing) {
    lead = fmt::format("{} led, difference not known", name_in(contest, tested.standing->leader));
  }
  return fmt::format("{} ({}; {})", lead, standing_of_set(tested.source),
                     tested.source.result_set.text);
}

// That a recount or an audit is in the figures shown, and which count the answers below are about.
void add_recounted(std::vector<AnswerLine>& lines, const election::Contest& contest,
                   const PlaceAssessment& place) {
  const bool holds_recount =
      place.figures && (place.figures->kind == election::ResultKind::Recount ||
                        place.figures->kind == election::ResultKind::PartialRecount);
  const std::string tested = place.tested ? tested_text(contest, *place.tested) : "";
  if (place.recounted) {
    std::string text =
        holds_recount
            ? fmt::format("Yes, these figures hold a recount: {}", standing_of_set(*place.figures))
            : fmt::format("Yes, before these figures: {}", standing_of_set(*place.recounted));
    if (!tested.empty()) text += ". The law below is put to the count before it: " + tested;
    lines.push_back({"Recounted?", text});
  } else if (!tested.empty()) {
    lines.push_back({"Put to the law", "the count, not the audit shown above: " + tested});
  }
}

// What who asks has to bring, and where to.
void add_filing(std::vector<AnswerLine>& lines, const law::Petition& petition) {
  add_answer(lines, "Has to say", petition.grounds);
  add_answer(lines, "Filed with", petition.filed_with);
}

}  // namespace

std::string asked_words(const recount::Assessment& assessment) {
  std::string words = "With all that the package holds, and no day of the question (--as-of).";
  if (assessment.as_of) {
    const bool day_alone = assessment.as_of->time == base::TimeOfDay(0);
    words = fmt::format("As known on {}.", day_alone ? assessment.as_of->day.long_text()
                                                     : local_moment_text(*assessment.as_of));
  }
  if (!assessment.petitioner_name.empty()) words += " Asks: " + assessment.petitioner_name + ".";
  const bool any_law = std::any_of(assessment.places.begin(), assessment.places.end(),
                                   [](const auto& place) { return place.answer.has_value(); });
  return any_law ? words + " Law of " + assessment.law_on.long_text().substr(4) + "." : words;
}

std::string standing_words(const election::Contest& contest, const PlaceAssessment& place) {
  if (place.no_votes_reported) return "no votes reported";
  if (!place.standing) return "who leads is not known";
  const election::Standing& standing = *place.standing;
  const std::string leader = name_in(contest, standing.leader);
  const std::string other = name_in(contest, standing.runner_up);
  if (standing.tie) return fmt::format("{} and {} are tied{}", leader, other, marks_of(standing));
  if (!standing.reported_margin) {
    return fmt::format("{} leads {}, difference not known{}", leader, other, marks_of(standing));
  }
  return fmt::format("{} leads {} by {}{}", leader, other, lead_text(standing), marks_of(standing));
}

std::string share_words(const election::Standing& standing) {
  if (!standing.reported_margin || !standing.total_votes) return {};
  if (standing.total_votes->value() <= 0) return {};
  return base::percent_of(standing.reported_margin->value(), standing.total_votes->value(), 3);
}

std::string verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::No: return "No";
    case Verdict::Yes: return "Yes";
    case Verdict::Unknown: return "Unknown";
  }
  return {};
}

std::string deadline_status_words(const law::Deadline& deadline) {
  const std::string when = deadline.until ? local_moment_text(*deadline.until) : "";
  if (deadline.expected && !when.empty() && deadline.status != DeadlineStatus::Passed) {
    return "Expected " + when;
  }
  switch (deadline.status) {
    // Without a last moment, what is known of the rule's events settles the status alone.
    case DeadlineStatus::Open: return when.empty() ? "Open" : "Open until " + when;
    case DeadlineStatus::Today: return when.empty() ? "Today at the earliest" : "Today, " + when;
    case DeadlineStatus::Passed: return when.empty() ? "Passed" : "Passed on " + when;
    case DeadlineStatus::Unknown: return when.empty() ? "Unknown" : when;
  }
  return {};
}

std::vector<AnswerLine> short_answers(const election::Contest& contest,
                                      const PlaceAssessment& place) {
  std::vector<AnswerLine> lines;
  if (!place.answer) {
    add_answer(lines, "What flips it?", needed_text(contest, place));
    return lines;
  }
  const law::Answer& answer = *place.answer;
  add_recounted(lines, contest, place);
  add_answer(lines, "Petition?", allowed_text(place));
  add_answer(lines, "By when?", deadline_text(place));
  add_answer(lines, "At what price?", price_text(place));
  if (answer.petition.allowed != Verdict::No) add_filing(lines, answer.petition);
  add_answer(lines, "What flips it?", needed_text(contest, place));
  add_answer(lines, "Automatic?",
             with_words(verdict_word(answer.automatic), answer.automatic_words));
  add_answer(lines, "Law", law_text(answer));
  return lines;
}

std::vector<AnswerLine> further_answers(const PlaceAssessment& place) {
  const law::Answer& answer = *place.answer;
  std::vector<AnswerLine> lines;
  for (const law::ShareOfBase& share : answer.margin_shares) {
    if (!share.whole || share.whole->value() <= 0) continue;
    lines.push_back(
        {"Law's share",
         fmt::format("{} are {} of {} ({})", votes_text(share.reported_margin),
                     base::percent_of(share.reported_margin.value(), share.whole->value(), 4),
                     base::grouped(share.whole->value()), share.base_words)});
  }
  add_answer(lines, "Who may ask", answer.petition.who);
  if (answer.petition.allowed == Verdict::No) add_filing(lines, answer.petition);
  add_answer(lines, "Refund", answer.petition.refund);
  for (const std::string& step : answer.petition.further) add_answer(lines, "Other date", step);
  add_answer(lines, "Method", answer.method);
  add_answer(lines, "After that", answer.second_stage);
  add_answer(lines, "Partial", answer.scope);
  add_answer(lines, "Done by", answer.completion);
  add_answer(lines, "Tie", answer.tie_rule);
  for (const recount::CountyDeadline& county : place.county_deadlines) {
    lines.push_back({county.name, deadline_status_words(county.deadline)});
  }
  for (const std::string& prose : answer.read_the_statute)
    add_answer(lines, "In words only", prose);
  add_answer(lines, "Law's source", answer.source);
  add_answer(lines, "Law's notes", answer.notes);
  if (place.figures) {
    add_answer(lines, "Figures",
               fmt::format("{} ({}, {}, known on {}): {}", place.figures->result_set.text,
                           election::name_of(place.figures->kind),
                           election::name_of(place.figures->status), place.figures->known_on.text(),
                           place.figures->source));
    add_answer(lines, "Note", place.figures->note);
  }
  return lines;
}

std::vector<std::string> unknown_of(const PlaceAssessment& place) {
  return place.answer ? joined(place.unknown, place.answer->unknown) : place.unknown;
}

std::vector<std::string> cautions_of(const PlaceAssessment& place) {
  return place.answer ? joined(place.cautions, place.answer->cautions) : place.cautions;
}

bool is_provisional(const election::Standing& standing) {
  return standing.press || !standing.verified || standing.rounded_to.has_value();
}

}  // namespace recanvass::report
