#include "workflow/challenges.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

TEST(Challenges, AStatusIsTheLatestThatHappened) {
  Challenge challenge;
  challenge.claims.push_back({});
  EXPECT_EQ(name_of(challenge.status()), "open");
  challenge.claims[0].withdrawn_at = 4;
  EXPECT_EQ(name_of(challenge.status()), "withdrawn");
  challenge.stipulation = Stipulation{};
  EXPECT_EQ(name_of(challenge.status()), "stipulated");
  challenge.rulings.push_back({});
  EXPECT_EQ(name_of(challenge.status()), "ruled");
  StandingObjection objection;
  EXPECT_EQ(name_of(objection.status()), "open");
  objection.withdrawn_at = 4;
  EXPECT_EQ(name_of(objection.status()), "withdrawn");
  objection.rulings.push_back({});
  EXPECT_EQ(name_of(objection.status()), "ruled");
}

TEST(Challenges, GroundsAreDifferentCodes) {
  const auto& grounds = challenge_grounds();
  EXPECT_EQ(std::set<std::string>(grounds.begin(), grounds.end()).size(), grounds.size());
}

}  // namespace
}  // namespace recanvass::workflow
