#include "tests/scenarios/wisconsin_example.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::story {

void WisconsinExample::make_keys() const {
  std::ifstream people(std::string(RECANVASS_SOURCE_DIR) + "/" + kExample + "people.txt");
  std::vector<std::string> arguments = {"key", "new"};
  for (std::string name; std::getline(people, name);) arguments.push_back(name);
  ASSERT_EQ(arguments.size(), 2U + 4U + 3U * 72U);
  run(arguments);
}

void WisconsinExample::open() {
  make_keys();
  for (const char* file : {"1-opening", "2-inputs", "3-publish"}) {
    run({"submit", story_.election(), std::string(kExample) + file + ".jsonl"});
  }
}

void WisconsinExample::count_twice() {
  const std::string lines = kExample;
  run({"witness", story_.election(), "--name", "press.example", "--by", "state"});
  run({"submit", story_.election(), lines + "4-team-1.jsonl", lines + "4-team-2.jsonl"});
  run({"submit", story_.election(), lines + "5-close.jsonl"});
}

void WisconsinExample::certify() {
  run({"submit", story_.election(), std::string(kExample) + "6-certificate.jsonl"});
}

cli_test::Ended WisconsinExample::end(const std::vector<std::string>& arguments) const {
  return cli_test::run_recanvass(arguments, {"RECANVASS_KEYS=" + story_.keys()});
}

std::string WisconsinExample::run(const std::vector<std::string>& arguments) const {
  const auto ended = end(arguments);
  EXPECT_EQ(ended.exit_code, 0) << arguments[0] << "\n" << ended.err << ended.out;
  return ended.out;
}

}  // namespace recanvass::story
