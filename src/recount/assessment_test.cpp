#include "recount/assessment.h"

#include "recount/sample_law_test.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using base::Date;
using election::VoteCount;
using law::DeadlineStatus;
using law::Verdict;

base::LocalTime at(const char* text) { return base::LocalTime::parse(text).value(); }

election::ResultSet result(const char* id, const char* jurisdiction, Date known_on,
                           std::vector<election::ChoiceTotal> totals) {
  election::ResultSet made;
  made.id = {id};
  made.jurisdiction = {jurisdiction};
  made.contest = {"president"};
  made.known_on = known_on;
  made.totals = std::move(totals);
  if (!made.totals.empty()) {
    VoteCount sum;
    for (const auto& total : made.totals) sum += total.votes;
    made.total_votes = sum;
  }
  return made;
}

election::ResultSet press(const char* id, const char* jurisdiction, Date known_on,
                          std::optional<std::int64_t> votes,
                          std::optional<std::int64_t> rounded_to = std::nullopt) {
  election::ResultSet made = result(id, jurisdiction, known_on, {});
  made.press = true;
  election::MarginOnly difference;
  difference.leader = {"trump"};
  difference.runner_up = {"clinton"};
  if (votes) difference.votes = VoteCount(*votes);
  if (rounded_to) difference.rounded_to = VoteCount(*rounded_to);
  made.margin_only = difference;
  return made;
}

election::DatedEvent on_day(Date day) {
  election::DatedEvent made;
  made.on.day = day;
  return made;
}

election::Jurisdiction jurisdiction(const char* id, const char* name) {
  election::Jurisdiction made;
  made.id = {id};
  made.name = name;
  return made;
}

// The figures of 2016 in small: the first canvass of Wisconsin, certified Michigan, press figures.
election::Election election_2016() {
  election::Election made;
  made.id = "us-2016";
  made.name = "President 2016";
  made.election_day = Date::of(2016, 11, 8);
  made.focus = {{"us-wi"}, {"us-mi"}};
  election::Contest contest;
  contest.id = {"president"};
  contest.office = election::Office::President;
  contest.choices = {{{"trump"}, "Trump", "", false, false},
                     {{"clinton"}, "Clinton", "", false, false},
                     {{"stein"}, "Stein", "", false, false},
                     {{"johnson"}, "Johnson", "", false, false},
                     {{"other"}, "Others", "", false, true}};
  made.contests = {contest};
  election::Jurisdiction wisconsin = jurisdiction("us-wi", "Wisconsin");
  wisconsin.events.insert({"last_county_canvass_received", on_day(Date::of(2016, 11, 21))});
  election::Jurisdiction michigan = jurisdiction("us-mi", "Michigan");
  michigan.precincts = election::PrecinctCount(7786);
  michigan.events.insert({"state_canvass_completed", on_day(Date::of(2016, 11, 28))});
  made.jurisdictions = {jurisdiction("us-pa", "Pennsylvania"), michigan, wisconsin};
  made.result_sets = {press("wi-press", "us-wi", Date::of(2016, 11, 22), 27000, 1000),
                      result("wi-canvass", "us-wi", Date::of(2016, 11, 25),
                             {{{"trump"}, VoteCount(1404440)},
                              {{"clinton"}, VoteCount(1381823)},
                              {{"stein"}, VoteCount(31006)},
                              {{"johnson"}, VoteCount(106674)},
                              {{"other"}, VoteCount(51810)}}),
                      press("mi-press", "us-mi", Date::of(2016, 11, 14), 13107),
                      press("pa-press", "us-pa", Date::of(2016, 11, 10), std::nullopt)};
  election::Happening estimate;
  estimate.on = Date::of(2016, 11, 28);
  estimate.jurisdiction = election::JurisdictionId{"us-wi"};
  estimate.kind = election::HappeningKind::Estimate;
  estimate.amount = base::UsdCents(349968900);
  made.happenings = {estimate};
  return made;
}

