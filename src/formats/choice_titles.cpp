#include "formats/choice_titles.h"

#include "formats/table_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace recanvass::formats {
namespace {

// A word or number of a heading, and where it stands in it.
struct HeadingWord {
  std::string text;  // in small letters
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_word_byte(char byte) {
  const auto unsigned_byte = static_cast<unsigned char>(byte);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || unsigned_byte >= 0x80U;
}

std::vector<HeadingWord> words_of(std::string_view text) {
  std::vector<HeadingWord> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    if (end > at) words.push_back({lower_case(text.substr(at, end - at)), at, end});
    at = end + 1;
  }
  return words;
}

// A number from 1 to 1000 that a text is, but for what may follow it; 0: it is none.
std::uint16_t number_of(std::string_view text, std::string_view& rest) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number > 1000) return 0;
  rest = text.substr(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::uint16_t cardinal_of(std::string_view word) {
  std::string_view rest;
  const std::uint16_t number = number_of(word, rest);
  return rest.empty() ? number : std::uint16_t{0};
}

// "1st", "22ND", "third": its number; 0: it is none.
std::uint16_t ordinal_of(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords = {"first", "second", "third",   "fourth",
                                                       "fifth", "sixth",  "seventh", "eighth",
                                                       "ninth", "tenth"};
  const auto known = std::ranges::find(kWords, word);
  if (known != kWords.end()) return static_cast<std::uint16_t>(known - kWords.begin() + 1);
  std::string_view rest;
  const std::uint16_t number = number_of(word, rest);
  const bool ending = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  return ending ? number : std::uint16_t{0};
}

std::uint16_t any_number_of(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords = {"one", "two",   "three", "four", "five",
                                                       "six", "seven", "eight", "nine", "ten"};
  const auto known = std::ranges::find(kWords, word);
  if (known != kWords.end()) return static_cast<std::uint16_t>(known - kWords.begin() + 1);
  const std::uint16_t ordinal = ordinal_of(word);
  return ordinal > 0 ? ordinal : cardinal_of(word);
}

constexpr std::array<std::string_view, 5> kRankWords = {"choice", "rank", "ranking", "preference",
                                                        "pref"};

bool is_rank_word(std::string_view word) {
  return std::ranges::find(kRankWords, word) != kRankWords.end();
}

std::string_view without_marks(std::string_view text) {
  constexpr std::string_view kMarks = " \t:-,_";
  while (!text.empty() && kMarks.find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() && kMarks.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return text;
}

// What is left of a heading around the words that were taken out of it.
std::string around(std::string_view text, std::size_t begin, std::size_t end) {
  std::string_view before = text.substr(0, begin);
  std::string_view after = text.substr(end);
  const auto ends_open = [&] { return before.ends_with('(') || before.ends_with('['); };
  const auto begins_closed = [&] { return after.starts_with(')') || after.starts_with(']'); };
  if (ends_open() && begins_closed()) {
    before.remove_suffix(1);
    after.remove_prefix(1);
  }
  // A heading's own number in front of it, as in "1 Choice", leaves nothing of words behind.
  const auto no_words = [](std::string_view part) {
    return std::ranges::none_of(part, is_word_byte);
  };
  before = no_words(before) ? std::string_view() : without_marks(before);
  after = no_words(after) ? std::string_view() : without_marks(after);
  return fmt::format("{}{}{}", before, before.empty() || after.empty() ? "" : " ", after);
}

// "(50)" at the end, which ES&S puts behind a rank's name.
std::string_view without_number_in_brackets(std::string_view text) {
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return text;
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  const bool digits =
      !inside.empty() && inside.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? without_marks(text.substr(0, open)) : text;
}

// "of 5" behind a rank: where it ends; `end` where it is not there.
std::size_t end_with_of(const std::vector<HeadingWord>& words, std::size_t next, std::size_t end) {
  const bool of =
      next + 1 < words.size() && words[next].text == "of" && cardinal_of(words[next + 1].text) > 0;
  return of ? words[next + 1].end : end;
}

// The word in which two headings differ, where they differ in one only; both are of one length.
std::optional<std::size_t> only_difference(const std::vector<HeadingWord>& one,
                                           const std::vector<HeadingWord>& two) {
  std::optional<std::size_t> at;
  if (one.size() != two.size()) return std::nullopt;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i].text == two[i].text) continue;
    if (at) return std::nullopt;
    at = i;
  }
  return at;
}

