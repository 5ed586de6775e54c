// What the published entries say, as the verifier reads them: people, inputs, counts. Built by
// verify/replay.h, one entry after the other; read by the checks at the end. This is a second
// implementation: it shares no code with the program's own fold.
// What each kind means: docs/formats/operation-entries.md.
#pragma once

#include "base/date.h"
#include "base/indexed_map.h"
#include "base/json.h"
#include "base/look_of_name.h"
#include "base/quantity.h"
#include "ledger/note.h"
#include "reconcile/unit.h"
#include "recount/legal_standing.h"
#include "verify/audit_record.h"
#include "verify/challenges.h"
#include "verify/matters_record.h"
#include "verify/verdict.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace recanvass::verify {

/// An entry as it is replayed.
struct Said {
  std::uint64_t position = 0;
  std::string file;
  std::string kind;
  std::string author;
  std::string time;
  std::string receipt;
  base::Json body;
  std::string approved_by{};  ///< the second person of an act that needed two
};

/// The accounts of an act: its author's, and the second person's where it has one.
[[nodiscard]] std::set<std::string> accounts_of(const Said& said);

/// Who gave an account its name or its key, where that was after the inputs were published.
struct NamedLater {
  std::uint64_t position = 0;
  std::set<std::string> by;  ///< accounts
};

struct Person {
  std::string name;
  std::string role;
  std::string county;  ///< empty: everywhere
  ledger::PublicKey key{};
  std::vector<ledger::PublicKey> past_keys;  ///< which it had before
  bool active = true;
  std::vector<NamedLater> named_later{};  ///< in order
};

struct Figures {
  std::int64_t ballots = 0;
  std::map<std::string, std::int64_t> votes;
  std::int64_t blank = 0;
  std::int64_t over = 0;
  friend bool operator==(const Figures&, const Figures&) = default;
};

/// The latest of one person's readings of a batch.
struct Reading {
  std::string author;
  std::string receipt;
  Figures figures;
  std::string reason{};
  std::uint64_t position = 0;
};

struct Batch {
  std::string county;
  std::string container;
  std::string unit;
  std::int64_t ballots = 0;
  bool extra = false;
  std::uint64_t incident = 0;  ///< that an extra one opened
  std::uint64_t order = 0;     ///< of being listed, so that the first listed comes first
  std::vector<Reading> readings;
  std::optional<Figures> settled;  ///< by a third person
  std::set<std::string> settled_by;  ///< accounts: one, or two for figures of neither entry
  std::string settled_reason;
  std::string taken_by;
  bool is_void = false;
  std::set<std::string> voided_by;  ///< accounts
  std::uint64_t voided_at = 0;  ///< position
  std::set<std::string> corrected_by;  ///< accounts, after its listing was published
  std::int64_t withheld = 0;  ///< entries of it that are not given
  std::string why_withheld{};
  std::string group{};

  /// The figures that stand; null: none yet, or withheld.
  [[nodiscard]] const Figures* standing() const;
  /// The reason that the figures which stand were given with; empty: none.
  [[nodiscard]] std::string reason() const;
};

struct Box {
  enum class Stage { Sealed, Open, Stopped };
  struct Opening {
    std::string put_on;  ///< the seal to be found
    std::string found;
    bool broken = false;
    std::string packages;
  };
  std::string county;
  std::uint64_t recorded_at = 0;  ///< position
  std::string seal;
  Stage stage = Stage::Sealed;
  std::uint64_t stopped_at = 0;
  std::vector<Opening> openings;
  std::vector<std::uint64_t> stops;  ///< its incidents
  std::set<std::string> seals_used;  ///< spelled bare
};

/// Tallies and the containers of their batches.
struct CustodySeen {
  std::set<std::string> counties;  ///< of which a container was recorded
  std::int64_t tallies = 0;        ///< compared with their container
  /// By county: those entered before any container of it was recorded.
  std::map<std::string, std::int64_t> tallies_without;
};

struct OpenIncident {
  std::string county;
  bool resolved = false;
  std::set<std::string> opened_by{};  ///< accounts
  std::string batch{};  ///< that was added; empty: it is about something else
  std::set<std::string> resolved_by{};  ///< accounts
};

