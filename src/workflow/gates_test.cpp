#include "workflow/gates.h"

#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(GatesTest, OpenInOrderAndForTheRightCounty) {
  Operation operation = fixture::operation_with_inputs();
  EXPECT_EQ(counting_may_go_on(operation)[0].cause, "order.commitment");
  operation = fixture::operation_ready();
  EXPECT_TRUE(counting_may_go_on(operation).empty());
  EXPECT_TRUE(author_acts_in(operation, "clerk", "us-wi-dane").empty());
  EXPECT_FALSE(author_acts_in(operation, "clerk", "us-wi-rock").empty());
  EXPECT_TRUE(author_acts_in(operation, "wec", "us-wi-rock").empty());
  EXPECT_EQ(batch_named(operation, "nothing"), nullptr);
  EXPECT_EQ(choice_ids(operation), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace recanvass::workflow
