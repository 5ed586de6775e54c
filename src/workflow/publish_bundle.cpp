#include "workflow/publish_bundle.h"

#include "ledger/entry.h"
#include "ledger/note.h"
#include "report/bundle_page.h"
#include "report/bundle_tables.h"
#include "store/checkpoint_note.h"
#include "workflow/account_of_ballots.h"
#include "workflow/bundle_facts.h"
#include "workflow/bundle_writer.h"
#include "workflow/fold.h"
#include "workflow/grounds.h"
#include "workflow/moved_votes.h"
#include "workflow/open_matters.h"
#include "workflow/read_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;
using store::Done;

base::Problem bundle_problem(const char* cause, const std::string& where, std::string found,
                             std::string wanted, std::string mend) {
  return {cause, {where, 0, ""}, std::move(found), std::move(wanted), std::move(mend)};
}

std::string root_as_text(const ledger::Hash& root) {
  return ledger::base64({reinterpret_cast<const char*>(root.data()), root.size()});
}

std::optional<std::string> bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

// The checkpoint of the bundle that is there; no value: nothing is there.
base::Result<std::optional<ledger::Checkpoint>> earlier_checkpoint(const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return std::optional<ledger::Checkpoint>();
  const auto not_ours = [&](const char* found) {
    return bundle_problem("bundle.not-ours", folder, found, "an empty folder, or an earlier bundle",
                          "Name another folder, or move away what is there.");
  };
  if (!std::filesystem::is_directory(folder, error)) return not_ours("something that is no folder");
  if (std::filesystem::is_empty(folder, error)) return std::optional<ledger::Checkpoint>();
  const auto list = bytes_of(std::filesystem::path(folder) / "bundle.json");
  if (!list || list->find("\"schema\":\"recanvass.bundle/1\"") == std::string::npos) {
    return not_ours("files that are no bundle");
  }
  const auto bytes = bytes_of(std::filesystem::path(folder) / "checkpoint");
  const auto note = store::read_checkpoint_note(bytes.value_or(""));
  if (!note) return not_ours("a bundle whose checkpoint cannot be read");
  return std::optional(note->checkpoint);
}

// One publication: what was read of the ledger, and what is written of it.
class Publication {
 public:
  Publication(store::Storage& storage, const law::KnowledgeBase& law, const PublishRequest& request)
      : storage_(storage), request_(request), operation_(empty_operation(law)) {}

  base::Result<Published> run() {
    if (auto done = read_checkpoint(); !done) return done.problems();
    if (auto done = fold(); !done) return done.problems();
    if (auto done = check_not_rolled_back(); !done) return done.problems();
    auto plan = plan_privacy(operation_, request_.minimum_ballots);
    if (!plan) return plan.problems();
    plan_ = std::move(plan).value();
    auto begun = BundleWriter::begin(request_.folder);
    if (!begun) return begun.problems();
    BundleWriter writer = std::move(begun).value();
    if (auto done = write_entries(writer); !done) return done.problems();
    if (auto done = write_files(writer); !done) return done.problems();
    if (auto done = write_tables(writer); !done) return done.problems();
    const auto entries = storage_.size();
    if (!entries) return entries.problems();
    Published published{request_.folder,
                        checkpoint_.origin,
                        checkpoint_.size,
                        *entries,
                        root_as_text(checkpoint_.root),
                        writer.files(),
                        writer.bytes(),
                        withheld_,
                        list_signed_};
    if (auto done = writer.take_place(); !done) return done.problems();
    return published;
  }

 private:
  static base::Problem not_cosigned(const std::string& found) {
    return bundle_problem("bundle.cosigned", "--cosigned", found, "a checkpoint of this ledger",
                          "Give the note that recanvass witness printed for it.");
  }

  base::Result<Done> read_checkpoint() {
    if (!request_.cosigned.empty()) return read_cosigned();
    const auto bytes = storage_.latest_checkpoint();
    if (!bytes) return bytes.problems();
    if (!*bytes) {
      return bundle_problem("bundle.no-checkpoint", "", "a ledger without a checkpoint",
                            "a signed checkpoint",
                            "Submit signs one, where the ledger's own key is at hand.");
    }
    const auto note = store::read_checkpoint_note(**bytes);
    if (!note) return note.problems();
    note_ = **bytes;
    checkpoint_ = note->checkpoint;
    return look_at_folder();
  }

