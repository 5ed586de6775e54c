#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::do_command;
using fixture::tally;

TEST(ShowMismatches, NamesTheBatchToAllAndItsFiguresToThoseWhoOverseeCounting) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
  EXPECT_EQ(fixture::view_by(operation, "mismatches", "super")["batches"], 0) << "one entry";
  ASSERT_EQ(do_command(operation, tally("team-2", "B3", 10, 5, 5)), Causes{});
  const base::Json seen = fixture::view_by(operation, "mismatches", "super");
  ASSERT_EQ(seen["batches"], 1);
  EXPECT_EQ(seen["mismatches"][0]["batch"], "B3");
  EXPECT_EQ(seen["mismatches"][0]["container"], "C2");
  EXPECT_EQ(seen["mismatches"][0]["figures"],
            base::Json::array({{{"name", "a"}, {"entry_a", 4}, {"entry_b", 5}},
                               {{"name", "b"}, {"entry_a", 6}, {"entry_b", 5}}}));
  for (const char* viewer : {"team-1", "team-3", "obs"}) {
    const base::Json blind = fixture::view_by(operation, "mismatches", viewer);
    EXPECT_EQ(blind["batches"], 1) << viewer;
    EXPECT_TRUE(blind["mismatches"][0]["figures"].is_null()) << viewer;
  }
  EXPECT_EQ(view_named("mismatches")->build(operation, {.unit = "W1"})["batches"], 0);
}

}  // namespace
}  // namespace recanvass::workflow
