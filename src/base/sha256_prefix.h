// A SHA-256 that many messages share the beginning of: the beginning is hashed once, and each end
// costs only itself. Draws of millions of numbers from one seed rest on it (draw/cryptorandom.h).
#pragma once

#include "base/sha256.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace recanvass::base {

/// The hash state after a beginning. Copied like a number.
class Sha256Prefix {
 public:
  explicit Sha256Prefix(std::string_view beginning = {});
  /// Makes the beginning longer.
  void add(std::string_view bytes);
  /// The SHA-256 of the beginning alone.
  [[nodiscard]] Sha256 hash() const;
  /// The SHA-256 of the beginning followed by `end`.
  [[nodiscard]] Sha256 hash_with(std::string_view end) const;

 private:
  // The library's own state, of which only its size is known here.
  alignas(8) std::array<std::uint8_t, 128> state_;
};

}  // namespace recanvass::base
