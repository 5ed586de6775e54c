#include "screen/card_check.h"

#include "screen/finding.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace recanvass::screen {
namespace {

TEST(CardCheck, EachCheckSaysWhatItTakesForGrantedAndWhatElseItMayBe) {
  std::set<std::string_view> ids;
  for (const CardCheck check : all_card_checks()) {
    const AboutCheck what = about(check);
    EXPECT_TRUE(ids.insert(what.id).second) << what.id;
    EXPECT_FALSE(what.title.empty());
    EXPECT_FALSE(what.null_law.empty());
    EXPECT_FALSE(what.paper.empty());
    EXPECT_GE(what.innocent.size(), 1U);
    for (const std::string_view words : {what.title, what.null_law, what.paper}) {
      EXPECT_EQ(accusing_word(std::string(words)), "") << what.id;
    }
    for (const std::string_view words : what.innocent) {
      EXPECT_EQ(accusing_word(std::string(words)), "") << what.id;
    }
  }
  EXPECT_EQ(ids.size(), 18U);
}

TEST(CardCheck, ChecksStandInTheOrderOfTheirNumbers) {
  std::size_t number = 0;
  for (const CardCheck check : all_card_checks()) {
    EXPECT_EQ(static_cast<std::size_t>(check), number++);
  }
}

}  // namespace
}  // namespace recanvass::screen
