// Reconciliation of units, causes of changes, statements, certificate, legal status.
// A part of the state (workflow/operation.h); the use cases that change it stand beside this file.
#pragma once

namespace recanvass::workflow {

struct Deciding {};

}  // namespace recanvass::workflow
