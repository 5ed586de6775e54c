// What was fixed and published before the first container was opened.
// A part of the state (workflow/operation.h); the use cases that change it stand beside this file.
#pragma once

namespace recanvass::workflow {

struct Commitment {};

}  // namespace recanvass::workflow
