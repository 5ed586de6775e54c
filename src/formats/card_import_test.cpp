#include "formats/card_import.h"

#include "formats/card_import_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

TEST(CardImport, ClearCreek2016IsReadFromItsArchive) {
  const fs::path zip = cvr_data("dominion_json_clearcreek2016/CVR_Export_20160713143950.zip");
  if (!fs::exists(zip)) GTEST_SKIP() << "missing " << zip;
  const auto import = imported({zip});
  EXPECT_EQ(import.format, CvrFormat::DominionJson);
  EXPECT_EQ(import.store.ballots().value(), 1344);
  EXPECT_EQ(ignored_of(import, "records that another replaced"), 29U);
  std::int64_t bennet = 0;
  for (std::uint32_t i = 0; i < import.store.contests().size(); ++i) {
    for (const auto& [name, votes] : contest_votes(import.store, i)) {
      if (name == "Michael Bennet") bennet += votes;
    }
  }
  EXPECT_EQ(bennet, 627);
}

TEST(CardImport, SanFrancisco2024IsReadFromItsFolder) {
  const fs::path folder = cvr_data("dominion_json_sf2024");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto import = imported({folder / "CvrExport_15.json", folder / "manifests"});
  EXPECT_EQ(import.store.cards().value(), 95);
  EXPECT_EQ(ignored_of(import, "records that another replaced"), 5U);
  EXPECT_EQ(ignored_of(import, "files of the export that cards do not need"), 8U);
  EXPECT_EQ(import.files.size(), 7U);
  const auto votes = contest_votes(import.store, "PRESIDENT AND VICE PRESIDENT");
  EXPECT_EQ(votes.at("KAMALA D. HARRIS / TIM WALZ"), 18);
}

TEST(CardImport, AlaskasDemonstrationIsRanked) {
  const fs::path folder = cvr_data("dominion_json_alaska_demo");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto import = imported({folder});
  EXPECT_EQ(import.store.cards().value(), 1000);
  ASSERT_EQ(import.store.contests().size(), 1U);
  EXPECT_GT(import.store.contests()[0].ranks, 1);
  const std::map<std::string, std::int64_t> first = {
      {"(undeclared)", 105},    {"Amy Klobuchar", 103},   {"Bernie Sanders", 112},
      {"Elizabeth Warren", 97}, {"Joseph R. Biden", 108}, {"Michael R. Bloomberg", 104},
      {"Pete Buttigieg", 108},  {"Tom Steyer", 102},      {"Tulsi Gabbard", 118}};
  EXPECT_EQ(contest_votes(import.store, 0U), first);
}

TEST(CardImport, FilesOfOneExportReadAsTheWholeDoes) {
  const fs::path folder = cvr_data("dominion_json_small");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto parts = imported({folder / "CvrExport_0.json", folder / "CvrExport_1.json"});
  const auto whole = imported({folder / "test_5.10.50.85.Dominion.json"});
  EXPECT_EQ(parts.store.ballots().value(), 2);
  EXPECT_EQ(whole.store.ballots().value(), 3);
}

std::string cause_of_bytes(const std::string& bytes) {
  return refused_texts({{"cvr.csv", bytes}})[0].cause;
}

// The shapes that were handed in as cast vote records, and what is said of each.
TEST(CardImport, WhatIsNoCastVoteRecordIsSaidByName) {
  EXPECT_EQ(cause_of_bytes("MZ\x90\0 this program"), "detect.program");
  EXPECT_EQ(cause_of_bytes("\xD0\xCF\x11\xE0 Hash Values.doc"), "detect.document");
  EXPECT_EQ(cause_of_bytes("%PDF-1.4"), "detect.pdf");
  EXPECT_EQ(cause_of_bytes(""), "detect.empty");
  EXPECT_EQ(cause_of_bytes("<!DOCTYPE html><html>"), "detect.document");
  EXPECT_EQ(cause_of_bytes("{\"a\": 1}"), "cards.unknown");
  EXPECT_EQ(cause_of_bytes("precinct,votes\nA,1\n"), "cards.unknown");
  EXPECT_EQ(cause_of_bytes("PK\x03\x04 an archive in an archive"), "detect.archive");
}

TEST(CardImport, AManifestAloneIsNoExport) {
  const auto problems = refused_texts({{"ContestManifest.json", R"({"List":[]})"}});
  EXPECT_EQ(problems[0].cause, "cards.none");
}

const char* const kOneSession =
    R"({"Version":"5","Sessions":[{"TabulatorId":1,"BatchId":1,"RecordId":1,"Original":{)"
    R"("PrecinctPortionId":1,"BallotTypeId":1,"IsCurrent":true,"Contests":[]}}]})";

