#include "verify/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// Of four cards that all agree, three for a and one for b: half of the cards ahead, so the default
// test knows after the last card that the paper cannot say otherwise.
Json round_body(const std::string& risk, const std::string& met, const std::string& verdict) {
  const Json contest = {{"contest", "sheriff"},
                        {"draws", 4},
                        {"phantoms", 0},
                        {"not_found", 0},
                        {"one_over", 0},
                        {"two_over", 0},
                        {"one_under", 0},
                        {"two_under", 0},
                        {"other", 0},
                        {"risks", {risk}},
                        {"worst", 0},
                        {"risk", risk},
                        {"met", met}};
  return {{"found", {{"round", 1}, {"contests", {contest}}, {"verdict", verdict}}}};
}

BundleParts measured_parts(const Json& body) {
  BundleParts parts = test::shown_parts();
  parts.say("audit.round", "state", body);
  return parts;
}

Check rounds_of(const BundleParts& parts) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path())).of(CheckId::V26);
}

// After all four cards the claim that the paper says otherwise is arithmetically impossible.
constexpr const char* kRisk = "0";

TEST(ReadRounds, TheRiskOfARoundIsWorkedOutAgain) {
  const BundleParts parts = measured_parts(round_body(kRisk, "yes", "stop"));
  EXPECT_EQ(test::failures_of(parts), "");
  const Check check = rounds_of(parts);
  EXPECT_EQ(check.outcome, Outcome::Passed);
  EXPECT_EQ(check.words.substr(0, 42), "1 risk of a contest worked out again from ");
  EXPECT_EQ(rounds_of(test::shown_parts()).outcome, Outcome::NotChecked);
}

TEST(ReadRounds, AnotherRiskNumberOrVerdictFailsV26AndSaysWhatItIs) {
  EXPECT_EQ(test::failures_of(measured_parts(round_body("0.04", "yes", "stop"))), "V26");
  EXPECT_EQ(test::failures_of(measured_parts(round_body(kRisk, "no", "go-on"))), "V26");
  EXPECT_EQ(test::failures_of(measured_parts(round_body(kRisk, "yes", "go-on"))), "V26");
  Json body = round_body(kRisk, "yes", "stop");
  body["found"]["contests"][0]["two_over"] = 1;
  EXPECT_EQ(test::failures_of(measured_parts(body)), "V26");
  EXPECT_EQ(rounds_of(measured_parts(body)).faults[0].words.find("contest sheriff: two_over is 0"),
            rounds_of(measured_parts(body)).faults[0].words.find("contest sheriff"));
  for (const char* member : {"worst", "more"}) {
    body = round_body(kRisk, "yes", "stop");
    body["found"]["contests"][0][member] = 1;
    EXPECT_EQ(test::failures_of(measured_parts(body)), "V26") << member;
  }
  body = round_body(kRisk, "yes", "stop");
  body["found"]["contests"] = Json::array();
  EXPECT_EQ(test::failures_of(measured_parts(body)), "V26") << "no contest was measured";
}

// The third card's record is for b; paper for a understates, paper of the first for b overstates.
TEST(ReadRounds, ADiscrepancyThatIsNotToldIsFound) {
  BundleParts parts = test::drawn_parts();
  for (const char* author : {"dane-1", "dane-2"}) {
    parts.say("reading.enter", author, test::reading(1, "b"));
  }
  for (int card = 2; card <= 4; ++card) test::read_twice(parts, card);
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  Json records = Json::array();
  for (int card = 1; card <= 4; ++card) records.push_back(test::record_of(card));
  parts.say("card.reveal", "dane-clerk", {{"list", "dane"}, {"records", records}});
  parts.say("audit.round", "state", round_body(kRisk, "yes", "stop"));
  EXPECT_EQ(test::failures_of(parts), "V26");
}

TEST(ReadRounds, WithoutTheRecordsTheRiskIsNotChecked) {
  BundleParts parts = test::read_parts();
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  parts.say("audit.round", "state", round_body(kRisk, "yes", "stop"));
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_EQ(rounds_of(parts).outcome, Outcome::NotChecked);
}

TEST(ReadRounds, AVoidAuditTakesTwoPersonsAndItsSeedIsSpent) {
  BundleParts parts = test::shown_parts();
  const std::uint64_t act = parts.say("audit.void", "state", {{"words", "a box was missing"}});
  parts.say("approve", "state-2", {{"entry", act}});
  parts.say("audit.draw", "state",
            {{"cards", 1}, {"found", {{"round", 1}, {"first", 1}, {"drawn", {1}}}}});
  EXPECT_EQ(test::failures_of(parts), "V23") << "there is no fixed audit to draw for";
}

