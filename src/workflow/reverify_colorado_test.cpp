#include "workflow/reverify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace recanvass::workflow {
namespace {

using audit::FigureCheck;
using audit::FigureVerdict;
using audit::PublishedAudit;

constexpr const char* kContestHeader =
    "contest_name,audit_reason,random_audit_status,winners_allowed,ballot_card_count,winners,"
    "min_margin,risk_limit,audited_sample_count,two_vote_over_count,one_vote_over_count,"
    "one_vote_under_count,two_vote_under_count,gamma,overstatements,optimistic_samples_to_audit,"
    "estimated_samples_to_audit\n";

PublishedAudit check_texts(const std::vector<std::pair<std::string, std::string>>& files) {
  formats::ColoradoExport published;
  formats::ProblemList problems;
  for (const auto& [name, text] : files) {
    formats::read_colorado(text, name, published, problems);
  }
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return reverify_colorado(published);
}

const FigureCheck* check_of(const PublishedAudit& audit, const std::string& subject,
                            const std::string& figure) {
  const auto found = std::find_if(audit.checks.begin(), audit.checks.end(), [&](const auto& check) {
    return check.subject == subject && check.figure == figure;
  });
  return found == audit.checks.end() ? nullptr : &*found;
}

TEST(ReverifyColorado, SizesFollowFromDiscrepanciesAndOneMoreDiffers) {
  const std::string row =
      "Springs 2C,county_wide_contest,in_progress,1,382583,\"\"\"Yes\"\"\",7625,0.04,337,1,2,0,0,"
      "1.03905,0,";
  const auto right = check_texts({{"contest.csv", kContestHeader + row + "815,815\n"}});
  ASSERT_NE(check_of(right, "Springs 2C", "cards needed with what was found"), nullptr);
  EXPECT_EQ(audit::tally_of(right.checks).differ, 0);
  const auto wrong = check_texts({{"contest.csv", kContestHeader + row + "816,815\n"}});
  const FigureCheck* differs = check_of(wrong, "Springs 2C", "cards needed with what was found");
  EXPECT_EQ(differs->verdict, FigureVerdict::Differs);
  EXPECT_EQ(differs->computed, "815");
  EXPECT_EQ(differs->reason, "published less computed: +1");
  EXPECT_EQ(differs->place, "contest.csv:2");
}

// A contest without a lead of which no card was read: whatever differs is impossible.
TEST(ReverifyColorado, MoreDifferencesThanCardsReadAreNamedWhateverTheContest) {
  const std::string header =
      "contest_name,audit_reason,random_audit_status,winners_allowed,ballot_card_count,"
      "contest_ballot_card_count,winners,min_margin,risk_limit,audited_sample_count,"
      "two_vote_over_count,one_vote_over_count,one_vote_under_count,two_vote_under_count,"
      "disagreement_count,other_count,gamma,overstatements\n";
  const auto differing = [&](const std::string& figures) {
    const auto audit = check_texts(
        {{"contest.csv", header + "A,opportunistic_benefits,in_progress,1,50," + figures + "\n"}});
    std::string names;
    for (const FigureCheck& check : audit.checks) {
      if (check.verdict == FigureVerdict::Differs) names += check.figure + ";";
    }
    return names;
  };
  EXPECT_EQ(differing("50,,0,0.03,0,0,0,0,0,0,0,1.03905,0"), "");
  EXPECT_EQ(differing("50,,0,0.03,2,0,1,0,1,2,2,1.03905,2"), "");
  EXPECT_EQ(differing("51,,0,0.03,0,0,0,0,0,0,0,1.03905,0"), "cards that have the contest;");
  EXPECT_EQ(differing("50,,0,0.03,1,0,1,0,1,0,0,1.03905,0"), "cards that differ among those read;");
  EXPECT_EQ(differing("50,,0,0.03,1,0,0,0,0,2,0,1.03905,0"), "disagreements among cards read;");
  EXPECT_EQ(differing("50,,0,0.03,1,0,0,0,0,0,2,1.03905,0"), "other differences among cards read;");
  EXPECT_EQ(differing("50,,0,0.03,0,0,0,0,0,0,0,1.03905,3"), "overstatements among cards read;");
}

TEST(ReverifyColorado, AMetRiskLimitIsCheckedByItsRisk) {
  const std::string begin = "A,county_wide_contest,risk_limit_achieved,1,1453,,195,0.03,";
  const auto met =
      check_texts({{"contest.csv", kContestHeader + begin + "55,0,0,0,0,1.03905,0,55,55\n"}});
  EXPECT_EQ(check_of(met, "A", "risk limit met")->verdict, FigureVerdict::Agrees);
  const auto not_met =
      check_texts({{"contest.csv", kContestHeader + begin + "54,0,0,0,0,1.03905,0,55,55\n"}});
  EXPECT_EQ(check_of(not_met, "A", "risk limit met")->verdict, FigureVerdict::Agrees);
  const auto short_of =
      check_texts({{"contest.csv", kContestHeader + begin + "40,0,0,0,0,1.03905,0,55,55\n"}});
  EXPECT_EQ(check_of(short_of, "A", "risk limit met")->verdict, FigureVerdict::Differs);
}

TEST(ReverifyColorado, MarginWinnersAndCardsFollowFromTotalsAndBatches) {
  const std::string contest =
      kContestHeader + std::string(
                           "A,opportunistic_benefits,in_progress,1,30,\"\"\"Ann "
                           "\"\"Bo\"\" Day\"\"\",3,0.05,0,0,0,0,0,1.03905,0,63,63\n");
  const std::string votes =
      "contest_name,choice,votes\nA,\"Ann \"\"Bo\"\" Day\",13\nA,Cy,10\nA,Di,1\n";
  const std::string counties = "county_id,county_name,contest_name,contest_id\n1,X,A,7\n2,Y,A,7\n";
  const std::string batches =
      "county_name,scanner_id,batch_id,count_per_manifest,count_per_cvr_file,difference\n"
      "X,1,1,10,10,0\nY,1,1,20,20,0\nZ,1,1,5,5,0\n";
  const auto audit = check_texts({{"contest.csv", contest},
                                  {"tabulate.csv", votes},
                                  {"counties.csv", counties},
                                  {"batches.csv", batches}});
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0);
  EXPECT_EQ(check_of(audit, "A", "margin in votes")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(check_of(audit, "A", "winners")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(check_of(audit, "A", "cards of its counties")->computed, "30");
  const auto less = check_texts({{"contest.csv", contest},
                                 {"tabulate.csv", votes + "A,Ed,12\n"},
                                 {"batches.csv", batches + "X,1,2,7,8,-1\n"}});
  EXPECT_EQ(check_of(less, "A", "margin in votes")->verdict, FigureVerdict::Differs);
  EXPECT_EQ(check_of(less, "A", "cards of its counties")->verdict, FigureVerdict::NotChecked);
  EXPECT_EQ(
      check_of(less, "X, scanner 1, batch 2", "cards of a batch, manifest and records")->verdict,
      FigureVerdict::Differs);
}

// Rows of the list of 2024, and what became of the file when one figure was made false.
TEST(ReverifyColorado, AFigureThatDoesNotFollowDiffersWhateverMayExplainIt) {
  const std::string header =
      "County,Contest,Vote For,Lowest Winner,Highest Loser,Contest Margin,Diluted Margin,"
      "Risk Limit,Estimated # of CVRs to audit,# of CVRs,Remarks\n";
  const std::string export_row =
      "Teller 1A,county_wide_contest,risk_limit_achieved,1,13450,,1308,0.03,74,0,0,0,0,1.03905,0,"
      "75,75\n";
  const auto of = [&](const std::string& row) {
    return check_texts({{"contest.csv", kContestHeader + export_row},
                        {"targets.csv", header + "Teller,Teller 1A,1," + row + "\n"}});
  };
  const char* const lead = "margin before all cards were counted";
  const char* const share = "diluted margin before all cards were counted";
  const char* const sample = "sample expected before all cards were counted";
  const auto verdict = [](const PublishedAudit& audit, const char* figure) {
    return check_of(audit, "Teller 1A", figure)->verdict;
  };
  const auto right = of("\"6,901\",\"5,593\",\"1,308\",9.72%,3%,74,\"13,450\",");
  EXPECT_EQ(verdict(right, lead), FigureVerdict::Agrees);
  EXPECT_EQ(verdict(right, share), FigureVerdict::Agrees);
  EXPECT_EQ(verdict(right, sample), FigureVerdict::Explained) << "rounded down";
  EXPECT_EQ(verdict(right, "risk limit in percent"), FigureVerdict::Agrees);
  const auto false_margin = of("\"6,901\",\"5,593\",\"2,308\",9.72%,3%,74,\"13,450\",");
  EXPECT_EQ(verdict(false_margin, lead), FigureVerdict::Differs);
  EXPECT_EQ(check_of(false_margin, "Teller 1A", lead)->reason.substr(0, 15), "possibly a slip");
  const auto false_share = of("\"6,901\",\"5,593\",\"1,308\",9.17%,3%,74,\"13,450\",");
  EXPECT_EQ(verdict(false_share, share), FigureVerdict::Differs);
  // The list of 2025 has the contest's cards and dilutes by the county's, to one decimal.
  const auto of_more = of("\"6,901\",\"5,593\",\"1,308\",9.7%,3%,75,\"5,000\",");
  EXPECT_EQ(verdict(of_more, share), FigureVerdict::NotChecked);
  EXPECT_EQ(check_of(of_more, "Teller 1A", share)->reason.substr(0, 34),
            "the share is of about 13,484 cards");
  EXPECT_EQ(verdict(of_more, sample), FigureVerdict::Explained);
  const auto of_fewer = of("\"6,901\",\"5,593\",\"1,308\",9.7%,3%,75,\"20,000\",");
  EXPECT_EQ(verdict(of_fewer, share), FigureVerdict::Differs);
  EXPECT_EQ(verdict(of("\"6,901\",\"5,593\",\"1,308\",9.7%,3%,77,\"5,000\","), share),
            FigureVerdict::Differs);
  EXPECT_EQ(verdict(of("\"6,901\",\"5,593\",\"1,308\",9.7%,3%,77,\"5,000\","), sample),
            FigureVerdict::Differs);
  const auto false_sample = of("\"6,901\",\"5,593\",\"1,308\",9.72%,3%,84,\"13,450\",");
  EXPECT_EQ(verdict(false_sample, sample), FigureVerdict::Differs);
  const auto false_limit = of("\"6,901\",\"5,593\",\"1,308\",9.72%,4%,74,\"13,450\",");
  EXPECT_EQ(verdict(false_limit, "risk limit in percent"), FigureVerdict::Differs);
  EXPECT_EQ(check_of(false_limit, "Teller 1A", sample)->reason,
            "it follows from the risk limit of the export, not from the row's");
}

// Hinsdale, 2024: its 85 cards with their discrepancies met the limit.
TEST(ReverifyColorado, AStatusThatTheFiguresContradictDiffers) {
  const auto of = [&](const std::string& status, const std::string& counts) {
    return check_texts(
        {{"contest.csv", std::string(kContestHeader) + "H,county_wide_contest," + status +
                             ",1,618,,104,0.03,85," + counts + ",1.03905,0,68,68\n"}});
  };
  const auto verdict = [](const PublishedAudit& audit) {
    return check_of(audit, "H", "risk limit met")->verdict;
  };
  EXPECT_EQ(verdict(of("risk_limit_achieved", "0,0,2,0")), FigureVerdict::Agrees);
  EXPECT_EQ(verdict(of("in_progress", "0,0,2,0")), FigureVerdict::Differs);
  EXPECT_EQ(verdict(of("closed", "0,0,2,0")), FigureVerdict::NotChecked);
  const auto too_many = of("risk_limit_achieved", "86,0,0,0");
  EXPECT_EQ(check_of(too_many, "H", "cards that differ among those read")->verdict,
            FigureVerdict::Differs);
}

TEST(ReverifyColorado, WhatWasFixedBeforeTheSeedIsTheSameInEveryRound) {
  const std::string begin = "A,county_wide_contest,in_progress,1,1453,,195,";
  const auto two = [&](const std::string& limit, const std::string& inflation) {
    return check_texts({{"round1.csv", kContestHeader + begin + "0.03,0,0,0,0,0,1.03905,0,55,55\n"},
                        {"round3.csv", kContestHeader + begin + limit + ",0,0,0,0,0," + inflation +
                                           ",0,55,55\n"}});
  };
  const char* const limit = "risk limit, as in the first round";
  EXPECT_EQ(check_of(two("0.03", "1.03905"), "A", limit)->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(check_of(two("0.04", "1.03905"), "A", limit)->verdict, FigureVerdict::Differs);
  EXPECT_EQ(check_of(two("0.03", "1.03906"), "A", "inflation, as in the first round")->verdict,
            FigureVerdict::Differs);
}

// What stands in ../shared of the state's audit of November 2024.
TEST(ReverifyColorado, OnlyTheListBeforeTheCountDiffersInTheStatesAuditOf2024) {
  const std::filesystem::path folder =
      std::filesystem::path(RECANVASS_SHARED_DIR) / "data/audits/colorado2024";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto found = reverify({folder});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  ASSERT_EQ(found->audits.size(), 1U);
  const PublishedAudit& audit = found->audits.front();
  const auto tally = audit::tally_of(audit.checks);
  // Two shares of fewer cards than their rows have, and one lead. Eight shares are of more cards.
  EXPECT_EQ(tally.differ, 3);
  for (const FigureCheck& check : audit.checks) {
    if (check.verdict != FigureVerdict::Differs) continue;
    EXPECT_TRUE(check.place.starts_with("targetedContests.csv:")) << check.subject;
  }
  EXPECT_EQ(tally.agree, 19'367);
  // Hinsdale: the county's own manifest and the draw put all seven cards where they were found.
  std::int64_t hinsdale = 0;
  for (const FigureCheck& check : audit.checks) {
    if (check.figure == "a card compared was drawn" && check.subject.starts_with("Hinsdale")) {
      EXPECT_EQ(check.verdict, FigureVerdict::Agrees) << check.subject;
      ++hinsdale;
    }
  }
  EXPECT_EQ(hinsdale, 7);
  // Drawn twice: one card makes two discrepancies.
  EXPECT_EQ(check_of(audit, "Dove Creek Ambulance District Ballot Issue 6A", "cards that differ")
                ->computed,
            "2 by +2, 0 by +1, 0 by -1, 0 by -2");
}

}  // namespace
}  // namespace recanvass::workflow
