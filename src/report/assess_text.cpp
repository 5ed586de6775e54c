#include "report/assess_text.h"

#include "base/figures.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

using election::VoteCount;
using law::DeadlineStatus;
using law::Verdict;
using recount::PlaceAssessment;

constexpr int kLabelWidth = 16;
constexpr std::size_t kBlocksMax = 3;

std::string name_in(const election::Contest& contest, const election::ChoiceId& id) {
  const election::Choice* choice = contest.find(id);
  return choice == nullptr ? id.text : choice->name;
}

std::string votes_text(VoteCount votes) { return base::counted(votes.value(), "vote", "votes"); }

// "0.745%", under the first denominator that the law names, else of all votes.
std::string share_text(const PlaceAssessment& place) {
  if (place.answer) {
    for (const law::ShareOfBase& share : place.answer->margin_shares) {
      if (!share.whole || share.whole->value() <= 0) continue;
      return fmt::format("{} of {}",
                         base::percent_of(share.reported_margin.value(), share.whole->value(), 3),
                         share.base_words);
    }
  }
  const auto& standing = place.standing;
  if (!standing || !standing->reported_margin || !standing->total_votes) return {};
  if (standing->total_votes->value() <= 0) return {};
  return base::percent_of(standing->reported_margin->value(), standing->total_votes->value(), 3) +
         " of all votes";
}

std::string marks_of(const election::Standing& standing) {
  std::string marks;
  if (standing.press) marks += ", press figure";
  if (!standing.verified) marks += ", unconfirmed";
  if (standing.rounded_to) marks += ", rounded";
  return marks.empty() ? marks : " (" + marks.substr(2) + ")";
}

std::string standing_sentence(const election::Contest& contest, const PlaceAssessment& place) {
  if (!place.standing) return "who leads is not known";
  const election::Standing& standing = *place.standing;
  const std::string leader = name_in(contest, standing.leader);
  const std::string other = name_in(contest, standing.runner_up);
  if (standing.tie) return fmt::format("{} and {} are tied{}", leader, other, marks_of(standing));
  if (!standing.reported_margin) {
    return fmt::format("{} leads {}, difference not known{}", leader, other, marks_of(standing));
  }
  const std::string share = share_text(place);
  return fmt::format("{} leads {} by {}{}{}", leader, other, votes_text(*standing.reported_margin),
                     share.empty() ? "" : ", " + share, marks_of(standing));
}

std::string verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::No: return "No";
    case Verdict::Yes: return "Yes";
    case Verdict::Unknown: return "Unknown";
  }
  return {};
}

std::string with_words(const std::string& verdict, const std::string& words) {
  return words.empty() ? verdict : verdict + ": " + words;
}

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::No: return Tone::Plain;
    case Verdict::Yes: return Tone::Good;
    case Verdict::Unknown: return Tone::Notice;
  }
  return Tone::Plain;
}

std::string moment_text(const base::LocalTime& moment) {
  const bool whole_day = moment.time == base::TimeOfDay(24 * 60);
  return moment.day.long_text() + (whole_day ? "" : ", " + moment.time.text());
}

std::string status_text(const law::Deadline& deadline) {
  const std::string when = deadline.until ? moment_text(*deadline.until) : "";
  switch (deadline.status) {
    case DeadlineStatus::Open: return "Open until " + when;
    case DeadlineStatus::Today: return "Today, " + when;
    case DeadlineStatus::Passed: return "Passed on " + when;
    case DeadlineStatus::Unknown: return when.empty() ? "Unknown" : when;
  }
  return {};
}

