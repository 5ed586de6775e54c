#include "tabulate/withheld.h"

#include "election/card_builder.h"
#include "tabulate/rule_settings.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::VoteCount;
using fixture::marked_profile;
using fixture::ranked_profile;
using fixture::votes_of;

Rule rule_of(const char* id, const std::vector<std::string>& settings = {}) {
  Rule rule = *rule_named(id);
  for (const std::string& setting : settings) rule = *with_setting(rule, setting);
  return rule;
}

// Who is elected of the cards and the totals, and whether what is withheld could change it.
std::string decided(Profile profile, int withheld_cards, const ChoiceVotes& totals,
                    const Rule& rule) {
  if (withheld_cards > 0) {
    profile.add(election::MarkingState::Redacted, {}, CardCount(withheld_cards));
  }
  const CountInput input{profile};
  const ContestCount result = count_with_withheld(input, rule, {}, totals);
  std::string text = withheld_may_change(input, result, totals) ? "perhaps " : "";
  for (const ChoiceIndex winner : winners_of(result)) text += static_cast<char>('A' + winner);
  return text;
}

// Ada 2 and Bob 1 on cards, 4 and 12 in the rows: the rows elect Bob.
TEST(Withheld, TotalsDecideWhereVotesAreAddedUp) {
  const Profile cards = marked_profile("AB", {{"A", 2}, {"B", 1}});
  EXPECT_EQ(decided(cards, 0, {}, rule_of("plurality")), "A");
  EXPECT_EQ(decided(cards, 0, votes_of({4, 12}), rule_of("plurality")), "B");
  EXPECT_EQ(decided(cards, 0, votes_of({4, 12}), rule_of("share", {"share=13/19"})), "");
  EXPECT_EQ(
      decided(cards, 0, votes_of({4, 12}), rule_of("share", {"share=13/19", "reach=at-least"})),
      "B");
  const ContestCount result =
      count_with_withheld({cards}, rule_of("plurality"), {}, votes_of({4, 12}));
  EXPECT_EQ(result.tally.votes, votes_of({6, 13}));
  EXPECT_EQ(result.tally.total, VoteCount(19));
  EXPECT_EQ(result.tally.counted, CardCount(3)) << "of cards, the rows have none";
  EXPECT_EQ(result.tally.unused, VoteCount(0));
}

// A leads by 3: two cards cannot change it, three make a tie.
TEST(Withheld, CardsMayChangeWhatTheyCouldMakeATie) {
  const Profile cards = marked_profile("AB", {{"A", 5}, {"B", 2}});
  EXPECT_EQ(decided(cards, 0, {}, rule_of("plurality")), "A");
  EXPECT_EQ(decided(cards, 2, {}, rule_of("plurality")), "A");
  EXPECT_EQ(decided(cards, 3, {}, rule_of("plurality")), "perhaps A");
  // 5 of 7 is above 2/3; with one vote more for another, 5 of 8 is not.
  EXPECT_EQ(decided(cards, 1, {}, rule_of("share", {"share=2/3"})), "perhaps A");
  EXPECT_EQ(decided(cards, 1, {}, rule_of("share", {"share=1/2"})), "A");
  // Nobody has two thirds whatever one card says, though it could make a tie for most votes.
  const Profile close = marked_profile("ABC", {{"A", 10}, {"B", 9}, {"C", 9}});
  EXPECT_EQ(decided(close, 1, {}, rule_of("share", {"share=2/3"})), "");
  EXPECT_EQ(decided(close, 1, {}, rule_of("plurality")), "perhaps A");
  EXPECT_EQ(decided(cards, 2, {}, rule_of("majority-or-runoff")), "A");
  EXPECT_EQ(decided(cards, 3, {}, rule_of("majority-or-runoff")), "perhaps A");
}

// Every way in which withheld cards may be marked gives the same winner wherever it is called sure.
TEST(Withheld, WhatIsCalledSureIsSureHoweverTheCardsAreMarked) {
  for (const char* id : {"plurality", "irv", "condorcet"}) {
    const bool ranked = std::string_view(id) != "plurality";
    const std::vector<std::string> kinds =
        ranked ? std::vector<std::string>{"A>B>C", "B>A>C", "C>B>A", "B>C>A", "C", ""}
               : std::vector<std::string>{"A", "B", "C", ""};
    const auto profile_with = [&](const fixture::Ballots& ballots) {
      return ranked ? ranked_profile("ABC", ballots) : marked_profile("ABC", ballots);
    };
    const Rule rule = rule_of(id);
    int sure = 0;
    fixture::for_each_profile(kinds, 5, [&](const fixture::Ballots& known) {
      const std::string before = decided(profile_with(known), 1, {}, rule);
      if (before.starts_with("perhaps")) return;
      ++sure;
      for (const std::string& kind : kinds) {
        fixture::Ballots all = known;
        all.emplace_back(kind, 1);
        ASSERT_EQ(decided(profile_with(all), 0, {}, rule), before) << id << " " << kind;
      }
    });
    EXPECT_GT(sure, 20) << id;
  }
}

TEST(Withheld, TotalsThatARuleCannotCountMayChangeWhoWins) {
  const Profile cards = ranked_profile("ABC", {{"A>B>C", 5}, {"B>A>C", 2}, {"C>B>A", 1}});
  EXPECT_EQ(decided(cards, 0, {}, rule_of("irv")), "A");
  EXPECT_EQ(decided(cards, 0, votes_of({1, 0, 0}), rule_of("irv")), "A");
  EXPECT_EQ(decided(cards, 0, votes_of({0, 2, 0}), rule_of("irv")), "perhaps A");
  EXPECT_EQ(decided(cards, 0, votes_of({0, 1, 0}), rule_of("borda")), "perhaps A");
  EXPECT_EQ(decided(cards, 0, {}, rule_of("borda")), "A");
}

TEST(Withheld, RowsAreAddedUpByContestInItsUnit) {
  election::CardStoreBuilder builder;
  const auto halves =
      builder.add_contest({{"1"}, "M", 1, 0, 2, {{{"a"}, "A", {}}, {{"b"}, "B", {}}}});
  const auto other = builder.add_contest({{"2"}, "N", 1, 0, 1, {{{"a"}, "A", {}}}});
  for (const std::int64_t votes : {4, 12}) {
    builder.add_redacted({"row", {}, {{halves, 1, VoteCount(votes)}}});
  }
  const election::CardStore store = builder.finish();
  EXPECT_EQ(withheld_votes(store, halves), votes_of({0, 32}));
  EXPECT_TRUE(withheld_votes(store, other).empty());
}

}  // namespace
}  // namespace recanvass::tabulate