  base::Result<Done> read_cosigned() {
    for (const std::string& bytes : request_.cosigned) {
      const auto read = store::read_checkpoint_note(bytes);
      if (!read) return not_cosigned("something else");
      const auto merged = note_.empty() ? base::Result<std::string>(bytes)
                                        : store::merge_notes("--cosigned", note_, read->note);
      if (!merged) return not_cosigned("notes of two checkpoints");
      note_ = *merged;
      checkpoint_ = read->checkpoint;
    }
    return look_at_folder();
  }

  base::Result<Done> look_at_folder() {
    const auto earlier = earlier_checkpoint(request_.folder);
    if (!earlier) return earlier.problems();
    earlier_ = *earlier;
    if (!earlier_) return Done{};
    if (earlier_->origin != checkpoint_.origin) {
      return bundle_problem("bundle.not-ours", request_.folder,
                            "a bundle of the ledger " + earlier_->origin,
                            "one of " + checkpoint_.origin, "Name another folder.");
    }
    if (earlier_->size > checkpoint_.size) {
      return bundle_problem("bundle.shrinks", request_.folder,
                            fmt::format("a bundle of {} entries", earlier_->size),
                            fmt::format("at most the {} of the checkpoint", checkpoint_.size),
                            "The ledger was longer when it was published: find out why.");
    }
    return Done{};
  }

  using LeafSink = std::function<base::Result<Done>(const Event&, std::string_view leaf)>;

  base::Result<Done> each_event(const LeafSink& sink) {
    base::Problems problems;
    const auto read =
        storage_.read_each(0, checkpoint_.size, [&](const store::LedgerEntry& stored) {
          auto entry = ledger::read_stored_entry(stored.leaf);
          const auto event =
              entry ? event_of(std::move(entry).value(), stored.position, stored.leaf_hash)
                    : base::Result<Event>(entry.problems());
          const auto done =
              event ? sink(*event, stored.leaf) : base::Result<Done>(event.problems());
          if (!done) problems = done.problems();
          return done ? store::Flow::Continue : store::Flow::Stop;
        });
    if (!read) return read.problems();
    if (!problems.empty()) return problems;
    return Done{};
  }

  base::Result<Done> fold() {
    ledger::Frontier tree;
    std::optional<ledger::Hash> root_then;
    if (earlier_ && earlier_->size == 0) root_then = tree.root();
    const auto done = read_events(storage_, 0, checkpoint_.size, [&](const Event& event) {
      apply(operation_, event);
      tree.append(event.leaf_hash);
      if (earlier_ && earlier_->size == tree.size()) root_then = tree.root();
    });
    if (!done) return done;
    const bool same = tree.size() == checkpoint_.size && tree.root() == checkpoint_.root;
    if (!request_.cosigned.empty() && (!same || operation_.setup.origin != checkpoint_.origin)) {
      return not_cosigned(fmt::format("a checkpoint of {} entries of {} with another root",
                                      checkpoint_.size, checkpoint_.origin));
    }
    if (!same) {
      return bundle_problem("bundle.root", "", "entries of another root than the checkpoint's",
                            "the root of the signed checkpoint",
                            "The store and its checkpoint disagree: examine the store.");
    }
    if (earlier_ && root_then != earlier_->root) {
      return bundle_problem("bundle.forked", request_.folder,
                            fmt::format("another history of the first {} entries", earlier_->size),
                            "a bundle that this ledger extends",
                            "Two histories of one ledger exist: keep both and find out why.");
    }
    return Done{};
  }

  // A ledger shorter than one that this keys folder signed is published only once two officers
  // recorded the loss (F21).
  base::Result<Done> check_not_rolled_back() {
    if (request_.keys == nullptr) return Done{};
    const auto bytes = request_.keys->last_note(checkpoint_.origin, checkpoint_.origin);
    if (!bytes) return bytes.problems();
    const auto entries = storage_.size();
    if (!entries) return entries.problems();
    if (!*bytes) return Done{};
    const auto signed_before = store::read_checkpoint_note(**bytes);
    if (!signed_before) return signed_before.problems();
    const std::uint64_t size = signed_before->checkpoint.size;
    const bool recorded =
        std::ranges::any_of(operation_.commitment.rollbacks,
                            [&](const Rollback& rollback) { return rollback.lost_size >= size; });
    if (size <= *entries || recorded) return Done{};
    return base::Problem{
        "log.rolled-back",
        {},
        fmt::format("a ledger of {} entries", *entries),
        fmt::format("the {} entries that were signed before, root {}", size,
                    root_as_text(signed_before->checkpoint.root)),
        "Restore the newest copy; if it is lost, a state officer records that with rollback.record "
        "and another approves it."};
  }

