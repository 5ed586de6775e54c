#include "workflow/challenge_sums.h"
#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::challenge;
using fixture::command_of;
using fixture::do_command;
using fixture::ruling;
using fixture::settle;
using fixture::stipulation;
using fixture::withdrawal;

Operation with_exhibit(const base::Json& counted_as, const base::Json& claimed_as = {}) {
  Operation operation = fixture::operation_judging();
  Command command = challenge("1", "B1", 17, counted_as);
  if (!claimed_as.is_null()) command.body["claimed_as"] = claimed_as;
  RECANVASS_CHECK(do_command(operation, command).empty());
  return operation;
}

void record_order(Operation& operation) {
  RECANVASS_CHECK(do_command(operation, command_of("order.record", "wec",
                                                   {{"order", "O1"},
                                                    {"court", "Circuit Court"},
                                                    {"case", "16CV1"},
                                                    {"made_at", "2016-12-05T10:00"},
                                                    {"words", "Exhibit 1 is a vote."}}))
                      .empty());
}

const Challenge& exhibit_one(const Operation& operation) {
  return operation.judging.challenges.by_exhibit.at("1");
}

TEST(SettleChallenge, AWithdrawnChallengeStaysAsCountedAndFreesTheBallotForANewOne) {
  Operation operation = with_exhibit({"a"});
  EXPECT_EQ(settle(operation, withdrawal("1")), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Withdrawn);
  EXPECT_EQ(exhibit_one(operation).stands_as(), exhibit_one(operation).counted_as);
  EXPECT_EQ(do_command(operation, withdrawal("1")),
            (Causes{"challenge.settled", "challenge.withdraw"}));
  EXPECT_EQ(do_command(operation, challenge("2", "B1", 17, {"a"})), Causes{});
  EXPECT_EQ(operation.judging.challenges.by_exhibit.size(), 2U) << "the first is not lost";
}

TEST(SettleChallenge, OfTwoPartiesOneWithdrawingLeavesTheOthersChallengeOpen) {
  Operation operation = with_exhibit({"a"});
  ASSERT_EQ(
      do_command(
          operation,
          command_of(
              "challenge.join", "clerk",
              {{"exhibit", "1"}, {"side", "b"}, {"ground", "other"}, {"words", "not a vote"}})),
      Causes{});
  EXPECT_EQ(settle(operation, withdrawal("1")), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Open);
  Command other = withdrawal("1");
  other.body["side"] = "b";
  EXPECT_EQ(settle(operation, other), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Withdrawn);
}

TEST(SettleChallenge, APartyWithdrawsOnlyWhatItRegisteredItself) {
  Operation operation = with_exhibit({"a"});
  Command command = withdrawal("1");
  command.author = "pet";
  EXPECT_EQ(do_command(operation, command), Causes{"challenge.not-yours"});
  Command own = challenge("2", "B1", 18, {"a"});
  own.author = "pet";
  ASSERT_EQ(do_command(operation, own), Causes{});
  command.body["exhibit"] = "2";
  EXPECT_EQ(do_command(operation, command), Causes{});
}

TEST(SettleChallenge, AStipulationNeedsEveryPartyThatChallenges) {
  Operation operation = with_exhibit({"a"});
  Command alone = stipulation("1", {"blank"});
  alone.body["sides"] = {"petitioner", "petitioner"};
  EXPECT_EQ(do_command(operation, alone), (Causes{"challenge.parties", "challenge.party-missing"}));
  alone.body["sides"] = {"a", "b"};
  EXPECT_EQ(do_command(operation, alone), Causes{"challenge.party-missing"});
  EXPECT_EQ(settle(operation, stipulation("1", {"blank"})), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Stipulated);
  EXPECT_EQ(exhibit_one(operation).stands_as(), Reading{});
  EXPECT_EQ(settle(operation, stipulation("1", {"blank"})), Causes{"challenge.settled"});
  EXPECT_EQ(settle(operation, ruling("1", "sustained", {"blank"})), Causes{"challenge.settled"});
}

TEST(SettleChallenge, UnderAStayNoVoteIsMovedButByACourt) {
  Operation operation = with_exhibit({"a"});
  record_order(operation);
  operation.opening.orders.by_id.at("O1").orders = "stay";
  EXPECT_EQ(settle(operation, ruling("1", "sustained", {"b"})), Causes{"order.stay"});
  EXPECT_EQ(settle(operation, stipulation("1", {"blank"})), Causes{"order.stay"});
  Command by_court = ruling("1", "sustained", {"b"});
  by_court.body["ruled_by"] = "court";
  by_court.body["order"] = "O1";
  by_court.body.erase("votes");
  EXPECT_EQ(settle(operation, by_court), Causes{});
}

