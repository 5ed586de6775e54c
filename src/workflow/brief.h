// The public briefing as a use case: reads a package, asks law and outlook, and gives what report/
// words and draws (report/briefing.h); writes the page. Its parts: brief_record.h.
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "report/briefing.h"

#include <filesystem>
#include <optional>
#include <string>

namespace recanvass::workflow {

struct BriefRequest {
  std::filesystem::path package;
  std::optional<base::LocalTime> as_of;   ///< no value: all that is in the package
  std::optional<std::string> petitioner;  ///< id of a choice; no value: the runner-up
};

/// Everything the briefing tells. Causes: those of formats/package_reader.h, brief.petitioner.
[[nodiscard]] base::Result<report::Briefing> prepare_briefing(const BriefRequest& request);

/// Writes the page to `folder`/index.html, making the folder when it is absent, and gives its path.
/// The file appears whole or not at all. A file there that is no briefing of ours is left alone.
/// Causes: brief.not-ours, brief.folder, brief.write.
[[nodiscard]] base::Result<std::filesystem::path> write_briefing(
    const report::Briefing& briefing, const std::filesystem::path& folder);

}  // namespace recanvass::workflow
