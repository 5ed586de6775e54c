#include "formats/audit_ask.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

constexpr const char* kWholeAsk = R"(
risk_limit = "0.05"
design = "polling"
styles = false
cards = 10500
function = "bravo"
rounds = ["40", "100"]
pooled_groups = ["Election Day"]
pooled_tabulators = ["7"]

[[contest]]
name = "Mayor"
rule = "plurality"
set = ["places=2"]
risk_limit = "0.03"
cards = 9800
function = "minerva"
winners = ["Ada", "Ben"]
targeted = false
lists = { Ada = "Green", Ben = "Red" }
lots = ["Ada"]
quorum_share = "1/3"
quorum_eligible = 20000

[[contest]]
name = "Governor"
cards = 600
vote_for = 2
votes = { Ada = 330, Ben = 240 }
)";

TEST(AuditAsk, EverythingThatCanBeSaid) {
  const auto ask = read_audit_ask(kWholeAsk, "audit.toml");
  ASSERT_TRUE(ask) << base::sentences(ask.problems());
  EXPECT_EQ(ask->design, audit::MeasureDesign::Polling);
  EXPECT_EQ(ask->domain.style, audit::StyleUse::AllCards);
  EXPECT_EQ(ask->domain.cards_at_most, election::CardCount(10500));
  EXPECT_EQ(ask->domain.pooled_groups, std::vector<std::string>{"Election Day"});
  ASSERT_EQ(ask->contests.size(), 2U);
  const AskedContest& mayor = ask->contests[0];
  EXPECT_EQ(mayor.rule->places, 2);
  EXPECT_EQ(mayor.risk_limit, 0.03);
  EXPECT_EQ(mayor.cards, election::CardCount(9800));
  EXPECT_EQ(mayor.winners, (std::vector<std::string>{"Ada", "Ben"}));
  EXPECT_FALSE(mayor.targeted);
  EXPECT_EQ(mayor.lists.size(), 2U);
  EXPECT_EQ(mayor.quorum_share, base::Rational(1, 3));
  EXPECT_EQ(mayor.line, 12);
  EXPECT_EQ(ask->risk_function, "bravo");
  EXPECT_EQ(mayor.risk_function, "minerva");
  EXPECT_EQ(ask->rounds, (std::vector<std::int64_t>{40, 100}));
  EXPECT_EQ(ask->contests[1].votes[1].second, 240);
}

TEST(AuditAsk, NothingSaidIsAComparisonAtFivePercent) {
  const auto ask = read_audit_ask("", "");
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->risk_limit, 0.05);
  EXPECT_EQ(ask->risk_function, "default");
  EXPECT_TRUE(ask->rounds.empty());
  EXPECT_EQ(ask->design, audit::MeasureDesign::Comparison);
  EXPECT_EQ(ask->domain.style, audit::StyleUse::CardsWithContest);
}

TEST(AuditAsk, EveryProblemIsSaidAtOnce) {
  const auto ask = read_audit_ask(R"(
risk_limit = "5"
rounds = ["40", "40"]
desing = "polling"
[[contest]]
name = "Mayor"
rule = "pluralty"
quorum_share = "1/3"
[[contest]]
name = "Clerk"
set = ["places=none"]
votes = { Ada = 3 }
)",
                                  "audit.toml");
  ASSERT_FALSE(ask);
  std::vector<std::string> causes;
  for (const base::Problem& problem : ask.problems()) causes.push_back(problem.cause);
  for (const char* cause : {"ask.risk-limit", "ask.rounds", "toml.unknown-key", "ask.rule",
                            "ask.quorum", "setting.value", "ask.votes"}) {
    EXPECT_NE(std::ranges::find(causes, cause), causes.end()) << cause;
  }
  EXPECT_EQ(causes.size(), 7U);
}

TEST(AuditAsk, BatchesTakeTheirVotesFromATableAndAllCardsOfAManifest) {
  const auto ask = read_audit_ask(
      "design = \"batches\"\n[[contest]]\nname = \"Mayor\"\nvote_for = 2\n", "a.toml");
  ASSERT_TRUE(ask) << base::sentences(ask.problems());
  EXPECT_TRUE(ask->by_batches);
  EXPECT_EQ(ask->contests[0].vote_for, 2);
  EXPECT_FALSE(read_audit_ask("design = \"polling\"\n", "a.toml")->by_batches);
  for (const char* line : {"cards = 10\n", "targeted = false\n"}) {
    const auto refused = read_audit_ask(
        "design = \"batches\"\n[[contest]]\nname = \"Mayor\"\n" + std::string(line), "a.toml");
    ASSERT_FALSE(refused) << line;
    EXPECT_EQ(refused.problems()[0].cause, "ask.batches");
  }
}

}  // namespace
}  // namespace recanvass::formats
