#include "recount/wording.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using Facts = std::vector<std::string>;

TEST(WordingTest, FiguresDaysIdsAndNamesAreFactsAndOtherWordsAreNot) {
  EXPECT_EQ(facts_in("Drawn out because there were more ballots than voters: 3 ballots of W1 (Ann "
                     "Ash -2, Bo +1); by Lee."),
            (Facts{"+1", "-2", "3", "Ann", "Ash", "Bo", "Lee", "W1"}));
  EXPECT_EQ(facts_in("Signed on 2016-12-02T12:00, after it was due."), Facts{"2016-12-02T12:00"});
  EXPECT_EQ(facts_in("Nothing on the record asks for this count."), Facts{});
  EXPECT_EQ(facts_in(""), Facts{});
}

TEST(WordingTest, OtherWordsOfTheSameFactsAreTheSameAndAnotherFigureIsNot) {
  const Facts signed_words = {"2 units were not reconciled: no worksheet was recorded.",
                              "The lead is 5 votes, and 7 ballots are exceptions; by Lee."};
  const Facts later_words = {"With 7 ballots by exception the lead is 5 votes; so says Lee.",
                             "No worksheet was recorded of 2 units."};
  EXPECT_TRUE(say_the_same_facts(signed_words, later_words));
  Facts wrong = later_words;
  wrong[1] = "No worksheet was recorded of 3 units.";
  EXPECT_FALSE(say_the_same_facts(signed_words, wrong));
  wrong = later_words;
  wrong[0] = "With 7 ballots by exception the lead is 5 votes; so says Roe.";
  EXPECT_FALSE(say_the_same_facts(signed_words, wrong)) << "another name";
  wrong.pop_back();
  EXPECT_FALSE(say_the_same_facts(signed_words, wrong)) << "one is missing";
  EXPECT_FALSE(say_the_same_facts({"5 of 7"}, {"5", "7"})) << "one sentence is not two";
}

}  // namespace
}  // namespace recanvass::recount
