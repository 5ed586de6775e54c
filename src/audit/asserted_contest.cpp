#include "audit/asserted_contest.h"

#include "audit/assertion_stv.h"
#include "audit/order_poll.h"
#include "base/check.h"
#include "base/figures.h"
#include "tabulate/irv_margin.h"
#include "tabulate/ordered_stv.h"
#include "tabulate/rule_limits.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using tabulate::ContestCount;
using tabulate::Decision;

base::Problem contest_problem(const election::CardContest& contest, const char* cause,
                              std::string found, std::string wanted, std::string mend) {
  return {cause, {contest.name, 0, ""}, std::move(found), std::move(wanted), std::move(mend)};
}

std::string outcome_words(const ContestCount& counted) {
  const Choices winners = tabulate::winners_of(counted);
  const auto* votes = std::get_if<tabulate::VotesCount>(&counted.counted);
  if (votes != nullptr && votes->outcome.decision == Decision::Runoff) {
    return "a runoff of " + choice_names(counted.contest, votes->outcome.runoff);
  }
  if (votes != nullptr && votes->outcome.decision == Decision::NobodyReachedIt) {
    return "nobody has the share that is needed";
  }
  if (const auto* lists = std::get_if<tabulate::ListsCount>(&counted.counted)) {
    std::string words = "seats:";
    for (std::size_t i = 0; i < lists->lists.size(); ++i) {
      if (lists->seats.seats[i] == 0) continue;
      words += fmt::format(" {} {},", lists->lists[i], lists->seats.seats[i]);
    }
    words.pop_back();
    return words;
  }
  const Choices tied = tabulate::tied_of(counted);
  if (const auto winner = tabulate::irv_winner_whatever_the_lot(counted); winner && !tied.empty()) {
    return choice_names(counted.contest, Choices{*winner}) + " is elected, however a lot among " +
           choice_names(counted.contest, tied) + " falls";
  }
  if (!tied.empty()) return "a tie of " + choice_names(counted.contest, tied);
  if (winners.empty()) return "nobody is elected";
  return choice_names(counted.contest, winners) + (winners.size() == 1 ? " is" : " are") +
         " elected";
}

// The votes of the two that a claim is about, if it is about the votes of two.
std::optional<TwoVotes> two_votes(const Assertion& assertion, const tabulate::ChoiceVotes& votes) {
  const auto* sum = std::get_if<SumClaim>(&assertion.assorter.claim());
  if (sum == nullptr || !std::holds_alternative<CountsVotes>(sum->amounts)) return std::nullopt;
  const Rational one(1);
  const Rational less(-1);
  const auto& weights = sum->weights;
  const auto others = std::ranges::count(weights, Rational(0));
  const auto winner = std::ranges::find(weights, one);
  const auto loser = std::ranges::find(weights, less);
  const bool pair = winner != weights.end() && loser != weights.end() &&
                    others + 2 == std::ssize(weights) && assertion.assorter.denominator() == 2;
  if (!pair) return std::nullopt;
  return TwoVotes{votes[static_cast<std::size_t>(winner - weights.begin())].value(),
                  votes[static_cast<std::size_t>(loser - weights.begin())].value()};
}

void check_reported(const ContestCount& counted, const ContestAsk& ask, base::Problems& problems) {
  if (!ask.winners) return;
  Choices reported = *ask.winners;
  Choices found = tabulate::winners_of(counted);
  const auto* votes = std::get_if<tabulate::VotesCount>(&counted.counted);
  if (votes != nullptr && votes->outcome.decision == Decision::Runoff) {
    found = votes->outcome.runoff;
  }
  if (const auto winner = tabulate::irv_winner_whatever_the_lot(counted)) found = {*winner};
  std::ranges::sort(reported);
  std::ranges::sort(found);
  if (reported == found) return;
  problems.push_back(contest_problem(
      counted.contest, "assertion.outcome",
      fmt::format("the winners {} where {} were reported", choice_names(counted.contest, found),
                  choice_names(counted.contest, reported)),
      "figures that give the reported outcome",
      "Count the cards by hand, or find out which of the two is in error."));
}

