// Several processes decide and append on one ledger at once: the order is one, what only one may do
// is done once, and every process ends with the same state.
#include "store/postgres_server_test.h"
#include "store/postgres_storage.h"
#include "store/sqlite_storage.h"
#include "store/system_clock.h"
#include "store/temporary_folder_test.h"
#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace recanvass::workflow {
namespace {

constexpr int kWriters = 4;
constexpr int kGroups = 12;

using Opener = std::function<base::Result<std::unique_ptr<store::Storage>>()>;

std::unique_ptr<Engine> open_engine(const Opener& open, KeyTable& keys) {
  auto storage = open();
  if (!storage) return nullptr;
  auto engine = Engine::open(std::move(storage).value(), &keys, fixture::no_law());
  return engine ? std::move(engine).value() : nullptr;
}

// Adds accounts of its own, and in each group one that every writer wants. Gives how many of
// those it got, or -1 when something else happened.
int write_groups(const Opener& open, int writer) {
  KeyTable keys = fixture::fixture_keys();
  const auto engine = open_engine(open, keys);
  if (!engine) return -1;
  int won = 0;
  for (int group = 0; group < kGroups; ++group) {
    std::vector<Command> commands = {fixture::watcher("wanted-" + std::to_string(group))};
    for (int i = 0; i < 3; ++i) {
      commands.push_back(
          fixture::watcher("own-" + std::to_string(writer) + "-" + std::to_string(group * 3 + i)));
    }
    for (Command& command : commands) command.idempotency_key += "-" + std::to_string(writer);
    const auto answers = fixture::accept_all(*engine, commands);
    const std::string first = fixture::ended(answers[0]);
    if (first == "accepted") ++won;
    if (first != "accepted" && first != "account.exists") return -1;
    for (std::size_t i = 1; i < answers.size(); ++i) {
      if (answers[i].standing != Standing::Accepted) return -1;
    }
  }
  return won;
}

void expect_one_history(const Opener& open) {
  KeyTable keys = fixture::fixture_keys();
  {
    const auto engine = open_engine(open, keys);
    ASSERT_NE(engine, nullptr);
    fixture::accept_all(*engine, {fixture::opening()});
  }
  std::vector<pid_t> children;
  for (int writer = 0; writer < kWriters; ++writer) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const int won = write_groups(open, writer);
      ::_exit(won < 0 ? 99 : won);
    }
    children.push_back(child);
  }
  int won = 0;
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_NE(WEXITSTATUS(status), 99);
    won += WEXITSTATUS(status);
  }
  EXPECT_EQ(won, kGroups) << "what every writer wanted went to one of them";
  const auto engine = open_engine(open, keys);
  ASSERT_NE(engine, nullptr);
  EXPECT_EQ(engine->operation().entries, 1U + kGroups + kWriters * kGroups * 3U);
  const auto report = engine->storage().check();
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(base::sentences(report->findings), "");
}

TEST(EngineWriters, FourProcessesOnPostgresMakeOneHistory) {
  store::PostgresServer server;
  if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
  static store::SystemClock clock;
  expect_one_history([&] { return store::open_postgres(server.url(), clock); });
}

TEST(EngineWriters, FourProcessesOnOneFileMakeOneHistory) {
  const store::TemporaryFolder folder;
  static store::SystemClock clock;
  expect_one_history([&] { return store::open_sqlite(folder.path() + "/ledger.sqlite", clock); });
}

}  // namespace
}  // namespace recanvass::workflow
