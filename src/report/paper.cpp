#include "report/paper.h"

#include "base/check.h"
#include "base/figures.h"
#include "base/sha256.h"
#include "report/html.h"
#include "report/terminal.h"
#include "report/text_fit.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

// Margins in millimetres. A sheet fills what they leave; flowing pages have running lines in them.
constexpr double kSheetMargin = 12;

double paper_height(PaperSize paper) {
  switch (paper) {
    case PaperSize::Letter: return 279.4;
    case PaperSize::Legal: return 355.6;
  }
  RECANVASS_CHECK(!"a paper without a height");
  return 0;
}

const char* css_size(PaperSize paper) {
  return paper == PaperSize::Letter ? "8.5in 11in" : "8.5in 14in";
}

void make_printable(base::Json& value) {
  if (value.is_string()) {
    value = printable(value.get_ref<const std::string&>());
  } else if (value.is_structured()) {
    for (base::Json& item : value) make_printable(item);
  }
}

std::string share_classes() {
  std::string css;
  for (int share = 1; share <= 100; ++share) css += fmt::format(".c{0}{{width:{0}%}}\n", share);
  return css;
}

// The running lines hold texts of the page by string-set, never in the style sheet itself: so no
// text of an operation is ever read as CSS.
std::string flowing_pages(const PaperStyle& style) {
  return fmt::format(
             "@page {{ size: {}; margin: 18mm 15mm 20mm;\n"
             "  @top-left {{ content: string(operation); }}\n"
             "  @top-right {{ content: string(title); }}\n"
             "  @top-center {{ content: string(training); }}\n"
             "  @bottom-left {{ content: string(source); }}\n"
             "  @bottom-right {{ content: \"{} \" counter(page) \" {} \" counter(pages); }}\n}}\n",
             css_size(style.paper), say(style.language, "paper.page"),
             say(style.language, "paper.of")) +
         share_classes();
}

std::string sheet_pages(const PaperStyle& style) {
  return fmt::format(
             "@page {{ size: {}; margin: {}mm; }}\n"
             ".sheet {{ height: {:.1f}mm; }}\n",
             css_size(style.paper), kSheetMargin, sheet_height(style.paper)) +
         template_text("paper_sheets.css");
}

std::string render(const std::string& title, const std::string& markup, const std::string& pages,
                   const PaperHeading& heading, const PaperStyle& style) {
  const std::string css = pages + template_text("paper.css");
  return fill_paper_template("paper.mustache",
                             {{"lang", tag_of(style.language)},
                              {"large", style.print == PrintSize::Large},
                              {"training", heading.copy == CopyKind::Training},
                              {"title", title},
                              {"generator", kPaperGenerator},
                              {"style", css},
                              {"style_hash", style_hash(css)},
                              {"body", markup}},
                             style);
}

const char* css_of(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::Text: return "text";
    case ColumnKind::Number: return "num";
    case ColumnKind::Write: return "write";
  }
  RECANVASS_CHECK(!"a column without a class");
  return "";
}

// Room of a table, of a cell's padding and of a pen, in em of the table's letters.
constexpr double kTableWidth = 60;
constexpr double kLargeTableWidth = 44;
constexpr double kPadding = 1.1;
constexpr double kPenWidth = 8;
constexpr double kWordMax = 12;  // a longer word is broken
constexpr std::size_t kShortTable = 12;  // rows that stay on one page
constexpr double kCellMax = 34;  // a longer cell is wrapped in any case

struct ColumnRoom {
  double least;   // its longest word
  double wished;  // its longest cell on one line
};

ColumnRoom room_of(const PaperTable& table, std::size_t column) {
  const PaperColumn& head = table.columns[column];
  double word = std::min(kWordMax, word_width_of(head.head));
  double line = word;
  const bool is_for_a_pen = head.kind == ColumnKind::Write || table.rows_to_write > 0;
  if (is_for_a_pen && head.kind != ColumnKind::Number) word = line = std::max(word, kPenWidth);
  const auto take = [&](const std::vector<std::string>& row) {
    word = std::max(word, std::min(kWordMax, word_width_of(row[column])));
    line = std::max(line, std::min(kCellMax, line_width_of(row[column])));
  };
  for (const auto& row : table.rows) take(row);
  if (!table.total.empty()) take(table.total);
  return {word + kPadding, line + kPadding};
}

// Shares of the width in whole hundredths: each column gets its longest word, and what is left goes
// to those that wish for more.
std::vector<int> column_shares(const PaperTable& table, double width) {
  std::vector<ColumnRoom> rooms;
  double least = 0;
  double wished = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    rooms.push_back(room_of(table, i));
    least += rooms.back().least;
    wished += rooms.back().wished;
  }
  const double part = wished > least ? std::clamp((width - least) / (wished - least), 0.0, 1.0) : 0;
  double given = 0;
  for (ColumnRoom& room : rooms) {
    room.least += (room.wished - room.least) * part;
    given += room.least;
  }
  std::vector<int> shares;
  for (const ColumnRoom& room : rooms) {
    shares.push_back(std::max(1, static_cast<int>(room.least / given * 100)));
  }
  return shares;
}

