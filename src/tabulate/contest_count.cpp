#include "tabulate/contest_count.h"

#include "base/check.h"
#include "tabulate/rule_limits.h"

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using election::CardContest;
using election::VoteCount;

Outcome winner_only(std::optional<ChoiceIndex> winner) {
  Outcome outcome;
  if (!winner) return outcome;
  outcome.decision = Decision::Elected;
  outcome.winners = {*winner};
  return outcome;
}

class Counter {
 public:
  Counter(const CountInput& input, const Rule& rule, std::span<const Lot> lots)
      : input_(input), rule_(rule), lots_(lots) {}

  ContestCount run() {
    result_.contest = input_.profile.contest();
    result_.rule = rule_;
    result_.places = places_of(rule_, result_.contest);
    const auto* votes = std::get_if<MostVotesRule>(&rule_.method);
    const bool approval = votes != nullptr && votes->limit == MostVotesRule::Limit::None;
    const bool cumulative = std::holds_alternative<CumulativeRule>(rule_.method);
    result_.tally = tally_votes(input_.profile, votes_max_of(rule_, result_.contest),
                                approval ? CalledOvervotes::AreMarks : CalledOvervotes::Stand,
                                cumulative ? RankedMarks::All : RankedMarks::FirstOnly);
    std::visit(*this, rule_.method);
    return std::move(result_);
  }

  void operator()(const MostVotesRule&) {
    result_.counted = VotesCount{most_votes(result_.tally, result_.places, lots_)};
  }
  void operator()(const CumulativeRule&) {
    result_.counted = VotesCount{most_votes(result_.tally, result_.places, lots_)};
  }
  void operator()(const ShareRule& rule) {
    Outcome outcome = share_needed(result_.tally, rule.needed);
    // At half the votes two may reach it who are asked for one place.
    if (static_cast<std::int64_t>(outcome.winners.size()) > result_.places) {
      outcome = most_votes(result_.tally, result_.places, lots_);
    }
    result_.counted = VotesCount{std::move(outcome)};
  }
  void operator()(const RunoffRule& rule) {
    result_.counted =
        VotesCount{majority_or_runoff(result_.tally, rule.needed, rule.advance, lots_)};
  }
  void operator()(const PositionsRule& rule) {
    const bool ranked = rule.places == PositionsRule::Places::OfCard;
    count_points(positional_points(input_.profile, points_of(rule, result_.contest), rule.reading,
                                   ranked ? PointsFrom::Bottom : PointsFrom::Top));
  }
  void operator()(const ScoresRule& rule) {
    count_points(score_totals(input_.profile, rule.score_max));
  }
  void operator()(const StarRule& rule) {
    result_.counted = count_star(input_.profile, rule.score_max, lots_);
  }
  void operator()(const PairwiseRule& rule) {
    PairwiseCount counted{pairwise_of(input_.profile, rule.reading, rule.unranked), {}, {}, {}};
    counted.condorcet = condorcet_winner(counted.pairwise);
    counted.smith = smith_set(counted.pairwise);
    switch (rule.method) {
      case PairwiseRule::Method::CondorcetOnly:
        counted.outcome = winner_only(counted.condorcet);
        break;
      case PairwiseRule::Method::RankedPairs:
        counted.outcome = ranked_pairs(counted.pairwise, rule.strength);
        break;
      case PairwiseRule::Method::Schulze:
        counted.outcome = schulze(counted.pairwise, rule.strength);
        break;
      case PairwiseRule::Method::Minimax:
        counted.outcome = minimax(counted.pairwise, rule.strength);
        break;
    }
    result_.counted = std::move(counted);
  }
  void operator()(const ListsRule& rule) {
    ListsCount counted;
    if (input_.lists != nullptr) {
      FreeListCount free = count_free_lists(result_.tally.votes, input_.lists->list_of,
                                            result_.places, {rule.method, rule.threshold});
      counted.lists = input_.lists->names;
      counted.votes = std::move(free.list_votes);
      counted.seats = std::move(free.seats);
      counted.elected = std::move(free.elected);
    } else {
      for (const auto& choice : result_.contest.choices) counted.lists.push_back(choice.name);
      counted.votes = result_.tally.votes;
      const ChoiceVotes above =
          rule.threshold ? above_threshold(counted.votes, *rule.threshold) : counted.votes;
      counted.seats = allot_seats(above, result_.places, rule.method, lots_);
    }
    result_.counted = std::move(counted);
  }
  void operator()(const IrvRules& rules) {
    result_.counted = count_irv(input_.profile, rules, lots_);
  }
  void operator()(const StvRules& rules) {
    result_.counted = count_stv(input_.profile, result_.places, rules, lots_);
  }
  void operator()(const OrderedStvRules& rules) {
    RECANVASS_CHECK(input_.ballots != nullptr);
    result_.counted = count_ordered_stv(*input_.ballots, result_.places, rules, lots_);
  }

