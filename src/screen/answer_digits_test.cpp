#include "screen/answer.h"
#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace recanvass::screen {
namespace {

// Sixty towns: "ballots" of 400 to 1,580, "after" of about a fifth of them.
UnitTable towns_of_digits() {
  UnitTable table;
  table.words = "municipalities";
  Measure ballots{"ballots", "ballots", {}};
  Measure after{"after", "absentee ballots", {}};
  for (std::size_t i = 0; i < 60; ++i) {
    stats::RandomStream random({22, 1}, i);
    const double size = 400.0 + 20.0 * static_cast<double>(i) + std::floor(20 * random.next_unit());
    table.units.push_back("town " + std::to_string(i));
    ballots.values.push_back(size);
    after.values.push_back(std::round(size * (0.3 + 0.02 * stats::draw_normal(random))));
  }
  table.groups = table.units;
  table.measures = {ballots, after, {"none", "none", std::vector<double>(60)}};
  return table;
}

Finding digits_found(const UnitTable& table, std::vector<std::string> measures) {
  AskedOf asked;
  asked.table = &table;
  asked.resamples = 999;
  asked.key = {1, 1};
  Question question;
  question.ask = DigitsAsk{std::move(measures)};
  base::SerialExecutor executor;
  return answer_question(question, asked, executor).finding;
}

TEST(AnswerDigits, OfCountsThatFallAsTheyFallNothingIsSeen) {
  const Finding found = digits_found(towns_of_digits(), {"ballots", "after"});
  EXPECT_EQ(found.remainder, Remainder::NothingSeen) << found.fact_words;
}

TEST(AnswerDigits, CountsThatPeopleRoundedAreSeen) {
  UnitTable table = towns_of_digits();
  for (double& value : table.measures[0].values) value = std::round(value / 10.0) * 10.0;
  const Finding found = digits_found(table, {"ballots"});
  EXPECT_EQ(found.remainder, Remainder::Unexplained);
  EXPECT_LE(*found.p, 3.0 / 1'000.0);  // three tests, by Holm
}

// Every last digit as often as any other, and equal to the one before it in every count.
TEST(AnswerDigits, DigitsThatRepeatTheOneBeforeAreSeenThoughLastOnesAreEven) {
  UnitTable table = towns_of_digits();
  for (std::size_t i = 0; i < 60; ++i) {
    table.measures[0].values[i] = 200.0 + 11.0 * static_cast<double>(i % 10);
  }
  const Finding found = digits_found(table, {"ballots"});
  EXPECT_EQ(found.remainder, Remainder::Unexplained);
  EXPECT_NE(found.fact_words.find("ballots: 60 counts of 100 or more, p = 1.000; the last two are "
                                  "equal in 100.0 % (p < 0.0001; 10 % by chance)"),
            std::string::npos)
      << found.fact_words;
}

TEST(AnswerDigits, OfFewerThanTwentyCountsNothingIsAsked) {
  UnitTable table = towns_of_digits();
  for (std::size_t i = 19; i < 60; ++i) table.measures[0].values[i] = 99.0;
  const Finding alone = digits_found(table, {"ballots"});
  EXPECT_EQ(alone.remainder, Remainder::NotChecked);
  EXPECT_FALSE(alone.p.has_value());
  EXPECT_EQ(alone.remainder_words.find("Last digits need 20 counts of 100 or more. ballots: not "
                                       "asked, with 19 of the 20 counts"),
            0U)
      << alone.remainder_words;
  const Finding beside = digits_found(table, {"ballots", "after"});
  EXPECT_EQ(beside.remainder, Remainder::NothingSeen);
  EXPECT_NE(beside.fact_words.find("ballots: not asked, with 19"), std::string::npos)
      << beside.fact_words;
  table.measures[0].values[19] = 100.0;
  EXPECT_NE(digits_found(table, {"ballots"}).remainder, Remainder::NotChecked);
}

TEST(AnswerDigits, WithoutCountsThereIsNoPAndNoVotes) {
  const Finding none = digits_found(towns_of_digits(), {"none"});
  EXPECT_EQ(none.remainder, Remainder::NotChecked);
  EXPECT_FALSE(none.p.has_value());
  EXPECT_EQ(none.votes_words, "A digit test concerns no number of votes.");
}

}  // namespace
}  // namespace recanvass::screen
