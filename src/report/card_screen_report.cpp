#include "report/card_screen_report.h"

#include "base/figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace recanvass::report {
namespace {

using base::Json;
using screen::CardFinding;
using screen::CardScreen;
using screen::CheckSummary;

Json optional_json(const std::optional<double>& number) { return number ? Json(*number) : Json(); }

Json card_finding_json(const CardFinding& found, const CardScreen& cards) {
  const screen::Finding& finding = found.finding;
  Json paper = Json::array();
  for (const screen::PaperTarget& target : finding.paper) {
    paper.push_back(
        {{"unit", target.unit}, {"ballots", target.ballots.value()}, {"why", target.why}});
  }
  Json one = {{"id", finding.id},
              {"check", finding.family},
              {"title", finding.title},
              {"comes_first", found.comes_first},
              {"fact", name_of(finding.fact)},
              {"fact_words", finding.fact_words},
              {"remainder", name_of(finding.remainder)},
              {"remainder_words", finding.remainder_words},
              {"p", optional_json(finding.p)},
              {"p_adjusted", optional_json(finding.p_adjusted)},
              {"correction", finding.correction},
              {"null", finding.null_words},
              {"base_rate", finding.base_rate_words},
              {"placebos", finding.placebos ? Json{{"runs", finding.placebos->runs},
                                                   {"as_large", finding.placebos->as_large},
                                                   {"where", finding.placebos->where}}
                                            : Json()},
              {"votes_concerned",
               finding.votes_concerned ? Json(finding.votes_concerned->value()) : Json()},
              {"votes_words", finding.votes_words},
              {"innocent", finding.innocent},
              {"paper", std::move(paper)},
              {"paper_words", finding.paper_words}};
  one["contest"] = found.contest ? Json(cards.leads[*found.contest].contest) : Json();
  return one;
}

std::string chance_words_of(const screen::Finding& finding) {
  if (!finding.p_adjusted) return "a fact of the records; chance does not make it";
  return finding.base_rate_words;
}

std::string batches_words(const screen::Finding& finding) {
  std::string text;
  for (const screen::PaperTarget& target : finding.paper) {
    text += fmt::format("{}{} ({}; {})", text.empty() ? "" : ", ", target.unit,
                        base::counted(target.ballots.value(), "ballot", "ballots"), target.why);
  }
  return text + ". " + finding.paper_words;
}

std::string finding_text(const CardFinding& found, const Screen& screen) {
  const screen::Finding& finding = found.finding;
  constexpr int kLabel = 13;
  return labelled("Seen", finding.fact_words, kLabel, screen) +
         labelled("By chance?", chance_words_of(finding), kLabel, screen) +
         labelled("Votes", finding.votes_words, kLabel, screen) +
         labelled("Or else", fmt::format("{}", fmt::join(finding.innocent, "; ")), kLabel, screen) +
         labelled("Paper", batches_words(finding), kLabel, screen) + "\n";
}

// A fact, or an oddity that is left once all checks are counted: only such a one names a place.
bool stands(const CardFinding& found, const CardScreen& cards) {
  const auto summary = std::ranges::find(cards.checks, found.check, &CheckSummary::check);
  if (!found.finding.p_adjusted) return true;
  return summary != cards.checks.end() && summary->method_p &&
         *summary->method_p <= screen::CardScreenAsk{}.level;
}

std::int64_t standing_of(screen::CardCheck check, const CardScreen& cards) {
  return std::ranges::count_if(cards.findings, [&](const CardFinding& found) {
    return found.check == check && stands(found, cards);
  });
}

std::string findings_text(const CardScreen& cards, bool first, std::size_t findings_max,
                          const Screen& screen) {
  std::string text;
  std::map<screen::CardCheck, std::size_t> told;
  for (const CardFinding& found : cards.findings) {
    if (found.comes_first != first || !stands(found, cards)) continue;
    std::size_t& number = told[found.check];
    if (++number == 1) text += headline(found.finding.title, screen);
    if (number <= findings_max) {
      text += first ? finding_text(found, screen) : paragraph(found.finding.fact_words, screen, 2);
    }
  }
  for (const auto& [check, number] : told) {
    if (number <= findings_max) continue;
    text += paragraph(fmt::format("{}: {} more; --json has all.", about(check).title,
                                  base::grouped(static_cast<std::int64_t>(number - findings_max))),
                      screen, 2);
  }
  return text;
}

// Names for a sentence; of many the first, and how many more.
std::vector<std::string> first_few(const std::vector<std::string>& names) {
  constexpr std::size_t kFew = 8;
  if (names.size() <= kFew) return names;
  std::vector<std::string> few(names.begin(), names.begin() + kFew);
  few.push_back(fmt::format("and {} more (--json has all)", names.size() - kFew));
  return few;
}

std::string checks_table(const CardScreen& cards, const Screen& screen) {
  Table table({{"Check", Align::Left, true},
               {"compared", Align::Right},
               {"found", Align::Right},
               {"p, all checks", Align::Right},
               {"least seen", Align::Right}});
  for (const CheckSummary& summary : cards.checks) {
    const std::string title(about(summary.check).title);
    if (!summary.not_applied.empty()) {
      table.add({{title}, {"-"}, {"-"}, {"-"}, {"-"}}, "  not applied: " + summary.not_applied);
      continue;
    }
    const std::int64_t found = standing_of(summary.check, cards);
    table.add({{title},
               {base::grouped(summary.tests)},
               {base::grouped(found), found > 0 ? Tone::Notice : Tone::Plain},
               {summary.method_p ? fmt::format("{:.2g}", *summary.method_p) : "-"},
               {summary.least_seen ? fmt::format("{:.0f}", *summary.least_seen) : "-"}});
  }
  return table.text(screen, 2);
}

}  // namespace

