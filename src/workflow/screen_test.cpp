#include "workflow/screen.h"

#include "report/screen_json.h"
#include "report/screen_page.h"
#include "report/screen_text.h"
#include "screen/control.h"
#include "workflow/audit_contests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

const std::string kScreenExample =
    std::string(RECANVASS_SOURCE_DIR) + "/examples/wisconsin-2016-screening";
const std::string kScreenFigures = std::string(RECANVASS_SHARED_DIR) + "/data";

class ScreenWisconsin : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path wards = kScreenFigures + "/elections/2016/wi";
    if (!std::filesystem::exists(wards)) {
      GTEST_SKIP() << std::filesystem::absolute(wards).string() << " is not there";
    }
  }
};

// Few resamples: the figures compared do not depend on them.
const screen::Screening& wisconsin_screening() {
  static const screen::Screening screening = [] {
    base::SerialExecutor executor;
    return screen_package({kScreenExample, kScreenFigures, 99}, executor).value();
  }();
  return screening;
}

const screen::Answered& question_named(const std::string& id) {
  for (const screen::Answered& answer : wisconsin_screening().answers) {
    if (answer.question.id == id) return answer;
  }
  ADD_FAILURE() << id;
  return wisconsin_screening().answers.front();
}

const screen::Specification& specification(const screen::Answered& answer, const std::string& held,
                                           const std::string& outcome,
                                           const std::string& weights = "") {
  const auto& question = std::get<screen::CurveAsk>(answer.question.ask).question;
  for (const screen::Specification& spec : answer.curve->specifications) {
    if (question.controls[spec.controls].words == held && spec.outcome == outcome &&
        spec.weights == weights) {
      return spec;
    }
  }
  ADD_FAILURE() << held << ", " << outcome;
  return answer.curve->specifications.front();
}

