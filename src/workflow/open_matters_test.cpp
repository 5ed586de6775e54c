#include "workflow/open_matters.h"

#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

#include <tuple>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;
using Sentences = std::vector<std::string>;

Sentences said_of_record(const Operation& operation) {
  return recount::record_sentences(open_matters(operation));
}

Sentences said_of_matters(const Operation& operation) {
  return recount::matter_sentences(open_matters(operation));
}

Command objection_to_w1(const std::string& id, const std::string& author) {
  return command_of("objection.standing", author,
                    {{"objection", id},
                     {"county", "us-wi-dane"},
                     {"unit", "W1"},
                     {"class", "envelope"},
                     {"side", "petitioner"},
                     {"ground", id == "O1" ? "late" : "envelope-witness"},
                     {"words", "every envelope"}});
}

void count_envelopes(Operation& operation, const std::string& id, int envelopes) {
  for (int i = 1; i <= envelopes; ++i) {
    ASSERT_EQ(
        do_command(operation, command_of("objection.envelope", "team-1",
                                         {{"objection", id}, {"envelope", std::to_string(i)}})),
        Causes{});
  }
}

TEST(OpenMatters, NothingIsSaidOfAPlainCount) {
  EXPECT_EQ(said_of_record(fixture::operation_counted()), Sentences{});
  EXPECT_EQ(said_of_matters(fixture::operation_counted()), Sentences{});
}

TEST(OpenMatters, ARestoredBackupIsSaidByTheCertificateWithTheEntriesThatWereLost) {
  Operation operation = fixture::operation_counted();
  const std::string at = std::to_string(operation.entries);
  ASSERT_EQ(do_with_second(operation,
                           command_of("rollback.record", "wec",
                                      {{"lost_size", 900},
                                       {"lost_root", fixture::key_text(9)},
                                       {"kept_size", 10},
                                       {"reason", "disk"}}),
                           "wec2"),
            Causes{});
  const std::string lost = "Signed entries were lost: of 900 an older copy held 10 (\"disk\"; " +
                           ("entry " + at) + ", by State officer 1, wec2).";
  EXPECT_EQ(said_of_record(operation), Sentences{lost});
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  const Sentences& warnings = operation.deciding.certificates.at(0).warnings;
  EXPECT_EQ(std::ranges::count(warnings, lost), 1);
}

TEST(OpenMatters, AVoidedCertificateIsSaid) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  const std::string at = std::to_string(operation.entries);
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  ASSERT_EQ(do_with_second(operation,
                           command_of("certificate.void", "wec",
                                      {{"authority", "a court"},
                                       {"signed_at", "2016-12-20T12:00"},
                                       {"reason", "judgment"}}),
                           "wec2"),
            Causes{});
  EXPECT_EQ(said_of_record(operation),
            Sentences{"The certificate of entry " + at +
                      " (recount) was declared void (\"judgment\"; by State officer 1, wec2)."});
}

TEST(OpenMatters, ACountThatIsOpenedAfterTheCertificateIsNamedUntilAnAmendedOneSaysIt) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  const std::string at = std::to_string(operation.entries);
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  EXPECT_EQ(said_of_record(operation), Sentences{});
  ASSERT_EQ(do_with_second(
                operation,
                command_of("count.reopen", "super", {{"unit", "W2"}, {"reason", "a slip"}}), "wec"),
            Causes{});
  const std::string opened = "Counts were opened since the certificate of entry " + at +
                             ", whose figures are those of before: W2 (";
  EXPECT_EQ(said_of_record(operation), Sentences{opened + "open)."});
  fixture::sign_off_unit(operation, "W2");
  const std::string signed_off = opened + "signed off since).";
  EXPECT_EQ(said_of_record(operation), Sentences{signed_off});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  Command amended = fixture::certificate();
  amended.kind = "certificate.amend";
  amended.body["reason"] = "a slip";
  ASSERT_EQ(do_with_second(operation, amended, "wec2"), Causes{});
  EXPECT_EQ(std::ranges::count(operation.deciding.certificates.at(1).warnings, signed_off), 1);
  EXPECT_EQ(said_of_record(operation), Sentences{});
}

