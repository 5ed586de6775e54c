#include "workflow/audit_draw.h"

#include "draw/contest_sample.h"
#include "workflow/audit_example_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <span>

namespace recanvass::workflow {
namespace {

class AuditDrawExample : public testing::Test {
 protected:
  AuditRecords records_ = fixture::example_records();
  AuditAssertions assertions_ = fixture::example_assertions(records_);
  election::BallotManifest manifest_ = fixture::example_manifest().manifest;
  DrawInputs inputs_ = fixture::example_inputs(records_, assertions_, manifest_);
  base::SerialExecutor executor_;

  [[nodiscard]] std::string cause_of(const base::Json& document) {
    const auto drawn = draw_of_document(document, "d.json", inputs_, executor_);
    return drawn ? "" : drawn.problems()[0].cause + " " + drawn.problems()[0].place.column;
  }
};

TEST_F(AuditDrawExample, BothRoundsAreDrawnAgainFromTheirSeed) {
  const base::Json first = fixture::example_document("draw-1.json");
  const base::Json second = fixture::example_document("draw-2.json");
  const auto one = draw_of_document(first, "draw-1.json", inputs_, executor_);
  const auto two = draw_of_document(second, "draw-2.json", inputs_, executor_);
  ASSERT_TRUE(one && two);
  EXPECT_EQ(one->draw.cards.size(), 93U);
  EXPECT_EQ(two->draw.cards.size(), 120U);
  for (std::size_t i = 0; i < 93; ++i) EXPECT_EQ(one->draw.cards[i], two->draw.cards[i]);
  EXPECT_EQ(two->draw.cards[0].contests.size(), 3U) << "opportunistic contests too";
}

TEST_F(AuditDrawExample, ADrawThatDoesNotFollowFromItsSeedIsRefused) {
  const base::Json document = fixture::example_document("draw-1.json");
  EXPECT_EQ(cause_of(document), "");
  base::Json card = document;
  card["cards"][5]["position"] = 3;
  EXPECT_EQ(cause_of(card), "draw.differs /cards/5/position");
  base::Json seed = document;
  seed["seed"] = "53417960661093690827";
  EXPECT_EQ(cause_of(seed).substr(0, 12), "draw.differs");
  base::Json manifest = document;
  manifest["manifest"][0]["sha256"] = "00";
  EXPECT_EQ(cause_of(manifest), "draw.differs /manifest");
  base::Json assertions = document;
  assertions["assertions_sha256"] = "00";
  EXPECT_EQ(cause_of(assertions), "draw.differs /assertions_sha256");
  base::Json method = document;
  method["method"] = "dice";
  EXPECT_EQ(cause_of(method), "draw.document /method");
  base::Json rounds = document;
  rounds["rounds"][0]["cards"] = -1;
  EXPECT_EQ(cause_of(rounds), "draw.document /rounds");
  EXPECT_EQ(cause_of({{"schema", "recanvass.draw/1"}}), "draw.document ");
}

TEST_F(AuditDrawExample, RoundsThatWereFixedAreDrawnAsTheyWereFixed) {
  const auto fixed = assert_audit("rounds = [\"40\", \"100\"]\n", "a.toml", &records_).value();
  inputs_.assertions = &fixed;
  const std::string id = fixed.contests[0].contest.id.text;
  const auto cause = [&](const std::vector<std::uint64_t>& sizes) {
    audit::DrawPlan plan{audit::DrawMethod::Numbers, "53417960661093690826", "", {}};
    for (const std::uint64_t size : sizes) plan.rounds.push_back({0, {{id, size}}});
    const auto drawn = draw_audit(inputs_, plan, executor_);
    return drawn ? "" : drawn.problems()[0].cause;
  };
  EXPECT_EQ(cause({40}), "");
  EXPECT_EQ(cause({40, 100}), "");
  EXPECT_EQ(cause({12}), "draw.schedule") << "a lucky dozen";
  EXPECT_EQ(cause({40, 99}), "draw.schedule");
  EXPECT_EQ(cause({40, 100, 120}), "draw.schedule");
}

TEST_F(AuditDrawExample, NothingToDrawFromIsSaid) {
  const audit::DrawPlan plan{audit::DrawMethod::Counter, "12345678901234567890", "", {{5, {}}}};
  const auto drawn = draw_audit({}, plan, executor_);
  ASSERT_FALSE(drawn);
  EXPECT_EQ(drawn.problems()[0].cause, "draw.inputs");
}

TEST_F(AuditDrawExample, CutsAreForPollsWithoutReplacementAndForAsManyCardsAsWereSaid) {
  DrawInputs poll;
  poll.manifest = &manifest_;
  audit::DrawPlan plan{audit::DrawMethod::Numbers, "12345678901234567890", "", {{20, {}}}};
  plan.cuts = audit::CardCuts{6, base::Rational(1, 1000), 30};
  const auto causes = [&](const DrawInputs& inputs) {
    std::string list;
    const auto drawn = draw_audit(inputs, plan, executor_);
    if (drawn) return list;
    for (const base::Problem& one : drawn.problems()) {
      list += (list.empty() ? "" : " ") + one.cause;
    }
    return list;
  };
  EXPECT_EQ(causes(poll), "");
  EXPECT_EQ(causes(inputs_).substr(0, 14), "cut.comparison");
  plan.rounds.push_back({30, {}});
  EXPECT_EQ(causes(poll), "");
  plan.rounds.back().cards = 31;
  EXPECT_EQ(causes(poll), "draw.cuts");
  plan.rounds.pop_back();
  plan.method = audit::DrawMethod::Counter;
  EXPECT_EQ(causes(poll), "draw.cuts");
  plan.method = audit::DrawMethod::Index;
  plan.cuts->cuts = 0;
  EXPECT_EQ(causes(poll), "cut.cuts");
}

// Each card's number against the chance, one by one; a larger chance takes all that a smaller one
// does, and the draw says which it was.
TEST_F(AuditDrawExample, EachCardIsTakenByItselfWithTheChanceThatTheDrawRecords) {
  DrawInputs poll;
  poll.manifest = &manifest_;
  audit::DrawPlan plan{audit::DrawMethod::Bernoulli, "12345678901234567890", "", {}};
  plan.rounds.push_back({0, {}, base::Rational(1, 20)});
  plan.rounds.push_back({0, {}, base::Rational(1, 10)});
  const auto drawn = draw_audit(poll, plan, executor_);
  ASSERT_TRUE(drawn) << base::sentences(drawn.problems());
  std::set<std::uint64_t> one;
  std::set<std::uint64_t> two;
  const draw::SequenceNumbers numbers(plan.seed, 600);
  std::vector<draw::TicketNumber> all(600);
  for (std::uint64_t first = 0; first < 600; first += numbers.block_cards()) {
    const std::uint64_t many = std::min<std::uint64_t>(numbers.block_cards(), 600 - first);
    numbers.number_block(first / numbers.block_cards(), std::span(all).subspan(first, many));
  }
  for (std::uint64_t card = 0; card < 600; ++card) {
    if (draw::unit_fraction(all[card]) < 0.05) one.insert(card);
    if (draw::unit_fraction(all[card]) < 0.1) two.insert(card);
  }
  std::set<std::uint64_t> first;
  std::set<std::uint64_t> both;
  for (const audit::DrawnCard& card : drawn->draw.cards) {
    both.insert(card.card);
    if (card.round == 1) first.insert(card.card);
  }
  EXPECT_EQ(first, one);
  EXPECT_EQ(both, two);
  EXPECT_EQ(drawn->plan.rounds[1].cards, two.size());
  base::Json document = draw_document(poll, *drawn);
  EXPECT_EQ(document["rounds"][0]["chance"], "0.05");
  const auto cause = [&] {
    const auto again = draw_of_document(document, "d.json", poll, executor_);
    return again ? "" : again.problems().front().cause;
  };
  EXPECT_EQ(cause(), "");
  document["rounds"][0]["chance"] = "0.06";
  EXPECT_EQ(cause(), "draw.differs");
  document["rounds"][0]["chance"] = "0.1";
  EXPECT_EQ(cause(), "draw.chance") << "no larger than the round before";
  document["rounds"][0].erase("chance");
  EXPECT_EQ(cause(), "draw.chance");
  document["rounds"][0]["chance"] = "1.5";
  EXPECT_EQ(cause(), "bernoulli.chance");
}

}  // namespace
}  // namespace recanvass::workflow
