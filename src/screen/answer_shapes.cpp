// The answers about the shape of results: units unlike what is known of them, shares that too many
// units have, turnout beside share as a picture, and claims about digits made again.
#include "base/check.h"
#include "base/figures.h"
#include "screen/answer.h"
#include "screen/multiplicity.h"
#include "screen/ordinary_counties.h"
#include "stats/distributions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace recanvass::screen {
namespace {

std::int64_t figure_at(const UnitTable& table, const std::string& measure, std::size_t unit) {
  return whole_of(table.measure(measure)->values[unit]);
}

std::string one_decimal_times(double deviation) {
  return fmt::format("{:.1f} deviations", std::abs(deviation));
}

// Units whose parts add up to no more than the whole; the others are counted.
std::vector<std::size_t> units_of_parts(const UnitTable& table,
                                        const std::vector<std::string>& parts,
                                        const std::string& whole, std::int64_t& impossible) {
  std::vector<std::string> needed = parts;
  needed.push_back(whole);
  std::vector<std::size_t> units;
  for (const std::size_t unit : complete_units(table, needed)) {
    const std::int64_t all = figure_at(table, whole, unit);
    const bool possible = std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
      const std::int64_t votes = figure_at(table, part, unit);
      return votes >= 0 && votes <= all;
    });
    if (possible) {
      units.push_back(unit);
    } else {
      ++impossible;
    }
  }
  return units;
}

std::string left_out_words(std::int64_t impossible) {
  if (impossible == 0) return {};
  return fmt::format(" {} with more votes for a choice than votes left out.",
                     base::counted(impossible, "unit", "units"));
}

// The farthest choice of each unit that is far out, the farthest unit first.
std::vector<OddShare> farthest_of_units(const OddShares& shares) {
  std::vector<OddShare> farthest;
  for (const OddShare& odd : shares.odd) {
    const bool known = std::any_of(farthest.begin(), farthest.end(),
                                   [&](const OddShare& one) { return one.unit == odd.unit; });
    if (!known) farthest.push_back(odd);
  }
  return farthest;
}

// Every choice of a unit that is far out: the farthest may be ordinary and hide one that is not.
std::string odd_unit_words(const OutliersAsk& ask, const UnitTable& table, const OddShares& shares,
                           std::size_t unit) {
  std::string words;
  for (const OddShare& odd : shares.odd) {
    if (odd.unit != unit) continue;
    words += fmt::format("{}{}: {}, {} expected; {} {}", words.empty() ? "" : "; and ",
                         table.measure(ask.choices[odd.choice])->words, base::grouped(odd.votes),
                         base::grouped(whole_of(odd.expected)), one_decimal_times(odd.deviation),
                         odd.deviation > 0.0 ? "above" : "below");
  }
  return words;
}

std::string peaks_words(const ShareSpikes& spikes) {
  if (spikes.peaks.empty()) return "no share has more units than redrawings let expect";
  std::string words;
  constexpr std::size_t kTold = 4;
  for (std::size_t i = 0; i < std::min(kTold, spikes.peaks.size()); ++i) {
    const SharePeak& peak = spikes.peaks[i];
    words += fmt::format("{}{:.1f} % ({:.1f} units as the kernel counts, {:.1f} expected)",
                         i == 0 ? "" : ", ", 100.0 * peak.share, peak.seen, peak.expected);
  }
  if (spikes.peaks.size() > kTold) {
    words += fmt::format(" and {} more", spikes.peaks.size() - kTold);
  }
  return "most units beyond what redrawings let expect at " + words;
}

// Units at the shares that too many have: peak by peak, the largest first.
std::vector<NamedUnit> units_at_peaks(const ShareSpikes& spikes,
                                      const std::vector<SharedVotes>& units,
                                      const std::vector<std::size_t>& places) {
  constexpr double kHalfCell = 0.0005;  // shares are read by tenths of a point
  constexpr std::size_t kPeaks = 4;
  std::vector<NamedUnit> named;
  for (std::size_t peak = 0; peak < std::min(kPeaks, spikes.peaks.size()); ++peak) {
    std::vector<std::size_t> here;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const double share = static_cast<double>(units[i].votes) / static_cast<double>(units[i].all);
      if (std::abs(share - spikes.peaks[peak].share) <= kHalfCell) here.push_back(i);
    }
    std::ranges::stable_sort(
        here, [&](std::size_t a, std::size_t b) { return units[a].all > units[b].all; });
    for (const std::size_t i : here) {
      named.push_back(
          {places[i],
           fmt::format("{} of {}, at the share of {:.1f} %", base::grouped(units[i].votes),
                       base::grouped(units[i].all), 100.0 * spikes.peaks[peak].share)});
    }
  }
  return named;
}

