#include "verify/audit_pools.h"

#include "verify/audit_claims.h"
#include "verify/body.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;

bool has_records(const CardList& list) { return !text_or_empty(list.body, "records_root").empty(); }

bool carries(const Json& contest, const std::string& list) {
  const auto lists = texts_of(contest, "lists");
  return !lists || lists->empty() || std::ranges::find(*lists, list) != lists->end();
}

// Adds figures to sums, one by one. False: they are none, or not as many as the claims.
bool add_each(const Json& figures, std::size_t claims, std::vector<std::int64_t>& sums) {
  if (!figures.is_array() || figures.size() != claims) return false;
  sums.resize(claims, 0);
  for (std::size_t i = 0; i < claims; ++i) {
    const auto figure = figure_of(Json{{"cards", figures[i]}}, "cards");
    if (!figure) return false;
    sums[i] += *figure;
  }
  return true;
}

// Whether so many cards, each with so many votes at most, can have these votes.
bool fit_cards(const std::vector<std::int64_t>& votes, std::int64_t cards, std::int64_t vote_for) {
  base::Wide all = 0;
  for (const std::int64_t of_choice : votes) {
    if (of_choice < 0 || of_choice > cards) return false;
    all += of_choice;
  }
  return all <= base::Wide(vote_for) * cards;
}

std::vector<std::string> choice_ids(const Json& contest) {
  std::vector<std::string> ids;
  if (const Json* choices = records_of(contest, "choices")) {
    for (const Json& choice : *choices) ids.push_back(text_or_empty(choice, "id"));
  }
  return ids;
}

// Adds the votes of one batch in the order of the choices. False: other choices, or no figures.
bool add_votes(const Json& votes, const std::vector<std::string>& choices,
               std::vector<std::int64_t>& sums) {
  const auto figures = figures_of(Json{{"votes", votes}}, "votes");
  if (!figures || figures->size() != choices.size()) return false;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto of_choice = figures->find(choices[i]);
    if (of_choice == figures->end()) return false;
    sums[i] += of_choice->second;
  }
  return true;
}

// Pools and cards with records give the contest together.
std::optional<std::string> what_is_left_amiss(const AuditRecord& audit, const std::string& id,
                                              const Json& body,
                                              const audit::ContestMeasure& measure,
                                              const std::vector<audit::PoolTotals>& pools) {
  const std::vector<std::string> choices = choice_ids(body);
  const auto tabulated = figures_of(body, "tabulated");
  if (!tabulated) return fmt::format("contest {} has no votes", id);
  std::vector<std::int64_t> left;
  for (const std::string& choice : choices) {
    const auto votes = tabulated->find(choice);
    left.push_back(votes == tabulated->end() ? 0 : votes->second);
  }
  std::int64_t cards = 0;
  for (const auto& [list, of] : audit.lists) {
    if (has_records(of) && carries(body, list)) cards += of.cards;
  }
  for (const audit::PoolTotals& pool : pools) {
    for (std::size_t i = 0; i < left.size(); ++i) left[i] -= pool.votes.votes.at(i);
  }
  if (!fit_cards(left, cards, figure_of(body, "vote_for").value_or(0))) {
    return fmt::format(
        "the pools of contest {} leave to its {} cards with records what they "
        "cannot have",
        id, cards);
  }
  const Json* orders = records_of(body, "assertions");
  for (std::size_t i = 0; orders != nullptr && i < measure.assertions.size(); ++i) {
    std::int64_t lead = figure_of(orders->at(i), "lead").value_or(0);
    for (const audit::PoolTotals& pool : pools) {
      if (pool.votes.cards > 0) lead -= pool.in_favour.at(i) - pool.against.at(i);
    }
    if (lead < -cards || lead > cards) {
      return fmt::format("the pools of contest {} leave a lead that its records cannot have", id);
    }
  }
  return std::nullopt;
}

}  // namespace

bool has_pools(const AuditRecord& audit) {
  return text_or_empty(audit.method, "design") == "pools";
}

