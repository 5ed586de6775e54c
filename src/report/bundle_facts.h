// What a published ledger says in figures, as plain values: filled from the state by the publisher
// (workflow/publish_bundle.h) and from the published entries by the verifier (verify/), each by its
// own reading. Tables and the page are made of nothing else: report/bundle_tables.h,
// report/bundle_page.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// What was counted of some ballots. Votes are in the order of the choices.
struct CountedFigures {
  std::int64_t ballots = 0;
  std::vector<std::int64_t> votes;
  std::int64_t blank = 0;
  std::int64_t over = 0;
};

struct BundleChoice {
  std::string id;
  std::string name;
};

/// Open: not signed off. Counted: its own figures are given. Merged: in a group that is given.
/// Held: in a group that is not complete yet. Original: it is not counted again, what was reported
/// stands.
enum class UnitState { Open, Counted, Merged, Held, Original };

struct BundleUnit {
  std::string county;
  std::string id;
  std::string name;  ///< empty while the returns that name it are withheld
  UnitState state = UnitState::Open;
  std::string group;  ///< of the whole unit; empty: none
  std::int64_t batches = 0;
  std::optional<CountedFigures> counted;  ///< state Counted
  bool returns_given = false;  ///< its reported figures are published
  std::vector<std::optional<std::int64_t>> reported{};  ///< votes by choice; no value: not reported
  std::optional<std::int64_t> reported_ballots{};
  std::optional<std::int64_t> registered{};
  std::vector<std::uint64_t> corrected{};  ///< entries that corrected them after publication
};

/// Cells that are given only together.
struct BundleGroup {
  std::string id;
  std::string county;  ///< empty: of several
  std::string unit;  ///< set: batches of one unit; empty: whole units
  std::vector<std::string> units;
  std::int64_t batches = 0;
  CountedFigures counted;
};

struct BundleCounty {
  std::string id;
  std::string name;
};

struct BundleBatch {
  std::string id;
  std::string county;
  std::string container;
  std::string unit;
  std::int64_t ballots = 0;
  bool extra = false;
};

/// An entry that is not given.
struct WithheldEntry {
  std::uint64_t position = 0;
  std::string kind;
  std::string county;
  std::string unit;
  std::string batch;
  std::string why;  ///< "open", "small", "merged"
  std::string group;
};

/// Why a unit's figures changed.
struct BundleCause {
  std::string county;
  std::string unit;
  std::string code;
  std::string words;
  std::string minute;
  std::uint64_t position = 0;
  std::string holds;  ///< "yes" or "no": for the change as it is
};

struct BundleChallenge {
  std::string exhibit;
  std::string county;
  std::string unit;
  std::string batch;
  std::int64_t ballot = 0;  ///< place in the batch
  std::string status;  ///< "open", "withdrawn", "stipulated", "ruled"
  std::string counted_as;  ///< choice ids in order, or "blank", "over", "not-counted"
  std::string stands_as;
  bool is_set_aside = false;  ///< with its batch: it is in no figure
};

/// What a rule found in a unit; a unit without a finding has one row without a rule.
struct BundleFinding {
  std::string county;
  std::string unit;
  std::string state;  ///< of the unit: "balanced", "explained", ...
  std::string rule;  ///< "R3"; empty: nothing was found
  std::string about;
  std::string severity;
  std::int64_t residual = 0;
  std::string accounted_for;  ///< "yes" or "no"
  std::string words;
};

struct BundleCertificate {
  std::uint64_t position = 0;
  std::string result_set;
  std::string authority;
  std::string signed_at;
  std::string by;
  std::string approved_by;
  std::vector<std::int64_t> votes;  ///< in the order of the choices
  std::vector<std::string> winners;  ///< choice ids
  std::optional<std::uint64_t> voided_at;
  std::vector<std::string> warnings{};  ///< sentences
  std::optional<std::uint64_t> amends{};  ///< position of the one that it replaces
  std::string reason{};  ///< why it replaces that one, or why it was declared void
};

struct BundleLegalAct {
  std::uint64_t position = 0;
  std::string result_set;
  std::string act;
  std::string at;  ///< local time
  std::string authority;
  std::string stay;
  std::string source;
  std::string kind{};  ///< of the result set: "recount", "hand-audit"
  std::string figures{};  ///< of the result set: "reported", "counted", "stated"
};

struct BundleMoney {
  std::string what;  ///< "estimate", "announced", "payment", "actual", "refund"
  std::string place;
  std::string item;
  std::int64_t cents = 0;
  std::uint64_t position = 0;  ///< of the entry that holds
};

/// What somebody said about the election, in his words, and what became of it.
struct BundleClaim {
  std::string id;
  std::string kind;  ///< "affidavit", "pleading", "press", "other"
  std::string filing;  ///< docket and page, or where it was printed
  std::string who;
  std::string says;
  std::string status;  ///< "open", "examined", "withdrawn", "ruled"
  std::string words;  ///< of the latest status
  std::string examined{};  ///< what was looked at, and what was found; "; " between several
  std::uint64_t position = 0;
};

