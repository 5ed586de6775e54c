#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::audit_seed;
using fixture::Causes;
using fixture::operation_committed;
using fixture::operation_seeded;
using fixture::shown;

Causes drawn(Operation& operation, std::int64_t cards) {
  return act(operation, "audit.draw", "wec", {{"cards", cards}});
}

TEST(DrawAudit, OutOfOrderEachStepIsRefusedByName) {
  Operation planned = fixture::operation_with_plan();
  EXPECT_EQ(act(planned, "audit.seed", "wec", audit_seed()), Causes{"audit.not-committed"});
  EXPECT_EQ(drawn(planned, 5), Causes{"audit.not-committed"});
  Operation committed = operation_committed();
  EXPECT_EQ(drawn(committed, 5), Causes{"audit.not-seeded"});
  EXPECT_EQ(act(committed, "audit.seed", "wec", audit_seed()), Causes{"audit.not-witnessed"});
  ASSERT_EQ(fixture::do_command(committed, fixture::witnessing(committed)), Causes{});
  ASSERT_EQ(act(committed, "audit.seed", "wec", audit_seed()), Causes{});
  EXPECT_EQ(act(committed, "audit.seed", "wec", audit_seed("11111111111111111111")),
            Causes{"audit.seed-twice"});
  EXPECT_EQ(drawn(committed, 5), Causes{});
}

TEST(DrawAudit, ASeedIsTwentyDigitsReadBackBeforeTwoPeople) {
  Operation operation = operation_committed();
  ASSERT_EQ(fixture::do_command(operation, fixture::witnessing(operation)), Causes{});
  const auto refused = [&](const base::Json& members) {
    base::Json body = audit_seed();
    body.update(members);
    return act(operation, "audit.seed", "wec", body);
  };
  EXPECT_EQ(refused({{"digits", "1234567890123456789"}}), Causes{"seed.digits"});
  EXPECT_EQ(refused({{"digits", "123456789012345678901"}}), Causes{"seed.digits"});
  EXPECT_EQ(refused({{"digits", "1234567890123456789a"}}), Causes{"seed.digits"});
  EXPECT_EQ(refused({{"read_back", "92076602804272786702"}}), Causes{"audit.read-back"});
  EXPECT_EQ(refused({{"witnesses", {"Ada Alm", "ADA ALM"}}}), Causes{"audit.seed-witnesses"});
  EXPECT_EQ(refused({{"witnesses", {"Ada Alm"}}}), Causes{"audit.seed-witnesses"});
  EXPECT_EQ(refused({{"witnesses", {"Ada Alm", "State Officer 1"}}}),
            Causes{"audit.seed-witnesses"})
      << "who submits it";
  EXPECT_EQ(refused({{"witnesses", {"wec", "Ben Berg"}}}), Causes{"audit.seed-witnesses"});
  EXPECT_EQ(refused(base::Json::object()), Causes{});
}

TEST(DrawAudit, TheEntryKeepsWhatTheProgramDrewAndALaterOneGoesOn) {
  Operation operation = operation_seeded();
  ASSERT_EQ(drawn(operation, 12), Causes{});
  ASSERT_EQ(drawn(operation, 8), Causes{});
  const auto expected = draw::drawn_cards(
      draw::CardDraw::Numbers, draw::Seed::make(fixture::kSeedDigits).value(), 160, 0, 20);
  std::vector<std::uint64_t> numbers;
  for (const SettledDraw& draw : operation.audits.current.draws) {
    EXPECT_EQ(draw.place.first, "dane");
    numbers.push_back(static_cast<std::uint64_t>(draw.place.second));
  }
  EXPECT_EQ(numbers, expected);
}

TEST(DrawAudit, NoMoreIsDrawnThanThereIsOrThanTheScheduleSays) {
  Operation operation = operation_seeded();
  EXPECT_EQ(drawn(operation, 0), Causes{"audit.draws"});
  EXPECT_EQ(drawn(operation, 161), Causes{"audit.draws"});
  EXPECT_EQ(drawn(operation, 5001), (Causes{"audit.draws", "audit.draws"}));
  EXPECT_EQ(drawn(operation, 160), Causes{});
  EXPECT_EQ(drawn(operation, 1), Causes{"audit.draws"});
  operation = operation_seeded();
  operation.audits.current.method.schedule = {{1, 30}, {2, 70}};
  EXPECT_EQ(drawn(operation, 31), Causes{"audit.schedule"});
  EXPECT_EQ(drawn(operation, 30), Causes{});
  EXPECT_EQ(drawn(operation, 1), Causes{"audit.schedule"}) << "round 1 has its cards";
}

