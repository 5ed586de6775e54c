#include "workflow/orders.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(Orders, AStayIsOpenUntilItsOwnLifting) {
  Orders orders;
  orders.stays["state"].order = "O1";
  orders.stays["federal"].order = "O2";
  EXPECT_EQ(orders.open_stays(), (std::vector<std::string>{"federal", "state"}));
  orders.stays["federal"].lifted = 9;
  EXPECT_EQ(orders.open_stays(), std::vector<std::string>{"state"});
}

TEST(Orders, TheLatestChoiceForAPlaceHolds) {
  Orders orders;
  EXPECT_EQ(orders.method_for("x"), nullptr);
  const auto choose = [&](const char* county, const char* method) {
    MethodChoice choice;
    choice.county = county;
    choice.method = method;
    orders.methods.push_back(choice);
  };
  choose("x", "hand");
  EXPECT_EQ(orders.method_for("y"), nullptr);
  choose("", "machine");
  choose("", "mixed");
  EXPECT_EQ(orders.method_for("x")->method, "hand");
  EXPECT_EQ(orders.method_for("y")->method, "mixed");
  choose("x", "machine");
  EXPECT_EQ(orders.method_for("x")->method, "machine");
}

}  // namespace
}  // namespace recanvass::workflow