TEST(CardImport, ExportsOfTwoSystemsAreNotMixed) {
  const auto problems = refused_texts(
      {{"a.json", kOneSession},
       {"b.csv",
        "E,5\n,,,,,,,M (Vote For=1)\n,,,,,,,Ada\nCvrNumber,TabulatorNum,BatchId,RecordId,"
        "ImprintedId,PrecinctPortion,BallotType,\n1,1,1,2,1-1-2,P,B,1\n"}});
  EXPECT_EQ(problems[0].cause, "cards.mixed");
  EXPECT_EQ(problems[0].place.file, "b.csv");
}

TEST(CardImport, AFileGivenTwiceIsFoundByItsCards) {
  const auto problems = refused_texts({{"a.json", kOneSession}, {"b.json", kOneSession}});
  EXPECT_EQ(problems[0].cause, "cards.twice");
  EXPECT_EQ(problems[0].place.file, "b.json");
}

TEST(CardImport, DeepJsonIsRefusedInBoundedMemory) {
  const std::string deep = R"({"Sessions":[{"TabulatorId":)" + std::string(100'000, '[');
  const auto problems = refused_texts({{"deep.json", deep}});
  EXPECT_TRUE(problems[0].cause == "json.syntax" || problems[0].cause == "dominion.session")
      << problems[0].cause;
}

const std::string kSmallSession =
    R"({"Version":"5.10","ElectionId":"x","Sessions":[{"TabulatorId":1,"BatchId":1,"RecordId":%,)"
    R"("CountingGroupId":1,"Original":{"PrecinctPortionId":1,"BallotTypeId":1,"IsCurrent":true,)"
    R"("Contests":[{"Id":1,"Marks":[{"CandidateId":2,"PartyId":0,"Rank":1,"IsAmbiguous":false,)"
    R"("IsVote":true}]}]}}]})";

std::string small_session(int record) {
  std::string text = kSmallSession;
  return text.replace(text.find('%'), 1, fmt::format("{}", record));
}

// Its cards are nowhere else, and without a ballot manifest nothing else tells.
TEST(CardImport, AMissingFileOfANumberedExportIsSaid) {
  const auto whole = imported_texts(
      {{"x/CvrExport_1.json", small_session(1)}, {"x/CvrExport_2.json", small_session(2)}});
  EXPECT_TRUE(whole.remarks.empty());
  const auto without = imported_texts(
      {{"x/CvrExport_1.json", small_session(1)}, {"x/CvrExport_3.json", small_session(2)}});
  ASSERT_EQ(without.remarks.size(), 1U);
  EXPECT_NE(without.remarks[0].find("one is not here: CvrExport_2.json"), std::string::npos)
      << without.remarks[0];
  EXPECT_TRUE(imported_texts({{"CvrExport.json", small_session(1)}}).remarks.empty());
}

// VotingWorks' folders hold two pictures, their layouts and a list of metadata beside the records.
TEST(CardImport, PicturesAndLayoutsBesideCardsArePassedOverAndCounted) {
  const auto import =
      imported_texts({{"u1/cvr.csv", "Cast Vote Record,Mayor\n1,Ada\n"},
                      {"u1/u1-front.jpg", "\xFF\xD8\xFF\xE0 a picture"},
                      {"u1/u1-front.layout.json", R"({"pageSize":{"width":1},"metadata":{}})"},
                      {"metadata.json", R"({"castVoteRecordReportMetadata":{"CVRSnapshot":[]}})"}});
  EXPECT_EQ(import.store.cards().value(), 1);
  ASSERT_EQ(import.ignored.size(), 1U);
  EXPECT_EQ(import.ignored[0].how_many, 3U);
  EXPECT_EQ(refused_texts({{"a.jpg", "\xFF\xD8\xFF\xE0 a picture"}})[0].cause, "detect.picture");
}

// A count that is made of them is not to be published in silence.
TEST(CardImport, CardsThatContradictTheManifestBesideThemAreSaid) {
  const std::string cards = "Cast Vote Record,Batch,Mayor\n1,B1,Ada\n2,B1,Ben\n3,B2,Ada\n";
  const auto with = [&](const char* manifest) {
    return imported_texts({{"cvr.csv", cards}, {"m.csv", manifest}});
  };
  EXPECT_TRUE(with("Batch,Ballots\nB1,2\nB2,1\n").remarks.empty());
  const auto differs = with("Batch,Ballots\nB1,3\nB2,1\n");
  ASSERT_EQ(differs.remarks.size(), 1U);
  EXPECT_EQ(differs.remarks[0],
            "the ballot manifest and these cards differ in 1 batch; inspect lists them");
}

}  // namespace
}  // namespace recanvass::formats
