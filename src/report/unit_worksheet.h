// The reconciliation worksheet of reporting units: voters, ballots, votes, what the rules found in
// them, and why. A hole is printed as a hole. Figures of machines stand on it only when whoever
// fills it in may show them: they come in as any other figure. The rules: reconcile/rules.h.
#pragma once

#include "reconcile/rules.h"
#include "report/paper.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::report {

/// What was counted of the contest in a unit.
struct WorksheetContest {
  std::string name;
  std::int64_t vote_for = 1;
  std::optional<std::int64_t> ballots;
  std::optional<std::int64_t> votes;  ///< of all choices
  std::optional<std::int64_t> blank;  ///< votes not used
  std::optional<std::int64_t> over;   ///< votes lost to overvotes
};

/// What a rule found, closed with a cause or not.
struct WorksheetFinding {
  std::string rule;  ///< "R3"
  std::string rule_words;  ///< in English, as reconcile/finding.h has them
  std::string about;
  reconcile::Severity severity = reconcile::Severity::Info;
  reconcile::NamedFigure left;
  reconcile::NamedFigure right;
  std::optional<std::int64_t> residual;  ///< none where a side is not a figure
  std::string explained_by;  ///< id of an earlier rule; empty: by none
  std::string cause;  ///< code of recount/causes.h; empty: open
};

struct WorksheetHole {
  std::string rule;
  std::vector<std::string> missing;  ///< names of figures, in English
};

struct WorksheetExplanation {
  std::string cause;  ///< code; empty: words alone
  std::string words;
  std::string by;
};

struct WorksheetUnit {
  std::string county;  ///< name
  std::string unit;  ///< id
  std::string name;
  std::string state;  ///< as reconcile::words_of(PublicState) says it
  /// Lines of the worksheet by id ("voters_total"), in order. No value: nobody wrote it down.
  std::vector<std::pair<std::string, std::optional<std::int64_t>>> figures;
  std::vector<WorksheetContest> contests;
  std::vector<WorksheetFinding> findings;
  std::vector<WorksheetHole> holes;
  std::vector<WorksheetExplanation> explanations;
  bool is_hidden = false;  ///< figures that are counted or reported are not for who prints it
};

struct UnitWorksheets {
  PaperHeading heading;
  std::string place;
  std::vector<WorksheetUnit> units;
};

/// A page or more for each unit. CSV: figures, findings.
[[nodiscard]] PaperDocument unit_worksheets(const UnitWorksheets& worksheets,
                                            const PaperStyle& style);

/// The words of a cause's code: the catalogue's, else the code itself.
[[nodiscard]] std::string cause_words(Language language, const std::string& code);

}  // namespace recanvass::report
