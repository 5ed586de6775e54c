#include "law/threshold.h"

#include "law/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::law {
namespace {

using base::Rational;

constexpr const char* kMarginMissing = "the difference in votes";
constexpr const char* kAskerMissing = "how many votes the petitioner has";

/// What is known of the total that a share is taken of.
struct BaseKnown {
  std::optional<Rational> exact;
  Rational at_least{1};
  std::optional<Rational> at_most;
};

/// The largest margin within a limit, between two bounds. No `high`: not bounded by what is known.
struct LimitVotes {
  std::int64_t low = -1;
  std::optional<std::int64_t> high = -1;
};

BaseKnown exactly(std::int64_t number) {
  const Rational value{std::max<std::int64_t>(number, 0)};
  return {value, value, value};
}

BaseKnown total_known(const Figures& figures) {
  if (figures.total) return exactly(figures.total->value());
  BaseKnown known;
  known.at_least = Rational{figures.total_at_least.value()};
  if (figures.ballots) {
    known.at_most = Rational{(*figures.ballots * figures.seats.value()).value()};
  }
  return known;
}

/// The difference, or the least that it can be.
std::optional<election::VoteCount> least_behind(const Figures& figures) {
  return figures.behind ? figures.behind : figures.behind_at_least;
}

BaseKnown part_of_total(std::optional<std::int64_t> part, const Figures& figures) {
  if (part) return exactly(*part);
  BaseKnown known;
  known.at_least = Rational{1};
  if (const auto behind = least_behind(figures); behind && behind->value() > 0) {
    known.at_least = Rational{behind->value()};
  }
  known.at_most = total_known(figures).at_most;
  return known;
}

BaseKnown two_known(const Figures& figures) {
  std::optional<std::int64_t> sum;
  if (figures.leader && figures.other) sum = (*figures.leader + *figures.other).value();
  BaseKnown known = part_of_total(sum, figures);
  if (!sum && figures.leader && figures.leader->value() > 0) {
    const auto other = figures.other_at_most.value_or(*figures.leader);
    known.at_least = Rational{figures.leader->value()};
    known.at_most = Rational{(*figures.leader + other).value()};
  }
  return known;
}

std::optional<std::int64_t> number_of(const std::optional<election::VoteCount>& votes) {
  return votes ? std::optional<std::int64_t>{votes->value()} : std::nullopt;
}

BaseKnown base_known(MarginBase base, const Figures& figures) {
  switch (base) {
    case MarginBase::VotesForOffice:
    case MarginBase::VotesInTowns:
    case MarginBase::VotesWithWriteIns: return total_known(figures);
    case MarginBase::TopTwo: return two_known(figures);
    case MarginBase::Winner: return part_of_total(number_of(figures.winner), figures);
    case MarginBase::LowestWinner: return part_of_total(number_of(figures.leader), figures);
    case MarginBase::VotesPerSeat: {
      BaseKnown known = total_known(figures);
      const Rational seats{figures.seats.value()};
      if (known.exact) known.exact = *known.exact / seats;
      known.at_least = known.at_least / seats;
      if (known.at_most) known.at_most = *known.at_most / seats;
      return known;
    }
    case MarginBase::BallotsCast: {
      if (figures.ballots) return exactly(figures.ballots->value());
      BaseKnown known;
      known.at_least = total_known(figures).at_least / Rational{figures.seats.value()};
      return known;
    }
  }
  return {};
}

bool is_upper(Comparison comparison) {
  return comparison == Comparison::AtMost || comparison == Comparison::Below;
}

const char* comparison_words(Comparison comparison) {
  switch (comparison) {
    case Comparison::AtMost: return "at most";
    case Comparison::Below: return "less than";
    case Comparison::AtLeast: return "at least";
    case Comparison::Above: return "more than";
  }
  return "";
}

/// number <comparison> bound, where the bound is known only to lie between two values.
Verdict compare(const Rational& number, Comparison comparison, const Rational& low,
                const std::optional<Rational>& high) {
  switch (comparison) {
    case Comparison::AtMost:
      if (number <= low) return Verdict::Yes;
      return high && number > *high ? Verdict::No : Verdict::Unknown;
    case Comparison::Below:
      if (number < low) return Verdict::Yes;
      return high && number >= *high ? Verdict::No : Verdict::Unknown;
    case Comparison::AtLeast:
      if (number < low) return Verdict::No;
      return high && number >= *high ? Verdict::Yes : Verdict::Unknown;
    case Comparison::Above:
      if (number <= low) return Verdict::No;
      return high && number > *high ? Verdict::Yes : Verdict::Unknown;
  }
  return Verdict::Unknown;
}

std::int64_t largest_within(const Rational& bound, Comparison comparison) {
  return comparison == Comparison::Below ? bound.ceil() - 1 : bound.floor();
}

/// The difference <comparison> a bound that is known only to lie between two values. A difference
/// that is itself known only so is within, or is not, where both its ends agree.
Verdict compare_behind(const Figures& figures, Comparison comparison, const Rational& low,
                       const std::optional<Rational>& high) {
  if (figures.behind) return compare(Rational{figures.behind->value()}, comparison, low, high);
  const Rational least{figures.behind_at_least->value()};
  const Verdict at_least = compare(least, comparison, low, high);
  Verdict at_most = Verdict::Unknown;
  if (figures.behind_at_most) {
    at_most = compare(Rational{figures.behind_at_most->value()}, comparison, low, high);
  } else if (high) {
    at_most = verdict_of(!is_upper(comparison));
  }
  return at_least == at_most ? at_least : Verdict::Unknown;
}

std::string behind_words(const Figures& figures) {
  const std::string votes = base::counted(least_behind(figures)->value(), "vote", "votes");
  return figures.behind ? votes : "at least " + votes;
}

/// "22,617 votes are 0.7601% of 2,975,753 (all votes for the office)", to as many digits as show on
/// which side of the rule's share it is.
std::string share_words(const MarginShare& limb, const Figures& figures, const Rational& whole) {
  const std::int64_t behind = least_behind(figures)->value();
  const char* verb = !figures.behind ? "," : behind == 1 ? " is" : " are";
  return fmt::format("{}{} {} of {} ({})", behind_words(figures), verb,
                     share_text(behind, whole, limb.share), grouped(whole.floor()),
                     words_of(limb.base));
}

/// The whole votes that a comparison with a bound comes to: "at most 2,100 votes".
std::string votes_at(Comparison comparison, const Rational& bound) {
  const bool upper = is_upper(comparison);
  const bool whole_above = comparison == Comparison::AtLeast;
  const std::int64_t votes = upper         ? largest_within(bound, comparison)
                             : whole_above ? bound.ceil()
                                           : bound.floor() + 1;
  return (upper ? "at most " : "at least ") + base::counted(votes, "vote", "votes");
}

/// A limb's verdict with the margins it lets through.
struct LimbFinding {
  Verdict verdict = Verdict::Unknown;
  bool upper = true;
  LimitVotes limit;
  std::string words;
  std::string missing;
};

LimbFinding find_share(const MarginShare& limb, const Figures& figures) {
  const BaseKnown known = base_known(limb.base, figures);
  const Rational low = limb.share * known.at_least;
  std::optional<Rational> high;
  if (known.at_most) high = limb.share * *known.at_most;
  LimbFinding found;
  found.upper = is_upper(limb.comparison);
  found.limit.low = largest_within(low, limb.comparison);
  found.limit.high = std::nullopt;
  if (high) found.limit.high = largest_within(*high, limb.comparison);
  std::string rule =
      fmt::format("{} {}", comparison_words(limb.comparison), base::percent_text(limb.share));
  if (!least_behind(figures)) {
    found.missing = kMarginMissing;
    found.words = fmt::format("the rule says {} of {}", rule, words_of(limb.base));
    return found;
  }
  found.verdict = compare_behind(figures, limb.comparison, low, high);
  const bool open = found.verdict == Verdict::Unknown;
  if (open) found.missing = figures.behind ? words_of(limb.base) : kAskerMissing;
  if (known.exact && known.exact->numerator() > 0) {
    // Where four decimals do not tell the share from the rule's, the votes that it comes to do.
    if (needs_more_digits(least_behind(figures)->value(), *known.exact, limb.share)) {
      rule += ", here " + votes_at(limb.comparison, low);
    }
    found.words =
        fmt::format("{}; the rule says {}", share_words(limb, figures, *known.exact), rule);
    return found;
  }
  found.words = fmt::format(
      "{}; the rule says {} of {}, {}", behind_words(figures), rule, words_of(limb.base),
      open ? "a number that is not known" : "and what is known of that number decides it");
  return found;
}

bool is_tie(const MarginVotes& limb) {
  return limb.votes.value() == 0 && limb.comparison == Comparison::AtMost;
}

LimbFinding find_votes(const MarginVotes& limb, const Figures& figures) {
  const Rational bound{limb.votes.value()};
  LimbFinding found;
  found.upper = is_upper(limb.comparison);
  found.limit.low = largest_within(bound, limb.comparison);
  found.limit.high = found.limit.low;
  const std::string rule = is_tie(limb) ? "only an exact tie"
                                        : fmt::format("{} {}", comparison_words(limb.comparison),
                                                      grouped(limb.votes.value()));
  if (!least_behind(figures)) {
    found.missing = kMarginMissing;
    found.words = "the rule says " + rule;
    return found;
  }
  found.verdict = compare_behind(figures, limb.comparison, bound, bound);
  if (found.verdict == Verdict::Unknown) found.missing = kAskerMissing;
  found.words = fmt::format("{}; the rule says {}", behind_words(figures), rule);
  return found;
}

LimbFinding find_limb(const Limb& limb, const Figures& figures) {
  if (const auto* share = std::get_if<MarginShare>(&limb)) return find_share(*share, figures);
  return find_votes(std::get<MarginVotes>(limb), figures);
}

bool holds_like_and(Combination combination) {
  return combination == Combination::And || combination == Combination::Lesser;
}

LimitVotes smaller(const LimitVotes& left, const LimitVotes& right) {
  LimitVotes limit{std::min(left.low, right.low), left.high ? left.high : right.high};
  if (left.high && right.high) limit.high = std::min(*left.high, *right.high);
  return limit;
}

LimitVotes larger(const LimitVotes& left, const LimitVotes& right) {
  LimitVotes limit{std::max(left.low, right.low), std::nullopt};
  if (left.high && right.high) limit.high = std::max(*left.high, *right.high);
  return limit;
}

const char* joiner(Combination combination) {
  return holds_like_and(combination) ? "; and " : "; or ";
}

std::string guard_words(const Guard& guard) {
  switch (guard.what) {
    case Guard::What::TotalVotes:
      return fmt::format("{} {} votes in all", comparison_words(guard.comparison),
                         grouped(guard.number));
    case Guard::What::BallotsCast:
      return fmt::format("{} {} ballots cast", comparison_words(guard.comparison),
                         grouped(guard.number));
    case Guard::What::RecountFundUsd:
      return fmt::format("{} ${} in the state's recount fund", comparison_words(guard.comparison),
                         grouped(guard.number));
    case Guard::What::MeasureDefeated: return "a measure that was defeated";
    case Guard::What::OneSeatOrNonpartisan:
      return "no partisan office to which several are elected";
    case Guard::What::WriteInCompared: return "a write-in candidate involved";
  }
  return "";
}

/// A known total against the guard's number: the sides of compare() are turned round.
Verdict compare_total(const BaseKnown& known, const Guard& guard) {
  const Rational number{guard.number};
  switch (guard.comparison) {
    case Comparison::AtMost:
      return compare(number, Comparison::AtLeast, known.at_least, known.at_most);
    case Comparison::Below:
      return compare(number, Comparison::Above, known.at_least, known.at_most);
    case Comparison::AtLeast:
      return compare(number, Comparison::AtMost, known.at_least, known.at_most);
    case Comparison::Above:
      return compare(number, Comparison::Below, known.at_least, known.at_most);
  }
  return Verdict::Unknown;
}

Verdict guard_verdict(const Guard& guard, const Figures& figures, std::string& missing) {
  Verdict verdict = Verdict::Unknown;
  switch (guard.what) {
    case Guard::What::TotalVotes:
      missing = "all votes for the office";
      verdict = compare_total(base_known(MarginBase::VotesForOffice, figures), guard);
      break;
    case Guard::What::BallotsCast:
      missing = "ballots cast";
      verdict = compare_total(base_known(MarginBase::BallotsCast, figures), guard);
      break;
    case Guard::What::RecountFundUsd: missing = "how much the state's recount fund holds"; break;
    case Guard::What::MeasureDefeated:
      missing = "whether the measure was defeated";
      if (figures.measure_defeated) verdict = verdict_of(*figures.measure_defeated);
      break;
    case Guard::What::OneSeatOrNonpartisan:
      missing = "whether the office is partisan";
      if (figures.seats.value() == 1) verdict = Verdict::Yes;
      break;
    case Guard::What::WriteInCompared: verdict = verdict_of(figures.write_in_compared); break;
  }
  if (verdict != Verdict::Unknown) missing.clear();
  return verdict;
}

void note_missing(std::vector<std::string>& missing, const std::string& what) {
  if (what.empty() || std::find(missing.begin(), missing.end(), what) != missing.end()) return;
  missing.push_back(what);
}

struct LimitFinding {
  Finding finding;
  LimitVotes votes;
};

LimitFinding find_limit(const Limit& limit, const Figures& figures) {
  LimitFinding result;
  Finding& finding = result.finding;
  finding.verdict = Verdict::Yes;
  for (const Guard& guard : limit.guards) {
    std::string missing;
    const Verdict verdict = guard_verdict(guard, figures, missing);
    finding.verdict = both(finding.verdict, verdict);
    note_missing(finding.missing, missing);
    if (verdict != Verdict::Yes) {
      finding.words += (finding.words.empty() ? "" : "; ") +
                       fmt::format("{}: {}", guard_words(guard),
                                   verdict == Verdict::No ? "not so here" : "not known");
    }
  }
  if (finding.verdict == Verdict::No) return result;
  const bool guards_hold = finding.verdict == Verdict::Yes;
  std::optional<Verdict> limbs;
  std::optional<LimitVotes> votes;
  std::string words;
  for (const Limb& limb : limit.limbs) {
    const LimbFinding found = find_limb(limb, figures);
    const bool like_and = holds_like_and(limit.combination);
    limbs = !limbs     ? found.verdict
            : like_and ? both(*limbs, found.verdict)
                       : either(*limbs, found.verdict);
    if (found.upper) {
      votes = !votes     ? found.limit
              : like_and ? smaller(*votes, found.limit)
                         : larger(*votes, found.limit);
    }
    note_missing(finding.missing, found.missing);
    words += (words.empty() ? "" : joiner(limit.combination)) + found.words;
  }
  if (!words.empty()) finding.words += (finding.words.empty() ? "" : "; ") + words;
  if (limbs) finding.verdict = both(finding.verdict, *limbs);
  finding.unlimited = guards_hold && !votes;
  result.votes = votes.value_or(LimitVotes{-1, std::nullopt});
  if (!guards_hold) result.votes.low = -1;
  if (finding.verdict != Verdict::Unknown) finding.missing.clear();
  return result;
}

void settle_votes(Finding& finding, const LimitVotes& votes) {
  if (finding.unlimited || !votes.high || votes.low != *votes.high || votes.low < 0) return;
  finding.limit_votes = election::VoteCount{votes.low};
}

bool guards_fail(const Limit& limit, const Figures& figures) {
  return std::any_of(limit.guards.begin(), limit.guards.end(), [&](const Guard& guard) {
    std::string missing;
    return guard_verdict(guard, figures, missing) == Verdict::No;
  });
}

/// The words of a tier's alternatives: the one that holds, else those that could have held. Limits
/// about other contests, whose guards do not hold here, are named only where nothing else is.
class LimitWords {
 public:
  void add(const Limit& limit, const Finding& found, bool not_applicable) {
    const std::string words =
        found.words.empty() && limit.limbs.empty() ? guards_text(limit) : found.words;
    if (found.verdict == Verdict::Yes && deciding_.empty()) deciding_ = words;
    std::string& list = not_applicable ? passed_over_ : applicable_;
    list += (list.empty() ? "" : "; or ") + words;
  }
  [[nodiscard]] std::string text() const {
    if (!deciding_.empty()) return deciding_;
    return applicable_.empty() ? passed_over_ : applicable_;
  }

