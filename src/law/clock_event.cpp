#include "law/clock_event.h"

#include <algorithm>

namespace recanvass::law {

const std::vector<ClockEvent>& clock_events() {
  using enum CountyClock;
  static const std::vector<ClockEvent> kEvents = {
      {"31st_day_after_election_day", "the 31st day after election day", State},
      {"board_of_canvass_adjourns", "the board of canvass adjourns", State},
      {"canvass", "the canvass", State},
      {"canvass_certification", "the canvass is certified", State},
      {"canvass_completed", "the canvass is completed", State},
      {"certification", "certification", State},
      {"county_canvass", "the county's canvass", EachCounty},
      {"county_canvass_declared", "the last county declares its canvass", LastCounty},
      {"county_canvass_of_returns", "the county's canvass of returns", EachCounty},
      {"county_certification", "the county certifies", EachCounty},
      {"county_computational_canvass_completed", "the county completes its computation",
       EachCounty},
      {"county_declares_preliminary_unofficial_results",
       "the county declares its preliminary and unofficial results", EachCounty},
      {"election_day", "election day", State},
      {"governor_receives_tabulation", "the Governor receives the tabulation", State},
      {"last_county_canvass_received", "the last county canvass is received", LastCounty},
      {"last_day_for_proclamation_of_results", "the last day to proclaim the results", State},
      {"machine_recount_result", "the result of the machine recount", State},
      {"midnight_of_election_day", "midnight of election day", State},
      {"official_canvass", "the official canvass", State},
      {"official_declaration", "the result is officially declared", State},
      {"petition_filed", "the petition is filed", State},
      {"recount_order", "the recount is ordered", State},
      {"recount_start", "the recount starts", State},
      {"results_declared", "the results are declared", State},
      {"state_canvass", "the state canvass", State},
      {"state_canvass_completed", "the state canvass is completed", State},
      {"state_certification", "the state certifies", State},
      {"state_review_completed", "the state review is completed", State},
  };
  return kEvents;
}

const ClockEvent* clock_event(std::string_view id) {
  const auto& events = clock_events();
  const auto found = std::find_if(events.begin(), events.end(),
                                  [&](const ClockEvent& event) { return event.id == id; });
  return found == events.end() ? nullptr : &*found;
}

std::optional<election::Moment> moment_of(std::string_view event, const Facts& facts) {
  const auto found = facts.events.find(std::string(event));
  if (found != facts.events.end()) return found->second;
  if (facts.election_day == base::Date::of(1, 1, 1)) return std::nullopt;
  if (event == "election_day") return election::Moment{facts.election_day, std::nullopt};
  if (event == "midnight_of_election_day") {
    return election::Moment{facts.election_day, base::TimeOfDay{1440}};
  }
  if (event == "31st_day_after_election_day") {
    return election::Moment{facts.election_day.plus_days(31), std::nullopt};
  }
  return std::nullopt;
}

}  // namespace recanvass::law
