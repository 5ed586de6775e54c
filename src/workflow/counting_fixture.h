// For tests only: an operation whose inputs are committed, published and witnessed, with two units
// of one county, ready to be counted. Figures are invented.
#pragma once

#include "ledger/note.h"
#include "workflow/operation_fixture.h"

namespace recanvass::workflow::fixture {

inline ledger::SigningKey witness_key() {
  ledger::SigningKey::Seed seed{};
  seed[0] = 77;
  return ledger::SigningKey::from_seed(seed);
}

inline Command county_account(const std::string& id, const std::string& role, std::uint8_t key) {
  Command command = account(id, role, key);
  command.body["county"] = "us-wi-dane";
  return command;
}

/// A tally of batch B1 (100 ballots) or another, votes for a and b, the rest blank.
inline Command tally(const std::string& author, const std::string& batch, std::int64_t ballots,
                     std::int64_t a, std::int64_t b) {
  return command_of("tally.enter", author,
                    {{"batch", batch},
                     {"ballots", ballots},
                     {"votes", {{"a", a}, {"b", b}}},
                     {"blank", std::max<std::int64_t>(0, ballots - a - b)},
                     {"over", 0}});
}

/// Accounts, manifest, returns and the reported outcome.
inline std::vector<Command> input_commands() {
  return {opening(),
          county_account("clerk", "county-officer", 2),
          county_account("super", "supervisor", 3),
          county_account("team-1", "counter", 4),
          county_account("team-2", "counter", 5),
          county_account("team-3", "counter", 6),
          account("wec2", "state-officer", 7),
          command_of("manifest.add", "clerk",
                     {{"county", "us-wi-dane"},
                      {"batches",
                       {{{"batch", "B1"}, {"container", "C1"}, {"unit", "W1"}, {"ballots", 100}},
                        {{"batch", "B2"}, {"container", "C1"}, {"unit", "W1"}, {"ballots", 50}},
                        {{"batch", "B3"}, {"container", "C2"}, {"unit", "W2"}, {"ballots", 10}}}}}),
          command_of("returns.add", "clerk",
                     {{"county", "us-wi-dane"},
                      {"units",
                       {{{"unit", "W1"}, {"name", "Ward 1"}, {"votes", {{"a", 90}, {"b", 55}}}},
                        {{"unit", "W2"}, {"name", "Ward 2"}, {"votes", {{"a", 4}, {"b", 6}}}}}}}),
          command_of("outcome.report", "wec",
                     {{"votes", {{"a", 94}, {"b", 61}}}, {"source", "canvass"}})};
}

/// Everything up to the reported figures, not yet published.
inline Operation operation_with_inputs() {
  Operation operation = empty_operation(no_law());
  for (const Command& command : input_commands()) {
    RECANVASS_CHECK(do_command(operation, command).empty());
  }
  return operation;
}

inline Command publication(const Operation& operation) {
  return command_of("commitment.publish", "wec",
                    {{"inputs_sha256", committed_sha256(operation.commitment)},
                     {"published_in", "the state's web site"}});
}

/// A cosignature of the whole ledger so far.
inline Command witnessing(const Operation& operation) {
  const ledger::Checkpoint checkpoint{operation.setup.origin, operation.entries,
                                      root_of(operation, operation.entries)};
  const std::string text = ledger::checkpoint_text(checkpoint);
  const std::string note = ledger::format_note(
      {text, {ledger::sign_as_witness(text, "press.example", witness_key(), 1480327200)}});
  const std::string root = text.substr(text.rfind('\n', text.size() - 2) + 1);
  const std::string signature = note.substr(text.size() + 1);
  return command_of("witness.record", "wec",
                    {{"witness", "press.example"},
                     {"size", checkpoint.size},
                     {"root", root.substr(0, root.size() - 1)},
                     {"cosignature", signature.substr(0, signature.size() - 1)}});
}

inline Command naming_of_witness() {
  const ledger::VerifierKey key{"press.example", ledger::SignerKind::Witness,
                                witness_key().public_key()};
  return command_of("witness.add", "wec", {{"verifier_key", key.text()}});
}

/// Ready to count: published and witnessed.
inline Operation operation_ready() {
  Operation operation = operation_with_inputs();
  RECANVASS_CHECK(do_command(operation, publication(operation)).empty());
  RECANVASS_CHECK(do_command(operation, naming_of_witness()).empty());
  RECANVASS_CHECK(do_command(operation, witnessing(operation)).empty());
  return operation;
}

}  // namespace recanvass::workflow::fixture
