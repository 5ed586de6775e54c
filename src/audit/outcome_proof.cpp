#include "audit/outcome_proof.h"

#include "audit/assertion_stv.h"
#include "audit/raire_trim.h"
#include "base/check.h"
#include "tabulate/rule_limits.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

using base::Rational;
using tabulate::Decision;
using tabulate::Outcome;

constexpr const char* kNotDecided = "choices are tied: only a count of all cards can show that";
constexpr const char* kNobody = "nobody is elected";
constexpr const char* kReadOtherwise =
    "no assertions are known for this rule with another reading of ranks than its own: a count of "
    "all cards decides";

// One mark that counts for more than one vote: votes may be heaped on one choice.
bool heaps_votes(const tabulate::Profile& profile) {
  for (std::size_t i = 0; i < profile.size(); ++i) {
    for (const election::Mark& mark : profile.at(i).marks) {
      if (mark.votes > profile.contest().vote_unit) return true;
    }
  }
  return false;
}

class OutcomeProver {
 public:
  OutcomeProver(const tabulate::CountInput& input, const tabulate::ContestCount& counted,
                const ProofSettings& settings)
      : input_(input), counted_(counted), settings_(settings), contest_(counted.contest) {
    votes_.votes_max = tabulate::votes_max_of(counted.rule, contest_);
    if (heaps_votes(input.profile)) votes_.votes_each = std::max<std::int64_t>(1, votes_.votes_max);
  }

  OutcomeProof run() {
    std::visit(*this, counted_.rule.method);
    const bool none = proof_.assertions.empty();
    if (none && proof_.words.empty()) {
      proof_.words = "nobody else stands: there is nothing to prove";
    }
    if (none) proof_.reach = ProofReach::Nothing;
    return std::move(proof_);
  }

  void operator()(const tabulate::MostVotesRule&) {
    const Outcome& outcome = votes_outcome();
    if (elected(outcome)) proved(more_votes(contest_, outcome.winners, votes_));
  }
  void operator()(const tabulate::CumulativeRule&) {
    if (contest_.ranks > 0) {
      proof_.words = "its votes are in the export as ranks: a count of all cards decides";
      return;
    }
    const Outcome& outcome = votes_outcome();
    if (elected(outcome)) proved(more_votes(contest_, outcome.winners, votes_));
  }
  void operator()(const tabulate::ShareRule& rule) {
    const Rational& share = rule.needed.share;
    const Outcome& outcome = votes_outcome();
    if (outcome.decision == Decision::NobodyReachedIt) {
      return proved(nobody_reached(contest_, share, votes_));
    }
    if (!elected(outcome)) return;
    Assertions all;
    for (const ChoiceIndex winner : outcome.winners) {
      all.push_back(above_share(contest_, winner, share, votes_));
    }
    // Where two could have the share, the others do not have it for that reason alone.
    for (std::size_t i = 0; share < Rational(1, 2) && i < contest_.choices.size(); ++i) {
      const auto choice = static_cast<ChoiceIndex>(i);
      if (std::ranges::find(outcome.winners, choice) != outcome.winners.end()) continue;
      all.push_back(below_share(contest_, choice, share, votes_));
    }
    proved(std::move(all));
  }
  void operator()(const tabulate::RunoffRule& rule) {
    const Outcome& outcome = votes_outcome();
    if (outcome.decision == Decision::Runoff) {
      if (!outcome.tied.empty()) {  // several are level for its last place
        proof_.words = kNotDecided;
        return;
      }
      return proved(runoff_needed(contest_, outcome.runoff, rule.needed.share, votes_));
    }
    if (!elected(outcome)) return;
    Assertions all;
    for (const ChoiceIndex winner : outcome.winners) {
      all.push_back(above_share(contest_, winner, rule.needed.share, votes_));
    }
    // Where two could have the share, it is not enough to have it.
    if (rule.needed.share < Rational(1, 2)) {
      for (Assertion& one : more_votes(contest_, outcome.winners, votes_)) {
        all.push_back(std::move(one));
      }
    }
    proved(std::move(all));
  }
  void operator()(const tabulate::PositionsRule& rule) {
    const Outcome& outcome = std::get<tabulate::PointsCount>(counted_.counted).outcome;
    if (!(rule == tabulate::PositionsRule{.points = rule.points})) {
      proof_.words = kReadOtherwise;
      return;
    }
    const CountsPoints points{tabulate::points_of(rule, contest_)};
    if (elected(outcome)) proved(more_points(contest_, outcome.winners, points));
  }
  void operator()(const tabulate::ScoresRule& rule) {
    const Outcome& outcome = std::get<tabulate::PointsCount>(counted_.counted).outcome;
    if (rule.score_max == 0) {
      proof_.words =
          "a score has no largest value, so that one card could outweigh all others; "
          "give the largest one (score-max)";
      return;
    }
    const CountsScores scores{rule.score_max};
    if (elected(outcome)) proved(more_points(contest_, outcome.winners, scores));
  }
  void operator()(const tabulate::StarRule& rule) {
    const auto& star = std::get<tabulate::StarCount>(counted_.counted);
    if (star.finalists.size() != 2 || !elected(star.outcome)) return;
    const ChoiceIndex winner = star.outcome.winners[0];
    const ChoiceIndex other = star.finalists[star.finalists[0] == winner ? 1 : 0];
    proved(star_result(contest_, {winner, other}, rule.score_max));
  }
  void operator()(const tabulate::PairwiseRule& rule);
  void operator()(const tabulate::ListsRule& rule);
  void operator()(const tabulate::IrvRules& rules);
  void operator()(const tabulate::StvRules&) { first_round(); }
  void operator()(const tabulate::OrderedStvRules&) { first_round(); }

