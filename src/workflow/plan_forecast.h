// When counties will be done by their plans and reports, against the deadline that holds for them.
// One county's arithmetic is workflow/forecast.h; shown by the views plan and calendar.
#pragma once

#include "workflow/operation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

enum class ForecastStatus { NoPlan, NoDeadline, InTime, Late };

struct CountyForecast {
  std::string county;
  /// Without a plan: late, once its deadline passed with units open; else NoPlan.
  ForecastStatus status = ForecastStatus::NoPlan;
  bool has_plan = false;
  std::optional<base::LocalTime> finish;    ///< no value: no plan, or beyond ten years
  std::optional<base::LocalTime> deadline;  ///< the last minute
  /// 0 unless late; the largest number when a plan's finish has no value; without a plan at least
  /// so many, by the latest time that an entry claims.
  std::int64_t late_minutes = 0;
  std::int64_t done =
      0;  ///< in the plan's measure: as last reported, or signed off if that is more
  std::optional<base::LocalTime> as_of;  ///< of that report; no value: none, work starts as planned
  std::int64_t units = 0;  ///< reporting units of the county
  std::int64_t units_signed_off = 0;  ///< as the ledger has it
};

/// Every county of the operation, by id.
[[nodiscard]] std::vector<CountyForecast> forecast_counties(const Operation& operation);

/// Until when a county must have counted: calendar event counting_finishes for it or for all, else
/// what the law says of a recount's completion. No value: neither is known.
[[nodiscard]] std::optional<base::LocalTime> counting_deadline(const Operation& operation,
                                                               const std::string& county);

/// What the law makes due, as far as its clocks are known: [{what, words, until?}].
[[nodiscard]] base::Json due_dates_json(const Operation& operation);

[[nodiscard]] std::string name_of(ForecastStatus status);

}  // namespace recanvass::workflow
