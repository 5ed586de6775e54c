// Published audits of other jurisdictions, checked from their published files alone: what each file
// is is found by its content, every figure that can be computed again is, and the rest is said with
// its reason. docs/published-audits.md shows what came of it. Next: audit/published_figure.h.
#pragma once

#include "audit/published_figure.h"
#include "base/result.h"
#include "formats/published_arlo.h"
#include "formats/published_colorado.h"
#include "formats/published_print.h"

#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// Everything that was found under the paths.
struct Reverified {
  std::vector<audit::PublishedAudit> audits;
  std::vector<std::string> not_read;  ///< files that are no part of a published audit, with why
};

/// Reads and checks. All problems at once; causes: those of InputFiles, decode_text and the readers
/// (published.*, csv.*), reverify.nothing (no file is one of a published audit).
base::Result<Reverified> reverify(const std::vector<std::filesystem::path>& paths);

[[nodiscard]] audit::PublishedAudit reverify_colorado(const formats::ColoradoExport& published);
[[nodiscard]] audit::PublishedAudit reverify_arlo(const formats::ArloReport& report);
[[nodiscard]] audit::PublishedAudit reverify_printed(const formats::PrintedFile& file);

}  // namespace recanvass::workflow