/// How ballots of a place are counted again: the latest for a place holds.
struct MethodSet {
  std::uint64_t position = 0;
  std::string county;  ///< empty: wherever no county's own holds
  std::string method;  ///< "hand", "machine", "mixed"
  std::string extent;  ///< "whole", "partial", "staged"
  std::set<std::string> units;
  std::optional<std::uint64_t> ordered_at{};  ///< where the order that it cites stands
  std::string order{};  ///< that order
  std::set<std::string> by{};  ///< accounts
};

/// What a petition asks to be counted again, and whether it was accepted.
struct PetitionAsked {
  std::string scope;  ///< "whole", "counties", "units"
  std::set<std::string> places;
  std::string choice{};  ///< the candidate who asks; empty: voters ask
  std::string author{};  ///< the account that filed it
  std::optional<std::uint64_t> accepted_at{};  ///< where its latest ruling accepts it
  bool ruled = false;
  bool against_the_law = false;  ///< of the latest ruling, by what its entry says was found
  std::string order{};  ///< that the latest ruling cites
  std::set<std::string> ruled_by{};  ///< accounts: one, or two
  bool withdrawn = false;
  std::set<std::string> withdrawn_by{};  ///< accounts: the petitioner's, or two
  bool is_free = false;  ///< by what the entry of the latest ruling says was found
};

/// The end of a stage, and whether another follows.
struct StageEnd {
  std::uint64_t position = 0;
  std::string county;
  bool another = false;
  std::set<std::string> next_units;  ///< empty: all that are left
};

/// The latest figures of a worksheet, line by line.
struct Sheet {
  std::map<std::string, std::int64_t> figures;
  std::map<std::string, std::int64_t> machines;
  reconcile::Inclusion absentee_in_poll_book = reconcile::Inclusion::Unknown;
  reconcile::Inclusion provisional_in_poll_book = reconcile::Inclusion::Unknown;
  reconcile::Inclusion absentee_on_tape = reconcile::Inclusion::Unknown;
};

/// What was said of a finding, or of a difference between ballots and voters.
struct Explained {
  std::uint64_t position = 0;
  std::string author;
  std::set<std::string> by;  ///< accounts: two, where a draw-down is set aside
  std::string rule;
  std::string about;
  std::string code;
  std::string words;
  std::optional<std::int64_t> residual;
  std::int64_t ballots = 0;
  bool sworn = false;
  bool kept_secure = false;
  reconcile::BoardRuling ruling = reconcile::BoardRuling::NotRuled;
};

/// Returns as they were known on a day.
struct ReturnsVersion {
  std::string label;
  std::map<std::string, std::int64_t> votes;
  std::optional<std::int64_t> ballots;
  std::optional<std::int64_t> blank;
  std::optional<std::int64_t> over;
  std::vector<std::pair<std::string, std::int64_t>> tape;
  std::string cause;
  std::string minute;
  std::string known_on{};
};

/// Why a unit's figures changed, for the change as it was then.
struct CauseGiven {
  std::uint64_t position = 0;
  std::string code;
  std::string words;
  std::string minute;
  std::map<std::string, std::int64_t> changes;
};

/// A county's statement, with what its units added up to then; no value: withheld figures.
struct CountyStated {
  std::uint64_t position = 0;
  bool withheld = false;  ///< nothing of it is given
  std::optional<std::map<std::string, std::int64_t>> votes;
  std::int64_t units = 0;
  std::int64_t units_original = 0;
  std::optional<base::Date> signed_on{};
};

/// Votes that stand, as far as entries give them, and the groups whose stated sums complete them.
struct StandingParts {
  std::map<std::string, std::int64_t> votes;  ///< every choice
  std::set<std::string> groups;
};

/// Votes that an entry states and that the entries before it determine. Where sums of groups have a
/// part in them they are compared when all entries were read, since a folder gives those sums as
/// they are at its end.
struct StatedVotes {
  Said said;
  std::string county;  ///< empty: the whole
  std::map<std::string, std::int64_t> votes;
  std::optional<std::vector<std::string>> winners;  ///< of a certificate
  StandingParts counted;
};

