#include "base/utc_span.h"

namespace recanvass::base {
namespace {

// Hours that clocks of a state are ahead of UTC, in winter and in summer, in all of its zones.
// 49 CFR Part 71; 15 U.S.C. § 260a.
struct Zones {
  int least;
  int most;
  std::string_view states;  ///< each between spaces
};
constexpr Zones kZones[] = {
    {-5, -4, " ct dc de ga ma md me nc nh nj ny oh pa ri sc va vt wv "},
    {-6, -4, " fl in ky mi tn "},
    {-6, -5, " al ar ia il la mn mo ms ok wi "},
    {-7, -5, " ks nd ne sd tx "},
    {-7, -6, " az co mt nm ut wy "},
    {-8, -6, " id nv or "},
    {-8, -7, " ca wa "},
    {-10, -8, " ak "},
    {-10, -10, " hi "},
    {-4, -4, " pr vi "},
    {10, 10, " gu mp "},
    {-11, -11, " as "},
};
constexpr Zones kAnywhere = {-12, 14, ""};

Zones zones_of(std::string_view jurisdiction) {
  if (!jurisdiction.starts_with("us-")) return kAnywhere;
  const std::string_view state = jurisdiction.substr(3, 2);
  for (const Zones& zones : kZones) {
    const std::size_t at = zones.states.find(state);
    if (state.size() == 2 && at != std::string_view::npos && at > 0 &&
        zones.states[at - 1] == ' ' && zones.states[at + 2] == ' ') {
      return zones;
    }
  }
  return kAnywhere;
}

std::int64_t minutes_since_1970(const LocalTime& time) {
  return std::int64_t{time.day.serial()} * 1440 + time.time.minutes();
}

}  // namespace

UtcSpan utc_span_of(const LocalTime& local, std::string_view jurisdiction) {
  const Zones zones = zones_of(jurisdiction);
  const std::int64_t minutes = minutes_since_1970(local);
  return {minutes - zones.most * 60, minutes - zones.least * 60};
}

std::optional<std::int64_t> utc_minutes(std::string_view text) {
  constexpr std::size_t kToTheMinute = 16;
  if (text.size() <= kToTheMinute || text.back() != 'Z') return std::nullopt;
  const auto time = LocalTime::parse(text.substr(0, kToTheMinute));
  if (!time) return std::nullopt;
  return minutes_since_1970(*time);
}

}  // namespace recanvass::base
