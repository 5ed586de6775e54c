#include "workflow/reverify_arlo.h"

#include "workflow/reverify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace recanvass::workflow {
namespace {

using audit::FigureCheck;
using audit::FigureVerdict;
using audit::PublishedAudit;

PublishedAudit arlo_audit(const std::string& text) {
  formats::ProblemList problems;
  const auto report = formats::read_arlo_report(text, "report.csv", problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return reverify_arlo(report);
}

const FigureCheck* arlo_check(const PublishedAudit& audit, const std::string& subject,
                              const std::string& figure) {
  const auto found = std::find_if(audit.checks.begin(), audit.checks.end(), [&](const auto& check) {
    return check.subject == subject && check.figure == figure;
  });
  return found == audit.checks.end() ? nullptr : &*found;
}

std::string polling_report(const std::string& math, const std::string& rounds) {
  return "######## CONTESTS ########\n"
         "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Tabulated "
         "Votes\nMayor,Targeted,1,1,100000,Ann: 60000; Bo: 40000\n\n"
         "######## AUDIT SETTINGS ########\n"
         "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
         "Pilot,BALLOT_POLLING," +
         math +
         ",10%,1,No\n\n######## ROUNDS ########\n"
         "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
         "Time,Audited Votes\n" +
         rounds;
}

TEST(ReverifyArlo, BravoOverTwoRoundsIsCumulative) {
  // (1.2)^-70 (0.8)^-40 after 60 + 50 votes.
  const auto audit =
      arlo_audit(polling_report("BRAVO",
                                "1,Mayor,Targeted,60,No,0.4481327808,a,b,Ann: 35; Bo: 25\n"
                                "2,Mayor,Targeted,50,Yes,0.0215632043,a,b,Ann: 35; Bo: 15\n"));
  EXPECT_EQ(arlo_check(audit, "Mayor, round 2", "risk")->verdict, FigureVerdict::Agrees)
      << arlo_check(audit, "Mayor, round 2", "risk")->computed;
  EXPECT_EQ(arlo_check(audit, "Mayor, round 2", "risk limit met")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(arlo_check(audit, "Mayor, round 1", "risk limit met")->verdict, FigureVerdict::Agrees);
}

TEST(ReverifyArlo, AWrongRiskAndAWrongVerdictDiffer) {
  const auto audit = arlo_audit(
      polling_report("BRAVO", "1,Mayor,Targeted,110,No,0.0215632044,a,b,Ann: 70; Bo: 40\n"));
  EXPECT_EQ(arlo_check(audit, "Mayor, round 1", "risk")->verdict, FigureVerdict::Differs);
  EXPECT_EQ(arlo_check(audit, "Mayor, round 1", "risk limit met")->verdict, FigureVerdict::Differs);
}

TEST(ReverifyArlo, SizesOnOfferAreRecognised) {
  // The published first rounds of r2b2's and Arlo's tests lie in methods P2 and P12: 119 expected.
  const auto audit =
      arlo_audit(polling_report("BRAVO", "1,Mayor,Targeted,119,No,,a,,Ann: 0; Bo: 0\n"));
  EXPECT_EQ(arlo_check(audit, "Mayor, round 1", "sample size offered")->verdict,
            FigureVerdict::Agrees);
  EXPECT_EQ(arlo_check(audit, "Mayor, round 1", "risk")->verdict, FigureVerdict::NotChecked);
}

TEST(ReverifyArlo, AFullCountThatFindsAnotherWinnerDoesNotConfirm) {
  const std::string totals = "Ann: 49000; Bo: 51000\n";
  const auto audit =
      arlo_audit(polling_report("BRAVO", "1,Mayor,Targeted,100000,Yes,0,a,b," + totals));
  EXPECT_EQ(arlo_check(audit, "Mayor, round 1", "risk")->verdict, FigureVerdict::Differs);
}

TEST(ReverifyArlo, GeorgiasFullHandTallyOf2020AddsUp) {
  const std::filesystem::path file = std::filesystem::path(RECANVASS_SHARED_DIR) /
                                     "data/audits/georgia2020/arlo_audit_report_2020-11-19.csv.gz";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto found = reverify({file});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  const PublishedAudit& audit = found->audits.front();
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0);
  EXPECT_GE(audit::tally_of(audit.checks).agree, 9);
  EXPECT_EQ(
      arlo_check(audit, "President of the United States - Donald J. Trump", "votes in all batches")
          ->computed,
      "2462857");
  const auto& told = audit.summary;
  EXPECT_TRUE(std::any_of(told.begin(), told.end(), [](const std::string& sentence) {
    return sentence.find("lead by hand 12,284") != std::string::npos;
  }));
}

}  // namespace
}  // namespace recanvass::workflow
