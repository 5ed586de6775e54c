#include "workflow/later_stage.h"

#include "workflow/machine_count_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;

const base::Json kByHand = {
    {"method", "hand"}, {"extent", "whole"}, {"decided_by", "law"}, {"words", "the later stage"}};

// All counted by machine and signed off, under the law of a state on a day.
Operation counted_by_machine(const std::string& state, const std::string& day, std::int64_t a,
                             std::int64_t b) {
  return fixture::operation_counted_by_machine(state, day, "governor", a, b);
}

// Washington 2004: by hand under 150 votes and a quarter of a percent; or a party buys it.
TEST(LaterStage, TheLawsOwnCountByHandMayFollowTheOneByMachine) {
  for (const auto& [a, b, due] :
       {std::tuple{30'149, 30'000, true}, {30'150, 30'000, false}, {20'030, 20'000, true}}) {
    Operation operation = counted_by_machine("us-wa", "2004-11-02", a, b);
    EXPECT_EQ(later_stage(operation).may_begin, due) << a;
    EXPECT_EQ(act(operation, "method.set", "wec", kByHand), due ? Causes{} : Causes{"method.law"})
        << "with the second person still to come";
  }
}

TEST(LaterStage, NotBeforeEveryUnitWasCountedByMachineAndSignedOff) {
  Operation operation = counted_by_machine("us-wa", "2004-11-02", 20'030, 20'000);
  operation.counting.signed_off.erase("W2");
  EXPECT_FALSE(later_stage(operation).may_begin) << "its figures are nobody's to know yet";
  EXPECT_EQ(act(operation, "method.set", "wec", kByHand), Causes{"method.law"});
  const std::string county = operation.commitment.units.at("W2").county;
  operation.deciding.county_statements[county].emplace_back();
  EXPECT_TRUE(later_stage(operation).may_begin) << "opened again after its county's statement";
  operation.deciding.machine_results.erase("W2");
  EXPECT_FALSE(later_stage(operation).may_begin);
}

TEST(LaterStage, AnAcceptedPetitionAsksForItWhereTheLawLeavesItToAParty) {
  Operation operation = counted_by_machine("us-wa", "2004-11-02", 40'000, 20'000);
  EXPECT_FALSE(later_stage(operation).may_begin);
  Petition petition;
  PetitionRuling ruling;
  ruling.accepted = true;
  petition.rulings.push_back(ruling);
  operation.opening.petitions.by_id["P1"] = petition;
  EXPECT_TRUE(later_stage(operation).may_begin);
  EXPECT_EQ(later_stage(operation).words, "party or candidate may buy a second, manual recount");
}

TEST(LaterStage, FloridaCountsByHandAfterTheMachinesWithinAQuarterOfAPercent) {
  EXPECT_TRUE(later_stage(counted_by_machine("us-fl", "2018-11-06", 802, 798)).may_begin);
  EXPECT_FALSE(later_stage(counted_by_machine("us-fl", "2018-11-06", 803, 797)).may_begin);
}

TEST(LaterStage, ALawWithoutOneSaysNothingOfIt) {
  const LaterStage none = later_stage(counted_by_machine("us-wi", "2016-11-08", 802, 798));
  EXPECT_FALSE(none.may_begin);
  EXPECT_EQ(none.words, "");
}

}  // namespace
}  // namespace recanvass::workflow