// An assertion that does not hold over the records and phantoms: no sample can confirm the outcome,
// and the other contests of the same cards are not stopped by it.
void leave_what_does_not_hold(AssertedContest& asserted) {
  for (const ProvedAssertion& one : asserted.assertions) {
    if (one.assorter_margin > Rational(0)) continue;
    asserted.reach = ProofReach::Nothing;
    asserted.words = fmt::format(
        "the margin of \"{}\" over records and phantoms is {}: only a count of all cards can show "
        "that",
        one.assertion.words, one.assorter_margin.text());
    asserted.assertions.clear();
    return;
  }
  const ProvedAssertion* within = asserted.within_phantoms();
  if (within == nullptr) return;
  asserted.words = fmt::format(
      "{} that no record tells of can make up the lead of \"{}\": only their paper can show that",
      base::counted(asserted.domain.phantoms.value(), "card", "cards"), within->assertion.words);
  if (asserted.style == StyleUse::AllCards) return;
  asserted.reach = ProofReach::Nothing;
  asserted.assertions.clear();
}

AssertedContest describe(const ContestCount& counted, const ContestAsk& ask) {
  AssertedContest asserted;
  asserted.contest = counted.contest;
  asserted.rule = counted.rule;
  asserted.outcome = outcome_words(counted);
  asserted.risk_limit = ask.risk_limit;
  asserted.risk_function = ask.risk_function;
  asserted.rounds_fixed_before_seed = ask.rounds_fixed_before_seed;
  asserted.targeted = ask.targeted;
  return asserted;
}

void add_quorum(const ContestAsk& ask, const CountsVotes& votes, CardCount cards,
                const election::CardContest& contest, Assertions& assertions) {
  if (!ask.quorum_eligible) return;
  assertions.push_back(
      quorum_reached(contest, ask.quorum_share, *ask.quorum_eligible, cards.value(), votes));
}

// Whether so many cards confirm it if none differs and phantoms come by their share, each with a
// vote over. All of them do: the lead is larger than the phantoms.
bool confirmed_by(const AssertedContest& asserted, std::int64_t cards) {
  if (cards >= asserted.domain.cards().value()) return true;
  const base::Wide phantoms = asserted.domain.phantoms.value();
  const base::Wide all = asserted.domain.cards().value();
  const election::MarkingView blank{election::MarkingState::Blank, {}};
  const MeasuredCard same{"", Recorded::marking(blank), {}, Found::marking(blank)};
  std::vector<MeasuredCard> drawn;
  base::Wide had = 0;
  for (std::int64_t card = 1; card <= cards; ++card) {
    const base::Wide by_now = (2 * phantoms * card + all) / (2 * all);  // to the nearest
    drawn.push_back(by_now > had ? MeasuredCard{} : same);
    had = by_now;
  }
  const auto measured = measure_contest(asserted.measure(), drawn);
  return measured && measured->verdict == Verdict::Confirmed;
}

// The fewest such cards. @pre within_phantoms() is null
std::int64_t size_with_phantoms(const AssertedContest& asserted, std::int64_t without_phantoms) {
  const std::int64_t all = asserted.domain.cards().value();
  std::int64_t least = std::min(without_phantoms, all);
  std::int64_t most = least;
  while (!confirmed_by(asserted, most)) {
    least = most + 1;
    most = std::min(all, 2 * most);
  }
  while (least < most) {
    const std::int64_t middle = least + (most - least) / 2;
    if (confirmed_by(asserted, middle)) {
      most = middle;
    } else {
      least = middle + 1;
    }
  }
  return most;
}

