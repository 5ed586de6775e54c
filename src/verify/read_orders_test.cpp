#include "base/sha256.h"
#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

#include <functional>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// The method is set before the witness's cosignature is recorded, so that counting follows it.
BundleParts with_method(const Json& body) {
  BundleParts parts = test::committed_parts();
  parts.say("method.set", "state", body);
  return parts;
}

void count_batch(BundleParts& parts, const std::string& batch, std::int64_t ballots, std::int64_t a,
                 std::int64_t b) {
  for (const char* team : {"dane-1", "dane-2"}) {
    parts.say("tally.enter", team, test::tally(batch, ballots, a, b));
  }
}

const Json kPartial = {{"method", "hand"},
                       {"extent", "partial"},
                       {"units", {"W2"}},
                       {"decided_by", "law"},
                       {"words", "the part petitioned for"}};

TEST(ReadOrders, WhatIsNotCountedAgainStandsAndIsInTheTotals) {
  BundleParts parts = with_method(kPartial);
  count_batch(parts, "B3", 10, 4, 6);
  parts.say("count.sign-off", "dane-super", {{"unit", "W2"}});
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_EQ(test::files_of(parts).at("public/results.csv"),
            "county,unit,name,state,group,batches,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,W1,Ward W1,original,,2,,90,55,,\r\n"
            "dane,W2,Ward W2,counted,,1,10,4,6,0,0\r\n"
            "rock,R1,Ward R1,original,,1,,20,18,,\r\n");
  EXPECT_NE(test::files_of(parts).at("public/counties.csv").find(",all,3,1,2,,114,79,,"),
            std::string::npos)
      << test::files_of(parts).at("public/counties.csv");
}

TEST(ReadOrders, AUnitOutsideThePartIsNotSignedOff) {
  BundleParts parts = with_method(kPartial);
  count_batch(parts, "B1", 100, 60, 38);
  count_batch(parts, "B2", 50, 30, 17);
  parts.say("count.sign-off", "dane-super", {{"unit", "W1"}});
  EXPECT_EQ(test::failures_of(parts), "V9 V14");
}

TEST(ReadOrders, AStageEndsWhenItsUnitsAreCounted) {
  Json staged = kPartial;
  staged["extent"] = "staged";
  const Json no_more = {{"words", "enough"},
                        {"due", "no"},
                        {"decided_by", "the board"},
                        {"found", {{"due", "unknown"}}}};
  BundleParts early = with_method(staged);
  early.say("stage.close", "state", no_more);
  EXPECT_EQ(test::failures_of(early), "V14");
  BundleParts parts = with_method(staged);
  count_batch(parts, "B3", 10, 4, 6);
  parts.say("count.sign-off", "dane-super", {{"unit", "W2"}});
  BundleParts by_nobody = parts;
  by_nobody.say("stage.close", "state", {{"words", "enough"}, {"found", {{"due", "unknown"}}}});
  EXPECT_EQ(test::failures_of(by_nobody), "V14");
  parts.say("stage.close", "state", no_more);
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_NE(test::files_of(parts).at("public/results.csv").find("W1,Ward W1,original"),
            std::string::npos);
}

TEST(ReadOrders, AMachinesTapeIsConfirmedByASecondPersonAndStandsForTheUnit) {
  BundleParts parts = with_method(
      {{"method", "machine"}, {"extent", "whole"}, {"decided_by", "law"}, {"words", "the law"}});
  const Json tape = {{"unit", "W2"},
                     {"tape", {{{"choice", "a"}, {"votes", 5}}, {{"choice", "b"}, {"votes", 5}}}},
                     {"ballots", 10},
                     {"blank", 0},
                     {"over", 0}};
  const std::uint64_t act = parts.say("result.machine", "dane-clerk", tape);
  BundleParts alone = parts;
  alone.say("count.sign-off", "dane-super", {{"unit", "W2"}});
  EXPECT_EQ(test::failures_of(alone), "V9");
  parts.say("approve", "dane-super", {{"entry", act}});
  parts.say("count.sign-off", "dane-super", {{"unit", "W2"}});
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_NE(test::files_of(parts).at("public/results.csv").find("W2,Ward W2,counted,,1,10,5,5,0,0"),
            std::string::npos);
  BundleParts unbalanced = parts;
  unbalanced.restate(act, "blank", 1);
  EXPECT_EQ(test::failures_of(unbalanced), "V8");
}

