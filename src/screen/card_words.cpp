#include "screen/card_words.h"

#include "base/check.h"
#include "base/figures.h"
#include "tabulate/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace recanvass::screen {
namespace {

using base::counted;
using base::grouped;
using election::BallotCount;
using election::VoteCount;

constexpr double kSmallest = 1e-300;
constexpr std::size_t kContestsNamed = 3;

std::string share_text(double part, std::int64_t whole) {
  return fmt::format("{:.2f} %", whole == 0 ? 0.0 : 100.0 * part / static_cast<double>(whole));
}

std::string event_words(CardCheck check, const std::string& choice) {
  switch (check) {
    case CardCheck::ResidualVotes: return "are blank or overvoted";
    case CardCheck::Overvotes: return "are overvoted";
    case CardCheck::Adjudication: return "were changed by people";
    default: return fmt::format("have a vote for \"{}\"", choice);
  }
}

// Batches with their figures, the largest excess first.
struct BatchExcess {
  std::uint32_t batch = 0;
  std::uint64_t cards = 0;
  std::uint64_t events = 0;
  double excess = 0.0;
};

void keep_largest(std::vector<BatchExcess>& batches, std::size_t most) {
  std::ranges::sort(batches, [](const BatchExcess& a, const BatchExcess& b) {
    return a.excess != b.excess ? a.excess > b.excess : a.batch < b.batch;
  });
  if (batches.size() > most) batches.resize(most);
}

}  // namespace

std::string small_number(double number) {
  if (number < kSmallest) return "less than 1e-300";
  return fmt::format("{:.2g}", number);
}

CardWords::CardWords(const CardCells& cells, const CardScreenAsk& ask)
    : cells_(cells),
      ask_(ask),
      batch_names_(tabulate::names_of_groups(cells.store(), tabulate::GroupBy::Batch)),
      batch_ballots_(batch_names_.size()) {
  for (const election::CardChunk& chunk : cells.store().chunks()) {
    const auto runs = chunk.runs();
    for (std::size_t run = 0; run < runs.size(); ++run) {
      const std::uint32_t end = run + 1 < runs.size() ? runs[run + 1].first : chunk.cards();
      std::int64_t ballots = 0;
      for (std::uint32_t card = runs[run].first; card < end; ++card) {
        if (chunk.starts_ballot(card)) ++ballots;
      }
      batch_ballots_[runs[run].batch] += BallotCount(ballots);
    }
  }
}

CardFinding CardWords::frame(CardCheck check, std::string_view subject) const {
  const AboutCheck what = about(check);
  CardFinding found;
  found.check = check;
  Finding& finding = found.finding;
  finding.id = fmt::format("cards/{}/{}", what.id, subject);
  finding.family = std::string(what.id);
  finding.title = std::string(what.title);
  finding.fact = FactStanding::Holds;
  finding.remainder = Remainder::Unexplained;
  finding.remainder_words = "Nothing in the records explains it.";
  finding.null_words = std::string(what.null_law);
  finding.base_rate_words = "No placebo runs were made for these records.";
  for (const std::string_view innocent : what.innocent) finding.innocent.emplace_back(innocent);
  finding.paper_words = fmt::format(
      "The paper of these batches shows {}; of other batches it says nothing.", what.paper);
  return found;
}

void CardWords::chance(CardFinding& finding, TestedP tested, std::string correction) const {
  finding.finding.p = tested.p;
  finding.finding.p_adjusted = tested.adjusted;
  finding.finding.correction = std::move(correction);
  finding.finding.base_rate_words = fmt::format(
      "Where the null holds, all units together give one that is so far out in a share of at most "
      "{} of such records.",
      small_number(tested.adjusted));
}

std::string CardWords::tabulator_name(std::uint32_t tabulator) const {
  const std::string& name = cells_.store().names().tabulators[tabulator];
  return name.empty() ? std::string("cards without a tabulator") : "tabulator " + name;
}

