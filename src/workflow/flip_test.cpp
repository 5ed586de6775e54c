#include "workflow/flip.h"

#include "formats/package_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace recanvass::workflow {
namespace {

using election::ChoiceId;
using election::JurisdictionId;
using election::VoteCount;

const election::Election& us_2016() {
  static const election::Election election = [] {
    auto read =
        formats::read_package(std::string(RECANVASS_SOURCE_DIR) + "/examples/us-2016-president");
    EXPECT_TRUE(read.ok()) << base::sentences(read.problems());
    return std::move(read).value();
  }();
  return election;
}

outlook::FlipOutlook ask(const election::Election& election, outlook::FlipQuestion question = {}) {
  base::SerialExecutor executor;
  question.mechanism.draws = 2000;
  auto answer = look_ahead(election, question, executor);
  EXPECT_TRUE(answer.ok());
  return std::move(answer).value();
}

// Asked once a day, since every test below looks at the same answers.
const outlook::FlipOutlook& ask_2016(const std::string& day = {}) {
  static std::map<std::string, outlook::FlipOutlook> answers;
  const auto known = answers.find(day);
  if (known != answers.end()) return known->second;
  outlook::FlipQuestion question;
  if (!day.empty()) question.as_of = base::Date::parse(day).value();
  return answers.emplace(day, ask(us_2016(), question)).first->second;
}

std::int64_t electors_of(const std::vector<outlook::ChoiceElectors>& list, const char* choice) {
  for (const outlook::ChoiceElectors& one : list) {
    if (one.choice == ChoiceId{choice}) return one.electors.value();
  }
  return 0;
}

std::vector<JurisdictionId> ids(std::initializer_list<const char*> names) {
  std::vector<JurisdictionId> list;
  for (const char* name : names) list.push_back({name});
  return list;
}

const outlook::UnitOutlook& unit_of(const outlook::FlipOutlook& answer, const char* id) {
  const auto found =
      std::find_if(answer.units.begin(), answer.units.end(),
                   [&](const outlook::UnitOutlook& one) { return one.unit.id.text == id; });
  EXPECT_NE(found, answer.units.end());
  return *found;
}

TEST(Flip2016, PledgedElectorsAre306To232AndCast304To227) {
  const outlook::FlipOutlook& answer = ask_2016();
  const outlook::College& college = answer.college.value();
  EXPECT_EQ(electors_of(college.pledged, "trump"), 306);
  EXPECT_EQ(electors_of(college.pledged, "clinton"), 232);
  EXPECT_EQ(college.needed.value(), 270);
  EXPECT_EQ(electors_of(college.cast, "trump"), 304);
  EXPECT_EQ(electors_of(college.cast, "clinton"), 227);
}

TEST(Flip2016, TheThreeContestedStatesAreTheCheapestOutrightMajorityInTheCountry) {
  const outlook::College college = ask_2016().college.value();
  ASSERT_FALSE(college.outright.sets.empty());
  const outlook::FlipSet& set = college.outright.sets.front();
  EXPECT_EQ(set.units, ids({"us-pa", "us-mi", "us-wi"}));
  EXPECT_EQ(set.margin_votes, VoteCount(77744));
  EXPECT_EQ(set.switched, VoteCount(38875));
  EXPECT_EQ(electors_of(set.after, "clinton"), 278);
  EXPECT_EQ(electors_of(set.after, "trump"), 260);
  EXPECT_FALSE(set.approximate);
}

TEST(Flip2016, OfTheThreeOnlyAllTogetherFlipAndMichiganWithPennsylvaniaLeaves270) {
  const outlook::College college = ask_2016().college.value();
  ASSERT_EQ(college.focus.size(), 7u);
  for (const outlook::FocusCase& one : college.focus) {
    const bool all = one.set.units.size() == 3;
    EXPECT_EQ(one.outcome == outlook::CollegeOutcome::ChallengerWins, all);
    if (one.set.units == ids({"us-pa", "us-mi"})) {
      EXPECT_EQ(electors_of(one.set.after, "trump"), 270);
      EXPECT_EQ(one.outcome, outlook::CollegeOutcome::WinnerKeeps);
    }
  }
}

TEST(Flip2016, TheCheapestTieIsMichiganPennsylvaniaAndNebraskaTwoAndRestsOnUnverifiedFigures) {
  const outlook::College college = ask_2016().college.value();
  ASSERT_FALSE(college.contingent.sets.empty());
  const outlook::FlipSet& tie = college.contingent.sets.front();
  EXPECT_EQ(tie.units, ids({"us-pa", "us-mi", "us-ne-2"}));
  EXPECT_EQ(electors_of(tie.after, "trump"), 269);
  EXPECT_EQ(electors_of(tie.after, "clinton"), 269);
  EXPECT_TRUE(tie.approximate);
  EXPECT_LT(tie.switched, college.outright.sets.front().switched);
}

TEST(Flip2016, OfAppointedElectorsFewerAreNeededWhenAStateAppointsNone) {
  outlook::FlipQuestion question;
  question.college.appoints_none = ids({"us-wi"});
  const outlook::College appointed = ask(us_2016(), question).college.value();
  EXPECT_EQ(appointed.needed.value(), 265);  // 528 appointed
  EXPECT_EQ(electors_of(appointed.pledged, "trump"), 296);
  question.college.majority_of = outlook::MajorityOf::All;
  EXPECT_EQ(ask(us_2016(), question).college->needed.value(), 270);
}

TEST(Flip2016, WisconsinNeeds815CardsByComparison) {
  const outlook::FlipOutlook& answer = ask_2016();
  const outlook::UnitOutlook& wisconsin = unit_of(answer, "us-wi");
  EXPECT_EQ(wisconsin.unit.reported_margin, VoteCount(22748));
  EXPECT_EQ(wisconsin.to_flip->switched, VoteCount(11375));
  EXPECT_EQ(wisconsin.to_flip->one_sided, VoteCount(22749));
  EXPECT_EQ(wisconsin.paper->super_simple, 815);
  EXPECT_EQ(wisconsin.paper->cards, 2976150);
}

TEST(Flip2016, ProbabilitiesOfTheThreeStatesAreInTheOrderOfTheirMargins) {
  const outlook::FlipOutlook& answer = ask_2016();
  const auto chance = [&](const char* id) {
    return unit_of(answer, id).reference->model.probability;
  };
  EXPECT_GT(chance("us-mi"), chance("us-pa"));
  EXPECT_GT(chance("us-pa"), chance("us-wi"));
  EXPECT_LT(chance("us-mi"), 0.02);
  EXPECT_FALSE(unit_of(answer, "us-wi").reference->normal.has_value());
  for (const char* id : {"us-wi", "us-mi", "us-pa"}) {
    EXPECT_TRUE(unit_of(answer, id).mechanism.has_value()) << id;
  }
}

TEST(Flip2016, JointlyNoCopulaLeavesTheBoundsAndIndependenceIsTheFloor) {
  const outlook::JointAnswer joint = ask_2016().joint.value();
  ASSERT_EQ(joint.rows.size(), 6u);
  for (const outlook::JointRow& row : joint.rows) {
    EXPECT_GE(row.challenger_wins, joint.challenger_wins.lower);
    EXPECT_LE(row.challenger_wins, joint.challenger_wins.upper * (1.0 + 1e-9));
    EXPECT_GE(row.winner_loses_majority, row.challenger_wins);
    EXPECT_GE(row.challenger_wins, joint.rows.front().challenger_wins);
  }
  EXPECT_LE(joint.cheapest_set_flips->upper, 0.01);
}

TEST(Flip2016, OnThe25thOfNovemberOnlyTheThreeStatesHaveKnownMargins) {
  const outlook::FlipOutlook& answer = ask_2016("2016-11-25");
  const outlook::College& college = answer.college.value();
  EXPECT_EQ(electors_of(college.pledged, "trump"), 306);
  EXPECT_GE(college.unknown_margin.size(), 25u);
  ASSERT_FALSE(college.outright.sets.empty());
  EXPECT_EQ(college.outright.sets.front().margin_votes, VoteCount(22177 + 10704 + 70638));
  EXPECT_TRUE(college.outright.sets.front().approximate);
  EXPECT_TRUE(college.cast.empty());
  EXPECT_FALSE(answer.joint.has_value());  // a joint chance without 30 states would be too small
  EXPECT_FALSE(answer.joint_refusal.empty());
  EXPECT_FALSE(unit_of(answer, "us-ca").to_flip.has_value());
}

TEST(Flip2016, BeforeTheWinnersAreKnownTheCollegeIsRefusedInWords) {
  const outlook::FlipOutlook& answer = ask_2016("2016-11-08");
  EXPECT_FALSE(answer.college->refusal.empty());
  EXPECT_TRUE(answer.college->outright.sets.empty());
  EXPECT_FALSE(answer.joint.has_value());
}

TEST(Flip2016, ThePopularVoteWasWiderThanKennedysNixonsAndCarters) {
  const outlook::FlipOutlook& answer = ask_2016();
  const outlook::HistoryAnswer& history = answer.history.value();
  EXPECT_EQ(history.vote.leader_lost_college, true);
  EXPECT_EQ(history.vote.leader, ChoiceId{"clinton"});
  const auto wider_than = [&](int year) {
    return std::any_of(history.wider_than.begin(), history.wider_than.end(),
                       [&](const outlook::PastMargin& past) { return past.record.year == year; });
  };
  for (const int year : {1844, 1880, 1884, 1960, 1968, 1976, 2024})
    EXPECT_TRUE(wider_than(year)) << year;
  for (const int year : {2004, 2016, 2020}) EXPECT_FALSE(wider_than(year)) << year;
  EXPECT_EQ(history.vote.other, ChoiceId{"trump"});
  EXPECT_EQ((history.vote.leader_votes - history.vote.other_votes).value(), 2'868'519);
  std::vector<int> trailed;
  for (const outlook::PastMargin& past : history.winner_trailed)
    trailed.push_back(past.record.year);
  EXPECT_EQ(trailed, (std::vector<int>{1824, 1876, 1888, 2000}));
}

TEST(Flip2016, TheTalliesWereNeverWiderThanCartersAndNobodyHadLostBeforeTheElectorsVoted) {
  // 6 December: 2,653,958 of 128,281,184 for the two, beside Carter's 1,680,068 of 79,971,610.
  for (const char* day : {"2016-11-25", "2016-12-13"}) {
    const outlook::HistoryAnswer& history = ask_2016(day).history.value();
    for (const outlook::PastMargin& past : history.wider_than) {
      EXPECT_NE(past.record.year, 1976) << day;
    }
    EXPECT_TRUE(history.vote.leader_behind_in_pledged) << day;
    EXPECT_FALSE(history.vote.leader_lost_college.has_value()) << day;
  }
  EXPECT_EQ(ask_2016("2016-12-13").history->vote.tallied_on, base::Date::of(2016, 12, 6));
  const outlook::FlipOutlook& answer = ask_2016("2016-11-25");
  const outlook::HistoryAnswer& history = answer.history.value();
  EXPECT_EQ(history.vote.tallied_on, base::Date::of(2016, 11, 23));
  EXPECT_EQ(history.vote.basis, outlook::TallyBasis::NationalTally);
  EXPECT_TRUE(history.vote.press);
  EXPECT_EQ(history.last_year, 2012);
}

TEST(Flip, NamesThatThePackageDoesNotHaveAreAllRefusedAtOnce) {
  outlook::FlipQuestion question;
  question.college.challenger = ChoiceId{"nobody"};
  question.college.appoints_none = ids({"us-zz"});
  base::SerialExecutor executor;
  const auto answer = look_ahead(us_2016(), question, executor);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.problems().size(), 2u);
}

}  // namespace
}  // namespace recanvass::workflow
