// What still stands between a count and its statement or certificate: every gap at once, so that
// nobody learns of them one by one. Statements, certificates and the views that announce them ask
// here. Next: workflow/state_county.cpp, workflow/certify.cpp.
#pragma once

#include "base/problem.h"
#include "workflow/operation.h"
#include "workflow/unit_review.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What a county's canvass would state now.
struct CountySums {
  std::map<std::string, std::int64_t> votes;  ///< by choice, every choice
  std::int64_t units = 0;
  std::int64_t units_original = 0;  ///< whose first count stands
  std::int64_t units_without_worksheet = 0;
};
[[nodiscard]] CountySums sums_of_county(const Operation& operation, const std::string& county);

/// What this person (null: the public) may be told of a county, or of all ("").
[[nodiscard]] Sight sight_in(const Operation& operation, const Account* person,
                             const std::string& county);

/// Everything that speaks against a county's statement now: units open or unexplained, changes
/// without a cause, open batches, incidents, challenges. A hole in a worksheet counts where the
/// county keeps worksheets at all; where it keeps none, its statement says so.
/// @param sight  Blind: for somebody who may not see what was reported. Then nothing is said that
///   compares with it, and a county of which nothing else is open has the gap statement.hidden.
/// Causes: statement.*
[[nodiscard]] base::Problems gaps_of_county(const Operation& operation, const std::string& county,
                                            Sight sight);

/// Everything that speaks against a certificate now, besides the gaps of each county: a statement
/// that is missing or was overtaken, an input that changed and was not stated anew, a stay.
/// Causes: certificate.*, statement.*
[[nodiscard]] base::Problems gaps_of_state(const Operation& operation, Sight sight);

/// The latest statement of a county; null when there is none.
[[nodiscard]] const CountyStatement* statement_of(const Operation& operation,
                                                  const std::string& county);

/// Nothing where it was signed on the election day or later, not before the first petition
/// was filed, and not before a county reported progress of the count. Clocks of
/// authors do not matter: a record may be entered long after its day. Cause: signed.too-early.
/// @param signed_at  local time, "2016-12-12T17:00".
/// @param county  empty: all counties, and then not before a county's latest statement either.
/// @param act  what was done then: "signed", or "drawn" of a lot; in the cause and the words
[[nodiscard]] base::Problems signed_after_the_count(const Operation& operation,
                                                    const std::string& signed_at,
                                                    const std::string& county,
                                                    const std::string& act = "signed");

}  // namespace recanvass::workflow
