#include "workflow/reverify_parts.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(ReverifyParts, NamesInQuotationMarksMayHoldSomeOfTheirOwn) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(quoted_names("\"Ann\",\"Bo\""), (Names{"Ann", "Bo"}));
  EXPECT_EQ(quoted_names("\"Robert \"Bob\" Lee\""), (Names{"Robert \"Bob\" Lee"}));
  EXPECT_EQ(quoted_names("Ann, Jr."), (Names{"Ann, Jr."}));
  EXPECT_EQ(quoted_names("N/A"), Names{});
  EXPECT_EQ(quoted_names(""), Names{});
}

TEST(ReverifyParts, CardsLieInTheOrderOfTheManifestOrByNumber) {
  const std::vector<formats::ColoradoBatch> batches = {{{}, "X", "102", "10", 5, {}, {}},
                                                       {{}, "X", "102", "2", 3, {}, {}},
                                                       {{}, "X", "20", "VBM-7", 4, {}, {}}};
  const CardPlaces own(batches, true);
  EXPECT_EQ(own.cards(), 12);
  EXPECT_EQ(own.place_of("102-10-5"), 5);
  EXPECT_EQ(own.place_of("102-2-1"), 6);
  const CardPlaces by_number(batches, false);
  EXPECT_EQ(by_number.place_of("20-VBM-7-4"), 4);
  EXPECT_EQ(by_number.place_of("102-2-1"), 5);
  EXPECT_EQ(by_number.place_of("102-10-5"), 12);
  EXPECT_EQ(by_number.place_of("102-10-6"), std::nullopt);
  EXPECT_EQ(by_number.place_of("102-10"), std::nullopt);
  EXPECT_EQ(by_number.place_of("999-1-1"), std::nullopt);
}

TEST(ReverifyParts, RisksAndListsInWords) {
  EXPECT_EQ(risk_words(0.0333), "3.33%");
  EXPECT_EQ(risk_words(0.00009), "<0.01%");
  EXPECT_EQ(some_of({"a", "b", "c"}, 2), "a, b and 1 more");
}

}  // namespace
}  // namespace recanvass::workflow
