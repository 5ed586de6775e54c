// The fuzz targets without libFuzzer: every seed, and the same mutations of them on every machine.
// The long run is tools/fuzz.
#include "tests/fuzz/mutate.h"
#include "tests/fuzz/targets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace recanvass::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr int kMutations = 400;            // of each target
constexpr std::size_t kSeedMax = 1 << 15;  // bytes; larger files are for the long run
constexpr std::size_t kMutatedMax = 6000;  // bytes

std::vector<std::string> seeds_of(const Target& target) {
  std::vector<fs::path> paths;
  for (const std::string& seed : target.seeds) {
    const fs::path place = fs::path(RECANVASS_SOURCE_DIR) / seed;
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
      if (entry.is_regular_file() && entry.file_size() <= kSeedMax) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

// Shown when a target fails: bytes that print, the rest as \xNN.
std::string shown(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    const bool prints = (c >= ' ' && c < 127) || c == '\n';
    char code[5] = {};
    if (!prints) std::snprintf(code, sizeof code, "\\x%02X", static_cast<unsigned char>(c));
    text += prints ? std::string(1, c) : std::string(code);
  }
  return text;
}

class FuzzTest : public testing::TestWithParam<Target> {
 protected:
  static void run(const std::string& bytes) {
    try {
      GetParam().run(bytes);
    } catch (const std::exception& fault) {
      FAIL() << fault.what() << " on " << bytes.size() << " bytes:\n" << shown(bytes);
    }
  }
};

TEST_P(FuzzTest, SeedsAndTheirMutationsAreReadOrRefusedAndNeverAFault) {
  const std::vector<std::string> seeds = seeds_of(GetParam());
  ASSERT_FALSE(seeds.empty()) << GetParam().name;
  for (const std::string& seed : seeds) run(seed);
  run("");
  Dice dice(2016);
  for (int i = 0; i < kMutations && !HasFatalFailure(); ++i) {
    std::string seed = seeds[dice.roll(seeds.size())];
    seed.resize(std::min(seed.size(), kMutatedMax));
    run(mutated(std::move(seed), seeds[dice.roll(seeds.size())], dice, kMutatedMax));
  }
}

INSTANTIATE_TEST_SUITE_P(Readers, FuzzTest, testing::ValuesIn(targets()),
                         [](const auto& named) { return std::string(named.param.name); });

TEST(MutateTest, TheSameSeedGivesTheSameMutations) {
  Dice first(7);
  Dice second(7);
  std::string before = "unit,choice,votes\nA,ada,1\n";
  for (int i = 0; i < 100; ++i) {
    const std::string one = mutated(before, "other", first, 100);
    EXPECT_EQ(one, mutated(before, "other", second, 100));
    EXPECT_LE(one.size(), 100u);
  }
  EXPECT_EQ(Dice(2016).roll(1000), 57u) << "the generator itself";
}

}  // namespace
}  // namespace recanvass::fuzz
