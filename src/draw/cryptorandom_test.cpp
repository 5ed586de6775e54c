#include "draw/cryptorandom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recanvass::draw {
namespace {

constexpr std::string_view kSeed = "12345678901234567890";

TEST(Cryptorandom, EachNumberIsTheHashOfSeedCommaAndAsManyZeroBytes) {
  Cryptorandom source(kSeed);
  for (std::size_t k = 0; k <= 200; ++k) {
    const std::string message = std::string(kSeed) + "," + std::string(k, '\0');
    EXPECT_EQ(source.next_number(), base::sha256(message)) << k;
  }
}

TEST(Cryptorandom, SkippingGivesTheNumberThatWouldHaveCome) {
  for (const std::uint64_t skipped : {0U, 1U, 63U, 64U, 65U, 1000U}) {
    Cryptorandom slow(kSeed);
    for (std::uint64_t i = 0; i < skipped; ++i) slow.next_number();
    Cryptorandom fast(kSeed);
    fast.skip(skipped);
    EXPECT_EQ(fast.next_number(), slow.next_number()) << skipped;
  }
}

TEST(Cryptorandom, BitsAreTakenFromTheLowEndAndNoneIsLost) {
  Cryptorandom numbers(kSeed);
  const TicketNumber first = numbers.next_number();
  Cryptorandom source(kSeed);
  for (std::size_t i = first.size(); i-- > 0;) {
    EXPECT_EQ(source.next_bits(3)[0], first[i] & 7U);
    EXPECT_EQ(source.next_bits(5)[0], static_cast<unsigned>(first[i]) >> 3U);
  }
  EXPECT_EQ(source.next_bits(8)[0], numbers.next_number()[31]) << "then a new number is taken";
}

TEST(Cryptorandom, ALimitOfOneTakesNoBits) {
  Cryptorandom source(kSeed);
  EXPECT_TRUE(source.next_below(1) == 0);
  Cryptorandom other(kSeed);
  EXPECT_EQ(source.next_bits(64), other.next_bits(64));
}

TEST(Cryptorandom, NumbersBelowALimitAreAllOfThem) {
  Cryptorandom source(kSeed);
  std::vector<int> met(5, 0);
  for (int i = 0; i < 500; ++i) ++met[static_cast<std::size_t>(source.next_below(5))];
  for (const int times : met) EXPECT_GT(times, 60);
}

TEST(Cryptorandom, SamplesOfEverythingAreOrdersOfEverything) {
  for (const auto& sample : {&sample_by_shuffle}) {
    Cryptorandom source(kSeed);
    auto all = sample(source, 40, 40);
    std::ranges::sort(all);
    for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(all[i], i + 1);
  }
  Cryptorandom source(kSeed);
  auto all = sample_by_index(source, 40, 40, Replacement::Without);
  EXPECT_FALSE(std::ranges::is_sorted(all));
  std::ranges::sort(all);
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(all[i], i + 1);
  EXPECT_TRUE(sample_by_index(source, 40, 0, Replacement::Without).empty());
}

}  // namespace
}  // namespace recanvass::draw
