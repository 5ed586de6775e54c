#include "tabulate/rule_settings.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::tabulate {
namespace {

Rule changed(std::string_view id, const std::vector<std::string>& settings) {
  Rule rule = *rule_named(id);
  for (const std::string& setting : settings) {
    const auto next = with_setting(rule, setting);
    EXPECT_TRUE(next.ok()) << setting;
    if (next) rule = *next;
  }
  return rule;
}

std::string cause_of(std::string_view id, std::string_view setting) {
  const auto rule = with_setting(*rule_named(id), setting);
  return rule ? "" : rule.problems().front().cause;
}

TEST(RuleSettings, EachIsSetByItsNameAndTold) {
  const Rule irv =
      changed("irv", {"skipped=stop-at-one", "overvoted=pass-over", "repeated=stop",
                      "elimination=batch-if-below", "finish=two-left", "tie-break=first-round",
                      "write-ins=out-first", "no-votes=out-together", "ranks-max=3"});
  const auto& rules = std::get<IrvRules>(irv.method);
  EXPECT_EQ(rules.reading.skipped, SkippedRanks::StopAtOne);
  EXPECT_EQ(rules.reading.overvoted, OvervotedRanks::PassOver);
  EXPECT_EQ(rules.reading.repeated, RepeatedRanks::Stop);
  EXPECT_EQ(rules.reading.ranks_max, 3);
  EXPECT_EQ(rules.elimination, Elimination::BatchIfBelow);
  EXPECT_EQ(rules.finish, Finish::TwoLeft);
  EXPECT_EQ(rules.tie_break, TieBreak::FirstRound);
  EXPECT_EQ(rules.write_ins, WriteIns::OutFirst);
  EXPECT_EQ(rules.no_votes, NoVotes::OutTogether);
  ASSERT_EQ(irv.changed.size(), 9U);
  EXPECT_EQ(irv.changed[0], "a blank rank ends the ballot");
}

TEST(RuleSettings, NumbersAndSharesAreSetAsWell) {
  EXPECT_EQ(changed("plurality", {"places=3"}).places, 3);
  const Rule votes = changed("plurality", {"votes=2"});
  EXPECT_EQ(std::get<MostVotesRule>(votes.method).votes_max, 2);
  const auto share = std::get<ShareRule>(changed("share", {"share=2/3", "reach=at-least"}).method);
  EXPECT_EQ(share.needed.share, base::Rational(2, 3));
  EXPECT_EQ(share.needed.reach, Reach::AtLeast);
  const auto lists = std::get<ListsRule>(changed("dhondt", {"share=0.05", "reach=above"}).method);
  EXPECT_EQ(lists.threshold->share, base::Rational(1, 20));
  EXPECT_EQ(lists.threshold->reach, Reach::Above);
  EXPECT_EQ(std::get<StarRule>(changed("star", {"score-max=10"}).method).score_max, 10);
  EXPECT_EQ(std::get<StvRules>(changed("stv", {"decimals=0"}).method).decimals, 0);
}

TEST(RuleSettings, HowPointsAndPairsReadABallotIsSetAsWell) {
  const Rule borda = changed("borda", {"skipped=move-up", "overvoted=pass-over", "repeated=stop",
                                       "ranks-max=3", "points-for=ranked", "last-points=1"});
  const auto& points = std::get<PositionsRule>(borda.method);
  EXPECT_EQ(points.reading,
            (PlaceReading{BlankPlaces::MoveUp, SharedPlaces::PassOver, RepeatedRanks::Stop, 3}));
  EXPECT_EQ(points.places, PositionsRule::Places::OfCard);
  EXPECT_EQ(points.last_points, 1);
  EXPECT_EQ(borda.changed[0], "a blank rank moves later ones up");
  const Rule schulze = changed("schulze", {"skipped=stop-at-one", "overvoted=stop", "repeated=stop",
                                           "unranked=says-nothing"});
  const auto& pairs = std::get<PairwiseRule>(schulze.method);
  EXPECT_EQ(pairs.reading,
            (PlaceReading{BlankPlaces::StopAtOne, SharedPlaces::Stop, RepeatedRanks::Stop, 0}));
  EXPECT_EQ(pairs.unranked, Unranked::SaysNothing);
  EXPECT_EQ(cause_of("borda", "overvoted=equal"), "setting.value");
  EXPECT_EQ(cause_of("borda", "unranked=below"), "setting.name");
  EXPECT_EQ(cause_of("borda", "last-points=2"), "setting.value");
  EXPECT_EQ(cause_of("condorcet", "skipped=keep-places"), "setting.value");
  EXPECT_EQ(cause_of("condorcet", "points-for=ranks"), "setting.name");
}

TEST(RuleSettings, WhatIsNotSetCanBeSaidAgain) {
  const Rule lists = changed("dhondt", {"share=0.05", "share=none"});
  EXPECT_FALSE(std::get<ListsRule>(lists.method).threshold.has_value());
  EXPECT_EQ(cause_of("share", "share=none"), "setting.value");
  const Rule votes = changed("plurality", {"votes=2", "votes=as on the ballot"});
  EXPECT_EQ(std::get<MostVotesRule>(votes.method).limit, MostVotesRule::Limit::AsOnBallot);
  const Rule approval = changed("approval", {"votes=any number"});
  EXPECT_EQ(std::get<MostVotesRule>(approval.method).limit, MostVotesRule::Limit::None);
  EXPECT_EQ(changed("plurality", {"places=3", "places=as on the ballot"}).places, 0);
  EXPECT_EQ(cause_of("cumulative", "votes=any number"), "setting.value");
  EXPECT_EQ(cause_of("irv", "ranks-max=as on the ballot"), "setting.value");
}

TEST(RuleSettings, WhatIsNoSettingIsRefusedWithWhatIs) {
  EXPECT_EQ(cause_of("irv", "skipped"), "setting.form");
  EXPECT_EQ(cause_of("irv", "surplus=weighted"), "setting.name");
  EXPECT_EQ(cause_of("irv", "skipped=sometimes"), "setting.value");
  EXPECT_EQ(cause_of("plurality", "places=0"), "setting.value");
  EXPECT_EQ(cause_of("plurality", "places=1"), "");
  EXPECT_EQ(cause_of("plurality", "places=2x"), "setting.value");
  EXPECT_EQ(cause_of("stv", "decimals=10"), "setting.value");
  EXPECT_EQ(cause_of("stv", "decimals=9"), "");
  EXPECT_EQ(cause_of("share", "share=0"), "setting.value");
  EXPECT_EQ(cause_of("share", "share=1"), "");
  EXPECT_EQ(cause_of("share", "share=1.01"), "setting.value");
  EXPECT_EQ(cause_of("majority-or-runoff", "advance=1"), "setting.value");
  // Without a threshold there is nothing to reach.
  EXPECT_EQ(cause_of("dhondt", "reach=above"), "setting.name");
}

TEST(RuleSettings, EveryRuleTellsItsSettingsAndTakesEachBackAsItIs) {
  for (const Rule& rule : rule_book()) {
    for (const SettingHelp& setting : settings_of(rule)) {
      EXPECT_TRUE(with_setting(rule, setting.name + "=" + setting.is).ok())
          << rule.id << " " << setting.name << "=" << setting.is;
    }
  }
}

TEST(RuleSettings, EachNeighbourDiffersInOneSetting) {
  // Irv: 3 + 2 + 1 + 2 of reading and ties, 2 + 2 + 1 + 1 of the runoff.
  EXPECT_EQ(neighbours_of(*rule_named("us-me")).size(), 14U);
  for (const NeighbourRule& neighbour : neighbours_of(*rule_named("us-me"))) {
    EXPECT_FALSE(std::get<IrvRules>(neighbour.rule.method) ==
                 std::get<IrvRules>(rule_named("us-me")->method))
        << neighbour.setting;
  }
  EXPECT_TRUE(neighbours_of(usual_rule()).empty());
  // Two methods, one strength; 2 + 2 + 1 of the reading, 1 of who is not ranked.
  EXPECT_EQ(neighbours_of(*rule_named("schulze")).size(), 9U);
  // Other points; 3 + 1 + 1 of the reading, 2 of how many places have points.
  EXPECT_EQ(neighbours_of(*rule_named("borda")).size(), 8U);
}

}  // namespace
}  // namespace recanvass::tabulate
