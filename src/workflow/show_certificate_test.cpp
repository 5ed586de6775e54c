#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::do_command;

TEST(ShowCertificate, NamesWhatIsMissingOnceTheFiguresMayBeSeen) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(fixture::view_of(operation, "certificate")["missing"], 3);
  const base::Json hidden = fixture::view_of(operation, "certificate");
  EXPECT_EQ(hidden["gaps"][0]["cause"], "statement.open");
  EXPECT_NE(hidden["words"].get<std::string>().find("--as ACCOUNT"), std::string::npos);
  EXPECT_EQ(fixture::officers_view(operation, "certificate")["gaps"][0]["found"],
            "W1: 0 of 2 batches settled, 0 differ");
  operation = fixture::operation_counted();
  const base::Json view = fixture::view_of(operation, "certificate");
  EXPECT_EQ(view["gaps"][0]["cause"], "statement.cause");
  EXPECT_EQ(view["gaps"][1]["cause"], "certificate.statement");
  EXPECT_EQ(view["may_be_issued"], false);
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  const base::Json ready = fixture::view_of(operation, "certificate");
  EXPECT_EQ(ready["may_be_issued"], true);
  EXPECT_EQ(ready["statements"][0]["votes"]["a"], 95);
}

}  // namespace
}  // namespace recanvass::workflow