// The two headings as they are compared: with the numbers in brackets at their ends where these
// alone tell them apart.
std::string_view compared(std::string_view heading, std::string_view other) {
  const std::string_view bare = without_number_in_brackets(heading);
  return lower_case(bare) == lower_case(without_number_in_brackets(other)) ? heading : bare;
}

// "Council (301)", "Council (302)": one title with ids behind it.
std::size_t headings_with_ids(std::span<const std::string> headings) {
  const auto bare_of = [&](std::size_t i) {
    return lower_case(without_number_in_brackets(headings[i]));
  };
  std::size_t columns = 1;
  while (columns < headings.size() && bare_of(columns) == bare_of(0)) ++columns;
  return columns;
}

// "Council", "Council.1", as programs for tables tell columns of one name apart, or "Council",
// "Council 2".
std::size_t headings_with_numbers_behind(std::span<const std::string> headings) {
  const std::vector<HeadingWord> first = words_of(without_number_in_brackets(headings[0]));
  std::uint16_t begin = 0;
  std::size_t columns = 1;
  for (; columns < headings.size(); ++columns) {
    const auto words = words_of(without_number_in_brackets(headings[columns]));
    const bool longer = words.size() == first.size() + 1 && !first.empty() &&
                        std::equal(first.begin(), first.end(), words.begin(),
                                   [](const auto& a, const auto& b) { return a.text == b.text; });
    const std::uint16_t number = longer ? cardinal_of(words.back().text) : std::uint16_t{0};
    if (columns == 1) begin = number;
    if (number == 0 || begin > 2 || number != begin + columns - 1) break;
  }
  return columns;
}

using HeadingRoles = std::map<std::string, CellRole, std::less<>>;

// Headings in small letters, which are compared without what stands between their words.
constexpr auto kHeadingRoles = std::to_array<std::pair<std::string_view, CellRole>>({
    {"cast vote record", CellRole::Record},
    {"cvr", CellRole::Record},
    {"cvr number", CellRole::Record},
    {"record id", CellRole::Record},
    {"cvr id", CellRole::Record},
    {"voter id", CellRole::Record},
    {"cast vote record id", CellRole::Record},
    {"cast vote record number", CellRole::Record},
    {"seqno", CellRole::Passed},
    {"row number", CellRole::Passed},
    {"source filepath", CellRole::Passed},
    {"cvr provider", CellRole::Passed},
    {"poll place", CellRole::Passed},
    {"polling place", CellRole::Passed},
    {"polling location", CellRole::Passed},
    {"vote center", CellRole::Passed},
    {"party", CellRole::Passed},
    {"party name", CellRole::Passed},
    {"ballot party", CellRole::Passed},
    {"political party", CellRole::Passed},
    {"party code", CellRole::Passed},
    {"ballot type", CellRole::Passed},
    {"audit number", CellRole::Passed},
    {"adjudicated by", CellRole::Passed},
    {"remade", CellRole::Passed},
    {"sheet", CellRole::Passed},
    {"sheet number", CellRole::Passed},
    {"page", CellRole::Passed},
    {"language", CellRole::Passed},
    {"session id", CellRole::Passed},
    {"scan time", CellRole::Passed},
    {"county", CellRole::Passed},
    {"county name", CellRole::Passed},
    {"contest id", CellRole::Passed},
    {"jurisdiction", CellRole::Passed},
    {"ballot status", CellRole::Passed},
    {"original ballot exception", CellRole::Passed},
    {"remaining ballot exception", CellRole::Passed},
    {"write-in type", CellRole::Passed},
    {"results report", CellRole::Passed},
    {"blank ballot", CellRole::Passed},
    {"ballot image", CellRole::Passed},
    {"image", CellRole::Passed},
    {"image name", CellRole::Passed},
    {"precinct", CellRole::Precinct},
    {"precinct id", CellRole::Precinct},
    {"precinct name", CellRole::Precinct},
    {"precinct portion", CellRole::Portion},
    {"precinct split", CellRole::Portion},
    {"ballot style", CellRole::Style},
    {"style", CellRole::Style},
    {"ballotstyle", CellRole::Style},
    {"ballot style id", CellRole::Style},
    {"ballot style name", CellRole::Style},
    {"ballot style number", CellRole::Style},
    {"style name", CellRole::Style},
    {"serial number", CellRole::Imprinted},
    {"ballot id", CellRole::Imprinted},
    {"ballotid", CellRole::Imprinted},
    {"imprinted id", CellRole::Imprinted},
    {"tabulator cvr", CellRole::TabulatorCvr},
    {"boxnum", CellRole::Batch},
    {"box", CellRole::Batch},
    {"batch", CellRole::Batch},
    {"batch id", CellRole::Batch},
    {"batch name", CellRole::Batch},
    {"batch number", CellRole::Batch},
    {"batch num", CellRole::Batch},
    {"boxposition", CellRole::Position},
    {"box position", CellRole::Position},
    {"ballot number", CellRole::Position},
    {"tabulator", CellRole::Tabulator},
    {"tabulator id", CellRole::Tabulator},
    {"tabulator num", CellRole::Tabulator},
    {"tabulator number", CellRole::Tabulator},
    {"tabulator name", CellRole::Tabulator},
    {"scanner", CellRole::Tabulator},
    {"scanner id", CellRole::Tabulator},
    {"machine", CellRole::Tabulator},
    {"machine id", CellRole::Tabulator},
    {"machine serial", CellRole::Tabulator},
    {"machine serial number", CellRole::Tabulator},
    {"counting group", CellRole::Group},
    {"reporting group", CellRole::Group},
    {"poll type", CellRole::Group},
    {"vote type", CellRole::Group},
    {"voting type", CellRole::Group},
    {"voting method", CellRole::Group},
    {"count", CellRole::HowMany},
    {"weight", CellRole::HowMany},
    {"weights", CellRole::HowMany},
    {"multiplicity", CellRole::HowMany},
    {"frequency", CellRole::HowMany},
    {"freq", CellRole::HowMany},
    {"ballots", CellRole::HowMany},
    {"ballot count", CellRole::HowMany},
    {"number of ballots", CellRole::HowMany},
    {"num ballots", CellRole::HowMany},
    {"no of ballots", CellRole::HowMany},
    {"cards", CellRole::HowMany},
    {"card count", CellRole::HowMany},
    {"number of cards", CellRole::HowMany},
});

