#include "audit/measure.h"

#include "audit/confidence.h"
#include "audit/polling_rounds.h"
#include "audit/reported_parts.h"
#include "base/check.h"
#include "stats/audit_size.h"
#include "stats/bet_mixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::MarkingView;
using stats::MeanClaim;

enum class VotesFunction : std::uint8_t {
  SuperSimple,
  SuperSimpleArlo,
  Bayes,
  Bravo,
  Minerva,
  Providence,
};

struct VotesEntry {
  RiskFunctionName name;
  VotesFunction function;
  MeasureDesign design;
};

constexpr std::array<VotesEntry, 6> kVotesFunctions{{
    {{"bayes", "the risk-maximising prior: half on a tie, half on every lead"},
     VotesFunction::Bayes,
     MeasureDesign::Polling},
    {{"bravo", "BRAVO, read at the end of each round"},
     VotesFunction::Bravo,
     MeasureDesign::Polling},
    {{"minerva", "Minerva; round sizes must be published before the seed"},
     VotesFunction::Minerva,
     MeasureDesign::Polling},
    {{"providence", "Providence (Minerva 2); round sizes may follow what was seen"},
     VotesFunction::Providence,
     MeasureDesign::Polling},
    {{"super-simple", "super-simple with understatements counted, as Colorado runs it"},
     VotesFunction::SuperSimple,
     MeasureDesign::Comparison},
    {{"super-simple-arlo", "super-simple without understatements, as Arlo runs it"},
     VotesFunction::SuperSimpleArlo,
     MeasureDesign::Comparison},
}};

const VotesEntry* votes_entry(std::string_view name) {
  const auto found = std::ranges::find_if(
      kVotesFunctions, [&](const VotesEntry& entry) { return entry.name.name == name; });
  return found == kVotesFunctions.end() ? nullptr : &*found;
}

// Cards whose record and paper say the same have the same value for every assertion.
class CardKinds {
 public:
  explicit CardKinds(std::span<const MeasuredCard> cards) {
    for (std::size_t i = 0; i < cards.size(); ++i) {
      const auto [at, added] = kinds_.try_emplace(key_of(cards[i]), first_.size());
      if (added) first_.push_back(i);
      kind_of_.push_back(at->second);
    }
  }
  /// The first card of each kind, and the kind of each card.
  [[nodiscard]] const std::vector<std::size_t>& first() const { return first_; }
  [[nodiscard]] std::size_t kind_of(std::size_t card) const { return kind_of_[card]; }

 private:
  using Said = std::pair<election::MarkingState, std::vector<election::Mark>>;
  using Key = std::tuple<Recorded::Kind, Said, std::size_t, Found::Kind, Said>;

  static Said said_of(bool marked, const MarkingView& view) {
    if (!marked) return {election::MarkingState::Blank, {}};
    return {view.state, {view.marks.begin(), view.marks.end()}};
  }
  static Key key_of(const MeasuredCard& card) {
    const Recorded& record = card.recorded;
    const Found& found = card.found;
    return {record.kind, said_of(record.kind == Recorded::Kind::Marking, record.said),
            card.pool.value_or(0), found.kind,
            said_of(found.kind == Found::Kind::Marking, found.said)};
  }

  std::map<Key, std::size_t> kinds_;
  std::vector<std::size_t> first_;
  std::vector<std::size_t> kind_of_;
};

void put(DiscrepancyTally& tally, const Rational& overstatement, const MeasuredCard& card) {
  const Rational half(1, 2);
  const Rational none(0);
  if (overstatement == none) {
    ++tally.agree;
  } else if (card.pool) {
    // A mean is nobody's record: whole votes between it and a card are no discrepancy.
    ++(overstatement > none ? tally.other_over : tally.other_under);
  } else if (overstatement == half) {
    ++tally.one_over;
  } else if (overstatement == Rational(1)) {
    ++tally.two_over;
  } else if (overstatement == none - half) {
    ++tally.one_under;
  } else if (overstatement == Rational(-1)) {
    ++tally.two_under;
  } else {
    ++(overstatement > none ? tally.other_over : tally.other_under);
  }
  tally.phantom_records += card.recorded.kind == Recorded::Kind::Phantom ? 1 : 0;
  tally.not_found += card.found.kind == Found::Kind::NoCard ? 1 : 0;
  tally.without_contest += card.found.kind == Found::Kind::Without ? 1 : 0;
}

