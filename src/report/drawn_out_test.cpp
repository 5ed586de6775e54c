#include "report/drawn_out.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

const std::vector<std::string> kTwoNames = {"Ada", "Bea"};

std::string drawn_page(const std::vector<DrawnOut>& drawn, Language language) {
  PaperBody body;
  add_drawn_out(body, drawn, kTwoNames, language);
  PaperStyle style;
  style.language = language;
  return render_paper("t", "p", body, "s", sample::heading("n"), style);
}

TEST(DrawnOutPaper, WhereNothingWasDrawnNothingIsSaid) {
  EXPECT_FALSE(sample::holds(drawn_page({}, Language::English), "drawn"));
  EXPECT_TRUE(drawn_out_table({}, kTwoNames).rows.empty());
}

TEST(DrawnOutPaper, OneBallotIsOneInBothLanguages) {
  const DrawnOut one{"W1", 1, {0, 1}, 0, 0, {"Lee", "Roe"}, "by hand", "page 4"};
  EXPECT_TRUE(sample::holds(drawn_page({one}, Language::English), "1 ballot was drawn at random"));
  const std::string spanish = drawn_page({one}, Language::Spanish);
  EXPECT_TRUE(sample::holds(spanish, "Se sacó por sorteo 1 papeleta"));
  EXPECT_TRUE(sample::holds(spanish, "Lee y Roe"));
}

TEST(DrawnOutPaper, TheTableHasEveryFigure) {
  const CsvTable table =
      drawn_out_table({{"W1", 4, {1, 2}, 0, 1, {"Lee", "Roe"}, "by hand", "page 4"}}, kTwoNames);
  EXPECT_EQ(table.columns,
            (std::vector<std::string>{"place", "ballots", "votes: Ada", "votes: Bea", "blank",
                                      "over", "decided_by", "protocol", "minute"}));
  EXPECT_EQ(table.rows.at(0), (std::vector<std::string>{"W1", "4", "1", "2", "0", "1", "Lee; Roe",
                                                        "by hand", "page 4"}));
}

}  // namespace
}  // namespace recanvass::report
