#include "workflow/deciding_fixture.h"
#include "workflow/opening_fixture.h"
#include "workflow/winners.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;

// W1 and W2 counted and stated: 77 votes for a and for b where `a` of W1 is 73.
Operation operation_stated(std::int64_t a) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B1", 100, a - 30, 54);
  fixture::count_batch(operation, "B2", 50, 30, 17);
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  RECANVASS_CHECK(do_command(operation, fixture::cause_for("W1", "PEN")).empty());
  RECANVASS_CHECK(do_command(operation, fixture::statement("us-wi-dane")).empty());
  return operation;
}

// What `show results` says of the set that was counted.
std::string words_of_the_count(const Operation& operation) {
  return fixture::shown(operation, "results")["sets"].back()["words"];
}

Command lot(const base::Json& drawn) {
  return command_of("lot.record", "wec",
                    {{"drawn", drawn},
                     {"drawn_at", "2016-12-12T18:00"},
                     {"place", "the board's office, both candidates present"},
                     {"words", "a coin, by the law on ties"}});
}

TEST(RecordLot, WhoTiesIsNotCertifiedBeforeTheLot) {
  Operation operation = operation_stated(73);
  EXPECT_EQ(do_command(operation, fixture::certificate()), Causes{"certificate.tie"});
  EXPECT_EQ(words_of_the_count(operation),
            "does not confirm the winner: a tie, not settled yet, of A, B instead of A; the count "
            "itself changed");
  EXPECT_EQ(fixture::shown(operation, "flip")["verdict"], "undecided");
  ASSERT_EQ(do_command(operation, lot({"b"})), Causes{});
  EXPECT_EQ(do_command(operation, fixture::certificate()), Causes{"certificate.tie"})
      << "the lot waits for a second person";
  ASSERT_EQ(
      do_command(operation, command_of("approve", "wec2", {{"entry", operation.entries - 2}})),
      Causes{"approve.nothing"});
  const std::uint64_t waiting = operation.people.waiting.begin()->first;
  ASSERT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", waiting}})), Causes{});
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  const Certificate& certificate = operation.deciding.certificates.at(0);
  EXPECT_EQ(certificate.winners, std::vector<std::string>{"b"});
  const std::string words =
      "A tie of A, B with 77 votes each was settled for B: a coin, by the law on ties (the board's "
      "office, both candidates present, 2016-12-12T18:00); by State officer 1, wec2.";
  EXPECT_EQ(certificate.warnings.back(), words);
  EXPECT_EQ(words_of_the_count(operation),
            "does not confirm the winner: B instead of A (a tie, settled by lot); the count itself "
            "changed");
  EXPECT_EQ(fixture::shown(operation, "flip")["verdict"], "decided");
  EXPECT_EQ(fixture::shown(operation, "flip")["sentence"], words);
}

TEST(RecordLot, OnlyBetweenThoseWhoTieAndForAsManySeatsAsAreLeft) {
  for (const base::Json& drawn : {base::Json{"a", "b"}, base::Json{"c"}, base::Json::array()}) {
    Operation operation = operation_stated(73);
    const Causes causes = do_command(operation, lot(drawn));
    ASSERT_EQ(causes.size(), 1U) << drawn;
    EXPECT_TRUE(causes[0] == "lot.drawn" || causes[0] == "command.field") << causes[0];
  }
  Operation ahead = operation_stated(74);
  EXPECT_EQ(do_command(ahead, lot({"a"})), Causes{"lot.none"});
  Operation open = fixture::operation_ready();
  EXPECT_EQ(do_command(open, lot({"a"})), Causes{"lot.open"});
}

TEST(RecordLot, NoLotIsDrawnBeforeTheTieIsKnownAndNobodySignsBeforeTheLot) {
  Operation operation = operation_stated(73);  // stated on 12 December 2016, 17:00
  Command drawn = lot({"b"});
  for (const auto& [drawn_at, causes] :
       {std::pair{"2016-02-15T17:30", Causes{"drawn.too-early", "drawn.too-early"}},
        std::pair{"2016-12-12T16:59", Causes{"drawn.too-early"}}}) {
    drawn.body["drawn_at"] = drawn_at;
    EXPECT_EQ(do_command(operation, drawn), causes) << drawn_at;
  }
  drawn.body["drawn_at"] = "2016-12-12T19:01";
  ASSERT_EQ(do_with_second(operation, drawn, "wec2"), Causes{});
  Command certificate = fixture::certificate();  // signed at 19:00
  EXPECT_EQ(do_command(operation, certificate), Causes{"certificate.before-lot"});
  certificate.body["signed_at"] = "2016-12-12T19:01";
  EXPECT_EQ(do_command(operation, certificate), Causes{});
}

TEST(RecordLot, ALotIsOfTheVotesThatItWasDrawnFor) {
  Operation operation = operation_stated(73);
  ASSERT_EQ(do_with_second(operation, lot({"b"}), "wec2"), Causes{});
  EXPECT_EQ(do_command(operation, lot({"a"})), Causes{"lot.twice"});
  const std::map<std::string, std::int64_t> tie = {{"a", 77}, {"b", 77}};
  const std::map<std::string, std::int64_t> other = {{"a", 78}, {"b", 78}};
  EXPECT_EQ(certified_winners(operation, tie), std::vector<std::string>{"b"});
  EXPECT_EQ(certified_winners(operation, other).size(), 2U);
}

}  // namespace
}  // namespace recanvass::workflow