// "Ballot Style ID" of "BallotStyleID".
std::string with_words_apart(std::string_view heading) {
  std::string apart;
  const auto is_capital = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
  const auto is_small = [](char byte) { return byte >= 'a' && byte <= 'z'; };
  for (std::size_t i = 0; i < heading.size(); ++i) {
    if (i > 0 && is_capital(heading[i]) && is_small(heading[i - 1])) apart += ' ';
    apart += heading[i] == '_' ? ' ' : heading[i];
  }
  return apart;
}

// Made of words that exports have in headings about places, machines and files, one of which no
// contest is called by. A ward or a district may be a contest.
bool is_about_the_card(std::string_view heading) {
  constexpr std::array<std::string_view, 38> kTelling = {
      "precinct", "portion",   "split",   "style",       "batch",      "box",         "tray",
      "deck",     "tabulator", "scanner", "machine",     "device",     "poll",        "polling",
      "image",    "path",      "file",    "filename",    "card",       "sheet",       "cvr",
      "record",   "row",       "session", "serial",      "timestamp",  "date",        "time",
      "modified", "remade",    "remake",  "adjudicated", "duplicated", "provisional", "notes",
      "comments", "voting",    "id"};
  constexpr std::array<std::string_view, 30> kBeside = {
      "code",   "number", "num",   "no",       "name",     "by",      "ballot",   "type",
      "mode",   "method", "place", "location", "site",     "center",  "vote",     "cast",
      "status", "group",  "page",  "sequence", "seq",      "index",   "position", "is",
      "unit",   "party",  "info",  "contest",  "reported", "election"};
  const std::string apart = with_words_apart(trimmed(heading));
  bool telling = false;
  for (const HeadingWord& word : words_of(apart)) {
    const bool tells = std::ranges::find(kTelling, word.text) != kTelling.end();
    if (!tells && std::ranges::find(kBeside, word.text) == kBeside.end()) return false;
    telling = telling || tells;
  }
  return telling;
}

}  // namespace

