#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::cli_test {
namespace {

base::Json law_document(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "law");
  arguments.emplace_back("--json");
  const Ended ended = run_recanvass(arguments);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = base::parse_json(ended.out, "stdout");
  EXPECT_TRUE(json.ok());
  return json.ok() ? *json : base::Json::object();
}

TEST(CliLaw, Colorado2022IsAutomaticByTheWinnersVotes) {
  const auto json =
      law_document({"us-co", "--on", "2022-11-08", "--votes", "A=163839", "--votes", "B=163293"});
  EXPECT_EQ(json["schema"], "recanvass.law/1");
  EXPECT_EQ(json["statute_id"], "us-co-2016");
  EXPECT_EQ(json["automatic"], true);
  EXPECT_EQ(json["automatic_limit_votes"], 819);
  EXPECT_EQ(json["petition"]["allowed"], true);
  EXPECT_EQ(json["petition"]["free"], false);
  EXPECT_EQ(json["petition"]["deadline"], "2022-12-06T24:00");
  EXPECT_EQ(json["confidence"], "medium");
}

TEST(CliLaw, AMissingTotalIsUnknownUnlessTheVotesGivenDecide) {
  const auto vague =
      law_document({"FL", "--on", "2018-11-06", "--votes", "A=100600", "--votes", "B=99400"});
  EXPECT_EQ(vague["automatic"], "unknown");
  EXPECT_EQ(vague["unknown"][0], "automatic: all votes for the office");
  const auto close =
      law_document({"FL", "--on", "2018-11-06", "--votes", "A=100500", "--votes", "B=99500"});
  EXPECT_EQ(close["automatic"], true) << "1,000 is 0.5% of the 200,000 that there are at least";
  const auto total = law_document({"FL", "--on", "2018-11-06", "--votes", "A=100600", "--votes",
                                   "B=99400", "--total", "239999"});
  EXPECT_EQ(total["automatic"], false);
}

TEST(CliLaw, ThePetitionersOwnDistanceDecidesInWisconsinUnderTheLawOf2017) {
  const std::vector<std::string> votes = {"--votes", "A=1404440", "--votes", "B=1381823",
                                          "--votes", "C=31006",   "--total", "2975313"};
  std::vector<std::string> runner_up = {"us-wi", "--on", "2020-11-03", "--petitioner", "B"};
  std::vector<std::string> third = {"us-wi", "--on", "2020-11-03", "--petitioner", "C"};
  runner_up.insert(runner_up.end(), votes.begin(), votes.end());
  third.insert(third.end(), votes.begin(), votes.end());
  EXPECT_EQ(law_document(runner_up)["petition"]["allowed"], true);
  EXPECT_EQ(law_document(runner_up)["petition"]["limit_votes"], 29753);
  EXPECT_EQ(law_document(third)["petition"]["allowed"], false);
}

