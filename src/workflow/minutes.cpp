#include "workflow/minutes.h"

#include "workflow/event_county.h"
#include "workflow/minute_words.h"
#include "workflow/use_case.h"

#include <algorithm>
#include <string_view>

namespace recanvass::workflow {
namespace {

constexpr std::size_t kHour = 13;  // "2016-12-01T09"

// Adds to the line of this county, kind and hour, or says that there is none since the last line of
// another kind.
bool add_to_summed(Minutes& minutes, const Event& event, const std::string& county,
                   ClaimedOrder order) {
  const std::string_view hour = std::string_view(event.claimed_time).substr(0, kHour);
  const auto found = minutes.summed.find(
      std::tuple<std::string_view, std::string_view, std::string_view>(county, event.kind, hour));
  if (found == minutes.summed.end()) {
    minutes.summed.emplace(std::tuple(county, event.kind, std::string(hour)), minutes.lines.size());
    return false;
  }
  MinuteLine& line = minutes.lines[found->second];
  line.last_position = event.position;
  line.events += 1;
  line.claimed_earlier += order == ClaimedOrder::Earlier ? 1 : 0;
  return true;
}

}  // namespace

void add_to_minutes(Operation& operation, const Event& event, ClaimedOrder order) {
  Minutes& minutes = operation.judging.minutes;
  const std::string county = county_of(operation, event);
  const bool summed = is_summed(event.kind);
  // A line of its own stands between what was before and after it, in whichever county: nothing is
  // summed up across it.
  if (!summed) minutes.summed.clear();
  if (summed && add_to_summed(minutes, event, county, order)) return;
  MinuteLine line;
  line.position = event.position;
  line.last_position = event.position;
  line.kind = event.kind;
  if (!summed) line.author = event.author;
  line.claimed_time = event.claimed_time;
  line.county = county;
  if (!summed) line.values = minute_values(event);
  line.claimed_earlier = order == ClaimedOrder::Earlier ? 1 : 0;
  line.two_persons = operation.people.waiting.contains(event.position);
  minutes.lines.push_back(std::move(line));
}

const MinuteLine* minute_line_at(const Minutes& minutes, std::uint64_t position) {
  const auto found = std::lower_bound(
      minutes.lines.begin(), minutes.lines.end(), position,
      [](const MinuteLine& line, std::uint64_t wanted) { return line.position < wanted; });
  if (found == minutes.lines.end() || found->position != position) return nullptr;
  return &*found;
}

}  // namespace recanvass::workflow