// A court may decide otherwise than the parties agreed; a board may not.
TEST(SettleChallenge, ACourtsRulingReplacesAnAgreementThatItNames) {
  Operation operation = with_exhibit({"a"});
  const std::uint64_t agreed = operation.entries;
  ASSERT_EQ(settle(operation, stipulation("1", {"blank"})), Causes{});
  record_order(operation);
  Command by_court = ruling("1", "sustained", {"b"});
  by_court.body["ruled_by"] = "court";
  by_court.body["order"] = "O1";
  by_court.body.erase("votes");
  EXPECT_EQ(settle(operation, by_court), Causes{"ruling.supersedes"});
  by_court.body["supersedes"] = agreed;
  Command by_board = ruling("1", "sustained", {"b"});
  by_board.body["supersedes"] = agreed;
  EXPECT_EQ(settle(operation, by_board), (Causes{"challenge.settled", "ruling.supersedes"}));
  EXPECT_EQ(settle(operation, by_court), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Ruled);
  EXPECT_EQ(exhibit_one(operation).stands_as(), (Reading{ReadingKind::Marked, {"b"}}));
}

TEST(SettleChallenge, ARulingKeepsTheVoteOfEachMember) {
  Operation operation = with_exhibit({"a"});
  EXPECT_EQ(settle(operation, ruling("1", "sustained", {"b"})), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Ruled);
  EXPECT_EQ(exhibit_one(operation).stands_as(), (Reading{ReadingKind::Marked, {"b"}}));
  EXPECT_EQ(exhibit_one(operation).rulings[0].votes.at("Roe"), "against");
}

TEST(SettleChallenge, EachCauseForWhichARulingIsRefused) {
  Operation operation = with_exhibit({"a"});
  const auto changed = [](const char* member, const base::Json& value) {
    Command command = ruling("1", "sustained", {"b"});
    command.body[member] = value;
    return command;
  };
  const auto without_votes = [](const char* who) {
    Command command = ruling("1", "sustained", {"b"});
    command.body["ruled_by"] = who;
    command.body.erase("votes");
    return command;
  };
  const std::pair<Command, const char*> rows[] = {
      {changed("exhibit", "9"), "challenge.unknown"},
      {changed("votes", {{"Lee", "for"}, {"Kim", "against"}}), "ruling.tied"},
      {changed("votes", {{"Lee", "abstain"}}), "vote.members"},
      {changed("votes", {{"Lee", "yes"}}), "vote.word"},
      {without_votes("board"), "ruling.votes"},
      {changed("supersedes", 3), "ruling.supersedes"},
      {changed("ruling", "overruled"), "challenge.ruling"},
      {changed("counted_as", {"c"}), "challenge.reading"},
      {changed("order", "O1"), "ruling.order"},
  };
  for (const auto& [command, cause] : rows) {
    EXPECT_EQ(do_command(operation, command), Causes{cause}) << command.body.dump();
  }
  EXPECT_EQ(do_command(operation, without_votes("court")), Causes{"ruling.order"});
  Command court = without_votes("court");
  court.body["order"] = "O1";
  EXPECT_EQ(do_command(operation, court), Causes{"order.unknown"});
  record_order(operation);
  EXPECT_EQ(settle(operation, court), Causes{});
  EXPECT_EQ(exhibit_one(operation).rulings[0].order, "O1");
}

TEST(SettleChallenge, ACourtSupersedesARulingThatItNamesAndBothAreKept) {
  Operation operation = with_exhibit({"a"});
  const std::uint64_t first = operation.entries;
  ASSERT_EQ(settle(operation, ruling("1", "sustained", {"b"})), Causes{});
  Command court = ruling("1", "overruled", {"a"});
  court.body["ruled_by"] = "court";
  court.body.erase("votes");
  record_order(operation);
  court.body["order"] = "O1";
  EXPECT_EQ(do_command(operation, court), Causes{"ruling.supersedes"});
  court.body["supersedes"] = first;
  EXPECT_EQ(settle(operation, court), Causes{});
  EXPECT_EQ(exhibit_one(operation).rulings.size(), 2U);
  EXPECT_EQ(exhibit_one(operation).stands_as(), (Reading{ReadingKind::Marked, {"a"}}));
}

