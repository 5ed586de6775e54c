// Inputs that people and programs really send (security design, 3.5), each a package in
// tests/bad_inputs with the exact words that must come out of it, in expected.txt:
// "refused" and a line for each problem, or "accepted: " with the totals of the last result set and
// a line for each remark.
#include "election/known.h"
#include "formats/package_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

const fs::path& bad_inputs() {
  static const fs::path folder = fs::path(RECANVASS_SOURCE_DIR) / "tests" / "bad_inputs";
  return folder;
}

std::vector<std::string> bad_input_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(bad_inputs())) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string outcome_of(const fs::path& folder) {
  const auto election = read_package(folder);
  if (!election) return "refused\n" + base::sentences(election.problems());
  std::string text = "accepted: ";
  bool is_first = true;
  for (const auto& total : election->result_sets.back().totals) {
    text += (is_first ? "" : ", ") + total.choice.text + " " + std::to_string(total.votes.value());
    is_first = false;
  }
  text += "\n";
  for (const std::string& remark : election::remarks_known(*election, std::nullopt)) {
    text += "remark: " + remark + "\n";
  }
  return text;
}

class BadInputTest : public testing::TestWithParam<std::string> {};

TEST_P(BadInputTest, GivesExactlyTheWordsThatItsFileExpects) {
  const fs::path folder = bad_inputs() / GetParam();
  std::ifstream file(folder / "expected.txt", std::ios::binary);
  const std::string expected((std::istreambuf_iterator<char>(file)), {});
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(outcome_of(folder), expected);
}

INSTANTIATE_TEST_SUITE_P(Security35, BadInputTest, testing::ValuesIn(bad_input_names()),
                         [](const auto& named) { return named.param; });

TEST(BadInputsTest, EveryRowThatConcernsReturnsHasAnInput) {
  const auto names = bad_input_names();
  for (const int row : {1,  2,  3,  5,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,
                        17, 18, 20, 21, 22, 23, 24, 25, 29, 34, 35, 36, 38, 39}) {
    const std::string start = (row < 10 ? "b0" : "b") + std::to_string(row) + "_";
    EXPECT_TRUE(std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return name.starts_with(start);
    })) << start;
  }
}

}  // namespace
}  // namespace recanvass::formats
