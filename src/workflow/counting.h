// Containers, batches, blind entries and their sign-off. A part of the state
// (workflow/operation.h). What an entry must add up to: workflow/tally.h.
#pragma once

#include "base/indexed_map.h"
#include "workflow/tally.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// One person's entries of one batch, the latest last. Nothing is overwritten.
struct BlindEntry {
  std::string author;
  std::vector<Tally> revisions;
};

enum class BatchStage { Waiting, OneEntry, Agreed, Mismatch, Adjudicated, Void };

/// What was counted of one batch.
struct BatchCount {
  std::vector<BlindEntry> entries;  ///< at most two: A and B, by different people
  std::optional<Tally> adjudicated;
  std::string taken_by;  ///< who said that they are entering it
  std::string taken_at;  ///< their claim of time
  bool is_void = false;
  std::vector<std::string> voided_by;  ///< two accounts
  std::uint64_t voided_at = 0;  ///< position

  [[nodiscard]] BatchStage stage() const;
  /// The figures that stand: agreed or adjudicated ones, and no value before.
  [[nodiscard]] const Tally* standing() const;
};

struct SealRecord {
  std::uint64_t position = 0;
  std::string act;  ///< "recorded", "out", "in"
  std::string seal;  ///< its number; empty: none
  std::string condition;  ///< out: "intact" or "broken"; empty: intact
  std::string packages;  ///< out: "sealed" or "loose" inside; empty: not looked at
  std::vector<std::string> by;  ///< two names for out and in
  std::string claimed_time;
};

enum class ContainerStage { Sealed, Open, Incident };

struct Container {
  std::string county;
  ContainerStage stage = ContainerStage::Sealed;
  std::string seal;  ///< the seal last put on
  std::vector<SealRecord> history;
};

/// Something that was not as it should be and waits for words: a seal, an extra batch.
struct Incident {
  std::uint64_t position = 0;
  std::string county;
  std::string what;
  std::string resolution;  ///< empty: open
  std::set<std::string> opened_by{};  ///< accounts
  std::string batch{};  ///< that was added; empty: it is about something else
  std::set<std::string> resolved_by{};  ///< accounts
};

/// What the batches of a unit add up to, those that are void left out.
struct UnitSums {
  std::int64_t batches = 0;
  std::int64_t listed_ballots = 0;  ///< on the manifest
  std::int64_t one_entry = 0;       ///< batches with one entry
  std::int64_t mismatched = 0;      ///< batches whose entries differ
  std::int64_t settled = 0;  ///< batches that agree or were adjudicated; what follows is of these
  std::int64_t ballots = 0;
  std::int64_t blank = 0;
  std::int64_t over = 0;
  std::map<std::string, std::int64_t> votes;  ///< by choice id

  /// Every batch is settled, and there is one.
  [[nodiscard]] bool is_counted() const { return batches > 0 && settled == batches; }
  [[nodiscard]] bool has_entries() const { return one_entry + mismatched + settled > 0; }
  /// Entries, of all of the unit or of a part, that are not of a tape's figures.
  [[nodiscard]] bool say_otherwise(const Tally& tape) const;
};

struct Counting {
  base::IndexedMap<BatchCount> batches;  ///< by batch id
  std::map<std::string, UnitSums> sums;  ///< by unit (workflow/unit_sums.h)
  std::map<std::string, Container> containers;  ///< by id
  std::set<std::string> custody;  ///< counties of which a container was recorded
  std::map<std::uint64_t, Incident> incidents;  ///< by the position that opened them
  std::map<std::string, std::uint64_t> signed_off;  ///< position of the sign-off, by unit

  /// Whether anybody entered a batch by hand, set aside since or not.
  [[nodiscard]] bool has_entries() const;
};

[[nodiscard]] std::string name_of(BatchStage stage);
[[nodiscard]] std::string name_of(ContainerStage stage);

}  // namespace recanvass::workflow