std::string CardWords::card_name(std::uint64_t card) const {
  const std::string id = cells_.store().imprinted_id(cells_.store().place_of(card));
  return id.empty() ? fmt::format("card {}", card + 1) : id;
}

std::string CardWords::contest_list(const std::vector<std::uint32_t>& contests) const {
  std::string list;
  for (std::size_t i = 0; i < std::min(contests.size(), kContestsNamed); ++i) {
    list +=
        fmt::format("{}\"{}\"", i == 0 ? "" : ", ", cells_.store().contests()[contests[i]].name);
  }
  if (contests.size() > kContestsNamed) {
    list += fmt::format(" and {} more", contests.size() - kContestsNamed);
  }
  return list;
}

PaperTarget CardWords::batch_paper(std::uint32_t batch, std::string why) const {
  return {"batch " + batch_names_[batch], batch_ballots_[batch], {}, {}, std::move(why)};
}

CardFinding CardWords::numbers_twice(const BatchNumbers& batch) const {
  CardFinding found = frame(CardCheck::NumberTwice, batch_names_[batch.batch]);
  found.finding.fact_words = fmt::format(
      "Batch {}: {} a number that another ballot of the batch has ({} numbered, {} to {}).",
      batch_names_[batch.batch], counted(batch.twice, "ballot has", "ballots have"),
      counted(batch.numbered, "card", "cards"), grouped(batch.lowest), grouped(batch.highest));
  found.finding.votes_concerned = VoteCount(batch.twice);
  found.finding.votes_words = "As many votes in each contest as ballots are there twice.";
  found.finding.paper.push_back(
      batch_paper(batch.batch, counted(batch.twice, "number twice", "numbers twice")));
  return found;
}

CardFinding CardWords::numbers_missing(const std::vector<BatchNumbers>& batches) const {
  CardFinding found = frame(CardCheck::NumberMissing, "all");
  std::int64_t missing = 0;
  std::int64_t numbered = 0;
  std::vector<BatchExcess> gaps;
  for (const BatchNumbers& batch : batches) {
    missing += batch.missing;
    numbered += batch.numbered;
    gaps.push_back({batch.batch, 0, static_cast<std::uint64_t>(batch.missing),
                    static_cast<double>(batch.missing)});
  }
  found.finding.fact_words = fmt::format(
      "{} of {} no card between the first and the highest; the batches have {}.",
      counted(missing, "number", "numbers"),
      counted(static_cast<std::int64_t>(batches.size()), "batch belongs to", "batches belong to"),
      counted(numbered, "numbered card", "numbered cards"));
  found.finding.votes_concerned = VoteCount(missing);
  found.finding.votes_words = "A vote in each contest for each card without a record, at most.";
  keep_largest(gaps, ask_.paper_batches);
  for (const BatchExcess& gap : gaps) {
    found.finding.paper.push_back(batch_paper(
        gap.batch,
        counted(static_cast<std::int64_t>(gap.events), "number missing", "numbers missing")));
  }
  return found;
}

CardFinding CardWords::numbers_missing_on(std::uint32_t tabulator, const UnitEvents& events,
                                          const std::vector<BatchNumbers>& batches,
                                          TestedP tested) const {
  std::vector<BatchNumbers> own;
  for (const BatchNumbers& batch : batches) {
    if (cells_.store().names().batches[batch.batch].tabulator == tabulator) own.push_back(batch);
  }
  CardFinding found = numbers_missing(own);
  found.finding.id =
      fmt::format("cards/{}/{}", about(CardCheck::NumberMissing).id, tabulator_name(tabulator));
  found.finding.fact_words =
      fmt::format("{}: {} of {} no card; as many gaps as all tabulators have would be {:.1f}.",
                  tabulator_name(tabulator), grouped(events.observed),
                  counted(events.cards, "number belongs to", "numbers belong to"), events.expected);
  chance(found, tested, name_of(Correction::BenjaminiYekutieli));
  return found;
}

