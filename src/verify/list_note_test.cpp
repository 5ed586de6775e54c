#include "verify/list_note.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

Verdict verdict_with(const BundleParts& parts, const std::function<void(VerifyRequest&)>& change) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  VerifyRequest request = test::request_for(folder.path());
  change(request);
  return test::verdict_of(request);
}

Verdict verdict_of(const BundleParts& parts) {
  return verdict_with(parts, [](VerifyRequest&) {});
}

TEST(ListNote, TheLogSignsTheListAndWithItTheSumsOfGroups) {
  const Verdict signed_list = verdict_of(test::small_parts());
  EXPECT_EQ(test::failures_in(signed_list), "");
  EXPECT_EQ(signed_list.of(CheckId::V20).outcome, Outcome::Passed);
  EXPECT_NE(signed_list.of(CheckId::V20).words.find("with the sums of 1 group"), std::string::npos);
  EXPECT_TRUE(signed_list.unvouched().empty());
}

TEST(ListNote, WhatTheLogDidNotSignIsSaidAndSumsOfGroupsThenHaveNobodyToVouchForThem) {
  BundleParts sums = test::small_parts();
  sums.list_signer.clear();
  const Verdict unsigned_sums = verdict_of(sums);
  EXPECT_EQ(test::failures_in(unsigned_sums), "");
  EXPECT_EQ(unsigned_sums.of(CheckId::V20).outcome, Outcome::NotChecked);
  EXPECT_EQ(unsigned_sums.unvouched(), std::vector<CheckId>{CheckId::V20});
  EXPECT_NE(
      unsigned_sums.of(CheckId::V20)
          .words.find("the rule (10 ballots), why 4 entries are withheld, the sums of 1 group"),
      std::string::npos)
      << unsigned_sums.of(CheckId::V20).words;
  EXPECT_NE(unsigned_sums.sentence().find("nothing checked vouches for: see V20"),
            std::string::npos)
      << unsigned_sums.sentence();

  // Where nothing is withheld the rule itself is still nobody's word.
  for (const std::int64_t minimum_ballots : {10, 500}) {
    BundleParts none = test::counted_parts();
    none.list_signer.clear();
    none.minimum_ballots = minimum_ballots;
    const Verdict without_groups = verdict_of(none);
    EXPECT_EQ(test::failures_in(without_groups), "");
    EXPECT_EQ(without_groups.of(CheckId::V20).outcome, Outcome::NotChecked);
    EXPECT_EQ(without_groups.of(CheckId::V20).words,
              "there is no bundle.note: whoever made this folder may have written as they liked "
              "what only bundle.json says: the rule (" +
                  std::to_string(minimum_ballots) + " ballots)");
    EXPECT_EQ(without_groups.unvouched(), std::vector<CheckId>{CheckId::V20});
  }

  const Verdict without_key =
      verdict_with(test::small_parts(), [](VerifyRequest& request) { request.log_key.reset(); });
  EXPECT_EQ(test::failures_in(without_key), "");
  EXPECT_EQ(without_key.of(CheckId::V20).outcome, Outcome::NotChecked);
}

TEST(ListNote, ASignatureOfSomebodyElseOrOfAnotherListFailsV20Alone) {
  BundleParts other = test::small_parts();
  other.list_signer = "state";
  EXPECT_EQ(test::failures_of(other), "V20");

  // Votes of a group moved from one choice to the other: all tables fit, and so do all sums.
  BundleParts invented = test::small_parts();
  const std::string note = test::files_of(invented).at("bundle.note");
  invented.groups[0]["counted"]["votes"] = {{"a", 6}, {"b", 8}};
  const test::TestFolder folder;
  test::write_bundle(invented, folder.path());
  std::ofstream(folder.file("bundle.note"), std::ios::binary | std::ios::trunc) << note;
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "V20");
  EXPECT_EQ(verdict.of(CheckId::V20).faults.at(0).file, "bundle.note");
}

TEST(ListNote, WhatItSignsIsTheCheckpointAndTheHashOfTheList) {
  ledger::Checkpoint checkpoint{"elections.example/test", 3, {}};
  EXPECT_EQ(list_note_text(checkpoint, "{}"),
            "recanvass.bundle/1\n"
            "elections.example/test\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n");
}

}  // namespace
}  // namespace recanvass::verify
