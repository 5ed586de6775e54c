#include "report/canvass_statement.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

CanvassStatement closed_statement() {
  CanvassStatement statement = sample::statement("Bea");
  statement.rows[1] = {"W2", "Ward 2", false, {1, 2}, 0, 0, 3};
  return statement;
}

TEST(CanvassStatement, SumsAreWorkedOutAndGrouped) {
  const std::string html = canvass_statement(closed_statement(), {}).html;
  EXPECT_TRUE(sample::holds(html,
                            "<th scope=\"row\" class=\"text\">Ada Example</th>"
                            "<td class=\"num\">1,404,441</td>"));
  EXPECT_TRUE(sample::holds(html, "<td class=\"num\">2,786,266</td>")) << "all choices";
  EXPECT_TRUE(sample::holds(html, "Total of all places"));
  EXPECT_FALSE(sample::holds(html, "class=\"notice\""));
}

TEST(CanvassStatement, APlaceWithoutFiguresIsAHoleAndTheSumSaysSo) {
  const std::string html = canvass_statement(sample::statement("Bea"), {}).html;
  EXPECT_TRUE(sample::holds(html, "1 place has no figures yet. The sums are without it."));
  EXPECT_TRUE(sample::holds(html, "Total of 1 of 2 places"));
  EXPECT_TRUE(
      sample::holds(html, "Ward 2 (W2)</th><td class=\"num\">—</td><td class=\"num\">—</td>"));
}

TEST(CanvassStatement, WithNothingCountedThereIsNoSumAndNothingToSign) {
  CanvassStatement statement = sample::statement("Bea");
  statement.rows[0] = {"W1", "Ward 1", true, {}, {}, {}, {}};
  const PaperDocument nothing = canvass_statement(statement, {});
  EXPECT_TRUE(sample::holds(nothing.html, "Without figures: Ward 1 (W1); Ward 2 (W2)."));
  for (const char* absent : {"Total of", ">0<", "We have canvassed"}) {
    EXPECT_FALSE(sample::holds(nothing.html, absent)) << absent;
  }
  EXPECT_EQ(nothing.tables[0].rows.size(), 2U);
}

TEST(CanvassStatement, TheStatesCountiesStandByNameAlone) {
  CanvassStatement statement = closed_statement();
  statement.level = StatementLevel::State;
  statement.rows[1].id = "us-wi-dane";
  statement.rows[1].name = "Dane";
  EXPECT_TRUE(sample::holds(canvass_statement(statement, {}).html, ">Dane</th>"));
}

TEST(CanvassStatement, ASumOverAHoleIsAHole) {
  CanvassStatement statement = closed_statement();
  statement.rows[1].blank.reset();
  EXPECT_TRUE(sample::holds(canvass_statement(statement, {}).html,
                            "<td class=\"num\">—</td><td class=\"num\">3</td>"
                            "<td class=\"num\">2,786,281</td></tr>"));
}

TEST(CanvassStatement, ManyChoicesStandInSeveralTables) {
  CanvassStatement statement = closed_statement();
  for (int i = 3; i <= 30; ++i) {
    statement.choices.push_back("Candidate " + std::to_string(i));
    for (StatementRow& row : statement.rows) row.votes.push_back(i);
  }
  const std::string html = canvass_statement(statement, {}).html;
  std::size_t tables = 0;
  for (std::size_t at = html.find("<table"); at != std::string::npos;
       at = html.find("<table", at + 1)) {
    ++tables;
  }
  EXPECT_EQ(tables, 7U) << "one of totals, six of five choices each";
  EXPECT_EQ(canvass_statement(statement, {}).tables[0].columns.size(), 39U);
}