CardFinding CardWords::odd_contests_of(const OddContests& odd) const {
  const auto& names = cells_.store().names();
  CardFinding found = frame(CardCheck::OddContests,
                            fmt::format("{}/{}", names.styles[odd.style], batch_names_[odd.batch]));
  found.finding.fact_words = fmt::format(
      "Batch {}: {} of style \"{}\" {} other contests than nearly all of the {} cards "
      "of that style:",
      batch_names_[odd.batch], counted(odd.cards, "card", "cards"), names.styles[odd.style],
      odd.cards == 1 ? "carries" : "carry", grouped(odd.style_cards));
  if (!odd.missing.empty()) found.finding.fact_words += " without " + contest_list(odd.missing);
  if (!odd.added.empty()) {
    found.finding.fact_words +=
        (odd.missing.empty() ? " with " : ", with ") + contest_list(odd.added);
  }
  found.finding.fact_words += ".";
  found.finding.votes_concerned = VoteCount(odd.cards);
  found.finding.votes_words = "A vote a card in the contests that are missing or added.";
  found.finding.paper.push_back(
      batch_paper(odd.batch, counted(odd.cards, "such card", "such cards")));
  return found;
}

CardFinding CardWords::odd_style_of(const OddStyle& odd) const {
  const auto& names = cells_.store().names();
  CardFinding found = frame(CardCheck::OddStyle, fmt::format("{}/{}", names.precincts[odd.precinct],
                                                             names.styles[odd.style]));
  found.finding.fact_words = fmt::format(
      "Precinct \"{}\": {} of style \"{}\", which other precincts use; of its {} cards most are of "
      "style \"{}\".",
      names.precincts[odd.precinct], counted(odd.cards, "card is", "cards are"),
      names.styles[odd.style], grouped(odd.precinct_cards), names.styles[odd.usual_style]);
  found.finding.votes_concerned = VoteCount(odd.cards);
  found.finding.votes_words = "A vote a card in the contests that the two styles do not share.";
  for (std::size_t i = 0; i < std::min(odd.batches.size(), ask_.paper_batches); ++i) {
    found.finding.paper.push_back(batch_paper(odd.batches[i], "cards of that style"));
  }
  return found;
}

CardFinding CardWords::repeated_run(const CardSequence& cards, const RepeatedRun& run) const {
  CardFinding found = frame(CardCheck::RepeatedRun, card_name(run.first));
  const std::uint64_t last = run.first + run.cards - 1;
  const std::uint64_t again_last = run.again + run.cards - 1;
  found.finding.fact_words = fmt::format(
      "The {} from {} to {} say what the cards from {} to {} say, {}: {} of {} in every contest.",
      counted(static_cast<std::int64_t>(run.cards), "card", "cards"), card_name(run.first),
      card_name(last), card_name(run.again), card_name(again_last),
      run.order == RepeatOrder::Same ? "in the same order" : "in reverse order",
      grouped(static_cast<std::int64_t>(run.alike)), grouped(static_cast<std::int64_t>(run.cards)));
  found.finding.votes_concerned = VoteCount(static_cast<std::int64_t>(run.alike));
  found.finding.votes_words = "As many votes in each contest as cards are there twice.";
  chance(found, {run.by_chance, run.by_chance}, "all pairs of places together");
  found.finding.paper.push_back(batch_paper(cards.batch[run.first], "the first of the two runs"));
  if (cards.batch[run.again] != cards.batch[run.first]) {
    found.finding.paper.push_back(batch_paper(cards.batch[run.again], "the other"));
  }
  return found;
}