TEST(SettleChallenge, WhereEveryPartySaidWhatTheBallotIsNoOtherReadingComesOut) {
  Operation operation = with_exhibit({"a"}, {"blank"});
  EXPECT_EQ(settle(operation, ruling("1", "sustained", {"b"})), Causes{"challenge.not-claimed"});
  EXPECT_EQ(settle(operation, stipulation("1", {"b"})), Causes{"challenge.not-claimed"});
  ASSERT_EQ(do_command(operation, command_of("challenge.join", "board-1",
                                             {{"exhibit", "1"},
                                              {"side", "board"},
                                              {"ground", "voter-intent"},
                                              {"words", "it may be a vote for b"},
                                              {"claimed_as", {"b"}}})),
            Causes{});
  EXPECT_EQ(settle(operation, ruling("1", "sustained", {"b"})), Causes{});
}

// Counted before or after the ruling: 100 ballots of B1, of which 2 are blank.
TEST(SettleChallenge, NoRulingMovesMoreThanTheTallyHolds) {
  struct Row {
    const char* counted_as;
    int exhibits;  // so many can be moved, and no more
  };
  for (const Row& row : {Row{"blank", 2}, Row{"over", 0}, Row{"not-counted", 0}, Row{"a", 60}}) {
    for (const bool counted_first : {false, true}) {
      Operation operation = fixture::operation_judging();
      if (counted_first) fixture::count_all(operation);
      int moved = 0;
      for (int i = 1; i <= row.exhibits + 1; ++i) {
        const std::string exhibit = std::to_string(i);
        if (!do_command(operation, challenge(exhibit, "B1", i, {row.counted_as})).empty()) break;
        if (!settle(operation, ruling(exhibit, "sustained", {"b"})).empty()) break;
        ++moved;
      }
      if (counted_first) {
        EXPECT_EQ(moved, row.exhibits) << row.counted_as;
        EXPECT_EQ(adjustment_of_batch(operation, "B1").votes["b"], row.exhibits);
        continue;
      }
      EXPECT_EQ(moved, row.exhibits + 1) << "nothing is counted yet";
      fixture::count_all(operation);
      EXPECT_TRUE(adjustment_of_batch(operation, "B1").votes.empty()) << row.counted_as;
      EXPECT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W1"}})),
                Causes{"count.impossible"})
          << row.counted_as;
    }
  }
}

TEST(SettleChallenge, WhatMovesAVoteTakesTwoAccountsAndWhatMovesNoneTakesOne) {
  Operation operation = with_exhibit({"a"});
  ASSERT_EQ(do_command(operation, ruling("1", "sustained", {"b"})), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Open) << "it waits";
  const std::uint64_t waiting = operation.entries - 1;
  EXPECT_EQ(do_command(operation, command_of("approve", "board-1", {{"entry", waiting}})),
            Causes{"approve.same-person"});
  EXPECT_EQ(do_command(operation, command_of("approve", "board-2", {{"entry", waiting}})),
            Causes{});
  EXPECT_EQ(exhibit_one(operation).rulings.at(0).approved_by, "board-2");
  Operation other = with_exhibit({"a"});
  ASSERT_EQ(do_command(other, ruling("1", "overruled", {"a"})), Causes{});
  EXPECT_EQ(exhibit_one(other).status(), ChallengeStatus::Ruled);
}

