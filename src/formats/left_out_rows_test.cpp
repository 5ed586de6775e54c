#include "formats/left_out_rows.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

constexpr const char* kForm =
    "county,town,issued,counted,ballots\n"
    "Dane,Ash,100,49,\"1,000\"\n"
    "Dane,Birch,100,50,500\n"
    "Rock,Cedar,100,,70\n"
    "Rock,Dogwood,9,0,30\n"
    "Rock,Elm,20,21,40\n"
    "Rock,Fir,20,20,\n";

RowRule row_rule(const std::string& words, const std::string& told = "") {
  RowRule rule;
  rule.words = words;
  rule.told = told;
  rule.told_words = "ballots";
  return rule;
}

// Which towns the rules leave out, and what they say of it.
struct LeftOutSeen {
  std::vector<std::string> towns;
  std::vector<std::string> words;
  std::vector<std::string> causes;
};

LeftOutSeen leave_out_of_form(std::vector<RowRule> rules) {
  ProblemList problems;
  UnitSource source;
  source.id = "form";
  source.leave_out = std::move(rules);
  auto csv = CsvTable::open(kForm, "form.csv").value();
  LeftOutSeen seen;
  LeftOutRows rows(source, *csv, problems);
  if (problems.empty()) {
    while (csv->next(problems)) {
      const std::string town(csv->cell(1));
      if (rows.takes(*csv, std::string(csv->cell(0)))) seen.towns.push_back(town);
    }
  }
  seen.words = rows.words();
  for (const base::Problem& problem : problems.take()) seen.causes.push_back(problem.cause);
  return seen;
}

using Towns = std::vector<std::string>;

TEST(LeftOutRows, ARowWithAnEmptyCellIsLeftOutAndTold) {
  RowRule rule = row_rule("a year is missing", "ballots");
  rule.empty = {"issued", "counted"};
  const LeftOutSeen seen = leave_out_of_form({rule});
  EXPECT_EQ(seen.towns, Towns{"Cedar"});
  EXPECT_EQ(seen.words, Towns{"Left out in every year: 1 row with 70 ballots, because a year is "
                              "missing (Rock)."});
}

TEST(LeftOutRows, AFigureBelowAShareOfAnotherIsLeftOutAndOneAtItStays) {
  RowRule rule = row_rule("few are counted", "ballots");
  rule.column = "counted";
  rule.of = "issued";
  rule.below = 0.5;
  EXPECT_EQ(leave_out_of_form({rule}).towns, (Towns{"Ash", "Dogwood"}));
  rule.from = 10;  // of 9 issued nothing is said
  const LeftOutSeen seen = leave_out_of_form({rule});
  EXPECT_EQ(seen.towns, Towns{"Ash"});
  EXPECT_EQ(seen.words.at(0),
            "Left out in every year: 1 row with 1,000 ballots, because few are counted (Dane).");
}

TEST(LeftOutRows, AFigureAboveItsWholeIsLeftOutAndOneThatReachesItStays) {
  RowRule rule = row_rule("more than were issued");
  rule.column = "counted";
  rule.of = "issued";
  rule.above = 1.0;
  const LeftOutSeen seen = leave_out_of_form({rule});
  EXPECT_EQ(seen.towns, Towns{"Elm"});
  EXPECT_EQ(seen.words.at(0),
            "Left out in every year: 1 row, because more than were issued (Rock).");
}

TEST(LeftOutRows, ARowCountsForTheFirstRuleThatItMeetsAndRulesThatMeetNothingSayNothing) {
  RowRule empty = row_rule("a year is missing");
  empty.empty = {"counted"};
  RowRule again = empty;
  again.words = "the same again";
  const LeftOutSeen seen = leave_out_of_form({empty, again});
  EXPECT_EQ(seen.towns, Towns{"Cedar"});
  ASSERT_EQ(seen.words.size(), 1u);
  EXPECT_NE(seen.words[0].find("a year is missing"), std::string::npos);
}

TEST(LeftOutRows, AColumnThatTheFileLacksIsAProblem) {
  RowRule rule = row_rule("x", "ballot");
  rule.empty = {"counts"};
  EXPECT_EQ(leave_out_of_form({rule}).causes, (Towns{"screening.column", "screening.column"}));
}

}  // namespace
}  // namespace recanvass::formats
