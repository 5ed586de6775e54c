#include "formats/workbook_sheets.h"

#include "formats/other_files.h"

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
