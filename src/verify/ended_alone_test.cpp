#include "verify/ended_alone.h"

#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// 114 for a, 80 for b: a lead of 34. `exhibits` ballots of B1, counted for a and claimed for b, are
// left as counted by the clerk of Dane alone.
BundleParts ended_by_one(int exhibits) {
  BundleParts parts = test::explained_parts();
  const std::uint64_t act =
      parts.say("count.reopen", "dane-super", {{"unit", "W1"}, {"reason", "challenges"}});
  parts.say("approve", "dane-clerk", {{"entry", act}});
  for (int i = 1; i <= exhibits; ++i) {
    const std::string id = std::to_string(i);
    parts.say("challenge.add", "state",
              {{"exhibit", id},
               {"county", "dane"},
               {"batch", "B1"},
               {"position", i},
               {"counted_as", {"a"}},
               {"claimed_as", {"b"}},
               {"side", "petitioner"},
               {"ground", "voter-intent"},
               {"words", "so"}});
    parts.say("challenge.rule", "dane-clerk",
              {{"exhibit", id},
               {"ruling", "overruled"},
               {"ruled_by", "board"},
               {"counted_as", {"a"}},
               {"words", "so"},
               {"votes", {{"A", "for"}, {"dane-clerk", "for"}}}});
  }
  parts.say("count.sign-off", "dane-super", {{"unit", "W1"}});
  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
  test::certify(parts);
  return parts;
}

Verdict verdict_on(const BundleParts& parts) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path()));
}

bool is_warned(const BundleParts& parts) {
  for (const Json& words :
       parts.entries[parts.find("certificate.issue")].entry.body["found"]["warnings"]) {
    if (words.get<std::string>().starts_with("One account alone left ")) return true;
  }
  return false;
}

TEST(EndedAlone, WhoEndedHowManyIsNamedAndWarnedOfWhereItCouldDecide) {
  EXPECT_FALSE(is_warned(ended_by_one(16))) << "32 votes of a lead of 34";
  const BundleParts parts = ended_by_one(17);
  EXPECT_TRUE(is_warned(parts));
  const Verdict verdict = verdict_on(parts);
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V13).words,
            "17 exhibits registered: 17 ruled; 17 left as counted by one account alone (dane-clerk "
            "17), with votes of persons without an account here: A");
}

TEST(EndedAlone, ACertificateThatDoesNotSaySoFailsV14) {
  BundleParts parts = ended_by_one(17);
  const std::uint64_t act = parts.find("certificate.issue");
  Json found = parts.entries[act].entry.body["found"];
  Json kept = Json::array();
  for (const Json& words : found["warnings"]) {
    if (!words.get<std::string>().starts_with("One account alone left ")) kept.push_back(words);
  }
  found["warnings"] = kept;
  parts.restate(act, "found", found);
  EXPECT_EQ(test::failures_in(verdict_on(parts)), "V14");
}

}  // namespace
}  // namespace recanvass::verify
