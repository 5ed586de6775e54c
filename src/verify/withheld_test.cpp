#include "verify/withheld.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;

constexpr const char* kHead = "position,kind,county,unit,batch,why,group\r\n";

TEST(Withheld, TheListIsReadStrictly) {
  const auto rows = parse_withheld(std::string(kHead) +
                                   "3,returns.add,dane,,,open,\r\n"
                                   "17,tally.enter,dane,W3,B5,small,all\r\n");
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[1].position, 17U);
  EXPECT_EQ((*rows)[1].batch, "B5");
  for (const std::string bad : {"", "position\n", "x,a,b,c,d,e,f\n", "017,a,b,c,d,e,f\n", "1,2\n",
                                "2,a,b,c,d,e,f\n2,a,b,c,d,e,f\n", "\"1,a,b,c,d,e,f\n"}) {
    EXPECT_FALSE(parse_withheld(bad == "position\n" || bad.empty() ? bad : kHead + bad).ok())
        << bad;
  }
}

TEST(Withheld, ABundleThatWithholdsByTheRuleFailsNothingAndSaysWhatWasNotChecked) {
  const test::TestFolder folder;
  test::write_bundle(test::small_parts(), folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V18).outcome, Outcome::NotChecked);
  EXPECT_NE(verdict.of(CheckId::V18).words.find("what 4 of "), std::string::npos);
  EXPECT_NE(verdict.of(CheckId::V18).words.find("2 of cells under 10 ballots, 2 merged"),
            std::string::npos)
      << verdict.of(CheckId::V18).words;
}

TEST(Withheld, WhatIsWithheldAgainstTheRuleFailsV18Alone) {
  struct Case {
    const char* what;
    std::function<void(BundleParts&)> change;
  };
  const auto group = [](BundleParts& parts) -> base::Json& { return parts.groups[0]; };
  for (const Case& row : {
           Case{"a kind that is never withheld",
                [](BundleParts& parts) { parts.hidden[parts.find("choice.map")] = {"open", ""}; }},
           Case{"a unit that is signed off is not open",
                [](BundleParts& parts) {
                  for (auto& [position, hidden] : parts.hidden) hidden = {"open", ""};
                  parts.groups = base::Json::array();
                }},
           Case{"too few ballots", [&](BundleParts& parts) { parts.minimum_ballots = 15; }},
           Case{"more votes than ballots",
                [&](BundleParts& parts) { group(parts)["counted"]["votes"]["a"] = 6; }},
           Case{"another unit", [&](BundleParts& parts) { group(parts)["units"] = {"W1", "W3"}; }},
           Case{"another number of batches",
                [&](BundleParts& parts) { group(parts)["batches"] = 3; }},
           Case{"figures that are given and are said to be impossible and withheld",
                [](BundleParts& parts) { parts.impossible = {"W1"}; }},
           Case{"no reason",
                [](BundleParts& parts) {
                  for (auto& [position, hidden] : parts.hidden) hidden.why = "secret";
                }},
       }) {
    BundleParts parts = test::small_parts();
    row.change(parts);
    const std::string failed = test::failures_of(parts);
    EXPECT_NE(failed.find("V18"), std::string::npos) << row.what;
  }
}

TEST(Withheld, OneEntryOfABatchIsNotWithheldWithoutTheOther) {
  BundleParts parts = test::small_parts();
  parts.hidden.erase(parts.hidden.begin());
  EXPECT_NE(test::failures_of(parts).find("V18"), std::string::npos);
}

TEST(Withheld, AnEntryLeftOutWithoutBeingListedIsNamed) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t position = parts.find("tally.enter", 2);
  parts.hidden[position] = {"open", ""};
  parts.edit_files = [](std::map<std::string, std::string>& files) {
    files["public/withheld.csv"] = kHead;
  };
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(verdict.of(CheckId::V18).faults.at(0).words,
            "entry " + std::to_string(position) + ": it is withheld and not listed");
}

}  // namespace
}  // namespace recanvass::verify
