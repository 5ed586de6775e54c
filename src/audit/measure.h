// What the cards that people read say of one contest: the risk that is left of each assertion, by
// any risk function, by comparison with records, pools included, or by polling. Pure: whoever reads
// cards, from files, from a ledger or from a published audit, hands them over in the order of the
// draw. Batches: audit/measure_batches.h. Equations: docs/math/measuring.md.
#pragma once

#include "audit/assertion.h"
#include "audit/bravo.h"
#include "audit/exact_read.h"
#include "audit/overstatement.h"
#include "audit/risk_function.h"
#include "audit/super_simple.h"
#include "base/result.h"
#include "draw/cryptorandom.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::audit {

enum class MeasureDesign : std::uint8_t {
  Comparison,  ///< each card with its own record, or with its pool's mean
  Polling,  ///< the paper alone
};

/// A card of the draw. One that was drawn twice, with replacement, stands twice.
struct MeasuredCard {
  std::string name;  ///< by which people know it: "9-4-17"
  Recorded recorded;  ///< not looked at by polling; markings outlive the call
  std::optional<std::size_t> pool;  ///< index of pool_means, where the record is the pool's
  Found found;
  /// Which card of the domain it is. With replacement nothing is certain of cards without it;
  /// without, each draw is another card.
  std::optional<std::uint64_t> paper{};
};

/// An assertion and what was fixed about it before the seed.
struct MeasuredAssertion {
  Assertion assertion;
  base::Rational assorter_margin;  ///< over the domain, phantoms in it
  std::vector<base::Rational> pool_means;  ///< as AuditDomain::pool_means() has them
  /// The values that draws take if the report is right, with their shares; empty: of a comparison
  /// one card in a thousand one vote over and one in ten thousand two, of polling from the margin.
  std::vector<stats::ValueShare> reported;
  /// Votes of the two, for functions that look at nothing else (bravo, providence, minerva, bayes).
  std::optional<TwoVotes> votes;
};

/// One contest under audit.
struct ContestMeasure {
  std::string contest;
  MeasureDesign design = MeasureDesign::Comparison;
  StyleUse style = StyleUse::CardsWithContest;
  draw::Replacement replacement = draw::Replacement::Without;
  election::CardCount cards;  ///< of the domain, phantoms included
  election::CardCount phantoms;  ///< of them; the next round of a comparison expects its share
  double risk_limit = 0.05;
  std::string risk_function{kDefaultRiskFunction};
  RiskSettings settings;
  std::vector<MeasuredAssertion> assertions;
  /// Cards drawn up to the end of each round; empty: one round. Functions of rounds need it.
  std::vector<std::size_t> round_ends;
  /// Round sizes were published before the seed. Minerva limits the risk only then.
  bool rounds_fixed_before_seed = false;
};

/// Functions of a contest beside those of audit/risk_function.h, sorted by name: super-simple
/// (understatements counted, as Colorado does), super-simple-arlo (not counted), and of polling
/// bayes, bravo (at the end of each round), minerva, providence.
[[nodiscard]] const std::vector<RiskFunctionName>& contest_function_names();

/// Cards by how far the record overstates the claim; each is in one of the first seven.
struct DiscrepancyTally {
  std::int64_t agree = 0;
  std::int64_t one_over = 0;  ///< ω = 1/2: one vote
  std::int64_t two_over = 0;  ///< ω = 1
  std::int64_t one_under = 0;
  std::int64_t two_under = 0;
  std::int64_t other_over = 0;  ///< by another amount: shares, points, every card of a pool
  std::int64_t other_under = 0;
  std::int64_t phantom_records = 0;  ///< of all of them: cards without a record
  std::int64_t not_found = 0;
  std::int64_t without_contest = 0;  ///< the paper does not carry the contest
  friend bool operator==(const DiscrepancyTally&, const DiscrepancyTally&) = default;
};

struct AssertionRisk {
  /// Of the risk function; 0 where the claim is certainly true, 1 where it is certainly false, or
  /// where every card was read and cards that nobody found decide.
  double p = 1.0;
  ExactRead exact;
  double log_evidence = 0.0;  ///< now, not at its best; of functions of votes -ln p
  DiscrepancyTally tally;  ///< of a comparison
  std::int64_t for_claim = 0;  ///< of polling: cards above one half, below, and at it
  std::int64_t against_claim = 0;
  std::int64_t neither = 0;
  /// The least assorter margin of the paper that the cards have not refuted at the risk limit.
  double margin_least = -1.0;
  /// Cards more, of which none errs and phantoms come by their share (comparison), until this
  /// assertion holds; with pools draws come as `reported` has them, its few errors too. The whole
  /// domain where none do. No value: it holds.
  std::optional<std::int64_t> more_if_clean;
  /// Cards more, if they are like those read, one after another; as above.
  std::optional<std::int64_t> more_if_alike;
};

enum class Verdict : std::uint8_t {
  NotYetConfirmed,
  Confirmed,
  FullHandCountNeeded,
  Contradicted,  ///< what was read makes an assertion false, whatever the other cards say
};

/// A card that does not say what its record says, for the assertion for which that is worst.
struct CardDiscrepancy {
  std::size_t card = 0;  ///< of the draw
  std::size_t assertion = 0;
  base::Rational overstatement;  ///< in assorter units: one vote is 1/2
};

struct MeasuredContest {
  std::vector<AssertionRisk> assertions;
  /// One that is certainly false, else the one with the largest p.
  std::size_t worst = 0;
  double risk = 1.0;
  Verdict verdict = Verdict::NotYetConfirmed;
  /// Of what was reported of pools: how likely paper of these totals is to give such cards, at most
  /// (audit/reported_parts.h). At kTotalsRefuted or below no risk confirms, but the whole paper.
  double totals_chance = 1.0;
  std::vector<CardDiscrepancy> discrepancies;  ///< in the order of the draw
  /// Over all assertions, as super-simple counts: a card once, by its largest overstatement.
  DiscrepancyTally tally;
};

/// The risk of one contest after these cards, in the order of the draw. Once every card of its
/// domain was read the exact comparison decides, whatever the risk was before: it is confirmed just
/// when every assertion is true of the paper, cards that nobody found at their worst.
/// Causes: measure.assertions (none), measure.margin (not above 0), measure.cards (more than the
/// domain has), measure.function (unknown, not of this design, or one of whole votes with pools,
/// whose cards it would not see), measure.votes (a function of votes without them, or for a claim
/// that is not about two), measure.rounds (ends that do not fit), measure.schedule (Minerva without
/// a schedule fixed before the seed), risk.setting.
[[nodiscard]] base::Result<MeasuredContest> measure_contest(const ContestMeasure& contest,
                                                            std::span<const MeasuredCard> cards);

/// "one vote over", "two votes under", "over by 3/10"
[[nodiscard]] std::string words_of_overstatement(const base::Rational& overstatement);

/// "confirmed", "not yet confirmed", "full hand count needed", "contradicted by the paper"
[[nodiscard]] std::string_view words_of(Verdict verdict);

}  // namespace recanvass::audit
