// Entry point for fuzzing what this folder reads from strangers: commands, a line each. Run by
// tests/fuzz/.
#pragma once

#include <string_view>

namespace recanvass::workflow {

/// Lines of commands, decided and applied one after the other from an empty operation. What is
/// accepted becomes a leaf that is read back as the same.
void fuzz_commands(std::string_view bytes);

}  // namespace recanvass::workflow
