#include "base/utc_span.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

UtcSpan span_at_noon(std::string_view jurisdiction) {
  const UtcSpan span = utc_span_of(LocalTime::parse("1970-01-02T12:00").value(), jurisdiction);
  return {(span.first - 1440) / 60, (span.last - 1440) / 60};
}

void expect_hours(std::string_view jurisdiction, std::int64_t first, std::int64_t last) {
  EXPECT_EQ(span_at_noon(jurisdiction).first, first) << jurisdiction;
  EXPECT_EQ(span_at_noon(jurisdiction).last, last) << jurisdiction;
}

TEST(UtcSpan, NoonOfAStateLiesBetweenItsEasternSummerAndItsWesternWinter) {
  expect_hours("us-wi", 17, 18);
  expect_hours("us-wi-dane", 17, 18);
  expect_hours("us-fl", 16, 18);
  expect_hours("us-tx", 17, 19);
  expect_hours("us-hi", 22, 22);
  expect_hours("us-gu", 2, 2);
}

TEST(UtcSpan, OfAnUnknownPlaceEveryZoneIsPossible) {
  for (const char* place : {"", "us", "us-zz", "us-w", "us- w", "ca-bc"}) {
    expect_hours(place, -2, 24);
  }
}

TEST(UtcSpan, EveryStateHasItsZones) {
  for (const char* state :
       {"al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il", "in",
        "ia", "ks", "ky", "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv",
        "nh", "nj", "nm", "ny", "nc", "nd", "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn",
        "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy", "dc", "pr", "vi", "gu", "mp", "as"}) {
    const UtcSpan span = span_at_noon(std::string("us-") + state);
    EXPECT_LE(span.last - span.first, 2) << state;
  }
}

TEST(UtcSpan, AClaimedTimeIsReadToTheMinute) {
  EXPECT_EQ(utc_minutes("1970-01-02T00:01:59Z"), 1441);
  EXPECT_EQ(utc_minutes("1970-01-02T00:01:59.999Z"), 1441);
  EXPECT_FALSE(utc_minutes("1970-01-02T00:01"));
  EXPECT_FALSE(utc_minutes(""));
  EXPECT_FALSE(utc_minutes("1970-13-02T00:01:00Z"));
}

}  // namespace
}  // namespace recanvass::base