class ContestMeasuring {
 public:
  ContestMeasuring(const ContestMeasure& contest, std::span<const MeasuredCard> cards)
      : contest_(contest), cards_(cards), votes_(votes_entry(contest.risk_function)) {}

  base::Result<MeasuredContest> run() {
    check();
    if (!problems_.empty()) return problems_;
    kinds_.emplace(cards_);
    find_papers();
    phantoms_drawn_ = std::ranges::count_if(cards_, [](const MeasuredCard& card) {
      return card.recorded.kind == Recorded::Kind::Phantom && !card.pool;
    });
    result_.assertions.resize(contest_.assertions.size());
    for (std::size_t i = 0; i < contest_.assertions.size(); ++i) look_at(i);
    note_discrepancies();
    for (std::size_t i = 0; i < contest_.assertions.size(); ++i) {
      weigh(i);
      settle(i);
    }
    if (!problems_.empty()) return problems_;
    conclude();
    return std::move(result_);
  }

 private:
  void refuse(const char* cause, const std::string& place, std::string found, std::string wanted,
              std::string mend) {
    problems_.push_back({cause,
                         {contest_.contest, 0, place},
                         std::move(found),
                         std::move(wanted),
                         std::move(mend)});
  }
  void check();
  void check_function();
  void find_papers();
  void look_at(std::size_t at);
  void note_discrepancies();
  void weigh(std::size_t at);
  void weigh_mean(std::size_t at);
  void weigh_super_simple(std::size_t at);
  void weigh_rounds(std::size_t at);
  void settle(std::size_t at);
  void conclude();
  void weigh_pools();
  [[nodiscard]] double contest_risk();
  [[nodiscard]] bool polling() const { return contest_.design == MeasureDesign::Polling; }
  [[nodiscard]] bool without_replacement() const {
    return contest_.replacement == draw::Replacement::Without;
  }
  [[nodiscard]] MeanClaim claim_of(std::size_t at) const;
  [[nodiscard]] RiskSettings settings_of(std::size_t at, const MeanClaim& claim) const;
  [[nodiscard]] std::int64_t lead_of(std::size_t at) const;
  [[nodiscard]] SuperSimple super_simple_of(std::int64_t lead) const;
  [[nodiscard]] Discrepancies counted(const DiscrepancyTally& tally) const;
  [[nodiscard]] std::int64_t phantoms_among(std::int64_t draws) const;
  [[nodiscard]] std::int64_t super_simple_more(const SuperSimple& contest,
                                               const Discrepancies& found) const;
  [[nodiscard]] std::function<double(std::int64_t)> clean_values(std::size_t at,
                                                                 const MeanClaim& claim) const;
  [[nodiscard]] std::vector<RoundTally> rounds_of(std::size_t at) const;
  [[nodiscard]] double margin_bound(std::size_t at, const MeanClaim& claim,
                                    const RiskSettings& settings) const;

  const ContestMeasure& contest_;
  std::span<const MeasuredCard> cards_;
  const VotesEntry* votes_;
  base::Problems problems_;
  std::optional<CardKinds> kinds_;
  std::vector<std::vector<Rational>> overstated_;  // by assertion and kind; of polling the value
  std::vector<std::vector<double>> values_;  // by assertion and card
  std::vector<FoundCards> papers_;            // different cards, by kind
  std::int64_t phantoms_drawn_ = 0;
  MeasuredContest result_;
};

