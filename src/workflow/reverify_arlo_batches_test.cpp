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

PublishedAudit audit_of_text(const std::string& text) {
  formats::ProblemList problems;
  const auto report = formats::read_arlo_report(text, "report.csv", problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return reverify_arlo(report);
}

// 2,000 ballots, 1,600 to 400: U = 3200 / 1200.
std::string batch_text(const std::string& p_value, const std::string& batches) {
  return "######## CONTESTS ########\n"
         "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Vote "
         "Totals,Vote "
         "Totals from Batches,Pending Ballots\n"
         "Clerk,Targeted,1,1,2000,Ann: 1600; Bo: 400,Ann: 1600; Bo: 400,0\n\n"
         "######## AUDIT SETTINGS ########\n"
         "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
         "Pilot,BATCH_COMPARISON,MACRO,10%," +
         std::string(kBatchSeed) +
         ",No\n\n######## ROUNDS ########\n"
         "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
         "Time,Audited Votes,Batches Sampled,Ballots Sampled,Reported "
         "Votes\n1,Clerk,Targeted,6,No," +
         p_value +
         ",a,b,Ann: 130; Bo: 70,4,200,Ann: 160; Bo: 40\n\n######## SAMPLED BATCHES ########\n"
         "Jurisdiction Name,Batch Name,Ballots in Batch,Ticket Numbers: Clerk,Audited?,Reported "
         "Results: Clerk,Audit Results: Clerk,Change in Results: Clerk,Change in Margin: "
         "Clerk,Last "
         "Edited By\n" +
         batches;
}

PublishedAudit batch_audit(const std::string& p_value, const std::string& batches) {
  return audit_of_text(batch_text(p_value, batches));
}

std::string planted(std::string text, const std::string& published, const std::string& other) {
  const std::size_t at = text.find(published);
  EXPECT_NE(at, std::string::npos) << published;
  return text.replace(at, published.size(), other);
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

// Arlo's line of totals ends one field before its header does.
constexpr const char* kTotals = "Totals,,200,,,Ann: 160; Bo: 40,Ann: 130; Bo: 70,,\n";

std::string honest_text() {
  return batch_text(
      "0.9536743164",
      four_batches("Ann: 40; Bo: 10,Ann: 10; Bo: 40,Ann: +30; Bo: -30,60,x") + kTotals);
}

TEST(ReverifyArloBatches, ALineOfTotalsThatEndsEarlyIsReadAndAddedUp) {
  const auto audit = audit_of_text(honest_text());
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0);
  EXPECT_EQ(batch_check(audit, "ballots of all sampled batches")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(batch_check(audit, "votes of all sampled batches")->verdict, FigureVerdict::Agrees);
  formats::ProblemList problems;
  static_cast<void>(formats::read_arlo_report(
      planted(honest_text(), "Ann: 40; Bo: 10,Ann: 40; Bo: 10,,,x", "Ann: 40; Bo: 10"), "r.csv",
      problems));
  EXPECT_EQ(problems.take().front().cause, "csv.ragged") << "a batch is no line of totals";
}

TEST(ReverifyArloBatches, EveryFigureThatIsPrintedOfBatchesIsCompared) {
  struct Row {
    const char *published, *planted;
  };
  const Row rows[] = {{"Bo: 70,4,200", "Bo: 70,5,200"},
                      {"Bo: 70,4,200", "Bo: 70,4,201"},
                      {"200,Ann: 160; Bo: 40", "200,Ann: 161; Bo: 40"},
                      {"J1,A,50", "J1,A,1"},
                      {"Totals,,200", "Totals,,9999"},
                      {"Totals,,200,,,Ann: 160", "Totals,,200,,,Ann: 9"},
                      {"Ann: 130; Bo: 70,,", "Ann: 130; Bo: 71,,"},
                      {"Targeted,6,No", "Targeted,6,Yes"}};
  for (const Row& row : rows) {
    const auto audit = audit_of_text(planted(honest_text(), row.published, row.planted));
    EXPECT_GT(audit::tally_of(audit.checks).differ, 0) << row.planted;
  }
}

// Of three choices no risk can be worked out again: what is printed must not contradict itself.
TEST(ReverifyArloBatches, ALimitThatItsOwnPrintedRiskDoesNotMeetDiffers) {
  const auto limit = [](const std::string& p_value, const std::string& met) {
    std::string text = planted(honest_text(), "Ann: 1600; Bo: 400", "Ann: 1600; Bo: 300; Cy: 100");
    text = planted(text, "6,No,0.9536743164", "6," + met + "," + p_value);
    const auto audit = audit_of_text(text);
    const FigureCheck* check = batch_check(audit, "risk limit met");
    return check == nullptr ? FigureVerdict::Explained : check->verdict;
  };
  EXPECT_EQ(limit("0.9536743164", "No"), FigureVerdict::Agrees);
  EXPECT_EQ(limit("0.9536743164", "Yes"), FigureVerdict::Differs);
  EXPECT_EQ(limit("0.05", "No"), FigureVerdict::Differs);
  EXPECT_EQ(limit("0.05", "Yes"), FigureVerdict::Agrees);
  EXPECT_EQ(limit("0.1000000000", "Yes"), FigureVerdict::NotChecked);
  EXPECT_EQ(limit("", "No"), FigureVerdict::NotChecked);
}

// A second contest whose batches are drawn among those of the first: Arlo counts all that were
// read for either.
TEST(ReverifyArloBatches, ANestedSampleIsExplainedAndNotAccused) {
  const auto row = [](const char* name, bool nested) {
    return fmt::format(
        "J1,{},50,Round 1: {},{},Yes,Ann: 40; Bo: 10,Ann: 40; Bo: 10,,,Di: 30; Ed: "
        "20,Di: 30; Ed: 20,,,x\n",
        name, batch_ticket(name, 1), nested ? "Round 1: " + batch_ticket(name, 1) : "");
  };
  const std::string text =
      "######## CONTESTS ########\n"
      "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Vote Totals,Vote "
      "Totals from Batches,Pending Ballots,Sample Nested Under\n"
      "Clerk,Targeted,1,1,2000,Ann: 1600; Bo: 400,Ann: 1600; Bo: 400,0,\n"
      "Judge,Targeted,1,1,2000,Di: 1200; Ed: 800,Di: 1200; Ed: 800,0,Clerk\n\n"
      "######## AUDIT SETTINGS ########\n"
      "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
      "Pilot,BATCH_COMPARISON,MACRO,10%," +
      std::string(kBatchSeed) +
      ",No\n\n######## ROUNDS ########\n"
      "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
      "Time,Audited Votes,Batches Sampled,Ballots Sampled,Reported Votes\n"
      "1,Judge,Targeted,1,No,0.8333333333,a,b,Di: 60; Ed: 40,2,100,Di: 60; Ed: 40\n\n"
      "######## SAMPLED BATCHES ########\n"
      "Jurisdiction Name,Batch Name,Ballots in Batch,Ticket Numbers: Clerk,Ticket Numbers: "
      "Judge,Audited?,Reported Results: Clerk,Audit Results: Clerk,Change in Results: "
      "Clerk,Change in Margin: Clerk,Reported Results: Judge,Audit Results: Judge,Change in "
      "Results: Judge,Change in Margin: Judge,Last Edited By\n" +
      row("A", true) + row("B", false);
  const auto audit = audit_of_text(text);
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0);
  for (const char* figure : {"votes in sampled batches", "batches sampled", "ballots sampled",
                             "votes reported in sampled batches"}) {
    const FigureCheck* check = batch_check(audit, figure);
    ASSERT_NE(check, nullptr) << figure;
    EXPECT_EQ(check->verdict, FigureVerdict::Explained) << figure;
    EXPECT_NE(check->reason.find("nested under Clerk"), std::string::npos) << check->reason;
  }
  EXPECT_GT(
      audit::tally_of(audit_of_text(planted(text, "Ed: 40,2,100", "Ed: 40,3,100")).checks).differ,
      0);
}

TEST(ReverifyArloBatches, AWrongChangeDiffers) {
  const auto audit = batch_audit(
      "0.9536743164", four_batches("Ann: 40; Bo: 10,Ann: 10; Bo: 40,Ann: +30; Bo: -30,59,x"));
  EXPECT_EQ(batch_check(audit, "change in margin of a batch")->verdict, FigureVerdict::Differs);
}

// Two batches of 50 were counted together with a third that was not drawn; one was counted alone.
std::string combined_text(const std::string& counted_in_round, const std::string& totals) {
  return "######## CONTESTS ########\n"
         "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Vote "
         "Totals,Vote Totals from Batches,Pending Ballots\n"
         "Clerk,Targeted,1,1,2000,Ann: 1600; Bo: 400,Ann: 1600; Bo: 400,0\n\n"
         "######## AUDIT SETTINGS ########\n"
         "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
         "Pilot,BATCH_COMPARISON,MACRO,10%," +
         std::string(kBatchSeed) +
         ",No\n\n######## ROUNDS ########\n"
         "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
         "Time,Audited Votes,Batches Sampled,Ballots Sampled,Reported Votes\n"
         "1,Clerk,Targeted,3,No,0.2441406250,a,b," +
         counted_in_round +
         ",2,250,Ann: 200; Bo: 50\n\n######## SAMPLED BATCHES ########\n"
         "Jurisdiction Name,Batch Name,Ballots in Batch,Ticket Numbers: Clerk,Audited?,Reported "
         "Results: Clerk,Audit Results: Clerk,Change in Results: Clerk,Change in Margin: "
         "Clerk,Last Edited By,Combined Batch\n"
         "J1,B1,50,Round 1: " +
         batch_ticket("B1", 1) +
         ",Yes,Ann: 40; Bo: 10,,,,,Pile\nJ1,B2,50,Round 1: " + batch_ticket("B2", 1) +
         ",Yes,Ann: 40; Bo: 10,,,,,Pile\nJ1,B4,100,Round 1: " + batch_ticket("B4", 1) +
         ",Yes,Ann: 80; Bo: 20,Ann: 80; Bo: 20,,,,\n"
         "J1,Pile,150,,Yes,Ann: 120; Bo: 30,Ann: 119; Bo: 31,Ann: +1; Bo: -1,2,,\"Combines B1, B2, "
         "B3\"\nTotals,," +
         totals + ",,,Ann: 200; Bo: 50,Ann: 199; Bo: 51,,\n";
}

TEST(ReverifyArloBatches, BatchesCountedTogetherStandInOneLine) {
  const auto audit = audit_of_text(combined_text("Ann: 199; Bo: 51", "200"));
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0);
  for (const FigureCheck& check : audit.checks) {
    EXPECT_EQ(check.figure == "risk", check.verdict == FigureVerdict::NotChecked) << check.figure;
  }
  const auto other_votes = audit_of_text(combined_text("Ann: 198; Bo: 52", "200"));
  EXPECT_EQ(audit::tally_of(other_votes.checks).differ, 2);
  const auto other_ballots = audit_of_text(combined_text("Ann: 199; Bo: 51", "350"));
  EXPECT_EQ(audit::tally_of(other_ballots.checks).differ, 1);
}

