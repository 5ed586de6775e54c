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

}  // namespace
}  // namespace recanvass::audit
