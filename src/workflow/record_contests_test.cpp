#include "workflow/record_contests.h"

#include "election/card_builder.h"
#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using election::CardStoreBuilder;
using election::Mark;
using election::MarkingState;
using fixture::act;
using fixture::Causes;

using RankedBallots = std::vector<std::pair<std::vector<election::ChoiceIndex>, int>>;

// A contest whose ballots are given by number of cards; ranks where `ranked`.
void add_cards_of(CardStoreBuilder& builder, std::uint32_t contest, const RankedBallots& ballots,
                  bool ranked) {
  for (const auto& [order, cards] : ballots) {
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < order.size(); ++i) {
      marks.push_back({order[i], static_cast<std::uint16_t>(ranked ? i + 1 : 0), 1});
    }
    for (int i = 0; i < cards; ++i) {
      const auto position = static_cast<std::uint32_t>(builder.cards() + 1);
      const std::uint32_t batch = builder.batch(builder.tabulator(""), "B1");
      builder.add_card({builder.profile({}), batch, position, true, {}, {}});
      const auto state = marks.empty() ? MarkingState::Blank : MarkingState::Marked;
      RECANVASS_CHECK(
          builder.add_marking(contest, builder.markings(contest).code_of(state, marks)));
    }
  }
}

election::CardContest ranked_contest(const std::string& id, const std::string& name,
                                     const std::vector<std::string>& choices, int ranks) {
  election::CardContest contest{{id}, name, 1, ranks, 1, {}};
  for (const std::string& choice : choices) {
    contest.choices.push_back({{id + "-" + choice}, choice, election::CardChoiceKind::Named});
  }
  return contest;
}

// The president of the fixture, and a mayor who is found by an instant runoff.
AuditRecords two_contests() {
  CardStoreBuilder builder;
  const auto president = builder.add_contest(ranked_contest("9", "President", {"A", "B"}, 0));
  const auto mayor =
      builder.add_contest(ranked_contest("5", "City Mayor", {"Ann Lee", "Bo", "Cy"}, 3));
  add_cards_of(builder, president, {{{0}, 94}, {{1}, 61}, {{}, 5}, {{0, 1}, 3}}, false);
  add_cards_of(builder, mayor, {{{0, 2, 1}, 50}, {{1, 0}, 30}, {{2, 1, 0}, 25}, {{}, 4}}, true);
  return {builder.finish(), {}};
}

base::Result<std::vector<base::Json>> lines_for(const Operation& operation, const std::string& ask,
                                                const AuditRecords& records) {
  const auto assertions = assert_audit(ask, "audit.toml", &records);
  EXPECT_TRUE(assertions) << assertions.problems()[0].sentence();
  return contest_lines(operation, *assertions, records.store, {});
}

Causes causes_of_lines(const base::Result<std::vector<base::Json>>& lines) {
  Causes causes;
  if (lines) return causes;
  for (const base::Problem& problem : lines.problems()) causes.push_back(problem.cause);
  return causes;
}

TEST(RecordContests, TheOwnContestHasItsIdsAndThePublishedOutcome) {
  Operation operation = fixture::operation_with_cards();
  const AuditRecords records = two_contests();
  const auto lines =
      lines_for(operation, "risk_limit = \"0.1\"\n[[contest]]\nname = \"President\"\n", records);
  ASSERT_TRUE(lines) << lines.problems()[0].sentence();
  ASSERT_EQ(lines->size(), 1U) << "no rule is named for the ranked one";
  base::Json line = lines->front();
  base::Json wanted = fixture::audit_contest();
  wanted["do"] = "audit.contest";
  EXPECT_EQ(line, wanted);
  line.erase("do");
  EXPECT_EQ(act(operation, "audit.contest", "wec", line), Causes{});
}

