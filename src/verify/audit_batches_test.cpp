#include "verify/audit_batches.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;

ListedCards listed_batch(const char* id, std::int64_t before, std::int64_t cards, std::int64_t a,
                         std::int64_t b) {
  return {id, before, cards, "", "", {{"c", {{"a", a}, {"b", b}}}}};
}

// 160 cards in three batches, 94 for a and 61 for b: 142, 42 and 9 of a lead of 33.
AuditRecord batches_audit(const std::string& function = "macro") {
  AuditRecord audit;
  audit.contests["c"] = {{"rule", "plurality"},
                         {"vote_for", 1},
                         {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
                         {"tabulated", {{"a", 94}, {"b", 61}}},
                         {"winners", {"a"}},
                         {"risk_limit", "0.1"},
                         {"targeted", true}};
  CardList& list = audit.lists["l"];
  list.cards = list.bound = 160;
  list.listed = {listed_batch("B1", 0, 100, 70, 28), listed_batch("B2", 100, 50, 20, 28),
                 listed_batch("B3", 150, 10, 4, 5)};
  audit.list_order = {"l"};
  audit.method = {{"design", "batches"},
                  {"draw", "counter"},
                  {"draw_from", "all-lists"},
                  {"risk_function", function}};
  audit.seed = "92076602804272786701";
  return audit;
}

CardSays counted(std::int64_t cards, std::int64_t a, std::int64_t b) {
  return {{"c", {{"state", "counted"}, {"cards", cards}, {"votes", {{"a", a}, {"b", b}}}}}};
}

void count_batch(AuditRecord& audit, std::int64_t first, const CardSays& says) {
  PaperCard card;
  card.settled = says;
  card.closed = true;
  audit.cards[{"l", first}] = card;
}

AuditRecord counted_audit(const CardSays& first, const CardSays& second) {
  AuditRecord audit = batches_audit();
  audit.draws = {{"l", 1}, {"l", 1}, {"l", 101}};
  count_batch(audit, 1, first);
  count_batch(audit, 101, second);
  return audit;
}

// sha256sum modulo 5,848,484,850 of the seed, a comma and 1 to 9.
TEST(AuditBatches, DrawsFollowFromTheSeedAndTheReportedVotes) {
  EXPECT_EQ(batches_drawn(batches_audit(), 1, 9),
            (std::vector<std::uint64_t>{1, 1, 101, 1, 1, 1, 1, 101, 101}));
  EXPECT_EQ(batches_drawn(batches_audit(), 8, 2), (std::vector<std::uint64_t>{101, 101}));
  EXPECT_EQ(numbers_read(batches_audit(), "l"), (std::vector<std::int64_t>{1, 101, 151}));
}

TEST(AuditBatches, TheRiskIsThatOfTheFormula) {
  AuditRecord audit = counted_audit(counted(100, 69, 29), counted(50, 20, 28));
  audit.draws.pop_back();
  const auto says = batches_say(audit, "c");
  ASSERT_TRUE(says);
  const double factor = (1.0 - 1.0 / 5.848484850) / (1.0 - (2.0 / 33.0) / 4.303030304);
  EXPECT_NEAR(says->measured.risk, factor * factor, 1e-12);
  EXPECT_EQ(says->draws, 2);
  EXPECT_EQ(says->by_batch->batches, 1);
  EXPECT_EQ(says->measured.tally.other_over, 1);
  EXPECT_EQ(says->measured.tally.other_under, 0);
  EXPECT_GT(says->measured.assertions.at(0).more_if_clean.value_or(0), 0);
}

// 40 of the 60 that it takes are gone with B1; the ten cards left are worth 11 at most.
TEST(AuditBatches, WhatWasCountedContradictsOnlyWhereNoOtherCardCouldTurnIt) {
  const auto of = [](std::int64_t a, std::int64_t b, std::int64_t cards) {
    return *paper_says(counted_audit(counted(cards, a, b), counted(50, 20, 28)), "c");
  };
  EXPECT_TRUE(of(40, 58, 100).contradicts);
  EXPECT_FALSE(of(49, 49, 100).contradicts) << "8 behind, and ten cards to come";
  EXPECT_TRUE(of(48, 50, 100).contradicts) << "10 behind: they make a tie";
  EXPECT_FALSE(of(20, 58, 80).contradicts) << "twenty cards were not found";
  EXPECT_FALSE(of(70, 28, 100).all);
  EXPECT_TRUE(of(70, 28, 100).holds) << "42 - 8 - 10 is above 0";
  EXPECT_FALSE(of(58, 40, 100).holds) << "18 - 8 - 10 is not";
}

TEST(AuditBatches, EveryBatchCountedIsACount) {
  for (const std::int64_t a_on_paper : {40, 41}) {
    AuditRecord audit = counted_audit(counted(100, a_on_paper, 28), counted(50, 20, 28));
    EXPECT_FALSE(count_says(audit, "c")) << "a batch is open";
    count_batch(audit, 151, counted(10, 1, 5));
    const auto says = count_says(audit, "c");
    ASSERT_TRUE(says);
    EXPECT_EQ(says->votes,
              (std::map<std::string, std::int64_t>{{"a", a_on_paper + 21}, {"b", 61}}));
    EXPECT_EQ(says->confirmed, a_on_paper > 40);
    EXPECT_EQ(says->contradicted, a_on_paper <= 40);
    EXPECT_EQ(paper_says(audit, "c")->all, true);
    EXPECT_EQ(paper_says(audit, "c")->holds, a_on_paper > 40);
  }
}

TEST(AuditBatches, APlanThatNoBatchCanBeDrawnByIsSaid) {
  EXPECT_EQ(what_is_wrong_with_batches(batches_audit()), std::nullopt);
  EXPECT_EQ(what_is_wrong_with_batches(batches_audit("default")), std::nullopt);
  const auto with = [](const auto& change) {
    AuditRecord audit = batches_audit();
    change(audit);
    return what_is_wrong_with_batches(audit).value_or("nothing");
  };
  EXPECT_EQ(with([](AuditRecord& audit) { audit.method["draw"] = "numbers"; }),
            "batches are not drawn by counter from all lists as one");
  EXPECT_EQ(with([](AuditRecord& audit) { audit.method["risk_function"] = "alpha"; }),
            "its risk function is none of batches");
  EXPECT_EQ(with([](AuditRecord& audit) { audit.lists["l"].bound = 161; }),
            "list l has cards in no batch");
  EXPECT_EQ(with([](AuditRecord& audit) { audit.lists["l"].listed[1].votes["c"]["a"] = 21; }),
            "the batches of contest c do not add up to its votes");
  EXPECT_EQ(with([](AuditRecord& audit) { audit.lists["l"].listed[1].votes["c"]["a"] = 30; }),
            "batch B2 has no votes of contest c that its cards can give");
  EXPECT_EQ(with([](AuditRecord& audit) { audit.lists["l"].listed[1].votes = Json::object(); }),
            "batch B2 has no votes of contest c that its cards can give");
  EXPECT_EQ(with([](AuditRecord& audit) {
              audit.contests["c"]["lists"] = {"l"};
              audit.lists["m"] = audit.lists["l"];
            }),
            "contest c is not on every list that is drawn from");
}

TEST(AuditBatches, ACountThatTheBatchCannotGiveIsSaid) {
  const AuditRecord audit = batches_audit();
  const auto wrong = [&](std::int64_t first, const CardSays& says) {
    return what_is_wrong_with_count(audit, {"l", first}, says).value_or("nothing");
  };
  EXPECT_EQ(wrong(101, counted(50, 20, 28)), "nothing");
  EXPECT_EQ(wrong(101, counted(47, 20, 27)), "nothing");
  EXPECT_EQ(wrong(102, counted(50, 20, 28)), "it is of no batch");
  const std::string unfit = "contest c is not counted as the cards of batch B2 can give it";
  EXPECT_EQ(wrong(101, counted(51, 20, 28)), unfit);
  EXPECT_EQ(wrong(101, counted(47, 20, 28)), unfit) << "48 votes";
  EXPECT_EQ(wrong(101, {{"c", {{"state", "marked"}}}}), unfit);
}

}  // namespace
}  // namespace recanvass::verify
