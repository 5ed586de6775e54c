#include "workflow/account_of_ballots.h"

#include "workflow/deciding_fixture.h"
#include "workflow/moved_votes.h"
#include "workflow/unit_review.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;
using fixture::tally;
using recount::CountedHow;

std::int64_t ballots_counted(const Operation& operation, CountedHow how) {
  return account_of_ballots(operation, "").line(how).ballots.value();
}

// Some sentence that a certificate would have is this one.
bool is_said(const Operation& operation, const std::string& words) {
  const auto sentences = moved_sentences(operation);
  return std::ranges::find(sentences, words) != sentences.end();
}

Operation counted_but_b3() {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  return operation;
}

TEST(AccountOfBallots, TwoEqualEntriesOfListedBatchesAreRegular) {
  const Operation operation = fixture::operation_counted();
  const recount::BallotAccount account = account_of_ballots(operation, "");
  EXPECT_FALSE(account.has_exceptions());
  EXPECT_EQ(account.unaccounted, std::vector<std::string>{});
  EXPECT_EQ(account.line(CountedHow::Regular).votes.at("a").value(), 95);
  EXPECT_EQ(recount::summary_of(account),
            "Account of every ballot: all 160 ballots counted were counted in the regular way.");
  EXPECT_EQ(moved_sentences(operation), std::vector<std::string>{});
}

// Counted figures that entries do not give: nothing that this program does, and refused.
TEST(AccountOfBallots, VotesThatNoEntryGivesAreNotAccountedForAndRefuseTheCertificate) {
  Operation operation = fixture::operation_counted();
  operation.counting.sums["W2"].votes["a"] += 7;
  EXPECT_EQ(account_of_ballots(operation, "").unaccounted,
            std::vector<std::string>{"W2: 11 votes of a are certified, and 4 are accounted for"});
  const auto problems = decide(operation, fixture::certificate());
  EXPECT_TRUE(std::ranges::any_of(problems, [](const base::Problem& problem) {
    return problem.cause == "certificate.account";
  }));
}

TEST(AccountOfBallots, ReadersWhomTheSamePersonsNamedAfterPublicationAreAnException) {
  Operation operation = counted_but_b3();
  for (const auto& [id, key] : {std::pair{"x1", 41}, std::pair{"x2", 42}}) {
    const Command naming = fixture::county_account(id, "counter", static_cast<std::uint8_t>(key));
    const std::uint64_t position = operation.entries;
    ASSERT_EQ(do_command(operation, naming), Causes{});
    EXPECT_FALSE(operation.people.accounts.contains(id)) << "one officer names no counter";
    EXPECT_EQ(do_command(operation, tally(id, "B3", 10, 9, 1)), Causes{"author.unknown"});
    ASSERT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", position}})),
              Causes{});
  }
  Operation mixed = operation;
  for (const char* reader : {"x1", "x2"}) {
    ASSERT_EQ(do_command(operation, tally(reader, "B3", 10, 9, 1)), Causes{});
  }
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(ballots_counted(operation, CountedHow::Readers), 10);
  EXPECT_TRUE(
      is_said(operation,
              "By exception, 10 ballots (10 votes), entered by two accounts that go back to "
              "the same persons by names or keys given after the inputs were published: "
              "B3; by State officer 1, wec2."));
  for (const char* reader : {"x1", "team-1"}) {
    ASSERT_EQ(do_command(mixed, tally(reader, "B3", 10, 9, 1)), Causes{});
  }
  fixture::sign_off_unit(mixed, "W2");
  EXPECT_EQ(ballots_counted(mixed, CountedHow::Readers), 0) << "one of them was known before";
}

// Two officers name two more, who name the second reader: behind both readers are the first two.
TEST(AccountOfBallots, ReadersWhoGoBackToTheSamePersonsThroughOthersAreAnException) {
  Operation operation = counted_but_b3();
  std::uint8_t key = 41;
  const auto name = [&](Command naming, const std::string& by, const std::string& second) {
    naming.author = by;
    naming.body["public_key"] = fixture::key_text(key++);
    EXPECT_EQ(do_with_second(operation, naming, second), Causes{}) << naming.body;
  };
  name(fixture::county_account("x1", "counter", 0), "wec", "wec2");
  name(fixture::account("p1", "state-officer", 0), "wec", "wec2");
  name(fixture::account("p2", "state-officer", 0), "wec", "wec2");
  name(fixture::county_account("x2", "counter", 0), "p1", "p2");
  for (const char* reader : {"x1", "x2"}) {
    ASSERT_EQ(do_command(operation, tally(reader, "B3", 10, 9, 1)), Causes{});
  }
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(ballots_counted(operation, CountedHow::Readers), 10);
  EXPECT_EQ(account_of_ballots(operation, "").line(CountedHow::Readers).people,
            (std::set<std::string>{"State officer 1", "wec2"}));
}

