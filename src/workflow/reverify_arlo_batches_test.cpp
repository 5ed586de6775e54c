#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "workflow/reverify.h"
#include "workflow/reverify_arlo.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using audit::FigureCheck;
using audit::FigureVerdict;
using audit::PublishedAudit;

constexpr const char* kBatchSeed = "1234567890";

std::string batch_ticket(const std::string& batch, int generation) {
  std::string ticket = draw::first_ticket(kBatchSeed, draw::arlo_batch_id("J1", batch));
  for (int i = 1; i < generation; ++i) ticket = draw::next_ticket(draw::trim_ticket(ticket, 18));
  return draw::trim_ticket(ticket, 18);
}

// 2,000 ballots, 1,600 to 400: U = 3200 / 1200.
PublishedAudit batch_audit(const std::string& p_value, const std::string& batches) {
  const std::string text =
      "######## CONTESTS ########\n"
      "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Vote Totals,Vote "
      "Totals from Batches,Pending Ballots\n"
      "Clerk,Targeted,1,1,2000,Ann: 1600; Bo: 400,Ann: 1600; Bo: 400,0\n\n"
      "######## AUDIT SETTINGS ########\n"
      "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
      "Pilot,BATCH_COMPARISON,MACRO,10%," +
      std::string(kBatchSeed) +
      ",No\n\n######## ROUNDS ########\n"
      "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
      "Time,Audited Votes,Batches Sampled,Ballots Sampled,Reported Votes\n1,Clerk,Targeted,6,No," +
      p_value +
      ",a,b,Ann: 130; Bo: 70,4,200,Ann: 160; Bo: 40\n\n######## SAMPLED BATCHES ########\n"
      "Jurisdiction Name,Batch Name,Ballots in Batch,Ticket Numbers: Clerk,Audited?,Reported "
      "Results: Clerk,Audit Results: Clerk,Change in Results: Clerk,Change in Margin: Clerk,Last "
      "Edited By\n" +
      batches;
  formats::ProblemList problems;
  const auto report = formats::read_arlo_report(text, "report.csv", problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return reverify_arlo(report);
}

std::string four_batches(const std::string& changed) {
  return fmt::format(
      "J1,A,50,\"Round 1: {}, {}\",Yes,{}\nJ1,B,50,\"Round 1: {}, {}\",Yes,Ann: 40; Bo: 10,Ann: "
      "40; Bo: 10,,,x\nJ1,C,50,Round 1: {},Yes,Ann: 40; Bo: 10,Ann: 40; Bo: 10,,,x\nJ1,D,50,Round "
      "1: {},Yes,Ann: 40; Bo: 10,Ann: 40; Bo: 10,,,x\n",
      batch_ticket("A", 1), batch_ticket("A", 2), changed, batch_ticket("B", 1),
      batch_ticket("B", 2), batch_ticket("C", 1), batch_ticket("D", 1));
}

const FigureCheck* batch_check(const PublishedAudit& audit, const std::string& figure) {
  const auto found = std::find_if(audit.checks.begin(), audit.checks.end(),
                                  [&](const auto& check) { return check.figure == figure; });
  return found == audit.checks.end() ? nullptr : &*found;
}

TEST(ReverifyArloBatches, ATaintedBatchDrawnTwiceCountsTwice) {
  // (1 - 1200/3200)^6 / (1/4)^2: e = 60/1200, u = 80/1200.
  const auto audit = batch_audit(
      "0.9536743164", four_batches("Ann: 40; Bo: 10,Ann: 10; Bo: 40,Ann: +30; Bo: -30,60,x"));
  const FigureCheck* risk = batch_check(audit, "risk");
  ASSERT_NE(risk, nullptr);
  // Arlo's product at the end; the least on the way may be below it.
  EXPECT_NE(risk->verdict, FigureVerdict::Differs) << risk->computed << risk->reason;
  EXPECT_EQ(batch_check(audit, "tickets that the seed gives")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(batch_check(audit, "change in margin of a batch")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(batch_check(audit, "change in a batch")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(batch_check(audit, "votes in sampled batches")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0);
}

TEST(ReverifyArloBatches, ACleanSampleLeavesWhatTheBoundsSay) {
  const auto audit =
      batch_audit("0.0596046448", four_batches("Ann: 40; Bo: 10,Ann: 40; Bo: 10,,,x"));
  EXPECT_EQ(batch_check(audit, "risk")->verdict, FigureVerdict::Agrees)
      << batch_check(audit, "risk")->computed;
  EXPECT_EQ(batch_check(audit, "risk limit met")->verdict, FigureVerdict::Differs);
}

TEST(ReverifyArloBatches, ASampledBatchWithoutACountLeavesTheRiskOpen) {
  const auto audit = batch_audit(
      "0.05", fmt::format("J1,A,50,Round 1: {},No,Ann: 40; Bo: 10,,,,x\n", batch_ticket("A", 1)));
  EXPECT_EQ(batch_check(audit, "risk")->verdict, FigureVerdict::NotChecked);
}

TEST(ReverifyArloBatches, AWrongChangeDiffers) {
  const auto audit = batch_audit(
      "0.9536743164", four_batches("Ann: 40; Bo: 10,Ann: 10; Bo: 40,Ann: +30; Bo: -30,59,x"));
  EXPECT_EQ(batch_check(audit, "change in margin of a batch")->verdict, FigureVerdict::Differs);
}

}  // namespace
}  // namespace recanvass::workflow
