#include "reconcile/policy.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

using base::Date;
using election::BallotCount;
using election::VoteCount;
using Lines = std::vector<std::pair<std::string, std::int64_t>>;

StatePolicy policy_of(const std::string& state, Date day) {
  return policy_for({state}, day).value();
}

UnitRecord precinct(const Lines& lines, Seal seal) {
  UnitRecord record;
  record.unit = "precinct";
  record.figures = make_figures(lines).value();
  record.seals = {std::move(seal)};
  return record;
}

const Seal kSealed = {"box", "0123", "0123", SealCondition::Intact, PackageCondition::NotExamined};
const Seal kBroken = {"box", "0123", "0123", SealCondition::Broken, PackageCondition::Loose};
const Seal kNoNumber = {"box", "", "0123", SealCondition::Intact, PackageCondition::NotExamined};

Explanation explained(std::int64_t ballots, ExplanationForm form, SecurityShown security) {
  return {"LEFT", BallotCount(ballots), form, BoardRuling::Accepted, security, ""};
}

struct MichiganCase {
  std::string name;
  UnitRecord record;
  Step until_2025;
  Step from_2025;
};

// The table of scenario G5, row by row: poll book, box, tabulator, canvass; seal.
std::vector<MichiganCase> michigan_cases() {
  std::vector<MichiganCase> cases = {
      {"Rochester Hills 11",
       precinct({{"ballots_issued", 848}, {"ballots_found", 847}, {"certified_imbalance", 1}},
                kSealed),
       Step::Unrecountable, Step::Continue},
      {"a",
       precinct({{"ballots_issued", 500},
                 {"ballots_found", 500},
                 {"tape_total", 500},
                 {"canvass_ballots", 500}},
                kSealed),
       Step::Continue, Step::Continue},
      {"b",
       precinct({{"ballots_issued", 500},
                 {"ballots_found", 499},
                 {"tape_total", 499},
                 {"canvass_ballots", 500}},
                kSealed),
       Step::Unrecountable, Step::Continue},
      {"c",
       precinct({{"ballots_issued", 500},
                 {"ballots_found", 497},
                 {"tape_total", 500},
                 {"certified_imbalance", 1}},
                kSealed),
       Step::Unrecountable, Step::Unrecountable},
      {"d", precinct({{"ballots_issued", 500}, {"ballots_found", 500}}, kBroken),
       Step::Unrecountable, Step::Unrecountable},
      {"e", precinct({{"ballots_issued", 500}, {"ballots_found", 500}}, kNoNumber), Step::Explain,
       Step::Unrecountable},
      {"f", precinct({{"ballots_issued", 500}, {"ballots_found", 499}}, kSealed), Step::Continue,
       Step::Continue},
  };
  cases.back().record.explanations = {explained(-1, ExplanationForm::Sworn, SecurityShown::Yes)};
  return cases;
}

// LAW us-mi-balance-2013
TEST(Michigan, UnderTheRuleOf2016OneBallotIsEnough) {
  const StatePolicy policy = policy_of("us-mi", Date::of(2016, 12, 5));
  for (const MichiganCase& row : michigan_cases()) {
    const Consequence consequence = consequence_of(policy, row.record);
    EXPECT_EQ(consequence.step, row.until_2025) << row.name << ": " << consequence.words;
  }
}

// LAW us-mi-balance-2025
TEST(Michigan, UnderTheRuleOf2025AnyOfThreeFiguresOrTheCertifiedImbalanceWillDo) {
  const StatePolicy policy = policy_of("us-mi", Date::of(2025, 4, 2));
  for (const MichiganCase& row : michigan_cases()) {
    const Consequence consequence = consequence_of(policy, row.record);
    EXPECT_EQ(consequence.step, row.from_2025) << row.name << ": " << consequence.words;
  }
}

TEST(Michigan, ASwornExplanationSavesEveryRowFrom2025AndAnUnswornOneNone) {
  const StatePolicy policy = policy_of("us-mi", Date::of(2025, 4, 2));
  for (const MichiganCase& row : michigan_cases()) {
    UnitRecord record = row.record;
    if (row.from_2025 != Step::Unrecountable) continue;
    EXPECT_EQ(consequence_of(policy, record).lifted_by, LiftedBy::SwornExplanation) << row.name;
    record.explanations = {explained(-3, ExplanationForm::Said, SecurityShown::Yes)};
    EXPECT_EQ(consequence_of(policy, record).step, Step::Unrecountable) << row.name;
    record.explanations = {explained(-3, ExplanationForm::Sworn, SecurityShown::No)};
    EXPECT_EQ(consequence_of(policy, record).step, Step::Unrecountable) << row.name;
    record.explanations = {explained(-3, ExplanationForm::Sworn, SecurityShown::Yes)};
    EXPECT_EQ(consequence_of(policy, record).step, Step::Continue) << row.name;
  }
}

