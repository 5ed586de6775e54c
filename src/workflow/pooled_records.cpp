#include "workflow/pooled_records.h"

#include "workflow/batch_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

void add_figures(std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& figures) {
  if (sums.size() < figures.size()) sums.resize(figures.size(), 0);
  for (std::size_t i = 0; i < figures.size(); ++i) sums[i] += figures[i];
}

base::Problem pool_refusal(std::string found, std::string wanted, std::string mend) {
  return refusal("audit.pool", std::move(found), std::move(wanted), std::move(mend));
}

// Each list has a record of every card, or of none and each batch in a pool.
base::Problems list_kind_problems(const Audit& audit) {
  base::Problems problems;
  for (const auto& [id, list] : audit.lists) {
    const auto pooled = std::ranges::count_if(
        list.batches, [](const AuditBatch& batch) { return !batch.pool.empty(); });
    const bool records = !list.records_root.empty();
    if (has_pools(audit) && pooled == (records ? 0 : std::ssize(list.batches))) continue;
    if (!has_pools(audit) && pooled == 0) continue;
    problems.push_back(
        has_pools(audit)
            ? pool_refusal(
                  fmt::format("list {} {} \"records_root\", with {} of {} batches in a "
                              "pool",
                              id, records ? "with" : "without", pooled, list.batches.size()),
                  "a list of cards with records, or one of cards that all lie in pools",
                  "Put batches without usable records on a list of their own.")
            : pool_refusal(
                  fmt::format("list {} with batches in a pool, by {}", id, audit.method.design),
                  "pools with the design \"pools\" alone",
                  "State the design \"pools\", or leave \"pool\" out."));
  }
  return problems;
}

// An import gives the cards of the lists that name it, with records or not.
base::Problems import_problems(const Audit& audit,
                               const std::map<std::string, std::int64_t>& imported) {
  std::map<std::string, std::int64_t> listed;
  for (const auto& [id, list] : audit.lists) {
    if (!list.import.empty()) listed[list.import] += list.cards;
  }
  base::Problems problems;
  for (const auto& [import, cards] : listed) {
    const auto known = imported.find(import);
    if (known != imported.end() && known->second == cards) continue;
    problems.push_back(
        refusal("audit.import",
                fmt::format("{} cards on lists with the import \"{}\" of {}", cards, import,
                            known == imported.end() ? "no cards" : std::to_string(known->second)),
                "as many as were read",
                "A batch is missing from the lists or from the records: find it before anything is "
                "drawn."));
  }
  return problems;
}

// Why the cards of a pool cannot give what is reported of a contest; empty: they can.
std::string pool_amiss(const PlannedPool& pool, const std::string& id,
                       const AuditContest& contest) {
  const auto votes = pool.votes.find(id);
  if (votes == pool.votes.end()) return "no votes";
  const std::string amiss = votes_amiss(votes->second, contest, pool.cards);
  const auto orders = pool.orders.find(id);
  if (!amiss.empty() || contest.rule != "irv") {
    if (amiss.empty() && orders != pool.orders.end()) return "cards for assertions with no order";
    return amiss;
  }
  if (orders == pool.orders.end() || orders->second.in_favour.size() != contest.orders.size() ||
      orders->second.against.size() != contest.orders.size()) {
    return fmt::format("no cards for and against each of {} assertions", contest.orders.size());
  }
  for (std::size_t i = 0; i < contest.orders.size(); ++i) {
    const std::int64_t both = orders->second.in_favour[i] + orders->second.against[i];
    if (both > pool.cards) return fmt::format("{} cards for or against assertion {}", both, i + 1);
  }
  return {};
}

// What is left of a contest for the cards with records, once its pools are taken off.
struct LeftForRecords {
  std::int64_t cards = 0;
  std::map<std::string, std::int64_t> votes;
  std::vector<std::int64_t> leads;
};

LeftForRecords left_for_records(const Audit& audit, const Pools& pools, const std::string& id,
                                const AuditContest& contest) {
  LeftForRecords left;
  left.votes = contest.tabulated;
  for (const AuditOrderClaim& order : contest.orders) left.leads.push_back(order.lead);
  for (const auto& [list, listed] : audit.lists) {
    if (audit.is_in(contest, list) && !listed.records_root.empty()) left.cards += listed.cards;
  }
  for (const PlannedPool& pool : pools.all()) {
    if (!audit.is_in(contest, pool.list)) continue;
    for (const auto& [choice, votes] : pool.votes.at(id)) left.votes[choice] -= votes;
    for (std::size_t i = 0; i < left.leads.size(); ++i) {
      const AuditOrderTotals& orders = pool.orders.at(id);
      left.leads[i] -= orders.in_favour[i] - orders.against[i];
    }
  }
  return left;
}

