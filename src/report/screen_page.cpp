#include "report/screen_page.h"

#include "base/figures.h"
#include "report/chart_map.h"
#include "report/chart_screen.h"
#include "report/html.h"
#include "report/page_fields.h"
#include "report/screen_text.h"
#include "screen/control.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

using base::Json;

Json targets_fields(const screen::Finding& finding) {
  if (finding.paper.empty()) return nullptr;
  ChartTable table{"Paper to look at first", {"Unit", "Ballots", "Why"}, {}};
  for (const screen::PaperTarget& target : finding.paper) {
    table.rows.push_back(
        {target.unit,
         target.ballots.value() > 0 ? base::grouped(target.ballots.value()) : "not known",
         target.why});
  }
  return table_fields(table);
}

std::string chance_of(const screen::Finding& finding) {
  std::string words;
  if (finding.p) words = screen::p_words(*finding.p) + ". ";
  words += finding.null_words;
  if (finding.p_adjusted) {
    words += fmt::format(" Corrected for how much was asked: {} ({}).",
                         screen::p_words(*finding.p_adjusted), finding.correction);
  }
  return words;
}

Json finding_fields(const screen::Finding& finding, const std::string& said) {
  Json rows = Json::array();
  const auto add = [&](const char* name, const std::string& words) {
    if (!words.empty()) rows.push_back({{"name", name}, {"words", words}});
  };
  add("What was said", said);
  add("Is the fact a fact?",
      fmt::format("{}. {}", screen::name_of(finding.fact), finding.fact_words));
  add("What is left of it", finding.remainder_words);
  add("Could chance do it?", chance_of(finding));
  add("How often elsewhere?", finding.base_rate_words);
  add("Votes beside the lead", finding.votes_words);
  add("What paper would settle", finding.paper_words);
  return {{"id", finding.id},
          {"title", finding.title},
          {"remainder", screen::name_of(finding.remainder)},
          {"rows", rows},
          {"innocent", line_fields(finding.innocent)},
          {"further", line_fields(finding.further)},
          {"further_number", base::grouped(static_cast<std::int64_t>(finding.further.size()))},
          {"has_further", !finding.further.empty()},
          {"has_innocent", !finding.innocent.empty()},
          {"targets", targets_fields(finding)}};
}

}  // namespace

std::string screen_page(const screen::Screening& screening) {
  Json findings = Json::array();
  for (const screen::Answered& answer : screening.answers) {
    const std::string said =
        answer.question.said.empty()
            ? ""
            : fmt::format("{} ({})", answer.question.said, answer.question.source);
    Json fields = finding_fields(answer.finding, said);
    fields["curve"] = chart_fields(chart_curve(answer));
    fields["map"] = chart_fields(chart_map(answer, screening.shapes));
    fields["no_map"] = no_map_words(answer, screening.shapes);
    fields["funnel"] = chart_fields(chart_funnel(answer));
    fields["modes"] = chart_fields(chart_modes(answer));
    fields["recounted"] = chart_fields(chart_recounted(answer));
    fields["fingerprint"] = chart_fields(chart_fingerprint(answer));
    findings.push_back(fields);
  }
  const Json fields = {{"title", screening.title},
                       {"lead", lead_sentence(screening)},
                       {"summary", screen::summary_words(screening.answers, screening.lead)},
                       {"findings", findings},
                       {"joined", line_fields(screening.joined)},
                       {"sha256", screening.questions_sha256},
                       {"seed", std::to_string(screening.seed)},
                       {"resamples", base::grouped(screening.resamples)}};
  return render_page({screening.title, kScreenGenerator, fill_template("screen.mustache", fields)});
}

}  // namespace recanvass::report
