#include "tabulate/contest_count.h"

#include "tabulate/rule_settings.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::VoteCount;
using fixture::marked_profile;
using fixture::ranked_profile;

Rule rule_with(std::string_view id, const std::vector<std::string>& settings = {}) {
  Rule rule = *rule_named(id);
  for (const std::string& setting : settings) rule = *with_setting(rule, setting);
  return rule;
}

// Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17: the textbooks' example.
Profile tennessee() {
  return ranked_profile("ABCD",
                        {{"A>B>C>D", 42}, {"B>C>D>A", 26}, {"C>D>B>A", 15}, {"D>C>B>A", 17}});
}

struct WinnerCase {
  const char* rule;
  Choices winners;
};

TEST(ContestCount, EachKindOfRuleElectsWhomTheTextbooksNameInTennessee) {
  const Profile profile = tennessee();
  const std::vector<WinnerCase> cases = {
      {"plurality", {0}}, {"irv", {3}},          {"borda", {1}},   {"condorcet", {1}},
      {"schulze", {1}},   {"ranked-pairs", {1}}, {"minimax", {1}}, {"majority-or-runoff", {}}};
  for (const WinnerCase& one : cases) {
    const ContestCount result = count_contest({profile}, rule_with(one.rule));
    EXPECT_EQ(winners_of(result), one.winners) << one.rule;
    EXPECT_TRUE(tied_of(result).empty()) << one.rule;
  }
  const ContestCount runoff = count_contest({profile}, rule_with("majority-or-runoff"));
  EXPECT_EQ(std::get<VotesCount>(runoff.counted).outcome.runoff, (Choices{0, 1}));
}

TEST(ContestCount, AShareThatIsReachedOrExceededIsTold) {
  const Profile profile = marked_profile("AB", {{"A", 60}, {"B", 40}});
  const auto decision = [&](const std::vector<std::string>& settings) {
    const ContestCount result = count_contest({profile}, rule_with("share", settings));
    return std::get<VotesCount>(result.counted).outcome.decision;
  };
  EXPECT_EQ(decision({"share=3/5", "reach=at-least"}), Decision::Elected);
  EXPECT_EQ(decision({"share=3/5", "reach=above"}), Decision::NobodyReachedIt);
  EXPECT_EQ(decision({"share=0.61"}), Decision::NobodyReachedIt);
}

TEST(ContestCount, MoreVotesThanTheRuleAllowsCountForNobody) {
  const Profile profile = marked_profile("ABC", {{"AB", 5}, {"C", 3}});
  EXPECT_EQ(winners_of(count_contest({profile}, rule_with("plurality"))), Choices{2});
  EXPECT_EQ(tied_of(count_contest({profile}, rule_with("approval"))), (Choices{0, 1}));
  EXPECT_EQ(winners_of(count_contest({profile}, rule_with("plurality", {"votes=2", "places=2"}))),
            (Choices{0, 1}));
}

TEST(ContestCount, LotsAreUsedInTheOrderInWhichTheyAreAskedFor) {
  const Profile profile = ranked_profile("ABC", {{"A", 3}, {"B", 3}, {"C", 3}});
  const std::vector<ChoiceIndex> drawn = {2, 1};  // C goes out; B is elected
  const ContestCount result = count_contest({profile}, rule_with("irv"), drawn);
  EXPECT_EQ(winners_of(result), Choices{1});
  EXPECT_EQ(result.lots.size(), 2U);
  const std::vector<ChoiceIndex> wrong = {2, 2};  // C is out and cannot be drawn
  const ContestCount open = count_contest({profile}, rule_with("irv"), wrong);
  EXPECT_EQ(open.lots.size(), 1U);
  EXPECT_EQ(tied_of(open), (Choices{0, 1}));
}

// C and D are equal and last; whoever goes out, A wins.
TEST(ContestCount, AnInstantRunoffThatStopsForALotSaysWhoMayWin) {
  const Rule irv = rule_with("irv");
  const ContestCount certain = count_contest(
      {ranked_profile("ABCD", {{"A", 40}, {"B", 39}, {"C>A", 10}, {"D>A", 10}})}, irv);
  EXPECT_EQ(tied_of(certain), (Choices{2, 3}));
  EXPECT_TRUE(winners_of(certain).empty());
  EXPECT_EQ(certain.may_win, Choices{0});
  const ContestCount either =
      count_contest({ranked_profile("ABC", {{"A>C", 4}, {"B>C", 4}, {"C>A", 4}})}, irv);
  EXPECT_EQ(either.may_win, (Choices{0, 2}));
  // Once C is drawn it has no more to say than who is left.
  const std::vector<ChoiceIndex> drawn = {2};
  const ContestCount after =
      count_contest({ranked_profile("ABC", {{"A>C", 4}, {"B>C", 4}, {"C>A", 4}})}, irv, drawn);
  EXPECT_EQ(winners_of(after), Choices{0});
  EXPECT_EQ(after.may_win, std::nullopt);
  const ContestCount two = count_contest({ranked_profile("AB", {{"A", 1}, {"B", 1}})}, irv);
  EXPECT_EQ(two.may_win, std::nullopt);
}