TEST(SettleChallenge, AfterTheSignOffNothingMovesUntilTheCountIsOpenedAgain) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  for (const char* exhibit : {"1", "2", "3"}) {
    const int place = exhibit[0] - '0';
    ASSERT_EQ(do_command(operation, challenge(exhibit, "B1", place, {"a"})), Causes{});
  }
  ASSERT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W1"}})),
            Causes{});
  const Causes closed{"count.signed-off"};
  EXPECT_EQ(do_command(operation, ruling("1", "sustained", {"b"})), closed);
  EXPECT_EQ(do_command(operation, stipulation("1", {"blank"})), closed);
  EXPECT_EQ(do_command(operation, challenge("4", "B1", 4, {"a"})), closed);
  EXPECT_EQ(do_command(operation, ruling("2", "overruled", {"a"})), Causes{}) << "moves nothing";
  EXPECT_EQ(settle(operation, withdrawal("3")), Causes{});
  const std::uint64_t reopening = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("count.reopen", "clerk",
                                             {{"unit", "W1"}, {"reason", "exhibit 1"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", reopening}})),
            Causes{});
  EXPECT_EQ(settle(operation, ruling("1", "sustained", {"b"})), Causes{});
}

// Reported: 94 for a, 61 for b. The petition is a's.
TEST(SettleChallenge, WhoeverLosesByAnAgreementIsPartOfIt) {
  const struct {
    const char* from;
    const char* to;
    std::vector<std::string> sides;
    Causes causes;
  } rows[] = {
      {"blank", "a", {"a", "petitioner"}, {"challenge.parties", "challenge.party-missing"}},
      {"blank",
       "a",
       {"a", "petitioner", "board"},
       {"challenge.parties", "challenge.party-missing"}},
      {"blank", "a", {"petitioner", "b"}, {}},
      {"a", "blank", {"petitioner", "b"}, {}},
      {"b", "blank", {"petitioner", "board"}, {"challenge.parties", "challenge.party-missing"}},
      {"b", "blank", {"petitioner", "x"}, {"challenge.side", "challenge.party-missing"}},
  };
  for (const auto& row : rows) {
    Operation operation = with_exhibit({row.from});
    Petition petition;
    petition.choice = "a";
    operation.opening.petitions.by_id["P1"] = petition;
    Command command = stipulation("1", {row.to});
    command.body["sides"] = row.sides;
    EXPECT_EQ(do_command(operation, command), row.causes) << command.body.dump();
  }
}

TEST(SettleChallenge, RegisteredIsTheSumOverStatusesAfterAnySequence) {
  Operation operation = fixture::operation_judging();
  std::uint64_t state = 20161213;  // a fixed seed; any sequence will do
  const auto next = [&](std::uint64_t most) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % most;
  };
  const base::Json readings[] = {{"a"}, {"b"}, {"blank"}, {"over"}, {"not-counted"}};
  std::int64_t accepted = 0;
  for (int step = 0; step < 3000; ++step) {
    const std::string exhibit = std::to_string(next(200));
    const base::Json& reading = readings[next(5)];
    switch (next(5)) {
      case 0:
      case 1: {
        const Command command =
            challenge(exhibit, "B1", static_cast<std::int64_t>(next(100)) + 1, reading);
        accepted += do_command(operation, command).empty() ? 1 : 0;
        break;
      }
      case 2: settle(operation, withdrawal(exhibit)); break;
      case 3: settle(operation, stipulation(exhibit, reading)); break;
      default: settle(operation, ruling(exhibit, "sustained", reading));
    }
    if (step % 100 != 0) continue;
    std::map<ChallengeStatus, std::int64_t> statuses;
    for (const auto& [number, one] : operation.judging.challenges.by_exhibit) {
      ++statuses[one.status()];
    }
    std::int64_t sum = 0;
    for (const auto& [status, exhibits] : statuses) sum += exhibits;
    ASSERT_EQ(sum, accepted);
    ASSERT_EQ(static_cast<std::int64_t>(operation.judging.challenges.registered.size()), accepted);
  }
  EXPECT_GT(accepted, 50);
}

TEST(SettleChallenge, AClaimThatAnotherAccountRegisteredIsWithdrawnByTwo) {
  Operation operation = fixture::operation_judging();
  Command own = challenge("2", "B1", 18, {"a"});
  own.author = "pet";
  ASSERT_EQ(do_command(operation, own), Causes{});
  const auto status = [&] { return operation.judging.challenges.by_exhibit.at("2").status(); };
  const base::Json entry = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, withdrawal("2")), Causes{});
  EXPECT_EQ(status(), ChallengeStatus::Open) << "it waits";
  ASSERT_EQ(do_command(operation, fixture::command_of("approve", "board-1", entry)), Causes{});
  EXPECT_EQ(status(), ChallengeStatus::Withdrawn);
}

// Whoever types exhibits in types in what a party says; that it gives them up takes two.
TEST(SettleChallenge, WhatStaffRegisteredForAPartyItDoesNotWithdrawAloneAndTheBoardItsOwnItDoes) {
  Operation operation = with_exhibit({"a"});
  const base::Json entry = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, withdrawal("1")), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Open) << "the clerk's own entry";
  ASSERT_EQ(do_command(operation, command_of("approve", "board-1", entry)), Causes{});
  EXPECT_EQ(exhibit_one(operation).status(), ChallengeStatus::Withdrawn);
  EXPECT_EQ(exhibit_one(operation).claims[0].withdrawn_by,
            (std::set<std::string>{"board-1", "clerk"}));
  Command boards = challenge("2", "B1", 18, {"a"});
  boards.body["side"] = "board";
  ASSERT_EQ(do_command(operation, boards), Causes{});
  Command own = withdrawal("2");
  own.body["side"] = "board";
  ASSERT_EQ(do_command(operation, own), Causes{});
  EXPECT_EQ(operation.judging.challenges.by_exhibit.at("2").status(), ChallengeStatus::Withdrawn);
}

}  // namespace
}  // namespace recanvass::workflow
