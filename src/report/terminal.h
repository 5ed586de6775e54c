// Text for a terminal or a pipe: paragraphs, labelled lines, tables and colour, at a given width.
// Pure: values in, text out; apps/cli decides the width and whether colours are wanted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::report {

/// What the text is written for.
struct Screen {
  int columns = 80;     ///< never below 40 in effect
  bool colour = false;  ///< ANSI colours; every meaning is also in the words
};

enum class Tone { Plain, Strong, Faint, Good, Notice, Bad };

/// `text` in the tone's colour, or as it is when the screen has none.
[[nodiscard]] std::string painted(std::string_view text, Tone tone, const Screen& screen);

/// `text` without anything that could steer a terminal or mislead a reader: control characters
/// (the first byte of escape sequences), direction marks and bytes that are not UTF-8 become
/// U+FFFD. Line ends stay.
[[nodiscard]] std::string printable(std::string_view text);

/// Terminal columns that one line of UTF-8 takes: wide East Asian characters take two, combining
/// marks none.
[[nodiscard]] int width_of(std::string_view text);

/// Lines of at most `columns`, broken at spaces; a longer word is cut. Line ends in `text` are
/// kept. At least one line, without trailing spaces.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, int columns);

/// `text` wrapped with every line indented, a line end at the end.
[[nodiscard]] std::string paragraph(std::string_view text, const Screen& screen, int indent = 0);

/// `text` wrapped, every line strong.
[[nodiscard]] std::string headline(std::string_view text, const Screen& screen);

/// Each line of `text` wrapped to `columns`, what is carried over set in by two; a line end at the
/// end. What fits is left as it is.
[[nodiscard]] std::string hanging(std::string_view text, int columns);

/// A label and its text beside it, later lines hanging under the text:
///
///     By when?   today, Fri 25 Nov 2016, 17:00
///
/// @param label_width  columns from the end of the indent to the text.
[[nodiscard]] std::string labelled(std::string_view label, std::string_view text, int label_width,
                                   const Screen& screen, Tone tone = Tone::Plain, int indent = 2);

enum class Align { Left, Right };

struct Column {
  std::string head;
  Align align = Align::Left;
  bool flexible = false;  ///< gives way and wraps when the table is too wide
};

struct Cell {
  std::string text;
  Tone tone = Tone::Plain;
};

/// Rows under heads, two spaces between columns. Fits the screen as long as the columns that are
/// not flexible do.
class Table {
 public:
  explicit Table(std::vector<Column> columns);

  /// @param below  stands under the row over the whole width, wrapped; a line of it that is set in
  ///               is taken as it is. Empty: nothing
  /// @pre as many cells as columns.
  void add(std::vector<Cell> cells, std::string below = {});
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::string text(const Screen& screen, int indent = 0) const;

 private:
  [[nodiscard]] std::vector<int> widths(int room) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::string> below_;  // by row
};

}  // namespace recanvass::report
