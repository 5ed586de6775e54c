#include "report/chance_words.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ChanceWords, TwoDigitsAndNoMore) {
  struct Row {
    double probability;
    const char* wanted;
  };
  const Row rows[] = {{1.0, "100%"},         {0.317, "32%"},           {0.0333, "3.3%"},
                      {0.0036, "0.36%"},     {0.001, "0.10%"},         {0.00099, "1 in 1,000"},
                      {1e-4, "1 in 10,000"}, {4.4e-6, "1 in 230,000"}, {1e-6, "1 in 1,000,000"}};
  for (const Row& row : rows) EXPECT_EQ(chance_words(row.probability), row.wanted);
}

TEST(ChanceWords, BelowAMillionthNoNumberIsGiven) {
  EXPECT_EQ(chance_words(9.9e-7), "below 1 in a million");
  EXPECT_EQ(chance_words(0.0), "below 1 in a million");
}

TEST(ChanceWords, OutsideTheClassNoModelSpeaks) {
  outlook::ClassAnswer answer;
  answer.model = {0.01, 0.001, 0.02};
  EXPECT_EQ(class_words(answer).find('%'), std::string::npos);
  answer.inside = true;
  EXPECT_EQ(class_words(answer), "1.0% (0.10% to 2.0%)");
}

TEST(ChanceWords, AnIntervalAndItsChanceHaveOneScale) {
  outlook::ClassAnswer answer;
  answer.inside = true;
  answer.model = {0.0004, 1.9e-6, 0.0036};
  EXPECT_EQ(class_words(answer), "1 in 2,500 (1 in 530,000 to 1 in 280)");
}

TEST(ChanceWords, NoFlipInAllDrawsIsABoundAndNotZero) {
  outlook::MechanismAnswer answer;
  answer.draws = 100000;
  answer.upper_bound = 3e-5;
  EXPECT_EQ(mechanism_words(answer), "none in 100,000 draws (at most 1 in 33,000)");
  answer.flips = 250;
  answer.probability = 0.0025;
  EXPECT_EQ(mechanism_words(answer), "0.25% (250 of 100,000 draws)");
}

}  // namespace
}  // namespace recanvass::report
