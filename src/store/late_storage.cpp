#include "store/late_storage.h"

#include "store/store_problem.h"

#include <algorithm>
#include <utility>

namespace recanvass::store {
namespace {

class LateStorage final : public Storage {
 public:
  LateStorage(std::string name, StorageOpening find, StorageOpening make)
      : name_(std::move(name)), find_(std::move(find)), make_(std::move(make)) {}

  base::Result<AppendOutcome> append(std::uint64_t expected_size,
                                     std::span<const NewEntry> batch) override {
    return written([&](Storage& store) { return store.append(expected_size, batch); });
  }

  // What follows an empty ledger is decided before there is one: where nothing does, none is made.
  base::Result<AppendOutcome> append_next(const BatchMaker& batch_for) override {
    const auto there = look();
    if (!there) return there.problems();
    if (*there) return store_->append_next(batch_for);
    const auto batch = batch_for(0);
    if (!batch) return batch.problems();
    if (batch->empty()) return AppendOutcome{Appended{}};
    return append(0, *batch);
  }

  base::Result<std::optional<std::uint64_t>> find(std::string_view author,
                                                  std::string_view idempotency_key) override {
    return read(std::optional<std::uint64_t>(),
                [&](Storage& store) { return store.find(author, idempotency_key); });
  }

  base::Result<std::uint64_t> size() override {
    return read(std::uint64_t{0}, [](Storage& store) { return store.size(); });
  }

  base::Result<Done> read_each(std::uint64_t begin, std::uint64_t end,
                               const EntrySink& sink) override {
    const auto there = look();
    if (!there) return there.problems();
    if (*there) return store_->read_each(begin, end, sink);
    if (begin != 0 || end != 0) return range_problem(name_, begin, end, 0);
    return Done{};
  }

  base::Result<ledger::Hash> node(int level, std::uint64_t index) override {
    const auto there = look();
    if (!there) return there.problems();
    if (*there) return store_->node(level, index);
    return range_problem(name_, index, index + 1, 0);
  }

  base::Result<BlobId> put_blob(std::istream& source) override {
    return written([&](Storage& store) { return store.put_blob(source); });
  }

  base::Result<Done> get_blob(const base::Sha256& sha256, const ByteSink& sink) override {
    const auto there = look();
    if (!there) return there.problems();
    if (*there) return store_->get_blob(sha256, sink);
    return blob_absent_problem(name_, sha256);
  }

  base::Result<bool> has_blob(const base::Sha256& sha256) override {
    return read(false, [&](Storage& store) { return store.has_blob(sha256); });
  }

  base::Result<std::vector<BlobId>> blobs() override {
    return read(std::vector<BlobId>(), [](Storage& store) { return store.blobs(); });
  }

  base::Result<Done> put_snapshot(std::string_view name, const Snapshot& snapshot) override {
    return written([&](Storage& store) { return store.put_snapshot(name, snapshot); });
  }

  base::Result<std::optional<Snapshot>> get_snapshot(std::string_view name) override {
    return read(std::optional<Snapshot>(),
                [&](Storage& store) { return store.get_snapshot(name); });
  }

  base::Result<Done> delete_snapshot(std::string_view name) override {
    return read(Done{}, [&](Storage& store) { return store.delete_snapshot(name); });
  }

  base::Result<std::optional<std::string>> origin() override {
    return read(std::optional<std::string>(), [](Storage& store) { return store.origin(); });
  }

  base::Result<Done> set_origin(std::string_view origin) override {
    return written([&](Storage& store) { return store.set_origin(origin); });
  }

  int schema_version() const override { return store_ ? store_->schema_version() : 0; }

  base::Result<Done> put_checkpoint(std::string_view note) override {
    return written([&](Storage& store) { return store.put_checkpoint(note); });
  }

  base::Result<std::optional<std::string>> checkpoint(std::uint64_t size) override {
    return read(std::optional<std::string>(),
                [&](Storage& store) { return store.checkpoint(size); });
  }

  base::Result<std::optional<std::string>> latest_checkpoint() override {
    return read(std::optional<std::string>(),
                [](Storage& store) { return store.latest_checkpoint(); });
  }

  Health health() override { return store_ ? store_->health() : Health{}; }

  base::Result<CheckReport> check() override {
    return read(CheckReport{}, [](Storage& store) { return store.check(); });
  }

 private:
  // Whether there is a store by now.
  base::Result<bool> look() {
    if (store_) return true;
    auto found = find_();
    if (found) {
      store_ = std::move(found).value();
      return true;
    }
    if (is_absent(found.problems())) return false;
    return found.problems();
  }

  template <class Value, class Question>
  base::Result<Value> read(Value of_none, const Question& ask) {
    const auto there = look();
    if (!there) return there.problems();
    if (*there) return ask(*store_);
    return of_none;
  }

  template <class Write>
  auto written(const Write& write) -> decltype(write(std::declval<Storage&>())) {
    if (!store_) {
      auto made = make_();
      if (!made) return made.problems();
      store_ = std::move(made).value();
    }
    return write(*store_);
  }

  std::string name_;
  StorageOpening find_;
  StorageOpening make_;
  std::unique_ptr<Storage> store_;
};

}  // namespace

std::unique_ptr<Storage> made_when_written(std::string name, StorageOpening find,
                                           StorageOpening make) {
  return std::make_unique<LateStorage>(std::move(name), std::move(find), std::move(make));
}

bool is_absent(const base::Problems& problems) {
  return !problems.empty() && std::ranges::all_of(problems, [](const base::Problem& problem) {
    return problem.cause == "store.absent" || problem.cause == "election.absent";
  });
}

}  // namespace recanvass::store