 private:
  void count_points(ChoiceVotes points) {
    Outcome outcome = elect_most(points, result_.places, lots_);
    result_.counted = PointsCount{std::move(points), std::move(outcome)};
  }

  const CountInput& input_;
  const Rule& rule_;
  std::span<const Lot> lots_;
  ContestCount result_;
};

struct WhoWon {
  Choices operator()(const VotesCount& result) const { return result.outcome.winners; }
  Choices operator()(const PointsCount& result) const { return result.outcome.winners; }
  Choices operator()(const StarCount& result) const { return result.outcome.winners; }
  Choices operator()(const PairwiseCount& result) const {
    return result.outcome ? result.outcome->winners : Choices();
  }
  Choices operator()(const ListsCount& result) const {
    Choices all;
    for (const Outcome& list : result.elected) {
      all.insert(all.end(), list.winners.begin(), list.winners.end());
    }
    return all;
  }
  Choices operator()(const IrvCount& result) const {
    return result.winner ? Choices{*result.winner} : Choices();
  }
  Choices operator()(const StvCount& result) const { return result.elected; }
};

struct WhoIsTied {
  Choices operator()(const VotesCount& result) const { return result.outcome.tied; }
  Choices operator()(const PointsCount& result) const { return result.outcome.tied; }
  Choices operator()(const StarCount& result) const { return result.outcome.tied; }
  Choices operator()(const PairwiseCount& result) const {
    return result.outcome ? result.outcome->tied : Choices();
  }
  Choices operator()(const ListsCount& result) const {
    return result.elected.empty() ? result.seats.tied : Choices();
  }
  Choices operator()(const IrvCount& result) const {
    return result.ending == IrvEnding::Won ? Choices() : result.tied;
  }
  Choices operator()(const StvCount& result) const {
    return result.ending == StvEnding::NeedsLot ? result.tied : Choices();
  }
};

class MarginFinder {
 public:
  MarginFinder(const CountInput& input, const ContestCount& result)
      : input_(input), result_(result) {}

  CountMargins find() {
    std::visit(*this, result_.rule.method);
    return std::move(margins_);
  }

  void operator()(const MostVotesRule&) { between(result_.tally.votes); }
  void operator()(const CumulativeRule&) { between(result_.tally.votes); }
  void operator()(const ShareRule& rule) { to_share(rule.needed); }
  void operator()(const RunoffRule& rule) {
    to_share(rule.needed);
    const auto& outcome = std::get<VotesCount>(result_.counted).outcome;
    if (outcome.decision == Decision::Runoff) {
      margins_.between = votes_margin(result_.tally.votes, rule.advance);
    }
  }
  void operator()(const PositionsRule&) { between(points()); }
  void operator()(const ScoresRule&) { between(points()); }
  void operator()(const StarRule&) {
    const auto& star = std::get<StarCount>(result_.counted);
    if (star.finalists.size() != 2 || star.outcome.winners.empty()) {
      margins_.none = "nobody won an automatic runoff";
      return;
    }
    const bool first = star.outcome.winners[0] == star.finalists[0];
    const VoteCount ahead = first ? star.first_preferred - star.second_preferred
                                  : star.second_preferred - star.first_preferred;
    margins_.closest =
        CountMargins::Closest{star.finalists[first ? 0 : 1], star.finalists[first ? 1 : 0], ahead};
  }
  void operator()(const PairwiseRule&) {
    const auto& counted = std::get<PairwiseCount>(result_.counted);
    if (!counted.condorcet) {
      margins_.none =
          "nobody is preferred to every other, and how many ballots would change who "
          "wins a cycle is not worked out";
      return;
    }
    const ChoiceIndex winner = *counted.condorcet;
    for (std::size_t i = 0; i < counted.pairwise.choices(); ++i) {
      const auto other = static_cast<ChoiceIndex>(i);
      if (other == winner) continue;
      const VoteCount ahead =
          counted.pairwise.prefer(winner, other) - counted.pairwise.prefer(other, winner);
      if (margins_.closest && margins_.closest->ballots <= ahead) continue;
      margins_.closest = CountMargins::Closest{winner, other, ahead};
    }
    if (!margins_.closest) margins_.none = "nobody else stands";
  }
  void operator()(const ListsRule&) {
    margins_.none = "how many votes would move a seat is not worked out";
  }
  void operator()(const IrvRules& rules) {
    margins_.runoff = irv_margin(input_.profile, rules);
    if (!margins_.runoff) {
      margins_.none =
          "nobody has won for certain, or the rules read a ballot in a way that the "
          "search does not follow (docs/math/irv-margin.md)";
    }
  }
  void operator()(const StvRules&) { margins_.none = kNoStvMargin; }
  void operator()(const OrderedStvRules&) { margins_.none = kNoStvMargin; }

 private:
  static constexpr const char* kNoStvMargin =
      "no method is known that gives the margin of several seats exactly";

  [[nodiscard]] const ChoiceVotes& points() const {
    return std::get<PointsCount>(result_.counted).points;
  }

