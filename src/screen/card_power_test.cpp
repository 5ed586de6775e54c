// How large a fault must be for the screen of cast vote records to find it: faults of growing size
// planted in counties that are otherwise in order. The whole curve is the disabled test, whose
// table is in docs/screening-cards.md.
#include "screen/card_screen_fixture.h"
#include "screen/screen_cards.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace recanvass::screen {
namespace {

using Cards = std::vector<fixture::ThrownCard>;

struct PlantedSize {
  CardCheck check;
  std::string_view what;
  double size = 0.0;  // of the fault: a share, or a number of cards
};

// 8,000 cards on 8 tabulators; one neighbour in ten votes as the one before, batches lean.
fixture::ThrownShape power_shape(std::uint64_t seed) {
  fixture::ThrownShape shape;
  shape.seed = 7000 + seed;
  shape.tabulators = 8;
  shape.batches = 20;
  shape.household = 0.1;
  shape.batch_lean = 0.05;
  return shape;
}

void plant(Cards& cards, const PlantedSize& fault, std::uint64_t seed) {
  stats::RandomStream random({seed, 99}, 0);
  const auto size = static_cast<std::size_t>(fault.size);
  switch (fault.check) {
    case CardCheck::RepeatedRun:
      for (std::size_t i = 0; i < size; ++i) {
        cards[5000 + i].votes = cards[100 + i].votes;
        cards[5000 + i].precinct = cards[100 + i].precinct;
      }
      return;
    case CardCheck::AlikeRun:
      for (std::size_t i = 0; i < size; ++i) cards[2000 + i].votes = cards[2000].votes;
      return;
    case CardCheck::NumberMissing: cards.erase(cards.begin() + 3010); return;
    case CardCheck::DriftAlongBatch:
      for (auto& card : cards) {
        const double share = fault.size * card.position / 50.0;
        if (card.tabulator == 3 && random.next_unit() < share) {
          card.votes[0] = fixture::kBlankVote;
        }
      }
      return;
    default:
      for (auto& card : cards) {
        if (card.tabulator != 3 || random.next_unit() >= fault.size) continue;
        if (fault.check == CardCheck::ResidualVotes) card.votes[0] = fixture::kBlankVote;
        if (fault.check == CardCheck::TabulatorChoice) card.votes[0] = 0;
      }
      return;
  }
}

// In how many of so many counties the check finds the fault.
int found_in(const PlantedSize& fault, int counties) {
  int found = 0;
  base::SerialExecutor executor;
  for (int county = 1; county <= counties; ++county) {
    const auto seed = static_cast<std::uint64_t>(county);
    const fixture::ThrownShape shape = power_shape(seed);
    Cards cards = fixture::thrown_cards(shape);
    plant(cards, fault, seed);
    const CardScreen screen = screen_cards(fixture::store_of(cards, shape.choices), {}, executor);
    if (std::ranges::count(screen.findings, fault.check, &CardFinding::check) > 0) ++found;
  }
  return found;
}

TEST(CardPower, AFaultOfSizeIsFoundAndNoneIsNot) {
  EXPECT_EQ(found_in({CardCheck::ResidualVotes, "", 0.0}, 5), 0);
  EXPECT_EQ(found_in({CardCheck::ResidualVotes, "", 0.15}, 5), 5);
  EXPECT_EQ(found_in({CardCheck::RepeatedRun, "", 30.0}, 5), 5);
  EXPECT_EQ(found_in({CardCheck::AlikeRun, "", 12.0}, 5), 5);
}

TEST(CardPower, DISABLED_PowerByTheSizeOfTheFault) {
  const std::vector<PlantedSize> faults = {
      {CardCheck::ResidualVotes, "share of marks unread", 0.0},
      {CardCheck::ResidualVotes, "share of marks unread", 0.02},
      {CardCheck::ResidualVotes, "share of marks unread", 0.04},
      {CardCheck::ResidualVotes, "share of marks unread", 0.06},
      {CardCheck::ResidualVotes, "share of marks unread", 0.08},
      {CardCheck::TabulatorChoice, "share of cards given to a choice", 0.0},
      {CardCheck::TabulatorChoice, "share of cards given to a choice", 0.08},
      {CardCheck::TabulatorChoice, "share of cards given to a choice", 0.16},
      {CardCheck::TabulatorChoice, "share of cards given to a choice", 0.24},
      {CardCheck::DriftAlongBatch, "share unread at the end of a batch", 0.0},
      {CardCheck::DriftAlongBatch, "share unread at the end of a batch", 0.1},
      {CardCheck::DriftAlongBatch, "share unread at the end of a batch", 0.2},
      {CardCheck::RepeatedRun, "cards in the records twice", 0.0},
      {CardCheck::RepeatedRun, "cards in the records twice", 5.0},
      {CardCheck::RepeatedRun, "cards in the records twice", 7.0},
      {CardCheck::RepeatedRun, "cards in the records twice", 9.0},
      {CardCheck::RepeatedRun, "cards in the records twice", 12.0},
      {CardCheck::AlikeRun, "neighbours made alike", 0.0},
      {CardCheck::AlikeRun, "neighbours made alike", 4.0},
      {CardCheck::AlikeRun, "neighbours made alike", 6.0},
      {CardCheck::AlikeRun, "neighbours made alike", 8.0},
      {CardCheck::NumberMissing, "cards without a record", 1.0}};
  for (const PlantedSize& fault : faults) {
    const int found = found_in(fault, 40);
    std::printf("| %s | %g | %d of 40 |\n", std::string(fault.what).c_str(), fault.size, found);
  }
}

}  // namespace
}  // namespace recanvass::screen
