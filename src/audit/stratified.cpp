#include "audit/stratified.h"

#include "audit/reported_parts.h"
#include "audit/strata.h"
#include "audit/suite.h"
#include "base/check.h"
#include "base/figures.h"
#include "stats/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace recanvass::audit {
namespace {

using base::Rational;
using base::Wide;
using draw::Replacement;

constexpr std::string_view kSuite = "suite";

base::Problem strata_problem(const StratifiedMeasure& contest, const char* cause, std::string found,
                             std::string wanted, std::string mend) {
  return {cause, {contest.contest, 0, ""}, std::move(found), std::move(wanted), std::move(mend)};
}

base::Problems problems_of(const StratifiedMeasure& contest) {
  base::Problems problems;
  const auto refuse = [&](const char* cause, std::string found, std::string wanted,
                          std::string mend) {
    problems.push_back(
        strata_problem(contest, cause, std::move(found), std::move(wanted), std::move(mend)));
  };
  const bool suite = contest.risk_function == kSuite;
  if (!suite && contest.risk_function != kStrataFunction) {
    refuse("measure.function", "\"" + contest.risk_function + "\"",
           "a function of strata: suite or ui-ts", "Take \"ui-ts\".");
  }
  if (contest.assertions.empty()) {
    refuse("measure.assertions", "no assertion", "what the audit tests", "Count it whole.");
  }
  const auto compared =
      std::ranges::count(contest.strata, MeasureDesign::Comparison, &AuditedStratum::design);
  const bool pair = contest.strata.size() == 2 && compared == 1;
  if (contest.strata.empty() || (suite && !pair)) {
    refuse("measure.strata",
           fmt::format("{}, {} of them compared with records",
                       base::counted(std::ssize(contest.strata), "stratum", "strata"), compared),
           suite ? "two, one of them compared and one polled" : "at least one",
           suite ? "Take \"ui-ts\"." : "Name the strata.");
  }
  for (const StratifiedAssertion& one : contest.assertions) {
    if (!(one.assorter_margin > Rational(0))) {
      refuse("measure.margin", one.assorter_margin.text() + " of " + one.assertion.words,
             "a margin above 0", "Count it whole.");
    }
    const bool votes = std::ranges::all_of(
        one.strata, [](const StratumClaim& claim) { return claim.votes.has_value(); });
    if (suite && !votes) {
      refuse("measure.votes", one.assertion.words, "a claim about the votes of two choices",
             "Take \"ui-ts\".");
    }
  }
  return problems;
}

// What draws of one assertion show, by stratum, in the order of the draw: of a poll the assorter's
// value; of a comparison u - ω, which is u where record and paper agree.
using StrataValues = std::vector<std::vector<double>>;

// One assertion over all strata.
class StrataClaim {
 public:
  StrataClaim(const StratifiedMeasure& contest, std::size_t at)
      : contest_(contest),
        claim_(contest.assertions[at]),
        bound_(claim_.assertion.assorter.upper_bound()) {
    double all = 0.0;
    for (const AuditedStratum& one : contest.strata) all += static_cast<double>(one.cards.value());
    null_mean_ = 0.5;
    for (std::size_t s = 0; s < contest.strata.size(); ++s) {
      if (is_polled(s)) continue;
      const Rational room = bound_ - claim_.strata[s].recorded_mean;
      null_mean_ += static_cast<double>(contest.strata[s].cards.value()) / all * room.approximate();
    }
  }

  [[nodiscard]] bool is_polled(std::size_t s) const {
    return contest_.strata[s].design == MeasureDesign::Polling;
  }
  /// The value of a draw that differs from nothing that was recorded.
  [[nodiscard]] double clean() const { return bound_.approximate(); }

  /// What each card of a sample shows, and how many show what.
  std::vector<double> values_of(std::size_t s, std::span<const MeasuredCard> cards,
                                StratumTally& tally) const;

  /// Evidence after these draws, by what each stratum has drawn up to there. 1 / p, in logarithm.
  [[nodiscard]] double log_evidence(const StrataValues& values,
                                    std::span<const std::size_t> ends) const {
    return contest_.risk_function == kSuite ? by_suite(values, ends) : by_product(values, ends);
  }

 private:
  [[nodiscard]] double by_product(const StrataValues& values,
                                  std::span<const std::size_t> ends) const;
  [[nodiscard]] double by_suite(const StrataValues& values,
                                std::span<const std::size_t> ends) const;

