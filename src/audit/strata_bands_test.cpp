#include "audit/strata.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

TEST(StrataBands, ALawfulBetNeverLosesMoreThanThereIs) {
  std::vector<double> mixed;
  for (int i = 0; i < 40; ++i) mixed.push_back(i % 5 == 0 ? 0.0 : 1.0);
  const StratumDraws one{60, 1.0, true, std::vector<double>(40, 0.0)};
  const StratumDraws two{60, 1.0, true, mixed};
  const auto lawful = banded_risk(one, two, 0.5, 20, BandBet::AprioriBernoulli, BandBets::Lawful);
  EXPECT_EQ(lawful.log_evidence.size(), 81u);
  EXPECT_EQ(lawful.log_evidence.front(), 0.0);
  for (const double log_t : lawful.log_evidence) EXPECT_FALSE(std::isnan(log_t));
}

TEST(StrataBands, EvidenceIsTheLeastOverAllBands) {
  std::vector<double> high(50, 0.9);
  const StratumDraws one{1000, 1.0, false, high};
  const StratumDraws two{1000, 1.0, false, high};
  const auto few = banded_risk(one, two, 0.5, 5, BandBet::PredictableBernoulli, BandBets::Lawful);
  const auto many =
      banded_risk(one, two, 0.5, 100, BandBet::PredictableBernoulli, BandBets::Lawful);
  EXPECT_GT(many.log_evidence.back(), few.log_evidence.back());  // wide bands bet with more care
  EXPECT_GT(few.log_evidence.back(), 0.0);
  EXPECT_NEAR(0.5 * many.centre[0] + 0.5 * many.centre[1], 0.5, 1e-12);
}

// Of 10 cards, 3 of them 1: a mean of 0.3 stands to the end, one of 0.2 falls with the third.
TEST(StrataBands, CardsWorthMoreThanAStratumRefuteItsMeanAndNoOthersDo) {
  const std::vector<double> ones_first = {1, 1, 1, 0, 0, 0, 0, 0, 0, 0};
  const StratumDraws seen{10, 1.0, true, ones_first};
  const StratumDraws other{10, 1.0, true, {}};
  // One band: its ends are (0, 0.3) and (0.3, 0), and the second stratum says nothing.
  const auto whole = banded_risk(seen, other, 0.15, 1, BandBet::Fixed, BandBets::Lawful);
  EXPECT_FALSE(std::isinf(whole.log_evidence.back()));
  const auto less = banded_risk(seen, other, 0.1, 1, BandBet::Fixed, BandBets::Lawful);
  EXPECT_FALSE(std::isinf(less.log_evidence[2]));
  EXPECT_TRUE(std::isinf(less.log_evidence[3]));
}

}  // namespace
}  // namespace recanvass::audit