void ContestMeasuring::check_function() {
  const bool known_mean = std::ranges::any_of(
      risk_function_names(),
      [&](const RiskFunctionName& name) { return name.name == contest_.risk_function; });
  if (votes_ == nullptr && !known_mean) {
    refuse("measure.function", "risk function", "\"" + contest_.risk_function + "\"",
           "a risk function of the manual", "Take \"default\".");
  }
  if (votes_ == nullptr) return;
  if (votes_->design != contest_.design) {
    refuse("measure.function", "risk function", "\"" + contest_.risk_function + "\"",
           polling() ? "a function of polling" : "a function of comparison", "Take \"default\".");
    return;
  }
  for (const MeasuredAssertion& one : contest_.assertions) {
    const Assorter& assorter = one.assertion.assorter;
    if (!polling() && !(one.pool_means.empty() && one.reported.empty())) {
      refuse("measure.function", "risk function", "\"" + contest_.risk_function + "\" with pools",
             "a function that takes differences of less than a vote", "Take \"default\".");
      return;
    }
    if (assorter.denominator() != 2 || assorter.upper_numerator() != 2) {
      refuse("measure.votes", one.assertion.words, "a claim that is not about votes of two",
             "a winner with more votes than a loser", "Take \"default\", which serves any claim.");
    } else if (polling() &&
               !(one.votes && one.votes->loser > 0 && one.votes->winner > one.votes->loser)) {
      refuse("measure.votes", one.assertion.words, "no votes of both, or no lead",
             "the reported votes of both, more for the winner, some for the loser",
             "Take \"default\", which needs none.");
    }
  }
  if (votes_->function == VotesFunction::Minerva && !contest_.rounds_fixed_before_seed) {
    refuse("measure.schedule", "risk function", "Minerva with a schedule of no known date",
           "round sizes that were published before the seed",
           "Take \"providence\", whose rounds may follow what was seen.");
  }
}

void ContestMeasuring::check() {
  if (contest_.assertions.empty()) {
    refuse("measure.assertions", "assertions", "no assertion", "at least one",
           "A contest without assertions is counted by hand.");
  }
  for (const MeasuredAssertion& one : contest_.assertions) {
    const Rational most = Rational(2) * one.assertion.assorter.upper_bound() - Rational(1);
    if (one.assorter_margin > Rational(0) && one.assorter_margin <= most) continue;
    refuse("measure.margin", one.assertion.words,
           "an assorter margin of " + one.assorter_margin.text(),
           "one above 0, at most " + most.text(),
           "Count the cards of the contest by hand: no sample can confirm it.");
  }
  const auto drawn = static_cast<std::int64_t>(cards_.size());
  if (contest_.cards < election::CardCount(1) ||
      (without_replacement() && drawn > contest_.cards.value())) {
    refuse("measure.cards", "cards", fmt::format("{} cards drawn", drawn),
           fmt::format("at most {}, the cards of the contest", contest_.cards.value()),
           "Check the bound on its cards, or say that cards are drawn with replacement.");
  }
  std::set<std::uint64_t> papers;
  for (const MeasuredCard& card : cards_) {
    if (card.paper) papers.insert(*card.paper);
  }
  if (std::ssize(papers) > contest_.cards.value() && !without_replacement()) {
    refuse("measure.cards", "cards", fmt::format("{} different cards drawn", papers.size()),
           fmt::format("at most {}, the cards of the contest", contest_.cards.value()),
           "Check the bound on its cards.");
  }
  const auto& ends = contest_.round_ends;
  const bool rising = std::ranges::adjacent_find(ends, std::greater_equal<>()) == ends.end();
  if (!ends.empty() && (!rising || ends.front() == 0 || ends.back() != cards_.size())) {
    refuse("measure.rounds", "rounds", fmt::format("ends that do not fit {} cards", drawn),
           "rising numbers of cards, the last of which is all", "Draw the rounds again.");
  }
  check_function();
}

MeanClaim ContestMeasuring::claim_of(std::size_t at) const {
  const MeasuredAssertion& one = contest_.assertions[at];
  const Rational bound = one.assertion.assorter.upper_bound();
  const double upper =
      polling() ? bound.approximate()
                : (Rational(2) * bound / (Rational(2) * bound - one.assorter_margin)).approximate();
  return {upper, 0.5, without_replacement() ? contest_.cards.value() : stats::kEndless};
}

