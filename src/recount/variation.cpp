#include "recount/variation.h"

#include "base/check.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

namespace recanvass::recount {
namespace {

using base::Rational;
using election::ChoiceId;
using election::VoteCount;

base::Problems check_county_counts(const std::vector<ChoiceId>& choices,
                                   const std::vector<CountyCounts>& counties) {
  base::Problems problems;
  if (choices.size() < 2) {
    problems.push_back({"variation.choices",
                        {"", 0, "choices"},
                        fmt::format("{}", choices.size()),
                        "two or more",
                        "Compare a contest."});
  }
  for (const CountyCounts& county : counties) {
    if (county.first.size() != choices.size() || county.second.size() != choices.size()) {
      problems.push_back(
          {"variation.votes",
           {"", 0, county.county},
           fmt::format("{} and {} figures", county.first.size(), county.second.size()),
           fmt::format("{} in both counts, one a choice", choices.size()),
           "Give each choice its votes, 0 where it has none."});
    }
    const auto below = [](VoteCount votes) { return votes < VoteCount(0); };
    if (std::ranges::any_of(county.first, below) || std::ranges::any_of(county.second, below)) {
      problems.push_back({"variation.negative",
                          {"", 0, county.county},
                          "a figure below 0",
                          "0 or more",
                          "Correct the figure."});
    }
  }
  return problems;
}

VoteCount apart(VoteCount left, VoteCount right) { return std::max(left - right, right - left); }

VoteCount sum_over(const std::vector<VoteCount>& votes) {
  return std::accumulate(votes.begin(), votes.end(), VoteCount(0));
}

struct Pair {
  std::size_t leader = 0;
  std::size_t runner_up = 1;
};

Pair pair_at_last_seat(const std::vector<VoteCount>& totals, std::size_t seats) {
  std::vector<std::size_t> order(totals.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t left, std::size_t right) { return totals[left] > totals[right]; });
  const std::size_t last_seat = std::min(seats, order.size() - 1) - 1;
  return {order[last_seat], order[last_seat + 1]};
}

Variation vary(const CountyCounts& county, const Pair& pair) {
  Variation out;
  out.county = county.county;
  out.total_first = sum_over(county.first);
  out.total_second = sum_over(county.second);
  out.total_votes = apart(out.total_first, out.total_second);
  out.margin_first = county.first[pair.leader] - county.first[pair.runner_up];
  out.margin_second = county.second[pair.leader] - county.second[pair.runner_up];
  out.margin_votes = apart(out.margin_first, out.margin_second);
  return out;
}

std::optional<Rational> share_of(VoteCount part, VoteCount whole) {
  if (whole == VoteCount(0)) return std::nullopt;
  return Rational(part.value(), whole.value());
}

template <class ShareOf>
std::optional<Rational> largest(const std::vector<Variation>& counties, const ShareOf& share) {
  std::optional<Rational> best;
  for (const Variation& county : counties) {
    const std::optional<Rational> value = share(county);
    if (value && (!best || *value > *best)) best = value;
  }
  return best;
}

}  // namespace

std::optional<Rational> Variation::total_share() const {
  return share_of(total_votes, total_first);
}

std::optional<Rational> Variation::margin_share() const {
  return share_of(margin_votes, total_first);
}

std::int64_t VariationTable::counties_under(const Rational& share) const {
  return std::ranges::count_if(counties, [&](const Variation& county) {
    const std::optional<Rational> value = county.margin_share();
    return value && *value < share;
  });
}

std::optional<Rational> VariationTable::largest_total_share() const {
  return largest(counties, [](const Variation& county) { return county.total_share(); });
}

std::optional<Rational> VariationTable::largest_margin_share() const {
  return largest(counties, [](const Variation& county) { return county.margin_share(); });
}

base::Result<VariationTable> variation_of(const std::vector<ChoiceId>& choices,
                                          const std::vector<CountyCounts>& counties,
                                          std::size_t seats) {
  RECANVASS_CHECK(seats >= 1);
  if (base::Problems problems = check_county_counts(choices, counties); !problems.empty()) {
    return problems;
  }
  CountyCounts whole{"", std::vector<VoteCount>(choices.size()),
                     std::vector<VoteCount>(choices.size())};
  for (const CountyCounts& county : counties) {
    for (std::size_t i = 0; i < choices.size(); ++i) {
      whole.first[i] += county.first[i];
      whole.second[i] += county.second[i];
    }
  }
  const Pair pair = pair_at_last_seat(whole.first, seats);
  VariationTable table;
  table.leader = choices[pair.leader];
  table.runner_up = choices[pair.runner_up];
  table.whole = vary(whole, pair);
  table.whole.total_votes = VoteCount(0);
  for (const CountyCounts& county : counties) {
    table.counties.push_back(vary(county, pair));
    table.whole.total_votes += table.counties.back().total_votes;
  }
  return table;
}

}  // namespace recanvass::recount
