#include "workflow/opening_fixture.h"
#include "workflow/petition_law.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::command_of;
using fixture::problems_of;
using fixture::shown;
using fixture::wisconsin;
using fixture::wisconsin_petition;

Operation with_petition(const std::string& law_day, const std::string& filed_at) {
  Operation operation = wisconsin(law_day);
  RECANVASS_CHECK(
      act(operation, "petition.file", "campaign", wisconsin_petition(filed_at)).empty());
  return operation;
}

base::Json ruling(const std::string& decision) {
  return {{"petition", "P1"}, {"decision", decision}, {"ruled_at", "2016-11-25T16:40"}};
}

// "O1", whose document is on file, and "O2", whose is not.
void record_court_orders(Operation& operation) {
  base::Json order = {{"order", "O2"},
                      {"court", "Dane County Circuit Court"},
                      {"case", "2016CV003060"},
                      {"made_at", "2016-11-29T18:00"},
                      {"words", "the board shall proceed"}};
  RECANVASS_CHECK(act(operation, "order.record", "wec", order).empty());
  order["order"] = "O1";
  order["document"] = {{"sha256", std::string(64, 'a')}, {"bytes", 1}, {"name", "o.pdf"}};
  RECANVASS_CHECK(act(operation, "order.record", "wec", order).empty());
}

// Wisconsin 2016: 31,006 votes, fourth. LAW us-wi-2015
TEST(RulePetition, UnderTheLawOf2015AnyCandidateVotedForMayAskAndPays) {
  Operation operation = with_petition("2016-11-08", "2016-11-25T15:30");
  ASSERT_EQ(act(operation, "petition.rule", "wec", ruling("accept")), Causes{});
  const Petition& petition = operation.opening.petitions.by_id.at("P1");
  EXPECT_EQ(petition.stage(), PetitionStage::Accepted);
  const base::Json& found = petition.rulings.back().found;
  EXPECT_EQ(found["law_allows"], "true");
  EXPECT_EQ(found["statute"], "us-wi-2015");
  EXPECT_EQ(found["citation"], "Wis. Stat. 9.01, 5.90 (2015 Act 36)");
  EXPECT_EQ(found["in_force"], "from 3 Jul 2015; to 1 Dec 2017");
  EXPECT_EQ(found["sentence"],
            "any candidate who got votes may ask; any margin; filed Fri 25 Nov 2016, 15:30, in "
            "time: 5 pm on the third business day after the last county canvass is received: Fri "
            "25 Nov 2016, 5 pm");
  EXPECT_EQ(found["fee"]["words"],
            "the estimated cost, paid beforehand, settled to the actual cost");
  EXPECT_TRUE(found["unknown"].empty());
}

// LAW us-wi-2017
TEST(RulePetition, UnderAct120Of2017TheSamePetitionIsRefusedAtItsMargin) {
  Operation operation = with_petition("2017-12-02", "2016-11-22T16:00");
  const base::Problems problems = problems_of(operation, "petition.rule", "wec", ruling("accept"));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].cause, "petition.law");
  EXPECT_NE(problems[0].wanted.find("us-wi-2017"), std::string::npos);
  ASSERT_EQ(act(operation, "petition.rule", "wec", ruling("refuse")), Causes{});
  const base::Json& found = operation.opening.petitions.by_id.at("P1").rulings.back().found;
  EXPECT_EQ(found["law_allows"], "false");
  EXPECT_EQ(found["statute"], "us-wi-2017");
  EXPECT_EQ(found["sentence"],
            "an aggrieved candidate may ask, but 1,373,434 votes are 46.1542% of 2,975,753 (all "
            "votes for the office); the rule says at most 1%");
}

TEST(RulePetition, TheLastDayOfTheOldLawIsStillTheOldLaw) {
  EXPECT_EQ(with_petition("2017-12-01", "2016-11-25T15:30").setup.law_day, "2017-12-01");
  Operation operation = with_petition("2017-12-01", "2016-11-25T15:30");
  EXPECT_EQ(act(operation, "petition.rule", "wec", ruling("accept")), Causes{});
}