Tone tone_of(DeadlineStatus status) {
  switch (status) {
    case DeadlineStatus::Open: return Tone::Good;
    case DeadlineStatus::Today: return Tone::Strong;
    case DeadlineStatus::Passed: return Tone::Plain;
    case DeadlineStatus::Unknown: return Tone::Notice;
  }
  return Tone::Plain;
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
  if (petition.free == Verdict::Yes) return with_words("Free", petition.free_words);
  std::string text = petition.fee.words.empty() ? "Unknown" : petition.fee.words;
  if (petition.fee.total) text = base::dollars(*petition.fee.total) + ": " + text;
  if (petition.free == Verdict::Unknown) text += "; whether it is free is not known";
  if (petition.free_limit_votes) {
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
    if (dated != std::string::npos) rule.resize(dated);
  }
  if (place.clock_start) rule += ", " + place.clock_start->day.long_text();
  for (const std::string& holiday : deadline.skipped) rule += "; not counted: " + holiday;
  return with_words(status_text(deadline), rule);
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

void add_lines(std::string& out, std::string_view label, const std::vector<std::string>& lines,
               const Screen& screen, Tone tone) {
  for (const std::string& line : lines) {
    out += labelled(label, line, kLabelWidth, screen, tone);
    label = "";
  }
}

void add_line(std::string& out, std::string_view label, const std::string& text,
              const Screen& screen, Tone tone = Tone::Plain) {
  if (!text.empty()) out += labelled(label, text, kLabelWidth, screen, tone);
}

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::string details_of(const PlaceAssessment& place, const Screen& screen) {
  const law::Answer& answer = *place.answer;
  std::string out;
  add_line(out, "Who may ask", answer.petition.who, screen);
  add_line(out, "Grounds", answer.petition.grounds, screen);
  add_line(out, "Filed with", answer.petition.filed_with, screen);
  add_line(out, "Refund", answer.petition.refund, screen);
  add_lines(out, "Other dates", answer.petition.further, screen, Tone::Plain);
  add_line(out, "Method", answer.method, screen);
  add_line(out, "After that", answer.second_stage, screen);
  add_line(out, "Partial", answer.scope, screen);
  add_line(out, "Done by", answer.completion, screen);
  add_line(out, "Tie", answer.tie_rule, screen);
  for (const recount::CountyDeadline& county : place.county_deadlines) {
    add_line(out, county.name, status_text(county.deadline), screen,
             tone_of(county.deadline.status));
  }
  add_lines(out, "In words only", answer.read_the_statute, screen, Tone::Notice);
  add_line(out, "Law's source", answer.source, screen);
  add_line(out, "Law's notes", answer.notes, screen);
  if (place.figures) {
    add_line(out, "Figures",
             fmt::format("{} ({}, {}, known on {}): {}", place.figures->result_set.text,
                         election::name_of(place.figures->kind),
                         election::name_of(place.figures->status), place.figures->known_on.text(),
                         place.figures->source),
             screen);
    add_line(out, "", place.figures->note, screen);
  }
  return out;
}

std::string block_of(const election::Contest& contest, const PlaceAssessment& place, Detail detail,
                     const Screen& screen) {
  std::string out = "\n" + paragraph(fmt::format("{}: {}", place.jurisdiction_name,
                                                 standing_sentence(contest, place)),
                                     screen);
  if (!place.answer) {
    add_lines(out, "Unknown", place.unknown, screen, Tone::Notice);
    return out;
  }
  const law::Answer& answer = *place.answer;
  const law::Petition& petition = answer.petition;
  add_line(out, "Petition?", allowed_text(place), screen, tone_of(petition.allowed));
  add_line(out, "By when?", deadline_text(place), screen, tone_of(petition.deadline.status));
  add_line(out, "At what price?", price_text(place), screen);
  add_line(out, "What is needed?", needed_text(contest, place), screen);
  add_line(out, "Automatic?", with_words(verdict_word(answer.automatic), answer.automatic_words),
           screen, tone_of(answer.automatic));
  add_line(out, "Law", law_text(answer), screen, Tone::Faint);
  if (detail == Detail::Full) out += details_of(place, screen);
  if (detail == Detail::Full) {
    add_lines(out, "Unknown", joined(place.unknown, answer.unknown), screen, Tone::Notice);
    add_lines(out, "Caution", joined(place.cautions, answer.cautions), screen, Tone::Notice);
  }
  return out;
}

std::string short_deadline(const law::Deadline& deadline) {
  const std::string day = deadline.until ? deadline.until->day.text() : "";
  switch (deadline.status) {
    case DeadlineStatus::Open: return "open, " + day;
    case DeadlineStatus::Today: return "today, " + day;
    case DeadlineStatus::Passed: return "passed, " + day;
    case DeadlineStatus::Unknown: return day.empty() ? "unknown" : day;
  }
  return {};
}

std::string short_price(const PlaceAssessment& place) {
  if (!place.answer) return "unknown";
  if (place.answer->petition.allowed == Verdict::No) return "-";
  switch (place.answer->petition.free) {
    case Verdict::Yes: return "free";
    case Verdict::No:
      return place.answer->petition.fee.total ? base::dollars(*place.answer->petition.fee.total)
                                              : "pays";
    case Verdict::Unknown: return "unknown";
  }
  return {};
}

std::string lower_verdict(Verdict verdict) {
  std::string word = verdict_word(verdict);
  word[0] = static_cast<char>(word[0] - 'A' + 'a');
  return word;
}

void add_row(Table& table, const PlaceAssessment& place) {
  const law::Answer none;
  const law::Answer& answer = place.answer ? *place.answer : none;
  const election::Standing& standing = *place.standing;
  std::string share = share_text(place);
  share = share.substr(0, share.find(' '));
  std::string lead =
      standing.reported_margin ? base::grouped(standing.reported_margin->value()) : "unknown";
  if (standing.press || !standing.verified || standing.rounded_to) lead += "*";
  table.add({{place.jurisdiction.text},
             {standing.tie ? "tie" : standing.leader.text},
             {lead},
             {share},
             {lower_verdict(answer.automatic), tone_of(answer.automatic)},
             {lower_verdict(answer.petition.allowed), tone_of(answer.petition.allowed)},
             {short_price(place)},
             {short_deadline(answer.petition.deadline)}});
}

// The difference is known, or there is at least a leader to show.
bool is_worth_a_row(const PlaceAssessment& place) {
  return place.standing && (place.standing->reported_margin || place.standing->tie);
}

std::string others_text(const std::vector<const PlaceAssessment*>& others, const Screen& screen) {
  Table table({{"Place"},
               {"Leads"},
               {"By", Align::Right},
               {"Share", Align::Right},
               {"Automatic"},
               {"May ask"},
               {"Price"},
               {"Until", Align::Left, true}});
  std::string without;
  std::size_t unknown = 0;
  bool starred = false;
  for (const PlaceAssessment* place : others) {
    if (!is_worth_a_row(*place)) {
      without += (without.empty() ? "" : " ") + place->jurisdiction.text;
      ++unknown;
      continue;
    }
    const election::Standing& standing = *place->standing;
    starred = starred || standing.press || !standing.verified || standing.rounded_to.has_value();
    add_row(table, *place);
  }
  std::string out;
  if (!table.empty()) out += "\n" + table.text(screen);
  if (starred) out += paragraph("* press, rounded or unconfirmed figure", screen);
  if (unknown > 0) {
    out +=
        "\n" + paragraph(fmt::format("Difference not known on this day ({}): {}", unknown, without),
                         screen);
  }
  return out;
}

// Sentences, each with the places it is said of.
class Points {
 public:
  void add(const std::vector<std::string>& sentences, const std::string& where) {
    for (const std::string& sentence : sentences) add_one(sentence, where);
  }

  [[nodiscard]] std::string text(std::string_view head, const Screen& screen) const {
    if (points_.empty()) return {};
    std::string out = "\n" + painted(head, Tone::Strong, screen) + "\n";
    for (const auto& [sentence, places] : points_) {
      out += labelled("-", sentence + " (" + places + ")", 2, screen, Tone::Plain, 0);
    }
    return out;
  }

 private:
  void add_one(const std::string& sentence, const std::string& where) {
    for (auto& [known, places] : points_) {
      if (known != sentence) continue;
      if (!places.ends_with(where)) places += ", " + where;
      return;
    }
    points_.emplace_back(sentence, where);
  }

  std::vector<std::pair<std::string, std::string>> points_;
};

std::string open_points(const std::vector<const PlaceAssessment*>& blocks, const Screen& screen) {
  Points unknown;
  Points cautions;
  Points prose;
  for (const PlaceAssessment* place : blocks) {
    const std::string& where = place->jurisdiction.text;
    unknown.add(place->unknown, where);
    cautions.add(place->cautions, where);
    if (!place->answer) continue;
    unknown.add(place->answer->unknown, where);
    cautions.add(place->answer->cautions, where);
    prose.add(place->answer->read_the_statute, where);
  }
  return unknown.text("Not known", screen) + cautions.text("To be read with care", screen) +
         prose.text("Read the statute", screen);
}

std::string heading(const recount::Assessment& assessment, const Screen& screen) {
  std::string out = painted(printable(assessment.election_name), Tone::Strong, screen) + "\n";
  std::string line = "With all that the package holds, and no day of the question (--as-of).";
  if (assessment.as_of) {
    const bool day_alone = assessment.as_of->time == base::TimeOfDay(0);
    line = fmt::format("As known on {}.", day_alone ? assessment.as_of->day.long_text()
                                                    : moment_text(*assessment.as_of));
  }
  if (!assessment.petitioner_name.empty()) line += " Asks: " + assessment.petitioner_name + ".";
  line += " Law of " + assessment.law_on.long_text().substr(4) + ".";
  return out + paragraph(line, screen);
}

}  // namespace

