// Puts the public keys of a command's people into it from the keys folder, where its author left
// them out, so that lines can be written before anybody's key is made. What reaches the ledger
// always names the key. Used while lines are read (workflow/submit.h).
#pragma once

#include "base/result.h"
#include "workflow/command.h"
#include "workflow/keyring.h"

namespace recanvass::workflow {

/// Fills in, where absent: operation.open "officer_key" (its author's), account.add and key.rotate
/// "public_key" (that of "account"), witness.add "verifier_key" (that of "witness", a name that is
/// taken out of the body). Any other command is left as it is.
/// @return causes: those of Keyring::key_of.
[[nodiscard]] base::Problems fill_keys(Command& command, Keyring& keys);

}  // namespace recanvass::workflow
