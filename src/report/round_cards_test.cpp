#include "report/round_cards.h"

#include "report/paper_sample_test.h"
#include "report/qr.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

RoundCards five_cards() {
  RoundCards cards;
  cards.heading.operation = "Mayor, audit";
  cards.round = 2;
  cards.containers = {
      {"Box 1",
       "Dane",
       {{"dane", 7, "B1", 7, "9-1-7", 1},
        {"dane", 12, "B1", 12, "9-1-12", 2},
        {"dane", 101, "B2", 1, "", 1}}},
      {"Box 2", "Dane", {{"dane", 130, "B3", 4, "", 1}, {"dane", 131, "B3", 5, "", 1}}}};
  return cards;
}

TEST(RoundCards, TheListHasAPageAContainerWithRoomForWhoFetchedAndReturned) {
  const PaperDocument document = card_list(five_cards(), {});
  EXPECT_TRUE(sample::holds(document.html, "<h2>Container Box 1</h2>"));
  EXPECT_TRUE(sample::holds(document.html, "<div class=\"new-page\"></div>"));
  EXPECT_TRUE(sample::holds(document.html, "9-1-12"));
  EXPECT_TRUE(sample::holds(document.html, "B2-1")) << "a card without an imprint has its place";
  EXPECT_TRUE(sample::holds(document.html, "<td class=\"write\"></td><td class=\"write\"></td>"));
  ASSERT_EQ(document.tables[0].rows.size(), 5U);
  EXPECT_EQ(document.tables[0].rows[1],
            (std::vector<std::string>{"Box 1", "Dane", "B1", "12", "9-1-12", "dane", "12", "2"}));
}

TEST(RoundCards, LabelsAndPlacardsAreFourAPageAndSayWhatTheyAre) {
  for (const Language language : {Language::English, Language::Spanish}) {
    PaperStyle style;
    style.language = language;
    const PaperDocument labels = card_labels(five_cards(), style);
    const PaperDocument placards = card_placards(five_cards(), style);
    for (const PaperDocument* document : {&labels, &placards}) {
      std::size_t pages = 0;
      const std::string& html = document->html;
      for (std::size_t at = html.find("<section class=\"sheet tags\">"); at != std::string::npos;
           at = html.find("<section class=\"sheet tags\">", at + 1)) {
        ++pages;
      }
      EXPECT_EQ(pages, 2U);
      EXPECT_EQ(document->tables[0].rows.size(), 5U);
      EXPECT_TRUE(sample::holds(html, qr_svg("dane 12", "qr-2", "dane 12")));
    }
    EXPECT_TRUE(sample::holds(labels.html, say(language, "round.label")));
    EXPECT_TRUE(sample::holds(placards.html, say(language, "round.placard")));
    EXPECT_NE(say(language, "round.label"), say(language, "round.placard"));
  }
}

}  // namespace
}  // namespace recanvass::report
