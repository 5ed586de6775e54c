#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::computed;
using fixture::file_precincts;
using fixture::pennsylvania;
using fixture::precinct_petition;
using fixture::problems_of;
using fixture::wisconsin;

const PrecinctPetition& last_petition(const Operation& operation) {
  return operation.opening.petitions.precincts.back();
}

std::string last_words(const Operation& operation) {
  return last_petition(operation).decisions.back().words;
}

// The county finished on Saturday 26 November 2016, so its fifth day is Thursday 1 December.
Operation washington() {
  Operation operation = pennsylvania();
  RECANVASS_CHECK(computed(operation, "2016-11-26T15:00").empty());
  return operation;
}

// LAW us-pa-2004
TEST(FilePrecinctPetitions, TwoSignersAreRefusedAndThreeAndFourAreAccepted) {
  struct Case {
    std::size_t signers;
    PrecinctVerdict verdict;
  };
  for (const Case& row : {Case{0, PrecinctVerdict::Refused}, Case{2, PrecinctVerdict::Refused},
                          Case{3, PrecinctVerdict::Accepted}, Case{4, PrecinctVerdict::Accepted}}) {
    Operation operation = washington();
    ASSERT_EQ(file_precincts(operation, {precinct_petition(
                                            "Canton 1", "2016-11-28T10:00",
                                            std::vector<std::string>(row.signers, "Canton 1"))}),
              Causes{});
    EXPECT_EQ(last_petition(operation).verdict(), row.verdict) << row.signers;
  }
  Operation operation = washington();
  ASSERT_EQ(file_precincts(operation, {precinct_petition("Canton 1", "2016-11-28T10:00",
                                                         {"Canton 1", "Canton 1"})}),
            Causes{});
  EXPECT_EQ(last_words(operation),
            "2 of 2 signers count: 3 electors of this district needed (Washington County, "
            "district Canton 1)");
}

TEST(FilePrecinctPetitions, ASignerRegisteredElsewhereIsNamedByPlaceOnTheList) {
  Operation operation = washington();
  ASSERT_EQ(file_precincts(operation, {precinct_petition("Canton 1", "2016-11-28T10:00",
                                                         {"Canton 1", "Peters 2", "Canton 1"})}),
            Causes{});
  EXPECT_EQ(last_petition(operation).verdict(), PrecinctVerdict::Refused);
  EXPECT_EQ(last_words(operation),
            "2 of 3 signers count (signer 2 is registered in Peters 2, not in this district): 3 "
            "electors of this district needed (Washington County, district Canton 1)");
  ASSERT_EQ(file_precincts(operation,
                           {precinct_petition("Canton 1", "2016-11-28T10:00",
                                              {"Canton 1", "Peters 2", "Canton 1", "Canton 1"})}),
            Causes{});
  EXPECT_EQ(last_petition(operation).verdict(), PrecinctVerdict::Accepted);
}

TEST(FilePrecinctPetitions, TheSameSignerTwiceCountsOnce) {
  Operation operation = washington();
  base::Json petition =
      precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"});
  petition["signers"][2]["voter"] = petition["signers"][0]["voter"];
  ASSERT_EQ(file_precincts(operation, {petition}), Causes{});
  EXPECT_EQ(last_petition(operation).verdict(), PrecinctVerdict::Refused);
  EXPECT_NE(last_words(operation).find("signer 3 is on it twice"), std::string::npos);
}

TEST(FilePrecinctPetitions, TheFifthDayIsInTimeToItsLastMinuteAndTheSixthIsLate) {
  struct Case {
    const char* filed_at;
    PrecinctVerdict verdict;
  };
  for (const Case& row : {Case{"2016-12-01T00:00", PrecinctVerdict::Accepted},
                          Case{"2016-12-01T23:59", PrecinctVerdict::Accepted},
                          Case{"2016-12-02T00:00", PrecinctVerdict::Refused},
                          Case{"2016-12-02T09:00", PrecinctVerdict::Refused}}) {
    Operation operation = washington();
    ASSERT_EQ(file_precincts(operation, {precinct_petition("Canton 1", row.filed_at,
                                                           {"Canton 1", "Canton 1", "Canton 1"})}),
              Causes{});
    EXPECT_EQ(last_petition(operation).verdict(), row.verdict) << row.filed_at;
  }
  Operation late = washington();
  ASSERT_EQ(file_precincts(late, {precinct_petition("Canton 1", "2016-12-02T09:00",
                                                    {"Canton 1", "Canton 1", "Canton 1"})}),
            Causes{});
  EXPECT_EQ(last_words(late),
            "late: filed Fri 2 Dec 2016, 09:00; the fifth day after the county completes its "
            "computation, or the next business day if that is a weekend or holiday (each county "
            "has a clock of its own): Thu 1 Dec 2016");
}