// 94 for a and 61 for b: 33 between them.
TEST(OpenMatters, AnOpenObjectionIsSaidWithItsEnvelopesAndFromSeventeenOnThatItCouldDecide) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, objection_to_w1("O1", "pet")), Causes{});
  count_envelopes(operation, "O1", 16);
  const Sentences before = {"Standing objections that are open: O1 (16 envelopes or ballots)."};
  EXPECT_EQ(said_of_matters(operation), before);
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(said_of_matters(operation), before) << "32 is less than the lead";
  ASSERT_EQ(do_command(operation, command_of("objection.envelope", "team-1",
                                             {{"objection", "O1"}, {"envelope", "17"}})),
            Causes{});
  EXPECT_EQ(said_of_matters(operation),
            (Sentences{"Standing objections that are open: O1 (17 envelopes or ballots).",
                       "Claims that could decide: the lead is 33 votes, and 17 envelopes or "
                       "ballots are under what is open or was ended so."}));
}

TEST(OpenMatters, WhoEndedAPartysObjectionIsSaidAndThatItEndedItsOwnIsNot) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, objection_to_w1("O1", "pet")), Causes{});
  ASSERT_EQ(
      do_with_second(operation, command_of("objection.withdraw", "clerk", {{"objection", "O1"}}),
                     "board-1"),
      Causes{});
  ASSERT_EQ(do_command(operation, objection_to_w1("O2", "pet")), Causes{});
  ASSERT_EQ(do_command(operation, command_of("objection.withdraw", "pet", {{"objection", "O2"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, objection_to_w1("O3", "pet")), Causes{});
  ASSERT_EQ(do_command(operation, command_of("objection.rule", "board-1",
                                             {{"objection", "O3"},
                                              {"ruling", "overruled"},
                                              {"ruled_by", "board"},
                                              {"words", "no"},
                                              {"votes", {{"Lee", "for"}, {"Kim", "for"}}}})),
            Causes{});
  EXPECT_EQ(said_of_matters(operation),
            (Sentences{"Standing objections that one account alone ruled on: O3 (0 envelopes or "
                       "ballots; by board-1).",
                       "Standing objections that others than the party that made them withdrew: O1 "
                       "(0 envelopes or ballots; by board-1, clerk)."}));
}

TEST(OpenMatters, DiscrepanciesAreSaidUntilTwoPersonsCloseThemAndRollsOnceNothingIsOpen) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, command_of("discrepancy.open", "super",
                                             {{"discrepancy", "D1"},
                                              {"county", "us-wi-dane"},
                                              {"unit", "W1"},
                                              {"what", "ballots"},
                                              {"words", "40 ballots lie in the vault"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("machine.register", "clerk",
                                             {{"machine", "M1"},
                                              {"county", "us-wi-dane"},
                                              {"kind", "dre"},
                                              {"units", {"W1"}},
                                              {"paper", "vvpat"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("vvpat.audit", "super",
                                             {{"county", "us-wi-dane"},
                                              {"machine", "M1"},
                                              {"day", "2016-11-08"},
                                              {"roll", "complete"},
                                              {"votes", {{"a", 3}, {"b", 4}}},
                                              {"machine_votes", {{"a", 4}, {"b", 3}}}})),
            Causes{});
  const std::string by_hand = "Discrepancies that are open: D1 (ballots, W1).";
  EXPECT_EQ(said_of_matters(operation), Sentences{by_hand});
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(said_of_matters(operation),
            (Sentences{by_hand,
                       "Paper rolls that differ from their machines and are open: M1 of "
                       "2016-11-08."}));
  for (const char* id : {"D1", "paper:M1/2016-11-08"}) {
    ASSERT_EQ(
        do_command(operation, command_of("discrepancy.cause", "clerk",
                                         {{"discrepancy", id}, {"code", "PEN"}, {"words", "so"}})),
        Causes{});
    ASSERT_EQ(
        do_with_second(operation, command_of("discrepancy.close", "clerk", {{"discrepancy", id}}),
                       "board-1"),
        Causes{});
  }
  EXPECT_EQ(said_of_matters(operation), Sentences{});
}

// The outcome that was published names A by 34; two officers write that it named B.
TEST(OpenMatters, ACorrectedOutcomeStandsBesideThePublishedOneWhichACountConfirmsOrNot) {
  Operation operation = fixture::operation_counted();
  const auto published = operation.commitment.reported_outcome;
  const std::int64_t a = published.at("a");
  const std::int64_t b = published.at("b");
  ASSERT_EQ(
      do_with_second(
          operation,
          command_of("input.correct", "wec",
                     {{"input", "outcome"}, {"reason", "typo"}, {"votes", {{"a", b}, {"b", a}}}}),
          "wec2"),
      Causes{});
  EXPECT_EQ(outcome_as_published(operation), published);
  const Sentences said = said_of_record(operation);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_TRUE(said[0].starts_with(
      "Reported figures were corrected after they were published, and are given here as corrected: "
      "the outcome (\"typo\"; entry "));
  EXPECT_TRUE(said[0].ends_with(", by State officer 1, wec2)."));
  EXPECT_EQ(said[1], "The outcome as published and as corrected: A " + std::to_string(a) + " to " +
                         std::to_string(b) + ", B " + std::to_string(b) + " to " +
                         std::to_string(a) + "; as published it names A, as corrected B.");
  const base::Json results = fixture::shown(operation, "results");
  EXPECT_TRUE(
      results["sets"].back()["words"].get<std::string>().starts_with("confirms the winner: A"))
      << "the one who was published to have won";
  EXPECT_EQ(results["read_with"], base::Json(said));
  operation.counting.signed_off.erase("W2");
  EXPECT_EQ(said_of_record(operation).size(), 1U) << "no figures while a unit is open";
}

TEST(OpenMatters, ResultsMediaOfTheSameTotalsAreSaidOnceNothingIsOpen) {
  Operation operation = fixture::operation_counted();
  for (const auto& [medium, unit, content] :
       {std::tuple{"S1", "W1", 'a'}, std::tuple{"S2", "W2", 'b'}}) {
    ASSERT_EQ(
        do_command(operation, command_of("media.load", "clerk",
                                         {{"medium", medium},
                                          {"county", "us-wi-dane"},
                                          {"unit", unit},
                                          {"sha256", std::string(64, content)},
                                          {"totals", {{"a", 2'010}, {"b", 2'300}, {"c", 45}}}})),
        Causes{});
  }
  EXPECT_EQ(said_of_matters(operation),
            Sentences{"Results media of the same totals (R7): 2 sources have the same totals "
                      "(4,355 in all): S1 in W1, S2 in W2."});
  operation.counting.signed_off.erase("W2");
  EXPECT_EQ(said_of_matters(operation), Sentences{});
}

TEST(OpenMatters, VotesWithoutPaperAreSaidOfAMachineThatLeavesNoneAndOfDaysWithoutARoll) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  for (const char* machine : {"M1", "M2"}) {
    const bool is_first = std::string(machine) == "M1";
    ASSERT_EQ(do_command(operation, command_of("machine.register", "clerk",
                                               {{"machine", machine},
                                                {"county", "us-wi-dane"},
                                                {"kind", "dre"},
                                                {"units", {"W1"}},
                                                {"paper", is_first ? "vvpat" : "none"}})),
              Causes{});
  }
  ASSERT_EQ(do_command(operation, command_of("vvpat.audit", "super",
                                             {{"county", "us-wi-dane"},
                                              {"machine", "M1"},
                                              {"day", "2016-11-08"},
                                              {"roll", "missing"},
                                              {"machine_votes", {{"a", 40}, {"b", 20}}}})),
            Causes{});
  const std::string start =
      "Votes without paper, which nobody can count by hand: all of M2, which "
      "leaves no paper";
  EXPECT_EQ(said_of_matters(operation), Sentences{start + "."}) << "figures wait for the sign-off";
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(said_of_matters(operation), Sentences{start + ", 60 of M1 of 2016-11-08."});
}

}  // namespace
}  // namespace recanvass::workflow
