#include "formats/cell_words.h"

#include "formats/card_reading.h"
#include "formats/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace recanvass::formats {
namespace {

struct WordInCell {
  std::string_view word;
  Said said;
};
constexpr std::array<WordInCell, 23> kWordsInCells = {{{"undervote", Said::Undervote},
                                                       {"undervotes", Said::Undervote},
                                                       {"undervoted", Said::Undervote},
                                                       {"under vote", Said::Undervote},
                                                       {"under-vote", Said::Undervote},
                                                       {"skipped", Said::Undervote},
                                                       {"no selection", Said::Undervote},
                                                       {"no vote", Said::Undervote},
                                                       {"not voted", Said::Undervote},
                                                       {"n/a", Said::Undervote},
                                                       {"-", Said::Undervote},
                                                       {"blank", Said::Undervote},
                                                       {"blank vote", Said::Undervote},
                                                       {"blank contest", Said::Undervote},
                                                       {"overvote", Said::Overvote},
                                                       {"overvotes", Said::Overvote},
                                                       {"overvoted", Said::Overvote},
                                                       {"over vote", Said::Overvote},
                                                       {"over votes", Said::Overvote},
                                                       {"over-vote", Said::Overvote},
                                                       {"over-voted", Said::Overvote},
                                                       {"redacted", Said::Redacted},
                                                       {"*", Said::Redacted}}};

// "blank" of "(blank)", "undervote" of "undervote 1" and "Undervote (2)".
std::string_view without_number(std::string_view word) {
  if (word.size() > 2 && word.starts_with('(') && word.ends_with(')')) {
    return trimmed(word.substr(1, word.size() - 2));
  }
  if (word.ends_with(')')) word.remove_suffix(1);
  const std::size_t last = word.find_last_not_of("0123456789");
  if (last == std::string_view::npos || last + 1 == word.size()) return word;
  word = word.substr(0, last + 1);
  if (word.ends_with('(')) word.remove_suffix(1);
  return trimmed(word);
}

}  // namespace

Said said_in(std::string_view cell) {
  if (cell.empty()) return Said::Nothing;
  constexpr std::size_t kLongest = 18;  // with a number in brackets
  if (cell.size() > kLongest) return Said::Name;
  const std::string lower = lower_case(cell);
  for (const std::string_view text : {std::string_view(lower), without_number(lower)}) {
    const auto found = std::ranges::find(kWordsInCells, text, &WordInCell::word);
    if (found != kWordsInCells.end()) return found->said;
  }
  return Said::Name;
}

bool is_written(std::string_view name) {
  if (is_write_in_name(name)) return true;
  const std::string lower = lower_case(trimmed(name));
  return lower.starts_with("write-in") || lower == "no image found" || lower == "unresolved" ||
         lower == kPictureOfName || is_rejected_written(name);
}

bool is_rejected_written(std::string_view name) {
  const std::string lower = lower_case(name);
  const auto holds = [&](const char* word) { return lower.find(word) != std::string::npos; };
  const bool written = holds("write-in") || holds("write in") || holds("writein");
  return written &&
         (holds("rejected") || holds("invalid") || holds("disallowed") || holds("uncertified"));
}

bool is_answer(std::string_view name) {
  const std::string lower = lower_case(trimmed(name));
  if (lower.starts_with("none of") || lower == "s\xC3\xAD") return true;
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  const std::size_t last = lower.find_last_not_of(kLetters);
  const std::string first_word = lower.substr(0, lower.find_first_not_of(kLetters));
  const std::string last_word = last == std::string::npos ? lower : lower.substr(last + 1);
  for (const char* answer :
       {"yes",      "no",       "for",        "against", "approve",  "approved",  "reject",
        "rejected", "accept",   "accepted",   "decline", "declined", "retain",    "not",
        "si",       "maintain", "maintained", "repeal",  "repealed", "nota",      "uphold",
        "sustain",  "overturn", "oppose",     "support", "abstain",  "undecided", "scattering"}) {
    if (first_word == answer || last_word == answer) return true;
  }
  return false;
}

bool is_whole_figure(std::string_view name) {
  const std::string_view text = trimmed(name);
  return !text.empty() && text.find_first_not_of("0123456789,") == std::string_view::npos &&
         text.front() != ',';
}

bool is_bare_mark(std::string_view name) {
  const std::string lower = lower_case(trimmed(name));
  return lower == "0" || lower == "1" || lower == "x" || lower == "true" || lower == "false";
}

}  // namespace recanvass::formats
