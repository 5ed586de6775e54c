#include "formats/toml_dates.h"

#include "base/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace recanvass::formats {
namespace {

bool is_date_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool belongs_to_a_word(char byte) {
  return is_date_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         byte == '_' || byte == '-' || byte == '.' || byte == ':';
}

// True when `text` begins with the shape, in which 0 stands for any digit.
bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '0' ? !is_date_digit(text[i]) : text[i] != shape[i]) return false;
  }
  return true;
}

int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int number = 0;
  for (std::size_t i = at; i < at + digits; ++i) number = number * 10 + (text[i] - '0');
  return number;
}

// Copies a text byte by byte, and mends the dates that stand outside of quotes and comments.
class DateMender {
 public:
  DateMender(std::string_view text, const std::string& file, ProblemList& problems)
      : text_(text), file_(file), problems_(problems) {}

  std::string mend() {
    while (at_ < text_.size()) {
      if (!pass_quoted() && !pass_comment() && !pass_date()) pass(1);
    }
    return std::move(out_);
  }

 private:
  void pass(std::size_t bytes) {
    for (const char byte : text_.substr(at_, bytes)) {
      ++at_;
      out_ += byte;
      if (byte != '\n') continue;
      ++line_;
      line_begin_ = at_;
    }
  }

  bool pass_comment() {
    if (text_[at_] != '#') return false;
    pass(text_.substr(at_).find_first_of("\r\n") == std::string_view::npos
             ? text_.size() - at_
             : text_.substr(at_).find_first_of("\r\n"));
    return true;
  }

  bool pass_quoted() {
    const char quote = text_[at_];
    if (quote != '"' && quote != '\'') return false;
    const std::string three(3, quote);
    const bool is_long = text_.substr(at_, 3) == three;
    const std::string_view end = is_long ? std::string_view(three) : text_.substr(at_, 1);
    pass(end.size());
    while (at_ < text_.size() && text_.substr(at_, end.size()) != end) {
      if (!is_long && text_[at_] == '\n') return true;  // never closed: TOML's parser says so
      pass(quote == '"' && text_[at_] == '\\' ? 2 : 1);
    }
    pass(end.size());
    return true;
  }

  bool pass_date() {
    const std::string_view rest = text_.substr(at_);
    const bool begins = at_ == 0 || !belongs_to_a_word(text_[at_ - 1]);
    if (!begins || !has_shape(rest, "0000-00-00") || is_key()) return false;
    const bool possible =
        base::Date::make(number_at(rest, 0, 4), number_at(rest, 5, 2), number_at(rest, 8, 2)).ok();
    if (!possible) report(at_, rest.substr(0, 10), "a day of the calendar", "Correct the date.");
    const int month = std::clamp(number_at(rest, 5, 2), 1, 12);
    const int day = possible ? number_at(rest, 8, 2) : std::clamp(number_at(rest, 8, 2), 1, 28);
    pass(10);
    if (!possible) {
      out_.resize(out_.size() - 6);
      out_ += fmt::format("-{:02}-{:02}", month, day);
    }
    pass_time(rest);
    return true;
  }

  // "T15:00": TOML 1.0 wants the seconds.
  void pass_time(std::string_view rest) {
    const std::string_view time = rest.substr(10);
    if ((!has_shape(time, "T00:00") && !has_shape(time, " 00:00")) ||
        (time.size() > 6 && time[6] == ':')) {
      return;
    }
    report(at_ - 10, rest.substr(0, 16), "a time of day with its seconds",
           fmt::format("Write {}T{}:00.", rest.substr(0, 10), time.substr(1, 5)));
    pass(6);
    out_ += ":00";
  }

  // A bare key may look like a date: nothing but space stands before it, and it is no item of a
  // list that goes over several lines.
  [[nodiscard]] bool is_key() const {
    const std::size_t after = text_.find_first_not_of(" \t", at_ + 10);
    return after != std::string_view::npos && text_[after] == '=';
  }

  // `from` is where in the text it begins.
  void report(std::size_t from, std::string_view found, const char* wanted, std::string mend) {
    problems_.add({"toml.date",
                   {file_, line_, fmt::format("character {}", from - line_begin_ + 1)},
                   std::string(found),
                   wanted,
                   std::move(mend)});
  }

  std::string_view text_;
  const std::string& file_;
  ProblemList& problems_;
  std::string out_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::size_t line_begin_ = 0;
};

}  // namespace

std::string with_possible_dates(std::string_view text, const std::string& file,
                                ProblemList& problems) {
  return DateMender(text, file, problems).mend();
}

}  // namespace recanvass::formats
