// Replays published entries one by one: who said it, with which key, whether they might, and what
// it changes. What is wrong goes into the checks by number (V5 to V9); the record goes on all the
// same, so that one fault is not told as a hundred.
#pragma once

#include "verify/entry_stream.h"
#include "verify/hash_tree.h"
#include "verify/record.h"
#include "verify/unit_review.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::verify {

/// What a reader of one kind works on.
struct Replay {
  Record& record;
  CheckBook& book;
  const HashTree& tree;    ///< of the entries up to the one that is read
  bool tree_is_known = true;  ///< false: roots cannot be computed

  void fault(CheckId id, const Said& said, const std::string& words);
  /// The author, when there is such an account.
  [[nodiscard]] const Person* author_of(const Said& said) const;
  /// Whether two accounts are of one person: the same account, or the same name, spelling and title
  /// apart.
  [[nodiscard]] bool same_person(const std::string& one, const std::string& other) const;
  /// V5: the author may act in this county.
  void want_county(const Said& said, const std::string& county);
  /// V14: while a stay is open, or an order stays, nothing is opened, entered, moved or closed.
  void want_no_stay(const Said& said);
  /// V6: two names, of different people: spelling apart, and not two names of one account.
  void want_two_people(const Said& said, const char* member, const std::string& words);
  /// What follows an election is not of a day before it.
  /// @param at  a day or a local time; anything else is not looked at
  void want_after_election(CheckId id, const Said& said, const std::string& at);
  /// V5: the body has what its kind needs; gives `there` back.
  bool want(bool there, const Said& said, const char* member);
};

/// How one kind is read.
struct Kind {
  const char* name;
  std::vector<const char*> roles;  ///< who may say it
  bool needs_two = false;  ///< waits for a second person
  void (*read)(Replay&, const Said&) = nullptr;
  /// Null: as `needs_two` says. Else whether this very entry waits, where it stands.
  bool (*needs_two_now)(const Record&, const Said&) = nullptr;
};

/// All kinds that this program reads.
[[nodiscard]] const std::vector<Kind>& kinds();
/// Null when this program does not read it.
[[nodiscard]] const Kind* kind_named(const std::string& name);

// The readers, by stage, each in its own file: read_people.cpp and so on.
[[nodiscard]] std::vector<Kind> people_kinds();
[[nodiscard]] std::vector<Kind> input_kinds();
[[nodiscard]] std::vector<Kind> counting_kinds();
[[nodiscard]] std::vector<Kind> order_kinds();
[[nodiscard]] std::vector<Kind> reconciling_kinds();
[[nodiscard]] std::vector<Kind> challenge_kinds();
[[nodiscard]] std::vector<Kind> deciding_kinds();
[[nodiscard]] std::vector<Kind> money_kinds();
[[nodiscard]] std::vector<Kind> audit_kinds();
[[nodiscard]] std::vector<Kind> card_kinds();
[[nodiscard]] std::vector<Kind> round_kinds();
/// Of which only author, key and duty are checked: nothing is added up from what they say.
[[nodiscard]] std::vector<Kind> listed_kinds();

/// Replays an entry that is given: V5, then its kind.
void replay_entry(Replay& replay, std::uint64_t position, ReadEntry entry);
/// Notes an entry that is withheld, as the list of them claims it to be.
void replay_withheld(Replay& replay, const WithheldRow& row);
/// What the whole ledger must have in the end; then V5 to V9 and V19 are done.
/// @param reviews  of the record as it is in the end
void conclude_replay(Replay& replay, const Reviews& reviews);

/// V15, when all entries were read.
void conclude_money(Replay& replay);
/// V23 and V24, when all entries were read.
void conclude_audits(Replay& replay);
/// V25, when all entries were read.
void conclude_cards(Replay& replay);
/// V26, when all entries were read.
void conclude_rounds(Replay& replay);

/// An input that an audit may rest on was changed, by two persons: the audit is void.
struct InputChanged {
  enum class What { Batch, Figures, Import, ExtraBatch };
  What what = What::Figures;
  std::string id{};
  std::string county{};
  std::int64_t cards = 0;
};
void void_audit_on(Replay& replay, std::uint64_t position, const InputChanged& changed);

/// The figures of a tally's body; no value when it has no such figures.
[[nodiscard]] std::optional<Figures> figures_in(const base::Json& body);

/// V8 of a tape that a machine printed, as of a tally.
void check_machine_balance(Replay& replay, const Said& said, const Figures& figures,
                           const std::string& unit);

}  // namespace recanvass::verify