CardFinding CardWords::shared_cards_of(const SharedCards& shared) const {
  CardFinding found = frame(CardCheck::SharedCards, fmt::format("{}/{}", batch_names_[shared.batch],
                                                                batch_names_[shared.other]));
  found.finding.fact_words = fmt::format(
      "Batches {} and {}: {} that nobody else in the same precinct and counting group cast are in "
      "both; chance would put {:.2f} there.",
      batch_names_[shared.batch], batch_names_[shared.other],
      counted(shared.shared, "ballot", "ballots"), shared.expected);
  found.finding.votes_concerned = VoteCount(shared.shared);
  found.finding.votes_words = "As many votes in each contest as cards are there twice.";
  chance(found, {shared.by_chance, shared.by_chance}, "all pairs of batches together");
  found.finding.paper.push_back(batch_paper(shared.batch, "one of the two"));
  found.finding.paper.push_back(batch_paper(shared.other, "the other"));
  return found;
}

CardFinding CardWords::alike_run(const CardSequence& cards, const AlikeRun& run) const {
  CardFinding found = frame(CardCheck::AlikeRun, card_name(run.first));
  const double share = std::exp2(-static_cast<double>(cards.surprise[run.first]) / kBit);
  found.finding.fact_words = fmt::format(
      "The {} from {} to {} in batch {} say the same in every contest, as {:.2f} % of the cards of "
      "their style do.",
      counted(static_cast<std::int64_t>(run.cards), "card", "cards"), card_name(run.first),
      card_name(run.first + run.cards - 1), batch_names_[cards.batch[run.first]], 100.0 * share);
  found.finding.votes_concerned = VoteCount(static_cast<std::int64_t>(run.cards));
  found.finding.votes_words = "A vote in each contest for each of the cards, at most.";
  chance(found, {run.by_chance, run.by_chance}, "all places together");
  found.finding.paper.push_back(batch_paper(cards.batch[run.first], "the cards of the run"));
  return found;
}

// The largest batches among the cells that are meant.
template <class Wanted>
void CardWords::add_batches(Wanted wanted, std::string_view why, std::int64_t off,
                            CardFinding& found) const {
  std::vector<BatchExcess> all(batch_names_.size());
  for (const CardCell& cell : cells_.cells()) {
    if (!wanted(cell)) continue;
    BatchExcess& batch = all[cell.batch];
    batch.batch = cell.batch;
    batch.cards += cell.cards;
    batch.excess = static_cast<double>(batch.cards);
  }
  std::erase_if(all, [](const BatchExcess& batch) { return batch.cards == 0; });
  double together = 0.0;
  for (const BatchExcess& batch : all) together += batch.excess;
  keep_largest(all, ask_.paper_batches);
  for (const BatchExcess& batch : all) {
    found.finding.paper.push_back(batch_paper(
        batch.batch,
        fmt::format("{} {}", counted(static_cast<std::int64_t>(batch.cards), "card", "cards"),
                    why)));
    found.finding.paper.back().in_question =
        VoteCount(std::llround(static_cast<double>(off) * batch.excess / together));
  }
}

void CardWords::hold_against_other_contests(const std::vector<CardTest>& tests, std::size_t which,
                                            CardFinding& found) {
  PlaceboRuns runs;
  runs.where = "other contests of the same records";
  for (const CardTest& other : tests) {
    if (other.contest == tests[which].contest) continue;
    ++runs.runs;
    runs.as_large += other.p <= tests[which].p ? 1 : 0;
  }
  if (runs.runs == 0) return;
  found.finding.base_rate_words +=
      fmt::format(" Of {} in other contests of these records {} as far out.",
                  counted(runs.runs, "such comparison", "such comparisons"),
                  counted(runs.as_large, "is", "are"));
  found.finding.placebos = std::move(runs);
}

