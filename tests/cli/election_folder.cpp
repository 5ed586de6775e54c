#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace recanvass::cli_test {

ElectionFolder::ElectionFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "recanvass-XXXXXX").string();
  if (const char* made = mkdtemp(pattern.data())) path_ = made;
  EXPECT_NE(path_, "");
}

ElectionFolder::~ElectionFolder() {
  std::error_code error;
  if (!path_.empty()) std::filesystem::remove_all(path_, error);
}

std::string ElectionFolder::text_file(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
  std::ofstream(at(name), std::ios::binary) << text;
  return at(name);
}

std::string ElectionFolder::file(const std::string& name,
                                 const std::vector<base::Json>& lines) const {
  std::string text;
  for (const base::Json& line : lines) text += line.dump() + "\n";
  return text_file(name, text);
}

Ended ElectionFolder::run(std::vector<std::string> arguments) const {
  arguments.insert(arguments.end(), {"--keys", at("keys")});
  return run_recanvass(arguments);
}

std::string ElectionFolder::new_key(const std::string& name) const {
  const Ended made = run({"key", "new", name, "--json"});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  return base::parse_json(made.out, "stdout").value()["public_key"].get<std::string>();
}

Ended ElectionFolder::submit(const std::vector<base::Json>& lines) const {
  return run({"submit", ledger(), file("lines.jsonl", lines), "--json"});
}

base::Json ElectionFolder::opening() const {
  return command_line("operation.open", "wec",
                      {{"origin", "elections.example/test"},
                       {"name", "President, a county"},
                       {"election", "us-2016-president"},
                       {"jurisdiction", "us-wi"},
                       {"contest", "president"},
                       {"vote_for", 1},
                       {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
                       {"counties", {{{"id", "us-wi-dane"}, {"name", "Dane"}}}},
                       {"policy", "us-wi-2016"},
                       {"law_day", "2016-11-08"},
                       {"officer_name", "State officer"},
                       {"officer_key", new_key("wec")}});
}

base::Json ElectionFolder::adding(const std::string& account, const std::string& role,
                                  const std::string& county) const {
  base::Json body = {
      {"account", account}, {"name", account}, {"role", role}, {"public_key", new_key(account)}};
  if (!county.empty()) body["county"] = county;
  return command_line("account.add", "wec", body);
}

base::Json command_line(const std::string& kind, const std::string& author, base::Json body) {
  static int next = 0;
  body["do"] = kind;
  body["by"] = author;
  body["key"] = "k" + std::to_string(++next);
  body["at"] = "2016-11-28T10:00:00Z";
  return body;
}

std::vector<base::Json> json_lines(const std::string& text) {
  std::vector<base::Json> documents;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto document = base::parse_json(line, "stdout");
    EXPECT_TRUE(document.ok()) << line;
    if (document) documents.push_back(*document);
  }
  return documents;
}

}  // namespace recanvass::cli_test
