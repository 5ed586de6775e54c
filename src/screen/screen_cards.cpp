#include "screen/screen_cards.h"

#include "screen/card_words.h"
#include "stats/distributions.h"
#include "stats/matched_law.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace recanvass::screen {
namespace {

using election::CardStore;
using election::VoteCount;

constexpr const char* kSortedRecords =
    "cards that say the same stand together: the order is not that of counting";
constexpr const char* kNoOrder = "the file holds rankings and how often each, not cards in order";
constexpr double kPowerDeviation = 1.2815515655446004;  // nine times in ten

// The lead of a contest by its events; no value where first preferences do not decide it.
std::optional<VoteCount> lead_of(const election::CardContest& contest,
                                 const ContestEvents& events) {
  if (contest.ranks > 0) return std::nullopt;
  std::vector<std::int64_t> votes(contest.choices.size(), 0);
  for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
    for (std::size_t i = 0; i < votes.size(); ++i) {
      votes[i] += static_cast<std::int64_t>(events.of(cell, ContestEvents::kChoices + i));
    }
  }
  std::ranges::sort(votes, std::greater<>());
  const auto places = static_cast<std::size_t>(std::max(1, contest.vote_for));
  if (votes.size() <= places) return std::nullopt;
  return VoteCount(votes[places - 1] - votes[places]);
}

class CardScreener {
 public:
  CardScreener(const CardStore& store, const CardScreenAsk& ask, base::Executor& executor)
      : store_(store), ask_(ask), executor_(executor), cells_(store), words_(cells_, ask) {
    for (const CardCheck check : all_card_checks()) {
      CheckSummary summary;
      summary.check = check;
      screen_.checks.push_back(std::move(summary));
    }
    smallest_.assign(screen_.checks.size(), std::nullopt);
  }

  CardScreen run() {
    screen_.cards = store_.cards();
    find_numbers();
    find_styles();
    find_order();
    find_by_contest();
    correct_over_checks();
    std::ranges::stable_sort(screen_.findings, {}, &CardFinding::check);
    return std::move(screen_);
  }

 private:
  CheckSummary& summary_of(CardCheck check) {
    return screen_.checks[static_cast<std::size_t>(check)];
  }
  void add(CardFinding finding) {
    ++summary_of(finding.check).findings;
    screen_.findings.push_back(std::move(finding));
  }
  // The smallest p of a check, for Holm over checks.
  void note_p(CardCheck check, double p) {
    auto& smallest = smallest_[static_cast<std::size_t>(check)];
    smallest = std::min(smallest.value_or(1.0), p);
  }

  void find_numbers();
  void compare_gaps(const std::vector<BatchNumbers>& batches);
  void find_styles();
  void find_order();
  void find_by_contest();
  void find_odd_groups(std::span<const std::vector<GroupBlanks>> by_contest);
  void find_group_choices(std::span<const std::vector<GroupVotes>> by_contest);
  void find_missing_choices(std::span<const MissingChoices> by_contest);
  void name_not_compared(CardCheck check, const std::vector<CardTest>& tests);
  void say_not_applied();
  void find_in_family(CardCheck check, std::vector<CardTest> tests);
  void correct_over_checks();

  const CardStore& store_;
  const CardScreenAsk& ask_;
  base::Executor& executor_;
  CardCells cells_;
  CardWords words_;
  CardScreen screen_;
  std::vector<std::optional<double>> smallest_;  // by check
  bool is_sorted_ = false;
};

void CardScreener::find_numbers() {
  const std::vector<BatchNumbers> batches = batch_numbers(store_);
  summary_of(CardCheck::NumberTwice).tests = static_cast<std::int64_t>(batches.size());
  summary_of(CardCheck::NumberMissing).tests = static_cast<std::int64_t>(batches.size());
  if (batches.empty()) {
    for (const CardCheck check : {CardCheck::NumberTwice, CardCheck::NumberMissing}) {
      summary_of(check).not_applied = "the records do not number the cards of a batch";
    }
    return;
  }
  std::vector<BatchNumbers> with_gaps;
  for (const BatchNumbers& batch : batches) {
    if (batch.twice > 0) add(words_.numbers_twice(batch));
    if (batch.missing > 0) with_gaps.push_back(batch);
  }
  if (with_gaps.empty()) return;
  add(words_.numbers_missing(with_gaps));
  compare_gaps(batches);
}