// Units of all places, those without figures too: their voters were compared with no ballots.
TEST(CanvassStatement, HowManyUnitsWereNotReconciledIsSaidInBothLanguages) {
  struct Case {
    std::int64_t first;
    std::int64_t second;
    const char* english;
    const char* spanish;
  };
  for (const Case& row : {Case{0, 1, "1 unit was not reconciled: no worksheet was recorded",
                               "1 unidad no se concilió: no se registró ninguna hoja"},
                          Case{40, 32, "72 units were not reconciled: no worksheet was recorded",
                               "72 unidades no se conciliaron: no se registró ninguna hoja"}}) {
    CanvassStatement statement = sample::statement("Bea");
    statement.rows[0].units_without_worksheet = row.first;
    statement.rows[1].units_without_worksheet = row.second;
    const PaperDocument english = canvass_statement(statement, {});
    EXPECT_TRUE(sample::holds(english.html, row.english));
    PaperStyle style;
    style.language = Language::Spanish;
    EXPECT_TRUE(sample::holds(canvass_statement(statement, style).html, row.spanish));
    EXPECT_EQ(english.tables[0].columns.back(), "units_without_worksheet");
    EXPECT_EQ(english.tables[0].rows[1].back(), std::to_string(row.second));
  }
  EXPECT_FALSE(sample::holds(canvass_statement(closed_statement(), {}).html, "not reconciled"));
}

TEST(CanvassStatement, TheLegalStatusHasItsMoment) {
  EXPECT_TRUE(sample::holds(canvass_statement(sample::statement("Bea"), {}).html,
                            "canvassed since 12 December 2016, 20:00"));
  CanvassStatement bare = sample::statement("Bea");
  bare.status.clear();
  EXPECT_TRUE(sample::holds(canvass_statement(bare, {}).html, "not canvassed"));
}

TEST(CanvassStatement, TheBoardSignsByNameOrOnThreeLines) {
  CanvassStatement statement = closed_statement();
  EXPECT_TRUE(sample::holds(canvass_statement(statement, {}).html, "<p class=\"role\">Bea</p>"));
  statement.signers.clear();
  EXPECT_TRUE(sample::holds(canvass_statement(statement, {}).html,
                            "<p class=\"role\">Member of the board"));
}

TEST(CanvassStatement, APartialRecountSaysHowManyVotesWereCountedAgainInBothLanguages) {
  CanvassStatement statement = closed_statement();
  EXPECT_FALSE(sample::holds(canvass_statement(statement, {}).html, "Counted again"));
  statement.rows[1].units_first_count = 1;
  statement.rows[1].votes_first_count = 3;
  const PaperDocument english = canvass_statement(statement, {});
  EXPECT_TRUE(sample::holds(english.html,
                            "Counted again: 2,786,263 votes in 1 unit. Standing as first counted: "
                            "3 votes in 1 unit. Together: 2,786,266 votes."))
      << english.html;
  PaperStyle style;
  style.language = Language::Spanish;
  statement.rows[1].votes_first_count = 1;
  EXPECT_TRUE(sample::holds(canvass_statement(statement, style).html,
                            "Según el primer conteo: 1 voto en 1 unidad."));
  EXPECT_EQ(english.tables[0].rows[1][english.tables[0].rows[1].size() - 2], "3");
}

TEST(CanvassStatement, BallotsDrawnOutStandUnitByUnitAndInTheSum) {
  CanvassStatement statement = closed_statement();
  EXPECT_FALSE(sample::holds(canvass_statement(statement, {}).html, "drawn"));
  statement.drawn = {{"Ward 1 (W1)", 2, {1, 0}, 1, 0, {"Lee", "Roe"}, "from a box", "page 4"},
                     {"Ward 2 (W2)", 1, {0, 1}, 0, 0, {"Lee", "Kim"}, "from a box", ""}};
  const PaperDocument paper = canvass_statement(statement, {});
  EXPECT_TRUE(sample::holds(paper.html, "3 ballots were drawn at random, set aside"));
  EXPECT_TRUE(sample::holds(paper.html,
                            "Ward 1 (W1)</th><td class=\"num\">2</td><td class=\"text\">Ada "
                            "Example 1, not used 1</td><td class=\"text\">Lee and Roe</td>"));
  EXPECT_TRUE(sample::holds(paper.html, "Ada Example 1, Bea 1, not used 1</td>")) << "the sum";
  EXPECT_EQ(paper.tables.at(1).rows.size(), 2U);
}

}  // namespace
}  // namespace recanvass::report