TEST(RulePetition, TheDeadlinesLastMinuteIsInTimeAndTheNextIsLate) {
  struct Case {
    const char* filed_at;
    const char* verdict;
  };
  for (const Case& row : {Case{"2016-11-25T16:59", "true"}, Case{"2016-11-25T17:00", "true"},
                          Case{"2016-11-25T17:01", "false"}}) {
    const Operation operation = with_petition("2016-11-08", row.filed_at);
    const base::Json found = find_petition(operation, operation.opening.petitions.by_id.at("P1"));
    EXPECT_EQ(found["law_allows"], row.verdict) << row.filed_at;
  }
  const Operation late = with_petition("2016-11-08", "2016-11-25T17:01");
  EXPECT_EQ(find_petition(late, late.opening.petitions.by_id.at("P1"))["sentence"],
            "filed Fri 25 Nov 2016, 17:01, late: 5 pm on the third business day after the last "
            "county canvass is received: Fri 25 Nov 2016, 5 pm");
}

TEST(RulePetition, WhatTheLawRefusesIsAcceptedOnlyByAnOrderThatIsRecorded) {
  Operation operation = with_petition("2016-11-08", "2016-11-25T17:01");
  base::Json body = ruling("accept");
  body["ruled_at"] = "2016-11-29T19:00";
  body["order"] = "O1";
  EXPECT_EQ(act(operation, "petition.rule", "wec", body),
            (Causes{"order.unknown", "petition.words"}));
  record_court_orders(operation);
  body["words"] = "the court holds the filing to be in time";
  EXPECT_EQ(act(operation, "petition.rule", "wec", body), Causes{});
  const PetitionRuling& stands = operation.opening.petitions.by_id.at("P1").rulings.back();
  EXPECT_TRUE(stands.accepted);
  EXPECT_EQ(stands.order, "O1");
  EXPECT_EQ(stands.found["law_allows"], "false");
}

TEST(RulePetition, WhatTheLawAllowsIsRefusedOnlyWithAReasonAndByTwo) {
  Operation operation = with_petition("2016-11-08", "2016-11-25T15:30");
  base::Json body = ruling("refuse");
  EXPECT_EQ(act(operation, "petition.rule", "wec", body), Causes{"petition.words"});
  body["words"] = "the petition is not sworn";
  const std::uint64_t position = operation.entries;
  EXPECT_EQ(act(operation, "petition.rule", "wec", body), Causes{});
  const Petition& petition = operation.opening.petitions.by_id.at("P1");
  EXPECT_EQ(petition.stage(), PetitionStage::Filed);
  EXPECT_EQ(act(operation, "approve", "wec", {{"entry", position}}), Causes{"approve.same-person"});
  EXPECT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  EXPECT_EQ(petition.stage(), PetitionStage::Refused);
  EXPECT_EQ(petition.rulings.back().by, (std::set<std::string>{"wec", "wec2"}));
}

TEST(RulePetition, AgainstTheLawOnePersonRulesOnlyByAnOrderThatIsOnFile) {
  for (const auto& [filed_at, decision] :
       {std::pair{"2016-11-25T15:30", "refuse"}, std::pair{"2016-11-25T17:01", "accept"}}) {
    for (const char* order : {"O1", "O2"}) {
      Operation operation = with_petition("2016-11-08", filed_at);
      record_court_orders(operation);
      base::Json body = ruling(decision);
      body["ruled_at"] = "2016-11-29T19:00";
      body["order"] = order;
      body["words"] = "the court says so";
      ASSERT_EQ(act(operation, "petition.rule", "wec", body), Causes{});
      EXPECT_EQ(operation.people.waiting.empty(), std::string(order) == "O1")
          << decision << ' ' << order;
    }
  }
}

