#include "screen/screen_cards.h"

#include "generate/synthetic.h"
#include "screen/card_screen_fixture.h"
#include "tabulate/against.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::screen {
namespace {

using generate::Fault;

CardScreen screened(const election::CardStore& store) {
  base::SerialExecutor executor;
  return screen_cards(store, {}, executor);
}

std::set<CardCheck> checks_found(const CardScreen& screen) {
  std::set<CardCheck> found;
  for (const CardFinding& finding : screen.findings) found.insert(finding.check);
  return found;
}

// A synthetic election in one store.
election::CardStore records_of(const generate::SyntheticElection& election) {
  election::CardStoreBuilder builder;
  for (std::size_t part = 0; part < election.parts(); ++part) {
    builder.append(election.part(part).records);
  }
  return builder.finish();
}

generate::ElectionShape shape_with(std::vector<Fault> faults, std::uint64_t seed) {
  generate::ElectionShape shape;
  shape.seed = seed;
  shape.cards = 12'000;
  shape.counties = 3;
  shape.contests = 9;
  shape.faults = std::move(faults);
  return *generate::checked(shape);
}

TEST(ScreenCards, ARecordWithoutFaultsHasNoFinding) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const generate::SyntheticElection election(shape_with({}, seed));
    const CardScreen screen = screened(records_of(election));
    EXPECT_TRUE(screen.findings.empty())
        << seed << ": " << screen.findings.front().finding.fact_words;
    EXPECT_EQ(screen.cards.value(), 12'000);
  }
}

TEST(ScreenCards, ABatchInTheRecordsTwiceIsFoundByItsNumbersAndItsCards) {
  const generate::SyntheticElection election(shape_with({Fault::BatchTwice}, 1));
  const CardScreen screen = screened(records_of(election));
  const auto found = checks_found(screen);
  EXPECT_TRUE(found.contains(CardCheck::NumberTwice));
  EXPECT_TRUE(found.contains(CardCheck::RepeatedRun));
  const auto& batch = election.layout().batches[election.planted()[0].batch];
  for (const CardFinding& one : screen.findings) {
    if (one.check != CardCheck::RepeatedRun) continue;
    EXPECT_EQ(one.finding.votes_concerned->value(), batch.cards);
    EXPECT_EQ(one.finding.paper[0].unit,
              fmt::format("batch {}-{}", batch.tabulator + 1, batch.number));
    EXPECT_TRUE(one.comes_first);
  }
}

TEST(ScreenCards, ACardWithoutARecordIsFoundByTheGapInTheNumbers) {
  const generate::SyntheticElection election(shape_with({Fault::MissingCards}, 1));
  const CardScreen screen = screened(records_of(election));
  const auto& batch = election.layout().batches[election.planted()[0].batch];
  ASSERT_FALSE(screen.findings.empty());
  for (const CardFinding& one : screen.findings) {
    EXPECT_EQ(one.check, CardCheck::NumberMissing) << one.finding.fact_words;
    for (const PaperTarget& target : one.finding.paper) {
      EXPECT_TRUE(target.unit.starts_with(fmt::format("batch {}-", batch.tabulator + 1)));
    }
  }
}

TEST(ScreenCards, ATabulatorThatMissesMarksIsFoundByItsBlankContests) {
  auto shape = shape_with({Fault::MisreadMarks}, 4);
  shape.counties = 12;
  const generate::SyntheticElection election(shape);
  const CardScreen screen = screened(records_of(election));
  const auto& batch = election.layout().batches[election.planted()[0].batch];
  EXPECT_TRUE(checks_found(screen).contains(CardCheck::ResidualVotes));
  for (const CardFinding& one : screen.findings) {
    if (one.check == CardCheck::GroupBlanks) continue;  // its cards beside other groups
    EXPECT_NE(one.finding.fact_words.find(fmt::format("tabulator {}: ", batch.tabulator + 1)),
              std::string::npos)
        << one.finding.fact_words;
  }
}

