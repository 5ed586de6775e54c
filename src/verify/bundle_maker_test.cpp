#include "verify/bundle_maker_test.h"

#include "base/sha256.h"
#include "ledger/tiles.h"
#include "recount/wording.h"
#include "report/bundle_page.h"
#include "report/bundle_tables.h"
#include "verify/closing_check.h"
#include "verify/list_note.h"
#include "verify/replay.h"
#include "verify/tables_check.h"
#include "verify/withheld.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace recanvass::verify::test {
namespace {

using base::Json;

std::string bytes_text(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

std::string root_text(const ledger::Hash& root) {
  return ledger::base64(bytes_text(root.data(), root.size()));
}

HashTree tree_of(const BundleParts& parts) {
  HashTree tree;
  for (const auto& entry : parts.entries) tree.append(ledger::leaf_hash(ledger::leaf_bytes(entry)));
  return tree;
}

std::vector<WithheldRow> rows_of(const BundleParts& parts) {
  std::vector<WithheldRow> rows;
  std::map<std::string, std::pair<std::string, std::string>> places;  // county and unit by batch
  for (const auto& entry : parts.entries) {
    if (entry.entry.kind != "manifest.add") continue;
    for (const Json& batch : entry.entry.body["batches"]) {
      places[batch["batch"]] = {entry.entry.body["county"], batch["unit"]};
    }
  }
  for (const auto& [position, hidden] : parts.hidden) {
    const ledger::Entry& entry = parts.entries.at(position).entry;
    WithheldRow row{position,   entry.kind,  entry.body.value("county", ""), "", "",
                    hidden.why, hidden.group};
    row.batch = entry.body.value("batch", "");
    row.unit = entry.body.value("unit", "");
    for (const auto& [batch, place] : places) {
      const bool meant = row.batch.empty() ? place.second == row.unit : batch == row.batch;
      if (meant) std::tie(row.county, row.unit) = place;
    }
    rows.push_back(row);
  }
  return rows;
}

BundleList list_of(const BundleParts& parts) {
  BundleList list;
  list.minimum_ballots = parts.minimum_ballots;
  list.impossible = parts.impossible;
  for (const Json& group : parts.groups) {
    const Json& counted = group["counted"];
    list.groups.push_back({group["id"], group["county"], group["unit"], group["units"],
                           group["batches"], counted["ballots"], counted["votes"], counted["blank"],
                           counted["over"]});
  }
  return list;
}

// What the verifier itself reads: good enough for what a test is not about.
Record record_of(const BundleParts& parts) {
  Record record;
  take_groups(list_of(parts).groups, record);
  CheckBook book;
  const HashTree tree = tree_of(parts);
  Replay replay{record, book, tree};
  const auto rows = rows_of(parts);
  for (std::size_t i = 0; i < parts.entries.size(); ++i) {
    ReadEntry entry;
    entry.state = parts.hidden.count(i) > 0 ? ReadEntry::State::Withheld : ReadEntry::State::Given;
    if (entry.state == ReadEntry::State::Given) {
      entry.entry = parts.entries[i];
      entry.receipt = parts.receipt_of(i);
    }
    for (const WithheldRow& row : rows) {
      if (row.position == i) replay_withheld(replay, row);
    }
    replay_entry(replay, i, entry);
  }
  return record;
}

report::BundleFacts facts_for(const BundleParts& parts, const ledger::Checkpoint& checkpoint) {
  const Record record = record_of(parts);
  base::SerialExecutor executor;
  return facts_of(record,
                  {parts.program, checkpoint.origin, checkpoint.size, root_text(checkpoint.root)},
                  list_of(parts), rows_of(parts), review_counted(record, executor));
}

void add_tiles(const BundleParts& parts, std::map<std::string, std::string>& files) {
  const HashTree tree = tree_of(parts);
  for (const ledger::TileId& tile : ledger::tiles_of(parts.entries.size())) {
    const std::uint64_t first = tile.index * ledger::kTileWidth;
    std::vector<ledger::Hash> hashes;
    std::vector<std::string> leaves;
    for (std::uint64_t i = first; i < first + static_cast<std::uint64_t>(tile.width); ++i) {
      if (tile.kind == ledger::TileId::Kind::Hashes) {
        hashes.push_back(tree.node(8 * tile.level, i));
      } else {
        leaves.push_back(parts.hidden.count(i) > 0 ? "" : ledger::leaf_bytes(parts.entries[i]));
      }
    }
    files[ledger::tile_path(tile)] = tile.kind == ledger::TileId::Kind::Hashes
                                         ? ledger::hash_tile(hashes)
                                         : ledger::entry_bundle(leaves);
  }
}

std::string signed_note(const BundleParts& parts, const ledger::Checkpoint& checkpoint) {
  const std::string text = ledger::checkpoint_text(checkpoint);
  ledger::Note note{text, {ledger::sign_as_log(text, kOrigin, key_of(parts.log_signer))}};
  for (const std::string& witness : parts.witnesses) {
    note.signatures.push_back(ledger::sign_as_witness(text, witness, key_of(witness), 1480327200));
  }
  return ledger::format_note(note);
}

std::string list_text(const BundleParts& parts, const ledger::Checkpoint& checkpoint,
                      const std::map<std::string, std::string>& files) {
  Json list = {{"files", Json::array()},
               {"groups", parts.groups},
               {"minimum_ballots", parts.minimum_ballots},
               {"origin", checkpoint.origin},
               {"program", parts.program},
               {"root", root_text(checkpoint.root)},
               {"schema", "recanvass.bundle/1"},
               {"size", checkpoint.size},
               {"withheld", {{"merged", 0}, {"open", 0}, {"small", 0}}}};
  if (!parts.impossible.empty()) list["impossible"] = parts.impossible;
  for (const auto& [position, hidden] : parts.hidden) {
    list["withheld"][hidden.why] = list["withheld"].value(hidden.why, 0) + 1;
  }
  for (const auto& [path, bytes] : files) {
    list["files"].push_back(
        {{"bytes", bytes.size()}, {"path", path}, {"sha256", base::hex(base::sha256(bytes))}});
  }
  list["self"] = base::hex(base::sha256(base::canonical_json(list)));
  return base::canonical_json(list);
}

Json county(const std::string& id) { return {{"id", id}, {"name", "County " + id}}; }

Json batch(const std::string& id, const std::string& unit, std::int64_t ballots) {
  const char* const container = unit == "R1" ? "C-rock" : "C-dane";
  return {{"batch", id}, {"container", container}, {"unit", unit}, {"ballots", ballots}};
}

Json unit(const std::string& id, std::int64_t a, std::int64_t b) {
  return {{"unit", id}, {"name", "Ward " + id}, {"votes", {{"a", a}, {"b", b}}}};
}

void account(BundleParts& parts, const std::string& id, const std::string& role,
             const std::string& place) {
  Json body = {{"account", id}, {"name", id}, {"role", role}, {"public_key", public_text(id)}};
  if (!place.empty()) body["county"] = place;
  parts.say("account.add", "state", body);
}

void open_parts(BundleParts& parts) {
  parts.say("operation.open", "state",
            {{"origin", kOrigin},
             {"name", "Test contest"},
             {"election", "us-test"},
             {"jurisdiction", "us-wi"},
             {"contest", "president"},
             {"vote_for", 1},
             {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
             {"counties", {county("dane"), county("rock")}},
             {"policy", "us-wi-2016"},
             {"law_day", "2016-11-08"},
             {"officer_name", "State officer"},
             {"officer_key", public_text("state")}});
  for (const std::string place : {"dane", "rock"}) {
    account(parts, place + "-clerk", "county-officer", place);
    account(parts, place + "-super", "supervisor", place);
    for (const char* team : {"-1", "-2", "-3"}) account(parts, place + team, "counter", place);
  }
  account(parts, "state-2", "state-officer", "");
}

enum class Extent { Usual, WithSmallUnit, WithCards, FewWithCards };

std::string inputs_hash(const Json& batches, const Json& units, std::int64_t a, std::int64_t b,
                        const Json& cards) {
  Json inputs = {{"schema", "recanvass.inputs/1"},
                 {"batches", batches},
                 {"names", {{"Choice A", "a"}}},
                 {"outcome", {{"a", a}, {"b", b}}},
                 {"units", units}};
  if (!cards.empty()) inputs["cards"] = cards;
  return base::hex(base::sha256(base::canonical_json(inputs)));
}

// The batches and units as the hash has them, from the entries that add them.
std::pair<Json, Json> committed(const BundleParts& parts) {
  Json batches = Json::object();
  Json units = Json::object();
  for (const auto& entry : parts.entries) {
    const Json& body = entry.entry.body;
    if (entry.entry.kind == "manifest.add") {
      for (Json record : body["batches"]) {
        const std::string id = record["batch"];
        record.erase("batch");
        record["county"] = body["county"];
        batches[id] = record;
      }
    }
    if (entry.entry.kind == "returns.add") {
      for (Json record : body["units"]) {
        const std::string id = record["unit"];
        record.erase("unit");
        record["county"] = body["county"];
        units[id] = record;
      }
    }
  }
  return {batches, units};
}

BundleParts committed_with(Extent extent) {
  BundleParts parts;
  open_parts(parts);
  const bool small = extent == Extent::WithSmallUnit;
  Json batches = {batch("B1", "W1", 100), batch("B2", "W1", 50), batch("B3", "W2", 10)};
  Json units = {unit("W1", 90, 55), unit("W2", 4, 6)};
  const bool few = extent == Extent::FewWithCards;
  if (few) batches = {batch("B1", "W1", 4), batch("B2", "W1", 0), batch("B3", "W2", 0)};
  if (small) {
    batches.push_back(batch("B5", "W3", 4));
    units.push_back(unit("W3", 1, 3));
  }
  parts.say("manifest.add", "dane-clerk", {{"county", "dane"}, {"batches", batches}});
  parts.say("manifest.add", "rock-clerk",
            {{"county", "rock"}, {"batches", Json::array({batch("B4", "R1", 40)})}});
  parts.say("returns.add", "dane-clerk", {{"county", "dane"}, {"units", units}});
  parts.say("returns.add", "rock-clerk",
            {{"county", "rock"}, {"units", Json::array({unit("R1", 20, 18)})}});
  const std::int64_t a = 114 + (small ? 1 : 0);
  const std::int64_t b = 79 + (small ? 3 : 0);
  parts.say("outcome.report", "state", {{"votes", {{"a", a}, {"b", b}}}, {"source", "canvass"}});
  parts.say("choice.map", "dane-clerk", {{"spelling", "Choice A"}, {"choice", "a"}});
  Json cards = Json::object();
  if (few || extent == Extent::WithCards) {
    Json body = cards_import("dane");
    parts.say("cards.import", "dane-clerk", body);
    body.erase("import");
    cards["dane"] = body;
  }
  const auto [batch_json, unit_json] = committed(parts);
  parts.say("commitment.publish", "state",
            {{"inputs_sha256", inputs_hash(batch_json, unit_json, a, b, cards)},
             {"published_in", "the web site"}});
  parts.say("witness.add", "state", {{"verifier_key", witness_key().text()}});
  parts.record_witness();
  return parts;
}

void count_twice(BundleParts& parts, const std::string& place, const Json& figures) {
  parts.say("tally.enter", place + "-1", figures);
  parts.say("tally.enter", place + "-2", figures);
}

void count_all(BundleParts& parts) {
  for (const char* place : {"dane", "rock"}) {
    const std::string box = std::string("C-") + place;
    parts.say("container.record", std::string(place) + "-clerk",
              {{"container", box}, {"county", place}, {"seal", "1"}});
    parts.say("container.open", std::string(place) + "-super",
              {{"container", box}, {"seal", "1"}, {"handled_by", {"Ann", "Bob"}}});
  }
  count_twice(parts, "dane", tally("B1", 100, 60, 38));
  count_twice(parts, "dane", tally("B2", 50, 30, 18));
  count_twice(parts, "dane", tally("B3", 10, 4, 6));
  count_twice(parts, "rock", tally("B4", 40, 20, 18));
  for (const char* place : {"dane", "rock"}) {
    parts.say(
        "container.close", std::string(place) + "-super",
        {{"container", std::string("C-") + place}, {"seal", "2"}, {"handled_by", {"Ann", "Bob"}}});
  }
  for (const char* id : {"W1", "W2"}) parts.say("count.sign-off", "dane-super", {{"unit", id}});
  parts.say("count.sign-off", "rock-super", {{"unit", "R1"}});
}

}  // namespace

TestFolder::TestFolder()
    : path_((std::filesystem::temp_directory_path() / "recanvass-verify-XXXXXX").string()) {
  EXPECT_NE(::mkdtemp(path_.data()), nullptr);
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

ledger::SigningKey key_of(const std::string& name) {
  return ledger::SigningKey::from_seed(base::sha256(name));
}

std::string public_text(const std::string& name) {
  const ledger::PublicKey key = key_of(name).public_key();
  return ledger::base64(bytes_text(key.data(), key.size()));
}

ledger::VerifierKey log_key() {
  return {kOrigin, ledger::SignerKind::Log, key_of("log").public_key()};
}

ledger::VerifierKey witness_key(const std::string& name) {
  return {name, ledger::SignerKind::Witness, key_of(name).public_key()};
}

std::uint64_t BundleParts::say(const std::string& kind, const std::string& author, Json body) {
  const std::string key = "key-" + std::to_string(keys_used++);
  entries.push_back(ledger::sign_entry({kind, std::move(body), author, key, "2016-11-28T10:00:00Z"},
                                       kOrigin, key_of(author)));
  return entries.size() - 1;
}

std::string BundleParts::receipt_of(std::uint64_t position) const {
  return ledger::receipt_code(ledger::leaf_bytes(entries.at(position)));
}

std::uint64_t BundleParts::find(const std::string& kind, std::size_t n) const {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].entry.kind == kind && n-- == 0) return i;
  }
  ADD_FAILURE() << "no such entry: " << kind;
  return 0;
}

