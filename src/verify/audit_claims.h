// What an audit tests of a contest and what its sample says, as the verifier works it out from the
// published entries. A second implementation: it shares the mathematics of src/audit with the
// program, and none of its reading of entries. Used by verify/read_rounds.cpp (V26).
#pragma once

#include "audit/measure.h"
#include "verify/audit_record.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace recanvass::verify {

/// What of a contest is tested, with the audit's method. No value: it cannot be read, or its
/// records do not make it true.
[[nodiscard]] std::optional<audit::ContestMeasure> measure_of(const AuditRecord& audit,
                                                              const std::string& contest);

/// Why a plan cannot show a contest's outcome: figures, seats, risk limit, margins that are not
/// above 0, orders of elimination that are left to somebody else. No value: nothing is.
[[nodiscard]] std::optional<std::string> what_is_wrong(const AuditRecord& audit,
                                                       const std::string& contest);

/// Of an audit by batches: different ones that were drawn, and cards missing from them.
struct DrawnBatches {
  std::int64_t batches = 0;
  std::int64_t cards_missing = 0;
};

struct SampleSays {
  std::int64_t draws = 0;
  std::int64_t phantoms = 0;
  std::int64_t not_found = 0;
  std::int64_t pooled = 0;  ///< draws of cards that are compared with the mean of their pool
  std::int64_t read_again = 0;  ///< after their record was shown or a round was measured
  std::optional<std::int64_t> in_proportion;  ///< draws that count, of lists drawn unequally
  std::optional<DrawnBatches> by_batch;  ///< whose draws are batches
  std::map<std::string, std::int64_t> more_by_list;  ///< by strata: draws, if they are as before
  audit::MeasuredContest measured;
};

/// The risk of a contest from the readings and records that stand. No value: what is needed is not
/// there, or is withheld.
[[nodiscard]] std::optional<SampleSays> sample_says(const AuditRecord& audit,
                                                    const std::string& contest);

/// What the cards that were drawn say by themselves, added up again without any chance.
struct PaperSays {
  bool all = false;          ///< every card of its lists was drawn, phantoms too
  bool holds = true;         ///< every assertion is true, whatever the other cards say
  bool contradicts = false;  ///< one is false, whatever the other cards say
};
/// No value: what is needed is not there, or is withheld.
[[nodiscard]] std::optional<PaperSays> paper_says(const AuditRecord& audit,
                                                  const std::string& contest);

/// A full hand count: votes by choice and whether the paper makes every assertion true. No value:
/// a card of the contest is open.
struct CountSays {
  std::map<std::string, std::int64_t> votes;
  bool confirmed = false;
  bool contradicted = false;  ///< the cards that were found alone do not make one true
};
[[nodiscard]] std::optional<CountSays> count_says(const AuditRecord& audit,
                                                  const std::string& contest);

}  // namespace recanvass::verify
