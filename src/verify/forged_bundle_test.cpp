// One forgery that means something in each kind of public file. The forger lists the file again in
// bundle.json and, where it helps, has the log sign that list: what is found is found by what the
// entries say.
#include "base/sha256.h"
#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;
using Files = std::map<std::string, std::string>;

constexpr const char* kPhoto = "what the photograph shows";

// A recount with something in every table: a cause, a ruled challenge, money, an exhibit, a
// certificate.
BundleParts full_parts() {
  BundleParts parts = test::explained_parts();
  const auto reopening =
      parts.say("count.reopen", "rock-super", {{"unit", "R1"}, {"reason", "a challenge"}});
  parts.say("approve", "rock-clerk", {{"entry", reopening}});
  parts.say("challenge.add", "rock-clerk",
            {{"exhibit", "1"},
             {"county", "rock"},
             {"batch", "B4"},
             {"position", 7},
             {"counted_as", {"a"}},
             {"side", "b"},
             {"ground", "voter-intent"},
             {"words", "It is a vote for b."},
             {"claimed_as", {"b"}},
             {"file",
              {{"name", "photo.txt"},
               {"bytes", std::string(kPhoto).size()},
               {"sha256", base::hex(base::sha256(std::string(kPhoto)))}}}});
  parts.say("challenge.rule", "rock-clerk",
            {{"exhibit", "1"},
             {"ruling", "overruled"},
             {"ruled_by", "board"},
             {"words", "So it is."},
             {"counted_as", {"a"}},
             {"votes", {{"Ann", "for"}, {"Bob", "for"}}}});
  parts.say("count.sign-off", "rock-super", {{"unit", "R1"}});
  parts.say("fee.payment", "state",
            {{"cents", 150'000}, {"paid_at", "2016-11-29T12:00"}, {"payer", "the petitioner"}});
  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
  test::certify(parts);
  return parts;
}

std::string photo_path() { return "files/" + base::hex(base::sha256(std::string(kPhoto))); }

void exchange(Files& files, const std::string& path, const std::string& from,
              const std::string& to) {
  ASSERT_EQ(files.count(path), 1U) << path;
  std::string& bytes = files.at(path);
  const auto at = bytes.find(from);
  ASSERT_NE(at, std::string::npos) << from << " is not in " << path;
  bytes.replace(at, from.size(), to);
}

Verdict verdict_of_files(BundleParts parts, const std::function<void(Files&)>& edit) {
  parts.edit_files = [edit](Files& files) {
    files[photo_path()] = kPhoto;
    edit(files);
  };
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path()));
}

bool names_file(const Verdict& verdict, CheckId id, const std::string& path) {
  for (const Fault& fault : verdict.of(id).faults) {
    if (fault.file == path) return true;
  }
  return false;
}

TEST(ForgedBundle, TheFullBundleIsRight) {
  const Verdict verdict = verdict_of_files(full_parts(), [](Files&) {});
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_TRUE(verdict.unvouched().empty());
}

TEST(ForgedBundle, AFigureOrWordOfEachTableInEachFormFailsV10AloneAndNamesTheFile) {
  struct Case {
    const char* table;
    const char* from;
    const char* to;
  };
  for (const Case& row :
       {Case{"results", "150", "151"}, Case{"counties", "160", "161"}, Case{"changes", "56", "57"},
        Case{"causes", "PEN", "INK"}, Case{"challenges", "ruled", "moved"},
        Case{"reconciliation", "dane", "rock"}, Case{"certificates", "114", "115"},
        Case{"legal", "certify", "canvass"}, Case{"money", "150000", "150001"},
        Case{"reported", "90", "91"}, Case{"manifest", "100", "101"}}) {
    for (const char* form : {".csv", ".for-excel.csv", ".json"}) {
      const std::string path = std::string("public/") + row.table + form;
      const Verdict verdict = verdict_of_files(
          full_parts(), [&](Files& files) { exchange(files, path, row.from, row.to); });
      EXPECT_EQ(test::failures_in(verdict), "V10") << path;
      EXPECT_TRUE(names_file(verdict, CheckId::V10, path)) << path;
    }
  }
}

TEST(ForgedBundle, AFigureOrSentenceOfThePageFailsV10AloneAndNamesIt) {
  for (const char* part : {"<td>114</td>", "<td>94</td>", "State board certified", "2 of 2"}) {
    const Verdict verdict = verdict_of_files(
        full_parts(), [&](Files& files) { exchange(files, "index.html", part, "9"); });
    EXPECT_EQ(test::failures_in(verdict), "V10") << part;
    EXPECT_TRUE(names_file(verdict, CheckId::V10, "index.html")) << part;
  }
}

TEST(ForgedBundle, AnExhibitIsWhatTheEntrySaysItIs) {
  const Verdict replaced = verdict_of_files(
      full_parts(), [](Files& files) { files[photo_path()] = "what the photograph shewS"; });
  EXPECT_EQ(test::failures_in(replaced), "V1");
  EXPECT_EQ(replaced.of(CheckId::V1).faults.at(0).file, photo_path());
  const Verdict missing =
      verdict_of_files(full_parts(), [](Files& files) { files.erase(photo_path()); });
  EXPECT_EQ(test::failures_in(missing), "V1");
  const Verdict more = verdict_of_files(full_parts(), [](Files& files) {
    files["files/" + base::hex(base::sha256(std::string("x")))] = "x";
  });
  EXPECT_EQ(test::failures_in(more), "V1");
}

// What is withheld: the list of it decides how the rest is read, so more than one check may see it.
TEST(ForgedBundle, AnAlteredListOfWhatIsWithheldIsFound) {
  for (const auto& [from, to] :
       {std::pair{"small", "other"}, std::pair{",B5,", ",B3,"},
        std::pair{"tally.enter", "minute.add"}, std::pair{"county:dane", "county:rock"}}) {
    BundleParts parts = test::small_parts();
    parts.edit_files = [&, from = from, to = to](Files& files) {
      exchange(files, "public/withheld.csv", from, to);
    };
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(verdict.of(CheckId::V18).outcome, Outcome::Failed) << from;
    EXPECT_TRUE(names_file(verdict, CheckId::V18, "public/withheld.csv")) << from;
  }
}

TEST(ForgedBundle, BytesThatAreNoTextInTheListOfWhatIsWithheldEndInAVerdict) {
  BundleParts parts = test::small_parts();
  parts.edit_files = [](Files& files) {
    exchange(files, "public/withheld.csv", "small", "sm\xFFll");
  };
  const std::string failed = test::failures_of(parts);
  EXPECT_NE(failed.find("V18"), std::string::npos) << failed;
}

// Without the log's key a forger can only write bundle.json anew, `self` included.
TEST(ForgedBundle, WhateverIsRewrittenInTheListFailsV20) {
  struct Case {
    const char* member;
    Json value;
    const char* failed;
  };
  for (const Case& row : {
           Case{"program", "recanvass 9.9.9", "V20"},
           Case{"minimum_ballots", 11, "V10 V20"},
           Case{"withheld", {{"merged", 3}, {"open", 0}, {"small", 1}}, "V18 V20"},
           Case{"origin", "elections.example/other", "V1 V20"},
           Case{"size", 3, "V1 V20"},
           Case{"root", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "V1 V20"},
       }) {
    const test::TestFolder folder;
    const BundleParts parts = test::small_parts();
    test::write_bundle(parts, folder.path());
    Json list = base::parse_json(test::files_of(parts).at("bundle.json"), "").value();
    list[row.member] = row.value;
    list.erase("self");
    list["self"] = base::hex(base::sha256(base::canonical_json(list)));
    std::ofstream(folder.file("bundle.json"), std::ios::binary | std::ios::trunc)
        << base::canonical_json(list);
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(test::failures_in(verdict), row.failed) << row.member;
    EXPECT_TRUE(names_file(verdict, CheckId::V20, "bundle.note")) << row.member;
  }
}

Verdict verdict_asked(const BundleParts& parts, const std::function<void(VerifyRequest&)>& change) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  VerifyRequest request = test::request_for(folder.path());
  change(request);
  return test::verdict_of(request);
}

