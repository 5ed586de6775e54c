// Draws of one list of several that are each drawn from by themselves and measured together by
// tests that multiply their evidence: draws of one must tell nothing of those of another, as the
// same numbers in every list would. Each list has a seed text of its own, made of the seed that was
// thrown. Next: draw/named_draw.h.
#pragma once

#include "draw/named_draw.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::draw {

/// The twenty digits, a comma and the list.
[[nodiscard]] std::string seed_text_of_list(const Seed& thrown, std::string_view list);

/// As drawn_cards(), from any seed text. @pre as there
[[nodiscard]] std::vector<std::uint64_t> drawn_by_text(CardDraw method, std::string_view seed_text,
                                                       std::uint64_t cards, std::uint64_t before,
                                                       std::uint64_t draws);

}  // namespace recanvass::draw
