#include "report/code_words.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(CodeWords, ACodeIsSaidInTheWordsOfThePage) {
  EXPECT_EQ(code_words(Language::English, "ground", "voter-intent"), "the voter's intent");
  EXPECT_EQ(code_words(Language::Spanish, "ground", "voter-intent"), "intención del votante");
  EXPECT_EQ(code_words(Language::English, "reason", "ballots-missing"), "ballots are missing");
  EXPECT_EQ(code_words(Language::Spanish, "reason", "ballots-missing"), "faltan papeletas");
}

TEST(CodeWords, WhatIsNoCodeStaysAsItIs) {
  EXPECT_EQ(code_words(Language::Spanish, "reason", "a copy"), "a copy");
  EXPECT_EQ(code_words(Language::Spanish, "reason", ""), "");
  EXPECT_EQ(code_words(Language::English, "no-group", "late"), "late");
}

}  // namespace
}  // namespace recanvass::report
