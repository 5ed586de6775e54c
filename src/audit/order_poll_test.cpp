#include "audit/order_poll.h"

#include "tabulate/rule_book.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string_view>

namespace recanvass::audit {
namespace {

using election::CardCount;

// Cards as people read them: "AB" ranks A before B, "" is blank.
class Paper {
 public:
  void add(std::string_view order, int cards) {
    std::vector<election::Mark>& marks = marks_.emplace_back();
    for (std::size_t i = 0; i < order.size(); ++i) {
      marks.push_back(
          {static_cast<ChoiceIndex>(order[i] - 'A'), static_cast<std::uint16_t>(i + 1)});
    }
    const auto state =
        marks.empty() ? election::MarkingState::Blank : election::MarkingState::Marked;
    for (int i = 0; i < cards; ++i) cards_.push_back(Found::marking({state, marks}));
  }
  void add(const Found& card) { cards_.push_back(card); }
  [[nodiscard]] std::vector<Found> shuffled(std::uint64_t seed) const {
    std::vector<Found> cards = cards_;
    std::uint64_t state = seed * 2654435761U + 1;
    for (std::size_t i = cards.size(); i > 1; --i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      std::swap(cards[i - 1], cards[(state >> 33U) % i]);
    }
    return cards;
  }
  [[nodiscard]] CardCount size() const { return CardCount(std::ssize(cards_)); }

 private:
  std::deque<std::vector<election::Mark>> marks_;
  std::vector<Found> cards_;
};

OrderPoll poll_of(const Paper& paper, ChoiceIndex winner, int choices) {
  OrderPoll poll;
  poll.contest = {{"m"}, "Mayor", 1, choices, 1, {}};
  for (int i = 0; i < choices; ++i) {
    const std::string name(1, static_cast<char>('A' + i));
    poll.contest.choices.push_back({{name}, name, {}});
  }
  poll.rule = *tabulate::rule_named("irv");
  poll.winner = winner;
  poll.cards = paper.size();
  return poll;
}

// A trails in first preferences and wins by transfers.
Paper by_transfers() {
  Paper paper;
  paper.add("A", 360);
  paper.add("B", 380);
  paper.add("CA", 150);
  paper.add("CB", 10);
  paper.add("", 100);
  return paper;
}

TEST(OrderPoll, TheWinnerIsConfirmedOnPartOfTheCardsAndNobodyElseOnAny) {
  const Paper paper = by_transfers();
  const OrderPoll right = poll_of(paper, 0, 3);
  const OrderPoll wrong = poll_of(paper, 1, 3);
  int confirmed = 0;
  int wrongly = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto cards = paper.shuffled(seed);
    const std::span<const Found> part(cards.data(), 700);
    confirmed += poll_orders(right, part).verdict == Verdict::Confirmed ? 1 : 0;
    wrongly += poll_orders(wrong, part).verdict == Verdict::Confirmed ? 1 : 0;
  }
  EXPECT_GE(confirmed, 35);
  EXPECT_EQ(wrongly, 0) << "B loses by 120";
}

TEST(OrderPoll, OnceEveryCardWasReadThePapersCountDecides) {
  const Paper paper = by_transfers();
  const auto cards = paper.shuffled(3);
  const OrderPollRisk right = poll_orders(poll_of(paper, 0, 3), cards);
  EXPECT_EQ(right.verdict, Verdict::Confirmed);
  EXPECT_EQ(right.risk, 0.0);
  EXPECT_EQ(right.counted, Choices{0});
  const OrderPollRisk wrong = poll_orders(poll_of(paper, 1, 3), cards);
  EXPECT_EQ(wrong.verdict, Verdict::Contradicted);
  EXPECT_EQ(wrong.risk, 1.0);
  EXPECT_EQ(wrong.counted, Choices{0});
}

TEST(OrderPoll, ATieOfTheLastTwoIsForALotAndConfirmsNobody) {
  Paper paper;
  paper.add("A", 30);
  paper.add("B", 30);
  paper.add("CA", 5);
  paper.add("CB", 5);
  for (const ChoiceIndex winner : {ChoiceIndex{0}, ChoiceIndex{1}}) {
    const auto found = poll_orders(poll_of(paper, winner, 3), paper.shuffled(1));
    EXPECT_EQ(found.verdict, Verdict::FullHandCountNeeded);
    EXPECT_EQ(found.risk, 1.0);
  }
}

// 60 cards that nobody finds can make up the lead of 50: no count of the others confirms A.
TEST(OrderPoll, CardsThatNobodyFoundSpeakForEverybodyElse) {
  for (const auto& [missing, expected] :
       {std::pair{60, Verdict::FullHandCountNeeded}, {20, Verdict::Confirmed}}) {
    Paper paper;
    paper.add("A", 125);
    paper.add("B", 75);
    for (int i = 0; i < missing; ++i) paper.add(Found::no_card());
    const auto found = poll_orders(poll_of(paper, 0, 2), paper.shuffled(7));
    EXPECT_EQ(found.not_found, missing);
    EXPECT_EQ(found.verdict, expected) << missing;
    EXPECT_TRUE(found.counted.empty());
  }
}

TEST(OrderPoll, ACardWithoutTheContestSpeaksForNobody) {
  Paper paper;
  paper.add("A", 60);
  paper.add("B", 40);
  for (int i = 0; i < 900; ++i) paper.add(Found::without());
  const auto found = poll_orders(poll_of(paper, 0, 2), paper.shuffled(2));
  EXPECT_EQ(found.verdict, Verdict::Confirmed);
  EXPECT_EQ(found.without_contest, 900);
  const auto cards = paper.shuffled(2);
  const auto part = poll_orders(poll_of(paper, 0, 2), std::span(cards.data(), 100));
  EXPECT_EQ(part.verdict, Verdict::NotYetConfirmed);
  EXPECT_GT(part.ends_open, 0u);
}

}  // namespace
}  // namespace recanvass::audit
