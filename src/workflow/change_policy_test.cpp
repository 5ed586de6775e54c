#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;

TEST(ChangePolicyTest, TwoPersonsChangeItAndBothAreKept) {
  Operation operation = fixture::operation_ready();
  const auto change = [](const std::string& policy) {
    return command_of("policy.change", "wec", {{"policy", policy}, {"reason", "law day"}});
  };
  EXPECT_EQ(fixture::do_command(operation, change("us-xx-2016")), Causes{"policy.unknown"});
  EXPECT_EQ(fixture::do_command(operation, change("us-wi-2016")), Causes{"policy.same"});
  EXPECT_EQ(fixture::do_command(operation, change("us-mi-2025")), Causes{"policy.unknown"})
      << "of another state";
  EXPECT_EQ(fixture::do_command(operation, change("us-wi-2000")), Causes{"policy.unknown"})
      << "before the first that is known";
  EXPECT_EQ(fixture::do_with_second(operation, change("us-wi-2024"), "wec2"), Causes{});
  EXPECT_EQ(operation.setup.policy, "us-wi-2024");
  ASSERT_EQ(operation.reconciling.policy_changes.size(), 1U);
  const PolicyChange& kept = operation.reconciling.policy_changes[0];
  EXPECT_EQ(kept.from, "us-wi-2016");
  EXPECT_EQ(kept.by, "wec");
  EXPECT_EQ(kept.approved_by, "wec2");
}

// Another policy would withdraw a board's rulings and open units under what was signed.
TEST(ChangePolicyTest, NotOnceACountyHasStatedItsResult) {
  Operation operation = fixture::operation_ready();
  operation.deciding.county_statements["us-wi-dane"].emplace_back();
  EXPECT_EQ(
      fixture::do_command(operation, command_of("policy.change", "wec",
                                                {{"policy", "us-wi-2024"}, {"reason", "what if"}})),
      Causes{"policy.stated"});
}

}  // namespace
}  // namespace recanvass::workflow
