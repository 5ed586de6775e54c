#include "formats/name_map.h"

#include "formats/text.h"

#include <algorithm>

namespace recanvass::formats {
namespace {

constexpr std::array<std::string_view, kReservedKinds> kReservedNames = {
    kBallots, kRegistered, kBlank, kOvervotes, kTotal};

// The usual words of result files, small letters only and nothing between them.
struct UsualWord {
  std::string_view word;
  Reserved meaning;
};
constexpr std::array<UsualWord, 17> kUsualWords = {
    {{"overvotes", Reserved::Overvotes},
     {"overvote", Reserved::Overvotes},
     {"overvoted", Reserved::Overvotes},
     {"undervotes", Reserved::Blank},
     {"undervote", Reserved::Blank},
     {"undervoted", Reserved::Blank},
     {"blank", Reserved::Blank},
     {"blanks", Reserved::Blank},
     {"blankvotes", Reserved::Blank},
     {"blankballots", Reserved::Blank},
     {"ballotscastblank", Reserved::Blank},
     {"ballotscast", Reserved::Ballots},
     {"ballotscasttotal", Reserved::Ballots},
     {"totalballotscast", Reserved::Ballots},
     {"registeredvoters", Reserved::Registered},
     {"registeredvoterstotal", Reserved::Registered},
     {"totalregisteredvoters", Reserved::Registered}}};
constexpr std::array<std::string_view, 6> kWriteInWords = {
    "writein", "writeins", "writeinvotes", "writeinstotal", "writeintotals", "scattering"};

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : lower_case(text)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

std::optional<std::size_t> choice_index(const election::Contest& contest,
                                        const election::ChoiceId& id) {
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    if (contest.choices[i].id == id) return i;
  }
  return std::nullopt;
}

// The one choice that stands for all write-ins together.
std::optional<std::size_t> write_ins_of(const election::Contest& contest) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    if (!contest.choices[i].write_in || !contest.choices[i].aggregate) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

Meaning choice_or_unknown(std::optional<std::size_t> index) {
  return index ? Meaning{Meaning::Kind::Choice, *index} : Meaning{};
}

Meaning meaning_of_word(std::string_view name, const election::Contest& contest) {
  const std::string letters = letters_of(name);
  for (const UsualWord& usual : kUsualWords) {
    if (letters == usual.word) {
      return {Meaning::Kind::Reserved, static_cast<std::size_t>(usual.meaning)};
    }
  }
  if (std::find(kWriteInWords.begin(), kWriteInWords.end(), letters) != kWriteInWords.end()) {
    return choice_or_unknown(write_ins_of(contest));
  }
  return {};
}

}  // namespace

Meaning meaning_of(std::string_view key, Naming naming, const election::Contest& contest,
                   const NameMap& map) {
  const std::string name(choice_name(key));
  const bool ignored = std::find(map.ignore.begin(), map.ignore.end(), name) != map.ignore.end();
  for (std::size_t i = 0; i < kReservedNames.size(); ++i) {
    if (key != kReservedNames[i]) continue;
    return ignored ? Meaning{Meaning::Kind::Ignored, 0} : Meaning{Meaning::Kind::Reserved, i};
  }
  if (naming == Naming::Ids) return choice_or_unknown(choice_index(contest, {std::string(key)}));
  if (ignored) return {Meaning::Kind::Ignored, 0};
  const auto mapped = map.choices.find(name);
  if (mapped != map.choices.end()) return choice_or_unknown(choice_index(contest, mapped->second));
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    if (equal_but_for_case(contest.choices[i].name, name)) return {Meaning::Kind::Choice, i};
  }
  return meaning_of_word(name, contest);
}

std::optional<std::string> county_meant(const std::string& text, Naming naming,
                                        const election::Jurisdiction& jurisdiction,
                                        const NameMap& map) {
  if (naming == Naming::Names) {
    const auto mapped = map.counties.find(text);
    if (mapped != map.counties.end()) return mapped->second.text;
  }
  if (text.empty() || jurisdiction.counties.empty()) return text;
  for (const election::County& county : jurisdiction.counties) {
    if (county.id.text == text) return text;
    if (naming == Naming::Names && equal_but_for_case(county.name, text)) return county.id.text;
  }
  return std::nullopt;
}

bool names_a_total(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kTotals = {
      "total",        "totals",        "grand total", "grand totals",
      "county total", "county totals", "state total", "state totals",
      "statewide",    "sum",           "subtotal",    "overall total"};
  if (name.size() < 3 || name.size() > 20) return false;
  constexpr std::string_view kFirstLetters = "tTgGcCsSoO";
  if (kFirstLetters.find(name.front()) == std::string_view::npos) return false;
  std::string plain = lower_case(trimmed(name));
  while (!plain.empty() && (plain.back() == ':' || plain.back() == ' ')) plain.pop_back();
  return std::find(kTotals.begin(), kTotals.end(), plain) != kTotals.end();
}

bool equal_but_for_case(std::string_view left, std::string_view right) {
  return lower_case(left) == lower_case(right);
}

}  // namespace recanvass::formats
