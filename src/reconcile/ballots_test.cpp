#include "reconcile/ballots.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

using Lines = std::vector<std::pair<std::string, std::int64_t>>;

UnitRecord unit_with(const Lines& lines) {
  UnitRecord record;
  record.unit = "unit";
  record.figures = make_figures(lines).value();
  return record;
}

std::vector<std::int64_t> residuals(const Findings& findings, Rule rule) {
  std::vector<std::int64_t> out;
  for (const Finding& finding : findings.found) {
    if (finding.rule == rule) out.push_back(finding.residual);
  }
  return out;
}

struct IdentityCase {
  Rule rule;
  Lines lines;
  std::vector<std::int64_t> residuals;
};
const std::vector<IdentityCase> kIdentityCases = {
    {Rule::I1,
     {{"voters_poll_book", 490},
      {"ballots_issued", 500},
      {"ballots_spoiled", 7},
      {"provisional_issued", 3}},
     {}},
    {Rule::I1,
     {{"voters_poll_book", 491},
      {"ballots_issued", 500},
      {"ballots_spoiled", 7},
      {"provisional_issued", 3}},
     {1}},
    {Rule::I1,
     {{"voters_poll_book", 489},
      {"ballots_issued", 500},
      {"ballots_spoiled", 7},
      {"provisional_issued", 3}},
     {-1}},
    {Rule::I2,
     {{"ballots_delivered", 600},
      {"ballots_issued", 500},
      {"ballots_spoiled", 7},
      {"ballots_unused", 93}},
     {}},
    {Rule::I2,
     {{"ballots_delivered", 601},
      {"ballots_issued", 500},
      {"ballots_spoiled", 7},
      {"ballots_unused", 93}},
     {1}},
    {Rule::I3,
     {{"ballots_found", 492},
      {"ballots_issued", 500},
      {"ballots_spoiled", 7},
      {"provisional_issued", 3}},
     {2}},
    {Rule::I3,
     {{"ballots_found", 490},
      {"ballots_issued", 500},
      {"ballots_spoiled", 7},
      {"provisional_issued", 3}},
     {}},
    {Rule::I4, {{"tape_total", 501}, {"ballots_found", 500}}, {1}},
    {Rule::I4, {{"tape_total", 500}, {"ballots_found", 500}}, {}},
    {Rule::I5, {{"vvpat_ballots", 199}, {"tape_total", 200}}, {-1}},
    {Rule::I7,
     {{"absentee_returned", 60},
      {"absentee_accepted", 57},
      {"absentee_rejected", 2},
      {"absentee_pending", 1}},
     {}},
    {Rule::I7,
     {{"absentee_returned", 61},
      {"absentee_accepted", 57},
      {"absentee_rejected", 2},
      {"absentee_pending", 1}},
     {1}},
    {Rule::I8,
     {{"absentee_accepted", 57},
      {"absentee_empty", 1},
      {"absentee_double", 2},
      {"absentee_counted", 58}},
     {}},
    {Rule::I8, {{"absentee_accepted", 57}, {"absentee_counted", 46}}, {11}},
    {Rule::I9,
     {{"provisional_issued", 5}, {"provisional_counted", 3}, {"provisional_rejected", 1}},
     {1}},
};

TEST(Ballots, EachIdentityHoldsAtEqualityAndSaysByHowMuchItFails) {
  for (const IdentityCase& row : kIdentityCases) {
    EXPECT_EQ(residuals(check_identities(unit_with(row.lines)), row.rule), row.residuals)
        << id_of(row.rule) << " with " << row.lines.front().second;
  }
}

TEST(Ballots, AMissingDetailIsNamedInTheWordsAndAMissingFigureStopsTheCheck) {
  const Findings details =
      check_identities(unit_with({{"ballots_found", 499}, {"ballots_issued", 500}}));
  ASSERT_EQ(residuals(details, Rule::I3), std::vector<std::int64_t>{-1});
  for (const Finding& finding : details.found) {
    if (finding.rule != Rule::I3) continue;
    EXPECT_NE(finding.words.find("not recorded: ballots spoiled, provisional ballots issued"),
              std::string::npos);
  }
  const Findings hole = check_identities(unit_with({{"ballots_found", 499}}));
  EXPECT_TRUE(hole.found.empty());
  EXPECT_TRUE(hole.checked.empty());
  EXPECT_FALSE(hole.not_checked.empty());
}

