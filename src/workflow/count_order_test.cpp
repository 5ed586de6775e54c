#include "workflow/count_order.h"

#include "workflow/account_of_ballots.h"
#include "workflow/closing.h"
#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

// As petition.file and petition.rule leave it, where no law is known.
void accept_petition(Operation& operation, PetitionScope scope,
                     const std::vector<std::string>& places) {
  Petition petition;
  petition.scope = scope;
  petition.places = places;
  petition.rulings.emplace_back();
  petition.rulings.back().position = operation.entries;
  petition.rulings.back().accepted = true;
  operation.opening.petitions.by_id["P1"] = petition;
}

void put_on_record(Operation& operation, const std::string& order, bool on_file = false) {
  Command command = command_of("order.record", "wec",
                               {{"order", order},
                                {"court", "Circuit Court"},
                                {"case", order},
                                {"made_at", "2016-11-29T18:00"},
                                {"orders", "method"},
                                {"words", "by hand"}});
  if (on_file) {
    command.body["document"] = {
        {"sha256", std::string(64, 'a')}, {"bytes", 9}, {"name", "order.pdf"}};
  }
  ASSERT_EQ(do_command(operation, command), Causes{});
}

Command method_over(const std::string& extent, const std::string& order = "") {
  Command command = command_of("method.set", "wec",
                               {{"method", "hand"},
                                {"extent", extent},
                                {"decided_by", order.empty() ? "board" : "order"},
                                {"words", "as decided"}});
  if (!order.empty()) command.body["order"] = order;
  if (extent != "whole") command.body["units"] = {"W2"};
  return command;
}

Causes change_by_two(Operation& operation, const Command& command) {
  return fixture::do_with_second(operation, command, "wec2");
}

std::string asker(const Operation& operation, const std::string& unit = "W1") {
  return who_asks_for(operation, operation.opening.orders, unit);
}

TEST(CountOrder, APetitionAsksForWhatItNamesWhileItIsAcceptedAndNotWithdrawn) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(asker(operation), "");
  accept_petition(operation, PetitionScope::Whole, {});
  EXPECT_EQ(asker(operation), "petition P1");
  EXPECT_EQ(do_command(operation, method_over("partial")), Causes{"method.order"});
  EXPECT_EQ(do_command(operation, method_over("staged")), Causes{}) << "nothing is left out yet";
  accept_petition(operation, PetitionScope::Counties, {"us-wi-dane"});
  EXPECT_EQ(asker(operation), "petition P1");
  accept_petition(operation, PetitionScope::Counties, {"us-wi-rock"});
  EXPECT_EQ(asker(operation), "");
  accept_petition(operation, PetitionScope::Units, {"W2"});
  EXPECT_EQ(asker(operation), "");
  EXPECT_EQ(asker(operation, "W2"), "petition P1");
  operation.opening.petitions.by_id.at("P1").rulings.back().accepted = false;
  EXPECT_EQ(asker(operation, "W2"), "");
  accept_petition(operation, PetitionScope::Whole, {});
  operation.opening.petitions.by_id.at("P1").withdrawn = 1;
  EXPECT_EQ(asker(operation), "");
  EXPECT_EQ(change_by_two(operation, method_over("partial")), Causes{});
}

TEST(CountOrder, AnAcceptedPetitionOfADistrictsVotersAsksForTheirDistrict) {
  Operation operation = fixture::operation_ready();
  PrecinctPetition petition;
  petition.number = "7K3M9QXA-1";
  petition.position = operation.entries;
  petition.unit = "W1";
  petition.decisions.emplace_back();
  petition.decisions.back().verdict = PrecinctVerdict::Accepted;
  operation.opening.petitions.precincts = {petition};
  EXPECT_EQ(asker(operation), "petition 7K3M9QXA-1");
  EXPECT_EQ(who_asked_for(operation, "W1"), "petition 7K3M9QXA-1");
  EXPECT_EQ(asker(operation, "W2"), "");
  EXPECT_EQ(do_command(operation, method_over("partial")), Causes{"method.order"})
      << "the part is W2";
  operation.opening.petitions.precincts[0].decisions.back().verdict = PrecinctVerdict::Withdrawn;
  EXPECT_EQ(asker(operation), "");
  EXPECT_EQ(do_command(operation, method_over("partial")), Causes{});
}

