// examples/wisconsin-2016-recount played with the built program, file by file, for stories that
// begin where its README ends.
#pragma once

#include "tests/cli/run_program.h"
#include "tests/scenarios/story.h"

#include <string>
#include <vector>

namespace recanvass::story {

inline constexpr const char* kExample = "examples/wisconsin-2016-recount/";

/// Its election and keys are a story's, deleted at the end. Used by one test.
class WisconsinExample {
 public:
  /// Keys of all the people it names, and the lines up to the publication of the inputs.
  void open();
  /// The two counts, causes and statements.
  void count_twice();
  void certify();

  /// Runs the program with the story's keys; it must answer (exit code 0).
  std::string run(const std::vector<std::string>& arguments) const;
  /// The same, however it ends.
  [[nodiscard]] cli_test::Ended end(const std::vector<std::string>& arguments) const;

  [[nodiscard]] Story& story() { return story_; }
  [[nodiscard]] std::string keys() const { return story_.keys(); }
  [[nodiscard]] std::string at(const std::string& name) const {
    return (story_.folder() / name).string();
  }

 private:
  void make_keys() const;

  Story story_{"state"};
};

}  // namespace recanvass::story