RiskSettings ContestMeasuring::settings_of(std::size_t at, const MeanClaim& claim) const {
  const MeasuredAssertion& one = contest_.assertions[at];
  RiskSettings settings = contest_.settings;
  if (settings.reported.empty()) settings.reported = one.reported;
  if (settings.reported.empty() && !polling()) {
    settings.reported = stats::overstatement_values(claim.upper_bound, {1e-3, 1e-4});
  }
  if (polling() && settings.estimate <= 0.0) {
    settings.estimate = 0.5 + 0.5 * one.assorter_margin.approximate();
  }
  return settings;
}

// What was found on each different card.
void ContestMeasuring::find_papers() {
  for (const std::size_t first : kinds_->first()) papers_.push_back({cards_[first].found, 0});
  std::set<std::uint64_t> seen;
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    const auto& paper = cards_[i].paper;
    const bool another = without_replacement() || (paper && seen.insert(*paper).second);
    if (another) ++papers_[kinds_->kind_of(i)].cards;
  }
}

// Values of the cards for one assertion, each kind once.
void ContestMeasuring::look_at(std::size_t at) {
  const MeasuredAssertion& one = contest_.assertions[at];
  const Assorter& assorter = one.assertion.assorter;
  std::vector<Rational> kinds;
  std::vector<double> kind_values;
  const auto polled = [&](const Found& found) {
    if (found.kind == Found::Kind::NoCard) return Rational(0);
    if (found.kind == Found::Kind::Marking) return assorter.value(found.said);
    return Rational(assorter.numerator_without(), assorter.denominator());
  };
  std::optional<OverstatementAssorter> compare;
  if (!polling()) compare.emplace(assorter, one.assorter_margin, contest_.style);
  for (const std::size_t first : kinds_->first()) {
    const MeasuredCard& card = cards_[first];
    if (polling()) {
      kinds.push_back(polled(card.found));
      kind_values.push_back(kinds.back().approximate());
      continue;
    }
    Recorded record = card.recorded;
    if (card.pool) {
      RECANVASS_CHECK(*card.pool < one.pool_means.size());
      record = Recorded::pooled(one.pool_means[*card.pool]);
    }
    kinds.push_back(compare->overstatement(record, card.found));
    kind_values.push_back(compare->value(record, card.found).approximate());
  }
  std::vector<double> values;
  values.reserve(cards_.size());
  AssertionRisk& risk = result_.assertions[at];
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    const std::size_t kind = kinds_->kind_of(i);
    values.push_back(kind_values[kind]);
    if (polling()) {
      const Rational half(1, 2);
      ++(kinds[kind] > half   ? risk.for_claim
         : kinds[kind] < half ? risk.against_claim
                              : risk.neither);
    } else {
      put(risk.tally, kinds[kind], cards_[i]);
    }
  }
  overstated_.push_back(std::move(kinds));
  values_.push_back(std::move(values));
}

// A card once, by its largest overstatement over all assertions.
void ContestMeasuring::note_discrepancies() {
  if (polling()) return;
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    const std::size_t kind = kinds_->kind_of(i);
    CardDiscrepancy worst{i, 0, overstated_[0][kind]};
    bool differs = false;
    for (std::size_t at = 0; at < overstated_.size(); ++at) {
      const Rational& one = overstated_[at][kind];
      differs = differs || one != Rational(0);
      if (one > worst.overstatement) worst = {i, at, one};
    }
    put(result_.tally, worst.overstatement, cards_[i]);
    // A pooled record is a mean: it differs from every card of its pool.
    if (differs && !cards_[i].pool) result_.discrepancies.push_back(worst);
  }
}

std::int64_t ContestMeasuring::lead_of(std::size_t at) const {
  const Rational& share = contest_.assertions[at].assorter_margin;
  const base::Wide votes = static_cast<base::Wide>(share.numerator()) * contest_.cards.value();
  return static_cast<std::int64_t>(votes / share.denominator());
}