// W2 by machine, 5 and 5, and by hand, 4 and 6.
BundleParts counted_both_ways(std::int64_t tape_a) {
  BundleParts parts = test::committed_parts();
  parts.say(
      "method.set", "state",
      {{"method", "mixed"}, {"extent", "whole"}, {"decided_by", "board"}, {"words", "either"}});
  count_batch(parts, "B3", 10, 4, 6);
  const std::uint64_t act = parts.say(
      "result.machine", "dane-clerk",
      {{"unit", "W2"},
       {"tape", {{{"choice", "a"}, {"votes", tape_a}}, {{"choice", "b"}, {"votes", 10 - tape_a}}}},
       {"ballots", 10},
       {"blank", 0},
       {"over", 0}});
  parts.say("approve", "dane-super", {{"entry", act}});
  return parts;
}

TEST(ReadOrders, ATapeOfTheFiguresThatTwoPeopleEnteredIsGood) {
  BundleParts parts = counted_both_ways(4);
  parts.say("count.sign-off", "dane-super", {{"unit", "W2"}});
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadOrders, WhichOfTwoCountsStandsIsSaidByTwoPersonsBeforeTheCountIsClosed) {
  for (const std::string which : {"hand", "machine"}) {
    BundleParts parts = test::committed_parts();
    parts.say(
        "method.set", "state",
        {{"method", "mixed"}, {"extent", "whole"}, {"decided_by", "board"}, {"words", "either"}});
    const std::uint64_t act =
        parts.say("result.machine", "dane-clerk",
                  {{"unit", "W2"},
                   {"tape", {{{"choice", "a"}, {"votes", 5}}, {{"choice", "b"}, {"votes", 5}}}},
                   {"ballots", 10},
                   {"blank", 0},
                   {"over", 0}});
    parts.say("approve", "dane-super", {{"entry", act}});
    count_batch(parts, "B3", 10, 4, 6);
    BundleParts unsaid = parts;
    unsaid.say("count.sign-off", "dane-super", {{"unit", "W2"}});
    EXPECT_EQ(test::failures_of(unsaid), "V9");
    const std::uint64_t choice =
        parts.say("count.choose", "dane-clerk",
                  {{"unit", "W2"}, {"count", which}, {"reason", "the paper decides"}});
    BundleParts alone = parts;
    alone.say("count.sign-off", "dane-super", {{"unit", "W2"}});
    EXPECT_EQ(test::failures_of(alone), "V9") << "one person did not choose";
    parts.say("approve", "dane-super", {{"entry", choice}});
    parts.say("count.sign-off", "dane-super", {{"unit", "W2"}});
    EXPECT_EQ(test::failures_of(parts), "") << which;
    const std::string row =
        which == "hand" ? "W2,Ward W2,counted,,1,10,4,6,0,0" : "W2,Ward W2,counted,,1,10,5,5,0,0";
    EXPECT_NE(test::files_of(parts).at("public/results.csv").find(row), std::string::npos) << which;
  }
}

