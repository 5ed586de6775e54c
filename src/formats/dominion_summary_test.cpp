#include "formats/dominion_summary.h"

#include "formats/card_import_fixture.h"
#include "formats/package_fixture.h"
#include "formats/results_summary.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

std::string summary_report(const std::string& ada_total, const std::string& all,
                           const std::string& name = "ADA ") {
  return fmt::format(
      "<Report><Title><Report Name=\"Title\" Textbox9=\"2024-11-05T00:00:00\"/></Title>\n"
      "<ContestIdGroup contestId=\"MAYOR   \"><Textbox9 ballots2=\"20 / 30 \"/>\n"
      "<Textbox9 undervotes3=\"3\"/><Textbox9 overvotes2=\"1\"/>\n"
      "<candidateNameTextBox4 candidateNameTextBox4=\"{}\"><cgGroup_Collection>\n"
      "<cgGroup countingGroupName=\"Election Day\" vot7=\"4\"/>\n"
      "<cgGroup countingGroupName=\"Vote by Mail\" vot7=\"6\"/></cgGroup_Collection>\n"
      "<Textbox13 vot8=\"{}\"/></candidateNameTextBox4>\n"
      "<candidateNameTextBox4 candidateNameTextBox4=\"Write-in \">\n"
      "<cgGroup countingGroupName=\"Vote by Mail\" vot7=\"6\"/><Textbox13 vot8=\"6\"/>\n"
      "</candidateNameTextBox4><writeinGroup choiceName2=\"Write-in \">\n"
      "<cgGroup countingGroupName=\"Vote by Mail\" vot5=\"6\"/><Textbox13 vot12=\"6\"/>\n"
      "</writeinGroup><Textbox5><Textbox13 votes3=\"{}\"/></Textbox5></ContestIdGroup></Report>",
      name, ada_total, all);
}

TEST(DominionSummary, TotalsOfChoicesComeWithTheirCountingGroups) {
  const auto read = read_dominion_summary(summary_report("10", "16"), "s.xml");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(read->election_day, base::Date::of(2024, 11, 5));
  std::string text;
  for (const auto& figure : read->figures) {
    text += fmt::format("{}/{} {}, ", read->choices.name(figure.choice),
                        read->modes.name(figure.mode), figure.votes);
  }
  EXPECT_EQ(text,
            "@ballots/ 20, @blank/ 3, @overvotes/ 1, ADA/election day 4, ADA/vote by mail 6, ADA/ "
            "10, Write-in/vote by mail 6, Write-in/ 6, ");
  EXPECT_EQ(read->sections[0].contest, "MAYOR");
}

TEST(DominionSummary, TotalsThatAreNotTheSumOfTheirPartsAreRefused) {
  EXPECT_EQ(causes_of(read_dominion_summary(summary_report("11", "17"), "s.xml").problems()),
            "returns.total-differs@7");
  EXPECT_EQ(causes_of(read_dominion_summary(summary_report("10", "15"), "s.xml").problems()),
            "returns.total-differs@12");
  EXPECT_EQ(causes_of(read_dominion_summary(summary_report("ten", "16"), "s.xml").problems())
                .substr(0, 7),
            "number.");
  EXPECT_EQ(causes_of(read_dominion_summary(summary_report("10", "16", ""), "s.xml").problems()),
            "returns.empty-cell@4");
  const std::string cut = summary_report("10", "16").substr(0, 400);
  EXPECT_EQ(read_dominion_summary(cut, "s.xml").problems()[0].cause, "xml.syntax");
}

// The city's summary of 5 November 2024.
TEST(DominionSummary, SanFrancisco2024GivesItsTotals) {
  const fs::path path = cvr_data("dominion_json_sf2024/summary.xml.gz");
  if (!fs::exists(path)) GTEST_SKIP() << "missing " << path;
  const auto files = InputFiles::open({path});
  const auto results = read_results(*files, 0);
  ASSERT_TRUE(results.ok()) << base::sentences(results.problems());
  EXPECT_EQ(results->contests.size(), 53U);
  EXPECT_EQ(results->contests[0].name, "PRESIDENT AND VICE PRESIDENT");
  EXPECT_EQ(results->contests[0].choices[0].votes, 323'719);
  EXPECT_EQ(results->contests[0].choices[1].choice, "DONALD J. TRUMP / JD VANCE");
  EXPECT_EQ(results->contests[0].choices[1].votes, 62'594);
}

}  // namespace
}  // namespace recanvass::formats
