// The cards of an audit, drawn from a seed by any protocol of src/draw: from the records with their
// styles, contest by contest, or from a manifest, card by card. Rounds go on where the last one
// ended: nothing is drawn anew. Next: audit/measure.h; the list for people: report/draw_report.h.
#pragma once

#include "audit/audit_domain.h"
#include "base/executor.h"
#include "base/rational.h"
#include "draw/cryptorandom.h"
#include "election/ballot_manifest.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::audit {

enum class DrawMethod : std::uint8_t {
  Numbers,  ///< cryptorandom's i-th number for the i-th card; the smallest (SHANGRLA)
  Ids,  ///< SHA-256(seed "," id); the smallest
  Counter,  ///< SHA-256(seed "," k) mod cards, with replacement (Stark, Colorado)
  Index,  ///< cryptorandom, each taken from its place in a list, without replacement
  Shuffle,  ///< cryptorandom, the first steps of a shuffle, without replacement
  Tickets,  ///< Rivest's consistent sampling, with replacement (Arlo)
  Bernoulli,  ///< each card by itself: those whose number is below a share of all numbers
};

struct DrawMethodAbout {
  DrawMethod method;
  std::string_view name;  ///< "numbers"
  std::string_view words;
  draw::Replacement replacement;
};
[[nodiscard]] const std::vector<DrawMethodAbout>& draw_methods();
[[nodiscard]] const DrawMethodAbout& about(DrawMethod method);
[[nodiscard]] std::optional<DrawMethod> draw_method_named(std::string_view name);

/// How many cards are drawn up to the end of a round.
struct DrawRound {
  std::uint64_t cards = 0;  ///< of all contests together, where the draw is from a manifest
  /// By contest id, where the draw is from the records.
  std::map<std::string, std::uint64_t> contests;
  /// Of Bernoulli: with what chance a card is taken by the end of the round; `cards` follow.
  std::optional<base::Rational> chance{};
  friend bool operator==(const DrawRound&, const DrawRound&) = default;
};

/// Cards of a batch that are not counted to but cut for (draw/paper_draws.h).
struct CardCuts {
  std::int32_t cuts = 0;  ///< before each card
  base::Rational distance;  ///< of one such draw from a uniform one, at most
  std::uint64_t draws_most = 0;  ///< in all rounds
  friend bool operator==(const CardCuts&, const CardCuts&) = default;
};

struct DrawPlan {
  DrawMethod method = DrawMethod::Numbers;
  std::string seed;  ///< its text: a draw::Seed, or what another protocol was given
  std::string jurisdiction;  ///< of the ids of Tickets
  std::vector<DrawRound> rounds;  ///< each holds the one before it
  std::optional<CardCuts> cuts{};
};

/// One draw.
struct DrawnCard {
  std::string number;  ///< by which it was drawn: hexadecimal, a decimal fraction, or the draw's k
  std::uint64_t card = 0;  ///< in the list drawn from, from 0
  std::uint32_t round = 1;
  std::uint32_t time = 1;  ///< the how-manieth time this card is drawn
  bool phantom = false;  ///< a card that only the bound knows: there is nothing to fetch
  std::string container;
  std::string tabulator;
  std::string batch;
  std::int64_t position = 0;  ///< in its batch, from 1; 0: not known
  std::string imprinted_id;
  /// Contests of the store for which it is evidence: its number is among the smallest of all cards
  /// that carry them, none left out. Empty for a draw from a manifest, which serves all.
  std::vector<std::uint32_t> contests;
  friend bool operator==(const DrawnCard&, const DrawnCard&) = default;
};

struct CardDraw {
  std::vector<DrawnCard> cards;  ///< in the order of the draw, which is the order of the evidence
  std::uint64_t listed = 0;  ///< cards drawn from, phantoms included
  std::uint64_t phantoms = 0;
};

/// From the records, each contest's sample out of its own domain. Methods: Numbers, Ids.
/// Places come from the manifest where it knows the batch. @param manifest  may be null
/// Causes: draw.method (not one of these), draw.contest (unknown), draw.size (none, or smaller than
/// the round before), draw.id (Ids, and two cards have one id).
[[nodiscard]] base::Result<CardDraw> draw_from_records(const election::CardStore& store,
                                                       const AuditDomain& domain,
                                                       const election::BallotManifest* manifest,
                                                       const DrawPlan& plan,
                                                       base::Executor& executor);

/// How many cards of a manifest are taken with such a chance. @pre 0 < chance <= 1
[[nodiscard]] std::uint64_t cards_taken(const election::BallotManifest& manifest,
                                        std::string_view seed, const base::Rational& chance);

/// From a manifest: any method; sizes of Bernoulli are those of cards_taken(). Causes: draw.size
/// (none, smaller than the round before, or without replacement more than there are),
/// draw.jurisdiction (Tickets without one), draw.manifest (empty)
[[nodiscard]] base::Result<CardDraw> draw_from_manifest(const election::BallotManifest& manifest,
                                                        const DrawPlan& plan,
                                                        base::Executor& executor);

/// "tabulator-batch-position", or without what is not told: the id of a card by its place.
[[nodiscard]] std::string place_id(const election::ManifestBatch& batch, std::int64_t position);

}  // namespace recanvass::audit
