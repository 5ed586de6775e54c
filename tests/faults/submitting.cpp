#include "tests/faults/submitting.h"

#include "base/json.h"

#include <gtest/gtest.h>
#include <spawn.h>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recanvass::faults {

Submitting::Submitting(std::vector<std::string> arguments) {
  int in[2] = {-1, -1};
  int out[2] = {-1, -1};
  EXPECT_EQ(::pipe2(in, O_CLOEXEC), 0);
  EXPECT_EQ(::pipe2(out, O_CLOEXEC), 0);
  arguments.insert(arguments.begin(), RECANVASS_PROGRAM);
  arguments.emplace_back("--json");
  std::vector<char*> words;
  for (std::string& word : arguments) words.push_back(word.data());
  words.push_back(nullptr);
  std::string path = "PATH=/usr/bin:/bin";
  std::array<char*, 2> environment = {path.data(), nullptr};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const int started = ::posix_spawn(&process_, RECANVASS_PROGRAM, &actions, nullptr, words.data(),
                                    environment.data());
  EXPECT_EQ(started, 0) << RECANVASS_PROGRAM;
  if (started != 0) process_ = 0;
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  input_ = in[1];
  output_ = out[0];
}

Submitting::~Submitting() {
  kill();
  ::close(output_);
}

void Submitting::write(const std::string& text) const {
  EXPECT_EQ(::write(input_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
}

void Submitting::close_input() {
  if (input_ >= 0) ::close(input_);
  input_ = -1;
}

std::size_t Submitting::answered(const std::string& standing) const {
  return static_cast<std::size_t>(
      std::count_if(answers_.begin(), answers_.end(),
                    [&](const auto& answer) { return answer.second.standing == standing; }));
}

void Submitting::take_line(const std::string& line) {
  const auto read = base::parse_json(line, "answer");
  ASSERT_TRUE(read.ok()) << line;
  const base::Json& json = *read;
  Told told;
  told.standing = json["standing"].get<std::string>();
  if (json["receipt"].is_string()) told.receipt = json["receipt"].get<std::string>();
  if (json["position"].is_number()) told.position = json["position"].get<std::int64_t>();
  if (!json["problems"].empty()) told.cause = json["problems"][0]["cause"].get<std::string>();
  answers_[{json["by"].get<std::string>(), json["key"].get<std::string>()}] = told;
}

// False when there is no more. What was not written as a whole line was never told.
bool Submitting::read_some() {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::read(output_, buffer.data(), buffer.size());
  if (got <= 0) return false;
  rest_.append(buffer.data(), static_cast<std::size_t>(got));
  std::size_t begin = 0;
  for (std::size_t end = rest_.find('\n'); end != std::string::npos;
       end = rest_.find('\n', begin)) {
    take_line(rest_.substr(begin, end - begin));
    begin = end + 1;
  }
  rest_.erase(0, begin);
  return true;
}

void Submitting::wait_for(const std::string& standing, std::size_t lines) {
  while (answered(standing) < lines && read_some()) {
  }
}

void Submitting::kill() {
  if (process_ == 0) return;
  ::kill(process_, SIGKILL);
  finish();
}

int Submitting::finish() {
  close_input();
  while (read_some()) {
  }
  int status = 0;
  if (process_ != 0) ::waitpid(process_, &status, 0);
  process_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace recanvass::faults
