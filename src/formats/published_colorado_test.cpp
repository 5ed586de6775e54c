#include "formats/published_colorado.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(PublishedColorado, EveryKindOfFileIsKnownByItsColumns) {
  ColoradoExport found;
  ProblemList problems;
  read_colorado("seed\n53417960661093690826\n", "a", found, problems);
  read_colorado("min_margin,contest_name,contest_cvr_ids\n7,Mayor,\"[3, 5,3]\"\n0,B,[]\n", "b",
                found, problems);
  read_colorado(
      "\"A title\",,,,,,\n\"county_name\",\"contest_name\",\"imprinted_id\","
      "\"choice_per_voting_computer\",\"audit_board_selection\",\"audit_reason\","
      "\"Discrepancy Reason\"\nX,Mayor,1-2-3,\"\"\"Ann\"\"\",N/A,N/A,Wrong Ballot\n"
      "End of worksheet,,,,,,\n",
      "c", found, problems);
  read_colorado("contest_name,choice,votes\nMayor,Ann,12\n", "d", found, problems);
  read_colorado("county_name,contest_name,choice,votes\nX,Mayor,Ann,12\n", "e", found, problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  EXPECT_EQ(found.seeds, std::vector<std::string>{"53417960661093690826"});
  ASSERT_EQ(found.selections.size(), 2U);
  EXPECT_EQ(found.selections[0].records, (std::vector<std::int64_t>{3, 5, 3}));
  EXPECT_TRUE(found.selections[1].records.empty());
  ASSERT_EQ(found.readings.size(), 1U);
  EXPECT_EQ(found.readings[0].recorded, "\"Ann\"");
  EXPECT_EQ(found.readings[0].row.text(), "c:3");
  EXPECT_EQ(found.votes.size(), 1U);
  EXPECT_EQ(found.county_votes.size(), 1U);
  EXPECT_EQ(found.files.size(), 5U);
}

TEST(PublishedColorado, ARowThatCannotBeIsRefusedWithItsPlace) {
  ColoradoExport found;
  ProblemList problems;
  read_colorado(
      "contest_name,ballot_card_count,min_margin,risk_limit,audited_sample_count,gamma\n"
      "A,10,11,5,0,0.9\nA,10,1,0.05,0,1.03905\n",
      "contest.csv", found, problems);
  read_colorado("contest_name,contest_cvr_ids\nA,\"[1,x]\"\n", "s.csv", found, problems);
  std::string causes;
  for (const auto& problem : problems.take()) {
    causes +=
        problem.cause + " " + std::to_string(problem.place.row) + " " + problem.place.column + "\n";
  }
  EXPECT_EQ(causes,
            "published.share 2 risk limit\npublished.share 2 gamma\npublished.share 2 min margin\n"
            "published.selection 2 contest cvr ids\n");
  EXPECT_TRUE(found.ambiguous.contains("A"));
}

TEST(PublishedColorado, AColumnThatNobodyKnowsIsSaid) {
  ColoradoExport found;
  ProblemList problems;
  read_colorado("contest_name,choice,votes,colour\nA,B,1,red\n", "t.csv", found, problems);
  ASSERT_EQ(found.remarks.size(), 1U);
  EXPECT_EQ(found.remarks[0], "t.csv: nothing is read from 1 column: colour");
}

TEST(PublishedColorado, AnotherTableIsNotTakenForOne) {
  EXPECT_FALSE(is_colorado_table({{"Batch Name", "Ada", "Ben"}}));
  EXPECT_TRUE(is_colorado_table({{"A title"}, {"contest_name", "choice", "votes"}}));
}

}  // namespace
}  // namespace recanvass::formats
