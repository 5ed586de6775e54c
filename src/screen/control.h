// What is left of findings once it is counted how many questions were asked: tests of one family by
// Benjamini-Yekutieli, families among each other by Holm. The last step before findings are shown.
// docs/math/screen-control.md
#pragma once

#include "screen/answer.h"

#include <vector>

namespace recanvass::screen {

/// Sets p_adjusted and correction of every finding that has a p, and puts "not told from chance"
/// for what does not survive. A finding's adjusted p is the larger of its own within its family and
/// its family's among the families.
void correct_for_many(std::vector<Answered>& answers);

/// A headline is worth printing first: unexplained, survives the corrections, concerns more than a
/// tenth of the lead, and is larger than 19 in 20 of its placebo runs (of fewer: than all). Without
/// placebo runs no statistic is a headline; arithmetic needs none.
[[nodiscard]] bool is_headline(const Finding& finding, const Lead& lead);

/// One sentence for the head of a page: what the screening as a whole says.
[[nodiscard]] std::string summary_words(const std::vector<Answered>& answers, const Lead& lead);

}  // namespace recanvass::screen
