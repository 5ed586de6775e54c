// The same files by one thread and by several: the same cards, the same problems.
#include "formats/card_round_trip.h"
#include "formats/confined_import.h"
#include "formats/side_by_side.h"
#include "formats/synthetic_files.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

// Everything that was read, or every problem.
std::string read_by(base::Executor* executor, const InputFiles& files) {
  auto read = read_files(files, {}, executor);
  if (!read) return base::sentences(read.problems());
  RECANVASS_CHECK(read->cards.has_value());
  return whole_import(*read->cards);
}

void expect_the_same(const InputFiles& files, const std::string& what) {
  const std::string alone = read_by(nullptr, files);
  for (const unsigned threads : {1U, 3U}) {
    SideBySide executor(threads);
    // Not EXPECT_EQ: the texts are of megabytes.
    EXPECT_TRUE(read_by(&executor, files) == alone) << what << " by " << threads << " threads";
  }
}

TEST(ThreadsImport, RealExportsAreTheSameByAnyNumberOfThreads) {
  if (!fs::exists(cvr_data(""))) GTEST_SKIP() << "missing " << cvr_data("");
  for (const char* path :
       {"dominion_json_clearcreek2016", "dominion_json_sf2024", "dominion_json_small",
        "dominion_csv_nsw/Uralla_Mayoral.csv", "dominion_csv_nsw/City_of_Griffith_Mayoral.csv.gz",
        "dominion_csv_boulder/boulder2023_4cvrs_with_irv.csv", "ess/jefferson_co_ess-test.cvr",
        "ess/2015_portland_mayor_cvr.xlsx", "hart/travis_sample_archive",
        "hart/shangrla_Hart_CVRs.zip", "clearballot", "nist_cdf/gen-01/cvr-gen-01.json",
        "nist_cdf/prim-01/cvr-prim-01.xml", "raire_us_irv/Pierce_2008_CityCouncil.raire"}) {
    const auto files = InputFiles::open({cvr_data(path)});
    ASSERT_TRUE(files.ok()) << path;
    expect_the_same(*files, path);
  }
}

// Of megabytes each, so that there are many pieces; in one folder, two files where a format has
// several.
TEST(ThreadsImport, LargeExportsAreTheSameByAnyNumberOfThreads) {
  generate::ElectionShape shape;
  shape.cards = 4'500;
  shape.counties = 2;
  shape.ranked = 1;
  shape.faults = {generate::Fault::SwappedPair};
  base::SerialExecutor serial;
  for (const CardFormat format :
       {CardFormat::DominionJson, CardFormat::DominionCsv, CardFormat::ChoiceColumns,
        CardFormat::ClearBallot, CardFormat::CardsCsv, CardFormat::Hart, CardFormat::NistJson,
        CardFormat::RaireText}) {
    const TripFolder folder;
    ASSERT_TRUE(
        write_synthetic(generate::SyntheticElection(shape), format, folder.path() / "out", serial));
    fs::remove(folder.path() / "out/manifest.csv");
    fs::remove(folder.path() / "out/truth.json");
    const auto files = InputFiles::open({folder.path() / "out"});
    ASSERT_TRUE(files.ok());
    expect_the_same(*files, std::string(about(format).name));
  }
}

// Sessions of a Dominion export; the one at `broken` has no RecordId.
std::string sessions_text(int sessions, int broken) {
  std::string text = R"({"Version":"5.10","Sessions":[)";
  for (int i = 0; i < sessions; ++i) {
    text += fmt::format(
        R"({}{{"TabulatorId":1,"BatchId":{},{}"CountingGroupId":1,"ImageMask":"{}","Original":)"
        R"({{"PrecinctPortionId":1,"BallotTypeId":1,"IsCurrent":true,"Contests":[{{"Id":1,"Marks":)"
        R"([{{"CandidateId":{},"Rank":1,"IsAmbiguous":false,"IsVote":true}}]}}]}}}})",
        i == 0 ? "" : ",", i / 100, i == broken ? "" : fmt::format("\"RecordId\":{},", i % 100 + 1),
        std::string(2000, 'z'), i % 7);
  }
  return text + "]}";
}

// The child's threads are made in it, and what it reads does not depend on them.
TEST(ThreadsImport, AConfinedChildWithThreadsReadsTheSame) {
  const TripFolder folder;
  write_trip(every_kind_of_card(), CardFormat::DominionJson, folder.path() / "out");
  ReadingLimits limits;
  limits.threads = 3;
  int made_here = 0;
  limits.executor = [&](std::uint32_t threads) {
    ++made_here;
    return std::make_unique<SideBySide>(threads);
  };
  const auto several = import_cards_confined({folder.path() / "out"}, limits);
  ASSERT_TRUE(several.ok()) << base::sentences(several.problems());
  EXPECT_EQ(whole_import(*several), whole_import(imported({folder.path() / "out"})));
  EXPECT_EQ(made_here, 0);
}

TEST(ThreadsImport, ProblemsAreTheSameByAnyNumberOfThreads) {
  const std::string good = sessions_text(4'000, -1);
  const std::string broken = sessions_text(4'000, 2'345);
  const std::string cut = good.substr(0, good.size() / 2);
  expect_the_same(InputFiles::of_texts({{"a.json", good}}), "good");
  expect_the_same(
      InputFiles::of_texts({{"a.json", broken}, {"b.json", cut}, {"c.json", broken + "\n"}}),
      "three with faults");
  expect_the_same(InputFiles::of_texts({{"a.json", good}, {"b.json", good + "\n"}}), "cards twice");
  const std::string alone = read_by(
      nullptr,
      InputFiles::of_texts({{"a.json", broken}, {"b.json", cut}, {"c.json", broken + "\n"}}));
  EXPECT_NE(alone.find("a.json, /Sessions/2345"), std::string::npos) << alone;
  EXPECT_NE(alone.find("c.json, /Sessions/2345"), std::string::npos) << alone;
}

}  // namespace
}  // namespace recanvass::formats