// The unit and choice that are least likely where nothing is wrong.
struct LeastLikely {
  std::size_t unit = 0;  // of the fit
  std::size_t choice = 0;
  double p = 1.0;  // for the number of units and choices
  double deviation = 0.0;
  double to_tell = 0.0;  // so far out, it would be told at 5 %
};

// By the law of each choice's own deviations.
LeastLikely least_likely_here(const OddShares& shares) {
  LeastLikely least;
  for (std::size_t unit = 0; unit < shares.deviations.size(); ++unit) {
    for (std::size_t choice = 0; choice < shares.tails.size(); ++choice) {
      const double here = shares.deviations[unit][choice];
      const double p = two_sided_p(shares.tails[choice], here);
      if (p > least.p || (p >= least.p && std::abs(here) <= std::abs(least.deviation))) continue;
      least = {unit, choice, p, here, 0.0};
    }
  }
  const auto tests = static_cast<double>(shares.deviations.size() * shares.tails.size());
  const LongTail& law = shares.tails[least.choice];
  least.to_tell = law.scale * stats::student_t_quantile(1.0 - kLevel / (2.0 * tests), law.freedom);
  least.p = std::min(1.0, least.p * tests);
  return least;
}

// Beside counties of elections that nobody disputes.
LeastLikely least_likely_of_counties(const OddShares& shares) {
  LeastLikely least;
  for (std::size_t unit = 0; unit < shares.deviations.size(); ++unit) {
    for (std::size_t choice = 0; choice < shares.tails.size(); ++choice) {
      const double here = shares.deviations[unit][choice];
      if (std::abs(here) > std::abs(least.deviation)) least = {unit, choice, 1.0, here, 0.0};
    }
  }
  const std::size_t counties = shares.deviations.size();
  least.p = p_beside_ordinary(std::abs(least.deviation), counties, shares.tails.size());
  least.to_tell = deviation_to_tell(kLevel, counties, shares.tails.size());
  return least;
}

bool are_counties(const UnitTable& table) { return table.words == "counties"; }

std::string null_of_counties() {
  const OrdinaryCounties law = ordinary_counties();
  return fmt::format(
      "Shares follow what is held equal, and counties lie around them as they do in {} elections "
      "of a President in a state that nearly nobody disputes (2004 to 2024, the last share and "
      "size held equal); p is the part of those that lie as far out as the farthest here, times "
      "the number of counties and of choices but one. Beyond {:.1f} deviations that part falls "
      "with their power {:.1f}.",
      law.elections, law.from, law.power);
}

std::string null_of_units(const LongTail& law) {
  return fmt::format(
      "Shares follow what is held equal, and the units' votes for a choice lie around them by a "
      "law with long tails that is fitted to the others (Student's, {:.3g} degrees of freedom for "
      "the choice that decides); p is that of the farthest unit times the number of units and "
      "choices. Of fewer than some hundred units such a fit is rough: of the counties of a state "
      "it calls three times as many unexplained as it should.",
      law.freedom);
}

// Far out is no news by itself: what ordinary places are like says how far is far.
void judge_outliers(bool seen, Finding& finding) {
  const bool beyond_tail = seen && *finding.p <= kLevel;
  finding.remainder = beyond_tail ? Remainder::Unexplained
                      : seen      ? Remainder::NotTold
                                  : Remainder::NothingSeen;
  finding.remainder_words =
      beyond_tail
          ? "Something about these places, or about their ballots, is not among what was held "
            "equal. The figures do not say what."
      : seen ? "Places differ in more than what was held equal, and this question cannot tell the "
               "farthest from such places. They are where to look first; it says neither that "
               "something is wrong there nor that nothing is."
             : "No unit stands out.";
}

