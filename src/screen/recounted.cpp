#include "screen/recounted.h"

#include "base/check.h"
#include "screen/resampling.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>

namespace recanvass::screen {
namespace {

struct Sums {
  std::int64_t votes = 0;
  std::int64_t moved = 0;
  std::int64_t named = 0;
  std::int64_t net = 0;

  void add(const Sums& other) {
    votes += other.votes;
    moved += other.moved;
    named += other.named;
    net += other.net;
  }
};

double share_of(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

// The 2.5 and 97.5 hundredths; sorts.
std::pair<double, double> interval_of(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  const double last = static_cast<double>(values.size() - 1);
  return {values[static_cast<std::size_t>(0.025 * last)],
          values[static_cast<std::size_t>(0.975 * last + 0.5)]};
}

RecountedGroup summed(const std::string& label, const std::vector<const RecountedUnit*>& units) {
  RecountedGroup group;
  group.label = label;
  for (const RecountedUnit* unit : units) {
    ++group.units;
    group.changed += unit->moved > 0 ? 1 : 0;
    group.votes += unit->votes;
    group.moved += unit->moved;
    group.moved_named += unit->moved_named;
    group.net += unit->net;
  }
  group.share = share_of(group.moved, group.votes);
  group.named_share = share_of(group.moved_named, group.votes);
  return group;
}

void add_intervals(RecountedGroup& group, const std::vector<const RecountedUnit*>& units,
                   std::int64_t resamples, stats::RandomKey key, base::Executor& executor) {
  std::map<std::string, Sums> by_cluster;
  for (const RecountedUnit* unit : units) {
    by_cluster[unit->cluster].add({unit->votes, unit->moved, unit->moved_named, unit->net});
  }
  std::vector<Sums> clusters;
  for (const auto& [name, sums] : by_cluster) clusters.push_back(sums);
  group.clusters = static_cast<std::int64_t>(clusters.size());
  const auto runs = static_cast<std::size_t>(resamples);
  std::vector<double> shares(runs);
  std::vector<double> named(runs);
  std::vector<double> nets(runs);
  executor.run_blocks(runs, [&](std::size_t r) {
    stats::RandomStream random(key, r);
    Sums sums;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      sums.add(clusters[draw_index(random, clusters.size())]);
    }
    shares[r] = share_of(sums.moved, sums.votes);
    named[r] = share_of(sums.named, sums.votes);
    nets[r] = static_cast<double>(sums.net);
  });
  std::tie(group.share_low, group.share_high) = interval_of(shares);
  std::tie(group.named_low, group.named_high) = interval_of(named);
  std::tie(group.net_low, group.net_high) = interval_of(nets);
}

}  // namespace

std::vector<RecountedGroup> recounted_by_label(std::span<const RecountedUnit> units,
                                               std::int64_t resamples, stats::RandomKey key,
                                               base::Executor& executor) {
  RECANVASS_CHECK(resamples > 0);
  std::map<std::string, std::vector<const RecountedUnit*>> by_label;
  std::vector<const RecountedUnit*> all;
  for (const RecountedUnit& unit : units) {
    by_label[unit.label].push_back(&unit);
    all.push_back(&unit);
  }
  std::vector<std::pair<RecountedGroup, std::vector<const RecountedUnit*>>> groups;
  for (const auto& [label, members] : by_label) {
    groups.emplace_back(summed(label, members), members);
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.first.votes > b.first.votes; });
  groups.insert(groups.begin(), {summed("all", all), all});
  std::vector<RecountedGroup> out;
  for (auto& [group, members] : groups) {
    if (!members.empty()) add_intervals(group, members, resamples, key, executor);
    ++key.stream;
    out.push_back(group);
  }
  return out;
}

double net_by_label_p(std::span<const RecountedUnit> units, std::int64_t resamples,
                      stats::RandomKey key, base::Executor& executor) {
  std::vector<std::string> names;
  for (const RecountedUnit& unit : units) names.push_back(unit.label);
  std::map<std::string, std::size_t> numbers;
  std::vector<std::size_t> labels;
  std::vector<std::int64_t> votes;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto number = numbers.try_emplace(names[i], numbers.size()).first->second;
    labels.push_back(number);
    votes.resize(numbers.size(), 0);
    votes[number] += units[i].votes;
  }
  const auto statistic = [&](const std::vector<std::int64_t>& nets) {
    std::vector<std::int64_t> sums(votes.size(), 0);
    for (std::size_t i = 0; i < nets.size(); ++i) sums[labels[i]] += nets[i];
    double total = 0.0;
    for (std::size_t k = 0; k < sums.size(); ++k) {
      if (votes[k] == 0) continue;
      total += static_cast<double>(sums[k]) * static_cast<double>(sums[k]) /
               static_cast<double>(votes[k]);
    }
    return total;
  };
  std::vector<std::int64_t> nets;
  for (const RecountedUnit& unit : units) nets.push_back(unit.net);
  const double bar = statistic(nets) * (1.0 - 1e-12);
  const auto runs = static_cast<std::size_t>(resamples);
  std::vector<char> large(runs, 0);
  executor.run_blocks(runs, [&](std::size_t r) {
    stats::RandomStream random(key, r);
    std::vector<std::int64_t> dealt = nets;
    for (std::size_t left = dealt.size(); left > 1; --left) {
      std::swap(dealt[left - 1], dealt[draw_index(random, left)]);
    }
    large[r] = statistic(dealt) >= bar ? 1 : 0;
  });
  const auto as_large = std::accumulate(large.begin(), large.end(), std::int64_t{0});
  return static_cast<double>(as_large + 1) / static_cast<double>(resamples + 1);
}

double net_one_way_p(std::span<const RecountedUnit> units, std::int64_t resamples,
                     stats::RandomKey key, base::Executor& executor) {
  std::map<std::string, std::int64_t> by_cluster;
  std::int64_t net = 0;
  for (const RecountedUnit& unit : units) {
    by_cluster[unit.cluster] += unit.net;
    net += unit.net;
  }
  const auto runs = static_cast<std::size_t>(resamples);
  std::vector<char> large(runs, 0);
  executor.run_blocks(runs, [&](std::size_t r) {
    stats::RandomStream random(key, r);
    std::int64_t turned = 0;
    for (const auto& [cluster, sum] : by_cluster) turned += draw_index(random, 2) == 0 ? sum : -sum;
    large[r] = std::abs(turned) >= std::abs(net) ? 1 : 0;
  });
  const auto as_large = std::accumulate(large.begin(), large.end(), std::int64_t{0});
  return static_cast<double>(as_large + 1) / static_cast<double>(resamples + 1);
}

}  // namespace recanvass::screen
