#include "formats/handover.h"

#include "formats/card_import_fixture.h"
#include "formats/cards_csv.h"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

std::string handed(const base::Result<FilesRead>& read) {
  std::string bytes;
  hand_over(read, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

base::Result<FilesRead> taken(const std::string& bytes) {
  const int file = ::memfd_create("test", MFD_CLOEXEC);
  RECANVASS_CHECK(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  const auto mapped = MappedBytes::map(file);
  ::close(file);
  RECANVASS_CHECK(mapped != nullptr);
  return take_over(mapped, "x.csv");
}

std::string cards_text_of(const CardImport& import) {
  std::string text;
  write_cards_csv(import.store, [&](std::string_view piece) { text += piece; });
  return text;
}

base::Result<FilesRead> two_files() {
  return read_files(InputFiles::of_texts(
      {{"cvr.csv",
        "E,5\n,,,,,,,M (Vote For=1),M (Vote For=1)\n,,,,,,,Ada,Ben\n"
        "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,\n"
        "1,10,1,1,10-1-1,P,B,1,0\n2,10,2,1,10-2-1,P,B,0,1\n\n,,,,,Redacted,,7,8\n"},
       {"r.csv", "Batch Name,Ada,Ben\n1,3,4\n2,5,6\n"},
       {"m.csv", "Box,Tabulator,Batch,Ballots,Note\nA,10,1,1,x\n,,,,\nB,10,2,0,y\n"}}));
}

TEST(Handover, WhatWasReadComesBackAsItWas) {
  const auto read = two_files();
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  const auto back = taken(handed(read));
  ASSERT_TRUE(back.ok()) << base::sentences(back.problems());
  EXPECT_EQ(cards_text_of(*back->cards), cards_text_of(*read->cards));
  EXPECT_EQ(back->cards->format, CvrFormat::DominionCsv);
  EXPECT_EQ(back->cards->files, read->cards->files);
  EXPECT_EQ(back->cards->store.redacted().size(), 1U);
  EXPECT_EQ(ignored_of(*back->cards, "empty rows"), 1U);
  ASSERT_EQ(back->cards->batch_places.size(), 2U);
  EXPECT_EQ(back->cards->batch_places[1].file, "cvr.csv");
  EXPECT_EQ(back->cards->batch_places[1].row, 6);
  ASSERT_EQ(back->manifests.size(), 1U);
  const ManifestImport& manifest = back->manifests[0];
  EXPECT_EQ(manifest.file, "m.csv");
  EXPECT_EQ(manifest.manifest.batches(), read->manifests[0].manifest.batches());
  EXPECT_EQ(manifest.rows, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(manifest.columns, read->manifests[0].columns);
  EXPECT_EQ(manifest.unused, std::vector<std::string>{"Note"});
  EXPECT_EQ(manifest.blank_rows, 1);
  ASSERT_EQ(back->results.size(), 1U);
  EXPECT_EQ(back->results[0].units, 2U);
  EXPECT_EQ(back->results[0].contests[0].choices[1].votes, 10);
}

TEST(Handover, ProblemsComeBackInTheirWords) {
  const base::Problems problems = {
      {"a.b", {"f.csv", 17, "column x"}, "\"12O\"", "a number", "Correct it."},
      {"c.d", {"\xFF\x1B.csv", 0, {}}, "y", "z", ""}};
  const auto back = taken(handed(problems));
  ASSERT_FALSE(back.ok());
  ASSERT_EQ(back.problems().size(), 2U);
  EXPECT_EQ(back.problems()[0].sentence(), problems[0].sentence());
  EXPECT_EQ(back.problems()[0].cause, "a.b");
  EXPECT_EQ(back.problems()[1].place.file.find('\x1B'), std::string::npos);
}

// Whoever took over the child may hand over anything.
TEST(Handover, AnythingElseIsRefused) {
  const std::string whole = handed(two_files());
  for (std::size_t size = 1; size < whole.size(); size += 29) {
    const auto back = taken(whole.substr(0, size));
    ASSERT_FALSE(back.ok()) << size;
    EXPECT_EQ(back.problems()[0].cause, "confined.answer") << size;
  }
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    const auto back = taken(changed);
    if (!back) {
      EXPECT_EQ(back.problems()[0].cause, "confined.answer") << at;
    }
  }
  const auto told = [](const std::string& json) {
    std::string text = json;
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t size = text.size();
    return taken(std::string(reinterpret_cast<const char*>(&size), sizeof size) + text);
  };
  EXPECT_TRUE(told(R"({"cards":[],"manifests":[],"results":[],"remarks":[]})").ok());
  for (const char* json :
       {"[]", "{}", R"({"problems":[]})", R"({"problems":[["a"]]})", R"({"cards":[]})",
        R"({"cards":[{}],"manifests":[],"results":[],"remarks":[]})",
        R"({"cards":[],"manifests":[{}],"results":[],"remarks":[]})",
        R"({"cards":[],"manifests":[],"results":[{}],"remarks":[]})",
        R"({"cards":[{"format":99,"files":[],"ignored":[],"remarks":[],"batch_places":[]}],)"
        R"("manifests":[],"results":[],"remarks":[]})",
        R"({"cards":[],"manifests":[],"results":[]})"}) {
    EXPECT_EQ(told(json).problems()[0].cause, "confined.answer") << json;
  }
}

}  // namespace
}  // namespace recanvass::formats
