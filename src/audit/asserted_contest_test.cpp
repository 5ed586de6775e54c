#include "audit/asserted_contest.h"

#include "election/card_fixture.h"
#include "tabulate/rule_settings.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::CardStore;
using election::VoteCount;

// 60 for the first choice of the mayor's contest, 30 for the second, 10 blank.
CardStore mayor_store() {
  std::vector<election::fixture::PlainCard> cards;
  for (std::uint32_t i = 0; i < 100; ++i) {
    election::fixture::PlainCard card;
    card.tabulator = "1";
    card.batch = "1";
    card.position = i + 1;
    auto& said = card.markings[0];
    if (i < 90) said = {election::MarkingState::Marked, {{election::ChoiceIndex(i < 60 ? 0 : 1)}}};
    cards.push_back(card);
  }
  return election::fixture::store_of(cards);
}

ContestAsk plurality_ask() {
  ContestAsk ask;
  ask.rule = tabulate::rule_named("plurality").value();
  return ask;
}

std::vector<std::string> causes_in(const base::Result<AssertedContest>& result) {
  std::vector<std::string> causes;
  if (result) return causes;
  for (const base::Problem& problem : result.problems()) causes.push_back(problem.cause);
  return causes;
}

TEST(AssertedContest, RecordsGiveMarginsVotesAndASize) {
  const CardStore store = mayor_store();
  DomainSettings settings;
  settings.contest_at_most["mayor"] = CardCount(110);
  const auto domain = AuditDomain::make(store, settings).value();
  const auto asserted =
      assert_contest(store, 0, domain, MeasureDesign::Comparison, plurality_ask());
  ASSERT_TRUE(asserted);
  EXPECT_EQ(asserted->outcome, "Choice 0 is elected");
  EXPECT_EQ(asserted->reach, ProofReach::Outcome);
  ASSERT_EQ(asserted->assertions.size(), 2U);
  EXPECT_EQ(asserted->assertions[0].assorter_margin, Rational(30, 110));
  EXPECT_EQ(asserted->assertions[1].assorter_margin, Rational(60, 110));
  EXPECT_EQ(asserted->assertions[0].votes->winner, 60);
  EXPECT_EQ(asserted->assertions[0].votes->loser, 30);
  EXPECT_EQ(asserted->closest, 0U);
  ASSERT_TRUE(asserted->cards_if_clean);
  ContestMeasure measure = asserted->measure();
  EXPECT_EQ(measure.phantoms, CardCount(10));
  measure.phantoms = CardCount(0);
  const auto fresh = measure_contest(measure, {});
  EXPECT_GT(*asserted->cards_if_clean, *fresh->assertions[0].more_if_clean)
      << "phantoms cost votes";
}

// 60 to 30 on 100 cards, and ten cards more without a record: one draw in eleven is to be expected
// to be one of them, and costs a vote.
TEST(AssertedContest, PhantomsAreInTheSizeThatIsSaidToConfirm) {
  const CardStore store = mayor_store();
  const auto size_with = [&](std::int64_t at_most, const std::string& function) {
    DomainSettings settings;
    settings.contest_at_most["mayor"] = CardCount(at_most);
    ContestAsk ask = plurality_ask();
    ask.risk_function = function;
    const auto domain = AuditDomain::make(store, settings).value();
    return assert_contest(store, 0, domain, MeasureDesign::Comparison, ask).value();
  };
  for (const char* function : {"default", "super-simple"}) {
    const AssertedContest none = size_with(100, function);
    const AssertedContest ten = size_with(110, function);
    ASSERT_TRUE(none.cards_if_clean && ten.cards_if_clean) << function;
    EXPECT_GT(*ten.cards_if_clean, *none.cards_if_clean + 2) << function;
    // Those cards, phantoms by their share among them, do confirm it; one fewer does not.
    std::vector<MeasuredCard> cards;
    const std::vector<election::Mark> mark{{0}};
    const election::MarkingView said{election::MarkingState::Marked, mark};
    for (std::int64_t i = 1; i <= *ten.cards_if_clean; ++i) {
      const auto phantoms = [](std::int64_t drawn) { return (2 * 10 * drawn + 110) / 220; };
      const bool phantom = phantoms(i) > phantoms(i - 1);
      cards.push_back(phantom
                          ? MeasuredCard{}
                          : MeasuredCard{"c", Recorded::marking(said), {}, Found::marking(said)});
    }
    EXPECT_EQ(measure_contest(ten.measure(), cards)->verdict, Verdict::Confirmed) << function;
    cards.pop_back();
    EXPECT_NE(measure_contest(ten.measure(), cards)->verdict, Verdict::Confirmed) << function;
  }
}

