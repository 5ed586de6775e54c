#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::do_command;

TEST(ShowProgress, CountsUnitsBallotsAndEntriesThatDiffer) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W2");
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, fixture::tally("team-2", "B1", 100, 60, 37)), Causes{});
  ASSERT_EQ(do_command(operation, fixture::tally("team-2", "B2", 50, 30, 17)), Causes{});
  const base::Json view = fixture::view_of(operation, "progress");
  EXPECT_EQ(view["units"], 2);
  EXPECT_EQ(view["units_done"], 1);
  EXPECT_EQ(view["ballots"], 160);
  EXPECT_EQ(view["ballots_done"], 10);
  EXPECT_EQ(view["batches_done"], 1);
  EXPECT_EQ(view["mismatched"], 1);
  EXPECT_EQ(view["one_entry"], 1);
  EXPECT_EQ(view["unfinished"][0], "us-wi-dane");
  EXPECT_TRUE(view["counties"][0]["statement"].is_null());
}

TEST(ShowProgress, AFinishedCountyIsNotInTheListAndShowsItsStatement) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  const base::Json view = fixture::view_of(operation, "progress");
  EXPECT_TRUE(view["unfinished"].empty());
  EXPECT_EQ(view["counties"][0]["statement"], position);
}

}  // namespace
}  // namespace recanvass::workflow