  base::Result<Done> write_entries(BundleWriter& writer) {
    TileWriter tiles(writer);
    const auto done = each_event(
        [&](const Event& event, std::string_view leaf) { return write_entry(tiles, event, leaf); });
    if (!done) return done;
    return tiles.finish();
  }

  base::Result<Done> write_entry(TileWriter& tiles, const Event& event, std::string_view leaf) {
    const auto withheld = withheld_entry(operation_, plan_, event);
    if (withheld) {
      note_withheld(event, *withheld);
      return tiles.add(event.leaf_hash, "");
    }
    if (const auto problem = small_cell_problem(plan_, event)) return *problem;
    note_files(event.body);
    return tiles.add(event.leaf_hash, leaf);
  }

  void note_withheld(const Event& event, const Withheld& withheld) {
    ++withheld_[withheld.why];
    report::WithheldEntry row{event.position, event.kind, "", "", "", withheld.why, withheld.group};
    if (event.kind == "returns.add" || event.kind == "result.version") {
      row.county = event.body["county"].get<std::string>();
      for (const Json& unit : event.body["units"]) {
        const std::string id = unit["unit"].get<std::string>();
        versions_withheld_.insert(id);
        if (!is_found_later(id)) returns_withheld_.insert(id);
      }
    } else if (event.kind == "county.statement") {
      row.county = event.body["county"].get<std::string>();
    } else {
      row.batch = batch_of_entry(operation_, event);
      row.unit = row.batch.empty() ? unit_of_entry(operation_, event)
                                   : operation_.commitment.batches.at(row.batch).unit;
      if (!row.unit.empty()) row.county = county_of(row.unit);
    }
    rows_.push_back(std::move(row));
  }

  // By unit.extra, which is always given.
  bool is_found_later(const std::string& unit) const {
    const auto versions = operation_.reconciling.versions.find(unit);
    const auto& published_at = operation_.commitment.published_at;
    return published_at && versions != operation_.reconciling.versions.end() &&
           versions->second.front().position > *published_at;
  }

  // Looked up: to ask for it anew at each entry would cost as much as the unit has batches.
  std::string county_of(const std::string& unit) const {
    const auto known = plan_.counties.find(unit);
    return known == plan_.counties.end() ? county_given_for(operation_, unit) : known->second;
  }

  // {"sha256", "bytes", "name"} at any depth is a file.
  void note_files(const Json& value) {
    if (value.is_object() && value.size() == 3 && value.contains("sha256") &&
        value.contains("bytes") && value.contains("name") && value["sha256"].is_string()) {
      const auto hash = base::parse_hex(value["sha256"].get<std::string>());
      if (hash) files_.insert(*hash);
      return;
    }
    if (!value.is_structured()) return;
    for (const Json& item : value) note_files(item);
  }

  base::Result<Done> write_files(BundleWriter& writer) {
    for (const base::Sha256& sha256 : files_) {
      if (auto done = writer.write_blob(storage_, sha256); !done) return done;
    }
    return writer.write("checkpoint", note_);
  }

  bool is_all_closed() const {
    const Commitment& inputs = operation_.commitment;
    return std::ranges::none_of(
               inputs.units,
               [&](const auto& unit) { return is_open_unit(operation_, unit.first); }) &&
           std::ranges::none_of(inputs.unit_batches, [&](const auto& unit) {
             return is_open_unit(operation_, unit.first);
           });
  }

  base::Result<Done> write_tables(BundleWriter& writer) {
    report::BundleFacts facts =
        bundle_facts(operation_, plan_, returns_withheld_, versions_withheld_);
    facts.program = request_.program;
    facts.size = checkpoint_.size;
    facts.root = root_as_text(checkpoint_.root);
    facts.withheld = std::move(rows_);
    facts.moved = ground_sentences(operation_, "");
    facts.matters = recount::record_sentences(open_matters(operation_));
    if (facts.withheld.empty() && is_all_closed()) {
      for (std::string& sentence : moved_sentences(operation_)) {
        facts.moved.push_back(std::move(sentence));
      }
      facts.account = recount::summary_of(account_of_ballots(operation_, ""));
    }
    for (const report::DataTable& table : report::bundle_tables(facts)) {
      const std::string path = "public/" + table.name;
      for (const auto& [end, bytes] :
           {std::pair{".csv", report::csv_of(table)},
            std::pair{".for-excel.csv", report::spreadsheet_csv_of(table)},
            std::pair{".json", report::json_of(table)}}) {
        if (auto done = writer.write(path + end, bytes); !done) return done;
      }
    }
    if (auto done = writer.write("index.html", report::bundle_page(facts)); !done) return done;
    const std::string list = list_text(writer, facts.impossible);
    if (auto done = writer.write("bundle.json", list); !done) return done;
    return sign_list(writer, list);
  }

