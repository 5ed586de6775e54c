#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command claim(const std::string& id) {
  return command_of("claim.register", "pet",
                    {{"claim", id},
                     {"kind", "affidavit"},
                     {"filing", "No. 16-1, exhibit 4"},
                     {"who", "an observer"},
                     {"says", "a box was opened before the count"},
                     {"units", {"W1"}},
                     {"batches", {"B1"}}});
}

Command status(const std::string& word) {
  return command_of("claim.status", "wec",
                    {{"claim", "K1"}, {"status", word}, {"words", "see the examination"}});
}

TEST(FollowClaim, AClaimIsRegisteredExaminedAndItsStatusSaid) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, claim("K1")), Causes{});
  EXPECT_EQ(do_command(operation, status("examined")), Causes{"claim.not-examined"});
  EXPECT_EQ(do_command(operation, status("open")), Causes{"claim.same-status"});
  ASSERT_EQ(do_command(operation, command_of("claim.examine", "clerk",
                                             {{"claim", "K1"},
                                              {"examined", "the seal log of container C1"},
                                              {"by_whom", {"Lee", "Kim"}},
                                              {"findings", "both seals as recorded"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, status("examined")), Causes{});
  ASSERT_EQ(do_command(operation, status("withdrawn")), Causes{});
  const base::Json view = fixture::view_by(operation, "claims");
  EXPECT_EQ(view["statuses"]["withdrawn"], 1);
  EXPECT_EQ(view["claims"][0]["status"], "withdrawn");
  EXPECT_EQ(view["claims"][0]["history"].size(), 2U);
  EXPECT_EQ(view["claims"][0]["examinations"][0]["by_whom"].size(), 2U);
}

TEST(FollowClaim, EachCauseOfRefusal) {
  Operation operation = fixture::operation_judging();
  EXPECT_EQ(do_command(operation, status("ruled")), Causes{"claim.unknown"});
  ASSERT_EQ(do_command(operation, claim("K1")), Causes{});
  EXPECT_EQ(do_command(operation, claim("K1")), Causes{"claim.exists"});
  Command pointing = claim("K2");
  pointing.body["units"] = {"W1", "W9"};
  pointing.body["machines"] = {"M9"};
  pointing.body["batches"] = {"B9"};
  EXPECT_EQ(do_command(operation, pointing),
            (Causes{"claim.points-to", "claim.points-to", "claim.points-to"}));
}

TEST(FollowClaim, IsListedWithEachUnitThatItPointsTo) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, claim("K1")), Causes{});
  const auto listed = [&](const char* unit) {
    return view_named("claims")->build(operation, {.unit = unit})["claims"].size();
  };
  EXPECT_EQ(listed("W1"), 1U);
  EXPECT_EQ(listed("W2"), 0U);
}

}  // namespace
}  // namespace recanvass::workflow
