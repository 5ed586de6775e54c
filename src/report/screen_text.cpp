#include "report/screen_text.h"

#include "base/figures.h"
#include "report/words.h"
#include "screen/control.h"

#include <fmt/format.h>

#include <cmath>

namespace recanvass::report {
namespace {

constexpr int kScreenLabel = 13;

Tone tone_of(screen::Remainder remainder) {
  switch (remainder) {
    case screen::Remainder::NotChecked: return Tone::Faint;
    case screen::Remainder::Told: return Tone::Plain;
    case screen::Remainder::Refused: return Tone::Faint;
    case screen::Remainder::NothingSeen: return Tone::Good;
    case screen::Remainder::NotTold: return Tone::Notice;
    case screen::Remainder::Explained: return Tone::Good;
    case screen::Remainder::Unexplained: return Tone::Notice;
  }
  return Tone::Plain;
}

std::string curve_table(const screen::Answered& answer, const Screen& screen) {
  const auto& ask = std::get<screen::CurveAsk>(answer.question.ask);
  // One outcome stands above the table and not in each row of it.
  const bool several = ask.question.outcomes.size() > 1;
  const std::string head = several ? "" : answer.words_of(ask.question.outcomes.front());
  Table table({{several ? "Outcome" : "", Align::Left, several},
               {"Held equal", Align::Left, true},
               {"Weights", Align::Left},
               {"Units", Align::Right},
               {"Coefficient", Align::Right},
               {"95 % interval", Align::Left},
               {"p", Align::Right}});
  for (const screen::Specification& spec : answer.curve->specifications) {
    table.add({{several ? answer.words_of(spec.outcome) : ""},
               {ask.question.controls[spec.controls].words},
               {spec.weights.empty() ? "-" : "yes"},
               {fmt::format("{}", spec.units)},
               {screen::signed_number(spec.coefficient)},
               {fmt::format("{:+.3f} {:+.3f}", spec.low, spec.high)},
               {screen::p_cell(spec.p_largest())}});
  }
  return (several ? "" : paragraph("The outcome: " + head + ".", screen, 2)) +
         table.text(screen, 2);
}

std::string modes_table(const screen::ModeAnswer& answer, const Screen& screen) {
  Table table({{"Mode", Align::Left, true},
               {"Cases", Align::Right},
               {"Of", Align::Right},
               {"%", Align::Right},
               {"Odds beside the first", Align::Right},
               {"95 % interval", Align::Left}});
  for (const screen::ModeTotal& total : answer.totals) {
    const std::string odds =
        total.effect ? fmt::format("{:.2f}", std::exp(total.effect->value)) : "-";
    const std::string interval = total.effect
                                     ? fmt::format("{:.2f} {:.2f}", std::exp(total.effect->low),
                                                   std::exp(total.effect->high))
                                     : "-";
    table.add({{total.words},
               {base::grouped(total.events)},
               {base::grouped(total.trials)},
               {fmt::format("{:.1f}", total.share())},
               {odds},
               {interval}});
  }
  return table.text(screen, 2);
}

std::string recounted_table(const screen::Answered& answer, const Screen& screen) {
  Table table({{"Counted by", Align::Left, true},
               {"Units", Align::Right},
               {"Votes", Align::Right},
               {"Moved", Align::Right},
               {"%", Align::Right},
               {"95 %", Align::Left},
               {"No write-ins", Align::Right},
               {"Net", Align::Right}});
  for (const screen::RecountedGroup& group : answer.recounted) {
    table.add(
        {{group.label},
         {base::grouped(group.units)},
         {base::grouped(group.votes)},
         {base::grouped(group.moved)},
         {fmt::format("{:.3f}", 100.0 * group.share)},
         {group.clusters == 1  // one county has no interval
              ? "-"
              : fmt::format("{:.2f} {:.2f}", 100.0 * group.share_low, 100.0 * group.share_high)},
         {fmt::format("{:.3f}", 100.0 * group.named_share)},
         {fmt::format("{:+d}", group.net)}});
  }
  return table.text(screen, 2);
}

std::string p_of_finding(const screen::Finding& finding) {
  if (!finding.p) return finding.null_words;
  std::string words = fmt::format("{}. {}", screen::p_words(*finding.p), finding.null_words);
  if (finding.p_adjusted) {
    words += fmt::format(" Corrected for how much was asked: {} ({}).",
                         screen::p_words(*finding.p_adjusted), finding.correction);
  }
  return words;
}

std::string targets_text(const screen::Finding& finding, const Screen& screen) {
  if (finding.paper.empty()) return {};
  Table table({{"Unit", Align::Left, true}, {"Ballots", Align::Right}, {"Why", Align::Left, true}});
  for (const screen::PaperTarget& target : finding.paper) {
    table.add({{target.unit},
               {target.ballots.value() > 0 ? base::grouped(target.ballots.value()) : "-"},
               {target.why}});
  }
  std::string text = table.text(screen, 4);
  if (!finding.further.empty()) {
    text += paragraph(fmt::format("and {} more; --json and the page of --html name them.",
                                  base::grouped(static_cast<std::int64_t>(finding.further.size()))),
                      screen, 4);
  }
  return text;
}

std::string finding_text(const screen::Finding& finding, const Screen& screen) {
  std::string out =
      "\n" +
      headline(fmt::format("{}: {}", finding.title, screen::name_of(finding.remainder)), screen);
  const auto line = [&](std::string_view label, const std::string& words, Tone tone = Tone::Plain) {
    if (!words.empty()) out += labelled(label, words, kScreenLabel, screen, tone);
  };
  line("The fact", fmt::format("{}. {}", screen::name_of(finding.fact), finding.fact_words));
  line("What is left", finding.remainder_words, tone_of(finding.remainder));
  line("By chance", p_of_finding(finding));
  line("Elsewhere", finding.base_rate_words);
  line("Votes", finding.votes_words);
  if (!finding.innocent.empty()) {
    line("Rule out", fmt::format("{}.", fmt::join(finding.innocent, "; ")));
  }
  line("The paper", finding.paper_words);
  return out + targets_text(finding, screen);
}

std::string survey_text(const screen::Screening& screening, const Screen& screen) {
  Table table({{"Question", Align::Left, true},
               {"Asked in", Align::Right},
               {"p <= 5 %", Align::Right},
               {"after BH", Align::Right},
               {"Unexplained", Align::Right}});
  std::string missing;
  for (const screen::SurveyLine& line : screening.survey) {
    table.add({{line.title},
               {base::grouped(line.groups)},
               {base::grouped(line.at_level)},
               {base::grouped(line.after_bh)},
               {base::grouped(line.unexplained)}});
    for (const std::string& file : line.missing) missing += "Not there: " + file + "\n";
  }
  return headline(screening.title, screen) +
         paragraph(
             "Each question in each group of at least 20 units by itself: how often it "
             "alarms. What is asked of elections that nobody disputes is a false alarm.",
             screen) +
         "\n" + table.text(screen, 2) + missing;
}

}  // namespace

std::string lead_sentence(const screen::Screening& screening) {
  const screen::Lead& lead = screening.lead;
  if (!lead.votes) return {};
  if (lead.votes->value() == 0) {
    return fmt::format("{}: {} and {} are tied ({}).", screening.election, lead.leader,
                       lead.runner_up, screening.result_set);
  }
  return fmt::format("{}: {} leads {} by {} ({}).", screening.election, lead.leader, lead.runner_up,
                     base::counted(lead.votes->value(), "vote", "votes"), screening.result_set);
}

std::string screen_text(const screen::Screening& screening, const Screen& screen) {
  if (!screening.survey.empty()) return survey_text(screening, screen);
  std::string out = headline(screening.title, screen);
  if (screening.lead.votes) {
    out += paragraph(lead_sentence(screening), screen);
  }
  out += paragraph(screen::summary_words(screening.answers, screening.lead), screen);
  for (const screen::Answered& answer : screening.answers) {
    out += finding_text(answer.finding, screen);
    if (!answer.question.said.empty()) {
      out +=
          labelled("Was said", fmt::format("{} ({})", answer.question.said, answer.question.source),
                   kScreenLabel, screen);
    }
    if (answer.curve && !answer.curve->specifications.empty()) {
      out += curve_table(answer, screen);
    }
    if (answer.modes) out += modes_table(*answer.modes, screen);
    if (!answer.recounted.empty()) out += recounted_table(answer, screen);
  }
  out += "\n" + paragraph(fmt::format("These questions (screening.toml) have SHA-256 {}: compare "
                                      "it with what was published before figures were known. "
                                      "Seed {}, {} resamples each. Joined: {}.",
                                      screening.questions_sha256.substr(0, 16), screening.seed,
                                      base::grouped(screening.resamples),
                                      fmt::join(screening.joined, "; ")),
                          screen);
  return out;
}

}  // namespace recanvass::report
