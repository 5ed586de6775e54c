#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::shown;

TEST(ShowAudit, EachStageSaysWhatComesNext) {
  Operation operation = fixture::operation_with_plan();
  EXPECT_EQ(shown(operation, "audit")["next"], "Publish plan_sha256, then audit.commit.");
  operation = fixture::operation_committed();
  EXPECT_EQ(shown(operation, "audit")["stage"], "committed");
  EXPECT_EQ(shown(operation, "audit")["committed_sha256"],
            shown(operation, "audit")["plan_sha256"]);
  operation = fixture::operation_seeded();
  EXPECT_EQ(shown(operation, "audit")["seed"], fixture::kSeedDigits);
  EXPECT_EQ(shown(operation, "audit")["next"], "Draw with audit.draw.");
  ASSERT_EQ(fixture::act(operation, "audit.draw", "wec", {{"cards", 4}}), fixture::Causes{});
  EXPECT_EQ(shown(operation, "audit")["draws"], 4);
  EXPECT_EQ(shown(operation, "audit")["stage"], "drawn");
}

TEST(ShowAudit, ACountySeesTheCardsThatItPulls) {
  Operation operation = fixture::operation_seeded();
  ASSERT_EQ(fixture::act(operation, "audit.draw", "wec", {{"cards", 4}}), fixture::Causes{});
  EXPECT_EQ(shown(operation, "retrieval", "team-1", "us-wi-dane")["cards"].size(), 4U);
  operation.setup.counties.emplace("us-wi-rock", "Rock");
  EXPECT_EQ(shown(operation, "retrieval", "", "us-wi-rock")["cards"].size(), 0U);
}

// Six cards are drawn and read; then all 160 are to be read.
TEST(ShowAudit, AFullCountListsWhatIsLeftAndWhatIsDone) {
  Operation operation = fixture::operation_drawn(6);
  EXPECT_EQ(shown(operation, "retrieval")["left"], 6);
  EXPECT_EQ(shown(operation, "audit")["next"],
            "6 cards are left to read, 0 done: pull those of `show ELECTION retrieval` that are "
            "not done and read them.");
  fixture::read_as_recorded(operation);
  EXPECT_EQ(shown(operation, "audit")["next"],
            "Every card is read: sign each list off with readings.sign-off.");
  fixture::close_readings(operation);
  EXPECT_EQ(shown(operation, "audit")["next"],
            "Every card is read and signed off: measure with audit.round.");
  ASSERT_EQ(fixture::act(operation, "audit.hand-count", "wec",
                         {{"contest", "president"}, {"words", "the board asks for it"}}),
            fixture::Causes{});
  const base::Json list = shown(operation, "retrieval");
  EXPECT_EQ(list["left"], 154);
  ASSERT_EQ(list["cards"].size(), 160U);
  std::int64_t done = 0;
  for (const base::Json& row : list["cards"]) {
    done += row["done"] == "yes" ? 1 : 0;
    EXPECT_TRUE(row["batch"].is_string() && row["position"].is_number());
    EXPECT_EQ(row["done"] == "yes", row["draws"] == 1);
  }
  EXPECT_EQ(done, 6);
  EXPECT_EQ(shown(operation, "audit")["next"],
            "154 cards are left to read of the full count of President, 6 done: pull those of "
            "`show ELECTION retrieval` that are not done and read them.");
}

TEST(ShowAudit, AnOperationWithoutAnAuditShowsAnEmptyPlan) {
  const Operation operation = fixture::operation_ready();
  EXPECT_EQ(shown(operation, "audit")["stage"], "planned");
  EXPECT_EQ(shown(operation, "audit")["contests"], base::Json::array());
  EXPECT_EQ(shown(operation, "retrieval")["cards"], base::Json::array());
}

}  // namespace
}  // namespace recanvass::workflow
