#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

constexpr int kRegistered = 1188;
constexpr int kWithdrawn = 533;
constexpr int kStipulated = 43;
constexpr int kOpen = 3;
constexpr int kSustained = 9;  // of 609 ruled; invented

// New York's 22nd district 2020: eight counties and the published numbers of challenges; figures of
// the tallies are invented so that 12 votes lie between the two.
class DistrictTwentyTwo {
 public:
  DistrictTwentyTwo() : operation_(made()) {
    for (int i = 0; i < 8; ++i) {
      const bool first = i == 0;
      fixture::count_unit(operation_, unit_of(i), {{"a", first ? 162 : 150}, {"b", 150}});
    }
  }

  static fixture::UnitOfOneBatch unit_of(int county) {
    const std::string id = std::to_string(county);
    return {"county-" + id, "unit-" + id, 400, {{"a", 150}, {"b", 150}}};
  }

  // Three are blank as counted, the others votes for a.
  void register_all() {
    for (int i = 0; i < kRegistered; ++i) {
      const fixture::UnitOfOneBatch unit = unit_of(i % 8);
      Command command = fixture::challenge(std::to_string(i), "B-" + unit.unit, i / 8 + 1,
                                           i < kOpen ? base::Json{"blank"} : base::Json{"a"});
      command.author = "wec";
      command.body["county"] = unit.county;
      ASSERT_EQ(do_command(operation_, command), Causes{}) << i;
    }
  }

  void settle_all_but_three() {
    ASSERT_EQ(do_command(operation_, fixture::command_of("order.record", "wec",
                                                         {{"order", "O1"},
                                                          {"court", "Supreme Court"},
                                                          {"case", "1/2020"},
                                                          {"made_at", "2020-12-08T10:00"},
                                                          {"words", "decision and order"}})),
              Causes{});
    for (int i = kOpen; i < kRegistered; ++i) {
      const std::string exhibit = std::to_string(i);
      const int place = i - kOpen;
      Command command;
      if (place < kWithdrawn) {
        command = fixture::withdrawal(exhibit);
      } else if (place < kWithdrawn + kStipulated) {
        command = fixture::stipulation(exhibit, {"a"});
      } else {
        const bool sustained = i >= kRegistered - kSustained;
        command = fixture::ruling(exhibit, sustained ? "sustained" : "overruled",
                                  sustained ? base::Json{"blank"} : base::Json{"a"});
        command.body["ruled_by"] = "court";
        command.body["order"] = "O1";
        command.body.erase("votes");
      }
      command.author = "wec";
      ASSERT_EQ(fixture::settle(operation_, command, "judge"), Causes{}) << i;
    }
  }

  Operation& operation() { return operation_; }

 private:
  static Operation made() {
    std::vector<fixture::UnitOfOneBatch> units;
    for (int i = 0; i < 8; ++i) units.push_back(unit_of(i));
    return fixture::operation_of({"a", "b"}, 1, units);
  }

  Operation operation_;
};

// G10
TEST(ShowChallenges, NewYorks22ndDistrict2020LosesNoneOf1188) {
  DistrictTwentyTwo district;
  district.register_all();
  base::Json totals = fixture::view_by(district.operation(), "totals");
  EXPECT_EQ(totals["open_challenges"], 1188);
  EXPECT_EQ(totals["leader"], "undecided");
  EXPECT_EQ(totals["lead"]["now"], 12);
  EXPECT_EQ(totals["lead"]["low"], 12 - 2 * 1185 - 3);
  EXPECT_EQ(totals["lead"]["high"], 15);

  district.settle_all_but_three();
  const base::Json view = fixture::view_by(district.operation(), "challenges");
  EXPECT_EQ(view["totals"], base::Json({{"registered", 1188},
                                        {"open", 3},
                                        {"withdrawn", 533},
                                        {"stipulated", 43},
                                        {"ruled", 609},
                                        {"lost", 0}}));
  EXPECT_EQ(view["counties"].size(), 8U);
  EXPECT_EQ(view["challenges"].size(), 1188U);
  totals = fixture::view_by(district.operation(), "totals");
  EXPECT_EQ(totals["choices"][0]["adjusted"], -9);
  EXPECT_EQ(totals["lead"]["now"], 3);
  EXPECT_EQ(totals["lead"]["low"], 0) << "the three that a court never got are shown as open";
  EXPECT_EQ(totals["leader"], "undecided");

  Command last = fixture::withdrawal("0");
  last.author = "wec";
  ASSERT_EQ(fixture::settle(district.operation(), last, "judge"), Causes{});
  totals = fixture::view_by(district.operation(), "totals");
  EXPECT_EQ(totals["lead"]["low"], 1);
  EXPECT_EQ(totals["leader"], "a");
  EXPECT_EQ(totals["open_challenges"], 2);
}

TEST(ShowChallenges, EachCountyAndEachSideHasItsOwnTotals) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::challenge("2", "B1", 1, {"a"})), Causes{});
  Command other = fixture::challenge("1", "B3", 1, {"b"});
  other.body["side"] = "a";
  ASSERT_EQ(do_command(operation, other), Causes{});
  ASSERT_EQ(fixture::settle(operation, fixture::withdrawal("2")), Causes{});
  const base::Json view = fixture::view_by(operation, "challenges");
  EXPECT_EQ(view["sides"]["petitioner"]["withdrawn"], 1);
  EXPECT_EQ(view["sides"]["a"]["open"], 1);
  EXPECT_EQ(view["counties"]["us-wi-dane"]["registered"], 2);
  EXPECT_EQ(view["challenges"][0]["exhibit"], "2") << "in the order of registration";
  const base::Json of_unit = view_named("challenges")->build(operation, {.unit = "W2"});
  ASSERT_EQ(of_unit["challenges"].size(), 1U);
  EXPECT_EQ(of_unit["challenges"][0]["exhibit"], "1");
}

TEST(ShowChallenges, WhatIsInABatchThatWasSetAsideIsSaidToBeSo) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(fixture::do_command(operation, fixture::challenge("1", "B1", 1, {"a"})),
            fixture::Causes{});
  const auto is_aside = [&] {
    return fixture::view_by(operation, "challenges")["challenges"][0]["batch_set_aside"];
  };
  EXPECT_EQ(is_aside(), false);
  operation.counting.batches.at("B1").is_void = true;
  EXPECT_EQ(is_aside(), true);
}

}  // namespace
}  // namespace recanvass::workflow
