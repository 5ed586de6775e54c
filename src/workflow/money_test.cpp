#include "workflow/money.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(Money, AStatementIsTheSumOfItsLines) {
  CostStatement statement;
  EXPECT_EQ(statement.sum(), base::UsdCents(0));
  statement.lines = {{"staff", base::UsdCents(911700)}, {"room", base::UsdCents(62)}};
  EXPECT_EQ(statement.sum(), base::UsdCents(911762));
}

}  // namespace
}  // namespace recanvass::workflow