// Whether its function serves it, and the cards that would confirm it if nothing differs.
void find_sizes(AssertedContest& asserted, base::Problems& problems) {
  for (std::size_t i = 0; i < asserted.assertions.size(); ++i) {
    if (asserted.assertions[i].assorter_margin <
        asserted.assertions[asserted.closest].assorter_margin) {
      asserted.closest = i;
    }
  }
  const bool comparison = asserted.design == MeasureDesign::Comparison;
  const bool usual = asserted.risk_function == kDefaultRiskFunction;
  if (asserted.assertions.empty() || (!comparison && usual)) return;
  ContestMeasure without_phantoms = asserted.measure();
  without_phantoms.phantoms = CardCount(0);
  const auto fresh = measure_contest(without_phantoms, {});
  if (!fresh) {
    if (!usual) problems = fresh.problems();
    return;
  }
  if (!comparison || asserted.within_phantoms() != nullptr) return;
  const std::int64_t phantoms = asserted.domain.phantoms.value();
  std::int64_t most = 0;
  for (std::size_t i = 0; i < fresh->assertions.size(); ++i) {
    const std::int64_t cards = fresh->assertions[i].more_if_clean.value_or(0);
    if (cards > most) asserted.closest = i;
    most = std::max(most, cards);
  }
  asserted.cards_if_clean = phantoms > 0 ? size_with_phantoms(asserted, most) : most;
}

// The number of changes that is known, and one that is known to be enough; no value: none.
struct KnownChanges {
  std::optional<MismatchBound> needed;
  std::optional<CardCount> enough;
};

KnownChanges known_changes(const AssertedContest& asserted, const tabulate::Profile& profile) {
  KnownChanges known;
  if (const auto* irv = std::get_if<tabulate::IrvRules>(&asserted.rule.method)) {
    if (const auto bounds = tabulate::irv_margin(profile, *irv)) {
      known.needed = MismatchBound{bounds->at_least, "the search of the instant runoff's margin"};
      known.enough = bounds->at_most;
      return known;
    }
  }
  if (asserted.reach != ProofReach::Outcome || asserted.assertions.empty()) return known;
  std::vector<Assertion> assertions;
  std::vector<Rational> margins;
  for (const ProvedAssertion& one : asserted.assertions) {
    assertions.push_back(one.assertion);
    margins.push_back(one.assorter_margin);
  }
  const CardCount needed = changes_of_assertions(assertions, margins, asserted.domain.cards());
  known.needed = MismatchBound{needed, "the assertion that is undone by the fewest cards"};
  const auto* votes = std::get_if<tabulate::MostVotesRule>(&asserted.rule.method);
  if (votes != nullptr && asserted.contest.vote_for == 1) known.enough = needed;
  return known;
}

// Records that differ are counted instead of testing assertions: for any rule whose number of
// changes is known.
base::Problems count_records_instead(AssertedContest& asserted, const ContestAsk& ask,
                                     const tabulate::Profile& profile) {
  const KnownChanges known = known_changes(asserted, profile);
  asserted.assertions.clear();
  asserted.reach = ProofReach::Nothing;
  if (asserted.design != MeasureDesign::Comparison) {
    return {contest_problem(asserted.contest, "measure.function", kMismatchFunction,
                            "a function of polls", "Compare with records, or leave it out.")};
  }
  if (ask.changes && known.enough && ask.changes->changes_needed > *known.enough) {
    return {contest_problem(asserted.contest, "assertion.changes",
                            fmt::format("{} changes needed", ask.changes->changes_needed.value()),
                            fmt::format("no more than the {} that are enough for another outcome",
                                        known.enough->value()),
                            "Correct changes_needed, or leave it out.")};
  }
  const auto& bound = ask.changes ? ask.changes : known.needed;
  if (!bound) {
    asserted.words = "no number of changed cards is known for its rule: give changes_needed";
    return {};
  }
  const CardCount cards = asserted.domain.cards();
  if (ask.changes && !(bound->changes_needed < cards)) {
    return {contest_problem(asserted.contest, "assertion.changes",
                            fmt::format("{} changes needed", bound->changes_needed.value()),
                            fmt::format("fewer than its {} cards", cards.value()),
                            "Correct changes_needed.")};
  }
  if (!(asserted.domain.phantoms < bound->changes_needed) || !(bound->changes_needed < cards)) {
    asserted.words = fmt::format(
        "{} would have to change, and {} have no record: only a count of all cards can show that",
        base::counted(bound->changes_needed.value(), "card", "cards"),
        base::grouped(asserted.domain.phantoms.value()));
    return {};
  }
  asserted.by_mismatches = *bound;
  asserted.reach = ProofReach::Outcome;
  asserted.words = fmt::format(
      "records that differ from their paper are counted: fewer than {} leave the outcome as it is "
      "({}{})",
      base::grouped(bound->changes_needed.value()), ask.changes ? "not worked out here: " : "by ",
      bound->source);
  asserted.cards_if_clean = count_mismatches(asserted.mismatches(), {}).more_if_clean;
  return {};
}

