#include "report/brief_page.h"

#include "base/figures.h"
#include "report/brief_answers.h"
#include "report/brief_sentences.h"
#include "report/chart_bars.h"
#include "report/chart_calendar.h"
#include "report/chart_ladder.h"
#include "report/chart_margins.h"
#include "report/html.h"
#include "report/page_fields.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace recanvass::report {
namespace {

using base::Json;

Json evidence_fields(const EvidenceList& evidence) {
  Json rows = Json::array();
  for (const Evidence& item : evidence.all()) {
    rows.push_back({{"number", std::to_string(rows.size() + 1)},
                    {"kind", words_of(item.kind)},
                    {"reference", item.reference},
                    {"source", item.source}});
  }
  return rows;
}

Json sentence_fields(const Sentence& sentence, EvidenceList& evidence) {
  Json refs = Json::array();
  for (const Evidence& item : sentence.evidence) {
    refs.push_back({{"number", std::to_string(evidence.number(item))}});
  }
  Json marks = Json::array();
  for (const Mark mark : sentence.marks) {
    marks.push_back({{"name", name_of(mark)}, {"words", words_of(mark)}});
  }
  return {{"text", sentence.text}, {"refs", refs}, {"marks", marks}};
}

// Neighbouring sentences on one topic stand under one heading.
Json topic_fields(const std::vector<Sentence>& sentences, EvidenceList& evidence) {
  Json topics = Json::array();
  for (const Sentence& sentence : sentences) {
    const bool same = !topics.empty() && topics.back()["topic"] == sentence.topic;
    if (!same) topics.push_back({{"topic", sentence.topic}, {"sentences", Json::array()}});
    topics.back()["sentences"].push_back(sentence_fields(sentence, evidence));
  }
  return topics;
}

std::optional<Chart> chart_for(const std::string& answer, const Briefing& briefing) {
  if (answer == "money") return chart_money(briefing);
  if (answer == "deadlines") return chart_calendar(briefing);
  if (answer == "change") return chart_margins(briefing);
  if (answer == "flip") return chart_ladder(briefing);
  if (answer == "paper") return chart_paper(briefing);
  return std::nullopt;
}

Json others_table(const Briefing& briefing) {
  const std::vector<const BriefState*> others = other_states(briefing);
  if (others.empty()) return nullptr;
  ChartTable table{"All other units", {"Unit", "Ahead", "By votes", "Share", "What is known"}, {}};
  for (const BriefState* state : others) {
    std::vector<std::string> row{state->name, "unknown", "unknown", "unknown", "no figure"};
    if (state->figure) {
      const BriefFigure& figure = *state->figure;
      row[1] = figure.tie ? "tie" : figure.leader.empty() ? "unknown" : figure.leader;
      row[4] = standing_words(figure) + (figure.press ? ", press" : "") +
               (figure.verified ? "" : ", unverified");
      if (figure.reported_margin) {
        row[2] = (figure.rounded_to > 0 ? "about " : "") +
                 base::grouped(figure.reported_margin->value());
        if (figure.total_votes && figure.total_votes->value() > 0) {
          row[3] =
              base::percent_of(figure.reported_margin->value(), figure.total_votes->value(), 2);
        }
      }
    }
    table.rows.push_back(std::move(row));
  }
  return table_fields(table);
}

std::string day_of(const Briefing& briefing) {
  if (!briefing.as_of) return {};
  return moment_words(briefing.as_of->day, briefing.as_of->time.minutes() == 0
                                               ? std::optional<base::TimeOfDay>{}
                                               : briefing.as_of->time);
}

}  // namespace

std::string brief_page(const Briefing& briefing) {
  EvidenceList evidence;
  Json answers = Json::array();
  std::size_t number = 0;
  for (const BriefAnswer& answer : answer_seven(briefing)) {
    answers.push_back({{"id", answer.id},
                       {"number", std::to_string(++number)},
                       {"question", answer.question},
                       {"cards", answer.id == "states"},
                       {"topics", topic_fields(answer.sentences, evidence)},
                       {"chart", chart_fields(chart_for(answer.id, briefing))}});
  }
  const Checked checked = what_was_checked(briefing);
  const Json fields = {{"election", briefing.election_name},
                       {"election_id", briefing.election_id},
                       {"as_of", day_of(briefing)},
                       {"petitioner", briefing.petitioner},
                       {"answers", answers},
                       {"others", others_table(briefing)},
                       {"done", line_fields(checked.done)},
                       {"not_done", line_fields(checked.not_done)},
                       {"evidence", evidence_fields(evidence)}};
  const std::string title = briefing.election_name + ": what is known" +
                            (briefing.as_of ? " on " + day_words(briefing.as_of->day) : "");
  return render_page({title, kBriefGenerator, fill_template("brief.mustache", fields)});
}

}  // namespace recanvass::report