 private:
  static std::string guards_text(const Limit& limit) {
    std::vector<std::string> guards;
    for (const Guard& guard : limit.guards) guards.push_back(guard_words(guard));
    return "any margin with " + listed(guards, "and");
  }

  std::string deciding_;
  std::string applicable_;
  std::string passed_over_;
};

/// Between the margins that are surely within and those that are surely not, the record does not
/// say; so the largest margin within is not known either.
void weigh_unsure(const Tier& tier, const Figures& figures, Finding& finding) {
  if (finding.verdict == Verdict::Yes) {
    finding.missing.clear();
    return;
  }
  Verdict within = Verdict::No;
  for (const Limit& limit : tier.unsure) {
    within = either(within, find_limit(limit, figures).finding.verdict);
  }
  if (within == Verdict::No) {
    finding.verdict = Verdict::No;
    finding.missing.clear();
    return;
  }
  finding.verdict = Verdict::Unknown;
  finding.words += (finding.words.empty() ? "" : "; ") + tier.unsure_words;
  if (within == Verdict::Yes) finding.missing.clear();
  note_missing(finding.missing, tier.unsure_words);
}

Finding find_tier_as_known(const Tier& tier, const Figures& figures) {
  Finding finding;
  switch (tier.reach) {
    case Tier::Reach::Never:
      finding.verdict = Verdict::No;
      finding.words = fmt::format("none {}", words_of(tier.scope));
      return finding;
    case Tier::Reach::AnyMargin:
      finding.verdict = Verdict::Yes;
      finding.unlimited = true;
      finding.words = "any margin";
      return finding;
    case Tier::Reach::WithinLimits: break;
  }
  finding.verdict = Verdict::No;
  LimitVotes votes;
  LimitWords words;
  for (const Limit& limit : tier.any_of) {
    const LimitFinding found = find_limit(limit, figures);
    finding.verdict = either(finding.verdict, found.finding.verdict);
    finding.unlimited = finding.unlimited || found.finding.unlimited;
    votes = larger(votes, found.votes);
    for (const auto& missing : found.finding.missing) note_missing(finding.missing, missing);
    words.add(limit, found.finding, guards_fail(limit, figures));
  }
  finding.words = words.text();
  if (!tier.unsure.empty()) {
    weigh_unsure(tier, figures, finding);
    return finding;
  }
  if (finding.verdict != Verdict::Unknown) finding.missing.clear();
  settle_votes(finding, votes);
  return finding;
}

/// Totals of all votes at which what a limit says can change: at, just below and just above each
/// number that a guard or a share compares with them.
void add_turning_points(const Limit& limit, const Figures& figures,
                        std::set<std::int64_t>& points) {
  const auto add = [&](const Rational& total) {
    for (const std::int64_t point :
         {total.floor() - 1, total.floor(), total.ceil(), total.ceil() + 1})
      points.insert(point);
  };
  const Rational seats{figures.seats.value()};
  for (const Guard& guard : limit.guards) {
    add(Rational{guard.number});
    add(Rational{guard.number} * seats);
  }
  for (const Limb& limb : limit.limbs) {
    const auto* share = std::get_if<MarginShare>(&limb);
    if (share == nullptr || share->share.numerator() == 0) continue;
    for (const auto& behind : {least_behind(figures), figures.behind_at_most}) {
      if (!behind) continue;
      const Rational met = Rational{behind->value()} / share->share;
      add(met);
      add(met * seats);
    }
  }
}

/// Alternatives that share an unknown total can settle between them what none settles alone: the
/// answer is known where every possible total gives the same one.
void settle_by_totals(const Tier& tier, const Figures& figures, Finding& finding) {
  const BaseKnown known = total_known(figures);
  const std::int64_t least = known.at_least.ceil();
  std::optional<std::int64_t> most;
  if (known.at_most) most = known.at_most->floor();
  std::set<std::int64_t> points{least};
  for (const auto* limits : {&tier.any_of, &tier.unsure}) {
    for (const Limit& limit : *limits) add_turning_points(limit, figures, points);
  }
  std::optional<Verdict> everywhere;
  for (const std::int64_t total : points) {
    if (total < least || (most && total > *most)) continue;
    Figures supposed = figures;
    supposed.total = election::VoteCount{total};
    const Verdict verdict = find_tier_as_known(tier, supposed).verdict;
    if (verdict == Verdict::Unknown || (everywhere && *everywhere != verdict)) return;
    everywhere = verdict;
  }
  if (!everywhere) return;
  finding.verdict = *everywhere;
  finding.missing.clear();
  finding.words += fmt::format("; with every number of all votes from {} {} the answer is the same",
                               grouped(least), most ? "to " + grouped(*most) : std::string("on"));
}

Finding find_tier(const Tier& tier, const Figures& figures) {
  Finding finding = find_tier_as_known(tier, figures);
  if (finding.verdict == Verdict::Unknown && !figures.total) {
    settle_by_totals(tier, figures, finding);
  }
  return finding;
}

std::string limb_words(const Limb& limb) {
  if (const auto* share = std::get_if<MarginShare>(&limb)) {
    return fmt::format("{} of {}", base::percent_text(share->share), words_of(share->base));
  }
  const std::int64_t votes = std::get<MarginVotes>(limb).votes.value();
  return grouped(votes) + (votes == 1 ? " vote" : " votes");
}

Comparison comparison_of(const Limb& limb) {
  return std::visit([](const auto& any) { return any.comparison; }, limb);
}

std::string limbs_words(const Limit& limit) {
  const bool same = std::all_of(limit.limbs.begin(), limit.limbs.end(), [&](const Limb& limb) {
    return comparison_of(limb) == comparison_of(limit.limbs[0]);
  });
  const bool ranked = limit.limbs.size() > 1 && (limit.combination == Combination::Lesser ||
                                                 limit.combination == Combination::Greater);
  std::string text = "a margin of ";
  for (std::size_t i = 0; i < limit.limbs.size(); ++i) {
    const bool and_word = limit.combination == Combination::And || ranked;
    if (i > 0) text += and_word ? " and " : " or ";
    if (i == 0 || !same || !ranked) {
      text += std::string(comparison_words(comparison_of(limit.limbs[i]))) + " ";
    }
    if (i == 0 && ranked) {
      text += limit.combination == Combination::Lesser ? "the lesser of " : "the greater of ";
    }
    text += limb_words(limit.limbs[i]);
  }
  return text;
}

/// Who asks without figures of his own is neither of the two compared: no nearer to the leader than
/// the runner-up, and with no more votes than all others leave.
void bound_asker(const Facts& facts, Figures& figures) {
  const Facts::Petitioner& petitioner = *facts.petitioner;
  figures.behind.reset();
  figures.other.reset();
  const bool one_seat = facts.seats.value() == 1;
  std::optional<election::VoteCount> most = petitioner.votes_at_most;
  const auto bound = [&](election::VoteCount votes) {
    votes = std::max(votes, election::VoteCount{0});
    most = most ? std::min(*most, votes) : votes;
  };
  if (facts.leader_votes && facts.runner_up_votes) {
    if (one_seat) bound(*facts.runner_up_votes);
    if (facts.total_votes) {
      bound(*facts.total_votes - *facts.leader_votes - *facts.runner_up_votes);
    }
  }
  figures.other_at_most = most;
  figures.behind_at_most = facts.leader_votes;
  if (!facts.reported_margin && !facts.leader_votes) return;
  election::VoteCount least{0};
  if (one_seat && facts.reported_margin) least = *facts.reported_margin;
  if (facts.leader_votes && most) least = std::max(least, *facts.leader_votes - *most);
  figures.behind_at_least = least;
}

void enter_asker(const Facts& facts, Figures& figures) {
  const Facts::Petitioner& petitioner = *facts.petitioner;
  std::optional<election::VoteCount> behind = petitioner.behind_leader;
  if (!behind && petitioner.votes && facts.leader_votes) {
    behind = *facts.leader_votes - *petitioner.votes;
  }
  const bool is_of_the_two = petitioner.place > 0 && petitioner.place <= facts.seats.value() + 1;
  if (!behind) {
    if (!is_of_the_two) bound_asker(facts, figures);
    return;
  }
  // Someone who leads is compared with the runner-up like everybody else.
  if (behind->value() > 0) {
    figures.behind = *behind;
    figures.other = petitioner.votes;
  }
}

}  // namespace

