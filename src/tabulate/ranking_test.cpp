#include "tabulate/ranking.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::MarkingState;

// "AB!": A, then B, then the end because of an overvote; w waits, (AB) are several at one rank.
std::string read(std::string_view ballot, const RankReading& reading) {
  const auto marks = fixture::ranked_marks(ballot);
  std::string text;
  for (const RankStep& step : read_ranks(MarkingState::Marked, marks, reading)) {
    switch (step.what) {
      case RankStep::What::Choice: text += static_cast<char>('A' + step.choice); break;
      case RankStep::What::Several:
        text += '(';
        for (const ChoiceIndex choice : step.several) text += static_cast<char>('A' + choice);
        text += ')';
        break;
      case RankStep::What::Wait: text += 'w'; break;
      case RankStep::What::End: text += " " + words_of(step.end); break;
    }
  }
  return text;
}

struct ReadingCase {
  std::string ballot;
  RankReading reading;
  std::string read;
};

TEST(ReadRanks, FollowsEachSetting) {
  const RankReading plain;
  const RankReading at_one{.skipped = SkippedRanks::StopAtOne};
  const RankReading at_two{.skipped = SkippedRanks::StopAtTwo};
  const RankReading wait{.skipped = SkippedRanks::WaitARound};
  const RankReading pass_overvotes{.overvoted = OvervotedRanks::PassOver};
  const RankReading one_stands{.overvoted = OvervotedRanks::CountIfOneStands};
  const RankReading stop_repeated{.repeated = RepeatedRanks::Stop};
  const RankReading two_ranks{.ranks_max = 2};
  const std::vector<ReadingCase> cases = {
      {"A>B>C", plain, "ABC exhausted"},
      {"", plain, " blank"},
      {"_>B>_>_>C", plain, "BC exhausted"},
      {"_>B>_>_>C", at_one, " skipped ranks"},
      {"A>_>C", at_one, "A skipped ranks"},
      {"_>B>_>_>C", at_two, "B skipped ranks"},
      {"_>B>_>C", at_two, "BC exhausted"},
      {"_>_>C", at_two, " skipped ranks"},
      {"_>B>_>_>C", wait, "wBwwC exhausted"},
      {"A>_>_", at_one, "A exhausted"},  // nothing is marked after the blank ranks
      {"A=B>C", plain, " overvoted"},
      {"C>A=B>D", plain, "C overvoted"},
      {"C>A=B>D", pass_overvotes, "CD exhausted"},
      {"C>A=B>D", one_stands, "C(AB)D exhausted"},
      {"C>#>D", one_stands, "C overvoted"},
      {"C>#>D", plain, "C overvoted"},
      {"C>#>D", pass_overvotes, "CD exhausted"},
      {"A>A>B", plain, "AB exhausted"},
      {"A>A>B", stop_repeated, "A repeated choice"},
      {"A>?>B", at_one, "AB exhausted"},  // a written name is a mark, not a blank rank
      {"A>B>C", two_ranks, "AB exhausted"},
      {"_>_>C", two_ranks, " blank"},
  };
  for (const ReadingCase& one : cases) {
    EXPECT_EQ(read(one.ballot, one.reading), one.read) << one.ballot;
  }
}

TEST(ReadRanks, StatesWithoutMarksEndAtOnce) {
  const RankReading reading;
  const auto cause = [&](MarkingState state) { return read_ranks(state, {}, reading).front().end; };
  EXPECT_EQ(cause(MarkingState::Blank), Inactive::Blank);
  EXPECT_EQ(cause(MarkingState::Overvoted), Inactive::Overvoted);
  EXPECT_EQ(cause(MarkingState::Redacted), Inactive::Redacted);
}

TEST(RankCursor, MovesToWhoStands) {
  const RankReading one_stands{.overvoted = OvervotedRanks::CountIfOneStands};
  const auto marks = fixture::ranked_marks("C>A=B>D");
  const auto steps = read_ranks(MarkingState::Marked, marks, one_stands);
  RankCursor cursor;
  EXPECT_EQ(cursor.next_round(steps, {1, 1, 1, 1}), ChoiceIndex{2});
  RankCursor one = cursor;
  EXPECT_EQ(one.next_round(steps, {0, 1, 0, 1}), ChoiceIndex{1});
  EXPECT_EQ(one.next_round(steps, {0, 0, 0, 1}), ChoiceIndex{3});
  EXPECT_EQ(one.next_round(steps, {0, 0, 0, 0}), std::nullopt);
  EXPECT_EQ(one.inactive(), Inactive::Exhausted);
  EXPECT_EQ(cursor.next_round(steps, {1, 1, 0, 1}), std::nullopt);
  EXPECT_EQ(cursor.inactive(), Inactive::Overvoted);
  EXPECT_EQ(cursor.next_round(steps, {0, 1, 0, 1}), std::nullopt);  // it stays ended
}

TEST(RankCursor, WaitsOneRoundForEachBlankRank) {
  const RankReading wait{.skipped = SkippedRanks::WaitARound};
  const auto marks = fixture::ranked_marks("_>B");
  const auto steps = read_ranks(MarkingState::Marked, marks, wait);
  RankCursor cursor;
  EXPECT_EQ(cursor.next_round(steps, {1, 1}), std::nullopt);
  EXPECT_EQ(cursor.inactive(), Inactive::Waiting);
  EXPECT_EQ(cursor.next_round(steps, {1, 1}), ChoiceIndex{1});
}

}  // namespace
}  // namespace recanvass::tabulate
