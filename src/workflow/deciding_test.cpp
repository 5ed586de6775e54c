#include "workflow/deciding.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(DecidingTest, TheLatestCertificateIsInForceUnlessItWasVoided) {
  Deciding deciding;
  EXPECT_EQ(deciding.certificate_in_force(), nullptr);
  deciding.certificates.emplace_back();
  deciding.certificates.emplace_back().position = 7;
  EXPECT_EQ(deciding.certificate_in_force()->position, 7U);
  deciding.certificates.back().voided_at = 9;
  EXPECT_EQ(deciding.certificate_in_force(), nullptr);
}

}  // namespace
}  // namespace recanvass::workflow