// Reports of 2021: one contest whose columns do not name it, tickets of 16 digits, each made of the
// one before as printed, and no figures that were reported.
std::string report_of_2021(const std::string& second, const std::string& votes) {
  const std::string first = batch_ticket("B1", 1).substr(0, 18);
  return "######## CONTESTS ########\n"
         "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Tabulated "
         "Votes\nClerk,Targeted,1,1,2000,Ann: 1600; Bo: 400\n\n"
         "######## AUDIT SETTINGS ########\n"
         "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
         "Pilot,BATCH_COMPARISON,MACRO,10%," +
         std::string(kBatchSeed) +
         ",No\n\n######## ROUNDS ########\n"
         "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
         "Time,Audited Votes\n1,Clerk,Targeted,2,No,0.3906250000,a,b," +
         votes +
         "\n\n######## SAMPLED BATCHES ########\n"
         "Jurisdiction Name,Batch Name,Ticket Numbers,Audited?,Audit Result\n"
         "J1,B1,\"Round 1: " +
         first + ", " + (second.empty() ? draw::next_ticket(first).substr(0, 18) : second) +
         "\",Yes,Ann: 40; Bo: 10\n";
}

TEST(ReverifyArloBatches, TicketsAndVotesOf2021FollowTheRulesOfThatYear) {
  const auto honest = audit_of_text(report_of_2021("", "Ann: 80; Bo: 20"));
  EXPECT_EQ(audit::tally_of(honest.checks).differ, 0);
  EXPECT_EQ(audit::tally_of(honest.checks).explained, 2);  // votes of each choice
  const auto ticket = audit_of_text(report_of_2021("0.9999999999999999", "Ann: 80; Bo: 20"));
  EXPECT_EQ(audit::tally_of(ticket.checks).differ, 2);
  const auto votes = audit_of_text(report_of_2021("", "Ann: 81; Bo: 20"));
  EXPECT_EQ(audit::tally_of(votes.checks).differ, 1);
}

TEST(ReverifyArloBatches, ARiskOfNothingWantsEveryBatch) {
  std::string text = batch_text("0", "J1,B1,50,Round 1: " + batch_ticket("B1", 1) +
                                         ",Yes,Ann: 40; Bo: 10,Ann: 40; Bo: 10,,,\n");
  const auto some = audit_of_text(text);
  const auto risk = std::ranges::find_if(
      some.checks, [](const FigureCheck& check) { return check.figure == "risk"; });
  ASSERT_NE(risk, some.checks.end());
  EXPECT_EQ(risk->verdict, FigureVerdict::Differs);
  EXPECT_NE(risk->reason.find("50 of 2,000 votes"), std::string::npos);
  text = batch_text("0", "J1,B1,2000,Round 1: " + batch_ticket("B1", 1) +
                             ",Yes,Ann: 1600; Bo: 400,Ann: 1600; Bo: 400,,,\n");
  const auto all = audit_of_text(text);
  const auto agrees = std::ranges::find_if(
      all.checks, [](const FigureCheck& check) { return check.figure == "risk"; });
  ASSERT_NE(agrees, all.checks.end());
  EXPECT_EQ(agrees->verdict, FigureVerdict::Agrees);
}

}  // namespace
}  // namespace recanvass::workflow
