#include "report/tally_sheet.h"

#include "base/check.h"
#include "report/code_words.h"
#include "report/qr.h"
#include "report/text_fit.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

// What the parts of a sheet take in templates/paper_sheets.css, in millimetres.
struct SheetGeometry {
  double head;        // batch, unit, code
  double table_head;  // head of the table of choices, with its caption
  double row;         // a choice with a name of one line
  double line;        // each further line of a name
  double page_end;    // sum of the page and the foot
  double sheet_end;   // balance, reason, signatures, receipts, foot
  double name_ems;    // width of the column of names, in em of its letters
};

constexpr int kNameLinesMax = 6;
constexpr double kLargeShare = 0.7;  // of the letters that fit a line, in large print

SheetGeometry geometry_of(PrintSize print) {
  switch (print) {
    case PrintSize::Normal: return {50, 17, 8, 4.4, 16, 107.5, 22};
    case PrintSize::Large: return {62, 23, 11, 6.2, 21, 146, 17};
  }
  RECANVASS_CHECK(!"a print size without a geometry");
  return {};
}

int name_lines(const std::string& name, const SheetGeometry& geometry) {
  return std::min(kNameLinesMax, lines_needed(name, geometry.name_ems));
}

base::Json choice_fields(const std::vector<std::string>& choices, std::size_t first,
                         std::size_t number, const SheetGeometry& geometry) {
  base::Json rows = base::Json::array();
  for (std::size_t i = first; i < first + number; ++i) {
    rows.push_back({{"number", std::to_string(i + 1)},
                    {"name", fitted(choices[i], geometry.name_ems, kNameLinesMax)},
                    {"css", fmt::format("lines-{}", name_lines(choices[i], geometry))}});
  }
  return rows;
}

// The code is what is entered; its words stand before it.
base::Json reason_fields(const std::vector<std::string>& reasons, Language language) {
  base::Json list = base::Json::array();
  for (const std::string& reason : reasons) {
    const std::string words = code_words(language, "reason", reason);
    list.push_back({{"code", words == reason ? reason : fmt::format("{} ({})", words, reason)}});
  }
  return list;
}

std::string rules_words(const TallySheets& sheets, Language language) {
  if (sheets.inputs_sha256.empty()) {
    return say(language, "tally.foot_unpublished",
               {{"policy", sheets.policy}, {"origin", sheets.heading.origin}});
  }
  return say(language, "tally.foot",
             {{"policy", sheets.policy},
              {"origin", sheets.heading.origin},
              {"hash", sheets.inputs_sha256}});
}

// What every page of every batch says alike.
base::Json common_fields(const TallySheets& sheets, const PaperStyle& style) {
  const Language language = style.language;
  const std::string times =
      sheets.vote_for == 1 ? "" : fmt::format(" × {}", figure_field(sheets.vote_for));
  const double wide = style.print == PrintSize::Large ? kLargeShare : 1;
  return {{"operation", fitted(sheets.heading.operation, 44 * wide, 1)},
          {"contest", fitted(sheets.contest, 55 * wide, 1)},
          {"vote_for", say_number(language, "tally.vote_for", sheets.vote_for)},
          {"balance", say(language, "tally.balance", {{"number", figure_field(sheets.vote_for)}})},
          {"times", times},
          {"over_words", sheets.vote_for == 1 ? say(language, "tally.over_one")
                                              : say(language, "tally.over_many",
                                                    {{"number", figure_field(sheets.vote_for)}})},
          {"reasons", reason_fields(sheets.reasons, language)},
          {"training", sheets.heading.copy == CopyKind::Training},
          {"foot", rules_words(sheets, language)}};
}

void add_pages(base::Json& pages, const TallySheets& sheets, const TallyBatch& batch,
               std::size_t place, const std::vector<std::size_t>& by_page,
               const PaperStyle& style) {
  const SheetGeometry geometry = geometry_of(style.print);
  const double wide = style.print == PrintSize::Large ? kLargeShare : 1;
  const std::string unit = batch.unit_name.empty() || batch.unit_name == batch.unit
                               ? batch.unit
                               : fmt::format("{} ({})", batch.unit_name, batch.unit);
  std::size_t first = 0;
  for (std::size_t page = 0; page < by_page.size(); ++page) {
    const std::string code = qr_svg(batch.batch, fmt::format("qr-{}-{}", place + 1, page + 1),
                                    say(style.language, "tally.qr", {{"batch", batch.batch}}));
    pages.push_back({{"batch", fitted(batch.batch, 27 * wide, 2)},
                     {"unit", fitted(unit, 37 * wide, 2)},
                     {"county", fitted(batch.county, 37 * wide, 1)},
                     {"container", fitted(batch.container, 37 * wide, 1)},
                     {"code", code},
                     {"page", say(style.language, "tally.page",
                                  {{"page", std::to_string(page + 1)},
                                   {"pages", std::to_string(by_page.size())}})},
                     {"choices", choice_fields(sheets.choices, first, by_page[page], geometry)},
                     {"several", by_page.size() > 1 && by_page[page] > 0},
                     {"last", page + 1 == by_page.size()}});
    first += by_page[page];
  }
}

}  // namespace

std::vector<std::size_t> choices_by_page(const std::vector<std::string>& choices,
                                         const PaperStyle& style) {
  const SheetGeometry geometry = geometry_of(style.print);
  const double room = sheet_height(style.paper) - geometry.head - geometry.table_head;
  const auto height_of = [&](std::size_t i) {
    return geometry.row + geometry.line * (name_lines(choices[i], geometry) - 1);
  };
  std::vector<std::size_t> by_page;
  std::size_t at = 0;
  while (true) {
    double left = 0;
    for (std::size_t i = at; i < choices.size(); ++i) left += height_of(i);
    const bool several = !by_page.empty();
    if (left + geometry.sheet_end + (several ? geometry.row : 0) <= room) {
      by_page.push_back(choices.size() - at);
      return by_page;
    }
    double used = geometry.page_end;
    std::size_t taken = 0;
    while (at + taken < choices.size() && used + height_of(at + taken) <= room) {
      used += height_of(at + taken);
      ++taken;
    }
    // One choice at least goes with the balance, so that the last page is not only sums.
    if (taken > 1 && at + taken == choices.size()) --taken;
    RECANVASS_CHECK(taken > 0);
    by_page.push_back(taken);
    at += taken;
  }
}

PaperDocument tally_sheets(const TallySheets& sheets, const PaperStyle& style) {
  const auto by_page = choices_by_page(sheets.choices, style);
  base::Json pages = base::Json::array();
  CsvTable table{"batches", {"batch", "county", "unit", "unit_name", "container", "pages"}, {}};
  for (std::size_t i = 0; i < sheets.batches.size(); ++i) {
    const TallyBatch& batch = sheets.batches[i];
    add_pages(pages, sheets, batch, i, by_page, style);
    table.rows.push_back({batch.batch, batch.county, batch.unit, batch.unit_name, batch.container,
                          std::to_string(by_page.size())});
  }
  base::Json fields = common_fields(sheets, style);
  fields["pages"] = std::move(pages);
  const std::string markup = fill_paper_template("tally_sheet.mustache", std::move(fields), style);
  return {"tally-sheets",
          render_sheets(say(style.language, "tally.title"), markup, sheets.heading, style),
          {std::move(table)}};
}

}  // namespace recanvass::report
