#include "election/join_cards.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

using Names = std::vector<std::string>;

CardContest governor(const Names& choices, std::int32_t vote_for = 1) {
  CardContest contest{{"g"}, "Governor", vote_for, 0, 1, {}};
  for (const std::string& name : choices) {
    contest.choices.push_back({{std::to_string(contest.choices.size())}, name, {}});
  }
  return contest;
}

// One machine "10" and a batch "1", and a card for each choice marked.
CardStore county(const std::vector<CardContest>& contests,
                 const std::vector<std::pair<std::uint32_t, std::vector<ChoiceIndex>>>& cards) {
  CardStoreBuilder builder;
  for (const CardContest& contest : contests) builder.add_contest(contest);
  std::uint32_t position = 0;
  for (const auto& [contest, choices] : cards) {
    const CardProfile profile{builder.style("A"), builder.precinct("Ward 1"), 0, false};
    const std::string printed = "10-1-" + std::to_string(++position);
    builder.add_card({builder.profile(profile),
                      builder.batch(builder.tabulator("10"), "1"),
                      position,
                      true,
                      printed,
                      {}});
    std::vector<Mark> marks;
    for (const ChoiceIndex choice : choices) marks.push_back({choice});
    builder.add_marking(contest, builder.markings(contest).code_of(MarkingState::Marked, marks));
  }
  return builder.finish();
}

// Votes by the choice's name.
std::map<std::string, int> votes(const CardStore& store, std::uint32_t contest) {
  std::map<std::string, int> sums;
  for (std::uint64_t card = 0; card < static_cast<std::uint64_t>(store.cards().value()); ++card) {
    const auto marking = store.marking(store.place_of(card), contest);
    if (!marking) continue;
    for (const Mark& mark : marking->marks) {
      ++sums[store.contests()[contest].choices[mark.choice].name];
    }
  }
  return sums;
}

TEST(JoinCards, ContestsThatAreDescribedAlikeAreOneWhateverTheOrderOfTheirChoices) {
  const CardStore adams = county({governor({"Ada", "Ben"})}, {{0, {0}}, {0, {0}}, {0, {1}}});
  CardContest other = governor({"BEN", " ada", "Cy"});
  other.id.text = "77";
  const CardStore alamosa = county({other}, {{0, {0}}, {0, {2}}});
  const JoinedCards joined = join_cards({{"adams", &adams}, {"alamosa", &alamosa}});
  ASSERT_EQ(joined.store.contests().size(), 1U);
  EXPECT_EQ(votes(joined.store, 0),
            (std::map<std::string, int>{{"Ada", 2}, {"Ben", 2}, {"Cy", 1}}));
  EXPECT_EQ(joined.remarks, Names{"\"Governor\" is one contest in adams, alamosa"});
}

TEST(JoinCards, MachinesBatchesPrecinctsAndStylesOfOneNameStayApart) {
  const CardStore adams = county({governor({"Ada", "Ben"})}, {{0, {0}}});
  const JoinedCards joined = join_cards({{"adams", &adams}, {"alamosa", &adams}});
  EXPECT_EQ(joined.store.cards().value(), 2);
  EXPECT_EQ(joined.store.names().batches.size(), 2U);
  EXPECT_EQ(joined.store.names().precincts, (Names{"", "adams/Ward 1", "alamosa/Ward 1"}));
  EXPECT_EQ(joined.store.names().styles, (Names{"", "adams/A", "alamosa/A"}));
  EXPECT_EQ(joined.store.imprinted_id(joined.store.place_of(1)), "10-1-1") << "as it is printed";
}

TEST(JoinCards, ContestsOfOneTitleThatAreDescribedOtherwiseStayApart) {
  const CardStore adams = county({governor({"Ada", "Ben"})}, {{0, {0}}});
  CardContest ranked = governor({"Ada", "Ben"});
  ranked.ranks = 3;
  for (const CardContest& other :
       {governor({"Cy", "Dee"}), governor({"Ada", "Ben"}, 2), governor({"Ada", "Cy"}), ranked,
        governor({"Ada", "Ben", "ben"})}) {
    const CardStore alamosa = county({other}, {{0, {0}}});
    const JoinedCards joined = join_cards({{"adams", &adams}, {"alamosa", &alamosa}});
    ASSERT_EQ(joined.store.contests().size(), 2U);
    EXPECT_EQ(joined.store.contests()[0].name, "Governor");
    EXPECT_EQ(joined.store.contests()[1].name, "Governor (alamosa)");
    EXPECT_NE(joined.store.contests()[1].id, joined.store.contests()[0].id);
    EXPECT_EQ(joined.remarks,
              Names{"\"Governor\" is described otherwise in alamosa: contests of their own"});
  }
}

TEST(JoinCards, VotesAllowedThatOnePartDoesNotSayAreThoseOfTheOtherUnlessACardHasMore) {
  const CardStore says = county({governor({"Ada", "Ben"})}, {{0, {0}}});
  const CardStore fits = county({governor({"Ada", "Ben"}, 0)}, {{0, {1}}});
  const CardStore more = county({governor({"Ada", "Ben"}, 0)}, {{0, {0, 1}}});
  for (const auto& [first, second, contests] :
       {std::tuple{&says, &fits, 1U}, std::tuple{&fits, &says, 1U}, std::tuple{&says, &more, 2U},
        std::tuple{&more, &says, 2U}, std::tuple{&more, &fits, 1U}}) {
    const JoinedCards joined = join_cards({{"a", first}, {"b", second}});
    ASSERT_EQ(joined.store.contests().size(), contests);
    const bool known = first == &says || (second == &says && contests == 1);
    EXPECT_EQ(joined.store.contests()[0].vote_for, known ? 1 : 0);
  }
}

TEST(JoinCards, TwoContestsOfOnePartAreNeverOne) {
  CardContest twin = governor({"Ada", "Ben"});
  twin.id.text = "h";
  const CardStore adams = county({governor({"Ada", "Ben"}), twin}, {{0, {0}}, {1, {1}}});
  const JoinedCards joined = join_cards({{"adams", &adams}, {"alamosa", &adams}});
  ASSERT_EQ(joined.store.contests().size(), 2U);
  EXPECT_EQ(votes(joined.store, 0), (std::map<std::string, int>{{"Ada", 2}}));
  EXPECT_EQ(votes(joined.store, 1), (std::map<std::string, int>{{"Ben", 2}}));
}

}  // namespace
}  // namespace recanvass::election
