// Reconciliation worksheets, the explanation of changes and the statement of canvass. Figures that
// machines reported are on them only where the viewer may see them.
#include "base/figures.h"
#include "report/canvass_statement.h"
#include "report/change_report.h"
#include "report/remark_words.h"
#include "report/unit_worksheet.h"
#include "workflow/account_of_ballots.h"
#include "workflow/closing.h"
#include "workflow/figures_json.h"
#include "workflow/moved_votes.h"
#include "workflow/open_matters.h"
#include "workflow/print_parts.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"
#include "workflow/view_rows.h"

#include <array>
#include <set>

namespace recanvass::workflow {
namespace {

using report::Language;

// Lines that every worksheet shows, so that a hole in them is seen; others only with a figure.
constexpr std::array kLinesAlwaysShown = {
    reconcile::Figure::Registered,     reconcile::Figure::VotersPollBook,
    reconcile::Figure::VotersTotal,    reconcile::Figure::BallotsIssued,
    reconcile::Figure::BallotsSpoiled, reconcile::Figure::AbsenteeCounted,
    reconcile::Figure::BallotsFound};

std::optional<std::int64_t> sum_of_votes(const reconcile::ContestFigures& contest) {
  election::VoteCount sum;
  for (const reconcile::ChoiceFigure& choice : contest.choices) {
    if (!choice.votes) return std::nullopt;
    sum += *choice.votes;
  }
  return sum.value();
}

template <class Counted>
std::optional<std::int64_t> number_of(const std::optional<Counted>& counted) {
  return counted ? std::optional(counted->value()) : std::nullopt;
}

report::WorksheetContest contest_line(const reconcile::ContestFigures& contest) {
  report::WorksheetContest line;
  line.name = contest.contest.text;
  line.vote_for = contest.vote_for.value();
  line.ballots = number_of(contest.ballots);
  line.votes = sum_of_votes(contest);
  line.blank = number_of(contest.blank_votes);
  if (contest.over_votes) {
    line.over = contest.over_votes->value();
  } else if (contest.over_ballots) {
    line.over = (election::VoteCount(contest.over_ballots->value()) * line.vote_for).value();
  }
  return line;
}

std::string closed_with(const UnitReview& review, const reconcile::Finding& finding) {
  for (const reconcile::ClosedFinding& closed : review.closed) {
    if (closed.rule == finding.rule && closed.about == finding.about &&
        closed.residual == finding.residual) {
      return closed.cause;
    }
  }
  return {};
}

bool is_choice(const Operation& operation, std::string_view id) {
  return std::ranges::any_of(operation.setup.choices,
                             [&](const SetupChoice& choice) { return choice.id == id; });
}

// Rules name a choice by its id; paper has names. "olsen before" is the choice's earlier figure.
reconcile::NamedFigure side_named(const Operation& operation, Language language,
                                  const reconcile::NamedFigure& side) {
  constexpr std::string_view kBefore = " before";
  reconcile::NamedFigure named = side;
  if (is_choice(operation, side.name)) named.name = choice_name(operation, side.name);
  for (const std::string_view start : {"tape, ", "results, ", "votes of "}) {
    if (!side.name.starts_with(start) || !is_choice(operation, side.name.substr(start.size()))) {
      continue;
    }
    named.name = std::string(start) + choice_name(operation, side.name.substr(start.size()));
  }
  if (!side.name.ends_with(kBefore)) return named;
  const std::string id = side.name.substr(0, side.name.size() - kBefore.size());
  if (!is_choice(operation, id)) return named;
  named.name = report::say(language, "worksheet.before", {{"what", choice_name(operation, id)}});
  return named;
}

// What has to be read with a certificate is in English in the entry that was signed.
std::string read_with(Language language, const std::string& english) {
  auto words = report::remark_in(language, english);
  if (words && words->ends_with("..")) words->pop_back();  // by Norm C.
  return words ? report::say(language, "statement.read_with", {{"words", *words}})
               : report::say(language, "statement.read_as_entered", {{"words", english}});
}

// "W2-1, olsen" is a batch and a line of its sheet; "latest" is a version of the figures.
std::string about_named(const Operation& operation, Language language, const std::string& about) {
  const std::size_t comma = about.rfind(", ");
  const std::size_t start = comma == std::string::npos ? 0 : comma + 2;
  const std::string last = about.substr(start);
  return about.substr(0, start) + (is_choice(operation, last)
                                       ? choice_name(operation, last)
                                       : report::say_known(language, "about", last));
}

report::WorksheetFinding finding_line(const Operation& operation, Language language,
                                      const UnitReview& review, const reconcile::Finding& finding) {
  return {reconcile::id_of(finding.rule),
          std::string(reconcile::words_of(finding.rule)),
          about_named(operation, language, finding.about),
          finding.severity,
          side_named(operation, language, finding.left),
          side_named(operation, language, finding.right),
          reconcile::compares_figures(finding) ? std::optional(finding.residual) : std::nullopt,
          finding.explained_by ? reconcile::id_of(*finding.explained_by) : "",
          closed_with(review, finding)};
}

void add_figure_lines(const UnitReview& review, report::WorksheetUnit& sheet) {
  for (const reconcile::FigureRow& row : reconcile::figure_rows()) {
    const auto value = reconcile::value_of(review.record.figures, row.figure);
    const bool is_always_shown = std::find(kLinesAlwaysShown.begin(), kLinesAlwaysShown.end(),
                                           row.figure) != kLinesAlwaysShown.end();
    if (value || is_always_shown) sheet.figures.emplace_back(row.id, value);
  }
}

report::WorksheetUnit worksheet_of(const Operation& operation, const PrintRequest& request,
                                   const std::string& id) {
  const Sight sight = sight_of(operation, request.view, id);
  const UnitReview review = review_unit(operation, id, sight);
  report::WorksheetUnit sheet;
  sheet.is_hidden = sight == Sight::Blind;
  sheet.county = county_name(operation, operation.commitment.units.at(id).county);
  sheet.unit = id;
  sheet.name = unit_name(operation, id);
  sheet.state = reconcile::words_of(review.state);
  add_figure_lines(review, sheet);
  for (const auto& contest : review.record.contests) {
    sheet.contests.push_back(contest_line(contest));
  }
  for (const auto& finding : review.findings.found) {
    sheet.findings.push_back(finding_line(operation, request.style.language, review, finding));
  }
  for (const auto& hole : review.findings.not_checked) {
    sheet.holes.push_back({reconcile::id_of(hole.rule), hole.missing});
  }
  const auto explained = operation.reconciling.explanations.find(id);
  if (explained == operation.reconciling.explanations.end()) return sheet;
  for (const UnitExplanation& explanation : explained->second) {
    sheet.explanations.push_back(
        {explanation.code, explanation.words, account_name(operation, explanation.author)});
  }
  return sheet;
}

// What was drawn out of units that are signed off and is taken off their figures.
std::vector<report::DrawnOut> drawn_out(const Operation& operation, const PrintRequest& request) {
  std::vector<report::DrawnOut> list;
  for (const std::string& id : units_asked(operation, request.view)) {
    const DrawDown* draw = draw_down_of(operation, id);
    if (draw == nullptr || !counted_result(operation, id)) continue;
    report::DrawnOut drawn;
    drawn.place = unit_name(operation, id);
    if (drawn.place != id) drawn.place += " (" + id + ")";
    if (request.view.county.empty()) {
      drawn.place =
          county_name(operation, operation.commitment.units.at(id).county) + ": " + drawn.place;
    }
    drawn.ballots = draw->drawn.ballots;
    drawn.votes = in_paper_order(operation, draw->drawn.votes);
    drawn.blank = draw->drawn.blank;
    drawn.over = draw->drawn.over;
    for (const std::string& account : {draw->author, draw->approved_by}) {
      if (!account.empty()) drawn.decided_by.push_back(account_name(operation, account));
    }
    drawn.protocol = draw->protocol;
    drawn.minute = draw->minute;
    list.push_back(std::move(drawn));
  }
  return list;
}

std::int64_t sum_of_all(const std::map<std::string, std::int64_t>& votes) {
  election::VoteCount sum;
  for (const auto& [choice, number] : votes) sum += election::VoteCount(number);
  return sum.value();
}

report::ChangedVotes changed_votes(const Operation& operation, const base::Json& choice) {
  return {choice_name(operation, choice["choice"].get<std::string>()),
          choice["before"].get<std::int64_t>(), choice["after"].get<std::int64_t>()};
}

report::ChangedUnit changed_unit(const Operation& operation, const base::Json& row) {
  report::ChangedUnit unit;
  unit.county = county_name(operation, row["county"].get<std::string>());
  unit.unit = row["unit"].get<std::string>();
  unit.name = row["name"].get<std::string>();
  for (const base::Json& choice : row["choices"]) {
    unit.changes.push_back(changed_votes(operation, choice));
  }
  const base::Json& cause = row["cause"];
  if (cause.is_null()) return unit;
  unit.causes.push_back({cause["code"].get<std::string>(), cause["words"].get<std::string>(),
                         cause["minute"].get<std::string>()});
  return unit;
}

// A unit is a hole until it is counted; where its first count stands, that is shown to whoever may
// see it.
report::StatementRow unit_row(const Operation& operation, const PrintRequest& request,
                              const std::string& id) {
  report::StatementRow row;
  row.id = id;
  row.name = unit_name(operation, id);
  row.units_without_worksheet = operation.reconciling.worksheets.contains(id) ? 0 : 1;
  const UnitResult result = result_of(operation, id);
  row.is_open =
      result.fate == recount::UnitFate::Open ||
      (result.fate == recount::UnitFate::Stands && !may_see_reported(operation, request.view, id));
  if (row.is_open) return row;
  row.votes = in_paper_order(operation, result.votes);
  if (result.fate == recount::UnitFate::Stands) {
    row.units_first_count = 1;
    row.votes_first_count = sum_of_all(result.votes);
  }
  row.blank = result.blank;
  row.over = result.over;
  row.ballots = result.ballots;
  return row;
}

// A county is a hole until it has stated its canvass.
report::StatementRow county_row(const Operation& operation, const std::string& id) {
  report::StatementRow row;
  row.id = id;
  row.name = county_name(operation, id);
  row.units_without_worksheet = sums_of_county(operation, id).units_without_worksheet;
  const CountyStatement* statement = statement_of(operation, id);
  row.is_open = statement == nullptr;
  if (row.is_open) return row;
  row.votes = in_paper_order(operation, statement->votes);
  row.units = statement->units;
  election::VoteCount blank;
  election::VoteCount over;
  election::BallotCount ballots;
  bool is_whole = true;
  for (const auto& [unit, reported] : operation.commitment.units) {
    if (reported.county != id) continue;
    const UnitResult result = result_of(operation, unit);
    if (result.fate == recount::UnitFate::Stands) {
      ++row.units_first_count;
      row.votes_first_count += sum_of_all(result.votes);
    }
    if (!result.blank || !result.over || !result.ballots) {
      is_whole = false;
      continue;
    }
    blank += election::VoteCount(*result.blank);
    over += election::VoteCount(*result.over);
    ballots += election::BallotCount(*result.ballots);
  }
  if (!is_whole) return row;
  row.blank = blank.value();
  row.over = over.value();
  row.ballots = ballots.value();
  return row;
}

std::string entry_words(std::uint64_t position) {
  return base::grouped(static_cast<std::int64_t>(position));
}

void add_county_remarks(const Operation& operation, const PrintRequest& request,
                        report::CanvassStatement& paper) {
  const Language language = request.style.language;
  std::vector<std::string> original;
  std::vector<std::string> unexplained;
  for (const std::string& id : units_asked(operation, request.view)) {
    if (result_of(operation, id).fate == recount::UnitFate::Stands) {
      original.push_back(unit_name(operation, id));
    }
    const UnitCause* cause = cause_of(operation, id);
    if (cause != nullptr && cause->code == "UNEXPLAINED") {
      unexplained.push_back(unit_name(operation, id));
    }
  }
  if (!original.empty()) {
    paper.remarks.push_back(report::say(language, "statement.first_count",
                                        {{"places", report::listed(language, original)}}));
  }
  if (!unexplained.empty()) {
    paper.remarks.push_back(report::say(language, "statement.unexplained",
                                        {{"places", report::listed(language, unexplained)}}));
  }
}

// How every ballot came to be counted stands on what people sign.
void add_ballot_account(const Operation& operation, const PrintRequest& request,
                        report::CanvassStatement& paper) {
  const recount::BallotAccount account = account_of_ballots(operation, request.view.county);
  std::vector<std::string> sentences = recount::exception_sentences(account);
  sentences.insert(sentences.begin(), recount::summary_of(account));
  for (const std::string& words : sentences) {
    paper.remarks.push_back(report::remark_in(request.style.language, words).value_or(words));
  }
}

void fill_county(const Operation& operation, const PrintRequest& request,
                 report::CanvassStatement& paper) {
  const Language language = request.style.language;
  for (const std::string& id : units_asked(operation, request.view)) {
    paper.rows.push_back(unit_row(operation, request, id));
  }
  add_county_remarks(operation, request, paper);
  const CountyStatement* statement = statement_of(operation, request.view.county);
  if (statement == nullptr) return;
  paper.status = "canvassed";
  paper.status_since = statement->signed_at;
  paper.signers = statement->signed_by;
  paper.remarks.push_back(
      report::say(language, "statement.stated",
                  {{"names", report::listed(language, statement->signed_by)},
                   {"time", report::moment_words(language, statement->signed_at)},
                   {"entry", entry_words(statement->position)}}));
  add_ballot_account(operation, request, paper);
  // The account above is the county's; what else moved is said of the whole operation.
  for (const std::string& words : moved_sentences(operation)) {
    if (!recount::is_account_sentence(words)) paper.remarks.push_back(read_with(language, words));
  }
  for (const std::string& words : recount::record_sentences(open_matters(operation))) {
    paper.remarks.push_back(read_with(language, words));
  }
}

void fill_state(const Operation& operation, const PrintRequest& request,
                report::CanvassStatement& paper) {
  for (const auto& [id, name] : operation.setup.counties) {
    paper.rows.push_back(county_row(operation, id));
  }
  add_county_remarks(operation, request, paper);
  const base::Json results = view_named("results")->build(operation, request.view);
  for (const base::Json& set : results["sets"]) {
    if (set["figures"] != "counted" || set["legal_status"].is_null()) continue;
    paper.status = set["legal_status"].get<std::string>();
    paper.status_since = set["since"].is_null() ? "" : set["since"].get<std::string>();
  }
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate == nullptr) return;
  paper.remarks.push_back(
      report::say(request.style.language, "statement.certified",
                  {{"authority", certificate->authority},
                   {"time", report::moment_words(request.style.language, certificate->signed_at)},
                   {"entry", entry_words(certificate->position)}}));
  std::vector<std::string> elected;
  for (const std::string& id : certificate->winners) elected.push_back(choice_name(operation, id));
  paper.remarks.push_back(
      report::say(request.style.language, "statement.elected",
                  {{"names", report::listed(request.style.language, elected)}}));
  if (certificate->amends) {
    paper.remarks.push_back(report::say(
        request.style.language, "statement.amended",
        {{"entry", entry_words(*certificate->amends)}, {"reason", certificate->reason}}));
  }
  for (const std::string& words : certificate->warnings) {
    paper.remarks.push_back(read_with(request.style.language, words));
  }
  for (const std::string& words : recount::record_sentences(open_matters(operation))) {
    if (std::ranges::find(certificate->warnings, words) != certificate->warnings.end()) continue;
    paper.remarks.push_back(read_with(request.style.language, words));
  }
  const recount::BallotAccount account = account_of_ballots(operation, "");
  if (!account.has_exceptions()) add_ballot_account(operation, request, paper);
}

}  // namespace

