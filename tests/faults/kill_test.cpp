// F1, F2, F4, F6 and F9 on the built program: kill -9 at random moments while entries and files
// come in, and a database server that stops, dies and comes back.
#include "store/postgres_server_test.h"
#include "store/system_clock.h"
#include "tests/faults/town.h"
#include "workflow/election.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <random>
#include <signal.h>
#include <thread>

namespace recanvass::faults {
namespace {

using cli_test::command_line;

constexpr int kKillsOfOneCount = 8;

void pause_up_to(std::mt19937& random, unsigned milliseconds) {
  std::this_thread::sleep_for(std::chrono::microseconds(random() % (milliseconds * 1000)));
}

// Both teams' files in one process, which is killed again and again, each time somewhat later.
void kill_one_process(const Town& town, unsigned seed) {
  std::mt19937 random(seed);
  Answers promised;
  for (int kill = 0; kill < kKillsOfOneCount; ++kill) {
    Submitting entering(town.submitting({town.entries_of(1), town.entries_of(2)}));
    entering.wait_for("accepted", random() % 60);
    pause_up_to(random, 4);
    entering.kill();
    add_promises(promised, entering.answers());
  }
  EXPECT_FALSE(promised.empty());
  town.expect_all_is_kept(promised);
}

// Two processes, a team each; while one is killed and started again, the other goes on.
void kill_one_of_two(const Town& town, unsigned seed) {
  std::mt19937 random(seed);
  Answers promised;
  Submitting steady(town.submitting({"-"}));
  int sent = 0;
  for (int kill = 0; kill < kKillsOfOneCount; ++kill) {
    Submitting dying(town.submitting({town.entries_of(1)}));
    dying.wait_for("accepted", random() % 30);
    pause_up_to(random, 4);
    dying.kill();
    add_promises(promised, dying.answers());
    for (int line = 0; line < 10; ++line) {
      steady.write(Town::entry(2, sent++).dump() + "\n");
    }
    steady.wait_for("accepted", static_cast<std::size_t>(sent));
    EXPECT_EQ(steady.answered("accepted"), static_cast<std::size_t>(sent));
  }
  EXPECT_EQ(steady.finish(), 0);
  add_promises(promised, steady.answers());
  town.expect_all_is_kept(promised);
}

std::uint64_t files_in(const Town& town) {
  store::SystemClock clock;
  const auto opened =
      workflow::open_election(town.place(), clock, workflow::ElectionMode::MustExist);
  EXPECT_TRUE(opened.ok());
  return opened ? (*opened)->blobs()->size() : 99;
}

// An import that is killed in the middle leaves no part of a file and blocks nobody; sent again it
// is there as a whole.
void kill_an_import(const Town& town, unsigned seed) {
  std::mt19937 random(seed);
  std::string bytes(std::size_t{6} << 20, 'x');
  for (std::size_t i = 0; i < bytes.size(); i += 97) bytes[i] = static_cast<char>(random());
  town.folder().text_file("export.bin", bytes);
  const std::vector<base::Json> import = {command_line("equipment.examine", "clerk",
                                                       {{"examination", "e1"},
                                                        {"machine", "m1"},
                                                        {"present", {"A", "B"}},
                                                        {"findings", "results as exported"},
                                                        {"file", {{"path", "export.bin"}}}})};
  const std::string file = town.folder().file("import.jsonl", import);
  int entered = 0;
  for (int kill = 0; kill < kKillsOfOneCount / 2; ++kill) {
    Submitting importing(town.submitting({file}));
    pause_up_to(random, 400);
    importing.kill();
    EXPECT_LE(files_in(town), 1U) << "the whole file or nothing";
    Answers entries = town.submit({Town::entry(1, entered++)});
    EXPECT_EQ(entries.begin()->second.standing, "accepted");
    if (importing.answered("accepted") > 0) break;
  }
  const Answers imported = town.submit(import);
  EXPECT_FALSE(imported.begin()->second.receipt.empty()) << imported.begin()->second.cause;
  EXPECT_EQ(files_in(town), 1U);
  town.expect_all_is_kept({});
}

TEST(KillTest, F1_F2_KilledAtRandomMomentsOfEntryNoReceiptIsLost) {
  for (int round = 0; round < fault_rounds(1); ++round) {
    const Town town;
    kill_one_process(town, static_cast<unsigned>(round));
  }
}

TEST(KillTest, F1_F2_WhenOneOfTwoProcessesIsKilledTheOtherGoesOn) {
  for (int round = 0; round < fault_rounds(1); ++round) {
    const Town town;
    kill_one_of_two(town, static_cast<unsigned>(round));
  }
}

TEST(KillTest, F4_F9_F20_AnImportThatIsKilledLeavesNothingAndBlocksNobody) {
  for (int round = 0; round < fault_rounds(1); ++round) {
    const Town town;
    kill_an_import(town, static_cast<unsigned>(round));
  }
}

// A process that hangs while it imports holds no lock that the others wait for.
TEST(KillTest, F9_AnImportThatHangsBlocksNobody) {
  const Town town;
  town.folder().text_file("export.bin", std::string(std::size_t{6} << 20, 'y'));
  const std::string file =
      town.folder().file("import.jsonl", {command_line("equipment.examine", "clerk",
                                                       {{"examination", "e1"},
                                                        {"machine", "m1"},
                                                        {"present", {"A", "B"}},
                                                        {"findings", "results as exported"},
                                                        {"file", {{"path", "export.bin"}}}})});
  Submitting importing(town.submitting({file}));
  // It opens the store, then reads standard input: nothing more comes.
  Submitting waiting(town.submitting({"-"}));
  const Answers entries = town.submit({Town::entry(1, 0)});
  EXPECT_EQ(entries.begin()->second.standing, "accepted");
  EXPECT_EQ(importing.finish(), 0);
  waiting.write(Town::entry(2, 0).dump() + "\n");
  EXPECT_EQ(waiting.finish(), 0);
  EXPECT_EQ(town.settled(), 1);
}

class KillOnPostgresTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!server_.why_not().empty()) GTEST_SKIP() << server_.why_not();
  }
  std::unique_ptr<Town> make_town() {
    return std::make_unique<Town>(fmt::format("{}#town_{}", server_.url(), ++schemas_));
  }

  store::PostgresServer server_;

 private:
  int schemas_ = 0;
};

