#include "verify/audit_claims.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using base::Rational;

AuditRecord audit_of(const Json& contest, std::int64_t cards) {
  AuditRecord audit;
  audit.contests["c"] = contest;
  audit.lists["l"].cards = cards;
  audit.lists["l"].bound = cards;
  audit.list_order = {"l"};
  audit.method = {{"design", "comparison"}, {"draw", "numbers"}, {"risk_function", "default"}};
  return audit;
}

Json contest_of(const std::string& rule, const Json& votes, const Json& winners) {
  Json choices = Json::array();
  for (const auto& [id, number] : votes.items()) choices.push_back({{"id", id}, {"name", id}});
  return {{"rule", rule},       {"vote_for", 1},        {"choices", choices}, {"tabulated", votes},
          {"winners", winners}, {"risk_limit", "0.05"}, {"targeted", true}};
}

TEST(AuditClaims, MarginsAreVotesOverCards) {
  const auto measure =
      measure_of(audit_of(contest_of("plurality", {{"a", 50}, {"b", 30}}, {"a"}), 200), "c");
  ASSERT_TRUE(measure);
  EXPECT_EQ(measure->assertions.at(0).assorter_margin, Rational(20, 200));
  EXPECT_EQ(measure->cards, election::CardCount(200));
  EXPECT_EQ(measure->risk_limit, 0.05);
}

// 70 of 100 votes on 160 cards against three fifths: (70 · 5/3 - 100) / 160.
TEST(AuditClaims, AShareIsTheMeanOfItsAssorter) {
  Json contest = contest_of("share", {{"a", 70}, {"b", 30}}, {"a"});
  contest["share"] = "3/5";
  const auto measure = measure_of(audit_of(contest, 160), "c");
  ASSERT_TRUE(measure);
  EXPECT_EQ(measure->assertions.at(0).assorter_margin, Rational(5, 48));
}

TEST(AuditClaims, WhatCannotBeReadIsNotMeasured) {
  const Json good = contest_of("plurality", {{"a", 50}, {"b", 30}}, {"a"});
  const auto with = [&](const char* member, const Json& value) {
    Json contest = good;
    contest[member] = value;
    return measure_of(audit_of(contest, 200), "c").has_value();
  };
  EXPECT_TRUE(with("rule", "plurality"));
  EXPECT_FALSE(with("rule", "share")) << "without a share";
  EXPECT_FALSE(with("rule", "irv")) << "without assertions";
  EXPECT_FALSE(with("rule", "stv"));
  EXPECT_FALSE(with("winners", {"x"}));
  EXPECT_FALSE(with("winners", {"a", "b"}));
  EXPECT_FALSE(with("risk_limit", "2"));
  EXPECT_FALSE(with("vote_for", 0));
  EXPECT_FALSE(with("tabulated", {{"a", 50}}));
  EXPECT_FALSE(with("lists", {"other"})) << "no card of it is listed";
  Json ranked = contest_of("irv", {{"a", 50}, {"b", 30}}, {"a"});
  ranked["assertions"] = {{{"kind", "not-next"}, {"winner", "a"}, {"loser", "b"}, {"lead", 3}}};
  EXPECT_FALSE(measure_of(audit_of(ranked, 200), "c")) << "who still stands is not told";
  ranked["assertions"][0]["standing"] = {"b", "a"};
  EXPECT_EQ(measure_of(audit_of(ranked, 200), "c")->assertions.at(0).assorter_margin,
            Rational(3, 200));
}

TEST(AuditClaims, AShareBelowOneHalfIsNotEnough) {
  Json contest = contest_of("share", {{"a", 450}, {"b", 430}, {"c", 100}}, {"b"});
  contest["share"] = "2/5";
  EXPECT_EQ(what_is_wrong(audit_of(contest, 1000), "c"),
            "its figures do not say that b has more votes than a");
  contest["winners"] = {"a"};
  EXPECT_EQ(what_is_wrong(audit_of(contest, 1000), "c"), std::nullopt);
  EXPECT_EQ(measure_of(audit_of(contest, 1000), "c")->assertions.size(), 3U);
}

