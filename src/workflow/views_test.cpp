#include "workflow/counting_fixture.h"
#include "workflow/view.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

TEST(Views, EveryViewHasAnOwnNameAndASentence) {
  std::set<std::string> names;
  for (const View& view : views()) {
    EXPECT_TRUE(names.insert(view.name).second) << view.name;
    EXPECT_TRUE(view.summary.ends_with('.')) << view.name;
    ASSERT_NE(view.build, nullptr) << view.name;
  }
  EXPECT_EQ(view_named("no-such-view"), nullptr);
}

TEST(Views, EveryViewAnswersOnAnEmptyOperationAndOnOneReadyToCount) {
  const Operation empty = empty_operation(fixture::no_law());
  const Operation ready = fixture::operation_ready();
  for (const View& view : views()) {
    EXPECT_FALSE(view.build(empty, {}).is_null()) << view.name;
    EXPECT_FALSE(view.build(ready, {}).is_null()) << view.name;
  }
}

TEST(Views, OnlyStateOfficersSeeReportedFiguresBeforeSignOff) {
  Operation operation = fixture::operation_ready();
  for (const auto& [id, account] : operation.people.accounts) {
    const bool officer = account.role == Role::StateOfficer;
    EXPECT_EQ(may_see_reported(operation, {.viewer = &account}, "W1"), officer) << id;
  }
  EXPECT_FALSE(may_see_reported(operation, {}, "W1"));
  operation.counting.signed_off.emplace("W1", 20);
  EXPECT_TRUE(may_see_reported(operation, {}, "W1"));
  EXPECT_FALSE(may_see_reported(operation, {}, "W2"));
}

}  // namespace
}  // namespace recanvass::workflow