Figures figures_of(const Facts& facts, Asker asker) {
  Figures figures;
  figures.behind = facts.reported_margin;
  figures.leader = facts.leader_votes;
  figures.other = facts.runner_up_votes;
  figures.winner = facts.winner_votes;
  if (!figures.winner && facts.seats.value() == 1) figures.winner = facts.leader_votes;
  figures.total = facts.total_votes;
  figures.ballots = facts.ballots_cast;
  figures.seats = facts.seats;
  figures.measure_defeated = facts.measure_defeated;
  figures.write_in_compared = facts.write_in_compared;
  std::int64_t at_least = 1;
  if (facts.reported_margin) at_least = std::max(at_least, facts.reported_margin->value());
  if (facts.leader_votes && facts.runner_up_votes) {
    at_least = std::max(at_least, (*facts.leader_votes + *facts.runner_up_votes).value());
  }
  if (facts.total_votes_at_least)
    at_least = std::max(at_least, facts.total_votes_at_least->value());
  figures.total_at_least = election::VoteCount{at_least};
  if (asker == Asker::Petitioner && facts.petitioner) enter_asker(facts, figures);
  return figures;
}

Finding find(const Limit& limit, const Figures& figures) {
  LimitFinding found = find_limit(limit, figures);
  settle_votes(found.finding, found.votes);
  return found.finding;
}

