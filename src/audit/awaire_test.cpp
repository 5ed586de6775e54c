#include "audit/awaire.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace recanvass::audit {
namespace {

using election::CardCount;

// Cards of each order, in an order that a plain congruential sequence throws.
class Urn {
 public:
  explicit Urn(const std::vector<std::pair<std::string_view, int>>& ballots) {
    for (const auto& [ballot, cards] : ballots) {
      Choices order;
      for (const char letter : ballot) order.push_back(static_cast<ChoiceIndex>(letter - 'A'));
      for (int i = 0; i < cards; ++i) cards_.push_back(order);
    }
  }
  [[nodiscard]] CardCount size() const {
    return CardCount(static_cast<std::int64_t>(cards_.size()));
  }
  [[nodiscard]] std::vector<Choices> shuffled(std::uint64_t seed) const {
    std::vector<Choices> cards = cards_;
    std::uint64_t state = seed * 2654435761U + 1;
    for (std::size_t i = cards.size(); i > 1; --i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      std::swap(cards[i - 1], cards[(state >> 33U) % i]);
    }
    return cards;
  }

 private:
  std::vector<Choices> cards_;
};

// Cards until confirmed; all of them where it never is.
std::size_t cards_until_confirmed(std::size_t choices, const Urn& urn, std::uint64_t seed,
                                  const AwaireRules& rules, bool& confirmed) {
  Awaire audit(choices, 0, urn.size(), rules);
  const auto cards = urn.shuffled(seed);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    audit.read(cards[i]);
    confirmed = audit.confirmed();
    if (confirmed) return i + 1;
  }
  return cards.size();
}

constexpr FlawWeights kAllWeights[] = {FlawWeights::Largest, FlawWeights::Linear,
                                       FlawWeights::Quadratic, FlawWeights::QuadraticPlus};

TEST(Awaire, AWideWinnerIsConfirmedOnFewCardsWhateverTheWeights) {
  const Urn urn({{"AB", 500}, {"BA", 200}, {"CAB", 150}, {"DA", 100}, {"", 50}});
  for (const FlawWeights weights : kAllWeights) {
    AwaireRules rules;
    rules.weights = weights;
    double in_all = 0.0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      bool confirmed = false;
      in_all += static_cast<double>(cards_until_confirmed(4, urn, seed, rules, confirmed));
      EXPECT_TRUE(confirmed);
    }
    EXPECT_LT(in_all / 20.0, 250.0);
  }
}

// The order C, A, B is right: B and A tie in the last round. At a risk limit of 10 % no more than
// 10 % of 300 audits may confirm A: 30 and three standard deviations, 46.
TEST(Awaire, AWrongWinnerIsConfirmedNoMoreOftenThanTheRiskLimit) {
  const Urn urn({{"A", 150}, {"B", 120}, {"CB", 30}});
  for (const FlawWeights weights : kAllWeights) {
    AwaireRules rules;
    rules.weights = weights;
    rules.risk_limit = 0.1;
    int wrong = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      bool confirmed = false;
      cards_until_confirmed(3, urn, seed, rules, confirmed);
      wrong += confirmed ? 1 : 0;
    }
    EXPECT_LE(wrong, 46);
  }
}

TEST(Awaire, RiskFallsFromOneAndConfirmsAtTheLimit) {
  const Urn urn({{"A", 700}, {"B", 200}, {"C", 100}});
  Awaire audit(3, 0, urn.size());
  EXPECT_EQ(audit.risk(), 1.0);
  EXPECT_FALSE(audit.confirmed());
  double last = 1.0;
  for (const Choices& order : urn.shuffled(7)) {
    audit.read(order);
    EXPECT_LE(audit.risk(), last);
    last = audit.risk();
    if (audit.confirmed()) break;
  }
  EXPECT_TRUE(audit.confirmed());
  EXPECT_LE(audit.risk(), 0.05);
  EXPECT_GT(audit.risk(), 0.0);
}

TEST(Awaire, OrdersGrowOnlyWhereNothingSpeaksAgainstTheirEnds) {
  // Of thirty choices most have no votes; ends with them are never taken apart.
  const Urn urn({{"A", 600}, {"B", 300}, {"CB", 100}});
  Awaire audit(30, 0, urn.size());
  EXPECT_EQ(audit.ends_open(), 29u * 29u);
  std::size_t most = 0;
  for (const Choices& order : urn.shuffled(3)) {
    audit.read(order);
    most = std::max(most, audit.ends_open());
    if (audit.confirmed()) break;
  }
  EXPECT_TRUE(audit.confirmed());
  EXPECT_LT(most, 30000u);
}

}  // namespace
}  // namespace recanvass::audit
