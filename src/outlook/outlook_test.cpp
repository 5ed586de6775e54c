#include "outlook/outlook.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recanvass::outlook {
namespace {

using election::VoteCount;

ReferenceTables some_tables() {
  ReferenceTables tables;
  RecountRecord record;
  record.id = "past";
  record.original_votes = 3000;
  record.recount_votes = 2900;
  record.total_votes = 1000000;
  record.statewide = true;
  record.completed = true;
  tables.recounts.assign(kRecountsLeast, record);
  RecountErrors errors;
  errors.id = "errors";
  errors.reporting_units = 10;
  errors.votes = 10000;
  errors.large_least = 20;
  errors.small_votes = 9000;
  errors.small_added = 30;
  errors.small_removed = 20;
  errors.small_net_squares = 90;
  errors.large_net = {25};
  errors.largest_unit_votes = 900;
  tables.recount_errors = {errors};
  return tables;
}

election::Election state_contest(bool complete) {
  election::Election election;
  election::Contest contest;
  contest.id = {"judge"};
  contest.office = election::Office::Judicial;
  contest.choices = {{{"a"}, "A", "", false, false}, {{"b"}, "B", "", false, false}};
  election.contests.push_back(contest);
  election::Jurisdiction jurisdiction;
  jurisdiction.id = {"us-xx"};
  election.jurisdictions.push_back(jurisdiction);
  election::ResultSet result;
  result.id = {"one"};
  result.jurisdiction = {"us-xx"};
  result.contest = {"judge"};
  result.totals = {{{"a"}, VoteCount(50050)}, {{"b"}, VoteCount(49950)}};
  if (complete) result.total_votes = VoteCount(100200);
  election.result_sets.push_back(result);
  return election;
}

FlipOutlook ask(const election::Election& election, const ReferenceTables& tables = some_tables(),
                std::optional<base::Date> as_of = std::nullopt) {
  base::SerialExecutor executor;
  FlipQuestion question;
  question.mechanism.draws = 1000;
  question.as_of = as_of;
  return look_ahead(election, question, tables, executor).value();
}

TEST(Outlook, AContestWithoutElectorsHasItsUnitAndNoCollege) {
  const FlipOutlook answer = ask(state_contest(true));
  EXPECT_FALSE(answer.college || answer.joint || answer.history);
  ASSERT_EQ(answer.units.size(), 1u);
  const UnitOutlook& unit = answer.units.front();
  EXPECT_EQ(unit.to_flip->switched, VoteCount(51));
  EXPECT_DOUBLE_EQ(unit.times_largest_votes.value(), 1.0);  // 100 against a shift of 100
  EXPECT_DOUBLE_EQ(unit.reference->share, 100.0 / 100200.0);
  EXPECT_FALSE(unit.share_of_listed);
  EXPECT_FALSE(unit.mechanism.has_value());  // no reporting units
}

TEST(Outlook, WithoutATotalTheShareIsOfTheListedChoicesAndSaysSo) {
  const UnitOutlook unit = ask(state_contest(false)).units.front();
  EXPECT_TRUE(unit.share_of_listed);
  EXPECT_DOUBLE_EQ(unit.reference->share, 100.0 / 100000.0);
  EXPECT_FALSE(unit.paper.has_value());
}

election::Election presidential(std::int64_t electors) {
  election::Election election = state_contest(true);
  election.contests.front().office = election::Office::President;
  election.jurisdictions.front().electors = election::ElectorCount(electors);
  return election;
}

TEST(Outlook, OnlyACountrysVotesAreSetBesideNationalHistory) {
  EXPECT_TRUE(ask(presidential(538)).history.has_value());
  EXPECT_FALSE(ask(presidential(10)).history.has_value());
  election::Election part = presidential(10);
  part.electors_elsewhere = election::ElectorsElsewhere{
      {{{"a"}, election::ElectorCount(260)}, {{"b"}, election::ElectorCount(268)}},
      std::nullopt,
      "source"};
  const FlipOutlook answer = ask(part);
  EXPECT_TRUE(answer.college->covers_country);
  EXPECT_FALSE(answer.history.has_value());
}

TEST(Outlook, WhoeverTheChallengerIsThePopularVoteIsBetweenItsTwoLeaders) {
  election::Election election = presidential(538);
  election.contests.front().choices.push_back({{"c"}, "C", "", false, false});
  election.result_sets.front().totals.push_back({{"c"}, VoteCount(200)});
  for (const char* challenger : {"a", "b", "c"}) {
    base::SerialExecutor executor;
    FlipQuestion question;
    question.mechanism.draws = 1000;
    question.college.challenger = election::ChoiceId{challenger};
    const FlipOutlook answer = look_ahead(election, question, some_tables(), executor).value();
    ASSERT_TRUE(answer.history) << challenger;
    const PopularVote& vote = answer.history->vote;
    EXPECT_EQ(vote.leader.text, "a") << challenger;
    EXPECT_EQ(vote.other.text, "b") << challenger;
    EXPECT_EQ((vote.leader_votes - vote.other_votes).value(), 100) << challenger;
  }
}

TEST(Outlook, ATieOrAContestThatIsNotStatewideHasNoClassOfPastRecounts) {
  EXPECT_TRUE(ask(state_contest(true)).units.front().no_class.empty());
  election::Election tie = state_contest(true);
  tie.result_sets.front().totals = {{{"a"}, VoteCount(50000)}, {{"b"}, VoteCount(50000)}};
  election::Election county = state_contest(true);
  county.contests.front().office = election::Office::County;
  election::Election town = state_contest(true);
  town.jurisdictions.front().id = town.result_sets.front().jurisdiction = {"us-xx-town"};
  for (const auto& [made, words] : {std::pair(tie, "tie law"), std::pair(county, "of this size"),
                                    std::pair(town, "of this size")}) {
    const UnitOutlook unit = ask(made).units.front();
    EXPECT_FALSE(unit.reference || unit.times_largest_votes || unit.times_largest_share);
    EXPECT_NE(unit.no_class.find(words), std::string::npos) << unit.no_class;
  }
}

TEST(Outlook, ARecountThatIsStillToComeTeachesNothing) {
  election::Election election = state_contest(true);
  election.result_sets.front().known_on = base::Date::of(2016, 11, 25);
  ReferenceTables tables = some_tables();
  for (RecountRecord& record : tables.recounts) record.year = 2015;
  RecountRecord later = tables.recounts.front();
  later.id = "later";
  later.year = 2016;
  later.recount_votes = 1000;
  tables.recounts.push_back(later);
  tables.recount_errors.front().year = 2016;
  const FlipOutlook then = ask(election, tables, base::Date::of(2016, 11, 25));
  EXPECT_EQ(then.class_recounts, static_cast<std::int64_t>(kRecountsLeast));
  EXPECT_EQ(then.largest_shift.votes, 100);
  EXPECT_FALSE(then.mechanism_refusal.empty());
  const FlipOutlook now = ask(election, tables);
  EXPECT_EQ(now.class_recounts, static_cast<std::int64_t>(kRecountsLeast) + 1);
  EXPECT_EQ(now.largest_shift.votes, 2000);
  EXPECT_TRUE(now.mechanism_refusal.empty());
  EXPECT_EQ(ask(election, tables, base::Date::of(2017, 2, 1)).class_recounts, now.class_recounts);
}

TEST(Outlook, ErrorRatesAreUsedFromTheDayTheirFiguresWerePublic) {
  election::Election election = state_contest(true);
  election.result_sets.front().known_on = base::Date::of(2016, 11, 25);
  ReferenceTables tables = some_tables();
  tables.recount_errors.front().year = 2016;
  tables.recount_errors.front().known_on = base::Date::of(2016, 12, 12);
  EXPECT_FALSE(ask(election, tables, base::Date::of(2016, 12, 11)).mechanism_refusal.empty());
  EXPECT_TRUE(ask(election, tables, base::Date::of(2016, 12, 12)).mechanism_refusal.empty());
}

election::Election tied_with_units() {
  election::Election election = state_contest(true);
  election::ResultSet& result = election.result_sets.front();
  result.units = election::UnitVotes({{"a"}, {"b"}});
  for (int unit = 0; unit < 10; ++unit) result.units.add({fmt::format("{}", unit), ""}, {500, 500});
  result.totals = result.units.totals();
  result.total_votes = VoteCount(10000);
  return election;
}

TEST(Outlook, AtATieNoErrorIsSimulatedAsIfTheChallengerWereBehind) {
  election::Election election = tied_with_units();
  const UnitOutlook tied = ask(election).units.front();
  ASSERT_TRUE(tied.unit.tie);
  EXPECT_FALSE(tied.mechanism.has_value());
  EXPECT_NE(tied.no_class.find("tie law"), std::string::npos);
  election.result_sets.front().units.add({"last", ""}, {1, 0});
  election.result_sets.front().totals = election.result_sets.front().units.totals();
  EXPECT_TRUE(ask(election).units.front().mechanism.has_value());
}

TEST(Outlook, AHandfulOfRecountsIsNoClass) {
  ReferenceTables tables = some_tables();
  tables.recounts.resize(kRecountsLeast - 1);
  const UnitOutlook unit = ask(state_contest(true), tables).units.front();
  EXPECT_FALSE(unit.reference.has_value());
  EXPECT_NE(unit.no_class.find("4 complete statewide recounts since 2000 are known, fewer than 5"),
            std::string::npos)
      << unit.no_class;
}

TEST(Outlook, WithoutAClassTheJointChanceIsRefusedForThatReasonAndNoOther) {
  ReferenceTables tables = some_tables();
  for (RecountRecord& record : tables.recounts) record.year = 2016;
  election::Election election = presidential(300);
  election.result_sets.front().known_on = base::Date::of(2016, 11, 25);
  const FlipOutlook then = ask(election, tables, base::Date::of(2016, 11, 25));
  EXPECT_EQ(then.joint_refusal,
            "not said: no complete statewide recount since 2000 was known on that day");
  tables.recounts.resize(1);
  EXPECT_EQ(ask(election, tables).joint_refusal,
            "not said: 1 complete statewide recount since 2000 is known, fewer than 5");
}

TEST(Outlook, AUnitWhoseDifferenceIsUnknownIsCountedInTheRightNumber) {
  election::Election election = presidential(300);
  election.result_sets.front().totals.clear();
  election.result_sets.front().total_votes.reset();
  election.result_sets.front().margin_only =
      election::MarginOnly{{"a"}, {"b"}, std::nullopt, std::nullopt};
  EXPECT_EQ(ask(election).joint_refusal,
            "not said: for 1 unit that the winner leads, the difference or the votes are not "
            "known");
}

TEST(Outlook, WhileAUnitIsUndecidedNoJointChanceIsGiven) {
  election::Election election = presidential(300);
  election::Jurisdiction tied = election.jurisdictions.front();
  tied.id = {"us-yy"};
  tied.name = "Wyeland";
  election.jurisdictions.push_back(tied);
  const FlipOutlook answer = ask(election);
  EXPECT_EQ(answer.college->refusal, "");
  EXPECT_FALSE(answer.joint.has_value());
  EXPECT_NE(answer.joint_refusal.find("1 of the units"), std::string::npos) << answer.joint_refusal;
  EXPECT_EQ(answer.names.at(election::JurisdictionId{"us-yy"}), "Wyeland");
}

TEST(Outlook, OtherContestsOfThePackageAreNamed) {
  election::Election two = state_contest(true);
  two.contests.push_back(two.contests.front());
  two.contests.back().id = {"mayor"};
  const FlipOutlook answer = ask(two);
  ASSERT_EQ(answer.other_contests.size(), 1u);
  EXPECT_EQ(answer.other_contests.front().text, "mayor");
}

TEST(Outlook, AnUnknownContestIsRefused) {
  base::SerialExecutor executor;
  FlipQuestion question;
  question.contest = election::ContestId{"mayor"};
  const auto answer = look_ahead(state_contest(true), question, some_tables(), executor);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.problems().front().cause, "flip.contest");
}

}  // namespace
}  // namespace recanvass::outlook
