// The answer about modes of voting: whose votes by mail, early or on election day are unlike what
// the other modes of the same unit let expect.
#include "base/check.h"
#include "base/figures.h"
#include "screen/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

constexpr double kHalfOfEvent = 0.5;  // added on either side, so that none and all have odds

// One election's cells, with what is held of their units.
struct ModeYear {
  std::vector<ModeCell> cells;
  ModeHeld held;
  std::vector<std::string> impossible;  // more events than trials: units and figures
};

bool adds_before(ModeCell& cell, const UnitTable& table, const ModesAsk::Mode& mode) {
  if (mode.events_before.empty()) return true;
  const double events = table.measure(mode.events_before)->values[cell.unit];
  const double trials = table.measure(mode.trials_before)->values[cell.unit];
  if (!(events >= 0.0) || !(trials > 0.0) || events > trials) return false;
  cell.offset = std::log((events + kHalfOfEvent) / (trials - events + kHalfOfEvent));
  cell.offset_variance = 1.0 / (events + kHalfOfEvent) + 1.0 / (trials - events + kHalfOfEvent);
  return true;
}

ModeYear year_of(const UnitTable& table, const ModesAsk& ask,
                 const std::vector<ModesAsk::Mode>& modes) {
  ModeYear year;
  for (const std::string& name : ask.hold) {
    year.held.regressors.add(name, table.measure(name)->values);
  }
  year.held.groups = numbered_groups(table.groups);
  year.held.by_group = ask.within_groups;
  const std::vector<std::size_t> known = complete_units(table, ask.hold);
  for (const std::size_t unit : known) {
    for (std::size_t mode = 0; mode < modes.size(); ++mode) {
      const double events = table.measure(modes[mode].events)->values[unit];
      const double trials = table.measure(modes[mode].trials)->values[unit];
      if (!std::isfinite(events) || !std::isfinite(trials)) continue;
      if (events < 0.0 || events > trials) {
        year.impossible.push_back(fmt::format("{}, {}: {} of {}", table.units[unit],
                                              modes[mode].words, base::grouped(whole_of(events)),
                                              base::grouped(whole_of(trials))));
        continue;
      }
      ModeCell cell{unit, mode, whole_of(events), whole_of(trials)};
      if (adds_before(cell, table, modes[mode])) year.cells.push_back(cell);
    }
  }
  return year;
}

std::vector<ModeTotal> totals_of(const ModesAsk& ask, const ModeYear& year,
                                 const ModeLevels& levels) {
  std::vector<ModeTotal> totals;
  for (const ModesAsk::Mode& mode : ask.modes) totals.push_back({mode.words, 0, 0, {}});
  for (std::size_t i = 0; i < year.cells.size(); ++i) {
    if (!levels.cells[i].fitted) continue;
    totals[year.cells[i].mode].events += year.cells[i].events;
    totals[year.cells[i].mode].trials += year.cells[i].trials;
  }
  for (const ModeEffect& effect : levels.effects) totals[effect.mode].effect = effect;
  return totals;
}

std::string totals_words(const std::vector<ModeTotal>& totals) {
  std::string words;
  for (const ModeTotal& total : totals) {
    words += fmt::format("{}{}: {} of {} ({:.1f} %)", words.empty() ? "" : "; ", total.words,
                         base::grouped(total.events), base::grouped(total.trials), total.share());
    if (!total.effect) continue;
    words += fmt::format(
        ", odds {:.2f} times those of the first in the same unit ({:.2f} to {:.2f})",
        std::exp(total.effect->value), std::exp(total.effect->low), std::exp(total.effect->high));
  }
  return words;
}

double p_least_of(const ModeLevels& levels) {
  double least = 1.0;
  for (const CellLevel& cell : levels.cells) {
    if (cell.tested) least = std::min(least, cell.p);
  }
  return std::min(1.0, least * static_cast<double>(std::max<std::size_t>(1, levels.tested)));
}

std::size_t odd_cells(const ModeLevels& levels) {
  return static_cast<std::size_t>(std::ranges::count_if(levels.cells, [](const CellLevel& cell) {
    return cell.tested && cell.p_adjusted <= kLevel;
  }));
}

// The same statistic at elections that nobody disputes.
void run_placebos(const ModesAsk& ask, const UnitTable& table, Finding& finding) {
  if (ask.placebos.empty()) return;
  PlaceboRuns runs;
  std::string words;
  for (const ModesAsk::Placebo& placebo : ask.placebos) {
    const ModeYear year = year_of(table, ask, placebo.modes);
    const auto levels = fit_mode_levels(year.cells, placebo.modes.size(), year.held);
    words += words.empty() ? "" : " ";
    if (!levels) {
      words += fmt::format("{}: could not be run ({}).", placebo.words,
                           base::sentences(levels.problems()));
      continue;
    }
    const double p = p_least_of(*levels);
    ++runs.runs;
    if (p <= *finding.p) ++runs.as_large;
    words += fmt::format("{}: {} of {} stand out, the farthest at {}.", placebo.words,
                         base::grouped(static_cast<std::int64_t>(odd_cells(*levels))),
                         base::grouped(static_cast<std::int64_t>(levels->tested)), p_words(p));
  }
  runs.where = words;
  finding.placebos = runs;
  finding.base_rate_words = "The same where nobody disputes anything: " + words;
}