CardFinding CardWords::missing_choice(const MissingChoice& missing) const {
  const auto& contest = cells_.store().contests()[missing.contest];
  CardFinding found = frame(
      CardCheck::MissingChoice,
      fmt::format("{}/{}/{}", contest.id.text, tabulator_name(missing.tabulator), missing.choice));
  found.contest = missing.contest;
  found.finding.fact_words = fmt::format(
      "{}: \"{}\" has {} on {} with \"{}\"; as cards of the same {} vote on other "
      "tabulators there would be {:.0f}.",
      tabulator_name(missing.tabulator), contest.choices[missing.choice].name,
      missing.votes == 0 ? "no vote" : counted(missing.votes, "vote", "votes"),
      counted(missing.cards, "card", "cards"), contest.name,
      missing.votes == 0 ? "styles" : "precincts and styles", missing.expected);
  const std::int64_t off = std::lround(missing.expected) - missing.votes;
  found.finding.votes_concerned = VoteCount(off);
  found.finding.votes_words = counted(off, "vote", "votes") + " or so.";
  add_batches([&](const CardCell& cell) { return cells_.tabulator_of(cell) == missing.tabulator; },
              "of the tabulator", off, found);
  return found;
}

CardFinding CardWords::odd_group(const OddGroup& odd, TestedP tested) const {
  const auto& contest = cells_.store().contests()[odd.contest];
  const auto& names = cells_.store().names();
  const std::string& style = names.styles[odd.cell.style];
  const std::string& group = names.counting_groups[odd.cell.group];
  CardFinding found =
      frame(CardCheck::GroupBlanks, fmt::format("{}/{}/{}", contest.id.text, style, group));
  found.contest = odd.contest;
  found.finding.fact_words = fmt::format(
      "Style \"{}\", counting group \"{}\", all tabulators together: {} of {} with \"{}\" are "
      "blank or overvoted ({}); by the contest elsewhere and these cards' other contests they "
      "would be {:.1f} ({}).",
      style, group, grouped(odd.cell.blank), counted(odd.cell.cards, "card", "cards"), contest.name,
      share_text(static_cast<double>(odd.cell.blank), odd.cell.cards), odd.expected,
      share_text(odd.expected, odd.cell.cards));
  const auto off = std::lround(std::abs(static_cast<double>(odd.cell.blank) - odd.expected));
  found.finding.votes_concerned = VoteCount(off);
  found.finding.votes_words = counted(off, "vote", "votes") + " at most.";
  chance(found, tested, name_of(Correction::BenjaminiYekutieli));
  add_batches(
      [&](const CardCell& cell) {
        const auto& ballot = cells_.ballots()[cell.ballot];
        return ballot.style == odd.cell.style && ballot.counting_group == odd.cell.group;
      },
      "of the style and counting group", off, found);
  return found;
}

void CardWords::say_events(const CardTest& test, CardFinding& found) const {
  const auto& store = cells_.store();
  const bool of_contest = test.check != CardCheck::Adjudication;
  std::string choice;
  if (test.kind >= ContestEvents::kChoices) {
    choice = store.contests()[test.contest].choices[test.kind - ContestEvents::kChoices].name;
  }
  const std::string of =
      of_contest ? fmt::format(" with \"{}\"", store.contests()[test.contest].name) : std::string();
  const std::string among = test.compared == Comparison::BatchesByBallot
                                ? "of the same tabulator, precinct, style and counting group"
                            : test.compared == Comparison::TabulatorsByBallot
                                ? "of the same precinct, style and counting group"
                            : test.compared == Comparison::TabulatorsByStyle
                                ? "of the same style and counting group"
                                : "of the same counting group, of other places as well,";
  found.finding.fact_words = fmt::format(
      "{}: {} of {}{} {} ({}); dealt by chance among all cards {} they would be {:.1f} ({}).",
      unit_name(test, test.unit), grouped(test.events.observed),
      counted(test.events.cards, "card", "cards"), of, event_words(test.check, choice),
      share_text(static_cast<double>(test.events.observed), test.events.cards), among,
      test.events.expected, share_text(test.events.expected, test.events.cards));
  if (!test.spread) {
    found.finding.fact_words += " How much they vary without any cause could not be measured here.";
  } else if (*test.spread > 1.0) {
    found.finding.fact_words +=
        fmt::format(" {} vary {:.1f} times as much as by chance, which is taken into account.",
                    test.check == CardCheck::BatchChoice ? "Batches" : "Tabulators", *test.spread);
  }
  found.finding.votes_concerned = VoteCount(
      std::lround(std::abs(static_cast<double>(test.events.observed) - test.events.expected)));
  if (test.check == CardCheck::BatchChoice) {
    found.finding.paper.push_back(batch_paper(test.unit, "the batch"));
  } else {
    add_tabulator_paper(test, test.unit, found);
  }
  say_partner(test, found);
}

