// How many cards an audit that finds no error must examine: planning formulas by name, for the
// question "what would the paper show, and at what price?". docs/math/paper.md derives them.
// The audits themselves, with errors and draws, are not here.
#pragma once

#include <cstdint>

namespace recanvass::stats {

/// Stark's "super-simple" inflation factor as Colorado and Arlo use it.
inline constexpr double kSuperSimpleInflation = 1.03905;

/// Cards of a comparison audit by the super-simple method when no error is found:
///
///     n = ceil(-2 γ ln α / m),   m = margin_votes / cards (the diluted margin)
///
/// Source: Stark, Super-simple simultaneous single-ballot risk-limiting audits (2010).
/// @return never more than `cards`. @pre 0 < margin_votes <= cards, 0 < risk_limit < 1
[[nodiscard]] std::int64_t super_simple_cards(std::int64_t margin_votes, std::int64_t cards,
                                              double risk_limit);

/// Cards of the least comparison audit without error (the largest bet on "no error"):
///
///     n = ceil(ln(1/α) / (ln 2 - ln(2 - m)))
///
/// Source: Spertus, COBRA (2023), equation 1. @return, @pre as super_simple_cards.
[[nodiscard]] std::int64_t error_free_comparison_cards(std::int64_t margin_votes,
                                                       std::int64_t cards, double risk_limit);

/// Expected cards of a ballot-polling audit (BRAVO) when the reported figures are right:
///
///     ASN = (ln(1/α) + ln(2s)/2) / (p_w ln(2s) + p_l ln(2 - 2s)),   s = w / (w + l)
///
/// Source: Lindeman, Stark, Yates (2012). Rounded up. It may exceed `cards`: a full count is less.
/// @pre 0 <= loser < winner, winner + loser <= cards, 0 < risk_limit < 1
[[nodiscard]] std::int64_t bravo_expected_cards(std::int64_t winner_votes, std::int64_t loser_votes,
                                                std::int64_t cards, double risk_limit);

}  // namespace recanvass::stats
