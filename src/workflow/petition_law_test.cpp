#include "workflow/petition_law.h"

#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::law_of_state;
using fixture::named_list;
using fixture::opened;

Petition by_runner_up(const std::string& filed_at) {
  Petition petition;
  petition.filed_at = filed_at;
  petition.choice = "b";
  return petition;
}

Operation two_choices(const std::string& jurisdiction, const std::string& law_day) {
  Operation operation =
      opened(jurisdiction, law_day, named_list({{"a", "A"}, {"b", "B"}}),
             named_list({{jurisdiction + "-x", "X"}, {jurisdiction + "-y", "Y"}}));
  RECANVASS_CHECK(act(operation, "outcome.report", "wec",
                      {{"votes", {{"a", 50200}, {"b", 49800}}},
                       {"total_votes", 100000},
                       {"source", "invented"}})
                      .empty());
  return operation;
}

TEST(PetitionLaw, AnUnknownOfficeLeavesEverythingUnknown) {
  Operation operation = two_choices("us-wi", "2016-11-08");
  operation.setup.office.clear();
  const base::Json found = find_petition(operation, by_runner_up("2016-11-25T10:00"));
  EXPECT_EQ(law_allows(found), law::Verdict::Unknown);
  EXPECT_NE(found["sentence"].get<std::string>().find("which office"), std::string::npos);
  EXPECT_EQ(find_trigger(operation)["law_orders"], "unknown");
}

TEST(PetitionLaw, APartOfTheContestIsAskedForOnlyWhereTheLawHasParts) {
  const law::KnowledgeBase all = formats::built_in_knowledge();
  std::string whole_only;
  std::string parts;
  for (const law::RecountStatute& statute : all.statutes()) {
    const bool now = statute.in_force.to.precision == law::DayPrecision::Open &&
                     statute.petition.exists == law::Verdict::Yes &&
                     statute.petition.president == law::Coverage::Yes &&
                     statute.petition.tiers.empty();
    if (now && statute.partial == "no") whole_only = statute.jurisdiction.text;
    if (now && statute.partial == "yes") parts = statute.jurisdiction.text;
  }
  ASSERT_FALSE(whole_only.empty());
  ASSERT_FALSE(parts.empty());
  for (const auto& [jurisdiction, refused] :
       {std::pair{whole_only, true}, std::pair{parts, false}}) {
    Operation operation = two_choices(jurisdiction, "2024-11-05");
    Petition petition = by_runner_up("2016-11-10T10:00");
    petition.scope = PetitionScope::Counties;
    petition.places = {jurisdiction + "-x"};
    const std::string sentence = find_petition(operation, petition)["sentence"];
    EXPECT_EQ(sentence.find("part of a contest") != std::string::npos, refused)
        << jurisdiction << ": " << sentence;
  }
}

TEST(PetitionLaw, ADistrictOfAStateGoesByTheStatesLaw) {
  Operation operation = empty_operation(law_of_state("us-me"));
  ASSERT_EQ(fixture::do_command(operation, fixture::opening()), Causes{});
  operation.setup.jurisdiction = "us-me-1";
  EXPECT_TRUE(find_trigger(operation).contains("statute"));
  operation.setup.jurisdiction = "us-zz-1";
  EXPECT_FALSE(find_trigger(operation).contains("statute"));
}

}  // namespace
}  // namespace recanvass::workflow
