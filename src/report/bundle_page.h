// The first page of a published ledger: one self-contained document, for a screen in light and dark
// and for paper. It says how far the operation is, what was counted and changed, what is not given,
// and what was checked by whom. A lead is only said when every unit is closed.
#pragma once

#include "report/bundle_facts.h"

#include <string>

namespace recanvass::report {

inline constexpr const char* kBundleGenerator = "Recanvass publish";

/// The whole document; a pure function of the facts, so that a verifier can make it again.
[[nodiscard]] std::string bundle_page(const BundleFacts& facts);

}  // namespace recanvass::report
