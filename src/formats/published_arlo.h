// Audit reports as the audit software Arlo writes them: one CSV of sections, "######## ROUNDS
// ########", in the forms of 2020 to 2025. Ballot polling, ballot comparison, batch comparison,
// hybrid audits and full hand tallies. docs/formats/published-audits.md tells all of it.
#pragma once

#include "formats/problem_list.h"
#include "formats/published_colorado.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Votes by choice in the order written, "Ada: 12; Ben: 7".
using NamedVotes = std::vector<std::pair<std::string, std::int64_t>>;

/// No value: the text is not of that form.
[[nodiscard]] std::optional<NamedVotes> read_named_votes(std::string_view text);

struct ArloContest {
  PublishedRow row;
  std::string name;
  bool targeted = true;
  std::int64_t winners = 1;
  std::int64_t votes_allowed = 1;
  std::int64_t ballots = 0;
  NamedVotes votes;
  std::optional<NamedVotes> batch_votes;      ///< of the batches' own totals
  std::optional<std::int64_t> pending;        ///< ballots in no batch
  std::string nested_under;  ///< the contest whose sample this one's batches come from; empty: none
  std::optional<std::int64_t> cvr_ballots, other_ballots;  ///< of a hybrid audit
  std::optional<NamedVotes> cvr_votes, other_votes;
};

struct ArloRound {
  PublishedRow row;
  std::int64_t number = 1;
  std::string contest;
  bool targeted = true;
  std::optional<std::int64_t> sample_size;
  std::string limit_met;  ///< "Yes", "No"
  std::string p_value;  ///< as printed; empty: the round has not ended
  NamedVotes audited;
  std::optional<std::int64_t> not_found;  ///< ballots, counted for the loser
  std::optional<NamedVotes> audited_cvr, audited_other;
  std::optional<NamedVotes> reported;  ///< of the batches sampled
  std::optional<std::int64_t> batches, ballots;
};

/// Tickets of one paper or batch: round and the ticket as printed.
using ArloTickets = std::vector<std::pair<std::int64_t, std::string>>;

/// What is said of one contest on one sampled ballot or batch, as written. No value: the report has
/// no such column (reports until 2022 have a discrepancy, later ones the changes).
struct ArloCells {
  std::string tickets, audited, recorded;
  std::optional<std::string> discrepancy, change, change_in_margin;
};

struct ArloBallot {
  PublishedRow row;
  std::string jurisdiction, container, tabulator, batch;
  std::int64_t position = 0;
  std::string imprint;
  std::string status;  ///< "AUDITED", "NOT_FOUND", "NOT_AUDITED"; empty: entered offline
  std::map<std::string, ArloCells> by_contest;
};

struct ArloBatch {
  PublishedRow row;
  std::string jurisdiction, name;
  std::optional<std::int64_t> ballots;
  bool audited = false;
  std::string combined;  ///< the combined batch that it was counted in, or "Combines A, B"
  bool totals = false;  ///< the line of sums at the end
  std::map<std::string, ArloCells> by_contest;
};

/// A batch of a full hand tally.
struct ArloTally {
  PublishedRow row;
  std::string jurisdiction, batch, type;
  std::vector<std::int64_t> votes;  ///< in the order of tally_choices
};

struct ArloReport {
  std::string file;
  std::string organization, election, state, audit;
  std::string type;  ///< "BALLOT_POLLING", "BALLOT_COMPARISON", "BATCH_COMPARISON", "HYBRID"
  std::string math;  ///< "BRAVO", "MINERVA", "PROVIDENCE", "SUPERSIMPLE", "MACRO", "SUITE"
  std::int64_t risk_limit_percent = 0;
  std::string seed;
  bool online = false;
  std::vector<ArloContest> contests;
  std::vector<ArloRound> rounds;
  bool has_ballots = false;
  std::vector<ArloBallot> ballots;
  std::vector<ArloBatch> batches;
  std::vector<std::string> tally_choices;
  std::vector<ArloTally> tallies;
  std::vector<std::string> remarks;
};

/// True when the text begins with a section heading.
[[nodiscard]] bool is_arlo_report(std::string_view text);

/// @param text  UTF-8. Causes: arlo.section (one that is needed is absent), arlo.column,
/// arlo.votes, arlo.value, arlo.tickets, csv.syntax, csv.ragged, those of figure_problem().
/// What is wrong goes to `problems`.
[[nodiscard]] ArloReport read_arlo_report(std::string text, const std::string& file,
                                          ProblemList& problems);

/// "Round 1: 0.12, 0.34, Round 2: 0.56"; of batches that were counted together each with its own,
/// "Round 1: 0.12 (Batch 4); Round 1: 0.34 (Batch 5)". No value: not of that form. "EXTRA" is no
/// ticket.
[[nodiscard]] std::optional<ArloTickets> read_arlo_tickets(std::string_view text);

/// The same by the batch that is named behind them; "" where none is.
[[nodiscard]] std::map<std::string, ArloTickets> arlo_tickets_by_batch(std::string_view text);

/// What an audit board, or a record, says of a contest.
struct ArloReading {
  enum class Kind : std::uint8_t { Votes, Blank, Overvote, NotOnBallot, CannotAgree, Nothing };
  Kind kind = Kind::Nothing;
  std::vector<std::string> choices;  ///< of Votes, and of an overvote as far as they are named
};

/// Reads "Ada, Ben", "BLANK", "OVERVOTE; Ada, Ben; COMMENT: torn". No value: a name that is no
/// choice. @param choices  of the contest
[[nodiscard]] std::optional<ArloReading> read_arlo_reading(std::string_view text,
                                                           const NamedVotes& choices);

}  // namespace recanvass::formats