void CardScreener::compare_gaps(const std::vector<BatchNumbers>& batches) {
  UnitStrata strata;
  GroupEvents events;
  strata.units = static_cast<std::uint32_t>(store_.names().tabulators.size());
  strata.strata = 1;
  for (std::uint32_t tabulator = 0; tabulator < strata.units; ++tabulator) {
    strata.groups.push_back({tabulator, 0});
  }
  events.cards.assign(strata.units, 0);
  events.events.assign(strata.units, 0);
  for (const BatchNumbers& batch : batches) {
    const std::uint32_t tabulator = store_.names().batches[batch.batch].tabulator;
    events.cards[tabulator] += static_cast<std::uint64_t>(batch.highest);
    events.events[tabulator] += static_cast<std::uint64_t>(batch.missing);
  }
  const std::vector<UnitEvents> units = compare_units(strata, events);
  const double spread = spread_between(units).value_or(1.0);
  std::vector<double> p_values;
  std::vector<std::uint32_t> tested;
  for (std::uint32_t tabulator = 0; tabulator < units.size(); ++tabulator) {
    const UnitEvents& unit = units[tabulator];
    if (unit.variance <= 0.0) continue;
    tested.push_back(tabulator);
    p_values.push_back(
        stats::matched_at_least({unit.expected, spread * unit.variance}, unit.observed));
  }
  const auto adjusted = adjusted_p(p_values, Correction::BenjaminiYekutieli);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    note_p(CardCheck::NumberMissing, adjusted[i]);
    if (adjusted[i] > ask_.level) continue;
    add(words_.numbers_missing_on(tested[i], units[tested[i]], batches,
                                  {p_values[i], adjusted[i]}));
  }
}

void CardScreener::find_styles() {
  const StyleContests odd = odd_contests(cells_, executor_);
  CheckSummary& contests = summary_of(CardCheck::OddContests);
  contests.tests = odd.styles - static_cast<std::int64_t>(odd.scattered.size());
  if (contests.tests == 0) {
    contests.not_applied = "cards of one style carry very different contests in these records";
  }
  for (const OddContests& one : odd.odd) add(words_.odd_contests_of(one));
  CheckSummary& styles = summary_of(CardCheck::OddStyle);
  styles.tests = static_cast<std::int64_t>(store_.names().precincts.size()) - 1;
  if (styles.tests == 0) styles.not_applied = "the records name no precincts";
  for (const OddStyle& one : odd_styles(cells_)) add(words_.odd_style_of(one));
}

void CardScreener::find_order() {
  if (!ask_.in_order) {
    is_sorted_ = true;
    for (const CardCheck check :
         {CardCheck::RepeatedRun, CardCheck::SharedCards, CardCheck::AlikeRun,
          CardCheck::DriftAlongBatch, CardCheck::DriftOverBatches}) {
      summary_of(check).not_applied = kNoOrder;
    }
    return;
  }
  const CardSequence cards = sequence_of(cells_, executor_);
  screen_.alike_by_neighbourhood = cards.alike_by_neighbourhood();
  for (const CardCheck check :
       {CardCheck::RepeatedRun, CardCheck::SharedCards, CardCheck::AlikeRun}) {
    summary_of(check).tests = static_cast<std::int64_t>(cards.size());
    note_p(check, 1.0);
  }
  is_sorted_ = cards.is_sorted;
  for (const CardCheck check : {CardCheck::RepeatedRun, CardCheck::AlikeRun,
                                CardCheck::DriftAlongBatch, CardCheck::DriftOverBatches}) {
    if (is_sorted_) summary_of(check).not_applied = kSortedRecords;
  }
  for (const RepeatedRun& run : repeated_runs(cards)) {
    note_p(CardCheck::RepeatedRun, run.by_chance);
    add(words_.repeated_run(cards, run));
  }
  for (const SharedCards& shared : shared_cards(cells_, cards)) {
    note_p(CardCheck::SharedCards, shared.by_chance);
    add(words_.shared_cards_of(shared));
  }
  for (const AlikeRun& run : alike_runs(cards)) {
    note_p(CardCheck::AlikeRun, run.by_chance);
    add(words_.alike_run(cards, run));
  }
}

