#include "draw/seed.h"

#include <gtest/gtest.h>

namespace recanvass::draw {
namespace {

TEST(Seed, IsTwentyDecimalDigitsAndKeepsLeadingZeros) {
  const auto seed = Seed::make("00382438112797316654");
  ASSERT_TRUE(seed.ok());
  EXPECT_EQ(seed->text(), "00382438112797316654");
}

TEST(Seed, RefusesWhatIsNotTwentyDigits) {
  for (const char* text :
       {"", "1234567890123456789", "123456789012345678901", "1234567890 123456789",
        "1234567890123456789x", "+1234567890123456789", "1234567890123456789.", "١٢٣٤٥٦٧٨٩٠"}) {
    const auto seed = Seed::make(text);
    ASSERT_FALSE(seed.ok()) << text;
    EXPECT_EQ(seed.problems()[0].cause, "seed.digits");
  }
}

}  // namespace
}  // namespace recanvass::draw
