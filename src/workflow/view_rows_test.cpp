#include "workflow/view_rows.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(ViewRows, APlaceIsAskedForByNameAndEverythingWhenNoneIsNamed) {
  EXPECT_TRUE(is_asked_for({}, "dane", "W1"));
  EXPECT_TRUE(is_asked_for({.county = "dane"}, "dane", "W1"));
  EXPECT_FALSE(is_asked_for({.county = "dane"}, "rock", "W1"));
  EXPECT_FALSE(is_asked_for({.county = "dane"}, "", ""));
  EXPECT_TRUE(is_asked_for({.unit = "W1"}, "dane", "W1"));
  EXPECT_FALSE(is_asked_for({.unit = "W1"}, "dane", "W2"));
}

TEST(ViewRows, WhatIsNotThereIsNull) {
  EXPECT_TRUE(number_or_null(std::nullopt).is_null());
  EXPECT_EQ(number_or_null(0), 0);
  EXPECT_TRUE(text_or_null("").is_null());
  EXPECT_EQ(account_name(Operation{}, "x"), "x");
}

}  // namespace
}  // namespace recanvass::workflow