 private:
  [[nodiscard]] const Outcome& votes_outcome() const {
    return std::get<tabulate::VotesCount>(counted_.counted).outcome;
  }
  // Says why where nobody, or not everybody, is elected.
  bool elected(const Outcome& outcome) {
    const bool decided =
        outcome.decision == Decision::Elected || outcome.decision == Decision::TooFew;
    if (!decided || outcome.winners.empty()) {
      proof_.words = outcome.decision == Decision::Tied ? kNotDecided : kNobody;
      return false;
    }
    return true;
  }
  void proved(Assertions assertions) {
    proof_.assertions = std::move(assertions);
    proof_.reach = ProofReach::Outcome;
  }
  void first_round();
  void add_list_shares(const tabulate::ListsCount& lists, const ListOf& list_of,
                       const tabulate::ShareNeeded& needed, Assertions& all) const;
  void add_list_members(const tabulate::ListsCount& lists, const ListOf& list_of,
                        Assertions& all) const;

  const tabulate::CountInput& input_;
  const tabulate::ContestCount& counted_;
  const ProofSettings& settings_;
  const election::CardContest& contest_;
  CountsVotes votes_;
  OutcomeProof proof_;
};

void OutcomeProver::operator()(const tabulate::PairwiseRule& rule) {
  using Method = tabulate::PairwiseRule::Method;
  const auto& counted = std::get<tabulate::PairwiseCount>(counted_.counted);
  if (rule.reading != tabulate::kOrderOnly || rule.unranked != tabulate::Unranked::Below) {
    proof_.words = kReadOtherwise;
    return;
  }
  if (counted.condorcet) return proved(beats_all(contest_, *counted.condorcet));
  if (rule.method == Method::CondorcetOnly) {
    proof_.words = "nobody is preferred to every other";
    return;
  }
  if (!counted.outcome || !elected(*counted.outcome)) {
    if (!counted.outcome) proof_.words = kNotDecided;
    return;
  }
  if (rule.strength != tabulate::DefeatStrength::Margin) {
    proof_.words =
        "defeats in a cycle are weighed by winning votes, for which no assertions are "
        "known; by leads (strength=difference) there are some";
    return;
  }
  CycleRule cycle = CycleRule::Minimax;
  if (rule.method == Method::RankedPairs) cycle = CycleRule::RankedPairs;
  if (rule.method == Method::Schulze) cycle = CycleRule::Schulze;
  auto all = wins_cycle(contest_, counted.pairwise, counted.outcome->winners[0], cycle);
  if (!all) {
    proof_.words = "two leads of the cycle are level: a hand count decides";
    return;
  }
  proved(std::move(*all));
}

