#include "screen/answer.h"

#include "base/check.h"
#include "base/figures.h"
#include "screen/multiplicity.h"
#include "stats/distributions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

// Units that stand out, the farthest off first; equal ones in their order.
void put_largest_first(std::vector<std::pair<double, std::size_t>>& flagged) {
  std::sort(flagged.begin(), flagged.end(), [](const auto& a, const auto& b) {
    return std::abs(a.first) != std::abs(b.first) ? std::abs(a.first) > std::abs(b.first)
                                                  : a.second < b.second;
  });
}

std::string grouped_units(std::size_t number) {
  return base::grouped(static_cast<std::int64_t>(number));
}

std::string percent_change(double before, double after) {
  if (before <= 0.0) return "from none";
  return fmt::format("{:+.1f} %", 100.0 * (after - before) / before);
}

struct RiseSums {
  double before = 0.0;
  double after = 0.0;
  std::size_t risen = 0;
  std::size_t fallen = 0;
  std::size_t units = 0;
};

// Each year is the sum of the units that have that year's figure: a unit that is new, or gone, is
// part of a total. Risen and fallen are units that have both.
RiseSums sum_rise(const UnitTable& table, const RiseAsk::Part& part) {
  RiseSums sums;
  const std::vector<double>& before = table.measure(part.before)->values;
  const std::vector<double>& after = table.measure(part.after)->values;
  for (std::size_t i = 0; i < table.units.size(); ++i) {
    if (std::isfinite(before[i])) sums.before += before[i];
    if (std::isfinite(after[i])) sums.after += after[i];
    if (std::isfinite(before[i]) || std::isfinite(after[i])) ++sums.units;
    if (after[i] > before[i]) ++sums.risen;  // false where one of them is not known
    if (after[i] < before[i]) ++sums.fallen;
  }
  return sums;
}

// Units with whole events among trials; others ("more events than trials") are told as odd.
struct Events {
  std::vector<std::size_t> units;
  std::vector<std::string> impossible;  // names, with the figures
};

std::string more_than_all(const std::string& unit, double events, double trials) {
  return fmt::format("{}: {} of {}", unit, base::grouped(whole_of(events)),
                     base::grouped(whole_of(trials)));
}

Events events_within(const UnitTable& table, const std::string& events, const std::string& trials) {
  Events out;
  const auto known = complete_units(table, {events, trials});
  for (const std::size_t unit : known) {
    const double of = table.measure(events)->values[unit];
    const double all = table.measure(trials)->values[unit];
    if (of < 0.0 || of > all) {
      out.impossible.push_back(more_than_all(table.units[unit], of, all));
    } else {
      out.units.push_back(unit);
    }
  }
  return out;
}

// Before anything else: what cannot be is in no test, and is where to look first.
std::string impossible_words(const std::vector<std::string>& units, const std::string& words) {
  if (units.empty()) return {};
  constexpr std::size_t kNamed = 5;
  const std::vector<std::string> named(
      units.begin(), units.begin() + static_cast<std::ptrdiff_t>(std::min(kNamed, units.size())));
  return fmt::format(
      "First, left out as no election has more than there can be: {} of the {} ({}{}), a matter "
      "for "
      "reconciliation. ",
      grouped_units(units.size()), words, fmt::join(named, "; "),
      units.size() > kNamed ? "; and more" : "");
}

// A year's sum with slips filled in: where a figure is far below the one that it should nearly
// reach, it is taken to be what it is of that one elsewhere.
struct FilledSum {
  double filled = 0.0;
  double share = 0.0;  // elsewhere
  std::size_t slips = 0;
};

FilledSum filled_sum(const UnitTable& table, const RiseAsk::Fill& fill, const std::string& figures,
                     const std::string& of) {
  const std::vector<double>& values = table.measure(figures)->values;
  const std::vector<double>& wholes = table.measure(of)->values;
  FilledSum out;
  double sound = 0.0;
  double sound_of = 0.0;
  double slips_of = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    const bool large = wholes[i] >= static_cast<double>(fill.from);
    if (large && values[i] < fill.below * wholes[i]) {
      ++out.slips;
      slips_of += wholes[i];
      continue;
    }
    out.filled += values[i];
    if (!large || values[i] > wholes[i]) continue;
    sound += values[i];
    sound_of += wholes[i];
  }
  out.share = sound_of > 0.0 ? sound / sound_of : 0.0;
  out.filled += out.share * slips_of;
  return out;
}

