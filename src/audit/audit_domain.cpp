#include "audit/audit_domain.h"

#include "audit/phantom.h"
#include "audit/pool.h"
#include "base/check.h"
#include "tabulate/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace recanvass::audit {
namespace {

using base::Rational;
using base::Wide;
using election::CardChunk;
using election::CardCount;
using election::CardStore;

// Styles as paths: the style of a card that carries one contest more.
class StyleBook {
 public:
  StyleBook() : contests_(1) {}
  std::uint32_t with(std::uint32_t style, std::uint32_t contest) {
    const auto [at, added] =
        next_.try_emplace({style, contest}, static_cast<std::uint32_t>(contests_.size()));
    if (added) {
      std::vector<std::uint32_t> longer = contests_[style];
      longer.push_back(contest);
      contests_.push_back(std::move(longer));
    }
    return at->second;
  }
  std::uint32_t of(std::span<const std::uint32_t> contests) {
    std::uint32_t style = 0;
    for (const std::uint32_t contest : contests) style = with(style, contest);
    return style;
  }
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> take() { return std::move(contests_); }

 private:
  std::vector<std::vector<std::uint32_t>> contests_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> next_;
};

base::Problem unknown_name(const char* cause, const char* what, const std::string& name) {
  return {cause,
          {"", 0, what},
          "\"" + name + "\"",
          fmt::format("a {} of the records", what),
          "Write it as `recanvass inspect` prints it."};
}

std::vector<std::uint32_t> numbers_of(const std::vector<std::string>& names,
                                      const std::vector<std::string>& known, const char* cause,
                                      const char* what, base::Problems& problems) {
  std::vector<std::uint32_t> numbers;
  for (const std::string& name : names) {
    const auto found = std::ranges::find(known, name);
    if (found == known.end()) {
      problems.push_back(unknown_name(cause, what, name));
    } else {
      numbers.push_back(static_cast<std::uint32_t>(found - known.begin()));
    }
  }
  return numbers;
}

template <class Numbers>
bool holds(const Numbers& numbers, std::uint32_t number) {
  return std::ranges::find(numbers, number) != numbers.end();
}

std::int64_t narrow_sum(Wide sum) {
  const auto narrow = static_cast<std::int64_t>(sum);
  RECANVASS_CHECK(narrow == sum);
  return narrow;
}

}  // namespace

base::Result<AuditDomain> AuditDomain::make(const CardStore& store,
                                            const DomainSettings& settings) {
  AuditDomain domain;
  domain.settings_ = settings;
  domain.records_ = static_cast<std::uint64_t>(store.cards().value());
  base::Problems problems = domain.find_pools(store);
  for (const auto& [id, cards] : settings.contest_at_most) {
    if (!store.contest_index({id})) {
      problems.push_back(unknown_name("domain.contest", "contest", id));
    }
  }
  if (!problems.empty()) return problems;
  domain.find_styles(store);
  problems = domain.add_phantoms(store);
  if (!problems.empty()) return problems;
  return domain;
}

// The batches whose cards have no records that can be found.
base::Problems AuditDomain::find_pools(const CardStore& store) {
  base::Problems problems;
  const auto& names = store.names();
  const auto groups = numbers_of(settings_.pooled_groups, names.counting_groups, "domain.group",
                                 "counting group", problems);
  const auto tabulators = numbers_of(settings_.pooled_tabulators, names.tabulators,
                                     "domain.tabulator", "tabulator", problems);
  if (groups.empty() && tabulators.empty()) return problems;
  std::vector<char> pooled(names.batches.size(), 0);
  std::vector<std::int64_t> cards(names.batches.size(), 0);
  for (const CardChunk& chunk : store.chunks()) {
    for (std::uint32_t card = 0; card < chunk.cards(); ++card) {
      const std::uint32_t batch = chunk.run_of(card).batch;
      ++cards[batch];
      const auto& profile = names.profiles[chunk.profiles()[card]];
      if (holds(groups, profile.counting_group) ||
          holds(tabulators, names.batches[batch].tabulator)) {
        pooled[batch] = 1;
      }
    }
  }
  for (std::uint32_t batch = 0; batch < pooled.size(); ++batch) {
    if (pooled[batch] == 0) continue;
    pools_.push_back(batch);
    pool_cards_.push_back(cards[batch]);
  }
  return problems;
}

std::optional<std::size_t> AuditDomain::pool_of(std::uint32_t batch) const {
  const auto found = std::ranges::lower_bound(pools_, batch);
  if (found == pools_.end() || *found != batch) return std::nullopt;
  return static_cast<std::size_t>(found - pools_.begin());
}

