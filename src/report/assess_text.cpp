#include "report/assess_text.h"

#include "base/figures.h"
#include "report/assess_words.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

using law::DeadlineStatus;
using law::Verdict;
using recount::PlaceAssessment;

constexpr int kLabelWidth = 16;
constexpr std::size_t kBlocksMax = 3;

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::No: return Tone::Plain;
    case Verdict::Yes: return Tone::Good;
    case Verdict::Unknown: return Tone::Notice;
  }
  return Tone::Plain;
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

void add_lines(std::string& out, std::string_view label, const std::vector<std::string>& lines,
               const Screen& screen, Tone tone) {
  for (const std::string& line : lines) {
    out += labelled(label, line, kLabelWidth, screen, tone);
    label = "";
  }
}

Tone tone_of_line(const PlaceAssessment& place, const std::string& question) {
  if (question == "Petition?") return tone_of(place.answer->petition.allowed);
  if (question == "By when?") return tone_of(place.answer->petition.deadline.status);
  if (question == "Automatic?") return tone_of(place.answer->automatic);
  if (question == "Law") return Tone::Faint;
  return Tone::Plain;
}

std::string block_of(const election::Contest& contest, const PlaceAssessment& place, Detail detail,
                     const Screen& screen) {
  std::string out =
      "\n" + paragraph(place.jurisdiction_name + ": " + standing_words(contest, place), screen);
  for (const AnswerLine& line : short_answers(contest, place)) {
    out += labelled(line.question, line.answer, kLabelWidth, screen,
                    tone_of_line(place, line.question));
  }
  if (place.answer && detail == Detail::Full) {
    std::string_view before;
    const std::vector<AnswerLine> lines = further_answers(place);
    for (const AnswerLine& line : lines) {
      const std::string_view label = line.question == before ? "" : std::string_view(line.question);
      out += labelled(label, line.answer, kLabelWidth, screen);
      before = line.question;
    }
  }
  if (detail == Detail::Full) add_lines(out, "Unknown", unknown_of(place), screen, Tone::Notice);
  if (detail == Detail::Full) add_lines(out, "Caution", cautions_of(place), screen, Tone::Notice);
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
    case Verdict::No: {
      const law::Fee& fee = place.answer->petition.fee;
      if (!fee.total) return "pays";
      return (fee.runner_up_alone ? "from " : "") + base::dollars(*fee.total);
    }
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
  std::string lead =
      standing.reported_margin ? base::grouped(standing.reported_margin->value()) : "unknown";
  if (is_provisional(standing)) lead += "*";
  table.add({{place.jurisdiction.text},
             {standing.tie ? "tie" : standing.leader.text},
             {lead},
             {share_words(standing)},
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
               {"Of votes", Align::Right},
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
    starred = starred || is_provisional(standing);
    add_row(table, *place);
  }
  std::string out;
  if (!table.empty()) {
    out += "\n" + table.text(screen) +
           paragraph("Of votes: the lead as a share of all votes for the office.", screen);
  }
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
    unknown.add(unknown_of(*place), where);
    cautions.add(cautions_of(*place), where);
    if (place->answer) prose.add(place->answer->read_the_statute, where);
  }
  return unknown.text("Not known", screen) + cautions.text("To be read with care", screen) +
         prose.text("Read the statute", screen);
}

std::string heading(const recount::Assessment& assessment, const Screen& screen) {
  return headline(assessment.election_name, screen) + paragraph(asked_words(assessment), screen);
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
      out += "\n" + headline(contest.name, screen);
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
  if (detail == Detail::Brief && !assessment.places.empty()) {
    out += "\n" +
           paragraph("More of one place: --state " + assessment.places.front().jurisdiction.text +
                         ". Everything: --json or --html DIR.",
                     screen);
  }
  return out;
}

}  // namespace recanvass::report
