#include "recount/wording.h"

#include <algorithm>

namespace recanvass::recount {
namespace {

bool is_digit_mark(char c) { return c >= '0' && c <= '9'; }

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// Letters of other scripts are parts of names.
bool is_letter_or_digit(char c) {
  return is_digit_mark(c) || is_capital(c) || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view without_marks(std::string_view word) {
  const auto is_sign = [](char c) { return c == '+' || c == '-'; };
  while (!word.empty() && !is_letter_or_digit(word.front()) && !is_sign(word.front())) {
    word.remove_prefix(1);
  }
  while (!word.empty() && !is_letter_or_digit(word.back())) word.remove_suffix(1);
  return word;
}

std::vector<std::vector<std::string>> facts_of_all(const std::vector<std::string>& sentences) {
  std::vector<std::vector<std::string>> facts;
  for (const std::string& sentence : sentences) facts.push_back(facts_in(sentence));
  std::ranges::sort(facts);
  return facts;
}

}  // namespace

std::vector<std::string> facts_in(std::string_view sentence) {
  std::vector<std::string> facts;
  bool begins = true;
  while (!sentence.empty()) {
    const std::size_t end = std::min(sentence.find(' '), sentence.size());
    const std::string_view word = sentence.substr(0, end);
    const std::string_view bare = without_marks(word);
    const bool figure = std::ranges::any_of(bare, is_digit_mark);
    const bool name = !begins && std::ranges::any_of(bare, is_capital);
    if (figure || name) facts.emplace_back(bare);
    begins = word.ends_with('.') || word.ends_with(':');
    sentence.remove_prefix(std::min(end + 1, sentence.size()));
  }
  std::ranges::sort(facts);
  return facts;
}

bool say_the_same_facts(const std::vector<std::string>& some,
                        const std::vector<std::string>& others) {
  return facts_of_all(some) == facts_of_all(others);
}

}  // namespace recanvass::recount
