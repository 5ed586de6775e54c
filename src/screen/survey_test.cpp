#include "screen/survey.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

// Three states of 30 counties and one of 5; counts of the second state end in 0 or 5.
UnitTable four_states() {
  UnitTable table;
  table.words = "counties";
  table.group_words = "states";
  Measure votes{"votes", "votes", {}};
  for (std::size_t i = 0; i < 95; ++i) {
    stats::RandomStream random({42, 1}, i);
    const double number = 100.0 + static_cast<double>(random.next_bits() % 9'000);
    const bool second = i >= 30 && i < 60;
    table.units.push_back("county " + std::to_string(i));
    table.groups.push_back(std::string(1, static_cast<char>('A' + i / 30)));
    votes.values.push_back(second ? 5.0 * static_cast<double>(static_cast<int>(number / 5.0))
                                  : number);
  }
  table.measures = {votes};
  return table;
}

TEST(Survey, TheStateWhoseFiguresAreRoundedIsTheOneThatAlarms) {
  const UnitTable table = four_states();
  Question question;
  question.id = "digits";
  question.ask = DigitsAsk{{"votes"}};
  AskedOf asked;
  asked.table = &table;
  asked.resamples = 999;
  base::SerialExecutor executor;
  const SurveyLine line = survey_groups(question, asked, [&](const Question& q, const AskedOf& a) {
    return answer_question(q, a, executor);
  });
  EXPECT_EQ(line.groups, 3);  // the state of five counties is too small to ask
  EXPECT_EQ(line.unexplained, 1);
  EXPECT_EQ(line.after_bh, 1);
  EXPECT_EQ(line.which, std::vector<std::string>{"B"});
}

TEST(Survey, AGroupIsATableOfItsOwnUnits) {
  const UnitTable table = table_of_group(four_states(), "D");
  EXPECT_EQ(table.units.size(), 5u);
  EXPECT_EQ(table.units[0], "county 90");
  EXPECT_EQ(table.groups, table.units);
  EXPECT_EQ(table.measure("votes")->values.size(), 5u);
  EXPECT_TRUE(table_of_group(four_states(), "Z").units.empty());
}

TEST(Survey, MissingFilesAreNoSurvey) {
  AskedOf asked;
  asked.missing = {"/x.csv"};
  const SurveyLine line =
      survey_groups({}, asked, [](const Question&, const AskedOf&) { return Answered{}; });
  EXPECT_EQ(line.groups, 0);
  EXPECT_EQ(line.missing.size(), 1u);
}

}  // namespace
}  // namespace recanvass::screen