BundleParts restated(BundleParts parts, const std::string& kind, const std::string& member,
                     const Json& value) {
  parts.restate(parts.find(kind), member, value);
  return parts;
}

// What is told of a check that passes is untrue of one that failed: each check that can fail is
// made to, and says what it compared or nothing.
TEST(ForgedBundle, NoCheckThatFailedSaysWhatHoldsWhenItPasses) {
  const auto asked = [](VerifyRequest&) {};
  const auto other_key = [](VerifyRequest& request) {
    request.log_key->key = test::key_of("other").public_key();
    request.witness_keys = {test::witness_key("other.example"), test::witness_key()};
  };
  const BundleParts full = test::certified_parts();
  BundleParts forked = test::committed_parts();
  forked.restate(forked.find("choice.map"), "spelling", "Choice X");
  const auto of_two_histories = [&](VerifyRequest& request) {
    request.since = test::files_of(forked).at("checkpoint");
    request.receipts = {full.receipt_of(0), "00000000"};
  };
  BundleParts more = full;
  more.edit_files = [](Files& files) {
    files["README.html"] = "Bob won.";
    files.at("public/results.csv")[0] = 'C';
  };
  BundleParts other_root = full;
  other_root.edit_checkpoint = [](ledger::Checkpoint& checkpoint) { checkpoint.root[0] ^= 1; };
  BundleParts hidden = test::small_parts();
  hidden.edit_files = [](Files& files) {
    exchange(files, "public/withheld.csv", "small", "other");
  };
  BundleParts unexplained = test::counted_parts();
  for (const char* county : {"dane", "rock"}) test::state_county(unexplained, county);
  BundleParts challenged = full_parts();
  challenged.restate(challenged.find("challenge.rule"), "exhibit", "2");
  BundleParts refunded = full_parts();
  refunded.say("fee.refund", "state", {{"found", {{"refund_cents", 1}}}});
  BundleParts alone = full;
  alone.restate(alone.find("approve"), "entry", 0);
  BundleParts stopped = full;
  stopped.restate(stopped.find("container.open"), "seal", "7");
  Json silent = full.entries[full.find("certificate.issue")].entry.body["found"];
  silent["warnings"] = Json::array();
  std::set<CheckId> failed;
  for (const Verdict& verdict :
       {verdict_asked(full, other_key), verdict_asked(full, of_two_histories),
        verdict_asked(more, asked), verdict_asked(other_root, asked), verdict_asked(hidden, asked),
        verdict_asked(unexplained, asked), verdict_asked(challenged, asked),
        verdict_asked(refunded, asked), verdict_asked(alone, asked), verdict_asked(stopped, asked),
        verdict_asked(restated(full, "tally.enter", "blank", 3), asked),
        verdict_asked(restated(full, "certificate.issue", "found", silent), asked),
        verdict_asked(restated(full, "commitment.publish", "inputs_sha256", "0"), asked),
        verdict_asked(restated(full, "county.statement", "found", {{"votes", {{"a", 1}}}}),
                      asked)}) {
    for (const Check& check : verdict.checks) {
      if (check.outcome != Outcome::Failed) continue;
      failed.insert(check.id);
      EXPECT_FALSE(check.faults.empty()) << id_of(check.id);
      EXPECT_TRUE(check.words.empty() || check.words.starts_with("compared: "))
          << id_of(check.id) << ": " << check.words;
      for (const char* claim : {"signed", "are those", "the root", "fixed", "equal", "by their",
                                "is entry", "approved", "possible", "rest on"}) {
        EXPECT_EQ(check.words.find(claim), std::string::npos)
            << id_of(check.id) << ": " << check.words;
      }
    }
  }
  std::string never;
  for (std::size_t i = 0; i < kChecks; ++i) {
    const auto id = static_cast<CheckId>(i);
    if (failed.count(id) == 0) never += id_of(id) + " ";
  }
  // Those of audits fail in read_audits_test.cpp, read_cards_test.cpp and read_rounds_test.cpp.
  EXPECT_EQ(never, "V19 V23 V24 V25 V26 ");
}