std::string CardWords::unit_name(const CardTest& test, std::uint32_t unit) const {
  return test.check == CardCheck::BatchChoice ? "batch " + batch_names_[unit]
                                              : tabulator_name(unit);
}

// Of two that are compared with each other alone the records cannot say which is out of line.
void CardWords::say_partner(const CardTest& test, CardFinding& found) const {
  if (!test.partner) return;
  found.finding.fact_words += fmt::format(
      " It was compared with {} alone: too many on one is too few on the other, and the records do "
      "not say which of the two is out of line. Paper of both would.",
      unit_name(test, *test.partner));
  if (test.check == CardCheck::BatchChoice) {
    found.finding.paper.push_back(batch_paper(*test.partner, "the one it was compared with"));
    return;
  }
  add_tabulator_paper(test, *test.partner, found);
}

void CardWords::say_drift(const CardTest& test, CardFinding& found) const {
  const auto& contest = cells_.store().contests()[test.contest];
  const bool residual = test.followed == Followed::Residual;
  const bool along = test.check == CardCheck::DriftAlongBatch;
  found.finding.fact_words = fmt::format(
      "{}: {} in \"{}\" {} by {:.2f} percentage points {} ({} in {}; {:.1f} standard errors).",
      tabulator_name(test.unit),
      residual ? "the share of blank or overvoted cards" : "the lead of the first choice",
      contest.name, test.drift.change > 0 ? "grows" : "falls", 100.0 * std::abs(test.drift.change),
      along ? "from the first card of a batch to the last" : "from the first batch to the last",
      counted(test.drift.cards, "card", "cards"), counted(test.drift.batches, "batch", "batches"),
      std::abs(test.drift.deviation));
  found.finding.votes_concerned = VoteCount(
      std::lround(std::abs(test.drift.change) * static_cast<double>(test.drift.cards) / 2.0));
  add_unit_paper(test, found);
}

void CardWords::say_order(const CardTest& test, CardFinding& found) const {
  const auto& contest = cells_.store().contests()[test.contest];
  const auto& names = cells_.store().names();
  std::string moved;
  for (const auto& [choice, whose] : moved_choices(test.order)) {
    moved += fmt::format("{}\"{}\" with those of \"{}\"", moved.empty() ? "" : ", ",
                         contest.choices[choice].name, contest.choices[whose].name);
  }
  const std::string unit =
      test.defined_by == DefinedBy::Style      ? "style \"" + names.styles[test.unit] + "\""
      : test.defined_by == DefinedBy::Precinct ? "precinct \"" + names.precincts[test.unit] + "\""
                                               : tabulator_name(test.unit);
  found.finding.fact_words = fmt::format(
      "{}: the {} in \"{}\" would be like all other places' if one read the votes of {}.", unit,
      counted(test.order.votes, "vote", "votes"), contest.name, moved);
  found.finding.votes_concerned = VoteCount(test.order.moved);
  add_unit_paper(test, found);
}

