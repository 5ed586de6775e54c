#include "formats/results_summary.h"

#include "formats/returns_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

std::string shown(const ResultsSummary& summary) {
  std::string text = fmt::format("{} units", summary.units);
  for (const ResultsContest& contest : summary.contests) {
    text += fmt::format("; {}:", contest.name);
    for (const auto& [choice, votes] : contest.choices)
      text += fmt::format(" {} {}", choice, votes);
  }
  return text;
}

TEST(ResultsSummary, VotesAreAddedUpByContestAndChoiceOverAllUnits) {
  const auto returns = read_returns_bytes(
      "unit,contest,choice,votes\nA,m,ada,1\nA,m,ben,2\nB,m,ada,3\nB,j,cy,5\nB,m,@blank,9\n", "r");
  ASSERT_TRUE(returns.ok()) << base::sentences(returns.problems());
  EXPECT_EQ(shown(summary_of(*returns)), "2 units; m: ada 4 ben 2; j: cy 5");
}

TEST(ResultsSummary, AModeIsNotCountedBesideTheTotal) {
  ReturnsTable returns;
  const auto add = [&](const char* unit, const char* mode, std::int64_t votes) {
    returns.add_figure(returns.section_of("", "", "m"), returns.unit_of(unit, ""), "ada", mode,
                       votes, 0);
  };
  add("A", "early", 1);
  add("A", "", 3);
  add("A", "late", 2);
  add("B", "early", 4);
  add("B", "late", kUnknownVotes);
  EXPECT_EQ(shown(summary_of(returns)), "2 units; m: ada 7");
}

TEST(ResultsSummary, RowsThatAddUpTheOthersAreNoUnit) {
  const auto summary = [](std::int64_t total) {
    ReturnsTable returns;
    const auto add = [&](const char* unit, const char* choice, std::int64_t votes) {
      returns.add_figure(returns.section_of("", "", "m"), returns.unit_of(unit, "Z"), choice, "",
                         votes, 0);
    };
    add("P1", "ada", 7);
    add("P2", "ada", 5);
    add("Total", "ada", total);
    add("P1", "ben", 1);
    add("Total", "ben", 1);
    return summary_of(returns);
  };
  EXPECT_EQ(shown(summary(12)), "2 units; m: ada 12 ben 1");
  EXPECT_EQ(summary(12).remarks.back(), "left out: the rows of \"Total\", which add up the others");
  EXPECT_EQ(shown(summary(13)), "3 units; m: ada 25 ben 2");
  EXPECT_EQ(summary(13).remarks.size(), 1U);
}

TEST(ResultsSummary, AFileOfResultsIsReadWhateverItsFormat) {
  const auto files =
      InputFiles::of_texts({{"t", "Batch Name,Ada,Ben\n1,2,3\n"}, {"x", "a,b\n1,2\n"}});
  const auto read = read_results(files, 0);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(shown(*read), "1 units; : Ada 2 Ben 3");
  EXPECT_EQ(read_results(files, 1).problems()[0].cause, "detect.unknown-table");
}

// An empty file compared with a recount would differ from it nowhere.
TEST(ResultsSummary, ResultsWithoutAFigureAreRefused) {
  const auto files = InputFiles::of_texts({{"c.xml", "<ElectionResult></ElectionResult>"}});
  const auto read = read_results(files, 0);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "results.none");
}

}  // namespace
}  // namespace recanvass::formats