// How far units of the middle size lie apart, in points, over the choices.
std::string apart_words(const OddShares& shares) {
  std::vector<double> points;
  double all = 0.0;
  std::vector<double> of_choice(shares.spreads.size(), 0.0);
  for (const auto& unit : shares.expected) {
    for (std::size_t choice = 0; choice < unit.size(); ++choice) {
      of_choice[choice] += unit[choice];
      all += unit[choice];
    }
  }
  for (std::size_t choice = 0; choice < of_choice.size(); ++choice) {
    const double share = of_choice[choice] / all;
    points.push_back(100.0 * std::sqrt(share * (1.0 - share) * shares.spreads[choice].within));
  }
  const auto [least, most] = std::ranges::minmax(points);
  // Of two choices what one has more the other has fewer.
  if (points.size() == 2) return fmt::format("by {:.2f} points", most);
  return fmt::format("from {:.2f} points for one choice to {:.2f} for another", least, most);
}

}  // namespace

void answer_outliers(const OutliersAsk& ask, const AskedOf& asked, Answered& out) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  std::vector<std::string> needed = ask.choices;
  needed.insert(needed.end(), ask.hold.begin(), ask.hold.end());
  OddAnswer answer;
  std::vector<std::vector<std::int64_t>> votes;
  for (const std::size_t unit : complete_units(table, needed)) {
    std::vector<std::int64_t> here;
    for (const std::string& choice : ask.choices) here.push_back(figure_at(table, choice, unit));
    if (std::any_of(here.begin(), here.end(), [](std::int64_t number) { return number < 0; })) {
      continue;
    }
    answer.units.push_back(unit);
    votes.push_back(std::move(here));
  }
  Regressors regressors;
  regressors.add("constant", std::vector<double>(answer.units.size(), 1.0));
  for (const std::string& held : ask.hold) {
    regressors.add(held, values_of(table, held, answer.units));
  }
  auto shares = find_odd_shares(votes, regressors);
  if (!shares) return not_checked(out, base::sentences(shares.problems()));
  answer.shares = std::move(shares).value();
  const std::vector<OddShare> farthest = farthest_of_units(answer.shares);
  double concerned = 0.0;
  for (const OddShare& odd : farthest) {
    concerned += std::abs(static_cast<double>(odd.votes) - odd.expected);
  }
  const bool counties = are_counties(table);
  const LeastLikely least =
      counties ? least_likely_of_counties(answer.shares) : least_likely_here(answer.shares);
  finding.p = least.p;
  const bool seen = !farthest.empty();
  finding.fact = seen ? FactStanding::Holds : FactStanding::HoldsNot;
  finding.fact_words = fmt::format(
      "Of {} {}, {} more than {:.0f} deviations from the shares of {} choices that the others let "
      "expect; beyond what their numbers of votes let them, {} lie apart {}.{}",
      base::grouped(static_cast<std::int64_t>(answer.units.size())), table.words,
      base::counted(static_cast<std::int64_t>(farthest.size()), "is", "are"), OddShares::kFarOut,
      ask.choices.size(), table.words, apart_words(answer.shares),
      answer.shares.settled ? "" : " The fit did not settle; take it as rough.");
  judge_outliers(seen, finding);
  finding.null_words =
      counties ? null_of_counties() : null_of_units(answer.shares.tails[least.choice]);
  if (counties && out.question.base_rate.empty()) {
    finding.base_rate_words =
        "At 5 % it calls the farthest county unexplained in 11 of 235 elections of a President in "
        "a state, 2004 to 2024, that nearly nobody disputes.";
  }
  finding.votes_concerned = election::VoteCount(whole_of(concerned));
  finding.votes_words = "The choices farthest out have " + against_lead(concerned, asked.lead) +
                        ", more or fewer than expected, all together.";
  if (least.deviation != 0.0) {
    const double off = static_cast<double>(votes[least.unit][least.choice]) -
                       answer.shares.expected[least.unit][least.choice];
    finding.votes_words += fmt::format(
        " To be told from ordinary places at 5 %, before correction for what else was asked, "
        "\"{}\" of {} would have to be off by {}.",
        table.measure(ask.choices[least.choice])->words, table.units[answer.units[least.unit]],
        against_lead(least.to_tell * off / least.deviation, asked.lead));
  }
  std::vector<NamedUnit> targets;
  for (const OddShare& odd : farthest) {
    targets.push_back({answer.units[odd.unit], odd_unit_words(ask, table, answer.shares, odd.unit),
                       whole_of(std::abs(static_cast<double>(odd.votes) - odd.expected))});
  }
  add_targets(targets, asked, out);
  out.odd = std::move(answer);
}

