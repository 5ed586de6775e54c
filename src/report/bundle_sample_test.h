// For tests: the facts of a published ledger of two counties. W1 and W2 of Dane are given by
// themselves, the small W3 and W4 together; R1 of Rock. Figures are invented.
#pragma once

#include "report/bundle_facts.h"

namespace recanvass::report {

[[nodiscard]] BundleFacts closed_facts();

}  // namespace recanvass::report