TEST(FilePrecinctPetitions, AGoodPetitionHasItsFeeAndANumberOfItsOwn) {
  Operation operation = washington();
  base::Json cash =
      precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"});
  cash["deposit"] = "cash";
  base::Json bond =
      precinct_petition("Canton 2", "2016-11-28T10:00", {"Canton 2", "Canton 2", "Canton 2"});
  bond["deposit"] = "bond";
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(file_precincts(operation, {cash, bond}), Causes{});
  const auto& petitions = operation.opening.petitions.precincts;
  ASSERT_EQ(petitions.size(), 2U);
  EXPECT_EQ(petitions[0].number, fmt::format("R{:07}-1", position));
  EXPECT_EQ(petitions[1].number, fmt::format("R{:07}-2", position));
  EXPECT_EQ(petitions[0].fee_cents, 5000);
  EXPECT_EQ(petitions[1].fee_cents, 10000);
  EXPECT_EQ(petitions[0].decisions.back().words,
            "3 electors of this district; filed Mon 28 Nov 2016, 10:00, in time: the fifth day "
            "after the county completes its computation, or the next business day if that is a "
            "weekend or holiday (each county has a clock of its own): Thu 1 Dec 2016");
}

// LAW us-pa-2004: 25 P.S. 3262(a.1), 3263(a)(1): $50 in cash or a bond of $100 with each petition.
TEST(FilePrecinctPetitions, OneWithoutItsDepositIsRefused) {
  Operation operation = washington();
  base::Json petition =
      precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"});
  petition.erase("deposit");
  ASSERT_EQ(file_precincts(operation, {petition}), Causes{});
  EXPECT_EQ(last_petition(operation).verdict(), PrecinctVerdict::Refused);
  EXPECT_EQ(last_petition(operation).decisions.back().causes, std::vector<std::string>{"deposit"});
  EXPECT_NE(last_words(operation).find("$100"), std::string::npos) << last_words(operation);
  EXPECT_FALSE(last_petition(operation).fee_cents);
}

TEST(FilePrecinctPetitions, TheExampleThatIsPrintedHasTheFormOfOne) {
  Operation operation = washington();
  const UseCase* use_case = use_case_named("petition.precinct");
  base::Json petitions = base::parse_json(use_case->fields[0].example, "example").value();
  petitions[0]["county"] = "us-pa-washington";
  EXPECT_EQ(file_precincts(operation, {petitions[0]}), Causes{});
}

TEST(FilePrecinctPetitions, OneDistrictIsRecountedOnOnePetition) {
  Operation operation = washington();
  const base::Json petition =
      precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"});
  ASSERT_EQ(file_precincts(operation, {petition, petition}), Causes{});
  EXPECT_EQ(last_words(operation),
            "this district is recounted already, on petition 1 of this list");
  const std::string first = operation.opening.petitions.precincts.front().number;
  ASSERT_EQ(file_precincts(operation, {petition}), Causes{});
  EXPECT_EQ(last_words(operation), "this district is recounted already, on petition " + first);
  EXPECT_EQ(last_petition(operation).decisions.back().causes, Causes{"again"});
}

TEST(FilePrecinctPetitions, BeforeTheCountysClockIsKnownAPetitionWaitsAndTheClockDecides) {
  Operation operation = pennsylvania();
  ASSERT_EQ(
      file_precincts(
          operation,
          {precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"}),
           precinct_petition("Canton 2", "2016-12-02T00:01", {"Canton 2", "Canton 2", "Canton 2"}),
           precinct_petition("Canton 3", "2016-11-28T10:00", {"Canton 3"})}),
      Causes{});
  const auto& petitions = operation.opening.petitions.precincts;
  EXPECT_EQ(petitions[0].verdict(), PrecinctVerdict::Waiting);
  EXPECT_EQ(petitions[0].decisions.back().words,
            "whether it is in time is not known: no day is recorded for this: the county "
            "completes its computation");
  EXPECT_EQ(petitions[2].verdict(), PrecinctVerdict::Refused);
  ASSERT_EQ(computed(operation, "2016-11-26T15:00"), Causes{});
  EXPECT_EQ(petitions[0].verdict(), PrecinctVerdict::Accepted);
  EXPECT_EQ(petitions[0].fee_cents, 5000);
  EXPECT_EQ(petitions[1].verdict(), PrecinctVerdict::Refused);
  EXPECT_EQ(petitions[2].decisions.size(), 1U);
}

