#include "draw/seed.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::draw {

base::Result<Seed> Seed::make(std::string_view text) {
  const bool digits =
      std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
  if (digits && text.size() == kDigits) return Seed(text);
  return base::Problem{"seed.digits",
                       {},
                       fmt::format("\"{}\" ({} characters)", text, text.size()),
                       "twenty decimal digits and nothing between them",
                       "Throw twenty ten-sided dice one by one and type the digits in that order."};
}

}  // namespace recanvass::draw
