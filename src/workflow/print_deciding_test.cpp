#include "formats/statute_reader.h"
#include "recount/count_grounds.h"
#include "report/remark_words.h"
#include "workflow/moved_votes.h"
#include "workflow/print_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::do_command;
using fixture::holds;
using fixture::printed;

PrintRequest of_county() {
  PrintRequest request;
  request.view.county = "us-wi-dane";
  return request;
}

TEST(PrintDeciding, ChangesHaveTheirCausesOrAFrame) {
  Operation operation = fixture::operation_counted();
  const std::string lacking = printed(operation, "changes").html;
  EXPECT_TRUE(holds(lacking, "<dt>Units without a cause</dt><dd>1</dd>"));
  EXPECT_TRUE(holds(lacking,
                    "<td class=\"num\">90</td><td class=\"num\">91</td>"
                    "<td class=\"num\">+1</td>"));
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "JAM")), fixture::Causes{});
  const std::string given = printed(operation, "changes").html;
  EXPECT_TRUE(holds(given,
                    "ballots fed twice, or not at all, after a jam (JAM): so "
                    "(minutes: page 3)"));
  EXPECT_FALSE(holds(given, "class=\"notice\""));
}

TEST(PrintDeciding, ChangesOfAnOpenUnitAreShownToNobodyWhoMayNotSeeThem) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  EXPECT_TRUE(printed(operation, "changes").tables[0].rows.empty());
}

TEST(PrintDeciding, ACountyStatementHasItsUnitsAndWhoSignedIt) {
  Operation operation = fixture::operation_counted();
  const auto before = printed(operation, "statement", of_county());
  EXPECT_TRUE(holds(before.html, "not canvassed"));
  EXPECT_EQ(before.tables[0].rows[0], (std::vector<std::string>{"W1", "Ward 1", "no", "91", "55",
                                                                "4", "0", "150", "0", "0", "1"}));
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "UNEXPLAINED")), fixture::Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), fixture::Causes{});
  const std::string after = printed(operation, "statement", of_county()).html;
  EXPECT_TRUE(holds(after, "canvassed since 12 December 2016, 17:00"));
  EXPECT_TRUE(holds(after, "Stated by Lee and Kim on 12 December 2016, 17:00"));
  EXPECT_TRUE(holds(after, "<p class=\"role\">Kim</p>"));
  EXPECT_TRUE(holds(after, "Changes minuted as unexplained: Ward 1."));
}

TEST(PrintDeciding, AStatementSaysHowManyUnitsWereNotReconciled) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "UNEXPLAINED")), fixture::Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), fixture::Causes{});
  PrintRequest spanish = of_county();
  spanish.style.language = report::Language::Spanish;
  for (const PrintRequest& request : {of_county(), PrintRequest{}}) {
    EXPECT_TRUE(holds(printed(operation, "statement", request).html,
                      "2 units were not reconciled: no worksheet was recorded"));
  }
  EXPECT_TRUE(holds(printed(operation, "statement", spanish).html,
                    "2 unidades no se conciliaron: no se registró ninguna hoja"));
  ASSERT_EQ(do_command(operation,
                       fixture::command_of("unit.figures", "clerk",
                                           {{"unit", "W1"}, {"figures", {{"voters_total", 150}}}})),
            fixture::Causes{});
  EXPECT_TRUE(holds(printed(operation, "statement", of_county()).html,
                    "1 unit was not reconciled: no worksheet was recorded"));
}

TEST(PrintDeciding, AUnitThatIsNotSignedOffIsAHoleInTheStatement) {
  const auto document = printed(fixture::operation_ready(), "statement", of_county());
  EXPECT_TRUE(holds(document.html, "Without figures: Ward 1 (W1); Ward 2 (W2)."));
  EXPECT_EQ(document.tables[0].rows[0],
            (std::vector<std::string>{"W1", "Ward 1", "yes", "", "", "", "", "", "0", "0", "1"}));
}

TEST(PrintDeciding, TheStatesStatementHasACountyOnceItStated) {
  Operation operation = fixture::operation_counted();
  EXPECT_TRUE(holds(printed(operation, "statement").html, "Without figures: Dane."));
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "JAM")), fixture::Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), fixture::Causes{});
  const auto document = printed(operation, "statement");
  EXPECT_EQ(document.tables[0].rows[0],
            (std::vector<std::string>{"us-wi-dane", "Dane", "no", "95", "61", "4", "0", "160", "0",
                                      "0", "2"}));
}