void BundleParts::restate(std::uint64_t position, const std::string& member, const Json& value) {
  ledger::Entry entry = entries.at(position).entry;
  entry.body[member] = value;
  entries[position] = ledger::sign_entry(entry, kOrigin, key_of(entry.author));
}

void BundleParts::record_witness() {
  const ledger::Checkpoint checkpoint{kOrigin, entries.size(),
                                      tree_of(*this).root_of(entries.size())};
  const std::string text = ledger::checkpoint_text(checkpoint);
  const auto signature =
      ledger::sign_as_witness(text, "press.example", key_of("press.example"), 1480327200);
  std::string line = ledger::format_note({text, {signature}}).substr(text.size() + 1);
  line.pop_back();
  say("witness.record", "state",
      {{"witness", "press.example"},
       {"size", checkpoint.size},
       {"root", root_text(checkpoint.root)},
       {"cosignature", line}});
}

std::map<std::string, std::string> files_of(const BundleParts& parts) {
  ledger::Checkpoint checkpoint{parts.origin, parts.entries.size(),
                                tree_of(parts).root_of(parts.entries.size())};
  if (parts.edit_checkpoint) parts.edit_checkpoint(checkpoint);
  std::map<std::string, std::string> files;
  add_tiles(parts, files);
  files["checkpoint"] = signed_note(parts, checkpoint);
  const report::BundleFacts facts = facts_for(parts, checkpoint);
  for (const report::DataTable& table : report::bundle_tables(facts)) {
    files["public/" + table.name + ".csv"] = report::csv_of(table);
    files["public/" + table.name + ".for-excel.csv"] = report::spreadsheet_csv_of(table);
    files["public/" + table.name + ".json"] = report::json_of(table);
  }
  files["index.html"] = report::bundle_page(facts);
  if (parts.edit_files) parts.edit_files(files);
  files["bundle.json"] = list_text(parts, checkpoint, files);
  if (!parts.list_signer.empty()) {
    const std::string text = list_note_text(checkpoint, files["bundle.json"]);
    files["bundle.note"] = ledger::format_note(
        {text, {ledger::sign_as_log(text, kOrigin, key_of(parts.list_signer))}});
  }
  return files;
}

