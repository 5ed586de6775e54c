#include "verify/tree_check.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::verify {
namespace {

using test::BundleParts;
using test::TestFolder;

std::string faults_of(const Verdict& verdict, CheckId id) {
  std::string words;
  for (const Fault& fault : verdict.of(id).faults) words += fault.words + "\n";
  return words;
}

TEST(TreeCheck, ACheckpointOfAnotherRootFailsThatCheckAlone) {
  BundleParts parts = test::counted_parts();
  parts.edit_checkpoint = [](ledger::Checkpoint& checkpoint) { checkpoint.root[0] ^= 1U; };
  EXPECT_EQ(test::failures_of(parts), "V4");
}

TEST(TreeCheck, ACheckpointOfMoreEntriesThanThereAreIsNotBelieved) {
  BundleParts parts = test::counted_parts();
  parts.edit_checkpoint = [](ledger::Checkpoint& checkpoint) { checkpoint.size += 1'000'000'000; };
  EXPECT_NE(test::failures_of(parts).find("V4"), std::string::npos);
}

// An editor who has the author's key and makes new tiles still cannot make the log's signature.
TEST(TreeCheck, AnEntrySignedAgainUnderANewRootFailsByTheCheckpointsSignature) {
  BundleParts parts = test::counted_parts();
  parts.restate(parts.find("tally.enter", 4), "blank", 1);
  parts.log_signer = "forger";
  EXPECT_NE(test::failures_of(parts).find("V2"), std::string::npos);
}

TEST(TreeCheck, AnEntryThatWasExchangedIsNamedByPositionKindAuthorAndBatch) {
  const BundleParts parts = test::counted_parts();
  const std::uint64_t position = parts.find("tally.enter", 4);
  const TestFolder folder;
  test::write_bundle(parts, folder.path());
  BundleParts forged = parts;
  forged.restate(position, "votes", {{"a", 5}, {"b", 5}});
  const std::string path = "tile/entries/000.p/" + std::to_string(parts.entries.size());
  std::ofstream(folder.file(path), std::ios::binary) << test::files_of(forged).at(path);
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  const Fault& fault = verdict.of(CheckId::V4).faults.at(0);
  EXPECT_EQ(fault.words, "entry " + std::to_string(position) +
                             " (tally.enter by dane-1, B3): it is not the entry whose hash the "
                             "tree holds");
  EXPECT_EQ(fault.position, position);
  EXPECT_EQ(fault.subject, "B3");
  EXPECT_EQ(fault.file, path);
}

TEST(TreeCheck, AWrongHashTileIsNamedWhileTheEntriesAreRight) {
  BundleParts parts = test::counted_parts();
  parts.edit_files = [](std::map<std::string, std::string>& files) {
    for (auto& [path, bytes] : files) {
      if (path.starts_with("tile/0/")) bytes[40] = static_cast<char>(bytes[40] ^ 1);
    }
  };
  const TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "V4");
  EXPECT_NE(faults_of(verdict, CheckId::V4).find("its hashes are not those of the tree"),
            std::string::npos);
}

TEST(TreeCheck, TilesOfHigherLevelsAreComputedToo) {
  BundleParts parts = test::committed_parts();
  while (parts.entries.size() < 260) parts.say("note.made", "state", {{"text", "x"}});
  EXPECT_EQ(test::failures_of(parts), "");
  parts.edit_files = [](std::map<std::string, std::string>& files) {
    files.at("tile/1/000.p/1")[0] ^= 1;
  };
  EXPECT_EQ(test::failures_of(parts), "V4");
}

}  // namespace
}  // namespace recanvass::verify