std::string card_screen_text(const CardScreen& cards, const Screen& screen,
                             std::size_t findings_max) {
  const auto first = std::ranges::count_if(cards.findings, &CardFinding::comes_first);
  const auto standing = std::ranges::count_if(
      cards.findings, [&](const CardFinding& found) { return stands(found, cards); });
  const auto other = standing - first;
  std::string text =
      headline(fmt::format("{}: {} to look at first, {} more.",
                           base::counted(cards.cards.value(), "card", "cards"),
                           base::counted(first, "oddity", "oddities"), base::grouped(other)),
               screen);
  text += paragraph(
      "A screen says where to look at paper, never what happened. An oddity is unexplained until "
      "its cause is known.",
      screen);
  if (first > 0) text += "\n" + findings_text(cards, true, findings_max, screen);
  if (other > 0) {
    text += "\n" + headline("Smaller than a tenth of the lead", screen) +
            findings_text(cards, false, findings_max, screen);
  }
  text += "\n" + checks_table(cards, screen);
  const auto chance = static_cast<std::int64_t>(cards.findings.size()) - standing;
  if (chance > 0) {
    text += paragraph(fmt::format("{} not told from chance once all checks are counted, though "
                                  "seen alone: no place is named; --json has all.",
                                  base::counted(chance, "comparison is", "comparisons are")),
                      screen, 2);
  }
  for (const CheckSummary& summary : cards.checks) {
    if (!summary.caution.empty()) {
      text +=
          paragraph(fmt::format("{}: {}.", about(summary.check).title, summary.caution), screen, 2);
    }
    if (summary.not_compared.empty()) continue;
    text += paragraph(
        fmt::format("{}: not compared with any other: {}. What is alone has passed "
                    "nothing.",
                    about(summary.check).title, fmt::join(first_few(summary.not_compared), ", ")),
        screen, 2);
  }
  text += paragraph(
      fmt::format(
          "p, all checks: the smallest of the check, by Benjamini and Yekutieli over its "
          "units and by Holm over the checks. Least seen: events more on one unit of "
          "ordinary size than on those it is compared with, that nine times in ten would have been "
          "found; where all of them have it, nothing is seen. Neighbours say the same in "
          "{:.1f} % of cards beyond chance.",
          100.0 * cards.alike_by_neighbourhood),
      screen, 2);
  return text;
}

Json card_screen_json(const CardScreen& cards) {
  Json checks = Json::array();
  for (const CheckSummary& summary : cards.checks) {
    const screen::AboutCheck what = about(summary.check);
    checks.push_back(
        {{"check", what.id},
         {"title", what.title},
         {"tests", summary.tests},
         {"findings", summary.findings},
         {"p_over_checks", optional_json(summary.method_p)},
         {"least_seen", optional_json(summary.least_seen)},
         {"not_compared", summary.not_compared},
         {"caution", summary.caution},
         {"not_applied", summary.not_applied.empty() ? Json() : Json(summary.not_applied)}});
  }
  Json leads = Json::array();
  for (const screen::ContestLead& lead : cards.leads) {
    leads.push_back(
        {{"contest", lead.contest}, {"lead", lead.votes ? Json(lead.votes->value()) : Json()}});
  }
  Json findings = Json::array();
  for (const CardFinding& found : cards.findings) {
    findings.push_back(card_finding_json(found, cards));
  }
  return {{"cards", cards.cards.value()},
          {"alike_by_neighbourhood", cards.alike_by_neighbourhood},
          {"checks", std::move(checks)},
          {"leads", std::move(leads)},
          {"findings", std::move(findings)}};
}

}  // namespace recanvass::report
