// Wisconsin's recount of 2016 in the hands of a stranger: the published folder is found right by
// `recanvass verify`, and whatever is altered in it is found and named.
#include "ledger/note.h"
#include "tests/scenarios/forged_folder.h"
#include "tests/scenarios/wisconsin_example.h"
#include "workflow/key_folder.h"

#include <gtest/gtest.h>

#include <functional>

namespace recanvass::story {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOrigin = "elections.example/wisconsin-2016";

// What `verify --json` answered.
struct Answer {
  int exit_code = -1;
  base::Json verdict;

  std::string outcome(const std::string& id) const {
    for (const base::Json& check : verdict["checks"]) {
      if (check["id"] == id) return check["outcome"].get<std::string>();
    }
    return "";
  }
  std::string with_outcome(const std::string& outcome) const {
    std::string ids;
    for (const base::Json& check : verdict["checks"]) {
      if (check["outcome"] != outcome) continue;
      ids += (ids.empty() ? "" : " ") + check["id"].get<std::string>();
    }
    return ids;
  }
  std::string words(const std::string& id) const {
    for (const base::Json& check : verdict["checks"]) {
      if (check["id"] == id) return check["words"].get<std::string>();
    }
    return "";
  }
  // Everything that a failed check says.
  std::string faults(const std::string& id) const {
    std::string words;
    for (const base::Json& check : verdict["checks"]) {
      if (check["id"] == id) words += check["faults"].dump();
    }
    return words;
  }
};

// The example, played to the certificate and published; a copy can be forged and is verified.
class Published {
 public:
  Published() {
    example_.open();
    publish("inputs");
    example_.count_twice();
    example_.certify();
    note_ = example_.run({"witness", example_.story().election(), "--name", "press.example"});
    put_bytes(example_.at("press.note"), note_);
    publish("folder", {"--cosigned", example_.at("press.note")});
  }

  void publish(const std::string& name, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"publish", example_.story().election(), example_.at(name)};
    words.insert(words.end(), more.begin(), more.end());
    example_.run(words);
  }

