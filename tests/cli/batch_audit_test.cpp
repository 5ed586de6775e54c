#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace recanvass::cli_test {
namespace {

const std::string kBatchExample = "examples/synthetic-batches/";

std::vector<std::string> batch_words(const char* command, std::vector<std::string> more) {
  std::vector<std::string> words{command, "--batches", kBatchExample + "tallies.csv", "--manifest",
                                 kBatchExample + "manifest.csv"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string batch_text_of(const std::string& path) {
  std::ifstream file(std::filesystem::path(RECANVASS_SOURCE_DIR) / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// From totals by batch to a risk: the example's documents, byte for byte, and both rounds.
TEST(CliBatchAudit, TheExampleGoesFromTotalsToARisk) {
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("batch" + std::to_string(::getpid()))).string();
  std::filesystem::create_directory(folder);
  const std::string assertions = folder + "/assertions.json";
  EXPECT_EQ(run_recanvass(batch_words("assertions", {"--contests", kBatchExample + "audit.toml",
                                                     "-o", assertions}))
                .exit_code,
            0);
  EXPECT_EQ(batch_text_of(assertions), batch_text_of(kBatchExample + "assertions.json"));
  const std::string draw = folder + "/draw.json";
  const Ended drawn = run_recanvass(
      batch_words("draw", {"--assertions", assertions, "--seed", "53417960661093690826", "-o", draw,
                           "--readings", folder + "/counts.csv"}));
  EXPECT_EQ(drawn.exit_code, 0) << drawn.err;
  EXPECT_EQ(batch_text_of(draw), batch_text_of(kBatchExample + "draw-1.json"));
  EXPECT_EQ(batch_text_of(folder + "/counts.csv").substr(0, 52),
            "Batch Name,Cards found,Mayor - Ada,Mayor - Ben,Mayor");
  const Ended first = run_recanvass(
      batch_words("measure", {"--assertions", assertions, "--draw", draw, "--readings",
                              kBatchExample + "counts-1.csv", "--json"}));
  EXPECT_EQ(first.exit_code, 1) << first.err;
  const auto open = base::parse_json(first.out, "stdout");
  ASSERT_TRUE(open);
  EXPECT_EQ((*open)["schema"], "recanvass.batch-measure/1");
  EXPECT_EQ((*open)["contests"][0]["verdict"], "not-yet-confirmed");
  EXPECT_EQ((*open)["contests"][0]["differences"][0]["batch"], "060");
  EXPECT_EQ((*open)["contests"][0]["differences"][0]["overstated"], 1);
  EXPECT_EQ((*open)["contests"][0]["differences"][0]["cards_missing"], 1);
  EXPECT_EQ((*open)["contests"][1]["verdict"], "confirmed");
  const Ended both = run_recanvass(batch_words(
      "measure", {"--assertions", assertions, "--draw", kBatchExample + "draw-2.json", "--readings",
                  kBatchExample + "counts-1.csv", "--readings", kBatchExample + "counts-2.csv"}));
  EXPECT_EQ(both.exit_code, 0) << both.err;
  EXPECT_NE(both.out.find("Every contest of the audit is confirmed."), std::string::npos);
  std::filesystem::remove_all(folder);
}

TEST(CliBatchAudit, ADiagnosticConfirmsNothingAndOptionsForCardsAreRefused) {
  const std::vector<std::string> measured{"--assertions", kBatchExample + "assertions.json",
                                          "--draw",       kBatchExample + "draw-2.json",
                                          "--readings",   kBatchExample + "counts-1.csv",
                                          "--readings",   kBatchExample + "counts-2.csv"};
  auto other = measured;
  other.insert(other.end(), {"--function", "macro"});
  const Ended diagnostic = run_recanvass(batch_words("measure", other));
  EXPECT_EQ(diagnostic.exit_code, 1);
  EXPECT_NE(diagnostic.out.find("none: a diagnostic by macro"), std::string::npos);
  auto records = measured;
  records.push_back("examples/synthetic-audit/cards.csv");
  EXPECT_EQ(run_recanvass(batch_words("measure", records)).exit_code, 2);
  EXPECT_EQ(
      run_recanvass({"measure", "--batches", kBatchExample + "tallies.csv", "--assertions",
                     kBatchExample + "assertions.json", "--draw", kBatchExample + "draw-2.json",
                     "--readings", kBatchExample + "counts-1.csv"})
          .exit_code,
      2)
      << "no manifest";
}

}  // namespace
}  // namespace recanvass::cli_test
