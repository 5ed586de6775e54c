// Work on files that nobody vouches for, done in a child process that can do no harm: it has so
// much memory, time and so many files, opens files for reading only, and has no network, no
// programs to start and nothing to write to but its answer. A fault in a library for archives, XML
// or JSON stays inside it. docs/decisions/0009-child-process.md. Next: formats/confined_import.h.
#pragma once

#include "base/result.h"
#include "formats/mapped_bytes.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace recanvass::formats {

struct ConfinedLimits {
  std::uint64_t memory_bytes = std::uint64_t{4} << 30U;   ///< address space
  std::uint32_t seconds = 600;  ///< of processor time; and twice as many by the clock
  std::uint64_t answer_bytes = std::uint64_t{16} << 30U;
  std::uint32_t files = 256;  ///< open at once
  std::uint32_t threads = 1;  ///< that the child may have; time and memory are of all together
};

/// What the child sees of the world outside.
class ConfinedChild {
 public:
  virtual ~ConfinedChild() = default;
  /// The next bytes of the answer.
  virtual void answer(std::string_view bytes) = 0;
  /// What it works at, for the problem that is told when it does not come to its end.
  virtual void working_at(std::string_view name) = 0;
};

using ConfinedWork = std::function<void(ConfinedChild& child)>;

/// Does `work` in a child and gives what it answered, when it came to its end. Nothing else of
/// what it does reaches this process. @pre this process has one thread
/// @param what  named in problems where the child did not say what it worked at
/// Causes: confined.crashed, confined.memory, confined.time, confined.answer (too much, or none),
/// confined.impossible (the system does not allow to confine a child).
base::Result<std::shared_ptr<const MappedBytes>> run_confined(const std::string& what,
                                                              const ConfinedLimits& limits,
                                                              const ConfinedWork& work);

}  // namespace recanvass::formats
