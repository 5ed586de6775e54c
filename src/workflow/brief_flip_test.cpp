#include "workflow/brief_flip.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using election::ElectorCount;
using election::VoteCount;

outlook::UnitOutlook unit(const std::string& id, std::int64_t electors, std::int64_t lead) {
  outlook::UnitOutlook one;
  one.unit.id = {id};
  one.unit.name = id;
  one.unit.electors = ElectorCount(electors);
  one.unit.total_votes = VoteCount(1000000);
  one.to_flip.emplace();
  one.to_flip->challenger = {"b"};
  one.to_flip->margin_votes = VoteCount(lead);
  one.to_flip->switched = VoteCount(lead / 2 + 1);
  one.to_flip->one_sided = VoteCount(lead + 1);
  one.reference.emplace();
  one.reference->inside = true;
  one.reference->raw = {4, 0, 0.53};
  return one;
}

outlook::FlipOutlook two_units() {
  outlook::FlipOutlook made;
  made.contest.id = {"president"};
  made.contest.choices = {{{"a"}, "Candidate A", {}}, {{"b"}, "Candidate B", {}}};
  made.units = {unit("us-xx", 10, 3000), unit("us-yy", 5, 1000)};
  for (const outlook::UnitOutlook& one : made.units) made.names[one.unit.id] = one.unit.name;
  made.college.emplace();
  made.college->electors_all = ElectorCount(15);
  made.college->needed = ElectorCount(8);
  made.college->pledged = {{{"a"}, ElectorCount(15)}};
  made.college->winner = election::ChoiceId{"a"};
  made.college->challenger = election::ChoiceId{"b"};
  outlook::FlipSet set;
  set.units = {{"us-xx"}, {"us-yy"}};
  set.margin_votes = VoteCount(4000);
  set.switched = VoteCount(2002);
  set.after = {{{"b"}, ElectorCount(15)}};
  made.college->outright.sets = {set};
  made.joint.emplace();
  made.joint->counted = {{"us-xx"}, {"us-yy"}};
  made.joint->rows = {{stats::Copula::Gaussian, 0.0, 1e-9, 0.0},
                      {stats::Copula::Gaussian, 0.3, 0.002, 0.0},
                      {stats::Copula::StudentT4, 0.8, 0.02, 0.0}};
  made.joint->together = 0.03;
  made.joint->challenger_wins = {0.0, 0.05};
  return made;
}

outlook::ReferenceTables one_recount() {
  outlook::RecountRecord record;
  record.id = "2006-VT-AUD";
  record.name = "Auditor, VT 2006";
  record.original_votes = 137;
  record.recount_votes = -102;
  record.total_votes = 239000;
  record.statewide = record.completed = record.reversed = true;
  outlook::RecountRecord partial = record;
  partial.statewide = false;
  outlook::ReferenceTables tables;
  outlook::RecountRecord late = record;
  late.late_canvass = true;
  tables.recounts = {record, partial, late};
  return tables;
}

report::Briefing told_ahead(const outlook::FlipOutlook& outlook) {
  report::Briefing briefing;
  for (const char* id : {"us-xx", "us-yy"}) {
    report::BriefState state;
    state.id = id;
    state.contest = "president";
    briefing.states.push_back(state);
  }
  add_flip(outlook, one_recount(), briefing);
  return briefing;
}

