#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ShowClaims, RepeatsAClaimInItsOwnWordsAndAddsNone) {
  Operation operation = fixture::operation_judging();
  for (const char* id : {"K2", "K1"}) {
    ASSERT_EQ(do_command(operation, command_of("claim.register", "clerk",
                                               {{"claim", id},
                                                {"kind", "press"},
                                                {"filing", "a newspaper, 1 December"},
                                                {"who", "a reader"},
                                                {"says", "two boxes had one number"}})),
              Causes{});
  }
  const base::Json view = fixture::view_by(operation, "claims");
  EXPECT_EQ(view["claims"][0]["claim"], "K2") << "in the order of registration";
  EXPECT_EQ(view["claims"][0]["says"], "two boxes had one number");
  EXPECT_EQ(view["claims"][0]["status"], "open");
  EXPECT_TRUE(view["claims"][0]["words"].is_null());
  EXPECT_EQ(view["statuses"]["open"], 2);
  EXPECT_EQ(view_named("claims")->build(operation, {.county = "other"})["claims"].size(), 2U)
      << "a claim that points nowhere is shown everywhere";
}

}  // namespace
}  // namespace recanvass::workflow
