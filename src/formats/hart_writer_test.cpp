#include "formats/hart_writer.h"

#include "formats/card_round_trip.h"
#include "formats/zip_archive.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(HartWriter, ASheetIsAFileOfItsOwn) {
  const TripFolder folder;
  const WrittenCards written = write_trip(three_cards(), CardFormat::Hart, folder.path() / "h");
  EXPECT_EQ(written.files, std::vector<std::string>{"Cvrs_000001.zip"});
  const auto archive = ZipArchive::open(folder.path() / "h/Cvrs_000001.zip", "h.zip");
  ASSERT_TRUE(archive.ok());
  ASSERT_EQ((*archive)->entries().size(), 3U);
  const auto source = (*archive)->read(0);
  ASSERT_TRUE(source.ok());
  std::string text(4096, '\0');
  text.resize(*(*source)->read(text));
  EXPECT_EQ(text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><Cvr "
            "xmlns=\"http://tempuri.org/CVRDesign.xsd\"><Contests>"
            "<Contest><Name>Mayor, City</Name><Id>1</Id><Options>"
            "<Option><Name>Ben</Name><Id>12</Id><Value>1</Value></Option>"
            "<Option><Name>Write-in</Name><Id>13</Id><Value>1</Value><WriteInData>"
            "<WriteInDataStatus>Resolved</WriteInDataStatus></WriteInData></Option>"
            "</Options></Contest><Contest><Name>Sheriff</Name><Id>2</Id><Options>"
            "<Option><Name>Cy: C.</Name><Id>21</Id><Value>01</Value></Option>"
            "<Option><Name>Di</Name><Id>22</Id><Value>10</Value></Option></Options></Contest>"
            "</Contests><BatchSequence>1</BatchSequence><SheetNumber>1</SheetNumber>"
            "<BatchNumber>7-4</BatchNumber><CvrGuid>7-4-1</CvrGuid>"
            "<PrecinctSplit><Name>P &amp; Q</Name></PrecinctSplit></Cvr>\n");
}

// An archive is put together in memory: however many cards there are, it is of 20,000.
TEST(HartWriter, ManySheetsAreSeveralArchives) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"1"}, "Mayor", 1, 0, 1, {{{"a"}, "Ada", {}}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  const std::uint32_t profile = builder.profile({});
  for (std::uint32_t i = 1; i <= 20'001; ++i) {
    builder.add_card({profile, batch, i, true, std::to_string(i), {}});
  }
  const TripFolder folder;
  const WrittenCards written = write_trip(builder.finish(), CardFormat::Hart, folder.path() / "h");
  EXPECT_EQ(written.files, (std::vector<std::string>{"Cvrs_000001.zip", "Cvrs_000002.zip"}));
  const auto last = ZipArchive::open(folder.path() / "h/Cvrs_000002.zip", "h.zip");
  ASSERT_TRUE(last.ok());
  EXPECT_EQ((*last)->entries().at(0).name, "0000020001.xml");
}

}  // namespace
}  // namespace recanvass::formats
