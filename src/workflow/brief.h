// The public briefing as a use case: reads a package, asks law and outlook, and gives what report/
// words and draws (report/briefing.h); writes the page. Its parts: brief_record.h.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "outlook/mechanism.h"
#include "report/briefing.h"

#include <filesystem>
#include <optional>
#include <string>

namespace recanvass::workflow {

/// What was asked, as text; see workflow/assess.h.
struct BriefRequest {
  std::filesystem::path package;
  std::optional<std::string> as_of;
  std::optional<std::string> petitioner;
  outlook::MechanismPlan mechanism;  ///< fewer draws give the same answer sooner and less exactly
};

/// Everything the briefing tells. Causes: those of assess_package.
/// @param executor  for the simulations; the answer does not depend on it.
[[nodiscard]] base::Result<report::Briefing> prepare_briefing(const BriefRequest& request,
                                                              base::Executor& executor);

/// Writes the page to `folder`/index.html, making the folder when it is absent, and gives its path.
/// The file appears whole or not at all. A file there that is no briefing of ours is left alone.
/// Causes: brief.not-ours, brief.folder, brief.write.
[[nodiscard]] base::Result<std::filesystem::path> write_briefing(
    const report::Briefing& briefing, const std::filesystem::path& folder);

}  // namespace recanvass::workflow