SuperSimple ContestMeasuring::super_simple_of(std::int64_t lead) const {
  return {contest_.cards.value(), lead, stats::kSuperSimpleInflation};
}

Discrepancies ContestMeasuring::counted(const DiscrepancyTally& tally) const {
  Discrepancies found{tally.one_over, tally.two_over, tally.one_under, tally.two_under};
  if (votes_->function == VotesFunction::SuperSimpleArlo) found.one_under = found.two_under = 0;
  return found;
}

void ContestMeasuring::weigh(std::size_t at) {
  if (votes_ == nullptr) return weigh_mean(at);
  if (polling()) return weigh_rounds(at);
  weigh_super_simple(at);
}

void ContestMeasuring::weigh_super_simple(std::size_t at) {
  AssertionRisk& risk = result_.assertions[at];
  const SuperSimple contest = super_simple_of(lead_of(at));
  const Discrepancies found = counted(risk.tally);
  const auto drawn = static_cast<std::int64_t>(cards_.size());
  risk.p = super_simple_risk(contest, drawn, found);
  risk.log_evidence = -super_simple_log_risk(contest, drawn, found);
  if (risk.p <= contest_.risk_limit) return;
  risk.more_if_clean = super_simple_more(contest, found);
}

// Phantoms among so many coming draws: their share of the cards that are left, to the nearest.
std::int64_t ContestMeasuring::phantoms_among(std::int64_t draws) const {
  base::Wide phantoms = contest_.phantoms.value();
  base::Wide cards = contest_.cards.value();
  if (without_replacement()) {
    cards -= static_cast<std::int64_t>(cards_.size());
    phantoms -= phantoms_drawn_;
  }
  if (cards <= 0 || phantoms <= 0) return 0;
  return static_cast<std::int64_t>((2 * phantoms * draws + cards) / (2 * cards));
}

// More draws bring more phantoms, each a vote over, and these more draws.
std::int64_t ContestMeasuring::super_simple_more(const SuperSimple& contest,
                                                 const Discrepancies& found) const {
  const auto drawn = static_cast<std::int64_t>(cards_.size());
  std::int64_t size = drawn;
  for (bool grows = true; grows;) {
    Discrepancies expected = found;
    expected.one_over += phantoms_among(size - drawn);
    const std::int64_t next =
        std::min(super_simple_cards(contest, contest_.risk_limit, expected), contest.cards);
    grows = next > size;
    size = std::max(size, next);
  }
  return std::max<std::int64_t>(1, size - drawn);
}

std::vector<RoundTally> ContestMeasuring::rounds_of(std::size_t at) const {
  std::vector<std::size_t> ends = contest_.round_ends;
  if (ends.empty() && !cards_.empty()) ends.push_back(cards_.size());
  std::vector<RoundTally> rounds;
  RoundTally so_far;
  std::size_t card = 0;
  for (const std::size_t end : ends) {
    for (; card < end; ++card) {
      const Rational& value = overstated_[at][kinds_->kind_of(card)];
      if (value == Rational(1, 2)) continue;
      ++so_far.votes;
      so_far.winner += value > Rational(1, 2) ? 1 : 0;
    }
    // A round without a vote for either says nothing.
    if (so_far.votes > (rounds.empty() ? 0 : rounds.back().votes)) rounds.push_back(so_far);
  }
  return rounds;
}