TEST(Ballots, ProvisionalVotersAreInThePollBookOnlyWhereThatIsThePractice) {
  UnitRecord record = unit_with({{"voters_poll_book", 493},
                                 {"ballots_issued", 500},
                                 {"ballots_spoiled", 7},
                                 {"provisional_issued", 3}});
  EXPECT_EQ(residuals(check_identities(record), Rule::I1), std::vector<std::int64_t>{3});
  record.provisional_in_poll_book = Inclusion::Included;
  EXPECT_TRUE(residuals(check_identities(record), Rule::I1).empty());
}

TEST(Ballots, TheCanvassHoldsCentrallyCountedAbsenteeBallotsWhereTheTapeDoesNot) {
  UnitRecord record =
      unit_with({{"canvass_ballots", 1102}, {"tape_total", 855}, {"absentee_counted", 247}});
  EXPECT_TRUE(residuals(check_identities(record), Rule::I10).empty());
  EXPECT_TRUE(check_identities(record).checked.empty());
  record.absentee_on_tape = Inclusion::Excluded;
  EXPECT_TRUE(residuals(check_identities(record), Rule::I10).empty());
  record.absentee_on_tape = Inclusion::Included;
  EXPECT_EQ(residuals(check_identities(record), Rule::I10), std::vector<std::int64_t>{247});
}

TEST(Ballots, MachinesAddUpToTheCanvassAndAnUnreadMachineStopsTheCheck) {
  UnitRecord record = unit_with({{"canvass_ballots", 500}});
  record.machines = {{"scanner", election::BallotCount(400)}, {"DRE", election::BallotCount(101)}};
  EXPECT_EQ(residuals(check_identities(record), Rule::I10), std::vector<std::int64_t>{1});
  record.machines[1].ballots.reset();
  EXPECT_TRUE(residuals(check_identities(record), Rule::I10).empty());
  bool named = false;
  for (const NotChecked& entry : check_identities(record).not_checked) {
    named = named || (entry.rule == Rule::I10 && entry.missing == std::vector<std::string>{"DRE"});
  }
  EXPECT_TRUE(named);
}

TEST(Seals, ASealMustBeWholeRecordedAndTheSame) {
  struct Case {
    Seal seal;
    std::optional<Severity> severity;
    std::string found = {};
    std::string recorded = {};
  };
  const std::vector<Case> cases = {
      {{"1", "0123", "0123", SealCondition::Intact}, std::nullopt},
      {{"1", "0123", "0124", SealCondition::Intact}, Severity::Red, "0124", "0123"},
      {{"1", "0123", "", SealCondition::Intact}, Severity::Red, "no number", "0123"},
      {{"1", "0123", "0123", SealCondition::Broken}, Severity::Red, "broken", "0123"},
      {{"1", "", "0123", SealCondition::Intact}, Severity::Amber, "0123", "no number"},
  };
  for (const Case& row : cases) {
    UnitRecord record;
    record.seals = {row.seal};
    const Findings findings = check_seals(record);
    EXPECT_EQ(findings.checked.size(), 1U);
    ASSERT_EQ(findings.found.size(), row.severity ? 1U : 0U) << row.seal.found;
    if (row.severity) {
      EXPECT_EQ(findings.found[0].severity, *row.severity);
      EXPECT_EQ(findings.found[0].left.instead, row.found);
      EXPECT_EQ(findings.found[0].right.instead, row.recorded);
      EXPECT_FALSE(compares_figures(findings.found[0]));
    }
  }
}

TEST(Seals, AnUnexaminedSealIsAHole) {
  UnitRecord record;
  EXPECT_EQ(check_seals(record).not_checked.size(), 1U);
  record.seals = {{"1", "0123", "", SealCondition::NotExamined}};
  EXPECT_EQ(check_seals(record).not_checked.size(), 1U);
  EXPECT_TRUE(check_seals(record).found.empty());
}

TEST(Counters, TheZeroTapeAndTheLifetimeCounter) {
  const Findings clean = check_counters(unit_with({{"tape_start", 0},
                                                   {"tape_total", 500},
                                                   {"protective_start", 1000},
                                                   {"protective_end", 1500}}));
  EXPECT_TRUE(clean.found.empty());
  EXPECT_EQ(clean.checked.size(), 2U);
  const Findings preloaded = check_counters(unit_with({{"tape_start", 11}}));
  ASSERT_EQ(preloaded.found.size(), 1U);
  EXPECT_EQ(preloaded.found[0].severity, Severity::Red);
  const Findings moved = check_counters(
      unit_with({{"tape_total", 500}, {"protective_start", 1000}, {"protective_end", 1499}}));
  EXPECT_EQ(residuals(moved, Rule::I12), std::vector<std::int64_t>{-1});
}