// The fixture's method with a schedule; what is committed to is hashed again by the verifier.
BundleParts scheduled_parts(const Json& schedule) {
  BundleParts parts = test::shown_parts(schedule);
  parts.say("audit.round", "state", round_body(kRisk, "yes", "stop"));
  return parts;
}

TEST(ReadRounds, ARoundAtAnotherNumberOfDrawsThanTheScheduleHasFailsV23) {
  EXPECT_EQ(test::failures_of(scheduled_parts({{"1", 4}})), "");
  EXPECT_EQ(test::failures_of(scheduled_parts({{"1", 5}})), "V23") << "4 of 5 draws";
  EXPECT_EQ(test::failures_of(scheduled_parts({{"1", 2}, {"2", 5}})), "V23") << "2 were a round";
}

// All four cards are read, and the paper has three for b: whatever the entry says, a is not shown.
TEST(ReadRounds, AWholeListThatElectsAnotherIsNoLimitMet) {
  BundleParts parts = test::drawn_parts();
  for (int card = 1; card <= 4; ++card) {
    for (const char* author : {"dane-1", "dane-2"}) {
      parts.say("reading.enter", author, test::reading(card, card == 4 ? "a" : "b"));
    }
  }
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  Json records = Json::array();
  for (int card = 1; card <= 4; ++card) records.push_back(test::record_of(card));
  parts.say("card.reveal", "dane-clerk", {{"list", "dane"}, {"records", records}});
  const auto failures = [&](const std::string& risk, const std::string& met,
                            const std::string& verdict, const std::string& paper, int more = -1) {
    Json body = round_body(risk, met, verdict);
    body["found"]["contests"][0]["two_over"] = 2;
    if (more >= 0) body["found"]["contests"][0]["more"] = more;
    if (!paper.empty()) body["found"]["contests"][0]["paper"] = paper;
    BundleParts with = parts;
    with.say("audit.round", "state", body);
    return test::failures_of(with);
  };
  EXPECT_EQ(failures("1", "no", "go-on", "contradicts"), "");
  EXPECT_EQ(failures("1", "no", "go-on", ""), "V26") << "it is not told";
  EXPECT_EQ(failures("1", "no", "go-on", "contradicts", 0), "V26") << "no draw can help";
  EXPECT_EQ(failures("0.01", "yes", "stop", ""), "V26");
  EXPECT_EQ(failures("1", "yes", "stop", "contradicts"), "V26");
  Json told = round_body("1", "no", "go-on");
  told["found"]["contests"][0]["two_over"] = 2;
  told["found"]["contests"][0]["paper"] = "contradicts";
  parts.say("audit.round", "state", told);
  EXPECT_NE(rounds_of(parts).words.find(
                "the paper that was read contradicts the reported outcome of contest sheriff"),
            std::string::npos)
      << rounds_of(parts).words;
}

TEST(ReadRounds, AHandCountThatContradictsIsNamed) {
  BundleParts parts = test::drawn_parts();
  parts.say("audit.hand-count", "state",
            {{"contest", "sheriff"},
             {"words", "asked for"},
             {"found", {{"cards_read", 0}, {"cards_left", 4}}}});
  for (int card = 1; card <= 4; ++card) {
    for (const char* author : {"dane-1", "dane-2"}) {
      parts.say("reading.enter", author, test::reading(card, card == 4 ? "a" : "b"));
    }
  }
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  Json records = Json::array();
  for (int card = 1; card <= 4; ++card) records.push_back(test::record_of(card));
  parts.say("card.reveal", "dane-clerk", {{"list", "dane"}, {"records", records}});
  Json body = round_body("1", "counted-contradicted", "stop");
  body["found"]["contests"][0]["two_over"] = 2;
  body["found"]["contests"][0]["counted"] = {{"a", 1}, {"b", 3}};
  body["found"]["contests"][0]["paper"] = "contradicts";
  parts.say("audit.round", "state", body);
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_NE(rounds_of(parts).words.find(
                "the full hand count contradicts the reported outcome of contest sheriff"),
            std::string::npos)
      << rounds_of(parts).words;
  parts.restate(parts.find("audit.round"), "found", [&] {
    Json found = body["found"];
    found["contests"][0]["met"] = "counted-not-confirmed";
    return found;
  }());
  EXPECT_EQ(test::failures_of(parts), "V26");
}

}  // namespace
}  // namespace recanvass::verify