TEST(ReadOrders, OfATapeThatIsWithheldNothingIsSaidAndItsApprovalIsGood) {
  BundleParts parts = with_method(
      {{"method", "machine"}, {"extent", "whole"}, {"decided_by", "law"}, {"words", "the law"}});
  const std::uint64_t act =
      parts.say("result.machine", "dane-clerk",
                {{"unit", "W2"},
                 {"tape", {{{"choice", "a"}, {"votes", 5}}, {{"choice", "b"}, {"votes", 5}}}},
                 {"ballots", 10},
                 {"blank", 0},
                 {"over", 0}});
  parts.say("approve", "dane-super", {{"entry", act}});
  parts.say("count.sign-off", "dane-super", {{"unit", "W2"}});
  test::state_county(parts, "dane");
  parts.hidden[act] = {"merged", ""};
  EXPECT_EQ(test::failures_of(parts), "V14") << "W1 is open; of W2 nothing is claimed";
  EXPECT_NE(test::files_of(parts).at("public/results.csv").find("W2,Ward W2,held,,1,,,,,"),
            std::string::npos)
      << test::files_of(parts).at("public/results.csv");
}

std::string words_of_v14(const BundleParts& parts) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  std::string words;
  for (const Fault& fault : verdict.of(CheckId::V14).faults) words += fault.words + "\n";
  return words;
}

void change_method(BundleParts& parts, const Json& body) {
  const std::uint64_t act = parts.say("method.set", "state", body);
  parts.say("approve", "state-2", {{"entry", act}});
}

void accept_petition(BundleParts& parts, const char* scope, const Json& places = Json::array()) {
  parts.say(
      "petition.file", "state",
      {{"petition", "P1"}, {"filed_at", "2016-11-10T12:00"}, {"scope", scope}, {"places", places}});
  parts.say("petition.rule", "state", {{"petition", "P1"}, {"decision", "accept"}});
}

void record_order(BundleParts& parts, const char* order) {
  const std::string paper = "order\n";
  const std::string sha256 = base::hex(base::sha256(paper));
  parts.say("order.record", "state",
            {{"order", order},
             {"court", "C"},
             {"case", order},
             {"made_at", "2016-11-28T12:00"},
             {"words", "by hand"},
             {"document", {{"sha256", sha256}, {"bytes", paper.size()}, {"name", "o.txt"}}}});
  parts.edit_files = [paper, sha256](std::map<std::string, std::string>& files) {
    files["files/" + sha256] = paper;
  };
}

// The whole, as an order wants it, or by the board where `order` is empty.
Json whole_by(const std::string& order) {
  Json body = {{"method", "hand"},
               {"extent", "whole"},
               {"decided_by", order.empty() ? "board" : "order"},
               {"words", "so"}};
  if (!order.empty()) body["order"] = order;
  return body;
}

Json part_by(const std::string& order) {
  Json body = whole_by(order);
  body["extent"] = "partial";
  body["units"] = {"W2"};
  return body;
}

// A re-signed ledger may hold what the program would have refused: the unit is named all the same.
TEST(ReadOrders, AUnitThatWasCountedIsNotDroppedByALaterMethod) {
  BundleParts parts = test::committed_parts();
  count_batch(parts, "B1", 100, 60, 38);
  count_batch(parts, "B2", 50, 30, 17);
  BundleParts alone = parts;
  alone.say("method.set", "dane-clerk",
            {{"county", "dane"},
             {"method", "hand"},
             {"extent", "partial"},
             {"units", {"W2"}},
             {"decided_by", "board"},
             {"words", "it was decided"}});
  EXPECT_EQ(test::failures_of(alone), "") << "it waits for a second person, without effect";
  EXPECT_EQ(test::files_of(alone).at("public/results.csv").find("W1,Ward W1,original"),
            std::string::npos);
  Json staged = part_by("");
  staged["extent"] = "staged";
  for (const Json& body : {part_by(""), staged}) {
    BundleParts dropped = parts;
    change_method(dropped, body);
    EXPECT_EQ(test::failures_of(dropped), "V14");
    EXPECT_NE(words_of_v14(dropped).find("it drops W1, of which something was counted again"),
              std::string::npos)
        << words_of_v14(dropped);
  }
  BundleParts dropped = parts;
  change_method(dropped, part_by(""));
  EXPECT_NE(
      words_of_v14(dropped).find("unit W1: it was counted again, and by the method its first"),
      std::string::npos)
      << words_of_v14(dropped);
  for (const char* batch : {"B1", "B2"}) {
    const std::uint64_t act =
        parts.say("batch.void", "dane-clerk", {{"batch", batch}, {"reason", "wrong ward"}});
    parts.say("approve", "dane-super", {{"entry", act}});
  }
  parts.say("method.set", "state", part_by(""));
  EXPECT_EQ(test::failures_of(parts), "") << "entries that were set aside do not count";
}

