#include "workflow/assertions_plan.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

base::Json document_with(const base::Json& assertion) {
  return {{"schema", "recanvass.assertions/1"},
          {"contests",
           {{{"name", "Mayor"},
             {"choices", {{{"id", "1"}, {"name", "Ada"}}, {{"id", "2"}, {"name", "Ben"}}}},
             {"cards", 1000},
             {"phantoms", 5},
             {"risk_limit", 0.03},
             {"targeted", true},
             {"closest", 0},
             {"assertions", base::Json::array({assertion})}}}}};
}

audit::PlanQuestion question_of_document(const base::Json& assertion, bool own_limit = false) {
  audit::PlanQuestion asked;
  asked.risk_limit = 0.1;
  asked.errors = {0.001, 0.0, 0.0, 0.0};
  const auto made = plan_questions_of(document_with(assertion), "a.json", asked, own_limit);
  EXPECT_TRUE(made.ok());
  return made.ok() && made->size() == 1 ? made->front() : audit::PlanQuestion{};
}

TEST(AssertionsPlan, VotesNamesAndPhantomsComeFromTheDocument) {
  const base::Json sum = {{"claim", {{"kind", "sum"}, {"weights", {{"1", "1"}, {"2", "-1"}}}}},
                          {"assorter_margin", "1/10"},
                          {"votes", {{"winner", 500}, {"loser", 400}}}};
  const audit::PlanQuestion question = question_of_document(sum);
  EXPECT_EQ(question.name, "Mayor");
  EXPECT_EQ(question.winner, "Ada");
  EXPECT_EQ(question.loser, "Ben");
  EXPECT_EQ(question.votes, (audit::PairVotes{1000, 500, 400}));
  EXPECT_EQ(question.risk_limit, 0.03);
  EXPECT_DOUBLE_EQ(question.errors.one_over, 0.006) << "each phantom is a vote too many";
  EXPECT_EQ(question_of_document(sum, true).risk_limit, 0.1);
}

// Of a claim without votes of two, and of two that share cards, only the margin is known.
TEST(AssertionsPlan, AMarginAloneIsPlannedAsIfEveryCardCountedForOneOfTheTwo) {
  const base::Json next = {{"claim", {{"kind", "not-next"}, {"winner", "2"}, {"loser", "1"}}},
                           {"assorter_margin", "1/10"},
                           {"votes", nullptr}};
  const audit::PlanQuestion question = question_of_document(next);
  EXPECT_EQ(question.winner, "Ben");
  EXPECT_EQ(question.votes, (audit::PairVotes{1000, 550, 450}));
  const base::Json both = {{"claim", {{"kind", "sum"}, {"weights", {{"1", "1"}, {"2", "-1"}}}}},
                           {"assorter_margin", "1/10"},
                           {"votes", {{"winner", 700}, {"loser", 600}}}};
  EXPECT_EQ(question_of_document(both).votes, (audit::PairVotes{1000, 550, 450}));
}

TEST(AssertionsPlan, AnotherDocumentAndOneWithoutAContestAreRefused) {
  const auto cause = [](const base::Json& document) {
    const auto made = plan_questions_of(document, "a.json", {}, false);
    return made.ok() ? std::string() : made.problems().front().cause;
  };
  EXPECT_EQ(cause({{"schema", "recanvass.draw/1"}}), "plan.assertions");
  EXPECT_EQ(cause({{"schema", "recanvass.assertions/1"}}), "plan.assertions");
  EXPECT_EQ(cause({{"schema", "recanvass.assertions/1"}, {"contests", base::Json::array()}}),
            "plan.nothing");
  base::Json broken = document_with({{"claim", 1}});
  EXPECT_EQ(cause(broken), "plan.assertions");
  broken["contests"][0]["targeted"] = false;
  EXPECT_EQ(cause(broken), "plan.nothing");
}

}  // namespace
}  // namespace recanvass::workflow
