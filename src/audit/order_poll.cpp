#include "audit/order_poll.h"

#include "base/check.h"
#include "tabulate/contest_count.h"

#include <algorithm>

namespace recanvass::audit {
namespace {

using election::CardCount;

// Every card was read and found: the paper's own count, however lots fall.
void count_paper(const OrderPoll& poll, std::span<const Found> cards, OrderPollRisk& found) {
  tabulate::Profile profile(poll.contest);
  for (const Found& card : cards) {
    if (card.kind != Found::Kind::Marking) continue;
    profile.add(card.said.state, card.said.marks, CardCount(1));
  }
  const tabulate::CountInput input{profile};
  const tabulate::ContestCount counted = tabulate::count_contest(input, poll.rule, {});
  const auto winner = tabulate::irv_winner_whatever_the_lot(counted);
  if (!winner) {  // a lot decides, or nobody has a vote
    found.risk = 1.0;
    found.verdict = Verdict::FullHandCountNeeded;
    return;
  }
  found.counted = {*winner};
  found.risk = *winner == poll.winner ? 0.0 : 1.0;
  found.verdict = *winner == poll.winner ? Verdict::Confirmed : Verdict::Contradicted;
}

}  // namespace

OrderPollRisk poll_orders(const OrderPoll& poll, std::span<const Found> cards) {
  const auto* rules = std::get_if<tabulate::IrvRules>(&poll.rule.method);
  RECANVASS_CHECK(rules != nullptr && std::ssize(cards) <= poll.cards.value());
  AwaireRules settings;
  settings.risk_limit = poll.risk_limit;
  Awaire test(poll.contest.choices.size(), poll.winner, poll.cards, settings);
  OrderPollRisk found;
  for (const Found& card : cards) {
    ++found.cards;
    switch (card.kind) {
      case Found::Kind::NoCard:
        ++found.not_found;
        test.read_missing();
        break;
      case Found::Kind::Without:
        ++found.without_contest;
        test.read({});
        break;
      case Found::Kind::Marking: test.read(order_of(card.said, rules->reading)); break;
    }
  }
  found.risk = test.risk();
  found.ends_open = test.ends_open();
  if (test.confirmed()) found.verdict = Verdict::Confirmed;
  if (found.cards < poll.cards.value()) return found;
  if (found.not_found == 0) {
    count_paper(poll, cards, found);
  } else if (!test.confirmed()) {
    found.verdict = Verdict::FullHandCountNeeded;
  }
  return found;
}

}  // namespace recanvass::audit
