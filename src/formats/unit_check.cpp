#include "formats/unit_check.h"

#include "base/figures.h"
#include "formats/name_map.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

namespace recanvass::formats {
namespace {

constexpr std::array<std::string_view, 7> kTotalWords = {
    " total ",      " totals ",      " subtotal ",     " subtotals ",
    " countywide ", " county wide ", " all precincts "};

struct LookAlike {
  char32_t letter;
  char latin;
};
// Capitals and small letters of Greek and Cyrillic that most typefaces draw as the Latin letter.
constexpr std::array<LookAlike, 54> kLookAlikes = {{
    {0x391, 'a'}, {0x392, 'b'}, {0x395, 'e'}, {0x396, 'z'}, {0x397, 'h'}, {0x399, 'i'},
    {0x39A, 'k'}, {0x39C, 'm'}, {0x39D, 'n'}, {0x39F, 'o'}, {0x3A1, 'p'}, {0x3A4, 't'},
    {0x3A5, 'y'}, {0x3A7, 'x'}, {0x3B1, 'a'}, {0x3B9, 'i'}, {0x3BA, 'k'}, {0x3BD, 'v'},
    {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C5, 'u'}, {0x3C7, 'x'}, {0x405, 's'}, {0x406, 'i'},
    {0x408, 'j'}, {0x410, 'a'}, {0x412, 'b'}, {0x415, 'e'}, {0x41A, 'k'}, {0x41C, 'm'},
    {0x41D, 'h'}, {0x41E, 'o'}, {0x420, 'p'}, {0x421, 'c'}, {0x422, 't'}, {0x423, 'y'},
    {0x425, 'x'}, {0x430, 'a'}, {0x435, 'e'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43E, 'o'},
    {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'},
    {0x456, 'i'}, {0x458, 'j'}, {0x501, 'd'}, {0x51B, 'q'}, {0x51D, 'w'}, {0x4BB, 'h'},
}};

constexpr char32_t kNoBreakSpace = 0xA0;

bool is_space(char32_t point) {
  return point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == kNoBreakSpace;
}

char latin_of(char32_t point) {
  for (const LookAlike& alike : kLookAlikes) {
    if (alike.letter == point) return alike.latin;
  }
  return 0;
}

enum class Letters { AsWritten, AsTheyLook };

// A letter beyond ASCII. Capitals of Latin-1 are made small too, so that "DOÑA" is "Doña".
void append_folded(std::string& folded, std::string_view bytes, char32_t point, Letters letters) {
  const bool latin1_capital = point >= 0xC0 && point <= 0xDE && point != 0xD7;
  const char latin = letters == Letters::AsTheyLook ? latin_of(point) : '\0';
  if (latin != 0) {
    folded += latin;
  } else if (latin1_capital) {
    folded += bytes[0];
    folded += static_cast<char>(static_cast<unsigned char>(bytes[1]) + 0x20);
  } else {
    folded += bytes;
  }
}

std::string fold(std::string_view name, Letters letters) {
  std::string folded;
  folded.reserve(name.size());
  bool between = false;
  for (std::size_t i = 0; i < name.size();) {
    const char c = name[i];
    if (static_cast<unsigned char>(c) < 0x80 && !is_space(static_cast<char32_t>(c))) {
      if (std::exchange(between, false)) folded += ' ';
      folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      ++i;
      continue;
    }
    const CodePoint point = code_point_at(name, i);
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    if (is_space(point.value)) {
      between = !folded.empty();
    } else {
      if (std::exchange(between, false)) folded += ' ';
      append_folded(folded, name.substr(i, length), point.value, letters);
    }
    i += length;
  }
  return folded;
}

// A place's name without what only says that it is a county.
std::string bare_county_name(std::string_view name) {
  std::string bare = folded_name(name);
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
      const auto [seen, is_new] = first_of.try_emplace(look_of_name(units_[i].name), i);
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
                   folded_name(later.name) == folded_name(earlier.name) ? Spelling::Same
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

std::string folded_name(std::string_view name) { return fold(name, Letters::AsWritten); }

std::string look_of_name(std::string_view name) { return fold(name, Letters::AsTheyLook); }

void check_units(const std::vector<CountedUnit>& units, const std::string& file,
                 ProblemList& problems) {
  UnitChecks(units, file, problems).run();
}

}  // namespace recanvass::formats
