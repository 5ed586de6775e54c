#include "workflow/submit.h"

#include "store/temporary_folder_test.h"
#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::workflow {
namespace {

using fixture::account;
using fixture::EngineBench;
using fixture::opening;

std::string json_line(const Command& command) {
  base::Json line = command.body;
  line["do"] = command.kind;
  line["by"] = command.author;
  line["key"] = command.idempotency_key;
  if (!command.claimed_time.empty()) line["at"] = command.claimed_time;
  return base::canonical_json(line) + "\n";
}

class SubmitTest : public testing::Test {
 protected:
  // The commands of the fixtures are of days after the simulated clock's first.
  SubmitTest() : engine_(bench_.open()) { bench_.clock.advance(30 * kDayMs); }

  static constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

  std::string file(const std::string& name, const std::string& text) {
    const std::string path = folder_.path() + "/" + name;
    std::ofstream(path) << text;
    return path;
  }
  SubmitSummary submit(const std::vector<std::string>& files,
                       AfterRefusal after_refusal = AfterRefusal::GoOn) {
    SubmitRequest request;
    request.files = files;
    request.after_refusal = after_refusal;
    request.clock = clock_;
    request.open_storage = [this] { return store::open_memory(bench_.disk, bench_.clock); };
    return submit_files(*engine_, request,
                        [this](const Submission& submission, const Answer& answer, LineKind kind) {
                          told_.push_back(std::to_string(submission.row) + " " +
                                          (kind == LineKind::Unreadable ? "unreadable " : "") +
                                          fixture::ended(answer));
                          return store::Flow::Continue;
                        });
  }

  EngineBench bench_;
  store::Clock* clock_ = &bench_.clock;
  std::unique_ptr<Engine> engine_;
  store::TemporaryFolder folder_;
  std::vector<std::string> told_;
};

TEST_F(SubmitTest, EachLineIsAnsweredInItsOrderAndACheckpointIsKept) {
  const std::string text = json_line(opening()) + "not json\n" +
                           json_line(account("clerk", "state-officer", 2)) +
                           json_line(account("clerk", "state-officer", 2));
  const SubmitSummary summary = submit({file("a.jsonl", text)});
  EXPECT_EQ(told_, (std::vector<std::string>{"1 accepted", "2 unreadable json.syntax", "3 accepted",
                                             "4 account.exists"}));
  EXPECT_EQ(summary.accepted, 2U);
  EXPECT_EQ(summary.refused, 1U);
  EXPECT_EQ(summary.unreadable, 1U);
  EXPECT_TRUE(summary.checkpoint.empty());
  EXPECT_TRUE(*engine_->storage().checkpoint(2));
}

TEST_F(SubmitTest, ATimeFarAheadOfTheClockIsRefusedAndADayAheadIsNot) {
  // 30 days after 2016-11-24T15:06:40Z.
  struct Row {
    const char* at;
    const char* ended;
  };
  const Row rows[] = {
      {"2016-12-25T15:06:00Z", "accepted"},          {"2016-12-25T15:07:00Z", "command.future"},
      {"9999-12-31T23:59:59Z", "command.future"},    {"2016-12-03T24:00:00Z", "command.time"},
      {"2016-12-03T10:00:60Z", "command.time"},      {"2016-02-30T00:00:00Z", "command.time"},
      {"2016-12-03T10:00:00+02:00", "command.time"}, {"0001-01-01T00:00:00Z", "accepted"}};
  std::string text = json_line(opening());
  std::vector<std::string> wanted = {"1 accepted"};
  for (const Row& row : rows) {
    Command add = account("x" + std::to_string(wanted.size()), "observer", 0);
    add.body["public_key"] = fixture::watcher(add.body["account"]).body["public_key"];
    add.claimed_time = row.at;
    text += json_line(add);
    const std::string ended = row.ended;
    wanted.push_back(std::to_string(wanted.size() + 1) + " " +
                     (ended.starts_with("command.") ? "unreadable " : "") + ended);
  }
  submit({file("a.jsonl", text)});
  EXPECT_EQ(told_, wanted);
  EXPECT_EQ(engine_->operation().latest_claimed_time, "2016-12-25T15:06:00Z");
}

TEST_F(SubmitTest, AClockThatStandsBehindDoesNotHoldUpALedgerThatGoesOn) {
  Command later = account("clerk", "state-officer", 2);
  later.claimed_time = "2016-12-20T10:00:00Z";
  submit({file("a.jsonl", json_line(opening()) + json_line(later))});
  store::SimulatedClock behind(bench_.plan);
  clock_ = &behind;
  Command next = account("x1", "observer", 9);
  next.claimed_time = "2016-12-20T09:00:00Z";
  submit({file("b.jsonl", json_line(next))});
  EXPECT_EQ(told_.back(), "1 accepted");
}

TEST_F(SubmitTest, ALineWithoutATimeGetsThatOfTheMachineAndIsTheSameLineLater) {
  Command open = opening();
  open.claimed_time.clear();
  const std::string path = file("a.jsonl", json_line(open));
  submit({path});
  submit({path});
  EXPECT_EQ(told_, (std::vector<std::string>{"1 accepted", "1 repeated"}));
  EXPECT_EQ(engine_->operation().latest_claimed_time.size(), 20U);
  clock_ = nullptr;
  submit({path});
  EXPECT_EQ(told_.back(), "1 unreadable command.member");
}

TEST_F(SubmitTest, AFileThatIsSentAgainGetsItsFirstReceipts) {
  const std::string path =
      file("a.jsonl", json_line(opening()) + json_line(account("clerk", "state-officer", 2)));
  submit({path});
  const SubmitSummary again = submit({path});
  EXPECT_EQ(again.repeated, 2U);
  EXPECT_EQ(again.accepted, 0U);
  EXPECT_EQ(engine_->operation().entries, 2U);
}

TEST_F(SubmitTest, StopAtFirstLeavesTheRestOfThatFileUntriedAndNotTheOthers) {
  submit({file("open.jsonl", json_line(opening()))});
  told_.clear();
  const std::string bad = json_line(account("wec", "state-officer", 2));
  const std::string one = file("one.jsonl", bad + json_line(account("x", "state-officer", 3)));
  const std::string two = file("two.jsonl", json_line(account("y", "state-officer", 4)));
  const SubmitSummary summary = submit({one, two}, AfterRefusal::StopStream);
  EXPECT_EQ(summary.refused, 1U);
  EXPECT_EQ(summary.not_tried, 1U);
  EXPECT_EQ(summary.accepted, 1U);
  EXPECT_TRUE(engine_->operation().people.accounts.contains("y"));
  EXPECT_FALSE(engine_->operation().people.accounts.contains("x"));
}

}  // namespace
}  // namespace recanvass::workflow
