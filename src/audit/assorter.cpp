#include "audit/assorter.h"

#include "base/check.h"
#include "tabulate/pairwise.h"
#include "tabulate/votes.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace recanvass::audit {
namespace {

using base::Rational;
using base::Wide;
using election::CardCount;
using election::MarkingState;
using election::MarkingView;
using tabulate::Profile;
using tabulate::RankStep;

template <class... Visits>
struct OneOf : Visits... {
  using Visits::operator()...;
};
template <class... Visits>
OneOf(Visits...) -> OneOf<Visits...>;

std::int64_t narrowed(Wide number) {
  const auto narrow = static_cast<std::int64_t>(number);
  RECANVASS_CHECK(narrow == number);
  return narrow;
}

Wide common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::int64_t scaled(const Rational& number, std::int64_t scale) {
  return narrowed(static_cast<Wide>(number.numerator()) * (scale / number.denominator()));
}

// The card alone, so that it is read as the count reads it.
Profile alone(const election::CardContest& contest, const MarkingView& said) {
  Profile profile(contest);
  profile.add(said.state, said.marks, CardCount(1));
  return profile;
}

// Amounts by choice in units of 1 / vote_unit for votes; no value: the card counts for nobody.
std::optional<tabulate::ChoiceVotes> amounts_of(const election::CardContest& contest,
                                                const Amounts& amounts, const MarkingView& said) {
  const Profile card = alone(contest, said);
  const auto votes = [&](const CountsVotes& rule) -> std::optional<tabulate::ChoiceVotes> {
    tabulate::VoteTally tally =
        tabulate::tally_votes(card, rule.votes_max,
                              rule.votes_max == 0 ? tabulate::CalledOvervotes::AreMarks
                                                  : tabulate::CalledOvervotes::Stand);
    const election::VoteCount each(rule.votes_each * contest.vote_unit);
    const bool within =
        std::ranges::all_of(tally.votes, [&](election::VoteCount given) { return given <= each; });
    if (tally.counted == CardCount(0) || !within) return std::nullopt;
    return std::move(tally.votes);
  };
  const auto points = [&](const CountsPoints& rule) -> std::optional<tabulate::ChoiceVotes> {
    if (said.state != MarkingState::Marked) return std::nullopt;
    return tabulate::positional_points(card, rule.points);
  };
  const auto scores = [&](const CountsScores& rule) -> std::optional<tabulate::ChoiceVotes> {
    if (said.state != MarkingState::Marked) return std::nullopt;
    return tabulate::score_totals(card, rule.score_max);
  };
  return std::visit(OneOf{votes, points, scores}, amounts);
}

struct Bounds {
  Wide least = 0;
  Wide most = 0;
};

// The least and the most that one card can add: the largest amounts go to the lowest weights, or to
// the highest.
Wide extreme(std::vector<std::int64_t> weights, const std::vector<std::int64_t>& largest_first) {
  std::ranges::sort(weights);  // the lowest first
  Wide sum = 0;
  for (std::size_t i = 0; i < std::min(weights.size(), largest_first.size()); ++i) {
    if (weights[i] < 0) sum += static_cast<Wide>(weights[i]) * largest_first[i];
  }
  return sum;
}

// What the choices of one card can be given at most, the largest amounts first.
std::vector<std::int64_t> largest_amounts(const election::CardContest& contest,
                                          const Amounts& amounts) {
  const std::size_t choices = contest.choices.size();
  const auto votes = [&](const CountsVotes& rule) {
    const std::int64_t each = rule.votes_each * contest.vote_unit;
    std::int64_t left = rule.votes_max == 0 ? each * static_cast<std::int64_t>(choices)
                                            : rule.votes_max * contest.vote_unit;
    std::vector<std::int64_t> list;
    for (; left > 0 && list.size() < choices; left -= each) list.push_back(std::min(left, each));
    return list;
  };
  const auto points = [&](const CountsPoints& rule) { return rule.points; };
  const auto scores = [&](const CountsScores& rule) {
    return std::vector<std::int64_t>(choices, rule.score_max);
  };
  return std::visit(OneOf{votes, points, scores}, amounts);
}

Bounds bounds_of(const std::vector<std::int64_t>& weights,
                 const std::vector<std::int64_t>& largest_first) {
  std::vector<std::int64_t> turned;
  for (const std::int64_t weight : weights) turned.push_back(-weight);
  return {extreme(weights, largest_first), -extreme(turned, largest_first)};
}

int place_in(const Choices& order, ChoiceIndex choice) {
  return static_cast<int>(std::ranges::find(order, choice) - order.begin());
}

// 1, 0 or -1 for the winner, nobody or the loser.
int never_before_side(const NeverBeforeClaim& claim, const MarkingView& said) {
  const Choices order = order_of(said, claim.reading);
  if (!order.empty() && order.front() == claim.pair.winner) return 1;
  const bool lists_loser = std::ranges::find(order, claim.pair.loser) != order.end();
  const bool above = place_in(order, claim.pair.loser) < place_in(order, claim.pair.winner);
  return lists_loser && above ? -1 : 0;
}

int not_next_side(const NotNextClaim& claim, const MarkingView& said) {
  for (const ChoiceIndex choice : order_of(said, claim.reading)) {
    if (std::ranges::find(claim.standing, choice) == claim.standing.end()) continue;
    if (choice == claim.pair.winner) return 1;
    return choice == claim.pair.loser ? -1 : 0;
  }
  return 0;
}

int lead_on(const Profile& card, const ChoicePair& pair) {
  const tabulate::Pairwise pairwise = tabulate::pairwise_of(card);
  const auto lead =
      pairwise.prefer(pair.winner, pair.loser) - pairwise.prefer(pair.loser, pair.winner);
  return static_cast<int>(lead.value());
}

int preferred_side(const election::CardContest& contest, const PreferredClaim& claim,
                   const MarkingView& said) {
  if (said.state != MarkingState::Marked) return 0;
  const bool above_limit = std::ranges::any_of(said.marks, [&](const election::Mark& mark) {
    return mark.votes > claim.score_max || mark.choice == election::kOvervotedRank;
  });
  if (claim.score_max > 0 && above_limit) return 0;
  return lead_on(alone(contest, said), claim.pair);
}

void check_reading(const tabulate::RankReading& reading) {
  RECANVASS_CHECK(reading.skipped != tabulate::SkippedRanks::WaitARound);
  RECANVASS_CHECK(reading.overvoted != tabulate::OvervotedRanks::CountIfOneStands);
}

}  // namespace

