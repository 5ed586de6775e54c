#include "formats/card_detect.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

FileFinding found(const std::string& name, const std::string& bytes) {
  const auto files = InputFiles::of_texts({{name, bytes}});
  const auto finding = find_file_kind(files, 0);
  EXPECT_TRUE(finding.ok());
  return *finding;
}

const std::string kDominionHead =
    "Election,5.17\n,,,,,,M (Vote For=1)\n,,,,,,Ada\n"
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,BallotType,\n";

TEST(CardDetect, ContentDecidesAndNotTheName) {
  EXPECT_EQ(found("notes.txt", R"({"Version":"5.10","Sessions":[]})").format,
            CardFormat::DominionJson);
  EXPECT_EQ(found("cvr.json", kDominionHead).format, CardFormat::DominionCsv);
  EXPECT_EQ(found("cvr.csv", "\xEF\xBB\xBF" + kDominionHead).format, CardFormat::DominionCsv);
  std::string wide = "\xFF\xFE";
  for (const char c : kDominionHead) wide += {c, '\0'};
  EXPECT_EQ(found("cvr.csv", wide).format, CardFormat::DominionCsv);
}

TEST(CardDetect, WhatLiesBesideAnExportIsKnown) {
  EXPECT_EQ(found("x/ContestManifest.json", R"({"List":[]})").kind, FileKind::DominionManifest);
  EXPECT_EQ(found("x/PartyManifest.json", R"({"List":[]})").kind, FileKind::Companion);
}

TEST(CardDetect, WhatIsNothingToReadIsNamed) {
  const auto program = found("cvr.csv", "MZ a program");
  EXPECT_EQ(program.kind, FileKind::Other);
  EXPECT_EQ(program.what, "a program for Windows");
  EXPECT_EQ(found("cvr.csv", std::string("\0\1\2\3", 4)).refusal[0].cause, "cards.unknown");
}

}  // namespace
}  // namespace recanvass::formats
