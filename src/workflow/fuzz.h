// Entry points for fuzzing what this folder reads from strangers: commands, a line each, and the
// documents of audits from files. Run by tests/fuzz/.
#pragma once

#include <string_view>

namespace recanvass::workflow {

/// Lines of commands, decided and applied one after the other from an empty operation. What is
/// accepted becomes a leaf that is read back as the same.
void fuzz_commands(std::string_view bytes);

/// A document of assertions from totals, worked out again; a document of a draw, as far as its
/// plan.
void fuzz_assertions(std::string_view bytes);
void fuzz_draws(std::string_view bytes);

}  // namespace recanvass::workflow
