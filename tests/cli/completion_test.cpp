#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace recanvass::cli_test {
namespace {

namespace fs = std::filesystem;

// The script of a shell in a file of its own, which goes away with the object.
class ScriptFile {
 public:
  explicit ScriptFile(const std::string& shell)
      : path_(fs::temp_directory_path() /
              ("recanvass-completion-" + std::to_string(getpid()) + "." + shell)) {
    const Ended ended = run_recanvass({"completion", shell});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    std::ofstream(path_) << ended.out;
  }
  ScriptFile(const ScriptFile&) = delete;
  ScriptFile& operator=(const ScriptFile&) = delete;
  ~ScriptFile() { fs::remove(path_); }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

// What bash offers for the last of the words, in the source tree.
std::vector<std::string> bash_offers(const ScriptFile& script,
                                     const std::vector<std::string>& words) {
  std::vector<std::string> arguments = {
      "--norc", "-c",
      "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(( $# - 1 )); _recanvass; "
      "printf '%s\\n' \"${COMPREPLY[@]}\"",
      script.path(), "recanvass"};
  arguments.insert(arguments.end(), words.begin(), words.end());
  const Ended ended = run_program("/bin/bash", arguments);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  std::vector<std::string> offers;
  std::istringstream lines(ended.out);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) offers.push_back(line);
  }
  std::sort(offers.begin(), offers.end());
  return offers;
}

using Words = std::vector<std::string>;

TEST(CliCompletion, BashOffersWhatMayStandThere) {
  const ScriptFile script("bash");
  struct Case {
    Words typed;
    Words offers;
  };
  for (const Case& row : {
           Case{{"as"}, {"assertions", "assess"}},
           Case{{"--v"}, {"--version"}},
           Case{{"completion", ""}, {"bash", "fish", "zsh"}},
           Case{{"completion", "z"}, {"zsh"}},
           Case{{"completion", "zsh", ""}, {}},
           Case{{"law", "us-w"}, {"us-wa", "us-wi", "us-wv", "us-wy"}},
           Case{{"law", "us-wi", ""}, {}},
           Case{{"law", "us-wi", "--me"}, {"--measure"}},
           Case{{"law", "us-wi", "--measure", ""}, {"defeated", "passed"}},
           Case{{"law", "us-wi", "--on", "2016"}, {}},
           Case{{"law", "--on", "2016-11-08", "us-wi", "--election", "s"}, {"special", "spring"}},
           Case{{"law", "--compare", "us-n"},
                {"us-nc", "us-nd", "us-ne", "us-nh", "us-nj", "us-nm", "us-nv", "us-ny"}},
           Case{{"law", "us-wi", "--event", "last_c"}, {"last_county_canvass_received="}},
           Case{{"law", "us-wi", "--event", "canvass", "=", "20"}, {}},
           Case{{"law", "--election", "=", "ru"}, {"runoff"}},
           Case{{"law", "--election", "="}, {"general", "primary", "runoff", "special", "spring"}},
           Case{{"flip", "--majority", ""}, {"all", "appointed"}},
           Case{{"flip", "--appoints-none", "us-me"}, {"us-me", "us-me-1", "us-me-2"}},
           Case{{"flip", "examples/us-w"}, {"examples/us-wi-2011-supreme-court"}},
           Case{{"assess", "--state", "WI", "examples/us-2"}, {"examples/us-2016-president"}},
           Case{{"assess", "--state", "W"}, {"WA", "WI", "WV", "WY"}},
           Case{{"assess", "--petitioner", ""}, {}},
           Case{{"assess", "examples/us-2016-president", ""}, {}},
           Case{{"brief", "--html", "exa"}, {"examples"}},
           Case{{"brief", "README"}, {}},
           Case{{"fee", "READ"}, {"README.md"}},
           Case{{"fee", "README.md", "CHANGE"}, {"CHANGELOG.md"}},
           Case{{"fee", "--quoted", "3", "--actual", "READ"}, {"README.md"}},
           Case{{"nonsense", "x"}, {}},
       }) {
    std::string typed;
    for (const std::string& word : row.typed) typed += " " + word;
    EXPECT_EQ(bash_offers(script, row.typed), row.offers) << typed;
  }
}

TEST(CliCompletion, BashOffersEveryOptionOfACommandAndNoOther) {
  const ScriptFile script("bash");
  EXPECT_EQ(bash_offers(script, {"fee", "--"}),
            (Words{"--actual", "--help", "--json", "--paid", "--quoted"}));
}

TEST(CliCompletion, EachScriptIsOneThatItsShellCanRead) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string program = std::string("/usr/bin/") + shell;
    const ScriptFile script(shell);
    if (!fs::exists(program)) continue;  // bash is on every machine, the others on some
    const Ended ended = run_program(program, {"-n", script.path()});
    EXPECT_EQ(ended.exit_code, 0) << shell << ": " << ended.err;
    EXPECT_EQ(ended.err, "") << shell;
  }
}

TEST(CliCompletion, ZshAndFishKnowTheSameWords) {
  const std::string zsh = run_recanvass({"completion", "zsh"}).out;
  EXPECT_NE(zsh.find("('flip --majority') compadd -- all appointed ;;"), std::string::npos) << zsh;
  EXPECT_NE(zsh.find("('assess '1) _files -/ ;;"), std::string::npos);
  EXPECT_NE(zsh.find("('fee '[1-9]) _files ;;"), std::string::npos);
  const std::string fish = run_recanvass({"completion", "fish"}).out;
  EXPECT_NE(fish.find("-l majority -x -a 'all appointed'"), std::string::npos) << fish;
  EXPECT_NE(fish.find("-n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'"),
            std::string::npos);
}

}  // namespace
}  // namespace recanvass::cli_test
