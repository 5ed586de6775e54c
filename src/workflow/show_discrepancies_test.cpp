#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

TEST(ShowDiscrepancies, StagesAddUpToAllAndCausesAreCounted) {
  Operation operation = fixture::operation_judging();
  for (const char* batch : {"B1", "B2"}) {
    const std::int64_t ballots = std::string(batch) == "B1" ? 100 : 50;
    ASSERT_EQ(do_command(operation, tally("team-1", batch, ballots, 30, 17)), Causes{});
    ASSERT_EQ(do_command(operation, tally("team-2", batch, ballots, 31, 17)), Causes{});
  }
  ASSERT_EQ(do_command(operation, command_of("discrepancy.cause", "super",
                                             {{"discrepancy", "entries:B1"},
                                              {"code", "CO_BOARD_ENTRY"},
                                              {"words", "a slip of the pen"}})),
            Causes{});
  const base::Json view = fixture::view_by(operation, "discrepancies", "clerk");
  EXPECT_EQ(view["all"], 2);
  std::int64_t sum = 0;
  for (const base::Json& stage : view["stages"]) sum += stage.get<std::int64_t>();
  EXPECT_EQ(sum, 2);
  EXPECT_EQ(view["stages"]["cause named"], 1);
  EXPECT_EQ(view["stages"]["open"], 1);
  EXPECT_EQ(view["causes"], base::Json({{"CO_BOARD_ENTRY", 1}}));
  const base::Json& row = view["discrepancies"][0];
  EXPECT_EQ(row["words"], "Entries A and B differ.");
  EXPECT_EQ(row["cause"], "CO_BOARD_ENTRY");
  EXPECT_EQ(row["figures"][0],
            base::Json({{"name", "a"}, {"entry_a", 30}, {"entry_b", 31}, {"difference", 1}}));
  EXPECT_EQ(row["figures"].size(), 5U) << "two choices, blank, over, ballots";
}

TEST(ShowDiscrepancies, AreThoseOfTheUnitAskedFor) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B3", 10, 5, 5)), Causes{});
  const auto of_unit = [&](const char* unit) {
    return view_named("discrepancies")->build(operation, {.unit = unit})["all"];
  };
  EXPECT_EQ(of_unit("W1"), 0);
  EXPECT_EQ(of_unit("W2"), 1);
}

}  // namespace
}  // namespace recanvass::workflow
