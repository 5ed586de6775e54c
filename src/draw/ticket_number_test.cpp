#include "draw/ticket_number.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::draw {
namespace {

TicketNumber number_of(std::string hex) {
  hex.insert(0, 64 - hex.size(), '0');
  return base::parse_hex(hex).value();
}

TicketNumber high(const std::string& hex) {
  return base::parse_hex(hex + std::string(64 - hex.size(), '0')).value();
}

TEST(TicketNumber, FractionsAreRoundedHalfToEven) {
  struct Row {
    TicketNumber number;
    double fraction;
  };
  const double step = std::ldexp(1.0, -53);  // between neighbours in [1/2, 1)
  const std::string ones(64, 'f');
  const Row rows[] = {
      {number_of("0"), 0.0},
      {number_of("1"), std::ldexp(1.0, -256)},
      {high("8"), 0.5},
      {high("80000000000004"), 0.5},              // exactly half a step: to the even one
      {high("8000000000000400000000000001"), 0.5 + step},  // a little more than half
      {high("80000000000003ff"), 0.5},
      {high("8000000000000c"), 0.5 + 2 * step},   // half, between an odd one and an even one
      {number_of(ones), 1.0},
      {high("0000000000000000c"), std::ldexp(0.75, -64)},
      {high("00000000000000018"), std::ldexp(0.75, -60) / 8},
  };
  for (const Row& row : rows) EXPECT_EQ(unit_fraction(row.number), row.fraction);
}

TEST(TicketNumber, RemaindersAreThoseOfLongDivision) {
  const TicketNumber all = number_of(std::string(64, 'f'));  // 2^256 - 1
  EXPECT_EQ(remainder(all, 1), 0u);
  EXPECT_EQ(remainder(all, 3), 0u);   // 2^256 = 1 modulo 3
  EXPECT_EQ(remainder(all, 7), 1u);   // 2^256 = 2 modulo 7, since 256 = 1 modulo 3
  EXPECT_EQ(remainder(all, 10), 5u);  // ...639935
  EXPECT_EQ(remainder(all, 1'000'000), 639'935u);
  EXPECT_EQ(remainder(number_of("64"), 100), 0u);
  EXPECT_EQ(remainder(number_of("63"), 100), 99u);
}

TEST(TicketNumber, DigitsComeFromTheLastAndArePaddedTo64) {
  EXPECT_EQ(reversed_digits(number_of("0")), std::string(64, '0'));
  EXPECT_EQ(reversed_digits(number_of("7b")), "321" + std::string(61, '0'));
  // 2^256 - 1 =
  // 115792089237316195423570985008687907853269984665640564039457584007913129639935
  EXPECT_EQ(reversed_digits(number_of(std::string(64, 'f'))),
            "539936921319700485754930465046566489962358709786800589075324591613732980297511");
}

TEST(TicketNumber, OrderIsThatOfTheNumbers) {
  EXPECT_LT(number_of("ff"), number_of("100"));
  EXPECT_EQ(leading_bits(high("0123456789abcdef")), 0x0123456789abcdefU);
}

}  // namespace
}  // namespace recanvass::draw
