#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ShowMinutes, ALineHasItsPlaceItsAuthorItsWordsAndWhatTheyNamed) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::challenge("7", "B1", 17, {"a"})), Causes{});
  const base::Json row = fixture::view_by(operation, "minutes")["minutes"].back();
  EXPECT_EQ(row["entry"], operation.entries - 1);
  EXPECT_EQ(row["author"], "clerk");
  EXPECT_EQ(row["county"], "us-wi-dane");
  EXPECT_EQ(row["values"]["exhibit"], "7");
  EXPECT_EQ(row["words"],
            "Exhibit 7: ballot 17 of batch B1 was challenged by petitioner, voter-intent; the "
            "board counted it as a. the mark is outside the oval");
}

TEST(ShowMinutes, OfACountyAreTheLinesAboutItOnly) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, command_of("minute.add", "wec", {{"words", "of the state"}})),
            Causes{});
  const base::Json all = fixture::view_by(operation, "minutes");
  const base::Json dane = view_named("minutes")->build(operation, {.county = "us-wi-dane"});
  EXPECT_LT(dane["minutes"].size(), all["minutes"].size());
  for (const base::Json& row : dane["minutes"]) EXPECT_EQ(row["county"], "us-wi-dane");
  EXPECT_TRUE(all["minutes"].back()["county"].is_null());
}

}  // namespace
}  // namespace recanvass::workflow
