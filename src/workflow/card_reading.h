// What people read on a card, contest by contest, as entries have it: the same form for both blind
// readings, for a third person's, and for the machine's record when it is shown.
// Used by workflow/audits.h; entered by workflow/read_card.cpp.
#pragma once

#include "base/json.h"
#include "base/problem.h"
#include "election/marking.h"
#include "workflow/command.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct AuditContest;

/// A mark: a choice, with its rank where choices are ranked.
struct ReadMark {
  std::string choice;
  std::int64_t rank = 0;  ///< 0: choices are not ranked
  friend auto operator<=>(const ReadMark&, const ReadMark&) = default;
};

/// "marked", "blank", "overvoted", "not-on-card" or "no-consensus": the people at the table do not
/// agree, which counts as badly as it can. Of a batch "counted".
struct ContestReading {
  std::string state;
  std::vector<ReadMark> marks;  ///< by rank, then by choice
  std::int64_t cards = 0;  ///< of a batch: that were found
  std::map<std::string, std::int64_t> votes{};  ///< of a batch: by choice
  friend bool operator==(const ContestReading&, const ContestReading&) = default;
};

using CardReading = std::map<std::string, ContestReading>;  ///< by contest

/// Reads a checked list of records {contest, state, marks?} or {contest, state, cards, votes}.
[[nodiscard]] CardReading card_reading_in(const base::Json& readings);

/// The same as canonical records, by contest.
[[nodiscard]] base::Json card_reading_json(const CardReading& reading);

/// Everything that is wrong with a list of records against the contests that may be on the card:
/// each of them once, marks that it can have. Causes: reading.form, reading.contest (unknown, twice
/// or not touched), reading.mark, reading.overvote (more marks than votes, and not said to be one).
[[nodiscard]] base::Problems reading_problems(
    const base::Json& readings, const std::map<std::string, const AuditContest*>& contests);

/// Marks of a reading as a marking has them; choices by their place in the contest.
[[nodiscard]] std::vector<election::Mark> marks_of(const ContestReading& reading,
                                                   const AuditContest& contest);

/// The fields of an entry that carries a reading, of "list" and "card".
[[nodiscard]] std::vector<Field> card_fields();
[[nodiscard]] Field readings_field();

}  // namespace recanvass::workflow
