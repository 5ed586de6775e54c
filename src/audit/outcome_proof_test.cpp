#include "audit/outcome_proof.h"

#include "tabulate/rule_settings.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

using election::CardCount;
using tabulate::fixture::Ballots;

tabulate::Rule rule_with(std::string_view id, const std::vector<std::string>& settings = {}) {
  tabulate::Rule rule = tabulate::rule_named(id).value();
  for (const std::string& text : settings) rule = tabulate::with_setting(rule, text).value();
  return rule;
}

struct Proved {
  OutcomeProof proof;
  bool all_hold = true;  // on the very cards that were counted
};

Proved proved_of(const tabulate::Profile& profile, const tabulate::Rule& rule) {
  const tabulate::CountInput input{profile};
  const auto counted = tabulate::count_contest(input, rule);
  Proved proved{prove_outcome(input, counted, {profile.cards(), DifficultyOf::Comparison, {}}),
                true};
  for (const Assertion& one : proved.proof.assertions) {
    const auto margin_v = assorter_margin(one.assorter, numerator_sum(one.assorter, profile),
                                          profile.cards(), CardCount(0), CardCount(0));
    proved.all_hold = proved.all_hold && margin_v > base::Rational(0);
  }
  return proved;
}

// One row a rule: its id, settings, cards, assertions expected, what they prove.
TEST(OutcomeProof, EveryRuleHasItsAssertions) {
  struct Row {
    const char* rule;
    std::vector<std::string> settings;
    tabulate::Profile profile;
    std::size_t assertions;
    ProofReach reach;
  };
  const Ballots marked{{"A", 48}, {"B", 32}, {"C", 20}, {"", 3}};
  const Ballots ranked{{"A>B>C", 45}, {"B>A>C", 25}, {"C>B>A", 30}};
  const auto marks = tabulate::fixture::marked_profile("ABC", marked);
  const auto ranks = tabulate::fixture::ranked_profile("ABC", ranked);
  const auto cycle =
      tabulate::fixture::ranked_profile("ABC", {{"A>B>C", 40}, {"B>C>A", 35}, {"C>A>B", 25}});
  const auto majority = tabulate::fixture::marked_profile("ABC", {{"A", 60}, {"B", 30}, {"C", 10}});
  const Row rows[] = {
      {"plurality", {}, marks, 2, ProofReach::Outcome},
      {"plurality", {"places=2"}, marks, 2, ProofReach::Outcome},
      {"approval",
       {},
       tabulate::fixture::marked_profile("ABC", {{"AB", 50}, {"B", 30}}),
       2,
       ProofReach::Outcome},
      {"share", {"share=1/2"}, marks, 3, ProofReach::Outcome},
      {"share", {"share=1/2"}, majority, 1, ProofReach::Outcome},
      {"majority-or-runoff", {}, majority, 1, ProofReach::Outcome},
      {"borda", {}, ranks, 2, ProofReach::Outcome},
      {"borda", {"skipped=move-up"}, ranks, 0, ProofReach::Nothing},
      {"borda", {"last-points=1"}, ranks, 0, ProofReach::Nothing},
      {"cumulative", {}, marks, 2, ProofReach::Outcome},
      {"cumulative", {}, ranks, 0, ProofReach::Nothing},
      {"condorcet", {}, ranks, 2, ProofReach::Outcome},
      {"condorcet", {"unranked=says-nothing"}, ranks, 0, ProofReach::Nothing},
      {"condorcet", {}, cycle, 0, ProofReach::Nothing},
      {"minimax", {"strength=difference"}, cycle, 2, ProofReach::Outcome},
      {"dhondt", {"places=4"}, marks, 6, ProofReach::Outcome},
      {"hamilton", {"places=4"}, marks, 6, ProofReach::Outcome},
      {"stv", {"places=2"}, ranks, 1, ProofReach::SomeWinners},
  };
  for (const Row& row : rows) {
    const Proved found = proved_of(row.profile, rule_with(row.rule, row.settings));
    EXPECT_EQ(found.proof.reach, row.reach) << row.rule << " " << found.proof.words;
    if (row.assertions > 0 && std::string(row.rule) != "minimax") {
      EXPECT_EQ(found.proof.assertions.size(), row.assertions) << row.rule;
    }
    EXPECT_TRUE(found.all_hold) << row.rule;
    EXPECT_EQ(found.proof.assertions.empty(), row.reach == ProofReach::Nothing) << row.rule;
  }
}

TEST(OutcomeProof, AnInstantRunoffIsProvedByRaire) {
  const auto profile = tabulate::fixture::ranked_profile(
      "ABC", {{"A>B>C", 40}, {"B>A>C", 30}, {"C>B>A", 20}, {"C>A>B", 15}});
  const Proved found = proved_of(profile, rule_with("irv"));
  EXPECT_EQ(found.proof.reach, ProofReach::Outcome) << found.proof.words;
  EXPECT_FALSE(found.proof.assertions.empty());
  EXPECT_TRUE(found.all_hold);
  const Proved waits = proved_of(profile, rule_with("irv", {"overvoted=count-if-one-stands"}));
  EXPECT_EQ(waits.proof.reach, ProofReach::Nothing);
  EXPECT_NE(waits.proof.words.find("who still stands"), std::string::npos);
}

