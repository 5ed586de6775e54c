#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;

TEST(ReadOther, WhatIsOnlyReadByPeopleIsKnownAndSaidByThoseWhoMay) {
  BundleParts parts = test::counted_parts();
  parts.say("minute.add", "dane-clerk", {{"county", "dane"}, {"words", "The board met at nine."}});
  parts.say("objection.envelope", "dane-1", {{"objection", "o1"}, {"envelope", "E1"}});
  EXPECT_EQ(test::failures_of(parts), "") << "whoever counts notes an envelope too";
  parts.say("petition.rule", "dane-1", {{"petition", "p1"}});
  EXPECT_EQ(test::failures_of(parts), "V5");
}

TEST(ReadOther, ThatAPetitionsRulingIsNotJudgedIsSaidWhereThereIsOne) {
  const auto words = [](const BundleParts& parts) {
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(verdict.of(CheckId::V19).outcome, Outcome::Passed);
    return verdict.of(CheckId::V19).words;
  };
  BundleParts parts = test::counted_parts();
  EXPECT_EQ(words(parts), "all kinds are known to this program");
  const std::string at = std::to_string(
      parts.say("petition.rule", "state", {{"petition", "p1"}, {"decision", "accept"}}));
  EXPECT_EQ(words(parts),
            "all kinds are known to this program. NOT JUDGED HERE: whether a petition was rightly "
            "ruled on; its rule and grounds are read by people, in entry " +
                at + " (petition.rule)");
}

}  // namespace
}  // namespace recanvass::verify
