#include "formats/returns_table.h"

namespace recanvass::formats {
namespace {

constexpr char kBetween = '\x1f';  // never in text: control characters are refused before

}  // namespace

std::uint32_t NamePool::number_of(std::string_view name) {
  if (expected_ >= names_.size()) expected_ = 0;
  if (expected_ < names_.size() && names_[expected_] == name) return expected_++;
  const auto found = numbers_.find(name);
  const auto number =
      found == numbers_.end() ? static_cast<std::uint32_t>(names_.size()) : found->second;
  if (found == numbers_.end()) {
    names_.emplace_back(name);
    numbers_.emplace(names_.back(), number);
  }
  expected_ = number + 1;
  return number;
}

std::uint32_t ReturnsTable::section_of(std::string_view result_set, std::string_view jurisdiction,
                                       std::string_view contest, std::string_view year) {
  if (!sections.empty()) {
    const Section& last = sections.back();
    if (last.result_set == result_set && last.jurisdiction == jurisdiction &&
        last.contest == contest && last.year == year) {
      return static_cast<std::uint32_t>(sections.size() - 1);
    }
  }
  key_.assign(result_set);
  ((key_ += kBetween) += jurisdiction) += kBetween;
  ((key_ += contest) += kBetween) += year;
  const std::uint32_t number = section_keys_.number_of(key_);
  if (number == sections.size()) {
    sections.push_back({std::string(result_set), std::string(jurisdiction), std::string(contest),
                        std::string(year)});
  }
  return number;
}

std::uint32_t ReturnsTable::unit_of(std::string_view name, std::string_view county,
                                    std::string_view unknown_cells) {
  if (!figures.empty()) {
    const std::uint32_t last = figures.back().unit;
    const Unit& unit = units[last];
    if (unit.name == name && unit.county == county && unit.unknown_cells == unknown_cells &&
        unit.is_readable) {
      return last;
    }
  }
  key_.assign(county);
  (key_ += kBetween) += name;
  if (!unknown_cells.empty()) (key_ += kBetween) += unknown_cells;
  const std::uint32_t number = unit_keys_.number_of(key_);
  if (number == units.size()) {
    units.push_back({std::string(name), std::string(county), std::string(unknown_cells), true});
  }
  return number;
}

std::uint32_t ReturnsTable::unreadable_unit_of(std::string_view name, std::string_view county) {
  key_.assign(county);
  ((key_ += kBetween) += name) += kBetween;
  const std::uint32_t number = unit_keys_.number_of(key_);
  if (number == units.size()) {
    units.push_back({std::string(name), std::string(county), std::string(), false});
  }
  return number;
}

std::vector<std::vector<std::uint32_t>> ReturnsTable::figures_by_section() const {
  std::vector<std::vector<std::uint32_t>> positions(sections.size());
  for (std::size_t i = 0; i < figures.size(); ++i) {
    positions[figures[i].section].push_back(static_cast<std::uint32_t>(i));
  }
  return positions;
}

void ReturnsTable::add_figure(std::uint32_t section, std::uint32_t unit, std::string_view choice,
                              std::string_view mode, std::int64_t votes, std::int64_t line) {
  figures.push_back({section, unit, choices.number_of(choice), modes.number_of(mode), votes, line});
}

std::string choice_key(std::string_view name, std::string_view party) {
  std::string key(name);
  if (!party.empty()) (key += kBetween) += party;
  return key;
}

std::string_view choice_name(std::string_view key) { return key.substr(0, key.find(kBetween)); }

}  // namespace recanvass::formats
