// A document for paper: HTML with its own page size and margins, and its figures as tables beside
// it. The words come from catalogue.h, the looks from templates/paper.css. Documents are built from
// PaperBody (flowing text and tables) or from sheets of fixed geometry (tally_sheet.h).
#pragma once

#include "base/json.h"
#include "report/catalogue.h"
#include "report/csv_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::report {

/// What every document says it was made by; only a file that says so may be written over.
inline constexpr const char* kPaperGenerator = "Recanvass print";

enum class PaperSize { Letter, Legal };
enum class PrintSize { Normal, Large };
/// A training copy has TRAINING / PRÁCTICA across each page.
enum class CopyKind { Official, Training };

struct PaperStyle {
  Language language = Language::English;
  PaperSize paper = PaperSize::Letter;
  PrintSize print = PrintSize::Normal;
};

/// What stands over each document and under it: the operation, and which entries of the ledger the
/// paper was printed from.
struct PaperHeading {
  std::string operation;  ///< "President, Wisconsin, recount of November 2016"
  CopyKind copy = CopyKind::Official;
  std::string origin;  ///< the ledger's name
  std::uint64_t entries = 0;  ///< how many of its entries had been read
  std::string root;  ///< Merkle root over them in base64, as checkpoint and page have it
};

/// "Printed from the first 1,234 entries of the ledger ..., root ..."
[[nodiscard]] std::string source_words(Language language, const PaperHeading& heading);

/// A document ready to be written: NAME.html and a table for each CSV.
struct PaperDocument {
  std::string name;  ///< "custody-log"
  std::string html;
  std::vector<CsvTable> tables;
};

enum class ColumnKind {
  Text,
  Number,  ///< aligned to the right
  Write,  ///< left empty and wide enough for a pen
};

struct PaperColumn {
  std::string head;
  ColumnKind kind = ColumnKind::Text;
};

/// A table whose head is repeated on each page. The first cell of a row names it.
struct PaperTable {
  std::string caption;
  std::vector<PaperColumn> columns;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
  std::vector<std::string> total{};  ///< last row, set apart; empty: none
  std::string empty_words{};  ///< said instead of a table without rows
  std::size_t rows_to_write = 0;  ///< empty rows for a pen at the end
};

/// The parts of a flowing document, in order. Every text is plain: markup in it is shown, not read.
class PaperBody {
 public:
  void section(const std::string& heading);
  /// What follows begins a page.
  void page_break();
  void paragraph(const std::string& words);
  /// A paragraph in a frame, for what must not be overlooked.
  void notice(const std::string& words);
  /// Labels and values. A value that is empty is a line to write on.
  void facts(const std::vector<std::pair<std::string, std::string>>& rows);
  void table(const PaperTable& table);
  /// `lines` ruled lines under a label.
  void writing_lines(const std::string& label, int lines);
  /// Two lines for names and signatures a row; one row a role.
  void signatures(const std::vector<std::string>& roles);

  [[nodiscard]] const base::Json& blocks() const { return blocks_; }

 private:
  void add(const char* kind, base::Json value);
  base::Json blocks_ = base::Json::array();
};

/// A flowing document: running heads, page n of m, its source at the foot.
/// @param place   what it is about: "Dane County, Ward 1"; may be empty.
/// @param source  what it was printed from; see source_words.
[[nodiscard]] std::string render_paper(const std::string& title, const std::string& place,
                                       const PaperBody& body, const std::string& source,
                                       const PaperHeading& heading, const PaperStyle& style);

/// Sheets of fixed geometry, each exactly one page; `markup` is already escaped.
[[nodiscard]] std::string render_sheets(const std::string& title, const std::string& markup,
                                        const PaperHeading& heading, const PaperStyle& style);

/// A template of ours with the catalogue as {{say...}} and every text made harmless to read:
/// control characters and marks that turn the direction of writing become U+FFFD.
[[nodiscard]] std::string fill_paper_template(std::string_view name, base::Json fields,
                                              const PaperStyle& style);

/// Height between the margins of a page of sheets, in millimetres.
[[nodiscard]] double sheet_height(PaperSize paper);

/// Grouped digits; the sign of a hole ("—") where there is no figure.
[[nodiscard]] std::string figure_or_hole(const std::optional<std::int64_t>& figure);
/// Plain digits; empty where there is no figure.
[[nodiscard]] std::string figure_field(const std::optional<std::int64_t>& figure);
/// With its sign: "+12", "-3", "0".
[[nodiscard]] std::string signed_figure(std::int64_t figure);

}  // namespace recanvass::report
