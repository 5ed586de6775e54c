#include "generate/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace recanvass::generate {
namespace {

constexpr std::array<std::pair<Fault, std::string_view>, 6> kFaultNames{{
    {Fault::BatchTwice, "batch-twice"},
    {Fault::ShiftedDefinition, "shifted-definition"},
    {Fault::SwappedPair, "swapped-pair"},
    {Fault::MisreadMarks, "misread-marks"},
    {Fault::MissingCards, "missing-cards"},
    {Fault::PhantomCards, "phantom-cards"},
}};

void want_between(const char* cause, const char* field, std::uint64_t found, std::uint64_t least,
                  std::uint64_t most, base::Problems& problems) {
  if (found >= least && found <= most) return;
  problems.push_back({cause,
                      {"", 0, field},
                      fmt::to_string(found),
                      fmt::format("{} to {}", least, most),
                      "Give a number of that range."});
}

}  // namespace

std::vector<Fault> all_faults() {
  std::vector<Fault> faults;
  for (const auto& [fault, name] : kFaultNames) faults.push_back(fault);
  return faults;
}

std::string_view name_of(Fault fault) {
  return std::ranges::find(kFaultNames, fault, [](const auto& pair) { return pair.first; })->second;
}

std::optional<Fault> fault_named(std::string_view name) {
  const auto* found =
      std::ranges::find(kFaultNames, name, [](const auto& pair) { return pair.second; });
  if (found == kFaultNames.end()) return std::nullopt;
  return found->first;
}

std::uint32_t statewide_contests(const ElectionShape& shape) {
  return std::max<std::uint32_t>(1, shape.contests * 2 / 3);
}

base::Result<ElectionShape> checked(ElectionShape shape) {
  base::Problems problems;
  want_between("generate.counties", "--counties", shape.counties, 1, 200, problems);
  want_between("generate.contests", "--contests", shape.contests, 1, 60, problems);
  want_between("generate.ranked", "--ranked", shape.ranked, 0, statewide_contests(shape), problems);
  want_between("generate.sheets", "--sheets", shape.sheets, 1, std::clamp(shape.contests, 1U, 4U),
               problems);
  want_between("generate.batch-cards", "--batch-cards", shape.batch_cards, shape.sheets, 5'000,
               problems);
  want_between("generate.mail", "--mail", shape.mail_percent, 0, 100, problems);
  want_between("generate.cards", "--cards", shape.cards,
               std::max<std::uint64_t>(1, std::uint64_t{shape.counties} * shape.sheets), kMostCards,
               problems);
  if (shape.sheets > 1 && shape.cards % shape.sheets != 0) {
    problems.push_back({"generate.cards",
                        {"", 0, "--cards"},
                        fmt::to_string(shape.cards),
                        fmt::format("whole ballots of {} cards", shape.sheets),
                        "Give a multiple of the sheets."});
  }
  std::vector<Fault> faults = shape.faults;
  std::ranges::sort(faults);
  for (const Fault twice : faults) {
    if (std::ranges::count(faults, twice) < 2) continue;
    problems.push_back({"generate.fault",
                        {"", 0, "--fault"},
                        std::string(name_of(twice)),
                        "each fault once",
                        "Name it once."});
    break;
  }
  if (!problems.empty()) return problems;
  shape.faults = std::move(faults);
  return shape;
}

}  // namespace recanvass::generate
