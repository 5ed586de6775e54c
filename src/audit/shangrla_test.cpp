#include "audit/shangrla.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

// Trap 4: what it writes over its products at the end of a population.
TEST(Shangrla, Trap4EntriesNearTheEndAreOverwritten) {
  ShangrlaSettings settings;
  settings.population = 12;
  settings.lam = 0.7;
  const std::vector<double> ones(12, 1.0);
  const auto result = shangrla_test(ShangrlaTest::FixedBet, settings, ones);
  EXPECT_NEAR(result.history[5], 0.10548865043390433, 1e-14);
  EXPECT_EQ(result.history[6], 1.0);  // the null mean is 0: 1 is written
  EXPECT_EQ(result.history[7], 0.0);  // below 0: impossible
  EXPECT_EQ(result.p, 0.0);
  EXPECT_TRUE(result.overwritten);
}

TEST(Shangrla, ATieDividesNothingByNothing) {
  ShangrlaSettings settings;
  settings.lam = 0.4;
  const auto result = shangrla_test(ShangrlaTest::Agrapa, settings, std::vector<double>(4, 0.5));
  EXPECT_EQ(result.history[0], 1.0);
  EXPECT_TRUE(std::isnan(result.history[1]));
  EXPECT_EQ(result.p, 1.0);
}

TEST(Shangrla, KaplansFunctionsUseTheSameNullForEveryDraw) {
  ShangrlaSettings settings;
  settings.population = 10;
  settings.g = 0.1;
  const std::vector<double> values{1.0, 1.0};
  const auto markov = shangrla_test(ShangrlaTest::KaplanMarkov, settings, values);
  EXPECT_NEAR(markov.p, std::pow(0.6 / 1.1, 2.0), 1e-15);
  const auto kolmogorov = shangrla_test(ShangrlaTest::KaplanKolmogorov, settings, values);
  EXPECT_NEAR(kolmogorov.p, 0.6 / 1.1 * (4.9 / 9.0) / 1.1, 1e-15);
}

}  // namespace
}  // namespace recanvass::audit
