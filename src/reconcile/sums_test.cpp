#include "reconcile/sums.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;

const SumLevel kCounty = {"Dane County", "votes of clinton", "unit", "units"};

TEST(Sums, AHoleMakesASumALowerBoundThatSaysSo) {
  const OpenSum closed = add_parts({{"1", 1000}, {"2", 234}});
  EXPECT_EQ(closed.total(), 1234);
  EXPECT_EQ(closed.words("unit", "units"), "1,234");
  const OpenSum open = add_parts({{"1", 1000}, {"2", std::nullopt}, {"3", 0}});
  EXPECT_FALSE(open.total().has_value());
  EXPECT_EQ(open.words("unit", "units"), "at least 1,000, 1 unit open");
  EXPECT_EQ(open.open_parts, std::vector<std::string>{"2"});
}

TEST(Sums, UnitsAddUpToTheCountyOrTheyDoNot) {
  for (const std::int64_t stated : {1233, 1234, 1235}) {
    const Findings findings = check_sum(kCounty, {{"1", 1000}, {"2", 234}}, stated);
    EXPECT_EQ(findings.checked.size(), 1U);
    ASSERT_EQ(findings.found.size(), stated == 1234 ? 0U : 1U) << stated;
    if (stated != 1234) {
      EXPECT_EQ(findings.found[0].residual, 1234 - stated);
    }
  }
}

TEST(Sums, WithAnOpenUnitOnlyASumThatIsAlreadyTooLargeIsFound) {
  const std::vector<SumPart> parts = {{"1", 1000}, {"2", std::nullopt}};
  const Findings open = check_sum(kCounty, parts, 1000);
  EXPECT_TRUE(open.found.empty() && open.checked.empty());
  EXPECT_EQ(open.not_checked.at(0).missing, std::vector<std::string>{"2"});
  EXPECT_TRUE(check_sum(kCounty, parts, 1500).found.empty());
  const Findings over = check_sum(kCounty, parts, 999);
  ASSERT_EQ(over.found.size(), 1U);
  EXPECT_EQ(over.found[0].words,
            "votes of clinton: units add up to at least 1,000, 1 unit open, Dane County says 999");
}

UnitRecord with_batch(BatchFigures batch) {
  UnitRecord record;
  record.unit = "unit";
  record.batches = {std::move(batch)};
  return record;
}

TEST(Batches, EachSourceIsComparedWithTheManifest) {
  struct Case {
    BatchFigures batch;
    std::vector<Severity> found;
    std::size_t checked;
  };
  const BallotCount hundred(100);
  const std::vector<Case> cases = {
      {{"b", hundred, hundred, hundred}, {}, 1},
      {{"b", hundred, BallotCount(99), hundred}, {Severity::Amber}, 1},
      {{"b", hundred, BallotCount(99), BallotCount(101)}, {Severity::Amber, Severity::Amber}, 1},
      {{"b", std::nullopt, BallotCount(2600), std::nullopt}, {Severity::Red}, 0},
      {{"b", hundred, std::nullopt, std::nullopt}, {}, 0},
      {{"empty", BallotCount(0), BallotCount(0), std::nullopt}, {}, 1},
  };
  for (const Case& row : cases) {
    const Findings findings = check_batches(with_batch(row.batch));
    std::vector<Severity> severities;
    for (const Finding& finding : findings.found) severities.push_back(finding.severity);
    EXPECT_EQ(severities, row.found);
    EXPECT_EQ(std::ranges::count(findings.checked, Rule::R5), std::ptrdiff_t(row.checked));
  }
}

// Each batch agrees with its own line of the manifest; one of the canvass is on no line.
TEST(Batches, TheManifestHasTheBallotsOfTheCanvass) {
  UnitRecord record = with_batch({"b", BallotCount(512), BallotCount(512), std::nullopt});
  for (const std::int64_t canvass : {511, 512, 513, 715}) {
    record.figures.canvass_ballots = BallotCount(canvass);
    const Findings findings = check_batches(record);
    ASSERT_EQ(findings.found.size(), canvass == 512 ? 0U : 1U) << canvass;
    EXPECT_EQ(std::ranges::count(findings.checked, Rule::R5), 2);
    if (canvass == 512) continue;
    EXPECT_EQ(findings.found[0].rule, Rule::R5);
    EXPECT_EQ(findings.found[0].severity, Severity::Amber);
    EXPECT_EQ(findings.found[0].about, "manifest");
    EXPECT_EQ(findings.found[0].residual, 512 - canvass);
  }
  record.figures.canvass_ballots = std::nullopt;
  const Findings open = check_batches(record);
  EXPECT_TRUE(open.found.empty());
  EXPECT_TRUE(std::ranges::any_of(open.not_checked, [](const NotChecked& hole) {
    return hole.rule == Rule::R5 && hole.about == "manifest" &&
           hole.missing == std::vector<std::string>{"ballots in the canvass"};
  }));
}

TEST(Batches, CountedBatchesAddUpToTheUnitsPaper) {
  UnitRecord record = with_batch({"b", BallotCount(100), BallotCount(100), std::nullopt});
  record.figures.ballots_found = BallotCount(101);
  const Findings findings = check_batches(record);
  ASSERT_EQ(findings.found.size(), 1U);
  EXPECT_EQ(findings.found[0].rule, Rule::R4);
  EXPECT_EQ(findings.found[0].residual, -1);
}

}  // namespace
}  // namespace recanvass::reconcile
