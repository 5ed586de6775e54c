#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

Json sheet(const char* line, std::int64_t value) {
  return {{"unit", "W1"}, {"figures", {{line, value}}}};
}

TEST(ReadReconciling, WhatIsWronglyRecordedFailsV11Alone) {
  struct Case {
    const char* what;
    std::function<void(BundleParts&)> change;
  };
  for (const Case& row : {
           Case{"a line that no worksheet has",
                [](BundleParts& parts) {
                  parts.say("unit.figures", "dane-clerk", sheet("moon", 1));
                }},
           Case{"another figure without a reason",
                [](BundleParts& parts) {
                  parts.say("unit.figures", "dane-clerk", sheet("registered", 900));
                  parts.say("unit.figures", "dane-clerk", sheet("registered", 901));
                }},
           Case{"a policy that nobody knows",
                [](BundleParts& parts) {
                  const auto act =
                      parts.say("policy.change", "state", {{"policy", "us-xx"}, {"reason", "x"}});
                  parts.say("approve", "state-2", {{"entry", act}});
                }},
           Case{"one's own explanation ruled on",
                [](BundleParts& parts) {
                  const auto said = parts.say("unit.explain", "dane-clerk",
                                              {{"unit", "W1"},
                                               {"rule", "R3"},
                                               {"code", "JAM"},
                                               {"words", "jam"},
                                               {"ballots", 1},
                                               {"found", Json::object()}});
                  parts.say("explanation.rule", "dane-clerk",
                            {{"unit", "W1"},
                             {"explanation", said},
                             {"ruling", "accepted"},
                             {"minute", "p. 1"}});
                }},
           Case{"a medium loaded twice",
                [](BundleParts& parts) {
                  for (const char* medium : {"m1", "m2"}) {
                    parts.say(
                        "media.load", "dane-clerk",
                        {{"medium", medium}, {"county", "dane"}, {"sha256", std::string(64, 'a')}});
                  }
                }},
           Case{"a unit of another ledger",
                [](BundleParts& parts) {
                  Json body = sheet("registered", 900);
                  body["unit"] = "W9";
                  parts.say("unit.figures", "dane-clerk", body);
                }},
       }) {
    BundleParts parts = test::counted_parts();
    row.change(parts);
    EXPECT_EQ(test::failures_of(parts), "V11") << row.what;
  }
}

TEST(ReadReconciling, AFindingStandsInTheTableUntilItIsExplainedAtItsSize) {
  BundleParts parts = test::counted_parts();
  parts.say("unit.figures", "rock-clerk", {{"unit", "R1"}, {"figures", {{"voters_total", 41}}}});
  EXPECT_EQ(test::failures_of(parts), "");
  const std::string found = test::files_of(parts).at("public/reconciliation.csv");
  EXPECT_NE(found.find("rock,R1,open,R3,,amber,-1,no,"), std::string::npos) << found;
  parts.say("unit.explain", "rock-clerk",
            {{"unit", "R1"},
             {"rule", "R3"},
             {"code", "LEFT"},
             {"words", "One ballot was left in the envelope."},
             {"found", {{"residual", -1}}}});
  const std::string explained = test::files_of(parts).at("public/reconciliation.csv");
  EXPECT_NE(explained.find("rock,R1,explained,R3,,amber,-1,yes,"), std::string::npos) << explained;
}

TEST(ReadReconciling, WithoutAWorksheetVotersAreNotSaidToHaveBeenCompared) {
  const auto outcome = [](const BundleParts& parts) {
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    return test::verdict_of(test::request_for(folder.path())).of(CheckId::V11);
  };
  BundleParts parts = test::counted_parts();
  EXPECT_EQ(outcome(parts).outcome, Outcome::NotChecked);
  parts.say("unit.figures", "rock-clerk", {{"unit", "R1"}, {"figures", {{"voters_total", 40}}}});
  EXPECT_EQ(outcome(parts).outcome, Outcome::Passed);
  EXPECT_NE(outcome(parts).words.find("2 without a worksheet"), std::string::npos);
}