TEST(FilePrecinctPetitions, ACorrectedClockDecidesAgainAndKeepsWhatWasDecided) {
  Operation operation = washington();
  fixture::add_county_account(operation, "washington-second", "us-pa-washington", "county-officer",
                              91);
  ASSERT_EQ(file_precincts(operation, {precinct_petition("Canton 1", "2016-12-02T09:00",
                                                         {"Canton 1", "Canton 1", "Canton 1"})}),
            Causes{});
  EXPECT_EQ(computed(operation, "2016-11-28T15:00"), Causes{"county.computed-again"});
  const base::Json act_of_two = {{"entry", operation.entries}};
  ASSERT_EQ(computed(operation, "2016-11-28T15:00", "the return board met again"), Causes{});
  const PrecinctPetition& petition = last_petition(operation);
  EXPECT_EQ(petition.verdict(), PrecinctVerdict::Refused) << "a correction waits";
  Operation changed = operation;
  ASSERT_EQ(file_precincts(changed, {precinct_petition("Canton 2", "2016-12-02T10:00",
                                                       {"Canton 2", "Canton 2", "Canton 2"})}),
            Causes{});
  EXPECT_EQ(act(changed, "approve", "washington-second", act_of_two), Causes{"county.changed"});
  ASSERT_EQ(act(operation, "approve", "washington-second", act_of_two), Causes{});
  EXPECT_EQ(petition.verdict(), PrecinctVerdict::Accepted);
  ASSERT_EQ(petition.decisions.size(), 2U);
  EXPECT_EQ(petition.decisions[0].verdict, PrecinctVerdict::Refused);
  const base::Json later = {{"entry", operation.entries}};
  ASSERT_EQ(computed(operation, "2016-11-29T15:00", "an hour later"), Causes{});
  ASSERT_EQ(act(operation, "approve", "washington-second", later), Causes{});
  EXPECT_EQ(petition.decisions.size(), 2U);
}

TEST(FilePrecinctPetitions, AWithdrawnPetitionIsNotDecidedAgain) {
  Operation operation = pennsylvania();
  ASSERT_EQ(file_precincts(operation, {precinct_petition("Canton 1", "2016-11-28T10:00",
                                                         {"Canton 1", "Canton 1", "Canton 1"})}),
            Causes{});
  const std::string number = last_petition(operation).number;
  ASSERT_EQ(act(operation, "petition.withdraw", "campaign",
                {{"petition", number}, {"words", "filed in error"}}),
            Causes{});
  ASSERT_EQ(computed(operation, "2016-11-26T15:00"), Causes{});
  EXPECT_EQ(last_petition(operation).verdict(), PrecinctVerdict::Withdrawn);
}

TEST(FilePrecinctPetitions, EachDistrictMustBeOfTheCountyWhereItsReturnsAreKnown) {
  Operation operation = washington();
  ASSERT_EQ(act(operation, "returns.add", "wec",
                {{"county", "us-pa-washington"},
                 {"units", {{{"unit", "W1"}, {"name", "Canton 1"}, {"votes", {{"trump", 1}}}}}}}),
            Causes{});
  ASSERT_EQ(
      file_precincts(operation, {precinct_petition("W1", "2016-11-28T10:00", {"W1", "W1", "W1"}),
                                 precinct_petition("W2", "2016-11-28T10:00", {"W2", "W2", "W2"})}),
      Causes{});
  EXPECT_EQ(operation.opening.petitions.precincts[0].verdict(), PrecinctVerdict::Accepted);
  EXPECT_EQ(last_words(operation), "W2 is not a district of this county");
}

TEST(FilePrecinctPetitions, AnAcceptedPetitionSaysWhereThereIsNoPaper) {
  Operation operation = washington();
  ASSERT_EQ(act(operation, "equipment.set", "washington-clerk",
                {{"county", "us-pa-washington"},
                 {"paper", "none"},
                 {"equipment", "direct-recording machine"}}),
            Causes{});
  ASSERT_EQ(file_precincts(operation, {precinct_petition("Canton 1", "2016-11-28T10:00",
                                                         {"Canton 1", "Canton 1", "Canton 1"})}),
            Causes{});
  EXPECT_TRUE(last_words(operation).ends_with("; recount re-reads memory; no paper to examine"));
}

