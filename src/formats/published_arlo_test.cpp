#include "formats/published_arlo.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

const char* const kReport =
    "######## ELECTION INFO ########\nOrganization,Election Name,State\nCounty,Primary,XX\n\n"
    "######## CONTESTS ########\n"
    "Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Tabulated Votes\n"
    "Mayor,Targeted,1,1,1000,\"Ann: 600; Bo; Jr.: 300; Write-in: 0\"\n\n"
    "######## AUDIT SETTINGS ########\n"
    "Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed,Online Data Entry?\n"
    "Pilot,BALLOT_POLLING,BRAVO,5%,12345678901234567890,Yes\n\n"
    "######## AUDIT BOARDS ########\nJurisdiction Name,Audit Board Name\nCounty,Board 1\n\n"
    "######## ROUNDS ########\n"
    "Round Number,Contest Name,Targeted?,Sample Size,Risk Limit Met?,P-Value,Start Time,End Time,"
    "Audited Votes\n"
    "1,Mayor,Targeted,30,No,0.07,a,b,\"Ann: 20; Bo; Jr.: 9; Write-in: 0; Ballots not found "
    "(counted for loser): 1\"\n\n"
    "######## SAMPLED BALLOTS ########\n"
    "Jurisdiction Name,Batch Name,Ballot Position,Ticket Numbers: Mayor,Audited?,Audit Result: "
    "Mayor\n"
    "County,7,3,\"Round 1: 0.12, 0.34, Round 2: 0.5\",AUDITED,\"Bo; Jr.; COMMENT: torn, faint\"\n";

ArloReport arlo_report(const std::string& text, ProblemList& problems) {
  return read_arlo_report(text, "report.csv", problems);
}

TEST(PublishedArlo, SectionsAreReadAndOthersAreSaid) {
  ProblemList problems;
  const ArloReport report = arlo_report(kReport, problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  ASSERT_EQ(report.contests.size(), 1U);
  EXPECT_EQ(report.contests[0].votes,
            (NamedVotes{{"Ann", 600}, {"Bo; Jr.", 300}, {"Write-in", 0}}));
  EXPECT_EQ(report.risk_limit_percent, 5);
  EXPECT_EQ(report.seed, "12345678901234567890");
  EXPECT_TRUE(report.online);
  ASSERT_EQ(report.rounds.size(), 1U);
  EXPECT_EQ(report.rounds[0].not_found, 1);
  EXPECT_EQ(report.rounds[0].audited.size(), 3U);
  ASSERT_EQ(report.ballots.size(), 1U);
  EXPECT_EQ(report.ballots[0].position, 3);
  EXPECT_EQ(report.remarks, std::vector<std::string>{"report.csv: the section AUDIT BOARDS (1 row) "
                                                     "is not needed and not read"});
}

TEST(PublishedArlo, EveryProblemIsToldAtOnceWithRowAndColumn) {
  std::string text = kReport;
  const auto replace = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  replace("5%,123", "5.5%,123");
  replace("Mayor,Targeted,1,1,1000,", "Mayor,Targeted,0,1,1O00,");
  replace("0.34, Round", "0x34, Round");
  replace("AUDITED", "audited");
  ProblemList problems;
  static_cast<void>(arlo_report(text, problems));
  std::string told;
  for (const auto& problem : problems.take()) {
    told += problem.cause + " " + std::to_string(problem.place.row) + "\n";
  }
  EXPECT_EQ(told,
            "number.not-digits 7\narlo.value 7\narlo.value 11\narlo.value 23\narlo.tickets 23\n");
}

TEST(PublishedArlo, AReportWithoutItsSettingsIsRefused) {
  ProblemList problems;
  static_cast<void>(arlo_report("######## CONTESTS ########\nContest Name\nA\n", problems));
  std::string told;
  for (const auto& problem : problems.take()) told += problem.cause + "\n";
  EXPECT_EQ(told, "arlo.column\narlo.column\narlo.section\n");
}

TEST(PublishedArlo, IsKnownByItsFirstLine) {
  EXPECT_TRUE(is_arlo_report(kReport));
  EXPECT_TRUE(is_arlo_report("######## ELECTION INFO ########,,,\n"));
  EXPECT_FALSE(is_arlo_report("Contest,votes\n"));
  EXPECT_FALSE(is_arlo_report(""));
}

TEST(PublishedArlo, TicketsAreReadByRound) {
  EXPECT_EQ(read_arlo_tickets("Round 1: 0.12, 0.34, Round 2: 0.5"),
            (ArloTickets{{1, "0.12"}, {1, "0.34"}, {2, "0.5"}}));
  EXPECT_EQ(read_arlo_tickets("Round 1: EXTRA"), ArloTickets{});
  EXPECT_EQ(read_arlo_tickets(""), ArloTickets{});
  EXPECT_EQ(read_arlo_tickets("0.12"), std::nullopt);
  EXPECT_EQ(read_arlo_tickets("Round x: 0.12"), std::nullopt);
  EXPECT_EQ(read_arlo_tickets("Round 1: 12"), std::nullopt);
}

TEST(PublishedArlo, ReadingsAreToldApart) {
  const NamedVotes choices{{"Ann", 5}, {"Ann, Jr.", 4}, {"Bo", 3}};
  using Kind = ArloReading::Kind;
  struct Row {
    const char* text;
    Kind kind;
    std::vector<std::string> names;
  };
  const std::vector<Row> rows = {{"Ann, Jr., Bo", Kind::Votes, {"Ann, Jr.", "Bo"}},
                                 {"Ann, Bo", Kind::Votes, {"Ann", "Bo"}},
                                 {"BLANK; COMMENT: Ann?", Kind::Blank, {}},
                                 {"OVERVOTE; Ann, Bo", Kind::Overvote, {"Ann", "Bo"}},
                                 {"Ann, INVALID_WRITE_IN", Kind::Votes, {"Ann"}},
                                 {"CONTEST_NOT_ON_BALLOT", Kind::NotOnBallot, {}},
                                 {"Undervote", Kind::Blank, {}},
                                 {"", Kind::Nothing, {}}};
  for (const Row& row : rows) {
    const auto found = read_arlo_reading(row.text, choices);
    ASSERT_TRUE(found.has_value()) << row.text;
    EXPECT_EQ(found->kind, row.kind) << row.text;
    EXPECT_EQ(found->choices, row.names) << row.text;
  }
  EXPECT_EQ(read_arlo_reading("Cy", choices), std::nullopt);
}

}  // namespace
}  // namespace recanvass::formats
