#include "draw/consistent_tickets.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace recanvass::draw {
namespace {

constexpr std::string_view kTicketSeed = "12345678901234567890";

void ab_id(std::uint64_t item, std::string& id) { id = fmt::format("AB-{}", item + 1); }

TEST(Tickets, AreThosePublishedWithTheProtocol) {
  EXPECT_EQ(first_ticket(kTicketSeed, "AB-1"),
            "0.79822492558224507890783897355523119244729423744887752871027854777826043314315");
  EXPECT_EQ(next_ticket("0.9"),
            "0.982504175839941612752878173286503506883483274904936709560585122569932854092712");
  EXPECT_EQ(next_ticket("0.99912").substr(0, 12), "0.9996863299");
}

TEST(Tickets, AreCutOffAfterDigitsThatFollowTheNinesAndNeverRounded) {
  EXPECT_EQ(trim_ticket("0.9991234567890", 4), "0.9991234");
  EXPECT_EQ(trim_ticket("0.123456", 3), "0.123");
  EXPECT_EQ(trim_ticket("0.1239999", 3), "0.123");
  EXPECT_EQ(trim_ticket("0.99", 9), "0.99");
}

// Trap 21: tickets are compared as texts, and the next one comes from the whole ticket.
TEST(Tickets, NextOnesGrowAsTextsEvenFromNines) {
  std::string ticket = "0.9";
  for (int i = 0; i < 300; ++i) {
    const std::string next = next_ticket(ticket);
    EXPECT_GT(next, ticket);
    ticket = next;
  }
  const std::string full = first_ticket(kTicketSeed, "AB-1");
  EXPECT_NE(next_ticket(full), next_ticket(trim_ticket(full, 9)));
}

// The plain reading of the protocol: all ids in one heap.
std::vector<TicketDraw> plainly_drawn(std::uint64_t items, std::uint64_t draws,
                                      Replacement replacement) {
  std::vector<TicketDraw> waiting;
  std::string id;
  for (std::uint64_t item = 0; item < items; ++item) {
    ab_id(item, id);
    waiting.push_back({first_ticket(kTicketSeed, id), item, 1});
  }
  std::vector<TicketDraw> drawn;
  while (drawn.size() < draws) {
    const auto least = std::ranges::min_element(waiting, {}, &TicketDraw::ticket);
    drawn.push_back(*least);
    if (replacement == Replacement::With) {
      *least = {next_ticket(least->ticket), least->item, least->generation + 1};
    } else {
      waiting.erase(least);
    }
  }
  return drawn;
}

TEST(Tickets, ADrawIsTheSmallestTicketsHoweverManyIdsThereAre) {
  for (const auto& [items, draws] : {std::pair{1U, 4U}, {5U, 3U}, {40U, 40U}, {300U, 20U}}) {
    for (const Replacement replacement : {Replacement::With, Replacement::Without}) {
      if (replacement == Replacement::Without && draws > items) continue;
      const auto plain = plainly_drawn(items, draws, replacement);
      const auto drawn = draw_tickets(kTicketSeed, items, ab_id, draws, replacement);
      ASSERT_EQ(drawn.size(), draws);
      for (std::size_t i = 0; i < draws; ++i) {
        EXPECT_EQ(drawn[i].ticket, plain[i].ticket);
        EXPECT_EQ(drawn[i].item, plain[i].item);
        EXPECT_EQ(drawn[i].generation, plain[i].generation);
      }
    }
  }
}

TEST(Tickets, AShorterDrawBeginsALongerOne) {
  const auto longer = draw_tickets(kTicketSeed, 100, ab_id, 60, Replacement::With);
  const auto shorter = draw_tickets(kTicketSeed, 100, ab_id, 25, Replacement::With);
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    EXPECT_EQ(shorter[i].ticket, longer[i].ticket);
  }
  EXPECT_TRUE(draw_tickets(kTicketSeed, 0, ab_id, 0, Replacement::With).empty());
}

}  // namespace
}  // namespace recanvass::draw
