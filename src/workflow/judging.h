// Discrepancies, challenges, objections, claims, examinations and the board's minutes.
// A part of the state (workflow/operation.h); the use cases that change it stand beside this file.
#pragma once

namespace recanvass::workflow {

struct Judging {};

}  // namespace recanvass::workflow