election::Election election_with_counties(const election::DatedEvent& adams,
                                          const election::DatedEvent& york) {
  election::Election made = election_2016();
  made.jurisdictions[0].counties = {{{"us-pa-york"}, "York", {{"canvass_completed", york}}},
                                    {{"us-pa-adams"}, "Adams", {{"canvass_completed", adams}}}};
  return made;
}

AssessOptions asked(const char* as_of, const char* petitioner = nullptr) {
  AssessOptions options;
  options.as_of = at(as_of);
  if (petitioner != nullptr) options.petitioner = election::ChoiceId{petitioner};
  return options;
}

const PlaceAssessment& place(const Assessment& assessment, const char* id) {
  for (const PlaceAssessment& each : assessment.places) {
    if (each.jurisdiction.text == id) return each;
  }
  ADD_FAILURE() << "no place " << id;
  return assessment.places.at(0);
}

PlaceAssessment place_of(const election::Election& election, const AssessOptions& options,
                         const char* id) {
  return place(assess(election, recount_test::sample_law(), options), id);
}

bool mentions(const std::vector<std::string>& sentences, const std::string& words) {
  for (const std::string& sentence : sentences) {
    if (sentence.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(Assessment, TheFourthPlacedCandidateIsAcceptedUnderWisconsins2015Law) {
  const auto wisconsin = place_of(election_2016(), asked("2016-11-25T09:00", "stein"), "us-wi");
  ASSERT_TRUE(wisconsin.petitioner.has_value());
  EXPECT_EQ(wisconsin.petitioner->accepted, Verdict::Yes);
  EXPECT_EQ(wisconsin.petitioner->place, 4);
  EXPECT_EQ(wisconsin.petitioner->behind_leader, VoteCount(1404440 - 31006));
  EXPECT_EQ(wisconsin.answer->statute_id, "us-wi-2015");
  EXPECT_EQ(wisconsin.answer->petition.free, Verdict::No);
}

TEST(Assessment, TheSameCandidateIsRefusedUnderWisconsins2017Law) {
  AssessOptions options = asked("2016-11-25T09:00", "stein");
  options.law_on = Date::of(2017, 12, 2);
  const auto wisconsin = place_of(election_2016(), options, "us-wi");
  EXPECT_EQ(wisconsin.answer->statute_id, "us-wi-2017");
  EXPECT_EQ(wisconsin.petitioner->accepted, Verdict::No);
  EXPECT_FALSE(wisconsin.petitioner->words.empty());
  options.law_on = Date::of(2017, 12, 1);
  EXPECT_EQ(place_of(election_2016(), options, "us-wi").petitioner->accepted, Verdict::Yes);
}

TEST(Assessment, TheRunnerUpIsAcceptedUnderBothLaws) {
  AssessOptions options = asked("2016-11-25T09:00", "clinton");
  EXPECT_EQ(place_of(election_2016(), options, "us-wi").petitioner->accepted, Verdict::Yes);
  options.law_on = Date::of(2017, 12, 2);
  EXPECT_EQ(place_of(election_2016(), options, "us-wi").petitioner->accepted, Verdict::Yes);
}

TEST(Assessment, WisconsinsDeadlineIsFridayAtFiveAndThanksgivingIsNotCounted) {
  struct Case {
    const char* as_of;
    DeadlineStatus status;
  };
  for (const Case& row : {Case{"2016-11-24T23:59", DeadlineStatus::Open},
                          Case{"2016-11-25T00:00", DeadlineStatus::Today},
                          Case{"2016-11-25T17:00", DeadlineStatus::Today},
                          Case{"2016-11-25T17:01", DeadlineStatus::Passed},
                          Case{"2016-11-26T00:00", DeadlineStatus::Passed}}) {
    const auto wisconsin = place_of(election_2016(), asked(row.as_of), "us-wi");
    const law::Deadline& deadline = wisconsin.answer->petition.deadline;
    ASSERT_TRUE(deadline.until.has_value());
    EXPECT_EQ(deadline.until->text(), "2016-11-25T17:00");
    EXPECT_TRUE(deadline.hour_stated);
    EXPECT_EQ(deadline.status, row.status) << row.as_of;
  }
}

TEST(Assessment, WithoutADayNoDeadlineIsOpenOrPassed) {
  const auto wisconsin = place_of(election_2016(), {}, "us-wi");
  EXPECT_EQ(wisconsin.answer->petition.deadline.status, DeadlineStatus::Unknown);
  EXPECT_TRUE(wisconsin.answer->petition.deadline.until.has_value());
}

TEST(Assessment, AFourthPlacedCandidateInMichiganIsReportedAsContested) {
  election::Election election = election_2016();
  election.result_sets.push_back(result("mi-certified", "us-mi", Date::of(2016, 11, 28),
                                        {{{"trump"}, VoteCount(2279543)},
                                         {{"clinton"}, VoteCount(2268839)},
                                         {{"johnson"}, VoteCount(172136)},
                                         {{"stein"}, VoteCount(51463)}}));
  const auto michigan = place_of(election, asked("2016-11-29T00:00", "stein"), "us-mi");
  EXPECT_EQ(michigan.petitioner->accepted, Verdict::Unknown);
  EXPECT_NE(michigan.petitioner->words.find("contested"), std::string::npos);
  EXPECT_EQ(place_of(election, asked("2016-11-29T00:00", "clinton"), "us-mi").petitioner->accepted,
            Verdict::Yes);
}

TEST(Assessment, MichigansDepositIsWorkedOutFromItsPrecincts) {
  const auto michigan = place_of(election_2016(), asked("2016-11-25T00:00"), "us-mi");
  EXPECT_EQ(michigan.answer->petition.fee.total, base::UsdCents(97325000));
}

TEST(Assessment, AnEventToComeIsNotKnownAndItsDeadlineIsUnknownYet) {
  const auto before = place_of(election_2016(), asked("2016-11-27T23:59"), "us-mi");
  EXPECT_FALSE(before.answer->petition.deadline.until);
  EXPECT_FALSE(before.clock_start);
  EXPECT_EQ(before.answer->petition.deadline.status, DeadlineStatus::Unknown);
  EXPECT_TRUE(mentions(before.answer->unknown, "not known to have happened"));
  const auto on_the_day = place_of(election_2016(), asked("2016-11-28T00:00"), "us-mi");
  EXPECT_EQ(on_the_day.answer->petition.deadline.until->day, Date::of(2016, 11, 30));
  EXPECT_EQ(on_the_day.answer->petition.deadline.status, DeadlineStatus::Open);
  EXPECT_TRUE(place_of(election_2016(), {}, "us-mi").answer->petition.deadline.until)
      << "without a day all that the package holds is known";
}

TEST(Assessment, AnEventThatIsSetBeforehandIsShownAsExpected) {
  election::Election election = election_2016();
  election::DatedEvent& canvass = election.jurisdictions[1].events.at("state_canvass_completed");
  canvass.expected = election::Moment{Date::of(2016, 11, 29), std::nullopt};
  canvass.expected_since = Date::of(2016, 11, 14);
  EXPECT_FALSE(place_of(election, asked("2016-11-13T00:00"), "us-mi").clock_start);
  const auto expected = place_of(election, asked("2016-11-14T00:00"), "us-mi");
  EXPECT_TRUE(expected.clock_start_expected);
  EXPECT_TRUE(expected.answer->petition.deadline.expected);
  EXPECT_EQ(expected.answer->petition.deadline.until->day, Date::of(2016, 12, 1));
  EXPECT_TRUE(mentions(expected.cautions, "expected, not known to have happened, on 2016-11-14"));
  const auto done = place_of(election, asked("2016-11-28T00:00"), "us-mi");
  EXPECT_FALSE(done.clock_start_expected);
  EXPECT_EQ(done.answer->petition.deadline.until->day, Date::of(2016, 11, 30));
}

TEST(Assessment, BeforeTheElectionThereIsNothingToAskFor) {
  election::Election election = election_2016();
  election.jurisdictions[1].events.at("state_canvass_completed").expected =
      election::Moment{Date::of(2016, 11, 28), std::nullopt};
  const auto before = place_of(election, asked("2016-11-07T00:00"), "us-mi");
  EXPECT_EQ(before.answer->petition.deadline.status, DeadlineStatus::Unknown);
  EXPECT_TRUE(mentions(before.cautions, "still to come on 2016-11-07"));
  const auto election_day = place_of(election, asked("2016-11-08T00:00"), "us-mi");
  EXPECT_EQ(election_day.answer->petition.deadline.status, DeadlineStatus::Open);
  EXPECT_FALSE(mentions(election_day.cautions, "nothing to ask for"));
}

TEST(Assessment, AJurisdictionsOwnEventStandsBeforeThatOfTheWholeElection) {
  election::Election election = election_2016();
  election.dates = {{"state-canvass-completed", on_day(Date::of(2016, 11, 20))}};
  EXPECT_FALSE(place_of(election, asked("2016-11-25T00:00"), "us-mi").clock_start)
      << "its own is still to come";
  election.jurisdictions[1].events.clear();
  EXPECT_EQ(place_of(election, asked("2016-11-25T00:00"), "us-mi").clock_start->day,
            Date::of(2016, 11, 20));
}

TEST(Assessment, PennsylvaniaTakesNoPetitionFromACandidate) {
  const auto pennsylvania = place_of(election_2016(), asked("2016-11-25T00:00", "stein"), "us-pa");
  EXPECT_EQ(pennsylvania.petitioner->accepted, Verdict::No);
  EXPECT_NE(pennsylvania.petitioner->words.find("3 voters"), std::string::npos)
      << pennsylvania.petitioner->words;
}

TEST(Assessment, ADifferenceThatNobodyReportedDecidesNothing) {
  const auto pennsylvania = place_of(election_2016(), asked("2016-11-25T00:00"), "us-pa");
  EXPECT_EQ(pennsylvania.answer->automatic, Verdict::Unknown);
  EXPECT_FALSE(pennsylvania.needed.has_value());
  EXPECT_TRUE(mentions(pennsylvania.unknown, "only the leader was reported"));
  EXPECT_TRUE(mentions(pennsylvania.answer->unknown, "difference"));
  EXPECT_TRUE(mentions(pennsylvania.cautions, "press report"));
}

TEST(Assessment, ADeadlineWithoutItsEventIsUnknownAndSaysWhichEvent) {
  const auto pennsylvania = place_of(election_2016(), asked("2016-11-25T00:00"), "us-pa");
  EXPECT_FALSE(pennsylvania.answer->petition.deadline.until.has_value());
  EXPECT_EQ(pennsylvania.answer->petition.deadline.status, DeadlineStatus::Unknown);
  EXPECT_TRUE(mentions(pennsylvania.answer->unknown, "county completes its computation"));
}

TEST(Assessment, BeforeAnythingIsKnownTheFiguresAreUnknownAndTheLawIsNot) {
  const auto wisconsin = place_of(election_2016(), asked("2016-11-21T00:00"), "us-wi");
  EXPECT_FALSE(wisconsin.figures || wisconsin.standing || wisconsin.needed);
  EXPECT_TRUE(mentions(wisconsin.unknown, "No result is known by 2016-11-21"));
  ASSERT_TRUE(wisconsin.answer.has_value());
  EXPECT_EQ(wisconsin.answer->automatic, Verdict::No) << "this law has none at any difference";
  EXPECT_EQ(wisconsin.answer->petition.free, Verdict::Unknown);
}

TEST(Assessment, AVoidRecountIsNeverUsed) {
  election::Election election = election_2016();
  election::ResultSet partial = result("wi-partial", "us-wi", Date::of(2016, 11, 25),
                                       {{{"trump"}, VoteCount(1)}, {{"clinton"}, VoteCount(2)}});
  partial.kind = election::ResultKind::PartialRecount;
  partial.status = election::LegalStatus::Void;
  election.result_sets.push_back(partial);
  const auto wisconsin = place_of(election, asked("2016-11-26T00:00"), "us-wi");
  EXPECT_EQ(wisconsin.figures->result_set.text, "wi-canvass");
  EXPECT_EQ(wisconsin.standing->reported_margin, VoteCount(22617));
}

// Pennsylvania counts, 2,001 apart of 400,000, and counts again, 1,999 apart.
election::Election counted_twice() {
  election::Election election = election_2016();
  election.result_sets.push_back(result("pa-canvass", "us-pa", Date::of(2016, 11, 20),
                                        {{{"trump"}, VoteCount(200000)},
                                         {{"clinton"}, VoteCount(197999)},
                                         {{"stein"}, VoteCount(2001)}}));
  election.result_sets.back().kind = election::ResultKind::OriginalCanvass;
  election.result_sets.push_back(result("pa-recount", "us-pa", Date::of(2016, 11, 25),
                                        {{{"trump"}, VoteCount(199999)},
                                         {{"clinton"}, VoteCount(198000)},
                                         {{"stein"}, VoteCount(2001)}}));
  election.result_sets.back().kind = election::ResultKind::Recount;
  return election;
}

TEST(Assessment, ARecountIsAskedForOnTheCountBeforeIt) {
  const auto before = place_of(counted_twice(), asked("2016-11-24T00:00"), "us-pa");
  EXPECT_EQ(before.answer->automatic, Verdict::No);
  EXPECT_FALSE(before.recounted || before.tested);
  const auto after = place_of(counted_twice(), asked("2016-11-25T00:00", "stein"), "us-pa");
  EXPECT_EQ(after.standing->reported_margin, VoteCount(1999)) << "the latest figures are shown";
  EXPECT_EQ(after.needed->switched, VoteCount(1000));
  EXPECT_EQ(after.answer->automatic, Verdict::No) << "2,001 votes before, limit 2,000";
  ASSERT_TRUE(after.recounted && after.tested);
  EXPECT_EQ(after.recounted->result_set.text, "pa-recount");
  EXPECT_EQ(after.tested->source.result_set.text, "pa-canvass");
  EXPECT_EQ(after.tested->standing->reported_margin, VoteCount(2001));
  EXPECT_EQ(after.answer->margin_shares[0].reported_margin, VoteCount(2001));
}

TEST(Assessment, ARecountWithoutACountBeforeItIsTestedItselfAndThatIsSaid) {
  election::Election election = counted_twice();
  std::erase_if(election.result_sets, [](const election::ResultSet& set) {
    return set.jurisdiction.text == "us-pa" && set.id.text != "pa-recount";
  });
  const auto alone = place_of(election, asked("2016-11-25T00:00"), "us-pa");
  EXPECT_EQ(alone.answer->automatic, Verdict::Yes);
  EXPECT_FALSE(alone.tested.has_value());
  EXPECT_TRUE(mentions(alone.cautions, "No count before the recount is known"));
}

TEST(Assessment, ARoundedDifferenceNearALimitIsNotDecided) {
  election::Election election = election_2016();
  // 0.5% of 400,000 votes is 2,000; "about 2,000" may be on either side.
  for (const auto& [votes, verdict] :
       {std::pair{2000, Verdict::Unknown}, std::pair{900, Verdict::Yes},
        std::pair{3100, Verdict::No}}) {
    election::ResultSet rounded = press("pa-rounded", "us-pa", Date::of(2016, 11, 11), votes, 1000);
    rounded.total_votes = VoteCount(400000);
    election.result_sets.push_back(rounded);
    const auto pennsylvania = place_of(election, asked("2016-11-25T00:00"), "us-pa");
    EXPECT_EQ(pennsylvania.answer->automatic, verdict) << votes;
    EXPECT_TRUE(mentions(pennsylvania.cautions, "rounded to 1,000"));
  }
}

TEST(Assessment, AThresholdIsTestedExactlyAtOneAboveAndOneBelow) {
  for (const auto& [difference, verdict] :
       {std::pair{2000, Verdict::Yes}, std::pair{1999, Verdict::Yes},
        std::pair{2001, Verdict::No}}) {
    election::Election election = election_2016();
    election::ResultSet exact = press("pa-exact", "us-pa", Date::of(2016, 11, 11), difference);
    exact.total_votes = VoteCount(400000);
    election.result_sets.push_back(exact);
    const auto pennsylvania = place_of(election, asked("2016-11-25T00:00"), "us-pa");
    EXPECT_EQ(pennsylvania.answer->automatic, verdict) << difference;
    EXPECT_EQ(pennsylvania.answer->automatic_limit_votes, VoteCount(2000));
    ASSERT_EQ(pennsylvania.answer->margin_shares.size(), 1u);
    EXPECT_EQ(pennsylvania.answer->margin_shares[0].base, "total_office");
  }
}

TEST(Assessment, AnEstimateIsShownFromTheDayItWasAnnounced) {
  EXPECT_TRUE(place_of(election_2016(), asked("2016-11-27T00:00"), "us-wi").money.empty());
  const auto after = place_of(election_2016(), asked("2016-11-28T00:00"), "us-wi");
  ASSERT_EQ(after.money.size(), 1u);
  EXPECT_EQ(after.money[0].amount, base::UsdCents(349968900));
  EXPECT_EQ(place_of(election_2016(), {}, "us-wi").money.size(), 1u);
}

TEST(Assessment, EachCountyOfPennsylvaniaHasItsOwnDeadline) {
  const election::DatedEvent first = on_day(Date::of(2016, 11, 18));
  const election::DatedEvent last = on_day(Date::of(2016, 11, 23));
  election::Election election = election_with_counties(first, last);
  const auto known = place_of(election, asked("2016-11-27T00:00"), "us-pa");
  ASSERT_EQ(known.county_deadlines.size(), 2u);
  EXPECT_EQ(known.county_deadlines[0].county.text, "us-pa-adams");
  EXPECT_EQ(known.county_deadlines[0].deadline.status, DeadlineStatus::Passed);
  EXPECT_EQ(known.county_deadlines[1].deadline.status, DeadlineStatus::Open);
  EXPECT_EQ(known.answer->petition.deadline.until->day, Date::of(2016, 11, 28));
  EXPECT_TRUE(mentions(known.cautions, "last of 2 counties"));

  election.jurisdictions[0].counties[0].events.clear();
  const auto early =
      place_of(election_with_counties(first, last), asked("2016-11-22T00:00"), "us-pa");
  ASSERT_EQ(early.county_deadlines.size(), 1u) << "York has not finished on the 22nd";
  EXPECT_EQ(early.county_deadlines[0].county.text, "us-pa-adams");
  EXPECT_FALSE(early.answer->petition.deadline.until.has_value());
  const auto partly = place_of(election, asked("2016-11-27T00:00"), "us-pa");
  EXPECT_FALSE(partly.answer->petition.deadline.until.has_value());
  EXPECT_TRUE(mentions(partly.unknown, "known for 1 of 2 counties"));
}

TEST(Assessment, ADistrictHasTheLawAndTheClockOfItsState) {
  election::Election election = election_2016();
  election::Jurisdiction district = jurisdiction("us-wi-1", "First district");
  district.shares_ballots_with = election::JurisdictionId{"us-wi"};
  election.jurisdictions.push_back(district);
  const auto place = place_of(election, asked("2016-11-25T00:00"), "us-wi-1");
  EXPECT_EQ(place.law_of->text, "us-wi");
  EXPECT_EQ(place.answer->petition.deadline.until->text(), "2016-11-25T17:00");
}

TEST(Assessment, APlaceWithoutALawSaysSo) {
  election::Election election = election_2016();
  election.jurisdictions.push_back(jurisdiction("springfield", "Springfield"));
  election.jurisdictions.push_back(jurisdiction("us-zz", "Nowhere"));
  const auto city = place_of(election, asked("2016-11-25T00:00"), "springfield");
  EXPECT_FALSE(city.answer.has_value());
  EXPECT_TRUE(mentions(city.unknown, "not stated"));
  const auto nowhere = place_of(election, asked("2016-11-25T00:00"), "us-zz");
  EXPECT_TRUE(mentions(nowhere.unknown, "No recount rule of us-zz is known for 2016-11-08"));
  election.jurisdictions[3].law = election::JurisdictionId{"us-wi"};
  EXPECT_TRUE(place_of(election, asked("2016-11-25T00:00"), "springfield").answer.has_value());
}

TEST(Assessment, FocusComesFirstInItsOrderAndOthersById) {
  election::Election election = election_2016();
  election.jurisdictions.push_back(jurisdiction("us-az", "Arizona"));
  const Assessment all = assess(election, recount_test::sample_law(), {});
  std::vector<std::string> order;
  for (const auto& each : all.places) order.push_back(each.jurisdiction.text);
  EXPECT_EQ(order, (std::vector<std::string>{"us-wi", "us-mi", "us-az", "us-pa"}));
  AssessOptions options;
  options.only = {{"us-pa"}};
  EXPECT_EQ(assess(election, recount_test::sample_law(), options).places.size(), 1u);
}

TEST(Assessment, VotesNeededAreOneMoreThanTheDifferenceOrHalfOfItSwitched) {
  struct Case {
    std::int64_t difference;
    std::int64_t one_sided;
    std::int64_t switched;
  };
  for (const Case& row : {Case{0, 1, 1}, Case{1, 2, 1}, Case{2, 3, 2}, Case{3, 4, 2},
                          Case{22177, 22178, 11089}, Case{10704, 10705, 5353}}) {
    const ChangeNeeded needed = change_needed(VoteCount(row.difference));
    EXPECT_EQ(needed.one_sided, VoteCount(row.one_sided));
    EXPECT_EQ(needed.switched, VoteCount(row.switched)) << row.difference;
  }
}

// Every figure is 0 before anybody reports: nobody leads, and nothing is automatic.
TEST(Assessment, ZeroForEveryChoiceIsNoVotesReportedAndNoTie) {
  election::Election election = election_2016();
  election.result_sets = {
      result("wi-night", "us-wi", Date::of(2016, 11, 8),
             {{{"trump"}, VoteCount(0)}, {{"clinton"}, VoteCount(0)}, {{"stein"}, VoteCount(0)}})};
  const PlaceAssessment place = place_of(election, asked("2016-11-25T00:00"), "us-wi");
  EXPECT_TRUE(place.no_votes_reported);
  EXPECT_FALSE(place.standing.has_value());
  EXPECT_FALSE(place.needed.has_value());
  EXPECT_TRUE(mentions(place.unknown, "no votes are reported"));
  election.result_sets[0].totals[1].votes = VoteCount(1);
  EXPECT_FALSE(place_of(election, asked("2016-11-25T00:00"), "us-wi").no_votes_reported);
}

// Wisconsin since 2017, as written in a package by hand.
TEST(Assessment, AThirdChoiceWithoutFiguresIsPutToWhatTheTotalLeaves) {
  election::Election election = election_2016();
  election.election_day = Date::of(2022, 11, 8);
  election.contests[0].office = election::Office::Statewide;
  election::ResultSet first = press("wi-2022", "us-wi", Date::of(2022, 11, 9), 5000);
  first.total_votes = VoteCount(3000000);
  election.result_sets = {first};
  const auto verdict = [&] {
    return place_of(election, asked("2022-11-10T00:00", "stein"), "us-wi").petitioner->accepted;
  };
  EXPECT_EQ(verdict(), Verdict::Unknown) << "5,000 behind or more";
  election::ResultSet both =
      result("wi-both", "us-wi", Date::of(2022, 11, 9),
             {{{"trump"}, VoteCount(1400000)}, {{"clinton"}, VoteCount(1395000)}});
  both.total_votes = VoteCount(3000000);
  election.result_sets = {both};
  EXPECT_EQ(verdict(), Verdict::No) << "205,000 votes are left: 1,195,000 behind or more";
}

}  // namespace
}  // namespace recanvass::recount
