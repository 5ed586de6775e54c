// Audits of ranked contests from what was published: the assertions, the records of all cards, and
// what people read on those sampled. Used by workflow/reverify.cpp.
#pragma once

#include "audit/published_figure.h"
#include "formats/card_import.h"
#include "formats/published_ranked.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct RankedFiles {
  std::vector<formats::RankedAssertionFile> assertions;
  std::vector<formats::RankedReadingFile> readings;
  std::map<std::string, std::string> names;  ///< of choices, by id
  std::optional<formats::CardImport> cards;
};

/// Of each file of assertions: whether they prove the winner, hold on the records and are as hard
/// as printed; what the readings leave as risk.
[[nodiscard]] audit::PublishedAudit reverify_ranked(const RankedFiles& files);

}  // namespace recanvass::workflow
