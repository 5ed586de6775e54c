#include "workflow/closing.h"
#include "workflow/deciding_fixture.h"
#include "workflow/unit_result.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;

Command found_unit(const std::string& id = "W3") {
  return command_of("unit.extra", "clerk",
                    {{"unit", id},
                     {"county", "us-wi-dane"},
                     {"name", "Ward 3"},
                     {"registered", 30},
                     {"reason", "Its bag stood in the vault behind another county's."}});
}

Command found_batch(const std::string& unit) {
  return command_of("batch.extra", "super",
                    {{"batch", "X1"},
                     {"unit", unit},
                     {"container", "C1"},
                     {"ballots", 20},
                     {"reason", "found with it"}});
}

TEST(AddExtraUnitTest, AUnitFoundAfterPublicationIsAddedByTwoAndOpensAnIncident) {
  Operation before = fixture::operation_with_inputs();
  EXPECT_EQ(do_command(before, found_unit()), Causes{"commitment.not-published"});
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, found_batch("W3")), Causes{"extra.unit"});
  EXPECT_EQ(do_command(operation, found_unit("W2")), Causes{"extra.exists"});
  Command elsewhere = found_unit();
  elsewhere.body["county"] = "us-wi-rock";
  EXPECT_EQ(do_command(operation, elsewhere), Causes{"county.unknown"});
  const std::uint64_t act = operation.entries;
  ASSERT_EQ(do_command(operation, found_unit()), Causes{});
  EXPECT_FALSE(operation.commitment.units.contains("W3")) << "it waits";
  EXPECT_EQ(do_command(operation, command_of("approve", "clerk", {{"entry", act}})),
            Causes{"approve.same-person"});
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", act}})), Causes{});
  EXPECT_EQ(operation.commitment.units.at("W3").registered, 30);
  EXPECT_TRUE(operation.counting.incidents.contains(act));
  EXPECT_EQ(do_command(operation, found_unit()), Causes{"extra.exists"});

  const base::Json inputs = fixture::view_of(operation, "inputs");
  EXPECT_EQ(inputs["extra_units"], base::Json({"W3"}));
  EXPECT_EQ(inputs["changes_after_publication"], 1);
  EXPECT_EQ(inputs["changes"][0]["approved_by"], "super");
  EXPECT_EQ(inputs["as_published"], false);
}

TEST(AddExtraUnitTest, ItsBallotsAreCountedItsMachineFiguresCorrectedAndTheSumsCertified) {
  Operation operation = fixture::operation_counted();
  const std::uint64_t unit = operation.entries;
  ASSERT_EQ(do_with_second(operation, found_unit(), "super"), Causes{});
  const std::uint64_t batch = operation.entries;
  ASSERT_EQ(do_command(operation, found_batch("W3")), Causes{});
  fixture::count_batch(operation, "X1", 20, 11, 9);
  EXPECT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W3"}})),
            (Causes{"count.incident", "count.incident"}));
  for (const std::uint64_t incident : {unit, batch}) {
    ASSERT_EQ(do_command(operation, command_of("incident.resolve", "wec",
                                               {{"incident", incident}, {"words", "counted"}})),
              Causes{});
  }
  // What its machine had is an input: the unit's and the whole's, each by two persons.
  ASSERT_EQ(do_with_second(operation,
                           command_of("input.correct", "clerk",
                                      {{"input", "unit"},
                                       {"id", "W3"},
                                       {"votes", {{"a", 10}, {"b", 9}}},
                                       {"reason", "the tape was in the bag"}}),
                           "wec"),
            Causes{});
  fixture::sign_off_unit(operation, "W3");
  EXPECT_EQ(changes_of(operation, "W3"), (std::map<std::string, std::int64_t>{{"a", 1}}));
  for (const char* id : {"W1", "W3"}) {
    ASSERT_EQ(do_command(operation, fixture::cause_for(id, "PEN")), Causes{});
  }
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  EXPECT_EQ(do_command(operation, fixture::certificate()),
            (Causes{"certificate.inputs", "certificate.inputs"}));
  ASSERT_EQ(do_with_second(operation,
                           command_of("input.correct", "wec",
                                      {{"input", "outcome"},
                                       {"votes", {{"a", 104}, {"b", 70}}},
                                       {"reason", "with ward 3"}}),
                           "wec2"),
            Causes{});
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  EXPECT_EQ(operation.deciding.certificates[0].votes.at("a"), 106);
}

}  // namespace
}  // namespace recanvass::workflow
