// Runs the built program as a shell would, for tests of what people see: exit code, text, errors.
// The tests themselves are NAME_test.cpp, one file a command.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace recanvass::cli_test {

struct Ended {
  int exit_code = -1;  ///< -1: ended by a signal or not started
  std::string out;
  std::string err;
};

/// Runs recanvass with `arguments`, in the source tree, with no terminal and an empty environment
/// but PATH and `environment` ("NAME=value").
[[nodiscard]] Ended run_recanvass(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& environment = {});

/// Runs another program in the same way, "/bin/bash" for one.
[[nodiscard]] Ended run_program(const std::string& program,
                                const std::vector<std::string>& arguments);

/// The same with standard output opened on `device` (such as "/dev/full"), or closed when it is "".
/// No value: as above.
[[nodiscard]] Ended run_recanvass_into(const std::optional<std::string>& device,
                                       const std::vector<std::string>& arguments,
                                       const std::vector<std::string>& environment = {});

}  // namespace recanvass::cli_test
