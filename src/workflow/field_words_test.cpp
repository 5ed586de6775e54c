#include "workflow/field_words.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

TEST(FieldWords, EachTableIsWholeAndSaysWhatItsIdsMean) {
  for (const auto& words : {cause_words(), worksheet_words(), event_words(), policy_words()}) {
    std::set<std::string> ids;
    ASSERT_GT(words.size(), 3U);
    for (const FieldWord& word : words) {
      EXPECT_TRUE(ids.insert(word.id).second) << word.id;
      EXPECT_FALSE(word.words.empty()) << word.id;
    }
  }
}

TEST(FieldWords, TheIdsAreThoseThatTheCommandsTake) {
  EXPECT_EQ(cause_words().front().id, "PEN");
  EXPECT_EQ(cause_words().back().id, "UNEXPLAINED");
  EXPECT_EQ(event_words().front().id, "counting_starts");
}

}  // namespace
}  // namespace recanvass::workflow