std::string left_amiss(const LeftForRecords& left, const AuditContest& contest) {
  const std::string amiss = votes_amiss(left.votes, contest, left.cards);
  if (!amiss.empty()) return amiss;
  for (std::size_t i = 0; i < left.leads.size(); ++i) {
    if (left.leads[i] > left.cards || left.leads[i] < -left.cards) {
      return fmt::format("a lead of {} for assertion {}", left.leads[i], i + 1);
    }
  }
  return {};
}

base::Problems figure_problems_of_pools(const Audit& audit, const Pools& pools) {
  base::Problems problems;
  for (const auto& [id, contest] : audit.contests) {
    const std::size_t before = problems.size();
    for (const PlannedPool& pool : pools.all()) {
      if (!audit.is_in(contest, pool.list)) continue;
      const std::string amiss = pool_amiss(pool, id, contest);
      if (amiss.empty()) continue;
      problems.push_back(pool_refusal(
          fmt::format("pool {} of list {}, {} cards, contest {}: {}", pool.pool, pool.list,
                      pool.cards, id, amiss),
          "what was reported of every choice in every pool, as its cards can give it",
          "State it with \"reported\" at one of its batches; 0 where it is not on the ballot."));
      if (problems.size() == 20) return problems;
    }
    if (problems.size() > before) continue;
    const LeftForRecords left = left_for_records(audit, pools, id, contest);
    const std::string amiss = left_amiss(left, contest);
    if (amiss.empty()) continue;
    problems.push_back(pool_refusal(
        fmt::format("contest {}, left for {} cards with records: {}", id, left.cards, amiss),
        "pools and records that together give the votes of the contest",
        "Something is in a pool and in the records, or in neither: find it before anything is "
        "drawn."));
  }
  return problems;
}

}  // namespace

bool has_pools(const Audit& audit) { return audit.method.design == "pools"; }

bool shows_records(const Audit& audit, const std::string& list) {
  if (audit.method.design == "comparison") return true;
  const bool some = has_pools(audit) || audit.method.design == "strata";
  return some && !audit.lists.at(list).records_root.empty();
}

Pools::Pools(const Audit& audit) {
  if (!has_pools(audit)) return;
  for (const auto& [id, list] : audit.lists) {
    std::map<std::string, std::size_t> by_name;
    cards_[id] = list.cards;
    for (const AuditBatch& batch : list.batches) {
      if (batch.pool.empty()) continue;
      const auto [at, is_new] = by_name.try_emplace(batch.pool, pools_.size());
      if (is_new) pools_.push_back({id, batch.pool, 0, {}, {}});
      PlannedPool& pool = pools_[at->second];
      pool.cards += batch.cards;
      if (batch.cards > 0) first_[id][batch.before] = at->second;
      for (const auto& [contest, reported] : batch.reported) {
        for (const auto& [choice, votes] : reported.votes) pool.votes[contest][choice] += votes;
      }
      for (const auto& [contest, orders] : batch.orders) {
        add_figures(pool.orders[contest].in_favour, orders.in_favour);
        add_figures(pool.orders[contest].against, orders.against);
      }
    }
  }
}

std::optional<std::size_t> Pools::of(const AuditPlace& place) const {
  const auto list = first_.find(place.first);
  if (list == first_.end() || place.second < 1 || place.second > cards_.at(place.first)) {
    return std::nullopt;
  }
  const auto after = list->second.upper_bound(place.second - 1);
  if (after == list->second.begin()) return std::nullopt;
  return std::prev(after)->second;
}

base::Problems pool_problems(const Audit& audit,
                             const std::map<std::string, std::int64_t>& imported) {
  base::Problems problems = list_kind_problems(audit);
  if (!has_pools(audit) || !problems.empty()) return problems;
  problems = import_problems(audit, imported);
  const Pools pools(audit);
  if (pools.all().empty()) {
    problems.push_back(pool_refusal("the design \"pools\" without a pool",
                                    "batches whose cards have no records, each in a pool",
                                    "Where every card has a record, state \"comparison\"."));
  }
  const base::Problems figures = figure_problems_of_pools(audit, pools);
  problems.insert(problems.end(), figures.begin(), figures.end());
  return problems;
}

void add_pools(const Audit& audit, const Pools& pools, const std::string& id,
               const AuditContest& contest, audit::ContestMeasure& measure) {
  if (!has_pools(audit)) return;
  std::vector<audit::PoolTotals> totals;
  for (const PlannedPool& pool : pools.all()) {
    audit::PoolTotals& made = totals.emplace_back();
    made.votes.votes.assign(contest.choices.size(), 0);
    if (!audit.is_in(contest, pool.list)) continue;
    made.votes.cards = pool.cards;
    const auto& votes = pool.votes.at(id);
    for (std::size_t i = 0; i < contest.choices.size(); ++i) {
      made.votes.votes[i] = votes.at(contest.choices[i].id);
    }
    const auto orders = pool.orders.find(id);
    if (orders == pool.orders.end()) continue;
    made.in_favour = orders->second.in_favour;
    made.against = orders->second.against;
  }
  audit::compare_with_pools(measure, totals);
}

}  // namespace recanvass::workflow