TEST(Registration, BallotsAboveTheRegisterAreImpossibleAndEqualToItAreNot) {
  for (const std::int64_t ballots : {999, 1000, 1001}) {
    const Findings findings =
        check_registration(unit_with({{"registered", 1000}, {"canvass_ballots", ballots}}));
    ASSERT_EQ(findings.found.size(), ballots > 1000 ? 1U : 0U) << ballots;
    if (ballots > 1000) {
      EXPECT_TRUE(findings.found[0].impossible);
      EXPECT_EQ(findings.found[0].severity, Severity::Red);
    }
  }
}

TEST(Registration, WithoutARegisterVotersAreTheLimitAndMoreIsNotImpossible) {
  const Findings findings =
      check_registration(unit_with({{"voters_poll_book", 500}, {"tape_total", 501}}));
  ASSERT_EQ(findings.found.size(), 1U);
  EXPECT_FALSE(findings.found[0].impossible);
  EXPECT_EQ(findings.found[0].severity, Severity::Amber);
  EXPECT_EQ(check_registration(unit_with({{"tape_total", 501}})).not_checked.size(), 1U);
}

TEST(BallotsFound, OneMoreOrOneFewerThanVotersIsFoundAndEqualIsNot) {
  for (const std::int64_t ballots : {499, 500, 501}) {
    const Findings findings =
        check_ballots_found(unit_with({{"voters_poll_book", 500}, {"ballots_found", ballots}}));
    EXPECT_EQ(residuals(findings, Rule::R3), ballots == 500
                                                 ? std::vector<std::int64_t>{}
                                                 : std::vector<std::int64_t>{ballots - 500});
  }
}

TEST(BallotsFound, AWhollyExplainedDifferenceIsForTheRecordAndARefusedOneStands) {
  UnitRecord record = unit_with({{"voters_poll_book", 500}, {"ballots_found", 498}});
  record.explanations = {{"LEFT", election::BallotCount(-1), ExplanationForm::Said,
                          BoardRuling::NotRuled, SecurityShown::No, "a voter left"}};
  EXPECT_EQ(residuals(check_ballots_found(record), Rule::R3), std::vector<std::int64_t>{-1});
  record.explanations.push_back(record.explanations[0]);
  ASSERT_EQ(check_ballots_found(record).found.size(), 1U);
  EXPECT_EQ(check_ballots_found(record).found[0].severity, Severity::Info);
  record.explanations[1].ruling = BoardRuling::Refused;
  EXPECT_EQ(check_ballots_found(record).found[0].severity, Severity::Amber);
}

TEST(BallotsFound, AbsenteeVotersCountAsThePracticeOfTheUnitIs) {
  UnitRecord record =
      unit_with({{"voters_poll_book", 400}, {"absentee_accepted", 100}, {"ballots_found", 500}});
  EXPECT_EQ(check_ballots_found(record).not_checked.size(), 1U);
  record.absentee_in_poll_book = Inclusion::Excluded;
  EXPECT_TRUE(check_ballots_found(record).found.empty());
  record.absentee_in_poll_book = Inclusion::Included;
  EXPECT_EQ(residuals(check_ballots_found(record), Rule::R3), std::vector<std::int64_t>{100});
  record.figures.voters_total = election::VoterCount(500);
  const Findings stated = check_ballots_found(record);
  ASSERT_EQ(stated.found.size(), 1U) << "voters in all are what is compared, and are not their sum";
  EXPECT_EQ(stated.found[0].about, "voters in all");
}

TEST(BallotsFound, VotersInAllBesideOtherPartsAreAFindingOfTheirOwn) {
  UnitRecord record =
      unit_with({{"voters_poll_book", 600}, {"voters_total", 718}, {"ballots_found", 718}});
  const Findings findings = check_ballots_found(record);
  ASSERT_EQ(findings.found.size(), 1U);
  EXPECT_EQ(findings.found[0].rule, Rule::R3);
  EXPECT_EQ(findings.found[0].about, "voters in all");
  EXPECT_EQ(findings.found[0].residual, 118);
  record.figures.voters_total = election::VoterCount(600);
  record.figures.ballots_found = election::BallotCount(600);
  EXPECT_TRUE(check_ballots_found(record).found.empty());
}

TEST(BallotsFound, UnfoundPaperIsAHoleAndNotZeroBallots) {
  const Findings findings = check_ballots_found(unit_with({{"voters_poll_book", 500}}));
  EXPECT_TRUE(findings.found.empty());
  ASSERT_EQ(findings.not_checked.size(), 1U);
  EXPECT_EQ(findings.not_checked[0].missing,
            std::vector<std::string>{"ballots found in the containers"});
}

}  // namespace
}  // namespace recanvass::reconcile