TEST_F(ScreenWisconsin, AbsenteeBallotsRoseAsThePetitionSaidAndAllOfItInPerson) {
  const screen::Finding& finding = question_named("absentee-rise").finding;
  EXPECT_EQ(finding.fact, screen::FactStanding::Holds);
  EXPECT_NE(finding.fact_words.find("659,444 before, 813,491 after, +154,047 (+23.4 %)"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.remainder_words.find("514,398 to 674,514 (+104 % of the change)"),
            std::string::npos)
      << finding.remainder_words;
  // A part that grew says where it was counted, not why; and it is no part of the whole everywhere.
  EXPECT_EQ(finding.remainder, screen::Remainder::Told);
  // Without slips of the form it rose by less: pandas on the same file.
  EXPECT_NE(finding.fact_words.find("In 103 municipalities of the first year and 45 of the second"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.fact_words.find("702,792 before and 824,101 after: +121,308 (+17.3 %)."),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.fact_words.find("By absentee ballots issued: 736,573 before, 847,459 after, "
                                    "+110,886 (+15.1 %)."),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.remainder_words.find("In 193 municipalities of the first year and 137 of the "
                                         "second that part is larger than the whole"),
            std::string::npos)
      << finding.remainder_words;
}

// Howard, Stoughton and Waterford counted 9, 3 and 5 absentee ballots in 2012, and say on the same
// form that thousands were cast in person. Counts: pandas on the same file.
TEST_F(ScreenWisconsin, SlipsOfTheAbsenteeFormAreNamedByArithmeticFirst) {
  const screen::Finding& form = question_named("absentee-form").finding;
  EXPECT_TRUE(form.arithmetic);
  for (const char* words :
       {"2012, counted of those issued: more than there can be in 37 municipalities (2,330 too "
        "many); below 50 % of it in 185 (52,274 fewer)",
        "2016, counted of those issued: more than there can be in 32 municipalities (190 too many)",
        "2012, in person of those counted: more than there can be in 193 municipalities (33,470 "
        "too many)",
        "2016, counted of all ballots: more than there can be in 3 municipalities (26 too many)"}) {
    EXPECT_NE(form.fact_words.find(words), std::string::npos) << words << "\n" << form.fact_words;
  }
  EXPECT_NE(form.remainder_words.find("In 391 of 1,917 municipalities"), std::string::npos);
  ASSERT_FALSE(form.paper.empty());
  EXPECT_EQ(form.paper[0].unit.find("VILLAGE OF HOWARD"), 0u) << form.paper[0].unit;
  EXPECT_NE(form.paper[0].why.find("2012, counted of those issued: 9 of 3,144"), std::string::npos)
      << form.paper[0].why;
  // So that none of them is a town whose voters changed.
  const screen::Answered& where = question_named("absentee-where");
  EXPECT_EQ(where.finding.fact_words.find("First, left out as no election has more than there can "
                                          "be: 3 of the municipalities (TOWN OF FENCE"),
            0u)
      << where.finding.fact_words;
  EXPECT_NE(where.finding.fact_words.find("Left out in every year: 18 rows"), std::string::npos);
  for (const screen::PaperTarget& target : where.finding.paper) {
    for (const char* town : {"HOWARD", "STOUGHTON", "WATERFORD"}) {
      EXPECT_EQ(target.unit.find(town), std::string::npos) << target.unit;
    }
  }
}

// One line of the form under two names: found by pandas in the same files, and nowhere else.
TEST_F(ScreenWisconsin, LinesOfAFormThatStandThereTwiceAreToldWhereTheirUnitIsNamed) {
  const screen::Finding& before = question_named("blanks-2012").finding;
  ASSERT_FALSE(before.paper.empty());
  EXPECT_EQ(before.paper[0].unit, "TOWN OF BUENA VISTA, RICHLAND");
  EXPECT_NE(before.paper[0].why.find("has 24 figures of the unit's row 2560 again, all alike"),
            std::string::npos)
      << before.paper[0].why;
  const screen::Finding& rules = question_named("rules").finding;
  EXPECT_NE(rules.fact_words.find("what another row says: 1 case"), std::string::npos)
      << rules.fact_words;
  EXPECT_NE(rules.fact_words.find("The reporting units add up to what \"wi-original\" reports."),
            std::string::npos)
      << rules.fact_words;
}

// The same equations solved by a program of its own (numpy), town by town and by Newton's steps.
TEST_F(ScreenWisconsin, BallotsInPersonAndByMailStandToEachOtherAsInOtherTowns) {
  const screen::Answered& answer = question_named("absentee-modes");
  ASSERT_TRUE(answer.modes);
  EXPECT_TRUE(answer.modes->levels.settled);
  EXPECT_EQ(answer.modes->levels.units, 1'496u);
  EXPECT_EQ(answer.modes->levels.tested, 2'579u);
  EXPECT_EQ(answer.modes->totals.at(0).events, 592'841);
  EXPECT_EQ(answer.modes->totals.at(1).events, 132'304);
  EXPECT_EQ(answer.modes->totals.at(1).trials, 2'595'588);
  EXPECT_NEAR(answer.modes->levels.spread, 0.66733, 5e-5);
  const auto& by_mail = answer.modes->totals[1].effect;
  ASSERT_TRUE(by_mail);
  EXPECT_NEAR(by_mail->value, -0.51458, 5e-5);
  EXPECT_NEAR(by_mail->error, 0.04128, 5e-5);
  EXPECT_EQ(answer.finding.remainder, screen::Remainder::NothingSeen);
  EXPECT_DOUBLE_EQ(*answer.finding.p, 1.0);
  ASSERT_TRUE(answer.finding.placebos);
  EXPECT_EQ(answer.finding.placebos->runs, 1);
  EXPECT_EQ(answer.finding.placebos->as_large, 1);  // 2012, farther out and as ordinary
}

// statsmodels on the same files, errors clustered by county.
TEST_F(ScreenWisconsin, WhatGoesWithTheRiseIsNotToldFromChanceWithoutSlips) {
  const screen::Answered& answer = question_named("absentee-votes");
  const auto& reported = specification(answer, "size, within counties", "rep-rise");
  EXPECT_EQ(reported.units, 1'872u);
  EXPECT_NEAR(reported.coefficient, -0.03709, 5e-6);
  EXPECT_NEAR(reported.p, 0.00547, 5e-6);
  const auto& sound =
      specification(answer, "size, within counties, without slips of the form", "rep-rise");
  EXPECT_EQ(sound.units, 1'530u);
  EXPECT_NEAR(sound.coefficient, -0.08599, 5e-6);
  EXPECT_NEAR(sound.low, -0.1778, 5e-5);
  EXPECT_NEAR(sound.p, 0.0661, 5e-5);
  const auto& issued =
      specification(answer, "size, within counties, by ballots issued", "rep-rise");
  EXPECT_NEAR(issued.coefficient, -0.01911, 5e-6);
  EXPECT_NE(answer.finding.remainder, screen::Remainder::Unexplained);
  // No unit's distance from a line stands beside the lead as votes for anybody.
  for (const char* id : {"absentee-votes", "absentee-borders", "paper-counties", "avc-edge"}) {
    for (const screen::PaperTarget& target : question_named(id).finding.paper) {
      EXPECT_EQ(target.why.find("votes"), std::string::npos) << target.why;
      EXPECT_NE(target.why.find("points"), std::string::npos) << target.why;
    }
  }
}

// A town of which one year has no figure leaves its county in: all 72, Dane among them.
TEST_F(ScreenWisconsin, NoCountyIsLeftOutForTheEmptyCellsOfEighteenTowns) {
  const screen::Answered& answer = question_named("absentee-borders");
  EXPECT_EQ(answer.finding.fact_words.find(
                "Left out in every year: 18 rows with 22,150 ballots of 2016, because one of the "
                "two years has no figure"),
            0u)
      << answer.finding.fact_words;
  EXPECT_NE(answer.finding.fact_words.find("DANE"), std::string::npos);
  const auto& alone = specification(answer, "nothing", "rep-rise");
  EXPECT_EQ(alone.units, 72u);
  EXPECT_NEAR(alone.coefficient, -0.71477, 5e-6);
  EXPECT_NEAR(specification(answer, "race, education, log population", "rep-rise").coefficient,
              0.03304, 5e-6);
  const auto& border =
      specification(answer, "race, education, log population, border counties", "rep-rise");
  EXPECT_EQ(border.pairs, 173u);
  EXPECT_NEAR(border.coefficient, -0.08275, 5e-6);
  EXPECT_NEAR(border.p, 0.4384, 5e-5);
  const auto& sound = specification(answer, "the same, without slips of the form", "rep-rise");
  EXPECT_EQ(sound.units, 71u);  // Menominee is one town, and its form a slip
  EXPECT_NEAR(sound.coefficient, -0.10434, 5e-6);
  EXPECT_NEAR(specification(answer, "the same, by ballots issued", "rep-rise").coefficient,
              -0.03581, 5e-6);
}

// Of November 2016 the figures say where many ballots had no vote; the recount found 402 in
// Marinette.
TEST_F(ScreenWisconsin, TownsWithManyBlanksAreNamedMiltonAndMarinetteAmongThem) {
  const screen::Finding& finding = question_named("blanks").finding;
  EXPECT_EQ(finding.remainder, screen::Remainder::NotTold) << "beside tails as long as the towns'";
  std::string named;
  for (const screen::PaperTarget& target : finding.paper) {
    named += target.unit + ": " + target.why + "\n";
  }
  EXPECT_NE(named.find("TOWN OF MILTON, ROCK: 485 of 2,162, 22.4 %"), std::string::npos) << named;
  EXPECT_NE(named.find("CITY OF MARINETTE, MARINETTE: 366 of 4,530, 8.1 %"), std::string::npos)
      << named;
  EXPECT_FALSE(question_named("blanks-2012").finding.fact_words.empty());
}

// S. V. Miller's regression of December 2016: -0.050 alone, -0.003 with controls. Figures to six
// digits: statsmodels on the same file.
TEST_F(ScreenWisconsin, ThePaperCoefficientIsThatOfTheControversyAndVanishesUnderControls) {
  const screen::Answered& answer = question_named("paper-counties");
  const auto& alone = specification(answer, "nothing", "dem-fall");
  EXPECT_EQ(alone.units, 72u);
  EXPECT_NEAR(alone.coefficient, -0.04961, 5e-6);
  EXPECT_NEAR(alone.error, 0.01144, 5e-6);
  EXPECT_NEAR(specification(answer, "education", "dem-fall").coefficient, -0.00960, 5e-6);
  EXPECT_NEAR(specification(answer, "race, education", "dem-fall").coefficient, -0.00602, 5e-6);
  EXPECT_NEAR(specification(answer, "log population", "dem-fall").coefficient, -0.02322, 5e-6);
  const auto& last = specification(answer, "race, education, log population", "dem-fall");
  EXPECT_NEAR(last.coefficient, -0.00347, 5e-6);
  EXPECT_GT(last.p, 0.5);
  EXPECT_EQ(answer.finding.fact, screen::FactStanding::Holds);
  EXPECT_EQ(answer.finding.remainder, screen::Remainder::Explained);
  EXPECT_EQ(answer.curve->placebos.size(), 3u);
  // A county with scanners and screens is not "on paper only": 5 of 14 states show as much.
  EXPECT_EQ(answer.elsewhere.size(), 14u);
  EXPECT_EQ(std::count_if(answer.elsewhere.begin(), answer.elsewhere.end(),
                          [](const screen::ElsewhereRun& run) { return run.p <= 0.05; }),
            5);
  // Twice the votes: the margin itself as outcome gives 7,519 of the lead.
  EXPECT_NEAR(static_cast<double>(answer.finding.votes_concerned->value()), 7'519.0, 5.0);
  ASSERT_FALSE(answer.finding.paper.empty());
}

// Milwaukee is in the list as "CITY OF MILWAUKEE - MAIN". Figures of a second program.
TEST_F(ScreenWisconsin, TownsInTwoCountiesHaveTheirEquipment) {
  const screen::Answered& answer = question_named("recount");
  const auto of = [&](const std::string& label) {
    for (const screen::RecountedGroup& group : answer.recounted) {
      if (group.label == label) return group;
    }
    ADD_FAILURE() << label;
    return answer.recounted.front();
  };
  EXPECT_EQ(of("ES&S DS200").units, 1'555);
  EXPECT_EQ(of("ES&S DS200").votes, 1'556'660);
  EXPECT_EQ(of("ES&S DS200").net, -1);
  EXPECT_EQ(of("not in the list").units, 8);
  EXPECT_EQ(of("not in the list").votes, 11'795);
}

TEST_F(ScreenWisconsin, VoterRegisteredOnElectionDayAreInTheRegister) {
  const std::string& words = question_named("rules").finding.fact_words;
  EXPECT_NE(words.find("registered voters): 21 cases, 9,151 off"), std::string::npos) << words;
  EXPECT_NE(words.find("R1 (votes are not more than ballots): 152 cases, 3,400 off"),
            std::string::npos)
      << words;
  // Milwaukee's Ward 34: 8 typed for 254. Strongholds beside it are what they were in 2012.
  EXPECT_NE(words.find("R9 (a choice with votes expected has votes): 1 case, 176 off"),
            std::string::npos)
      << words;
  EXPECT_EQ(words.find("Not asked"), std::string::npos);
  EXPECT_EQ(words.find("R4"), std::string::npos);  // every row adds up
}

TEST_F(ScreenWisconsin, ShapesAreLookedAtFirstDigitsAreNot) {
  EXPECT_TRUE(question_named("outliers").odd.has_value());
  EXPECT_EQ(question_named("spikes").spikes->units, 3'499);
  EXPECT_GT(question_named("fingerprint").fingerprint->units, 3'400);
  EXPECT_EQ(question_named("second-digits").claimed_digits.size(), 2u);
  EXPECT_EQ(question_named("first-digits").finding.remainder_words.find("Refused."), 0u);
}

// statsmodels on the same files, the list joined as its README says, without parts of villages that
// have fewer than 20 votes: 0.0250 (-0.007 to 0.057), p = .12 (within counties).
TEST_F(ScreenWisconsin, TheEdgeIsNotExplainedOnceMilwaukeeAndItsLikeAreJoined) {
  const screen::Answered& answer = question_named("avc-edge");
  const auto& inside = specification(answer, "size, within counties", "rep-rise");
  EXPECT_NEAR(inside.coefficient, 0.0250, 5e-5);
  EXPECT_NEAR(inside.low, -0.007, 5e-4);
  EXPECT_NEAR(inside.p, 0.12, 5e-3);
  EXPECT_LT(specification(answer, "nothing", "rep-rise").p_largest(), 0.05);
  EXPECT_EQ(answer.finding.remainder, screen::Remainder::NotTold);
}

TEST_F(ScreenWisconsin, BorderCountiesAndMatchesStandInTheCurves) {
  const screen::Answered& answer = question_named("paper-counties");
  const auto& border =
      specification(answer, "education, log population, border counties", "dem-fall");
  EXPECT_EQ(border.units, 72u);
  EXPECT_EQ(border.pairs, 173u);
  EXPECT_GT(border.p_largest(), 0.05);
  const auto& matched =
      specification(answer, "matched on education, race, log population", "dem-fall");
  EXPECT_EQ(matched.pairs, matched.units / 2);
  EXPECT_EQ(question_named("absentee-borders").curve->placebos.size(), 3u);
  EXPECT_EQ(question_named("residual-vote").curve->placebos.size(), 1u);
}

TEST_F(ScreenWisconsin, TheRecountMovedWhatWasPublishedAndItsNetHidesIt) {
  const screen::Answered& answer = question_named("recount");
  const screen::RecountedGroup& all = answer.recounted.front();
  EXPECT_EQ(all.units, 3'636);
  EXPECT_EQ(all.changed, 2'340);
  EXPECT_EQ(all.votes, 2'975'753);
  EXPECT_EQ(all.moved, 17'681);
  EXPECT_EQ(all.moved_named, 5'071);
  EXPECT_EQ(all.net, 131);
  EXPECT_NEAR(100.0 * all.share, 0.594, 5e-4);
  EXPECT_NEAR(100.0 * all.named_share, 0.170, 5e-4);
  std::int64_t moved = 0;
  for (std::size_t i = 1; i < answer.recounted.size(); ++i) moved += answer.recounted[i].moved;
  EXPECT_EQ(moved, all.moved);
}

TEST_F(ScreenWisconsin, NoTextOfItAccusesAndEveryFindingHasItsSevenAnswers) {
  EXPECT_EQ(wisconsin_screening().lead.votes, election::VoteCount(22'617));
  for (const screen::Answered& answer : wisconsin_screening().answers) {
    const screen::Finding& finding = answer.finding;
    EXPECT_EQ(screen::accusing_word(finding), "") << finding.id;
    EXPECT_FALSE(finding.fact_words.empty()) << finding.id;
    EXPECT_FALSE(finding.remainder_words.empty()) << finding.id;
    EXPECT_FALSE(finding.null_words.empty()) << finding.id;
    EXPECT_FALSE(finding.base_rate_words.empty()) << finding.id;
    EXPECT_FALSE(finding.votes_words.empty()) << finding.id;
    EXPECT_FALSE(finding.innocent.empty()) << finding.id;
    EXPECT_FALSE(finding.paper_words.empty()) << finding.id;
  }
  EXPECT_EQ(screen::accusing_word(report::screen_text(wisconsin_screening(), {})), "");
  EXPECT_EQ(screen::accusing_word(report::screen_page(wisconsin_screening())), "");
  EXPECT_EQ(screen::accusing_word(report::screen_json(wisconsin_screening()).dump()), "");
}

TEST_F(ScreenWisconsin, UnitsWhoseLookOfPaperIsAskedForCanBePlanned) {
  const base::Json plan = plan_of_targets(wisconsin_screening());
  ASSERT_FALSE(plan.at("contests").empty());
  std::set<std::string> units;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> recorded;
  for (const screen::Answered& answer : wisconsin_screening().answers) {
    for (const screen::PaperTarget& target : answer.finding.paper) {
      if (!target.leader || !target.runner_up) continue;
      recorded[target.unit] = std::minmax(target.runner_up->value(), target.leader->value());
    }
  }
  for (const base::Json& contest : plan.at("contests")) {
    const std::string unit = contest.at("name");
    EXPECT_TRUE(units.insert(unit).second) << unit << " twice";
    for (const base::Json& assertion : contest.at("assertions")) {
      // What was recorded there, and not figures that a size of sample would need.
      EXPECT_EQ(assertion.at("recorded").at("winner"), recorded.at(unit).second) << unit;
      EXPECT_EQ(assertion.at("recorded").at("loser"), recorded.at(unit).first) << unit;
      EXPECT_GT(assertion.at("off_by"), 0) << unit;
      EXPECT_EQ(assertion.at("words").get<std::string>().find("Figures that cannot be"),
                std::string::npos);  // counting ballots settles those
    }
  }
  const auto question = read_audit_contests(plan.dump(), "plan.json", {});
  ASSERT_TRUE(question.ok()) << base::sentences(question.problems());
  EXPECT_EQ(question->contests.size(), plan.at("contests").size());
}

TEST(Screen, WithoutItsFilesEveryQuestionSaysWhatIsMissing) {
  base::SerialExecutor executor;
  const auto screening = screen_package({kScreenExample, std::nullopt, 99}, executor);
  ASSERT_TRUE(screening.ok()) << base::sentences(screening.problems());
  EXPECT_EQ(screening->answers.size(), 20u);
  for (const screen::Answered& answer : screening->answers) {
    EXPECT_EQ(answer.finding.remainder, screen::Remainder::NotChecked);
    EXPECT_NE(answer.finding.remainder_words.find(".csv"), std::string::npos);
  }
  EXPECT_TRUE(plan_of_targets(*screening).at("contests").empty());
}

// No file at hand has cures; the format is shown, and the county that does not cure is found.
TEST(Screen, CureRatesAreAskedByFunnelAndTheCountyThatDoesNotCureIsNamed) {
  base::SerialExecutor executor;
  const auto screening = screen_package(
      {std::string(RECANVASS_SOURCE_DIR) + "/examples/absentee-cures", std::nullopt, 99}, executor);
  ASSERT_TRUE(screening.ok()) << base::sentences(screening.problems());
  std::map<std::string, const screen::Finding*> of;
  for (const screen::Answered& answer : screening->answers) {
    of[answer.question.id] = &answer.finding;
  }
  EXPECT_EQ(of.at("form")->remainder, screen::Remainder::NothingSeen);
  EXPECT_EQ(of.at("challenged")->remainder, screen::Remainder::NothingSeen);
  for (const char* question : {"cured", "rejected"}) {
    const screen::Finding& finding = *of.at(question);
    ASSERT_EQ(finding.paper.size(), 1u) << question;
    EXPECT_EQ(finding.paper[0].unit, "Quince") << question;
  }
  EXPECT_EQ(of.at("cured")->paper[0].why, "18 of 163, 11.0 %");
  EXPECT_EQ(of.at("cured")->remainder, screen::Remainder::Unexplained);
  // What is rejected in the end it shares with counties that are challenged more.
  EXPECT_EQ(of.at("rejected")->remainder, screen::Remainder::NotTold);
}

TEST(Screen, APackageWithoutQuestionsIsRefusedWithWhatToWrite) {
  base::SerialExecutor executor;
  const auto screening = screen_package(
      {std::string(RECANVASS_SOURCE_DIR) + "/examples/us-2016-president", std::nullopt, 99},
      executor);
  ASSERT_FALSE(screening.ok());
  EXPECT_EQ(screening.problems().at(0).cause, "screen.no-questions");
}

}  // namespace
}  // namespace recanvass::workflow
