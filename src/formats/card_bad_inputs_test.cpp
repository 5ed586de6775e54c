// Bad inputs that were seen in elections, or that an attacker would make, as files of cast vote
// records and manifests: each is refused with its cause and place, or read as it must be.
#include "formats/archive_fixture.h"
#include "formats/batch_check.h"
#include "formats/card_import_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

// Of the first problem, "cause@row"; empty: it was read.
std::string refusal_of(const std::string& text) {
  const auto read = read_files(InputFiles::of_texts({{"given", text}}));
  if (read) return "";
  const base::Problem& problem = read.problems()[0];
  EXPECT_FALSE(problem.mend.empty()) << problem.sentence();
  return fmt::format("{}@{}", problem.cause, problem.place.row);
}

const std::string kDominionRows =
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,\n";

std::string dominion_csv(const std::string& rows, const std::string& choices = "Ada,Ben") {
  return "E,5\n,,,,,,,M (Vote For=1),M (Vote For=1)\n,,,,,,," + choices + "\n" + kDominionRows +
         rows;
}

struct BadCards {
  const char* row;  // of the list of bad inputs: B and its number
  std::string text;
  const char* told;
};

std::ostream& operator<<(std::ostream& out, const BadCards& bad) { return out << bad.row; }

class BadCardsTest : public testing::TestWithParam<BadCards> {};

TEST_P(BadCardsTest, IsRefusedWithCauseAndRow) {
  EXPECT_EQ(refusal_of(GetParam().text), GetParam().told) << GetParam().text.substr(0, 300);
}

const std::string kCard = "1,10,1,1,10-1-1,P,B,1,0\n";
const std::string kManifest = "Tabulator,Batch,Ballots\n";

