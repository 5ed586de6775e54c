// Writes an election package of a whole country with invented figures, as large as asked, for
// benchmarks that start from files. Same numbers, same bytes.
#pragma once

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace recanvass::bench {

/// What to write: `states` jurisdictions with `units_per_state` reporting units each.
struct SyntheticCountry {
  int states = 51;
  int units_per_state = 3530;
  int counties_per_state = 61;
};

constexpr std::array<const char*, 5> kSyntheticChoices = {"ash", "birch", "cedar", "dogwood",
                                                          "elm"};

/// The returns of one state in our CSV.
inline std::string synthetic_returns(const SyntheticCountry& country, int state) {
  std::string text = "unit,county,choice,votes\n";
  for (int unit = 0; unit < country.units_per_state; ++unit) {
    for (std::size_t choice = 0; choice < kSyntheticChoices.size(); ++choice) {
      const std::uint64_t mixed =
          (static_cast<std::uint64_t>(state) * 1'000'003 + static_cast<std::uint64_t>(unit)) *
          0x9E3779B97F4A7C15;
      fmt::format_to(std::back_inserter(text), "Precinct {:05},st{:02}-county-{:03},{},{}\n", unit,
                     state, unit % country.counties_per_state, kSyntheticChoices[choice],
                     (mixed >> (8 * choice)) % (choice < 2 ? 900 : 30));
    }
  }
  return text;
}

/// Writes the package into `folder`, which must not exist, and gives the bytes written.
inline std::uintmax_t write_synthetic_package(const std::filesystem::path& folder,
                                              const SyntheticCountry& country) {
  std::filesystem::create_directories(folder);
  std::string toml =
      "schema = \"recanvass.election/1\"\nid = \"synthetic-country\"\nname = \"Synthetic "
      "country\"\nelection_day = 2024-11-05\n[[contest]]\nid = \"president\"\nname = "
      "\"President\"\noffice = \"president\"\n";
  for (const char* choice : kSyntheticChoices) {
    toml += fmt::format("[[contest.choice]]\nid = \"{0}\"\nname = \"Candidate {0}\"\n", choice);
  }
  std::uintmax_t bytes = 0;
  for (int state = 0; state < country.states; ++state) {
    toml += fmt::format(
        "[[jurisdiction]]\nid = \"st{0:02}\"\nname = \"State {0}\"\nlaw = "
        "\"us-wi\"\nelectors = 10\n",
        state);
    for (int county = 0; county < country.counties_per_state; ++county) {
      toml += fmt::format(
          "[[jurisdiction.county]]\nid = \"st{0:02}-county-{1:03}\"\nname = "
          "\"County {1}\"\n",
          state, county);
    }
    toml += fmt::format(
        "[[result_set]]\nid = \"st{0:02}-certified\"\njurisdiction = \"st{0:02}\"\n"
        "contest = \"president\"\nkind = \"original-canvass\"\nlegal_status = "
        "\"certified\"\nknown_on = 2024-12-01\nfile = \"st{0:02}.csv\"\nsource = "
        "\"invented\"\n",
        state);
    const std::string returns = synthetic_returns(country, state);
    std::ofstream(folder / fmt::format("st{:02}.csv", state), std::ios::binary) << returns;
    bytes += returns.size();
  }
  std::ofstream(folder / "election.toml", std::ios::binary) << toml;
  return bytes + toml.size();
}

}  // namespace recanvass::bench
