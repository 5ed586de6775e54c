#include "workflow/money_account.h"

#include "workflow/operation_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using base::UsdCents;

TEST(MoneyAccount, TheLatestStatementOfEachCountyCounts) {
  Operation operation;
  Money& money = operation.opening.money;
  money.quotes["a"] = {{1, "x", {{"all", UsdCents(100)}}, ""},
                       {2, "x", {{"staff", UsdCents(60)}, {"room", UsdCents(30)}}, ""}};
  money.quotes["b"] = {{3, "x", {{"all", UsdCents(10)}}, ""}};
  money.actuals["a"] = {{4, "x", {{"all", UsdCents(50)}}, ""}};
  money.payments = {{5, "", "", UsdCents(70), false, ""}, {6, "", "", UsdCents(5), false, ""}};
  const recount::FeeAccount account = account_of(operation);
  EXPECT_EQ(account.estimated_sum, UsdCents(100));
  EXPECT_FALSE(account.refund.has_value()) << "b is silent";
  EXPECT_EQ(counties_without_actuals(operation), std::vector<std::string>{"b"});
  money.actuals["b"] = {{7, "x", {{"all", UsdCents(0)}}, ""}};
  EXPECT_EQ(account_of(operation).refund, UsdCents(25));
}

TEST(MoneyAccount, ADifferenceIsSaidWithoutASign) {
  EXPECT_EQ(announcement_words(UsdCents(300), UsdCents(100)),
            "announced $3; the lines sum to $1: differs from the sum by 2 dollars");
  EXPECT_EQ(announcement_words(UsdCents(100), UsdCents(300)),
            "announced $1; the lines sum to $3: differs from the sum by 2 dollars");
}

}  // namespace
}  // namespace recanvass::workflow