/// What seems to be wrong with a unit of which some batches are given only together: a folder has
/// their sum as it is at its end, which is that of this place if the unit was not touched since.
struct HeldFault {
  CheckId check = CheckId::V11;
  Said said;
  std::string unit;
  std::string words;
};

/// A tie for the last seat, settled as the law has it.
struct LotDrawn {
  std::uint64_t position = 0;
  std::set<std::string> by;  ///< accounts: two
  std::vector<std::string> drawn;  ///< choices that got the seats left
  std::string words;
  std::string place;
  std::string drawn_at;
  std::map<std::string, std::int64_t> votes;  ///< for which it was drawn
};

struct CertificateGiven {
  std::uint64_t position = 0;
  std::string result_set;
  std::string authority;
  std::string signed_at;
  std::string by;
  std::string approved_by;
  std::map<std::string, std::int64_t> votes;
  std::vector<std::string> winners;
  std::optional<std::uint64_t> voided_at{};
  std::string void_words{};
  std::set<std::string> voided_by{};  ///< accounts: two
  std::vector<std::string> warnings{};
  std::optional<std::uint64_t> amends{};  ///< position
  std::string reason{};  ///< of an amended one
};

/// What a result set is, as first named.
struct NamedSet {
  std::string id;
  std::string kind;
  std::string figures;  ///< "reported", "counted", "stated"
  std::map<std::string, std::int64_t> votes{};  ///< where stated
};

/// Costs and payments, in cents.
struct MoneyRecord {
  struct Line {
    std::string item;
    std::int64_t cents = 0;
  };
  struct Statement {
    std::uint64_t position = 0;
    std::vector<Line> lines;
  };
  struct Sum {
    std::uint64_t position = 0;
    std::int64_t cents = 0;
  };
  std::map<std::string, Statement> quotes;  ///< the latest of each place
  std::map<std::string, Statement> actuals;
  std::optional<Sum> announced;
  std::vector<Sum> payments;
  std::set<std::string> payments_seen;  ///< payer, sum and minute
  std::string paid_last;  ///< the latest moment of a payment, local time
  std::string deadline;  ///< the latest one stated, local time; empty: none
  bool late_is_refused = false;  ///< after it
  std::vector<Sum> refunds;
  std::int64_t deposit_refunds = 0;  ///< of deposits of units that were not counted again
  std::int64_t whole_refunds = 0;  ///< of all that was paid, since the outcome changed
  std::int64_t free_refunds = 0;  ///< the same, since the recount is free
  std::int64_t statements = 0;  ///< entries about money
};

/// Cells that are given only together, as bundle.json states them.
struct GroupFigures {
  std::string id;
  std::string county;
  std::set<std::string> units;
  Figures figures;
};

/// Ballots drawn out of a unit because there were more than voters.
struct DrawDown {
  std::set<std::string> by;  ///< accounts: two
  std::int64_t excess = 0;  ///< ballots found less voters
  std::string protocol;
  Figures drawn;  ///< what they held
  Figures drawn_from;  ///< what was counted of the unit at this place, them included
};

struct Unit {
  bool returns_given = false;
  std::string returns_county;
  std::string placed_in;  ///< as units_of has it
  bool found_later = false;  ///< after the inputs were published
  std::set<std::string> corrected_by;  ///< accounts, after its figures were published
  std::string name;
  std::map<std::string, std::int64_t> votes;
  std::optional<std::int64_t> ballots;
  std::optional<std::int64_t> registered;
  std::set<std::string> batches;  ///< ids
  bool signed_off = false;
  std::uint64_t signed_off_at = 0;  ///< the latest time
  bool not_recountable = false;  ///< ruled so by the board
  std::set<std::string> ruled_by;  ///< accounts: two, where something of it was counted again
  std::optional<Sheet> sheet;
  std::vector<Explained> explained;
  std::vector<ReturnsVersion> versions;  ///< oldest first
  std::vector<DrawDown> draw_downs;  ///< the latest holds
  std::vector<CauseGiven> causes;
  std::optional<Figures> machine;  ///< the latest second count by machine
  std::set<std::string> machine_by;  ///< accounts
  std::uint64_t machine_at = 0;  ///< position
  bool chosen_by_hand = false;  ///< two persons chose the entries by hand, after the latest tape
  bool is_chosen = false;  ///< which count stands was chosen, after the latest tape
  std::set<std::string> chosen_by;  ///< accounts
  std::string machine_reason;  ///< why its ballots are not those that were listed
  std::vector<std::pair<std::uint64_t, Figures>> tapes;  ///< all of them, with their positions
  std::int64_t machine_withheld = 0;
  std::string machine_group;  ///< in which a withheld one is
};

