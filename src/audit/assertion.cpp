#include "audit/assertion.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardContest;

const std::string& name_of(const CardContest& contest, ChoiceIndex choice) {
  return contest.choices[choice].name;
}

bool contains(std::span<const ChoiceIndex> choices, ChoiceIndex choice) {
  return std::ranges::find(choices, choice) != choices.end();
}

// Every pair of one of them and one of the others, in the order of the winners, then of the list.
std::vector<ChoicePair> pairs_with_others(const CardContest& contest,
                                          std::span<const ChoiceIndex> winners) {
  std::vector<ChoicePair> pairs;
  for (const ChoiceIndex winner : winners) {
    for (std::size_t i = 0; i < contest.choices.size(); ++i) {
      const auto loser = static_cast<ChoiceIndex>(i);
      if (!contains(winners, loser)) pairs.push_back({winner, loser});
    }
  }
  return pairs;
}

Assertion larger_sum(const CardContest& contest, const ChoicePair& pair, const Amounts& amounts,
                     std::string_view what) {
  return {fmt::format("{} has more {} than {}", name_of(contest, pair.winner), what,
                      name_of(contest, pair.loser)),
          Assorter(contest, SumClaim{amounts, pair_weights(contest.choices.size(), pair), {}, {}})};
}

Assertion preferred(const CardContest& contest, const ChoicePair& pair, std::int64_t score_max) {
  return {fmt::format("more cards prefer {} to {}", name_of(contest, pair.winner),
                      name_of(contest, pair.loser)),
          Assorter(contest, PreferredClaim{pair, score_max})};
}

// Weights of all votes: `own` for those of one choice, `other` for all others.
std::vector<Rational> weights_of_one(const CardContest& contest, ChoiceIndex choice,
                                     const Rational& own, const Rational& other) {
  std::vector<Rational> weights(contest.choices.size(), other);
  RECANVASS_CHECK(choice < weights.size());
  weights[choice] = own;
  return weights;
}

}  // namespace

Assertions more_votes(const CardContest& contest, std::span<const ChoiceIndex> winners,
                      const CountsVotes& votes) {
  Assertions assertions;
  for (const ChoicePair& pair : pairs_with_others(contest, winners)) {
    assertions.push_back(larger_sum(contest, pair, votes, "votes"));
  }
  return assertions;
}

Assertion above_share(const CardContest& contest, ChoiceIndex winner, const Rational& share,
                      const CountsVotes& votes) {
  RECANVASS_CHECK(Rational(0) < share && share < Rational(1));
  return {fmt::format("{} has more than {} of the votes", name_of(contest, winner), share.text()),
          Assorter(contest, SumClaim{votes,
                                     weights_of_one(contest, winner, Rational(1) - share,
                                                    Rational(0) - share),
                                     {},
                                     {}})};
}

Assertion below_share(const CardContest& contest, ChoiceIndex loser, const Rational& share,
                      const CountsVotes& votes) {
  RECANVASS_CHECK(Rational(0) < share && share < Rational(1));
  return {fmt::format("{} has less than {} of the votes", name_of(contest, loser), share.text()),
          Assorter(
              contest,
              SumClaim{votes, weights_of_one(contest, loser, share - Rational(1), share), {}, {}})};
}

Assertions nobody_reached(const CardContest& contest, const Rational& share,
                          const CountsVotes& votes) {
  Assertions assertions;
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    assertions.push_back(below_share(contest, static_cast<ChoiceIndex>(i), share, votes));
  }
  return assertions;
}

Assertions runoff_needed(const CardContest& contest, std::span<const ChoiceIndex> advancing,
                         const Rational& share, const CountsVotes& votes) {
  RECANVASS_CHECK(!advancing.empty());
  Assertions assertions = more_votes(contest, advancing, votes);
  for (const ChoiceIndex choice : advancing) {
    assertions.push_back(below_share(contest, choice, share, votes));
  }
  return assertions;
}

Assertions more_points(const CardContest& contest, std::span<const ChoiceIndex> winners,
                       const Amounts& amounts) {
  Assertions assertions;
  for (const ChoicePair& pair : pairs_with_others(contest, winners)) {
    assertions.push_back(larger_sum(contest, pair, amounts, "points"));
  }
  return assertions;
}

Assertions star_result(const CardContest& contest, const ChoicePair& finalists,
                       std::int64_t score_max) {
  const Choices both{finalists.winner, finalists.loser};
  Assertions assertions = more_points(contest, both, CountsScores{score_max});
  assertions.push_back(preferred(contest, finalists, score_max));
  return assertions;
}

Assertions beats_all(const CardContest& contest, ChoiceIndex winner, std::int64_t score_max) {
  Assertions assertions;
  for (const ChoicePair& pair : pairs_with_others(contest, Choices{winner})) {
    assertions.push_back(preferred(contest, pair, score_max));
  }
  return assertions;
}

Assertion quorum_reached(const CardContest& contest, const Rational& share, std::int64_t eligible,
                         std::int64_t cards, const CountsVotes& votes) {
  RECANVASS_CHECK(share > Rational(0) && eligible > 0 && cards > 0);
  const Rational needed = share * Rational(eligible, cards);
  return {fmt::format("more cards count than {} of {} who are eligible", share.text(), eligible),
          Assorter(contest, SumClaim{votes, std::vector<Rational>(contest.choices.size()),
                                     Rational(1), Rational(0) - needed})};
}

base::Problems problems_before_sample(const Assertions& assertions,
                                      std::span<const Rational> margins,
                                      const tabulate::Outcome& reported,
                                      const tabulate::Outcome& tabulated) {
  RECANVASS_CHECK(assertions.size() == margins.size());
  base::Problems problems;
  if (!(reported == tabulated)) {
    problems.push_back({"assertion.outcome",
                        {},
                        "records that give another outcome than the one reported",
                        "the reported outcome",
                        "Count the cards by hand, or find out which of the two is in error."});
  }
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    if (margins[i] > Rational(0)) continue;
    problems.push_back(
        {"assertion.false-on-records",
         {},
         fmt::format("a margin of {} for \"{}\"", margins[i].text(), assertions[i].words),
         "an assorter margin above 0 over the records and phantoms",
         "Count the cards of the contest by hand: no sample can confirm it."});
  }
  return problems;
}

}  // namespace recanvass::audit