Json draw_of(std::int64_t ballots, std::int64_t votes) {
  Json drawn = Json::array();
  for (std::int64_t i = 1; i <= ballots; ++i) drawn.push_back("ballot " + std::to_string(i));
  return {{"unit", "R1"},
          {"drawn", drawn},
          {"surplus", ballots},
          {"removed", {{"at-random", ballots}}},
          {"votes", {{"b", votes}}},
          {"protocol", "drawn from a box"},
          {"minute", "page 4"},
          {"found", {{"excess", 3}}}};
}

// 40 ballots of R1 are counted, and 37 voters: the sign-off, the last entry, waits for the draw.
BundleParts parts_with_draw(const Json& draw) {
  BundleParts parts = test::counted_parts();
  parts.entries.pop_back();
  parts.say("unit.figures", "rock-clerk",
            {{"unit", "R1"}, {"figures", {{"voters_total", 37}, {"ballots_found", 40}}}});
  const std::uint64_t act = parts.say("drawdown.record", "rock-clerk", draw);
  parts.say("approve", "rock-super", {{"entry", act}});
  parts.say("count.sign-off", "rock-super", {{"unit", "R1"}});
  return parts;
}

TEST(ReadReconciling, BallotsDrawnOutAreInNoTable) {
  const BundleParts parts = parts_with_draw(draw_of(3, 2));
  EXPECT_EQ(test::failures_of(parts), "");
  const auto files = test::files_of(parts);
  EXPECT_NE(files.at("public/results.csv").find("rock,R1,Ward R1,counted,,1,37,20,16,1,0"),
            std::string::npos)
      << files.at("public/results.csv");
  EXPECT_NE(files.at("public/changes.csv").find("rock,R1,,b,18,16,-2"), std::string::npos)
      << files.at("public/changes.csv");
}

TEST(ReadReconciling, ADrawByOneAccountTakesNothingOffAndV11SaysWhatWasDrawn) {
  BundleParts alone = test::counted_parts();
  alone.entries.pop_back();
  alone.say("unit.figures", "rock-clerk",
            {{"unit", "R1"}, {"figures", {{"voters_total", 37}, {"ballots_found", 40}}}});
  alone.say("drawdown.record", "rock-clerk", draw_of(3, 2));
  alone.say("count.sign-off", "rock-super", {{"unit", "R1"}});
  EXPECT_NE(test::files_of(alone).at("public/results.csv").find("counted,,1,40,20,18,2,0"),
            std::string::npos);
  const auto words = [](const BundleParts& parts) {
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    return test::verdict_of(test::request_for(folder.path())).of(CheckId::V11).words;
  };
  EXPECT_NE(words(parts_with_draw(draw_of(3, 2)))
                .find("3 ballots were drawn out of 1 unit, by two accounts each"),
            std::string::npos)
      << words(parts_with_draw(draw_of(3, 2)));
}

// Two of the three ballots too many are another ward's: one is drawn, and it is blank.
TEST(ReadReconciling, WhatTwoPersonsExplainedIsNotDrawnFor) {
  for (const std::int64_t drawn : {1, 3}) {
    BundleParts parts = test::counted_parts();
    parts.entries.pop_back();
    parts.say("unit.figures", "rock-clerk",
              {{"unit", "R1"},
               {"figures", {{"voters_total", 37}, {"ballots_found", 40}, {"ballots_blank", 1}}}});
    const std::uint64_t said = parts.say("unit.explain", "rock-clerk",
                                         {{"unit", "R1"},
                                          {"rule", "R3"},
                                          {"code", "OTHER_UNIT"},
                                          {"words", "of R2"},
                                          {"minute", "page 3"},
                                          {"ballots", 2},
                                          {"found", Json::object()}});
    parts.say("approve", "rock-super", {{"entry", said}});
    Json draw = draw_of(drawn, 0);
    draw["removed"] = drawn == 1 ? Json{{"blank", 1}} : Json{{"blank", 1}, {"at-random", 2}};
    draw["found"]["excess"] = drawn;
    draw.erase("votes");
    const std::uint64_t act = parts.say("drawdown.record", "rock-clerk", draw);
    parts.say("approve", "rock-super", {{"entry", act}});
    parts.say("count.sign-off", "rock-super", {{"unit", "R1"}});
    EXPECT_EQ(test::failures_of(parts), drawn == 1 ? "" : "V11");
    if (drawn != 1) continue;
    EXPECT_NE(test::files_of(parts).at("public/results.csv").find("counted,,1,39,20,18,1,0"),
              std::string::npos)
        << test::files_of(parts).at("public/results.csv");
  }
}

