// What entries say of an audit, as the verifier reads them: plan, commitment, seed, draws. A part
// of verify/record.h, built by verify/read_audits.cpp, without code of the program's own fold.
// What each kind means: docs/formats/operation-entries.md, "Audits".
#pragma once

#include "base/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::verify {

/// Cards of a list that lie in one batch.
struct ListedCards {
  std::string batch;
  std::int64_t before = 0;
  std::int64_t cards = 0;
  std::string positions;  ///< "1,3,6-9"; empty: 1, 2, 3, ...
  std::string imprint;    ///< what is printed before the place
  base::Json votes{};  ///< of an audit by batches or with pools: as reported, by contest
  std::string pool{};  ///< empty: its cards have records, or none at all
  base::Json orders = base::Json::object();  ///< of a pool: {for, against}, by contest
};

struct CardList {
  std::string county;
  base::Json body;
  base::Json batches = base::Json::array();
  std::vector<ListedCards> listed;
  std::set<std::string> batch_ids;
  std::int64_t cards = 0;
  std::int64_t bound = 0;  ///< cards that there can be
};

/// A list and a number in it, from 1.
using CardPlace = std::pair<std::string, std::int64_t>;

/// What a card says, by contest: {state, marks}, the marks sorted; a batch {state, cards, votes}.
using CardSays = std::map<std::string, base::Json>;

/// One person's latest reading of a card.
struct PaperReading {
  std::string author;
  std::string receipt;
  CardSays says;
};

/// A card that was drawn, as its entries have it.
struct PaperCard {
  std::vector<PaperReading> readings;
  std::optional<CardSays> settled;  ///< by a third person
  std::set<std::string> settled_by;  ///< accounts
  bool not_found = false;
  bool closed = false;  ///< its readings are signed off
  std::optional<CardSays> record;  ///< the machine's, with its proof
  bool measured = false;  ///< a round was measured with what stands
  bool was_read_again = false;  ///< after its record was shown or it was measured
  std::set<std::string> read_before;  ///< accounts, before that
  std::string cause;  ///< why they differ; empty: nobody said

  [[nodiscard]] bool is_settled() const {
    return not_found || settled || (readings.size() == 2 && readings[0].says == readings[1].says);
  }
  /// What stands; null: nothing, or nobody found it.
  [[nodiscard]] const CardSays* standing() const {
    if (settled) return &*settled;
    return !not_found && is_settled() ? &readings[0].says : nullptr;
  }
};

/// What an entry says that a round found.
struct MeasuredRound {
  std::uint64_t position = 0;
  base::Json found;
};

/// One audit.
struct AuditRecord {
  std::map<std::string, base::Json> contests;  ///< bodies by id
  std::map<std::string, CardList> lists;
  std::vector<std::string> list_order;
  base::Json method;
  std::optional<std::uint64_t> committed_at;
  std::optional<std::uint64_t> seeded_at;
  std::string seed;
  std::map<std::string, std::int64_t> drawn_from;  ///< draws by list; "" where all are one
  std::vector<CardPlace> draws;  ///< in order
  std::map<CardPlace, PaperCard> cards;  ///< drawn, phantoms apart
  std::vector<std::size_t> round_of_draw;
  std::size_t round = 1;  ///< the one that is open
  std::set<std::string> hand_counts;  ///< contests counted whole
  std::vector<MeasuredRound> measured;
  std::optional<std::uint64_t> void_at;

  [[nodiscard]] bool is_named() const { return !contests.empty() || !lists.empty(); }
};

/// All audits of a ledger, and what was seen of them.
struct AuditsSeen {
  AuditRecord current;
  std::vector<AuditRecord> past;  ///< void, in order
  std::vector<std::string> seeds;  ///< of all audits
  std::int64_t commitments = 0;
  std::int64_t draws_compared = 0;
  std::int64_t draws_unread = 0;  ///< by a method that this program does not know
  std::int64_t readings = 0;
  std::int64_t readings_withheld = 0;
  std::int64_t cards_closed = 0;
  std::int64_t cards_without_readings = 0;  ///< closed, and their readings are withheld
  std::int64_t records_proved = 0;
  std::int64_t pulled_again = 0;
  std::int64_t rounds = 0;
  std::int64_t risks_compared = 0;
  std::int64_t risks_unread = 0;  ///< of which something is withheld or was not shown
  std::string last_verdict;
  std::set<std::string> contradicted;  ///< contests that the paper of the last round contradicts
  std::map<std::string, std::string> not_confirmed;  ///< contests counted whole: how, by id
  std::int64_t voided = 0;
};

}  // namespace recanvass::verify