void answer_peaks(const PeaksAsk& ask, const AskedOf& asked, Answered& out,
                  base::Executor& executor) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  std::int64_t impossible = 0;
  std::vector<SharedVotes> units;
  std::vector<std::size_t> places;
  for (const std::size_t unit : units_of_parts(table, {ask.votes}, ask.all, impossible)) {
    const SharedVotes one{figure_at(table, ask.votes, unit), figure_at(table, ask.all, unit)};
    if (one.all == 0) continue;
    units.push_back(one);
    places.push_back(unit);
  }
  if (units.empty()) return not_checked(out, "No unit has votes.");
  constexpr std::int64_t kRedrawingsMost = 1000;  // more make fewer peaks, not a better p
  ShareSpikes spikes =
      find_spikes(units, {std::min(asked.resamples, kRedrawingsMost), asked.key}, executor);
  const auto p = adjusted_p(std::vector<double>{spikes.excess_p, spikes.whole_p}, Correction::Holm);
  finding.p = std::min(p[0], p[1]);
  const bool seen = *finding.p <= kLevel;
  finding.fact = seen ? FactStanding::Holds : FactStanding::HoldsNot;
  finding.fact_words = fmt::format(
      "Shares of \"{}\" in {} {}: {}; {:.2f} % of units in peaks beyond what redrawings have "
      "there, {}. Within a twentieth of a point of a whole percent: {} of {} units with 100 votes "
      "or more, {:.0f} expected, {}.{}",
      table.measure(ask.votes)->words, base::grouped(spikes.units), table.words,
      peaks_words(spikes), spikes.excess, p_words(spikes.excess_p), base::grouped(spikes.whole),
      base::grouped(spikes.whole_units), spikes.whole_expected, p_words(spikes.whole_p),
      left_out_words(impossible));
  finding.remainder = seen ? Remainder::Unexplained : Remainder::NothingSeen;
  finding.remainder_words =
      seen ? "Too many units share a share. Rounded or estimated figures do that, one set of "
             "figures entered for two units, and figures that somebody made; the shares do not say "
             "which."
           : "As many units at each share as redrawing every unit from its own votes gives.";
  finding.null_words = fmt::format(
      "Each unit's votes are drawn {} times from what they themselves say of its share; p of the "
      "two figures by Holm.",
      base::grouped(spikes.resamples));
  const double concerned = spikes.excess / 100.0 * static_cast<double>(spikes.units);
  finding.votes_words = fmt::format(
      "It concerns units, not a number of votes: about {:.0f} of them lie in peaks beyond what was "
      "expected there.",
      concerned);
  if (seen) add_targets(units_at_peaks(spikes, units, places), asked, out);
  out.spikes = std::move(spikes);
}

void answer_fingerprint(const FingerprintAsk& ask, const AskedOf& asked, Answered& out) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  std::int64_t impossible = 0;
  std::vector<FingerprintUnit> units;
  for (const std::size_t unit : units_of_parts(table, {ask.votes}, ask.all, impossible)) {
    if (!(table.measure(ask.eligible)->values[unit] >= 0.0)) continue;
    units.push_back({figure_at(table, ask.votes, unit), figure_at(table, ask.all, unit),
                     figure_at(table, ask.eligible, unit)});
  }
  const Fingerprint picture = make_fingerprint(units);
  not_checked(out,
              "A picture only: no test is made of it, and none should be. It shows where units "
              "lie; what puts them there, it cannot.");
  finding.remainder = Remainder::Told;
  finding.fact = FactStanding::Holds;
  finding.fact_words = fmt::format(
      "{} {} are drawn by {} of {} and share of \"{}\" (page of --html).{}{}",
      base::grouped(picture.units), table.words, table.measure(ask.all)->words,
      table.measure(ask.eligible)->words, table.measure(ask.votes)->words,
      picture.above > 0
          ? fmt::format(" {} with more than 100 % are not in it: the denominator is soft.",
                        base::grouped(picture.above))
          : "",
      left_out_words(impossible));
  finding.null_words =
      "None. Cities and country make two clouds, a long tail is a place where nearly everybody "
      "agrees, and a register that is out of date moves units to the right.";
  finding.votes_words = "A picture concerns no number of votes.";
  out.fingerprint = picture;
}

