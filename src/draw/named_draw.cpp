#include "draw/named_draw.h"

#include "base/check.h"
#include "draw/list_draw.h"

#include <array>
#include <utility>

namespace recanvass::draw {
namespace {

constexpr std::array<std::pair<CardDraw, std::string_view>, 3> kCardDraws = {
    {{CardDraw::Counter, "counter"}, {CardDraw::Index, "index"}, {CardDraw::Numbers, "numbers"}}};

}  // namespace

std::string_view name_of(CardDraw method) {
  for (const auto& [known, name] : kCardDraws) {
    if (known == method) return name;
  }
  RECANVASS_CHECK(!"a method without a name");
  return {};
}

std::optional<CardDraw> card_draw_named(std::string_view name) {
  for (const auto& [method, known] : kCardDraws) {
    if (known == name) return method;
  }
  return std::nullopt;
}

Replacement replacement_of(CardDraw method) {
  return method == CardDraw::Counter ? Replacement::With : Replacement::Without;
}

std::vector<std::uint64_t> drawn_cards(CardDraw method, const Seed& seed, std::uint64_t cards,
                                       std::uint64_t before, std::uint64_t draws) {
  return drawn_by_text(method, seed.text(), cards, before, draws);
}

}  // namespace recanvass::draw
