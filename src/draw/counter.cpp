#include "draw/counter.h"

#include "base/check.h"
#include "base/sha256_prefix.h"
#include "draw/ticket_number.h"

#include <fmt/format.h>

namespace recanvass::draw {

std::vector<std::uint64_t> draw_by_counter(std::string_view seed, const CardRange& cards,
                                           std::uint64_t from, std::uint64_t draws) {
  RECANVASS_CHECK(cards.first <= cards.last && from >= 1);
  base::Sha256Prefix prefix(seed);
  prefix.add(",");
  std::vector<std::uint64_t> drawn;
  drawn.reserve(draws);
  for (std::uint64_t k = from; k < from + draws; ++k) {
    const TicketNumber number = prefix.hash_with(fmt::format_int(k).c_str());
    drawn.push_back(cards.first + remainder(number, cards.last - cards.first + 1));
  }
  return drawn;
}

}  // namespace recanvass::draw
