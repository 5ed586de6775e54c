// Which cards each contest of an audit is about, fixed before the seed: cards that carry it, or all
// cards; cards of pools, whose records cannot be told apart; and phantoms up to the bound on their
// number. From it come assorter margins and the list that is drawn from.
// Next: draw/contest_sample.h, audit/measure.h. docs/math/assorters.md.
#pragma once

#include "audit/assertion.h"
#include "audit/overstatement.h"
#include "base/result.h"
#include "draw/contest_sample.h"
#include "stats/bet_rules.h"
#include "tabulate/profile.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::audit {

/// What is fixed about the cards of an audit.
struct DomainSettings {
  StyleUse style = StyleUse::CardsWithContest;
  std::optional<election::CardCount> cards_at_most;  ///< of all cards; no value: as many as records
  /// By contest id: the most cards that carry it; absent: as many as records.
  std::map<std::string, election::CardCount> contest_at_most;
  /// Cards of these counting groups and tabulators have no records that can be found: each of their
  /// batches is a pool.
  std::vector<std::string> pooled_groups;
  std::vector<std::string> pooled_tabulators;
  friend bool operator==(const DomainSettings&, const DomainSettings&) = default;
};

/// The cards of one contest.
struct ContestDomain {
  election::CardCount recorded;  ///< carry it
  election::CardCount without;  ///< are in the domain and do not carry it
  election::CardCount phantoms;
  [[nodiscard]] election::CardCount cards() const { return recorded + without + phantoms; }
};

class AuditDomain {
 public:
  /// Causes: domain.group, domain.tabulator (unknown), domain.contest (a bound on a contest that is
  /// not there), phantom.too-many-records.
  static base::Result<AuditDomain> make(const election::CardStore& store,
                                        const DomainSettings& settings);

  [[nodiscard]] const DomainSettings& settings() const { return settings_; }
  [[nodiscard]] std::uint64_t records() const { return records_; }
  [[nodiscard]] std::uint64_t phantoms() const { return style_of_card_.size() - records_; }
  /// Of a contest of the store.
  [[nodiscard]] const ContestDomain& contest(std::uint32_t index) const { return contests_[index]; }
  /// Cards in the order of the records, then phantoms, with the contests that each counts as
  /// carrying: every one where all cards are drawn from. Valid as long as this is.
  [[nodiscard]] draw::ListedCards listed() const;
  [[nodiscard]] const std::vector<std::uint32_t>& contests_of(std::uint64_t card) const {
    return contests_of_[style_of_card_[card]];
  }

  /// Batches of the store that are pools, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& pools() const { return pools_; }
  /// The pool of a batch, an index of pools(); no value: its cards have records.
  [[nodiscard]] std::optional<std::size_t> pool_of(std::uint32_t batch) const;

  /// What the cards of each pool say of a claim, by pool: their mean, in which with styles a card
  /// without the contest is worth 0; one half where no card of the pool is in the domain.
  [[nodiscard]] std::vector<base::Rational> pool_means(const election::CardStore& store,
                                                       std::uint32_t contest,
                                                       const Assorter& assorter) const;
  /// The assorter margin over the domain. @pre the domain holds a card
  [[nodiscard]] base::Rational margin_of(const election::CardStore& store, std::uint32_t contest,
                                         const Assorter& assorter) const;
  /// What draws show if the records are right: by comparison with pools, or by polling, where a
  /// phantom shows 0. Empty: a comparison without pools, in which nothing differs.
  [[nodiscard]] std::vector<stats::ValueShare> reported_polling(const election::CardStore& store,
                                                                std::uint32_t contest,
                                                                const Assorter& assorter) const;
  [[nodiscard]] std::vector<stats::ValueShare> reported_comparison(const election::CardStore& store,
                                                                   std::uint32_t contest,
                                                                   const Assorter& assorter) const;

 private:
  struct PoolSum {
    base::Wide numerators = 0;
    std::int64_t cards = 0;
    std::map<std::int64_t, std::int64_t> cards_by_numerator;
  };
  void find_styles(const election::CardStore& store);
  void add_pool_contests(const election::CardStore& store);
  base::Problems find_pools(const election::CardStore& store);
  base::Problems add_phantoms(const election::CardStore& store);
  [[nodiscard]] std::vector<PoolSum> pool_sums(const election::CardStore& store,
                                               std::uint32_t contest,
                                               const Assorter& assorter) const;

  DomainSettings settings_;
  std::uint64_t records_ = 0;
  std::vector<std::uint32_t> style_of_card_;  // phantoms after the records
  std::vector<std::vector<std::uint32_t>> contests_of_;  // by style, ascending
  std::vector<ContestDomain> contests_;
  std::vector<std::uint32_t> pools_;
  std::vector<std::int64_t> pool_cards_;  // by pool
  std::vector<std::vector<std::uint32_t>> pool_contests_;  // by pool, ascending
};

}  // namespace recanvass::audit
