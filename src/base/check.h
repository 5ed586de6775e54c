// The one way to say that the program itself is broken. Never for input: bad input is a Result.
// BrokenProgram is the only exception of ours; the command line's main catches it.
#pragma once

#include <stdexcept>
#include <string>

namespace recanvass::base {

/// A broken invariant: a fault of the program, not of its input.
class BrokenProgram : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws BrokenProgram with the condition and the place. Called by RECANVASS_CHECK only.
[[noreturn]] void fail_check(const char* condition, const char* file, int line);

}  // namespace recanvass::base

#define RECANVASS_CHECK(condition) \
  ((condition) ? void(0) : ::recanvass::base::fail_check(#condition, __FILE__, __LINE__))
