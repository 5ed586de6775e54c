#include "formats/workbook_sheets.h"

#include "formats/archive_fixture.h"
#include "formats/card_import_fixture.h"
#include "formats/confined_import.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using Texts = std::vector<std::string>;

const std::string kSheetOfCards =
    sheet_rows({{"Cast Vote Record", "Precinct", "Mayor"}, {"1", "P1", "Ada"}, {"2", "P1", "Ben"}});
const std::string kSheetOfMoreCards =
    sheet_rows({{"Cast Vote Record", "Precinct", "Mayor"}, {"3", "P2", "Cy"}});
const std::string kSheetOfBatches = sheet_rows({{"Batch", "Number of Ballots"}, {"P1", "2"}});
const std::string kSheetOfNotes = sheet_rows({{"Read me"}, {"Who made this"}});
constexpr const char* kHiddenState = R"(state="hidden")";

base::Result<FilesRead> read_workbook(const std::vector<TestSheet>& sheets,
                                      const std::vector<MappedColumn>& given = {}) {
  const TemporaryPackage package(PackageFiles{});
  const std::filesystem::path path = package.folder() / "book.xlsx";
  write_workbook(path, sheets);
  const auto files = InputFiles::open({path});
  if (!files) return files.problems();
  return read_files(*files, given);
}

// Remarks and names of files without the folder.
Texts of_workbook(Texts texts) {
  for (std::string& text : texts) text.erase(0, text.find("book.xlsx"));
  return texts;
}

TEST(WorkbookSheets, CardsOnASecondSheetAreRefused) {
  const auto read = read_workbook({{"One", kSheetOfCards, ""}, {"Two", kSheetOfMoreCards, ""}});
  ASSERT_FALSE(read.ok());
  ASSERT_EQ(read.problems().size(), 1U);
  EXPECT_EQ(read.problems()[0].cause, "workbook.sheets");
  EXPECT_TRUE(read.problems()[0].place.file.ends_with("book.xlsx/Two"));
  EXPECT_NE(read.problems()[0].found.find("cast vote records, as on the sheet"), std::string::npos);
  EXPECT_TRUE(read.problems()[0].found.ends_with("book.xlsx/One"));
}

// So exports are split that have more rows than a sheet may have.
TEST(WorkbookSheets, CardsThatGoOnOnASecondSheetWithoutAHeadingAreRefused) {
  const auto read = read_workbook(
      {{"One", kSheetOfCards, ""}, {"Two", sheet_rows({{"3", "P2", "Cy"}, {"4", "P2", ""}}), ""}});
  ASSERT_FALSE(read.ok());
  ASSERT_EQ(read.problems().size(), 1U);
  EXPECT_EQ(read.problems()[0].cause, "workbook.sheets");
  EXPECT_TRUE(read.problems()[0].place.file.ends_with("book.xlsx/Two"));
  EXPECT_TRUE(read.problems()[0].found.starts_with("rows of as many columns as the cards"));
  // Fewer or more columns are of something else.
  for (const auto& row : {Texts{"3", "P2"}, Texts{"3", "P2", "Cy", "x"}}) {
    const auto notes = read_workbook({{"One", kSheetOfCards, ""}, {"Two", sheet_rows({row}), ""}});
    ASSERT_TRUE(notes.ok()) << base::sentences(notes.problems());
  }
}

TEST(WorkbookSheets, CardsOnAHiddenSheetAreRefused) {
  for (const char* state : {R"(state="hidden")", R"(state="veryHidden")"}) {
    const auto read =
        read_workbook({{"Old", kSheetOfMoreCards, state}, {"Cards", kSheetOfCards, ""}});
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.problems()[0].cause, "workbook.sheets");
    EXPECT_EQ(read.problems()[0].found, "cast vote records on a hidden sheet");
    EXPECT_TRUE(read.problems()[0].place.file.ends_with("book.xlsx/Old"));
  }
}

TEST(WorkbookSheets, OfEverySheetThatIsNotReadItIsSaid) {
  const auto read = read_workbook({{"Read me", kSheetOfNotes, ""},
                                   {"Cards", kSheetOfCards, ""},
                                   {"Sheet3", "<sheetData/>", ""},
                                   {"Lists", kSheetOfNotes, kHiddenState}});
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(read->cards->store.cards().value(), 2);
  EXPECT_EQ(of_workbook(read->cards->files), (Texts{"book.xlsx/Cards"}));
  EXPECT_EQ(of_workbook(read->remarks),
            (Texts{"book.xlsx/Read me: this sheet was not read, since nothing in it is read",
                   "book.xlsx/Sheet3: this sheet was not read, since it is empty",
                   "book.xlsx/Lists: this sheet was not read, since it is hidden"}));
  // Whoever asks for cards alone hears it with them.
  EXPECT_EQ(of_workbook(cards_of_files(*read, "")->remarks), of_workbook(read->remarks));
}

