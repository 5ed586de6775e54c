#include "formats/export_numbers.h"

#include "base/check.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace recanvass::formats {
namespace {

// Names that are no number get numbers from here on; a number that is a name is smaller.
constexpr std::int64_t kFirstOther = 1'000'000'000;

std::optional<std::int64_t> own_number(const std::string& text) {
  const bool digits = !text.empty() && text.size() <= 9 && (text.size() == 1 || text[0] != '0') &&
                      std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Their own numbers, if each has one and no two the same; else their places from 1.
std::vector<std::int64_t> numbers_of(const std::vector<std::string>& texts) {
  std::vector<std::int64_t> numbers;
  std::set<std::int64_t> different;
  for (const std::string& text : texts) {
    const auto own = own_number(text);
    if (!own || !different.insert(*own).second) break;
    numbers.push_back(*own);
  }
  if (numbers.size() == texts.size()) return numbers;
  numbers.clear();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    numbers.push_back(static_cast<std::int64_t>(i) + 1);
  }
  return numbers;
}

void grow(const std::vector<std::string>& names, std::vector<std::string>& known) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i == known.size()) known.push_back(names[i]);
    RECANVASS_CHECK(known[i] == names[i]);
  }
}

}  // namespace

void ExportNumbers::know(const election::CardNames& names) {
  grow(names.styles, styles_);
  grow(names.precincts, precincts_);
  grow(names.counting_groups, groups_);
  if (!contests_.empty()) {
    RECANVASS_CHECK(contests_ == names.contests);
    return;
  }
  contests_ = names.contests;
  std::vector<std::string> contests;
  std::vector<std::string> choices;
  for (const election::CardContest& contest : contests_) {
    contests.push_back(contest.id.text);
    first_choice_.push_back(choices.size());
    for (const election::CardChoice& choice : contest.choices) choices.push_back(choice.id.text);
  }
  contest_ids_ = numbers_of(contests);
  choice_ids_ = numbers_of(choices);
}

std::int64_t ExportNumbers::number_for(const std::string& name,
                                       std::map<std::string, std::int64_t>& others) {
  if (const auto own = own_number(name)) return *own;
  const auto next = kFirstOther + static_cast<std::int64_t>(others.size());
  return others.emplace(name, next).first->second;
}

std::int64_t ExportNumbers::tabulator(const election::CardNames& names, std::uint32_t tabulator) {
  return number_for(names.tabulators[tabulator], other_tabulators_);
}

std::int64_t ExportNumbers::batch(const election::CardNames& names,
                                  const election::CardBatch& batch) {
  // Batches of one name on two machines are two batches of one number, as machines have them.
  RECANVASS_CHECK(batch.tabulator < names.tabulators.size());
  return number_for(batch.name, other_batches_);
}

}  // namespace recanvass::formats