std::string signed_whole(double value) {
  return (value < 0.0 ? "-" : "+") + base::grouped(std::llround(std::abs(value)));
}

// The rise without the slips, and as other sums of the same thing have it.
std::string rise_otherwise(const RiseAsk& ask, const UnitTable& table) {
  std::string words;
  if (ask.fill) {
    const FilledSum before = filled_sum(table, *ask.fill, ask.whole.before, ask.fill->of.before);
    const FilledSum after = filled_sum(table, *ask.fill, ask.whole.after, ask.fill->of.after);
    words += fmt::format(
        " In {} {} of the first year and {} of the second it is below {:.0f} % of {} (where those "
        "are {} or more): slips of the form. Filled in at the ratio of the others ({:.1f} % and "
        "{:.1f} %), {} before and {} after: {} ({}).",
        grouped_units(before.slips), table.words, grouped_units(after.slips),
        100.0 * ask.fill->below, ask.fill->of.words, base::grouped(ask.fill->from),
        100.0 * before.share, 100.0 * after.share, base::grouped(whole_of(before.filled)),
        base::grouped(whole_of(after.filled)), signed_whole(after.filled - before.filled),
        percent_change(before.filled, after.filled));
  }
  for (const RiseAsk::Part& other : ask.beside) {
    const RiseSums sums = sum_rise(table, other);
    words += fmt::format(" By {}: {} before, {} after, {} ({}).", other.words,
                         base::grouped(whole_of(sums.before)), base::grouped(whole_of(sums.after)),
                         signed_whole(sums.after - sums.before),
                         percent_change(sums.before, sums.after));
  }
  return words;
}

// A part that is more than its whole in some units is not one that can be subtracted.
std::string beyond_whole_words(const UnitTable& table, const RiseAsk::Part& whole,
                               const RiseAsk::Part& part) {
  const auto beyond = [&](const std::string& of, const std::string& all) {
    std::size_t units = 0;
    for (std::size_t i = 0; i < table.units.size(); ++i) {
      if (table.measure(of)->values[i] > table.measure(all)->values[i]) ++units;
    }
    return units;
  };
  const std::size_t before = beyond(part.before, whole.before);
  const std::size_t after = beyond(part.after, whole.after);
  if (before + after == 0) return {};
  return fmt::format(
      "In {} {} of the first year and {} of the second that part is larger than the whole: one of "
      "the two is a slip there, so that the sums cannot be subtracted from each other. ",
      grouped_units(before), table.words, grouped_units(after));
}

// Of all deviations, the farthest as no nearer than the next.
LongTail law_of(const UnlikeAnswer& answer) {
  std::vector<double> deviations;
  for (const UnlikeUnit& one : answer.units) deviations.push_back(one.z);
  const auto apart = std::ranges::count_if(deviations, [](double z) { return z != 0.0; });
  return apart > 1 ? fit_long_tail(deviations, 1) : LongTail{};
}

// Units that are among the trials of a funnel and have no events: a difference that is below 0 says
// of a slip, and leaving it out moves the common rate.
std::string without_events_words(const UnitTable& table, const FunnelAsk& ask) {
  std::size_t units = 0;
  double trials = 0.0;
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    const double all = table.measure(ask.trials)->values[unit];
    if (!std::isfinite(all) || std::isfinite(table.measure(ask.events)->values[unit])) continue;
    ++units;
    trials += all;
  }
  if (units == 0) return {};
  return fmt::format(
      " {} {} that hold {} of the whole have no such figure (not given, or below what the question "
      "takes): they are not in that rate, and would move it.",
      grouped_units(units), table.words, base::grouped(whole_of(trials)));
}

