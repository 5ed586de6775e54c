#include "formats/card_detect.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

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
            CvrFormat::DominionJson);
  EXPECT_EQ(found("cvr.json", kDominionHead).format, CvrFormat::DominionCsv);
  EXPECT_EQ(found("cvr.csv", "\xEF\xBB\xBF" + kDominionHead).format, CvrFormat::DominionCsv);
  std::string wide = "\xFF\xFE";
  for (const char c : kDominionHead) wide += {c, '\0'};
  EXPECT_EQ(found("cvr.csv", wide).format, CvrFormat::DominionCsv);
}

TEST(CardDetect, EveryFormatIsToldByItsFirstLines) {
  struct Case {
    const char* bytes;
    CvrFormat format;
  };
  for (const Case& each : {
           Case{"Cast Vote Record,Precinct,MAYOR\n1,P,Ada\n", CvrFormat::ChoiceColumns},
           Case{"Precinct,1ST CHOICE MAYOR,2ND CHOICE MAYOR\n", CvrFormat::ChoiceColumns},
           Case{"BallotID,PrecinctID,Choice_1_1\n", CvrFormat::ClearBallot},
           Case{"\xEF\xBB\xBF<?xml version=\"1.0\"?><Cvr xmlns=\"x\"><Contests>", CvrFormat::Hart},
           Case{"<CastVoteRecordReport>", CvrFormat::NistXml},
           Case{R"({"CVR":[{"CVRSnapshot":[]}]})", CvrFormat::NistJson},
           Case{"1\nContest,1,2,a,b\n", CvrFormat::RaireText},
           Case{R"({"metadata":{},"votes":[{"n":1,"prefs":[]}]})", CvrFormat::RaireJson},
           Case{R"({"metadata":{},"num_candidates":2,"votes":[]})", CvrFormat::RaireJson},
           Case{"Ada,Ben\n1,2\n", CvrFormat::RankGrid},
           Case{"tabulator,batch,position,imprinted_id,record_id,sheet,style,precinct,"
                "counting_group,adjudicated\n",
                CvrFormat::CardsCsv},
       }) {
    EXPECT_EQ(found("x", each.bytes).format, each.format) << each.bytes;
  }
}

TEST(CardDetect, WhatLiesBesideAnExportIsKnown) {
  EXPECT_EQ(found("x/ContestManifest.json", R"({"List":[]})").kind, FileKind::DominionManifest);
  EXPECT_EQ(found("x/truth.json", R"({"schema": "recanvass.synthetic/1"})").kind,
            FileKind::Companion);
  EXPECT_EQ(found("x.csv", "Batch Name,Ada,Ben\n").kind, FileKind::Results);
  EXPECT_EQ(found("x.xml", "<Report><Title/></Report>").kind, FileKind::Results);
  EXPECT_EQ(found("x.json", R"({"@type": "ElectionResults.ElectionReport"})").kind,
            FileKind::Results);
  EXPECT_EQ(found("x/PartyManifest.json", R"({"List":[]})").kind, FileKind::Companion);
  EXPECT_EQ(found("1.xml.sig.xml", "<HashSignature><Message/></HashSignature>").kind,
            FileKind::Companion);
  EXPECT_EQ(found("x.csv", "ContestID,ContestName\n").kind, FileKind::CardTable);
  EXPECT_EQ(found("cvr.csv", "Tabulator,Batch Name,Number of Ballots\n").kind,
            FileKind::BallotManifest);
}

TEST(CardDetect, WhatIsNothingToReadIsNamed) {
  const auto program = found("cvr.csv", "MZ a program");
  EXPECT_EQ(program.kind, FileKind::Other);
  EXPECT_EQ(program.what, "a program for Windows");
  EXPECT_EQ(found("cvr.csv", std::string("\0\1\2\3", 4)).refusal[0].cause, "cards.unknown");
}

// What a program for tables makes of an export on a computer of another language.
TEST(CardDetect, OtherSeparatorsAndLettersOfTwoBytesAreCalledWhatTheyAre) {
  const std::string commas =
      "Batch,Number of Ballots,Place\n1,20,\"Hall; old\"\n2,30,Town\n3,5,\n4,5,\n";
  EXPECT_EQ(found("m.csv", commas).kind, FileKind::BallotManifest);
  for (const auto& [separator, name] : {std::pair{';', "semicolons"}, std::pair{'\t', "tabs"}}) {
    std::string other = commas;
    std::ranges::replace(other, ',', separator);
    const auto finding = found("m.csv", other);
    ASSERT_EQ(finding.kind, FileKind::Other);
    EXPECT_EQ(finding.what, fmt::format("a table with {} between its cells", name));
    EXPECT_NE(finding.refusal[0].mend.find("comma delimited"), std::string::npos);
  }
  EXPECT_EQ(found("t.txt", "One sentence; and more; of it.\nAnother one.\nA third.\n").what,
            "a text, not a table");
  for (const bool little : {true, false}) {
    std::string wide;
    for (const char c : commas) wide += little ? std::string{c, '\0'} : std::string{'\0', c};
    EXPECT_NE(found("m.csv", wide).what.find("UTF-16"), std::string::npos) << little;
  }
}

TEST(CardDetect, TitlesMayStandAboveAManifestsHeader) {
  EXPECT_EQ(found("m.csv", "Adams County\nGeneral 2024\n\nBatch,Number of Ballots\n1,20\n").kind,
            FileKind::BallotManifest);
}

}  // namespace
}  // namespace recanvass::formats
