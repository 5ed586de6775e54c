// manifest.add, returns.add, outcome.report, choice.map, cards.import, unit.extra,
// commitment.publish, witness.add and witness.record: what was fixed before anything was opened,
// and who saw it (V7).
#include "base/look_of_name.h"
#include "base/sha256.h"
#include "verify/body.h"
#include "verify/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::verify {
namespace {

using base::Json;

void want_before_commitment(Replay& replay, const Said& said) {
  if (!replay.record.committed_at) return;
  replay.fault(CheckId::V7, said,
               fmt::format("inputs were changed after entry {} had fixed them",
                           *replay.record.committed_at));
}

std::string county_in(Replay& replay, const Said& said) {
  const std::string county = text_or_empty(said.body, "county");
  if (replay.record.counties.count(county) == 0) {
    replay.fault(CheckId::V7, said, fmt::format("\"{}\" is no county of this ledger", county));
  }
  replay.want_county(said, county);
  return county;
}

// A unit that stands under another county already is not added to under the author's own.
void want_unit_place(Replay& replay, const Said& said, const std::string& unit) {
  const std::string county = replay.record.county_of(unit);
  if (!county.empty() && county != text_or_empty(said.body, "county")) {
    replay.want_county(said, county);
  }
}

void want_choices(Replay& replay, const Said& said,
                  const std::map<std::string, std::int64_t>& votes) {
  for (const auto& [choice, number] : votes) {
    if (replay.record.has_choice(choice)) continue;
    replay.fault(CheckId::V7, said, fmt::format("\"{}\" is no choice of the contest", choice));
  }
}

// One unit under two spellings is two units to a sum, and two units that look alike are one to a
// reader.
void want_look_of_its_own(Replay& replay, const Said& said, base::TakenNames& taken,
                          const std::string& name) {
  if (const auto other = taken.look_alike(name)) {
    replay.fault(CheckId::V7, said, fmt::format("the unit \"{}\" looks like \"{}\"", name, *other));
  }
  taken.take(name);
}

void read_manifest(Replay& replay, const Said& said) {
  want_before_commitment(replay, said);
  const std::string county = county_in(replay, said);
  const Json* records = records_of(said.body, "batches");
  if (!replay.want(records != nullptr, said, "batches")) return;
  for (const Json& record : *records) {
    const auto id = text_of(record, "batch");
    const auto unit = text_of(record, "unit");
    const auto ballots = figure_of(record, "ballots");
    if (!replay.want(id && unit && ballots, said, "batches")) return;
    want_unit_place(replay, said, *unit);
    Batch batch;
    batch.county = county;
    batch.container = text_or_empty(record, "container");
    batch.unit = *unit;
    batch.ballots = *ballots;
    batch.order = replay.record.batches.size();
    if (!replay.record.batches.emplace(*id, batch).second) {
      replay.fault(CheckId::V7, said, fmt::format("the batch {} is listed twice", *id));
    }
    want_look_of_its_own(replay, said, replay.record.unit_ids, *unit);
    replay.record.units[*unit].batches.insert(*id);
    replay.record.place(*unit);
  }
}

constexpr const char* kFirstVersion = "returns";

// A unit keeps each of its figures as a version, the first as it was handed in.
void keep_version(Unit& unit, const std::string& label, const std::string& cause,
                  const std::string& minute) {
  unit.versions.push_back(
      {label, unit.votes, unit.ballots, std::nullopt, std::nullopt, {}, cause, minute});
}

void read_returns(Replay& replay, const Said& said) {
  want_before_commitment(replay, said);
  const std::string county = county_in(replay, said);
  const Json* records = records_of(said.body, "units");
  if (!replay.want(records != nullptr, said, "units")) return;
  for (const Json& record : *records) {
    const auto id = text_of(record, "unit");
    const auto votes = figures_of(record, "votes");
    if (!replay.want(id && votes, said, "units")) return;
    want_unit_place(replay, said, *id);
    want_choices(replay, said, *votes);
    Unit& unit = replay.record.units[*id];
    if (unit.returns_given) {
      replay.fault(CheckId::V7, said, fmt::format("the unit {} is reported twice", *id));
      continue;
    }
    unit.returns_given = true;
    unit.returns_county = county;
    unit.name = text_or_empty(record, "name");
    want_look_of_its_own(replay, said, replay.record.unit_ids, *id);
    want_look_of_its_own(replay, said, replay.record.unit_names[county], unit.name);
    unit.votes = *votes;
    unit.ballots = figure_of(record, "ballots");
    unit.registered = figure_of(record, "registered");
    keep_version(unit, kFirstVersion, "", "");
    replay.record.place(*id);
  }
}

void read_outcome(Replay& replay, const Said& said) {
  want_before_commitment(replay, said);
  const auto votes = figures_of(said.body, "votes");
  if (!replay.want(votes.has_value(), said, "votes")) return;
  want_choices(replay, said, *votes);
  replay.record.outcome = *votes;
  replay.record.outcome_votes = figure_of(said.body, "total_votes");
  replay.record.outcome_ballots = figure_of(said.body, "ballots");
  replay.record.outcome_reported = true;
}

void read_map(Replay& replay, const Said& said) {
  want_before_commitment(replay, said);
  const auto spelling = text_of(said.body, "spelling");
  const auto choice = text_of(said.body, "choice");
  if (!replay.want(spelling && choice, said, "spelling")) return;
  want_choices(replay, said, {{*choice, 0}});
  const std::string look = base::look_of_id(*spelling);
  for (const auto& [id, name] : replay.record.choices) {
    if (id == *choice || (base::look_of_id(id) != look && base::look_of_id(name) != look)) continue;
    replay.fault(
        CheckId::V7, said,
        fmt::format("it maps \"{}\", which is how {} is written, to {}", *spelling, id, *choice));
  }
  replay.record.spellings[*spelling] = *choice;
}

// 64 lower-case hexadecimal digits: what a SHA-256 looks like, whatever it is of.
bool is_hash(const Json& value) {
  if (!value.is_string()) return false;
  const std::string text = value.get<std::string>();
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// The files that cards were read from: each with its name once, its size and its hash.
bool lists_sources(const Json& body) {
  const Json* sources = records_of(body, "sources");
  if (sources == nullptr || sources->empty()) return false;
  std::set<std::string> names;
  for (const Json& source : *sources) {
    const auto name = text_of(source, "name");
    if (!name || !figure_of(source, "bytes") || !source.contains("source_sha256") ||
        !is_hash(source["source_sha256"]) || source.size() != 3 || !names.insert(*name).second) {
      return false;
    }
  }
  return true;
}

std::set<std::string> hashes_of_sources(const Json& body) {
  std::set<std::string> hashes;
  for (const Json& source : *records_of(body, "sources")) {
    hashes.insert(source["source_sha256"].get<std::string>());
  }
  return hashes;
}

// The same export under two names would be counted twice.
void want_files_once(Replay& replay, const Said& said, const std::string& id) {
  const std::set<std::string> mine = hashes_of_sources(said.body);
  for (const auto& [other, import] : replay.record.imports) {
    if (other == id) continue;
    const std::set<std::string> theirs = hashes_of_sources(import);
    if (import["store_sha256"] != said.body["store_sha256"] &&
        !std::ranges::includes(mine, theirs) && !std::ranges::includes(theirs, mine)) {
      continue;
    }
    replay.fault(CheckId::V7, said, fmt::format("its files are those of the cards {}", other));
  }
}

// Cast vote records are committed to by hash, before anything is opened; later by two persons.
void read_cards(Replay& replay, const Said& said) {
  const bool corrects = said.kind == "cards.correct";
  if (!corrects) want_before_commitment(replay, said);
  const bool has_county = said.body.contains("county");
  const std::string county = has_county ? county_in(replay, said) : std::string();
  replay.want_county(said, county);
  const auto id = text_of(said.body, "import");
  const auto cards = figure_of(said.body, "cards");
  const auto ballots = figure_of(said.body, "ballots");
  if (!replay.want(id && text_of(said.body, "format"), said, "import") ||
      !replay.want(lists_sources(said.body), said, "sources") ||
      !replay.want(said.body.contains("store_sha256") && is_hash(said.body["store_sha256"]), said,
                   "store_sha256") ||
      !replay.want(cards && ballots && *ballots <= *cards, said, "cards") ||
      !replay.want(figure_of(said.body, "contests").has_value(), said, "contests")) {
    return;
  }
  Json committed = said.body;
  committed.erase("import");
  committed.erase("reason");
  auto& imports = replay.record.imports;
  const auto known = imports.find(*id);
  if (corrects) {
    replay.want(text_of(said.body, "reason").has_value(), said, "reason");
    if (known == imports.end() && !replay.record.committed_at) {
      replay.fault(CheckId::V7, said, fmt::format("no cards were imported as {} before", *id));
    }
    if (known != imports.end() && text_or_empty(known->second, "county") != county) {
      replay.fault(CheckId::V7, said, fmt::format("the cards {} are of another county", *id));
    }
    replay.record.inputs_corrected += replay.record.committed_at ? 1 : 0;
  } else if (known != imports.end()) {
    replay.fault(CheckId::V7, said, fmt::format("cards were imported as {} before", *id));
  }
  want_files_once(replay, said, *id);
  imports.insert_or_assign(*id, std::move(committed));
  if (corrects) void_audit_on(replay, said.position, {InputChanged::What::Import, *id});
}

Json votes_json(const std::map<std::string, std::int64_t>& votes) {
  Json json = Json::object();
  for (const auto& [choice, number] : votes) json[choice] = number;
  return json;
}

// docs/formats/operation-entries.md, "the hash of the inputs".
std::string inputs_hash(const Record& record) {
  Json batches = Json::object();
  for (const auto& [id, batch] : record.batches) {
    if (batch.extra) continue;
    batches[id] = {{"ballots", batch.ballots},
                   {"container", batch.container},
                   {"county", batch.county},
                   {"unit", batch.unit}};
  }
  Json units = Json::object();
  for (const auto& [id, unit] : record.units) {
    if (!unit.returns_given) continue;
    Json json = {
        {"county", unit.returns_county}, {"name", unit.name}, {"votes", votes_json(unit.votes)}};
    if (unit.ballots) json["ballots"] = *unit.ballots;
    if (unit.registered) json["registered"] = *unit.registered;
    units[id] = json;
  }
  Json names = Json::object();
  for (const auto& [spelling, choice] : record.spellings) names[spelling] = choice;
  Json inputs = {{"batches", batches},
                 {"names", names},
                 {"outcome", votes_json(record.outcome)},
                 {"schema", "recanvass.inputs/1"},
                 {"units", units}};
  for (const auto& [id, import] : record.imports) inputs["cards"][id] = import;
  return base::hex(base::sha256(base::canonical_json(inputs)));
}

void check_sums(Replay& replay, const Said& said) {
  const Record& record = replay.record;
  for (const auto& [choice, name] : record.choices) {
    std::int64_t sum = 0;
    for (const auto& [id, unit] : record.units) {
      const auto votes = unit.votes.find(choice);
      if (votes != unit.votes.end()) sum += votes->second;
    }
    const auto reported = record.outcome.find(choice);
    if (reported == record.outcome.end()) {
      replay.fault(CheckId::V7, said, fmt::format("no total of {} was reported", choice));
    } else if (reported->second != sum) {
      replay.fault(CheckId::V7, said,
                   fmt::format("the units' votes of {} sum to {}, {} were reported", choice, sum,
                               reported->second));
    }
  }
}

void check_places(Replay& replay, const Said& said) {
  for (const auto& [id, unit] : replay.record.units) {
    if (!unit.returns_given) {
      replay.fault(CheckId::V7, said, fmt::format("the unit {} has batches and no returns", id));
    } else if (unit.batches.empty()) {
      replay.fault(CheckId::V7, said, fmt::format("the unit {} has no batch", id));
    }
  }
}

void read_commitment(Replay& replay, const Said& said) {
  Record& record = replay.record;
  if (record.committed_at) {
    replay.fault(CheckId::V7, said, "the inputs were published already");
    return;
  }
  record.committed_at = said.position;
  record.matters.outcome_published = record.outcome;
  record.committed_hash = text_or_empty(said.body, "inputs_sha256");
  if (record.returns_withheld > 0) return;
  record.inputs_compared = true;
  check_sums(replay, said);
  check_places(replay, said);
  const std::string computed = inputs_hash(record);
  if (computed != record.committed_hash) {
    replay.fault(CheckId::V7, said,
                 fmt::format("the hash published is {}, the inputs have {}", record.committed_hash,
                             computed));
  }
}

void read_witness_key(Replay& replay, const Said& said) {
  const auto key = ledger::VerifierKey::parse(text_or_empty(said.body, "verifier_key"));
  const bool witness = key && key->kind == ledger::SignerKind::Witness;
  if (!replay.want(witness, said, "verifier_key")) return;
  for (const auto& [id, person] : replay.record.people) {
    if (person.key != key->key &&
        std::ranges::find(person.past_keys, key->key) == person.past_keys.end()) {
      continue;
    }
    replay.fault(CheckId::V7, said,
                 fmt::format("the witness {} has the key of the account {}", key->name, id));
  }
  if (!replay.record.witnesses.emplace(key->name, *key).second) {
    replay.fault(CheckId::V7, said, fmt::format("the witness {} was named before", key->name));
  }
}

void read_witness(Replay& replay, const Said& said) {
  const auto known = replay.record.witnesses.find(text_or_empty(said.body, "witness"));
  if (known == replay.record.witnesses.end()) {
    replay.fault(CheckId::V7, said, "its witness was not named before");
    return;
  }
  const auto size = position_of(said.body, "size");
  if (!replay.want(size.has_value(), said, "size")) return;
  const auto note = ledger::parse_note(fmt::format("{}\n{}\n{}\n\n{}\n", replay.record.origin,
                                                   *size, text_or_empty(said.body, "root"),
                                                   text_or_empty(said.body, "cosignature")));
  const auto checkpoint = note ? ledger::parse_checkpoint(note->text)
                               : base::Result<ledger::Checkpoint>(note.problems());
  if (!replay.want(checkpoint.ok(), said, "cosignature")) return;
  if (checkpoint->size > said.position) {
    replay.fault(CheckId::V7, said, "it is of more entries than stood before it");
    return;
  }
  if (replay.tree_is_known && replay.tree.root_of(checkpoint->size) != checkpoint->root) {
    replay.fault(CheckId::V7, said,
                 fmt::format("the witness saw another ledger: its first {} entries have another "
                             "root",
                             checkpoint->size));
    return;
  }
  const auto cosigned_at = ledger::verified_time(*note, known->second);
  if (!cosigned_at) {
    replay.fault(CheckId::V7, said, "the witness's signature does not hold");
    return;
  }
  replay.record.cosigned.emplace_back(checkpoint->size, *cosigned_at);
  std::uint64_t& most = replay.record.cosigned_sizes[known->first];
  most = std::max(most, checkpoint->size);
  if (replay.record.committed_at && checkpoint->size > *replay.record.committed_at) {
    replay.record.witnessed = true;
  }
}

// A unit that was found after the inputs were fixed: without reported figures, and an incident.
void read_extra_unit(Replay& replay, const Said& said) {
  Record& record = replay.record;
  if (!record.committed_at) {
    replay.fault(CheckId::V7, said, "before publication a unit is given with its returns");
  }
  const std::string county = county_in(replay, said);
  const auto id = text_of(said.body, "unit");
  const auto name = text_of(said.body, "name");
  const auto reason = text_of(said.body, "reason");
  if (!replay.want(id && name && reason, said, "unit")) return;
  Unit& unit = record.units[*id];
  if (unit.returns_given) {
    replay.fault(CheckId::V7, said, fmt::format("the unit {} is among the inputs already", *id));
    return;
  }
  unit.returns_given = true;
  unit.returns_county = county;
  unit.name = *name;
  want_look_of_its_own(replay, said, record.unit_ids, *id);
  want_look_of_its_own(replay, said, record.unit_names[county], *name);
  unit.registered = figure_of(said.body, "registered");
  unit.found_later = record.committed_at.has_value();
  keep_version(unit, kFirstVersion, "", "");
  record.place(*id);
  ++record.units_found;
  record.incidents.emplace(said.position, OpenIncident{county, false, accounts_of(said)});
}

void change_batch(Replay& replay, const Said& said, const std::string& id) {
  Record& record = replay.record;
  const auto found = record.batches.find(id);
  if (found == record.batches.end()) {
    replay.fault(CheckId::V7, said, fmt::format("{} is no batch of this ledger", id));
    return;
  }
  Batch& batch = found->second;
  replay.want_county(said, batch.county);
  if (const auto ballots = figure_of(said.body, "ballots")) batch.ballots = *ballots;
  if (const auto container = text_of(said.body, "container")) batch.container = *container;
  if (record.committed_at) batch.corrected_by.merge(accounts_of(said));
  const auto unit = text_of(said.body, "unit");
  if (!unit || *unit == batch.unit) return;
  const std::string before = batch.unit;
  record.units[before].batches.erase(id);
  record.units[*unit].batches.insert(id);
  batch.unit = *unit;
  batch.order = record.batches.size() + said.position;
  record.place(before);
  record.place(*unit);
}

void change_unit(Replay& replay, const Said& said, const std::string& id) {
  const auto found = replay.record.units.find(id);
  if (found == replay.record.units.end() || !found->second.returns_given) {
    if (replay.record.returns_withheld > 0) return;
    replay.fault(CheckId::V7, said, fmt::format("{} is no unit of this ledger", id));
    return;
  }
  Unit& unit = found->second;
  replay.want_county(said, replay.record.county_of(id));
  if (unit.signed_off) {
    replay.fault(CheckId::V9, said, fmt::format("the count of {} was signed off before", id));
  }
  if (const auto name = text_of(said.body, "name")) unit.name = *name;
  if (const auto votes = figures_of(said.body, "votes")) unit.votes = *votes;
  if (const auto ballots = figure_of(said.body, "ballots")) unit.ballots = ballots;
  if (const auto registered = figure_of(said.body, "registered")) unit.registered = registered;
  want_choices(replay, said, unit.votes);
  if (replay.record.committed_at) unit.corrected_by.merge(accounts_of(said));
  const std::string entry = fmt::format("entry {}", said.position);
  keep_version(unit, entry, said.kind, entry);
}

void change_outcome(Replay& replay, const Said& said) {
  Record& record = replay.record;
  if (const auto all = figure_of(said.body, "total_votes")) record.outcome_votes = all;
  if (const auto ballots = figure_of(said.body, "ballots")) record.outcome_ballots = ballots;
  const auto votes = figures_of(said.body, "votes");
  if (!votes) return;
  want_choices(replay, said, *votes);
  replay.record.outcome = *votes;
}

void read_input_change(Replay& replay, const Said& said) {
  const bool corrects = said.kind == "input.correct";
  if (corrects != replay.record.committed_at.has_value()) {
    replay.fault(CheckId::V7, said,
                 corrects ? "nothing was published that it could correct"
                          : "after publication an input changes by two persons (input.correct)");
  }
  replay.record.inputs_corrected += corrects ? 1 : 0;
  replay.want(text_of(said.body, "reason").has_value(), said, "reason");
  const std::string input = text_or_empty(said.body, "input");
  const std::string id = text_or_empty(said.body, "id");
  if (input == "batch") change_batch(replay, said, id);
  if (input == "unit") change_unit(replay, said, id);
  if (input == "outcome") change_outcome(replay, said);
  if (corrects && input != "batch") {
    MattersSeen& matters = replay.record.matters;
    CorrectionSeen& seen =
        input == "unit" ? matters.units_corrected[id] : matters.outcome_corrected;
    seen.reasons.push_back(text_or_empty(said.body, "reason"));
    seen.positions.insert(said.position);
    seen.by.merge(accounts_of(said));
  }
  const auto what = input == "batch" ? InputChanged::What::Batch : InputChanged::What::Figures;
  if (corrects) void_audit_on(replay, said.position, {what, id});
}

}  // namespace

std::vector<Kind> input_kinds() {
  return {{"manifest.add", {"state-officer", "county-officer"}, false, read_manifest},
          {"returns.add", {"state-officer", "county-officer"}, false, read_returns},
          {"outcome.report", {"state-officer"}, false, read_outcome},
          {"choice.map", {"state-officer", "county-officer"}, false, read_map},
          {"cards.import", {"state-officer", "county-officer"}, false, read_cards},
          {"cards.correct", {"state-officer", "county-officer"}, true, read_cards},
          {"input.revise", {"state-officer", "county-officer"}, false, read_input_change},
          {"input.correct", {"state-officer", "county-officer"}, true, read_input_change},
          {"unit.extra", {"supervisor", "county-officer", "state-officer"}, true, read_extra_unit},
          {"commitment.publish", {"state-officer"}, false, read_commitment},
          {"witness.add", {"state-officer"}, false, read_witness_key},
          {"witness.record",
           {"state-officer", "county-officer", "observer", "petitioner"},
           false,
           read_witness}};
}

}  // namespace recanvass::verify