void AuditDomain::add_pool_contests(const CardStore& store) {
  pool_contests_.assign(pools_.size(), {});
  for (std::uint32_t contest = 0; contest < store.contests().size(); ++contest) {
    for (const tabulate::GroupCell& cell :
         tabulate::group_cells(store, contest, tabulate::GroupBy::Batch)) {
      const auto pool = pool_of(cell.group);
      if (!pool || holds(pool_contests_[*pool], contest)) continue;
      pool_contests_[*pool].push_back(contest);
    }
  }
}

void AuditDomain::find_styles(const CardStore& store) {
  StyleBook book;
  contests_.resize(store.contests().size());
  for (std::uint32_t contest = 0; contest < contests_.size(); ++contest) {
    contests_[contest].recorded = store.carrying(contest);
  }
  if (!pools_.empty()) add_pool_contests(store);
  std::vector<std::uint32_t> every(contests_.size());
  std::iota(every.begin(), every.end(), 0U);
  const bool all_cards = settings_.style == StyleUse::AllCards;
  const std::uint32_t of_all = all_cards ? book.of(every) : 0;
  style_of_card_.reserve(records_);
  for (const CardChunk& chunk : store.chunks()) {
    const std::size_t first = style_of_card_.size();
    style_of_card_.resize(first + chunk.cards(), of_all);
    if (all_cards) continue;
    for (const election::ContestColumn& column : chunk.columns()) {
      column.for_each_card([&](std::uint32_t, std::uint32_t card) {
        std::uint32_t& style = style_of_card_[first + card];
        style = book.with(style, column.contest);
      });
    }
    for (std::uint32_t card = 0; !pools_.empty() && card < chunk.cards(); ++card) {
      const auto pool = pool_of(chunk.run_of(card).batch);
      if (pool) style_of_card_[first + card] = book.of(pool_contests_[*pool]);
    }
  }
  contests_of_ = book.take();
  std::vector<std::int64_t> listed(contests_.size(), 0);
  for (const std::uint32_t style : style_of_card_) {
    for (const std::uint32_t contest : contests_of_[style]) ++listed[contest];
  }
  for (std::uint32_t contest = 0; contest < contests_.size(); ++contest) {
    contests_[contest].without = CardCount(listed[contest]) - contests_[contest].recorded;
  }
}

base::Problems AuditDomain::add_phantoms(const CardStore& store) {
  const auto contests = static_cast<std::uint32_t>(contests_.size());
  const CardCount recorded(static_cast<std::int64_t>(records_));
  Phantoms phantoms;
  if (settings_.style == StyleUse::AllCards) {
    auto all =
        phantoms_of_all_cards(recorded, settings_.cards_at_most.value_or(recorded), contests);
    if (!all) return all.problems();
    phantoms = std::move(all).value();
  } else {
    std::vector<ContestCards> lists;
    for (std::uint32_t contest = 0; contest < contests; ++contest) {
      const auto& known = store.contests()[contest];
      const CardCount listed = contests_[contest].recorded + contests_[contest].without;
      // A bound is on cards that carry the contest; pools count some that do not.
      CardCount at_most = listed;
      const auto bound = settings_.contest_at_most.find(known.id.text);
      if (bound != settings_.contest_at_most.end()) {
        at_most = bound->second + contests_[contest].without;
      }
      lists.push_back({known.name, listed, at_most});
    }
    auto by_contest = phantoms_by_contest(lists);
    if (!by_contest) return by_contest.problems();
    phantoms = std::move(by_contest).value();
    if (settings_.cards_at_most && recorded > *settings_.cards_at_most) {
      return phantoms_of_all_cards(recorded, *settings_.cards_at_most, contests).problems();
    }
  }
  std::map<std::vector<std::uint32_t>, std::uint32_t> styles;
  for (const auto& carried : phantoms) {
    const auto [at, added] =
        styles.try_emplace(carried, static_cast<std::uint32_t>(contests_of_.size()));
    if (added) contests_of_.push_back(carried);
    style_of_card_.push_back(at->second);
    for (const std::uint32_t contest : carried) {
      contests_[contest].phantoms = contests_[contest].phantoms + CardCount(1);
    }
  }
  return {};
}

draw::ListedCards AuditDomain::listed() const {
  return {style_of_card_, contests_of_, static_cast<std::uint32_t>(contests_.size())};
}

