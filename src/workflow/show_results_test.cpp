#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

std::string words_of_count(const Operation& operation) {
  return fixture::view_of(operation, "results")["sets"][1]["words"].get<std::string>();
}

TEST(ShowResults, AnOpenCountConfirmsNothing) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(words_of_count(operation), "2 units are open; nothing is confirmed yet");
}

TEST(ShowResults, AWholeCountThatChangedConfirmsTheWinnerOnly) {
  const Operation operation = fixture::operation_counted();
  EXPECT_EQ(words_of_count(operation), "confirms the winner: A; the count itself changed");
  const base::Json view = fixture::view_of(operation, "results");
  EXPECT_EQ(view["sets"][1]["votes"]["a"], 95);
  EXPECT_EQ(view["sets"][1]["winners"][0], "a");
  EXPECT_TRUE(view["sets"][1]["legal_status"].is_null());
}

TEST(ShowResults, AWholeCountWithoutAChangeConfirmsTheCount) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 30, 17);
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(words_of_count(operation), "confirms the winner: A; confirms the count");
}

TEST(ShowResults, AnotherWinnerIsSaidPlainly) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B1", 100, 38, 60);
  fixture::count_batch(operation, "B2", 50, 17, 31);
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(words_of_count(operation),
            "does not confirm the winner: B instead of A; the count itself changed");
}

TEST(ShowResults, AHandAuditIsNotTheCertifiedCount) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, command_of("status.set", "wec",
                                             {{"result_set", "audit"},
                                              {"act", "report"},
                                              {"effective_at", "2020-11-19T12:00"},
                                              {"authority", "Secretary of State"},
                                              {"source", "report"},
                                              {"kind", "hand-audit"},
                                              {"figures", "counted"}})),
            Causes{});
  EXPECT_EQ(words_of_count(operation), "confirms the winner: A; is not the certified count");
}

TEST(ShowResults, UnitsThatWereNotCountedAgainKeepItFromConfirmingTheCount) {
  Operation operation = fixture::operation_ready();
  operation.setup.policy = "us-mi-2016";
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W2");
  ASSERT_EQ(do_command(operation,
                       command_of("container.record", "clerk",
                                  {{"container", "C1"}, {"county", "us-wi-dane"}, {"seal", "S1"}})),
            Causes{});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(
      do_command(operation,
                 command_of("container.open", "super",
                            {{"container", "C1"}, {"seal", "S2"}, {"handled_by", {"Lee", "Kim"}}})),
      Causes{});
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", position}, {"words", "not known"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("recountability.rule", "clerk",
                                             {{"unit", "W1"}, {"minute", "page 1"}})),
            Causes{});
  const base::Json view = fixture::officers_view(operation, "results");
  EXPECT_EQ(view["units_original"], 1);
  EXPECT_EQ(view["sets"][1]["words"],
            "confirms the winner: A; 1 unit was not counted again, so it does not confirm the "
            "count");
  EXPECT_EQ(view["sets"][1]["votes"]["a"], 94);
}

}  // namespace
}  // namespace recanvass::workflow