TEST(DrawAudit, AListIsNamedJustWhereEachIsDrawnFromByItself) {
  Operation operation = operation_seeded();
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 3}, {"list", "dane"}}),
            Causes{"audit.list"});
  operation.audits.current.method.from_each_list = true;
  EXPECT_EQ(drawn(operation, 3), Causes{"audit.list"});
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 3}, {"list", "dane"}}), Causes{});
}

// A draw goes over all cards that there can be; whoever is past the last one is nobody's card.
TEST(DrawAudit, CardsPastTheListArePhantomsAndAreNotPulled) {
  Operation operation = fixture::operation_with_cards();
  base::Json list = fixture::audit_list();
  list["at_most"] = 163;
  ASSERT_EQ(act(operation, "audit.contest", "wec", fixture::audit_contest()), Causes{});
  ASSERT_EQ(act(operation, "audit.list", "clerk", list), Causes{});
  ASSERT_EQ(act(operation, "audit.batches", "clerk", fixture::audit_batches()), Causes{});
  ASSERT_EQ(act(operation, "audit.method", "wec", fixture::audit_method()), Causes{});
  ASSERT_EQ(act(operation, "audit.commit", "wec", fixture::audit_commitment(operation)), Causes{});
  ASSERT_EQ(fixture::do_command(operation, fixture::witnessing(operation)), Causes{});
  ASSERT_EQ(act(operation, "audit.seed", "wec", audit_seed()), Causes{});
  ASSERT_EQ(drawn(operation, 163), Causes{});
  const base::Json retrieval = shown(operation, "retrieval");
  EXPECT_EQ(retrieval["cards"].size(), 160U);
  EXPECT_EQ(retrieval["phantoms"].size(), 3U);
  EXPECT_EQ(shown(operation, "audit")["lists"][0]["phantoms"], 3);
}

TEST(DrawAudit, CardsAreListedByContainerBatchAndPlaceAndOneDrawnTwiceIsPulledOnce) {
  Operation operation = operation_seeded();
  operation.audits.current.method.draw = draw::CardDraw::Counter;
  ASSERT_EQ(drawn(operation, 60), Causes{});
  const base::Json cards = shown(operation, "retrieval")["cards"];
  std::int64_t draws = 0;
  std::pair<std::string, std::int64_t> before;
  for (const base::Json& row : cards) {
    draws += row["draws"].get<std::int64_t>();
    const std::pair place(row["batch"].get<std::string>(), row["position"].get<std::int64_t>());
    EXPECT_LT(before, place);
    before = place;
    EXPECT_EQ(row["container"], row["batch"] == "B3" ? "C2" : "C1");
    const std::string imprint = row["imprint"];
    EXPECT_TRUE(imprint.ends_with("-" + std::to_string(place.second))) << imprint;
  }
  EXPECT_EQ(draws, 60);
  EXPECT_LT(cards.size(), 60U) << "60 draws of 160 cards with replacement repeat some";
}

// The fixture's witness countersigned the plan at 10:00 UTC, when it is 4:00 in Wisconsin.
TEST(DrawAudit, DiceLieAfterAWitnessSawThePlanAndBeforeTheEntrySaysSo) {
  Operation operation = operation_committed();
  ASSERT_EQ(fixture::do_command(operation, fixture::witnessing(operation)), Causes{});
  const auto thrown = [&](const char* moment) {
    Operation tried = operation;
    base::Json body = audit_seed();
    body["thrown_at"] = moment;
    return act(tried, "audit.seed", "wec", body);
  };
  EXPECT_EQ(thrown("2014-01-01T10:00"), Causes{"audit.seed-early"});
  EXPECT_EQ(thrown("2016-11-28T03:59"), Causes{"audit.seed-early"}) << "9:59 UTC at the latest";
  EXPECT_EQ(thrown("2016-11-28T04:00"), Causes{});
  EXPECT_EQ(thrown("2016-11-28T05:00"), Causes{}) << "10:00 UTC, were it summer";
  EXPECT_EQ(thrown("2016-11-28T05:01"), Causes{"audit.seed-late"});
  EXPECT_EQ(thrown("2016-12-24T10:00"), Causes{"audit.seed-late"});
}

}  // namespace
}  // namespace recanvass::workflow