// W1's first count had 353 ballots; its manifest lists 150, which are counted as they are.
TEST(AccountOfBallots, BallotsOfTheFirstCountThatNoManifestListsAreNamedAndTheirUnitIsNotBalanced) {
  Operation operation = fixture::operation_ready();
  ReportedUnit& ward = operation.commitment.units.at("W1");
  ward.votes = {{"a", 140}, {"b", 210}};
  ward.ballots = 353;
  operation.reconciling.versions.at("W1").back().ballots = 353;
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  fixture::count_batch(operation, "B3", 10, 4, 6);
  for (const char* unit : {"W1", "W2"}) fixture::sign_off_unit(operation, unit);
  EXPECT_TRUE(is_said(operation, "By exception, 203 ballots first counted are in no batch: W1."));
  EXPECT_TRUE(is_said(operation,
                      "The lead is 34 votes, and 203 ballots are exceptions. With the first counts "
                      "of their 1 unit in place of them B would lead, by 72."));
  const UnitReview review = review_unit(operation, "W1", Sight::All);
  EXPECT_TRUE(std::ranges::any_of(review.findings.found, [](const reconcile::Finding& finding) {
    return finding.words ==
           "ballots in the batches listed 150, ballots in the canvass 353: 203 fewer";
  }));
  EXPECT_NE(reconcile::words_of(review.state), "balanced");
  ward.ballots = std::nullopt;
  EXPECT_TRUE(is_said(operation, "By exception, 200 ballots first counted are in no batch: W1."))
      << "350 votes were not cast on 150 ballots";
  ward.votes = {{"a", 90}, {"b", 55}};
  EXPECT_EQ(moved_sentences(operation), std::vector<std::string>{});
}

TEST(AccountOfBallots, KeysThatTheSamePersonsGaveBothReadersAreAnExceptionOfWhatTheySignedSince) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B1", 100, 60, 38);
  for (const auto& [id, key] : {std::pair{"team-1", 41}, std::pair{"team-2", 42}}) {
    ASSERT_EQ(do_with_second(
                  operation,
                  command_of("key.rotate", "wec",
                             {{"account", id},
                              {"public_key", fixture::key_text(static_cast<std::uint8_t>(key))},
                              {"reason", "lost"}}),
                  "wec2"),
              Causes{});
  }
  fixture::count_batch(operation, "B2", 50, 31, 17);
  fixture::sign_off_unit(operation, "W1");
  EXPECT_EQ(ballots_counted(operation, CountedHow::Readers), 50) << "B2, and not B1";
  EXPECT_EQ(ballots_counted(operation, CountedHow::Regular), 100);
}

TEST(AccountOfBallots, FiguresOfNeitherEntryAreNamedWithWhomBothReadingsName) {
  Operation operation = counted_but_b3();
  ASSERT_EQ(fixture::add_person(operation, fixture::county_account("board", "board-member", 33)),
            Causes{});
  operation.commitment.reported_outcome = {{"a", 94}, {"b", 61}};
  // W1 alone: 91 for a, 55 for b; the third reading of B3 cannot turn that.
  ASSERT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B3", 10, 5, 5)), Causes{});
  Command third = tally("board", "B3", 10, 10, 0);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "reading-error";
  third.body["words"] = "read from the paper";
  ASSERT_EQ(do_with_second(operation, third, "super"), Causes{});
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_TRUE(is_said(operation,
                      "By exception, 10 ballots (10 votes), settled on figures of neither of two "
                      "entries: B3; by board, super."));
  EXPECT_EQ(readings_alone(operation), "") << "they name A as well";
  for (int i = 0; i < 2; ++i) {
    operation.counting.batches["B1"]
        .entries.at(static_cast<std::size_t>(i))
        .revisions.back()
        .votes = {{"a", 14}, {"b", 84}};
  }
  operation.counting.sums["W1"].votes = {{"a", 45}, {"b", 54}};
  EXPECT_EQ(readings_alone(operation),
            "Both readings name B: what was settled on figures of neither decides.");
}

TEST(AccountOfBallots, WhatNoManifestListsIsAnExceptionWithItsPersons) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_with_second(operation,
                           command_of("count.reopen", "clerk", {{"unit", "W2"}, {"reason", "bag"}}),
                           "super"),
            Causes{});
  const std::uint64_t incident = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W2"},
                                              {"container", "C2"},
                                              {"ballots", 40},
                                              {"reason", "in the bag"}})),
            Causes{});
  fixture::count_batch(operation, "X1", 40, 2, 38);
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", incident}, {"words", "it was"}})),
            Causes{});
  fixture::sign_off_unit(operation, "W2");
  const recount::BallotAccount account = account_of_ballots(operation, "");
  EXPECT_EQ(account.unaccounted, std::vector<std::string>{});
  EXPECT_TRUE(is_said(operation,
                      "By exception, 40 ballots (40 votes), not on the published manifest: X1; by "
                      "clerk, super, team-1, team-2."));
  // 97 for a and 99 for b; without X1's unit's second count 95 for a and 61 for b.
  EXPECT_EQ(without_exceptions(operation, account),
            "The lead is 2 votes, and 40 ballots are exceptions. With the first counts of their 1 "
            "unit in place of them A would lead, by 34.");
}

