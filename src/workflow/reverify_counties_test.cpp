#include "workflow/reverify_counties.h"

#include "workflow/reverify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace recanvass::workflow {
namespace {

using audit::FigureCheck;
using audit::FigureVerdict;

formats::CountyFigures county_row(const std::string& county, std::int64_t line,
                                  std::map<std::string, std::int64_t> figures) {
  return {{line == 0 ? "o.json" : "c.csv", line}, county, std::move(figures)};
}

// Two counties of 100 and 50 ballots; the hand count of the second found one vote more.
formats::CountyTable two_counties() {
  const auto row = [](const std::string& county, std::int64_t tbj, std::int64_t und,
                      std::int64_t oth, std::int64_t hand) {
    const std::int64_t line = county == "ALL" ? 2 : county == "Adams" ? 3 : 4;
    return county_row(county, line,
                      {{"ofc-tbj", tbj},
                       {"ofc-und", und},
                       {"ofc-ovr", 0},
                       {"ofc-oth", oth},
                       {"ofc-bc", tbj + und + oth},
                       {"rla-tbj", hand},
                       {"rla-und", und},
                       {"rla-ovr", 0},
                       {"rla-oth", oth},
                       {"rla-bc", hand + und + oth},
                       {"rla-invw", oth},
                       {"rla-valw", 0},
                       {"delta-tbj", hand - tbj}});
  };
  return {"c.csv",
          {row("ALL", 140, 8, 2, 141), row("Adams", 95, 4, 1, 95), row("Bacon", 45, 4, 1, 46)}};
}

formats::ArloReport tallies() {
  formats::ArloReport report;
  report.tally_choices = {"T",       "B", "Invalid Write-In", "Valid Write-iin", "Blank/Undervote",
                          "Overvote"};
  report.tallies = {{{"r.csv", 9}, "ADAMS COUNTY", "1", "", {50, 40, 1, 0, 4, 0}},
                    {{"r.csv", 10}, "ADAMS COUNTY", "2", "", {5, 0, 0, 0, 0, 0}},
                    {{"r.csv", 11}, "BACON COUNTY", "1", "", {40, 6, 1, 0, 4, 0}}};
  return report;
}

std::vector<std::string> differing(const audit::PublishedAudit& audit) {
  std::vector<std::string> figures;
  for (const FigureCheck& check : audit.checks) {
    if (check.verdict == FigureVerdict::Differs)
      figures.push_back(check.subject + " " + check.figure);
  }
  return figures;
}

using Figures = std::vector<std::string>;

TEST(ReverifyCounties, ATableThatFollowsFromTheBatchesAgrees) {
  const auto audit = reverify_counties({two_counties()}, {tallies()});
  EXPECT_EQ(differing(audit), Figures{});
  EXPECT_GE(audit::tally_of(audit.checks).agree, 30);
}

// Each figure of the table, one more: at least one check names it.
TEST(ReverifyCounties, EveryChangedFigureDiffers) {
  for (std::size_t row = 0; row < 3; ++row) {
    const formats::CountyTable right = two_counties();
    for (const auto& [column, figure] : right.rows[row].figures) {
      formats::CountyTable wrong = right;
      ++wrong.rows[row].figures[column];
      EXPECT_FALSE(differing(reverify_counties({wrong}, {tallies()})).empty()) << row << column;
    }
  }
}

TEST(ReverifyCounties, ACountyThatOneSideLacksDiffers) {
  formats::CountyTable table = two_counties();
  formats::ArloReport report = tallies();
  report.tallies.pop_back();
  EXPECT_EQ(differing(reverify_counties({table}, {report})), Figures{"Bacon county"});
  table.rows.push_back(table.rows.back());
  const Figures twice = differing(reverify_counties({table}, {tallies()}));
  EXPECT_NE(std::ranges::find(twice, "Bacon county"), twice.end());
  table = two_counties();
  table.rows.erase(table.rows.begin() + 2);
  const Figures without = differing(reverify_counties({table}, {tallies()}));
  EXPECT_NE(std::ranges::find(without, "bacon county"), without.end());
}

TEST(ReverifyCounties, BlankSecondSheetsAreExplainedAndNotAccused) {
  formats::ArloReport report = tallies();
  report.tallies[2].votes[4] = 60;  // 107 papers of 50 ballots
  const auto audit = reverify_counties({two_counties()}, {report});
  EXPECT_EQ(differing(audit), Figures{});
  EXPECT_EQ(audit::tally_of(audit.checks).explained, 1);
  report.tallies[2].votes[4] = 5;  // 52 papers: one blank more, and nothing explains it
  EXPECT_EQ(differing(reverify_counties({two_counties()}, {report})), Figures{"Bacon rla-und"});
}

TEST(ReverifyCounties, CertifiedFiguresInAFileOfTheirOwnAreCompared) {
  formats::CountyTable certified{"o.json",
                                 {county_row("Adams", 0, {{"ofc-bc", 100}, {"ofc-tbj", 95}}),
                                  county_row("Bacon", 0, {{"ofc-bc", 50}, {"ofc-tbj", 45}})}};
  EXPECT_EQ(differing(reverify_counties({two_counties(), certified}, {tallies()})), Figures{});
  certified.rows[1].figures["ofc-bc"] = 51;
  EXPECT_EQ(differing(reverify_counties({two_counties(), certified}, {tallies()})),
            Figures{"Bacon ofc-bc"});
}

// All three files that were published of Georgia's count of 2020: 159 counties.
TEST(ReverifyCounties, GeorgiasTablesOf2020FollowFromIts41881Batches) {
  const std::filesystem::path folder =
      std::filesystem::path(RECANVASS_SHARED_DIR) / "data/audits/georgia2020";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto found = reverify({folder});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  EXPECT_TRUE(found->not_read.empty());
  ASSERT_EQ(found->audits.size(), 2U);
  const audit::PublishedAudit& counties = found->audits.back();
  EXPECT_EQ(counties.kind, "figures of an audit by county");
  EXPECT_EQ(differing(counties), Figures{});
  // Gwinnett's 120,260 blank papers: 799 in the table.
  EXPECT_EQ(audit::tally_of(counties.checks).explained, 1);
}

}  // namespace
}  // namespace recanvass::workflow
