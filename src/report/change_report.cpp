#include "report/change_report.h"

#include "base/figures.h"
#include "election/nouns.h"
#include "report/unit_worksheet.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

std::int64_t net_of(const ChangedVotes& votes) {
  return (election::VoteCount(votes.after) - election::VoteCount(votes.before)).value();
}

std::string unit_words(const ChangedUnit& unit) {
  const std::string name =
      unit.name.empty() || unit.name == unit.unit ? unit.unit : unit.name + " (" + unit.unit + ")";
  return unit.county.empty() ? name : unit.county + ": " + name;
}

std::vector<PaperColumn> change_columns(Language language) {
  return {{say(language, "changes.choice")},
          {say(language, "changes.before"), ColumnKind::Number},
          {say(language, "changes.after"), ColumnKind::Number},
          {say(language, "changes.net"), ColumnKind::Number}};
}

std::vector<std::string> change_row(const ChangedVotes& votes) {
  return {votes.choice, base::grouped(votes.before), base::grouped(votes.after),
          signed_figure(net_of(votes))};
}

std::string one_cause(const StatedCause& cause, Language language) {
  std::string words = fmt::format("{} ({})", cause_words(language, cause.code), cause.code);
  if (!cause.words.empty()) words += ": " + cause.words;
  if (!cause.minute.empty()) {
    words += " " + say(language, "changes.minute", {{"minute", cause.minute}});
  }
  return words;
}

void add_changed_unit(PaperBody& body, const ChangedUnit& unit, Language language) {
  PaperTable table;
  table.caption = unit_words(unit);
  table.columns = change_columns(language);
  for (const ChangedVotes& votes : unit.changes) table.rows.push_back(change_row(votes));
  body.table(table);
  if (unit.causes.empty()) body.notice(say(language, "changes.no_cause"));
  for (const StatedCause& cause : unit.causes) {
    body.paragraph(say(language, "changes.cause", {{"cause", one_cause(cause, language)}}));
  }
}

std::vector<CsvTable> change_tables(const ChangeReport& report) {
  CsvTable changes{"changes", {"county", "unit", "name", "choice", "before", "after", "net"}, {}};
  CsvTable causes{"causes", {"county", "unit", "cause", "words", "minute"}, {}};
  for (const ChangedUnit& unit : report.units) {
    for (const ChangedVotes& votes : unit.changes) {
      changes.rows.push_back({unit.county, unit.unit, unit.name, votes.choice,
                              std::to_string(votes.before), std::to_string(votes.after),
                              std::to_string(net_of(votes))});
    }
    for (const StatedCause& cause : unit.causes) {
      causes.rows.push_back({unit.county, unit.unit, cause.code, cause.words, cause.minute});
    }
  }
  return {std::move(changes), std::move(causes), drawn_out_table(report.drawn, report.choices)};
}

}  // namespace

PaperDocument change_report(const ChangeReport& report, const PaperStyle& style) {
  const Language language = style.language;
  PaperBody body;
  body.paragraph(say(language, "changes.about"));
  const auto lacking = std::ranges::count_if(
      report.units, [](const ChangedUnit& unit) { return unit.causes.empty(); });
  body.facts({{say(language, "changes.compared"), base::grouped(report.units_compared)},
              {say(language, "changes.changed"),
               base::grouped(static_cast<std::int64_t>(report.units.size()))},
              {say(language, "changes.lacking"), base::grouped(lacking)}});
  PaperTable totals;
  totals.caption = say(language, "changes.totals");
  totals.columns = change_columns(language);
  totals.empty_words = say(language, "changes.none");
  for (const ChangedVotes& votes : report.totals) totals.rows.push_back(change_row(votes));
  body.table(totals);
  if (!report.units.empty()) body.section(say(language, "changes.by_unit"));
  for (const ChangedUnit& unit : report.units) add_changed_unit(body, unit, language);
  add_drawn_out(body, report.drawn, report.choices, language);
  body.signatures({say(language, "paper.board_member"), say(language, "paper.board_member")});
  return {"changes",
          render_paper(say(language, "changes.title"), report.place, body,
                       source_words(language, report.heading), report.heading, style),
          change_tables(report)};
}

}  // namespace recanvass::report
