// F17 and F18 on the built program: a machine's clock that stands three hours behind, and the hour
// that comes twice when summer time ends.
#include "store/system_clock.h"
#include "tests/faults/town.h"
#include "workflow/election.h"
#include "workflow/engine.h"
#include "workflow/key_folder.h"
#include "workflow/operation_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::faults {
namespace {

using cli_test::Ended;

// What the machine's clock will say in three hours.
class FastClock : public store::Clock {
 public:
  std::int64_t now_utc_ms() override {
    constexpr std::int64_t kThreeHours = std::int64_t{3} * 60 * 60 * 1000;
    return machine_.now_utc_ms() + kThreeHours;
  }

 private:
  store::SystemClock machine_;
};

TEST(ClockTest, F17_AClockThatJumpsThreeHoursBackChangesNoOrderAndIsSaid) {
  const Town town;
  FastClock clock;
  workflow::KeyFolder keys(town.folder().at("keys"));
  std::uint64_t first = 0;
  {
    auto opened = workflow::open_election(town.place(), clock, workflow::ElectionMode::MustExist);
    ASSERT_TRUE(opened.ok());
    auto engine =
        workflow::Engine::open(std::move(opened).value(), &keys, workflow::fixture::no_law());
    ASSERT_TRUE(engine.ok());
    const auto read = workflow::parse_command(Town::entry(1, 0).dump(), "", 1);
    ASSERT_TRUE(read.ok());
    const std::vector<workflow::Submission> group = {{*read, "", 1, 0}};
    const auto answers = (*engine)->accept(group, workflow::AfterRefusal::GoOn);
    ASSERT_EQ(answers[0].standing, workflow::Standing::Accepted);
    first = answers[0].position;
  }
  base::Json earlier = Town::entry(2, 0);
  earlier["at"] = "2016-11-28T07:00:00Z";
  const Ended run = town.folder().run(
      {"submit", town.place(), town.folder().file("late.jsonl", {earlier}), "--json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.err.find("clock stands 10"), std::string::npos) << run.err;
  const base::Json answer = cli_test::json_lines(run.out).at(0);
  EXPECT_NE(answer["warnings"].dump().find("is before 2016-11-28T10:00:00Z"), std::string::npos);
  EXPECT_EQ(answer["position"], first + 1) << "the order is that of arrival";
  const auto minutes = base::parse_json(town.show("minutes").out, "minutes");
  ASSERT_TRUE(minutes.ok());
  EXPECT_EQ((*minutes)["value"]["claimed_earlier"], 1);
  EXPECT_EQ(town.settled(), 1);
  town.expect_sound_store();
}

// 6 November 2016, Chicago time: half past one came twice, at 06:30 and at 07:30 UTC.
TEST(ClockTest, F18_TheHourThatComesTwiceIsTwoHoursInTheMinutes) {
  const Town town;
  base::Json before = Town::entry(1, 0);
  before["at"] = "2016-11-06T06:30:00Z";
  base::Json after = Town::entry(2, 0);
  after["at"] = "2016-11-06T07:30:00Z";
  base::Json local = Town::entry(3, 1);
  local["at"] = "2016-11-06T01:30:00";
  const Answers answers = town.submit({before, after});
  EXPECT_EQ(answers.at({"team-1", "e0"}).standing, "accepted");
  EXPECT_EQ(answers.at({"team-2", "e0"}).standing, "accepted");
  EXPECT_EQ(town.submit({local}).begin()->second.cause, "command.time")
      << "a time that two moments share is not taken";
  const std::string minutes = town.show("minutes").out;
  EXPECT_NE(minutes.find("2016-11-06T06:30:00Z"), std::string::npos);
  EXPECT_NE(minutes.find("2016-11-06T07:30:00Z"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::faults
