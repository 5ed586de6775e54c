// Entry points for fuzzing what this folder reads from strangers: leaves, notes, checkpoints, keys,
// tiles. What is accepted is written back as the same bytes. Run by tests/fuzz/.
#pragma once

#include <string_view>

namespace recanvass::ledger {

void fuzz_leaf(std::string_view bytes);
void fuzz_note(std::string_view bytes);
void fuzz_checkpoint(std::string_view bytes);
/// Verifier keys, secret keys, base64 and paths of tiles, by the first byte.
void fuzz_key(std::string_view bytes);
/// An entry bundle or a tile of hashes; the first byte is the width.
void fuzz_tile(std::string_view bytes);

}  // namespace recanvass::ledger