Choices order_of(const MarkingView& said, const tabulate::RankReading& reading) {
  Choices order;
  for (const RankStep& step : tabulate::read_ranks(said.state, said.marks, reading)) {
    if (step.what == RankStep::What::Choice) order.push_back(step.choice);
  }
  return order;
}

Assorter::Assorter(election::CardContest contest, Claim claim)
    : contest_(std::move(contest)), claim_(std::move(claim)) {
  const auto known = [&](const ChoicePair& pair) {
    RECANVASS_CHECK(pair.winner < contest_.choices.size() && pair.loser < contest_.choices.size());
    RECANVASS_CHECK(pair.winner != pair.loser);
  };
  std::visit(OneOf{[&](const SumClaim& sum) { bound_sum(sum); },
                   [&](const PreferredClaim& one) { known(one.pair); },
                   [&](const LargerLeadClaim& one) {
                     known(one.larger);
                     known(one.smaller);
                     none_ = 2;
                     upper_ = denominator_ = 4;
                   },
                   [&](const NeverBeforeClaim& one) {
                     known(one.pair);
                     check_reading(one.reading);
                   },
                   [&](const NotNextClaim& one) {
                     known(one.pair);
                     check_reading(one.reading);
                   }},
             claim_);
}

// With g the sum and a < 0 its least value the assorter is g / (-2a) + 1/2: the widest that stays
// at or above 0. In whole numbers: (G - A) / (-2A), both times the common denominator.
void Assorter::bound_sum(const SumClaim& claim) {
  RECANVASS_CHECK(claim.weights.size() == contest_.choices.size());
  std::int64_t scale = std::lcm(claim.per_counted_card.denominator(), claim.per_card.denominator());
  for (const Rational& weight : claim.weights) scale = std::lcm(scale, weight.denominator());
  for (const Rational& weight : claim.weights) weights_.push_back(scaled(weight, scale));
  const bool votes = std::holds_alternative<CountsVotes>(claim.amounts);
  const std::int64_t unit = votes ? contest_.vote_unit : 1;
  per_counted_ = narrowed(static_cast<Wide>(scaled(claim.per_counted_card, scale)) * unit);
  const std::int64_t per_card = narrowed(static_cast<Wide>(scaled(claim.per_card, scale)) * unit);
  const Bounds bounds = bounds_of(weights_, largest_amounts(contest_, claim.amounts));
  const Wide least = std::min<Wide>(0, bounds.least + per_counted_) + per_card;
  const Wide most = std::max<Wide>(0, bounds.most + per_counted_) + per_card;
  RECANVASS_CHECK(least < 0);
  none_ = narrowed(per_card - least);
  upper_ = narrowed(most - least);
  denominator_ = narrowed(-2 * least);
}

