#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

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
  EXPECT_EQ(test::failures_of(parts), "V9");
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

}  // namespace
}  // namespace recanvass::verify