  const StratifiedMeasure& contest_;
  const StratifiedAssertion& claim_;
  Rational bound_;
  double null_mean_ = 0.5;  // of all strata, in the values above
};

void count_compared(DiscrepancyTally& tally, const Rational& overstatement,
                    const MeasuredCard& card) {
  const Rational none(0);
  const Rational one_vote(1, 2);
  const Rational two_votes(1);
  ++(overstatement == none               ? tally.agree
     : overstatement == one_vote         ? tally.one_over
     : overstatement == two_votes        ? tally.two_over
     : overstatement == none - one_vote  ? tally.one_under
     : overstatement == none - two_votes ? tally.two_under
     : overstatement > none              ? tally.other_over
                                         : tally.other_under);
  tally.phantom_records += card.recorded.kind == Recorded::Kind::Phantom ? 1 : 0;
  tally.not_found += card.found.kind == Found::Kind::NoCard ? 1 : 0;
  tally.without_contest += card.found.kind == Found::Kind::Without ? 1 : 0;
}

std::vector<double> StrataClaim::values_of(std::size_t s, std::span<const MeasuredCard> cards,
                                           StratumTally& tally) const {
  const Assorter& assorter = claim_.assertion.assorter;
  std::vector<double> values;
  for (const MeasuredCard& card : cards) {
    if (!is_polled(s)) {
      const OverstatementAssorter compare(assorter, claim_.assorter_margin, StyleUse::AllCards);
      const Rational overstated = compare.overstatement(card.recorded, card.found);
      count_compared(tally.compared, overstated, card);
      values.push_back((bound_ - overstated).approximate());
      continue;
    }
    const std::int64_t numerator = card.found.kind == Found::Kind::NoCard ? 0
                                   : card.found.kind == Found::Kind::Without
                                       ? assorter.numerator_without()
                                       : assorter.numerator(card.found.said);
    ++(numerator > assorter.half_numerator()   ? tally.for_claim
       : numerator < assorter.half_numerator() ? tally.against_claim
                                               : tally.neither);
    values.push_back(Rational(numerator, assorter.denominator()).approximate());
  }
  return values;
}

double StrataClaim::by_product(const StrataValues& values,
                               std::span<const std::size_t> ends) const {
  std::vector<StratumDraws> draws;
  for (std::size_t s = 0; s < values.size(); ++s) {
    StratumDraws one{contest_.strata[s].cards.value(),
                     is_polled(s) ? clean() : 2.0 * clean(),
                     true,
                     {values[s].begin(), values[s].begin() + static_cast<std::ptrdiff_t>(ends[s])},
                     is_polled(s) ? 0.0 : clean()};
    draws.push_back(std::move(one));
  }
  return strata_risk(draws, null_mean_).log_evidence;
}

double StrataClaim::by_suite(const StrataValues& values, std::span<const std::size_t> ends) const {
  SuiteAudit audit;
  for (std::size_t s = 0; s < values.size(); ++s) {
    const TwoVotes& votes = *claim_.strata[s].votes;
    const StratumVotes reported{votes.winner, votes.loser, contest_.strata[s].cards.value()};
    (is_polled(s) ? audit.polling : audit.comparison) = reported;
    for (std::size_t i = 0; i < ends[s]; ++i) {
      const double value = values[s][i];
      if (is_polled(s)) {
        ++(value > 0.5   ? audit.sample.winner
           : value < 0.5 ? audit.sample.loser
                         : audit.sample.other);
        continue;
      }
      ++audit.sampled;
      audit.found.two_over += value < 0.25 ? 1 : 0;
      audit.found.one_over += value > 0.25 && value < 0.75 ? 1 : 0;
      audit.found.one_under += value > 1.25 && value < 1.75 ? 1 : 0;
      audit.found.two_under += value > 1.75 ? 1 : 0;
    }
  }
  return -std::log(suite_risk(audit).p);
}

double p_of(double log_evidence) {
  constexpr double kRoundedUp = 1.0 + 1e-12;
  return std::min(1.0, std::exp(-std::max(0.0, log_evidence)) * kRoundedUp);
}

// Votes as reported, as evenly as they come: each draw is what has come up short by most.
std::vector<double> as_reported(const TwoVotes& votes, std::int64_t cards, std::int64_t draws) {
  const std::array<double, 3> shows{1.0, 0.0, 0.5};
  const std::array<Wide, 3> of{votes.winner, votes.loser, cards - votes.winner - votes.loser};
  std::array<Wide, 3> given{};
  std::vector<double> values;
  for (std::int64_t draw = 1; draw <= draws; ++draw) {
    std::size_t next = 0;
    for (std::size_t i = 1; i < of.size(); ++i) {
      if (of[i] * draw - given[i] * cards > of[next] * draw - given[next] * cards) next = i;
    }
    ++given[next];
    values.push_back(shows[next]);
  }
  return values;
}

// Coming draws of a stratum: of a comparison clean; of a poll like those read, in their order, or,
// before any, as reported.
void add_coming(const StrataClaim& claim, const StratumClaim& reported, std::int64_t cards,
                std::size_t s, std::int64_t draws, std::vector<double>& values) {
  const std::size_t read = values.size();
  std::vector<double> votes;
  if (claim.is_polled(s) && read == 0) votes = as_reported(*reported.votes, cards, draws);
  for (std::size_t i = 0; i < static_cast<std::size_t>(draws); ++i) {
    values.push_back(!claim.is_polled(s) ? claim.clean() : read > 0 ? values[i % read] : votes[i]);
  }
}

class StrataMeasuring {
 public:
  StrataMeasuring(const StratifiedMeasure& contest, std::span<const StratumSample> samples)
      : contest_(contest), samples_(samples) {}

