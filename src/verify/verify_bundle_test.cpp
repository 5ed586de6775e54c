#include "verify/verify_bundle.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace recanvass::verify {
namespace {

using test::BundleParts;
using test::TestFolder;

bool names(const Verdict& verdict, const std::string& path,
           const std::optional<std::uint64_t>& position) {
  bool file = false;
  bool entry = !position;
  for (const Check& check : verdict.checks) {
    for (const Fault& fault : check.faults) {
      file = file || fault.file == path;
      entry = entry || fault.position == position;
    }
  }
  return file && entry;
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

TEST(VerifyBundle, AGoodBundlePassesAndSaysWhatItDidNotCheck) {
  const TestFolder folder;
  test::write_bundle(test::counted_parts(), folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  for (const CheckId id : {CheckId::V1, CheckId::V2, CheckId::V3, CheckId::V4, CheckId::V5,
                           CheckId::V6, CheckId::V7, CheckId::V8, CheckId::V9, CheckId::V10,
                           CheckId::V18, CheckId::V19, CheckId::V20, CheckId::V21}) {
    EXPECT_EQ(verdict.of(id).outcome, Outcome::Passed) << id_of(id);
  }
  for (const Check& check : verdict.checks) EXPECT_FALSE(check.words.empty()) << id_of(check.id);
}

TEST(VerifyBundle, WhatIsNoBundleIsRefused) {
  const TestFolder folder;
  base::SerialExecutor executor;
  const auto causes = [&](const VerifyRequest& request) {
    std::string list;
    const auto verdict = verify_bundle(request, executor);
    if (verdict) return list;
    for (const base::Problem& problem : verdict.problems()) list += problem.cause + " ";
    return list;
  };
  EXPECT_EQ(causes(test::request_for(folder.path())), "verify.not-a-bundle ");
  EXPECT_EQ(causes(test::request_for(folder.file("none"))), "verify.folder ");
  test::write_bundle(test::counted_parts(), folder.path());
  VerifyRequest request = test::request_for(folder.path());
  request.since = "no note";
  request.receipts = {"?"};
  EXPECT_EQ(causes(request), "verify.receipt verify.since ");
}

TEST(VerifyBundle, AForgedFolderOfNonsenseEndsInAVerdict) {
  const TestFolder folder;
  std::ofstream(folder.file("bundle.json")) << "{\"files\":[],\"size\":1e300}";
  std::ofstream(folder.file("checkpoint"))
      << "elections.example/test\n18446744073709551615\nAAAA\n";
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_TRUE(verdict.failed());
}

TEST(VerifyBundle, AMissingFileOfEachKindIsNamed) {
  const auto files = test::files_of(test::counted_parts());
  for (const auto& [path, bytes] : files) {
    if (path == "bundle.note") continue;  // list_note_test.cpp
    const TestFolder folder;
    test::write_bundle(test::counted_parts(), folder.path());
    std::filesystem::remove(folder.file(path));
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(verdict.of(CheckId::V1).outcome, Outcome::Failed) << path;
    EXPECT_EQ(verdict.of(CheckId::V1).faults.at(0).file, path);
  }
}

TEST(VerifyBundle, AFileThatIsEmptyHalfOrDoubleIsNamed) {
  const BundleParts parts = test::small_parts();
  const TestFolder folder;
  test::write_bundle(parts, folder.path());
  for (const auto& [path, bytes] : test::files_of(parts)) {
    for (const std::string& damaged : {std::string(), bytes.substr(0, bytes.size() / 2),
                                       bytes + bytes, std::string(bytes.size(), '\0')}) {
      if (damaged == bytes) continue;
      write_bytes(folder.file(path), damaged);
      const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
      EXPECT_TRUE(names(verdict, path, std::nullopt)) << path << " of " << damaged.size();
    }
    write_bytes(folder.file(path), bytes);
  }
}

// The place of a byte in an entry bundle.
std::uint64_t entry_at(const std::string& bundle, std::size_t offset) {
  std::uint64_t position = 0;
  for (std::size_t at = 0;; ++position) {
    const std::size_t length =
        static_cast<std::size_t>(static_cast<unsigned char>(bundle[at])) * 256 +
        static_cast<unsigned char>(bundle[at + 1]);
    at += 2 + length;
    if (offset < at) return position;
  }
}

// Draws by splitmix64 from a seed, so that they are the same everywhere.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t end) {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return (z ^ (z >> 31U)) % end;
  }

 private:
  std::uint64_t state_;
};

// T1: one changed byte anywhere is found, and the file, for an entry the entry, is named. Every
// third change is in the entries: there each byte must lead to its own.
void change_bytes(Draws draws, int changes) {
  const TestFolder folder;
  const BundleParts parts = test::small_parts();
  test::write_bundle(parts, folder.path());
  const auto files = test::files_of(parts);
  std::vector<std::string> paths;
  std::vector<std::string> bundles;
  for (const auto& [path, bytes] : files) {
    (path.starts_with("tile/entries/") ? bundles : paths).push_back(path);
  }
  for (int i = 0; i < changes; ++i) {
    const std::vector<std::string>& among = i % 3 == 0 ? bundles : paths;
    const std::string& path = among[draws.below(among.size())];
    std::string bytes = files.at(path);
    const std::size_t offset = draws.below(bytes.size());
    bytes[offset] =
        static_cast<char>(static_cast<unsigned char>(bytes[offset]) ^ (1 + draws.below(255)));
    write_bytes(folder.file(path), bytes);
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    const auto position = path.starts_with("tile/entries/")
                              ? std::optional(entry_at(files.at(path), offset))
                              : std::nullopt;
    EXPECT_TRUE(verdict.failed()) << path << " at " << offset;
    EXPECT_TRUE(names(verdict, path, position)) << path << " at " << offset;
    write_bytes(folder.file(path), files.at(path));
  }
  EXPECT_EQ(test::failures_in(test::verdict_of(test::request_for(folder.path()))), "");
}

TEST(VerifyBundle, AByteChangedAtRandomInAnyFileIsFoundAndNamed) { change_bytes(Draws(1), 150); }

// By name: verify_test --gtest_also_run_disabled_tests --gtest_filter='*AThousandBytes*'
TEST(VerifyBundle, DISABLED_AThousandBytesChangedAtRandomAreFoundAndNamed) {
  for (const std::uint64_t seed : {2U, 3U, 4U, 5U}) change_bytes(Draws(seed), 250);
}

}  // namespace
}  // namespace recanvass::verify