TEST(RulePetition, WhatTheLawLeavesOpenIsSaidSoAndRuledInWords) {
  Operation operation = wisconsin("1990-01-01");
  ASSERT_EQ(act(operation, "petition.file", "campaign", wisconsin_petition()), Causes{});
  EXPECT_EQ(act(operation, "petition.rule", "wec", ruling("accept")),
            Causes{"petition.law-unknown"});
  const base::Json seen = shown(operation, "petitions")["petitions"][0]["law"];
  EXPECT_EQ(seen["law_allows"], "unknown");
  EXPECT_EQ(seen["sentence"], "No recount rule of us-wi is known for Mon 1 Jan 1990.");
  base::Json body = ruling("accept");
  body["words"] = "the statute book of 1989 allows it";
  EXPECT_EQ(act(operation, "petition.rule", "wec", body), Causes{});
}

TEST(RulePetition, WithoutTheClocksStartItIsUnknownWhetherItIsInTime) {
  Operation operation = with_petition("2016-11-08", "2016-11-25T15:30");
  operation.opening.plan.calendar.clear();
  const base::Json found = find_petition(operation, operation.opening.petitions.by_id.at("P1"));
  EXPECT_EQ(found["law_allows"], "unknown");
  EXPECT_EQ(found["unknown"][0],
            "deadline: it runs from an event whose day is not known: the last county canvass is "
            "received (event last_county_canvass_received)");
}

TEST(RulePetition, APetitionIsRuledOnceUnlessAnOrderReopensIt) {
  Operation operation = with_petition("2016-11-08", "2016-11-25T15:30");
  base::Json early = ruling("accept");
  early["ruled_at"] = "2016-11-25T15:29";
  EXPECT_EQ(act(operation, "petition.rule", "wec", early), Causes{"petition.time"});
  ASSERT_EQ(act(operation, "petition.rule", "wec", ruling("accept")), Causes{});
  base::Json again = ruling("refuse");
  again["words"] = "on second thoughts";
  EXPECT_EQ(act(operation, "petition.rule", "wec", again), Causes{"petition.ruled"});
  record_court_orders(operation);
  again["order"] = "O1";
  EXPECT_EQ(act(operation, "petition.rule", "wec", again), Causes{});
  EXPECT_EQ(operation.opening.petitions.by_id.at("P1").stage(), PetitionStage::Accepted)
      << "what was accepted is refused by two persons";
  take_effect(operation, operation.people.waiting.begin()->second);
  EXPECT_EQ(operation.opening.petitions.by_id.at("P1").rulings.size(), 2U);
  EXPECT_EQ(operation.opening.petitions.by_id.at("P1").stage(), PetitionStage::Refused);
}

TEST(RulePetition, VotersAloneAreNotThoseThatWisconsinNames) {
  Operation operation = wisconsin();
  base::Json body = wisconsin_petition();
  body.erase("choice");
  body["signers"] = 5000;
  ASSERT_EQ(act(operation, "petition.file", "campaign", body), Causes{});
  const base::Json found = find_petition(operation, operation.opening.petitions.by_id.at("P1"));
  EXPECT_EQ(found["law_allows"], "false");
  EXPECT_EQ(found["sentence"], "any candidate who got votes may ask, not voters alone");
}

TEST(RulePetition, WhatTheProgramFoundIsInTheEntryAndNobodyElseWritesIt) {
  const Operation operation = with_petition("2016-11-08", "2016-11-25T15:30");
  Command command = command_of("petition.rule", "wec", ruling("accept"));
  const ledger::Entry entry = entry_of(operation, command);
  EXPECT_EQ(entry.body["found"]["statute"], "us-wi-2015");
  Command stated = command;
  stated.body = entry.body;
  EXPECT_TRUE(decide(operation, stated).empty());
  EXPECT_EQ(entry_of(operation, stated).body, entry.body);
  stated.body["found"]["statute"] = "us-wi-2017";
  ASSERT_EQ(decide(operation, stated).size(), 1U);
  EXPECT_EQ(decide(operation, stated)[0].cause, "command.found");
  Command other = command_of("order.record", "wec",
                             {{"order", "O1"},
                              {"court", "c"},
                              {"case", "1"},
                              {"made_at", "2016-11-29T18:00"},
                              {"words", "w"},
                              {"found", base::Json::object()}});
  EXPECT_EQ(decide(operation, other)[0].cause, "command.found");
}

}  // namespace
}  // namespace recanvass::workflow