bool adds_up_votes(const tabulate::Method& method) {
  return std::holds_alternative<tabulate::MostVotesRule>(method) ||
         std::holds_alternative<tabulate::ShareRule>(method) ||
         std::holds_alternative<tabulate::RunoffRule>(method) ||
         std::holds_alternative<tabulate::ListsRule>(method);
}

// Whose ballots can be read without knowing who stands, and whose winner was reported.
base::Result<AssertedContest> by_orders(const ReportedTotals& totals, const ContestAsk& ask,
                                        const tabulate::IrvRules& rules) {
  const election::CardContest& contest = totals.contest;
  base::Problems problems;
  if (!ask.winners || ask.winners->size() != 1) {
    problems.push_back(contest_problem(contest, "assertion.winner", "no one winner",
                                       "the winner as reported: winners = [\"...\"]",
                                       "Say who was elected: first preferences do not tell it."));
  }
  if (rules.reading.skipped == tabulate::SkippedRanks::WaitARound ||
      rules.reading.overvoted == tabulate::OvervotedRanks::CountIfOneStands) {
    problems.push_back(contest_problem(
        contest, "assertion.totals", "totals alone for the rule " + ask.rule.id,
        "a rule by which a ballot is read whoever still stands", "Give the cast vote records."));
  }
  const bool function_fits =
      ask.risk_function == kDefaultRiskFunction || ask.risk_function == kAwaireFunction;
  if (!function_fits) {
    problems.push_back(contest_problem(contest, "measure.function", ask.risk_function,
                                       std::string(kAwaireFunction), "Leave it out."));
  }
  if (contest.choices.size() < 2 || contest.choices.size() > ChoiceSet::kChoicesMax) {
    problems.push_back(contest_problem(
        contest, "assertion.totals",
        base::counted(std::ssize(contest.choices), "choice", "choices"),
        fmt::format("2 to {}", ChoiceSet::kChoicesMax), "Give the cast vote records."));
  }
  if (!problems.empty()) return problems;
  AssertedContest asserted;
  asserted.contest = contest;
  asserted.rule = ask.rule;
  asserted.by_orders = ask.winners->front();
  asserted.outcome = choice_names(contest, *ask.winners) + " is elected, as reported";
  asserted.risk_limit = ask.risk_limit;
  asserted.risk_function = kAwaireFunction;
  asserted.rounds_fixed_before_seed = ask.rounds_fixed_before_seed;
  asserted.targeted = ask.targeted;
  asserted.design = MeasureDesign::Polling;
  asserted.style = StyleUse::AllCards;
  asserted.domain = {totals.cards, CardCount(0), CardCount(0)};
  asserted.reach = ProofReach::Outcome;
  asserted.words =
      "there are no records: every order of elimination that ends with somebody else is tested as "
      "cards are read";
  return asserted;
}

}  // namespace

