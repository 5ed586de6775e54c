#include "reconcile/media.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

UnitRecord unit_with_media(std::string name, std::vector<MediaLoad> media) {
  UnitRecord record;
  record.unit = std::move(name);
  record.media = std::move(media);
  return record;
}

// Monmouth County 2022, the shape: one stick was loaded twice and turned a 20-vote winner into a
// loser by one. Figures synthetic.
TEST(Media, AStickLoadedTwiceIsFoundByItsContent) {
  const std::vector<UnitRecord> records = {
      unit_with_media("Ocean 1", {{"usb-7", "aa11", {210, 189, 12}}}),
      unit_with_media("Ocean 2", {{"usb-7 again", "aa11", {210, 189, 12}}}),
      unit_with_media("Ocean 3", {{"usb-9", "bb22", {77, 80, 3}}})};
  const Findings findings = check_media_once(records, {});
  ASSERT_EQ(findings.found.size(), 1U);
  EXPECT_EQ(findings.found[0].severity, Severity::Red);
  EXPECT_EQ(findings.found[0].words,
            "the same content was loaded 2 times: usb-7 in Ocean 1, usb-7 again in Ocean 2");
}

TEST(Media, EqualTotalsFromTwoSourcesAreRedWhenChanceIsNoAnswer) {
  struct Case {
    std::vector<std::int64_t> totals;
    Severity severity;
  };
  for (const Case& row : {Case{{210, 189, 12}, Severity::Red}, Case{{30, 19, 1}, Severity::Red},
                          Case{{30, 18, 1}, Severity::Info}, Case{{210, 189, 0}, Severity::Info}}) {
    const std::vector<UnitRecord> records = {unit_with_media("1", {{"a", "aa", row.totals}}),
                                             unit_with_media("2", {{"b", "bb", row.totals}})};
    const Findings findings = check_media_once(records, {});
    ASSERT_EQ(findings.found.size(), 1U);
    EXPECT_EQ(findings.found[0].severity, row.severity);
  }
}

TEST(Media, TwoEmptyMediaAreNotTheSameMedium) {
  const std::vector<UnitRecord> records = {unit_with_media("1", {{"a", "aa", {0, 0}}}),
                                           unit_with_media("2", {{"b", "bb", {0, 0}}})};
  EXPECT_TRUE(check_media_once(records, {}).found.empty());
}

// Floyd County, Georgia, 2020: about 2,600 ballots were never scanned; the machine's medium was
// missing from the load. Names synthetic.
TEST(Media, AnExpectedMediumThatNeverCameLeavesTheUnitOpen) {
  UnitRecord floyd = unit_with_media("Floyd early voting", {{"icp-1", "aa", {1}}});
  floyd.media_expected = {"icp-1", "icp-2"};
  const std::vector<UnitRecord> records = {floyd};
  const Findings findings = check_media_present(records);
  ASSERT_EQ(findings.found.size(), 1U);
  EXPECT_EQ(findings.found[0].about, "icp-2");
  EXPECT_EQ(findings.found[0].severity, Severity::Red);
}

TEST(Media, AMediumThatNobodyExpectedIsFoundToo) {
  UnitRecord record = unit_with_media("1", {{"a", "aa", {1}}, {"x", "xx", {2}}});
  record.media_expected = {"a"};
  EXPECT_EQ(check_media_present(std::vector{record}).found.at(0).about, "x");
  record.media_expected.clear();
  EXPECT_TRUE(check_media_present(std::vector{record}).found.empty());
  EXPECT_EQ(check_media_present(std::vector{record}).not_checked.size(), 1U);
}

}  // namespace
}  // namespace recanvass::reconcile
