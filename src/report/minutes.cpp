#include "report/minutes.h"

#include "base/figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace recanvass::report {
namespace {

std::string voters_words(Language language, const char* key,
                         const std::vector<std::string>& names) {
  return say(language, key,
             {{"number", base::grouped(static_cast<std::int64_t>(names.size()))},
              {"names", names.empty() ? "—" : listed(language, names)}});
}

std::string motion_words(const MinutedMotion& motion, Language language) {
  std::string out = say(language, "minutes.moved", {{"name", motion.moved_by}});
  if (!motion.seconded_by.empty()) {
    out += " " + say(language, "minutes.seconded", {{"name", motion.seconded_by}});
  }
  out += " " + voters_words(language, "minutes.ayes", motion.ayes);
  out += " " + voters_words(language, "minutes.noes", motion.noes);
  if (!motion.abstained.empty()) {
    out += " " + voters_words(language, "minutes.abstained", motion.abstained);
  }
  return out + " " +
         say(language, "minutes.outcome",
             {{"outcome", say_known(language, "outcome", motion.outcome)}});
}

std::string semicolons(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, "; "));
}

CsvTable minutes_table(const Minutes& minutes) {
  CsvTable table{"entries",
                 {"entry", "claimed_time", "at", "kind", "words", "by", "moved_by", "seconded_by",
                  "ayes", "noes", "abstained", "outcome"},
                 {}};
  for (const MinutesEntry& entry : minutes.entries) {
    const MinutedMotion motion = entry.motion.value_or(MinutedMotion{});
    table.rows.push_back({std::to_string(entry.position), entry.claimed_time, entry.at, entry.kind,
                          entry.words, entry.by, motion.moved_by, motion.seconded_by,
                          semicolons(motion.ayes), semicolons(motion.noes),
                          semicolons(motion.abstained), motion.outcome});
  }
  return table;
}

}  // namespace

PaperDocument minutes_document(const Minutes& minutes, const PaperStyle& style) {
  const Language language = style.language;
  PaperBody body;
  body.paragraph(say(language, "minutes.about"));
  if (!minutes.present.empty()) {
    body.facts({{say(language, "minutes.present"), listed(language, minutes.present)}});
  }
  PaperTable table;
  table.caption = say(language, "minutes.timeline");
  table.columns = {{say(language, "minutes.entry"), ColumnKind::Number},
                   {say(language, "minutes.time")},
                   {say(language, "minutes.what")},
                   {say(language, "minutes.by")}};
  table.empty_words = say(language, "minutes.none");
  for (const MinutesEntry& entry : minutes.entries) {
    const std::string at = entry.at.empty() ? entry.claimed_time : entry.at;
    std::string words = entry.words;
    if (entry.motion) words += " " + motion_words(*entry.motion, language);
    table.rows.push_back({base::grouped(static_cast<std::int64_t>(entry.position)),
                          moment_words(language, at), words, entry.by});
  }
  body.table(table);
  body.signatures({say(language, "paper.board_member"), say(language, "paper.board_member"),
                   say(language, "paper.board_member")});
  return {"minutes",
          render_paper(say(language, "minutes.title"), minutes.place, body,
                       source_words(language, minutes.heading), minutes.heading, style),
          {minutes_table(minutes)}};
}

}  // namespace recanvass::report