TEST(ReadOrders, WhatWaitsForALaterStageIsNotCountedNow) {
  for (const char* extent : {"partial", "staged"}) {
    Json body = kPartial;
    body["extent"] = extent;
    BundleParts parts = with_method(body);
    BundleParts inside = parts;
    inside.say("tally.enter", "dane-1", test::tally("B3", 10, 4, 6));
    EXPECT_EQ(test::failures_of(inside), "") << extent;
    parts.say("tally.enter", "dane-1", test::tally("B1", 100, 60, 38));
    EXPECT_EQ(test::failures_of(parts), std::string(extent) == "partial" ? "V9 V14" : "V9");
  }
}

void waive(BundleParts& parts, const char* choice) {
  const std::uint64_t act =
      parts.say("trigger.waive", "state", {{"choice", choice}, {"words", "in writing"}});
  parts.say("approve", "state-2", {{"entry", act}});
}

// Its author reaches where the petition does: a county does not withdraw what is for the whole.
TEST(ReadOrders, ACountyDoesNotWithdrawAPetitionForTheWhole) {
  for (const char* scope : {"whole", "counties"}) {
    BundleParts parts = test::committed_parts();
    if (std::string(scope) == "whole") {
      accept_petition(parts, "whole");
    } else {
      accept_petition(parts, "counties", {"rock"});
    }
    const std::uint64_t act =
        parts.say("petition.withdraw", "rock-clerk", {{"petition", "P1"}, {"words", "so"}});
    parts.say("approve", "state", {{"entry", act}});
    EXPECT_EQ(test::failures_of(parts), std::string(scope) == "whole" ? "V5" : "") << scope;
  }
}

struct PartCase {
  const char* what;
  const char* fault;  // of V14; empty: none
  std::function<void(BundleParts&)> story;
};

std::vector<PartCase> parts_that_somebody_asks_for() {
  return {
      PartCase{"nobody asks", "",
               [](BundleParts& parts) { parts.say("method.set", "state", part_by("")); }},
      PartCase{"a petition for the whole", "it leaves out W1, which petition P1 asks for",
               [](BundleParts& parts) {
                 accept_petition(parts, "whole");
                 parts.say("method.set", "state", part_by(""));
               }},
      PartCase{"a petition for another county", "it leaves out R1, which petition P1 asks for",
               [](BundleParts& parts) {
                 accept_petition(parts, "counties", {"rock"});
                 parts.say("method.set", "state", part_by(""));
               }},
      PartCase{"a petition for the unit that is named", "",
               [](BundleParts& parts) {
                 accept_petition(parts, "units", {"W2"});
                 parts.say("method.set", "state", part_by(""));
               }},
      PartCase{"a petition that was withdrawn", "",
               [](BundleParts& parts) {
                 accept_petition(parts, "whole");
                 const std::uint64_t act =
                     parts.say("petition.withdraw", "state", {{"petition", "P1"}, {"words", "so"}});
                 parts.say("approve", "state-2", {{"entry", act}});
                 parts.say("method.set", "state", part_by(""));
               }},
      PartCase{"an order for the whole", "it leaves out W1, which order O1 asks for",
               [](BundleParts& parts) {
                 record_order(parts, "O1");
                 parts.say("method.set", "state", whole_by("O1"));
                 change_method(parts, part_by(""));
               }},
  };
}