TEST(CliLaw, TheRuleInPlainWordsFitsEightyColumns) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"law", "us-wi", "--on", "2016-11-25"},
        std::vector<std::string>{"law", "--on", "2016-11-08", "--compare"},
        std::vector<std::string>{"law", "--check"}}) {
    const Ended ended = run_recanvass(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    std::istringstream lines(ended.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
  }
  const Ended rule = run_recanvass({"law", "us-wi", "--on", "2016-11-25"});
  EXPECT_NE(rule.out.find("Wis. Stat. 9.01, 5.90 (2015 Act 36)"), std::string::npos);
  EXPECT_NE(rule.out.find("5 pm on the third business day after"), std::string::npos);
}

TEST(CliLaw, ALongListOfPricesIsToldByItsFirstLinesAndIsWholeInTheDocument) {
  const Ended rule = run_recanvass({"law", "us-nh", "--on", "2016-11-08"});
  EXPECT_NE(rule.out.find("... 16 more, see --json"), std::string::npos) << rule.out;
  EXPECT_EQ(rule.out.find("for state house"), std::string::npos);
  const auto json = law_document({"us-nh", "--on", "2016-11-08"});
  EXPECT_NE(json["rule"]["fee"]["words"].get<std::string>().find("for state house: $40"),
            std::string::npos);
}

TEST(CliLaw, ADayWithoutAKnownRuleIsUnknownNotNone) {
  const auto json = law_document({"us-ak", "--on", "2010-11-02"});
  EXPECT_TRUE(json["statute_id"].is_null());
  EXPECT_EQ(json["automatic"], "unknown");
  EXPECT_EQ(json["known_rules"].size(), 1U);
}

TEST(CliLaw, AllJurisdictionsAndTheCheckAreDocumentsToo) {
  const auto all = law_document({"--on", "2016-11-08", "--compare"});
  EXPECT_EQ(all["jurisdictions"].size(), 51U);
  const auto check = law_document({"--check"});
  EXPECT_EQ(check["clean"], true);
  EXPECT_EQ(check["statutes"], 88);
  EXPECT_GT(check["gaps"].size(), 100U);
}

TEST(CliLaw, BadInputIsNamedAllAtOnceAndTheCodeIsTwo) {
  struct Case {
    std::vector<std::string> arguments;
    const char* words;
  };
  for (const Case& row : {
           Case{{"law", "us-zz", "--on", "2016-11-08"}, "us-zz"},
           Case{{"law", "us-wi"}, "--on"},
           Case{{"law", "us-wi", "--on", "8 Nov"}, "8 Nov"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--votes", "A"}, "NAME=VOTES"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--votes", "A=1"}, "one more than seats"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--votes", "A=2", "--votes", "B=1",
                 "--total", "2"},
                "at least the 3 votes"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--votes", "A=2", "--votes", "B=1",
                 "--petitioner", "C"},
                "\"C\""},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--event", "canvas=2016-11-09"},
                "\"canvass\""},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--event", "foo=2016-11-09"},
                "one of 31st_day_after_election_day, board_of_canvass_adjourns,"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--event", "foo=2016-11-09"},
                "state_review_completed. Take the event"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--office", "king"}, "king"},
           Case{{"law", "--compare"}, "--on"},
           Case{{"law", "us-wi", "--check"}, "--check is about all jurisdictions"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--compare"}, "JURISDICTION"},
           Case{{"law", "us-wi", "--on", "2016-11-08", "--margin", "100", "--total", "99"},
                "at most the 99 votes"},
       }) {
    const Ended ended = run_recanvass(row.arguments);
    EXPECT_EQ(ended.exit_code, 2) << row.words;
    EXPECT_NE(ended.err.find(row.words), std::string::npos) << ended.err;
  }
  const Ended both = run_recanvass({"law", "us-zz", "--on", "then"});
  EXPECT_NE(both.err.find("us-zz"), std::string::npos);
  EXPECT_NE(both.err.find("then"), std::string::npos);
}

TEST(CliLaw, TheSoleLeaderIsRefusedAndATieIsNotALoss) {
  const std::vector<std::string> first = {"us-ga",  "--on",         "2020-11-03", "--votes",
                                          "A=1000", "--votes",      "B=999",      "--total",
                                          "1999",   "--petitioner", "A"};
  const auto leader = law_document(first);
  EXPECT_EQ(leader["petition"]["allowed"], false);
  EXPECT_NE(leader["petition"]["allowed_words"].get<std::string>().find("this one leads"),
            std::string::npos);
  const auto tie = law_document(
      {"us-ga", "--on", "2020-11-03", "--votes", "A=1000", "--votes", "B=1000", "--total", "2000"});
  EXPECT_EQ(tie["petition"]["allowed"], "unknown");
}

TEST(CliLaw, WhereTheRecordDoesNotSayTheAnswerIsUnknown) {
  struct Case {
    std::vector<std::string> arguments;
    base::Json automatic;
    base::Json allowed;
  };
  for (const Case& row : {
           Case{{"us-az", "--on", "2016-11-08", "--office", "us-house", "--votes", "A=100100",
                 "--votes", "B=100000", "--total", "210000"},
                "unknown",
                false},
           Case{{"us-ia", "--on", "2025-11-04", "--margin", "1500", "--total", "1000000"},
                false,
                "unknown"},
           Case{{"us-ia", "--on", "2025-11-04", "--margin", "1499", "--total", "1000000"},
                false,
                true},
           Case{{"us-mo", "--on", "2014-11-04", "--margin", "7000", "--total", "1000000"},
                false,
                "unknown"},
           Case{{"us-mo", "--on", "2014-11-04", "--margin", "10000", "--total", "1000000"},
                false,
                false},
           Case{{"us-wa", "--on", "2000-11-07", "--margin", "7000", "--total", "1000000"},
                false,
                "unknown"},
       }) {
    const auto json = law_document(row.arguments);
    EXPECT_EQ(json["automatic"], row.automatic) << row.arguments[0];
    EXPECT_EQ(json["petition"]["allowed"], row.allowed) << row.arguments[0];
  }
}

}  // namespace
}  // namespace recanvass::cli_test