const ProvedAssertion* AssertedContest::within_phantoms() const {
  const Rational phantoms(domain.phantoms.value());
  for (const ProvedAssertion& one : assertions) {
    if (phantoms <= Rational(0)) break;
    if (one.assorter_margin * Rational(domain.cards().value()) <= phantoms) return &one;
  }
  return nullptr;
}

MismatchAudit AssertedContest::mismatches() const {
  RECANVASS_CHECK(by_mismatches.has_value());
  return {contest,         domain.cards(),
          domain.phantoms, by_mismatches->changes_needed,
          risk_limit,      draw::Replacement::Without};
}

ContestMeasure AssertedContest::measure() const {
  ContestMeasure one;
  one.contest = contest.name;
  one.design = design;
  one.style = style;
  one.cards = domain.cards();
  one.phantoms = domain.phantoms;
  one.risk_limit = risk_limit;
  one.risk_function = risk_function;
  one.rounds_fixed_before_seed = rounds_fixed_before_seed;
  for (const ProvedAssertion& proved : assertions) {
    one.assertions.push_back(
        {proved.assertion, proved.assorter_margin, {}, proved.reported, proved.votes});
  }
  return one;
}

base::Result<AssertedContest> assert_contest(const election::CardStore& store,
                                             std::uint32_t contest, const AuditDomain& domain,
                                             MeasureDesign design, const ContestAsk& ask) {
  const tabulate::Profile profile = tabulate::profile_of(store, contest);
  std::optional<tabulate::OrderedBallots> ordered;
  if (std::holds_alternative<tabulate::OrderedStvRules>(ask.rule.method)) {
    ordered = tabulate::ordered_ballots_of(store, contest, {});
  }
  const tabulate::CountInput input{ordered ? ordered->profile : profile,
                                   ordered ? &*ordered : nullptr,
                                   ask.lists ? &*ask.lists : nullptr};
  if (const std::string why = tabulate::why_not(input, ask.rule); !why.empty()) {
    return contest_problem(profile.contest(), "assertion.rule",
                           "the rule " + ask.rule.id + ", though " + why,
                           "a rule that fits the contest",
                           "Name another rule; `recanvass tabulate --rules` lists them.");
  }
  const ContestCount counted = tabulate::count_contest(input, ask.rule, ask.lots);
  AssertedContest asserted = describe(counted, ask);
  asserted.index = contest;
  asserted.design = design;
  asserted.style = domain.settings().style;
  asserted.domain = domain.contest(contest);
  base::Problems problems;
  check_reported(counted, ask, problems);
  if (asserted.domain.cards() == CardCount(0)) {
    asserted.words = "no card carries it";
    if (!problems.empty()) return problems;
    return asserted;
  }
  const auto difficulty =
      design == MeasureDesign::Polling ? DifficultyOf::Polling : DifficultyOf::Comparison;
  OutcomeProof proof = prove_outcome(input, counted, {asserted.domain.cards(), difficulty, {}});
  asserted.reach = proof.reach;
  asserted.words = std::move(proof.words);
  const CountsVotes votes{tabulate::votes_max_of(ask.rule, counted.contest), 1};
  add_quorum(ask, votes, asserted.domain.cards(), counted.contest, proof.assertions);
  for (Assertion& one : proof.assertions) {
    const Rational margin_v = domain.margin_of(store, contest, one.assorter);
    auto reported = design == MeasureDesign::Polling
                        ? domain.reported_polling(store, contest, one.assorter)
                        : std::vector<stats::ValueShare>();
    if (design == MeasureDesign::Comparison && margin_v > Rational(0)) {
      reported = domain.reported_comparison(store, contest, one.assorter);
    }
    const auto pair = two_votes(one, counted.tally.votes);
    asserted.assertions.push_back({std::move(one), margin_v, pair, std::move(reported)});
  }
  if (!problems.empty()) return problems;
  if (ask.risk_function == kMismatchFunction) {
    problems = count_records_instead(asserted, ask, profile);
  } else {
    leave_what_does_not_hold(asserted);
    find_sizes(asserted, problems);
  }
  if (!problems.empty()) return problems;
  return asserted;
}