void ContestMeasuring::weigh_rounds(std::size_t at) {
  AssertionRisk& risk = result_.assertions[at];
  const TwoVotes& votes = *contest_.assertions[at].votes;
  const std::vector<RoundTally> rounds = rounds_of(at);
  if (votes_->function == VotesFunction::Bayes) {
    for (const RoundTally& round : rounds) {
      risk.p = std::min(risk.p, bayes_risk({round.winner, round.votes - round.winner}));
    }
    risk.log_evidence = -std::log(risk.p);
    return;
  }
  RoundRule rule = RoundRule::EndOfRoundBravo;
  if (votes_->function == VotesFunction::Minerva) rule = RoundRule::Minerva;
  if (votes_->function == VotesFunction::Providence) rule = RoundRule::Providence;
  const double both = static_cast<double>(votes.winner + votes.loser);
  const RoundPlan plan{static_cast<double>(votes.winner) / both, contest_.risk_limit};
  if (!rounds.empty()) {
    for (const double p : round_p_values(rule, plan, rounds)) risk.p = std::min(risk.p, p);
  }
  risk.log_evidence = -std::log(risk.p);
  if (risk.p <= contest_.risk_limit) return;
  constexpr double kChance = 0.9;
  const RoundSize next = next_round(rule, plan, rounds, kChance);
  const std::int64_t seen = rounds.empty() ? 0 : rounds.back().votes;
  const double cards =
      static_cast<double>(next.votes - seen) * static_cast<double>(contest_.cards.value()) / both;
  const std::int64_t left = contest_.cards.value() - static_cast<std::int64_t>(cards_.size());
  risk.more_if_clean =
      std::min(std::max<std::int64_t>(left, 1), static_cast<std::int64_t>(std::ceil(cards)));
}

// Draws until the test refutes its claim, when the coming values are those of `coming`, by their
// number from 1; `left` where it never does.
std::int64_t draws_until(const stats::MeanTest& now,
                         const std::function<double(std::int64_t)>& coming, double goal,
                         std::int64_t left) {
  const auto test = now.clone();
  for (std::int64_t more = 1; more <= left; ++more) {
    test->observe(coming(more));
    if (test->log_evidence() >= goal) return more;
    if (test->standing() == stats::ClaimStanding::Certain) return left;
  }
  return left;
}

double ContestMeasuring::margin_bound(std::size_t at, const MeanClaim& claim,
                                      const RiskSettings& settings) const {
  const MeasuredAssertion& one = contest_.assertions[at];
  // The same shares of the largest bet at every null mean, so that the bounds are those of one
  // sequence of tests.
  const auto bets = default_bets(claim, settings);
  const TestOfMean test = [&](const MeanClaim& tested) {
    return stats::mixture_test(tested, bets, stats::BetScale::ShareOfLargest);
  };
  const double mean = lower_mean_bound(test, claim, values_[at], contest_.risk_limit);
  if (polling()) return 2.0 * mean - 1.0;
  const double bound = one.assertion.assorter.upper_bound().approximate();
  const double reported = one.assorter_margin.approximate();
  const double overstated = bound - mean * (2.0 * bound - reported);  // ω at most, on average
  return std::max(-1.0, reported - 2.0 * overstated);
}

// Values by their shares, evenly spread over any stretch of draws: multiples of the golden section,
// of which each falls into the largest gap that those before it left.
class ValuesInShares {
 public:
  explicit ValuesInShares(std::vector<stats::ValueShare> shares) : values_(std::move(shares)) {
    std::ranges::sort(values_, {}, &stats::ValueShare::value);
    for (stats::ValueShare& one : values_) one.share = (sum_ += one.share);
  }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  /// @pre not empty
  [[nodiscard]] double of(std::int64_t draw) const {
    constexpr double kGoldenSection = 0.6180339887498949;
    const double turns = kGoldenSection * static_cast<double>(draw);
    const double at = (turns - std::floor(turns)) * sum_;
    const auto found = std::ranges::upper_bound(values_, at, {}, &stats::ValueShare::share);
    return found == values_.end() ? values_.back().value : found->value;
  }

 private:
  std::vector<stats::ValueShare> values_;  // each with the sum of shares up to it
  double sum_ = 0.0;
};

