#include "verify/closing_check.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// Each makes a ledger in which a statement or the certificate came too early.
TEST(ClosingCheck, NothingIsStatedOrCertifiedWhileSomethingIsMissing) {
  struct Case {
    const char* failed;
    const char* what;
    std::function<BundleParts()> story;
  };
  const auto stated = [](BundleParts parts) {
    for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
    test::certify(parts);
    return parts;
  };
  for (const Case& row : {
           Case{"V12", "a change without a cause", [&] { return stated(test::counted_parts()); }},
           Case{"V14", "a county without a statement",
                [] {
                  BundleParts parts = test::explained_parts();
                  test::state_county(parts, "dane");
                  test::certify(parts);
                  return parts;
                }},
           Case{"V11", "a unit counted that the policy does not let be counted",
                [&] {
                  BundleParts parts = test::explained_parts();
                  const std::uint64_t policy =
                      parts.say("policy.change", "state",
                                {{"policy", "us-mi-2025"}, {"reason", "as the law is now"}});
                  parts.say("approve", "state-2", {{"entry", policy}});
                  const Json opened = {{"container", "C-R1"},
                                       {"seal", "1"},
                                       {"condition", "broken"},
                                       {"handled_by", {"Ann", "Bob"}}};
                  parts.say("container.record", "rock-clerk",
                            {{"container", "C-R1"}, {"county", "rock"}, {"seal", "1"}});
                  const std::uint64_t incident = parts.say("container.open", "rock-super", opened);
                  parts.say("incident.resolve", "rock-super",
                            {{"incident", incident}, {"words", "not known"}});
                  parts.say("container.close", "rock-super",
                            {{"container", "C-R1"}, {"seal", "2"}, {"handled_by", {"Ann", "Bob"}}});
                  return stated(parts);
                }},
           Case{"V14", "a container that is open",
                [&] {
                  BundleParts parts = test::explained_parts();
                  parts.say(
                      "container.open", "rock-super",
                      {{"container", "C-rock"}, {"seal", "2"}, {"handled_by", {"Ann", "Bob"}}});
                  return stated(parts);
                }},
           Case{"V6", "one signature twice",
                [&] {
                  BundleParts parts = stated(test::explained_parts());
                  parts.restate(parts.find("county.statement"), "signed_by", {"Ann", "Ann"});
                  return parts;
                }},
           Case{"V11", "a finding that nobody explained",
                [&] {
                  BundleParts parts = test::explained_parts();
                  parts.say("unit.figures", "rock-clerk",
                            {{"unit", "R1"}, {"figures", {{"voters_total", 41}}}});
                  return stated(parts);
                }},
           Case{"V13", "a challenge that is open",
                [&] {
                  BundleParts parts = test::explained_parts();
                  parts.say("challenge.add", "rock-clerk",
                            {{"exhibit", "1"},
                             {"county", "rock"},
                             {"batch", "B4"},
                             {"position", 7},
                             {"counted_as", {"a"}},
                             {"side", "b"},
                             {"ground", "other"},
                             {"words", "x"}});
                  return stated(parts);
                }},
           Case{"V14", "a unit opened again after the statement",
                [] {
                  BundleParts parts = test::explained_parts();
                  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
                  const auto act = parts.say("count.reopen", "rock-super",
                                             {{"unit", "R1"}, {"reason", "one more"}});
                  parts.say("approve", "rock-clerk", {{"entry", act}});
                  test::certify(parts);
                  return parts;
                }},
       }) {
    EXPECT_EQ(test::failures_of(row.story()), row.failed) << row.what;
  }
}

TEST(ClosingCheck, TheSumsOfACountyAreThoseOfItsUnits) {
  Record record;
  record.choices = {{"a", "A"}, {"b", "B"}};
  for (const char* id : {"U1", "U2"}) {
    Unit& unit = record.units[id];
    unit.returns_given = true;
    unit.returns_county = "dane";
    unit.votes = {{"a", 3}, {"b", 4}};
    record.place(id);
  }
  const CountyStated sums = sums_now(record, "dane", 17);
  EXPECT_EQ(sums.units, 2);
  EXPECT_EQ(sums.votes->at("b"), 8);
  EXPECT_EQ(sums_now(record, "rock", 17).units, 0);
}

}  // namespace
}  // namespace recanvass::verify