TEST(PrintDeciding, TheStatesStatementSaysWhoIsElectedAndWhatACertificateAmends) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "JAM")), fixture::Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), fixture::Causes{});
  ASSERT_EQ(fixture::do_with_second(operation, fixture::certificate(), "wec2"), fixture::Causes{});
  const std::string elected = "Elected: " + operation.setup.choices[0].name;
  EXPECT_TRUE(holds(printed(operation, "statement").html, elected));
  EXPECT_FALSE(holds(printed(operation, "statement", of_county()).html, "Elected: "))
      << "a county elects nobody";
  Command amended = fixture::certificate();
  amended.kind = "certificate.amend";
  amended.body["reason"] = "a count by hand";
  amended.body["signed_at"] = "2016-12-13T17:00";
  const std::uint64_t first = operation.deciding.certificates.back().position;
  ASSERT_EQ(fixture::do_with_second(operation, amended, "wec2"), fixture::Causes{});
  EXPECT_TRUE(
      holds(printed(operation, "statement").html,
            "It amends the certificate of entry " + std::to_string(first) + ": a count by hand"));
}

TEST(PrintDeciding, TheWorksheetShowsHolesAndTheBalance) {
  const Operation operation = fixture::operation_counted();
  PrintRequest request;
  request.view.unit = "W1";
  const std::string html = printed(operation, "reconciliation", request).html;
  EXPECT_TRUE(holds(html, "<h2>Ward 1 (W1)</h2>"));
  EXPECT_TRUE(holds(html, "ballots found in the containers</th><td class=\"num\">150</td>"));
  EXPECT_TRUE(holds(html, "<th scope=\"row\" class=\"text\">voters</th><td class=\"num\">—</td>"));
  EXPECT_TRUE(holds(html, ">agrees<"));
}

Command seal_act(const char* kind, const std::string& seal) {
  return fixture::command_of(kind, "clerk",
                             {{"container", "C1"},
                              {"county", "us-wi-dane"},
                              {"seal", seal},
                              {"handled_by", {"Lee", "Kim"}}});
}

Operation operation_with_another_seal() {
  Operation operation = fixture::operation_ready();
  Command recorded = seal_act("container.record", "90");
  recorded.body.erase("handled_by");
  RECANVASS_CHECK(do_command(operation, recorded).empty());
  Command opened = seal_act("container.open", "91");
  opened.body.erase("county");
  RECANVASS_CHECK(do_command(operation, opened).empty());
  return operation;
}

TEST(PrintDeciding, TheWorksheetPrintsASealAsItStandsAndNotAsAFigure) {
  const auto worksheet = printed(operation_with_another_seal(), "reconciliation");
  EXPECT_TRUE(holds(worksheet.html,
                    "C1: seal found 91; seal recorded 90</td>"
                    "<td class=\"num\"></td>"));
}

TEST(PrintDeciding, TheWorksheetTellsBlankVotesAndOvervotesApart) {
  Operation operation = fixture::operation_ready();
  for (const char* team : {"team-1", "team-2"}) {
    Command entry = fixture::tally(team, "B3", 10, 4, 2);
    entry.body["blank"] = 3;
    entry.body["over"] = 1;
    ASSERT_EQ(do_command(operation, entry), fixture::Causes{});
  }
  fixture::sign_off_unit(operation, "W2");
  PrintRequest request;
  request.view.unit = "W2";
  request.view.viewer = &operation.people.accounts.at("clerk");
  EXPECT_TRUE(holds(printed(operation, "reconciliation", request).html,
                    "<td class=\"num\">6</td><td class=\"num\">3</td><td class=\"num\">1</td>"
                    "<td class=\"num\">10</td><td class=\"num\">10</td>"));
}