// Lists at a threshold: those above it have more than the share, the others less.
void OutcomeProver::add_list_shares(const tabulate::ListsCount& lists, const ListOf& list_of,
                                    const tabulate::ShareNeeded& needed, Assertions& all) const {
  const Rational& share = needed.share;
  election::VoteCount in_all(0);
  for (const election::VoteCount votes : lists.votes) in_all = in_all + votes;
  for (std::size_t list = 0; list < lists.lists.size(); ++list) {
    const bool above = tabulate::reaches(lists.votes[list], in_all, needed);
    std::vector<Rational> weights;
    for (const std::uint32_t own : list_of) {
      const Rational for_list = own == list ? Rational(1) - share : Rational(0) - share;
      weights.push_back(above ? for_list : Rational(0) - for_list);
    }
    all.push_back({fmt::format("{} has {} than {} of the votes", lists.lists[list],
                               above ? "more" : "less", share.text()),
                   Assorter(contest_, SumClaim{votes_, std::move(weights), {}, {}})});
  }
}

// Within a list whoever is elected has more votes than whoever is not.
void OutcomeProver::add_list_members(const tabulate::ListsCount& lists, const ListOf& list_of,
                                     Assertions& all) const {
  for (const Outcome& list : lists.elected) {
    for (Assertion& one : more_votes(contest_, list.winners, votes_)) {
      const auto& weights = std::get<SumClaim>(one.assorter.claim()).weights;
      const auto loser = std::ranges::find(weights, Rational(-1)) - weights.begin();
      const auto winner = std::ranges::find(weights, Rational(1)) - weights.begin();
      const bool same =
          list_of[static_cast<std::size_t>(loser)] == list_of[static_cast<std::size_t>(winner)];
      if (same) all.push_back(std::move(one));
    }
  }
}

void OutcomeProver::operator()(const tabulate::ListsRule& rule) {
  const auto& lists = std::get<tabulate::ListsCount>(counted_.counted);
  if (!lists.seats.tied.empty() || lists.seats.left > 0) {
    proof_.words = lists.seats.tied.empty() ? kNobody : kNotDecided;
    return;
  }
  ListOf list_of;
  for (std::size_t i = 0; i < contest_.choices.size(); ++i) {
    list_of.push_back(input_.lists != nullptr ? input_.lists->list_of[i]
                                              : static_cast<std::uint32_t>(i));
  }
  for (const Outcome& list : lists.elected) {
    if (list.decision != Decision::Tied) continue;
    proof_.words = kNotDecided;
    return;
  }
  const bool hamilton = rule.method == tabulate::SeatMethod::Hamilton;
  if (hamilton && rule.threshold) {
    proof_.words = "largest remainders of the lists above a threshold: no assertions are known";
    return;
  }
  const auto& seats = lists.seats.seats;
  Assertions all = hamilton ? hamilton_seats(contest_, list_of, seats, votes_)
                            : divisor_seats(contest_, list_of, seats, rule.method, votes_);
  if (rule.threshold) {
    // Lists below the threshold compete for no seat.
    election::VoteCount in_all(0);
    for (const election::VoteCount votes : lists.votes) in_all = in_all + votes;
    std::erase_if(all, [&](const Assertion& one) {
      const auto& weights = std::get<SumClaim>(one.assorter.claim()).weights;
      for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto own = lists.votes[list_of[i]];
        if (weights[i] == Rational(0)) continue;
        if (!tabulate::reaches(own, in_all, *rule.threshold)) return true;
      }
      return false;
    });
    add_list_shares(lists, list_of, *rule.threshold, all);
  }
  add_list_members(lists, list_of, all);
  proved(std::move(all));
}