  // What bundle.json says and no entry does, such as the sums of groups, has the log's name to it.
  base::Result<Done> sign_list(BundleWriter& writer, const std::string& list) {
    if (request_.keys == nullptr) return Done{};
    const auto key = request_.keys->key_of(checkpoint_.origin);
    if (!key && key.problems()[0].cause == "key.absent") return Done{};
    if (!key) return key.problems();
    const ledger::VerifierKey verifier{checkpoint_.origin, ledger::SignerKind::Log,
                                       key->public_key()};
    const auto note = ledger::parse_note(note_);
    if (!note) return note.problems();
    if (!ledger::verified_time(*note, verifier)) {
      return bundle_problem("bundle.log-key", checkpoint_.origin,
                            "a ledger key that did not sign this checkpoint",
                            "the key that signed this ledger before",
                            "Find the key file that was made when the operation was opened.");
    }
    const std::string text =
        fmt::format("recanvass.bundle/1\n{}{}\n", ledger::checkpoint_text(checkpoint_),
                    base::hex(base::sha256(list)));
    list_signed_ = true;
    return writer.write(
        "bundle.note",
        ledger::format_note({text, {ledger::sign_as_log(text, checkpoint_.origin, *key)}}));
  }

  std::string list_text(const BundleWriter& writer,
                        const std::vector<report::BundleFinding>& impossible) const {
    Json list = {{"files", writer.list()},
                 {"groups", Json::array()},
                 {"minimum_ballots", plan_.minimum_ballots},
                 {"origin", checkpoint_.origin},
                 {"program", request_.program},
                 {"root", root_as_text(checkpoint_.root)},
                 {"schema", "recanvass.bundle/1"},
                 {"size", checkpoint_.size},
                 {"withheld", Json::object()}};
    for (const auto& [why, number] : withheld_) list["withheld"][why] = number;
    for (const auto& [id, group] : plan_.groups) list["groups"].push_back(group_json(group));
    std::set<std::string> unseen;
    for (const report::BundleFinding& each : impossible) {
      if (each.rule.empty()) unseen.insert(each.unit);
    }
    if (!unseen.empty()) list["impossible"] = unseen;
    list["self"] = base::hex(base::sha256(base::canonical_json(list)));
    return base::canonical_json(list);
  }

  Json group_json(const report::BundleGroup& group) const {
    Json votes = Json::object();
    for (std::size_t i = 0; i < group.counted.votes.size(); ++i) {
      votes[operation_.setup.choices[i].id] = group.counted.votes[i];
    }
    return {{"batches", group.batches},
            {"counted",
             {{"ballots", group.counted.ballots},
              {"blank", group.counted.blank},
              {"over", group.counted.over},
              {"votes", votes}}},
            {"county", group.county},
            {"id", group.id},
            {"unit", group.unit},
            {"units", group.units}};
  }

  store::Storage& storage_;
  const PublishRequest& request_;
  Operation operation_;
  std::string note_;
  ledger::Checkpoint checkpoint_;
  std::optional<ledger::Checkpoint> earlier_;
  PrivacyPlan plan_;
  std::map<std::string, std::int64_t> withheld_ = {{"merged", 0}, {"open", 0}, {"small", 0}};
  std::vector<report::WithheldEntry> rows_;
  std::set<std::string> returns_withheld_;
  std::set<std::string> versions_withheld_;
  std::set<base::Sha256> files_;
  bool list_signed_ = false;
};

}  // namespace

base::Result<Published> publish_bundle(store::Storage& storage, const law::KnowledgeBase& law,
                                       const PublishRequest& request) {
  if (request.minimum_ballots < 1) {
    return bundle_problem("bundle.minimum", "--minimum-ballots",
                          std::to_string(request.minimum_ballots), "1 or more",
                          "1 withholds nothing.");
  }
  return Publication(storage, law, request).run();
}

}  // namespace recanvass::workflow