// 40 ballots and 37 voters: three are to be drawn out.
BundleParts parts_with_surplus_explained(const char* second) {
  BundleParts parts = test::counted_parts();
  parts.entries.pop_back();
  parts.say("unit.figures", "rock-clerk",
            {{"unit", "R1"}, {"figures", {{"voters_total", 37}, {"ballots_found", 40}}}});
  const std::uint64_t act = parts.say("unit.explain", "rock-clerk",
                                      {{"unit", "R1"},
                                       {"rule", "R3"},
                                       {"code", "UNEXPLAINED"},
                                       {"words", "three more than voters"},
                                       {"found", {{"residual", 3}}}});
  if (second != nullptr) parts.say("approve", second, {{"entry", act}});
  parts.say("count.sign-off", "rock-super", {{"unit", "R1"}});
  return parts;
}

TEST(ReadReconciling, WordsUnderAnotherRuleDoNotSetADrawDownAsideAlone) {
  const auto said_by = [](const char* second) {
    BundleParts parts = parts_with_surplus_explained(nullptr);
    const std::uint64_t act = parts.say("unit.explain", "rock-clerk",
                                        {{"unit", "R1"},
                                         {"rule", "R8"},
                                         {"code", "UNEXPLAINED"},
                                         {"words", "a pack too many"},
                                         {"minute", "page 2"},
                                         {"ballots", 3},
                                         {"found", base::Json::object()}});
    if (second != nullptr) parts.say("approve", second, {{"entry", act}});
    return test::files_of(parts).at("public/reconciliation.csv");
  };
  EXPECT_NE(said_by(nullptr).find("rock,R1,open,R3,,amber,3"), std::string::npos)
      << said_by(nullptr);
  EXPECT_NE(said_by("rock-super").find("rock,R1,explained,R3,,info,3"), std::string::npos)
      << said_by("rock-super");
}

TEST(ReadReconciling, ADrawDownIsNotSetAsideByOneAndWhatIsUnexplainedIsNamed) {
  const BundleParts alone = parts_with_surplus_explained(nullptr);
  EXPECT_NE(test::files_of(alone).at("public/reconciliation.csv").find("rock,R1,open,R3,,amber,3"),
            std::string::npos);
  const BundleParts both = parts_with_surplus_explained("rock-super");
  EXPECT_EQ(test::failures_of(both), "");
  EXPECT_NE(
      test::files_of(both).at("public/reconciliation.csv").find("rock,R1,explained,R3,,amber,3"),
      std::string::npos);
  const test::TestFolder folder;
  test::write_bundle(both, folder.path());
  const Check v11 = test::verdict_of(test::request_for(folder.path())).of(CheckId::V11);
  EXPECT_NE(v11.words.find("Closed as unexplained: R1 R3 3; by "), std::string::npos) << v11.words;
  EXPECT_NE(v11.words.find("up to 3 ballots or votes are unexplained"), std::string::npos);
  EXPECT_EQ(test::failures_of(parts_with_surplus_explained("rock-clerk")), "V6");
}

TEST(ReadReconciling, ADrawThatTheLawDoesNotAskForFailsV11) {
  for (const Json& draw : {draw_of(1, 1), draw_of(4, 2), draw_of(3, 4)}) {
    EXPECT_EQ(test::failures_of(parts_with_draw(draw)), "V11") << draw;
  }
  Json other = draw_of(3, 2);
  other["removed"] = {{"blank", 3}};
  EXPECT_EQ(test::failures_of(parts_with_draw(other)), "V11");
  for (const Json& listed : {Json{"1", "2"}, Json{"1", "2", "2"}, Json{"1", "2", ""}}) {
    other = draw_of(3, 2);
    other["drawn"] = listed;
    EXPECT_EQ(test::failures_of(parts_with_draw(other)), "V11") << listed;
  }
  other = draw_of(3, 2);
  other["found"]["excess"] = 1;
  EXPECT_EQ(test::failures_of(parts_with_draw(other)), "V11");
}