TEST(CountOrder, TheLatestOrderStandsBeforeEarlierOnesAndEarlierPetitions) {
  Operation operation = fixture::operation_ready();
  accept_petition(operation, PetitionScope::Whole, {});
  put_on_record(operation, "O1");
  ASSERT_EQ(do_command(operation, method_over("whole", "O1")), Causes{});
  EXPECT_EQ(asker(operation), "order O1");
  EXPECT_EQ(do_command(operation, method_over("partial")), Causes{"method.order"});
  EXPECT_EQ(do_command(operation, method_over("partial", "O1")),
            (Causes{"method.order", "method.document"}));
  put_on_record(operation, "O2", true);
  EXPECT_EQ(asker(operation), "order O1") << "what it asks for is said by the method that cites it";
  ASSERT_EQ(change_by_two(operation, method_over("partial", "O2")), Causes{});
  EXPECT_EQ(asker(operation), "");
  EXPECT_EQ(asker(operation, "W2"), "order O2");
  EXPECT_EQ(do_command(operation, method_over("whole")), Causes{}) << "more than an order asks for";
  Command less = method_over("partial");
  less.body["units"] = {"W1"};
  EXPECT_EQ(do_command(operation, less), Causes{"method.order"});
  accept_petition(operation, PetitionScope::Whole, {});
  EXPECT_EQ(asker(operation), "petition P1") << "accepted after the order";
}

TEST(CountOrder, AnOrderThatPassesOverAPetitionTakesTwoPersonsAndItsDocument) {
  Operation operation = fixture::operation_ready();
  accept_petition(operation, PetitionScope::Whole, {});
  EXPECT_EQ(who_asked_for(operation, "W1"), "petition P1");
  put_on_record(operation, "O1");
  for (const char* extent : {"partial", "staged"}) {
    EXPECT_EQ(do_command(operation, method_over(extent, "O1")), Causes{"method.document"});
  }
  put_on_record(operation, "O2", true);
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, method_over("partial", "O2")), Causes{});
  EXPECT_TRUE(operation.opening.orders.methods.empty()) << "it is the first method, and waits";
  ASSERT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", position}})), Causes{});
  EXPECT_EQ(asker(operation), "");
  EXPECT_EQ(who_asked_for(operation, "W1"), "petition P1") << "whatever the order says";
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W2");
  const auto left_out = account_of_ballots(operation, "").line(recount::CountedHow::LeftOut);
  EXPECT_EQ(left_out.ids, std::set<std::string>{"W1"});
  EXPECT_EQ(left_out.votes_all.value(), 145);
  EXPECT_EQ(left_out.people, (std::set<std::string>{"State officer 1", "wec2"}));
}

TEST(CountOrder, AMethodThatCameFirstStopsTheStatement) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, method_over("partial")), Causes{});
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W2");
  Operation asked = operation;
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  accept_petition(asked, PetitionScope::Whole, {});
  EXPECT_EQ(do_command(asked, fixture::statement("us-wi-dane")), Causes{"statement.order"});
}

TEST(CountOrder, AUnitThatWasCountedIsNotLeftOut) {
  Operation operation = fixture::operation_ready();
  EXPECT_FALSE(has_second_figures(operation, "W1"));
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B1", 100, 60, 38)), Causes{});
  EXPECT_TRUE(has_second_figures(operation, "W1")) << "one entry is enough";
  for (const char* extent : {"partial", "staged"}) {
    EXPECT_EQ(do_command(operation, method_over(extent)), Causes{"method.counted"}) << extent;
  }
  EXPECT_EQ(change_by_two(operation, method_over("whole")), Causes{});
  ASSERT_EQ(
      fixture::do_with_second(
          operation, command_of("batch.void", "clerk", {{"batch", "B1"}, {"reason", "wrong ward"}}),
          "super"),
      Causes{});
  EXPECT_FALSE(has_second_figures(operation, "W1"));
  EXPECT_EQ(change_by_two(operation, method_over("partial")), Causes{});
  operation = fixture::operation_ready();
  operation.deciding.machine_results["W1"].emplace_back();
  EXPECT_EQ(do_command(operation, method_over("partial")), Causes{"method.counted"});
}

// Reported: 94 for a, 61 for b.
TEST(CountOrder, ARecountByTheLawItselfAsksForTheWholeUntilTheLoserWaivesIt) {
  Operation operation = fixture::operation_ready();
  operation.opening.orders.trigger = Trigger{operation.entries, "2016-11-23T12:00", "", {}, {}};
  EXPECT_EQ(asker(operation), "the automatic recount");
  EXPECT_EQ(do_command(operation, method_over("partial")), Causes{"method.order"});
  operation.opening.orders.trigger->waived["a"] = "so";
  EXPECT_EQ(asker(operation), "the automatic recount") << "the winner has nothing to waive";
  operation.opening.orders.trigger->waived["b"] = "so";
  EXPECT_EQ(asker(operation), "");
}

}  // namespace
}  // namespace recanvass::workflow
