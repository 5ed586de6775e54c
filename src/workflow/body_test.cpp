#include "workflow/body.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(BodyTest, RecordsAreHeldToTheirShape) {
  const RecordShape shape{{"id"}, {"ballots"}, {"registered"}, {"votes"}};
  const base::Json good = {{{"id", "x"}, {"ballots", 3}, {"votes", {{"a", 1}}}}};
  EXPECT_TRUE(check_records(good, "units", shape).empty());
  const struct {
    const char* member;
    base::Json value;
  } rows[] = {{"id", ""},   {"ballots", -1},        {"ballots", "3"}, {"registered", -2},
              {"votes", 5}, {"votes", {{"a", -1}}}, {"other", 1}};
  for (const auto& row : rows) {
    base::Json bad = good;
    bad[0][row.member] = row.value;
    const auto problems = check_records(bad, "units", shape);
    ASSERT_EQ(problems.size(), 1U) << row.member << " " << row.value.dump();
    EXPECT_EQ(problems[0].place.column, std::string("units[0].") + row.member);
  }
}

}  // namespace
}  // namespace recanvass::workflow
