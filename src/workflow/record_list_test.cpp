#include "workflow/record_list.h"

#include "election/card_builder.h"
#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using election::CardStore;
using election::CardStoreBuilder;
using election::Mark;
using election::MarkingState;
using fixture::act;
using fixture::Causes;

constexpr election::ChoiceIndex kNobody = 99;  // a blank card

struct WrittenCard {
  std::string batch;
  std::uint32_t position = 0;
  std::vector<Mark> marks;
  MarkingState state = MarkingState::Marked;
};

// "A" and "B" as an export spells them, on cards of the fixture's batches.
CardStore store_with(const std::vector<WrittenCard>& cards, const std::string& name = "President",
                     const std::string& first = "A") {
  CardStoreBuilder builder;
  builder.add_contest({{"17"},
                       name,
                       1,
                       0,
                       1,
                       {{{"171"}, first, election::CardChoiceKind::Named},
                        {{"172"}, "B", election::CardChoiceKind::Named}}});
  for (const WrittenCard& card : cards) {
    const std::uint32_t batch = builder.batch(builder.tabulator(""), card.batch);
    builder.add_card({builder.profile({}),
                      batch,
                      card.position,
                      true,
                      card.batch + "-" + std::to_string(card.position),
                      {}});
    const MarkingState state =
        card.marks.empty() && card.state == MarkingState::Marked ? MarkingState::Blank : card.state;
    RECANVASS_CHECK(builder.add_marking(0, builder.markings(0).code_of(state, card.marks)));
  }
  return builder.finish();
}

// 160 cards: 94 for A, 61 for B, 5 blank. Batch B2 begins within B1, as where two machines run.
std::vector<WrittenCard> dane_cards() {
  std::vector<WrittenCard> cards;
  const auto add = [&](const std::string& batch, std::uint32_t position) {
    const std::size_t number = cards.size();
    const auto choice = number < 94    ? election::ChoiceIndex{0}
                        : number < 155 ? election::ChoiceIndex{1}
                                       : kNobody;
    cards.push_back({batch, position, {}});
    if (choice != kNobody) cards.back().marks = {{choice}};
  };
  for (std::uint32_t i = 1; i <= 60; ++i) add("B1", i);
  for (std::uint32_t i = 1; i <= 50; ++i) add("B2", i);
  for (std::uint32_t i = 61; i <= 100; ++i) add("B1", i);
  for (const std::uint32_t position : {10U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U}) {
    add("B3", position);
  }
  return cards;
}

RecordListAsk dane_ask() { return {"dane", "us-wi-dane", "dane", std::nullopt, ""}; }

const std::string kRecordsSecret(64, '7');

Causes causes_of_lists(const base::Result<std::vector<base::Json>>& lines) {
  Causes causes;
  if (lines) return causes;
  for (const base::Problem& problem : lines.problems()) causes.push_back(problem.cause);
  return causes;
}

// As `submit` takes them.
void submit_lines(Operation& operation, const std::vector<base::Json>& lines) {
  for (base::Json line : lines) {
    const std::string kind = line["do"];
    line.erase("do");
    EXPECT_EQ(act(operation, kind, "clerk", line), Causes{}) << line.dump().substr(0, 300);
  }
}

Operation planned_contest() {
  Operation operation = fixture::operation_with_cards();
  RECANVASS_CHECK(act(operation, "audit.contest", "wec", fixture::audit_contest()).empty());
  return operation;
}

// From the lines of the records to the seed.
Operation seeded_from(const CardStore& store) {
  Operation operation = planned_contest();
  submit_lines(operation, list_lines(operation, store, dane_ask(), kRecordsSecret).value());
  RECANVASS_CHECK(act(operation, "audit.method", "wec", fixture::audit_method()).empty());
  RECANVASS_CHECK(
      act(operation, "audit.commit", "wec", fixture::audit_commitment(operation)).empty());
  RECANVASS_CHECK(fixture::do_command(operation, fixture::witnessing(operation)).empty());
  RECANVASS_CHECK(act(operation, "audit.seed", "wec", fixture::audit_seed()).empty());
  return operation;
}

TEST(RecordList, BatchesStandInTheOrderOfTheRecordsEachWithAllOfItsCards) {
  const Operation operation = planned_contest();
  const auto lines = list_lines(operation, store_with(dane_cards()), dane_ask(), kRecordsSecret);
  ASSERT_TRUE(lines) << lines.problems()[0].sentence();
  ASSERT_EQ(lines->size(), 2U);
  EXPECT_EQ(lines->at(0)["do"], "audit.list");
  EXPECT_EQ(lines->at(0)["import"], "dane");
  EXPECT_EQ(lines->at(0)["records_root"].get<std::string>().size(), 64U);
  EXPECT_EQ(lines->at(1)["batches"],
            base::Json::parse(R"([{"batch":"B1","cards":100,"imprint":"B1-"},
                                  {"batch":"B2","cards":50,"imprint":"B2-"},
                                  {"batch":"B3","cards":10,"positions":"10,1-9",
                                   "imprint":"B3-"}])"));
}

