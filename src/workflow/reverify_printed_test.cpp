#include "workflow/reverify.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::workflow {
namespace {

TEST(ReverifyPrinted, KalamazoosRiskOf2018Agrees) {
  const auto found =
      reverify({std::filesystem::path(RECANVASS_SOURCE_DIR) / "examples/published-audits/"
                                                              "kalamazoo-2018"});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  const auto& audit = found->audits.front();
  ASSERT_EQ(audit.checks.size(), 1U);
  EXPECT_EQ(audit.checks[0].verdict, audit::FigureVerdict::Agrees);
  EXPECT_EQ(audit.checks[0].computed, "0.0374140242");
}

TEST(ReverifyPrinted, APrintedRiskThatIsTooSmallDiffers) {
  formats::PrintedFile file;
  formats::PrintedComparison one;
  one.printed.contest = "A";
  one.printed.risk = "0.032";
  one.printed.risk_limit = 0.04;
  one.printed.size = "64";
  one.printed.limit_met = "yes";
  one.audit = {4'114'582, 436'202};
  one.sampled = 65;
  file.comparisons.push_back(one);
  const auto audit = reverify_printed(file);
  ASSERT_EQ(audit.checks.size(), 3U);
  EXPECT_EQ(audit.checks[0].verdict, audit::FigureVerdict::Differs);
  EXPECT_EQ(audit.checks[1].verdict, audit::FigureVerdict::Agrees);
  EXPECT_EQ(audit.checks[2].verdict, audit::FigureVerdict::Agrees);
  file.comparisons[0].printed.risk = "0.0333";
  EXPECT_EQ(audit::tally_of(reverify_printed(file).checks).differ, 0);
}

}  // namespace
}  // namespace recanvass::workflow
