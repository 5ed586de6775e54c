#include "audit/awaire.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace recanvass::audit {
namespace {

// Evidence of a null that is arithmetically impossible, small enough for exp().
constexpr double kCertain = 700.0;

// 1 where a card speaks for the winner of the two, 0 for the loser, one half otherwise. No set: the
// winner's first preferences against all that list the loser and not the winner above it.
double flaw_value(const ChoiceSet& set, ChoiceIndex winner, ChoiceIndex loser,
                  const Choices& order) {
  if (set == ChoiceSet{}) {
    if (!order.empty() && order.front() == winner) return 1.0;
    const auto first = std::ranges::find_if(
        order, [&](ChoiceIndex choice) { return choice == winner || choice == loser; });
    return first != order.end() && *first == loser ? 0.0 : 0.5;
  }
  for (const ChoiceIndex choice : order) {
    if (!set.has(choice)) continue;
    if (choice == winner) return 1.0;
    return choice == loser ? 0.0 : 0.5;
  }
  return 0.5;
}

// By how much the share of a flaw's weight grows with its evidence.
double power_of(FlawWeights weights) { return weights == FlawWeights::Linear ? 1.0 : 2.0; }

}  // namespace

Awaire::Awaire(std::size_t choices, ChoiceIndex winner, election::CardCount cards,
               const AwaireRules& rules)
    : choices_(choices),
      cards_(cards),
      rules_(rules),
      log_best_of_closed_(std::numeric_limits<double>::infinity()) {
  RECANVASS_CHECK(choices >= 2 && choices <= ChoiceSet::kChoicesMax && winner < choices);
  RECANVASS_CHECK(cards >= election::CardCount(1) && rules.grow_every >= 1);
  for (std::size_t i = 0; i < choices; ++i) {
    const auto last = static_cast<ChoiceIndex>(i);
    if (last == winner) continue;
    End end;
    end.order = {last};
    end.set.add(last);
    for (std::size_t j = 0; j < choices; ++j) {  // all others go out before it
      if (j != i) end.flaws.push_back(flaw_of({ChoiceSet{}, static_cast<ChoiceIndex>(j), last}));
    }
    for (std::size_t j = 0; j < choices; ++j) {
      if (j != i) ends_.push_back(longer(end, static_cast<ChoiceIndex>(j)));
    }
  }
}

Awaire::Flaw* Awaire::flaw_of(const FlawKey& key) {
  auto [place, added] = flaws_.try_emplace(key);
  if (added) {
    place->second = std::make_unique<Flaw>();
    place->second->key = key;
    // What it would have shown on the cards that were read: known, so its weight may rest on it.
    for (const Card& card : read_) {
      weigh(*place->second, card);
      place->second->log_evidence += place->second->log_step;
    }
  }
  return place->second.get();
}

// ALPHA's step, log(x eta/mu + (1 - x)(1 - eta)/(1 - mu)), without replacement; Stark (2023).
void Awaire::weigh(Flaw& flaw, const Card& card) const {
  const auto& [set, winner, loser] = flaw.key;
  const double value = card ? flaw_value(set, winner, loser, *card) : 0.0;
  const auto in_all = static_cast<double>(cards_.value());
  const auto before = static_cast<double>(flaw.cards);
  const double null_mean = (in_all / 2.0 - flaw.sum) / (in_all - before);
  const double worth = rules_.cards_worth + before;
  const double estimate = (rules_.cards_worth * rules_.share_first + flaw.sum) / worth;
  const double above = null_mean + (rules_.share_first - 0.5) / (2.0 * std::sqrt(worth));
  const double eta = std::min(std::max(estimate, above), 1.0 - 1e-9);
  flaw.sum += value;
  ++flaw.cards;
  const bool proved = null_mean < 0.0 || (flaw.cards == cards_.value() && 2.0 * flaw.sum > in_all);
  if (proved) {
    flaw.log_step = kCertain;
  } else if (null_mean == 0.0) {
    flaw.log_step = value > 0.0 ? kCertain : std::log1p(-eta);
  } else if (null_mean >= 1.0 || eta <= null_mean) {
    flaw.log_step = 0.0;  // no bet
  } else {
    flaw.log_step =
        std::log(value * eta / null_mean + (1.0 - value) * (1.0 - eta) / (1.0 - null_mean));
  }
}