void answer_digit_claim(const DigitClaimAsk& ask, const AskedOf& asked, Answered& out,
                        base::Executor& executor) {
  Finding& finding = out.finding;
  const UnitTable& table = *asked.table;
  finding.votes_words = "A digit test concerns no number of votes.";
  if (ask.digit == 1) {
    not_checked(out, "Refused. " + refuse_first_digits());
    finding.remainder = Remainder::Refused;
    finding.fact_words = "First digits are not looked at.";
    finding.null_words = "None: units have no law of first digits.";
    finding.base_rate_words = "Wherever units are of like size, which is nearly everywhere.";
    return;
  }
  std::vector<double> claimed;
  std::vector<double> simulated;
  std::string words;
  for (std::size_t i = 0; i < ask.measures.size(); ++i) {
    std::int64_t impossible = 0;
    std::vector<std::int64_t> counts;
    std::vector<UnitShare> units;
    for (const std::size_t unit : units_of_parts(table, {ask.measures[i]}, ask.all, impossible)) {
      const std::int64_t all = figure_at(table, ask.all, unit);
      if (all == 0) continue;
      counts.push_back(figure_at(table, ask.measures[i], unit));
      units.push_back({all, static_cast<double>(counts.back()) / static_cast<double>(all)});
    }
    stats::RandomKey key = asked.key;
    key.stream += i;
    constexpr std::int64_t kElectionsMost = 999;
    SecondDigitNull null = second_digits_against_null(
        counts, units, ask.within, std::min(asked.resamples, kElectionsMost), key, executor);
    claimed.push_back(null.observed.p);
    simulated.push_back(null.p);
    words += fmt::format(
        "{}: {} counts, mean {:.3f}, chi-squared {:.1f}, by Benford's law {}; elections drawn from "
        "the units themselves have a mean of {:.3f} to {:.3f} and a chi-squared of {:.1f} on "
        "average: {}. ",
        table.measure(ask.measures[i])->words, base::grouped(null.observed.counts),
        null.observed.mean, null.observed.chi_squared, p_words(null.observed.p), null.mean_low,
        null.mean_high, null.chi_squared_mean, p_words(null.p));
    out.claimed_digits.emplace_back(table.measure(ask.measures[i])->words, null);
  }
  const auto adjusted_claim = adjusted_p(claimed, Correction::Holm);
  const auto adjusted = adjusted_p(simulated, Correction::Holm);
  const bool claim = *std::min_element(adjusted_claim.begin(), adjusted_claim.end()) <= kLevel;
  finding.p = *std::min_element(adjusted.begin(), adjusted.end());
  const bool stays = *finding.p <= kLevel;
  finding.fact = claim ? FactStanding::Holds : FactStanding::HoldsNot;
  finding.fact_words = "That second digits are not Benford's: " + words;
  finding.remainder = !claim  ? Remainder::NothingSeen
                      : stays ? Remainder::Unexplained
                              : Remainder::Explained;
  finding.remainder_words =
      !claim ? "Second digits are as Benford's law has them, which says as little."
      : stays
          ? "They differ from what the units' own sizes and shares give, too. What else digits "
            "depend on (how units were drawn, campaigns) is not known; published work finds such a "
            "test no better than a coin toss."
          : "The units' own sizes and shares give such digits: Benford's law was not theirs to "
            "begin with.";
  finding.null_words = fmt::format(
      "Each unit's votes are drawn around its own share, with a correlation of {:.4g} within "
      "units; digits are then what sizes and shares make them.",
      ask.within);
}

}  // namespace recanvass::screen