  base::Result<MeasuredStrata> run() {
    base::Problems problems = problems_of(contest_);
    check_samples(problems);
    if (!problems.empty()) return problems;
    for (std::size_t at = 0; at < contest_.assertions.size(); ++at) weigh(at);
    conclude();
    return std::move(result_);
  }

  /// Cards more of each stratum, about `shares` of them each, until every assertion holds; no value
  /// also where not even `below` of them do. 0: any number.
  [[nodiscard]] std::optional<std::vector<std::int64_t>> more(std::span<const double> shares,
                                                              std::int64_t below = 0) const {
    if (below > 0 && !confirmed_with(shared(shares, below))) return std::nullopt;
    std::int64_t least = 1;
    std::int64_t most = 1;
    const std::int64_t left = total(left_of_all());
    // A stratum of which nothing was drawn has no share, and is not to be drawn from.
    std::int64_t reached = 0;
    for (std::size_t s = 0; s < shares.size(); ++s) {
      if (shares[s] > 0.0) reached += left_of_all()[s];
    }
    while (!confirmed_with(shared(shares, most))) {
      if (total(shared(shares, most)) >= reached) return std::nullopt;
      least = most + 1;
      most *= 2;
    }
    while (least < most) {
      const std::int64_t middle = least + (most - least) / 2;
      if (confirmed_with(shared(shares, middle))) {
        most = middle;
      } else {
        least = middle + 1;
      }
    }
    auto sizes = shared(shares, most);
    if (total(sizes) >= left) return std::nullopt;
    return sizes;
  }

  /// @pre no draws: read everything of nothing
  void start() {
    for (std::size_t at = 0; at < contest_.assertions.size(); ++at) {
      values_.emplace_back(contest_.strata.size());
    }
  }

 private:
  void check_samples(base::Problems& problems) const;
  void weigh(std::size_t at);
  [[nodiscard]] Certainty certainty_of(std::size_t at) const;
  void conclude();
  [[nodiscard]] std::vector<std::int64_t> shared(std::span<const double> shares,
                                                 std::int64_t cards) const;
  [[nodiscard]] std::vector<std::int64_t> left_of_all() const;
  [[nodiscard]] static std::int64_t total(const std::vector<std::int64_t>& cards) {
    return std::accumulate(cards.begin(), cards.end(), std::int64_t{0});
  }
  [[nodiscard]] bool confirmed_with(const std::vector<std::int64_t>& more) const;
  void weigh_totals();

  const StratifiedMeasure& contest_;
  std::span<const StratumSample> samples_;
  std::vector<StrataValues> values_;  // by assertion
  MeasuredStrata result_;
};

void StrataMeasuring::check_samples(base::Problems& problems) const {
  RECANVASS_CHECK(samples_.size() == contest_.strata.size());
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    const StratumSample& sample = samples_[s];
    const AuditedStratum& stratum = contest_.strata[s];
    const bool with = replacement_of(contest_.risk_function, stratum.design) == Replacement::With;
    if (!with && std::ssize(sample.cards) > stratum.cards.value()) {
      problems.push_back(strata_problem(
          contest_, "measure.cards", base::counted(std::ssize(sample.cards), "card", "cards"),
          fmt::format("at most the {} of {}", stratum.cards.value(), stratum.name),
          "Find out which cards were drawn."));
    }
    const bool rises =
        std::ranges::is_sorted(sample.round_ends) &&
        (sample.round_ends.empty() ? 0 : sample.round_ends.back()) == sample.cards.size() &&
        sample.round_ends.size() == samples_.front().round_ends.size();
    if (rises) continue;
    problems.push_back(strata_problem(
        contest_, "measure.rounds", fmt::format("rounds of {} that do not fit", stratum.name),
        "the same rounds in every stratum, the last of which ends with the last card",
        "Take the draw as it was made."));
  }
}

