// For tests only: a ledger whose entries were decided, signed and stored for real, ready to be
// published. Two counties; unit sizes as a test says. Figures are invented.
#pragma once

#include "base/sha256.h"
#include "ledger/note.h"
#include "store/memory_storage.h"
#include "workflow/commitment.h"
#include "workflow/operation_fixture.h"
#include "workflow/publish_bundle.h"

#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace recanvass::workflow::fixture {

/// A folder of a test's own, removed when the test ends.
class TestFolder {
 public:
  TestFolder()
      : path_((std::filesystem::temp_directory_path() / "recanvass-publish-XXXXXX").string()) {
    RECANVASS_CHECK(::mkdtemp(path_.data()) != nullptr);
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

inline ledger::SigningKey key_named(const std::string& name) {
  return ledger::SigningKey::from_seed(base::sha256(name));
}

inline std::string public_text(const std::string& name) {
  const ledger::PublicKey key = key_named(name).public_key();
  return ledger::base64({reinterpret_cast<const char*>(key.data()), key.size()});
}

/// One unit of a story: a batch of each size, counted as a half for a, the rest for b.
struct StoryUnit {
  std::string county;
  std::string id;
  std::vector<std::int64_t> batches;
};

/// Whether a county's returns are one entry, or one a unit.
enum class ReturnsIn { OneEntry, EntriesByUnit };

class TestLedger {
 public:
  TestLedger() {
    auto opened = store::open_memory(disk_, clock_);
    RECANVASS_CHECK(opened.ok());
    storage_ = std::move(opened).value();
  }

  [[nodiscard]] store::Storage& storage() { return *storage_; }
  [[nodiscard]] const Operation& operation() const { return operation_; }

  /// Decides, signs as the author, stores and applies; gives the position.
  std::uint64_t say(const std::string& kind, const std::string& author, base::Json body) {
    const Command command{kind, author, "k" + std::to_string(operation_.entries),
                          "2016-12-01T09:00:00Z", std::move(body)};
    const base::Problems problems = decide(operation_, command);
    if (!problems.empty()) std::fputs(base::sentences(problems).c_str(), stderr);
    RECANVASS_CHECK(problems.empty());
    const auto entry =
        ledger::sign_entry(entry_of(operation_, command), kOrigin, key_named(author));
    const std::string leaf = ledger::leaf_bytes(entry);
    const std::uint64_t position = operation_.entries;
    const store::NewEntry next[] = {{leaf, author, command.idempotency_key}};
    RECANVASS_CHECK(storage_->append(position, next).ok());
    apply(operation_, *event_of(entry.entry, position, ledger::leaf_hash(leaf)));
    return position;
  }

  /// Signs and keeps a checkpoint of all entries; a witness cosigns it.
  void sign_checkpoint() {
    const ledger::Checkpoint checkpoint{kOrigin, operation_.entries,
                                        root_of(operation_, operation_.entries)};
    const std::string text = ledger::checkpoint_text(checkpoint);
    const ledger::Note note{
        text,
        {ledger::sign_as_log(text, kOrigin, key_named("log")),
         ledger::sign_as_witness(text, "press.example", key_named("press"), 1480327200)}};
    RECANVASS_CHECK(storage_->put_checkpoint(ledger::format_note(note)).ok());
  }

  void open() {
    say("operation.open", "wec",
        {{"origin", kOrigin},
         {"name", "President, Wisconsin"},
         {"election", "us-2016-president"},
         {"jurisdiction", "us-wi"},
         {"contest", "president"},
         {"vote_for", 1},
         {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "=B"}}}},
         {"counties", {{{"id", "dane"}, {"name", "Dane"}}, {{"id", "rock"}, {"name", "Rock"}}}},
         {"policy", "us-wi-2016"},
         {"law_day", "2016-11-08"},
         {"officer_name", "State officer 1"},
         {"officer_key", public_text("wec")}});
    for (const std::string county : {"dane", "rock"}) {
      add_account(county + "-clerk", "county-officer", county);
      add_account(county + "-super", "supervisor", county);
      add_account(county + "-1", "counter", county);
      add_account(county + "-2", "counter", county);
    }
    add_account("wec2", "state-officer", "");
  }

  /// Manifest, returns, outcome, publication and witness. Reported: as counted, but in each unit of
  /// 100 ballots and more a has one vote fewer.
  void commit(const std::vector<StoryUnit>& units, ReturnsIn returns_in = ReturnsIn::OneEntry) {
    std::map<std::string, base::Json> manifest;
    std::map<std::string, base::Json> returns;
    std::int64_t all_a = 0;
    std::int64_t all_b = 0;
    for (const StoryUnit& unit : units) {
      std::int64_t a = 0;
      std::int64_t b = 0;
      for (std::size_t i = 0; i < unit.batches.size(); ++i) {
        manifest[unit.county].push_back({{"batch", batch_of(unit, i)},
                                         {"container", "C-" + unit.id},
                                         {"unit", unit.id},
                                         {"ballots", unit.batches[i]}});
        a += unit.batches[i] / 2;
        b += unit.batches[i] - unit.batches[i] / 2;
      }
      if (a + b >= 100) --a;
      returns[unit.county].push_back(
          {{"unit", unit.id}, {"name", "Ward " + unit.id}, {"votes", {{"a", a}, {"b", b}}}});
      all_a += a;
      all_b += b;
    }
    for (const auto& [county, batches] : manifest) {
      say("manifest.add", county + "-clerk", {{"county", county}, {"batches", batches}});
      if (returns_in == ReturnsIn::OneEntry) {
        say("returns.add", county + "-clerk", {{"county", county}, {"units", returns[county]}});
        continue;
      }
      for (const base::Json& unit : returns[county]) {
        say("returns.add", county + "-clerk",
            {{"county", county}, {"units", base::Json::array({unit})}});
      }
    }
    say("outcome.report", "wec", {{"votes", {{"a", all_a}, {"b", all_b}}}, {"source", "canvass"}});
    say("choice.map", "wec", {{"spelling", "Choice A"}, {"choice", "a"}});
    say("commitment.publish", "wec",
        {{"inputs_sha256", committed_sha256(operation_.commitment)},
         {"published_in", "the state's web site"}});
    const ledger::VerifierKey witness{"press.example", ledger::SignerKind::Witness,
                                      key_named("press").public_key()};
    say("witness.add", "wec", {{"verifier_key", witness.text()}});
    record_witness();
  }

  /// Both entries of every batch, then the sign-off.
  void count_unit(const StoryUnit& unit) {
    for (std::size_t i = 0; i < unit.batches.size(); ++i) {
      for (const char* team : {"-1", "-2"}) enter(unit, i, unit.county + team);
    }
    say("count.sign-off", unit.county + "-super", {{"unit", unit.id}});
  }

  std::uint64_t enter(const StoryUnit& unit, std::size_t batch, const std::string& author) {
    const std::int64_t ballots = unit.batches.at(batch);
    return say("tally.enter", author,
               {{"batch", batch_of(unit, batch)},
                {"ballots", ballots},
                {"votes", {{"a", ballots / 2}, {"b", ballots - ballots / 2}}},
                {"blank", 0},
                {"over", 0}});
  }

  static std::string batch_of(const StoryUnit& unit, std::size_t i) {
    return unit.id + "-B" + std::to_string(i + 1);
  }

  /// A cosignature of all entries so far.
  void record_witness() {
    const ledger::Checkpoint checkpoint{kOrigin, operation_.entries,
                                        root_of(operation_, operation_.entries)};
    const std::string text = ledger::checkpoint_text(checkpoint);
    const auto signature =
        ledger::sign_as_witness(text, "press.example", key_named("press"), 1480327200);
    std::string line = ledger::format_note({text, {signature}}).substr(text.size() + 1);
    line.pop_back();
    say("witness.record", "wec",
        {{"witness", "press.example"},
         {"size", checkpoint.size},
         {"root", ledger::base64({reinterpret_cast<const char*>(checkpoint.root.data()), 32})},
         {"cosignature", line}});
  }

  static constexpr const char* kOrigin = "elections.example/wi-2016";

 private:
  void add_account(const std::string& id, const std::string& role, const std::string& county) {
    base::Json body = {
        {"account", id}, {"name", id}, {"role", role}, {"public_key", public_text(id)}};
    if (!county.empty()) body["county"] = county;
    say("account.add", "wec", body);
  }

  store::FaultPlan plan_;
  store::SimulatedClock clock_{plan_};
  store::SimulatedDisk disk_{plan_, clock_};
  std::unique_ptr<store::Storage> storage_;
  Operation operation_ = empty_operation(no_law());
};