void CardScreener::find_by_contest() {
  const CardStrata strata = all_strata(cells_, executor_);
  const std::size_t contests = store_.contests().size();
  const double alike = std::min(0.9, screen_.alike_by_neighbourhood);
  const double least_spread = (1.0 + alike) / (1.0 - alike);
  std::vector<ContestTests> found(contests);
  std::vector<std::vector<GroupBlanks>> blanks(contests);
  std::vector<MissingChoices> missing(contests);
  std::vector<std::vector<GroupVotes>> votes(contests);
  screen_.leads.resize(contests);
  executor_.run_blocks(contests, [&](std::size_t contest) {
    const ContestEvents events = count_events(cells_, static_cast<std::uint32_t>(contest));
    found[contest] = test_contest(cells_, strata, events, least_spread);
    blanks[contest] = group_blanks(cells_, events);
    missing[contest] = missing_choices(cells_, events);
    votes[contest] = group_votes(cells_, events);
    screen_.leads[contest] = {store_.contests()[contest].name,
                              lead_of(store_.contests()[contest], events)};
  });
  for (const CardCheck check :
       {CardCheck::ResidualVotes, CardCheck::Overvotes, CardCheck::TabulatorChoice,
        CardCheck::BatchChoice, CardCheck::DriftAlongBatch, CardCheck::DriftOverBatches,
        CardCheck::ChoiceOrder}) {
    const bool of_order =
        check == CardCheck::DriftAlongBatch || check == CardCheck::DriftOverBatches;
    if (is_sorted_ && of_order) continue;
    std::vector<CardTest> tests;
    for (const ContestTests& one : found) {
      std::ranges::copy_if(one.tests, std::back_inserter(tests),
                           [&](const CardTest& test) { return test.check == check; });
    }
    if (check == CardCheck::ResidualVotes || check == CardCheck::TabulatorChoice) {
      name_not_compared(check, tests);
    }
    find_in_family(check, std::move(tests));
  }
  find_missing_choices(missing);
  find_odd_groups(blanks);
  find_group_choices(votes);
  find_in_family(CardCheck::Adjudication, test_adjudication(cells_, strata, least_spread));
  say_not_applied();
  CheckSummary& order = summary_of(CardCheck::ChoiceOrder);
  if (order.tests > 0) {
    order.caution =
        "a definition that is wrong in all places that have the contest is not seen, nor two "
        "choices about equally strong under each other's name";
  }
}

void CardScreener::find_missing_choices(std::span<const MissingChoices> by_contest) {
  for (const MissingChoices& of_contest : by_contest) {
    summary_of(CardCheck::MissingChoice).tests += of_contest.compared;
    for (const MissingChoice& one : of_contest.found) add(words_.missing_choice(one));
  }
}

void CardScreener::find_odd_groups(std::span<const std::vector<GroupBlanks>> by_contest) {
  const std::vector<OddGroup> groups = odd_groups(by_contest);
  CheckSummary& summary = summary_of(CardCheck::GroupBlanks);
  summary.tests = static_cast<std::int64_t>(groups.size());
  if (groups.empty()) return;
  std::vector<double> p_values;
  for (const OddGroup& one : groups) p_values.push_back(one.p);
  const auto adjusted = adjusted_p(p_values, Correction::BenjaminiYekutieli);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    note_p(CardCheck::GroupBlanks, adjusted[i]);
    if (adjusted[i] <= ask_.level) add(words_.odd_group(groups[i], {p_values[i], adjusted[i]}));
  }
}

void CardScreener::find_group_choices(std::span<const std::vector<GroupVotes>> by_contest) {
  const std::vector<GroupChoices> groups = compare_group_choices(by_contest);
  CheckSummary& summary = summary_of(CardCheck::GroupChoice);
  summary.tests = static_cast<std::int64_t>(groups.size());
  if (groups.empty()) return;
  std::vector<double> p_values;
  for (const GroupChoices& one : groups) p_values.push_back(one.p);
  const auto adjusted = adjusted_p(p_values, Correction::BenjaminiYekutieli);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    note_p(CardCheck::GroupChoice, adjusted[i]);
    if (adjusted[i] > ask_.level) continue;
    add(words_.group_choices(groups[i], {p_values[i], adjusted[i]}));
  }
}

// A tabulator that is alone with its ballots is in no comparison, which is not to have passed one.
void CardScreener::name_not_compared(CardCheck check, const std::vector<CardTest>& tests) {
  std::vector<bool> with_cards(store_.names().tabulators.size(), false);
  for (const CardCell& cell : cells_.cells()) with_cards[cells_.tabulator_of(cell)] = true;
  for (const CardTest& test : tests) with_cards[test.unit] = false;
  for (std::uint32_t tabulator = 0; tabulator < with_cards.size(); ++tabulator) {
    if (with_cards[tabulator]) {
      summary_of(check).not_compared.push_back(words_.tabulator_name(tabulator));
    }
  }
}

