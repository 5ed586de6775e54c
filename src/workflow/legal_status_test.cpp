#include "workflow/legal_status.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(LegalStatusTest, WithoutEntriesNothingStands) {
  const Operation operation = fixture::operation_ready();
  EXPECT_FALSE(legal_standing(operation).stands.has_value());
  EXPECT_TRUE(legal_events(operation).empty());
}

TEST(LegalStatusTest, CountedFiguresAreKnownWhenEveryUnitIsClosed) {
  Operation operation = fixture::operation_ready();
  const NamedResultSet counted{"recount", "recount", "counted", {}, 0};
  const NamedResultSet reported{"original", "original-canvass", "reported", {}, 0};
  EXPECT_TRUE(votes_of_set(operation, counted).empty());
  EXPECT_EQ(votes_of_set(operation, reported).at("a"), 94);
  operation = fixture::operation_counted();
  EXPECT_EQ(votes_of_set(operation, counted).at("a"), 95);
}

TEST(LegalStatusTest, KindsAreThoseOfResultSets) {
  EXPECT_EQ(result_kind_names(),
            (std::vector<std::string>{"unofficial", "original-canvass", "recount",
                                      "partial-recount", "hand-audit"}));
}

}  // namespace
}  // namespace recanvass::workflow
