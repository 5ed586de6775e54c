#include "workflow/unit_gates.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(UnitGatesTest, AUnitIsKnownAndTheAuthorActsThere) {
  const Operation operation = fixture::operation_ready();
  EXPECT_TRUE(unit_is_within(operation, "clerk", "W1").empty());
  EXPECT_TRUE(unit_is_within(operation, "wec", "W1").empty());
  EXPECT_EQ(unit_is_within(operation, "nobody", "W1")[0].cause, "author.county");
  EXPECT_EQ(unit_is_within(operation, "clerk", "W9")[0].cause, "unit.unknown");
}

TEST(UnitGatesTest, CausesAndChoicesAreThoseThatAreKnown) {
  const Operation operation = fixture::operation_ready();
  EXPECT_TRUE(cause_in({{"cause", "JAM"}}, "cause").empty());
  EXPECT_EQ(cause_in({{"cause", "JAMM"}}, "cause")[0].cause, "cause.unknown");
  EXPECT_TRUE(choices_are_known(operation, {{"a", 1}}, "W1").empty());
  EXPECT_EQ(choices_are_known(operation, {{"c", 1}}, "W1").size(), 1U);
}

}  // namespace
}  // namespace recanvass::workflow
