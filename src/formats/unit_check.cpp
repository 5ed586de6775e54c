#include "formats/unit_check.h"

#include "base/figures.h"
#include "base/look_of_name.h"
#include "formats/name_map.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <unordered_map>

namespace recanvass::formats {
namespace {

constexpr std::array<std::string_view, 7> kTotalWords = {
    " total ",      " totals ",      " subtotal ",     " subtotals ",
    " countywide ", " county wide ", " all precincts "};

// A place's name without what only says that it is a county.
std::string bare_county_name(std::string_view name) {
  std::string bare = base::folded_name(name);
  for (const std::string_view ending : {" county", " parish"}) {
    if (bare.ends_with(ending)) bare.resize(bare.size() - ending.size());
  }
  return bare;
}

enum class Spelling { Same, LooksAlike };

class UnitChecks {
 public:
  UnitChecks(const std::vector<CountedUnit>& units, const std::string& file, ProblemList& problems)
      : units_(units), file_(file), problems_(problems), reported_(units.size()) {
    for (std::size_t i = 0; i < units.size(); ++i) by_county_[units[i].county].push_back(i);
  }

  void run() {
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (names_a_total(units_[i].name) || names_a_total(units_[i].county)) {
        reported_[i] = true;  // by whoever read the row
      } else if (has_word_of_total(units_[i].name)) {
        report_total(i, "a name that says that it adds others up");
      }
    }
    for (const auto& [county, members] : by_county_) check_names_in_county(members);
    for (const auto& [county, members] : by_county_) check_sums(members, "of its county");
    std::vector<std::size_t> all(units_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    if (by_county_.size() > 1) check_sums(all, "in the file");
    check_spellings();
  }

 private:
  [[nodiscard]] std::string text_of(std::size_t i) const {
    return unit_words(units_[i].name, units_[i].county);
  }

  void report_total(std::size_t i, const std::string& why) {
    if (reported_[i]) return;
    reported_[i] = true;
    problems_.add({"returns.total-row",
                   {file_, units_[i].line, ""},
                   fmt::format("{}: {}", text_of(i), why),
                   "rows of reporting units only",
                   "Remove the row of totals, or name it under map.ignore; a unit that adds "
                   "nothing up needs a name that says so, such as \"Town of ...\"."});
  }

  void check_names_in_county(const std::vector<std::size_t>& members) {
    if (members.size() < 2) return;
    const CountedUnit& first = units_[members.front()];
    const std::string county = bare_county_name(first.county);
    const std::string county_name = bare_county_name(first.county_name);
    for (const std::size_t i : members) {
      const std::int64_t others = std::ssize(members) - 1;
      if (units_[i].name.empty()) {
        report_total(i, fmt::format("no unit named, beside {} of the same county",
                                    base::counted(others, "unit", "units")));
        continue;
      }
      const std::string name = bare_county_name(units_[i].name);
      if (!name.empty() && (name == county || name == county_name)) {
        report_total(i, fmt::format("the name of the county itself, which has {}",
                                    base::counted(others, "more unit", "more units")));
      }
    }
  }

  // A unit is the sum of the others when twice its votes are the votes of all.
  void check_sums(const std::vector<std::size_t>& members, const char* where) {
    if (members.size() < 3) return;
    if (!std::all_of(members.begin(), members.end(),
                     [&](std::size_t i) { return units_[i].is_certain; })) {
      return;
    }
    std::vector<std::int64_t> sums(units_[members.front()].votes.size());
    for (const std::size_t i : members) {
      for (std::size_t k = 0; k < sums.size(); ++k) {
        sums[k] += std::max<std::int64_t>(units_[i].votes[k], 0);
      }
    }
    const bool has_votes = std::any_of(sums.begin(), sums.end(), [](auto sum) { return sum > 0; });
    if (!has_votes) return;
    for (const std::size_t i : members) {
      const auto& votes = units_[i].votes;
      const bool is_sum = std::equal(votes.begin(), votes.end(), sums.begin(),
                                     [](std::int64_t own, std::int64_t all) {
                                       return 2 * std::max<std::int64_t>(own, 0) == all;
                                     });
      if (!is_sum) continue;
      report_total(i, fmt::format("its votes for every choice equal the sum of the {} other units "
                                  "{}",
                                  members.size() - 1, where));
    }
  }

  void check_spellings() {
    // Nearly every name stands alone: only names that look alike are put in order.
    std::unordered_map<std::string, std::size_t> first_of;
    std::map<std::string, std::vector<std::size_t>> by_look;
    first_of.reserve(units_.size());
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (units_[i].name.empty()) continue;
      const auto [seen, is_new] = first_of.try_emplace(base::look_of_name(units_[i].name), i);
      if (is_new) continue;
      std::vector<std::size_t>& alike = by_look[seen->first];
      if (alike.empty()) alike.push_back(seen->second);
      alike.push_back(i);
    }
    for (const auto& [look, alike] : by_look) {
      for (std::size_t k = 1; k < alike.size(); ++k) check_against_earlier(alike, k);
    }
  }

  void check_against_earlier(const std::vector<std::size_t>& alike, std::size_t k) {
    const CountedUnit& later = units_[alike[k]];
    for (std::size_t j = 0; j < k; ++j) {
      const CountedUnit& earlier = units_[alike[j]];
      const bool may_be_one =
          later.county == earlier.county || later.county.empty() || earlier.county.empty();
      if (!may_be_one) continue;
      report_alike(alike[j], alike[k],
                   base::folded_name(later.name) == base::folded_name(earlier.name)
                       ? Spelling::Same
                       : Spelling::LooksAlike);
      return;
    }
  }

  void report_alike(std::size_t first, std::size_t second, Spelling spelling) {
    const bool is_same_name = spelling == Spelling::Same;
    problems_.add({is_same_name ? "returns.duplicate-unit" : "returns.look-alike-units",
                   {file_, units_[second].line, ""},
                   fmt::format("{} (row {}) and {} (row {}), {}", text_of(first),
                               units_[first].line, text_of(second), units_[second].line,
                               is_same_name ? "one name in two spellings"
                                            : "names with letters that look alike"),
                   "each unit once, under one name",
                   "Write the name of one unit in one way, or give different units different "
                   "names."});
  }

  const std::vector<CountedUnit>& units_;
  const std::string& file_;
  ProblemList& problems_;
  std::vector<bool> reported_;
  std::map<std::string_view, std::vector<std::size_t>> by_county_;
};

}  // namespace

bool has_word_of_total(std::string_view name) {
  std::string words = " ";
  for (const char c : lower_case(name)) {
    const bool in_word =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (in_word) {
      words += c;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.back() != ' ') words += ' ';
  return std::any_of(kTotalWords.begin(), kTotalWords.end(), [&](std::string_view total) {
    return words.find(total) != std::string::npos;
  });
}

std::string unit_words(std::string_view name, std::string_view county) {
  if (name.empty() && county.empty()) return "the jurisdiction as a whole";
  if (county.empty()) return quote(name);
  if (name.empty()) return quote(county);
  return fmt::format("{} in {}", quote(name), quote(county));
}

void check_units(const std::vector<CountedUnit>& units, const std::string& file,
                 ProblemList& problems) {
  UnitChecks(units, file, problems).run();
}

}  // namespace recanvass::formats