TEST(PrintDeciding, EachFigureOfAFindingIsOneThatItsWordsHave) {
  Operation differing = fixture::operation_ready();
  RECANVASS_CHECK(do_command(differing, fixture::tally("team-1", "B3", 10, 4, 6)).empty());
  RECANVASS_CHECK(do_command(differing, fixture::tally("team-2", "B3", 10, 5, 5)).empty());
  std::size_t findings = 0;
  for (const Operation& operation :
       {fixture::operation_counted(), operation_with_another_seal(), differing}) {
    for (const char* unit : {"W1", "W2"}) {
      PrintRequest request = fixture::officers_request(operation);
      request.view.unit = unit;
      const base::Json view = view_named("reconciliation")->build(operation, request.view);
      const base::Json& told = view["units"][0]["findings"];
      const auto rows = printed(operation, "reconciliation", request).tables[1].rows;
      ASSERT_EQ(rows.size(), told.size());
      for (std::size_t i = 0; i < rows.size(); ++i, ++findings) {
        const std::string words = told[i]["words"].get<std::string>();
        for (const std::size_t side : {6U, 8U}) {
          const std::string& figure = rows[i][side];
          if (figure.find_first_not_of("0123456789") != std::string::npos) continue;
          EXPECT_TRUE(holds(words, " " + figure)) << figure << " of " << words;
        }
      }
    }
  }
  EXPECT_GE(findings, 4U);
}

// Before the sign-off, whoever counts gets the same worksheet whatever was reported.
TEST(PrintDeciding, BeforeSignOffAWorksheetDependsOnNoReportedVotes) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 4, 6);
  Operation other = operation;
  for (auto& [choice, votes] : other.commitment.units.at("W2").votes) votes += 7;
  other.commitment.units.at("W2").ballots = 777;
  PrintRequest request;
  request.view.viewer = &operation.people.accounts.at("team-1");
  request.view.unit = "W2";
  EXPECT_EQ(printed(operation, "reconciliation", request).html,
            printed(other, "reconciliation", request).html);
  EXPECT_EQ(printed(operation, "statement", request).html,
            printed(other, "statement", request).html);
}

TEST(PrintDeciding, InSpanish) {
  const Operation operation = fixture::operation_counted();
  PrintRequest request = of_county();
  request.style.language = report::Language::Spanish;
  EXPECT_TRUE(holds(printed(operation, "statement", request).html,
                    "Declaración del escrutinio del condado"));
  EXPECT_TRUE(holds(printed(operation, "reconciliation", request).html,
                    "papeletas halladas en los contenedores"));
}

constexpr const char* kAsEntered = "en las palabras del asiento: ";

std::string spanish_statement(const Operation& operation) {
  PrintRequest request;
  request.style.language = report::Language::Spanish;
  return printed(operation, "statement", request).html;
}

Operation operation_certified_late() {
  Operation operation = fixture::operation_counted();
  RECANVASS_CHECK(do_command(operation, fixture::cause_for("W1", "UNEXPLAINED")).empty());
  RECANVASS_CHECK(do_command(operation, fixture::statement("us-wi-dane")).empty());
  Command certificate = fixture::certificate();
  certificate.body["due_by"] = "2016-12-01T12:00";
  RECANVASS_CHECK(fixture::do_with_second(operation, certificate, "wec2").empty());
  return operation;
}

TEST(PrintDeciding, TheSpanishStatementSaysInSpanishWhatIsEnglishInTheEntry) {
  const Operation operation = operation_certified_late();
  const auto& warnings = operation.deciding.certificates.back().warnings;
  ASSERT_EQ(warnings.size(), 4U);
  EXPECT_EQ(warnings[0], "Signed on 2016-12-12T19:00, after it was due by 2016-12-01T12:00.");
  const std::string html = spanish_statement(operation);
  EXPECT_FALSE(holds(html, kAsEntered));
  EXPECT_FALSE(holds(html, "Signed on")) << html;
  for (const char* words :
       {"Debe leerse con el certificado: Firmado el 12 de diciembre de 2016, 19:00, después de "
        "vencer el plazo, el 1 de diciembre de 2016, 12:00.",
        "1 unidad que cambió consta en acta como no explicada.",
        "2 unidades no se conciliaron: no se registró ninguna hoja de trabajo.",
        "Nada de lo que consta pide este conteo",
        "Cuenta de todas las papeletas: las 160 papeletas contadas se contaron todas de la manera "
        "ordinaria."}) {
    EXPECT_TRUE(holds(html, words)) << words;
  }
}