double Awaire::log_step_of(const End& end) const {
  double largest = -std::numeric_limits<double>::infinity();
  for (const Flaw* flaw : end.flaws) largest = std::max(largest, flaw->log_evidence);
  const bool only_above_one = rules_.weights == FlawWeights::QuadraticPlus && largest > 0.0;
  double weights = 0.0;
  double sum = 0.0;
  for (const Flaw* flaw : end.flaws) {
    if (only_above_one && flaw->log_evidence <= 0.0) continue;
    double weight = 1.0;
    if (rules_.weights == FlawWeights::Largest) {
      if (flaw->log_evidence < largest) continue;
    } else {
      weight = std::exp(power_of(rules_.weights) * (flaw->log_evidence - largest));
    }
    weights += weight;
    sum += weight * std::exp(std::min(flaw->log_step, kCertain));
  }
  return std::log(sum / weights);
}

void Awaire::take(const Card& card) {
  RECANVASS_CHECK(cards_read() < cards_.value());
  for (const auto& [key, flaw] : flaws_) weigh(*flaw, card);
  const double enough = -std::log(rules_.risk_limit);
  for (End& end : ends_) {
    end.log_evidence += log_step_of(end);
    end.log_best = std::max(end.log_best, end.log_evidence);
    if (end.log_best >= enough) {
      log_best_of_closed_ = std::min(log_best_of_closed_, end.log_best);
    }
  }
  std::erase_if(ends_, [&](const End& end) { return end.log_best >= enough; });
  for (const auto& [key, flaw] : flaws_) flaw->log_evidence += flaw->log_step;
  read_.push_back(card);
  if (cards_read() % rules_.grow_every == 0) grow();
}

Awaire::End Awaire::longer(const End& end, ChoiceIndex front) {
  End made = end;
  made.order.insert(made.order.begin(), front);
  made.set.add(front);
  for (std::size_t i = 0; i < choices_; ++i) {
    const auto other = static_cast<ChoiceIndex>(i);
    if (other == front) continue;
    if (end.set.has(other)) {  // the front goes out before it
      made.flaws.push_back(flaw_of({made.set, front, other}));
      made.flaws.push_back(flaw_of({ChoiceSet{}, front, other}));
    } else {  // it went out before the front
      made.flaws.push_back(flaw_of({ChoiceSet{}, other, front}));
    }
  }
  return made;
}

// An end that no flaw speaks against is taken apart by who goes out before it. What comes instead
// keeps its evidence, so each whole order is tested by one process from the first card on.
void Awaire::grow() {
  std::vector<End> grown;
  std::size_t open = ends_.size();
  for (End& end : ends_) {
    const bool evidence =
        std::ranges::any_of(end.flaws, [](const Flaw* flaw) { return flaw->log_evidence > 0.0; });
    const std::size_t more = choices_ - end.order.size();
    if (evidence || more == 0 || open + more > rules_.ends_max) {
      grown.push_back(std::move(end));
      continue;
    }
    open += more - 1;
    for (std::size_t i = 0; i < choices_; ++i) {
      const auto front = static_cast<ChoiceIndex>(i);
      if (!end.set.has(front)) grown.push_back(longer(end, front));
    }
  }
  ends_ = std::move(grown);
  forget_unused_flaws();
}

void Awaire::forget_unused_flaws() {
  std::set<const Flaw*> used;
  for (const End& end : ends_) used.insert(end.flaws.begin(), end.flaws.end());
  std::erase_if(flaws_, [&](const auto& entry) { return !used.contains(entry.second.get()); });
}

double Awaire::risk() const {
  double least = log_best_of_closed_;
  for (const End& end : ends_) least = std::min(least, end.log_best);
  return std::min(1.0, std::exp(-std::max(0.0, least)));
}

}  // namespace recanvass::audit
