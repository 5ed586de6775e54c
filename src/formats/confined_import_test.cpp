#include "formats/confined_import.h"

#include "formats/archive_fixture.h"
#include "formats/card_import_fixture.h"
#include "formats/package_fixture.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
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

// A record of 15 MB with 8 MB left: the problem's cause and file, and what is wrong with the
// file where there is memory enough.
std::vector<std::string> read_with_little_memory() {
  const TemporaryPackage package(PackageFiles{
      {"x/a.json", R"({"Sessions":[{"a":")" + std::string(std::size_t{15} << 20U, 'z') + "\"}]}"}});
  const fs::path file = package.folder() / "x/a.json";
  ::malloc_trim(0);  // what writing the file took would hold the record
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  ReadingLimits limits;
  limits.memory_bytes = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + (8U << 20U);
  const auto read = read_files_confined({package.folder() / "x"}, {}, limits);
  const auto whole = read_files_confined({file});
  if (read || whole) return {};
  const bool named = read.problems()[0].place.file == file.string();
  return {read.problems()[0].cause, named ? "named" : "", whole.problems()[0].cause};
}

// In a process of its own: what other tests of this one freed would hold the record as well.
TEST(ConfinedImport, AReaderThatNeedsTooMuchNamesItsFile) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the sanitizers need the memory for themselves";
#endif
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        const auto said = read_with_little_memory();
        std::cerr << fmt::format("{}\n", fmt::join(said, " "));
        std::_Exit(said.size() == 3 ? 0 : 1);
      },
      testing::ExitedWithCode(0), "confined.memory named dominion.session");
}

}  // namespace
}  // namespace recanvass::formats
