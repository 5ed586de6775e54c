#include "workflow/screen.h"

#include "report/screen_json.h"
#include "report/screen_page.h"
#include "report/screen_text.h"
#include "screen/control.h"
#include "workflow/audit_contests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

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
  EXPECT_EQ(finding.remainder, screen::Remainder::NotChecked);
  EXPECT_NE(finding.remainder_words.find("In 193 municipalities of the first year and 137 of the "
                                         "second that part is larger than the whole"),
            std::string::npos)
      << finding.remainder_words;
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
  EXPECT_EQ(answer.finding.paper[0].unit, "sheboygan");
  EXPECT_NE(answer.finding.paper[0].why.find("3,930 votes more for Clinton"), std::string::npos);
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
  ASSERT_FALSE(plan.is_null());
  const auto question = read_audit_contests(plan.dump(), "plan.json", {});
  ASSERT_TRUE(question.ok()) << base::sentences(question.problems());
  EXPECT_EQ(question->contests.size(), plan.at("contests").size());
}

TEST(Screen, WithoutItsFilesEveryQuestionSaysWhatIsMissing) {
  base::SerialExecutor executor;
  const auto screening = screen_package({kScreenExample, std::nullopt, 99}, executor);
  ASSERT_TRUE(screening.ok()) << base::sentences(screening.problems());
  EXPECT_EQ(screening->answers.size(), 16u);
  for (const screen::Answered& answer : screening->answers) {
    EXPECT_EQ(answer.finding.remainder, screen::Remainder::NotChecked);
    EXPECT_NE(answer.finding.remainder_words.find(".csv"), std::string::npos);
  }
  EXPECT_TRUE(plan_of_targets(*screening).is_null());
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
