#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

namespace recanvass::cli_test {
namespace {

constexpr const char* kEntriesCards = "examples/synthetic-audit/cards.csv";

// What is missing or means nothing is said in one go, before any file is read. That the lines are
// taken by a ledger: src/workflow/record_list_test.cpp.
TEST(CliEntries, EveryOptionThatIsMissingOrMeansNothingIsToldAtOnce) {
  const Ended refused = run_recanvass(
      {"entries", "no-such-election", "list", kEntriesCards, "--contests", "audit.toml"});
  EXPECT_EQ(refused.exit_code, 2);
  for (const char* option : {"--contests", "--list", "--by"}) {
    EXPECT_NE(refused.err.find(option), std::string::npos) << option << "\n" << refused.err;
  }
  EXPECT_EQ(run_recanvass({"entries", "x", "everything", kEntriesCards}).exit_code, 2);
}

TEST(CliEntries, ALedgerThatIsNotThereIsRefused) {
  const Ended refused = run_recanvass(
      {"entries", "no-such-election", "reveal", kEntriesCards, "--list", "dane", "--by", "clerk"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("no-such-election"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace recanvass::cli_test