  Answer verify(const fs::path& folder, const std::vector<std::string>& more) const {
    std::vector<std::string> words = {"verify", folder.string(), "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const auto ended = example_.end(words);
    const auto json = base::parse_json(ended.out, "stdout");
    EXPECT_TRUE(json) << ended.err << ended.out;
    return {ended.exit_code, json ? *json : base::Json()};
  }
  Answer verify_as_log(const fs::path& folder) const {
    return verify(folder, {"--log-key", log_key()});
  }

  std::string log_key() const {
    return example_.keys() + "/" + workflow::file_name_of(kOrigin) + ".vkey";
  }
  std::string witness_key() const {
    workflow::KeyFolder keys(example_.keys());
    const auto key = keys.key_of("press.example").value();
    return ledger::VerifierKey{"press.example", ledger::SignerKind::Witness, key.public_key()}
        .text();
  }
  ledger::SigningKey key_of(const std::string& name) const {
    return workflow::KeyFolder(example_.keys()).key_of(name).value();
  }
  fs::path folder(const std::string& name = "folder") const { return example_.at(name); }
  fs::path copy() const {
    fs::remove_all(example_.at("copy"));
    fs::copy(folder(), example_.at("copy"), fs::copy_options::recursive);
    return example_.at("copy");
  }

 private:
  WisconsinExample example_;
  std::string note_;
};

TEST(PublishedExample, AStrangerFindsTheWholeRecountRight) {
  const Published published;
  const Answer all = published.verify(
      published.folder(),
      {"--log-key", published.log_key(), "--witness-key", published.witness_key(), "--since",
       (published.folder("inputs") / "checkpoint").string(), "--receipt",
       ledger::receipt_code(ledger::leaf_bytes(entries_of(published.folder()).front()))});
  EXPECT_EQ(all.exit_code, 0);
  EXPECT_EQ(all.verdict["sentence"],
            "20 checks passed, none failed. Not checked, or not wholly: V11, V21, V23, "
            "V24, V25, V26.")
      << all.verdict.dump(1);
  EXPECT_NE(all.words("V11").find("none has a worksheet"), std::string::npos);
  EXPECT_EQ(all.verdict["size"], 878);

  const Answer alone = published.verify(published.folder(), {});
  EXPECT_EQ(alone.exit_code, 0);
  EXPECT_EQ(alone.with_outcome("failed"), "");
  EXPECT_EQ(alone.with_outcome("not checked"), "V2 V3 V11 V16 V17 V20 V21 V23 V24 V25 V26");
  EXPECT_NE(alone.verdict.dump().find("origin not checked"), std::string::npos);

  const Answer other = published.verify(
      published.folder(),
      {"--log-key", [] {
         const auto key = ledger::SigningKey::from_seed(base::sha256("somebody else"));
         return ledger::VerifierKey{kOrigin, ledger::SignerKind::Log, key.public_key()}.text();
       }()});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_EQ(other.with_outcome("failed"), "V2 V20");
}

// Before anything is counted, the folder says what is fixed and no figure of a unit that is open.
TEST(PublishedExample, AFolderOfTheFirstDayIsRightAndHidesTheFirstCount) {
  const Published published;
  const Answer answer = published.verify_as_log(published.folder("inputs"));
  EXPECT_EQ(answer.exit_code, 0);
  EXPECT_EQ(answer.with_outcome("failed"), "");
  EXPECT_EQ(answer.outcome("V10"), "passed");
  EXPECT_EQ(answer.outcome("V18"), "not checked");
  for (const auto& file : fs::recursive_directory_iterator(published.folder("inputs"))) {
    if (!file.is_regular_file()) continue;
    EXPECT_EQ(bytes_of(file.path()).find("217526"), std::string::npos) << file.path();
  }
}

struct Alteration {
  std::string what;
  std::function<void(const fs::path&)> alter;
  std::string failed;  ///< ids of the checks that fail, all of them
  std::string check;   ///< one of them
  std::string names;   ///< what it says
};

void expect_found(const Published& published, const std::vector<Alteration>& alterations) {
  for (const Alteration& each : alterations) {
    const fs::path folder = published.copy();
    each.alter(folder);
    const Answer answer = published.verify_as_log(folder);
    EXPECT_EQ(answer.exit_code, 1) << each.what;
    EXPECT_EQ(answer.with_outcome("failed"), each.failed) << each.what << answer.verdict.dump(1);
    EXPECT_NE(answer.faults(each.check).find(each.names), std::string::npos)
        << each.what << ": " << answer.faults(each.check);
  }
}

// Exchanges a text in the entry bundle that has it.
void exchange_in_entries(const fs::path& folder, const std::string& from, const std::string& to) {
  for (const auto& file : fs::recursive_directory_iterator(folder / "tile" / "entries")) {
    if (!file.is_regular_file() || bytes_of(file.path()).find(from) == std::string::npos) continue;
    exchange_text(file.path(), from, to);
    return;
  }
  ADD_FAILURE() << from << " is in no entry";
}

TEST(PublishedExample, WhatIsAlteredInTheFolderIsFoundAndNamed) {
  const Published published;
  const auto in_file = [](const char* path, const char* from, const char* to) {
    return [=](const fs::path& folder) { exchange_text(folder / path, from, to); };
  };
  const auto listed = [](const std::function<void(const fs::path&)>& alter) {
    return [=](const fs::path& folder) {
      alter(folder);
      list_again(folder);
    };
  };
  const auto total = in_file("public/results.csv", ",5966,3745,", ",5866,3845,");
  const auto cause =
      in_file("public/causes.csv", "us-wi-dane,UNEXPLAINED", "us-wi-dane,TRANSPOSED.");
  const auto certificate = in_file("public/certificates.csv", ",1405284,", ",1404284,");
  const auto page = in_file("index.html", "1,405,284", "1,405,285");
  const auto tally = [](const fs::path& folder) {
    exchange_in_entries(folder, "\"votes\":{\"clinton\":3745,", "\"votes\":{\"clinton\":3845,");
  };
  expect_found(
      published,
      {{"a total", total, "V1 V10", "V1", "public/results.csv"},
       {"a total, listed again", listed(total), "V10 V20", "V10", "us-wi-adams"},
       {"a cause", cause, "V1 V10", "V1", "public/causes.csv"},
       {"a cause, listed again", listed(cause), "V10 V20", "V10", "us-wi-dane"},
       {"the certificate", certificate, "V1 V10", "V1", "public/certificates.csv"},
       {"the certificate, listed again", listed(certificate), "V10 V20", "V10", "certificates.csv"},
       {"the page", page, "V1 V10", "V1", "index.html"},
       {"the page, listed again", listed(page), "V10 V20", "V10", "index.html"},
       {"an entry", tally, "V1 V4 V5 V8 V9 V10 V14", "V4", "us-wi-adams"},
       {"an entry, listed again", listed(tally), "V4 V5 V8 V9 V10 V14 V20", "V5",
        "its signature does not hold"},
       {"a file more",
        [](const fs::path& folder) { put_bytes(folder / "public/more.csv", "a,b\r\n"); }, "V1",
        "V1", "public/more.csv"},
       {"a file less", [](const fs::path& folder) { fs::remove(folder / "public/legal.csv"); },
        "V1 V10", "V1", "public/legal.csv"}});
}

// Another program in bundle.json no longer spares the page: nothing vouches for it, or the log's
// signature is gone.
TEST(PublishedExample, APageOfAnotherProgramIsNotPassedOver) {
  const Published published;
  const fs::path folder = published.copy();
  exchange_text(folder / "index.html", "1,405,284", "1,405,285");
  exchange_text(folder / "bundle.json", "\"program\":\"recanvass 0.1.0\"",
                "\"program\":\"recanvass 0.1.9\"");
  list_again(folder);
  const Answer with_note = published.verify_as_log(folder);
  EXPECT_EQ(with_note.exit_code, 1);
  EXPECT_EQ(with_note.with_outcome("failed"), "V20");
  fs::remove(folder / "bundle.note");
  for (const Answer& without : {published.verify(folder, {}), published.verify_as_log(folder)}) {
    EXPECT_EQ(without.exit_code, 2);
    EXPECT_EQ(without.with_outcome("failed"), "");
    EXPECT_EQ(without.verdict["unvouched"], base::Json::array({"V10", "V20"}));
    EXPECT_NE(without.words("V10").find("index.html WAS NOT CHECKED"), std::string::npos);
  }
}

// Who has every private key can sign what he likes: what cannot be is found all the same, and what
// could have been is found by an earlier checkpoint or by a witness.
TEST(PublishedExample, AnotherHistoryByWhoHoldsEveryKeyIsFound) {
  const Published published;
  const std::vector<ledger::SignedEntry> entries = entries_of(published.folder());
  const auto find = [&](const std::string& kind, const std::string& author) {
    return static_cast<std::size_t>(std::find_if(entries.begin(), entries.end(),
                                                 [&](const ledger::SignedEntry& each) {
                                                   return each.entry.kind == kind &&
                                                          each.entry.author == author;
                                                 }) -
                                    entries.begin());
  };
  const auto say_again = [&](ledger::Entry entry) {
    const std::string author = entry.author;
    return ledger::sign_entry(std::move(entry), kOrigin, published.key_of(author));
  };
  const auto verified = [&](const std::vector<ledger::SignedEntry>& history,
                            const std::vector<std::string>& more = {}) {
    const fs::path folder = published.copy();
    write_history(folder, history, kOrigin, published.key_of(kOrigin));
    std::vector<std::string> words = {"--log-key", published.log_key()};
    words.insert(words.end(), more.begin(), more.end());
    return published.verify(folder, words);
  };

  const std::size_t commitment = find("commitment.publish", "state");
  const std::size_t first_tally = find("tally.enter", "adams-team-1");
  auto reordered = entries;
  std::rotate(reordered.begin() + static_cast<std::ptrdiff_t>(commitment),
              reordered.begin() + static_cast<std::ptrdiff_t>(first_tally),
              reordered.begin() + static_cast<std::ptrdiff_t>(first_tally) + 1);
  const Answer order = verified(reordered);
  EXPECT_EQ(order.exit_code, 1);
  EXPECT_EQ(order.outcome("V2"), "passed");
  EXPECT_EQ(order.outcome("V4"), "passed");
  EXPECT_NE(order.faults("V7").find("it came before the inputs were published"), std::string::npos)
      << order.faults("V7");

  auto causeless = entries;
  const std::size_t cause = find("cause.assign", "dane-clerk");
  causeless[cause].entry.kind = "minute.add";
  causeless[cause] = say_again(causeless[cause].entry);
  const Answer missing = verified(causeless);
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_NE(missing.faults("V12").find("us-wi-dane changed without a cause"), std::string::npos);

  auto certified = entries;
  const std::size_t certificate = find("certificate.issue", "state");
  certified[certificate].entry.body["found"] = {
      {"votes", {{"trump", 1382536}, {"clinton", 1405284}, {"stein", 31072}, {"others", 157258}}},
      {"winners", {"clinton"}},
      {"warnings", base::Json::array()}};
  certified[certificate] = say_again(certified[certificate].entry);
  const Answer winner = verified(certified);
  EXPECT_EQ(winner.exit_code, 1);
  EXPECT_NE(winner.faults("V14").find("it names other winners than the votes do"),
            std::string::npos);

  // A claim of time is nobody's figure: this history could have been.
  auto later = entries;
  later[first_tally].entry.claimed_time = "2016-12-31T09:00:00Z";
  later[first_tally] = say_again(later[first_tally].entry);
  EXPECT_EQ(verified(later).outcome("V5"), "passed");
  const std::string before = (published.folder() / "checkpoint").string();
  EXPECT_EQ(verified(later, {"--since", before}).outcome("V16"), "failed");
  EXPECT_EQ(verified(later, {"--witness-key", published.witness_key()}).outcome("V3"), "failed");
}

}  // namespace
}  // namespace recanvass::story