void write_bundle(const BundleParts& parts, const std::string& folder) {
  for (const auto& [path, bytes] : files_of(parts)) {
    const std::filesystem::path file = std::filesystem::path(folder) / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }
}

Json cards_import(const std::string& id) {
  return {
      {"import", id},
      {"county", "dane"},
      {"format", "Dominion cast vote records, CSV"},
      {"sources",
       Json::array({{{"name", "cvr.csv"}, {"bytes", 9}, {"source_sha256", std::string(64, 'a')}}})},
      {"store_sha256", std::string(64, 'b')},
      {"cards", 160},
      {"ballots", 155},
      {"contests", 3}};
}

BundleParts committed_parts() { return committed_with(Extent::Usual); }

BundleParts parts_with_cards() { return committed_with(Extent::WithCards); }

BundleParts parts_with_few_cards() { return committed_with(Extent::FewWithCards); }

BundleParts counted_parts() {
  BundleParts parts = committed_parts();
  count_all(parts);
  return parts;
}

BundleParts explained_parts() {
  BundleParts parts = counted_parts();
  parts.say("cause.assign", "dane-clerk",
            {{"unit", "W1"},
             {"cause", "PEN"},
             {"words", "A pen that the scanner did not read."},
             {"minute", "page 3"},
             {"found", {{"changes", {{"b", 1}}}}}});
  return parts;
}