  void between(const ChoiceVotes& votes) {
    margins_.between = votes_margin(votes, result_.places);
    if (!margins_.between) margins_.none = "no more choices have votes than there are places";
  }

  void to_share(const ShareNeeded& needed) {
    for (std::size_t i = 0; i < result_.tally.votes.size(); ++i) {
      const auto votes = share_margin(result_.tally.votes[i], result_.tally.total, needed);
      if (votes) margins_.to_share.push_back({static_cast<ChoiceIndex>(i), *votes});
    }
    if (margins_.to_share.empty()) margins_.none = "no number of votes changes who has the share";
  }

  const CountInput& input_;
  const ContestCount& result_;
  CountMargins margins_;
};

}  // namespace

std::string why_not(const CountInput& input, const Rule& rule) {
  if (needs_ranks(rule.method) && input.profile.contest().ranks == 0) {
    return "its choices are not ranked";
  }
  const bool scores = std::holds_alternative<ScoresRule>(rule.method) ||
                      std::holds_alternative<StarRule>(rule.method);
  if (scores && input.profile.contest().ranks > 0) return "its choices are ranked, not scored";
  if (std::holds_alternative<OrderedStvRules>(rule.method) && input.ballots == nullptr) {
    return "the order of its ballots is not known";
  }
  return {};
}

ContestCount count_contest(const CountInput& input, const Rule& rule,
                           std::span<const ChoiceIndex> drawn) {
  RECANVASS_CHECK(why_not(input, rule).empty());
  Lots lots;
  ContestCount result = Counter(input, rule, lots).run();
  for (const ChoiceIndex choice : drawn) {
    const Choices tied = tied_of(result);
    if (std::ranges::find(tied, choice) == tied.end()) break;
    lots.push_back({tied, choice});
    result = Counter(input, rule, lots).run();
  }
  const auto* irv = std::get_if<IrvCount>(&result.counted);
  if (irv != nullptr && irv->ending == IrvEnding::TiedForElimination) {
    result.may_win = irv_winners_by_lot(input.profile, std::get<IrvRules>(rule.method),
                                        lots_followed_max(input.profile), lots);
  }
  result.lots = std::move(lots);
  return result;
}

std::optional<ChoiceIndex> irv_winner_whatever_the_lot(const ContestCount& result) {
  const auto* irv = std::get_if<IrvCount>(&result.counted);
  if (irv == nullptr) return std::nullopt;
  if (irv->ending == IrvEnding::Won) return irv->winner;
  const bool sure = result.may_win && result.may_win->size() == 1;
  return sure ? std::optional(result.may_win->front()) : std::nullopt;
}

int lots_followed_max(const Profile& profile) {
  constexpr std::size_t kCountsMax = 1000;
  constexpr std::size_t kCountsMin = 20;
  constexpr std::size_t kWork = 200'000'000;  // markings looked at, in all rounds of all counts
  const std::size_t one = std::max<std::size_t>(1, profile.size() * profile.choices());
  return static_cast<int>(std::clamp(kWork / one, kCountsMin, kCountsMax));
}

Choices winners_of(const ContestCount& result) { return std::visit(WhoWon(), result.counted); }

Choices tied_of(const ContestCount& result) { return std::visit(WhoIsTied(), result.counted); }

CountMargins margins_of(const CountInput& input, const ContestCount& result) {
  return MarginFinder(input, result).find();
}

CardPath path_of_card(const CountInput& input, const ContestCount& result,
                      const election::MarkingView& marking, std::optional<std::size_t> ballot) {
  CardPath path{marking.state, {marking.marks.begin(), marking.marks.end()}, {}, {}, {}};
  const Method& method = result.rule.method;
  if (const auto* irv = std::get_if<IrvRules>(&method)) {
    path.rounds = path_of(marking.state, marking.marks, *irv, std::get<IrvCount>(result.counted));
    return path;
  }
  if (const auto* ordered = std::get_if<OrderedStvRules>(&method)) {
    RECANVASS_CHECK(input.ballots != nullptr && ballot.has_value());
    path.stages =
        ordered_stv_path_of(*input.ballots, result.places, *ordered, result.lots, *ballot);
    return path;
  }
  if (const auto* stv = std::get_if<StvRules>(&method)) {
    for (std::size_t line = 0; line < input.profile.size(); ++line) {
      const Profile::Line one = input.profile.at(line);
      if (one.state != marking.state || !std::ranges::equal(one.marks, marking.marks)) continue;
      path.stages = stv_path_of(input.profile, result.places, *stv, result.lots, line);
      break;
    }
    return path;
  }
  Profile alone(input.profile.contest());
  alone.add(marking.state, marking.marks, election::CardCount(1));
  const ContestCount one = count_contest({alone, nullptr, input.lists}, result.rule);
  const auto* points = std::get_if<PointsCount>(&one.counted);
  const auto* star = std::get_if<StarCount>(&one.counted);
  path.gives = points != nullptr ? points->points
               : star != nullptr ? star->scores
                                 : one.tally.votes;
  return path;
}

}  // namespace recanvass::tabulate
