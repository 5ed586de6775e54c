#include "workflow/audit_sample.h"

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

}  // namespace
}  // namespace recanvass::workflow
