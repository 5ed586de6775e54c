// For tests of the commands on an election: a folder of a test's own with keys and an opened
// ledger in it, and short ways to write lines of commands.
#pragma once

#include "base/json.h"
#include "tests/cli/run_program.h"

#include <string>
#include <vector>

namespace recanvass::cli_test {

class ElectionFolder {
 public:
  ElectionFolder();
  ~ElectionFolder();
  ElectionFolder(const ElectionFolder&) = delete;
  ElectionFolder& operator=(const ElectionFolder&) = delete;

  [[nodiscard]] std::string at(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] std::string ledger() const { return at("election"); }
  /// Writes a file of lines and gives its path.
  std::string file(const std::string& name, const std::vector<base::Json>& lines) const;
  std::string text_file(const std::string& name, const std::string& text) const;

  /// Makes a key and gives the public one.
  std::string new_key(const std::string& name) const;
  /// recanvass with --keys of this folder.
  [[nodiscard]] Ended run(std::vector<std::string> arguments) const;
  /// Submits lines to the ledger.
  [[nodiscard]] Ended submit(const std::vector<base::Json>& lines) const;

  /// operation.open by "wec", whose key it makes.
  base::Json opening() const;
  /// account.add by "wec" with a key that it makes.
  base::Json adding(const std::string& account, const std::string& role,
                    const std::string& county = "") const;

 private:
  std::string path_;
};

/// A line with a key of its own.
base::Json command_line(const std::string& kind, const std::string& author, base::Json body);

/// The JSON documents that stand a line each.
std::vector<base::Json> json_lines(const std::string& text);

}  // namespace recanvass::cli_test