// What the program writes before the seed and after the readings is taken by the ledger as it is,
// and paper that is as its record differs nowhere.
TEST(RecordList, FromRecordsToAMeasuredRoundNobodyWritesALineByHand) {
  const CardStore store = store_with(dane_cards());
  Operation operation = seeded_from(store);
  ASSERT_EQ(act(operation, "audit.draw", "wec", {{"cards", 60}}), Causes{});
  const auto before = reveal_lines(operation, store, "dane", kRecordsSecret);
  EXPECT_EQ(causes_of_lists(before), Causes{"records.nothing"}) << "no record before the sign-off";
  const std::vector<WrittenCard> cards = dane_cards();
  std::vector<const WrittenCard*> in_order;
  for (const char* batch : {"B1", "B2", "B3"}) {
    for (const WrittenCard& card : cards) {
      if (card.batch == batch) in_order.push_back(&card);
    }
  }
  for (const std::int64_t number : fixture::numbers_drawn(operation)) {
    const auto& marks = in_order[static_cast<std::size_t>(number - 1)]->marks;
    const std::string choice = marks.empty() ? "" : marks[0].choice == 0 ? "a" : "b";
    for (const char* team : {"team-1", "team-2"}) {
      ASSERT_EQ(fixture::read_card(operation, team, number, choice), Causes{});
    }
  }
  ASSERT_EQ(act(operation, "readings.sign-off", "super", {{"list", "dane"}}), Causes{});
  const auto lines = reveal_lines(operation, store, "dane", kRecordsSecret);
  ASSERT_TRUE(lines) << lines.problems()[0].sentence();
  for (const base::Json& line : *lines) EXPECT_LT(line.dump().size(), 65'000U);
  submit_lines(operation, *lines);
  ASSERT_EQ(act(operation, "audit.round", "wec", base::Json::object()), Causes{});
  const base::Json round = fixture::shown(operation, "audit")["rounds"].back();
  for (const char* kind : {"one_over", "two_over", "one_under", "two_under", "not_found"}) {
    EXPECT_EQ(round["contests"][0][kind], 0) << kind;
  }
  EXPECT_EQ(causes_of_lists(reveal_lines(operation, store, "dane", kRecordsSecret)),
            Causes{"records.nothing"})
      << "all are shown";
}

TEST(RecordList, OtherRecordsAnotherOrderOrAnotherKeyRevealNothing) {
  Operation operation = seeded_from(store_with(dane_cards()));
  const auto refused = [&](const CardStore& store, const std::string& secret) {
    return causes_of_lists(reveal_lines(operation, store, "dane", secret));
  };
  std::vector<WrittenCard> one_vote = dane_cards();
  one_vote[3].marks = {{1}};
  EXPECT_EQ(refused(store_with(one_vote), kRecordsSecret), Causes{"records.differ"});
  std::vector<WrittenCard> moved = dane_cards();
  std::swap(moved[3], moved[158]);
  EXPECT_EQ(refused(store_with(moved), kRecordsSecret), Causes{"records.differ"});
  std::vector<WrittenCard> fewer = dane_cards();
  fewer.pop_back();
  EXPECT_EQ(refused(store_with(fewer), kRecordsSecret), Causes{"records.differ"});
  EXPECT_EQ(refused(store_with(dane_cards()), std::string(64, '8')), Causes{"records.differ"});
  EXPECT_EQ(
      causes_of_lists(reveal_lines(operation, store_with(dane_cards()), "rock", kRecordsSecret)),
      Causes{"records.list"});
}

// Colorado 2020: 26 of 306 "discrepancies" were made by the comparison of names alone.
TEST(RecordList, ANameThatDiffersInPunctuationAloneIsTheSameChoice) {
  Operation operation = fixture::operation_with_cards();
  base::Json contest = fixture::audit_contest();
  contest["choices"][0]["name"] = R"(Glen R "Spike" Ausmus)";
  RECANVASS_CHECK(act(operation, "audit.contest", "wec", contest).empty());
  const CardStore store = store_with(dane_cards(), "PRESIDENT", R"(Glen R. "Spike" Ausmus)");
  EXPECT_TRUE(list_lines(operation, store, dane_ask(), kRecordsSecret));
  const CardStore other = store_with(dane_cards(), "President", "Glen Asmus");
  EXPECT_EQ(causes_of_lists(list_lines(operation, other, dane_ask(), kRecordsSecret)),
            Causes{"records.choice"});
}

TEST(RecordList, EverythingThatDoesNotFitIsToldAtOnce) {
  const Operation operation = planned_contest();
  const auto causes = [&](const std::vector<WrittenCard>& cards, const std::string& name) {
    return causes_of_lists(
        list_lines(operation, store_with(cards, name), dane_ask(), kRecordsSecret));
  };
  EXPECT_EQ(causes({{"B1", 1, {{0}}}, {"B9", 1, {{0}}}, {"B8", 1, {{0}}}}, "Sheriff"),
            (Causes{"records.contest", "audit.batch", "audit.batch"}));
  EXPECT_EQ(causes({{"B1", 3, {{0}}}, {"B1", 3, {{0}}}}, "President"), Causes{"audit.positions"});
  EXPECT_EQ(causes({{"B1", 1, {{0, 0, 2}}}}, "President"), Causes{"records.form"});
  EXPECT_EQ(causes({{"B1", 1, {{0, 1, 1}}}}, "President"), Causes{"records.form"}) << "a rank";
  EXPECT_EQ(causes({{"B1", 1, {}, MarkingState::Redacted}}, "President"),
            Causes{"records.withheld"});
  Operation committed = seeded_from(store_with(dane_cards()));
  EXPECT_EQ(
      causes_of_lists(list_lines(committed, store_with(dane_cards()), dane_ask(), kRecordsSecret)),
      (Causes{"audit.committed", "audit.list-twice"}));
}

TEST(RecordList, ASecretIsOfOneKeyOneLedgerAndOneList) {
  const auto key = fixture::witness_key();
  const std::string secret = records_secret(key, "o", "l");
  EXPECT_EQ(secret.size(), 64U);
  EXPECT_EQ(secret, records_secret(key, "o", "l"));
  EXPECT_NE(secret, records_secret(key, "o", "m"));
  EXPECT_NE(secret, records_secret(key, "p", "l"));
  EXPECT_NE(secret, records_secret(ledger::SigningKey::from_seed({}), "o", "l"));
}

}  // namespace
}  // namespace recanvass::workflow
