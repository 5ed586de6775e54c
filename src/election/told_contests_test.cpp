#include "election/told_contests.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

#include <utility>

namespace recanvass::election {
namespace {

using fixture::Ids;
using fixture::store_of;
using fixture::thrown_cards;

CardContest mayor(const std::vector<std::string>& names, std::int32_t ranks = 0) {
  CardContest contest{{"Mayor"}, "Mayor", 1, ranks, 1, {}};
  for (const std::string& name : names) contest.choices.push_back({{name}, name, {}});
  return contest;
}

struct Said {
  MarkingState state = MarkingState::Blank;
  std::vector<Mark> marks;
  friend bool operator==(const Said&, const Said&) = default;
};

CardStore store_with(const CardContest& contest, const std::vector<Said>& cards) {
  CardStoreBuilder builder;
  builder.add_contest(contest);
  const CardProfile profile{builder.style("A"), builder.precinct("P"), 0, false};
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "7");
  std::uint32_t position = 0;
  for (const Said& card : cards) {
    builder.add_card({builder.profile(profile), batch, ++position, true, {}, {}});
    builder.add_marking(0, builder.markings(0).code_of(card.state, card.marks));
  }
  return builder.finish();
}

std::vector<Said> said_in(const CardStore& store, std::uint32_t contest) {
  std::vector<Said> all;
  for (std::uint64_t card = 0; card < static_cast<std::uint64_t>(store.cards().value()); ++card) {
    const auto marking = store.marking(store.place_of(card), contest);
    EXPECT_TRUE(marking.has_value());
    if (marking) all.push_back({marking->state, {marking->marks.begin(), marking->marks.end()}});
  }
  return all;
}

TEST(PartyLinesOf, ChoicesOfOneNameAreLinesAndWrittenNamesAreNone) {
  const auto lines = party_lines_of(mayor(
      {"Ann (DEM)", "Bob (REP)", "Ann (WFP)", "Cy", "Cy (IND)", "Dee (her brother)", "Bobby"}));
  EXPECT_EQ(lines, (std::vector<PartyLines>{{"Ann", {0, 2}}, {"Cy", {3, 4}}}));
  EXPECT_TRUE(party_lines_of(mayor({"Ann (DEM)", "Anna (WFP)"})).empty());
  CardContest written = mayor({"Write-in (1)", "Write-in (2)"});
  for (CardChoice& choice : written.choices) choice.kind = CardChoiceKind::WriteIn;
  EXPECT_TRUE(party_lines_of(written).empty());
}

// New York, Election Law 9-112: a mark on each of two lines of one candidate is one vote.
TEST(Retold, ACardThatMarksBothLinesOfACandidateCountsOnce) {
  const CardContest contest = mayor({"Ann (DEM)", "Bob (REP)", "Ann (WFP)"});
  const Said dem{MarkingState::Marked, {{0}}};
  const Said wfp{MarkingState::Marked, {{2}}};
  const Said both{MarkingState::Marked, {{0}, {2}}};
  const Said called{MarkingState::Overvoted, {{0}, {2}}};
  const Said two{MarkingState::Marked, {{0}, {1}}};
  const Said called_two{MarkingState::Overvoted, {{0}, {1}, {2}}};
  const Said unknown{MarkingState::Overvoted, {}};
  const Said withheld{MarkingState::Redacted, {}};
  const Said blank{};
  const CardStore store =
      store_with(contest, {dem, wfp, both, called, two, called_two, unknown, withheld, blank});
  const CardStore told = retold(store, {with_lines_added(contest, 0)});
  ASSERT_EQ(told.contests()[0].choices.size(), 2U);
  EXPECT_EQ(told.contests()[0].choices[0].name, "Ann");
  EXPECT_EQ(told.contests()[0].choices[0].id.text, "Ann (DEM)+Ann (WFP)");
  EXPECT_EQ(told.contests()[0].choices[1].name, "Bob (REP)");
  const Said ann{MarkingState::Marked, {{0}}};
  const Said ann_and_bob{MarkingState::Marked, {{0}, {1}}};
  const Said still_two{MarkingState::Overvoted, {{0}, {1}}};
  EXPECT_EQ(said_in(told, 0), (std::vector<Said>{ann, ann, ann, ann, ann_and_bob, still_two,
                                                 unknown, withheld, blank}));
}

// At each rank once; the rule of counting says what a name at two ranks is.
TEST(Retold, LinesAreOneAtEachRankOfTheirOwn) {
  const CardContest contest = mayor({"Ann (DEM)", "Bob (REP)", "Ann (WFP)"}, 3);
  const CardStore store = store_with(contest, {{MarkingState::Marked, {{0, 1}, {2, 2}, {1, 3}}},
                                               {MarkingState::Marked, {{0, 1}, {2, 1}}}});
  const CardStore told = retold(store, {with_lines_added(contest, 0)});
  EXPECT_EQ(said_in(told, 0), (std::vector<Said>{{MarkingState::Marked, {{0, 1}, {0, 2}, {1, 3}}},
                                                 {MarkingState::Marked, {{0, 1}}}}));
}

TEST(Retold, OneTitleOverTwoContestsBecomesTwo) {
  const CardContest contest = mayor({"Ann", "Bob", "Cy", "Dee"});
  const Said one_each{MarkingState::Marked, {{0}, {3}}};
  const Said first_only{MarkingState::Marked, {{1}}};
  const Said above{MarkingState::Marked, {{0}, {1}, {2}}};
  const Said called{MarkingState::Overvoted, {{1}, {2}}};
  const Said withheld{MarkingState::Redacted, {}};
  CardStoreBuilder builder;
  builder.append(store_with(contest, {one_each, first_only, above, called, withheld, Said()}));
  builder.add_redacted({"rest", CardCount(3), {{0, 1, VoteCount(2)}, {0, 2, VoteCount(3)}}});
  const CardStore store = builder.finish();
  const auto split = split_before(contest, 0, 2);
  ASSERT_TRUE(split.has_value());
  const CardStore told = retold(store, {*split});
  ASSERT_EQ(told.contests().size(), 2U);
  EXPECT_EQ(told.contests()[0].id.text, "Mayor");
  EXPECT_EQ(told.contests()[1].name, "Mayor (from Cy)");
  const Said a{MarkingState::Marked, {{0}}};
  const Said b{MarkingState::Marked, {{1}}};
  const Said ab{MarkingState::Marked, {{0}, {1}}};
  EXPECT_EQ(said_in(told, 0), (std::vector<Said>{a, b, ab, b, withheld, Said()}));
  EXPECT_EQ(said_in(told, 1), (std::vector<Said>{b, Said(), a, a, withheld, Said()}));
  ASSERT_EQ(told.redacted().size(), 1U);
  EXPECT_EQ(told.redacted()[0].cards, CardCount(3));
  ASSERT_EQ(told.redacted()[0].votes.size(), 2U);
  EXPECT_EQ(told.redacted()[0].votes[1].contest, 1U);
  EXPECT_EQ(told.redacted()[0].votes[1].choice, 0U);
  EXPECT_EQ(told.redacted()[0].votes[1].votes, VoteCount(3));
  EXPECT_FALSE(split_before(contest, 0, 0).has_value());
  EXPECT_FALSE(split_before(contest, 0, 4).has_value());
}

// What nobody said anything of stays as it is: every card, its place, its ids, its marks.
TEST(Retold, EverythingElseStaysAsItWas) {
  for (const auto& [ids, size] : {std::pair{Ids::Regular, 2000U},
                                  {Ids::Odd, 2000U},
                                  {Ids::None, 66'000U}}) {  // more than one chunk
    const auto cards = thrown_cards(5, size, ids);
    const CardStore store = store_of(cards);
    EXPECT_EQ(fixture::difference(retold(store, {}), cards), "");
  }
  const auto cards = thrown_cards(6, 500, Ids::Regular);
  const CardStore store = store_of(cards);
  const CardStore told = retold(store, {*split_before(store.contests()[0], 0, 1)});
  EXPECT_EQ(told.contests().size(), 4U);
  const auto before = said_in(store, 0);
  const auto first = said_in(told, 0);
  const auto second = said_in(told, 1);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const bool marked = before[i].state == MarkingState::Marked;
    const bool of_first = marked && before[i].marks[0].choice == 0;
    EXPECT_EQ(first[i].state == MarkingState::Marked, of_first) << i;
    EXPECT_EQ(second[i].state == MarkingState::Marked, marked && !of_first) << i;
  }
  EXPECT_EQ(told.carrying(2), store.carrying(1));
  EXPECT_EQ(told.carrying(1), store.carrying(0));
  // A contest may be called as the second half is.
  CardStoreBuilder builder;
  builder.add_contest(mayor({"Ann", "Bob"}));
  CardContest other = mayor({"Cy"});
  other.id.text = "Mayor (from Bob)";
  builder.add_contest(other);
  const CardStore twice = builder.finish();
  EXPECT_EQ(retold(twice, {*split_before(twice.contests()[0], 0, 1)}).contests()[2].id.text,
            "Mayor (from Bob)'");
}

}  // namespace
}  // namespace recanvass::election
