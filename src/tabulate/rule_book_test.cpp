#include "tabulate/rule_book.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::tabulate {
namespace {

TEST(RuleBook, EveryRuleHasANameOfItsOwnAndSaysWhereItComesFrom) {
  std::set<std::string> ids;
  for (const Rule& rule : rule_book()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_FALSE(rule.name.empty()) << rule.id;
    EXPECT_FALSE(rule.citation.empty()) << rule.id;
    EXPECT_FALSE(kind_of(rule.method).empty()) << rule.id;
    ASSERT_TRUE(rule_named(rule.id).has_value());
    EXPECT_EQ(rule_named(rule.id)->name, rule.name);
    // Whoever reads a rule that was not read in its text must be told what is open.
    EXPECT_TRUE(rule.confidence == RuleConfidence::High || !rule.open.empty()) << rule.id;
  }
  EXPECT_FALSE(rule_named("us-xx").has_value());
}

TEST(RuleBook, TheRulesThatPlacesWriteAndTheMethodsAreThere) {
  for (const char* id : {"plurality",
                         "approval",
                         "share",
                         "majority-or-runoff",
                         "borda",
                         "cumulative",
                         "dowdall",
                         "score",
                         "star",
                         "condorcet",
                         "ranked-pairs",
                         "schulze",
                         "minimax",
                         "dhondt",
                         "sainte-lague",
                         "modified-sainte-lague",
                         "hamilton",
                         "irv",
                         "stv",
                         "us-ca-oakland",
                         "us-me",
                         "us-ma-cambridge",
                         "us-mn-minneapolis-seats",
                         "gb-scotland-councils",
                         "au-act",
                         "au-senate",
                         "au-nsw-councils",
                         "au-nsw-mayor"}) {
    EXPECT_TRUE(rule_named(id).has_value()) << id;
  }
}

TEST(RuleBook, PlacesAreThoseOfTheBallotUnlessTheyAreGiven) {
  election::CardContest contest{{"c"}, "Council", 3, 0, 1, {}};
  EXPECT_EQ(places_of(usual_rule(), contest), 3);
  contest.vote_for = 0;  // the export does not say
  EXPECT_EQ(places_of(usual_rule(), contest), 1);
  contest.vote_for = 3;
  contest.ranks = 4;
  EXPECT_EQ(places_of(*rule_named("us-me"), contest), 1);
  EXPECT_EQ(places_of(usual_rule(), contest), 1) << "first preferences say nothing of seats";
  // How many positions a ranked contest has is how many seats a rule of several seats fills.
  EXPECT_EQ(places_of(*rule_named("stv"), contest), 3);
  EXPECT_EQ(places_of(*rule_named("au-nsw-councils"), contest), 3);
  contest.vote_for = 0;
  EXPECT_EQ(places_of(*rule_named("stv"), contest), 1);
  contest.vote_for = 3;
  // What elects one fills one place.
  contest.ranks = 0;
  for (const char* id : {"star", "condorcet", "schulze", "minimax", "ranked-pairs"}) {
    EXPECT_EQ(places_of(*rule_named(id), contest), 1) << id;
  }
  contest.ranks = 4;
  Rule rule = *rule_named("gb-scotland-councils");
  rule.places = 4;
  EXPECT_EQ(places_of(rule, contest), 4);
}

TEST(RuleBook, MethodsThatNeedRanksSaySo) {
  EXPECT_TRUE(needs_ranks(rule_named("borda")->method));
  EXPECT_TRUE(needs_ranks(rule_named("us-ma-cambridge")->method));
  EXPECT_FALSE(needs_ranks(rule_named("schulze")->method));  // scores are enough
  EXPECT_FALSE(needs_ranks(rule_named("plurality")->method));
}

}  // namespace
}  // namespace recanvass::tabulate
