#include "draw/counter.h"
#include "workflow/reverify.h"
#include "workflow/reverify_parts.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using audit::FigureVerdict;

// A county of 100 cards in one batch, 12 drawn for its only contest.
formats::ColoradoExport county_of_cards() {
  formats::ColoradoExport published;
  published.seeds = {"53417960661093690826"};
  formats::ColoradoContest contest;
  contest.name = "Mayor";
  contest.reason = "county_wide_contest";
  contest.cards = 100;
  contest.margin_votes = 30;
  contest.winners = "\"Ann\"";
  contest.sampled = 12;
  contest.discrepancies_given = true;
  contest.risk_limit_value = 0.05;
  published.rounds.push_back({"contest.csv", {contest}});
  published.county_contests = {{"X", "Mayor"}};
  published.manifest.push_back({{"m.csv", 2}, "X", "1", "7", 100, {}, {}});
  formats::ColoradoSelection selection{{"s.csv", 2}, "Mayor", 30, {}};
  for (const std::uint64_t card : draw::draw_by_counter(published.seeds[0], {1, 100}, 1, 12)) {
    selection.records.push_back(5000 + static_cast<std::int64_t>(card));
  }
  published.selections.push_back(selection);
  return published;
}

std::vector<audit::FigureCheck> draw_checks(const formats::ColoradoExport& published) {
  audit::FigureChecks checks;
  std::vector<std::string> summary;
  check_colorado_draw(published, checks, summary);
  return checks.take();
}

TEST(ReverifyColoradoDraw, RecordsRepeatAsTheCardsDo) {
  auto published = county_of_cards();
  EXPECT_EQ(audit::tally_of(draw_checks(published)), (audit::VerdictTally{3, 0, 0, 0}));
  published.selections[0].records[0] = published.selections[0].records[1];
  EXPECT_GE(audit::tally_of(draw_checks(published)).differ, 1);
}

TEST(ReverifyColoradoDraw, ACardThatWasDrawnIsFoundAndCountsAsOftenAsItWasDrawn) {
  auto published = county_of_cards();
  const auto draws = draw::draw_by_counter(published.seeds[0], {1, 100}, 1, 12);
  const auto times = std::count(draws.begin(), draws.end(), draws[0]);
  published.readings.push_back({{"d.csv", 3},
                                "X",
                                "Mayor",
                                "1-7-" + std::to_string(draws[0]),
                                "\"Ann\"",
                                "\"Bo\"",
                                "COUNTY_WIDE_CONTEST",
                                "Wrong Ballot"});
  published.rounds[0].contests[0].two_over = times;
  auto list = draw_checks(published);
  EXPECT_EQ(audit::tally_of(list).differ, 0);
  EXPECT_EQ(audit::tally_of(list).not_checked, 0);
  published.rounds[0].contests[0].two_over = 0;
  published.rounds[0].contests[0].one_over = times;
  EXPECT_EQ(audit::tally_of(draw_checks(published)).differ, 1);
}

TEST(ReverifyColoradoDraw, AVoteMovedToTheWinnerCountsByTheLoserThatItHelpsLeast) {
  auto published = county_of_cards();
  const auto draws = draw::draw_by_counter(published.seeds[0], {1, 100}, 1, 12);
  const auto times = std::count(draws.begin(), draws.end(), draws[0]);
  published.readings.push_back({{"d.csv", 3},
                                "X",
                                "Mayor",
                                "1-7-" + std::to_string(draws[0]),
                                "\"Bo\"",
                                "\"Ann\"",
                                "COUNTY_WIDE_CONTEST",
                                "Wrong Ballot"});
  published.votes = {{{}, "", "Mayor", "Ann", 60}, {{}, "", "Mayor", "Bo", 30}};
  published.rounds[0].contests[0].two_under = times;
  EXPECT_EQ(audit::tally_of(draw_checks(published)).differ, 0);
  published.votes.push_back({{}, "", "Mayor", "Cy", 5});
  EXPECT_EQ(audit::tally_of(draw_checks(published)).differ, 1);
  published.rounds[0].contests[0].two_under = 0;
  published.rounds[0].contests[0].one_under = times;
  EXPECT_EQ(audit::tally_of(draw_checks(published)).differ, 0);
}

TEST(ReverifyColoradoDraw, WithoutASeedNothingIsSaid) {
  auto published = county_of_cards();
  published.seeds.clear();
  const auto list = draw_checks(published);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].verdict, FigureVerdict::NotChecked);
}

}  // namespace
}  // namespace recanvass::workflow
