#include "report/bundle_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {

BundleFacts closed_facts() {
  BundleFacts facts;
  facts.program = "recanvass 0.1.0";
  facts.name = "President, <Wisconsin>";
  facts.origin = "elections.example/wi-2016";
  facts.size = 1234;
  facts.root = "AAAA";
  facts.minimum_ballots = 10;
  facts.choices = {{"a", "A & B"}, {"b", "=C"}};
  facts.counties = {{"dane", "Dane"}, {"rock", "Rock"}, {"void", "Nowhere"}};
  const auto unit = [](std::string county, std::string id, UnitState state, std::string group,
                       std::optional<CountedFigures> counted, std::int64_t a, std::int64_t b) {
    BundleUnit made{std::move(county), std::move(id), "", state, std::move(group), 1,
                    std::move(counted)};
    made.returns_given = true;
    made.reported = {a, b};
    return made;
  };
  facts.units = {
      unit("dane", "W1", UnitState::Counted, "", CountedFigures{100, {60, 38}, 2, 0}, 60, 38),
      unit("dane", "W2", UnitState::Counted, "", CountedFigures{50, {254, 20}, 5, 1}, 8, 20),
      unit("dane", "W3", UnitState::Merged, "county:dane", {}, 3, 1),
      unit("dane", "W4", UnitState::Merged, "county:dane", {}, 5, 2),
      unit("rock", "R1", UnitState::Counted, "", CountedFigures{10, {4, 6}, 0, 0}, 4, 6)};
  facts.groups = {{"county:dane", "dane", "", {"W3", "W4"}, 2, CountedFigures{12, {9, 3}, 0, 0}}};
  facts.withheld = {{17, "tally.enter", "dane", "W3", "B3", "small", "county:dane"}};
  return facts;
}

TEST(BundleSample, TheWholeIsWhatItsCountiesAddUpTo) {
  const BundleFacts facts = closed_facts();
  CountedFigures sum = *totals_of(facts, "dane").counted;
  add_figures(sum, *totals_of(facts, "rock").counted);
  EXPECT_EQ(sum.ballots, totals_of(facts, "").counted->ballots);
}

}  // namespace recanvass::report