// Of 101 cards the lot says whether C or D goes out first; A wins 66 to 35 either way.
TEST(OutcomeProof, ATieForEliminationThatCannotMatterIsProvedByRaire) {
  const auto profile =
      tabulate::fixture::ranked_profile("ABCD", {{"A", 40}, {"B", 35}, {"C>A", 13}, {"D>A", 13}});
  const Proved found = proved_of(profile, rule_with("irv"));
  EXPECT_EQ(found.proof.reach, ProofReach::Outcome) << found.proof.words;
  EXPECT_TRUE(found.all_hold);
  // Where it does matter there is nothing to prove.
  const auto open = tabulate::fixture::ranked_profile("ABC", {{"A", 40}, {"B>C", 30}, {"C>B", 30}});
  EXPECT_EQ(proved_of(open, rule_with("irv")).proof.reach, ProofReach::Nothing);
}

TEST(OutcomeProof, ATieProvesNothingAndSaysSo) {
  const auto tie = tabulate::fixture::marked_profile("AB", {{"A", 5}, {"B", 5}});
  const Proved found = proved_of(tie, rule_with("plurality"));
  EXPECT_EQ(found.proof.reach, ProofReach::Nothing);
  EXPECT_NE(found.proof.words.find("tied"), std::string::npos);
  const Proved irv = proved_of(tabulate::fixture::ranked_profile("AB", {{"A>B", 5}, {"B>A", 5}}),
                               rule_with("irv"));
  EXPECT_EQ(irv.proof.reach, ProofReach::Nothing);
}

TEST(OutcomeProof, ATieForTheLastPlaceOfARunoffProvesNothingAndSaysSo) {
  for (const Ballots& level :
       {Ballots{{"A", 1}, {"B", 1}, {"C", 1}}, Ballots{{"A", 4}, {"B", 3}, {"C", 3}}}) {
    const Proved found =
        proved_of(tabulate::fixture::marked_profile("ABC", level), rule_with("majority-or-runoff"));
    EXPECT_EQ(found.proof.reach, ProofReach::Nothing);
    EXPECT_NE(found.proof.words.find("tied"), std::string::npos) << found.proof.words;
  }
}

// Every result of six cards with three choices and blanks.
std::vector<tabulate::Profile> results_of_six() {
  std::vector<tabulate::Profile> all;
  for (int a = 0; a <= 6; ++a) {
    for (int b = 0; a + b <= 6; ++b) {
      for (int c = 0; a + b + c <= 6; ++c) {
        all.push_back(tabulate::fixture::marked_profile(
            "ABC", {{"A", a}, {"B", b}, {"C", c}, {"", 6 - a - b - c}}));
      }
    }
  }
  return all;
}

tabulate::Outcome votes_outcome_of(const tabulate::Profile& profile, const tabulate::Rule& rule) {
  auto outcome =
      std::get<tabulate::VotesCount>(tabulate::count_contest({profile}, rule).counted).outcome;
  std::ranges::sort(outcome.runoff);
  return outcome;
}

// What is proved of one result holds on no paper with another. A share below one half, which two
// may have, once proved a winner whom another had overtaken.
TEST(SmallWorlds, WhatIsProvedOfASharedOrRunoffContestIsTrueOnEveryPaper) {
  const auto all = results_of_six();
  for (const char* id : {"majority-or-runoff", "share"}) {
    for (const char* share : {"share=1/2", "share=2/5", "share=1/3", "share=3/5"}) {
      const auto rule = rule_with(id, {share});
      std::int64_t proved = 0;
      for (const auto& reported : all) {
        const auto outcome = votes_outcome_of(reported, rule);
        const tabulate::CountInput input{reported};
        const auto proof = prove_outcome(input, tabulate::count_contest(input, rule),
                                         {reported.cards(), DifficultyOf::Comparison, {}});
        if (proof.assertions.empty()) continue;
        for (const auto& paper : all) {
          const bool holds = std::ranges::all_of(proof.assertions, [&](const Assertion& one) {
            return assorter_margin(one.assorter, numerator_sum(one.assorter, paper), paper.cards(),
                                   CardCount(0), CardCount(0)) > base::Rational(0);
          });
          if (!holds) continue;
          ++proved;
          const auto found = votes_outcome_of(paper, rule);
          EXPECT_EQ(found.decision, outcome.decision) << id << " " << share;
          EXPECT_EQ(found.runoff, outcome.runoff) << id << " " << share;
          EXPECT_EQ(found.winners, outcome.winners) << id << " " << share;
        }
      }
      EXPECT_GT(proved, 0) << id << " " << share;
    }
  }
}

TEST(OutcomeProof, NobodyElseStandsNeedsNoProof) {
  const auto alone = tabulate::fixture::marked_profile("A", {{"A", 5}});
  const Proved found = proved_of(alone, rule_with("plurality"));
  EXPECT_TRUE(found.proof.assertions.empty());
  EXPECT_NE(found.proof.words.find("nobody else stands"), std::string::npos);
}

TEST(OutcomeProof, SeveralSeatsByTransferSayThatTheyAreNoRiskLimitingAudit) {
  const auto level = tabulate::fixture::ranked_profile(
      "ABCD", {{"A>B", 25}, {"B>A", 26}, {"C>D", 24}, {"D>C", 27}});
  const Proved found = proved_of(level, rule_with("stv", {"places=2"}));
  EXPECT_EQ(found.proof.reach, ProofReach::Nothing);
  EXPECT_NE(found.proof.words.find("not"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::audit