TEST(AccountOfBallots, AListedBatchThatIsSetAsideUnreadIsNamedAndItsUnitNotBalanced) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B1", 100, 60, 38);
  ASSERT_EQ(do_with_second(operation,
                           command_of("batch.void", "super", {{"batch", "B2"}, {"reason", "no"}}),
                           "clerk"),
            Causes{});
  fixture::sign_off_unit(operation, "W1");
  EXPECT_TRUE(is_said(operation,
                      "By exception, 50 ballots listed, set aside before anybody had entered them: "
                      "B2; by clerk, super."));
  const auto problems = decide(operation, fixture::statement("us-wi-dane"));
  EXPECT_TRUE(std::ranges::any_of(problems, [](const base::Problem& problem) {
    return problem.cause == "statement.unexplained" &&
           problem.found.find("B2") != std::string::npos;
  })) << "50 ballots are listed, and none of them was counted";
}

// Where either method is allowed: a tape of 9 to 1 on 10 ballots, confirmed, and signed off.
Causes count_w2_by_machine(Operation& operation, const base::Json& besides) {
  Causes causes = do_with_second(
      operation,
      command_of(
          "method.set", "wec",
          {{"method", "mixed"}, {"extent", "whole"}, {"decided_by", "board"}, {"words", "either"}}),
      "wec2");
  if (!causes.empty()) return causes;
  Command tape =
      command_of("result.machine", "clerk",
                 {{"unit", "W2"},
                  {"tape", {{{"choice", "a"}, {"votes", 9}}, {{"choice", "b"}, {"votes", 1}}}},
                  {"ballots", 10},
                  {"blank", 0},
                  {"over", 0}});
  tape.body.update(besides);
  causes = do_with_second(operation, tape, "super");
  if (causes.empty()) fixture::sign_off_unit(operation, "W2");
  return causes;
}

TEST(AccountOfBallots, ATapeOverEntriesByHandThatDifferIsNamedAsSuch) {
  Operation operation = counted_but_b3();
  ASSERT_EQ(count_w2_by_machine(operation, base::Json::object()), Causes{});
  EXPECT_EQ(ballots_counted(operation, CountedHow::Tape), 10);
  operation.counting.signed_off.erase("W2");
  fixture::count_batch(operation, "B3", 10, 4, 6);
  ASSERT_EQ(
      fixture::do_with_second(
          operation,
          fixture::command_of(
              "count.choose", "clerk",
              {{"unit", "W2"}, {"count", "machine"}, {"reason", "the law has a machine count"}}),
          "super"),
      Causes{});
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(ballots_counted(operation, CountedHow::Tape), 0);
  EXPECT_TRUE(is_said(operation,
                      "By exception, 10 ballots (10 votes), counted by machine where entries by "
                      "hand say something else: W2; by clerk, super."));
}

// Both tables find nothing of a batch that is listed: nothing is certified of it, and no second
// account was asked.
TEST(AccountOfBallots, AListedBatchOfWhichNothingIsCountedIsNamedWithItsReadersAndWhoWouldLead) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B2", 50, 31, 17);
  fixture::count_batch(operation, "B3", 10, 4, 6);
  for (const char* team : {"team-1", "team-2"}) {
    Command empty = tally(team, "B1", 0, 0, 0);
    empty.body["reason"] = "ballots-missing";
    empty.body["words"] = "the envelope is not in its bag";
    ASSERT_EQ(do_command(operation, empty), Causes{});
  }
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_TRUE(is_said(operation,
                      "By exception, 100 ballots fewer than listed: B1 -100; by team-1, "
                      "team-2."));
  EXPECT_EQ(account_of_ballots(operation, "").exceptional_ballots().value(), 100);
  EXPECT_TRUE(std::ranges::any_of(moved_sentences(operation), [](const std::string& words) {
    return words.starts_with(
        "The lead is 12 votes, and 100 ballots are exceptions. With the first "
        "counts of their 1 unit");
  }));
}

TEST(AccountOfBallots, ABatchSetAsideInAUnitThatAMachineCountsIsCountedOnceByItsTape) {
  Operation operation = counted_but_b3();
  ASSERT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(do_with_second(operation,
                           command_of("batch.void", "super", {{"batch", "B3"}, {"reason", "tape"}}),
                           "clerk"),
            Causes{});
  ASSERT_EQ(
      count_w2_by_machine(operation, {{"reason", "other"}, {"words", "the batch was set aside"}}),
      Causes{});
  const recount::BallotAccount account = account_of_ballots(operation, "");
  EXPECT_EQ(account.exceptional_ballots().value(), 0);
  EXPECT_EQ(account.listed_ballots().value(), 160);
  EXPECT_EQ(account.unaccounted, std::vector<std::string>{});
  EXPECT_EQ(recount::summary_of(account),
            "Account of every ballot: 0 of 160 ballots were counted in the regular way; 10 by "
            "machine, confirmed by two persons; 150 as first counted, whose second count is open. "
            "Of 160 ballots listed: 150 not counted again.");
}

}  // namespace
}  // namespace recanvass::workflow
