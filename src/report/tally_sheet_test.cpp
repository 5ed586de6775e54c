#include "report/tally_sheet.h"

#include "report/paper_sample_test.h"
#include "report/qr.h"

#include <gtest/gtest.h>

#include <numeric>

namespace recanvass::report {
namespace {

int times(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

std::vector<std::string> names(int number, const std::string& name = "Candidate") {
  std::vector<std::string> all;
  for (int i = 1; i <= number; ++i) all.push_back(name + " " + std::to_string(i));
  return all;
}

TEST(TallySheet, OneIsFilledInForEachBatch) {
  const PaperDocument document = tally_sheets(sample::tally("Ward 1"), {});
  EXPECT_EQ(times(document.html, "<section class=\"sheet tally\">"), 2);
  EXPECT_TRUE(sample::holds(document.html, "<dt>Batch</dt><dd>B-001</dd>"));
  EXPECT_TRUE(sample::holds(document.html, "<dt>Reporting unit</dt><dd>Ward 1 (W1)</dd>"));
  EXPECT_TRUE(sample::holds(document.html, "Page 1 of 1 of this batch"));
  EXPECT_TRUE(sample::holds(document.html, qr_svg("B-001", "qr-1-1", "QR code of batch B-001")));
}

TEST(TallySheet, ChoicesStandInPaperOrderWithAnEmptyBoxEach) {
  const std::string html = tally_sheets(sample::tally("Zoe"), {}).html;
  const std::size_t ada = html.find(
      "<th scope=\"row\" class=\"name\">Ada Example</th>"
      "<td class=\"marks\"></td><td class=\"box\"></td>");
  const std::size_t zoe = html.find("<th scope=\"row\" class=\"name\">Zoe</th>");
  EXPECT_NE(ada, std::string::npos);
  EXPECT_LT(ada, zoe);
  EXPECT_LT(zoe, html.find("<th scope=\"row\" class=\"name\">Write-ins</th>"));
}

TEST(TallySheet, TheBalanceIsVotesBlankAndOverAgainstBallotsTimesVoteFor) {
  TallySheets sheets = sample::tally("x");
  EXPECT_TRUE(
      sample::holds(tally_sheets(sheets, {}).html, "Votes + blank + over must equal ballots × 1."));
  sheets.vote_for = 3;
  const std::string html = tally_sheets(sheets, {}).html;
  EXPECT_TRUE(sample::holds(html, "Votes + blank + over must equal ballots × 3."));
  EXPECT_TRUE(sample::holds(html, "Overvoted ballots × 3"));
  EXPECT_TRUE(sample::holds(html, "D × 3 ="));
  EXPECT_TRUE(sample::holds(html, "Vote for up to 3."));
}

TEST(TallySheet, TwoPeopleSignAndTwoReceiptsAreNoted) {
  TallySheets sheets = sample::tally("x");
  sheets.batches.resize(1);
  const std::string html = tally_sheets(sheets, {}).html;
  EXPECT_EQ(times(html, "Name in capitals, signature, date and time"), 2);
  EXPECT_TRUE(sample::holds(html, "First entry by"));
  EXPECT_TRUE(sample::holds(html, "Second entry, by another person"));
  EXPECT_EQ(times(html, "<i></i>"), 16);
}

TEST(TallySheet, ReasonsAreWordsWithTheirCodes) {
  EXPECT_TRUE(sample::holds(tally_sheets(sample::tally("x"), {}).html,
                            "</span> ballots are missing (ballots-missing)</span>"));
  const PaperStyle spanish{Language::Spanish, PaperSize::Letter, PrintSize::Normal};
  EXPECT_TRUE(sample::holds(tally_sheets(sample::tally("x"), spanish).html,
                            "</span> faltan papeletas (ballots-missing)</span>"));
}

TEST(TallySheet, AFewChoicesTakeOnePageAndThirtyTakeMore) {
  EXPECT_EQ(choices_by_page(names(3), {}).size(), 1U);
  EXPECT_EQ(choices_by_page(names(7), {}).size(), 1U);
  for (const int number : {1, 8, 15, 30, 60}) {
    for (const PaperSize paper : {PaperSize::Letter, PaperSize::Legal}) {
      for (const PrintSize print : {PrintSize::Normal, PrintSize::Large}) {
        const auto by_page = choices_by_page(names(number), {Language::English, paper, print});
        EXPECT_EQ(std::accumulate(by_page.begin(), by_page.end(), std::size_t{0}),
                  static_cast<std::size_t>(number));
        EXPECT_GT(by_page.front(), 0U) << number;
      }
    }
  }
  EXPECT_GT(choices_by_page(names(30), {}).size(), 1U);
}

TEST(TallySheet, LongNamesTakeMoreRoom) {
  const auto short_names = choices_by_page(names(12), {});
  const auto long_names = choices_by_page(names(12, std::string(120, 'w')), {});
  EXPECT_LT(short_names.size(), long_names.size());
}

TEST(TallySheet, EachPageOfABatchSaysWhichItIsAndOnlyTheLastIsSigned) {
  TallySheets sheets = sample::tally("x");
  sheets.batches.resize(1);
  sheets.choices = names(30);
  const std::string html = tally_sheets(sheets, {}).html;
  const auto pages = static_cast<int>(choices_by_page(sheets.choices, {}).size());
  EXPECT_EQ(times(html, "<section class=\"sheet tally\">"), pages);
  for (int page = 1; page <= pages; ++page) {
    EXPECT_TRUE(
        sample::holds(html, "Page " + std::to_string(page) + " of " + std::to_string(pages)));
  }
  EXPECT_EQ(times(html, "Sum of this page"), pages);
  EXPECT_EQ(times(html, "<div class=\"sheet-end\">"), 1);
}

TEST(TallySheet, ASheetSaysWhichInputsItWasPrintedFrom) {
  TallySheets sheets = sample::tally("x");
  EXPECT_TRUE(sample::holds(tally_sheets(sheets, {}).html, std::string(64, 'b')));
  sheets.inputs_sha256.clear();
  EXPECT_TRUE(sample::holds(tally_sheets(sheets, {}).html, "are not published yet"));
}

TEST(TallySheet, PrintedLaterItIsTheSame) {
  TallySheets later = sample::tally("x");
  later.heading.entries += 1000;
  later.heading.root = std::string(64, 'f');
  EXPECT_EQ(tally_sheets(later, {}).html, tally_sheets(sample::tally("x"), {}).html);
}

TEST(TallySheet, TheTableHasARowABatch) {
  const PaperDocument document = tally_sheets(sample::tally("Ward 1"), {});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows[0],
            (std::vector<std::string>{"B-001", "Ward 1", "W1", "Ward 1", "Ward 1", "1"}));
}

}  // namespace
}  // namespace recanvass::report
