#include "workflow/machine_paper.h"

#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(MachinePaper, StandsAsTheRollSays) {
  RollAudit audit;
  audit.machine_votes = {{"a", 4}, {"b", 6}};
  audit.votes = audit.machine_votes;
  EXPECT_EQ(name_of(standing_of(audit)), "audited: agrees");
  EXPECT_EQ(votes_without_paper(audit), 0);
  audit.votes["a"] = 5;
  EXPECT_EQ(name_of(standing_of(audit)), "audited: differs");
  audit.roll = RollState::Damaged;
  audit.unreadable = 3;
  EXPECT_EQ(name_of(standing_of(audit)), "roll damaged");
  EXPECT_EQ(votes_without_paper(audit), 3);
  audit.roll = RollState::Missing;
  audit.votes.clear();
  EXPECT_EQ(name_of(standing_of(audit)), "no paper record");
  EXPECT_EQ(votes_without_paper(audit), 10);
}

Operation with_machines() {
  Operation operation = fixture::operation_judging();
  for (const auto& [id, paper, unit] : {std::tuple{"M1", "vvpat", "W2"},
                                        {"M2", "none", "W1"},
                                        {"M3", "vvpat", "W1"},
                                        {"M4", "none", "W2"}}) {
    RECANVASS_CHECK(do_command(operation, command_of("machine.register", "clerk",
                                                     {{"machine", id},
                                                      {"county", "us-wi-dane"},
                                                      {"kind", "dre"},
                                                      {"paper", paper},
                                                      {"units", base::Json::array({unit})}}))
                        .empty());
  }
  return operation;
}

base::Json machine_row(const base::Json& view, const std::string& id) {
  for (const base::Json& row : view["machines"]) {
    if (row["machine"] == id) return row;
  }
  return {};
}

TEST(MachinePaper, VotesWithoutPaperAreListedAndNeverCalledVerified) {
  Operation operation = with_machines();
  ASSERT_EQ(do_command(operation, command_of("vvpat.audit", "clerk",
                                             {{"county", "us-wi-dane"},
                                              {"machine", "M4"},
                                              {"day", "2016-11-08"},
                                              {"roll", "missing"},
                                              {"machine_votes", {{"a", 2}, {"b", 3}}}})),
            Causes{});
  const base::Json view = fixture::view_by(operation, "paper", "wec");
  EXPECT_EQ(machine_row(view, "M2")["standing"], "no paper record");
  EXPECT_TRUE(machine_row(view, "M2")["votes_without_paper"].is_null()) << "a hole, not zero";
  EXPECT_EQ(machine_row(view, "M4")["votes_without_paper"], 5);
  EXPECT_EQ(machine_row(view, "M1")["standing"], "not audited");
  EXPECT_EQ(view["units"][0]["words"], "No paper record for some of its machines.");
  EXPECT_EQ(view.dump().find("verified"), std::string::npos);
}

TEST(MachinePaper, AUnitWhoseMachinesAllLeaveNoPaperHasAllItsVotesWithoutOne) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, command_of("machine.register", "clerk",
                                             {{"machine", "M1"},
                                              {"county", "us-wi-dane"},
                                              {"kind", "dre"},
                                              {"paper", "none"},
                                              {"units", {"W2"}}})),
            Causes{});
  const base::Json officer = fixture::view_by(operation, "paper", "wec")["units"][0];
  EXPECT_EQ(officer["votes_without_paper"], 10);
  EXPECT_EQ(officer["words"],
            "No paper record: a recount re-reads memory, there is no paper to examine.");
  EXPECT_TRUE(
      fixture::view_by(operation, "paper", "clerk")["units"][0]["votes_without_paper"].is_null())
      << "reported figures, before sign-off";
}

TEST(MachinePaper, WhetherPaperAgreesIsShownAfterSignOff) {
  Operation operation = with_machines();
  ASSERT_EQ(do_command(operation, command_of("vvpat.audit", "clerk",
                                             {{"county", "us-wi-dane"},
                                              {"machine", "M1"},
                                              {"day", "2016-11-08"},
                                              {"roll", "complete"},
                                              {"votes", {{"a", 3}, {"b", 6}}},
                                              {"machine_votes", {{"a", 4}, {"b", 6}}}})),
            Causes{});
  base::Json row = machine_row(fixture::view_by(operation, "paper", "clerk"), "M1");
  EXPECT_TRUE(row["standing"].is_null());
  EXPECT_TRUE(row["days"][0]["votes"].is_null());
  EXPECT_TRUE(row["days"][0]["machine_votes"].is_null());
  const auto queue = [&](const char* viewer) {
    return fixture::view_by(operation, "discrepancies", viewer)["all"];
  };
  EXPECT_EQ(queue("clerk"), 0);
  EXPECT_EQ(queue("wec"), 1) << "the roll differs";
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, fixture::tally(team, "B3", 10, 4, 6)), Causes{});
  }
  ASSERT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W2"}})),
            Causes{});
  row = machine_row(fixture::view_by(operation, "paper", "clerk"), "M1");
  EXPECT_EQ(row["standing"], "audited: differs");
  EXPECT_EQ(row["days"][0]["differs_by"], base::Json({{"a", -1}, {"b", 0}}));
  EXPECT_EQ(queue("clerk"), 1);
  EXPECT_EQ(queue(""), 0) << "W1 is open";
}

}  // namespace
}  // namespace recanvass::workflow
