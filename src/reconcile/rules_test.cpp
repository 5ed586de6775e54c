#include "reconcile/rules.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;
using election::VoteCount;
using Lines = std::vector<std::pair<std::string, std::int64_t>>;

// One contest, all marks known: `votes` and the rest blank.
UnitRecord full_unit(const Lines& lines, std::int64_t votes, std::int64_t blank) {
  UnitRecord record;
  record.unit = "unit";
  record.figures = make_figures(lines).value();
  ContestFigures contest;
  contest.contest = {"president"};
  contest.choices = {{{"a"}, VoteCount(votes), std::nullopt}};
  contest.blank_votes = VoteCount(blank);
  contest.over_ballots = BallotCount(0);
  record.contests = {contest};
  return record;
}

const Finding* find(const Findings& findings, Rule rule) {
  for (const Finding& finding : findings.found) {
    if (finding.rule == rule) return &finding;
  }
  return nullptr;
}

TEST(Rules, AUnitWhoseFiguresAllAgreeIsBalanced) {
  const UnitRecord record = full_unit({{"voters_total", 500}, {"ballots_found", 500}}, 498, 2);
  const Findings findings = check_unit(record, {});
  EXPECT_TRUE(findings.found.empty());
  EXPECT_EQ(status_of(findings, {}, {}), UnitStatus::Balanced);
}

TEST(Rules, AHoleKeepsAUnitOpen) {
  const UnitRecord record = full_unit({{"ballots_found", 500}}, 498, 2);
  const Findings findings = check_unit(record, {});
  EXPECT_TRUE(findings.found.empty());
  EXPECT_EQ(status_of(findings, {}, {}), UnitStatus::Open);
  EXPECT_EQ(status_of(check_unit(UnitRecord{}, {}), {}, {}), UnitStatus::Open);
}

TEST(Rules, ABallotFedTwiceExplainsTheVotesAboveThePaper) {
  const UnitRecord record =
      full_unit({{"voters_total", 500}, {"ballots_found", 500}, {"tape_total", 501}}, 499, 2);
  const Findings findings = check_unit(record, {});
  ASSERT_EQ(findings.found.size(), 3U);
  EXPECT_EQ(findings.found[0].rule, Rule::I4);
  EXPECT_EQ(findings.found[1].rule, Rule::R2);
  EXPECT_EQ(findings.found[1].explained_by, Rule::I4);
  EXPECT_EQ(findings.found[2].rule, Rule::R1);
  EXPECT_EQ(findings.found[2].explained_by, Rule::I4);
  EXPECT_EQ(status_of(findings, {}, {}), UnitStatus::Open);
  const std::vector<ClosedFinding> closed = {{Rule::I4, "", 1, "JAM"}};
  EXPECT_EQ(status_of(findings, closed, {}), UnitStatus::Explained);
}

TEST(Rules, AnEarlierCheckExplainsOnlyADifferenceOfItsOwnSize) {
  const UnitRecord record =
      full_unit({{"voters_total", 500}, {"ballots_found", 500}, {"tape_total", 501}}, 500, 2);
  const Findings findings = check_unit(record, {});
  ASSERT_NE(find(findings, Rule::R1), nullptr);
  EXPECT_FALSE(find(findings, Rule::R1)->explained_by.has_value());
}

TEST(Rules, ABallotIssuedWithoutASignatureExplainsPaperAboveVoters) {
  const UnitRecord record = full_unit(
      {{"voters_poll_book", 499}, {"ballots_issued", 500}, {"ballots_found", 500}}, 500, 0);
  const Findings findings = check_unit(record, {});
  ASSERT_NE(find(findings, Rule::R3), nullptr);
  EXPECT_EQ(find(findings, Rule::I1)->residual, -1);
  EXPECT_EQ(find(findings, Rule::R3)->residual, 1);
  EXPECT_EQ(find(findings, Rule::R3)->explained_by, Rule::I1);
  EXPECT_FALSE(find(findings, Rule::I1)->explained_by.has_value());
}

TEST(Rules, AFindingThatWasClosedIsOpenAgainWhenItsSizeChanges) {
  UnitRecord record = full_unit({{"voters_total", 500}, {"ballots_found", 499}}, 499, 0);
  const std::vector<ClosedFinding> closed = {{Rule::R3, "", -1, "LEFT"}};
  EXPECT_EQ(status_of(check_unit(record, {}), closed, {}), UnitStatus::Explained);
  record.figures.voters_total = election::VoterCount(501);
  EXPECT_EQ(status_of(check_unit(record, {}), closed, {}), UnitStatus::Open);
  const std::vector<ClosedFinding> without_cause = {{Rule::R3, "", -2, ""}};
  EXPECT_EQ(status_of(check_unit(record, {}), without_cause, {}), UnitStatus::Open);
}

TEST(Rules, ADifferenceExplainedOnTheRecordMakesTheUnitExplained) {
  UnitRecord record = full_unit({{"voters_total", 500}, {"ballots_found", 499}}, 499, 0);
  record.explanations = {{"LEFT", BallotCount(-1), ExplanationForm::Said, BoardRuling::NotRuled,
                          SecurityShown::No, "a voter left with the ballot"}};
  EXPECT_EQ(status_of(check_unit(record, {}), {}, {}), UnitStatus::Explained);
}

TEST(Rules, AnImpossibleFigureIsShownAsSuchUntilItIsRevised) {
  UnitRecord record = full_unit({{"voters_total", 500}, {"ballots_found", 500}}, 501, 0);
  const Findings findings = check_unit(record, {});
  const std::vector<ClosedFinding> closed = {{Rule::R1, "president", 1, "ARITHMETIC"}};
  const UnitStatus status = status_of(findings, closed, {});
  EXPECT_EQ(status, UnitStatus::Explained);
  EXPECT_EQ(words_of(public_state_of(status, findings)), "impossible, under review");
  EXPECT_EQ(words_of(public_state_of(UnitStatus::Balanced, check_unit(UnitRecord{}, {}))),
            "balanced");
}

TEST(Rules, ARedFindingHoldsPublicationUntilItIsClosed) {
  UnitRecord record = full_unit({{"registered", 400}, {"canvass_ballots", 401}}, 401, 0);
  const Findings findings = check_unit(record, {});
  EXPECT_TRUE(holds_publication(findings, {}));
  EXPECT_FALSE(holds_publication(findings, {{Rule::R2, "", 1, "ARITHMETIC"}}));
}

TEST(Rules, FindingsStandInTheOrderOfChecking) {
  UnitRecord record = full_unit(
      {{"voters_total", 500}, {"ballots_found", 499}, {"tape_total", 503}, {"tape_start", 2}}, 510,
      0);
  record.seals = {{"box", "1", "2", SealCondition::Intact}};
  std::vector<std::string> order;
  for (const Finding& finding : check_unit(record, {}).found) order.push_back(id_of(finding.rule));
  EXPECT_EQ(order, (std::vector<std::string>{"I11", "I12", "R3", "I4", "R2", "R1"}));
}

}  // namespace
}  // namespace recanvass::reconcile
