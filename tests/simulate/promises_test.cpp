// Each promise notices when it is broken.
#include "tests/simulate/promises.h"

#include "tests/simulate/small_election.h"
#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::simulate {
namespace {

namespace fixture = workflow::fixture;
using workflow::Command;
using workflow::Event;

class PromisesTest : public testing::Test {
 protected:
  void SetUp() override {
    engine_ = bench_.open();
    while (const auto command = setup_command(engine_->operation())) accept(*command);
    accept(fixture::tally("team-1", "B1", 20, 9, 8));
    accept(fixture::tally("team-2", "B1", 20, 9, 8));
    accept(fixture::tally("team-1", "B3", 20, 9, 8));
  }
  void accept(Command command) {
    const auto answers = fixture::accept_all(*engine_, {command});
    ASSERT_EQ(fixture::ended(answers[0]), "accepted");
    promised_[{command.author, command.idempotency_key}] = {answers[0].position, answers[0].receipt,
                                                            command.kind};
  }
  std::vector<Event> events() {
    std::string problem;
    auto all = read_all(engine_->storage(), problem);
    EXPECT_EQ(problem, "");
    return all;
  }
  std::string first_leak(const std::vector<workflow::View>& views) {
    std::string leak;
    for (std::size_t turn = 0; turn < 8 && leak.empty(); ++turn) {
      leak = blind_leak(events(), views, turn);
    }
    return leak;
  }

  fixture::EngineBench bench_;
  std::unique_ptr<workflow::Engine> engine_;
  PromisedEntries promised_;
};

TEST_F(PromisesTest, AllHoldWhereNothingIsWrong) {
  EXPECT_EQ(lost_entry(promised_, engine_->storage()), "");
  EXPECT_EQ(broken_log(*engine_), "");
  EXPECT_EQ(other_replay(events(), {&engine_->operation()}), "");
  EXPECT_EQ(doubled_batch(events(), engine_->operation()), "");
  EXPECT_EQ(first_leak(workflow::views()), "");
}

TEST_F(PromisesTest, AReceiptWithoutItsEntryIsNoticed) {
  promised_[{"team-1", "never"}] = {99, "RECEIPT0", "tally.enter"};
  EXPECT_EQ(lost_entry(promised_, engine_->storage()),
            "tally.enter of team-1, receipt RECEIPT0 was acknowledged and is lost");
}

TEST_F(PromisesTest, AnEntryUnderAnotherReceiptOrAtAnotherPlaceIsNoticed) {
  Promised& promise = promised_.begin()->second;
  promise.receipt = "RECEIPT0";
  EXPECT_NE(lost_entry(promised_, engine_->storage()).find("another receipt"), std::string::npos);
  ++promise.position;
  EXPECT_NE(lost_entry(promised_, engine_->storage()).find("another place"), std::string::npos);
}

TEST_F(PromisesTest, AStateThatIsNotTheReplayIsNoticed) {
  workflow::Operation other = engine_->operation();
  other.counting.signed_off["W1"] = 3;
  EXPECT_NE(other_replay(events(), {&other}), "");
}

TEST_F(PromisesTest, AThirdCountOfABatchAndASecondByOnePersonAreNoticed) {
  for (const char* author : {"team-3", "team-1"}) {
    std::vector<Event> more = events();
    Event event = more.back();
    event.author = author;
    event.idempotency_key = "another";
    event.body["batch"] = "B1";
    more.push_back(event);
    EXPECT_NE(doubled_batch(more, engine_->operation()), "") << author;
  }
}

TEST_F(PromisesTest, SumsThatAreNotTheEntriesAreNoticed) {
  workflow::Operation other = engine_->operation();
  ++other.counting.sums["W1"].votes["a"];
  accept(fixture::tally("team-2", "B3", 20, 9, 8));
  EXPECT_EQ(doubled_batch(events(), engine_->operation()), "");
  EXPECT_EQ(doubled_batch(events(), other), "the sums of unit W1 are not its entries'");
}

TEST_F(PromisesTest, AViewThatTellsAReportedFigureOrAnEntryIsNoticed) {
  const workflow::View reported{
      "reported", "", [](const workflow::Operation& operation, const workflow::ViewRequest&) {
        return base::Json(operation.commitment.units.at("W2").votes.at("a"));
      }};
  EXPECT_NE(first_leak({reported}).find("what machines reported"), std::string::npos);
  const workflow::View entry{
      "entry", "", [](const workflow::Operation& operation, const workflow::ViewRequest& request) {
        if (request.viewer == nullptr) return base::Json();
        const auto& batch = operation.counting.batches.at("B3");
        return base::Json(batch.entries[0].revisions.back().votes.at("a"));
      }};
  EXPECT_NE(first_leak({entry}).find("team-2 can tell the first entry of batch B3"),
            std::string::npos);
}

}  // namespace
}  // namespace recanvass::simulate
