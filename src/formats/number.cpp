#include "formats/number.h"

#include "base/check.h"
#include "formats/problem_list.h"
#include "formats/text.h"

namespace recanvass::formats {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1,007" and "12,345,678", not "1,07", "1007,000" or ",007".
bool grouped_by_three(std::string_view text) {
  const std::size_t first = text.find(',');
  if (first == 0 || first > 3) return false;
  for (std::size_t i = 0; i < first; ++i) {
    if (!is_digit(text[i])) return false;
  }
  for (std::size_t at = first; at < text.size(); at += 4) {
    if (text[at] != ',' || at + 4 > text.size()) return false;
    for (std::size_t i = 1; i < 4; ++i) {
      if (!is_digit(text[at + i])) return false;
    }
  }
  return true;
}

NumberFault fault_of(std::string_view text) {
  bool digits_only = true;
  bool number_like = true;
  for (const char c : text) {
    digits_only = digits_only && is_digit(c);
    number_like = number_like && (is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+' ||
                                  c == 'e' || c == 'E');
  }
  if (digits_only || grouped_by_three(text)) return NumberFault::TooLarge;
  if (!number_like) {
    const bool bracketed = text.front() == '(' && text.back() == ')';
    if (bracketed) return NumberFault::Negative;
    for (const char c : text) {
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
          static_cast<unsigned char>(c) >= 0x80) {
        return NumberFault::NotDigits;
      }
    }
    return NumberFault::Punctuation;
  }
  if (text.front() == '-') return NumberFault::Negative;
  const bool exponent = text.find_first_of("eE") != std::string_view::npos;
  if (exponent) return is_digit(text.front()) ? NumberFault::Exponent : NumberFault::NotDigits;
  if (text.find('.') != std::string_view::npos) return NumberFault::Decimal;
  return NumberFault::Punctuation;
}

struct Advice {
  const char* cause;
  const char* mend;
};

Advice advice_for(NumberFault fault) {
  switch (fault) {
    case NumberFault::None: break;
    case NumberFault::Empty:
      return {"number.empty",
              "Write 0 if it was counted and nobody got a vote; remove the row if it "
              "is unknown."};
    case NumberFault::Negative:
      return {"number.negative",
              "An adjustment is not a count: put the corrected votes on the unit "
              "they belong to, or give the correction as a result set of its own."};
    case NumberFault::Decimal:
      return {"number.decimal",
              "Votes are whole; format the column as whole numbers and export again."};
    case NumberFault::Exponent:
      return {"number.exponent",
              "A spreadsheet shortened the number and its digits are lost; format "
              "the column as whole numbers in the source and export again."};
    case NumberFault::Punctuation:
      return {"number.punctuation",
              "Write digits only, or commas between groups of three inside "
              "quotation marks."};
    case NumberFault::NotDigits:
      return {"number.not-digits", "Correct the figure, or remove the row if it is unknown."};
    case NumberFault::TooLarge: return {"number.too-large", "Check for two figures run together."};
  }
  RECANVASS_CHECK(!"no advice for a good number");
  return {};
}

}  // namespace

NumberFault read_figure(std::string_view text, std::int64_t& number) {
  text = trimmed(text);
  if (text.empty()) return NumberFault::Empty;
  number = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      number = number * 10 + (c - '0');
      if (number > kFigureMax) return fault_of(text);
    } else if (c != ',' || !grouped_by_three(text)) {
      return fault_of(text);
    }
  }
  return NumberFault::None;
}

base::Problem figure_problem(NumberFault fault, std::string_view text, base::Place place) {
  const Advice advice = advice_for(fault);
  const bool large = fault == NumberFault::TooLarge;
  return {advice.cause, std::move(place), fault == NumberFault::Empty ? "nothing" : quote(text),
          large ? "a whole number below 10,000,000,000" : "a whole number, 0 or more", advice.mend};
}

bool is_shortened_number(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos || mark + 1 >= text.size() || text[mark + 1] != '+') {
    return false;
  }
  return text.substr(0, mark).find_first_not_of("0123456789.") == std::string_view::npos &&
         text.substr(mark + 2).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace recanvass::formats