// Those that no function of the rank below makes: as their own tests have them.
TEST(PrintDeciding, EveryOtherWarningOfACertificateHasItsSpanishToo) {
  Operation operation = operation_certified_late();
  operation.deciding.certificates.back().warnings = {
      "3 changed units are minuted as unexplained.",
      "1 unit was not reconciled: no worksheet was recorded.",
      "1 unit was not counted again: its first count stands.",
      "3 units were not counted again: their first counts stand.",
      "1 unit could not be counted again under the policy, and the first count stands: W2; ruled "
      "by Ann.",
      "23 units could not be counted again under the policy, and the first count stands: W1, W2 "
      "and 21 more; ruled by Ann, J. Roe.",
      "Of 3,856 votes 2,305 in 4 units were counted again; 1,551 in 1 unit stand as first counted.",
      "A tie of Ann Ash, Bo Birk with 11,608 votes each was settled for Bo Birk: canister "
      "(Richmond, 2018-01-04T11:00); by Ann.",
      "By rulings and agreements 1 challenged ballot counts otherwise than tallied (no choice's "
      "votes); by Ann.",
      "By rulings and agreements 3 challenged ballots count otherwise than tallied (Ann Ash -30, "
      "Bo Birk +30); 2 of them by order of Court A, 1 (O1), Court B, 2 (O2); entered by Ann.",
      "By rulings and agreements 2 challenged ballots count otherwise than tallied (Bo Birk +2); "
      "by order of Court A, 1 (O1); entered by Ann.",
      "Drawn out because there were more ballots than voters: 1 ballot of W1 (Ann Ash -1); by Ann.",
      "A third person settled 2 batches whose two entries differed (508 votes): B1, B2; by Ann.",
      "Set aside after somebody had entered it: 1 batch (1 ballot listed): B1; by Ann, Bo.",
      "Dropped by a ruling after something of it was counted again: 1 unit: W1; by Ann.",
      "The petition P1 was withdrawn after it had been accepted; by Ann.",
      "The tallies alone name Bo Birk: what was moved since decides.",
      "Both readings name Bo Birk: what was settled on figures of neither decides.",
      "One of the two readings names Bo Birk: what was settled on figures of neither decides."};
  const std::string html = spanish_statement(operation);
  EXPECT_FALSE(holds(html, kAsEntered)) << html;
  for (const char* english : {" the ", " was ", " were ", " ballots", " votes", "; by "}) {
    EXPECT_FALSE(holds(html, english)) << english;
  }
}

TEST(PrintDeciding, WhatTheCatalogueDoesNotHaveIsSaidToBeInTheWordsOfTheEntry) {
  Operation operation = operation_certified_late();
  operation.deciding.certificates.back().warnings = {"Said in other words; by Norm C.."};
  EXPECT_TRUE(holds(spanish_statement(operation),
                    std::string(kAsEntered) + "Said in other words; by Norm C.."));
  operation.deciding.certificates.back().warnings = {
      "The petition P1 was withdrawn after it had been accepted; by Norm C.."};
  EXPECT_TRUE(holds(spanish_statement(operation), "después de admitida; por Norm C.<"));
}

TEST(PrintDeciding, WhatTheLawOfAnyStateOrdersHasItsSpanish) {
  const law::KnowledgeBase known = formats::built_in_knowledge();
  std::set<std::string> said;
  for (const law::RecountStatute& statute : known.statutes()) {
    for (const auto office : {election::Office::Statewide, election::Office::President}) {
      for (const std::int64_t behind : {0, 1}) {
        law::Facts facts;
        facts.office = office;
        facts.election_day = statute.in_force.first();
        facts.winner_votes = facts.leader_votes = election::VoteCount(1'000'000 + behind);
        facts.runner_up_votes = election::VoteCount(1'000'000);
        facts.reported_margin = election::VoteCount(behind);
        facts.total_votes = facts.total_votes_at_least = election::VoteCount(2'100'000);
        const law::Answer answer = law::apply(statute, facts, known.calendars(), std::nullopt);
        recount::CountGrounds grounds;
        grounds.is_counted = grounds.by_the_law = true;
        grounds.first_counts = 1;
        if (answer.automatic == law::Verdict::Yes) {
          grounds.not_recorded = recount::OrderedByLaw{answer.automatic_words, answer.citation};
        }
        if (answer.second_stage_due == law::Verdict::Yes) {
          grounds.stage_due = recount::StageDue{answer.second_stage_words, answer.citation, 2};
        }
        for (const std::string& words : recount::sentences_of(grounds)) {
          said.insert(words);
          EXPECT_TRUE(report::remark_in(report::Language::Spanish, words).has_value()) << words;
        }
      }
    }
  }
  EXPECT_GT(said.size(), 40U);
}

}  // namespace
}  // namespace recanvass::workflow
