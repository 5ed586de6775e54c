#include "report/unit_worksheet.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

const PaperStyle kSpanish{Language::Spanish, PaperSize::Letter, PrintSize::Normal};

TEST(UnitWorksheet, AHoleIsADashAndNeverZero) {
  const std::string html = unit_worksheets(sample::worksheets("Ward 1"), {}).html;
  EXPECT_TRUE(
      sample::holds(html,
                    "<th scope=\"row\" class=\"text\">accepted envelopes without a ballot</th>"
                    "<td class=\"num\">—</td>"));
  EXPECT_TRUE(sample::holds(html, "I8 (accepted envelopes without a ballot)"));
}

TEST(UnitWorksheet, WhatWasNotCheckedStandsInOneParagraphInBothLanguages) {
  UnitWorksheets sheets = sample::worksheets("Ward 1");
  sheets.units[0].holes = {{"I11", {"seals of the containers"}}, {"R2", {"voters", "entry A"}}};
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html,
                            "<p>Not checked, as figures are not recorded: I11 (seals of the "
                            "containers); R2 (voters and entry A).</p>"));
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, kSpanish).html,
                            "I11 (sellos de los contenedores); R2 (votantes y captura A)"));
}

TEST(UnitWorksheet, TheBalanceOfVotesIsWorkedOut) {
  UnitWorksheets sheets = sample::worksheets("President");
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html, "differs by -1"));
  sheets.units[0].contests[0].over = 2;
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html, ">agrees<"));
  sheets.units[0].contests[0].over.reset();
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html, ">not known<"));
}

TEST(UnitWorksheet, WhatIsHiddenIsNotSaidToBeNothing) {
  UnitWorksheets sheets = sample::worksheets("Ward 1");
  sheets.units[0].contests.clear();
  sheets.units[0].findings.clear();
  const std::string nothing = unit_worksheets(sheets, {}).html;
  EXPECT_TRUE(sample::holds(nothing, "Nothing of the contest is counted yet."));
  EXPECT_TRUE(sample::holds(nothing, "No rule found a difference."));
  sheets.units[0].is_hidden = true;
  const std::string hidden = unit_worksheets(sheets, {}).html;
  EXPECT_FALSE(sample::holds(hidden, "is counted yet"));
  EXPECT_TRUE(sample::holds(hidden, "Not shown while units of the county are open."));
  EXPECT_TRUE(sample::holds(hidden, "No rule found a difference in what is shown here"));
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, kSpanish).html,
                            "No se muestra mientras haya unidades del condado abiertas."));
}

// 512 ballots are found of a unit that had 715 in the canvass.
TEST(UnitWorksheet, BallotsFoundBesideTheCanvassAreSaidAboveWhateverTheRulesFind) {
  UnitWorksheets sheets = sample::worksheets("Ward 1");
  sheets.units[0].figures = {{"ballots_found", 512}, {"canvass_ballots", 715}};
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html,
                            "Ballots found: 512. Ballots in the canvass before: 715. Difference: "
                            "-203."));
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, kSpanish).html, "Diferencia: -203."));
  sheets.units[0].figures = {{"ballots_found", 715}, {"canvass_ballots", 715}};
  EXPECT_FALSE(sample::holds(unit_worksheets(sheets, {}).html, "Ballots in the canvass before"));
  sheets.units[0].figures = {{"ballots_found", std::nullopt}, {"canvass_ballots", 715}};
  EXPECT_FALSE(sample::holds(unit_worksheets(sheets, {}).html, "Ballots in the canvass before"));
}

TEST(UnitWorksheet, FiguresRulesAndCausesAreTranslated) {
  const std::string html = unit_worksheets(sample::worksheets("Ward 1"), kSpanish).html;
  EXPECT_TRUE(sample::holds(html, "papeletas halladas en los contenedores 502; votantes 500"));
  EXPECT_TRUE(
      sample::holds(html, "R3 las papeletas halladas son los votantes, menos lo explicado"));
  EXPECT_TRUE(
      sample::holds(html, "papeletas de voto en ausencia halladas sin abrir en sus sobres"));
  EXPECT_TRUE(sample::holds(html, "imposible, en revisión"));
  EXPECT_TRUE(sample::holds(html, "!! detiene la publicación"));
}

TEST(UnitWorksheet, WhatIsNoFigureIsPrintedAsItStandsAndHasNoDifference) {
  UnitWorksheets sheets = sample::worksheets("Ward 1");
  sheets.units[0].findings = {{"I11",
                               "the seal found is the seal recorded, and unbroken",
                               "box-1",
                               reconcile::Severity::Red,
                               {"seal found", 0, "91"},
                               {"seal recorded", 0, "no number"},
                               std::nullopt,
                               "",
                               ""}};
  const PaperDocument english = unit_worksheets(sheets, {});
  EXPECT_TRUE(sample::holds(english.html,
                            "box-1: seal found 91; seal recorded no number</td>"
                            "<td class=\"num\"></td>"));
  EXPECT_EQ(english.tables[1].rows[0][6], "91");
  EXPECT_EQ(english.tables[1].rows[0][9], "");
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, kSpanish).html,
                            "sello hallado 91; sello anotado sin número"));
}

TEST(UnitWorksheet, AFindingIsOpenUntilItHasACause) {
  UnitWorksheets sheets = sample::worksheets("Ward 1");
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html, "<td class=\"text\">open</td>"));
  sheets.units[0].findings[0].cause = "JAM";
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html,
                            "closed: ballots fed twice, or not at all, after a jam"));
  sheets.units[0].findings[0].cause.clear();
  sheets.units[0].findings[0].explained_by = "I3";
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html, "explained by I3"));
}

TEST(UnitWorksheet, EachUnitBeginsAPage) {
  UnitWorksheets sheets = sample::worksheets("Ward 1");
  EXPECT_FALSE(sample::holds(unit_worksheets(sheets, {}).html, "<div class=\"new-page\">"));
  sheets.units.push_back(sheets.units[0]);
  EXPECT_TRUE(sample::holds(unit_worksheets(sheets, {}).html, "<div class=\"new-page\">"));
}

TEST(UnitWorksheet, TheTablesKeepHolesEmpty) {
  const auto tables = unit_worksheets(sample::worksheets("Ward 1"), {}).tables;
  EXPECT_EQ(tables[0].rows[2].back(), "");
  EXPECT_EQ(tables[1].rows[0][9], "2");
}

TEST(UnitWorksheet, ACodeThatNobodyKnowsIsItsOwnWords) {
  EXPECT_EQ(cause_words(Language::Spanish, "NO_SUCH"), "NO_SUCH");
}

}  // namespace
}  // namespace recanvass::report