std::vector<AuditDomain::PoolSum> AuditDomain::pool_sums(const CardStore& store,
                                                         std::uint32_t contest,
                                                         const Assorter& assorter) const {
  std::vector<PoolSum> sums(pools_.size());
  if (pools_.empty()) return sums;
  const election::MarkingTable& table = store.markings(contest);
  std::vector<std::optional<std::int64_t>> numerators(table.size());
  for (const tabulate::GroupCell& cell :
       tabulate::group_cells(store, contest, tabulate::GroupBy::Batch)) {
    const auto pool = pool_of(cell.group);
    if (!pool) continue;
    auto& numerator = numerators[cell.code];
    if (!numerator) numerator = assorter.numerator(table.at(cell.code));
    const auto cards = static_cast<std::int64_t>(cell.cards);
    sums[*pool].cards += cards;
    sums[*pool].numerators += static_cast<Wide>(*numerator) * cards;
    sums[*pool].cards_by_numerator[*numerator] += cards;
  }
  // Where a pool has a card with the contest, all its cards are in the contest's domain. With
  // styles a card without it is worth 0 in record and paper: docs/decisions/0015.
  const bool with_styles = settings_.style == StyleUse::CardsWithContest;
  const std::int64_t absent = with_styles ? 0 : assorter.numerator_without();
  for (std::size_t pool = 0; pool < sums.size(); ++pool) {
    const bool in_domain = !with_styles || sums[pool].cards > 0;
    const std::int64_t others = in_domain ? pool_cards_[pool] - sums[pool].cards : 0;
    if (others == 0) continue;
    sums[pool].cards += others;
    sums[pool].numerators += static_cast<Wide>(absent) * others;
    sums[pool].cards_by_numerator[absent] += others;
  }
  return sums;
}

std::vector<Rational> AuditDomain::pool_means(const CardStore& store, std::uint32_t contest,
                                              const Assorter& assorter) const {
  std::vector<Rational> means;
  for (const PoolSum& sum : pool_sums(store, contest, assorter)) {
    means.push_back(sum.cards == 0 ? Rational(1, 2)
                                   : Rational(narrow_sum(sum.numerators), sum.cards) /
                                         Rational(assorter.denominator()));
  }
  return means;
}

Rational AuditDomain::margin_of(const CardStore& store, std::uint32_t contest,
                                const Assorter& assorter) const {
  const tabulate::Profile profile = tabulate::profile_of(store, contest);
  const ContestDomain& domain = contests_[contest];
  return assorter_margin(assorter, numerator_sum(assorter, profile), domain.recorded,
                         domain.without, domain.phantoms);
}

std::vector<stats::ValueShare> AuditDomain::reported_polling(const CardStore& store,
                                                             std::uint32_t contest,
                                                             const Assorter& assorter) const {
  const ContestDomain& domain = contests_[contest];
  std::map<std::int64_t, std::int64_t> cards;
  const tabulate::Profile profile = tabulate::profile_of(store, contest);
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const tabulate::Profile::Line line = profile.at(i);
    cards[assorter.numerator({line.state, line.marks})] += line.cards.value();
  }
  cards[assorter.numerator_without()] += domain.without.value();
  cards[0] += domain.phantoms.value();
  std::vector<stats::ValueShare> shares;
  const auto all = static_cast<double>(domain.cards().value());
  for (const auto& [numerator, many] : cards) {
    if (many == 0) continue;
    shares.push_back({static_cast<double>(numerator) / static_cast<double>(assorter.denominator()),
                      static_cast<double>(many) / all});
  }
  return shares;
}

std::vector<stats::ValueShare> AuditDomain::reported_comparison(const CardStore& store,
                                                                std::uint32_t contest,
                                                                const Assorter& assorter) const {
  if (pools_.empty()) return {};
  const Rational margin_v = margin_of(store, contest, assorter);
  const double bound = assorter.upper_bound().approximate();
  const double whole = 2.0 * bound - margin_v.approximate();
  const auto all = static_cast<double>(contests_[contest].cards().value());
  const auto denominator = static_cast<double>(assorter.denominator());
  double pooled = 0.0;
  std::vector<stats::ValueShare> shares;
  for (const PoolSum& sum : pool_sums(store, contest, assorter)) {
    if (sum.cards == 0) continue;
    const double mean =
        static_cast<double>(sum.numerators) / static_cast<double>(sum.cards) / denominator;
    for (const auto& [numerator, cards] : sum.cards_by_numerator) {
      const double said = static_cast<double>(numerator) / denominator;
      shares.push_back({(bound + said - mean) / whole, static_cast<double>(cards) / all});
    }
    pooled += static_cast<double>(sum.cards) / all;
  }
  if (shares.empty()) return {};
  // Records of their own err as they do without pools.
  for (stats::ValueShare one : stats::overstatement_values(2.0 * bound / whole, {1e-3, 1e-4})) {
    one.share *= 1.0 - pooled;
    shares.push_back(one);
  }
  return shares;
}

}  // namespace recanvass::audit