TEST(ReadReconciling, ADrawBeforeTheCountOrAfterTheSignOffFailsV11) {
  BundleParts late = test::counted_parts();
  late.say("unit.figures", "rock-clerk",
           {{"unit", "R1"}, {"figures", {{"voters_total", 37}, {"ballots_found", 40}}}});
  const std::uint64_t act = late.say("drawdown.record", "rock-clerk", draw_of(3, 2));
  late.say("approve", "rock-super", {{"entry", act}});
  EXPECT_EQ(test::failures_of(late), "V11");
  BundleParts fewer = parts_with_draw(draw_of(3, 2));
  fewer.restate(fewer.find("unit.figures"), "figures",
                {{"voters_total", 37}, {"ballots_found", 43}});
  EXPECT_EQ(test::failures_of(fewer), "V11") << "counted without what was drawn out";
}

TEST(ReadReconciling, AStatementWithBallotsDrawnOutFailsV14) {
  BundleParts parts = parts_with_draw(draw_of(3, 2));
  parts.say("cause.assign", "rock-clerk",
            {{"unit", "R1"},
             {"cause", "DRAWDOWN"},
             {"words", "Drawn out."},
             {"minute", "page 4"},
             {"found", {{"changes", {{"b", -2}}}}}});
  test::state_county(parts, "rock");
  EXPECT_EQ(test::failures_of(parts), "V14");
}

TEST(ReadReconciling, BeforePublicationTheLatestVersionIsWhatIsCommittedTo) {
  BundleParts parts = test::committed_parts();
  parts.entries.pop_back();
  const std::uint64_t at = parts.find("outcome.report");
  BundleParts changed = parts;
  ledger::SignedEntry version = parts.entries[at];
  version.entry.kind = "result.version";
  version.entry.author = "rock-clerk";
  version.entry.idempotency_key = "version-1";
  version.entry.body = {
      {"county", "rock"},
      {"label", "v2"},
      {"known_on", "2016-11-09"},
      {"source", "canvass"},
      {"units", Json::array({{{"unit", "R1"}, {"votes", {{"a", 21}, {"b", 18}}}}})}};
  changed.entries.insert(
      changed.entries.begin() + static_cast<std::ptrdiff_t>(at),
      ledger::sign_entry(version.entry, test::kOrigin, test::key_of("rock-clerk")));
  changed.record_witness();
  EXPECT_EQ(test::failures_of(changed), "V7") << "the hash and the sum are of the first version";
}

TEST(ReadReconciling, AfterPublicationAnInputChangesByTwoPersons) {
  const Json correction = {{"input", "batch"}, {"id", "B4"}, {"ballots", 41}, {"reason", "typo"}};
  BundleParts alone = test::committed_parts();
  alone.say("input.revise", "rock-clerk", correction);
  EXPECT_EQ(test::failures_of(alone), "V7");
  BundleParts parts = test::committed_parts();
  const std::uint64_t act = parts.say("input.correct", "rock-clerk", correction);
  parts.say("approve", "state", {{"entry", act}});
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_NE(test::files_of(parts).at("public/manifest.csv").find("B4,rock,C-rock,R1,41,no"),
            std::string::npos);
}

TEST(ReadReconciling, NoVersionIsOlderThanTheElectionOrThanTheOneBeforeIt) {
  const auto versions = [](const char* first, const char* second) {
    BundleParts parts = test::committed_parts();
    for (const char* known_on : {first, second}) {
      parts.say("result.version", "rock-clerk",
                {{"county", "rock"},
                 {"label", std::string("v") + known_on},
                 {"known_on", known_on},
                 {"source", "canvass"},
                 {"units", Json::array({{{"unit", "R1"}, {"votes", {{"a", 20}, {"b", 18}}}}})}});
    }
    return test::failures_of(parts);
  };
  EXPECT_EQ(versions("2016-11-08", "2016-11-09"), "");
  EXPECT_EQ(versions("2016-11-09", "2016-11-08"), "V7");
  EXPECT_EQ(versions("2016-11-07", "2016-11-09"), "V7");
}