void StrataMeasuring::weigh(std::size_t at) {
  const StrataClaim claim(contest_, at);
  StratifiedRisk risk;
  StrataValues values;
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    risk.tallies.emplace_back();
    values.push_back(claim.values_of(s, samples_[s].cards, risk.tallies.back()));
  }
  double best = 0.0;
  for (std::size_t round = 0; round < samples_.front().round_ends.size(); ++round) {
    std::vector<std::size_t> ends;
    for (const StratumSample& sample : samples_) ends.push_back(sample.round_ends[round]);
    best = std::max(best, claim.log_evidence(values, ends));
  }
  risk.p = p_of(best);
  risk.certainty = certainty_of(at);
  if (risk.certainty == Certainty::True) risk.p = 0.0;
  if (risk.certainty == Certainty::False) risk.p = 1.0;
  result_.assertions.push_back(std::move(risk));
  values_.push_back(std::move(values));
}

Certainty StrataMeasuring::certainty_of(std::size_t at) const {
  const Assorter& assorter = contest_.assertions[at].assertion.assorter;
  Wide least = 0;
  Wide most = 0;
  Wide half = 0;
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    const std::int64_t cards = contest_.strata[s].cards.value();
    half += static_cast<Wide>(cards) * assorter.half_numerator();
    std::set<std::uint64_t> different;
    for (const MeasuredCard& card : samples_[s].cards) {
      if (!different.insert(*card.paper).second) continue;
      if (card.found.kind == Found::Kind::NoCard) {
        most += assorter.upper_numerator();
        continue;
      }
      const std::int64_t says = card.found.kind == Found::Kind::Without
                                    ? assorter.numerator_without()
                                    : assorter.numerator(card.found.said);
      least += says;
      most += says;
    }
    most += static_cast<Wide>(cards - std::ssize(different)) * assorter.upper_numerator();
  }
  if (least > half) return Certainty::True;
  return most <= half ? Certainty::False : Certainty::Open;
}

std::vector<std::int64_t> StrataMeasuring::left_of_all() const {
  std::vector<std::int64_t> left;
  for (std::size_t s = 0; s < contest_.strata.size(); ++s) {
    const auto drawn = samples_.empty() ? 0 : std::ssize(samples_[s].cards);
    left.push_back(std::max<std::int64_t>(0, contest_.strata[s].cards.value() - drawn));
  }
  return left;
}

std::vector<std::int64_t> StrataMeasuring::shared(std::span<const double> shares,
                                                  std::int64_t cards) const {
  const std::vector<std::int64_t> left = left_of_all();
  std::vector<std::int64_t> sizes;
  for (std::size_t s = 0; s < left.size(); ++s) {
    const double part = std::ceil(shares[s] * static_cast<double>(cards));
    sizes.push_back(part < static_cast<double>(left[s]) ? static_cast<std::int64_t>(part)
                                                        : left[s]);
  }
  return sizes;
}

bool StrataMeasuring::confirmed_with(const std::vector<std::int64_t>& more) const {
  for (std::size_t at = 0; at < contest_.assertions.size(); ++at) {
    if (!result_.assertions.empty() && result_.assertions[at].p <= contest_.risk_limit) continue;
    const StrataClaim claim(contest_, at);
    StrataValues values = values_[at];
    std::vector<std::size_t> ends;
    for (std::size_t s = 0; s < values.size(); ++s) {
      add_coming(claim, contest_.assertions[at].strata[s], contest_.strata[s].cards.value(), s,
                 more[s], values[s]);
      ends.push_back(values[s].size());
    }
    if (p_of(claim.log_evidence(values, ends)) > contest_.risk_limit) return false;
  }
  return true;
}