void name_odd_cells(const ModesAsk& ask, const AskedOf& asked, const ModeAnswer& answer,
                    Answered& out) {
  std::vector<std::size_t> odd;
  double concerned = 0.0;
  for (std::size_t i = 0; i < answer.cells.size(); ++i) {
    const CellLevel& level = answer.levels.cells[i];
    if (!level.tested || level.p_adjusted > kLevel) continue;
    odd.push_back(i);
    concerned += std::abs(static_cast<double>(answer.cells[i].events) - level.fitted_events);
  }
  std::ranges::stable_sort(odd, [&](std::size_t a, std::size_t b) {
    return std::abs(answer.levels.cells[a].deviation) > std::abs(answer.levels.cells[b].deviation);
  });
  out.finding.votes_concerned = election::VoteCount(whole_of(concerned));
  out.finding.votes_words =
      "What stands out lies " + against_lead(concerned, asked.lead) + " off the fit, all together.";
  std::vector<NamedUnit> named;
  for (const std::size_t i : odd) {
    const ModeCell& cell = answer.cells[i];
    const CellLevel& level = answer.levels.cells[i];
    const bool known =
        std::ranges::any_of(named, [&](const NamedUnit& one) { return one.unit == cell.unit; });
    // Of two modes one says what the other says.
    if (known && ask.modes.size() == 2) continue;
    named.push_back(
        {cell.unit,
         fmt::format("{}: {} of {}, {} expected of the other modes there; {:.1f} deviations {}",
                     ask.modes[cell.mode].words, base::grouped(cell.events),
                     base::grouped(cell.trials), base::grouped(whole_of(level.expected)),
                     std::abs(level.deviation), level.deviation > 0.0 ? "above" : "below"),
         whole_of(std::abs(static_cast<double>(cell.events) - level.expected))});
  }
  add_targets(named, asked, out);
}

}  // namespace

void answer_modes(const ModesAsk& ask, const AskedOf& asked, Answered& out) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  const ModeYear year = year_of(table, ask, ask.modes);
  auto levels = fit_mode_levels(year.cells, ask.modes.size(), year.held);
  if (!levels) return not_checked(out, base::sentences(levels.problems()));
  ModeAnswer answer;
  answer.totals = totals_of(ask, year, *levels);
  answer.cells = year.cells;
  answer.levels = std::move(levels).value();
  const ModeLevels& fit = answer.levels;
  const std::size_t odd = odd_cells(fit);
  finding.p = p_least_of(fit);
  finding.fact = odd > 0 ? FactStanding::Holds : FactStanding::HoldsNot;
  std::vector<std::string> measures;
  for (const ModesAsk::Mode& mode : ask.modes) {
    measures.push_back(mode.events);
    measures.push_back(mode.trials);
  }
  finding.fact_words = left_out_words(table, measures);
  finding.fact_words += fmt::format(
      "By mode, {}. That a mode has odds of its own is no finding: voters choose how they vote. {} "
      "{} have "
      "figures of two modes or more; of their {} figures with five cases expected, {} lie farther "
      "from the other modes of the same place than ordinary ones do (spread of log odds {:.2f}).",
      totals_words(answer.totals), base::grouped(static_cast<std::int64_t>(fit.units)), table.words,
      base::grouped(static_cast<std::int64_t>(fit.tested)),
      base::grouped(static_cast<std::int64_t>(odd)), fit.spread);
  if (fit.units_left_out > 0) {
    finding.fact_words +=
        fmt::format(" {} more have one mode, or none of what is asked, or nothing else.",
                    base::grouped(static_cast<std::int64_t>(fit.units_left_out)));
  }
  if (!year.impossible.empty()) {
    finding.fact_words =
        fmt::format("First, left out as no election has more than there can be: {}{}. ",
                    year.impossible.front(),
                    year.impossible.size() > 1
                        ? fmt::format(" and {} more", year.impossible.size() - 1)
                        : "") +
        finding.fact_words;
  }
  finding.remainder = odd > 0 ? Remainder::Unexplained : Remainder::NothingSeen;
  finding.remainder_words =
      odd > 0 ? "Something about these modes in these places is not among what was held equal: who "
                "was asked to vote so, where and when one could, or a slip between columns. The "
                "figures do not say which."
              : "No mode of a unit stands out from the unit's other modes.";
  finding.null_words = fmt::format(
      "A unit has a level of its own, a mode an effect that {}, and units lie around it by a law "
      "with long tails that is fitted to all of them (Student's, {:.3g} degrees of freedom); p is "
      "that of the farthest, for their number.",
      ask.hold.empty() ? "is the same everywhere" : "varies smoothly with what is held",
      fit.tail.freedom);
  run_placebos(ask, table, finding);
  name_odd_cells(ask, asked, answer, out);
  out.modes = std::move(answer);
}

}  // namespace recanvass::screen
