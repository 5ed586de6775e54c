#include "draw/consistent_tickets.h"

#include "base/check.h"
#include "base/sha256_prefix.h"

#include <fmt/format.h>

#include <algorithm>
#include <queue>

namespace recanvass::draw {
namespace {

constexpr std::string_view kPoint = "0.";

struct KeyedItem {
  std::uint64_t key = 0;
  std::uint64_t item = 0;
  friend auto operator<=>(const KeyedItem&, const KeyedItem&) = default;
};

base::Sha256Prefix prefix_of(std::string_view seed) {
  return base::Sha256Prefix(base::hex(base::sha256(seed)));
}

std::string ticket_of(const TicketNumber& number) {
  return std::string(kPoint) + reversed_digits(number);
}

// The first 18 digits of a ticket as a number: the last 18 of the hash, reversed. Smaller key,
// smaller ticket; equal keys say nothing.
std::uint64_t ticket_key(const TicketNumber& number) {
  constexpr std::uint64_t kChunk = 1'000'000'000'000'000'000;
  std::uint64_t rest = remainder(number, kChunk);
  std::uint64_t key = 0;
  for (int digit = 0; digit < 18; ++digit) {
    key = key * 10 + rest % 10;
    rest /= 10;
  }
  return key;
}

// The point and the nines that follow it.
std::string_view leading_nines(std::string_view ticket) {
  return ticket.substr(0, std::min(ticket.size(), ticket.find_first_not_of('9', kPoint.size())));
}

bool larger(const TicketDraw& a, const TicketDraw& b) {
  if (a.ticket != b.ticket) return a.ticket > b.ticket;
  return a.item != b.item ? a.item > b.item : a.generation > b.generation;
}

// The items with the smallest first tickets, so many of them, with those of equal keys at the end.
std::vector<KeyedItem> smallest_keys(std::string_view seed, std::uint64_t items, const IdOf& id_of,
                                     std::uint64_t draws) {
  const base::Sha256Prefix prefix = prefix_of(seed);
  std::vector<KeyedItem> keyed;
  keyed.reserve(items);
  std::string id;
  for (std::uint64_t item = 0; item < items; ++item) {
    id_of(item, id);
    keyed.push_back({ticket_key(prefix.hash_with(id)), item});
  }
  if (draws >= items || draws == 0) return keyed;
  const auto last = keyed.begin() + static_cast<std::ptrdiff_t>(draws - 1);
  std::ranges::nth_element(keyed, last);
  const std::uint64_t key = last->key;
  const auto end =
      std::partition(last, keyed.end(), [&](const KeyedItem& one) { return one.key == key; });
  keyed.erase(end, keyed.end());
  return keyed;
}

}  // namespace

std::string first_ticket(std::string_view seed, std::string_view id) {
  return ticket_of(prefix_of(seed).hash_with(id));
}

std::string next_ticket(std::string_view ticket) {
  RECANVASS_CHECK(ticket.size() > kPoint.size() && ticket.starts_with(kPoint));
  const std::string_view nines = leading_nines(ticket);
  const std::string least = std::string(ticket) + '0';
  base::Sha256Prefix prefix(ticket);
  prefix.add(":");
  for (std::uint64_t i = 1;; ++i) {
    std::string next =
        std::string(nines) + reversed_digits(prefix.hash_with(fmt::format_int(i).c_str()));
    if (next > least) return next;
  }
}

std::string trim_ticket(std::string_view ticket, std::size_t digits) {
  return std::string(ticket.substr(0, leading_nines(ticket).size() + digits));
}

std::vector<TicketDraw> draw_tickets(std::string_view seed, std::uint64_t items, const IdOf& id_of,
                                     std::uint64_t draws, Replacement replacement) {
  RECANVASS_CHECK(replacement == Replacement::With ? items >= 1 || draws == 0 : draws <= items);
  std::vector<TicketDraw> drawn;
  if (draws == 0) return drawn;
  // An id is drawn for the first time only while its first ticket is among the `draws` smallest.
  const base::Sha256Prefix prefix = prefix_of(seed);
  std::priority_queue<TicketDraw, std::vector<TicketDraw>, decltype(&larger)> waiting(&larger);
  std::string id;
  for (const KeyedItem& one : smallest_keys(seed, items, id_of, draws)) {
    id_of(one.item, id);
    waiting.push({ticket_of(prefix.hash_with(id)), one.item, 1});
  }
  while (drawn.size() < draws) {
    drawn.push_back(waiting.top());
    waiting.pop();
    const TicketDraw& last = drawn.back();
    if (replacement == Replacement::With) {
      waiting.push({next_ticket(last.ticket), last.item, last.generation + 1});
    }
  }
  return drawn;
}

}  // namespace recanvass::draw