ReadPools::ReadPools(const AuditRecord& audit) {
  if (!has_pools(audit)) return;
  for (const auto& [id, list] : audit.lists) {
    std::map<std::string, std::size_t> numbers;
    for (const ListedCards& batch : list.listed) {
      if (batch.pool.empty()) continue;
      const auto [number, is_new] = numbers.emplace(batch.pool, pools_.size());
      if (is_new) pools_.push_back({id, 0, {}});
      pools_[number->second].cards += batch.cards;
      pools_[number->second].batches.push_back(&batch);
      batches_[id].push_back({batch.before, batch.before + batch.cards, number->second});
    }
  }
}

std::optional<std::size_t> ReadPools::of(const CardPlace& place) const {
  const auto list = batches_.find(place.first);
  if (list == batches_.end()) return std::nullopt;
  // In the order of their cards.
  const auto batch = std::ranges::lower_bound(list->second, place.second, {}, &CardsOfBatch::last);
  if (batch == list->second.end() || place.second <= batch->after) return std::nullopt;
  return batch->pool;
}

std::optional<std::vector<audit::PoolTotals>> ReadPools::totals(
    const AuditRecord& audit, const std::string& contest,
    const audit::ContestMeasure& tested) const {
  const Json& body = audit.contests.at(contest);
  const std::vector<std::string> choices = choice_ids(body);
  const bool ranked = text_or_empty(body, "rule") == "irv";
  std::vector<audit::PoolTotals> all;
  for (const ReadPool& pool : pools_) {
    audit::PoolTotals& totals = all.emplace_back();
    totals.votes.votes.assign(choices.size(), 0);
    if (!carries(body, pool.list)) continue;
    totals.votes.cards = pool.cards;
    bool told = false;
    for (const ListedCards* batch : pool.batches) {
      if (batch->votes.contains(contest)) {
        told = true;
        if (!add_votes(batch->votes.at(contest), choices, totals.votes.votes)) return std::nullopt;
      }
      if (!batch->orders.contains(contest)) continue;
      const Json& orders = batch->orders.at(contest);
      if (!ranked || !add_each(orders.at("for"), tested.assertions.size(), totals.in_favour) ||
          !add_each(orders.at("against"), tested.assertions.size(), totals.against)) {
        return std::nullopt;
      }
    }
    const auto vote_for = figure_of(body, "vote_for").value_or(0);
    if (!told || !fit_cards(totals.votes.votes, pool.cards, vote_for)) return std::nullopt;
    if (!ranked) continue;
    if (totals.in_favour.size() != tested.assertions.size()) return std::nullopt;
    for (std::size_t i = 0; i < totals.in_favour.size(); ++i) {
      if (totals.in_favour[i] + totals.against[i] > pool.cards) return std::nullopt;
    }
  }
  return all;
}

std::optional<std::string> what_is_wrong_with_pools(const AuditRecord& audit) {
  std::int64_t pooled = 0;
  for (const auto& [id, list] : audit.lists) {
    const auto of_list = std::ranges::count_if(
        list.listed, [](const ListedCards& batch) { return !batch.pool.empty(); });
    pooled += of_list;
    if (!has_pools(audit)) continue;
    if (of_list == (has_records(list) ? 0 : std::ssize(list.listed))) continue;
    return fmt::format("list {} has neither a record of every card nor every batch in a pool", id);
  }
  if (!has_pools(audit)) {
    if (pooled == 0) return std::nullopt;
    return "cards lie in pools, and its design knows none";
  }
  if (pooled == 0) return "its design is that of pools, and it has none";
  const ReadPools pools(audit);
  for (const auto& [id, body] : audit.contests) {
    const auto measure = measure_of(audit, id);
    if (!measure) continue;  // what is wrong with the contest itself is said of it
    const auto totals = pools.totals(audit, id, *measure);
    if (!totals) {
      return fmt::format("a pool has no figures of contest {} that its cards can give", id);
    }
    if (auto amiss = what_is_left_amiss(audit, id, body, *measure, *totals)) return amiss;
  }
  return std::nullopt;
}

}  // namespace recanvass::verify
