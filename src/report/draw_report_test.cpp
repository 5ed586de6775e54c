#include "report/draw_report.h"

#include "report/audit_report_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

// Batches 2 and 10 of one box: numbers come in the order of numbers.
struct Drawn {
  audit::DrawPlan plan{audit::DrawMethod::Counter, "12345678901234567890", "", {{40, {}}}};
  audit::CardDraw draw;
  Drawn() {
    base::SerialExecutor executor;
    const auto manifest =
        election::BallotManifest::make({{"Box 1", "A", "10", "", election::CardCount(9)},
                                        {"Box 1", "A", "2", "", election::CardCount(9)},
                                        {"Box 2", "A", "3", "", election::CardCount(9)}});
    draw = audit::draw_from_manifest(*manifest, plan, executor).value();
  }
};

TEST(DrawReport, EveryCardIsFetchedOnceInTheOrderOfThePaper) {
  const Drawn drawn;
  const CsvTable table = retrieval_table(drawn.draw, 1);
  std::size_t twice = 0;
  std::vector<std::string> batches;
  for (const auto& row : table.rows) {
    twice += row[5] == "1" ? 0U : 1U;
    if (batches.empty() || batches.back() != row[2]) batches.push_back(row[2]);
  }
  EXPECT_GT(twice, 0U) << "40 draws of 27 cards";
  EXPECT_LT(table.rows.size(), 28U);
  EXPECT_EQ(batches, (std::vector<std::string>{"2", "10", "3"}));
  EXPECT_TRUE(retrieval_table(drawn.draw, 2).rows.empty());
}

TEST(DrawReport, RepeatsAndPhantomsAreSaid) {
  Drawn drawn;
  drawn.draw.cards[0].phantom = true;
  const std::string text = draw_text(drawn.draw, drawn.plan, 1, {80, false});
  for (const char* words : {"Box 1", "times", "Repeats", "Phantoms", "12345678901234567890"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
}

TEST(DrawReport, TheTableOfReadingsHasNoMarkInIt) {
  const Drawn drawn;
  const std::vector<audit::AssertedContest> contests{fixture::polled_contest()};
  const CsvTable table = readings_table(drawn.draw, 1, contests);
  EXPECT_EQ(table.rows.size(), retrieval_table(drawn.draw, 1).rows.size());
  for (const auto& row : table.rows) {
    EXPECT_EQ(row[5], "Governor");
    EXPECT_EQ(row[6], "");
  }
}

}  // namespace
}  // namespace recanvass::report