// Of each claim about votes of two, what a poll found of a stratum beside what was reported of it.
// Cards that nobody found are neither for it nor against it.
void StrataMeasuring::weigh_totals() {
  double least = 1.0;
  for (const StratifiedAssertion& one : contest_.assertions) {
    const Assorter& assorter = one.assertion.assorter;
    std::vector<DrawnPart> parts;
    for (std::size_t s = 0; s < samples_.size(); ++s) {
      const auto& votes = one.strata[s].votes;
      if (contest_.strata[s].design != MeasureDesign::Polling || !votes) continue;
      const auto cards = static_cast<double>(contest_.strata[s].cards.value());
      const auto lead = static_cast<double>(votes->winner - votes->loser);
      DrawnPart part{0.5 + 0.5 * lead / cards, 0.0, 0};
      for (const MeasuredCard& card : samples_[s].cards) {
        if (card.found.kind == Found::Kind::NoCard) continue;
        const std::int64_t says = card.found.kind == Found::Kind::Without
                                      ? assorter.numerator_without()
                                      : assorter.numerator(card.found.said);
        part.sum += static_cast<double>(says) / static_cast<double>(assorter.upper_numerator());
        ++part.cards;
      }
      parts.push_back(part);
    }
    least = std::min(least, chance_of_parts(parts));
  }
  result_.totals_chance = std::min(1.0, static_cast<double>(contest_.assertions.size()) * least);
}

void StrataMeasuring::conclude() {
  const auto badness = [&](std::size_t at) {
    const StratifiedRisk& risk = result_.assertions[at];
    return std::pair(risk.certainty == Certainty::False, risk.p);
  };
  for (std::size_t i = 0; i < result_.assertions.size(); ++i) {
    if (badness(i) > badness(result_.worst)) result_.worst = i;
  }
  const StratifiedRisk& worst = result_.assertions[result_.worst];
  result_.risk = worst.p;
  if (worst.certainty == Certainty::False) {
    result_.verdict = Verdict::Contradicted;
    return;
  }
  weigh_totals();
  if (result_.risk <= contest_.risk_limit) {
    const bool refuted = result_.totals_chance <= kTotalsRefuted && result_.risk > 0.0;
    result_.verdict = refuted ? Verdict::FullHandCountNeeded : Verdict::Confirmed;
    return;
  }
  std::int64_t drawn = 0;
  for (const StratumSample& sample : samples_) drawn += std::ssize(sample.cards);
  if (drawn == 0) return;
  std::vector<double> shares;
  for (const StratumSample& sample : samples_) {
    shares.push_back(static_cast<double>(sample.cards.size()) / static_cast<double>(drawn));
  }
  result_.more = more(shares);
  if (!result_.more) result_.verdict = Verdict::FullHandCountNeeded;
}

}  // namespace

const std::vector<RiskFunctionName>& strata_function_names() {
  static const std::vector<RiskFunctionName> names{
      {kSuite, "two strata, one compared and one polled, by Fisher's combination (Kalamazoo 2018)"},
      {kStrataFunction, "any number of strata, by the least product over all splits of the null"}};
  return names;
}

Replacement replacement_of(std::string_view risk_function, MeasureDesign design) {
  const bool with = risk_function == kSuite && design == MeasureDesign::Comparison;
  return with ? Replacement::With : Replacement::Without;
}

base::Result<MeasuredStrata> measure_strata(const StratifiedMeasure& contest,
                                            std::span<const StratumSample> samples) {
  return StrataMeasuring(contest, samples).run();
}

base::Result<std::optional<std::vector<std::int64_t>>> first_strata_round(
    const StratifiedMeasure& contest) {
  const base::Problems problems = problems_of(contest);
  if (!problems.empty()) return problems;
  std::optional<std::vector<std::int64_t>> best;
  for (const StratifiedAssertion& one : contest.assertions) {
    for (const StratumClaim& claim : one.strata) {
      if (!claim.votes) return best;
    }
  }
  StrataMeasuring measuring(contest, {});
  measuring.start();
  // How many times as large a part of a polled stratum is drawn as of a compared one.
  constexpr std::array<double, 9> kTimes{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0};
  for (const double times : kTimes) {
    std::vector<double> shares;
    for (const AuditedStratum& one : contest.strata) {
      const double weight = one.design == MeasureDesign::Polling ? times : 1.0;
      shares.push_back(weight * static_cast<double>(one.cards.value()));
    }
    const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= all;
    const auto sum = [](const std::vector<std::int64_t>& cards) {
      return std::accumulate(cards.begin(), cards.end(), std::int64_t{0});
    };
    auto sizes = measuring.more(shares, best ? sum(*best) - 1 : 0);
    if (sizes && (!best || sum(*sizes) < sum(*best))) best = std::move(sizes);
  }
  return best;
}

}  // namespace recanvass::audit
