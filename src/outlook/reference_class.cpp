#include "outlook/reference_class.h"

#include "base/check.h"
#include "base/rational.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace recanvass::outlook {
namespace {

constexpr double kNormalReach = 3.0;  // beyond it a normal tail is not a probability to quote

bool is_usable(const RecountRecord& record) {
  return record.statewide && record.completed && !record.late_canvass && record.original_votes &&
         record.recount_votes && record.total_votes && *record.total_votes > 0;
}

std::vector<RecountRecord> usable(const std::vector<RecountRecord>& records) {
  std::vector<RecountRecord> used;
  std::copy_if(records.begin(), records.end(), std::back_inserter(used), is_usable);
  return used;
}

std::int64_t shift_votes(const RecountRecord& record) {
  return *record.recount_votes - *record.original_votes;
}

double share_of(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

// The leader's loss as a share of the votes: positive shifts widen the lead.
std::vector<double> losses(const std::vector<RecountRecord>& records) {
  std::vector<double> shares;
  for (const RecountRecord& record : records) {
    shares.push_back(share_of(-shift_votes(record), *record.total_votes));
  }
  return shares;
}

}  // namespace

base::Date recounts_known_from(int year) { return base::Date::of(year + 1, 2, 1); }

std::vector<RecountRecord> recounts_known(const std::vector<RecountRecord>& records,
                                          std::optional<base::Date> as_of) {
  std::vector<RecountRecord> known;
  for (const RecountRecord& record : records) {
    const base::Date from = record.known_on.value_or(recounts_known_from(record.year));
    if (!as_of || from <= *as_of) known.push_back(record);
  }
  return known;
}

ReferenceClass::ReferenceClass(const std::vector<RecountRecord>& records)
    : used_(usable(records)), posterior_(losses(used_)) {
  double squares = 0.0;
  for (const RecountRecord& record : used_) {
    const std::int64_t votes = std::abs(shift_votes(record));
    const double share = share_of(votes, *record.total_votes);
    if (votes > largest_.votes) {
      largest_.votes = votes;
      largest_.votes_id = record.id;
    }
    if (share > largest_.share) {
      largest_.share = share;
      largest_.share_id = record.id;
    }
    widest_share_ = std::max(widest_share_, share_of(*record.original_votes, *record.total_votes));
    squares += share * share;
  }
  if (!used_.empty()) standard_deviation_ = std::sqrt(squares / static_cast<double>(used_.size()));
}

ClassAnswer ReferenceClass::ask(std::int64_t margin_votes, std::int64_t total_votes) const {
  RECANVASS_CHECK(margin_votes >= 0 && total_votes > 0);
  ClassAnswer answer;
  answer.share = share_of(margin_votes, total_votes);
  answer.inside = answer.share <= widest_share_;
  answer.model = posterior_.tail_at(answer.share);
  for (const RecountRecord& record : used_) {
    const bool as_wide = base::Wide(*record.original_votes) * total_votes >=
                         base::Wide(margin_votes) * *record.total_votes;
    if (!as_wide) continue;
    ++answer.raw.recounts;
    if (record.reversed) ++answer.raw.reversed;
  }
  answer.raw.upper_bound =
      stats::events_upper_bound(answer.raw.reversed, answer.raw.recounts, 0.05);
  if (standard_deviation_ > 0.0 && answer.share <= kNormalReach * standard_deviation_) {
    answer.normal = stats::normal_above(answer.share / standard_deviation_);
  }
  return answer;
}

}  // namespace recanvass::outlook
