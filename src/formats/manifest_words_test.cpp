#include "formats/manifest_words.h"

#include <gtest/gtest.h>

#include <vector>

namespace recanvass::formats {
namespace {

struct Heading {
  const char* text;
  ManifestWord wanted;
};

TEST(ManifestWords, EachWordOfAHeadingHasToBeKnown) {
  const std::vector<Heading> headings = {
      {"Total number of ballots", ManifestWord::Cards},
      {"Ballots in Container", ManifestWord::Cards},
      {"Quantity of ballots", ManifestWord::Cards},
      {"BallotsScanned", ManifestWord::Cards},
      {"# of Cards", ManifestWord::Cards},
      {"Ballot Style", ManifestWord::Nothing},
      {"Ballot type", ManifestWord::Nothing},
      {"Qty", ManifestWord::Number},
      {"# of CVRs", ManifestWord::Number},
      {"Batch Count", ManifestWord::Number},
      {"Lot", ManifestWord::Batch},
      {"LOT NO.", ManifestWord::Batch},
      {"BatchId", ManifestWord::Batch},
      {"Tray #", ManifestWord::Container},
      {"Scanner serial number", ManifestWord::Tabulator},
      {"Precinct name", ManifestWord::Place},
      {"Precinct Portion", ManifestWord::Nothing},
      {"Ballots voted by Ann", ManifestWord::Nothing},
      {"Registered Voters", ManifestWord::Votes},
      {"Votes for Ann", ManifestWord::Votes},
      {"Blank ballots", ManifestWord::Votes},
      {"Number", ManifestWord::Nothing},
      {"", ManifestWord::Nothing},
      {"Caja", ManifestWord::Nothing},
  };
  for (const Heading& heading : headings) {
    EXPECT_EQ(manifest_word_of(heading.text), heading.wanted) << heading.text;
  }
}

TEST(ManifestWords, ATableOfVotesOrVotersIsNoManifest) {
  const auto may_be = [](const std::vector<std::string>& header) {
    return may_be_manifest_header(header);
  };
  EXPECT_TRUE(may_be({"Batch", "Qty"}));
  EXPECT_TRUE(may_be({"Precinct", "Ballots"}));
  EXPECT_TRUE(may_be({"Tray", "Quantity of ballots", "Notes"}));
  EXPECT_FALSE(may_be({"Precinct", "Ballots Cast", "Registered Voters"}));
  EXPECT_FALSE(may_be({"Precinct", "Ballots", "Votes"}));
  EXPECT_FALSE(may_be({"Precinct", "Count"}));
  EXPECT_FALSE(may_be({"Contest", "Precinct", "Ballots"}));
  EXPECT_FALSE(may_be({"Batch", "Ann", "Bob"}));
  EXPECT_FALSE(may_be({"Location", "Ballots"}));
  std::vector<std::string> wide(12, "Notes");
  wide[0] = "Batch";
  wide[1] = "Ballots";
  EXPECT_TRUE(may_be(wide));
  wide.emplace_back("Notes");
  EXPECT_FALSE(may_be(wide));
}

}  // namespace
}  // namespace recanvass::formats