TEST(Michigan, TheCertifiedImbalanceIsALimitAndEqualToItIsWithin) {
  const StatePolicy policy = policy_of("us-mi", Date::of(2025, 4, 2));
  for (const std::int64_t found : {497, 498, 502, 503}) {
    const UnitRecord record = precinct({{"ballots_issued", 500},
                                        {"ballots_found", found},
                                        {"tape_total", 500},
                                        {"certified_imbalance", 2}},
                                       kSealed);
    const bool within = found == 498 || found == 502;
    EXPECT_EQ(consequence_of(policy, record).step, within ? Step::Continue : Step::Unrecountable)
        << found;
  }
}

TEST(Michigan, UntilTheLastDayOfTheOlderLawAnAcceptedExplanationMustCoverTheDifference) {
  const StatePolicy policy = policy_of("us-mi", Date::of(2025, 4, 1));
  UnitRecord record = precinct({{"ballots_issued", 500}, {"ballots_found", 498}}, kSealed);
  EXPECT_EQ(consequence_of(policy, record).lifted_by, LiftedBy::AcceptedExplanation);
  record.explanations = {explained(-1, ExplanationForm::Said, SecurityShown::No)};
  EXPECT_EQ(consequence_of(policy, record).step, Step::Unrecountable);
  record.explanations = {explained(-2, ExplanationForm::Said, SecurityShown::No)};
  EXPECT_EQ(consequence_of(policy, record).step, Step::Continue);
  record.explanations[0].ruling = BoardRuling::NotRuled;
  EXPECT_EQ(consequence_of(policy, record).step, Step::Unrecountable);
}

TEST(Michigan, SealedPackagesStandInForABrokenContainerSealUntil2025Only) {
  Seal seal = kBroken;
  seal.packages = PackageCondition::Sealed;
  const UnitRecord record = precinct({{"ballots_issued", 500}, {"ballots_found", 500}}, seal);
  EXPECT_EQ(consequence_of(policy_of("us-mi", Date::of(2016, 12, 5)), record).step, Step::Continue);
  EXPECT_EQ(consequence_of(policy_of("us-mi", Date::of(2025, 4, 2)), record).step,
            Step::Unrecountable);
}

TEST(Michigan, WithoutACountOfTheContainerNothingIsDecided) {
  for (const int year : {2016, 2026}) {
    const Consequence consequence = consequence_of(policy_of("us-mi", Date::of(year, 12, 5)),
                                                   precinct({{"ballots_issued", 500}}, kSealed));
    EXPECT_FALSE(consequence.step.has_value());
    EXPECT_EQ(consequence.missing, std::vector<std::string>{"ballots found in the containers"});
  }
}

TEST(Michigan, VotesInUnitsThatCannotBeRecountedStandAgainstTheMargin) {
  const StatePolicy policy = policy_of("us-mi", Date::of(2016, 12, 5));
  std::vector<UnitRecord> records;
  std::vector<Consequence> consequences;
  for (const MichiganCase& row : michigan_cases()) {
    records.push_back(row.record);
    records.back().unit = row.name;
    ContestFigures contest;
    contest.contest = {"president"};
    contest.choices = {{{"trump"}, VoteCount(200), {}}, {{"clinton"}, VoteCount(250), {}}};
    records.back().contests = {contest};
    consequences.push_back(consequence_of(policy, records.back()));
  }
  const UnrecountableVotes votes =
      votes_in_unrecountable_units(records, consequences, {"president"});
  EXPECT_EQ(votes.units, 4);
  EXPECT_EQ(votes.votes.total(), 4 * 450);
  EXPECT_FALSE(votes.ballots.total().has_value());  // two of the four have no canvass figure
  EXPECT_EQ(against_margin(votes, VoteCount(10704)),
            "4 units that cannot be recounted hold 1,800 votes; the reported margin is 10,704 "
            "votes");
}

UnitRecord ward(std::int64_t voters, std::int64_t ballots) {
  return precinct(
      {{"voters_total", voters}, {"ballots_found", ballots}, {"envelopes_defective", 0}}, kSealed);
}

