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

TEST(PublishedColorado, AFileWithoutARowThatCanBeIsRefusedWithTheirPlaces) {
  ColoradoExport found;
  ProblemList problems;
  read_colorado(
      "contest_name,ballot_card_count,min_margin,risk_limit,audited_sample_count,gamma\n"
      "A,10,11,5,0,0.9\n",
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
}

// Whoever checks another's files cannot mend them, and the other rows are still to be checked.
TEST(PublishedColorado, ARowThatCannotBeIsSetAsideWithItsReason) {
  ColoradoExport found;
  ProblemList problems;
  read_colorado(
      "contest_name,ballot_card_count,min_margin,risk_limit,audited_sample_count,gamma\n"
      "A,10,,0.05,0,x\nB,10,1,0.05,0,1.03905\nC,10\nB,10,2,0.05,0,1.03905\n",
      "contest.csv", found, problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  ASSERT_EQ(found.rounds[0].contests.size(), 2U);
  EXPECT_TRUE(found.ambiguous.contains("B"));
  ASSERT_EQ(found.unread.size(), 2U);
  EXPECT_EQ(found.unread[0].subject, "A");
  EXPECT_EQ(found.unread[0].row.text(), "contest.csv:2");
  EXPECT_NE(found.unread[0].reason.find("min_margin: found nothing"), std::string::npos);
  EXPECT_NE(found.unread[0].reason.find("; gamma: found \"x\""), std::string::npos);
  EXPECT_EQ(found.unread[1].row.line, 4);
  EXPECT_NE(found.unread[1].reason.find("2 fields"), std::string::npos);
}

// Columns as the software of 2017 exported its tables of discrepancies, by county.
TEST(PublishedColorado, TheExportByCountyIsARoundOfContests) {
  ColoradoExport found;
  ProblemList problems;
  read_colorado(
      "name,id,winners_allowed,one_vote_over_count,one_vote_under_count,two_vote_over_count,"
      "two_vote_under_count,audit_reason,audit_status,audited_sample_count,disagreement_count,"
      "estimated_samples_to_audit,gamma,optimistic_samples_to_audit,risk_limit,county_name,"
      "min_margin,winners,losers,county_ballot_count,contest_ballot_count\n"
      "Mayor,7,1,0,0,0,0,county_wide_contest,risk_limit_achieved,80,0,80,1.03905,80,0.09,X,100,"
      "Ann,Ben,1500,900\n",
      "d.csv", found, problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  ASSERT_EQ(found.rounds.size(), 1U);
  const ColoradoContest& contest = found.rounds[0].contests.at(0);
  EXPECT_EQ(contest.name, "X: Mayor");
  EXPECT_EQ(contest.cards, 1500);
  EXPECT_EQ(contest.carrying, 900);
  EXPECT_EQ(contest.status, "risk_limit_achieved");
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