void state_county(BundleParts& parts, const std::string& place) {
  const bool dane = place == "dane";
  const bool small = std::any_of(parts.entries.begin(), parts.entries.end(), [](const auto& each) {
    return each.entry.body.value("batch", "") == "B5";
  });
  std::int64_t units = dane ? (small ? 3 : 2) : 1;
  std::set<std::string> sheets;
  for (const auto& entry : parts.entries) {
    if (entry.entry.kind == "unit.figures" && entry.entry.author == place + "-clerk") {
      sheets.insert(entry.entry.body["unit"].get<std::string>());
    }
  }
  Json votes = {{"a", dane ? 94 + (small ? 1 : 0) : 20}, {"b", dane ? 62 + (small ? 3 : 0) : 18}};
  parts.say("county.statement", place + "-clerk",
            {{"county", place},
             {"signed_by", {"Ann", "Bob"}},
             {"signed_at", "2016-12-01T12:00"},
             {"found",
              {{"votes", votes},
               {"units", units},
               {"units_original", 0},
               {"units_without_worksheet", units - static_cast<std::int64_t>(sheets.size())}}}});
}

void certify(BundleParts& parts, std::int64_t a, std::int64_t b) {
  Json body = {
      {"result_set", "recount"}, {"authority", "State board"}, {"signed_at", "2016-12-02T12:00"}};
  const std::vector<std::string> warnings = warnings_of(record_of(parts), body);
  body["found"] = {{"votes", {{"a", a}, {"b", b}}},
                   {"winners", {"a"}},
                   {"warnings", warnings},
                   {"wording", recount::kWording}};
  const std::uint64_t act = parts.say("certificate.issue", "state", body);
  parts.say("approve", "state-2", {{"entry", act}});
}

