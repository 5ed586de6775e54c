#include "draw/consistent_tickets.h"
#include "workflow/reverify.h"
#include "workflow/reverify_arlo.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace recanvass::workflow {
namespace {

using audit::FigureCheck;
using audit::FigureVerdict;
using audit::PublishedAudit;

constexpr const char* kSeed = "12345678901234567890";

PublishedAudit audit_of_report(const std::string& text) {
  formats::ProblemList problems;
  const auto report = formats::read_arlo_report(text, "report.csv", problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return reverify_arlo(report);
}

// One contest of 1,000 ballots, a lead of 300; the ballots given are the sample.
PublishedAudit sampled_audit(const std::string& p_value, const std::string& ballots,
                             const std::string& met = "No",
                             const std::string& type = "BALLOT_COMPARISON", int in_all = 1000,
                             const std::string& votes = "Ann: 600; Bo: 300") {
  return audit_of_report(
      "######## CONTESTS ########\n"
      "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Tabulated Votes\n"
      "Mayor,Targeted,1,1," +
      std::to_string(in_all) + "," + votes +
      "\n\n"
      "######## AUDIT SETTINGS ########\n"
      "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
      "Pilot," +
      type + ",SUPERSIMPLE,5%," + std::string(kSeed) +
      ",Yes\n\n######## ROUNDS ########\n"
      "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
      "Time,Audited Votes\n1,Mayor,Targeted,2," +
      met + "," + p_value +
      ",a,b,Ann: 1; Bo: 1\n\n######## SAMPLED BALLOTS ########\n"
      "Jurisdiction Name,Batch Name,Ballot Position,Ticket Numbers: Mayor,Audited?,Audit Result: "
      "Mayor,CVR Result: Mayor,Discrepancy: Mayor\n" +
      ballots);
}

std::string ticket(int position) {
  return draw::trim_ticket(
      draw::first_ticket(kSeed, fmt::format("(('County', 'Batch 7'), {})", position)), 18);
}

std::string ballot(int position, const std::string& with_ticket, const std::string& said) {
  return fmt::format("County,Batch 7,{},Round 1: {},AUDITED,{}\n", position, with_ticket, said);
}

const FigureCheck* first_of(const PublishedAudit& audit, const std::string& figure) {
  const auto found = std::find_if(audit.checks.begin(), audit.checks.end(),
                                  [&](const auto& check) { return check.figure == figure; });
  return found == audit.checks.end() ? nullptr : &*found;
}

std::string first_difference(const PublishedAudit& audit) {
  for (const FigureCheck& check : audit.checks) {
    if (check.verdict == FigureVerdict::Differs) return check.figure + " " + check.computed;
  }
  return {};
}

// Inyo without one P-value lost fifteen figures, and called a poll all but 45 of 536.
TEST(ReverifyArloBallots, NothingLeavesTheCountsSilently) {
  const std::string two = ballot(1, ticket(1), "Ann,Ann,") + ballot(2, ticket(2), "Bo,Bo,");
  const auto without_risk = sampled_audit("", two, "Yes");
  EXPECT_EQ(first_of(without_risk, "risk")->verdict, FigureVerdict::Differs);
  EXPECT_EQ(first_of(without_risk, "risk limit met")->verdict, FigureVerdict::Differs);
  EXPECT_NE(first_of(without_risk, "discrepancy of a ballot"), nullptr);
  const auto open = sampled_audit("", two);
  EXPECT_EQ(first_of(open, "risk")->verdict, FigureVerdict::NotChecked);
  const auto poll = sampled_audit("0.7", two, "No", "BALLOT_POLLING");
  EXPECT_EQ(first_of(poll, "type of the audit")->verdict, FigureVerdict::Differs);
  EXPECT_EQ(first_of(sampled_audit("0.7", two), "type of the audit"), nullptr);
}

TEST(ReverifyArloBallots, TicketsAreThoseOfTheSeed) {
  const auto audit =
      sampled_audit("0.7", ballot(1, ticket(1), "Ann,Ann,") + ballot(2, ticket(2), "Bo,Bo,"));
  EXPECT_EQ(first_of(audit, "tickets that the seed gives")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(first_of(audit, "sample size drawn")->verdict, FigureVerdict::Agrees);
  // Two clean draws: (1 - 0.3 / 2.0781)^2.
  EXPECT_EQ(first_of(audit, "risk")->computed.substr(0, 6), "0.7321");
}

TEST(ReverifyArloBallots, ATicketOfAnotherBallotDiffers) {
  const auto audit =
      sampled_audit("0.7", ballot(1, ticket(1), "Ann,Ann,") + ballot(2, ticket(3), "Bo,Bo,"));
  EXPECT_EQ(first_of(audit, "tickets that the seed gives")->verdict, FigureVerdict::Differs);
  EXPECT_EQ(first_of(audit, "ticket")->published, ticket(3));
  EXPECT_EQ(first_of(audit, "ticket")->computed, ticket(2));
}

// The two ballots of sixty with the smallest tickets, as a draw takes them.
std::pair<int, int> first_two_drawn() {
  std::vector<std::pair<std::string, int>> tickets;
  for (int position = 1; position <= 60; ++position) {
    tickets.emplace_back(ticket(position), position);
  }
  std::sort(tickets.begin(), tickets.end());
  return {tickets[0].second, tickets[1].second};
}

TEST(ReverifyArloBallots, AnOverstatementIsCountedAndAWrongOneDiffers) {
  const auto [one, two] = first_two_drawn();
  const std::string clean = ballot(one, ticket(one), "Ann,Ann,");
  const auto right = sampled_audit("1.0", clean + ballot(two, ticket(two), "Bo,Ann,2"));
  EXPECT_EQ(audit::tally_of(right.checks).differ, 0) << first_difference(right);
  EXPECT_EQ(first_of(right, "risk")->verdict, FigureVerdict::Agrees);
  const auto wrong = sampled_audit("1.0", clean + ballot(two, ticket(two), "Bo,Ann,1"));
  EXPECT_EQ(audit::tally_of(wrong.checks).differ, 1) << first_difference(wrong);
}

// Six ballots of a contest of four, or of six, each drawn once: Arlo's own 0 proves nothing.
TEST(ReverifyArloBallots, WhereEveryBallotWasReadTheReadingsDecideAndNotAPrintedNothing) {
  const auto audit_of = [](int ballots, const std::string& p, const std::string& met,
                           const std::vector<std::string>& readings) {
    std::string rows;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      rows += ballot(at, ticket(at), readings[i]);
    }
    return sampled_audit(p, rows, met, "BALLOT_COMPARISON", ballots, "Ann: 4; Bo: 2");
  };
  const std::vector<std::string> honest = {"Ann,Ann,", "Ann,Ann,", "Ann,Ann,",
                                           "Ann,Ann,", "Bo,Bo,",   "Bo,Bo,"};
  const std::vector<std::string> others = {"Bo,Ann,2", "Bo,Ann,2", "Ann,Ann,",
                                           "Ann,Ann,", "Bo,Bo,",   "Bo,Bo,"};
  const std::vector<std::string> tied = {"Bo,Ann,2", "Ann,Ann,", "Ann,Ann,",
                                         "Ann,Ann,", "Bo,Bo,",   "Bo,Bo,"};
  const auto right = audit_of(6, "0", "Yes", honest);
  EXPECT_EQ(first_of(right, "risk")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(first_of(right, "risk limit met")->verdict, FigureVerdict::Agrees);
  for (const auto& readings : {others, tied}) {
    const auto wrong = audit_of(6, "0", "Yes", readings);
    EXPECT_EQ(first_of(wrong, "risk")->verdict, FigureVerdict::Differs);
    EXPECT_EQ(first_of(wrong, "risk")->computed, "1");
    EXPECT_EQ(first_of(wrong, "risk limit met")->verdict, FigureVerdict::Differs);
    EXPECT_NE(wrong.summary.back().find("NOT those of the hand count"), std::string::npos);
  }
  // Two of the six do not carry it: four were drawn of four, and only four were read.
  std::vector<std::string> without = honest;
  without[4] = without[5] = "CONTEST_NOT_ON_BALLOT,CONTEST_NOT_ON_BALLOT,";
  EXPECT_EQ(first_of(audit_of(6, "0", "Yes", without), "risk")->verdict, FigureVerdict::Explained);
  EXPECT_EQ(first_of(audit_of(6, "0", "Yes", without), "risk limit met")->verdict,
            FigureVerdict::Differs);
  // The formula's own figure, after every ballot, is no fault of the report.
  const std::string formula = first_of(audit_of(6, "0.5", "No", honest), "risk")->computed;
  EXPECT_EQ(first_of(audit_of(6, formula, "No", honest), "risk")->verdict, FigureVerdict::Agrees);
}

TEST(ReverifyArloBallots, ABallotThatHadToBeDrawnAgainDiffers) {
  // The smaller one's second ticket, 0.7679..., is below the larger ticket.
  const auto audit =
      sampled_audit("1.0", ballot(1, ticket(1), "Ann,Ann,") + ballot(2, ticket(2), "Bo,Bo,"));
  EXPECT_EQ(first_of(audit, "ticket")->published, "not drawn again");
}

TEST(ReverifyArloBallots, VotesOnSampledBallotsAreAddedUp) {
  const auto audit =
      sampled_audit("0.7", ballot(1, ticket(1), "Ann,Ann,") + ballot(2, ticket(2), "Ann,Ann,"));
  EXPECT_EQ(first_of(audit, "votes on sampled ballots")->verdict, FigureVerdict::Differs);
}

// A poll counts a ballot that nobody found for the loser; whoever leaves it out is named, and a
// reading that is no choice leaves no figure out in silence.
TEST(ReverifyArloBallots, APollTellsItsBallotsThatWereNotFoundAndItsUnknownReadings) {
  const auto poll = [](const std::string& second) {
    return sampled_audit("0.7", ballot(1, ticket(1), "Ann,,") + second, "No", "BALLOT_POLLING");
  };
  const std::string lost = fmt::format("County,Batch 7,2,Round 1: {},NOT_FOUND,,,\n", ticket(2));
  ASSERT_NE(first_of(poll(lost), "ballots not found"), nullptr);
  EXPECT_EQ(first_of(poll(lost), "ballots not found")->verdict, FigureVerdict::Differs);
  EXPECT_EQ(first_of(poll(lost), "ballots not found")->computed, "1");
  EXPECT_EQ(first_of(poll(ballot(2, ticket(2), "Bo,,")), "ballots not found"), nullptr);
  const auto unknown = poll(ballot(2, ticket(2), "Cy,,"));
  ASSERT_NE(first_of(unknown, "votes on sampled ballots"), nullptr);
  EXPECT_EQ(first_of(unknown, "votes on sampled ballots")->verdict, FigureVerdict::NotChecked);
}

// 366 ballots, seven contests, as the county published them.
TEST(ReverifyArloBallots, InyosReportOf2020AgreesInEveryFigure) {
  const std::filesystem::path file = std::filesystem::path(RECANVASS_SHARED_DIR) /
                                     "data/audits/inyo2020/audit-report-Inyo-County-2020.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto found = reverify({file});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  const PublishedAudit& audit = found->audits.front();
  const auto tally = audit::tally_of(audit.checks);
  EXPECT_EQ(tally.differ, 0);
  std::int64_t risks = 0;
  std::int64_t tickets = 0;
  for (const FigureCheck& check : audit.checks) {
    if (check.figure == "risk") risks += check.verdict == FigureVerdict::Agrees ? 1 : 0;
    std::int64_t agree = 0;
    if (check.figure == "tickets that the seed gives") {
      std::from_chars(check.computed.data(), check.computed.data() + check.computed.size(), agree);
    }
    tickets += agree;
  }
  EXPECT_EQ(risks, 7);
  EXPECT_EQ(tickets, 57 + 23 + 81 + 11 + 140 + 172 + 20);
}

// The columns of reports since 2023: changes by choice, and of the lead with their sign. A second
// contest is read on what was drawn for the first.
std::string changes_report(const std::string& one, const std::string& two) {
  return "######## CONTESTS ########\n"
         "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Vote Totals\n"
         "Mayor,Targeted,1,1,1000,Ann: 600; Bo: 300\n"
         "Clerk,Opportunistic,1,1,1000,Cy: 500; Di: 400\n\n"
         "######## AUDIT SETTINGS ########\n"
         "Audit Name,Audit Type,Risk Limit,Random Seed,Online Data Entry?\n"
         "Pilot,BALLOT_COMPARISON,5%,,Yes\n\n######## ROUNDS ########\n"
         "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
         "Time,Audited Votes\n"
         "1,Mayor,Targeted,1,No,1.0,a,b,Ann: 0; Bo: 1\n"
         "1,Clerk,Opportunistic,,No,0.9518791204,a,b,Cy: 1; Di: 0\n"
         "2,Mayor,Targeted,2,No,1.0,a,b,Ann: 1; Bo: 1\n"
         "2,Clerk,Opportunistic,,No,1.0,a,b,Cy: 1; Di: 1\n\n"
         "######## SAMPLED BALLOTS ########\n"
         "Jurisdiction Name,Batch Name,Ballot Position,Ticket Numbers: Mayor,Audited?,Audit "
         "Result: Mayor,CVR Result: Mayor,Change in Results: Mayor,Change in Margin: Mayor,Audit "
         "Result: Clerk,CVR Result: Clerk,Change in Results: Clerk,Change in Margin: Clerk\n"
         "C,B,1,\"Round 1: 0.100000000001, Round 2: 0.300000000001\",AUDITED,Bo,Ann," +
         one + ",Cy,Cy,,\nC,B,2,Round 2: 0.200000000001,AUDITED,Ann,Bo," + two +
         ",Di,Cy,Cy: +1; Di: -1,2\n";
}

TEST(ReverifyArloBallots, ChangesOfReportsSince2023AreComparedWithTheirSign) {
  const std::string over = "Ann: +1; Bo: -1,2";
  const std::string under = "Ann: -1; Bo: +1,-2";
  const auto honest = audit_of_report(changes_report(over, under));
  EXPECT_EQ(audit::tally_of(honest.checks).differ, 0) << first_difference(honest);
  const auto lead = audit_of_report(changes_report("Ann: +1; Bo: -1,1", under));
  EXPECT_EQ(first_difference(lead), "discrepancy of a ballot 2");
  const auto silent = audit_of_report(changes_report(over, "Ann: -1; Bo: +1,"));
  EXPECT_EQ(first_difference(silent), "discrepancy of a ballot -2");
  const auto by_choice = audit_of_report(changes_report(",2", under));
  EXPECT_EQ(first_difference(by_choice), "change on a ballot Ann: +1; Bo: -1");
}

// The same round says the same in the report of a later one: a ballot that came later is not in it,
// and one that came again counts again.
TEST(ReverifyArloBallots, AContestThatNothingWasDrawnForIsReadRoundByRound) {
  const auto audit = audit_of_report(changes_report("Ann: +1; Bo: -1,2", "Ann: -1; Bo: +1,-2"));
  std::vector<std::string> risks;
  for (const FigureCheck& check : audit.checks) {
    if (check.figure == "risk" && check.subject.starts_with("Clerk"))
      risks.push_back(check.computed);
  }
  ASSERT_EQ(risks.size(), 2U);
  EXPECT_EQ(risks[0], "0.9518791204");  // one clean draw: 1 - .1 / (2 * 1.03905)
  EXPECT_EQ(risks[1], "1");
}

TEST(ReverifyArloBallots, TrailingZerosAreNoRoundingWhereOtherRisksHaveTenDigits) {
  std::string text = changes_report("Ann: +1; Bo: -1,2", "Ann: -1; Bo: +1,-2");
  const std::string ten = "0.9518791204";
  text.replace(text.find(ten), ten.size(), "1");
  EXPECT_EQ(first_difference(audit_of_report(text)), "risk 0.9518791204");
  // All of them rounded afterwards: compared as far as they go, and said.
  const auto rounded =
      sampled_audit("0.73", ballot(1, ticket(1), "Ann,Ann,") + ballot(2, ticket(2), "Bo,Bo,"));
  EXPECT_EQ(first_of(rounded, "risk")->verdict, FigureVerdict::Agrees);
  ASSERT_FALSE(rounded.remarks.empty());
  EXPECT_NE(rounded.remarks.back().find("at most 2 decimals"), std::string::npos);
}

// More tickets than ballots, and not every ballot among them.
TEST(ReverifyArloBallots, ThePrintedNothingAfterAsManyDrawsAsBallotsIsNamed) {
  const auto audit = sampled_audit(
      "0", fmt::format("County,Batch 7,1,\"Round 1: {}, 0.9999\",AUDITED,Ann,Ann,\n", ticket(1)),
      "Yes", "BALLOT_COMPARISON", 2, "Ann: 2; Bo: 0");
  EXPECT_EQ(first_of(audit, "risk")->verdict, FigureVerdict::Explained);
  EXPECT_NE(first_of(audit, "risk")->reason.find("0 once as many ballots were drawn"),
            std::string::npos);
}

// Early reports: None stands in the id for what a manifest did not have.
TEST(ReverifyArloBallots, AnIdMayHaveNoneForWhatIsNotThere) {
  const auto early = [](int position) {
    return draw::trim_ticket(
        draw::first_ticket(kSeed, fmt::format("(('County', None, 'Batch 7'), {})", position)), 18);
  };
  const auto audit =
      sampled_audit("0.7", ballot(1, early(1), "Ann,Ann,") + ballot(2, early(2), "Bo,Bo,"));
  EXPECT_EQ(first_of(audit, "tickets that the seed gives")->verdict, FigureVerdict::Agrees);
}

// A rule that is not known accuses nobody by name; one ticket that fits shows the rule.
TEST(ReverifyArloBallots, WhereNoTicketFitsOneLineSaysSo) {
  const std::string others =
      ballot(1, "0.111111111111111111", "Ann,Ann,") + ballot(2, "0.222222222222222222", "Bo,Bo,");
  const auto audit = sampled_audit("0.7", others);
  EXPECT_EQ(first_of(audit, "tickets that the seed gives")->verdict, FigureVerdict::Differs);
  EXPECT_EQ(first_of(audit, "ticket"), nullptr);
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 1) << first_difference(audit);
  std::string report = changes_report("Ann: +1; Bo: -1,2", "Ann: -1; Bo: +1,-2");
  for (const auto& [seed, verdict] : std::vector<std::pair<const char*, FigureVerdict>>{
           {"34053800000000000000", FigureVerdict::NotChecked},
           {"3.40538E+19", FigureVerdict::NotChecked},
           {"34053812345678901234", FigureVerdict::Differs}}) {
    std::string text = report;
    text.replace(text.find(",5%,,Yes"), 8, fmt::format(",5%,{},Yes", seed));
    EXPECT_EQ(first_of(audit_of_report(text), "tickets that the seed gives")->verdict, verdict)
        << seed;
  }
}

TEST(ReverifyArloBallots, ReadingsOfBallotsThatWereNotFoundAfterwardsAreExplained) {
  const auto poll = [](const std::string& votes) {
    return audit_of_report(
        "######## CONTESTS ########\n"
        "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Vote Totals\n"
        "Mayor,Targeted,1,1,1000,Ann: 600; Bo: 400\n\n"
        "######## AUDIT SETTINGS ########\n"
        "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
        "Pilot,BALLOT_POLLING,BRAVO,5%,,Yes\n\n######## ROUNDS ########\n"
        "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End "
        "Time,Audited Votes\n1,Mayor,Targeted,3,No,0.8680555556,a,b," +
        votes +
        "\n\n######## SAMPLED BALLOTS ########\n"
        "Jurisdiction Name,Batch Name,Ballot Position,Ticket Numbers: Mayor,Audited?,Audit "
        "Result: Mayor\n"
        "C,B,1,Round 1: 0.1,AUDITED,Ann\nC,B,2,Round 1: 0.2,AUDITED,Ann\n"
        "C,B,3,Round 1: 0.3,NOT_FOUND,Ann\n");
  };
  const auto counted = poll("Ann: 3; Bo: 0; Ballots not found (counted for loser): 1");
  EXPECT_EQ(first_of(counted, "votes on sampled ballots")->verdict, FigureVerdict::Explained);
  const auto left_out = poll("Ann: 2; Bo: 0; Ballots not found (counted for loser): 1");
  EXPECT_EQ(first_of(left_out, "votes on sampled ballots")->verdict, FigureVerdict::Agrees);
  const auto more = poll("Ann: 4; Bo: 0; Ballots not found (counted for loser): 1");
  EXPECT_EQ(first_of(more, "votes on sampled ballots")->verdict, FigureVerdict::Differs);
}

}  // namespace
}  // namespace recanvass::workflow