base::Result<AssertedContest> assert_totals(const ReportedTotals& totals, const ContestAsk& ask) {
  RECANVASS_CHECK(totals.votes.size() == totals.contest.choices.size());
  const CountsVotes votes{tabulate::votes_max_of(ask.rule, totals.contest), 1};
  std::int64_t all = 0;
  std::int64_t largest = 0;
  for (const election::VoteCount one : totals.votes) {
    all += one.value();
    largest = std::max(largest, one.value());
  }
  const std::int64_t cards = totals.cards.value();
  const auto* irv = std::get_if<tabulate::IrvRules>(&ask.rule.method);
  const bool fits =
      largest <= cards &&
      (irv != nullptr ? all <= cards : votes.votes_max == 0 || all <= votes.votes_max * cards);
  if (irv != nullptr && fits && !ask.quorum_eligible) return by_orders(totals, ask, *irv);
  if (!adds_up_votes(ask.rule.method) || !fits || ask.quorum_eligible) {
    return contest_problem(
        totals.contest, "assertion.totals",
        !fits ? fmt::format("{} votes on {} cards", all, cards)
              : "totals alone for the rule " + ask.rule.id,
        !fits ? "no more votes than the cards can give" : "a rule that adds up votes",
        !fits ? "Correct the votes, the cards, or how many may be marked."
              : "Give the cast vote records.");
  }
  // Every vote on a card of its own: sums of votes do not tell which were on one card.
  tabulate::Profile profile(totals.contest);
  for (std::size_t i = 0; i < totals.votes.size(); ++i) {
    const std::vector<election::Mark> mark{{static_cast<ChoiceIndex>(i)}};
    profile.add(election::MarkingState::Marked, mark, CardCount(totals.votes[i].value()));
  }
  const tabulate::CountInput input{profile, nullptr, ask.lists ? &*ask.lists : nullptr};
  const ContestCount counted = tabulate::count_contest(input, ask.rule, ask.lots);
  AssertedContest asserted = describe(counted, ask);
  asserted.design = MeasureDesign::Polling;
  asserted.style = StyleUse::AllCards;
  asserted.domain = {totals.cards, CardCount(0), CardCount(0)};
  base::Problems problems;
  check_reported(counted, ask, problems);
  OutcomeProof proof =
      prove_outcome(input, counted, {CardCount(std::max(all, cards)), DifficultyOf::Polling, {}});
  asserted.reach = proof.reach;
  asserted.words = std::move(proof.words);
  for (Assertion& one : proof.assertions) {
    const base::Wide sum =
        numerator_sum(one.assorter, profile) +
        static_cast<base::Wide>(one.assorter.numerator_without()) * (cards - all);
    const Rational margin_v =
        assorter_margin(one.assorter, sum, totals.cards, CardCount(0), CardCount(0));
    const auto pair = two_votes(one, counted.tally.votes);
    std::vector<stats::ValueShare> reported;
    if (pair && pair->winner + pair->loser <= cards) {
      const auto share = [&](std::int64_t part) {
        return static_cast<double>(part) / static_cast<double>(cards);
      };
      reported = {{0.0, share(pair->loser)},
                  {0.5, share(cards - pair->winner - pair->loser)},
                  {1.0, share(pair->winner)}};
    }
    asserted.assertions.push_back({std::move(one), margin_v, pair, std::move(reported)});
  }
  if (!problems.empty()) return problems;
  leave_what_does_not_hold(asserted);
  find_sizes(asserted, problems);
  if (!problems.empty()) return problems;
  return asserted;
}

}  // namespace recanvass::audit