std::int64_t Assorter::numerator(const MarkingView& said) const {
  const auto sum = [&](const SumClaim& claim) {
    const auto amounts = amounts_of(contest_, claim.amounts, said);
    if (!amounts) return none_;
    Wide added = per_counted_;
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      added += static_cast<Wide>(weights_[i]) * (*amounts)[i].value();
    }
    return narrowed(added) + none_;
  };
  return std::visit(
      OneOf{sum,
            [&](const PreferredClaim& one) {
              return std::int64_t{1} + preferred_side(contest_, one, said);
            },
            [&](const LargerLeadClaim& one) {
              if (said.state != MarkingState::Marked) return none_;
              const Profile card = alone(contest_, said);
              return none_ + lead_on(card, one.larger) - lead_on(card, one.smaller);
            },
            [&](const NeverBeforeClaim& one) {
              return std::int64_t{1} + never_before_side(one, said);
            },
            [&](const NotNextClaim& one) { return std::int64_t{1} + not_next_side(one, said); }},
      claim_);
}

Rational Assorter::value(const MarkingView& said) const { return {numerator(said), denominator_}; }

Rational Assorter::upper_bound() const { return {upper_, denominator_}; }

std::vector<Rational> pair_weights(std::size_t choices, const ChoicePair& pair) {
  RECANVASS_CHECK(pair.winner < choices && pair.loser < choices && pair.winner != pair.loser);
  std::vector<Rational> weights(choices);
  weights[pair.winner] = Rational(1);
  weights[pair.loser] = Rational(-1);
  return weights;
}

Wide numerator_sum(const Assorter& assorter, const Profile& profile) {
  Wide sum = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    sum += static_cast<Wide>(assorter.numerator({line.state, line.marks})) * line.cards.value();
  }
  return sum;
}

Rational assorter_margin(const Assorter& assorter, Wide sum_of_numerators, CardCount with_contest,
                         CardCount without, CardCount phantoms) {
  RECANVASS_CHECK(with_contest >= CardCount(0) && without >= CardCount(0) &&
                  phantoms >= CardCount(0));
  const CardCount cards = with_contest + without + phantoms;
  RECANVASS_CHECK(cards > CardCount(0));
  const Wide sum = sum_of_numerators +
                   static_cast<Wide>(assorter.numerator_without()) * without.value() +
                   static_cast<Wide>(assorter.half_numerator()) * phantoms.value();
  const Wide whole = static_cast<Wide>(assorter.denominator()) * cards.value();
  const Wide twice_above_half = 2 * sum - whole;
  const Wide divisor = common_divisor(twice_above_half, whole);
  return {narrowed(twice_above_half / divisor), narrowed(whole / divisor)};
}

}  // namespace recanvass::audit
