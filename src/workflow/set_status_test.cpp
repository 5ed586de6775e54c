#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command legal_act(const std::string& act, const std::string& at) {
  return command_of("status.set", "wec",
                    {{"result_set", "partial"},
                     {"act", act},
                     {"effective_at", at},
                     {"authority", "Board of State Canvassers"},
                     {"source", "minutes"}});
}

// Michigan 2016: ordered, and stopped by the courts. What was counted stays.
TEST(SetStatusTest, AHaltedRecountKeepsItsHistoryAndTheCertifiedResultStands) {
  Operation operation = fixture::operation_counted();
  Command certified = legal_act("report", "2016-11-28T14:00");
  certified.body["result_set"] = "original";
  EXPECT_EQ(do_command(operation, certified), (Causes{"status.first", "status.first"}));
  certified.body["kind"] = "original-canvass";
  certified.body["figures"] = "reported";
  ASSERT_EQ(do_command(operation, certified), Causes{});
  certified.body["act"] = "certify";
  certified.body["effective_at"] = "2016-11-28T15:00";
  ASSERT_EQ(do_command(operation, certified), Causes{});
  Command order = legal_act("order", "2016-12-02T12:00");
  order.body["kind"] = "partial-recount";
  order.body["figures"] = "counted";
  ASSERT_EQ(do_command(operation, order), Causes{});
  ASSERT_EQ(do_command(operation, legal_act("report", "2016-12-06T12:00")), Causes{});
  ASSERT_EQ(do_command(operation, legal_act("halt", "2016-12-07T20:00")), Causes{});
  EXPECT_EQ(do_command(operation, legal_act("canvass", "2016-12-08T12:00")), Causes{"legal.ended"});
  const base::Json view = fixture::view_of(operation, "results");
  EXPECT_EQ(view["sentence"],
            "original stands (certified 2016-11-28T15:00); partial is void since "
            "2016-12-07T20:00");
  EXPECT_EQ(view["sets"][0]["stands"], true);
  EXPECT_EQ(view["sets"][1]["legal_status"], "void");
  EXPECT_EQ(view["sets"][1]["history"].size(), 3U);
}

TEST(SetStatusTest, ASetStaysWhatItWasFirstNamed) {
  Operation operation = fixture::operation_counted();
  Command order = legal_act("order", "2016-12-02T12:00");
  order.body["kind"] = "recount";
  order.body["figures"] = "counted";
  ASSERT_EQ(do_command(operation, order), Causes{});
  Command report = legal_act("report", "2016-12-03T12:00");
  report.body["kind"] = "hand-audit";
  report.body["figures"] = "stated";
  report.body["votes"] = {{"a", 1}};
  EXPECT_EQ(do_command(operation, report), (Causes{"status.set", "status.set", "status.set"}));
  EXPECT_EQ(do_command(operation, legal_act("certify", "2016-12-03T12:00")),
            Causes{"status.certify"});
  EXPECT_EQ(do_command(operation, legal_act("stay", "2016-12-03T12:00")), Causes{"status.stay"});
  EXPECT_EQ(do_command(operation, order), Causes{"legal.ordered-again"});
}

TEST(SetStatusTest, StatedFiguresNameChoicesOfTheContest) {
  Operation operation = fixture::operation_counted();
  Command report = legal_act("report", "2016-12-02T12:00");
  report.body["kind"] = "recount";
  report.body["figures"] = "stated";
  EXPECT_EQ(do_command(operation, report), Causes{"status.votes"});
  report.body["votes"] = {{"a", 1}, {"z", 2}};
  EXPECT_EQ(do_command(operation, report), Causes{"returns.choice"});
  report.body["votes"] = {{"a", 1}, {"b", 2}};
  EXPECT_EQ(do_command(operation, report), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
