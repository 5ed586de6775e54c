// How long a ledger takes to be published and to be verified, from 10^4 to 10^6 entries: batches of
// 100 ballots entered twice, ten batches a unit, every entry signed.
#include "bench/benchmark_folder.h"
#include "cluster/threads.h"
#include "store/sqlite_storage.h"
#include "store/system_clock.h"
#include "verify/verify_bundle.h"
#include "workflow/commitment.h"
#include "workflow/fold.h"
#include "workflow/publish_bundle.h"

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

namespace recanvass::workflow {
namespace {

constexpr const char* kOrigin = "elections.example/bench";
constexpr int kTeams = 40;
constexpr std::uint64_t kBatchesInUnit = 10;

ledger::SigningKey key_named(const std::string& name) {
  return ledger::SigningKey::from_seed(base::sha256(name));
}

std::string text_of_bytes(const std::uint8_t* bytes) {
  return ledger::base64({reinterpret_cast<const char*>(bytes), 32});
}

const law::KnowledgeBase& no_law() {
  static const law::KnowledgeBase law({}, law::BusinessCalendars{});
  return law;
}

// Decides, signs and stores as the engine does, in groups of a thousand.
class LedgerMaker {
 public:
  explicit LedgerMaker(store::Storage& storage) : storage_(storage) {}

  void say(const std::string& kind, const std::string& author, base::Json body) {
    const Command command{kind, author, "k" + std::to_string(operation_.entries),
                          "2016-12-01T09:00:00Z", std::move(body)};
    RECANVASS_CHECK(decide(operation_, command).empty());
    auto [key, made] = keys_.try_emplace(author, nullptr);
    if (made) key->second = std::make_unique<ledger::SigningKey>(key_named(author));
    const auto entry = ledger::sign_entry(
        {kind, command.body, author, command.idempotency_key, command.claimed_time}, kOrigin,
        *key->second);
    const std::string leaf = ledger::leaf_bytes(entry);
    apply(operation_, *event_of(entry.entry, operation_.entries, ledger::leaf_hash(leaf)));
    group_.push_back({leaf, author, command.idempotency_key});
    if (group_.size() == 1000) save();
  }

  void save() {
    if (!group_.empty()) RECANVASS_CHECK(storage_.append(saved_, group_).ok());
    saved_ += group_.size();
    group_.clear();
  }

  void sign_checkpoint() {
    save();
    const std::string text = ledger::checkpoint_text(
        {kOrigin, operation_.entries, root_of(operation_, operation_.entries)});
    const ledger::Note note{text, {ledger::sign_as_log(text, kOrigin, key_named("log"))}};
    RECANVASS_CHECK(storage_.put_checkpoint(ledger::format_note(note)).ok());
  }

  [[nodiscard]] const Operation& operation() const { return operation_; }