TEST(AuditClaims, LeadsOfARunoffFitItsFirstPreferencesAndLeaveNobodyElse) {
  Json contest = contest_of("irv", {{"a", 72}, {"b", 69}, {"c", 16}}, {"a"});
  const auto wrong = [&](std::int64_t never_before, std::int64_t not_next) {
    contest["assertions"] = {
        {{"kind", "never-before"}, {"winner", "a"}, {"loser", "c"}, {"lead", never_before}},
        {{"kind", "not-next"},
         {"winner", "a"},
         {"loser", "b"},
         {"standing", {"a", "b"}},
         {"lead", not_next}}};
    return what_is_wrong(audit_of(contest, 160), "c").value_or("nothing");
  };
  EXPECT_EQ(wrong(56, 19), "nothing");
  EXPECT_EQ(wrong(57, 19), "the lead of assertion 1 is more than first preferences allow");
  EXPECT_EQ(wrong(56, 20), "the lead of assertion 2 is more than first preferences allow");
  contest["assertions"] = {
      {{"kind", "never-before"}, {"winner", "a"}, {"loser", "c"}, {"lead", 56}}};
  EXPECT_EQ(what_is_wrong(audit_of(contest, 160), "c"),
            "its assertions leave an order of elimination to somebody else");
}

// 60 cards of one of two lists of 500, all of which agree.
TEST(AuditClaims, DrawsOfOneOfTwoListsConfirmNothingOfBoth) {
  AuditRecord audit = audit_of(contest_of("plurality", {{"a", 550}, {"b", 450}}, {"a"}), 500);
  audit.lists["m"] = audit.lists["l"];
  audit.list_order = {"l", "m"};
  audit.method = {{"design", "comparison"},
                  {"draw", "counter"},
                  {"draw_from", "each-list"},
                  {"risk_function", "super-simple"}};
  const CardSays vote = {{"c", {{"state", "marked"}, {"marks", Json::array({{{"choice", "a"}}})}}}};
  const auto draw = [&](const char* list) {
    for (std::int64_t number = 1; number <= 60; ++number) {
      audit.draws.emplace_back(list, number);
      audit.round_of_draw.push_back(1);
      ++audit.drawn_from[list];
      PaperCard& card = audit.cards[{list, number}];
      card.readings = {{"t1", "R1", vote}, {"t2", "R2", vote}};
      card.closed = true;
      card.record = vote;
    }
  };
  draw("l");
  EXPECT_EQ(sample_says(audit, "c")->measured.risk, 1.0);
  EXPECT_EQ(sample_says(audit, "c")->in_proportion, 0);
  draw("m");
  EXPECT_NEAR(sample_says(audit, "c")->measured.risk, 0.05186902 * 0.05186902, 1e-8);
  EXPECT_FALSE(sample_says(audit, "c")->in_proportion);
}

CardSays vote_for(const std::string& choice) {
  Json read = {{"state", choice.empty() ? "blank" : "marked"}, {"marks", Json::array()}};
  if (!choice.empty()) read["marks"].push_back({{"choice", choice}});
  return {{"c", read}};
}

// All cards of the list, in the order of their numbers.
AuditRecord all_read(const std::vector<std::string>& records, const std::vector<std::string>& paper,
                     const std::string& winner) {
  Json votes = {{"a", 0}, {"b", 0}, {"d", 0}};
  for (const std::string& record : records) {
    if (!record.empty()) votes[record] = votes[record].get<std::int64_t>() + 1;
  }
  AuditRecord audit =
      audit_of(contest_of("plurality", votes, {winner}), static_cast<std::int64_t>(records.size()));
  for (std::size_t i = 0; i < records.size(); ++i) {
    const CardPlace place{"l", static_cast<std::int64_t>(i) + 1};
    audit.draws.push_back(place);
    audit.round_of_draw.push_back(1);
    PaperCard& card = audit.cards[place];
    card.readings = {{"t1", "R1", vote_for(paper[i])}, {"t2", "R2", vote_for(paper[i])}};
    card.closed = true;
    card.record = vote_for(records[i]);
  }
  return audit;
}

