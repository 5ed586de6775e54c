#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::operation_with_inputs;
using fixture::publication;

TEST(PublishCommitmentTest, UnitsMustAddUpToTheReportedOutcomeToTheVote) {
  for (const std::int64_t reported : {93, 94, 95}) {
    Operation operation = operation_with_inputs();
    ASSERT_EQ(do_command(operation,
                         command_of("outcome.report", "wec",
                                    {{"votes", {{"a", reported}, {"b", 61}}}, {"source", "x"}})),
              Causes{});
    const Causes causes = do_command(operation, publication(operation));
    EXPECT_EQ(causes, reported == 94 ? Causes{} : Causes{"commitment.sum"}) << reported;
  }
}

TEST(PublishCommitmentTest, TheHashIsThatOfTheInputsAndTheyAreFixedThen) {
  Operation operation = operation_with_inputs();
  Command wrong = publication(operation);
  wrong.body["inputs_sha256"] = std::string(64, '0');
  EXPECT_EQ(do_command(operation, wrong), Causes{"commitment.hash"});
  ASSERT_EQ(do_command(operation, publication(operation)), Causes{});
  EXPECT_EQ(do_command(operation, publication(operation)), Causes{"commitment.twice"});
  const Command late = command_of(
      "manifest.add", "clerk",
      {{"county", "us-wi-dane"},
       {"batches", {{{"batch", "B7"}, {"container", "C1"}, {"unit", "W1"}, {"ballots", 1}}}}});
  EXPECT_EQ(do_command(operation, late), Causes{"commitment.published"});
}

TEST(PublishCommitmentTest, AWitnessSignsThisLedgerOrIsRefused) {
  Operation operation = operation_with_inputs();
  const ledger::VerifierKey key{"press.example", ledger::SignerKind::Witness,
                                fixture::witness_key().public_key()};
  ASSERT_EQ(do_command(operation, publication(operation)), Causes{});
  EXPECT_EQ(do_command(operation, fixture::witnessing(operation)), Causes{"witness.unknown"});
  ASSERT_EQ(do_command(operation, command_of("witness.add", "wec", {{"verifier_key", key.text()}})),
            Causes{});
  Command other = fixture::witnessing(operation);
  other.body["root"] = ledger::base64(std::string(32, 'x'));
  EXPECT_EQ(do_command(operation, other), (Causes{"witness.root", "witness.signature"}));
  other = fixture::witnessing(operation);
  other.body["size"] = operation.entries + 1;
  EXPECT_EQ(do_command(operation, other), Causes{"witness.size"});
  EXPECT_FALSE(operation.commitment.is_witnessed());
  EXPECT_EQ(do_command(operation, fixture::witnessing(operation)), Causes{});
  EXPECT_TRUE(operation.commitment.is_witnessed());
}

TEST(PublishCommitmentTest, AnAccountsKeyIsNoWitness) {
  Operation operation = operation_with_inputs();
  const ledger::VerifierKey key{"daily.example", ledger::SignerKind::Witness,
                                operation.people.accounts.at("wec").key};
  EXPECT_EQ(do_command(operation, command_of("witness.add", "wec", {{"verifier_key", key.text()}})),
            Causes{"witness.account"});
  const ledger::VerifierKey log{operation.setup.origin, ledger::SignerKind::Witness,
                                fixture::witness_key().public_key()};
  EXPECT_EQ(do_command(operation, command_of("witness.add", "wec", {{"verifier_key", log.text()}})),
            Causes{"witness.log"});
}

TEST(PublishCommitmentTest, AWitnessOfAnEarlierLedgerDoesNotCoverTheCommitment) {
  Operation operation = operation_with_inputs();
  const ledger::VerifierKey key{"press.example", ledger::SignerKind::Witness,
                                fixture::witness_key().public_key()};
  ASSERT_EQ(do_command(operation, command_of("witness.add", "wec", {{"verifier_key", key.text()}})),
            Causes{});
  const Command early = fixture::witnessing(operation);
  ASSERT_EQ(do_command(operation, publication(operation)), Causes{});
  EXPECT_EQ(do_command(operation, early), Causes{});
  EXPECT_FALSE(operation.commitment.is_witnessed());
}

}  // namespace
}  // namespace recanvass::workflow
