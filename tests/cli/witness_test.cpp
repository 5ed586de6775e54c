#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::cli_test {
namespace {

namespace fs = std::filesystem;

// An election with a named witness, whose keys are in a folder of its own.
class CliWitness : public testing::Test {
 protected:
  void SetUp() override {
    const Ended made =
        run_recanvass({"key", "new", "press.example", "--keys", folder_.at("press"), "--json"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const std::string key =
        base::parse_json(made.out, "stdout").value()["witness_verifier_key"].get<std::string>();
    ASSERT_EQ(folder_
                  .submit({folder_.opening(),
                           command_line("witness.add", "wec", {{"verifier_key", key}})})
                  .exit_code,
              0);
  }
  std::string log_key() const { return folder_.at("keys/elections.example%2Ftest.vkey"); }
  Ended witness(std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"witness",       folder_.ledger(), "--name",
                                      "press.example", "--keys",         folder_.at("press")};
    words.insert(words.end(), more.begin(), more.end());
    return run_recanvass(words);
  }

  ElectionFolder folder_;
};

TEST_F(CliWitness, TheLineThatItPrintsRecordsTheCosignature) {
  const Ended first = witness({"--log-key", log_key(), "--json"});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  base::Json document = base::parse_json(first.out, "stdout").value();
  EXPECT_EQ(document["size"], 2);
  EXPECT_EQ(document["size_before"], nullptr);
  base::Json line = document["command"];
  line["by"] = "wec";
  const Ended recorded = folder_.submit({line});
  EXPECT_EQ(recorded.exit_code, 0) << recorded.err;
  const Ended second = witness({"--json"});
  ASSERT_EQ(second.exit_code, 0) << "the ledger's key was kept: " << second.err;
  EXPECT_EQ(base::parse_json(second.out, "stdout").value()["size_before"], 2);
}

TEST_F(CliWitness, AKeyOfTheOtherKindIsCalledWhatItIs) {
  const Ended made =
      run_recanvass({"key", "show", "press.example", "--keys", folder_.at("press"), "--json"});
  const std::string witness_key =
      base::parse_json(made.out, "stdout").value()["witness_verifier_key"].get<std::string>();
  const Ended as_log = run_recanvass({"verify", folder_.at("none"), "--log-key", witness_key});
  EXPECT_EQ(as_log.exit_code, 2);
  EXPECT_NE(as_log.err.find("the key of a witness, press.example"), std::string::npos)
      << as_log.err;
  EXPECT_NE(as_log.err.find("--witness-key"), std::string::npos) << as_log.err;
  const Ended as_witness =
      run_recanvass({"verify", folder_.at("none"), "--witness-key", log_key()});
  EXPECT_NE(as_witness.err.find("the key of a log, elections.example/test"), std::string::npos)
      << as_witness.err;
}

TEST_F(CliWitness, WithByItIsRecordedAtOnce) {
  fs::copy_file(folder_.at("keys/wec.key"), folder_.at("press/wec.key"));
  const Ended run = witness({"--log-key", log_key(), "--by", "wec"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("recorded  receipt "), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("\xE2\x80\x94 press.example "), std::string::npos) << run.out;
}

TEST_F(CliWitness, AForkedAndAShrunkLedgerAreRefusedAndTheDifferenceIsSaid) {
  ASSERT_EQ(folder_.submit({folder_.adding("x1", "observer")}).exit_code, 0);
  fs::copy(folder_.ledger(), folder_.at("copy"), fs::copy_options::recursive);
  ASSERT_EQ(folder_.submit({folder_.adding("x2", "observer")}).exit_code, 0);
  ASSERT_EQ(witness({"--log-key", log_key()}).exit_code, 0);

  fs::remove_all(folder_.ledger());
  fs::copy(folder_.at("copy"), folder_.ledger(), fs::copy_options::recursive);
  const Ended shrunk = witness();
  EXPECT_EQ(shrunk.exit_code, 1);
  EXPECT_NE(shrunk.err.find("found a ledger of 3 entries; wanted at least the 4"),
            std::string::npos)
      << shrunk.err;

  // The ledger's own memory of what it signed is lost too, and it goes on otherwise.
  fs::remove(folder_.at("keys/elections.example%2Ftest+elections.example%2Ftest.checkpoint"));
  ASSERT_EQ(folder_.submit({folder_.adding("y1", "observer"), folder_.adding("y2", "observer")})
                .exit_code,
            0);
  const Ended forked = witness();
  EXPECT_EQ(forked.exit_code, 1);
  EXPECT_NE(forked.err.find("begins with the 4 entries countersigned before"), std::string::npos)
      << forked.err;
}

TEST_F(CliWitness, F21_AnOlderCopyOfTheStoreIsFoundByWhoeverHoldsTheLedgersKey) {
  fs::copy(folder_.ledger(), folder_.at("copy"), fs::copy_options::recursive);
  ASSERT_EQ(folder_.submit({folder_.adding("x1", "observer")}).exit_code, 0);
  fs::remove_all(folder_.ledger());
  fs::copy(folder_.at("copy"), folder_.ledger(), fs::copy_options::recursive);
  const Ended run = folder_.submit({folder_.adding("x2", "observer")});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.err.find("rollback.record"), std::string::npos) << run.err;
}

TEST_F(CliWitness, WithoutTheLedgersKeyItDoesNotGuess) {
  const Ended unknown = witness();
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("--log-key"), std::string::npos) << unknown.err;
  const Ended other = run_recanvass(
      {"witness", folder_.at("nothing"), "--name", "press.example", "--keys", folder_.at("press")});
  EXPECT_EQ(other.exit_code, 2);
}

}  // namespace
}  // namespace recanvass::cli_test
