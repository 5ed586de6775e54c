#include "verify/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;
using test::drawn_parts;
using test::read_parts;
using test::read_twice;
using test::reading;
using test::record_of;
using test::says;
using test::shown_parts;

Check readings_of(const BundleParts& parts) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path())).of(CheckId::V25);
}

TEST(ReadCards, ReadTwiceAlikeSignedOffAndOnlyThenShownPasses) {
  EXPECT_EQ(test::failures_of(shown_parts()), "");
  const Check check = readings_of(shown_parts());
  EXPECT_EQ(check.outcome, Outcome::Passed);
  EXPECT_EQ(check.words.substr(0, 17), "4 cards were read") << check.words;
  EXPECT_NE(check.words.find("(8 readings); 4 of records shown"), std::string::npos);
  EXPECT_EQ(readings_of(drawn_parts()).outcome, Outcome::NotChecked);
}

TEST(ReadCards, EachWayAroundTwoBlindReadingsFailsV25) {
  BundleParts same = drawn_parts();
  same.say("reading.enter", "dane-1", reading(1, "a"));
  same.say("reading.enter", "dane-1", reading(1, "a"));
  EXPECT_EQ(test::failures_of(same), "V25") << "a second by the same person, unnamed";
  BundleParts third = read_parts();
  third.say("reading.enter", "dane-super", reading(1, "a"));
  EXPECT_EQ(test::failures_of(third), "V25");
  BundleParts changed = drawn_parts();
  const std::uint64_t own = changed.say("reading.enter", "dane-1", reading(1, "a"));
  changed.say("reading.enter", "dane-2", reading(1, "b"));
  Json revised = reading(1, "b");
  revised["replaces"] = changed.receipt_of(own);
  changed.say("reading.enter", "dane-1", revised);
  EXPECT_EQ(test::failures_of(changed), "V25") << "one of two that differ";
  BundleParts settled = read_parts();
  Json third_person = reading(1, "a");
  third_person["cause"] = "other";
  settled.say("reading.adjudicate", "dane-super", third_person);
  EXPECT_EQ(test::failures_of(settled), "V25") << "nothing differed";
}

TEST(ReadCards, AnotherCardByItsImprintAnUndrawnOneOrAnUntouchedContestFailsV25) {
  BundleParts other = drawn_parts();
  Json body = reading(3, "b");
  body["imprint"] = "113";
  other.say("reading.enter", "dane-1", body);
  EXPECT_EQ(test::failures_of(other), "V25") << "place 9 is the third of 11-12,9,13";
  BundleParts undrawn = drawn_parts();
  Json fifth = reading(4, "a");
  fifth["card"] = 5;
  undrawn.say("reading.enter", "dane-1", fifth);
  EXPECT_EQ(test::failures_of(undrawn), "V25");
  BundleParts untouched = drawn_parts();
  Json none = reading(1, "a");
  none["readings"] = Json::array();
  untouched.say("reading.enter", "dane-1", none);
  EXPECT_EQ(test::failures_of(untouched), "V25");
}

TEST(ReadCards, ASignOffOverAnOpenCardFailsAndNamesIt) {
  BundleParts parts = drawn_parts();
  for (int card = 1; card <= 3; ++card) read_twice(parts, card);
  parts.say("reading.enter", "dane-1", reading(4, "a"));
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  EXPECT_EQ(test::failures_of(parts), "V25");
  EXPECT_NE(readings_of(parts).faults[0].words.find("card 4 of dane has not two readings"),
            std::string::npos);
}

TEST(ReadCards, ARecordShownTooEarlyOrAnotherThanCommittedToFails) {
  BundleParts early = read_parts();
  early.say("card.reveal", "dane-clerk", {{"list", "dane"}, {"records", {record_of(1)}}});
  EXPECT_EQ(test::failures_of(early), "V25");
  BundleParts forged = read_parts();
  forged.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  Json record = record_of(3);
  record["readings"] = says("a");
  forged.say("card.reveal", "dane-clerk", {{"list", "dane"}, {"records", {record}}});
  EXPECT_EQ(test::failures_of(forged), "V25");
  EXPECT_NE(readings_of(forged).faults[0].words.find("is not the one committed to"),
            std::string::npos);
  BundleParts late = shown_parts();
  late.say("reading.enter", "dane-super", reading(1, "a"));
  EXPECT_EQ(test::failures_of(late), "V25") << "read after it was signed off";
}

const Json kAgain = {
    {"list", "dane"}, {"card", 3}, {"reason", "wrong-card"}, {"words", "the one behind it"}};

void approved(BundleParts& parts, const char* author, const char* second) {
  const std::uint64_t act = parts.say("card.pull-again", author, kAgain);
  parts.say("approve", second, {{"entry", act}});
}