std::vector<PartCase> parts_by_orders() {
  return {
      PartCase{"the same order again", "it leaves out W1, which order O1 asks for",
               [](BundleParts& parts) {
                 record_order(parts, "O1");
                 parts.say("method.set", "state", whole_by("O1"));
                 change_method(parts, part_by("O1"));
               }},
      PartCase{"a later order", "",
               [](BundleParts& parts) {
                 accept_petition(parts, "whole");
                 record_order(parts, "O1");
                 parts.say("method.set", "state", whole_by("O1"));
                 record_order(parts, "O2");
                 change_method(parts, part_by("O2"));
               }},
      PartCase{"one person's order over a petition waits", "",
               [](BundleParts& parts) {
                 accept_petition(parts, "whole");
                 record_order(parts, "O1");
                 parts.say("method.set", "state", part_by("O1"));
               }},
      PartCase{"an order that is not on file",
               "it leaves out what was asked for by the order O1, whose document is not on file",
               [](BundleParts& parts) {
                 accept_petition(parts, "whole");
                 record_order(parts, "O1");
                 ledger::Entry entry = parts.entries.back().entry;
                 entry.body.erase("document");
                 parts.entries.back() =
                     ledger::sign_entry(entry, test::kOrigin, test::key_of("state"));
                 parts.edit_files = nullptr;
                 change_method(parts, part_by("O1"));
               }},
      PartCase{"a petition accepted after the order",
               "it leaves out W1, which petition P1 asks for",
               [](BundleParts& parts) {
                 record_order(parts, "O1");
                 accept_petition(parts, "whole");
                 change_method(parts, part_by("O1"));
               }},
  };
}

TEST(ReadOrders, APartLeavesOutNothingThatAnOrderOrAPetitionAsksFor) {
  std::vector<PartCase> cases = parts_that_somebody_asks_for();
  for (PartCase& each : parts_by_orders()) cases.push_back(std::move(each));
  for (const PartCase& row : cases) {
    BundleParts parts = test::committed_parts();
    row.story(parts);
    EXPECT_EQ(test::failures_of(parts), *row.fault == 0 ? "" : "V14") << row.what;
    EXPECT_NE(words_of_v14(parts).find(row.fault), std::string::npos)
        << row.what << ": " << words_of_v14(parts);
  }
}

TEST(ReadOrders, OneOfficerNeitherWithdrawsNorRefusesWhatWasAccepted) {
  for (const bool withdrawn : {true, false}) {
    BundleParts parts = test::committed_parts();
    accept_petition(parts, "whole");
    if (withdrawn) {
      parts.say("petition.withdraw", "state", {{"petition", "P1"}, {"words", "so"}});
    } else {
      parts.say("petition.rule", "state", {{"petition", "P1"}, {"decision", "refuse"}});
    }
    parts.say("method.set", "state", part_by(""));
    EXPECT_EQ(test::failures_of(parts), "V14") << withdrawn;
  }
}

// 114 for a and 80 for b were reported.
TEST(ReadOrders, ARecountByTheLawItselfAsksForTheWholeUntilTheLoserWaivesIt) {
  for (const char* waived_by : {"", "a", "b"}) {
    BundleParts parts = test::committed_parts();
    parts.say("trigger.record", "state", {{"recorded_at", "2016-11-23T12:00"}});
    if (*waived_by != 0) waive(parts, waived_by);
    parts.say("method.set", "state", part_by(""));
    const bool asks = std::string(waived_by) != "b";
    EXPECT_EQ(test::failures_of(parts), asks ? "V14" : "") << waived_by;
    const bool named =
        words_of_v14(parts).find("it leaves out W1, which the automatic recount asks for") !=
        std::string::npos;
    EXPECT_EQ(named, asks) << waived_by;
  }
}

// The method came first: then the county cannot state the first count of what is asked for.
TEST(ReadOrders, AFirstCountThatSomebodyAsksToBeCountedAgainIsNotStated) {
  BundleParts parts = with_method(kPartial);
  accept_petition(parts, "whole");
  EXPECT_EQ(test::failures_of(parts), "");
  test::state_county(parts, "rock");
  EXPECT_EQ(test::failures_of(parts), "V14");
  EXPECT_NE(words_of_v14(parts).find(
                "the first count of R1 is stated, and petition P1 asks for its second"),
            std::string::npos)
      << words_of_v14(parts);
}