TEST(WorkbookSheets, AWorkbookOfOneSheetIsNamedByItself) {
  const auto read = read_workbook({{"Cards", kSheetOfCards, ""}});
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(of_workbook(read->cards->files), (Texts{"book.xlsx"}));
  EXPECT_EQ(read->remarks, Texts{});
}

TEST(WorkbookSheets, AManifestBesideTheCardsIsReadAndASecondOneRefused) {
  const auto read = read_workbook({{"Cards", kSheetOfCards, ""}, {"Batches", kSheetOfBatches, ""}});
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  ASSERT_EQ(read->manifests.size(), 1U);
  EXPECT_EQ(read->manifests[0].manifest.cards().value(), 2);
  EXPECT_EQ(read->remarks, Texts{});

  const auto two = read_workbook({{"A", kSheetOfBatches, ""}, {"B", kSheetOfBatches, ""}});
  ASSERT_FALSE(two.ok());
  EXPECT_EQ(two.problems()[0].cause, "workbook.sheets");
  const auto hidden =
      read_workbook({{"A", kSheetOfBatches, ""}, {"B", kSheetOfBatches, kHiddenState}});
  ASSERT_TRUE(hidden.ok());
  EXPECT_EQ(of_workbook(hidden->remarks),
            (Texts{"book.xlsx/B: this sheet was not read, since it is hidden"}));
}

TEST(WorkbookSheets, WhereNoSheetIsReadEachIsRefused) {
  const auto read = read_workbook({{"A", kSheetOfNotes, ""}, {"B", kSheetOfNotes, ""}});
  ASSERT_FALSE(read.ok());
  ASSERT_EQ(read.problems().size(), 2U);
  EXPECT_EQ(read.problems()[1].cause, "cards.other-kind");
  // Columns that a person names make a manifest of one of them.
  const auto named = read_workbook(
      {{"A", kSheetOfNotes, ""}, {"B", sheet_rows({{"Foo", "Bar"}, {"1", "7"}}), ""}},
      {{ManifestColumn::Batch, "Foo", MappedBy::Hand}, {ManifestColumn::Cards, "Bar", {}}});
  ASSERT_TRUE(named.ok()) << base::sentences(named.problems());
  EXPECT_EQ(named->manifests[0].manifest.cards().value(), 7);
  EXPECT_EQ(named->remarks.size(), 1U);
}

TEST(WorkbookSheets, ReturnsInAWorkbookAreRefusedWithTheWayToReadThem) {
  const auto read = read_workbook(
      {{"Returns", sheet_rows({{"unit", "choice", "votes"}, {"P", "Ada", "3"}}), ""}});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].found, "returns in a workbook");
  EXPECT_NE(read.problems()[0].mend.find("CSV UTF-8"), std::string::npos);
}

TEST(WorkbookSheets, HiddenRowsAreSaidOfCardsAndOfManifests) {
  const std::string cards =
      R"(<sheetData><row><c t="inlineStr"><is><t>Cast Vote Record</t></is></c>)"
      R"(<c t="inlineStr"><is><t>Mayor</t></is></c></row><row hidden="1"><c><v>1</v></c>)"
      R"(<c t="inlineStr"><is><t>Ada</t></is></c></row></sheetData>)";
  const std::string manifest =
      R"(<sheetData><row><c t="inlineStr"><is><t>Batch</t></is></c>)"
      R"(<c t="inlineStr"><is><t>Number of Ballots</t></is></c></row><row hidden="1"><c><v>1</v>)"
      R"(</c><c><v>1</v></c></row></sheetData>)";
  const auto read = read_workbook({{"C", cards, ""}, {"M", manifest, ""}});
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(of_workbook(read->cards->remarks),
            (Texts{"book.xlsx/C: 1 hidden row was read like the rest"}));
  EXPECT_EQ(of_workbook(read->manifests[0].remarks),
            (Texts{"book.xlsx/M: 1 hidden row was read like the rest"}));
}

TEST(WorkbookSheets, TheChildThatReadsHandsTheRemarksOver) {
  const TemporaryPackage package(PackageFiles{});
  const std::filesystem::path path = package.folder() / "book.xlsx";
  write_workbook(path, {{"Notes", kSheetOfNotes, ""}, {"Cards", kSheetOfCards, ""}});
  const auto read = read_files_confined({path});
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(read->remarks.size(), 1U);
}

// One file twice is one file twice, whatever sheets it has.
TEST(WorkbookSheets, AWorkbookThatIsGivenTwiceIsRefused) {
  const TemporaryPackage package(PackageFiles{});
  const std::filesystem::path path = package.folder() / "book.xlsx";
  const std::filesystem::path other = package.folder() / "copy.xlsx";
  write_workbook(path, {{"Notes", kSheetOfNotes, ""}, {"Cards", kSheetOfCards, ""}});
  std::filesystem::copy_file(path, other);
  const auto twice = import_cards({path, other});
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.problems()[0].cause, "cards.twice");
}

}  // namespace
}  // namespace recanvass::formats
