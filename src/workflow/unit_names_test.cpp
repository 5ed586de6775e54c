#include "workflow/unit_names.h"

#include "workflow/counting_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using base::Json;
using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Causes give_units(const Json& units) {
  Operation operation = fixture::operation_with_inputs();
  return do_command(
      operation, command_of("returns.add", "clerk", {{"county", "us-wi-dane"}, {"units", units}}));
}

Json unit_as(const char* id, const char* name) {
  return {{"unit", id}, {"name", name}, {"votes", {{"a", 1}, {"b", 2}}}};
}

const Causes kAlike = {"unit.look-alike"};

TEST(UnitNamesTest, AUnitThatLooksLikeAnotherIsRefusedWithItsReturns) {
  EXPECT_EQ(give_units(Json::array({unit_as("W3", "Ward 3")})), Causes{});
  EXPECT_EQ(give_units(Json::array({unit_as("w1", "Ward 3")})), kAlike);
  EXPECT_EQ(give_units(Json::array({unit_as("W 1", "Ward 3")})), kAlike);
  EXPECT_EQ(give_units(Json::array({unit_as("\uff371", "Ward 3")})), kAlike)
      << "a full-width letter";
  EXPECT_EQ(give_units(Json::array({unit_as("W3", "WARD 1")})), kAlike);
  EXPECT_EQ(give_units(Json::array({unit_as("W3", "Ward1")})), kAlike);
  EXPECT_EQ(give_units(Json::array({unit_as("W3", "W\u0430rd 3")})), kAlike)
      << "letters of two scripts";
  EXPECT_EQ(give_units({unit_as("W3", "Ward 3"), unit_as("w3", "Ward 4")}), kAlike);
  EXPECT_EQ(give_units({unit_as("W3", "Ward 3"), unit_as("W4", "ward 3")}), kAlike);
  EXPECT_EQ(give_units(Json::array({unit_as("W3", "Ward 1")})), Causes{})
      << "ward 1 of another town";
  EXPECT_EQ(give_units({unit_as("1 11", "Ward 1 11"), unit_as("11 1", "Ward 11 1")}), Causes{});
}

TEST(UnitNamesTest, AManifestsUnitThatLooksLikeAnotherIsRefusedAndItsBatchesAreNotCompared) {
  const auto listed = [](const char* batch, const char* unit) {
    Operation operation = fixture::operation_with_inputs();
    const Json record = {{"batch", batch}, {"container", "C9"}, {"unit", unit}, {"ballots", 5}};
    return do_command(operation, command_of("manifest.add", "clerk",
                                            {{"county", "us-wi-dane"}, {"batches", {record}}}));
  };
  EXPECT_EQ(listed("B9", "W1"), Causes{});
  EXPECT_EQ(listed("B9", "w1"), kAlike);
  EXPECT_EQ(listed("b1", "W1"), Causes{}) << "labels of scanners differ by capitals alone";
}

TEST(UnitNamesTest, AUnitFoundLaterOrWrittenAnewIsComparedToo) {
  Operation operation = fixture::operation_ready();
  const auto extra = [](const char* id, const char* name) {
    return command_of(
        "unit.extra", "clerk",
        {{"unit", id}, {"county", "us-wi-dane"}, {"name", name}, {"reason", "found"}});
  };
  EXPECT_EQ(do_command(operation, extra("w2", "Ward 9")), kAlike);
  EXPECT_EQ(do_command(operation, extra("W9", "WARD 2")), kAlike);
  const auto renamed = [](const char* name) {
    return command_of("input.correct", "clerk",
                      {{"input", "unit"}, {"id", "W1"}, {"name", name}, {"reason", "as printed"}});
  };
  EXPECT_EQ(do_command(operation, renamed("ward 2")), kAlike);
  EXPECT_EQ(do_command(operation, renamed("WARD 1")), Causes{}) << "its own, written anew";
  EXPECT_EQ(do_command(operation, extra("W9", "Ward 9")), Causes{});
}

TEST(UnitNamesTest, ASpellingThatIsAnotherChoicesNameIsNotMappedAway) {
  Operation operation = fixture::operation_with_inputs();
  const auto map = [](const char* spelling) {
    return command_of("choice.map", "clerk", {{"spelling", spelling}, {"choice", "a"}});
  };
  EXPECT_EQ(do_command(operation, map("b")), Causes{"choice.look-alike"});
  EXPECT_EQ(do_command(operation, map("A. Baca")), Causes{});
}

TEST(UnitNamesTest, AChoicesIdIsNoSpellingOfAnother) {
  Operation operation =
      fixture::opened("us-wi", "2016-11-08",
                      fixture::named_list({{"hansen", "Cand hansen"}, {"olsen", "Cand olsen"}}),
                      fixture::named_list({{"us-wi-dane", "Dane"}}));
  for (const auto& [spelling, choice, causes] :
       {std::tuple{"hansen", "olsen", Causes{"choice.look-alike"}},
        std::tuple{"HANSEN", "olsen", Causes{"choice.look-alike"}},
        std::tuple{"Cand olsen", "hansen", Causes{"choice.look-alike"}},
        std::tuple{"hansen", "hansen", Causes{}}, std::tuple{"Hansen, I.", "hansen", Causes{}}}) {
    EXPECT_EQ(
        fixture::act(operation, "choice.map", "wec", {{"spelling", spelling}, {"choice", choice}}),
        causes)
        << spelling;
  }
}

}  // namespace
}  // namespace recanvass::workflow