// What returns.add handed in is the first version: another one says why it differs.
// A version that differs without a cause is red (R11): nothing of the unit is released over it.
TEST(ReadReconciling, ReturnsReleasedOverARedFindingFailV11AndAreNamed) {
  for (const bool with_cause : {true, false}) {
    BundleParts parts = test::counted_parts();
    Json version = {{"county", "rock"},
                    {"label", "v2"},
                    {"known_on", "2016-11-20"},
                    {"source", "amended"},
                    {"units", Json::array({{{"unit", "R1"}, {"votes", {{"a", 21}, {"b", 18}}}}})}};
    if (with_cause) version.update({{"cause", "UPLOAD"}, {"minute", "m1"}, {"words", "w"}});
    parts.say("result.version", "rock-clerk", version);
    EXPECT_EQ(test::failures_of(parts), "");
    parts.say("result.publish", "dane-clerk", {{"county", "dane"}});
    EXPECT_EQ(test::failures_of(parts), "") << "of another county";
    parts.say("result.publish", "rock-clerk", {{"county", "rock"}, {"units", {"R1"}}});
    EXPECT_EQ(test::failures_of(parts), with_cause ? "" : "V11");
  }
}

TEST(ReadReconciling, AVersionThatDiffersFromTheReturnsWithoutACauseIsAFindingOfItsUnit) {
  const auto reviewed = [](std::int64_t a, const char* cause) {
    BundleParts parts = test::counted_parts();
    Json version = {{"county", "rock"},
                    {"label", "v2"},
                    {"known_on", "2016-11-09"},
                    {"source", "canvass"},
                    {"units", Json::array({{{"unit", "R1"}, {"votes", {{"a", a}, {"b", 18}}}}})}};
    if (cause != nullptr) version.update({{"cause", cause}, {"minute", "page 3"}, {"words", "w"}});
    parts.say("result.version", "rock-clerk", version);
    return test::files_of(parts).at("public/reconciliation.csv");
  };
  EXPECT_EQ(reviewed(20, nullptr).find("rock,R1,open,R11,v2,red"), std::string::npos);
  EXPECT_NE(reviewed(19, nullptr).find("rock,R1,open,R11,v2,red"), std::string::npos)
      << reviewed(19, nullptr);
  EXPECT_EQ(reviewed(19, "UPLOAD").find("R11,v2"), std::string::npos);
}

// R9 reads what was expected before the unit had any returns, and only of the unit's own county.
TEST(ReadReconciling, VotesThatWereExpectedBeforeTheFirstResultHoldItsRelease) {
  for (const auto& [county, failures] : {std::pair{"rock", "V11"}, {"dane", ""}}) {
    BundleParts parts = test::committed_parts();
    std::vector<ledger::SignedEntry> opened(
        parts.entries.begin(),
        parts.entries.begin() + static_cast<std::ptrdiff_t>(parts.find("manifest.add")));
    parts.entries = std::move(opened);
    parts.say("expectation.add", std::string(county) + "-clerk",
              {{"source", "2012"},
               {"county", county},
               {"units", Json::array({{{"unit", "N1"}, {"votes", {{"a", 201}}}}})}});
    parts.say("media.expect", "rock-clerk", {{"medium", "M1"}, {"county", "rock"}, {"unit", "N9"}});
    parts.say("media.expect", "rock-clerk", {{"medium", "M1"}, {"county", "rock"}, {"unit", "N1"}});
    parts.say("result.version", "rock-clerk",
              {{"county", "rock"},
               {"label", "v1"},
               {"known_on", "2016-11-09"},
               {"source", "election night"},
               {"units", Json::array({{{"unit", "N1"}, {"votes", {{"a", 3}, {"b", 180}}}}})}});
    parts.say("result.publish", "rock-clerk", {{"county", "rock"}, {"units", {"N1"}}});
    EXPECT_EQ(test::failures_of(parts), failures) << county;
    parts.say("media.expect", "rock-clerk", {{"medium", "M1"}, {"county", "rock"}, {"unit", "N2"}});
    EXPECT_EQ(test::failures_of(parts), "V11") << "expected already, of a unit with returns";
  }
}

}  // namespace
}  // namespace recanvass::verify