TEST(ContestCount, TheMoreThereIsToCountTheFewerLotsAreFollowed) {
  EXPECT_EQ(lots_followed_max(tennessee()), 1000);
  Profile large(fixture::contest_of(std::string(1000, 'A'), 1));
  for (std::uint16_t rank = 1; rank <= 1000; ++rank) {
    for (std::uint16_t choice = 0; choice < 2; ++choice) {
      const std::vector<election::Mark> marks = {{choice, rank, 1}};
      large.add(election::MarkingState::Marked, marks, election::CardCount(1));
    }
  }
  EXPECT_EQ(lots_followed_max(large), 100);  // 200,000,000 / (2,000 markings x 1,000 choices)
}

TEST(ContestCount, ListsGetSeatsAndTheirCandidatesTheirs) {
  const Profile profile = marked_profile("ABCD", {{"A", 30}, {"B", 31}, {"C", 28}, {"D", 1}});
  const CandidateLists lists{{"Blue", "Red"}, {0, 0, 1, 1}};
  const ContestCount result =
      count_contest({profile, nullptr, &lists}, rule_with("dhondt", {"places=3"}));
  const auto& counted = std::get<ListsCount>(result.counted);
  EXPECT_EQ(counted.votes, fixture::votes_of({61, 29}));
  EXPECT_EQ(counted.seats.seats, (std::vector<std::int64_t>{2, 1}));
  EXPECT_EQ(winners_of(result), (Choices{1, 0, 2}));
  const ContestCount plain = count_contest({profile}, rule_with("dhondt", {"places=3"}));
  EXPECT_EQ(std::get<ListsCount>(plain.counted).seats.seats,
            (std::vector<std::int64_t>{1, 1, 1, 0}));
}

TEST(ContestCount, WhatARuleCannotCountIsSaid) {
  const Profile plain = marked_profile("AB", {{"A", 1}});
  EXPECT_EQ(why_not({plain}, rule_with("irv")), "its choices are not ranked");
  const Profile ranked = ranked_profile("AB", {{"A>B", 1}});
  for (const char* scores : {"star", "score"}) {
    EXPECT_EQ(why_not({ranked}, rule_with(scores)), "its choices are ranked, not scored") << scores;
  }
  EXPECT_EQ(why_not({plain}, rule_with("plurality")), "");
  EXPECT_NE(why_not({ranked}, rule_with("us-ma-cambridge")), "");
}

TEST(ContestCount, MarginsAreThoseOfTheKindOfRule) {
  const Profile profile = tennessee();
  const auto margins = [&](const char* id) {
    const Rule rule = rule_with(id);
    return margins_of({profile}, count_contest({profile}, rule));
  };
  EXPECT_EQ(margins("plurality").between->votes, VoteCount(16));
  // Nashville beats Chattanooga 68 to 32, Knoxville 68 to 32, Memphis 58 to 42.
  EXPECT_EQ(margins("schulze").closest->other, ChoiceIndex{0});
  EXPECT_EQ(margins("schulze").closest->ballots, VoteCount(16));
  // Memphis needs 51 of 100 and has 42: 9 votes.
  EXPECT_EQ(margins("majority-or-runoff").to_share[0].votes, VoteCount(9));
  EXPECT_TRUE(margins("irv").runoff->exact());
  EXPECT_EQ(margins("irv").runoff->at_least, election::CardCount(1));
  EXPECT_FALSE(margins("stv").none.empty());
}

TEST(ContestCount, ThePathOfACardIsWhatItDid) {
  const Profile profile = tennessee();
  const Rule irv = rule_with("irv");
  const ContestCount result = count_contest({profile}, irv);
  const auto marks = fixture::ranked_marks("C>D>B>A");
  const CardPath path = path_of_card({profile}, result, {election::MarkingState::Marked, marks});
  ASSERT_EQ(path.rounds.size(), 3U);
  EXPECT_EQ(path.rounds[0].counts_for, ChoiceIndex{2});
  EXPECT_EQ(path.rounds[2].counts_for, ChoiceIndex{3});
  const CardPath points = path_of_card({profile}, count_contest({profile}, rule_with("borda")),
                                       {election::MarkingState::Marked, marks});
  EXPECT_EQ(points.gives, fixture::votes_of({0, 1, 3, 2}));
}

}  // namespace
}  // namespace recanvass::tabulate
