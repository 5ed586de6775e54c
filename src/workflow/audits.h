// Audits of outcomes on paper: what was committed to, the seed, the cards drawn, what people read
// on each of them, the machine's records once they are shown, and the risk round by round. A part
// of the state (workflow/operation.h). docs/formats/operation-entries.md, "Audits".
// Next: workflow/audit_body.h, which reads entries; workflow/audit_claims.h for what is tested.
#pragma once

#include "base/json.h"
#include "base/rational.h"
#include "draw/named_draw.h"
#include "workflow/card_reading.h"
#include "workflow/setup.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::workflow {

/// A claim about orders of elimination, as it is committed to.
struct AuditOrderClaim {
  std::string kind;  ///< "never-before", "not-next"
  std::string winner;
  std::string loser;
  std::vector<std::string> standing;  ///< of not-next, both included
  std::int64_t lead = 0;  ///< by how many cards the records have it
};

/// A contest whose outcome is audited.
struct AuditContest {
  std::string name;
  std::string rule;  ///< "plurality", "share", "irv"
  std::int64_t vote_for = 1;
  std::vector<SetupChoice> choices;  ///< in paper order
  std::map<std::string, std::int64_t> reported;   ///< votes; first preferences where ranked
  std::map<std::string, std::int64_t> tabulated;  ///< the same, counted from the records
  std::vector<std::string> winners;
  std::string share;  ///< of rule "share": "1/2", "0.6"
  std::string risk_limit;  ///< "0.05"
  bool targeted = false;  ///< the audit goes on until its risk is below the limit
  bool on_every_card = false;  ///< of its lists: paper without it counts as badly as it can
  std::vector<std::string> lists;  ///< where its cards are; empty: in all
  std::vector<AuditOrderClaim> orders;  ///< of rule "irv"
  base::Json body;  ///< as committed to
};

/// Cards of a pool for and against each assertion of an instant runoff, in their order.
struct AuditOrderTotals {
  std::vector<std::int64_t> in_favour;
  std::vector<std::int64_t> against;
};

/// Cards of a batch in the order in which they are numbered.
struct AuditBatch {
  std::string batch;
  std::int64_t before = 0;  ///< cards of the list before it
  std::int64_t cards = 0;
  std::vector<std::uint32_t> positions;  ///< in the batch, from 1; empty: 1, 2, 3, ...
  std::string imprint;  ///< what stands before the position on the paper; empty: no imprint
  CardReading reported{};  ///< of an audit by batches or with pools: its votes, by contest
  std::string pool{};  ///< with whose other cards these are one pool; empty: they have records
  std::map<std::string, AuditOrderTotals> orders{};  ///< of a pool, by contest of rule "irv"
};

/// Cards that one authority keeps, in the order in which they are numbered from 1.
struct AuditList {
  std::string county;  ///< empty: the whole jurisdiction
  std::string import;  ///< the cast vote records of these cards; empty: there are none
  std::string records_root;  ///< hexadecimal root over the records; empty: there are none
  std::optional<std::int64_t> at_most;  ///< the most cards there can be; more than listed: phantoms
  std::int64_t cards = 0;
  std::vector<AuditBatch> batches;
  std::map<std::string, std::vector<std::size_t>> places_of;  ///< in `batches`, by batch
  base::Json body;
  base::Json batches_json;

  /// Cards and phantoms.
  [[nodiscard]] std::int64_t bound() const { return at_most.value_or(cards); }
};

/// How cards are drawn and measured.
struct AuditMethod {
  std::string design;  ///< "batches", "comparison", "polling", "pools"
  draw::CardDraw draw = draw::CardDraw::Numbers;
  bool from_each_list = false;  ///< each list is drawn from by itself with the same seed
  std::string risk_function;
  std::map<std::string, std::string> settings;  ///< decimal texts, by name
  std::map<std::int64_t, std::int64_t> schedule;  ///< draws in all after a round; empty: none
};

struct AuditSeed {
  std::uint64_t position = 0;
  std::string digits;
  std::vector<std::string> witnesses;
};

/// A card of a list: its id and number from 1.
using AuditPlace = std::pair<std::string, std::int64_t>;

/// One draw, in the order in which it is evidence.
struct SettledDraw {
  AuditPlace place;
  std::int64_t round = 1;
  std::uint64_t position = 0;  ///< of the entry
};

/// One reading of a card by one person.
struct CardEntry {
  std::uint64_t position = 0;
  std::string author;
  std::string receipt;
  CardReading reading;
};

/// One person's readings of a card, the latest last. Nothing is overwritten.
struct BlindReading {
  std::string author;
  std::vector<CardEntry> revisions;
};

enum class CardStage { Waiting, NotFound, OneReading, Agreed, Mismatch, Adjudicated };