/// An entry that is not given, as public/withheld.csv has it.
struct WithheldRow {
  std::uint64_t position = 0;
  std::string kind;
  std::string county;
  std::string unit;
  std::string batch;
  std::string why;
  std::string group;
};

/// A file as the first entry that refers to it says.
struct AttachedFile {
  std::uint64_t position = 0;  ///< of the entry
  std::int64_t bytes = 0;
};

struct Record {
  // What it is about.
  bool opened = false;
  std::string origin;
  std::string name;
  std::string contest;
  std::string jurisdiction;
  std::string policy;
  std::int64_t seats = 1;
  std::int64_t vote_for = 1;
  std::vector<std::pair<std::string, std::string>> choices;  ///< id and name, in paper order
  std::map<std::string, std::string> counties;  ///< name by id
  bool training = false;
  std::optional<base::Date> election_day;
  std::optional<base::Date> law_day;
  std::string office;  ///< empty: not stated
  std::optional<base::Date> petition_day;  ///< on which the first petition was filed
  std::string certification_due;  ///< local time, of the calendar; empty: not stated
  std::vector<std::uint64_t> petition_rulings;  ///< positions; their grounds are for people

  // Who takes part.
  std::map<std::string, Person> people;
  std::map<std::uint64_t, Said> waiting;  ///< acts that need a second person
  std::set<std::uint64_t> waiting_unknown;  ///< acts that may have waited, by figures not given
  std::set<std::uint64_t> waiting_withheld;  ///< the same of acts that are not given
  std::unordered_set<std::string> keys_used;  ///< author and idempotency key
  std::string latest_time;

  // What was fixed before anything was opened.
  base::IndexedMap<Batch> batches;
  std::map<std::string, Unit> units;
  base::TakenNames unit_ids;  ///< of units and of the units of batches
  std::map<std::string, base::TakenNames> unit_names;  ///< by county
  std::map<std::string, std::int64_t> outcome;
  std::optional<std::int64_t> outcome_votes;  ///< all votes for the office, as reported
  std::optional<std::int64_t> outcome_ballots;
  bool outcome_reported = false;
  std::map<std::string, std::string> spellings;  ///< choice by spelling
  std::map<std::string, base::Json> imports;  ///< of cast vote records, as committed to, by id
  std::map<std::string, ledger::VerifierKey> witnesses;
  std::optional<std::uint64_t> committed_at;
  std::string committed_hash;
  bool inputs_compared = false;  ///< sums and hash were checked at the commitment
  bool witnessed = false;  ///< a checkpoint that covers the commitment was cosigned
  std::map<std::string, std::uint64_t> cosigned_sizes;  ///< the largest recorded, by witness
  std::vector<std::pair<std::uint64_t, std::uint64_t>> cosigned;  ///< sizes and Unix seconds
  std::int64_t returns_withheld = 0;
  std::int64_t units_found = 0;  ///< added after the inputs were published, by two persons
  std::int64_t inputs_corrected = 0;  ///< after they were published, by two persons

  // Whose outcome was audited, and how.
  AuditsSeen audits;

  // What was counted.
  std::map<std::string, Box> boxes;
  CustodySeen custody;
  std::map<std::uint64_t, OpenIncident> incidents;
  std::map<std::string, GroupFigures> groups;  ///< by id, as stated

