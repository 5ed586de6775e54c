#include "verify/bundle_paths.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;

TEST(BundlePaths, ABundleHasTheTilesOfItsSizeItsTablesAndNothingElse) {
  const std::string sha256(64, 'a');
  struct Case {
    std::string path;
    std::uint64_t size;
    bool has;
  };
  for (const Case& row : {
           Case{"checkpoint", 3, true},
           Case{"index.html", 3, true},
           Case{"bundle.json", 3, true},
           Case{"bundle.note", 3, true},
           Case{"public/results.csv", 3, true},
           Case{"public/results.for-excel.csv", 3, true},
           Case{"public/withheld.json", 3, true},
           Case{"files/" + sha256, 3, true},
           Case{"tile/0/000.p/3", 3, true},
           Case{"tile/entries/000.p/3", 3, true},
           Case{"tile/0/000", 256, true},
           Case{"tile/1/000.p/1", 256, true},
           Case{"tile/entries/001.p/1", 257, true},
           Case{"README.html", 3, false},
           Case{"public/official-result.html", 3, false},
           Case{"public/certified-results.csv", 3, false},
           Case{"public/results.html", 3, false},
           Case{"public/results", 3, false},
           Case{"results.csv", 3, false},
           Case{"public/index.html", 3, false},
           Case{"files/result.html", 3, false},
           Case{"files/" + sha256 + "a", 3, false},
           Case{"files/" + std::string(64, 'A'), 3, false},
           Case{"tile/0/000.p/2", 3, false},
           Case{"tile/0/000", 3, false},
           Case{"tile/0/001.p/3", 3, false},
           Case{"tile/1/000.p/1", 255, false},
           Case{"tile/0/x000/000.p/3", 3, false},
           Case{"tile/0/000.p/3", 0, false},
           Case{"tile/63/000.p/1", 3, false},
           Case{"tile/read-me", 3, false},
       }) {
    EXPECT_EQ(is_path_of_bundle(row.path, row.size), row.has) << row.path << " of " << row.size;
  }
  EXPECT_TRUE(is_path_of_bundle("tile/0/000.p/2", std::nullopt));
  EXPECT_FALSE(is_path_of_bundle("tile/read-me", std::nullopt));
}

// Who has no key can still list a file and leave the signature on the list away.
TEST(BundlePaths, AFileThatNoBundleHasFailsV1WhoeverListsIt) {
  for (const char* path : {"README.html", "public/official-result.html",
                           "public/certified-results.csv", "tile/0/000.p/1", "files/notes"}) {
    for (const char* signer : {"log", ""}) {
      BundleParts parts = test::certified_parts();
      parts.list_signer = signer;
      parts.edit_files = [&](std::map<std::string, std::string>& files) {
        files[path] = "Bob won.";
      };
      const test::TestFolder folder;
      test::write_bundle(parts, folder.path());
      const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
      EXPECT_EQ(test::failures_in(verdict), "V1") << path;
      ASSERT_FALSE(verdict.of(CheckId::V1).faults.empty()) << path;
      EXPECT_EQ(verdict.of(CheckId::V1).faults[0].file, path);
    }
  }
}

}  // namespace
}  // namespace recanvass::verify
