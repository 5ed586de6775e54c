#include "report/paper.h"

#include "report/page_faults.h"
#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

const std::vector<PaperStyle>& all_styles() {
  static const std::vector<PaperStyle> styles = {
      {Language::English, PaperSize::Letter, PrintSize::Normal},
      {Language::Spanish, PaperSize::Legal, PrintSize::Large}};
  return styles;
}

TEST(Paper, EveryDocumentIsAWellFormedPageThatLoadsNothing) {
  for (const auto& paper : sample::all_papers()) {
    for (const PaperStyle& style : all_styles()) {
      const PaperDocument document = paper.print("Dane", style, CopyKind::Official);
      EXPECT_EQ(document.name, paper.document);
      const auto faults = page_faults(document.html);
      EXPECT_TRUE(faults.empty()) << paper.document << ": " << faults.front();
      EXPECT_TRUE(
          sample::holds(document.html, "<meta name=\"generator\" content=\"Recanvass print\"/>"));
    }
  }
}

TEST(Paper, HostileNamesAreShownAndNeverRead) {
  const std::vector<std::string> names = {"<img src=x onerror=alert(1)>", "</style><script>1",
                                          "{{{say}}} {{> paper}}",
                                          "a\xE2\x80\xAE"
                                          "b\x01"
                                          "c"};
  for (const auto& paper : sample::all_papers()) {
    for (const std::string& name : names) {
      const PaperDocument document = paper.print(name, {}, CopyKind::Official);
      EXPECT_TRUE(page_faults(document.html).empty()) << paper.document << " " << name;
      EXPECT_FALSE(sample::holds(document.html, "<img")) << paper.document;
      EXPECT_FALSE(sample::holds(document.html, "<script")) << paper.document;
      EXPECT_FALSE(sample::holds(document.html, "\xE2\x80\xAE")) << paper.document;
      EXPECT_FALSE(sample::holds(document.html, "\x01")) << paper.document;
    }
  }
}

TEST(Paper, TheSameInputGivesTheSameBytes) {
  for (const auto& paper : sample::all_papers()) {
    for (const PaperStyle& style : all_styles()) {
      EXPECT_EQ(paper.print("Dane", style, CopyKind::Official).html,
                paper.print("Dane", style, CopyKind::Official).html)
          << paper.document;
    }
  }
}

TEST(Paper, ATrainingCopySaysSoAcrossEveryPageAndInItsText) {
  for (const auto& paper : sample::all_papers()) {
    const std::string training = paper.print("Dane", {}, CopyKind::Training).html;
    EXPECT_TRUE(sample::holds(training,
                              "<p class=\"watermark\" aria-hidden=\"true\">TRAINING<br/>PRÁCTICA"))
        << paper.document;
    EXPECT_TRUE(sample::holds(training, "TRAINING / PRÁCTICA")) << paper.document;
    EXPECT_FALSE(sample::holds(paper.print("Dane", {}, CopyKind::Official).html, "PRÁCTICA"))
        << paper.document;
  }
}

TEST(Paper, ThePageSizeIsTheOneAskedFor) {
  for (const auto& paper : sample::all_papers()) {
    PaperStyle style;
    EXPECT_TRUE(
        sample::holds(paper.print("Dane", style, CopyKind::Official).html, "size: 8.5in 11in"));
    style.paper = PaperSize::Legal;
    EXPECT_TRUE(
        sample::holds(paper.print("Dane", style, CopyKind::Official).html, "size: 8.5in 14in"));
  }
}

TEST(Paper, ASpanishPageHasNoEnglishLabels) {
  const PaperStyle style{Language::Spanish, PaperSize::Letter, PrintSize::Normal};
  for (const auto& paper : sample::all_papers()) {
    const std::string html = paper.print("Dane", style, CopyKind::Official).html;
    EXPECT_TRUE(sample::holds(html, "<html lang=\"es\"")) << paper.document;
    for (const char* english : {"Signature", "Reporting unit", "County", "Votes", "Printed from"}) {
      EXPECT_FALSE(sample::holds(html, english)) << paper.document << ": " << english;
    }
  }
}

TEST(Paper, FlowingPagesAreNumberedInTheirLanguage) {
  PaperStyle style;
  EXPECT_TRUE(sample::holds(custody_log(sample::custody("Dane"), style).html,
                            "content: \"Page \" counter(page) \" of \" counter(pages)"));
  style.language = Language::Spanish;
  EXPECT_TRUE(sample::holds(custody_log(sample::custody("Dane"), style).html,
                            "content: \"Página \" counter(page) \" de \" counter(pages)"));
}

TEST(Paper, ATableWithoutRowsIsASentence) {
  PaperBody body;
  PaperTable table;
  table.columns = {{"A"}};
  table.empty_words = "Nothing yet.";
  body.table(table);
  EXPECT_EQ(body.blocks(), (base::Json{{{"paragraph", "Nothing yet."}}}));
  table.rows_to_write = 2;
  PaperBody by_hand;
  by_hand.table(table);
  EXPECT_EQ(by_hand.blocks()[0]["table"]["rows"].size(), 2U);
}

TEST(Paper, AColumnIsAtLeastAsWideAsItsLongestWordAndTakesWhatOthersLeave) {
  PaperTable table;
  table.caption = "t";
  table.columns = {{"No.", ColumnKind::Number}, {"What"}};
  table.rows = {{"1", "a long sentence that wishes for all of the line and for more of it"}};
  PaperBody body;
  body.table(table);
  const base::Json& columns = body.blocks()[0]["table"]["columns"];
  EXPECT_EQ(columns[0]["share"], "c8");
  EXPECT_EQ(columns[1]["share"], "c91");
}

TEST(Paper, FiguresAndHoles) {
  EXPECT_EQ(figure_or_hole(1234), "1,234");
  EXPECT_EQ(figure_or_hole({}), "—");
  EXPECT_EQ(figure_field({}), "");
  EXPECT_EQ(signed_figure(246), "+246");
  EXPECT_EQ(signed_figure(-1234), "-1,234");
  EXPECT_EQ(signed_figure(0), "0");
}

}  // namespace
}  // namespace recanvass::report