TEST(FilePrecinctPetitions, ANameIsNeverTakenForASigner) {
  const Operation operation = washington();
  for (const char* name : {"Jane Q. Voter", "jane", "VOTER", "J-", "ABCD-1", "12345678",
                           "0123456789abcdeX", "JS-1234567890123", "é-1"}) {
    base::Json petition =
        precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"});
    petition["signers"][1]["voter"] = name;
    const base::Problems problems =
        problems_of(operation, "petition.precinct", "campaign", {{"petitions", {petition}}});
    ASSERT_EQ(problems.size(), 1U) << name;
    EXPECT_EQ(problems[0].cause, "petition.signer") << name;
    EXPECT_EQ(problems[0].place.column, "petitions[0].signers[1].voter");
    EXPECT_EQ(problems[0].sentence().find(name), std::string::npos);
  }
}

TEST(FilePrecinctPetitions, EveryMemberThatIsWrongIsNamedWithItsPlace) {
  const Operation operation = washington();
  base::Json good =
      precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"});
  base::Json bad = good;
  bad["filed_at"] = "Monday";
  bad["deposit"] = "gold";
  bad["county"] = "us-pa-erie";
  const base::Problems problems =
      problems_of(operation, "petition.precinct", "campaign", {{"petitions", {good, bad}}});
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].place.column, "petitions[1].filed_at");
  EXPECT_EQ(problems[1].place.column, "petitions[1].deposit");
  EXPECT_EQ(problems[2].cause, "county.unknown");
  base::Json unsigned_one = good;
  unsigned_one.erase("signers");
  EXPECT_EQ(
      problems_of(operation, "petition.precinct", "campaign", {{"petitions", {unsigned_one}}})[0]
          .place.column,
      "petitions[0].signers");
  EXPECT_EQ(problems_of(operation, "petition.precinct", "campaign",
                        {{"petitions", base::Json::array()}})[0]
                .cause,
            "petition.none");
}

TEST(FilePrecinctPetitions, AListThatWouldNotFitItsEntryIsSentInParts) {
  const Operation operation = washington();
  base::Json many = base::Json::array();
  for (int i = 0; i < 400; ++i) {
    const std::string unit = fmt::format("District {}", i);
    many.push_back(precinct_petition(unit, "2016-11-28T10:00", {unit, unit, unit}));
  }
  const base::Problems problems =
      problems_of(operation, "petition.precinct", "campaign", {{"petitions", many}});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].cause, "petition.size");
  base::Json fewer = base::Json::array();
  for (int i = 0; i < 100; ++i) fewer.push_back(many[static_cast<std::size_t>(i)]);
  EXPECT_TRUE(
      problems_of(operation, "petition.precinct", "campaign", {{"petitions", fewer}}).empty());
}

TEST(FilePrecinctPetitions, ALawWithoutSuchPetitionsRefusesThemAndTheirClocks) {
  Operation operation = wisconsin();
  const base::Json petition = {{"unit", "Ward 1"},
                               {"county", "us-wi-dane"},
                               {"filed_at", "2016-11-25T10:00"},
                               {"signers", base::Json::array()}};
  EXPECT_EQ(act(operation, "petition.precinct", "campaign", {{"petitions", {petition}}}),
            Causes{"petition.precinct-law"});
  EXPECT_EQ(act(operation, "county.computed", "wec",
                {{"county", "us-wi-dane"}, {"moment", "2016-11-18T10:00"}}),
            Causes{"county.clock"});
}

TEST(FilePrecinctPetitions, ACountysClockIsStatedByThatCounty) {
  Operation operation = pennsylvania();
  const base::Json other = {{"county", "us-pa-adams"}, {"moment", "2016-11-26T15:00"}};
  EXPECT_EQ(act(operation, "county.computed", "washington-clerk", other), Causes{"author.county"});
  EXPECT_EQ(act(operation, "county.computed", "wec", other), Causes{});
}

TEST(FilePrecinctPetitions, NeitherAPetitionNorAClockIsOfADayBeforeTheElection) {
  Operation operation = pennsylvania();
  EXPECT_EQ(computed(operation, "2016-11-07T15:00"), Causes{"county.too-early"});
  EXPECT_EQ(computed(operation, "2016-11-26T15:00"), Causes{});
  const std::vector<std::string> signers = {"W1", "W1", "W1"};
  EXPECT_EQ(file_precincts(operation, {precinct_petition("W1", "2016-11-07T23:59", signers),
                                       precinct_petition("W2", "2016-11-06T10:00", signers)}),
            (Causes{"petition.before-election", "petition.before-election"}));
}

}  // namespace
}  // namespace recanvass::workflow
