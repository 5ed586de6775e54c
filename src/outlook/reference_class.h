// What past statewide recounts say about a margin: a robust fit with its interval, and the raw
// class with an exact bound. First layer of the outlook's probability;
// docs/math/reference-class.md. The rows come from reference/statewide-recounts.csv
// (formats/reference_reader.h).
#pragma once

#include "base/date.h"
#include "stats/student_posterior.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::outlook {

/// One recount of the past. Margins are signed from the side that led the original count.
struct RecountRecord {
  std::string id;
  std::string name;  ///< for readers: "State Auditor, VT 2006"
  int year = 0;
  std::optional<std::int64_t> original_votes;  ///< margin that was recounted
  std::optional<std::int64_t> recount_votes;  ///< margin that the recount gave
  std::optional<std::int64_t> total_votes;
  bool statewide = false;
  bool completed = false;
  bool late_canvass = false;  ///< the original figure still lacked ballots
  bool reversed = false;
  std::optional<base::Date> known_on;  ///< first day that its result was public; none: see below
};

/// The first day on which a recount of `year` counts as known where its own day is not on record:
/// none of the table's recounts ended after the January that followed its year.
[[nodiscard]] base::Date recounts_known_from(int year);

/// The recounts known on `as_of` (no value: all), in their order.
[[nodiscard]] std::vector<RecountRecord> recounts_known(const std::vector<RecountRecord>& records,
                                                        std::optional<base::Date> as_of);

/// The largest change ever seen, and in which recount.
struct LargestShift {
  std::int64_t votes = 0;
  std::string votes_id;
  double share = 0.0;  ///< of the votes
  std::string share_id;
};

/// Recounts that began with at least this share between the two, and how many changed the outcome.
struct RawClass {
  std::int64_t recounts = 0;
  std::int64_t reversed = 0;
  double upper_bound = 1.0;  ///< exact, 95 %: 1 - .05^(1/r) when none was reversed
};

/// What the class says about one margin.
struct ClassAnswer {
  double share = 0.0;  ///< margin in votes over all votes
  bool inside = false;  ///< no wider than the widest margin ever recounted
  stats::TailEstimate model;  ///< P(shift >= margin); to be shown only when inside
  RawClass raw;
  std::optional<double> normal;  ///< a normal law's tail, only up to 3 standard deviations
};

/// Complete statewide recounts with both margins and a total, without late canvass.
class ReferenceClass {
 public:
  explicit ReferenceClass(const std::vector<RecountRecord>& records);

  [[nodiscard]] const std::vector<RecountRecord>& used() const { return used_; }
  [[nodiscard]] const LargestShift& largest() const { return largest_; }
  [[nodiscard]] const stats::ShiftPosterior& posterior() const { return posterior_; }
  [[nodiscard]] double widest_share() const { return widest_share_; }
  [[nodiscard]] double standard_deviation() const { return standard_deviation_; }

  /// @pre margin_votes >= 0, total_votes > 0
  [[nodiscard]] ClassAnswer ask(std::int64_t margin_votes, std::int64_t total_votes) const;

 private:
  std::vector<RecountRecord> used_;
  LargestShift largest_;
  double widest_share_ = 0.0;
  double standard_deviation_ = 0.0;  // root mean square of the shifts
  stats::ShiftPosterior posterior_;
};

}  // namespace recanvass::outlook
