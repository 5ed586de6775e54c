// R7 and R8: results media over the whole operation. The same content twice is a double load; a
// medium that was expected and never came leaves a hole in its unit, not a zero.
#pragma once

#include "reconcile/finding.h"
#include "reconcile/unit.h"
#include "reconcile/votes.h"

#include <span>

namespace recanvass::reconcile {

/// R7: one finding for each content hash loaded more than once (Red), and for each equal tuple of
/// totals on media with different hashes: Red when it has enough votes and figures above 0
/// (Thresholds), Info when so small a match is likely by chance.
[[nodiscard]] Findings check_media_once(std::span<const UnitRecord> records,
                                        const Thresholds& thresholds);

/// R8: one finding for each medium of media_expected without a load, or loaded without being
/// expected (only where something was expected).
[[nodiscard]] Findings check_media_present(std::span<const UnitRecord> records);

}  // namespace recanvass::reconcile