std::string assessment_text(const election::Election& election,
                            const recount::Assessment& assessment, Detail detail,
                            const Screen& screen) {
  std::string out = heading(assessment, screen);
  for (const election::Contest& contest : election.contests) {
    std::vector<const PlaceAssessment*> of_contest;
    for (const PlaceAssessment& place : assessment.places) {
      if (place.contest == contest.id) of_contest.push_back(&place);
    }
    if (of_contest.empty()) continue;
    if (election.contests.size() > 1) {
      out += "\n" + painted(printable(contest.name), Tone::Strong, screen) + "\n";
    }
    std::vector<const PlaceAssessment*> blocks;
    std::vector<const PlaceAssessment*> others;
    const bool all = detail == Detail::Full || of_contest.size() <= kBlocksMax;
    for (const PlaceAssessment* place : of_contest) {
      (all || place->in_focus ? blocks : others).push_back(place);
    }
    for (const PlaceAssessment* place : blocks) out += block_of(contest, *place, detail, screen);
    out += others_text(others, screen);
    if (detail == Detail::Brief) out += open_points(blocks, screen);
  }
  if (detail == Detail::Brief) {
    out += "\n" +
           paragraph("More of one place: --state WI. Everything: --json or --html DIR.", screen);
  }
  return out;
}

}  // namespace recanvass::report