// A unit outside the funnel is where to look; whether it is farther out than ordinary places of the
// same figures, their own tail says.
void judge_funnel(bool seen, const Funnel& funnel, Finding& finding) {
  finding.p = funnel.p_beside_tail;
  const bool beyond_tail = seen && *finding.p <= kLevel;
  finding.remainder = beyond_tail ? Remainder::Unexplained
                      : seen      ? Remainder::NotTold
                                  : Remainder::NothingSeen;
  finding.remainder_words =
      beyond_tail ? "Nothing in these figures says why."
      : seen      ? "The farthest are no farther out than places of these figures are, whose rates "
                    "differ by more than any common law. They are where to look first; that says "
                    "neither that something is wrong there nor that nothing is."
      : funnel.points.size() < kFewestOfFunnelTail
          ? "No unit stands out; of so few, only one that is very far from all others can."
          : "No unit stands out.";
  finding.null_words =
      "Every unit has a rate of its own, drawn around the common one by a beta law: a unit is "
      "outside by the tail of that many events or more, or fewer, at such a rate. ";
  finding.null_words +=
      funnel.points.size() < kFewestOfFunnelTail
          ? std::string("Each of so few is held against the others alone, by Student's law.")
          : fmt::format(
                "Real places have longer tails: p is the larger of that and of Student's law as "
                "fitted to how far out these units lie, the farthest as no nearer than the next "
                "({:.3g} degrees of freedom), corrected for their number.",
                funnel.tail.freedom);
}

// Where none stands outside, the one that comes nearest to it.
std::string farthest_words(const FunnelAnswer& answer) {
  const FunnelPoint& far = *std::ranges::min_element(answer.funnel.points, {},
                                                     [](const FunnelPoint& one) { return one.p; });
  const FunnelUnit& unit = answer.units[far.unit];
  return fmt::format(" The farthest is {}, with {} of {} ({:.1f} %): {} for their number.",
                     unit.name, base::grouped(unit.events), base::grouped(unit.trials),
                     100.0 * far.share, p_words(far.p_adjusted));
}

// What a large unit has to change by to be named: Benjamini-Yekutieli's first step, both sides.
std::string change_to_be_named(const UnlikeAnswer& answer, const UnitTable& table) {
  double harmonic = 0.0;
  const double m = static_cast<double>(answer.units.size());
  for (std::size_t i = 1; i <= answer.units.size(); ++i) harmonic += 1.0 / static_cast<double>(i);
  const LongTail law = law_of(answer);
  const double z =
      law.scale * stats::student_t_quantile(1.0 - kLevel / (2.0 * m * harmonic), law.freedom);
  constexpr double kExpected = 0.25;
  const double odds = std::log(kExpected / (1.0 - kExpected)) + z * answer.spread;
  return fmt::format(
      " Of {} however large, one of which {:.0f} % is expected is named by itself from {:.0f} % "
      "on: "
      "smaller changes are not seen.",
      table.words, 100.0 * kExpected, 100.0 / (1.0 + std::exp(-odds)));
}

// Units that had trials both times, with which they are of the table.
std::vector<ChangedUnit> changed_units(const UnitTable& table, const UnlikeAsk& ask,
                                       std::vector<std::size_t>& units,
                                       std::vector<std::string>& impossible) {
  const Events now = events_within(table, ask.events, ask.trials);
  impossible = now.impossible;
  std::vector<ChangedUnit> changed;
  for (const std::size_t unit : now.units) {
    const double events = table.measure(ask.events_before)->values[unit];
    const double trials = table.measure(ask.trials_before)->values[unit];
    if (!std::isfinite(events) || !std::isfinite(trials)) continue;
    if (events < 0.0 || events > trials) {
      impossible.push_back(more_than_all(table.units[unit] + " before", events, trials));
      continue;
    }
    units.push_back(unit);
    changed.push_back({table.units[unit], whole_of(table.measure(ask.events)->values[unit]),
                       whole_of(table.measure(ask.trials)->values[unit]), whole_of(events),
                       whole_of(trials)});
  }
  return changed;
}

}  // namespace

std::int64_t whole_of(double value) { return static_cast<std::int64_t>(std::llround(value)); }

void not_checked(Answered& out, const std::string& why) {
  out.finding.fact = FactStanding::CannotTell;
  out.finding.remainder = Remainder::NotChecked;
  out.finding.remainder_words = why;
}

std::string against_lead(double votes, const Lead& lead) {
  const std::string number = base::grouped(whole_of(std::abs(votes)));
  if (!lead.votes) return fmt::format("{} votes; the lead is not known", number);
  const double of = static_cast<double>(lead.votes->value());
  if (of <= 0.0) return fmt::format("{} votes against a tie", number);
  return fmt::format("{} votes, {:.2f} times the lead of {}", number, std::abs(votes) / of,
                     base::grouped(lead.votes->value()));
}