std::string words_of(const std::vector<report::BriefProbability>& lines) {
  std::string words;
  for (const report::BriefProbability& line : lines) words += line.words + "\n";
  return words;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(BriefFlip, ChangesComeWithTheirExactMultipleOfTheLargestShift) {
  const report::Briefing briefing = told_ahead(two_units());
  const report::BriefChange& change = *briefing.states[0].change;
  EXPECT_EQ(change.challenger, "Candidate B");
  EXPECT_EQ(change.votes_to_switch, 1501);
  // 3,000 of 1,000,000 over 239 of 239,000
  EXPECT_EQ(change.multiple_of_largest_shift, base::Rational(3));
}

TEST(BriefFlip, OnlyCompleteStatewideRecountsWithFiguresArePastRecounts) {
  const report::Briefing briefing = told_ahead(two_units());
  ASSERT_EQ(briefing.past_recounts.size(), 1U);
  EXPECT_EQ(briefing.past_recounts[0].name, "Auditor, VT 2006");
  EXPECT_EQ(briefing.past_recounts[0].shift_votes, -239);
}

TEST(BriefFlip, TheLadderClimbsBySmallestLead) {
  const report::Briefing briefing = told_ahead(two_units());
  ASSERT_TRUE(briefing.college);
  ASSERT_EQ(briefing.college->ladder.size(), 2U);
  EXPECT_EQ(briefing.college->ladder[0].name, "us-yy");
  EXPECT_EQ(briefing.college->ladder[0].electors_after, 5);
  EXPECT_EQ(briefing.college->ladder[1].electors_after, 15);
}

TEST(BriefFlip, StatesAsIfIndependentAreNeverTheAnswer) {
  const std::string words = words_of(told_ahead(two_units()).college->probabilities);
  EXPECT_TRUE(has(words, "over the 2 units")) << words;
  EXPECT_TRUE(has(words, ": 0.20% to 3.0%, depending")) << words;
  EXPECT_FALSE(has(words, "million")) << words;
  EXPECT_TRUE(has(words, "Given these chances, at most 5.0% however far")) << words;
}

TEST(BriefFlip, WhereTheJointChanceIsRefusedNothingIsSaidOfAllTogether) {
  outlook::FlipOutlook outlook = two_units();
  outlook.joint.reset();
  outlook.joint_refusal = "not said: for 1 unit the votes are not known";
  EXPECT_EQ(words_of(told_ahead(outlook).college->probabilities),
            "The chance for all together: not said: for 1 unit the votes are not known\n");
}

TEST(BriefFlip, APackageWithoutTheRestOfTheElectorsHasNoCollege) {
  outlook::FlipOutlook outlook = two_units();
  outlook.college->covers_country = false;
  const report::Briefing briefing = told_ahead(outlook);
  EXPECT_FALSE(briefing.college);
  EXPECT_TRUE(has(briefing.college_refused, "holds 15 of the country's 538 electors"));
  EXPECT_TRUE(briefing.history.empty());
}

TEST(BriefFlip, ARefusedCollegeSaysWhy) {
  outlook::FlipOutlook outlook = two_units();
  outlook.college->refusal = "Nobody has pledged electors";
  EXPECT_EQ(told_ahead(outlook).college_refused, "Nobody has pledged electors");
}

TEST(BriefFlip, ALeadWiderThanAnyRecountGetsNoNumber) {
  outlook::FlipOutlook outlook = two_units();
  outlook.units[0].reference->inside = false;
  outlook.units[0].reference->raw = {0, 0, 1.0};
  const std::string words = words_of(told_ahead(outlook).states[0].probabilities);
  EXPECT_TRUE(has(words, "no model can say")) << words;
  EXPECT_TRUE(has(words, "the record sets no bound")) << words;
}

TEST(BriefFlip, TheBoundOfTheClassIsNotSaidToBeOneOnThisContest) {
  outlook::FlipOutlook outlook = two_units();
  outlook.units[0].reference->raw = {24, 2, 0.24};
  const std::string words = words_of(told_ahead(outlook).states[0].probabilities);
  EXPECT_TRUE(has(words,
                  "2 of 24 recounts of a lead at least as wide changed the outcome: over "
                  "such leads at most 24% on average"))
      << words;
  EXPECT_FALSE(has(words, "the chance is at most")) << words;
}

TEST(BriefFlip, ThePopularVoteIsAShareOfTheVotesForTheTwoOnADay) {
  outlook::FlipOutlook outlook = two_units();
  outlook.history.emplace();
  outlook::PopularVote& vote = outlook.history->vote;
  vote.leader = {"b"};
  vote.other = {"a"};
  vote.leader_votes = VoteCount(65'467'571);
  vote.other_votes = VoteCount(62'813'613);
  vote.total_votes = VoteCount(136'000'000);
  vote.press = true;
  vote.tallied_on = base::Date::of(2016, 12, 6);
  const auto words = [&] { return words_of(told_ahead(outlook).history); };
  EXPECT_TRUE(has(words(),
                  "2,653,958 votes ahead, 2.07% of the votes for the two (a press tally "
                  "of 6 December 2016)"))
      << words();
  vote.tallied_on.reset();
  EXPECT_TRUE(has(words(), "for the two (press figures among them)")) << words();
}

TEST(BriefFlip, UndecidedUnitsAreNamedWithWhatFollowsEitherWay) {
  outlook::FlipOutlook outlook = two_units();
  outlook.names[election::JurisdictionId{"us-zz"}] = "Zedland";
  outlook.college->undecided = {{"us-zz"}};
  outlook.college->undecided_electors = ElectorCount(4);
  outlook::Resolution resolution;
  resolution.given = {{{"us-zz"}, {"b"}}};
  resolution.electors = {{{"a"}, ElectorCount(15)}, {{"b"}, ElectorCount(4)}};
  resolution.outcome = outlook::CollegeOutcome::WinnerKeeps;
  resolution.outright = outlook.college->outright;
  outlook.college->resolutions = {resolution};
  outlook.college->covers_country = true;
  const report::Briefing briefing = told_ahead(outlook);
  ASSERT_TRUE(briefing.college.has_value());
  EXPECT_EQ(briefing.college->undecided_units, std::vector<std::string>{"Zedland"});
  EXPECT_EQ(briefing.college->undecided_electors, 4);
  ASSERT_EQ(briefing.college->resolutions.size(), 1U);
  EXPECT_EQ(briefing.college->resolutions[0],
            "With Zedland for Candidate B: Candidate A 15, Candidate B 4; Candidate A wins; to "
            "change that, cheapest: us-xx and us-yy (2,002 votes switched)");
}

}  // namespace
}  // namespace recanvass::workflow