// Figures copied from the records would agree with them, whatever was reported.
TEST(RecordContests, OfAnotherContestReportedFiguresAreForAPersonToFillIn) {
  Operation operation = fixture::operation_with_cards();
  const AuditRecords records = two_contests();
  const auto lines = lines_for(
      operation, "[[contest]]\nname = \"City Mayor\"\nrule = \"irv\"\ncards = 112\n", records);
  ASSERT_TRUE(lines) << lines.problems()[0].sentence();
  ASSERT_EQ(lines->size(), 2U) << "the president is read beside it";
  EXPECT_EQ(lines->at(0)["targeted"], false);
  base::Json line = lines->at(1);
  EXPECT_EQ(line["contest"], "city-mayor");
  EXPECT_EQ(line["rule"], "irv");
  EXPECT_EQ(line["vote_for"], 1);
  EXPECT_EQ(line["winners"], base::Json::array({"bo"}));
  EXPECT_EQ(line["reported"], base::Json::object());
  EXPECT_EQ(line["tabulated"], (base::Json{{"ann-lee", 50}, {"bo", 30}, {"cy", 25}}));
  line.erase("do");
  EXPECT_EQ(act(operation, "audit.contest", "wec", line).front(), "command.field");
  line["reported"] = line["tabulated"];
  EXPECT_EQ(act(operation, "audit.contest", "wec", line), Causes{});
  // Bo gets Cy's 25 votes: 55 against 50, however many phantoms there are.
  const bool has_final = std::ranges::any_of(line["assertions"], [](const base::Json& claim) {
    return claim["winner"] == "bo" && claim["loser"] == "ann-lee" && claim["lead"] == 5;
  });
  EXPECT_TRUE(has_final) << line["assertions"].dump();
}

TEST(RecordContests, ARuleThatTheLedgerDoesNotAuditIsRefusedWhereItIsTargeted) {
  const Operation operation = fixture::operation_with_cards();
  const AuditRecords records = two_contests();
  EXPECT_EQ(causes_of_lines(lines_for(
                operation, "[[contest]]\nname = \"City Mayor\"\nrule = \"borda\"\n", records)),
            Causes{"contest.rule"});
  const auto beside = lines_for(operation,
                                "[[contest]]\nname = \"President\"\n[[contest]]\n"
                                "name = \"City Mayor\"\nrule = \"borda\"\ntargeted = false\n",
                                records);
  ASSERT_TRUE(beside);
  EXPECT_EQ(beside->size(), 1U) << "it is read by nobody here";
}

// Vote for any of three, and one wins: a line that does not say so would be refused.
TEST(RecordContests, SeatsAreWrittenWhereFewerWinThanMayBeMarked) {
  CardStoreBuilder builder;
  election::CardContest approval = ranked_contest("3", "Board", {"Ann", "Bo", "Cy"}, 0);
  approval.vote_for = 3;
  const auto contest = builder.add_contest(approval);
  add_cards_of(builder, contest, {{{0, 1}, 60}, {{0}, 20}, {{1, 2}, 25}}, false);
  const AuditRecords records{builder.finish(), {}};
  Operation operation = fixture::operation_with_cards();
  const auto lines = lines_for(operation,
                               "[[contest]]\nname = \"Board\"\nrule = \"plurality\"\n"
                               "set = [\"votes=3\", \"places=1\"]\n",
                               records);
  ASSERT_TRUE(lines) << lines.problems()[0].sentence();
  base::Json line = lines->front();
  EXPECT_EQ(line["vote_for"], 3);
  EXPECT_EQ(line["seats"], 1);
  EXPECT_EQ(line["winners"], base::Json::array({"bo"}));
  line.erase("do");
  line["reported"] = line["tabulated"];
  EXPECT_EQ(act(operation, "audit.contest", "wec", line), Causes{});
  line.erase("seats");
  EXPECT_EQ(act(operation, "audit.contest", "wec", line), Causes{"audit.winner"});
}

TEST(RecordContests, TwoChoicesWhoseNamesMakeOneIdAreRefused) {
  CardStoreBuilder builder;
  const auto contest = builder.add_contest(ranked_contest("1", "Sheriff", {"Al Roe", "Al-Roe"}, 0));
  add_cards_of(builder, contest, {{{0}, 40}, {{1}, 20}}, false);
  const AuditRecords records{builder.finish(), {}};
  EXPECT_EQ(causes_of_lines(lines_for(fixture::operation_with_cards(), "", records)),
            Causes{"contest.choices"});
}

}  // namespace
}  // namespace recanvass::workflow
