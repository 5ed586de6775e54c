#include "formats/problem_list.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(ProblemListTest, OfVeryManyAlikeTheFirstAreKeptAndTheRestCounted) {
  ProblemList list;
  for (std::int64_t row = 1; row <= 1000; ++row)
    list.add({"a.cause", {"f", row, ""}, "x", "y", "z"});
  list.add({"b.cause", {"f", 1, ""}, "x", "y", "z"});
  const base::Problems problems = list.take();
  ASSERT_EQ(problems.size(), ProblemList::kAlikeMax + 2);
  EXPECT_EQ(problems.back().cause, "a.cause");
  EXPECT_EQ(problems.back().found, "950 more problems of the kind \"a.cause\"");
  EXPECT_TRUE(list.empty());
}

TEST(ProblemListTest, AProblemThatAnotherOneExplainsIsTakenBack) {
  ProblemList list;
  list.add({"toml.missing", {"f", 3, "a"}, "no kind", "kind = one of ...", "z"});
  list.add({"toml.missing", {"f", 3, "b"}, "no kind", "kind = one of ...", "z"});
  list.withdraw("toml.missing", {"f", 3, "a"}, "id = ");
  list.withdraw("toml.missing", {"f", 4, "a"}, "kind = ");
  list.withdraw("toml.missing", {"f", 3, "a"}, "kind = ");
  const base::Problems problems = list.take();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].place.column, "b");
}

TEST(ProblemListTest, AQuotedTextCannotActOnATerminalOrTurnTheLine) {
  EXPECT_EQ(quote("a\x1B[2J"), "\"a<U+001B>[2J\"");
  EXPECT_EQ(quote("\xE2\x80\xAEx"), "\"<U+202E>x\"");
  EXPECT_EQ(quote("\xFF"), "\"\\xFF\"");
  EXPECT_EQ(quote("Doña"), "\"Doña\"");
  EXPECT_LT(quote(std::string(100000, 'a')).size(), 130u);
}

TEST(ProblemListTest, ListsAndSuggestionsReadAsSentences) {
  EXPECT_EQ(listed({"a", "b", "c"}, 3), "a, b, c");
  EXPECT_EQ(listed({"a", "b", "c"}, 2), "a, b and 1 more");
  EXPECT_EQ(suggest("Jurisdicton", {"contest", "jurisdiction"}, "Remove it."),
            "Did you mean \"jurisdiction\"?");
  EXPECT_EQ(suggest("zzz", {"contest", "jurisdiction"}, "Remove it."), "Remove it.");
}

TEST(ProblemListTest, ByPlaceTheNamedFileComesFirstThenRowsAndWhatWasOnlyCounted) {
  ProblemList list;
  for (std::int64_t row = 60; row > 0; --row) list.add({"a", {"r.csv", row, ""}, "x", "y", "z"});
  list.add({"b", {"r.csv", 0, ""}, "the file", "y", "z"});
  list.add({"c", {"s.csv", 5, ""}, "x", "y", "z"});
  list.add({"c", {"s.csv", 5, ""}, "x", "y", "z"});
  list.add({"d", {"election.toml", 9, ""}, "x", "y", "z"});
  list.add({"d", {"election.toml", 4, ""}, "x", "y", "z"});
  const base::Problems problems = list.take_by_place("election.toml");
  ASSERT_EQ(problems.size(), 2 + 1 + 50 + 1 + 1u) << "the same is said once";
  EXPECT_EQ(problems[0].place.row, 4);
  EXPECT_EQ(problems[1].place.row, 9);
  EXPECT_EQ(problems[2].found, "the file");
  EXPECT_EQ(problems[3].place.row, 11);
  EXPECT_EQ(problems[52].place.row, 60);
  EXPECT_EQ(problems[53].found, "10 more problems of the kind \"a\"");
  EXPECT_EQ(problems[54].cause, "c");
}

}  // namespace
}  // namespace recanvass::formats
