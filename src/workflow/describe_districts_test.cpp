#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::pennsylvania;

TEST(DescribeDistricts, ACountyStatesItsOwnNumberAndTheLatestHolds) {
  Operation operation = pennsylvania();
  EXPECT_EQ(act(operation, "districts.set", "washington-clerk",
                {{"districts", {{"us-pa-washington", 175}, {"us-pa-adams", 50}}},
                 {"source", "the board"}}),
            Causes{"author.county"});
  EXPECT_EQ(act(operation, "districts.set", "wec",
                {{"districts", {{"us-pa-erie", 1}}}, {"source", "the board"}}),
            Causes{"county.unknown"});
  for (const std::int64_t number : {175, 176}) {
    ASSERT_EQ(act(operation, "districts.set", "washington-clerk",
                  {{"districts", {{"us-pa-washington", number}}}, {"source", "the board"}}),
              Causes{});
  }
  EXPECT_EQ(operation.opening.petitions.districts.at("us-pa-washington"), 176);
}

TEST(DescribeDistricts, EquipmentIsOfACountyOrOfItsUnits) {
  Operation operation = pennsylvania();
  ASSERT_EQ(act(operation, "returns.add", "wec",
                {{"county", "us-pa-adams"},
                 {"units", {{{"unit", "A1"}, {"name", "Abbott"}, {"votes", {{"trump", 1}}}}}}}),
            Causes{});
  const auto set = [](const char* county, const base::Json& units) {
    base::Json body = {{"county", county}, {"paper", "none"}, {"equipment", "memory only"}};
    if (!units.empty()) body["units"] = units;
    return body;
  };
  EXPECT_EQ(act(operation, "equipment.set", "wec", set("us-pa-washington", {"A1"})),
            Causes{"equipment.unit"});
  EXPECT_EQ(act(operation, "equipment.set", "wec", set("us-pa-adams", {"A1"})), Causes{});
  EXPECT_EQ(act(operation, "equipment.set", "washington-clerk", set("us-pa-adams", {})),
            Causes{"author.county"});
  EXPECT_EQ(operation.opening.petitions.equipment.at("A1").paper, PaperKind::None);
  EXPECT_FALSE(operation.opening.petitions.equipment.contains("us-pa-adams"));
}

}  // namespace
}  // namespace recanvass::workflow
