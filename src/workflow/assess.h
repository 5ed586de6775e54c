// One use case: an election package and a question to an assessment of every place in it. Reads the
// package and the law it needs; the answer itself is recount/assessment.h.
#pragma once

#include "base/result.h"
#include "recount/assessment.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What was asked, as text.
struct AssessRequest {
  std::filesystem::path package;
  std::vector<std::string> states;  ///< postal codes or ids; empty: all
  std::optional<std::string> as_of;  ///< "2016-11-25" (its first minute) or "2016-11-25T17:00"
  std::optional<std::string> petitioner;  ///< id or name of a choice
  std::optional<std::string> law_on;  ///< "2016-11-08"
};

struct AssessedPackage {
  election::Election election;
  recount::Assessment assessment;
};

/// Reads, asks, answers.
/// Causes: those of formats::read_package; date.format, date.invalid, time.format, assess.state,
/// assess.petitioner. Problems of the package first; without any, those of the question at once.
[[nodiscard]] base::Result<AssessedPackage> assess_package(const AssessRequest& request);

/// The options of recount::assess for a request on an election that is read already; causes as
/// above.
[[nodiscard]] base::Result<recount::AssessOptions> assess_options(
    const AssessRequest& request, const election::Election& election);

/// The recount law of the states that the places of an election stand under, with the calendars of
/// closed days. Of `only`, where it names any.
[[nodiscard]] law::KnowledgeBase law_for(const election::Election& election,
                                         const std::vector<election::JurisdictionId>& only);

}  // namespace recanvass::workflow