std::string p_words(double p) { return p < 0.0001 ? "p < 0.0001" : "p = " + p_cell(p); }

std::string p_cell(double p) {
  return p < 0.0001 ? "<0.0001" : fmt::format("{:.{}f}", p, p < 0.01 ? 4 : 3);
}

std::string left_out_words(const UnitTable& table, const std::vector<std::string>& measures) {
  std::string words;
  for (const std::string& sentence : left_out_of(table, measures)) words += sentence + " ";
  return words;
}

std::string signed_number(double value) { return fmt::format("{:+.4f}", value); }

void add_targets(const std::vector<NamedUnit>& units, const AskedOf& asked, Answered& out) {
  const auto known = [&](const std::string& id, std::size_t unit) -> std::optional<std::int64_t> {
    const Measure* measure = asked.table->measure(id);
    if (measure == nullptr || !(measure->values[unit] >= 0.0)) return std::nullopt;
    return whole_of(measure->values[unit]);
  };
  for (const auto& [unit, own_why, in_question] : units) {
    std::string why = own_why;
    for (const auto& [twice, words] : asked.table->given_twice) {
      if (twice == unit && why.find(words) == std::string::npos) why += "; " + words;
    }
    if (out.finding.paper.size() == kTargetsMost) {
      out.finding.further.push_back(asked.table->units[unit] + ": " + why);
      continue;
    }
    PaperTarget target;
    target.unit = asked.table->units[unit];
    target.why = why;
    if (in_question) target.in_question = election::VoteCount(*in_question);
    target.ballots = election::BallotCount(known(out.question.ballots, unit).value_or(0));
    if (const auto votes = known(out.question.leader, unit)) {
      target.leader = election::VoteCount(*votes);
    }
    if (const auto votes = known(out.question.runner_up, unit)) {
      target.runner_up = election::VoteCount(*votes);
    }
    out.finding.paper.push_back(target);
  }
}

void answer_rise(const RiseAsk& ask, const AskedOf& asked, Answered& out) {
  Finding& finding = out.finding;
  const RiseSums all = sum_rise(*asked.table, ask.whole);
  const double rise = all.after - all.before;
  const bool told = ask.said_before.has_value() && ask.said_after.has_value();
  const bool as_told =
      told && whole_of(all.before) == *ask.said_before && whole_of(all.after) == *ask.said_after;
  finding.fact = told && !as_told ? FactStanding::HoldsNot : FactStanding::Holds;
  finding.fact_words = fmt::format(
      "{}: {} before, {} after, {} ({}), in the sum of {} {}{}. It rose in {} of them and fell in "
      "{}.",
      ask.whole.words, base::grouped(whole_of(all.before)), base::grouped(whole_of(all.after)),
      signed_whole(rise), percent_change(all.before, all.after), grouped_units(all.units),
      asked.table->words,
      as_told ? ", as was said"
      : told  ? ", which is not what was said"
              : "",
      grouped_units(all.risen), grouped_units(all.fallen));
  finding.fact_words += rise_otherwise(ask, *asked.table);
  std::string parts;
  finding.remainder = Remainder::Told;
  for (const RiseAsk::Part& part : ask.parts) {
    const RiseSums sums = sum_rise(*asked.table, part);
    const double of_it = sums.after - sums.before;
    parts += fmt::format("{}: {} to {} ({:+.0f} % of the change). ", part.words,
                         base::grouped(whole_of(sums.before)), base::grouped(whole_of(sums.after)),
                         rise == 0.0 ? 0.0 : 100.0 * of_it / rise);
    parts += beyond_whole_words(*asked.table, ask.whole, part);
  }
  finding.remainder_words =
      parts +
      "That says where it was counted, not why. A sum has no null: what is unusual is asked "
      "of the units.";
  finding.null_words = "None: a sum is a fact, not a test.";
  finding.base_rate_words =
      "Not known from the figures of this package: no other state's figures of both years are in "
      "it.";
  finding.votes_concerned = election::VoteCount(whole_of(std::abs(rise)));
  finding.votes_words = "The change is " + against_lead(rise, asked.lead) +
                        ". It is a change of how people voted, not of for whom.";
}

