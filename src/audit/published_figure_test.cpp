#include "audit/published_figure.h"

#include <gtest/gtest.h>

#include <array>

namespace recanvass::audit {
namespace {

TEST(PublishedFigure, IsWhatAComputedOneRoundsTo) {
  struct Row {
    const char* published;
    double computed;
    bool same;
  };
  constexpr std::array<Row, 14> rows = {{{"0.0334683365", 0.03346833651, true},
                                         {"0.0334683365", 0.03346833644, false},
                                         {"2.8", 2.84999, true},
                                         {"2.8", 2.8501, false},
                                         {"2.8", 2.75, true},
                                         {"2.8", 2.7499, false},
                                         {"0E-8", 4e-9, true},
                                         {"0E-8", 6e-9, false},
                                         {"<0.0000000001", 3e-11, true},
                                         {"<0.0000000001", 1e-10, false},
                                         {"12.5%", 12.46, true},
                                         {"0", 0.0, true},
                                         {"", 0.0, false},
                                         {"No data", 0.0, false}}};
  for (const Row& row : rows)
    EXPECT_EQ(prints_as(row.computed, row.published), row.same)
        << row.published << " and " << row.computed;
}

TEST(PublishedFigure, OneThatOnlyThePublishersRuleGivesIsExplainedWithTheRightOneBeside) {
  FigureChecks checks;
  checks.about("Mayor", "report.csv:4");
  checks.by_rule("risk", "0.25", 0.25, 0.125, "the publisher stops early");
  checks.by_rule("risk", "0.125", 0.25, 0.125, "the publisher stops early");
  checks.by_rule("risk", "0.31", 0.25, 0.125, "the publisher stops early");
  const auto list = checks.take();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].verdict, FigureVerdict::Explained);
  EXPECT_EQ(list[0].reason, "the publisher stops early; right: 0.125");
  EXPECT_EQ(list[1].verdict, FigureVerdict::Agrees);
  EXPECT_EQ(list[2].verdict, FigureVerdict::Differs);
  EXPECT_EQ(list[2].place, "report.csv:4");
}

TEST(PublishedFigure, ThatDiffersSaysByHowMuch) {
  FigureChecks checks;
  checks.whole("votes", 10, 13);
  checks.decimal("share", "0.5", 0.75);
  const auto list = checks.take();
  EXPECT_EQ(list[0].reason, "published less computed: -3");
  EXPECT_EQ(list[1].reason, "published less computed: -0.25");
}

TEST(PublishedFigure, KindsAreTalliedInTheOrderInWhichTheyWereChecked) {
  FigureChecks checks;
  checks.whole("votes", 1, 1);
  checks.truth("risk limit met", true, true);
  checks.whole("votes", 1, 2);
  checks.not_checked("cards with the contest", "7", "the records are not published");
  const auto list = checks.take();
  EXPECT_EQ(tally_of(list), (VerdictTally{2, 0, 1, 1}));
  const auto kinds = tallies_of(list);
  ASSERT_EQ(kinds.size(), 3U);
  EXPECT_EQ(kinds[0].figure, "votes");
  EXPECT_EQ(kinds[0].tally, (VerdictTally{1, 0, 1, 0}));
  EXPECT_EQ(kinds[2].tally, (VerdictTally{0, 0, 0, 1}));
}

}  // namespace
}  // namespace recanvass::audit
