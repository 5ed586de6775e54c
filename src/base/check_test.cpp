#include "base/check.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(CheckTest, NamesTheConditionAndThePlaceWithoutTheMachine) {
  try {
    RECANVASS_CHECK(1 + 1 == 3);
    FAIL();
  } catch (const BrokenProgram& broken) {
    const std::string words = broken.what();
    EXPECT_NE(words.find("1 + 1 == 3"), std::string::npos);
    EXPECT_EQ(words.rfind("src/base/check_test.cpp:", 0), 0U) << words;
  }
}

}  // namespace
}  // namespace recanvass::base
