#include "report/count_rounds.h"

#include "tabulate/rule_settings.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

using election::CardCount;
using election::Mark;
using election::MarkingState;

tabulate::Profile four_ballots() {
  tabulate::Profile profile(
      {{"m"}, "Mayor", 1, 3, 1, {{{"1"}, "Ada", {}}, {{"2"}, "Ben", {}}, {{"3"}, "Cy", {}}}});
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(4));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(3));
  profile.add(MarkingState::Marked, std::vector<Mark>{{2, 1, 1}, {1, 2, 1}}, CardCount(2));
  profile.add(MarkingState::Marked, std::vector<Mark>{{2, 1, 1}}, CardCount(1));
  return profile;
}

TEST(CountRounds, ARunoffIsToldRoundByRound) {
  const tabulate::Profile profile = four_ballots();
  const auto result = tabulate::count_irv(profile, {});
  EXPECT_EQ(runoff_text(profile.contest(), result, {80, false}).substr(0, 60),
            "  Round 1: 10 ballots count, 6 needed\n    Ada  4\n    Ben  3\n");
  const std::string text = runoff_text(profile.contest(), result, {80, false});
  // Ben and Cy are equal with three; nothing was put in.
  EXPECT_NE(text.find("The count stops: Ben and Cy are equal"), std::string::npos) << text;
  const tabulate::Lots lots = {{{1, 2}, 2}};
  const auto drawn = tabulate::count_irv(profile, {}, lots);
  const std::string told = runoff_text(profile.contest(), drawn, {80, false});
  EXPECT_NE(told.find("Out: Cy, by lot. Ballots go to Ben 2, exhausted 1."), std::string::npos)
      << told;
  EXPECT_NE(told.find("Ben wins in round 2."), std::string::npos) << told;
  const base::Json json = runoff_json(profile.contest(), drawn);
  EXPECT_EQ(json["winner"], "Ben");
  EXPECT_EQ(json["rounds"][0]["by_lot"], true);
  EXPECT_EQ(json["rounds"][0]["transfers"][0]["cause"], "exhausted");
  EXPECT_EQ(json["rounds"][0]["transfers"][1]["to"], "Ben");
  EXPECT_EQ(json["rounds"][1]["inactive"]["exhausted"], 1);
}

TEST(CountRounds, StagesSayWhosePapersWentAndWhatWasLost) {
  tabulate::Profile profile(
      {{"m"}, "Council", 1, 3, 1, {{{"1"}, "Ada", {}}, {{"2"}, "Ben", {}}, {{"3"}, "Cy", {}}}});
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}, {1, 2, 1}}, CardCount(6));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}, {2, 2, 1}}, CardCount(3));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(4));
  profile.add(MarkingState::Marked, std::vector<Mark>{{2, 1, 1}}, CardCount(5));
  const auto rules = tabulate::stv_rule_set("gb-scotland-councils")->rules;
  const auto result = tabulate::count_stv(profile, 2, rules);
  const std::string text = stages_text(profile.contest(), result, {80, false});
  EXPECT_NE(text.find("Quota: 7.00000\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Stage 2: surplus of Ada"), std::string::npos) << text;
  EXPECT_NE(text.find("+1.33332"), std::string::npos) << text;
  EXPECT_NE(text.find("lost to fractions"), std::string::npos) << text;
  EXPECT_NE(text.find("Elected, in this order: Ada and Cy."), std::string::npos) << text;
  const base::Json json = stages_json(profile.contest(), result);
  EXPECT_EQ(json["unit"], 100000);
  EXPECT_EQ(json["stages"][1]["what"], "surplus");
  EXPECT_EQ(json["stages"][1]["lost"], 2);
}

TEST(CountRounds, StepsThatSayTheSameAreToldTogether) {
  const tabulate::Profile profile = four_ballots();
  tabulate::CardPath path;
  path.stages = {{election::ChoiceIndex{0}, "1", {}},
                 {election::ChoiceIndex{0}, "1", {}},
                 {election::ChoiceIndex{1}, "2/9", {}},
                 {std::nullopt, "2/9", tabulate::Inactive::Exhausted}};
  EXPECT_EQ(path_words(profile.contest(), path),
            "stages 1 to 2: Ada; stage 3: Ben at 2/9; stage 4: nobody (exhausted)");
  tabulate::CardPath gives;
  gives.gives = {election::VoteCount(1), election::VoteCount(0), election::VoteCount(2)};
  EXPECT_EQ(path_words(profile.contest(), gives), "gives 1 to Ada, 2 to Cy");
  EXPECT_EQ(path_words(profile.contest(), {}), "counts for nobody");
}

}  // namespace
}  // namespace recanvass::report
