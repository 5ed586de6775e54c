// Published tables of an audit by county, checked by themselves and against the report of the
// audit where it is among the files: sums, differences, and what was counted by hand. Used by
// workflow/reverify.cpp. What they are: formats/published_counties.h.
#pragma once

#include "audit/published_figure.h"
#include "formats/published_arlo.h"
#include "formats/published_counties.h"

#include <vector>

namespace recanvass::workflow {

/// @param reports  whose batches have tallies are compared; others are not looked at
[[nodiscard]] audit::PublishedAudit reverify_counties(
    const std::vector<formats::CountyTable>& tables,
    const std::vector<formats::ArloReport>& reports);

}  // namespace recanvass::workflow
