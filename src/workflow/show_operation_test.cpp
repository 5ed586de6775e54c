#include "workflow/counting_fixture.h"
#include "workflow/view.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(ShowOperation, SaysHowFarTheOperationIs) {
  Operation operation = fixture::operation_ready();
  const base::Json before = view_named("operation")->build(operation, {});
  EXPECT_EQ(before["batches"], 3);
  EXPECT_EQ(before["batches_settled"], 0);
  EXPECT_EQ(before["units"], 2);
  EXPECT_EQ(before["published"], true);
  EXPECT_EQ(before["witnessed"], true);
  for (const char* author : {"team-1", "team-2"}) {
    ASSERT_EQ(fixture::do_command(operation, fixture::tally(author, "B3", 10, 4, 6)),
              fixture::Causes{});
  }
  EXPECT_EQ(view_named("operation")->build(operation, {})["batches_settled"], 1);
}

}  // namespace
}  // namespace recanvass::workflow
