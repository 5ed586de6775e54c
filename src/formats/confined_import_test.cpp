#include "formats/confined_import.h"

#include "formats/archive_fixture.h"
#include "formats/card_import_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <sys/stat.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

TEST(ConfinedImport, AChildReadsWhatThisProcessWouldHaveRead) {
  const fs::path published = cvr_data("");
  if (!fs::exists(published)) GTEST_SKIP() << "missing " << published;
  for (const char* path :
       {"dominion_json_clearcreek2016", "dominion_csv_nsw/Bellingen_Mayoral.csv.gz",
        "ess/2015_portland_mayor_cvr.xlsx", "hart/travis_sample_archive", "clearballot",
        "nist_cdf/gen-01/cvr-gen-01.xml", "nist_cdf/gen-01/cvr-gen-01.json",
        "raire_us_irv/Aspen_2009_Mayor.raire", "nsw2021_irv/Uralla_Mayoral.json"}) {
    const auto confined = import_cards_confined({published / path});
    ASSERT_TRUE(confined.ok()) << path << base::sentences(confined.problems());
    EXPECT_EQ(whole_import(*confined), whole_import(imported({published / path}))) << path;
  }
}

TEST(ConfinedImport, ProblemsAreThoseOfTheReader) {
  const TemporaryPackage package(PackageFiles{{"m.csv", "Batch,Ballots\n1,12O\n1,-5\n"}});
  const fs::path manifest = package.folder() / "m.csv";
  const auto read = read_files_confined({manifest, package.folder() / "missing.csv"});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "file.missing");
  const auto refused = read_files_confined({manifest});
  ASSERT_FALSE(refused.ok());
  const auto here = read_files(*InputFiles::open({manifest}));
  EXPECT_EQ(base::sentences(refused.problems()), base::sentences(here.problems()));
  EXPECT_EQ(import_cards_confined({package.folder()}).problems()[0].cause, "manifest.cards");
}

TEST(ConfinedImport, WhatIsNoFileIsRefusedAtOnce) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path pipe = package.folder() / "pipe.csv";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const fs::path& path : {pipe, fs::path("/dev/zero")}) {
    const auto read = read_files_confined({path});
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.problems()[0].cause, "file.not-a-file") << path;
  }
}

TEST(ConfinedImport, AReaderThatNeedsTooMuchNamesItsFile) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the sanitizers need the memory for themselves";
#endif
  const TemporaryPackage package(PackageFiles{
      {"x/a.json", R"({"Sessions":[{"a":")" + std::string(std::size_t{15} << 20U, 'z') + "\"}]}"}});
  const fs::path file = package.folder() / "x/a.json";
  ::malloc_trim(0);  // what other tests freed would hold the record
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  ReadingLimits limits;
  limits.memory_bytes = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + (8U << 20U);
  const auto read = read_files_confined({package.folder() / "x"}, {}, limits);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "confined.memory");
  EXPECT_EQ(read.problems()[0].place.file, file.string());
  EXPECT_EQ(read_files_confined({file}).problems()[0].cause, "dominion.session");
}

}  // namespace
}  // namespace recanvass::formats
