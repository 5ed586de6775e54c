#include "report/flip_text.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::report {
namespace {

using election::VoteCount;

outlook::FlipOutlook small_answer() {
  outlook::FlipOutlook answer;
  answer.election_name = "A close election";
  answer.contest.choices = {{{"a"}, "Ann", "", false, false}, {{"b"}, "Ben", "", false, false}};
  outlook::UnitOutlook unit;
  unit.unit.id = {"us-xx"};
  unit.unit.name = "Exland";
  unit.unit.total_votes = VoteCount(1000000);
  unit.to_flip = outlook::VotesToFlip{{"b"}, VoteCount(22748), VoteCount(11375), VoteCount(22749)};
  answer.units.push_back(unit);
  return answer;
}

std::string said(const outlook::FlipOutlook& answer) { return flip_text(answer, {80, false}); }

TEST(FlipText, SaysVotesToSwitchAndNeverMoreThanEightyColumns) {
  const std::string text = said(small_answer());
  EXPECT_NE(text.find("11,375"), std::string::npos);
  EXPECT_NE(text.find("2.275%"), std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 80) << line;
}

TEST(FlipText, AnUnknownFigureIsSaidToBeUnknown) {
  outlook::FlipOutlook answer = small_answer();
  answer.units.front().to_flip.reset();
  EXPECT_NE(said(answer).find("unknown"), std::string::npos);
}

TEST(FlipText, ARefusedCollegeAndAPartialPackageSayWhy) {
  outlook::FlipOutlook answer = small_answer();
  answer.college.emplace();
  answer.college->refusal = "Nobody can say.";
  answer.college->covers_country = false;
  const std::string text = said(answer);
  EXPECT_NE(text.find("Nobody can say."), std::string::npos);
  EXPECT_NE(text.find("The package holds 0 of the"), std::string::npos);
}

TEST(FlipText, IndependenceIsCalledAFloorWhereverItIsPrinted) {
  outlook::FlipOutlook answer = small_answer();
  answer.college.emplace();
  answer.joint.emplace();
  answer.joint->rows = {{stats::Copula::Gaussian, 0.0, 1e-4, 1e-3},
                        {stats::Copula::Gaussian, 0.3, 2e-4, 1e-3}};
  answer.joint->challenger_wins = {0.0, 0.001};
  const std::string text = said(answer);
  EXPECT_NE(text.find("a floor, not"), std::string::npos);
  EXPECT_NE(text.find("By accident"), std::string::npos);
  EXPECT_EQ(text.find("1 in 10,000 to"),
            std::string::npos);  // the first screen leaves the floor out
}

}  // namespace
}  // namespace recanvass::report
