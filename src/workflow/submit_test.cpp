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
  SubmitTest() : engine_(bench_.open()) {}

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
