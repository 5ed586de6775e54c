#include "formats/odd_figures.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// Rows "unit,county,choice,votes" of the fixture's contest, and the first remark's start.
std::vector<std::string> odd_in(const std::string& rows) {
  const auto election = election_in(package_with_returns("unit,county,choice,votes\n" + rows));
  if (election.result_sets.empty()) return election.remarks;
  return election.result_sets.front().remarks;
}

std::string unit_rows(const std::string& unit, const std::string& county,
                      const std::vector<std::int64_t>& votes) {
  std::string rows;
  const char* const choices[] = {"ada", "ben", "write-ins"};
  for (std::size_t i = 0; i < votes.size(); ++i) {
    rows += unit + "," + county + "," + choices[i] + "," + std::to_string(votes[i]) + "\n";
  }
  return rows;
}

TEST(OddFiguresTest, AUnitWithoutVotesIsKeptAndNamedWithItsBallots) {
  const auto remarks = odd_in(unit_rows("A", "us-wi-dane", {0, 0}) + "A,us-wi-dane,@ballots,7\n" +
                              unit_rows("B", "us-wi-iron", {3, 0}));
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].substr(0, remarks[0].find(". ")),
            "r.csv:2: 1 unit without a vote in night, kept as empty: \"A\" in \"us-wi-dane\" "
            "(row 2, 7 ballots)");
}

TEST(OddFiguresTest, TwoUnitsWithTheSameFiguresAreRemarkedFromFiftyVotesAndThreeFigures) {
  const auto remarks = [](const std::vector<std::int64_t>& votes) {
    return odd_in(unit_rows("A", "us-wi-dane", votes) + unit_rows("B", "us-wi-iron", votes) +
                  unit_rows("C", "us-wi-iron", {400, 300, 20}));
  };
  ASSERT_EQ(remarks({30, 18, 2}).size(), 1u);
  EXPECT_NE(remarks({30, 18, 2})[0].find("\"A\" in \"us-wi-dane\" (row 2), \"B\" in "
                                         "\"us-wi-iron\" (row 5)"),
            std::string::npos);
  EXPECT_TRUE(remarks({30, 17, 2}).empty()) << "49 votes";
  EXPECT_TRUE(remarks({30, 20, 0}).empty()) << "two figures above 0";
}

TEST(OddFiguresTest, BallotsTellUnitsApartThatHaveTheSameVotes) {
  const std::string same = unit_rows("A", "us-wi-dane", {30, 18, 2}) +
                           unit_rows("B", "us-wi-iron", {30, 18, 2}) + "A,us-wi-dane,@ballots,52\n";
  EXPECT_EQ(odd_in(same + "B,us-wi-iron,@ballots,52\n").size(), 1u);
  EXPECT_TRUE(odd_in(same + "B,us-wi-iron,@ballots,53\n").empty());
}

TEST(OddFiguresTest, ACountyWithoutVotesForAChoiceIsRemarkedFromTwentyInProportion) {
  const auto remarks = [](std::int64_t iron) {
    return odd_in(unit_rows("A", "us-wi-dane", {9000, 1000}) +
                  unit_rows("B", "us-wi-iron", {iron, 0}));
  };
  // 1000 of 10,222 and 222 there: 21.7 in proportion; 1000 of 10,203 and 203: 19.8.
  EXPECT_EQ(remarks(222).size(), 1u);
  EXPECT_TRUE(remarks(203).empty());
}

TEST(OddFiguresTest, WriteInsAreNotExpectedAnywhere) {
  EXPECT_TRUE(odd_in(unit_rows("A", "us-wi-dane", {9000, 500, 1000}) +
                     unit_rows("B", "us-wi-iron", {3000, 100, 0}))
                  .empty());
}

TEST(OddFiguresTest, AHoleIsNotZero) {
  const auto remarks =
      odd_in(unit_rows("A", "us-wi-dane", {9000, 1000}) + unit_rows("B", "us-wi-iron", {3000}));
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0], "r.csv: no row for ben in 1 of 2 units of night: \"B\"; read as 0 votes");
}

TEST(OddFiguresTest, ANameWithoutItsZerosIsRemarkedOnlyBesideOneThatHasThem) {
  const auto remarks = [](const char* first, const char* second) {
    return odd_in(unit_rows(first, "us-wi-dane", {5}) + unit_rows(second, "us-wi-dane", {6}) +
                  unit_rows("Z", "us-wi-iron", {7}))
        .size();
  };
  EXPECT_EQ(remarks("0012", "14"), 1u);
  EXPECT_EQ(remarks("14", "0012"), 1u);
  EXPECT_EQ(remarks("012", "114"), 0u) << "one width";
  EXPECT_EQ(remarks("12", "9"), 0u) << "no zero in front";
  EXPECT_EQ(remarks("012", "9a"), 0u) << "no number";
}

TEST(OddFiguresTest, AdviceOnLostZerosIsForIdsThatAreKnownWithThem) {
  EXPECT_EQ(lost_zeros_advice("1001", {"01003", "01001"}).substr(0, 18), "\"01001\" is known. ");
  EXPECT_EQ(lost_zeros_advice("1002", {"01003", "01001"}), "");
  EXPECT_EQ(lost_zeros_advice("dane", {"0dane"}), "");
  EXPECT_EQ(without_leading_zeros("0012"), "12");
  EXPECT_EQ(without_leading_zeros("000"), "0");
  EXPECT_EQ(without_leading_zeros("12a"), "");
  EXPECT_EQ(without_leading_zeros(""), "");
}

// Wisconsin 2016, original canvass: Menominee County without a vote for Johnson (the recount found
// 12), Lincoln County without one for McMullin; no other county of the three states, and no ward.
TEST(OddFiguresTest, ThePublished2016FiguresHaveTheseCountiesAndNoOthers) {
  const auto read =
      read_package(std::filesystem::path(RECANVASS_SOURCE_DIR) / "examples/us-2016-president");
  ASSERT_TRUE(read.ok());
  std::vector<std::string> remarks;
  for (const auto& set : read->result_sets) {
    for (const auto& remark : set.remarks) remarks.push_back(remark.substr(0, remark.find(". ")));
  }
  EXPECT_EQ(remarks,
            (std::vector<std::string>{
                "returns/us-wi-original.csv:314: no vote, or very few, for johnson in 1 county of "
                "wi-original-canvass: \"us-wi-menominee\" (row 314: 0, and 45 in proportion)",
                "returns/us-wi-original.csv:274: no vote, or very few, for mcmullin in 1 county of "
                "wi-original-canvass: \"us-wi-lincoln\" (row 274: 0, and 49 in proportion)",
                "returns/us-mi.csv:177: no vote, or very few, for mcmullin in 3 counties of "
                "mi-certified: \"us-mi-gladwin\" (row 177: 0, and 21 in proportion), "
                "\"us-mi-leelanau\" (row 310: 0, and 25 in proportion), \"us-mi-st-joseph\" (row "
                "541: 0, and 40 in proportion)"}));
}

}  // namespace
}  // namespace recanvass::formats
