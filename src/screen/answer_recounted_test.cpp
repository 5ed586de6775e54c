#include "screen/answer.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

UnitTable forty_wards() {
  UnitTable table;
  table.words = "reporting units";
  Measure votes{"votes", "votes", {}};
  Measure moved{"moved", "moved", {}};
  Measure named{"named", "named", {}};
  Measure net{"net", "net", {}};
  Label tabulator{"tabulator", {}};
  for (int i = 0; i < 40; ++i) {
    table.units.push_back("ward " + std::to_string(i));
    table.groups.push_back("county " + std::to_string(i / 4));
    votes.values.push_back(500);
    moved.values.push_back(i % 5 == 0 ? 12 : 0);
    named.values.push_back(i % 5 == 0 ? 4 : 0);
    net.values.push_back(i % 10 == 0 ? 2 : i % 5 == 0 ? -1 : 0);
    tabulator.values.push_back(i < 20 ? "Eagle" : "M100");
  }
  named.values[25] = 30;
  table.measures = {votes, moved, named, net};
  table.labels = {tabulator};
  return table;
}

TEST(AnswerRecounted, VotesMovedAreToldBesideTheNetThatHidesThem) {
  const UnitTable table = forty_wards();
  Question question;
  question.ask = RecountedAsk{"tabulator", "votes", "moved", "named", "net"};
  AskedOf asked;
  asked.table = &table;
  asked.lead = {"Adams", "Brown", election::VoteCount(100)};
  asked.resamples = 499;
  base::SerialExecutor executor;
  const Answered answer = answer_question(question, asked, executor);
  ASSERT_EQ(answer.recounted.size(), 3u);
  EXPECT_EQ(answer.recounted[0].moved, 96);
  EXPECT_EQ(answer.recounted[0].net, 4);
  EXPECT_NE(answer.finding.fact_words.find("96 of 20,000 votes moved in 8 of 40"),
            std::string::npos);
  EXPECT_NE(answer.finding.fact_words.find("Net for Adams over Brown: +4"), std::string::npos);
  EXPECT_EQ(answer.finding.remainder, Remainder::NothingSeen);
  EXPECT_EQ(answer.finding.votes_concerned, election::VoteCount(4));
  ASSERT_FALSE(answer.finding.paper.empty());
  EXPECT_EQ(answer.finding.paper[0].unit, "ward 25");  // most votes of named choices moved
}

}  // namespace
}  // namespace recanvass::screen