TEST(ReadOrders, NobodyEndsTheStagesAgainstAPetitionWhereTheLawDoesNot) {
  Json staged = kPartial;
  staged["extent"] = "staged";
  BundleParts parts = with_method(staged);
  accept_petition(parts, "whole");
  count_batch(parts, "B3", 10, 4, 6);
  parts.say("count.sign-off", "dane-super", {{"unit", "W2"}});
  BundleParts by_law = parts;
  by_law.say("stage.close", "state", {{"words", "enough"}, {"found", {{"due", "no"}}}});
  EXPECT_EQ(test::failures_of(by_law), "");
  parts.say("stage.close", "state",
            {{"words", "enough"},
             {"due", "no"},
             {"decided_by", "the board"},
             {"found", {{"due", "unknown"}}}});
  EXPECT_EQ(test::failures_of(parts), "V14");
  EXPECT_NE(words_of_v14(parts).find("it leaves out W1, which petition P1 asks for"),
            std::string::npos);
}

TEST(ReadOrders, AnOrderThatStaysSealsTheWorkUntilItsStayIsRecordedAndLifted) {
  BundleParts parts = test::committed_parts();
  parts.say("order.record", "state",
            {{"order", "o1"},
             {"court", "C"},
             {"case", "1"},
             {"orders", "stay"},
             {"made_at", "2016-11-28T12:00"},
             {"words", "stay"}});
  BundleParts sealed = parts;
  sealed.say("tally.enter", "dane-1", test::tally("B1", 100, 60, 38));
  EXPECT_EQ(test::failures_of(sealed), "V14");
  parts.say("stay.record", "state",
            {{"stay", "s1"}, {"order", "o1"}, {"from", "2016-11-28T12:00"}, {"words", "stay"}});
  parts.say("stay.lift", "state",
            {{"stay", "s1"}, {"lifted_at", "2016-11-29T12:00"}, {"words", "lifted"}});
  parts.say("tally.enter", "dane-1", test::tally("B1", 100, 60, 38));
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadOrders, UnderAStayNothingIsEntered) {
  BundleParts parts = test::committed_parts();
  parts.say("order.record", "state",
            {{"order", "o1"},
             {"court", "C"},
             {"case", "1"},
             {"made_at", "2016-11-28T12:00"},
             {"words", "stay"}});
  parts.say("stay.record", "state",
            {{"stay", "s1"}, {"order", "o1"}, {"from", "2016-11-28T12:00"}, {"words", "stay"}});
  BundleParts stayed = parts;
  stayed.say("tally.enter", "dane-1", test::tally("B1", 100, 60, 38));
  EXPECT_EQ(test::failures_of(stayed), "V14");
  parts.say("stay.lift", "state",
            {{"stay", "s1"}, {"lifted_at", "2016-11-29T12:00"}, {"words", "lifted"}});
  parts.say("tally.enter", "dane-1", test::tally("B1", 100, 60, 38));
  EXPECT_EQ(test::failures_of(parts), "");
  parts.say("stay.lift", "state",
            {{"stay", "s1"}, {"lifted_at", "2016-11-29T12:00"}, {"words", "lifted"}});
  EXPECT_EQ(test::failures_of(parts), "V14");
}

TEST(ReadOrders, NoStayBeginsBeforeItsOrderWasMade) {
  for (const auto& [from, failed] :
       {std::pair{"2016-11-28T11:59", "V14"}, std::pair{"2016-11-28T12:00", ""}}) {
    BundleParts parts = test::committed_parts();
    record_order(parts, "o1");
    parts.say("stay.record", "state",
              {{"stay", "s1"}, {"order", "o1"}, {"from", from}, {"words", "stay"}});
    EXPECT_EQ(test::failures_of(parts), failed) << from;
  }
}

}  // namespace
}  // namespace recanvass::verify
