// An instant runoff of which there are no records, by the cards that people read: AWAIRE's test of
// every order of elimination (audit/awaire.h) over a draw, and the count itself once every card was
// read. Derivation: docs/math/awaire.md.
#pragma once

#include "audit/awaire.h"
#include "audit/measure.h"
#include "audit/overstatement.h"
#include "tabulate/rule_book.h"

#include <span>

namespace recanvass::audit {

/// The risk function's name in files and reports.
inline constexpr const char* kAwaireFunction = "awaire";

struct OrderPoll {
  election::CardContest contest;
  tabulate::Rule rule;  ///< an instant runoff whose reading does not depend on who stands
  ChoiceIndex winner = 0;  ///< as reported
  election::CardCount cards;  ///< of the domain
  double risk_limit = 0.05;
};

struct OrderPollRisk {
  double risk = 1.0;  ///< 0 or 1 once every card was read and found
  Verdict verdict = Verdict::NotYetConfirmed;
  std::int64_t cards = 0;  ///< read or looked for
  std::int64_t not_found = 0;
  std::int64_t without_contest = 0;
  std::size_t ends_open = 0;  ///< ends of orders of elimination that are not rejected
  Choices counted{};  ///< who wins by the paper, once every card was read and found
};

/// Cards in the order of a draw without replacement. A card that nobody found speaks for everybody
/// else as much as a card can; one that does not carry the contest speaks for nobody.
/// @pre cards.size() <= poll.cards; readings outlive the call
[[nodiscard]] OrderPollRisk poll_orders(const OrderPoll& poll, std::span<const Found> cards);

}  // namespace recanvass::audit