void answer_unlike(const UnlikeAsk& ask, const AskedOf& asked, Answered& out) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  std::vector<std::size_t> units;
  std::vector<std::string> impossible;
  const std::vector<ChangedUnit> changed = changed_units(table, ask, units, impossible);
  auto answer = find_unlike(changed);
  if (!answer) return not_checked(out, base::sentences(answer.problems()));
  std::vector<std::pair<double, std::size_t>> flagged;
  double p_least = 1.0;
  double adjusted_least = 1.0;
  double concerned = 0.0;
  for (std::size_t i = 0; i < answer->units.size(); ++i) {
    const UnlikeUnit& one = answer->units[i];
    p_least = std::min(p_least, one.p);
    adjusted_least = std::min(adjusted_least, one.p_adjusted);
    if (one.p_adjusted > kLevel) continue;
    const double off = static_cast<double>(changed[one.unit].events) - one.expected;
    flagged.emplace_back(off, i);
    concerned += std::abs(off);
  }
  put_largest_first(flagged);
  finding.fact = flagged.empty() ? FactStanding::HoldsNot : FactStanding::Holds;
  finding.fact_words =
      impossible_words(impossible, table.words) +
      left_out_words(table, {ask.events, ask.trials, ask.events_before, ask.trials_before});
  finding.fact_words += fmt::format(
      "Of {} {} that had voters both times, {} differ from what they had before and from {} of "
      "their size by more than the spread among all (log odds {:.2f}) explains.{}",
      grouped_units(answer->units.size()), table.words, grouped_units(flagged.size()), table.words,
      answer->spread, change_to_be_named(*answer, table));
  finding.remainder = flagged.empty() ? Remainder::NothingSeen : Remainder::Unexplained;
  finding.remainder_words =
      flagged.empty() ? "No unit stands out." : "Nothing in these figures says why.";
  finding.p =
      std::min(1.0, p_least * static_cast<double>(std::max<std::size_t>(1, answer->units.size())));
  finding.null_words = fmt::format(
      "Units change around a common line on the scale of log odds, by a law with long tails that "
      "is fitted to them (Student's, {:.3g} degrees of freedom); p is that of the farthest times "
      "their number.",
      law_of(*answer).freedom);
  finding.votes_concerned = election::VoteCount(whole_of(concerned));
  finding.votes_words = "The units that stand out hold " + against_lead(concerned, asked.lead) +
                        " more or fewer than expected, all together.";
  std::vector<NamedUnit> targets;
  for (const auto& [off, i] : flagged) {
    const UnlikeUnit& one = answer->units[i];
    const ChangedUnit& unit = changed[one.unit];
    targets.push_back(
        {units[one.unit],
         fmt::format("{} of {}, before {} of {}; {} expected", base::grouped(unit.events),
                     base::grouped(unit.trials), base::grouped(unit.events_before),
                     base::grouped(unit.trials_before), base::grouped(whole_of(one.expected))),
         whole_of(std::abs(off))});
  }
  add_targets(targets, asked, out);
  out.unlike = std::move(answer).value();
}

