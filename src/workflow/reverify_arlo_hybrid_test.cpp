#include "audit/suite.h"
#include "workflow/reverify.h"
#include "workflow/reverify_arlo.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

// Kalamazoo's figures in the form of a hybrid report: 8 ballots with records, 32 without.
audit::PublishedAudit hybrid_audit(const std::string& p_value) {
  std::string text =
      "######## CONTESTS ########\n"
      "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Tabulated Votes,"
      "Total Ballots Cast: CVR,Total Ballots Cast: Non-CVR,Tabulated Votes: CVR,Tabulated Votes: "
      "Non-CVR\nK,Targeted,1,1,27666,Ann: 20699; Bo: 5569,5294,22372,Ann: 3765; Bo: 1349,Ann: "
      "16934; Bo: 4220\n\n"
      "######## AUDIT SETTINGS ########\n"
      "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
      "Pilot,HYBRID,SUITE,10%,,Yes\n\n"
      "######## ROUNDS ########\n"
      "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
      "Time,Audited Votes,Audited Votes: CVR,Audited Votes: Non CVR\n"
      "1,K,Targeted,40,Yes," +
      p_value +
      ",a,b,Ann: 31; Bo: 8,Ann: 8; Bo: 0,Ann: 23; Bo: 8\n\n"
      "######## SAMPLED BALLOTS ########\n"
      "Jurisdiction Name,Batch Name,Ballot Position,Imprinted ID,Ticket Numbers: K,Audited?,Audit "
      "Result: K,CVR Result: K,Discrepancy: K\n";
  int position = 0;
  const auto add = [&](int ballots, const char* imprint, const char* said) {
    for (int i = 0; i < ballots; ++i) {
      ++position;
      text += fmt::format("C,B,{},{},Round 1: 0.{:05},AUDITED,{},\n", position, imprint, position,
                          said);
    }
  };
  add(8, "1-1-1", "Ann,Ann");
  add(23, "", "Ann,");
  add(8, "", "Bo,");
  add(1, "", "BLANK,");
  formats::ProblemList problems;
  const auto report = formats::read_arlo_report(text, "hybrid.csv", problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return reverify_arlo(report);
}

const audit::FigureCheck* hybrid_risk(const audit::PublishedAudit& audit) {
  const auto found = std::find_if(audit.checks.begin(), audit.checks.end(),
                                  [](const auto& check) { return check.figure == "risk"; });
  return found == audit.checks.end() ? nullptr : &*found;
}

TEST(ReverifyArloHybrid, TheLargestRiskOverAllSplitsIsRight) {
  const auto audit = hybrid_audit("0.0374140242");
  EXPECT_EQ(hybrid_risk(audit)->verdict, audit::FigureVerdict::Agrees)
      << hybrid_risk(audit)->computed;
}

TEST(ReverifyArloHybrid, ARiskFromACoarseGridIsExplained) {
  const audit::SuiteAudit figures{{3765, 1349, 5294}, {16934, 4220, 22372}, 8, {}, {23, 8, 1}};
  const double coarse = audit::coarse_suite_risk(figures, 0.05);
  const auto audit = hybrid_audit(fmt::format("{:.10f}", coarse));
  EXPECT_EQ(hybrid_risk(audit)->verdict, audit::FigureVerdict::Explained);
  EXPECT_NE(hybrid_risk(audit)->reason.find("right: 0.03741402"), std::string::npos)
      << hybrid_risk(audit)->reason;
}

TEST(ReverifyArloHybrid, AnotherRiskDiffers) {
  EXPECT_EQ(hybrid_risk(hybrid_audit("0.0284140242"))->verdict, audit::FigureVerdict::Differs);
}

}  // namespace
}  // namespace recanvass::workflow