 private:
  store::Storage& storage_;
  Operation operation_ = empty_operation(no_law());
  std::map<std::string, std::unique_ptr<ledger::SigningKey>> keys_;
  std::vector<store::NewEntry> group_;
  std::uint64_t saved_ = 0;
};

void add_account(LedgerMaker& maker, const std::string& id, const std::string& role) {
  maker.say("account.add", "state",
            {{"account", id},
             {"name", id},
             {"role", role},
             {"county", "one"},
             {"public_key", text_of_bytes(key_named(id).public_key().data())}});
}

void open_and_commit(LedgerMaker& maker, std::uint64_t units) {
  maker.say("operation.open", "state",
            {{"origin", kOrigin},
             {"name", "A large count"},
             {"election", "bench"},
             {"jurisdiction", "us-wi"},
             {"contest", "president"},
             {"vote_for", 1},
             {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
             {"counties", base::Json::array({{{"id", "one"}, {"name", "One"}}})},
             {"policy", "us-wi-2016"},
             {"law_day", "2016-11-08"},
             {"officer_name", "State"},
             {"officer_key", text_of_bytes(key_named("state").public_key().data())}});
  add_account(maker, "super", "supervisor");
  for (int i = 0; i < kTeams; ++i) add_account(maker, "team-" + std::to_string(i), "counter");
  for (std::uint64_t first = 0; first < units; first += 25) {
    base::Json batches = base::Json::array();
    base::Json returns = base::Json::array();
    for (std::uint64_t unit = first; unit < std::min(first + 25, units); ++unit) {
      const std::string id = "unit-" + std::to_string(unit);
      for (std::uint64_t i = 0; i < kBatchesInUnit; ++i) {
        batches.push_back({{"batch", id + "/" + std::to_string(i)},
                           {"container", "box-" + id},
                           {"unit", id},
                           {"ballots", 100}});
      }
      returns.push_back({{"unit", id}, {"name", id}, {"votes", {{"a", 600}, {"b", 390}}}});
    }
    maker.say("manifest.add", "state", {{"county", "one"}, {"batches", batches}});
    maker.say("returns.add", "state", {{"county", "one"}, {"units", returns}});
  }
  maker.say("outcome.report", "state",
            {{"votes", {{"a", 600 * units}, {"b", 390 * units}}}, {"source", "canvass"}});
  maker.say("commitment.publish", "state",
            {{"inputs_sha256", committed_sha256(maker.operation().commitment)},
             {"published_in", "the web site"}});
  const ledger::VerifierKey witness{"press", ledger::SignerKind::Witness,
                                    key_named("press").public_key()};
  maker.say("witness.add", "state", {{"verifier_key", witness.text()}});
  const auto size = maker.operation().entries;
  const ledger::Hash root = root_of(maker.operation(), size);
  const std::string text = ledger::checkpoint_text({kOrigin, size, root});
  std::string line =
      ledger::format_note(
          {text, {ledger::sign_as_witness(text, "press", key_named("press"), 1480327200)}})
          .substr(text.size() + 1);
  line.pop_back();
  maker.say("witness.record", "state",
            {{"witness", "press"},
             {"size", size},
             {"root", text_of_bytes(root.data())},
             {"cosignature", line}});
}

void count_all(LedgerMaker& maker, std::uint64_t units) {
  int team = 0;
  for (std::uint64_t unit = 0; unit < units; ++unit) {
    const std::string id = "unit-" + std::to_string(unit);
    for (std::uint64_t i = 0; i < kBatchesInUnit; ++i) {
      for (int reading = 0; reading < 2; ++reading) {
        maker.say("tally.enter", "team-" + std::to_string(team++ % kTeams),
                  {{"batch", id + "/" + std::to_string(i)},
                   {"ballots", 100},
                   {"votes", {{"a", 60}, {"b", 39}}},
                   {"blank", 1},
                   {"over", 0}});
      }
    }
    maker.say("count.sign-off", "super", {{"unit", id}});
  }
}

const bench::BenchmarkFolder& folder() {
  static const bench::BenchmarkFolder kFolder("recanvass-verify-bench");
  return kFolder;
}

store::Storage& ledger_of(std::uint64_t entries) {
  static store::SystemClock clock;
  static std::map<std::uint64_t, std::unique_ptr<store::Storage>> ledgers;
  std::unique_ptr<store::Storage>& storage = ledgers[entries];
  if (storage) return *storage;
  storage = store::open_sqlite(folder().file("ledger-" + std::to_string(entries)), clock).value();
  LedgerMaker maker(*storage);
  // A unit is 20 tallies and a sign-off; 50 entries are about the rest.
  const std::uint64_t units = entries / 21;
  open_and_commit(maker, units);
  count_all(maker, units);
  maker.sign_checkpoint();
  return *storage;
}

std::string bundle_of(std::uint64_t entries) {
  return folder().file("bundle-" + std::to_string(entries));
}

void publish_ledger(benchmark::State& state) {
  const auto entries = static_cast<std::uint64_t>(state.range(0));
  store::Storage& storage = ledger_of(entries);
  for (auto _ : state) {
    const auto published =
        publish_bundle(storage, no_law(), {bundle_of(entries), "recanvass bench", 10});
    if (!published) state.SkipWithError(base::sentences(published.problems()).c_str());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(publish_ledger)
    ->RangeMultiplier(10)
    ->Range(10'000, 1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(1);

void verify_ledger(benchmark::State& state) {
  verify::VerifyRequest request;
  request.folder = bundle_of(static_cast<std::uint64_t>(state.range(0)));
  request.program = "recanvass bench";
  request.log_key =
      ledger::VerifierKey{kOrigin, ledger::SignerKind::Log, key_named("log").public_key()};
  cluster::ThreadExecutor executor;
  for (auto _ : state) {
    const auto verdict = verify::verify_bundle(request, executor);
    if (!verdict || verdict->failed()) state.SkipWithError("the bundle does not verify");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(verify_ledger)
    ->RangeMultiplier(10)
    ->Range(10'000, 1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
}  // namespace recanvass::workflow