TEST_F(KillOnPostgresTest, F1_F2_KilledAtRandomMomentsOfEntryNoReceiptIsLost) {
  for (int round = 0; round < fault_rounds(1); ++round) {
    kill_one_process(*make_town(), static_cast<unsigned>(round));
  }
}

TEST_F(KillOnPostgresTest, F1_F2_WhenOneOfTwoProcessesIsKilledTheOtherGoesOn) {
  for (int round = 0; round < fault_rounds(1); ++round) {
    kill_one_of_two(*make_town(), static_cast<unsigned>(round));
  }
}

TEST_F(KillOnPostgresTest, F4_F9_F20_AnImportThatIsKilledLeavesNothingAndBlocksNobody) {
  for (int round = 0; round < fault_rounds(1); ++round) {
    kill_an_import(*make_town(), static_cast<unsigned>(round));
  }
}

// Stopped in order, then killed, while lines come: what was not saved is refused or saved later,
// and the same process goes on when the server is back.
TEST_F(KillOnPostgresTest, F1_F6_TheServerStoppedKilledAndStartedLosesNoReceipt) {
  for (int round = 0; round < fault_rounds(1); ++round) {
    const auto town = make_town();
    Submitting entering(town->submitting({"-"}));
    int sent = 0;
    const auto send = [&](int lines) {
      for (; lines > 0; --lines) entering.write(Town::entry(1, sent++).dump() + "\n");
    };
    for (const bool in_order : {true, false}) {
      send(40);
      entering.wait_for("accepted", static_cast<std::size_t>(sent) / 2);
      if (in_order) {
        server_.stop();
      } else {
        server_.kill();
      }
      send(20);
      server_.start();
      ASSERT_EQ(server_.why_not(), "");
    }
    send(40);
    entering.finish();
    EXPECT_EQ(entering.answers().size(), static_cast<std::size_t>(sent));
    EXPECT_EQ(entering.answers().at({"team-1", fmt::format("e{}", sent - 1)}).standing, "accepted");
    Answers promised;
    add_promises(promised, entering.answers());
    town->expect_all_is_kept(promised);
  }
}

}  // namespace
}  // namespace recanvass::faults
