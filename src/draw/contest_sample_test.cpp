#include "draw/contest_sample.h"

#include "draw/cryptorandom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::draw {
namespace {

constexpr std::string_view kSampleSeed = "12345678901234567890";

// Three contests; styles: all of them, the first, the second and third, none.
struct Cards {
  std::vector<std::uint32_t> style_of_card;
  std::vector<std::vector<std::uint32_t>> contests_of{{0, 1, 2}, {0}, {1, 2}, {}};
  [[nodiscard]] ListedCards listed() const { return {style_of_card, contests_of, 3}; }
};

Cards thrown(std::uint64_t cards) {
  Cards made;
  Cryptorandom dice("styles");
  for (std::uint64_t i = 0; i < cards; ++i) {
    made.style_of_card.push_back(static_cast<std::uint32_t>(dice.next_below(4)));
  }
  return made;
}

// The definition: sort all cards of a contest by number.
std::vector<NumberedCard> plainly(const Cards& cards, std::uint32_t contest, std::uint64_t size) {
  std::vector<NumberedCard> of_contest;
  Cryptorandom source(kSampleSeed);
  for (std::uint64_t card = 0; card < cards.style_of_card.size(); ++card) {
    const TicketNumber number = source.next_number();
    const auto& contests = cards.contests_of[cards.style_of_card[card]];
    if (std::ranges::find(contests, contest) != contests.end())
      of_contest.push_back({number, card});
  }
  std::ranges::sort(of_contest);
  of_contest.resize(std::min<std::size_t>(size, of_contest.size()));
  return of_contest;
}

TEST(ContestSample, IsEachContestsCardsWithTheSmallestNumbers) {
  for (const std::uint64_t card_count : {0U, 1U, 7U, 400U, 70000U}) {
    const Cards cards = thrown(card_count);
    const std::vector<std::uint64_t> sizes{card_count / 3, 5, 0};
    base::SerialExecutor executor;
    const auto sample = consistent_sample(cards.listed(), SequenceNumbers(kSampleSeed, card_count),
                                          sizes, executor);
    std::set<NumberedCard> together;
    for (std::uint32_t contest = 0; contest < 3; ++contest) {
      const auto expected = plainly(cards, contest, sizes[contest]);
      EXPECT_EQ(sample.contests[contest].cards, expected) << card_count << " " << contest;
      EXPECT_EQ(sample.contests[contest].threshold.has_value(), !expected.empty());
      together.insert(expected.begin(), expected.end());
    }
    EXPECT_EQ(sample.cards, std::vector<NumberedCard>(together.begin(), together.end()))
        << card_count;
  }
}

TEST(ContestSample, OneThatWantsMoreThanThereIsReadsAllOfItsCards) {
  const Cards cards = thrown(50);
  base::SerialExecutor executor;
  const auto sample = consistent_sample(cards.listed(), SequenceNumbers(kSampleSeed, 50),
                                        std::vector<std::uint64_t>{1000, 0, 0}, executor);
  EXPECT_EQ(sample.contests[0].cards, plainly(cards, 0, 1000));
  EXPECT_FALSE(sample.contests[1].serves(TicketNumber{}));
}

TEST(ContestSample, ALaterRoundHoldsTheCardsOfTheFirst) {
  const Cards cards = thrown(2000);
  base::SerialExecutor executor;
  const SequenceNumbers numbers(kSampleSeed, 2000);
  const auto first =
      consistent_sample(cards.listed(), numbers, std::vector<std::uint64_t>{20, 10, 4}, executor);
  const auto second =
      consistent_sample(cards.listed(), numbers, std::vector<std::uint64_t>{20, 90, 5}, executor);
  EXPECT_TRUE(std::ranges::includes(second.cards, first.cards));
}

// Trap 24: without the threshold a contest would count cards that others had pulled.
TEST(ContestSample, ACardBeyondTheThresholdIsNoEvidenceForAContest) {
  const Cards cards = thrown(3000);
  base::SerialExecutor executor;
  const auto sample = consistent_sample(cards.listed(), SequenceNumbers(kSampleSeed, 3000),
                                        std::vector<std::uint64_t>{300, 10, 10}, executor);
  std::uint64_t pulled = 0;
  std::uint64_t serving = 0;
  for (const NumberedCard& card : sample.cards) {
    const auto& contests = cards.contests_of[cards.style_of_card[card.card]];
    if (std::ranges::find(contests, 1U) == contests.end()) continue;
    ++pulled;
    if (sample.contests[1].serves(card.number)) ++serving;
  }
  EXPECT_GT(pulled, 100u);
  EXPECT_EQ(serving, 10u);
}

// Trap 23: the numbers belong to places in the list.
TEST(ContestSample, AnotherOrderOfTheListIsAnotherSampleUnlessNumbersComeFromIds) {
  Cards cards = thrown(500);
  base::SerialExecutor executor;
  const std::vector<std::uint64_t> sizes{10, 10, 10};
  const SequenceNumbers numbers(kSampleSeed, 500);
  const auto before = consistent_sample(cards.listed(), numbers, sizes, executor);
  std::ranges::reverse(cards.style_of_card);
  const auto after = consistent_sample(cards.listed(), numbers, sizes, executor);
  std::set<std::uint64_t> first;
  std::set<std::uint64_t> second;
  for (const NumberedCard& card : before.cards) first.insert(card.card);
  for (const NumberedCard& card : after.cards) second.insert(499 - card.card);
  EXPECT_NE(first, second);
  EXPECT_EQ(number_of_id("7", "1-2-3"), base::sha256("7,1-2-3"));
}

TEST(ContestSample, ExpectedCardsAreTheLargestShareOfEachCard) {
  Cards cards;
  cards.style_of_card = {0, 0, 1, 1, 2, 3};  // 4 cards with contest 0, 3 each with 1 and 2
  EXPECT_DOUBLE_EQ(expected_cards(cards.listed(), std::vector<std::uint64_t>{2, 3, 0}),
                   1.0 + 1.0 + 0.5 + 0.5 + 1.0);
}

// Runs blocks from the last to the first.
class BackwardExecutor : public base::Executor {
 public:
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    for (std::size_t i = blocks; i-- > 0;) block(i);
  }
};

TEST(ContestSample, IsTheSameInAnyOrderOfBlocks) {
  const Cards cards = thrown(200000);
  const std::vector<std::uint64_t> sizes{300, 300, 20};
  base::SerialExecutor forward;
  BackwardExecutor backward;
  const SequenceNumbers numbers(kSampleSeed, 200000);
  EXPECT_EQ(consistent_sample(cards.listed(), numbers, sizes, forward).cards,
            consistent_sample(cards.listed(), numbers, sizes, backward).cards);
}

TEST(ContestSample, NumbersThatAreGivenAreUsedAsTheyAre) {
  const Cards cards = thrown(70000);
  std::vector<TicketNumber> given(70000);
  Cryptorandom source(kSampleSeed);
  for (TicketNumber& number : given) number = source.next_number();
  base::SerialExecutor executor;
  const std::vector<std::uint64_t> sizes{30, 30, 20};
  EXPECT_EQ(consistent_sample(cards.listed(), GivenNumbers(given), sizes, executor).cards,
            consistent_sample(cards.listed(), SequenceNumbers(kSampleSeed, 70000), sizes, executor)
                .cards);
}

}  // namespace
}  // namespace recanvass::draw
