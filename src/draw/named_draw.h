// Draws of cards by the name of their method, so that a commitment can say in a word how it will be
// drawn, and anybody draws the same. A longer draw begins with the shorter one.
// Next: draw/counter.h, draw/cryptorandom.h, draw/contest_sample.h.
#pragma once

#include "draw/cryptorandom.h"
#include "draw/seed.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace recanvass::draw {

enum class CardDraw : std::uint8_t {
  Counter,  ///< "counter": SHA-256(seed "," k) modulo the cards, with replacement
  Index,  ///< "index": cryptorandom's sample_by_index, without replacement
  Numbers,  ///< "numbers": the k-th card has the k-th number; the smallest win
};

[[nodiscard]] std::string_view name_of(CardDraw method);
/// No value: there is no method of that name.
[[nodiscard]] std::optional<CardDraw> card_draw_named(std::string_view name);
[[nodiscard]] Replacement replacement_of(CardDraw method);

/// The draws number `before` + 1 to `before` + `draws`, in order: places 1 to `cards` in the list
/// that was committed.
/// @pre cards >= 1; without replacement before + draws <= cards
[[nodiscard]] std::vector<std::uint64_t> drawn_cards(CardDraw method, const Seed& seed,
                                                     std::uint64_t cards, std::uint64_t before,
                                                     std::uint64_t draws);

}  // namespace recanvass::draw
