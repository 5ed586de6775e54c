#include "workflow/audit_sample.h"

#include "workflow/audit_body.h"
#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

#include <charconv>
#include <functional>

namespace recanvass::workflow {
namespace {

using fixture::operation_drawn;

const AuditContest& president(const Operation& operation) {
  return operation.audits.current.contests.at("president");
}

ContestSays says_of(const Operation& operation) {
  const auto says = what_sample_says(operation.audits.current, "president", president(operation));
  RECANVASS_CHECK(says.ok());
  return *says;
}

TEST(AuditMeasure, CardsThatAgreeBringTheRiskDownAndTheSampleIsAllDraws) {
  Operation operation = operation_drawn(30);
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  const ContestSays says = says_of(operation);
  EXPECT_EQ(says.draws, 30);
  EXPECT_EQ(says.measured.tally.agree, 30);
  EXPECT_LT(says.measured.risk, 0.1);
  EXPECT_TRUE(says.met);
}

// The same cards handed to the mathematics by hand: a record for a, paper for b.
TEST(AuditMeasure, ADifferenceIsWhatPaperAndRecordSayOfEachAssertion) {
  Operation operation = operation_drawn(12);
  std::int64_t for_a = 0;
  for (const std::int64_t card : fixture::numbers_drawn(operation)) {
    if (card <= 94) for_a = card;
  }
  ASSERT_GT(for_a, 0);
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(fixture::read_card(operation, team, for_a, "b"), fixture::Causes{});
  }
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  const ContestSays says = says_of(operation);
  EXPECT_EQ(says.measured.tally.two_over, 1);
  EXPECT_EQ(says.measured.tally.agree, 11);
  EXPECT_FALSE(says.met);
}

TEST(AuditMeasure, NoConsensusCountsAsBadlyAsACardThatNobodyFound) {
  const auto with = [](const std::function<void(Operation&, std::int64_t)>& last) {
    Operation operation = operation_drawn(12);
    last(operation, fixture::numbers_drawn(operation).front());
    fixture::read_as_recorded(operation);
    fixture::close_readings(operation);
    return says_of(operation).measured.risk;
  };
  const double missing = with([](Operation& operation, std::int64_t card) {
    RECANVASS_CHECK(fixture::act(operation, "card.fetch", "team-1",
                                 {{"list", "dane"},
                                  {"card", card},
                                  {"outcome", "not-found"},
                                  {"looked_for_by", {"Lee", "Kim"}}})
                        .empty());
  });
  const double unclear = with([](Operation& operation, std::int64_t card) {
    const base::Json none =
        base::Json::array({{{"contest", "president"}, {"state", "no-consensus"}}});
    for (const char* team : {"team-1", "team-2"}) {
      RECANVASS_CHECK(
          fixture::act(operation, "reading.enter", team, fixture::reading_of(operation, card, none))
              .empty());
    }
  });
  EXPECT_EQ(missing, unclear);
  EXPECT_GT(missing, with([](Operation&, std::int64_t) {}));
}

TEST(AuditMeasure, APValueIsWrittenRoundedUp) {
  for (const double risk : {0.033333333, 0.0388001, 0.5, 1e-9, 3.3333333e-12, 0.1, 0.99999999}) {
    const std::string text = risk_text(risk);
    double written = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), written);
    EXPECT_GE(written, risk) << risk_text(risk);
    EXPECT_LE(written, risk * (1.0 + 2e-5)) << risk_text(risk);
  }
  EXPECT_EQ(risk_text(0.0), "0");
  EXPECT_EQ(risk_text(1.0), "1");
}

// Two counties, 500 cards each, a contest of both; 60 cards of one of them were drawn, and all
// agree. 100 votes in the other could be wrong.
Audit audit_of_two_lists(std::int64_t east, std::int64_t west) {
  const base::Json body = {
      {"contest", "race"},
      {"name", "Race"},
      {"rule", "plurality"},
      {"vote_for", 1},
      {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
      {"reported", {{"a", 550}, {"b", 450}}},
      {"tabulated", {{"a", 550}, {"b", 450}}},
      {"winners", {"a"}},
      {"risk_limit", "0.1"},
      {"targeted", true}};
  Audit audit;
  audit.contests["race"] = audit_contest_in(body);
  audit.method.design = "comparison";
  audit.method.draw = draw::CardDraw::Counter;
  audit.method.from_each_list = true;
  audit.method.risk_function = "super-simple";
  for (const auto& [id, draws] : {std::pair("east", east), std::pair("west", west)}) {
    audit.lists[id].cards = 500;
    audit.list_order.emplace_back(id);
    audit.drawn_from[id] = draws;
    for (std::int64_t number = 1; number <= draws; ++number) {
      audit.draws.push_back({{id, number}, 1, 7});
      AuditCard& card = audit.cards[{id, number}];
      card.record = CardReading{{"race", {"marked", {{"a", 0}}}}};
      card.readings = {{"t1", {{1, "t1", "R1", *card.record}}},
                       {"t2", {{2, "t2", "R2", *card.record}}}};
      card.closed = true;
    }
  }
  return audit;
}

ContestSays race_says(std::int64_t east, std::int64_t west) {
  const Audit audit = audit_of_two_lists(east, west);
  return what_sample_says(audit, "race", audit.contests.at("race")).value();
}

TEST(AuditMeasure, DrawsOfOneOfTwoListsConfirmNothingOfBoth) {
  const ContestSays one = race_says(60, 0);
  EXPECT_EQ(one.measured.risk, 1.0);
  EXPECT_FALSE(one.met);
  EXPECT_EQ(one.draws, 60);
  EXPECT_EQ(one.in_proportion, 0);
  const ContestSays both = race_says(30, 30);
  EXPECT_NEAR(both.measured.risk, 0.05186902, 1e-8);
  EXPECT_TRUE(both.met);
  EXPECT_FALSE(both.in_proportion);
  EXPECT_EQ(race_says(60, 20).in_proportion, 40);
}

}  // namespace
}  // namespace recanvass::workflow
