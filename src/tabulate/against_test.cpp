#include "tabulate/against.h"

#include "election/card_builder.h"
#include "election/card_fixture.h"
#include "tabulate/votes.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::UnitVotes;
using election::fixture::Ids;
using election::fixture::store_of;
using election::fixture::thrown_cards;
using Figures = std::vector<std::int64_t>;

const std::vector<election::ChoiceId> kChoices = {{"ann"}, {"bob"}, {"cid"}, {"dee"}};

UnitVotes table(const std::vector<std::pair<std::string, Figures>>& rows,
                const std::vector<election::ChoiceId>& choices = kChoices) {
  UnitVotes votes(choices);
  for (const auto& [name, figures] : rows) {
    UnitVotes::Unit unit;
    unit.name = name;
    votes.add(std::move(unit), figures);
  }
  return votes;
}

struct CauseCase {
  Figures reported;
  std::vector<std::string> causes;
  std::string words;  // of the first
};

// Cards that were loaded twice, a batch that went to another unit, a unit added to its neighbour.
TEST(AgainstReturns, WhatWasDoubledOrMovedIsNamed) {
  const std::vector<UnitBatch> batches = {{"ward 1", "7", {20, 6, 2, 0}},
                                          {"ward 2", "9", {1, 0, 0, 0}}};
  const auto causes = [&](const Figures& first, const Figures& second, const Figures& reported) {
    const auto against =
        compare_with_returns(table({{"ward 1", {40, 12, 4, 2}}, {"ward 2", first}}),
                             table({{"ward 1", second}, {"ward 2", reported}}), batches);
    std::vector<std::string> names;
    for (const auto& unit : against->different) {
      for (const LikelyCause& cause : unit.causes) names.push_back(name_of(cause.mechanism));
    }
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(causes({9, 8, 7, 6}, {20, 6, 2, 1}, {9, 8, 7, 6}), Names{"records-doubled"});
  EXPECT_EQ(causes({9, 8, 7, 6}, {20, 6, 2, 2}, {29, 14, 9, 6}),
            (Names{"batch-missing", "batch-from-elsewhere"}));
  EXPECT_EQ(causes({9, 8, 7, 6}, {49, 20, 11, 8}, {9, 8, 7, 6}), Names{"unit-added"});
  EXPECT_EQ(causes({9, 8, 7, 6}, {40, 12, 4, 2}, {10, 8, 7, 6}), (Names{"batch-twice"}));
}

TEST(AgainstReturns, NamesTheMechanismThatTurnsOneIntoTheOther) {
  const Figures recount = {120, 35, 7, 2};
  const std::vector<UnitBatch> batches = {{"ward 1", "7", {20, 5, 1, 0}},
                                          {"ward 2", "8", {1, 0, 0, 0}},
                                          {"ward 1", "9", {100, 30, 6, 2}}};
  const std::vector<CauseCase> cases = {
      {{35, 120, 7, 2}, {"columns-exchanged"}, "the votes of ann and bob are exchanged"},
      {{120, 35, 2, 7}, {"columns-exchanged"}, "the votes of cid and dee are exchanged"},
      {{240, 70, 14, 4}, {"exact-doubling"}, "every figure reported is twice the recount's"},
      {{60, 18, 3, 1}, {}, ""},
      {{140, 40, 8, 2}, {"batch-twice"}, "batch 7 is counted twice"},
      {{20, 5, 1, 0}, {"batch-missing"}, "batch 9 is left out"},
      {{121, 35, 7, 2}, {}, ""},  // batch 8 is another ward's
      {{0, 120, 35, 7},
       {"columns-shifted"},
       "from bob on, each choice has the votes of the one before it"},
      {{120, 0, 35, 7},
       {"columns-shifted"},
       "from cid on, each choice has the votes of the one before it"},
      {{35, 7, 2, 0},
       {"columns-shifted"},
       "from ann on, each choice has the votes of the one after it"},
      {{0, 0, 0, 0}, {"nothing-reported"}, "no votes were reported"},
      {{120, 35, 0, 2}, {"one-choice-missing"}, "the votes of cid are left out"},
      {{120, 53, 7, 2}, {"digits-exchanged"}, "35 of bob became 53"},
      {{120, 36, 7, 2}, {}, ""},
      {{120, 34, 8, 2}, {}, ""},
  };
  for (const CauseCase& one : cases) {
    const auto against = compare_with_returns(table({{"ward 1", recount}}),
                                              table({{"ward 1", one.reported}}), batches);
    ASSERT_TRUE(against);
    ASSERT_EQ(against->different.size(), 1U);
    std::vector<std::string> causes;
    for (const LikelyCause& cause : against->different[0].causes) {
      causes.push_back(name_of(cause.mechanism));
    }
    EXPECT_EQ(causes, one.causes) << one.words;
    if (causes.empty()) continue;
    EXPECT_EQ(against->different[0].causes[0].words, one.words);
  }
}

TEST(AgainstReturns, UnitsAreComparedByNameInAnyOrder) {
  const UnitVotes recounted = table({{"a", {1, 2, 3, 4}},
                                     {"b", {5, 6, 7, 8}},
                                     {"c", {0, 0, 0, 1}},
                                     {"d", {9, 9, 9, 9}},
                                     {"f", {0, 0, 0, 0}}});
  const UnitVotes reported = table({{"e", {1, 1, 1, 1}},
                                    {"d", {9, 9, 9, 9}},
                                    {"b", {1, 2, 3, 4}},
                                    {"a", {5, 6, 7, 8}},
                                    {"f", {0, 0, 0, 2}}});
  const auto against = compare_with_returns(recounted, reported);
  ASSERT_TRUE(against);
  EXPECT_EQ(against->units_equal, 1);
  EXPECT_EQ(against->only_recounted, (std::vector<std::string>{"c"}));
  EXPECT_EQ(against->only_reported, (std::vector<std::string>{"e"}));
  ASSERT_EQ(against->different.size(), 3U);
  EXPECT_EQ(against->different[0].unit, "a");
  ASSERT_EQ(against->different[0].causes.size(), 1U);
  EXPECT_EQ(against->different[0].causes[0].mechanism, Mechanism::UnitsExchanged);
  EXPECT_EQ(against->different[0].causes[0].words, "the figures of a and b are exchanged");
  EXPECT_EQ(against->different[2].causes[0].mechanism, Mechanism::NothingRecounted);
  EXPECT_EQ(against->recounted, (Figures{15, 17, 19, 22}));
  EXPECT_EQ(against->reported, (Figures{16, 18, 20, 24}));
}

// Returns list every batch with every contest; a batch that no card of the contest is in has none.
TEST(AgainstReturns, AUnitWithoutACardOfTheContestHasNoVotesOnEitherSide) {
  const std::vector<std::string> groups = {"a", "b", "c"};
  const UnitVotes recounted = table({{"a", {1, 2, 3, 4}}});
  const UnitVotes reported =
      table({{"a", {1, 2, 3, 4}}, {"b", {0, 0, 0, 0}}, {"c", {0, 1, 0, 0}}, {"x", {0, 0, 0, 0}}});
  const auto against = compare_with_returns(recounted, reported, {}, groups);
  ASSERT_TRUE(against);
  EXPECT_EQ(against->units_equal, 2);
  EXPECT_EQ(against->only_reported, std::vector<std::string>{"x"});
  ASSERT_EQ(against->different.size(), 1U);
  EXPECT_EQ(against->different[0].unit, "c");
  EXPECT_EQ(against->different[0].recounted, (Figures{0, 0, 0, 0}));
  ASSERT_EQ(against->different[0].causes.size(), 1U);
  EXPECT_EQ(against->different[0].causes[0].mechanism, Mechanism::NothingRecounted);
  const auto unknown = compare_with_returns(recounted, reported);
  EXPECT_EQ(unknown->only_reported.size(), 3U);
}

// Figures that were withheld from the records are not unexplained where they are what differs.
TEST(AgainstReturns, WhatIsWithheldFromTheRecordsIsNamed) {
  const Figures recount = {40, 12, 4, 2};
  Withheld withheld;
  withheld.totals = {{"Redacted, P1", {3, 1, 0, 0}}, {"Redacted, P2", {1, 0, 2, 0}}};
  withheld.cards = {{"ward 1", 2}};
  withheld.votes_max = 1;
  const auto words = [&](const Figures& reported) {
    const auto against = compare_with_returns(table({{"ward 1", recount}}),
                                              table({{"ward 1", reported}}), {}, {}, withheld);
    std::vector<std::string> all;
    for (const auto& unit : against->different) {
      for (const LikelyCause& cause : unit.causes) {
        all.push_back(name_of(cause.mechanism) + ": " + cause.words);
      }
    }
    EXPECT_EQ(against->withheld, (Figures{4, 1, 2, 0}));
    return all;
  };
  using Words = std::vector<std::string>;
  const std::string cards =
      "withheld-cards: the records withhold what 2 of its cards say, and the votes may be theirs";
  EXPECT_EQ(
      words({43, 13, 4, 2}),
      Words{"withheld-totals: the totals \"Redacted, P1\" of withheld cards are counted here"});
  EXPECT_EQ(words({44, 13, 6, 2}),
            Words{"withheld-totals: all totals of withheld cards are counted here"});
  EXPECT_EQ(words({41, 13, 4, 2}), Words{cards});
  EXPECT_EQ(words({42, 12, 4, 2}), Words{cards});
  EXPECT_EQ(words({42, 13, 4, 2}), Words());  // three votes of two cards with one each
  EXPECT_EQ(words({39, 13, 4, 2}), Words());  // no card takes a vote away
  withheld.votes_max = 0;
  EXPECT_EQ(words({42, 13, 4, 2}), Words{cards});
}

TEST(AgainstReturns, OtherChoicesAndAUnitTwiceAreRefused) {
  const auto other =
      compare_with_returns(table({{"a", {1, 2, 3, 4}}}),
                           table({{"a", {1, 2, 3, 4}}}, {{"ann"}, {"bob"}, {"cid"}, {"eve"}}));
  ASSERT_FALSE(other);
  ASSERT_EQ(other.problems().size(), 2U);
  EXPECT_EQ(other.problems()[0].cause, "against.choice");
  EXPECT_EQ(other.problems()[0].place.column, "dee");
  EXPECT_EQ(other.problems()[1].place.column, "eve");
  const UnitVotes twice = table({{"a", {1, 2, 3, 4}}, {"a", {1, 2, 3, 4}}});
  const auto unit = compare_with_returns(twice, twice);
  ASSERT_FALSE(unit);
  EXPECT_EQ(unit.problems().size(), 2U);
  EXPECT_EQ(unit.problems()[0].cause, "against.unit");
}

TEST(WithheldOf, CardsStandByUnitAndTotalsInNone) {
  const auto cards = thrown_cards(11, 3000, Ids::None);
  const auto store = store_of(cards);
  std::map<std::string, std::int64_t> wanted;
  for (const auto& card : cards) {
    const auto found = card.markings.find(1);
    if (found == card.markings.end()) continue;
    if (found->second.state == election::MarkingState::Redacted) {
      ++wanted[card.style];
    }
  }
  ASSERT_EQ(wanted.size(), 4U);
  EXPECT_EQ(withheld_of(store, 1, GroupBy::Style, 9).cards, wanted);
  election::CardStoreBuilder builder;
  builder.append(store);
  builder.add_redacted({"one", std::nullopt, {{0, 2, election::VoteCount(7)}}});
  builder.add_redacted({"two", std::nullopt, {{1, 0, election::VoteCount(5)}}});
  const auto with_rows = builder.finish();
  const Withheld withheld = withheld_of(with_rows, 0, GroupBy::Everything, 1);
  ASSERT_EQ(withheld.totals.size(), 1U);
  EXPECT_EQ(withheld.totals[0].label, "one");
  EXPECT_EQ(withheld.totals[0].votes, (Figures{0, 0, 7}));
  const UnitVotes bare = unit_votes_of(with_rows, 0, GroupBy::Everything, 1);
  const UnitVotes whole = with_totals(bare, withheld);
  EXPECT_EQ(whole.votes(0, 2).value(), bare.votes(0, 2).value() + 7);
  EXPECT_EQ(whole.votes(0, 1), bare.votes(0, 1));
}

TEST(UnitVotesOf, TheGroupsOfAStoreAddUpToItsContest) {
  const auto store = store_of(thrown_cards(11, 3000, Ids::None));
  const VoteTally whole = tally_votes(profile_of(store, 1), 9);
  for (const GroupBy by : {GroupBy::Batch, GroupBy::Style, GroupBy::Tabulator, GroupBy::Precinct,
                           GroupBy::CountingGroup}) {
    const UnitVotes votes = unit_votes_of(store, 1, by, 9);
    const auto totals = votes.totals();
    ASSERT_EQ(totals.size(), whole.votes.size());
    for (std::size_t i = 0; i < totals.size(); ++i) EXPECT_EQ(totals[i].votes, whole.votes[i]);
    std::int64_t ballots = 0;
    std::int64_t blank = 0;
    for (const UnitVotes::Unit& unit : votes.units()) {
      ballots += unit.ballots;
      blank += unit.blank;
    }
    EXPECT_EQ(ballots, store.carrying(1).value());
    EXPECT_EQ(blank, whole.blank.value());
  }
  EXPECT_GT(unit_votes_of(store, 1, GroupBy::Batch, 9).units().size(), 10U);
  const auto against = compare_with_returns(unit_votes_of(store, 1, GroupBy::Batch, 9),
                                            unit_votes_of(store, 1, GroupBy::Batch, 9));
  ASSERT_TRUE(against);
  EXPECT_TRUE(against->different.empty());
}

TEST(AgainstReturns, TheBatchesOfAUnitAddUpToItsVotes) {
  const auto store = store_of(thrown_cards(6, 3000, Ids::Regular));
  for (const GroupBy by : {GroupBy::Style, GroupBy::Tabulator, GroupBy::Everything}) {
    const UnitVotes units = unit_votes_of(store, 0, by, 1);
    const auto batches = unit_batches_of(store, 0, by, 1);
    ASSERT_FALSE(batches.empty());
    for (std::size_t unit = 0; unit < units.units().size(); ++unit) {
      Figures sum(units.choices().size(), 0);
      for (const UnitBatch& batch : batches) {
        if (batch.unit != units.units()[unit].name) continue;
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += batch.votes[i];
      }
      for (std::size_t i = 0; i < sum.size(); ++i) {
        EXPECT_EQ(sum[i], units.votes(unit, i).value()) << name_of(by);
      }
    }
  }
  EXPECT_EQ(unit_votes_of(store, 0, GroupBy::Everything, 1).units().size(), 1U);
}

}  // namespace
}  // namespace recanvass::tabulate