void read_by(BundleParts& parts, int card, std::initializer_list<const char*> authors) {
  for (const char* author : authors) {
    parts.say("reading.enter", author, reading(card, test::recorded(card)));
  }
}

TEST(ReadCards, ACardPulledAgainTakesTwoPersonsWhoReadNone) {
  BundleParts alone = shown_parts();
  alone.say("card.pull-again", "dane-clerk", kAgain);
  alone.say("reading.enter", "dane-3", reading(3, "b"));
  EXPECT_EQ(test::failures_of(alone), "V25") << "without effect until it is approved";
  BundleParts before = read_parts();
  before.say("card.pull-again", "dane-clerk", kAgain);
  before.say("reading.enter", "dane-3", reading(3, "a"));
  EXPECT_EQ(test::failures_of(before), "V25") << "before the sign-off, too";
  BundleParts supervisor = read_parts();
  approved(supervisor, "dane-super", "dane-clerk");
  read_by(supervisor, 3, {"dane-3", "dane-2"});
  EXPECT_EQ(test::failures_of(supervisor), "V5");
  BundleParts both = read_parts();
  approved(both, "dane-clerk", "state");
  read_by(both, 3, {"dane-1", "dane-2"});
  both.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  EXPECT_EQ(test::failures_of(both), "");
}

TEST(ReadCards, OnceItsRecordIsShownOthersReadTheCardAndAStateOfficerLetsThem) {
  BundleParts same = shown_parts();
  approved(same, "dane-clerk", "state");
  read_by(same, 3, {"dane-1", "dane-3"});
  same.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  EXPECT_EQ(test::failures_of(same), "V25");
  EXPECT_NE(readings_of(same).faults[0].words.find("had read card 3 of dane before its record"),
            std::string::npos);
  BundleParts others = shown_parts();
  approved(others, "dane-clerk", "state");
  read_by(others, 3, {"dane-super", "dane-3"});
  others.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  EXPECT_EQ(test::failures_of(others), "");
}

// No record is shown in a poll, and yet everybody knows what the cards did to the risk.
TEST(ReadCards, OnceARoundWasMeasuredOthersReadTheCardOfAPoll) {
  const auto read_again = [](const char* second, std::initializer_list<const char*> readers) {
    BundleParts parts = read_parts(nullptr, "polling");
    parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
    parts.say("audit.round", "state",
              {{"found", {{"round", 1}, {"verdict", "go-on"}, {"contests", Json::array()}}}});
    approved(parts, "dane-clerk", second);
    read_by(parts, 3, readers);
    return readings_of(parts);
  };
  EXPECT_EQ(read_again("state", {"dane-super", "dane-3"}).faults.size(), 0U);
  const Check same = read_again("state", {"dane-1", "dane-3"});
  ASSERT_EQ(same.faults.size(), 1U);
  EXPECT_NE(same.faults[0].words.find("or it was measured"), std::string::npos);
}

TEST(ReadCards, AReadingOfNeitherReaderTakesTwoWhoReadNeither) {
  const auto settled_by = [](const char* second) {
    BundleParts parts = drawn_parts();
    for (int card = 2; card <= 4; ++card) read_twice(parts, card);
    parts.say("reading.enter", "dane-super", reading(1, "a"));
    parts.say("reading.enter", "dane-2", reading(1, "b"));
    Json third = reading(1, "");
    third["readings"] = Json::array({{{"contest", "sheriff"}, {"state", "blank"}}});
    third["cause"] = "ambiguous-mark";
    third["words"] = "both were wrong";
    const std::uint64_t act = parts.say("reading.adjudicate", "dane-board", third);
    if (second != nullptr) parts.say("approve", second, {{"entry", act}});
    parts.say("readings.sign-off", "dane-clerk", {{"list", "dane"}});
    return test::failures_of(parts);
  };
  EXPECT_EQ(settled_by(nullptr), "V25") << "by one person";
  EXPECT_EQ(settled_by("dane-super"), "V25") << "who had read one of the two";
  EXPECT_EQ(settled_by("dane-board-2"), "");
}

TEST(ReadCards, AMissingCardWasLookedForByTwo) {
  BundleParts parts = drawn_parts();
  const Json missing = {{"list", "dane"}, {"card", 1}, {"outcome", "not-found"}};
  Json by_two = missing;
  by_two["looked_for_by"] = {"Lee", "Kim"};
  parts.say("card.fetch", "dane-1", by_two);
  for (int card = 2; card <= 4; ++card) read_twice(parts, card);
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  EXPECT_EQ(test::failures_of(parts), "");
  BundleParts alone = drawn_parts();
  alone.say("card.fetch", "dane-1", missing);
  EXPECT_EQ(test::failures_of(alone), "V6");
}

}  // namespace
}  // namespace recanvass::verify