Finding find(const std::vector<Tier>& tiers, const Facts& facts, Asker asker) {
  const Figures figures = figures_of(facts, asker);
  std::optional<Finding> chosen;
  bool open = false;
  const auto take = [&](const Finding& found) {
    if (!chosen) {
      chosen = found;
    } else if (chosen->verdict != found.verdict || chosen->limit_votes != found.limit_votes) {
      if (chosen->verdict != found.verdict) chosen->verdict = Verdict::Unknown;
      chosen->limit_votes.reset();
      chosen->unlimited = false;
      chosen->words += "; or, for another class of office, " +
                       (found.words.empty() ? std::string("no rule") : found.words);
      note_missing(chosen->missing, "which class of office it is: the rule differs");
    }
  };
  for (const Tier& tier : tiers) {
    const Verdict covered = covers(tier.scope, facts);
    if (covered == Verdict::No) continue;
    take(find_tier(tier, figures));
    open = covered == Verdict::Unknown;
    if (!open) break;
  }
  if (!chosen || open) {
    Finding none;
    none.verdict = Verdict::No;
    take(none);
  }
  return *chosen;
}

void add_shares(const std::vector<Tier>& tiers, const Facts& facts,
                std::vector<ShareOfBase>& shares) {
  const Figures figures = figures_of(facts, Asker::RunnerUp);
  if (!figures.behind) return;
  const auto add = [&](const MarginShare& limb) {
    const std::string base = name_of(limb.base);
    for (const ShareOfBase& known : shares) {
      if (known.base == base) return;
    }
    const BaseKnown known = base_known(limb.base, figures);
    std::optional<election::VoteCount> whole;
    if (known.exact) whole = election::VoteCount{known.exact->floor()};
    shares.push_back({base, words_of(limb.base), *figures.behind, whole});
  };
  for (const Tier& tier : tiers) {
    if (covers(tier.scope, facts) == Verdict::No) continue;
    for (const Limit& limit : tier.any_of) {
      for (const Limb& limb : limit.limbs) {
        if (const auto* share = std::get_if<MarginShare>(&limb)) add(*share);
      }
    }
  }
}

