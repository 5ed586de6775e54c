#include "apps/cli/command.h"

#include "report/terminal.h"

#include <cerrno>

namespace recanvass::cli {

bool Arguments::has(const std::string& name) const { return values.count(name) > 0; }

std::optional<std::string> Arguments::one(const std::string& name) const {
  const auto found = values.find(name);
  if (found == values.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::all(const std::string& name) const {
  const auto found = values.find(name);
  return found == values.end() ? std::vector<std::string>{} : found->second;
}

void Console::print(const std::string& text) const {
  errno = 0;
  const bool whole = std::fwrite(text.data(), 1, text.size(), out) == text.size();
  if (whole && std::fflush(out) == 0) return;
  if (write_error == 0) write_error = errno != 0 ? errno : EIO;
}

// On a terminal a long sentence is broken at spaces, its later lines set in; in a pipe or a file
// each stays a line, so that programs can read them.
void Console::complain(const std::string& text) const {
  std::string lines = text;
  if (err_columns > 0 && text.ends_with('\n')) {
    lines = report::hanging(text.substr(0, text.size() - 1), err_columns);
  }
  std::fwrite(lines.data(), 1, lines.size(), err);
}

void Console::print_json(const base::Json& value) const { print(base::pretty_json(value)); }

void Console::print_problems(const std::string& command, const base::Problems& problems) const {
  base::Json list = base::Json::array();
  for (const base::Problem& problem : problems) {
    list.push_back({{"cause", problem.cause},
                    {"file", problem.place.file},
                    {"row", problem.place.row},
                    {"column", problem.place.column},
                    {"found", problem.found},
                    {"wanted", problem.wanted},
                    {"mend", problem.mend}});
  }
  print_json({{"schema", "recanvass." + command + "/1"}, {"problems", list}});
}

ExitCode Console::refuse(const std::string& command, const base::Problems& problems,
                         bool json) const {
  complain(base::sentences(problems));
  if (json) print_problems(command, problems);
  return ExitCode::BadInput;
}

}  // namespace recanvass::cli