/// What became of a card that was drawn.
struct AuditCard {
  std::int64_t round = 1;  ///< in which it was drawn first
  bool not_found = false;
  bool closed = false;  ///< its readings are signed off
  bool handed_in = false;  ///< of a full hand count, and drawn by no draw
  bool measured = false;  ///< a round was measured with what stands
  std::vector<std::string> looked_for_by;  ///< two names, where it was not found
  std::vector<BlindReading> readings;  ///< at most two, by different people
  std::optional<CardEntry> adjudicated;
  std::string reading_cause;  ///< why the two readings differed
  std::optional<CardReading> record;  ///< the machine's, once it is shown
  std::string cause;  ///< why paper and record differ; empty: nobody said
  std::string pulled_again;  ///< why, where another card was pulled first
  std::vector<AuditCard> before;  ///< all that was entered before it was pulled again

  [[nodiscard]] CardStage stage() const;
  /// Agreed, adjudicated or not found.
  [[nodiscard]] bool is_settled() const;
  /// What stands; null: nothing yet, or nobody found it.
  [[nodiscard]] const CardReading* standing() const;
  /// Its record is shown, or a round has told what its readings did to a risk.
  [[nodiscard]] bool is_known() const;
  /// After it was known: what stood before does not stand.
  [[nodiscard]] bool was_read_again() const;
};

/// A round as it was measured.
struct AuditRound {
  std::uint64_t position = 0;
  base::Json found;  ///< what the entry says
};

enum class AuditStage { Planned, Committed, Seeded, Drawn, Void };

/// One audit, from its plan to its end or to its being void.
struct Audit {
  std::map<std::string, AuditContest> contests;  ///< by id
  std::map<std::string, AuditList> lists;  ///< by id
  std::vector<std::string> list_order;  ///< as they were named
  AuditMethod method;
  base::Json method_body;  ///< as committed to; null: none was stated
  std::optional<std::uint64_t> committed_at;
  std::string committed_sha256;
  std::optional<AuditSeed> seed;
  std::vector<SettledDraw> draws;
  std::map<std::string, std::int64_t> drawn_from;  ///< draws by list; "" where all are one
  std::map<AuditPlace, AuditCard> cards;  ///< that were drawn and are no phantoms
  std::map<std::string, std::uint64_t> signed_off;  ///< in the open round, by list
  std::int64_t round = 1;  ///< the one that is open
  bool has_news = false;  ///< something was signed off since the last round was measured
  std::vector<AuditRound> results;
  std::map<std::string, std::uint64_t> hand_counts;  ///< contests counted whole: position, by id
  std::optional<std::uint64_t> void_at;
  std::string void_words;

  [[nodiscard]] AuditStage stage() const;
  /// Of a contest: cards and phantoms of its lists.
  [[nodiscard]] std::int64_t domain_of(const AuditContest& contest) const;
  [[nodiscard]] bool is_in(const AuditContest& contest, const std::string& list) const;
  /// Cards and phantoms from which a draw is made; list "" where all lists are one.
  [[nodiscard]] std::int64_t bound_of(const std::string& list) const;
};

struct Audits {
  Audit current;
  std::vector<Audit> past;  ///< void, in order
};

[[nodiscard]] std::string name_of(AuditStage stage);
[[nodiscard]] std::string name_of(CardStage stage);

/// The contests that may be on a card of a list, by id. They live as long as the audit.
[[nodiscard]] std::map<std::string, const AuditContest*> contests_on(const Audit& audit,
                                                                     const std::string& list);

/// Where a number of a list lies. No value: it is a phantom, or there is no such card.
struct AuditCardPlace {
  std::string batch;
  std::uint32_t position = 0;
  std::string imprint;  ///< the whole text; empty: none
};
[[nodiscard]] std::optional<AuditCardPlace> place_of(const AuditList& list, std::int64_t number);

/// The list and number of a place in all lists taken as one, from 1. @pre 1 <= place <= bound
[[nodiscard]] AuditPlace place_in_all(const Audit& audit, std::int64_t place);

/// What is hashed and published of a plan. Pure.
[[nodiscard]] base::Json committed_plan(const Audit& audit);
/// SHA-256 of its canonical JSON, 64 hexadecimal digits.
[[nodiscard]] std::string plan_sha256(const Audit& audit);

/// An input that changed after it was published.
struct ChangedInput {
  enum class What { Batch, Figures, Import, ExtraBatch };
  What what = What::Figures;  ///< Figures: reported votes of a unit or of the whole
  std::string id{};  ///< of the batch or import
  std::string county{};  ///< ExtraBatch
  std::int64_t cards = 0;  ///< ExtraBatch: how many it has
};

/// Whether a draw of this audit would have been another one, or tests something else now. An extra
/// batch that phantoms of its list stand for changes nothing.
[[nodiscard]] bool rests_on(const Audit& audit, const ChangedInput& input,
                            const std::string& own_contest);

/// Makes the current audit void when it was committed to and rests on the input.
void void_if_it_rests_on(Audits& audits, const ChangedInput& input, const std::string& own_contest,
                         std::uint64_t position);

/// The current audit becomes void: everything stays on record, its definitions may be used again.
void make_void(Audits& audits, std::uint64_t position, std::string words);

}  // namespace recanvass::workflow
