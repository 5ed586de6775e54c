// The state's own report of Georgia's hand count of November 2020: 41,881 batches in 159 counties,
// as published. Read by the stories of that count.
#pragma once

#include "base/json.h"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace recanvass::story {

class Story;

inline constexpr std::array<const char*, 3> kGeorgiaChoices = {"trump", "biden", "jorgensen"};

struct GeorgiaBatch {
  std::string county;
  std::string id;
  std::array<std::int64_t, 3> votes{};
  std::int64_t write_ins = 0;  ///< valid and invalid
  std::int64_t blank = 0;
  std::int64_t over = 0;

  [[nodiscard]] std::int64_t ballots() const {
    return votes[0] + votes[1] + votes[2] + write_ins + blank + over;
  }
};

[[nodiscard]] std::string georgia_report_path();

/// In the order of the report; empty when it is absent.
[[nodiscard]] std::vector<GeorgiaBatch> georgia_batches();

/// One batch a county, the sum of the county's, by county.
[[nodiscard]] std::vector<GeorgiaBatch> added_by_county(const std::vector<GeorgiaBatch>& batches);

[[nodiscard]] base::Json georgia_choices();
/// Opens the hand count: the counties, an officer of the state, and in each county a clerk, a
/// supervisor and two teams.
void open_georgia(Story& story, const std::set<std::string>& counties);

/// The body of tally.enter.
[[nodiscard]] base::Json georgia_tally(const GeorgiaBatch& batch);

struct GeorgiaTotals {
  std::map<std::string, std::map<std::string, std::int64_t>> by_county;
  std::map<std::string, std::int64_t> whole;
};

[[nodiscard]] GeorgiaTotals totals_of(const std::vector<GeorgiaBatch>& batches);

}  // namespace recanvass::story
