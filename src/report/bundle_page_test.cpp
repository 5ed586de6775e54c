#include "report/bundle_page.h"

#include "report/bundle_sample_test.h"
#include "report/bundle_tables.h"
#include "report/page_faults.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::report {
namespace {

std::set<std::string> table_files() {
  std::set<std::string> files;
  for (const DataTable& table : bundle_tables(closed_facts())) {
    for (const char* end : {".csv", ".for-excel.csv", ".json"}) {
      files.insert("public/" + table.name + end);
    }
  }
  return files;
}

TEST(BundlePage, IsWellFormedSelfContainedAndLinksOnlyToTheFilesBesideIt) {
  const std::string page = bundle_page(closed_facts());
  const auto faults = page_faults(page, table_files());
  EXPECT_TRUE(faults.empty()) << faults.front();
  EXPECT_NE(page.find("President, &lt;Wisconsin&gt;"), std::string::npos);
  EXPECT_NE(page.find("<td>+246</td>"), std::string::npos) << page;
  EXPECT_NE(page.find("The count of all 5 units is signed off."), std::string::npos);
  EXPECT_NE(page.find("1 entry withheld for figures of fewer than 10 ballots"), std::string::npos);
}

TEST(BundlePage, WhileAUnitIsOpenNoTotalIsSaid) {
  BundleFacts facts = closed_facts();
  facts.units[4].state = UnitState::Open;
  facts.units[4].counted.reset();
  const std::string page = bundle_page(facts);
  EXPECT_EQ(page.find("Votes in all units"), std::string::npos);
  EXPECT_NE(page.find("until then nobody leads"), std::string::npos);
  EXPECT_NE(page.find("The count of 4 of 5 units is signed off."), std::string::npos);
}

TEST(BundlePage, ChangesStandUnderNamesAndNotUnderIds) {
  BundleFacts facts = closed_facts();
  facts.units[1].name = "Ward 34";
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("Ward 34 (W2), Dane</th><td>A &amp; B</td><td>8</td>"), std::string::npos)
      << page;
}

TEST(BundlePage, APracticeCopySaysSo) {
  BundleFacts facts = closed_facts();
  EXPECT_EQ(bundle_page(facts).find("practice copy"), std::string::npos);
  facts.training = true;
  EXPECT_NE(bundle_page(facts).find("practice copy"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::report