Documents print_worksheets(const Operation& operation, const PrintRequest& request) {
  report::UnitWorksheets sheets;
  sheets.heading = paper_heading(operation);
  sheets.place = place_of(operation, request.view);
  for (const std::string& id : units_asked(operation, request.view)) {
    sheets.units.push_back(worksheet_of(operation, request, id));
  }
  if (sheets.units.empty()) return {};
  return {report::unit_worksheets(sheets, request.style)};
}

Documents print_changes(const Operation& operation, const PrintRequest& request) {
  const base::Json changes = view_named("changes")->build(operation, request.view);
  if (changes.contains("problem")) return {};
  report::ChangeReport paper;
  paper.heading = paper_heading(operation);
  paper.place = place_of(operation, request.view);
  paper.units_compared = changes["units_compared"].get<std::int64_t>();
  paper.choices = choice_names_of(operation);
  paper.drawn = drawn_out(operation, request);
  if (paper.units_compared > 0) {
    for (const base::Json& choice : changes["choices"]) {
      paper.totals.push_back(changed_votes(operation, choice));
    }
  }
  for (const base::Json& row : changes["changed"]) {
    paper.units.push_back(changed_unit(operation, row));
  }
  return {report::change_report(paper, request.style)};
}

Documents print_statement(const Operation& operation, const PrintRequest& request) {
  report::CanvassStatement paper;
  paper.heading = paper_heading(operation);
  paper.contest = operation.setup.contest;
  paper.choices = choice_names_of(operation);
  paper.place = place_of(operation, request.view);
  if (request.view.county.empty() && request.view.unit.empty()) {
    paper.level = report::StatementLevel::State;
    fill_state(operation, request, paper);
  } else {
    fill_county(operation, request, paper);
  }
  if (paper.rows.empty()) return {};
  paper.drawn = drawn_out(operation, request);
  return {report::canvass_statement(paper, request.style)};
}

}  // namespace recanvass::workflow