INSTANTIATE_TEST_SUITE_P(
    OfFiles, BadCardsTest,
    testing::Values(
        BadCards{"B1_program", std::string("MZ\x90\0\3", 5), "detect.program@0"},
        BadCards{"B2_old_document", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Hash Values",
                 "detect.document@0"},
        BadCards{"B3_old_workbook_as_csv", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook",
                 "detect.document@0"},
        BadCards{"B7_totals_row", kManifest + "10,1,5\nTotals,,\"32,990\"\n", "manifest.total@3"},
        BadCards{"B8_other_punctuation", kManifest + "10,1,1.007\n", "manifest.cards@2"},
        BadCards{"B9_batch_three_times",
                 "Batch,Ballots\n\"Whitehall Township, Precinct 1\",5\n\"Whitehall Township, "
                 "Precinct 1\",6\n\"Whitehall Township, Precinct 1\",7\n",
                 "manifest.twice@3"},
        BadCards{"B12_value_without_header", kManifest + "10,1,5,left over\n", "manifest.fields@2"},
        BadCards{"B12_value_beside_the_contests", dominion_csv("1,10,1,1,10-1-1,P,B,1,0,x\n"),
                 "dominion-csv.fields@5"},
        BadCards{"B13_utf16_half", std::string("\xFF\xFE") + std::string("B\0a\0\0\xD8", 6),
                 "text.encoding@1"},
        BadCards{"B15_shortened_id", dominion_csv("1,10,1,1,1.23457E+15,P,B,1,0\n"),
                 "dominion-csv.id@5"},
        BadCards{"B15_shortened_batch", kManifest + "10,1.23457E+15,5\n", "manifest.batch@2"},
        BadCards{"B15_shortened_record", "Cast Vote Record,Precinct,M\n2.5E+12,P,Ada\n",
                 "choice-columns.id@2"},
        BadCards{"B17_unquoted_comma", "Cast Vote Record,Precinct,M\n1,P,Ada,Ben\n",
                 "choice-columns.fields@2"},
        BadCards{"B17_unquoted_comma_of_a_place", dominion_csv("1,10,1,1,10-1-1,Ward 1, A,B,1,0\n"),
                 "dominion-csv.fields@5"},
        BadCards{"B21_negative", kManifest + "10,1,-5\n", "manifest.cards@2"},
        BadCards{"B21_decimal", kManifest + "10,1,5.5\n", "manifest.cards@2"},
        BadCards{"B21_too_large", kManifest + "10,1,1000000000000000000\n", "manifest.cards@2"},
        BadCards{"B21_empty", kManifest + "10,1,\n", "manifest.cards@2"},
        BadCards{"B21_negative_mark", dominion_csv("1,10,1,1,10-1-1,P,B,-1,0\n"),
                 "dominion-csv.cell@5"},
        BadCards{"B28_imprinted_twice", dominion_csv(kCard + "2,10,1,2,10-1-1,P,B,1,0\n"),
                 "cards.twice@6"},
        BadCards{"B28_position_twice", dominion_csv(kCard + "2,10,1,1,x,P,B,1,0\n"),
                 "cards.twice@6"},
        BadCards{"B36_reordered_choice", dominion_csv(kCard, "Ada,Ben\xE2\x80\xAEneB"),
                 "dominion-csv.column@4"},
        BadCards{"B36_control_character", dominion_csv(kCard, "Ada,B\x07n"), "text.control@3"},
        BadCards{"B36_reordered_batch",
                 kManifest + "10,1\xE2\x80\xAE"
                             "2,5\n",
                 "manifest.batch@2"},
        BadCards{"B38_document_type", "<?xml version=\"1.0\"?>\n<!DOCTYPE Cvr><Cvr/>",
                 "xml.document-type@2"},
        BadCards{"B38_external_entity",
                 "<!DOCTYPE Cvr [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><Cvr>&f;</Cvr>",
                 "xml.document-type@1"},
        BadCards{"B39_deep_json", R"({"Sessions":[{"TabulatorId":)" + std::string(100'000, '['),
                 "json.syntax@0"},
        BadCards{"B39_deep_json_of_nist",
                 R"({"CVR":[{"CVRSnapshot":)" + std::string(100'000, '[') +
                     std::string(100'000, ']') + "}]}",
                 "json.depth@0"},
        BadCards{"B39_deep_json_of_raire",
                 R"({"metadata":)" + std::string(100'000, '[') + R"("prefs")" +
                     std::string(100'000, ']') + "}",
                 "json.depth@0"},
        BadCards{"B39_name_twice",
                 R"({"metadata":{"candidates":["a"]},"metadata":{},"votes":[{"prefs":[]}]})",
                 "json.duplicate-key@0"},
        BadCards{"B39_name_twice_in_a_session",
                 R"({"Sessions":[{"TabulatorId":1,"TabulatorId":2,"BatchId":1,"RecordId":1,)"
                 R"("Original":{"PrecinctPortionId":1,"BallotTypeId":1,"IsCurrent":true,)"
                 R"("Contests":[]}}]})",
                 "dominion.session@0"},
        BadCards{"B39_not_a_number",
                 R"({"metadata":{"candidates":["a"]},"votes":[{"n":NaN,)"
                 R"("prefs":[0]}]})",
                 "json.syntax@1"},
        BadCards{"B39_not_a_number_in_a_session", R"({"Sessions":[{"TabulatorId":NaN}]})",
                 "dominion.session@0"}),
    [](const auto& named) { return std::string(named.param.row); });

TEST(CardBadInputs, B2WordDocumentsAreRefusedAsWhatTheyAre) {
  const TemporaryPackage package(PackageFiles{});
  write_zip(package.folder() / "County.docx",
            {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}});
  const auto files = InputFiles::open({package.folder() / "County.docx"});
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problems()[0].found, "a Word document");
}

// A workbook of Dominion's records has lost digits of ids; one of a manifest is as good as CSV.
TEST(CardBadInputs, B3RecordsThatWereSavedAsAWorkbookAreRefused) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "Modified_CVR_Export.csv.xlsx";
  std::string cells;
  for (const char* name : {"CvrNumber", "TabulatorNum", "BatchId", "RecordId", "ImprintedId"}) {
    cells += fmt::format("<c t=\"inlineStr\"><is><t>{}</t></is></c>", name);
  }
  write_zip(path,
            {{"xl/workbook.xml",
              "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>"
              "</sheets></workbook>"},
             {"xl/_rels/workbook.xml.rels",
              "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
              "</Relationships>"},
             {"xl/worksheets/sheet1.xml",
              "<worksheet><sheetData><row r=\"1\">" + cells + "</row></sheetData></worksheet>"}});
  const auto read = read_files(*InputFiles::open({path}));
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "cards.workbook");
}

TEST(CardBadInputs, B5AFileIsWhatItHoldsWhateverItsName) {
  const auto read = read_files(InputFiles::of_texts(
      {{"manifest.csv", dominion_csv(kCard)}, {"cvr.csv", kManifest + "10,1,1\n"}}));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->cards->files, std::vector<std::string>{"manifest.csv"});
  EXPECT_EQ(read->manifests[0].file, "cvr.csv");
}

TEST(CardBadInputs, B8AndB11AndB20AreReadAsTheyStand) {
  const auto read = read_files(
      InputFiles::of_texts({{"m.csv", kManifest + ",,\n10,1,\"1,007\"\n\n10,2,0\n,,,,\n"}}));
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(read->manifests[0].manifest.cards().value(), 1007);
  EXPECT_EQ(read->manifests[0].manifest.empty_batches(), 1U);
  EXPECT_EQ(read->manifests[0].blank_rows, 3);
  const auto cards =
      read_files(InputFiles::of_texts({{"c.csv", dominion_csv(kCard + "\n,,,,,,,,\n")}}));
  ASSERT_TRUE(cards.ok()) << base::sentences(cards.problems());
  EXPECT_EQ(ignored_of(*cards->cards, "empty rows"), 2U);
  EXPECT_TRUE(cards->cards->store.redacted().empty());
}

TEST(CardBadInputs, B13LineEndsAndEncodingsAreDecoded) {
  std::string wide = "\xFF\xFE";
  for (const char c : dominion_csv(kCard)) wide += {c, '\0'};
  std::string old_mac = dominion_csv(kCard);
  std::replace(old_mac.begin(), old_mac.end(), '\n', '\r');
  for (const std::string& text : {"\xEF\xBB\xBF" + dominion_csv(kCard), wide, old_mac}) {
    const auto read = read_files(InputFiles::of_texts({{"c.csv", text}}));
    ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
    EXPECT_EQ(read->cards->store.cards().value(), 1);
  }
  const auto latin = imported_texts({{"c.csv", dominion_csv(kCard, "Ada,Bj\xF6rn")}});
  EXPECT_EQ(latin.store.contests()[0].choices[1].name, "Bj\xC3\xB6rn");
}

TEST(CardBadInputs, B14LostZerosShowBesideTheOtherName) {
  const auto read = read_files(InputFiles::of_texts(
      {{"c.csv", dominion_csv("1,0012,1,1,a,P,B,1,0\n")}, {"m.csv", kManifest + "12,1,1\n"}}));
  ASSERT_TRUE(read.ok());
  const auto check = check_batches(*read);
  ASSERT_EQ(check.problems.size(), 2U);
  EXPECT_EQ(check.problems[0].mend.substr(0, 37), "Is it batch \"1\" of tabulator \"0012\"? ");
}

TEST(CardBadInputs, B16TheFormForExcelIsTakenOffIdsOfDominion) {
  const auto import =
      imported_texts({{"c.csv", dominion_csv("1,10,1,1,\"=\"\"10-1-1\"\"\",P,B,1,0\n")}});
  EXPECT_EQ(import.store.imprinted_id(import.store.place_of(0)), "10-1-1");
}

TEST(CardBadInputs, B18AndB19SpellingsOfTwoFilesAreNotOneContest) {
  const auto problems = refused_texts(
      {{"a.csv", dominion_csv(kCard, "Glen R \"\"Spike\"\" Ausmus,Ben")},
       {"b.csv", dominion_csv("2,11,1,1,11-1-1,P,B,1,0\n", "Glen R. \"\"Spike\"\" Ausmus,Ben")}});
  EXPECT_EQ(problems[0].cause, "cards.contest-differs");
  EXPECT_EQ(problems[0].place.file, "b.csv");
  EXPECT_NE(problems[0].wanted.find("as a.csv:4"), std::string::npos);
}

TEST(CardBadInputs, B26AndB27BothSidesAreListed) {
  const auto read =
      read_files(InputFiles::of_texts({{"c.csv", dominion_csv(kCard + "2,10,2,1,10-2-1,P,B,1,0\n")},
                                       {"m.csv", kManifest + "10,1,2\n10,3,1\n"}}));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(causes_of(check_batches(*read).problems),
            "batches.cards@2 batches.not-recorded@3 batches.not-in-manifest@6");
}

// One stream of 21 KB that 200 names share: 31 KB that say they hold 4.2 GB.
TEST(CardBadInputs, B37ABombOfSharedBytesIsRefusedBeforeItIsUnpacked) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "bomb.zip";
  write_zip(path, {{"a000", std::string(std::size_t{21} << 20U, '0')}});
  const std::string one = bytes_in(path);
  const std::size_t list = one.rfind("PK\1\2");
  const std::size_t end = one.rfind("PK\5\6");
  const std::string entry = one.substr(list, end - list);
  std::string bytes = one.substr(0, list);
  for (int i = 0; i < 200; ++i) {
    std::string named = entry;
    named.replace(named.find("a000"), 4, fmt::format("a{:03}", i));
    bytes += named;
  }
  const auto number = [](std::size_t value, int width) {
    std::string text;
    for (int i = 0; i < width; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
    return text;
  };
  bytes += "PK\5\6" + number(0, 4) + number(200, 2) + number(200, 2) +
           number(200 * entry.size(), 4) + number(list, 4) + number(0, 2);
  ASSERT_LT(bytes.size(), std::size_t{43} << 10U);
  put_bytes(path, bytes);
  const auto files = InputFiles::open({path});
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problems()[0].cause, "archive.too-large");
}

TEST(CardBadInputs, B37LinksInArchivesAreRefused) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "link.zip";
  write_zip(path, {{"a.csv", "x"}, {"passwd", "/etc/passwd"}});
  std::string bytes = bytes_in(path);
  const std::size_t entry = bytes.rfind("PK\1\2");
  bytes[entry + 5] = 3;  // made on Unix
  bytes.replace(entry + 38, 4, std::string("\0\0\xFF\xA1", 4));
  put_bytes(path, bytes);
  const auto files = InputFiles::open({path});
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problems()[0].cause, "archive.path");
  EXPECT_EQ(files.problems()[0].found, "\"passwd\", which is a link");
}

TEST(CardBadInputs, B35AndB36NamesAreText) {
  const auto import = imported_texts(
      {{"c.csv",
        dominion_csv(kCard, "<img src=x onerror=alert(1)>,\"=HYPERLINK(\"\"http://x\"\")\"")}});
  EXPECT_EQ(import.store.contests()[0].choices[0].name, "<img src=x onerror=alert(1)>");
  EXPECT_EQ(import.store.contests()[0].choices[1].name, "=HYPERLINK(\"http://x\")");
}

}  // namespace
}  // namespace recanvass::formats
