// An assessment written by hand, for tests of how one is shown: Wisconsin as of 25 November 2016 in
// focus, a press figure without a difference, a place without a law.
#pragma once

#include "recount/assessment.h"

namespace recanvass::report_test {

[[nodiscard]] election::Election sample_election();
[[nodiscard]] recount::Assessment sample_assessment();

}  // namespace recanvass::report_test