// Values of coming draws of which none errs but phantoms; of pools as the reported totals have
// them. @pre a comparison
std::function<double(std::int64_t)> ContestMeasuring::clean_values(std::size_t at,
                                                                   const MeanClaim& claim) const {
  const MeasuredAssertion& one = contest_.assertions[at];
  const OverstatementAssorter compare(one.assertion.assorter, one.assorter_margin, contest_.style);
  const double same = 0.5 * claim.upper_bound;
  const double phantom = compare.value(Recorded::phantom(), Found::no_card()).approximate();
  auto clean = one.pool_means.empty() ? ValuesInShares({}) : ValuesInShares(one.reported);
  return [this, same, phantom, clean = std::move(clean),
          before = std::int64_t{0}](std::int64_t draw) mutable {
    const std::int64_t now = phantoms_among(draw);
    if (std::exchange(before, now) < now) return phantom;
    return clean.empty() ? same : clean.of(draw);
  };
}

void ContestMeasuring::weigh_mean(std::size_t at) {
  AssertionRisk& risk = result_.assertions[at];
  const MeanClaim claim = claim_of(at);
  const RiskSettings settings = settings_of(at, claim);
  auto made = make_risk_function(contest_.risk_function, claim, settings);
  if (!made) {
    for (base::Problem problem : made.problems()) {
      problem.place.file = contest_.contest;
      problems_.push_back(std::move(problem));
    }
    return;
  }
  const std::unique_ptr<stats::MeanTest> test = std::move(made).value();
  test->observe_all(values_[at]);
  risk.p = test->p_value();
  risk.log_evidence = test->log_evidence();
  risk.margin_least = margin_bound(at, claim, settings);
  if (risk.p <= contest_.risk_limit) return;
  const auto drawn = static_cast<std::int64_t>(cards_.size());
  const std::int64_t left = contest_.cards.value() - drawn;
  if (left <= 0 && without_replacement()) {
    risk.more_if_clean = risk.more_if_alike = 0;
    return;
  }
  const std::int64_t most = without_replacement() ? left : contest_.cards.value();
  const double goal = -std::log(contest_.risk_limit);
  if (!polling()) {
    risk.more_if_clean = draws_until(*test, clean_values(at, claim), goal, most);
  }
  if (!values_[at].empty()) {
    const auto alike = [&](std::int64_t draw) {
      return values_[at][static_cast<std::size_t>(draw - 1) % values_[at].size()];
    };
    risk.more_if_alike = draws_until(*test, alike, goal, most);
  }
}

// What the paper that was read says for certain stands above any chance.
void ContestMeasuring::settle(std::size_t at) {
  AssertionRisk& risk = result_.assertions[at];
  // With styles a card of the domain that lacks the contest leaves room for one outside.
  const bool by_style = !polling() && contest_.style == StyleUse::CardsWithContest;
  risk.exact = exact_read(contest_.assertions[at].assertion.assorter, papers_, contest_.cards,
                          by_style ? WithoutContest::AnyValue : WithoutContest::AsAssorted);
  const ExactRead& exact = risk.exact;
  if (exact.all) {
    risk.margin_least = exact.margin_least;
  } else if (risk.margin_least > -1.0) {
    risk.margin_least = std::clamp(risk.margin_least, exact.margin_least, exact.margin_most);
  }
  if (exact.certainty == Certainty::Open && !exact.all) return;
  const bool holds = exact.certainty == Certainty::True;
  risk.p = holds ? 0.0 : 1.0;
  risk.more_if_clean = risk.more_if_alike = std::nullopt;
  if (!holds) risk.more_if_clean = contest_.cards.value() - exact.cards;
}

// Cards that nobody found are neither for what was reported nor against it.
void ContestMeasuring::weigh_pools() {
  double least = 1.0;
  for (const MeasuredAssertion& one : contest_.assertions) {
    const Assorter& assorter = one.assertion.assorter;
    const auto upper = static_cast<double>(assorter.upper_numerator());
    std::vector<DrawnPart> parts;
    for (const Rational& mean : one.pool_means) {
      parts.push_back({(mean / assorter.upper_bound()).approximate(), 0.0, 0});
    }
    for (const MeasuredCard& card : cards_) {
      if (!card.pool || card.found.kind == Found::Kind::NoCard) continue;
      const std::int64_t says = card.found.kind == Found::Kind::Without
                                    ? assorter.numerator_without()
                                    : assorter.numerator(card.found.said);
      DrawnPart& part = parts[*card.pool];
      part.sum += static_cast<double>(says) / upper;
      ++part.cards;
    }
    least = std::min(least, chance_of_parts(parts));
  }
  result_.totals_chance = std::min(1.0, static_cast<double>(contest_.assertions.size()) * least);
}