TEST(ScreenCards, ADefinitionMovedOnByOneIsFoundInItsCounty) {
  const generate::SyntheticElection election(shape_with({Fault::ShiftedDefinition}, 1));
  const CardScreen screen = screened(records_of(election));
  const auto& planted = election.planted()[0];
  EXPECT_EQ(checks_found(screen), std::set<CardCheck>{CardCheck::ChoiceOrder});
  for (const CardFinding& one : screen.findings) {
    EXPECT_EQ(one.contest, planted.contest);
    bool is_there = false;
    for (const auto& batch : election.layout().batches) {
      is_there = is_there ||
                 (batch.county == planted.county && one.finding.fact_words.starts_with(fmt::format(
                                                        "tabulator {}: ", batch.tabulator + 1)));
    }
    EXPECT_TRUE(is_there) << one.finding.fact_words;
  }
}

// The two leading choices of a synthetic contest are about equally strong: no figure of the cards
// alone can tell them apart, and the paper's totals can.
TEST(ScreenCards, AnExchangeOfEqualsIsSilentAndIsFoundAgainstThePaper) {
  const auto shape = shape_with({Fault::SwappedPair}, 1);
  const generate::SyntheticElection election(shape);
  EXPECT_TRUE(screened(records_of(election)).findings.empty());
  const generate::SyntheticElection counties(shape, generate::PartsOf::Counties);
  const auto& planted = counties.planted()[0];
  for (std::size_t part = 0; part < counties.parts(); ++part) {
    if (counties.county_of(part) != planted.county) continue;
    const auto made = counties.part(part);
    const std::string id = election.layout().contests[planted.contest].described.id.text;
    const auto contest = *made.records.contest_index({id});
    const auto recorded =
        tabulate::unit_votes_of(made.records, contest, tabulate::GroupBy::Everything, 0);
    election::UnitVotes paper(recorded.choices());
    std::vector<std::int64_t> votes;
    for (const auto& here : made.paper.of(planted.county, planted.contest).votes) {
      votes.push_back(here.value());
    }
    paper.add(recorded.units()[0], votes);
    const auto against = tabulate::compare_with_returns(recorded, paper);
    ASSERT_TRUE(against.ok());
    ASSERT_EQ(against->different.size(), 1U);
    ASSERT_FALSE(against->different[0].causes.empty());
    EXPECT_EQ(against->different[0].causes[0].mechanism, tabulate::Mechanism::ColumnsExchanged);
  }
}

// Records of cards that do not exist are like any others: only the manifest knows.
TEST(ScreenCards, RecordsWithoutPaperAreSilentAndAreForTheManifest) {
  const generate::SyntheticElection election(shape_with({Fault::PhantomCards}, 1));
  const auto store = records_of(election);
  EXPECT_TRUE(screened(store).findings.empty());
  EXPECT_GT(store.cards().value(), 12'000);
}

TEST(ScreenCards, NothingDependsOnTheOrderOfTheWork) {
  class Backwards : public base::Executor {
   public:
    void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
      for (std::size_t i = blocks; i > 0; --i) block(i - 1);
    }
  };
  const generate::SyntheticElection election(
      shape_with({Fault::MisreadMarks, Fault::MissingCards}, 5));
  const auto store = records_of(election);
  Backwards backwards;
  const CardScreen one = screened(store);
  const CardScreen other = screen_cards(store, {}, backwards);
  ASSERT_EQ(one.findings.size(), other.findings.size());
  for (std::size_t i = 0; i < one.findings.size(); ++i) {
    EXPECT_EQ(one.findings[i].finding.fact_words, other.findings[i].finding.fact_words);
    EXPECT_EQ(one.findings[i].finding.p_adjusted, other.findings[i].finding.p_adjusted);
  }
}

TEST(ScreenCards, CountiesWhereNothingIsWrongSeldomGiveAFinding) {
  // Families at 5 % over eleven checks; households, batches that lean and a few tabulators.
  int with_findings = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    fixture::ThrownShape shape;
    shape.seed = 1000 + seed;
    shape.batches = 10;
    shape.household = seed % 2 == 0 ? 0.2 : 0.0;
    shape.batch_lean = seed % 3 == 0 ? 0.1 : 0.0;
    const CardScreen screen = screened(fixture::store_of(shape));
    if (!screen.findings.empty()) ++with_findings;
  }
  EXPECT_LE(with_findings, 6);
}