// The one with the most votes; empty: a tie.
std::string leader(const std::vector<std::string>& cards) {
  std::map<std::string, int> votes;
  for (const std::string& card : cards) ++votes[card];
  std::string best;
  for (const char* one : {"a", "b", "d"}) {
    bool leads = true;
    for (const char* other : {"a", "b", "d"}) {
      leads = leads && (std::string(other) == one || votes[one] > votes[other]);
    }
    if (leads) best = one;
  }
  return best;
}

std::vector<std::string> cards_numbered(std::size_t number, std::size_t size) {
  const std::vector<std::string> kinds = {"a", "b", "d", ""};
  std::vector<std::string> cards;
  for (std::size_t i = 0; i < size; ++i) {
    cards.push_back(kinds[number % 4]);
    number /= 4;
  }
  return cards;
}

TEST(AuditClaims, EverySmallListReadWholeHoldsJustWhenItsPaperElectsTheReported) {
  for (const std::size_t size : {1U, 2U, 3U}) {
    const std::size_t worlds = std::size_t{1} << (2 * size);
    for (std::size_t record = 0; record < worlds; ++record) {
      const auto records = cards_numbered(record, size);
      const std::string winner = leader(records);
      if (winner.empty()) continue;
      for (std::size_t other = 0; other < worlds; ++other) {
        const auto paper = cards_numbered(other, size);
        const AuditRecord audit = all_read(records, paper, winner);
        const bool right = leader(paper) == winner;
        const auto says = paper_says(audit, "c");
        ASSERT_TRUE(says && says->all);
        ASSERT_EQ(says->holds, right);
        ASSERT_EQ(says->contradicts, !right);
        ASSERT_EQ(sample_says(audit, "c")->measured.risk, right ? 0.0 : 1.0);
      }
    }
  }
}

// 30 to 10 by the records, 19 to 21 on paper, and the false records come last.
TEST(AuditClaims, APhantomOrACardThatNobodyFoundLeavesItOpenAndWhatIsCertainDoesNot) {
  std::vector<std::string> records(30, "a");
  records.insert(records.begin(), 10, "b");
  std::vector<std::string> paper = records;
  for (std::size_t i = 29; i < 40; ++i) paper[i] = "b";
  AuditRecord audit = all_read(records, paper, "a");
  EXPECT_TRUE(paper_says(audit, "c")->contradicts);
  EXPECT_EQ(sample_says(audit, "c")->measured.verdict, audit::Verdict::Contradicted);
  for (const std::int64_t number : {39, 40}) {
    EXPECT_TRUE(paper_says(audit, "c")->contradicts) << "a tie at best";
    audit.cards[{"l", number}] = {};
    audit.cards[{"l", number}].not_found = true;
  }
  EXPECT_FALSE(paper_says(audit, "c")->contradicts) << "19 to 19, and two that nobody found";
  EXPECT_FALSE(paper_says(audit, "c")->holds);
  EXPECT_EQ(sample_says(audit, "c")->measured.risk, 1.0);
  audit.lists["l"].bound = 50;
  EXPECT_FALSE(paper_says(audit, "c")->all) << "ten phantoms were not drawn";
}

// 20 of 220 cards are phantoms: each costs a vote, and more agreeing cards are needed for them.
TEST(AuditClaims, HowMuchMoreIsToBeReadCountsOnPhantomsByTheirShare) {
  AuditRecord audit = audit_of(contest_of("plurality", {{"a", 130}, {"b", 60}}, {"a"}), 200);
  const auto more_with = [&](std::int64_t bound) {
    audit.lists["l"].bound = bound;
    const auto says = sample_says(audit, "c");
    EXPECT_TRUE(says);
    auto by_hand = measure_of(audit, "c");
    by_hand->phantoms = election::CardCount(bound - 200);
    EXPECT_EQ(says->measured.assertions.at(0).more_if_clean,
              audit::measure_contest(*by_hand, {})->assertions.at(0).more_if_clean);
    return says->measured.assertions.at(0).more_if_clean.value_or(0);
  };
  const std::int64_t without = more_with(200);
  EXPECT_GT(without, 0);
  EXPECT_GT(more_with(220), without);
}

}  // namespace
}  // namespace recanvass::verify
