// The seed of a draw: twenty decimal digits thrown with dice in public. Every protocol of this
// folder takes the text of one. Next: draw/cryptorandom.h, whose numbering our own audits use.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace recanvass::draw {

/// Twenty decimal digits, as they were read out: leading zeros belong to it.
class Seed {
 public:
  static constexpr std::size_t kDigits = 20;
  /// Causes: seed.digits (not exactly twenty of 0 to 9, in ASCII, nothing between them).
  static base::Result<Seed> make(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const Seed&, const Seed&) = default;

 private:
  explicit Seed(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace recanvass::draw
