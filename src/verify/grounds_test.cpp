#include "verify/grounds.h"

#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

constexpr const char* kNobody =
    "Nothing on the record asks for this count: no petition that stands, no recount recorded as "
    "ordered by the law itself, and no order with its document";

void ask(BundleParts& parts, const char* filed_at, const char* decision, const char* law_allows) {
  parts.say("petition.file", "state",
            {{"petition", "P1"}, {"filed_at", filed_at}, {"scope", "whole"}});
  const std::uint64_t act = parts.say(
      "petition.rule", "state",
      {{"petition", "P1"}, {"decision", decision}, {"found", {{"law_allows", law_allows}}}});
  if (std::string(decision) == "refuse" && std::string(law_allows) == "true") {
    parts.say("approve", "state-2", {{"entry", act}});
  }
}

// All statements and the certificate on what `before` says; its warnings as a forger would have
// them where `silent`.
Verdict certified(void (*before)(BundleParts&), bool silent) {
  BundleParts parts = test::explained_parts();
  before(parts);
  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
  test::certify(parts);
  if (silent) {
    const std::uint64_t act = parts.find("certificate.issue");
    Json found = parts.entries[act].entry.body["found"];
    Json kept = Json::array();
    for (const Json& words : found["warnings"]) {
      const auto text = words.get<std::string>();
      const bool of_grounds = text.starts_with("Nothing on the record") ||
                              text.starts_with("Petition ") || text.starts_with("The fee ");
      if (!of_grounds) kept.push_back(words);
    }
    found["warnings"] = kept;
    parts.restate(act, "found", found);
  }
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path()));
}

void expect_said(void (*before)(BundleParts&), const std::string& sentence) {
  const Verdict honest = certified(before, false);
  EXPECT_EQ(test::failures_in(honest), "");
  EXPECT_NE(honest.of(CheckId::V14).words.find(sentence), std::string::npos)
      << honest.of(CheckId::V14).words;
  const Verdict forged = certified(before, true);
  EXPECT_EQ(test::failures_in(forged), "V14");
  ASSERT_EQ(forged.of(CheckId::V14).faults.size(), 1U);
  EXPECT_TRUE(forged.of(CheckId::V14).faults[0].words.ends_with("it does not warn: " + sentence))
      << forged.of(CheckId::V14).faults[0].words;
}

TEST(Grounds, ACountThatNobodyAskedForIsNamedAndMustBeWarnedOf) {
  expect_said([](BundleParts&) {}, kNobody);
}

TEST(Grounds, ACountWhoseOnlyPetitionWasRefusedIsToo) {
  expect_said([](BundleParts& parts) { ask(parts, "2016-11-28T10:00", "refuse", "false"); },
              std::string(kNobody) + "; petition P1 was refused");
}

TEST(Grounds, AFeeThatWasNotPaidInTimeMustBeWarnedOf) {
  expect_said(
      [](BundleParts& parts) {
        ask(parts, "2016-11-10T12:00", "accept", "true");
        parts.say(
            "fee.quote", "dane-clerk",
            {{"county", "dane"}, {"lines", Json::array({{{"item", "a"}, {"cents", 90000}}})}});
        parts.say("fee.deadline", "state", {{"until", "2016-11-29T16:30"}, {"words", "w"}});
      },
      "The fee was not paid by 2016-11-29T16:30, after which no payment is taken: $0 of $900 was "
      "paid");
}

TEST(Grounds, APetitionPrecinctsATriggerAndAnOrderOnFileAreGrounds) {
  const auto without = [](void (*before)(BundleParts&)) {
    const Verdict verdict = certified(before, false);
    EXPECT_EQ(test::failures_in(verdict), "");
    return verdict.of(CheckId::V14).words.find("Nothing on the record") == std::string::npos;
  };
  EXPECT_TRUE(
      without([](BundleParts& parts) { ask(parts, "2016-11-10T12:00", "accept", "true"); }));
  EXPECT_TRUE(without([](BundleParts& parts) {
    parts.say("trigger.record", "state", {{"recorded_at", "2016-11-23T12:00"}});
  }));
  const auto precinct = [](BundleParts& parts, const char* verdict) {
    parts.say(
        "petition.precinct", "state",
        {{"petitions",
          Json::array({{{"unit", "W1"}, {"county", "dane"}, {"filed_at", "2016-11-10T12:00"}}})},
         {"found", {{"rulings", Json::array({{{"verdict", verdict}}})}}}});
  };
  static const auto kPrecinct = precinct;
  EXPECT_TRUE(without([](BundleParts& parts) { kPrecinct(parts, "accepted"); }));
  EXPECT_FALSE(without([](BundleParts& parts) { kPrecinct(parts, "refused"); }));
  EXPECT_FALSE(without([](BundleParts& parts) {
    parts.say("order.record", "state",
              {{"order", "o1"},
               {"court", "C"},
               {"case", "1"},
               {"made_at", "2016-11-10T12:00"},
               {"orders", "recount"},
               {"words", "count"}});
  })) << "its document is not on file";
}

TEST(Grounds, ARefusalOfWhatTheLawAllowsMustBeWarnedOf) {
  const auto story = [](BundleParts& parts) {
    ask(parts, "2016-11-10T12:00", "refuse", "true");
    parts.say("trigger.record", "state", {{"recorded_at", "2016-11-23T12:00"}});
  };
  expect_said(story,
              "Petition P1 was refused although the program finds that the law allows it; by "
              "State officer, state-2");
}

}  // namespace
}  // namespace recanvass::verify