// Batches of the tabulator with the most events above (or below) the unit's expected share.
void CardWords::add_tabulator_paper(const CardTest& test, std::uint32_t tabulator,
                                    CardFinding& found) const {
  const double share = test.events.expected / static_cast<double>(test.events.cards);
  const bool above = static_cast<double>(test.events.observed) >= test.events.expected;
  const double sign = above == (tabulator == test.unit) ? 1.0 : -1.0;
  const bool of_contest = test.check != CardCheck::Adjudication;
  ContestEvents events;
  if (of_contest) events = count_events(cells_, test.contest);
  std::vector<BatchExcess> all(batch_names_.size());
  for (std::size_t cell = 0; cell < cells_.cells().size(); ++cell) {
    const CardCell& here = cells_.cells()[cell];
    if (cells_.tabulator_of(here) != tabulator) continue;
    BatchExcess& batch = all[here.batch];
    batch.batch = here.batch;
    batch.cards += of_contest ? events.cards[cell] : here.cards;
    batch.events += of_contest ? events.of(cell, test.kind) : here.adjudicated;
  }
  std::erase_if(all, [](const BatchExcess& batch) { return batch.cards == 0; });
  for (BatchExcess& batch : all) {
    batch.excess =
        sign * (static_cast<double>(batch.events) - static_cast<double>(batch.cards) * share);
  }
  keep_largest(all, ask_.paper_batches);
  for (const BatchExcess& batch : all) {
    found.finding.paper.push_back(batch_paper(
        batch.batch, fmt::format("{} of {} where {:.1f} were to be expected", batch.events,
                                 batch.cards, static_cast<double>(batch.cards) * share)));
    if (of_contest) {
      found.finding.paper.back().in_question = VoteCount(std::llround(std::abs(batch.excess)));
    }
  }
}

// The largest batches of a unit; of a drift the last ones of the tabulator.
void CardWords::add_unit_paper(const CardTest& test, CardFinding& found) const {
  const bool is_order = test.check == CardCheck::ChoiceOrder;
  std::vector<BatchExcess> all(batch_names_.size());
  for (const CardCell& cell : cells_.cells()) {
    const auto& ballot = cells_.ballots()[cell.ballot];
    const bool in_unit = !is_order || test.defined_by == DefinedBy::Tabulator
                             ? cells_.tabulator_of(cell) == test.unit
                         : test.defined_by == DefinedBy::Style ? ballot.style == test.unit
                                                               : ballot.precinct == test.unit;
    if (!in_unit) continue;
    BatchExcess& batch = all[cell.batch];
    batch.batch = cell.batch;
    batch.cards += cell.cards;
    batch.excess = is_order ? static_cast<double>(batch.cards) : static_cast<double>(cell.batch);
  }
  std::erase_if(all, [](const BatchExcess& batch) { return batch.cards == 0; });
  keep_largest(all, ask_.paper_batches);
  for (const BatchExcess& batch : all) {
    found.finding.paper.push_back(batch_paper(
        batch.batch,
        counted(static_cast<std::int64_t>(batch.cards), "card of the unit", "cards of the unit")));
  }
}

CardFinding CardWords::test(const CardTest& test, TestedP tested, const ContestLead* lead) const {
  const bool of_contest = test.check != CardCheck::Adjudication;
  const bool is_order = test.check == CardCheck::ChoiceOrder;
  CardFinding found =
      frame(test.check,
            fmt::format(
                "{}{}/{}", of_contest ? cells_.store().contests()[test.contest].id.text + "/" : "",
                is_order ? fmt::format("{}", test.unit) : unit_name(test, test.unit), test.kind));
  if (of_contest) found.contest = test.contest;
  chance(found, tested, name_of(Correction::BenjaminiYekutieli));
  switch (test.check) {
    case CardCheck::DriftAlongBatch:
    case CardCheck::DriftOverBatches: say_drift(test, found); break;
    case CardCheck::ChoiceOrder: say_order(test, found); break;
    default: say_events(test, found); break;
  }
  const std::string votes = counted(found.finding.votes_concerned->value(), "vote", "votes");
  if (!of_contest) {
    found.finding.votes_concerned.reset();
    found.finding.votes_words =
        "Cards that people changed; how many votes, the records do not say.";
  } else if (lead != nullptr && lead->votes) {
    found.finding.votes_words = fmt::format("{} at most, where the records have a lead of {}.",
                                            votes, grouped(lead->votes->value()));
  } else {
    found.finding.votes_words = fmt::format("{} at most.", votes);
  }
  return found;
}

}  // namespace recanvass::screen