std::string name_of(MarginBase base) {
  switch (base) {
    case MarginBase::VotesForOffice: return "total_office";
    case MarginBase::TopTwo: return "top_two";
    case MarginBase::Winner: return "winner";
    case MarginBase::LowestWinner: return "winner_lowest_elected";
    case MarginBase::VotesPerSeat: return "total_office_div_seats";
    case MarginBase::BallotsCast: return "ballots_cast";
    case MarginBase::VotesInTowns: return "total_in_towns_of_office";
    case MarginBase::VotesWithWriteIns: return "total_office_incl_writein";
  }
  return "";
}

std::string words_of(MarginBase base) {
  switch (base) {
    case MarginBase::VotesForOffice: return "all votes for the office";
    case MarginBase::TopTwo: return "the votes of the two compared";
    case MarginBase::Winner: return "the winner's votes";
    case MarginBase::LowestWinner: return "the votes of the winner with the fewest";
    case MarginBase::VotesPerSeat: return "all votes divided by the seats";
    case MarginBase::BallotsCast: return "ballots cast";
    case MarginBase::VotesInTowns: return "votes in the towns of the office";
    case MarginBase::VotesWithWriteIns: return "all votes, irregular ballots included";
  }
  return "";
}

std::string words_of(const Limit& limit) {
  std::vector<std::string> guards;
  for (const Guard& guard : limit.guards) guards.push_back(guard_words(guard));
  if (limit.limbs.empty()) return "any margin with " + listed(guards, "and");
  std::string text = limbs_words(limit);
  if (limit.limbs.size() == 1) {
    if (const auto* votes = std::get_if<MarginVotes>(&limit.limbs[0]);
        votes != nullptr && is_tie(*votes)) {
      text = "an exact tie";
    }
  }
  if (!guards.empty()) text += ", with " + listed(guards, "and");
  return text;
}

std::string words_of(const Tier& tier) {
  const std::string scope = words_of(tier.scope);
  std::string text;
  switch (tier.reach) {
    case Tier::Reach::Never: text = "never"; break;
    case Tier::Reach::AnyMargin: text = "at any margin"; break;
    case Tier::Reach::WithinLimits:
      for (const Limit& limit : tier.any_of)
        text += (text.empty() ? "" : "; or ") + words_of(limit);
      if (!tier.unsure.empty()) {
        text += fmt::format(" ({})", tier.unsure_words);
      }
      break;
  }
  return scope.empty() ? text : scope + ": " + text;
}

std::string words_of(const std::vector<Tier>& tiers) {
  std::string text;
  for (const Tier& tier : tiers) text += (text.empty() ? "" : ". ") + words_of(tier);
  return text;
}

}  // namespace recanvass::law
