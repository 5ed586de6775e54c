#include "formats/choice_groups.h"

#include "formats/cell_words.h"
#include "formats/choice_titles.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::formats {
namespace {

bool stands_alone(std::string_view text, std::size_t at) {
  const auto is_word = [](char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80U;
  };
  return (at == 0 || !is_word(text[at - 1])) && (at + 1 == text.size() || !is_word(text[at + 1]));
}

// How many headings from the first on differ by one letter only, which counts them from A.
std::size_t lettered(std::span<const std::string> headings) {
  const std::string& first = headings[0];
  std::optional<std::size_t> at;
  std::size_t columns = 1;
  for (; columns < headings.size() && columns < 26; ++columns) {
    const std::string& next = headings[columns];
    if (next.size() != first.size()) break;
    const auto [one, two] = std::ranges::mismatch(first, next);
    if (one == first.end()) break;
    const auto place = static_cast<std::size_t>(one - first.begin());
    const bool only =
        std::string_view(first).substr(place + 1) == std::string_view(next).substr(place + 1);
    const auto letter = static_cast<std::size_t>(*two - *one);
    const bool counts = (*one == 'A' || *one == 'a') && letter == columns;
    if (!only || !counts || !stands_alone(first, place) || (at && at != place)) break;
    at = place;
  }
  return columns;
}

}  // namespace

void ColumnGroup::look_at(const std::function<std::string_view(std::size_t)>& cell) {
  std::size_t filled = 0;
  std::size_t overvotes = 0;
  for (std::size_t i = first; i < end; ++i) {
    const std::string_view text = cell(i);
    const Said said = said_in(text);
    filled += said != Said::Nothing ? 1U : 0U;
    if (said != Said::Nothing) used = std::max(used, i + 1 - first);
    overvotes += said == Said::Overvote ? 1U : 0U;
    if (said != Said::Name || is_written(text)) continue;
    for (std::size_t other = first; other < i; ++other) {
      name_twice = name_twice || cell(other) == text;
    }
    auto& met = names[i - first];
    constexpr std::size_t kNamesKept = 1000;
    if (met.size() < kNamesKept && met.find(text) == met.end()) met.emplace(text);
  }
  beside = beside || filled > 1;
  // One word may stand for the overvote of a contest that has several columns.
  const bool all_or_none = filled == 0 || filled == end - first;
  apart = apart || (!all_or_none && filled != overvotes);
}

std::string ColumnGroup::why_contests() const {
  const bool ranks = family == Family::Ordered;  // a name may stand at two ranks
  if (apart && !ranks) return "a card has something in some of them only";
  if (name_twice && !ranks) return "a card has one name in two of them";
  std::map<std::string_view, int> columns_with;
  std::size_t fewest = names.empty() ? 0 : names[0].size();
  for (const auto& column : names) {
    std::size_t people = 0;
    for (const std::string& name : column) {
      if (is_answer(name)) continue;
      ++columns_with[name];
      ++people;
    }
    fewest = std::min(fewest, people);
  }
  const bool some = std::ranges::any_of(names, [](const auto& column) { return !column.empty(); });
  if (some && columns_with.empty()) return "their names are answers to questions";
  const auto shared = static_cast<std::size_t>(
      std::ranges::count_if(columns_with, [](const auto& entry) { return entry.second > 1; }));
  if (shared == 0) return "no name is in two of them";
  if (2 * shared < fewest) return "few names are in two of them";
  // As many as questions have answers.
  const bool enough = ranks || columns_with.size() > names.size();
  return enough ? "" : "there are no more names than columns";
}

bool ColumnGroup::is_one_contest() const {
  if (family == Family::OneTitle) return true;  // or refused
  return family != Family::Lettered && why_contests().empty();
}

std::string ColumnGroup::remark(std::span<const std::string> headings) const {
  const std::size_t columns = end - first;
  if (!beside || columns == 1) return {};
  const std::string said =
      family == Family::OneTitle ? fmt::format("{} columns {}", columns, contest)
      : numbers_last             ? fmt::format("the columns {} 1 to {}", contest, columns)
                     : fmt::format("the columns {} to {}", headings[first], headings[end - 1]);
  const std::string why = family == Family::OneTitle ? std::string() : why_contests();
  std::string read;
  if (family == Family::Lettered) {
    if (!why.empty()) return {};  // as anybody would read them
    read = "contests of their own, though they have the same names";
  } else if (!why.empty()) {
    read = "contests of their own, since " + why;
  } else if (family == Family::Ordered) {
    read =
        "the ranks of one contest: they are numbered first, second and so on, and some name is in "
        "several";
  } else if (family == Family::OneTitle) {
    read = fmt::format("one contest of {} votes", columns);
  } else {
    read = fmt::format(
        "one contest of {} votes: every card has something in all of them or in none (or an "
        "overvote alone), and some name is in several",
        columns);
  }
  return fmt::format(
      "{} were read as {}. If they are not: headings that are empty behind the first make one "
      "contest, headings that differ by more than a number make several",
      said, read);
}

std::vector<ColumnGroup> column_groups(std::span<const std::string> headings,
                                       const std::vector<bool>& is_plain) {
  using Family = ColumnGroup::Family;
  std::vector<ColumnGroup> groups;
  for (std::size_t i = 0; i < headings.size();) {
    if (!is_plain[i] || headings[i].empty()) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < headings.size() && is_plain[end] &&
           (headings[end].empty() || headings[end] == headings[i])) {
      ++end;
    }
    ColumnGroup group{i, end, Family::OneTitle, headings[i]};
    if (end == i + 1) {
      while (end < headings.size() && is_plain[end]) ++end;
      const auto all = headings.subspan(i, end - i);
      const auto numbered = numbered_titles(all);
      const std::size_t letters = numbered ? 1 : lettered(all);
      group.end = numbered ? i + numbered->columns : i + letters;
      group.family = !numbered           ? Family::Lettered
                     : numbered->ordinal ? Family::Ordered
                                         : Family::Numbered;
      if (numbered) {
        group.contest = numbered->contest;
        group.numbers_last = numbered->at_end;
      }
    }
    if (group.end > i + 1) {
      group.names.resize(group.end - i);
      groups.push_back(group);
    }
    i = group.end;
  }
  return groups;
}

}  // namespace recanvass::formats
