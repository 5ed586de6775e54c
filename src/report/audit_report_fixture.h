// For tests only: a contest of totals under audit, with a lead of 90 on 600 cards.
// Used by the tests of this folder that write of audits.
#pragma once

#include "audit/asserted_contest.h"

namespace recanvass::report::fixture {

inline audit::AssertedContest polled_contest() {
  audit::ReportedTotals totals;
  totals.contest = {{"gov"}, "Governor", 1, 0, 1, {}};
  for (const char* name : {"Ada", "Ben"}) totals.contest.choices.push_back({{name}, name, {}});
  totals.votes = {election::VoteCount(330), election::VoteCount(240)};
  totals.cards = election::CardCount(600);
  audit::ContestAsk ask;
  ask.rule = tabulate::usual_rule();
  return audit::assert_totals(totals, ask).value();
}

}  // namespace recanvass::report::fixture
