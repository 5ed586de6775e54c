// Containers, batches, blind entries and their sign-off.
// A part of the state (workflow/operation.h); the use cases that change it stand beside this file.
#pragma once

namespace recanvass::workflow {

struct Counting {};

}  // namespace recanvass::workflow
