// An outside witness: countersigns a ledger's latest checkpoint when the ledger signed it and it
// extends the one that this witness countersigned before. C2SP tlog-cosignature. What the ledger
// then records of it: witness.record (workflow/publish_commitment.cpp).
#pragma once

#include "ledger/note.h"
#include "workflow/command.h"
#include "workflow/keyring.h"
#include "workflow/log_source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// A loss that two officers recorded in the operation itself.
struct RecordedLoss {
  ledger::Checkpoint lost;  ///< of the longest ledger that was signed
  std::uint64_t kept_size = 0;
};

struct CosignRequest {
  std::string witness;         ///< name of the witness, and of its key
  ledger::VerifierKey log_key;  ///< the ledger's own
  std::uint64_t unix_seconds = 0;
  /// Ledgers of which the operation itself records that they were lost: not to be extended.
  std::vector<RecordedLoss> recorded_losses;
  /// Whether the witness goes on where entries that it countersigned are gone and that is recorded.
  bool accepts_loss = false;
};

struct Cosigned {
  ledger::Checkpoint checkpoint;
  std::optional<ledger::Checkpoint> before;  ///< what this witness countersigned last
  std::uint64_t lost = 0;  ///< entries countersigned before that are recorded as lost
  std::string note;  ///< the checkpoint with the ledger's signature and this cosignature
  std::string signature;  ///< the cosignature's line, without its end
};

/// Causes of refusal: witness.log-signature, witness.root (the hashes behind the checkpoint give
/// another root), witness.shrunk, witness.forked, witness.lost. Further: key.*, log.*,
/// note.*, checkpoint.*.
base::Result<Cosigned> cosign(LogSource& log, const CosignRequest& request, Keyring& keys);

/// Whether a problem is a witness's refusal, and not that it could not look.
[[nodiscard]] bool is_refusal_to_cosign(const base::Problem& problem);

/// The command that records a cosignature.
[[nodiscard]] Command recording_of(const Cosigned& cosigned, const std::string& witness,
                                   const std::string& author, const std::string& claimed_time);

}  // namespace recanvass::workflow