TEST(ScreenCards, WhatCannotBeComparedIsSaid) {
  fixture::ThrownShape shape;
  shape.tabulators = 1;
  shape.batches = 2;
  shape.precincts = 1;
  auto cards = fixture::thrown_cards(shape);
  for (auto& card : cards) card.position = 0;
  const CardScreen screen = screened(fixture::store_of(cards, shape.choices));
  for (const CheckSummary& summary : screen.checks) {
    const bool applies =
        summary.check == CardCheck::OddContests || summary.check == CardCheck::OddStyle ||
        summary.check == CardCheck::RepeatedRun || summary.check == CardCheck::SharedCards ||
        summary.check == CardCheck::AlikeRun || summary.check == CardCheck::DriftAlongBatch;
    EXPECT_EQ(summary.not_applied.empty(), applies) << about(summary.check).id;
  }
  ASSERT_EQ(screen.leads.size(), shape.choices.size());
  EXPECT_TRUE(screen.leads[0].votes);
}

TEST(ScreenCards, ATabulatorThatNothingIsComparedWithIsNamed) {
  auto cards = fixture::thrown_cards({});
  for (auto& card : cards) card.style = card.tabulator == 2 ? 7 : 0;
  const CardScreen screen = screened(fixture::store_of(cards, fixture::ThrownShape{}.choices));
  const auto& residual = screen.checks[static_cast<std::size_t>(CardCheck::ResidualVotes)];
  EXPECT_EQ(residual.not_compared, std::vector<std::string>{"tabulator 3"});
  const auto& overvotes = screen.checks[static_cast<std::size_t>(CardCheck::Overvotes)];
  EXPECT_TRUE(overvotes.not_compared.empty());
}

// Rankings with their numbers, unrolled: what stands beside what says nothing of a count.
TEST(ScreenCards, AFileWithoutAnOrderOfCardsHasNoCheckOfOrder) {
  auto cards = fixture::thrown_cards({});
  std::ranges::stable_sort(cards, {}, &fixture::ThrownCard::votes);
  for (auto& card : cards) card.position = 0;
  const auto store = fixture::store_of(cards, fixture::ThrownShape{}.choices);
  base::SerialExecutor executor;
  CardScreenAsk ask;
  ask.in_order = false;
  const CardScreen screen = screen_cards(store, ask, executor);
  for (const CardCheck check : {CardCheck::RepeatedRun, CardCheck::SharedCards, CardCheck::AlikeRun,
                                CardCheck::DriftAlongBatch, CardCheck::DriftOverBatches}) {
    const CheckSummary& summary = screen.checks[static_cast<std::size_t>(check)];
    EXPECT_NE(summary.not_applied.find("rankings"), std::string::npos) << about(check).id;
    EXPECT_EQ(summary.findings, 0) << about(check).id;
  }
}

TEST(ScreenCards, AFindingIsHeldAgainstOtherContestsOfTheRecords) {
  auto cards = fixture::thrown_cards({});
  for (auto& card : cards) {
    if (card.tabulator == 1 && card.position % 2 == 0) card.votes[3] = fixture::kBlankVote;
  }
  const CardScreen screen = screened(fixture::store_of(cards, fixture::ThrownShape{}.choices));
  const auto found =
      std::ranges::find(screen.findings, CardCheck::ResidualVotes, &CardFinding::check);
  ASSERT_NE(found, screen.findings.end());
  ASSERT_TRUE(found->finding.placebos.has_value());
  EXPECT_EQ(found->finding.placebos->runs, 20);  // four tabulators, five other contests
  EXPECT_EQ(found->finding.placebos->as_large, 0);
  EXPECT_NE(found->finding.base_rate_words.find("Of 20 such comparisons in other contests"),
            std::string::npos)
      << found->finding.base_rate_words;
}