// A lead of 30 and 30 phantoms: all of them against the winner are a tie.
TEST(AssertedContest, PhantomsThatCanMakeUpTheLeadAreSaidAtOnce) {
  const CardStore store = mayor_store();
  const auto asserted = [&](std::int64_t at_most, StyleUse style) {
    DomainSettings settings;
    settings.style = style;
    settings.cards_at_most = CardCount(at_most);
    if (style == StyleUse::CardsWithContest) {
      settings.contest_at_most["mayor"] = CardCount(at_most);
    }
    const auto domain = AuditDomain::make(store, settings).value();
    return assert_contest(store, 0, domain, MeasureDesign::Comparison, plurality_ask()).value();
  };
  EXPECT_TRUE(asserted(129, StyleUse::CardsWithContest).can_be_audited());
  const AssertedContest tie = asserted(130, StyleUse::CardsWithContest);
  EXPECT_FALSE(tie.can_be_audited());
  EXPECT_EQ(tie.reach, ProofReach::Nothing);
  EXPECT_NE(tie.words.find("30 cards that no record tells of can make up the lead"),
            std::string::npos)
      << tie.words;
  // Drawn from a manifest they are fetched and read: their paper may confirm it.
  const AssertedContest read = asserted(130, StyleUse::AllCards);
  EXPECT_TRUE(read.can_be_audited());
  EXPECT_FALSE(read.cards_if_clean);
  EXPECT_NE(read.words.find("only their paper can show that"), std::string::npos);
}

TEST(AssertedContest, APollTakesTheReportAndAPhantomAgainstTheClaim) {
  const CardStore store = mayor_store();
  const auto domain = AuditDomain::make(store, {}).value();
  const auto asserted = assert_contest(store, 0, domain, MeasureDesign::Polling, plurality_ask());
  ASSERT_TRUE(asserted);
  EXPECT_FALSE(asserted->cards_if_clean);
  ASSERT_EQ(asserted->assertions[0].reported.size(), 3U);
  EXPECT_DOUBLE_EQ(asserted->assertions[0].reported[2].share, 0.6);
}

TEST(AssertedContest, WhatDoesNotGiveTheReportedOutcomeIsRefused) {
  const CardStore store = mayor_store();
  const auto domain = AuditDomain::make(store, {}).value();
  ContestAsk other = plurality_ask();
  other.winners = Choices{1};
  EXPECT_EQ(causes_in(assert_contest(store, 0, domain, MeasureDesign::Comparison, other)),
            std::vector<std::string>{"assertion.outcome"});
  ContestAsk ranked = plurality_ask();
  ranked.rule = tabulate::rule_named("irv").value();
  EXPECT_EQ(causes_in(assert_contest(store, 0, domain, MeasureDesign::Comparison, ranked)),
            std::vector<std::string>{"assertion.rule"});
  ContestAsk share = plurality_ask();
  share.rule = tabulate::with_setting(tabulate::rule_named("share").value(), "share=3/5").value();
  EXPECT_TRUE(assert_contest(store, 0, domain, MeasureDesign::Comparison, share));
}

// It stops no other contest of the same cards: it is to be counted by hand.
TEST(AssertedContest, WhatDoesNotHoldOverTheRecordsLeavesNoAssertionsAndSaysSo) {
  const CardStore store = mayor_store();
  const auto domain = AuditDomain::make(store, {}).value();
  ContestAsk quorum = plurality_ask();
  quorum.quorum_eligible = 200;
  quorum.quorum_share = Rational(1, 2);  // 90 of 200 voted where 100 had to
  const auto asserted = assert_contest(store, 0, domain, MeasureDesign::Comparison, quorum);
  ASSERT_TRUE(asserted);
  EXPECT_FALSE(asserted->can_be_audited());
  EXPECT_EQ(asserted->reach, ProofReach::Nothing);
  EXPECT_NE(asserted->words.find("only a count of all cards"), std::string::npos)
      << asserted->words;
  EXPECT_FALSE(asserted->cards_if_clean);
}

// The same votes on cards and as totals: the same margins.
TEST(AssertedContest, TotalsGiveTheMarginsThatTheirCardsWouldGive) {
  const CardStore store = mayor_store();
  const auto domain = AuditDomain::make(store, {}).value();
  for (const char* id : {"plurality", "share", "dhondt"}) {
    ContestAsk ask = plurality_ask();
    ask.rule = tabulate::rule_named(id).value();
    if (std::string(id) == "dhondt")
      ask.rule = tabulate::with_setting(ask.rule, "places=3").value();
    const auto records = assert_contest(store, 0, domain, MeasureDesign::Polling, ask);
    const auto totals = assert_totals(
        {store.contests()[0], {VoteCount(60), VoteCount(30), VoteCount(0)}, CardCount(100)}, ask);
    ASSERT_TRUE(records) << id;
    ASSERT_TRUE(totals) << id;
    ASSERT_EQ(records->assertions.size(), totals->assertions.size()) << id;
    for (std::size_t i = 0; i < totals->assertions.size(); ++i) {
      EXPECT_EQ(records->assertions[i].assorter_margin, totals->assertions[i].assorter_margin);
    }
  }
}

TEST(AssertedContest, VotesForTwoMayBeMoreThanCards) {
  auto contest = tabulate::fixture::contest_of("ABC");
  contest.vote_for = 2;
  ContestAsk ask = plurality_ask();
  const auto totals =
      assert_totals({contest, {VoteCount(80), VoteCount(70), VoteCount(30)}, CardCount(100)}, ask);
  ASSERT_TRUE(totals);
  ASSERT_EQ(totals->assertions.size(), 2U);
  EXPECT_EQ(totals->assertions[0].assorter_margin, Rational(50, 100));
  EXPECT_EQ(totals->assertions[1].assorter_margin, Rational(40, 100));
  EXPECT_EQ(causes_in(assert_totals(
                {contest, {VoteCount(80), VoteCount(70), VoteCount(51)}, CardCount(100)}, ask)),
            std::vector<std::string>{"assertion.totals"});
}

}  // namespace
}  // namespace recanvass::audit
