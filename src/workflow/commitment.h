// What was fixed and published before the first container was opened: batches, returns by unit, the
// reported outcome, the mapping of names, and who witnessed it. A part of the state
// (workflow/operation.h).
#pragma once

#include "base/indexed_map.h"
#include "base/json.h"
#include "ledger/merkle.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// A batch as the manifest lists it.
struct ManifestBatch {
  std::string county;
  std::string container;
  std::string unit;
  std::int64_t ballots = 0;
  bool extra = false;  ///< added while counting, by a supervisor
  std::uint64_t incident = 0;  ///< position of the incident that an extra batch opened
};

/// A reporting unit with the figures that are counted again.
struct ReportedUnit {
  std::string county;
  std::string name;
  std::map<std::string, std::int64_t> votes;  ///< by choice id
  std::optional<std::int64_t> ballots;
  std::optional<std::int64_t> registered;
};

struct WitnessKey {
  std::string name;
  std::string verifier_key;  ///< "name+hash+key", a cosignature key
};

/// A checkpoint that a witness countersigned.
struct WitnessedCheckpoint {
  std::string witness;
  std::uint64_t size = 0;
  std::uint64_t unix_seconds = 0;
};

/// Cast vote records that were read, as they are committed to: by hash.
struct CardsImport {
  std::string county;  ///< empty: of the whole jurisdiction
  base::Json body;  ///< format, sources, store_sha256, cards, ballots, contests and the rest
  std::uint64_t position = 0;  ///< of the entry that stands
};

/// An input that was changed, with what it was and what it is.
struct InputChange {
  std::uint64_t position = 0;
  std::string what;  ///< "batch B1", "unit W1", "outcome", "cards dane-mail"
  std::string reason;
  base::Json before;  ///< the members that can change; null: the input is new (unit.extra, cards)
  base::Json after;
  bool after_publication = false;
  std::string author;
  std::string approved_by;  ///< the second person; empty before publication
};

/// A loss of entries that two officers recorded: a ledger of lost_size entries was signed, and only
/// the first kept_size of them were found again.
struct Rollback {
  std::uint64_t position = 0;
  std::uint64_t lost_size = 0;
  ledger::Hash lost_root{};
  std::uint64_t kept_size = 0;
  std::string reason;
  std::set<std::string> by{};  ///< accounts: two
};

struct Commitment {
  base::IndexedMap<ManifestBatch> batches;  ///< by id
  std::map<std::string, ReportedUnit> units;  ///< by id
  std::map<std::string, std::vector<std::string>> unit_batches;  ///< batch ids by unit
  std::map<std::string, std::int64_t> reported_outcome;  ///< votes by choice
  std::optional<std::int64_t> reported_votes;  ///< all votes for the office, where stated
  std::optional<std::int64_t> reported_ballots;  ///< all ballots cast, where stated
  std::map<std::string, std::string> choice_names;  ///< choice id by a source's spelling
  std::map<std::string, CardsImport> imports;  ///< of cast vote records, by id
  std::map<std::string, WitnessKey> witness_keys;  ///< by name
  std::vector<WitnessedCheckpoint> witnessed;
  std::vector<Rollback> rollbacks;
  std::vector<InputChange> changes;
  std::optional<std::uint64_t> published_at;  ///< position of commitment.publish
  std::string published_sha256;

  /// Published, and a witness countersigned a checkpoint that covers it.
  [[nodiscard]] bool is_witnessed() const;
};

/// What is hashed and published: batches, units, outcome and names as one JSON value, and imports
/// of cards where there are any. Pure.
[[nodiscard]] base::Json committed_inputs(const Commitment& commitment);

/// SHA-256 of the canonical JSON of committed_inputs, 64 hexadecimal digits.
[[nodiscard]] std::string committed_sha256(const Commitment& commitment);

}  // namespace recanvass::workflow
