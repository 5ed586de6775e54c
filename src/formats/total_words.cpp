#include "formats/total_words.h"

#include "formats/text.h"

#include <array>

namespace recanvass::formats {

bool calls_itself_total(std::string_view cell) {
  constexpr std::array<std::string_view, 22> kWords = {
      "total",      "totals",       "grand total", "grand totals", "subtotal", "subtotals",
      "sub-total",  "sub total",    "sum",         "sums",         "overall",  "all batches",
      "combined",   "countywide",   "county-wide", "ttl",          "tot",      "tot.",
      "sum of all", "whole county", "all cards",   "all ballots"};
  // Each of these words has one of three letters, which the numbers of records have not.
  if (cell.find_first_of("lLmMtT") == std::string_view::npos) return false;
  std::string word = lower_case(trimmed(cell));
  while (!word.empty() && (word.back() == ':' || word.back() == '=' || word.back() == ' ')) {
    word.pop_back();
  }
  for (const std::string_view known : kWords) {
    if (word == known) return true;
  }
  return word.starts_with("total ") || word.starts_with("total:") || word.ends_with(" total") ||
         word.ends_with(" totals");
}

}  // namespace recanvass::formats
