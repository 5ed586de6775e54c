#include "workflow/audit_body.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using Positions = std::vector<std::uint32_t>;

TEST(AuditBody, PlacesAreReadInTheirOrderEachOnce) {
  EXPECT_EQ(positions_in("", 5), Positions{});
  EXPECT_EQ(positions_in("4,1-2,9", 5), (Positions{4, 1, 2, 9}));
  EXPECT_EQ(positions_in("1-5", 5), (Positions{1, 2, 3, 4, 5}));
  for (const char* text : {"1-6", "1,2,3,4,5,6", "1,,2", ",1", "1,", "0", "01", "1-", "-1", "2-1",
                           "1-3,2", "1 ", "10000001", "99999999999"}) {
    EXPECT_FALSE(positions_in(text, 5)) << text;
  }
  EXPECT_EQ(positions_in("10000000", 5), Positions{10'000'000});
}

TEST(AuditBody, AShareIsAboveNoneAndBelowAll) {
  EXPECT_EQ(share_in("0.05"), base::Rational(1, 20));
  EXPECT_EQ(share_in("2/3"), base::Rational(2, 3));
  EXPECT_EQ(share_in("1/1000000"), base::Rational(1, 1'000'000));
  for (const char* text : {"0", "1", "1.5", "-0.1", "5 %", "", "1/1000001"}) {
    EXPECT_FALSE(share_in(text)) << text;
  }
}

}  // namespace
}  // namespace recanvass::workflow
