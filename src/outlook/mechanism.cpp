#include "outlook/mechanism.h"

#include "base/check.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace recanvass::outlook {
namespace {

constexpr std::int64_t kSensitivityDraws = 20000;

std::optional<std::size_t> column_of(const election::UnitVotes& units,
                                     const election::ChoiceId& choice) {
  const auto& choices = units.choices();
  const auto found = std::find(choices.begin(), choices.end(), choice);
  if (found == choices.end()) return std::nullopt;
  return static_cast<std::size_t>(found - choices.begin());
}

std::vector<stats::UnitSize> sizes_of(const election::UnitVotes& units, std::size_t leader,
                                      std::size_t challenger) {
  std::vector<stats::UnitSize> sizes;
  for (std::size_t unit = 0; unit < units.units().size(); ++unit) {
    stats::UnitSize size;
    size.leader = units.votes(unit, leader).value();
    size.challenger = units.votes(unit, challenger).value();
    for (std::size_t choice = 0; choice < units.choices().size(); ++choice) {
      size.all += units.votes(unit, choice).value();
    }
    sizes.push_back(size);
  }
  return sizes;
}

std::vector<std::pair<std::string, stats::ErrorRates>> one_at_a_time(
    const stats::ErrorRates& rates) {
  std::vector<std::pair<std::string, stats::ErrorRates>> scenarios;
  const auto add = [&](const char* change, auto alter) {
    stats::ErrorRates altered = rates;
    alter(altered);
    scenarios.emplace_back(change, altered);
  };
  add("small errors twice as often", [](auto& r) { r.small_per_vote *= 2.0; });
  add("small errors twice as clustered",
      [](auto& r) { r.small_dispersion = 2.0 * r.small_dispersion; });
  add("twice as many votes recovered", [](auto& r) { r.recovered_per_vote *= 2.0; });
  add("large errors twice as often", [](auto& r) { r.large_per_vote *= 2.0; });
  add("large errors half as often", [](auto& r) { r.large_per_vote *= 0.5; });
  add("large errors' exponent smaller by a quarter", [](auto& r) { r.large_shape *= 0.75; });
  add("large errors up to a whole row of the returns", [](auto& r) { r.large_most = 0.0; });
  return scenarios;
}

std::int64_t count_flips(const std::vector<stats::UnitSize>& sizes, const stats::ErrorRates& rates,
                         stats::RandomKey key, std::int64_t draws, std::int64_t margin_votes,
                         base::Executor& executor) {
  const auto shifts = stats::draw_shifts(sizes, rates, key, draws, executor);
  return std::count_if(shifts.begin(), shifts.end(),
                       [&](std::int64_t shift) { return shift >= margin_votes; });
}

}  // namespace

stats::ErrorRates fit_error_rates(const RecountErrors& errors) {
  RECANVASS_CHECK(errors.small_removed > 0 && errors.small_votes > 0 && errors.votes > 0);
  RECANVASS_CHECK(errors.small_net_squares >= errors.small_added + errors.small_removed);
  RECANVASS_CHECK(!errors.large_net.empty() && errors.large_least >= 1);
  const auto votes = static_cast<double>(errors.small_votes);
  const auto removed = static_cast<double>(errors.small_removed);
  const auto recovered = static_cast<double>(errors.small_added - errors.small_removed);
  stats::ErrorRates rates;
  rates.recovered_per_vote = std::max(0.0, recovered) / votes;
  rates.small_per_vote = 2.0 * removed / votes;
  rates.small_dispersion =
      std::max(1.0, (static_cast<double>(errors.small_net_squares) - recovered) / (2.0 * removed));
  const auto number = static_cast<double>(errors.large_net.size());
  rates.large_per_vote = number / static_cast<double>(errors.votes);
  rates.large_least = static_cast<double>(errors.large_least);
  double logs = 0.0;
  for (const std::int64_t net : errors.large_net) {
    logs += std::log(static_cast<double>(std::abs(net)) / (rates.large_least - 0.5));
  }
  rates.large_shape = number / logs;
  rates.large_most = static_cast<double>(errors.largest_unit_votes);
  return rates;
}

std::optional<MechanismAnswer> ask_mechanism(
    const election::UnitVotes& units, const election::ChoiceId& leader,
    const election::ChoiceId& challenger, std::int64_t margin_votes, const stats::ErrorRates& rates,
    const MechanismPlan& plan, std::uint64_t stream, base::Executor& executor) {
  const auto leader_column = column_of(units, leader);
  const auto challenger_column = column_of(units, challenger);
  if (units.units().empty() || !leader_column || !challenger_column) return std::nullopt;
  const auto sizes = sizes_of(units, *leader_column, *challenger_column);
  const bool some_votes = std::any_of(sizes.begin(), sizes.end(),
                                      [](const stats::UnitSize& size) { return size.all > 0; });
  if (!some_votes) return std::nullopt;
  const stats::RandomKey key{plan.seed, stream};
  MechanismAnswer answer;
  answer.reporting_units = static_cast<std::int64_t>(sizes.size());
  answer.draws = plan.draws;
  answer.flips = count_flips(sizes, rates, key, plan.draws, margin_votes, executor);
  answer.probability = static_cast<double>(answer.flips) / static_cast<double>(plan.draws);
  answer.upper_bound = stats::events_upper_bound(answer.flips, plan.draws, 0.05);
  answer.shift = stats::shift_moments(sizes, rates);
  answer.sensitivity_draws = std::min(plan.draws, kSensitivityDraws);
  for (const auto& [change, altered] : one_at_a_time(rates)) {
    // The same numbers as in the run itself, so that only the parameter differs.
    const std::int64_t flips =
        count_flips(sizes, altered, key, answer.sensitivity_draws, margin_votes, executor);
    answer.sensitivity.push_back(
        {change, static_cast<double>(flips) / static_cast<double>(answer.sensitivity_draws)});
  }
  return answer;
}

}  // namespace recanvass::outlook
