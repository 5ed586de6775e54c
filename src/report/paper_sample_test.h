// For tests only: one small case of every printed document, with a name that each test chooses, so
// that a hostile or a long one reaches every place where an operation's own words are printed.
#pragma once

#include "report/canvass_statement.h"
#include "report/challenge_exhibit.h"
#include "report/change_report.h"
#include "report/cost_statement.h"
#include "report/custody_log.h"
#include "report/minutes.h"
#include "report/petition_sheets.h"
#include "report/retrieval_list.h"
#include "report/tally_sheet.h"
#include "report/unit_worksheet.h"

#include <functional>
#include <string>
#include <vector>

namespace recanvass::report::sample {

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline PaperHeading heading(const std::string& name) {
  return {name, CopyKind::Official, "elections.example/wi-2016", 1234, std::string(64, 'a')};
}

inline TallySheets tally(const std::string& name) {
  TallySheets sheets;
  sheets.heading = heading(name);
  sheets.contest = name;
  sheets.choices = {"Ada Example", name, "Write-ins"};
  sheets.policy = "us-wi-2016";
  sheets.inputs_sha256 = std::string(64, 'b');
  sheets.reasons = {"ballots-missing",
                    "ballots-extra",
                    "torn-or-damaged",
                    "wrong-batch-ballots",
                    "manifest-wrong",
                    "not-this-contest",
                    "other"};
  sheets.batches = {{"B-001", name, "W1", name, name}, {name, "Dane", "W2", "Ward 2", "C-2"}};
  return sheets;
}

inline CustodyLog custody(const std::string& name) {
  CustodyLog log;
  log.heading = heading(name);
  log.place = name;
  log.containers = {
      {name,
       name,
       CustodyStanding::Incident,
       name,
       {{7, CustodyAct::Recorded, "4411", SealFound::AsPutOn, {}, "2016-11-28T10:00:00Z"},
        {21,
         CustodyAct::TakenOut,
         name,
         SealFound::Another,
         {name, "Bo Second"},
         "2016-12-01T09:00:00Z"}}},
      {"C-2",
       "Dane",
       CustodyStanding::Sealed,
       "4413",
       {{8, CustodyAct::Recorded, "4412", SealFound::AsPutOn, {}, "2016-11-28T10:01:00Z"},
        {30,
         CustodyAct::PutBack,
         "4413",
         SealFound::AsPutOn,
         {"Al First", "Bo Second"},
         "2016-12-01T19:30:00Z"}}}};
  log.incidents = {{21, name, ""}};
  return log;
}

inline UnitWorksheets worksheets(const std::string& name) {
  WorksheetUnit unit;
  unit.county = name;
  unit.unit = "W1";
  unit.name = name;
  unit.state = "impossible, under review";
  unit.figures = {{"voters_total", 500}, {"ballots_found", 502}, {"absentee_empty", std::nullopt}};
  unit.contests = {{name, 1, 502, 498, 2, 1}};
  unit.findings = {{"R3",
                    "ballots found are the voters, less what is explained",
                    name,
                    reconcile::Severity::Red,
                    {"ballots found in the containers", 502},
                    {"voters", 500},
                    2,
                    "",
                    ""}};
  unit.holes = {{"I8", {"accepted envelopes without a ballot"}}};
  unit.explanations = {{"ABSENT_FOUND", name, name}};
  return {heading(name), name, {unit}};
}

inline Minutes minutes(const std::string& name) {
  Minutes minutes;
  minutes.heading = heading(name);
  minutes.place = name;
  minutes.present = {name, "Bo Second"};
  minutes.entries = {
      {40, "2016-12-01T15:05:00Z", "2016-12-01T09:00", "minute", name, name, std::nullopt},
      {41, "2016-12-01T15:20:00Z", "", "motion", "To draw down one ballot.", "clerk",
       MinutedMotion{name, "Bo Second", {name, "Cy Third"}, {"Bo Second"}, {}, "carried"}}};
  return minutes;
}

inline ChallengeRegister exhibits(const std::string& name) {
  ChallengeExhibit exhibit{"17",
                           "Oneida",
                           "W1",
                           "B-001",
                           "212",
                           name,
                           name,
                           name,
                           "",
                           "withdrawn",
                           std::string(64, 'c'),
                           {{52, "2016-12-02T10:00:00Z", "raised", name, {name}},
                            {90, "2016-12-05T10:00:00Z", "withdrawn", "", {"Al First"}}}};
  return {heading(name), name, {exhibit}};
}

inline CanvassStatement statement(const std::string& name) {
  CanvassStatement statement;
  statement.heading = heading(name);
  statement.place = name;
  statement.contest = name;
  statement.choices = {"Ada Example", name};
  statement.rows = {{"W1", name, false, {1404440, 1381823}, 12, 3, 2786278},
                    {"W2", "Ward 2", true, {}, {}, {}, {}}};
  statement.status = "canvassed";
  statement.status_since = "2016-12-12T20:00";
  statement.remarks = {name};
  statement.signers = {name};
  return statement;
}

inline ChangeReport changes(const std::string& name) {
  ChangeReport report;
  report.heading = heading(name);
  report.place = name;
  report.units_compared = 3636;
  report.totals = {{name, 1381823, 1382536}};
  report.units = {{"Milwaukee", "MW34", name, {{name, 8, 254}}, {{"TRANSPOSE", name, name}}},
                  {"Dane", "W2", "Ward 2", {{"Ada Example", 100, 99}}, {}}};
  return report;
}

inline CostStatementPaper costs(const std::string& name) {
  CostStatementPaper paper;
  paper.heading = heading(name);
  paper.place = name;
  paper.account.estimated_sum = base::UsdCents(389834000);
  paper.account.quoted = base::UsdCents(349968900);
  paper.account.quote_short_by = base::UsdCents(39865100);
  paper.account.paid = base::UsdCents(349968900);
  paper.account.actual = base::UsdCents(200560300);
  paper.account.refund = base::UsdCents(149408600);
  paper.account.refund_left = base::UsdCents(149408600);
  paper.account.counties = {{name, base::UsdCents(17800000), base::UsdCents(911762), true}};
  paper.announced = {{"2016-11-28", name, base::UsdCents(349968900), base::UsdCents(389834000)}};
  paper.payment_deadline = "2016-11-29T16:30";
  paper.payments = {{"2016-11-29T15:00", name, base::UsdCents(349968900), std::nullopt}};
  paper.fund = FundAccount{
      base::UsdCents(700000000), base::UsdCents(733000000),
      base::UsdCents(0),         {{"2016-12-01", name, base::UsdCents(5000), std::nullopt}},
      base::UsdCents(5000),      base::UsdCents(6000)};
  return paper;
}

inline PetitionSheets petitions(const std::string& name) {
  PetitionSheet petition{"0E615RMD-1", name, name, "2016-12-01T23:59",   3,
                         "accepted",   name, 71,   base::UsdCents(5000), true};
  return {heading(name), name, {petition}};
}

inline Retrieval retrieval(const std::string& name) {
  return {heading(name),
          name,
          {{name, name, {{"B-001", name}, {name, "Ward 2"}}}, {"C-2", "Dane", {{"B-003", "W3"}}}}};
}

/// A document by the name it gives itself, made with a name and a style.
struct PaperCase {
  std::string document;
  std::function<PaperDocument(const std::string& name, const PaperStyle&, CopyKind)> print;
};

inline const std::vector<PaperCase>& all_papers() {
  const auto of = [](auto sample, auto print) {
    return [=](const std::string& name, const PaperStyle& style, CopyKind copy) {
      auto input = sample(name);
      input.heading.copy = copy;
      return print(input, style);
    };
  };
  static const std::vector<PaperCase> all = {
      {"tally-sheets", of(tally, tally_sheets)},
      {"custody-log", of(custody, custody_log)},
      {"reconciliation", of(worksheets, unit_worksheets)},
      {"minutes", of(minutes, minutes_document)},
      {"challenges", of(exhibits, challenge_register)},
      {"exhibit-17", of(exhibits,
                        [](const ChallengeRegister& challenges, const PaperStyle& style) {
                          return challenge_exhibit(challenges.heading, challenges.exhibits[0],
                                                   style);
                        })},
      {"statement", of(statement, canvass_statement)},
      {"changes", of(changes, change_report)},
      {"costs", of(costs, cost_statement)},
      {"petitions", of(petitions, petition_sheets)},
      {"retrieval-list", of(retrieval, retrieval_list)},
      {"container-tags", of(retrieval, container_tags)}};
  return all;
}

}  // namespace recanvass::report::sample