base::Json column_fields(const PaperTable& table, PrintSize print) {
  const double width = print == PrintSize::Large ? kLargeTableWidth : kTableWidth;
  base::Json columns = base::Json::array();
  for (const int share : column_shares(table, width)) {
    columns.push_back({{"share", fmt::format("c{}", share)}});
  }
  return columns;
}

base::Json cells_of(const PaperTable& table, const std::vector<std::string>& row) {
  RECANVASS_CHECK(row.size() == table.columns.size());
  base::Json cells = base::Json::array();
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back({{"text", row[i]}, {"head", i == 0}, {"css", css_of(table.columns[i].kind)}});
  }
  return cells;
}

}  // namespace

std::string source_words(Language language, const PaperHeading& heading) {
  if (heading.entries == 1) {
    return say(language, "paper.source.one", {{"origin", heading.origin}, {"root", heading.root}});
  }
  return say(language, "paper.source.other",
             {{"entries", base::grouped(static_cast<std::int64_t>(heading.entries))},
              {"origin", heading.origin},
              {"root", heading.root}});
}

void PaperBody::add(const char* kind, base::Json value) {
  blocks_.push_back({{kind, std::move(value)}});
}

void PaperBody::section(const std::string& heading) { add("section", heading); }

void PaperBody::page_break() { add("page_break", true); }

void PaperBody::paragraph(const std::string& words) { add("paragraph", words); }

void PaperBody::notice(const std::string& words) { add("notice", words); }

void PaperBody::facts(const std::vector<std::pair<std::string, std::string>>& rows) {
  base::Json list = base::Json::array();
  for (const auto& [label, value] : rows) list.push_back({{"label", label}, {"value", value}});
  add("facts", {{"rows", std::move(list)}});
}

void PaperBody::table(const PaperTable& table) {
  if (table.rows.empty() && table.rows_to_write == 0) {
    paragraph(table.empty_words);
    return;
  }
  base::Json heads = base::Json::array();
  for (const PaperColumn& column : table.columns) {
    heads.push_back({{"text", column.head}, {"css", css_of(column.kind)}});
  }
  base::Json rows = base::Json::array();
  for (const auto& row : table.rows) {
    rows.push_back({{"css", ""}, {"cells", cells_of(table, row)}});
  }
  const std::vector<std::string> empty_row(table.columns.size());
  for (std::size_t i = 0; i < table.rows_to_write; ++i) {
    rows.push_back({{"css", "by-hand"}, {"cells", cells_of(table, empty_row)}});
  }
  if (!table.total.empty()) {
    rows.push_back({{"css", "total"}, {"cells", cells_of(table, table.total)}});
  }
  add("table", {{"caption", table.caption},
                {"short", rows.size() <= kShortTable},
                {"columns", column_fields(table, PrintSize::Normal)},
                {"large_columns", column_fields(table, PrintSize::Large)},
                {"heads", heads},
                {"rows", rows}});
}

void PaperBody::writing_lines(const std::string& label, int lines) {
  base::Json list = base::Json::array();
  for (int i = 0; i < lines; ++i) list.push_back({{"line", true}});
  add("writing", {{"label", label}, {"lines", std::move(list)}});
}

void PaperBody::signatures(const std::vector<std::string>& roles) {
  base::Json list = base::Json::array();
  for (const std::string& role : roles) list.push_back({{"role", role}});
  add("signatures", {{"rows", std::move(list)}});
}

std::string render_paper(const std::string& title, const std::string& place, const PaperBody& body,
                         const std::string& source, const PaperHeading& heading,
                         const PaperStyle& style) {
  const std::string markup = fill_paper_template("paper_flow.mustache",
                                                 {{"operation", heading.operation},
                                                  {"title", title},
                                                  {"place", place},
                                                  {"source", source},
                                                  {"training", heading.copy == CopyKind::Training},
                                                  {"large", style.print == PrintSize::Large},
                                                  {"blocks", body.blocks()}},
                                                 style);
  return render(title, markup, flowing_pages(style), heading, style);
}

std::string render_sheets(const std::string& title, const std::string& markup,
                          const PaperHeading& heading, const PaperStyle& style) {
  return render(title, markup, sheet_pages(style), heading, style);
}

std::string fill_paper_template(std::string_view name, base::Json fields, const PaperStyle& style) {
  make_printable(fields);
  fields["say"] = catalogue_fields(style.language);
  return fill_template(name, fields);
}

double sheet_height(PaperSize paper) {
  // A hair less than what the margins leave, so that rounding never makes an empty page.
  return paper_height(paper) - 2 * kSheetMargin - 0.4;
}

std::string figure_or_hole(const std::optional<std::int64_t>& figure) {
  return figure ? base::grouped(*figure) : "—";
}

std::string figure_field(const std::optional<std::int64_t>& figure) {
  return figure ? std::to_string(*figure) : "";
}

std::string signed_figure(std::int64_t figure) {
  return (figure > 0 ? "+" : "") + base::grouped(figure);
}

}  // namespace recanvass::report
