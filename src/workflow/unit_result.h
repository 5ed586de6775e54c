// The figures that stand for a unit: those of the second count once it is signed off, the original
// ones while it is open or where no second count can come. Everything that adds up or compares
// units asks here. Challenged ballots stand as they were last read, stipulated or ruled.
// Next: workflow/unit_review.h, whether a unit's figures balance.
#pragma once

#include "recount/bound.h"
#include "recount/difference.h"
#include "workflow/operation.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct UnitResult {
  recount::UnitFate fate = recount::UnitFate::Open;
  std::map<std::string, std::int64_t> votes;  ///< by choice, every choice
  /// Of a counted unit those counted. Of an open one the most that it can hold, as far as known:
  /// the larger of the original figure and the manifest's.
  std::optional<std::int64_t> ballots;
  std::optional<std::int64_t> blank;  ///< of a counted unit
  std::optional<std::int64_t> over;
  std::string source;  ///< "hand", "machine", "original"
};

/// How far the second count of a unit is, signed off or not: by its tape where a machine counts it,
/// else by its batches. What is settled of it so far is what will stand when it is signed off.
struct CountSoFar {
  bool stands = false;  ///< no second count: the first one stands, and nothing else is filled in
  bool by_machine = false;
  bool is_complete = false;
  std::int64_t batches = 0;  ///< those that are void left out
  std::int64_t batches_done = 0;  ///< settled ones; all of them when a machine counted the unit
  Tally figures;  ///< of what is done, as it was tallied
  Tally drawn;  ///< what of it was drawn out; nothing: no draw-down is taken off
};
/// @pre the unit has returns.
[[nodiscard]] CountSoFar count_so_far(const Operation& operation, const std::string& unit);

/// What was counted of the ballots found, before settled challenges and a draw-down change it: the
/// tallies or the machine's tape. No value while the unit is not complete.
[[nodiscard]] std::optional<Tally> figures_as_counted(const Operation& operation,
                                                      const std::string& unit);

/// The draw-down that is taken off: the latest, while what was counted is what it was drawn from.
/// Null: none is.
[[nodiscard]] const DrawDown* draw_down_of(const Operation& operation, const std::string& unit);

/// The second count's figures; no value while it is open or where none can come.
/// @pre the unit has returns.
[[nodiscard]] std::optional<UnitResult> counted_result(const Operation& operation,
                                                       const std::string& unit);

/// Votes by choice as soon as the unit is complete, signed off or not: for those who may see what
/// depends on a machine's figures. No value before. @pre the unit has returns.
[[nodiscard]] std::optional<std::map<std::string, std::int64_t>> figures_when_complete(
    const Operation& operation, const std::string& unit);

/// Why what was counted cannot stand: settled challenges move more than a batch's tally holds, or
/// they and a draw-down leave a figure below zero. A sentence each. @pre the unit has returns.
[[nodiscard]] std::vector<std::string> impossible_words(const Operation& operation,
                                                        const std::string& unit);

/// @pre the unit has returns.
[[nodiscard]] UnitResult result_of(const Operation& operation, const std::string& unit);

/// Votes after less before, of the choices that changed; empty while the unit is not counted.
[[nodiscard]] std::map<std::string, std::int64_t> changes_of(const Operation& operation,
                                                             const std::string& unit);

/// The latest cause that was given for the change as it is. Null: none.
[[nodiscard]] const UnitCause* cause_of(const Operation& operation, const std::string& unit);

/// Whether a machine's tape is the unit's second count: by the method ordered, and where either may
/// count when there is one.
[[nodiscard]] bool counts_by_machine(const Operation& operation, const std::string& unit);

/// Which count two persons chose since the unit's latest tape; null: nobody chose, or the method
/// leaves no choice.
[[nodiscard]] const ChosenCount* chosen_count(const Operation& operation, const std::string& unit);

/// Whether a unit is complete: every batch settled, or a machine's result where machines count.
[[nodiscard]] bool is_complete(const Operation& operation, const std::string& unit);

/// Every choice of the contest; one that is not in `votes` has 0.
[[nodiscard]] std::map<std::string, std::int64_t> votes_of_all(
    const Operation& operation, const std::map<std::string, std::int64_t>& votes);

/// The votes in the contest's order.
[[nodiscard]] std::vector<std::int64_t> in_paper_order(
    const Operation& operation, const std::map<std::string, std::int64_t>& votes);

/// Original and second count of the units that `shows` lets through; an open unit is in the first
/// only, one whose first count stands in neither.
struct BothCounts {
  election::UnitVotes before;
  election::UnitVotes after;
};
[[nodiscard]] BothCounts both_counts(const Operation& operation,
                                     const std::function<bool(const std::string&)>& shows);

/// Votes that stand, added up over the units of a county; an empty id: over all units.
[[nodiscard]] std::map<std::string, std::int64_t> totals_of(const Operation& operation,
                                                            const std::string& county);

}  // namespace recanvass::workflow
