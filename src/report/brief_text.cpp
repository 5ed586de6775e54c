// The briefing without a page: for a terminal, and as JSON.
#include "report/brief_answers.h"
#include "report/brief_page.h"
#include "report/terminal.h"
#include "report/words.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

using base::Json;

std::string marked(const Sentence& sentence, EvidenceList& evidence) {
  std::string text = sentence.text;
  for (const Evidence& item : sentence.evidence) {
    text += fmt::format(" [{}]", evidence.number(item));
  }
  for (const Mark mark : sentence.marks) text += " (" + words_of(mark) + ")";
  return text;
}

std::string bullet(const std::string& text, const Screen& screen) {
  return labelled("-", printable(text), 2, screen);
}

Json sentence_json(const Sentence& sentence) {
  Json evidence = Json::array();
  for (const Evidence& item : sentence.evidence) {
    evidence.push_back(
        {{"kind", name_of(item.kind)},
         {"reference", item.reference.empty() ? Json(nullptr) : Json(item.reference)},
         {"source", item.source}});
  }
  Json marks = Json::array();
  for (const Mark mark : sentence.marks) marks.push_back(name_of(mark));
  return {{"topic", sentence.topic.empty() ? Json(nullptr) : Json(sentence.topic)},
          {"text", sentence.text},
          {"evidence", evidence},
          {"marks", marks}};
}

}  // namespace

std::string brief_text(const Briefing& briefing, int columns) {
  const Screen screen{columns, false};
  std::string out =
      paragraph(briefing.election_name +
                    (briefing.as_of ? ", as known on " + day_words(briefing.as_of->day) : ""),
                screen);
  EvidenceList evidence;
  int number = 0;
  for (const BriefAnswer& answer : answer_seven(briefing)) {
    out += "\n" + paragraph(fmt::format("{}. {}", ++number, answer.question), screen);
    std::string topic;
    for (const Sentence& sentence : answer.sentences) {
      const bool again = sentence.topic == topic;
      topic = sentence.topic;
      const std::string head = topic.empty() || again ? "" : topic + ": ";
      out += bullet(head + marked(sentence, evidence), screen);
    }
  }
  const Checked checked = what_was_checked(briefing);
  out += "\nChecked\n";
  for (const std::string& line : checked.done) out += bullet(line, screen);
  out += "\nNot checked\n";
  for (const std::string& line : checked.not_done) out += bullet(line, screen);
  out += "\nEvidence\n";
  number = 0;
  for (const Evidence& item : evidence.all()) {
    const std::string words = words_of(item.kind) +
                              (item.reference.empty() ? "" : " " + item.reference) +
                              (item.source.empty() ? "" : ": " + item.source);
    out += labelled(fmt::format("[{}]", ++number), printable(words), 6, screen);
  }
  return out;
}

Json brief_json(const Briefing& briefing) {
  Json answers = Json::array();
  for (const BriefAnswer& answer : answer_seven(briefing)) {
    Json sentences = Json::array();
    for (const Sentence& sentence : answer.sentences) sentences.push_back(sentence_json(sentence));
    answers.push_back({{"id", answer.id}, {"question", answer.question}, {"sentences", sentences}});
  }
  const Checked checked = what_was_checked(briefing);
  return {{"schema", "recanvass.brief/1"},
          {"election", briefing.election_id},
          {"as_of", briefing.as_of ? Json(briefing.as_of->day.text()) : Json(nullptr)},
          {"petitioner", briefing.petitioner.empty() ? Json(nullptr) : Json(briefing.petitioner)},
          {"answers", answers},
          {"checked", checked.done},
          {"not_checked", checked.not_done}};
}

}  // namespace recanvass::report
