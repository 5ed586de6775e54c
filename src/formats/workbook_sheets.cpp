#include "formats/workbook_sheets.h"

#include "formats/other_files.h"
#include "formats/table_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::formats {
namespace {

using Kinds = std::vector<std::optional<FileFinding>>;

// A table that this program does not know is a sheet of notes where another sheet is known.
bool is_known(const std::optional<FileFinding>& found) {
  if (!found) return false;
  if (found->kind != FileKind::Other || found->refusal.empty()) return true;
  return found->refusal[0].cause != kUnknownTable && found->refusal[0].cause != kOtherKind;
}

bool holds_cards(const FileFinding& found) {
  return found.kind == FileKind::Cards ||
         (found.kind == FileKind::Other && !found.refusal.empty() &&
          found.refusal[0].cause == kCardsInWorkbook);
}

const char* words_of_kind(const FileFinding& found) {
  if (holds_cards(found)) return "cast vote records";
  if (found.kind == FileKind::BallotManifest) return "a ballot manifest";
  return found.kind == FileKind::Results ? "results" : "a table of names";
}

// The sheets of one workbook, which are neighbours.
class SheetsOfWorkbook {
 public:
  SheetsOfWorkbook(const InputFiles& files, std::size_t first, Kinds& kinds)
      : files_(files), kinds_(kinds) {
    for (std::size_t at = first; at < files.files().size(); ++at) {
      const InputFiles::File& file = files.files()[at];
      if (!file.is_workbook || file.workbook != files.files()[first].workbook) break;
      sheets_.push_back(at);
    }
  }

  [[nodiscard]] std::size_t how_many() const { return sheets_.size(); }

  void choose(ProblemList& problems, std::vector<std::string>& remarks) {
    if (sheets_.size() < 2) return;
    bool some_known = false;
    for (const std::size_t at : sheets_) {
      some_known = some_known || (!files_.files()[at].is_hidden && is_known(kinds_[at]));
    }
    for (const std::size_t at : sheets_) {
      if (!kinds_[at]) continue;
      if (files_.files()[at].is_hidden) {
        pass_hidden(at, problems, remarks);
      } else if (is_known(kinds_[at])) {
        refuse_second(at, problems);
      } else if (const auto cards = cards_continued_on(at)) {
        refuse_continued(at, *cards, problems);
      } else if (some_known) {
        leave_out(at, kinds_[at]->what == kNoRows ? "it is empty" : "nothing in it is read",
                  remarks);
      }
    }
  }

 private:
  void leave_out(std::size_t at, const char* why, std::vector<std::string>& remarks) {
    remarks.push_back(
        fmt::format("{}: this sheet was not read, since {}", files_.files()[at].name, why));
    kinds_[at].reset();
  }

  void pass_hidden(std::size_t at, ProblemList& problems, std::vector<std::string>& remarks) {
    if (!holds_cards(*kinds_[at])) return leave_out(at, "it is hidden", remarks);
    problems.add({"workbook.sheets",
                  {files_.files()[at].name, 0, {}},
                  "cast vote records on a hidden sheet",
                  "cards on a sheet that can be seen",
                  "Show the sheet or take it out of the workbook."});
    kinds_[at].reset();
  }

  // Of the rows that are looked at, the most cells up to one that holds something.
  [[nodiscard]] std::size_t width_of(std::size_t at) const {
    std::size_t width = 0;
    const auto rows = first_rows(files_, at, kHeadingRowsMax);
    if (!rows) return width;
    for (const auto& row : *rows) {
      const auto last = std::find_if(row.rbegin(), row.rend(),
                                     [](const std::string& cell) { return !cell.empty(); });
      width = std::max(width, static_cast<std::size_t>(row.rend() - last));
    }
    return width;
  }

  // The sheet of cards that have as many columns as this one, which has no heading of its own: an
  // export of more rows than a sheet may have goes on like that.
  [[nodiscard]] std::optional<std::size_t> cards_continued_on(std::size_t at) const {
    constexpr std::size_t kColumnsMin = 3;
    const auto cards = std::ranges::find_if(sheets_, [&](std::size_t other) {
      return kinds_[other] && !files_.files()[other].is_hidden && holds_cards(*kinds_[other]);
    });
    if (cards == sheets_.end() || kinds_[at]->what == kNoRows) return std::nullopt;
    const std::size_t width = width_of(at);
    if (width < kColumnsMin || width != width_of(*cards)) return std::nullopt;
    return *cards;
  }

  void refuse_continued(std::size_t at, std::size_t cards, ProblemList& problems) {
    problems.add({"workbook.sheets",
                  {files_.files()[at].name, 0, {}},
                  fmt::format("rows of as many columns as the cards on the sheet {}, without a "
                              "heading",
                              files_.files()[cards].name),
                  "all cards on one sheet",
                  "If they are cards as well, save each sheet as CSV UTF-8 with the heading and "
                  "give them together; if not, take the sheet out of the workbook."});
    kinds_[at].reset();
  }

  void refuse_second(std::size_t at, ProblemList& problems) {
    const auto [first, is_first] = first_of_kind_.try_emplace(words_of_kind(*kinds_[at]), at);
    if (is_first) return;
    problems.add(
        {"workbook.sheets",
         {files_.files()[at].name, 0, {}},
         fmt::format("{}, as on the sheet {}", first->first, files_.files()[first->second].name),
         "one sheet of them in a workbook",
         "Save each sheet as CSV UTF-8, and give those together that are one export."});
    kinds_[at].reset();
  }

  const InputFiles& files_;
  Kinds& kinds_;
  std::vector<std::size_t> sheets_;
  std::map<std::string, std::size_t> first_of_kind_;
};

}  // namespace

void choose_sheets(const InputFiles& files, Kinds& kinds, ProblemList& problems,
                   std::vector<std::string>& remarks) {
  for (std::size_t at = 0; at < files.files().size();) {
    SheetsOfWorkbook sheets(files, at, kinds);
    sheets.choose(problems, remarks);
    at += std::max<std::size_t>(sheets.how_many(), 1);
  }
}

}  // namespace recanvass::formats