// A checkpoint that somebody else signed, tiles of another tree.
TEST(ForgedBundle, ACheckpointOrATileOfAnotherTreeIsFound) {
  BundleParts by_other = full_parts();
  by_other.log_signer = "state";
  EXPECT_EQ(test::failures_in(verdict_of_files(by_other, [](Files&) {})), "V2");
  BundleParts other_root = full_parts();
  other_root.edit_checkpoint = [](ledger::Checkpoint& checkpoint) { checkpoint.root[0] ^= 1; };
  const Verdict root = verdict_of_files(other_root, [](Files&) {});
  EXPECT_EQ(root.of(CheckId::V4).outcome, Outcome::Failed);
  EXPECT_TRUE(names_file(root, CheckId::V4, "checkpoint"));
  const auto paths = test::files_of(full_parts());
  for (const auto& [path, bytes] : paths) {
    if (!path.starts_with("tile/") || path.starts_with("tile/entries/")) continue;
    const Verdict tile = verdict_of_files(
        full_parts(), [&](Files& files) { files.at(path)[0] = static_cast<char>(~bytes[0]); });
    EXPECT_EQ(tile.of(CheckId::V4).outcome, Outcome::Failed) << path;
    EXPECT_TRUE(names_file(tile, CheckId::V4, path)) << path;
  }
}

}  // namespace
}  // namespace recanvass::verify