TEST(Wisconsin, MoreBallotsAreDrawnDownFewerAreExplainedEqualGoesOn) {
  const StatePolicy policy = policy_of("us-wi", Date::of(2016, 12, 1));
  EXPECT_EQ(consequence_of(policy, ward(500, 500)).step, Step::Continue);
  EXPECT_EQ(consequence_of(policy, ward(500, 499)).step, Step::Explain);
  const Consequence over = consequence_of(policy, ward(500, 501));
  EXPECT_EQ(over.step, Step::DrawDown);
  EXPECT_EQ(over.draw_down, BallotCount(1));
  EXPECT_EQ(over.citation, "Wis. Stat. 9.01(1)(b)1 to 5");
  EXPECT_EQ(over.words,
            "ballots found 501, voters 500: 1 more; remove 1 ballot drawn at random "
            "of 501");
  EXPECT_EQ(over.missing, (std::vector<std::string>{"blank ballots", "ballots without initials"}));
}

UnitRecord explained_ward(std::int64_t ballots, std::int64_t explained, std::int64_t drawn) {
  UnitRecord record = ward(500, ballots);
  const auto explain = [&](const char* cause, std::int64_t number, BoardRuling ruling) {
    Explanation explanation;
    explanation.cause = cause;
    explanation.ballots = BallotCount(number);
    explanation.ruling = ruling;
    if (number != 0) record.explanations.push_back(std::move(explanation));
  };
  explain("OTHER_UNIT", explained, BoardRuling::NotRuled);
  explain("DRAWDOWN", drawn, BoardRuling::Accepted);
  return record;
}

// R3 and the draw go by one excess: neither may ask for what the other has settled.
TEST(Wisconsin, WhatIsExplainedIsNotDrawnForAndTheStepEndsWhereTheRuleDoes) {
  const StatePolicy policy = policy_of("us-wi", Date::of(2016, 12, 1));
  for (std::int64_t ballots = 496; ballots <= 504; ++ballots) {
    for (std::int64_t explained = -3; explained <= 3; ++explained) {
      for (std::int64_t drawn = 0; drawn <= 4; ++drawn) {
        const UnitRecord record = explained_ward(ballots, explained, drawn);
        const Consequence found = consequence_of(policy, record);
        const std::int64_t excess = ballots - 500 - explained;
        const bool settled = excess == 0 || (drawn != 0 && drawn == excess);
        const bool more = ballots > 500 && excess > 0;
        const Step step = settled ? Step::Continue : more ? Step::DrawDown : Step::Explain;
        EXPECT_EQ(found.step, step) << ballots << " " << explained << " " << drawn << found.words;
        EXPECT_EQ(found.draw_down, BallotCount(step == Step::DrawDown ? excess : 0));
      }
    }
  }
  const Consequence left = consequence_of(policy, explained_ward(503, 2, 0));
  EXPECT_EQ(left.words,
            "ballots found 503, voters with 2 explained 502: 1 more; remove 1 ballot drawn at "
            "random of 503");
}

TEST(Wisconsin, ADefectiveEnvelopeTakesAVoterAndABallot) {
  UnitRecord record = ward(500, 500);
  record.figures.envelopes_defective = election::EnvelopeCount(2);
  const Consequence consequence = consequence_of(policy_of("us-wi", Date::of(2016, 12, 1)), record);
  EXPECT_EQ(consequence.step, Step::DrawDown);
  EXPECT_EQ(consequence.draw_down, BallotCount(2));
  ASSERT_EQ(consequence.removals.size(), 1U);
  EXPECT_EQ(consequence.removals[0].stage, RemovalStage::DefectiveEnvelope);
}

TEST(Wisconsin, ABadSealIsNotedAndTheBoardGoesOn) {
  UnitRecord record = ward(500, 500);
  record.seals = {kBroken};
  const Consequence consequence = consequence_of(policy_of("us-wi", Date::of(2016, 12, 1)), record);
  EXPECT_EQ(consequence.step, Step::Continue);
  EXPECT_NE(consequence.words.find("the seal is noted"), std::string::npos);
}

TEST(Wisconsin, AShortageThatTheMinutesExplainGoesOn) {
  UnitRecord record = ward(500, 499);
  record.explanations = {{"LEFT", BallotCount(-1), ExplanationForm::Said, BoardRuling::NotRuled,
                          SecurityShown::No, "a voter left with the ballot"}};
  EXPECT_EQ(consequence_of(policy_of("us-wi", Date::of(2016, 12, 1)), record).step, Step::Continue);
}

