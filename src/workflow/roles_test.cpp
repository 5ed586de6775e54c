#include "workflow/roles.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(RolesTest, EveryRoleIsReadBackFromItsName) {
  for (const std::string& name : role_names()) {
    ASSERT_TRUE(role_named(name).has_value()) << name;
    EXPECT_EQ(name_of(*role_named(name)), name);
  }
  EXPECT_FALSE(role_named("administrator").has_value());
}

TEST(RolesTest, ACountysAccountActsInItsCountyOnly) {
  Account account;
  account.county = "us-wi-dane";
  EXPECT_TRUE(may_act_in(account, "us-wi-dane"));
  EXPECT_FALSE(may_act_in(account, "us-wi-rock"));
  account.county.clear();
  EXPECT_TRUE(may_act_in(account, "us-wi-rock"));
}

}  // namespace
}  // namespace recanvass::workflow