TEST(ScreenCards, ABatchGivenToOneChoiceIsNamed) {
  fixture::ThrownShape shape;
  shape.batches = 20;
  auto cards = fixture::thrown_cards(shape);
  EXPECT_FALSE(checks_found(screened(fixture::store_of(cards, shape.choices)))
                   .contains(CardCheck::BatchChoice));
  for (auto& card : cards) {
    if (card.tabulator == 1 && card.batch == 6) card.votes[0] = 0;
  }
  const CardScreen screen = screened(fixture::store_of(cards, shape.choices));
  bool named = false;
  for (const CardFinding& one : screen.findings) {
    if (one.check != CardCheck::BatchChoice) continue;
    EXPECT_EQ(one.contest, 0U);
    EXPECT_TRUE(one.finding.fact_words.starts_with("batch 2-7: ")) << one.finding.fact_words;
    ASSERT_FALSE(one.finding.paper.empty());
    EXPECT_EQ(one.finding.paper[0].unit, "batch 2-7");
    named = true;
  }
  EXPECT_TRUE(named);
}

// Of two tabulators too many on one is too few on the other.
TEST(ScreenCards, OfTwoTabulatorsBothAreNamedAndPaperOfBothIsAskedFor) {
  fixture::ThrownShape shape;
  shape.tabulators = 2;
  shape.batches = 20;
  auto cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (cards[i].tabulator == 1 && i % 4 == 0) cards[i].votes[2] = fixture::kBlankVote;
  }
  const CardScreen screen = screened(fixture::store_of(cards, shape.choices));
  bool seen = false;
  for (const CardFinding& one : screen.findings) {
    if (one.check != CardCheck::ResidualVotes) continue;
    seen = true;
    EXPECT_NE(one.finding.fact_words.find("It was compared with tabulator "), std::string::npos)
        << one.finding.fact_words;
    bool first = false;
    bool second = false;
    for (const PaperTarget& target : one.finding.paper) {
      first = first || target.unit.starts_with("batch 1-");
      second = second || target.unit.starts_with("batch 2-");
    }
    EXPECT_TRUE(first && second);
  }
  EXPECT_TRUE(seen);
}

// A file of rankings with their numbers, unrolled: there is no order of counting in it.
TEST(ScreenCards, RecordsThatWereCountedTogetherHaveNoOrderToCheck) {
  fixture::ThrownShape shape;
  shape.tabulators = 1;
  shape.batches = 1;
  shape.batch_cards = 3'000;
  shape.precincts = 1;
  shape.choices = {4, 4, 3};
  auto cards = fixture::thrown_cards(shape);
  std::stable_sort(cards.begin(), cards.end(),
                   [](const auto& a, const auto& b) { return a.votes < b.votes; });
  // A third say one thing: neighbours are alike often enough by chance.
  for (std::size_t i = 0; i < 1'000; ++i) cards[i].votes = cards[0].votes;
  for (auto& card : cards) card.position = 0;
  const CardScreen screen = screened(fixture::store_of(cards, shape.choices));
  for (const CheckSummary& summary : screen.checks) {
    if (summary.check != CardCheck::AlikeRun) continue;
    EXPECT_NE(summary.not_applied.find("not that of counting"), std::string::npos);
  }
  EXPECT_FALSE(checks_found(screen).contains(CardCheck::AlikeRun));
}

TEST(ScreenCards, NoFindingAccusesAnybody) {
  fixture::ThrownShape shape;
  shape.batches = 20;
  auto cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (cards[i].tabulator == 1 && i % 5 == 0) cards[i].votes[0] = fixture::kTwoVotes;
    if (cards[i].tabulator == 2 && i % 3 == 0) cards[i].votes[1] = 0;
    if (cards[i].tabulator == 3 && i % 4 == 0) cards[i].adjudicated = true;
    if (i % 90 == 0) cards[i].votes[3] = fixture::kNotCarried;
    if (i >= 500 && i < 520) cards[i].votes = cards[500].votes;
  }
  std::copy(cards.begin() + 100, cards.begin() + 140, cards.begin() + 3005);
  cards.erase(cards.begin() + 2000);
  const CardScreen screen = screened(fixture::store_of(cards, shape.choices));
  EXPECT_GE(checks_found(screen).size(), 7U);
  for (const CardFinding& one : screen.findings) {
    EXPECT_EQ(accusing_word(one.finding), "") << one.finding.fact_words;
    EXPECT_EQ(one.finding.remainder, Remainder::Unexplained);
    EXPECT_FALSE(one.finding.innocent.empty());
    EXPECT_FALSE(one.finding.paper.empty());
  }
}

}  // namespace
}  // namespace recanvass::screen