  // What was ordered, judged, decided and paid.
  std::map<std::string, std::uint64_t> orders;  ///< position by id
  std::set<std::string> orders_on_file;  ///< those with their document
  std::set<std::string> stays_to_record;  ///< orders that stay, and no stay names them yet
  std::set<std::string> orders_of_recounts;  ///< those that say that they order one
  std::map<std::string, std::string> orders_made_at;  ///< local time by id
  std::map<std::string, bool> precincts_accepted;  ///< petitions by precinct, by number
  std::vector<std::uint64_t> refused_against_the_law;  ///< rulings on petitions, positions
  std::map<std::string, PetitionAsked> petitions;  ///< by id, those of precincts apart
  std::optional<std::uint64_t> trigger_at;  ///< where a recount by the law itself is recorded
  std::set<std::string> trigger_waived;  ///< choices
  std::set<std::string> clocks;  ///< counties whose clock for petitions was stated
  std::set<std::pair<std::string, std::string>> calendar;  ///< events stated, with their county
  std::map<std::string, bool> stays;  ///< open, by name
  std::vector<MethodSet> methods;
  std::vector<StageEnd> stages;
  ChallengeRegister challenges;
  MattersSeen matters;  ///< what was lost, and what is open besides challenges
  /// By county and unit, which may have no returns yet; by choice.
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::int64_t>> expected_votes;
  std::map<std::string, std::vector<std::string>> media_expected;  ///< by unit or county
  std::map<std::string, std::vector<reconcile::MediaLoad>> media;  ///< by unit or county
  std::map<std::string, std::string> medium_places;  ///< unit or county by medium expected
  std::map<std::string, std::string> medium_counties;  ///< by medium expected
  std::set<std::string> media_hashes;
  /// County by what entries name: "machine M1", "motion 3", "objection O1", "discrepancy D1",
  /// "petition 7K3M9QXA-1" of a precinct.
  std::map<std::string, std::string> places;
  std::map<std::string, std::vector<CountyStated>> statements;  ///< by county
  std::map<std::string, NamedSet> result_sets;
  std::vector<std::pair<std::uint64_t, recount::LegalEvent>> legal;  ///< with the entry's position
  std::vector<CertificateGiven> certificates;
  std::vector<LotDrawn> lots;
  MoneyRecord money;

  /// Files that given entries refer to, by SHA-256 in hexadecimal.
  std::map<std::string, AttachedFile> files;

  // What was seen, for the words of the checks.
  std::int64_t entries = 0;
  std::int64_t entries_withheld = 0;
  std::vector<HeldFault> held_faults;
  std::int64_t unread_at_closing = 0;  ///< units that a statement rests on and that are not given
  std::vector<StatedVotes> stated;  ///< which rest on sums of groups
  std::map<std::string, std::uint64_t> touched_at;  ///< last entry withheld or reopening, by unit
  std::int64_t statements_compared = 0;  ///< of counties, with what the units add up to
  std::int64_t statements_unread = 0;  ///< which rest on figures that are not given
  std::int64_t certificates_compared = 0;  ///< with the same
  std::int64_t certificates_unread = 0;
  std::int64_t tallies = 0;
  std::int64_t tallies_with_reason = 0;
  std::int64_t touched = 0;  ///< entries that only may follow the commitment
  std::int64_t approvals = 0;
  std::int64_t declined = 0;
  std::int64_t approvers_named_by_one = 0;  ///< accounts that may approve, added by one person
  std::int64_t earlier_times = 0;
  std::map<std::string, std::int64_t> unknown_kinds;
  std::map<std::string, std::int64_t> kinds;

  /// Units by county, kept up by `place`.
  std::map<std::string, std::set<std::string>> units_of;

  /// Whether two accounts are of one person: the same account, or the same name, spelling and title
  /// apart.
  [[nodiscard]] bool same_person(const std::string& one, const std::string& other) const;
  /// Puts a unit under the county that it is of; called when its batches or returns change.
  void place(const std::string& unit);
  /// Given entries of a kind.
  [[nodiscard]] std::int64_t kind_number(const std::string& kind) const;
  [[nodiscard]] bool has_choice(const std::string& id) const;
  /// The county of a unit: of its returns where they are given, else of its first batch by id.
  [[nodiscard]] std::string county_of(const std::string& unit) const;
  /// The county under which its figures are given: of its first batch by id, else of its returns.
  [[nodiscard]] std::string county_given_for(const std::string& unit) const;
};

}  // namespace recanvass::verify
