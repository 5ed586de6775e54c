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

}  // namespace
}  // namespace recanvass::verify