TEST(OtherStates, TheSameDifferenceIsInvestigatedOrExplained) {
  struct Case {
    std::string state;
    Step on_difference;
    Step on_seal;
  };
  for (const Case& row : {Case{"us-pa", Step::Investigate, Step::Court},
                          Case{"us-ny", Step::Investigate, Step::Court},
                          Case{"us-fl", Step::Explain, Step::Explain}}) {
    const StatePolicy policy = policy_of(row.state, Date::of(2016, 12, 1));
    for (const std::int64_t ballots : {499, 501}) {
      EXPECT_EQ(consequence_of(policy, ward(500, ballots)).step, row.on_difference) << row.state;
    }
    EXPECT_EQ(consequence_of(policy, ward(500, 500)).step, Step::Continue);
    UnitRecord broken = ward(500, 500);
    broken.seals = {kBroken};
    EXPECT_EQ(consequence_of(policy, broken).step, row.on_seal) << row.state;
  }
}

TEST(Policies, HaveACitationASourceAndOneVersionADay) {
  for (const StatePolicy& policy : state_policies()) {
    EXPECT_FALSE(policy.citation.empty() || policy.source.empty()) << policy.id;
    EXPECT_EQ(policy_for(policy.state, policy.from)->id, policy.id);
  }
  EXPECT_EQ(policy_for({"us-mi"}, Date::of(2025, 4, 1))->id, "us-mi-2013");
  EXPECT_EQ(policy_for({"us-mi"}, Date::of(2025, 4, 2))->id, "us-mi-2025");
  EXPECT_FALSE(policy_for({"us-mi"}, Date::of(2012, 12, 31)).has_value());
  EXPECT_FALSE(policy_for({"us-ga"}, Date::of(2020, 11, 3)).has_value());
}

TEST(Policies, AreNamedByTheirIdOrByStateAndYear) {
  struct Case {
    std::string name;
    std::string id;
  };
  for (const Case& row : {Case{"us-wi-2016", "us-wi-2001"}, Case{"us-mi-2016", "us-mi-2013"},
                          Case{"us-mi-2024", "us-mi-2013"}, Case{"us-mi-2025", "us-mi-2025"},
                          Case{"us-mi-2026", "us-mi-2025"}, Case{"us-pa-2016", "us-pa-2004"},
                          Case{"us-mi-2013", "us-mi-2013"}}) {
    ASSERT_TRUE(policy_named(row.name).has_value()) << row.name;
    EXPECT_EQ(policy_named(row.name)->id, row.id) << row.name;
  }
  for (const char* name : {"us-ga-2020", "us-mi-2012", "us-mi", "us-mi-twenty", "", "2016"}) {
    EXPECT_FALSE(policy_named(name).has_value()) << name;
  }
}

TEST(PolicyTest, AnOperationNamesAPolicyOfItsOwnState) {
  EXPECT_EQ(why_not_policy("us-wi-2016", "us-wi"), "");
  EXPECT_EQ(why_not_policy("us-mi-2025", "us-mi"), "");
  EXPECT_EQ(why_not_policy("us-mi-2025", "us-wi"),
            "a policy of us-wi: us-wi-2001, or us-wi and a year in which it held, such as "
            "us-wi-2001");
  EXPECT_NE(why_not_policy("us-wi-2001-12-31", "us-wi"), "");
  EXPECT_EQ(why_not_policy("us-ga-2020", "us-ga"), "");
  EXPECT_EQ(why_not_policy("us-ga", "us-ga"), "us-ga and a year, such as us-ga-2020");
  EXPECT_NE(why_not_policy("us-al-2020", "us-ga"), "");
}

// Any of the limbs would let the ward be recounted, so none is decided without its figure.
TEST(Michigan, From2025AHoleDecidesNothing) {
  const StatePolicy policy = policy_of("us-mi", Date::of(2025, 4, 2));
  UnitRecord record = precinct({{"ballots_issued", 612}, {"ballots_found", 613}}, kSealed);
  const Consequence hole = consequence_of(policy, record);
  EXPECT_FALSE(hole.step.has_value());
  EXPECT_EQ(hole.missing,
            (std::vector<std::string>{"ballots on the machine tape", "ballots in the canvass",
                                      "certified out of balance by"}));
  record.figures.tape_total = BallotCount(613);
  EXPECT_EQ(consequence_of(policy, record).step, Step::Continue);
  record.figures.tape_total = BallotCount(612);
  record.figures.certified_imbalance = BallotCount(0);
  EXPECT_EQ(consequence_of(policy, record).step, Step::Unrecountable);
}

}  // namespace
}  // namespace recanvass::reconcile
