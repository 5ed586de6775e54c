#include "store/postgres_server_test.h"

#include <fmt/format.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>

#include <charconv>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

// SOCI 4.0.3 forgets the values bound to a statement that failed: some bytes for each lost
// connection or refused row. Asked for by the address sanitizer, where there is one.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libsoci_postgresql"; }

namespace recanvass::store {
namespace {

// The newest of the distribution's server programs, 15 or newer.
std::string newest_programs() {
  int newest = 14;
  std::string folder;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", error)) {
    const std::string name = entry.path().filename().string();
    int version = 0;
    std::from_chars(name.data(), name.data() + name.size(), version);
    if (version <= newest || !std::filesystem::exists(entry.path() / "bin/initdb")) continue;
    newest = version;
    folder = (entry.path() / "bin").string();
  }
  return folder;
}

// Runs a program as another user, its output in a file; gives its process.
pid_t start_program(const std::vector<std::string>& words, uid_t owner, gid_t group,
                    const std::string& log) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  ::dup2(file, 1);
  ::dup2(file, 2);
  if (::geteuid() == 0 &&
      (::setgroups(0, nullptr) != 0 || ::setgid(group) != 0 || ::setuid(owner) != 0)) {
    ::_exit(126);
  }
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

int exit_code_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

PostgresServer::PostgresServer() : programs_(newest_programs()), owner_(::geteuid()) {
  if (programs_.empty()) {
    why_not_ = "no PostgreSQL 15 or newer under /usr/lib/postgresql";
    return;
  }
  if (owner_ == 0) {
    const passwd* user = ::getpwnam("postgres");
    if (user == nullptr) user = ::getpwnam("nobody");
    if (user == nullptr) {
      why_not_ = "no user postgres or nobody to run PostgreSQL as";
      return;
    }
    owner_ = user->pw_uid;
    group_ = user->pw_gid;
    if (::chown(folder_.path().c_str(), owner_, group_) != 0) why_not_ = "chown is refused";
  }
  const pid_t init =
      start_program({programs_ + "/initdb", "-D", folder_.path() + "/data", "-U", "recanvass", "-A",
                     "trust", "-E", "UTF8", "--locale=C", "--no-sync"},
                    owner_, group_, folder_.path() + "/log");
  if (exit_code_of(init) != 0) why_not_ = "initdb failed; the PostgreSQL packages are incomplete";
  if (why_not_.empty()) start();
}

PostgresServer::~PostgresServer() { stop(); }

std::string PostgresServer::url() const {
  return "postgresql://recanvass@/postgres?host=" + folder_.path();
}

void PostgresServer::start(const std::string& options) {
  std::vector<std::string> words = {programs_ + "/postgres", "-D", folder_.path() + "/data", "-k",
                                    folder_.path(),          "-c", "listen_addresses="};
  if (!options.empty()) words.insert(words.end(), {"-c", options});
  for (int attempt = 0; attempt < 300; ++attempt) {
    if (server_ == 0) server_ = start_program(words, owner_, group_, folder_.path() + "/log");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const pid_t ready = start_program({programs_ + "/pg_isready", "-q", "-h", folder_.path()},
                                      owner_, group_, folder_.path() + "/log");
    if (exit_code_of(ready) == 0) return;
    // After a kill the last processes hold the shared memory for a moment.
    if (::waitpid(server_, nullptr, WNOHANG) == server_) server_ = 0;
  }
  why_not_ = "the PostgreSQL server does not answer";
}

void PostgresServer::stop() {
  if (server_ == 0) return;
  ::kill(server_, SIGINT);
  ::waitpid(server_, nullptr, 0);
  server_ = 0;
}

void PostgresServer::kill() {
  if (server_ == 0) return;
  ::kill(server_, SIGKILL);
  ::waitpid(server_, nullptr, 0);
  server_ = 0;
}

}  // namespace recanvass::store