BundleParts certified_parts() {
  BundleParts parts = explained_parts();
  state_county(parts, "dane");
  state_county(parts, "rock");
  certify(parts);
  return parts;
}

BundleParts small_parts() {
  BundleParts parts = committed_with(Extent::WithSmallUnit);
  count_all(parts);
  count_twice(parts, "dane", tally("B5", 4, 1, 3));
  parts.say("count.sign-off", "dane-super", {{"unit", "W3"}});
  for (std::size_t i = 0; i < parts.entries.size(); ++i) {
    const std::string id = parts.entries[i].entry.body.value("batch", "");
    if (id == "B3") parts.hidden[i] = {"merged", "county:dane"};
    if (id == "B5") parts.hidden[i] = {"small", "county:dane"};
  }
  parts.groups.push_back(
      {{"id", "county:dane"},
       {"county", "dane"},
       {"unit", ""},
       {"units", {"W2", "W3"}},
       {"batches", 2},
       {"counted", {{"ballots", 14}, {"blank", 0}, {"over", 0}, {"votes", {{"a", 5}, {"b", 9}}}}}});
  return parts;
}

Json tally(const std::string& batch_id, std::int64_t ballots, std::int64_t a, std::int64_t b) {
  return {{"batch", batch_id},
          {"ballots", ballots},
          {"votes", {{"a", a}, {"b", b}}},
          {"blank", ballots - a - b},
          {"over", 0}};
}

VerifyRequest request_for(const std::string& folder) {
  VerifyRequest request;
  request.folder = folder;
  request.program = kProgram;
  request.log_key = log_key();
  request.witness_keys = {witness_key()};
  return request;
}

Verdict verdict_of(const VerifyRequest& request) {
  base::SerialExecutor executor;
  auto verdict = verify_bundle(request, executor);
  EXPECT_TRUE(verdict.ok()) << (verdict.ok() ? "" : base::sentences(verdict.problems()));
  return verdict.ok() ? std::move(verdict).value() : Verdict{};
}

std::string failures_in(const Verdict& verdict) {
  std::string failed;
  for (const Check& check : verdict.checks) {
    if (check.outcome == Outcome::Failed) failed += (failed.empty() ? "" : " ") + id_of(check.id);
  }
  return failed;
}

std::string failures_of(const BundleParts& parts) {
  const TestFolder folder;
  write_bundle(parts, folder.path());
  return failures_in(verdict_of(request_for(folder.path())));
}

TEST(BundleMaker, TheSameLedgerGivesTheSameFiles) {
  EXPECT_EQ(files_of(counted_parts()), files_of(counted_parts()));
}

}  // namespace recanvass::verify::test