void CardScreener::say_not_applied() {
  for (const auto& [check, reason] :
       {std::pair{CardCheck::ResidualVotes, "no two tabulators have ballots of one style"},
        std::pair{CardCheck::Overvotes, "no two tabulators have ballots of one style"},
        std::pair{CardCheck::GroupBlanks,
                  "too few styles, counting groups and contests to hold against each other"},
        std::pair{CardCheck::MissingChoice, "no two tabulators have ballots of one style"},
        std::pair{CardCheck::Adjudication, "no card was changed by people"},
        std::pair{CardCheck::TabulatorChoice,
                  "no two tabulators have ballots of one precinct and style"},
        std::pair{CardCheck::BatchChoice,
                  "too few batches of a tabulator have ballots of one precinct and style"},
        std::pair{CardCheck::GroupChoice,
                  "too few places where two counting groups have the same ballots"},
        std::pair{CardCheck::DriftAlongBatch, "no tabulator has enough cards of a contest"},
        std::pair{CardCheck::DriftOverBatches, "no tabulator has 8 batches of 20 cards"},
        std::pair{CardCheck::ChoiceOrder, "no contest has 8 units with 20 votes"}}) {
    CheckSummary& summary = summary_of(check);
    if (summary.tests == 0 && summary.not_applied.empty()) summary.not_applied = reason;
  }
}

void CardScreener::find_in_family(CardCheck check, std::vector<CardTest> tests) {
  CheckSummary& summary = summary_of(check);
  summary.tests = static_cast<std::int64_t>(tests.size());
  if (tests.empty()) return;
  std::vector<double> p_values;
  std::vector<double> deviations;  // standard deviations of the events of a unit
  double harmonic = 0.0;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    p_values.push_back(tests[i].p);
    deviations.push_back(std::sqrt(tests[i].events.variance * tests[i].spread.value_or(1.0)));
    harmonic += 1.0 / static_cast<double>(i + 1);
  }
  std::ranges::sort(deviations);
  const double deviation = deviations[deviations.size() / 2];
  const double first_step = ask_.level / (static_cast<double>(tests.size()) * harmonic);
  if (deviation > 0.0) {
    summary.least_seen =
        (stats::normal_quantile(1.0 - first_step / 2.0) + kPowerDeviation) * deviation;
  }
  const auto adjusted = adjusted_p(p_values, Correction::BenjaminiYekutieli);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    note_p(check, adjusted[i]);
    if (adjusted[i] <= ask_.level) out.push_back(i);
  }
  std::ranges::stable_sort(out,
                           [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  for (const std::size_t i : out) {
    const ContestLead* lead =
        check == CardCheck::Adjudication ? nullptr : &screen_.leads[tests[i].contest];
    add(words_.test(tests[i], {p_values[i], adjusted[i]}, lead));
    if (check != CardCheck::Adjudication) {
      words_.hold_against_other_contests(tests, i, screen_.findings.back());
    }
  }
}

void CardScreener::correct_over_checks() {
  std::vector<double> p_values;
  std::vector<std::size_t> which;
  for (std::size_t i = 0; i < smallest_.size(); ++i) {
    if (!smallest_[i] || !screen_.checks[i].not_applied.empty()) continue;
    p_values.push_back(*smallest_[i]);
    which.push_back(i);
  }
  const auto adjusted = adjusted_p(p_values, Correction::Holm);
  for (std::size_t i = 0; i < which.size(); ++i) screen_.checks[which[i]].method_p = adjusted[i];
  for (CardFinding& found : screen_.findings) {
    const auto& method_p = summary_of(found.check).method_p;
    const bool stands = !found.finding.p_adjusted || (method_p && *method_p <= ask_.level);
    bool matters = true;
    if (found.contest && found.finding.votes_concerned) {
      const auto& lead = screen_.leads[*found.contest].votes;
      matters = !lead || *found.finding.votes_concerned * 10 > *lead;
    }
    found.comes_first = stands && matters;
  }
}

}  // namespace

CardScreen screen_cards(const CardStore& store, const CardScreenAsk& ask,
                        base::Executor& executor) {
  return CardScreener(store, ask, executor).run();
}

}  // namespace recanvass::screen