/// An audit of outcomes on paper, from its plan on.
struct BundleAudit {
  std::int64_t number = 1;  ///< in the order of the ledger
  std::optional<std::uint64_t> committed_at;
  std::optional<std::uint64_t> seeded_at;
  std::string seed;  ///< empty: not thrown yet
  std::int64_t draws = 0;
  std::int64_t cards = 0;  ///< different ones that are to be read, phantoms apart
  std::int64_t cards_in_pools = 0;  ///< of them, that no record of their own is for
  std::int64_t cards_signed_off = 0;
  std::optional<std::uint64_t> void_at;
  bool by_batches = false;  ///< each of `cards` stands for its batch, which is counted as a whole
};

/// A contest of a measured round, as its entry has it.
struct BundleRoundContest {
  std::int64_t audit = 1;
  std::int64_t round = 1;
  std::uint64_t position = 0;  ///< of the entry
  std::string verdict;  ///< of the round: "go-on", "stop"
  std::string contest;
  std::string name;
  bool targeted = false;
  std::string risk_limit;
  std::string risk;
  std::string met;  ///< "yes", "no", "counted-confirmed", "counted-contradicted"
  /// draws, phantoms, not_found, one_over, two_over, one_under, two_under, other
  std::vector<std::int64_t> figures;
  std::string
      paper{};  ///< "contradicts": the cards that were read make the outcome false; or empty
};

/// A card whose paper is another than its record, once both are given; or that nobody found.
struct BundleDifference {
  std::int64_t audit = 1;
  std::string list;
  std::int64_t card = 0;
  std::string contest;  ///< empty: nobody found the card
  std::string paper;  ///< words_of_reading(), or "not found"
  std::string record;
  std::string cause;  ///< empty: nobody said
};

struct BundleFacts {
  std::string program;  ///< "recanvass 0.1.0"
  std::string name;
  std::string origin;
  std::string contest;
  std::string jurisdiction;
  std::uint64_t size = 0;  ///< entries
  std::string root;  ///< base64
  std::int64_t minimum_ballots = 0;
  std::int64_t seats = 1;
  bool training = false;
  std::map<std::string, std::string> accounts;  ///< names of accounts, by id
  std::vector<BundleChoice> choices;  ///< in paper order
  std::vector<BundleCounty> counties;  ///< by id
  std::vector<BundleUnit> units;  ///< by county, then id
  std::vector<BundleGroup> groups;  ///< by id
  std::vector<BundleBatch> batches;  ///< by id
  std::vector<WithheldEntry> withheld;  ///< by position
  std::vector<BundleFinding> findings;  ///< of counted units, as units; in the order of checking
  /// What was reported and no election can have, as units; without a rule where its figures are not
  /// given. State: impossible_state().
  std::vector<BundleFinding> impossible;
  std::vector<BundleCause> causes;  ///< by unit, then position
  std::vector<BundleChallenge> challenges;  ///< by exhibit
  std::vector<BundleLegalAct> legal;  ///< in the order of the ledger
  std::vector<BundleCertificate> certificates;  ///< in the order of the ledger
  /// On what the count rests, and what moved votes otherwise than by two entries that agree:
  /// sentences, where nothing is certified yet; else the certificate's own.
  std::vector<std::string> moved;
  /// Entries lost, certificates void or overtaken: sentences, whatever is certified or open.
  std::vector<std::string> matters;
  std::string account;  ///< of every ballot, in a sentence, where nothing is open or withheld
  std::vector<BundleClaim> claims;  ///< in the order of registration
  std::vector<BundleMoney> money;  ///< estimates, announcement, payments, actual costs, refunds
  std::vector<BundleAudit> audits;  ///< in the order of the ledger
  std::vector<BundleRoundContest> audit_rounds;  ///< by audit, round, contest
  std::vector<BundleDifference> audit_differences;  ///< by audit, list, card, contest
};

/// Sums over what is given: units of their own, groups, and original votes where nothing else
/// comes. No value where a unit is open or held, or where a group reaches beyond.
struct BundleTotals {
  std::int64_t units = 0;
  std::int64_t units_counted = 0;  ///< counted or merged
  std::int64_t units_original = 0;  ///< whose first count stands
  std::optional<std::vector<std::int64_t>> votes;
  /// Ballots, blank and over; no value also where a first count stands, which has none.
  std::optional<CountedFigures> counted;
};
/// Of one county; of everything when `county` is empty.
[[nodiscard]] BundleTotals totals_of(const BundleFacts& facts, const std::string& county);

/// Whether its returns are given and hold no vote of any choice: a unit that was found later, of
/// which nothing was reported, and that adds nothing to what was.
[[nodiscard]] bool has_no_report(const BundleUnit& unit);

/// "open", "counted"
[[nodiscard]] std::string words_of(UnitState state);

/// A unit whose reported figures no election can have: "impossible, under review" until it is
/// counted again, then "impossible as reported".
[[nodiscard]] std::string impossible_state(UnitState state);

/// The row of such a unit for what a rule found, and while its reported figures are not given.
[[nodiscard]] BundleFinding impossible_row(const BundleUnit& unit, std::string rule,
                                           std::string severity, std::int64_t residual,
                                           std::string words);
[[nodiscard]] BundleFinding impossible_unseen(const BundleUnit& unit);

/// Adds figures of the same choices.
void add_figures(CountedFigures& sum, const CountedFigures& more);

}  // namespace recanvass::report