void answer_funnel(const FunnelAsk& ask, const AskedOf& asked, Answered& out) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  const Events events = events_within(table, ask.events, ask.trials);
  FunnelAnswer answer;
  for (const std::size_t unit : events.units) {
    answer.units.push_back({table.units[unit], whole_of(table.measure(ask.events)->values[unit]),
                            whole_of(table.measure(ask.trials)->values[unit])});
  }
  answer.funnel = make_funnel(answer.units);
  if (answer.funnel.points.empty()) {
    return not_checked(out,
                       impossible_words(events.impossible, table.words) + "No unit has figures.");
  }
  if (answer.funnel.points.size() < kFewestOfFunnel) {
    return not_checked(out, fmt::format("Too few units have figures ({}) to tell how far they lie "
                                        "apart by themselves.",
                                        answer.funnel.points.size()));
  }
  std::vector<std::pair<double, std::size_t>> flagged;
  double concerned = 0.0;
  for (std::size_t i = 0; i < answer.funnel.points.size(); ++i) {
    const FunnelPoint& point = answer.funnel.points[i];
    if (point.p_adjusted > kLevel) continue;
    const FunnelUnit& unit = answer.units[point.unit];
    const double off =
        static_cast<double>(unit.events) - answer.funnel.centre * static_cast<double>(unit.trials);
    flagged.emplace_back(off, i);
    concerned += std::abs(off);
  }
  put_largest_first(flagged);
  finding.fact = flagged.empty() ? FactStanding::HoldsNot : FactStanding::Holds;
  finding.fact_words = impossible_words(events.impossible, table.words) +
                       left_out_words(table, {ask.events, ask.trials});
  finding.fact_words += fmt::format(
      "{:.2f} % over {} {} with figures; the spread among them is {:.2f} points beyond chance, and "
      "{} stand outside of it.",
      100.0 * answer.funnel.centre, grouped_units(answer.funnel.points.size()), table.words,
      100.0 * answer.funnel.spread, grouped_units(flagged.size()));
  finding.fact_words += without_events_words(table, ask);
  judge_funnel(!flagged.empty(), answer.funnel, finding);
  if (flagged.empty()) finding.remainder_words += farthest_words(answer);
  finding.votes_concerned = election::VoteCount(whole_of(concerned));
  finding.votes_words = "From the common rate the units outside are off by " +
                        against_lead(concerned, asked.lead) + ", all together.";
  std::vector<NamedUnit> targets;
  for (const auto& [off, i] : flagged) {
    const FunnelPoint& point = answer.funnel.points[i];
    const FunnelUnit& unit = answer.units[point.unit];
    targets.push_back({events.units[point.unit],
                       fmt::format("{} of {}, {:.1f} %", base::grouped(unit.events),
                                   base::grouped(unit.trials), 100.0 * point.share),
                       whole_of(std::abs(off))});
  }
  add_targets(targets, asked, out);
  out.funnel = std::move(answer);
}

void say_if_not_given(Finding& finding) {
  if (finding.innocent.empty()) {
    finding.innocent.emplace_back(
        "the question names none: slips of a form and ordinary differences between places");
  }
  if (finding.paper_words.empty()) {
    finding.paper_words = "The question does not say what paper would settle it.";
  }
}

Answered answer_question(const Question& question, const AskedOf& asked, base::Executor& executor) {
  Answered out;
  out.question = question;
  out.finding.id = question.id;
  out.finding.family = question.family;
  out.finding.title = question.title;
  out.finding.innocent = question.innocent;
  out.finding.paper_words = question.paper;
  say_if_not_given(out.finding);
  if (asked.table == nullptr) {
    not_checked(out, fmt::format("Not checked: {} is not there.", fmt::join(asked.missing, ", ")));
    return out;
  }
  std::visit(
      [&](const auto& ask) {
        using Ask = std::decay_t<decltype(ask)>;
        if constexpr (std::is_same_v<Ask, RiseAsk>) answer_rise(ask, asked, out);
        if constexpr (std::is_same_v<Ask, WithinAsk>) answer_within(ask, asked, out);
        if constexpr (std::is_same_v<Ask, UnlikeAsk>) answer_unlike(ask, asked, out);
        if constexpr (std::is_same_v<Ask, ModesAsk>) answer_modes(ask, asked, out);
        if constexpr (std::is_same_v<Ask, FunnelAsk>) answer_funnel(ask, asked, out);
        if constexpr (std::is_same_v<Ask, DigitsAsk>) answer_digits(ask, asked, out, executor);
        if constexpr (std::is_same_v<Ask, CurveAsk>) {
          answer_curve_question(ask, asked, out, executor);
        }
        if constexpr (std::is_same_v<Ask, RecountedAsk>) {
          answer_recounted(ask, asked, out, executor);
        }
        if constexpr (std::is_same_v<Ask, OutliersAsk>) answer_outliers(ask, asked, out);
        if constexpr (std::is_same_v<Ask, PeaksAsk>) answer_peaks(ask, asked, out, executor);
        if constexpr (std::is_same_v<Ask, FingerprintAsk>) answer_fingerprint(ask, asked, out);
        if constexpr (std::is_same_v<Ask, DigitClaimAsk>) {
          answer_digit_claim(ask, asked, out, executor);
        }
      },
      question.ask);
  if (out.finding.base_rate_words.empty()) {
    out.finding.base_rate_words =
        question.base_rate.empty()
            ? "Not known: nobody has asked this where nothing is disputed and said so here."
            : question.base_rate;
  }
  return out;
}

}  // namespace recanvass::screen