void OutcomeProver::operator()(const tabulate::IrvRules& rules) {
  const auto& counted = std::get<tabulate::IrvCount>(counted_.counted);
  const auto winner = tabulate::irv_winner_whatever_the_lot(counted_);
  if (!winner) {
    proof_.words = counted.ending == tabulate::IrvEnding::NobodyHasVotes ? kNobody : kNotDecided;
    return;
  }
  const bool depends = rules.reading.skipped == tabulate::SkippedRanks::WaitARound ||
                       rules.reading.overvoted == tabulate::OvervotedRanks::CountIfOneStands;
  if (depends) {
    proof_.words =
        "how a ballot is read depends on who still stands, for which no assertions are "
        "known";
    return;
  }
  const bool written = std::ranges::any_of(contest_.choices, [](const auto& choice) {
    return choice.kind == election::CardChoiceKind::WriteIn;
  });
  if (rules.write_ins == tabulate::WriteIns::OutFirst && written) {
    proof_.words =
        "written names go out first whatever their votes, for which no assertions are "
        "known (set write-ins=like-any to prove more than is needed)";
    return;
  }
  if (contest_.choices.size() > ChoiceSet::kChoicesMax) {
    proof_.words = fmt::format("more than {} choices", ChoiceSet::kChoicesMax);
    return;
  }
  const RankedBallots ballots(input_.profile, rules.reading);
  const RaireResult found =
      search_assertions(ballots, *winner, settings_.cards, settings_.difficulty, settings_.limits);
  switch (found.end) {
    case RaireEnd::Impossible:
      proof_.words =
          "an order of elimination that ends with somebody else cannot be ruled out: "
          "there is a tie on the way";
      return;
    case RaireEnd::NotProved:
      proof_.words = fmt::format(
          "no set of assertions was found among {} ends of orders; the "
          "hardest one of any set is at least as hard as {:.3g}",
          found.nodes, found.lower_bound);
      return;
    case RaireEnd::CutShort:
      proof_.words = fmt::format(
          "the search was cut short: the hardest assertion is {:.4g}, the "
          "best possible at least {:.4g}",
          found.difficulty, found.lower_bound);
      break;
    case RaireEnd::Proved: break;
  }
  const OrderAssertions few = trimmed(contest_.choices.size(), *winner, found.assertions);
  proved(irv_assertions(contest_, few, rules.reading));
}

// Several seats by single transferable votes.
void OutcomeProver::first_round() {
  const auto& counted = std::get<tabulate::StvCount>(counted_.counted);
  if (counted.elected.empty()) {
    proof_.words = kNobody;
    return;
  }
  const StvAssertions stv =
      stv_first_round(contest_, counted_.tally.votes, counted.elected, counted_.places);
  proof_.assertions = stv.assertions;
  proof_.words = words_of(contest_, stv);
  switch (stv.reach) {
    case StvReach::EveryWinner: proof_.reach = ProofReach::Outcome; break;
    case StvReach::SomeWinners: proof_.reach = ProofReach::SomeWinners; break;
    case StvReach::NoWinner: proof_.reach = ProofReach::Nothing; break;
  }
}

}  // namespace

OutcomeProof prove_outcome(const tabulate::CountInput& input, const tabulate::ContestCount& counted,
                           const ProofSettings& settings) {
  RECANVASS_CHECK(settings.cards >= input.profile.cards());
  return OutcomeProver(input, counted, settings).run();
}

std::string_view words_of(ProofReach reach) {
  switch (reach) {
    case ProofReach::Outcome: return "a risk-limiting audit";
    case ProofReach::SomeWinners: return "not a risk-limiting audit of every winner";
    case ProofReach::Nothing: return "not a risk-limiting audit";
  }
  RECANVASS_CHECK(false);
  return {};
}

}  // namespace recanvass::audit
