// Antrim County, Michigan, November 2020: memory cards with an outdated definition, found by
// reconciliation. Published or computed: the versions' totals of v2, v3 and v4, the doubled ballots
// of Custer and Echo, the changes of v3 by township. From memory: v1's 7,769 to 4,509. Synthetic,
// because no file is at hand: the townships' own splits, their registers, Elk Rapids' ballots, the
// rest of the county as one unit.
#include "reconcile/rules.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;
using election::VoteCount;

struct Township {
  std::string name;
  std::int64_t ballots = 0;
  std::int64_t registered = 0;
  std::int64_t trump = 0;  // v3, which equals the published precinct file
  std::int64_t biden = 0;
  std::int64_t trump_less = 0;  // v2 less v3
  std::int64_t biden_less = 0;
};

std::vector<Township> townships() {
  return {{"Custer", 776, 1100, 521, 240, 11, 523},
          {"Echo", 602, 800, 392, 198, 8, 392},
          {"Elk Rapids", 700, 900, 405, 281, 14, 414},
          {"Central Lake", 1500, 1900, 906, 565, 2, 0},
          {"other units", 12466, 16000, 9748 - 521 - 392 - 405 - 906, 5960 - 240 - 198 - 281 - 565,
           0, 0}};
}

ContestFigures president(std::int64_t trump, std::int64_t biden) {
  ContestFigures contest;
  contest.contest = {"president"};
  contest.choices = {{{"biden"}, VoteCount(biden), std::nullopt},
                     {{"trump"}, VoteCount(trump), std::nullopt}};
  return contest;
}

bool is_doubled_in_v2(const Township& township) { return township.biden_less > 0; }

UnitVersion v2_of(const Township& township) {
  return {"2020-11-05",
          BallotCount(is_doubled_in_v2(township) ? township.ballots * 2 : township.ballots),
          {president(township.trump + township.trump_less, township.biden + township.biden_less)},
          "UPLOAD",
          "announcement of 5 November"};
}

UnitRecord unit_at_v2(const Township& township) {
  const UnitVersion version = v2_of(township);
  UnitRecord record;
  record.unit = township.name;
  record.figures.registered = election::VoterCount(township.registered);
  record.figures.canvass_ballots = version.ballots;
  record.contests = version.contests;
  record.revision_cause = version.cause;
  record.revision_minute = version.minute;
  record.earlier = {{"2020-11-04", BallotCount(township.ballots), {}, "", ""}};
  return record;
}

bool has_red(const Findings& findings, Rule rule) {
  for (const Finding& finding : findings.found) {
    if (finding.rule == rule && finding.severity == Severity::Red) return true;
  }
  return false;
}

TEST(Antrim2020, TheFixtureAddsUpToThePublishedTotals) {
  std::int64_t v2_trump = 0;
  std::int64_t v2_biden = 0;
  std::int64_t v3_trump = 0;
  std::int64_t v3_biden = 0;
  std::int64_t ballots = 0;
  for (const Township& township : townships()) {
    v2_trump += township.trump + township.trump_less;
    v2_biden += township.biden + township.biden_less;
    v3_trump += township.trump;
    v3_biden += township.biden;
    ballots += township.ballots;
  }
  EXPECT_EQ(v2_trump, 9783);
  EXPECT_EQ(v2_biden, 7289);
  EXPECT_EQ(v3_trump, 9748);
  EXPECT_EQ(v3_biden, 5960);
  EXPECT_EQ(ballots, 16044);
}

// v1: the results system still had the definition before the ballot gained a line, so every name
// has its neighbour's votes.
TEST(Antrim2020, OnTheFirstDayTapeAndResultsDisagreeByOnePlaceAndPublicationIsHeld) {
  UnitRecord record;
  record.unit = "Custer";
  TapeContest tape;
  tape.contest = {"president"};
  ContestFigures results;
  results.contest = {"president"};
  const std::vector<std::string> names = {"straight ticket", "biden", "trump", "jorgensen"};
  const std::vector<std::int64_t> on_tape = {0, 240, 521, 8};
  const std::vector<std::int64_t> in_results = {240, 521, 8, 0};
  for (std::size_t i = 0; i < names.size(); ++i) {
    tape.positions.push_back({{names[i]}, VoteCount(on_tape[i])});
    results.choices.push_back({{names[i]}, VoteCount(in_results[i]), std::nullopt});
  }
  results.choices[2].expected = VoteCount(480);  // synthetic: what the last election suggests
  record.tapes = {tape};
  record.contests = {results};
  const Findings findings = check_unit(record, {});
  EXPECT_TRUE(has_red(findings, Rule::R6));
  EXPECT_TRUE(has_red(findings, Rule::R9));
  EXPECT_TRUE(holds_publication(findings, {}));
  for (const Finding& finding : findings.found) {
    if (finding.rule != Rule::R6) continue;
    EXPECT_NE(
        finding.words.find("from straight ticket on, each name has the votes 1 place after it"),
        std::string::npos)
        << finding.words;
  }
}

TEST(Antrim2020, OnTheSecondDayThreeTownshipsHaveExactlyTwiceTheirBallots) {
  for (const Township& township : townships()) {
    const Findings findings = check_unit(unit_at_v2(township), {});
    EXPECT_EQ(has_red(findings, Rule::R10), is_doubled_in_v2(township)) << township.name;
    EXPECT_EQ(has_red(findings, Rule::R2), is_doubled_in_v2(township)) << township.name;
    const PublicState state = public_state_of(UnitStatus::Open, findings);
    EXPECT_EQ(state,
              is_doubled_in_v2(township) ? PublicState::ImpossibleUnderReview : PublicState::Open);
  }
}

TEST(Antrim2020, CusterIs1552TwiceSevenHundredSeventySixAndEcho1204TwiceSixHundredTwo) {
  const std::vector<Township> all = townships();
  const auto doubled = [](const Township& township) {
    for (const Finding& finding : check_unit(unit_at_v2(township), {}).found) {
      if (finding.rule == Rule::R10) return finding;
    }
    return Finding{};
  };
  EXPECT_EQ(doubled(all[0]).words,
            "ballots 1,552, ballots before 776: 776 more; exactly twice the earlier figure");
  EXPECT_EQ(doubled(all[1]).words,
            "ballots 1,204, ballots before 602: 602 more; exactly twice the earlier figure");
}

TEST(Antrim2020, TheThirdVersionNeedsACauseInEachUnitItChanges) {
  for (const Township& township : townships()) {
    UnitRecord record = unit_at_v2(township);
    record.earlier.push_back(v2_of(township));
    record.figures.canvass_ballots = BallotCount(township.ballots);
    record.contests = {president(township.trump, township.biden)};
    record.revision_cause.clear();
    const bool changed = township.trump_less != 0 || township.biden_less != 0;
    EXPECT_EQ(has_red(check_unit(record, {}), Rule::R11), changed) << township.name;
    record.revision_cause = "UPLOAD";
    record.revision_minute = "canvass of 21 November";
    const Findings findings = check_unit(record, {});
    EXPECT_TRUE(findings.found.empty()) << township.name;
  }
}

}  // namespace
}  // namespace recanvass::reconcile
