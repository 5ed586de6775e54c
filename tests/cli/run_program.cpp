#include "tests/cli/run_program.h"

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recanvass::cli_test {
namespace {

[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments,
                         const std::vector<std::string>& environment) {
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> settings = {"PATH=/usr/bin:/bin"};
  settings.insert(settings.end(), environment.begin(), environment.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<char*> envp;
  for (std::string& setting : settings) envp.push_back(setting.data());
  envp.push_back(nullptr);
  if (chdir(RECANVASS_SOURCE_DIR) == 0) execve(program.c_str(), argv.data(), envp.data());
  _exit(127);
}

// Reads both pipes until both are closed, so that neither can fill up and block the program.
void drain(std::array<int, 2> pipes, std::array<std::string*, 2> texts) {
  std::array<pollfd, 2> waits = {pollfd{pipes[0], POLLIN, 0}, pollfd{pipes[1], POLLIN, 0}};
  std::array<char, 65536> buffer{};
  while (waits[0].fd >= 0 || waits[1].fd >= 0) {
    if (poll(waits.data(), waits.size(), -1) < 0) return;
    for (std::size_t i = 0; i < waits.size(); ++i) {
      if (waits[i].fd < 0 || waits[i].revents == 0) continue;
      const ssize_t got = read(waits[i].fd, buffer.data(), buffer.size());
      if (got > 0) {
        texts[i]->append(buffer.data(), static_cast<std::size_t>(got));
      } else {
        close(waits[i].fd);
        waits[i].fd = -1;
      }
    }
  }
}

Ended run_with(const std::string& program, const std::optional<std::string>& device,
               const std::vector<std::string>& arguments,
               const std::vector<std::string>& environment) {
  Ended run;
  int out[2];
  int err[2];
  if (pipe(out) != 0 || pipe(err) != 0) return run;
  const pid_t child = fork();
  if (child < 0) return run;
  if (child == 0) {
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    for (const int end : {out[0], out[1], err[0], err[1]}) close(end);
    if (device) close(STDOUT_FILENO);
    // The lowest free descriptor is standard output again.
    if (device && !device->empty() && open(device->c_str(), O_WRONLY) != STDOUT_FILENO) _exit(127);
    become(program, arguments, environment);
  }
  close(out[1]);
  close(err[1]);
  drain({out[0], err[0]}, {&run.out, &run.err});
  int status = 0;
  if (waitpid(child, &status, 0) == child && WIFEXITED(status)) {
    run.exit_code = WEXITSTATUS(status);
  }
  return run;
}

}  // namespace

Ended run_recanvass(const std::vector<std::string>& arguments,
                    const std::vector<std::string>& environment) {
  return run_with(RECANVASS_PROGRAM, std::nullopt, arguments, environment);
}

Ended run_program(const std::string& program, const std::vector<std::string>& arguments) {
  return run_with(program, std::nullopt, arguments, {});
}

Ended run_recanvass_into(const std::optional<std::string>& device,
                         const std::vector<std::string>& arguments,
                         const std::vector<std::string>& environment) {
  return run_with(RECANVASS_PROGRAM, device, arguments, environment);
}

}  // namespace recanvass::cli_test
