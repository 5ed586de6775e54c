// What every fuzz target asks of a refusal: it must help. The targets are *_fuzz.cpp beside the
// readers; tests/fuzz/ runs them, with libFuzzer (tools/fuzz) or over seeded mutations (./test).
#pragma once

#include "base/check.h"
#include "base/problem.h"

namespace recanvass::base {

/// Each problem names its cause, says what is wrong and how to mend it, in text that is safe to
/// print. Broken otherwise. @pre there is at least one
inline void check_refusal(const Problems& problems) {
  RECANVASS_CHECK(!problems.empty());
  for (const Problem& problem : problems) {
    RECANVASS_CHECK(!problem.cause.empty());
    RECANVASS_CHECK(!problem.found.empty() || !problem.wanted.empty());
    RECANVASS_CHECK(!problem.mend.empty());
    RECANVASS_CHECK(problem.place.row >= 0);
  }
}

}  // namespace recanvass::base
