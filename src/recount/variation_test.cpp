#include "recount/variation.h"

#include "base/figures.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace recanvass::recount {
namespace {

using base::Rational;
using election::VoteCount;

std::vector<VoteCount> votes_of(const std::vector<std::int64_t>& figures) {
  std::vector<VoteCount> votes;
  for (const std::int64_t figure : figures) votes.emplace_back(figure);
  return votes;
}

CountyCounts county(const std::string& name, const std::vector<std::int64_t>& first,
                    const std::vector<std::int64_t>& second) {
  return {name, votes_of(first), votes_of(second)};
}

std::int64_t whole(const std::string& cell) {
  std::int64_t value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

std::string percent(const std::optional<Rational>& share, int decimals) {
  return base::percent_of(share->numerator(), share->denominator(), decimals);
}

// Published: reported before and hand totals of the whole state, and the variation of the margin.
TEST(Variation, Georgia2020TheMarginFellBy496VotesWhichIs99TenThousandthsOfAPercent) {
  const auto table = variation_of(
      {{"trump"}, {"biden"}, {"jorgensen"}},
      {county("Georgia", {2'461'468, 2'474'248, 62'131}, {2'462'857, 2'475'141, 62'587})});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->leader.text, "biden");
  EXPECT_EQ(table->whole.margin_first, VoteCount(12'780));
  EXPECT_EQ(table->whole.margin_second, VoteCount(12'284));
  EXPECT_EQ(percent(table->whole.margin_share(), 4), "0.0099%");
}

// Computed from the file: official first counts as they stood at the end, by county. The published
// 0.1053 % rests on the first counts of the day of the audit, which the file does not hold.
TEST(Variation, Georgia2020TotalsOfCountiesDifferBy5411VotesFromTheLaterFirstCount) {
  const char* shared = std::getenv("RECANVASS_SHARED");
  const std::filesystem::path path =
      std::filesystem::path(shared != nullptr ? shared : RECANVASS_SHARED_DIR) / "data" / "audits" /
      "georgia2020" / "official_vs_rla_by_county.csv";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << path;
  std::string line;
  std::getline(file, line);
  std::getline(file, line);  // the row of all counties
  std::vector<CountyCounts> counties;
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    counties.push_back(county(cells[0], {whole(cells[1]), 0}, {whole(cells[6]), 0}));
  }
  const auto table = variation_of({{"all"}, {"none"}}, counties);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->counties.size(), 159U);
  EXPECT_EQ(table->whole.total_first, VoteCount(4'998'482));
  EXPECT_EQ(table->whole.total_second, VoteCount(5'000'585));
  EXPECT_EQ(table->whole.total_votes, VoteCount(5'411));
  EXPECT_EQ(percent(table->whole.total_share(), 4), "0.1083%");
  EXPECT_EQ(percent(table->largest_total_share(), 2), "1.43%");  // Floyd, 596 of 41,648
}

TEST(Variation, WithSeveralSeatsTheMarginIsThatOfTheLastSeat) {
  const std::vector<election::ChoiceId> choices = {{"a"}, {"b"}, {"c"}};
  const auto table = variation_of(choices, {county("north", {100, 90, 50}, {100, 95, 50})}, 2);
  EXPECT_EQ(table->leader.text, "b");
  EXPECT_EQ(table->runner_up.text, "c");
  EXPECT_EQ(table->whole.margin_votes, VoteCount(5));
}

TEST(Variation, CountiesThatDifferBothWaysAddUpInTheTotalAndCancelInTheMargin) {
  const auto table = variation_of(
      {{"a"}, {"b"}}, {county("north", {100, 50}, {104, 50}), county("south", {50, 40}, {46, 40})});
  EXPECT_EQ(table->whole.total_first, VoteCount(240));
  EXPECT_EQ(table->whole.total_second, VoteCount(240));
  EXPECT_EQ(table->whole.total_votes, VoteCount(8));
  EXPECT_EQ(table->whole.margin_votes, VoteCount(0));
  EXPECT_EQ(table->whole.total_share(), Rational(8, 240));
  EXPECT_EQ(table->largest_total_share(), Rational(4, 90));
  EXPECT_EQ(table->largest_margin_share(), Rational(4, 90));
}

TEST(Variation, ACountyExactlyAtTheShareIsNotUnderIt) {
  const auto table = variation_of(
      {{"a"}, {"b"}},
      {county("at", {1200, 800}, {1201, 800}), county("under", {1201, 800}, {1202, 800}),
       county("over", {1199, 800}, {1200, 800}), county("empty", {0, 0}, {5, 0})});
  EXPECT_EQ(table->counties_under(Rational(1, 2000)), 1);
  EXPECT_FALSE(table->counties[3].total_share().has_value());
}

TEST(Variation, OverturnedCountsGiveANegativeMargin) {
  const auto table = variation_of({{"a"}, {"b"}}, {county("one", {10, 9}, {9, 11})});
  EXPECT_EQ(table->whole.margin_second, VoteCount(-2));
  EXPECT_EQ(table->whole.margin_votes, VoteCount(3));
}

TEST(Variation, EveryProblemIsNamed) {
  const auto wrong = variation_of({{"a"}}, {county("one", {1, 2}, {-1})});
  ASSERT_FALSE(wrong);
  ASSERT_EQ(wrong.problems().size(), 3U);
  EXPECT_EQ(wrong.problems()[0].cause, "variation.choices");
  EXPECT_EQ(wrong.problems()[1].cause, "variation.votes");
  EXPECT_EQ(wrong.problems()[2].cause, "variation.negative");
}

}  // namespace
}  // namespace recanvass::recount