CellRole cell_role_of(std::string_view heading) {
  static const HeadingRoles kRoles = [] {
    HeadingRoles roles;
    for (const auto& [name, role] : kHeadingRoles) roles.emplace(letters_and_digits(name), role);
    return roles;
  }();
  const bool ascii = std::ranges::none_of(
      heading, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80U; });
  if (!ascii) return CellRole::Choice;
  if (const auto found = kRoles.find(letters_and_digits(heading)); found != kRoles.end()) {
    return found->second;
  }
  return is_about_the_card(heading) ? CellRole::OfTheCard : CellRole::Choice;
}

std::optional<RankTitle> rank_title_of(std::string_view heading) {
  const std::string_view text = without_number_in_brackets(trimmed(heading));
  const std::vector<HeadingWord> words = words_of(text);
  for (std::size_t i = words.size(); i-- > 0;) {
    const std::string& word = words[i].text;
    // "choice1", "rank2"
    for (const std::string_view known : kRankWords) {
      if (!word.starts_with(known)) continue;
      if (const auto rank = cardinal_of(std::string_view(word).substr(known.size())); rank > 0) {
        return RankTitle{around(text, words[i].begin, end_with_of(words, i + 1, words[i].end)),
                         rank};
      }
    }
    if (!is_rank_word(word)) continue;
    std::size_t number = i + 1;
    const bool number_word =
        number + 1 < words.size() && (words[number].text == "no" || words[number].text == "number");
    if (number_word && cardinal_of(words[number + 1].text) > 0) ++number;
    if (number < words.size()) {
      if (const auto rank = any_number_of(words[number].text); rank > 0) {
        return RankTitle{
            around(text, words[i].begin, end_with_of(words, number + 1, words[number].end)), rank};
      }
    }
    if (i > 0) {
      if (const auto rank = ordinal_of(words[i - 1].text); rank > 0) {
        return RankTitle{around(text, words[i - 1].begin, end_with_of(words, i + 1, words[i].end)),
                         rank};
      }
    }
  }
  return std::nullopt;
}

std::optional<NumberedTitles> numbered_titles(std::span<const std::string> headings) {
  if (headings.size() < 2) return std::nullopt;
  const std::string_view first = compared(headings[0], headings[1]);
  const std::vector<HeadingWord> words = words_of(first);
  std::optional<std::size_t> at;
  std::size_t columns = 1;
  for (; columns < headings.size(); ++columns) {
    const std::string_view next = compared(headings[columns], headings[0]);
    const std::vector<HeadingWord> next_words = words_of(next);
    const auto difference = only_difference(words, next_words);
    if (!difference || (at && at != difference)) break;
    const auto number = static_cast<std::uint16_t>(columns + 1);
    const bool counts = any_number_of(words[*difference].text) == 1 &&
                        any_number_of(next_words[*difference].text) == number;
    if (!counts) break;
    at = difference;
  }
  if (at) {
    const std::size_t end = end_with_of(words, *at + 1, words[*at].end);
    return NumberedTitles{around(first, words[*at].begin, end), columns,
                          ordinal_of(words[*at].text) > 0, *at + 1 == words.size()};
  }
  columns = std::max(headings_with_ids(headings), headings_with_numbers_behind(headings));
  if (columns == 1) return std::nullopt;
  return NumberedTitles{std::string(without_number_in_brackets(headings[0])), columns, false,
                        false};
}

bool is_ess_ballots_header(std::span<const std::string> header) {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(
        header, [&](const std::string& other) { return letters_and_digits(other) == name; });
  };
  // The two that no export of votes has; beside them the paper's "Type" is no contest.
  const bool of_ballots = has("ballotstatus") && has("resultsreport");
  for (const std::string& name : header) {
    const bool known = of_ballots && letters_and_digits(name) == "type";
    if (trimmed(name).empty() || known) continue;
    if (cell_role_of(name) == CellRole::Choice) return false;
  }
  return has("castvoterecord");
}

std::string on_one_line(std::string_view text) {
  std::string line;
  bool space = false;
  for (const char byte : text) {
    const bool ends = byte == '\n' || byte == '\r';
    if (ends && !space && !line.empty() && line.back() != ' ') line += ' ';
    space = ends || (space && byte == ' ');
    if (!space) line += byte;
  }
  return line;
}

}  // namespace recanvass::formats