// super-simple has one risk of a contest, from its least lead and all its cards.
double ContestMeasuring::contest_risk() {
  AssertionRisk& worst = result_.assertions[result_.worst];
  const bool super_simple = votes_ != nullptr && !polling();
  if (!super_simple || worst.exact.all || worst.exact.certainty != Certainty::Open) return worst.p;
  std::int64_t lead = lead_of(0);
  for (std::size_t i = 1; i < contest_.assertions.size(); ++i) lead = std::min(lead, lead_of(i));
  const Discrepancies found = counted(result_.tally);
  const auto drawn = static_cast<std::int64_t>(cards_.size());
  const double risk = super_simple_risk(super_simple_of(lead), drawn, found);
  if (risk > contest_.risk_limit) {
    worst.more_if_clean = super_simple_more(super_simple_of(lead), found);
  }
  return risk;
}

void ContestMeasuring::conclude() {
  const auto badness = [&](std::size_t at) {
    const AssertionRisk& risk = result_.assertions[at];
    return std::pair(risk.exact.certainty == Certainty::False, risk.p);
  };
  for (std::size_t i = 0; i < result_.assertions.size(); ++i) {
    if (badness(i) > badness(result_.worst)) result_.worst = i;
  }
  result_.risk = contest_risk();
  const ExactRead& exact = result_.assertions[result_.worst].exact;
  if (exact.certainty == Certainty::False) {
    result_.verdict = Verdict::Contradicted;
    return;
  }
  weigh_pools();
  if (result_.risk <= contest_.risk_limit) {
    const bool certain = result_.risk == 0.0;  // by the paper itself
    const bool refuted = result_.totals_chance <= kTotalsRefuted && !certain;
    result_.verdict = refuted ? Verdict::FullHandCountNeeded : Verdict::Confirmed;
    return;
  }
  const std::int64_t left = contest_.cards.value() - static_cast<std::int64_t>(cards_.size());
  const bool ended = std::ranges::any_of(result_.assertions, [&](const AssertionRisk& one) {
    const bool certain = one.log_evidence == -std::numeric_limits<double>::infinity();
    return certain || (without_replacement() && one.more_if_clean && *one.more_if_clean >= left);
  });
  if (ended || exact.all) {
    result_.verdict = Verdict::FullHandCountNeeded;
  }
}

}  // namespace

const std::vector<RiskFunctionName>& contest_function_names() {
  static const std::vector<RiskFunctionName> names = [] {
    std::vector<RiskFunctionName> list;
    for (const VotesEntry& entry : kVotesFunctions) list.push_back(entry.name);
    return list;
  }();
  return names;
}

base::Result<MeasuredContest> measure_contest(const ContestMeasure& contest,
                                              std::span<const MeasuredCard> cards) {
  return ContestMeasuring(contest, cards).run();
}

std::string words_of_overstatement(const Rational& overstatement) {
  const Rational none(0);
  if (overstatement == none) return "agrees";
  const bool over = overstatement > none;
  const Rational size = over ? overstatement : none - overstatement;
  const std::string_view way = over ? "over" : "under";
  if (size == Rational(1, 2)) return fmt::format("one vote {}", way);
  if (size == Rational(1)) return fmt::format("two votes {}", way);
  return fmt::format("{} by {}", way, size.text());
}

std::string_view words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::NotYetConfirmed: return "not yet confirmed";
    case Verdict::Confirmed: return "confirmed";
    case Verdict::FullHandCountNeeded: return "full hand count needed";
    case Verdict::Contradicted: return "contradicted by the paper";
  }
  RECANVASS_CHECK(false);
  return {};
}

}  // namespace recanvass::audit