/// Committed, every unit counted and signed off, checkpoint signed.
inline void tell(TestLedger& ledger, const std::vector<StoryUnit>& units) {
  ledger.open();
  ledger.commit(units);
  for (const StoryUnit& unit : units) ledger.count_unit(unit);
  ledger.sign_checkpoint();
}

/// The log's key, which signs the list of what is published.
inline Keyring& log_keys() {
  static KeyTable keys = [] {
    KeyTable made;
    made.add(TestLedger::kOrigin, key_named("log"));
    return made;
  }();
  return keys;
}

inline PublishRequest publish_to(const std::string& folder) {
  return {folder, "recanvass test", 10, {}, &log_keys()};
}

inline std::string bytes_in(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

/// Every file of a folder by relative path.
inline std::map<std::string, std::string> files_in(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& item : std::filesystem::recursive_directory_iterator(folder)) {
    if (!item.is_regular_file()) continue;
    files[item.path().lexically_relative(folder).generic_string()] = bytes_in(item.path().string());
  }
  return files;
}

inline std::string causes_of(const base::Problems& problems) {
  std::string causes;
  for (const base::Problem& problem : problems) {
    causes += (causes.empty() ? "" : " ") + problem.cause;
  }
  return causes;
}

}  // namespace recanvass::workflow::fixture
