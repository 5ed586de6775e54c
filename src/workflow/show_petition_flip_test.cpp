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
using fixture::shown;

// More than a hundred districts with accepted petitions; each of 600 ballots, 310 against 270.
Operation with_many_petitions(std::size_t districts, std::optional<std::int64_t> stated_ballots) {
  Operation operation = pennsylvania();
  RECANVASS_CHECK(computed(operation, "2016-11-26T15:00").empty());
  base::Json units = base::Json::array();
  for (std::size_t i = 0; i < districts; ++i) {
    units.push_back({{"unit", fmt::format("D{:03}", i)},
                     {"name", fmt::format("District {}", i)},
                     {"votes", {{"trump", 310}, {"clinton", 270}}},
                     {"ballots", 600}});
  }
  RECANVASS_CHECK(
      act(operation, "returns.add", "wec", {{"county", "us-pa-washington"}, {"units", units}})
          .empty());
  std::vector<base::Json> petitions;
  for (const base::Json& unit : units) {
    const std::string id = unit["unit"];
    petitions.push_back(precinct_petition(id, "2016-11-28T10:00", {id, id, id}));
    if (stated_ballots) petitions.back()["ballots"] = *stated_ballots;
  }
  for (std::size_t i = 0; i < petitions.size(); i += 60) {
    const std::vector<base::Json> part(
        petitions.begin() + static_cast<std::ptrdiff_t>(i),
        petitions.begin() + static_cast<std::ptrdiff_t>(std::min(i + 60, petitions.size())));
    RECANVASS_CHECK(file_precincts(operation, part).empty());
  }
  return operation;
}

base::Json view_of_petitioner(const Operation& operation, const std::string& view) {
  Account petitioner;
  petitioner.role = Role::Petitioner;
  return view_named(view)->build(operation, {.viewer = &petitioner});
}

// Each district: 600 ballots could all go the other way, and its lead of 40 with them.
TEST(ShowPetitionFlip, AHundredAndTenDistrictsCannotMove71000Votes) {
  const base::Json seen = shown(with_many_petitions(110, std::nullopt), "petition-flip", "wec");
  EXPECT_EQ(seen["districts"], 110);
  EXPECT_EQ(seen["reported_margin"], 71000);
  EXPECT_EQ(seen["ballots"], 66000);
  EXPECT_EQ(seen["largest_shift"], 70400);
  EXPECT_EQ(seen["can_flip"], false);
  EXPECT_EQ(seen["sentence"],
            "The 110 districts petitioned for could move the difference by at most 70,400 votes: "
            "below the reported margin of 71,000.");
}

TEST(ShowPetitionFlip, OneDistrictMoreCould) {
  const base::Json seen = shown(with_many_petitions(111, std::nullopt), "petition-flip", "wec");
  EXPECT_EQ(seen["largest_shift"], 71040);
  EXPECT_EQ(seen["can_flip"], true);
}

TEST(ShowPetitionFlip, ThePublicSeesNoReportedFigureOfADistrict) {
  for (const std::optional<int> ballots : {std::optional<int>(), std::optional<int>(600)}) {
    const base::Json hidden = shown(with_many_petitions(10, ballots), "petition-flip");
    const base::Json wanted = {{"districts", 10}, {"sentence", kHiddenSums}};
    EXPECT_EQ(hidden, wanted);
  }
}

TEST(ShowPetitionFlip, APetitionerSeesTheBoundWithEachBallotOfAnOpenDistrictMovingTwoVotes) {
  const base::Json unstated =
      view_of_petitioner(with_many_petitions(10, std::nullopt), "petition-flip");
  EXPECT_TRUE(unstated["largest_shift"].is_null());
  EXPECT_EQ(unstated["sentence"],
            "No bound: of 10 districts, 10 have no ballot figure that may be used here.");
  const base::Json stated = view_of_petitioner(with_many_petitions(10, 600), "petition-flip");
  EXPECT_EQ(stated["exact"], false);
  EXPECT_EQ(stated["largest_shift"], 12000);
  EXPECT_EQ(stated["can_flip"], false);
}

TEST(ShowPetitionFlip, ABoundLargerThanTheWholeOutcomeIsStillTheSameDifference) {
  Operation operation = with_many_petitions(2, 5000000);
  const base::Json seen = view_of_petitioner(operation, "petition-flip");
  EXPECT_EQ(seen["reported_margin"], 71000);
  EXPECT_EQ(seen["largest_shift"], 20000000);
  EXPECT_EQ(seen["can_flip"], true);
}

TEST(ShowPetitionFlip, WhileOneUnitIsLeftTheTotalsAreThatUnitsAndHidden) {
  Operation operation = with_many_petitions(2, 600);
  operation.counting.signed_off["D000"] = 1;
  EXPECT_EQ(shown(operation, "petition-flip")["sentence"], kHiddenSums);
  EXPECT_EQ(shown(operation, "petition-flip", "wec")["reported_margin"], 71000);
}

TEST(ShowPetitionFlip, WithoutTotalsNothingIsClaimed) {
  Operation operation = pennsylvania();
  operation.commitment.reported_outcome.clear();
  EXPECT_EQ(shown(operation, "petition-flip")["sentence"],
            "The reported totals are not known here (outcome.report).");
}

TEST(ShowPetitionFlip, WithoutPetitionsNothingCanMove) {
  const base::Json seen = shown(pennsylvania(), "petition-flip");
  EXPECT_EQ(seen["largest_shift"], 0);
  EXPECT_EQ(seen["can_flip"], false);
}

}  // namespace
}  // namespace recanvass::workflow
