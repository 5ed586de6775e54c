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

TEST(GatesTest, TwoNamesAreOfTwoPeople) {
  Operation operation = fixture::operation_ready();
  Command named = fixture::county_account("table-9", "counter", 90);
  named.body["name"] = "Ann B. Lee";
  ASSERT_TRUE(fixture::add_person(operation, named).empty());
  const auto refused = [&](const base::Json& names) {
    return two_people_named(operation, names, "names.two", "Ask another.").size();
  };
  for (const base::Json& names :
       {base::Json({"Lee"}), base::Json({"Lee", "Lee"}), base::Json({"Lee", "Kim", "Ann"}),
        base::Json({"A. Smith", "A Smith"}), base::Json({"KIM", "Kim "}), base::Json({"Kim", "."}),
        base::Json({"table-9", "Ann B Lee"}), base::Json({"Team 1", "team-1"})}) {
    EXPECT_EQ(refused(names), 1U) << names.dump();
  }
  for (const base::Json& names :
       {base::Json({"Lee", "Kim"}), base::Json({"A. Smith", "B. Smith"}),
        base::Json({"team-1", "team-2"}), base::Json({"table-9", "Ann C. Lee"})}) {
    EXPECT_EQ(refused(names), 0U) << names.dump();
  }
}

}  // namespace
}  // namespace recanvass::workflow
