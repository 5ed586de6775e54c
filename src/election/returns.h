// Figures of one contest in one jurisdiction as one source gave them on one day: a result set.
// Votes by reporting unit are columnar, so a country at precinct level stays small.
#pragma once

#include "base/date.h"
#include "election/nouns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::election {

/// How well the day a figure became known is sourced.
enum class DatePrecision {
  Exact,
  NotAfter,  ///< public by that day; the very day is not sourced
};

enum class ResultKind { Unofficial, OriginalCanvass, Recount, PartialRecount, HandAudit };
enum class LegalStatus { Reported, Canvassed, Certified, Void, Stayed, Superseded };

[[nodiscard]] std::string name_of(ResultKind kind);
[[nodiscard]] std::optional<ResultKind> result_kind_named(std::string_view name);
[[nodiscard]] std::string name_of(LegalStatus status);
[[nodiscard]] std::optional<LegalStatus> legal_status_named(std::string_view name);
/// "exact", "not_after"
[[nodiscard]] std::string name_of(DatePrecision precision);
[[nodiscard]] std::optional<DatePrecision> date_precision_named(std::string_view name);

/// Votes of one choice in the whole result set.
struct ChoiceTotal {
  ChoiceId choice;
  VoteCount votes;
};

/// Votes by reporting unit: a matrix with a row a unit and a column a choice.
class UnitVotes {
 public:
  struct Unit {
    std::string name;
    std::string county;   ///< id of a county or empty
    std::int64_t ballots = -1;     ///< ballots cast; -1: not reported
    std::int64_t registered = -1;  ///< registered voters; -1: not reported
    std::int64_t blank = -1;  ///< ballots or votes left blank in the contest; -1: not reported
    std::int64_t overvotes = -1;  ///< not counted for too many marks; -1: not reported
  };

  UnitVotes() = default;
  explicit UnitVotes(std::vector<ChoiceId> choices);

  [[nodiscard]] const std::vector<ChoiceId>& choices() const { return choices_; }
  [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
  [[nodiscard]] VoteCount votes(std::size_t unit, std::size_t choice) const;

  /// Adds a unit whose votes stand in the order of choices(). @pre sizes agree, no vote below 0.
  void add(Unit unit, const std::vector<std::int64_t>& votes);
  void reserve(std::size_t units);

  /// Sum over units, in the order of choices().
  [[nodiscard]] std::vector<ChoiceTotal> totals() const;

 private:
  std::vector<ChoiceId> choices_;
  std::vector<Unit> units_;
  std::vector<std::int64_t> votes_;  // row-major, unit by choice
};

/// The difference of the two leading choices as a press report gave it, without their votes.
struct MarginOnly {
  ChoiceId leader;
  ChoiceId runner_up;
  std::optional<VoteCount> votes;  ///< unknown when the report only named who leads
  std::optional<VoteCount> rounded_to;  ///< the step of a rounded report: 1000 for "about 49,000"
};

struct ResultSet {
  ResultSetId id;
  JurisdictionId jurisdiction;
  ContestId contest;
  ResultKind kind = ResultKind::Unofficial;
  LegalStatus status = LegalStatus::Reported;
  base::Date known_on = base::Date::of(1, 1, 1);
  DatePrecision known_on_precision = DatePrecision::Exact;
  bool press = false;  ///< a press figure
  bool verified = true;  ///< false: one unconfirmed source
  std::string source;
  std::string note;
  std::optional<base::Date> note_known_on;  ///< first day that the note was known; none: known_on

  std::vector<ChoiceTotal> totals;  ///< empty when margin_only
  std::optional<MarginOnly> margin_only;
  std::optional<VoteCount> total_votes;  ///< all votes of the contest; no value: unknown
  std::optional<BallotCount> ballots;  ///< ballots cast, where reported
  UnitVotes units;  ///< empty when only totals are known
  std::vector<CountyId> missing_counties;  ///< had not reported: their votes are unknown, not zero
  std::vector<std::string> remarks;  ///< what its reader found odd in the figures, as sentences
};

}  // namespace recanvass::election
