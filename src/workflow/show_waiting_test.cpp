#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ShowWaiting, SaysWhatWaitsSinceWhenWhoMayApproveAndTheLineThatDoes) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(fixture::view_by(operation, "waiting")["words"], "Nothing waits for a second person.");
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.void", "super",
                                             {{"batch", "B3"}, {"reason", "of another contest"}})),
            Causes{});
  const base::Json view = fixture::view_by(operation, "waiting");
  ASSERT_EQ(view["acts"], 1);
  const base::Json& row = view["waiting"][0];
  EXPECT_EQ(row["act"], "batch.void");
  EXPECT_EQ(row["entry"], position);
  EXPECT_EQ(row["author"], "super");
  EXPECT_EQ(row["county"], "us-wi-dane");
  EXPECT_FALSE(row["at"].get<std::string>().empty());
  const std::string words = row["words"].get<std::string>();
  const base::Json line = base::Json::parse(words.substr(words.find('{')));
  EXPECT_EQ(line["do"], "approve");
  EXPECT_EQ(line["entry"], position);
  EXPECT_EQ(view_named("waiting")->build(operation, {.county = "us-wi-polk"})["acts"], 0);
  ASSERT_EQ(do_command(operation, command_of("approve", "clerk", {{"entry", position}})), Causes{});
  EXPECT_EQ(fixture::view_by(operation, "waiting")["acts"], 0);
}

}  // namespace
}  // namespace recanvass::workflow
