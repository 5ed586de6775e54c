// Between which moments of UTC a local time of a place in the United States lies. No table of time
// zones: a state's zones and the hour of daylight saving leave a span of one to three hours, and
// only what lies outside of it is certain. Used where dice, witnesses and entries are put in order.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace recanvass::base {

/// Minutes since 1970-01-01T00:00Z, both included.
struct UtcSpan {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

/// @param jurisdiction  "us-wi", or a place in it, "us-wi-dane"; of others any zone is possible
[[nodiscard]] UtcSpan utc_span_of(const LocalTime& local, std::string_view jurisdiction);

/// Minutes since 1970 of "2016-11-28T10:00:00Z", seconds and their parts dropped. No value: another
/// form.
[[nodiscard]] std::optional<std::int64_t> utc_minutes(std::string_view text);

}  // namespace recanvass::base
