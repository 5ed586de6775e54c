#include "report/unit_worksheet.h"

#include "base/check.h"
#include "base/figures.h"
#include "reconcile/figure.h"
#include "recount/causes.h"
#include "report/code_words.h"
#include "report/remark_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace recanvass::report {
namespace {

constexpr int kExplanationLines = 4;

std::string figure_words(Language language, const std::string& id) {
  const auto figure = reconcile::figure_named(id);
  return figure ? say_known(language, "figure", reconcile::row_of(*figure).words) : id;
}

// A severity by a sign and a word: colour is never the only sign, and paper is black.
std::string severity_words(Language language, reconcile::Severity severity) {
  switch (severity) {
    case reconcile::Severity::Info: return say(language, "worksheet.info");
    case reconcile::Severity::Amber: return say(language, "worksheet.amber");
    case reconcile::Severity::Red: return say(language, "worksheet.red");
  }
  RECANVASS_CHECK(!"a severity without words");
  return {};
}

void add_figures(PaperBody& body, const WorksheetUnit& unit, Language language) {
  PaperTable table;
  table.caption = say(language, "worksheet.figures");
  table.columns = {{say(language, "worksheet.line")},
                   {say(language, "worksheet.figure"), ColumnKind::Number},
                   {say(language, "worksheet.corrected"), ColumnKind::Write}};
  table.empty_words = say(language, "worksheet.no_figures");
  for (const auto& [id, value] : unit.figures) {
    table.rows.push_back({figure_words(language, id), figure_or_hole(value), ""});
  }
  body.table(table);
}

// Both sides of the balance line; no value where a figure of it is a hole.
std::optional<std::int64_t> used_votes(const WorksheetContest& contest) {
  if (!contest.votes || !contest.blank || !contest.over) return std::nullopt;
  return (election::VoteCount(*contest.votes) + election::VoteCount(*contest.blank) +
          election::VoteCount(*contest.over))
      .value();
}

std::string balance_words(const WorksheetContest& contest, Language language) {
  const auto used = used_votes(contest);
  if (!used || !contest.ballots) return say(language, "worksheet.balance_unknown");
  const election::VoteCount most = election::VoteCount(*contest.ballots) * contest.vote_for;
  const std::int64_t difference = (election::VoteCount(*used) - most).value();
  if (difference == 0) return say(language, "worksheet.balanced");
  return say(language, "worksheet.differs", {{"number", signed_figure(difference)}});
}

void add_contests(PaperBody& body, const WorksheetUnit& unit, Language language) {
  PaperTable table;
  table.caption = say(language, "worksheet.contests");
  const auto number = [&](const char* key) {
    return PaperColumn{say(language, key), ColumnKind::Number};
  };
  table.columns = {{say(language, "worksheet.contest")},
                   number("worksheet.votes"),
                   number("worksheet.blank"),
                   number("worksheet.over"),
                   number("worksheet.used"),
                   number("worksheet.ballots"),
                   {say(language, "worksheet.balance")}};
  table.empty_words =
      say(language, unit.is_hidden ? "worksheet.hidden_contests" : "worksheet.no_contests");
  for (const WorksheetContest& contest : unit.contests) {
    const std::string times = contest.vote_for == 1 ? "" : fmt::format(" × {}", contest.vote_for);
    table.rows.push_back(
        {contest.name, figure_or_hole(contest.votes), figure_or_hole(contest.blank),
         figure_or_hole(contest.over), figure_or_hole(used_votes(contest)),
         figure_or_hole(contest.ballots) + times, balance_words(contest, language)});
  }
  body.table(table);
}

// A figure, or what stands in its place: a seal has a number and no value.
std::string side_words(const reconcile::NamedFigure& side, Language language) {
  return fmt::format("{} {}", figure_name_in(language, side.name),
                     side.instead.empty() ? base::grouped(side.value)
                                          : say_known(language, "instead", side.instead));
}

std::string side_field(const reconcile::NamedFigure& side) {
  return side.instead.empty() ? std::to_string(side.value) : side.instead;
}

std::string finding_standing(const WorksheetFinding& finding, Language language) {
  if (!finding.cause.empty()) {
    return say(language, "worksheet.closed", {{"cause", cause_words(language, finding.cause)}});
  }
  if (!finding.explained_by.empty()) {
    return say(language, "worksheet.explained_by", {{"rule", finding.explained_by}});
  }
  return finding.severity == reconcile::Severity::Info ? "" : say(language, "worksheet.open");
}

void add_findings(PaperBody& body, const WorksheetUnit& unit, Language language) {
  PaperTable table;
  table.caption = say(language, "worksheet.findings");
  table.columns = {{say(language, "worksheet.rule")},
                   {say(language, "worksheet.found")},
                   {say(language, "worksheet.residual"), ColumnKind::Number},
                   {say(language, "worksheet.weight")},
                   {say(language, "worksheet.standing")}};
  table.empty_words =
      say(language, unit.is_hidden ? "worksheet.hidden_findings" : "worksheet.no_findings");
  for (const WorksheetFinding& finding : unit.findings) {
    const std::string about = finding.about.empty() ? "" : finding.about + ": ";
    table.rows.push_back(
        {fmt::format("{} {}", finding.rule, say_known(language, "rule", finding.rule_words)),
         fmt::format("{}{}; {}", about, side_words(finding.left, language),
                     side_words(finding.right, language)),
         finding.residual ? signed_figure(*finding.residual) : "",
         severity_words(language, finding.severity), finding_standing(finding, language)});
  }
  body.table(table);
}

// In one paragraph: a worksheet has one page where that is possible.
void add_holes(PaperBody& body, const WorksheetUnit& unit, Language language) {
  if (unit.holes.empty()) return;
  std::vector<std::string> holes;
  for (const WorksheetHole& hole : unit.holes) {
    std::vector<std::string> names;
    for (const std::string& name : hole.missing) {
      names.push_back(figure_name_in(language, name));
    }
    holes.push_back(fmt::format("{} ({})", hole.rule, listed(language, names)));
  }
  const std::string list = fmt::format("{}", fmt::join(holes, "; "));
  body.paragraph(say(language, "worksheet.not_checked", {{"holes", list}}));
}

std::optional<std::int64_t> figure_of(const WorksheetUnit& unit, reconcile::Figure figure) {
  for (const auto& [id, value] : unit.figures) {
    if (id == reconcile::row_of(figure).id) return value;
  }
  return std::nullopt;
}

// The first count's ballots and this one's are two counts: no rule asks that they agree, and
// nobody who reads "balanced" should have to see for himself that they do not.
void add_canvass_notice(PaperBody& body, const WorksheetUnit& unit, Language language) {
  const auto canvass = figure_of(unit, reconcile::Figure::CanvassBallots);
  const auto found = figure_of(unit, reconcile::Figure::BallotsFound);
  if (!canvass || !found || *canvass == *found) return;
  const auto difference = election::BallotCount(*found) - election::BallotCount(*canvass);
  body.notice(say(language, "worksheet.canvass_differs",
                  {{"found", base::grouped(*found)},
                   {"canvass", base::grouped(*canvass)},
                   {"difference", signed_figure(difference.value())}}));
}

void add_unit(PaperBody& body, const WorksheetUnit& unit, Language language) {
  if (!body.blocks().empty()) body.page_break();
  const std::string name = unit.name.empty() || unit.name == unit.unit
                               ? unit.unit
                               : fmt::format("{} ({})", unit.name, unit.unit);
  body.section(name);
  body.paragraph(say(language, "worksheet.about"));
  body.facts({{say(language, "worksheet.county"), unit.county},
              {say(language, "worksheet.state"), say_known(language, "state", unit.state)}});
  add_canvass_notice(body, unit, language);
  add_figures(body, unit, language);
  add_contests(body, unit, language);
  add_findings(body, unit, language);
  add_holes(body, unit, language);
  for (const WorksheetExplanation& explanation : unit.explanations) {
    const std::string cause =
        explanation.cause.empty() ? "" : cause_words(language, explanation.cause) + ". ";
    body.paragraph(say(language, "worksheet.explanation",
                       {{"words", cause + explanation.words}, {"by", explanation.by}}));
  }
  body.writing_lines(say(language, "worksheet.explain_here"), kExplanationLines);
  body.signatures({say(language, "paper.board_member"), say(language, "paper.board_member")});
}

std::vector<CsvTable> worksheet_tables(const std::vector<WorksheetUnit>& units) {
  CsvTable figures{"figures", {"county", "unit", "name", "state", "figure", "value"}, {}};
  CsvTable findings{"findings",
                    {"county", "unit", "rule", "about", "severity", "left_name", "left",
                     "right_name", "right", "residual", "explained_by", "cause"},
                    {}};
  for (const WorksheetUnit& unit : units) {
    for (const auto& [id, value] : unit.figures) {
      figures.rows.push_back(
          {unit.county, unit.unit, unit.name, unit.state, id, figure_field(value)});
    }
    for (const WorksheetFinding& finding : unit.findings) {
      findings.rows.push_back({unit.county, unit.unit, finding.rule, finding.about,
                               reconcile::id_of(finding.severity), finding.left.name,
                               side_field(finding.left), finding.right.name,
                               side_field(finding.right), figure_field(finding.residual),
                               finding.explained_by, finding.cause});
    }
  }
  return {std::move(figures), std::move(findings)};
}

}  // namespace

std::string cause_words(Language language, const std::string& code) {
  const recount::Cause* cause = recount::cause_named(code);
  return cause == nullptr ? code_words(language, "reason", code)
                          : say(language, recount::translation_key(*cause));
}

PaperDocument unit_worksheets(const UnitWorksheets& worksheets, const PaperStyle& style) {
  PaperBody body;
  for (const WorksheetUnit& unit : worksheets.units) add_unit(body, unit, style.language);
  return {"reconciliation",
          render_paper(say(style.language, "worksheet.title"), worksheets.place, body,
                       source_words(style.language, worksheets.heading), worksheets.heading, style),
          worksheet_tables(worksheets.units)};
}

}  // namespace recanvass::report
