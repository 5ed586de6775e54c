// How a count ends: causes of changes, machine recounts, stages, units that cannot be counted
// again, county statements, certificates, and the legal status of every result set. A part of the
// state (workflow/operation.h). Next: workflow/unit_result.h, the figures that stand for a unit.
#pragma once

#include "recount/legal_standing.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// Why a unit's figures changed. It holds for the change that it was given for and for no other.
struct UnitCause {
  std::uint64_t position = 0;
  std::string author;
  std::string code;  ///< of recount/causes.h
  std::string words;
  std::string minute;
  std::map<std::string, std::int64_t> changes;  ///< votes after less before, by changed choice
};

/// What a machine counted again: its tape, read by one person and confirmed by another.
struct MachineResult {
  std::uint64_t position = 0;
  std::string author;
  std::string approved_by;
  std::string machine;  ///< empty: not stated
  std::int64_t ballots = 0;
  std::int64_t blank = 0;
  std::int64_t over = 0;
  std::map<std::string, std::int64_t> votes;  ///< by choice, every choice
  std::string reason;  ///< code, where the figures do not balance
};

/// A board's ruling that a unit cannot be counted again: its original figures stand, for as long as
/// the policy says the same.
struct NotRecountable {
  std::uint64_t position = 0;
  std::string author;
  std::string approved_by;  ///< the second person; empty: nothing of the unit was counted again
  std::string minute;
};

/// The end of one stage of a staged recount, and whether another is due.
struct StageClose {
  std::uint64_t position = 0;
  std::string county;  ///< empty: the whole operation
  std::string due;  ///< "yes" or "no"
  std::string decided_by;  ///< "law", or who decided where the law leaves it open
  std::string words;
  std::vector<std::string> next_units;  ///< of the next stage; empty: all that are left
};

/// A county's canvass of its recount.
struct CountyStatement {
  std::uint64_t position = 0;
  std::string author;
  std::vector<std::string> signed_by;  ///< two names
  std::string signed_at;  ///< local time, as stated
  std::map<std::string, std::int64_t> votes;  ///< by choice
  std::int64_t units = 0;
  std::int64_t units_original = 0;  ///< whose first count stands
  std::int64_t units_without_worksheet = 0;
};

/// What a result set is and where its figures come from.
struct NamedResultSet {
  std::string id;
  std::string kind;  ///< election::ResultKind by name
  std::string figures;  ///< "reported", "counted", "stated"
  std::map<std::string, std::int64_t> votes;  ///< of a stated one
  std::uint64_t position = 0;
};

/// A legal event with its place in the ledger.
struct StatusEntry {
  std::uint64_t position = 0;
  std::string author;
  recount::LegalEvent event;
  std::string words;
  std::string order{};  ///< that it names; empty: none
};

/// A tie for the last seat, settled as the law has it: for exactly these votes.
struct Lot {
  std::uint64_t position = 0;
  std::string author;
  std::string approved_by;
  std::vector<std::string> drawn;  ///< choices that got the seats left
  std::string drawn_at;  ///< local time
  std::string place;
  std::string words;
  std::map<std::string, std::int64_t> votes;  ///< by choice, as they stood
};

struct Certificate {
  std::uint64_t position = 0;
  std::string result_set;
  std::string authority;
  std::string signed_at;  ///< local time, as stated
  std::string by;
  std::string approved_by;
  std::map<std::string, std::int64_t> votes;
  std::vector<std::string> winners;  ///< in order of votes; of a tie for the last seat all who tie
  std::vector<std::string> warnings;  ///< sentences
  std::string reason;  ///< of an amended one
  std::optional<std::uint64_t> amends;  ///< position of the certificate that it replaces
  std::optional<std::uint64_t> voided_at;  ///< position; no value: in force or replaced
  std::string void_words;
  std::set<std::string> voided_by{};  ///< accounts: two
};

/// Which of a unit's two second counts stands, where the method lets either: as two persons chose.
struct ChosenCount {
  std::uint64_t position = 0;
  bool by_hand = false;  ///< else the machine's tape
  std::string reason;
  std::set<std::string> by;  ///< accounts
};

struct Deciding {
  std::map<std::string, std::vector<UnitCause>> causes;  ///< by unit, in order
  std::map<std::string, std::vector<MachineResult>> machine_results;  ///< by unit
  std::map<std::string, ChosenCount> chosen_counts;  ///< by unit, the latest
  std::map<std::string, NotRecountable> not_recountable;  ///< by unit
  std::vector<StageClose> stages;  ///< in order
  std::map<std::string, std::vector<CountyStatement>> county_statements;  ///< by county
  std::map<std::string, NamedResultSet> result_sets;  ///< by id
  std::vector<std::string> result_set_order;  ///< ids as first named
  std::vector<StatusEntry> status_entries;
  std::vector<Certificate> certificates;
  std::vector<Lot> lots;  ///< in order

  /// The latest that was not voided; null when there is none.
  [[nodiscard]] const Certificate* certificate_in_force() const;
};

}  // namespace recanvass::workflow
