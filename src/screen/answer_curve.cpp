// The answer to "does an outcome go with a property": the claim alone, what is left of it under
// controls, how often the same is seen where nobody disputes anything, and what it could concern.
#include "base/check.h"
#include "base/figures.h"
#include "screen/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

// "Explained" takes more than a p above 5 %: the coefficient has to shrink to half or less, and
// what is left must not be near significance,
// and its interval must leave out the claim: figures that could not tell explain nothing.
constexpr double kLeftOfClaim = 0.5;
constexpr double kPlainlyChance = 0.2;
// A change of a share drawn twice, at most: two times 1/4 over the votes.
constexpr double kDrawnTwice = 0.5;

std::string specification_words(const Specification& spec) {
  std::string p = fmt::format(
      "by {} {}", spec.pairs > 0 ? "errors of pairs that share a unit" : name_of(spec.error_kind),
      p_words(spec.p));
  if (spec.p_wild) p += fmt::format(", wild bootstrap {}", p_words(*spec.p_wild));
  if (spec.p_dealt) p += fmt::format(", dealt anew {}", p_words(*spec.p_dealt));
  return fmt::format("{} ({} to {}; {})", signed_number(spec.coefficient), signed_number(spec.low),
                     signed_number(spec.high), p);
}

// Votes of the units that the claim is about, as one set of controls measures the property; of a
// numeric property votes times its size.
double votes_of_claim(const CurveAsk& ask, const UnitTable& table, const Specification& spec) {
  const std::string& measured = ask.question.property_of(ask.question.controls[spec.controls]);
  double votes = 0.0;
  for (const std::size_t unit : complete_units(table, {ask.votes, measured})) {
    const double property = table.measure(measured)->values[unit];
    const double weight = table.measure(ask.votes)->values[unit];
    if (!ask.concerned) {
      votes += weight * std::abs(property);
    } else if ((property > 0.0) == (*ask.concerned == 1)) {
      votes += weight;
    }
  }
  return votes;
}

// Units beside the regression for want of a figure, with how many votes: the largest first.
std::string not_in_it(const CurveAsk& ask, const CurveAnswer& answer, const UnitTable& table) {
  std::vector<std::pair<double, std::size_t>> missing;
  double without = 0.0;
  double all = 0.0;
  std::size_t used = 0;
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    const double votes = table.measure(ask.votes)->values[unit];
    if (votes > 0.0) all += votes;
    if (used < answer.used.size() && answer.used[used] == unit) {
      ++used;
      continue;
    }
    missing.emplace_back(votes > 0.0 ? -votes : 0.0, unit);
    without -= missing.back().first;
  }
  if (missing.empty()) return {};
  std::sort(missing.begin(), missing.end());
  constexpr std::size_t kNamed = 20;
  constexpr std::size_t kNamedOfMany = 3;
  const std::size_t named = missing.size() <= kNamed ? missing.size() : kNamedOfMany;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < named; ++i) names.push_back(table.units[missing[i].second]);
  if (named < missing.size()) {
    names.push_back(fmt::format("and {} more", missing.size() - named));
  }
  return fmt::format("Not in it, as a figure is not known: {} of {} {} with {} of {} votes ({}). ",
                     missing.size(), table.units.size(), table.words,
                     base::grouped(whole_of(without)), base::grouped(whole_of(all)),
                     fmt::join(names, ", "));
}

// Measures of the claim and of what is held equal. What another way to measure the property leaves
// out is said by its set's words and number of units.
std::vector<std::string> measures_of(const CurveQuestion& question) {
  std::vector<std::string> names = question.outcomes;
  names.push_back(question.property);
  for (const ControlSet& set : question.controls) {
    names.insert(names.end(), set.measures.begin(), set.measures.end());
  }
  return names;
}

// The median size of residuals, as the deviation of a normal law that has it.
double usual_deviation(std::vector<double> sizes) {
  if (sizes.empty()) return 0.0;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  constexpr double kOfNormal = 1.4826022185056018;  // 1 / quantile(3/4)
  return kOfNormal * *middle;
}

double t_of(const Specification& spec) {
  return spec.error > 0.0 ? spec.coefficient / spec.error : 0.0;
}

void add_base_rates(const CurveAsk& ask, const Specification& claimed, Answered& out,
                    const UnitTable& table) {
  PlaceboRuns runs;
  std::string words;
  const auto take = [&](double t) {
    ++runs.runs;
    runs.as_large += std::abs(t) >= std::abs(t_of(claimed)) ? 1 : 0;
  };
  for (const Specification& placebo : out.curve->placebos) {
    take(t_of(placebo));
    words += fmt::format("{}{} {} ({})", words.empty() ? "The same regression alone: " : "; ",
                         table.measure(placebo.outcome)->words, signed_number(placebo.coefficient),
                         p_words(placebo.p));
  }
  if (!words.empty()) words += ". ";
  if (!out.elsewhere.empty()) {
    std::size_t significant = 0;
    for (const ElsewhereRun& run : out.elsewhere) {
      take(run.t);
      significant += run.p <= kLevel ? 1 : 0;
    }
    words += fmt::format("In {} it is significant at 5 % in {} of {}. ", ask.elsewhere->words,
                         significant, out.elsewhere.size());
  }
  if (runs.runs == 0) {
    out.finding.base_rate_words = "No placebo was run: the package has no earlier figures.";
    return;
  }
  runs.where = "earlier elections and other places";
  words += fmt::format(
      "{} of {} placebo runs are at least as far from 0, by their own errors, as "
      "the claim's.",
      runs.as_large, runs.runs);
  out.finding.placebos = runs;
  out.finding.base_rate_words = words;
}

// The nearest that is left is often not near, and then a pair compares unlike units.
std::string nearness_words(std::vector<double> distances) {
  constexpr double kNear = 0.5;  // standard deviations
  if (distances.empty()) return {};
  std::ranges::sort(distances);
  const auto far = std::ranges::count_if(distances, [](double apart) { return apart > kNear; });
  std::string words = fmt::format(
      "The two of a pair are {:.1f} standard deviations apart at the median and {:.1f} at most",
      distances[distances.size() / 2], distances.back());
  if (far == 0) return words + ". ";
  return words + fmt::format(
                     "; {} of {} pairs are farther apart than {}, so that they are not alike in "
                     "what they were matched on and do not hold it equal. ",
                     far, distances.size(), kNear);
}

// What is left between neighbours, and between units that are alike: whatever the deciding set is.
std::string pairs_words(const CurveAsk& ask, const CurveAnswer& answer) {
  std::string words;
  for (const Specification& spec : answer.specifications) {
    if (spec.pairs == 0 || spec.outcome != answer.outcome) continue;
    words += fmt::format("Between {} pairs ({}): {}. ", spec.pairs,
                         ask.question.controls[spec.controls].words, specification_words(spec));
    words += nearness_words(spec.pair_distances);
  }
  return words;
}

std::string range_words(const CurveAnswer& answer) {
  const auto of_outcome = [&](const Specification& spec) { return spec.outcome == answer.outcome; };
  double low = 0.0;
  double high = 0.0;
  int all = 0;
  int significant = 0;
  for (const Specification& spec : answer.specifications) {
    if (!of_outcome(spec)) continue;
    low = all == 0 ? spec.coefficient : std::min(low, spec.coefficient);
    high = all == 0 ? spec.coefficient : std::max(high, spec.coefficient);
    significant += spec.p_largest() <= kLevel ? 1 : 0;
    ++all;
  }
  return fmt::format(
      "Over {} specifications of this outcome it runs from {} to {}; {} of them are "
      "significant at 5 % by every method. ",
      all, signed_number(low), signed_number(high), significant);
}

// The smallest p that signs of so many clusters can give: all equal, and all turned.
double least_wild_p(std::size_t groups) {
  return std::ldexp(1.0, 1 - static_cast<int>(std::min<std::size_t>(groups, 60)));
}

// The other methods see it, and the wild bootstrap could not whatever the figures.
bool cannot_show(const Specification& spec) {
  return spec.p_wild && *spec.p_wild > kLevel && least_wild_p(spec.groups) > kLevel &&
         std::max(spec.p, spec.p_dealt.value_or(0.0)) <= kLevel;
}

void judge(const CurveAsk& ask, const Specification& claimed, const Specification& decisive,
           const std::string& group_words, Answered& out) {
  Finding& finding = out.finding;
  const bool seen = claimed.p_largest() <= kLevel;
  const bool stays = decisive.p_largest() <= kLevel;
  const Specification& alone = out.curve->claimed_alike ? *out.curve->claimed_alike : claimed;
  const double left = alone.coefficient != 0.0 ? decisive.coefficient / alone.coefficient : 0.0;
  const std::string held = ask.question.controls.back().words;
  finding.p = decisive.p_largest();
  const std::string fewer =
      decisive.units == claimed.units
          ? ""
          : fmt::format(" ({} of {} units)",
                        base::grouped(static_cast<std::int64_t>(decisive.units)),
                        base::grouped(static_cast<std::int64_t>(claimed.units)));
  const std::string it =
      out.curve->claimed_alike
          ? fmt::format(
                "the {} that are there with nothing else held when the property is "
                "measured so",
                signed_number(alone.coefficient))
          : "it";
  finding.remainder_words = fmt::format("With {} held equal{}: {}, {:.0f} % of {}. ", held, fewer,
                                        specification_words(decisive), 100.0 * left, it);
  if (ask.question.controls.back().group_effects) {
    finding.remainder_words += fmt::format(
        "Units are compared inside their {} only: in {} of {} they differ in the property, and the "
        "figure is made by those alone. ",
        group_words, decisive.telling_groups, decisive.groups);
  }
  finding.remainder_words += pairs_words(ask, *out.curve) + range_words(*out.curve);
  if (!decisive.least_group.empty() || !decisive.most_group.empty()) {
    finding.remainder_words += fmt::format(
        "Any one of {} {} left out, it stays between {} and {}. ", decisive.groups, group_words,
        signed_number(decisive.least_without), signed_number(decisive.most_without));
  }
  if (stays) {
    finding.remainder = Remainder::Unexplained;
    finding.remainder_words += "These controls do not account for it.";
  } else if (cannot_show(claimed) || cannot_show(decisive)) {
    finding.remainder = Remainder::NotTold;
    finding.remainder_words += fmt::format(
        "Of {} {} the wild bootstrap has no smaller p than {:.3g}, however far apart they lie: "
        "this "
        "question cannot tell with so few.",
        std::min(claimed.groups, decisive.groups), group_words,
        least_wild_p(std::min(claimed.groups, decisive.groups)));
  } else if (!seen) {
    finding.remainder = Remainder::NothingSeen;
    finding.remainder_words += "It is not told from chance to begin with.";
  } else if (std::abs(left) <= kLeftOfClaim && decisive.p_largest() >= kPlainlyChance &&
             !(decisive.low <= alone.coefficient && alone.coefficient <= decisive.high)) {
    finding.remainder = Remainder::Explained;
    finding.remainder_words += fmt::format(
        "{}, and those account for what was seen. They make the claim unnecessary; they do not "
        "exclude a part of it.",
        ask.concerned
            ? "Units of one kind differ from the other kind in other ways"
            : "Units with more of the property differ from those with less in other ways");
  } else {
    finding.remainder = Remainder::NotTold;
    finding.remainder_words +=
        "What is left is not told from chance, and is too uncertain to say that it is nothing.";
  }
}

// Residuals by shape, where units have shapes.
void add_map(const CurveAsk& ask, const UnitTable& table,
             const std::vector<UnitResidual>& residuals, Answered& out) {
  if (table.shapes.empty() || residuals.empty()) return;
  ResidualMap map;
  map.outcome = table.measure(ask.question.outcomes.front())->words;
  map.held = ask.question.controls.back().words;
  for (const UnitResidual& one : residuals) {
    map.units.push_back({table.shapes[one.unit], table.units[one.unit], one.residual});
  }
  out.map = std::move(map);
}

// The units that lie farthest from the line, in deviations usual for units of their size; as points
// of the outcome, not as votes: a line through unlike units says of none how many votes it has.
void add_residual_targets(const CurveAsk& ask, const AskedOf& asked, const Specification& claimed,
                          Answered& out) {
  const UnitTable& table = *asked.table;
  const std::vector<UnitResidual> residuals = decisive_residuals(table, ask.question);
  add_map(ask, table, residuals, out);
  std::vector<double> sizes;
  for (const UnitResidual& one : residuals) sizes.push_back(std::abs(one.residual));
  const double usual = usual_deviation(std::move(sizes));
  struct Far {
    double deviation = 0.0;
    double residual = 0.0;
    std::size_t unit = 0;
  };
  std::vector<Far> order;
  for (const UnitResidual& one : residuals) {
    const double votes = table.measure(ask.votes)->values[one.unit];
    const double property = table.measure(ask.question.property)->values[one.unit];
    const bool meant = !ask.concerned || (property > 0.0) == (*ask.concerned == 1);
    if (!meant || !(votes > 0.0)) continue;
    const double error = std::sqrt(usual * usual + kDrawnTwice / votes);
    order.push_back({std::abs(one.residual) / error, one.residual, one.unit});
  }
  std::sort(order.begin(), order.end(), [](const Far& a, const Far& b) {
    return a.deviation != b.deviation ? a.deviation > b.deviation : a.unit < b.unit;
  });
  const double each = ask.votes_of.empty() ? 1.0 : 2.0;
  std::vector<NamedUnit> targets;
  for (const Far& far : order) {
    if (targets.size() == kTargetsMost) break;
    const double property = table.measure(ask.question.property)->values[far.unit];
    const double votes = table.measure(ask.votes)->values[far.unit];
    const double part = ask.concerned ? 1.0 : std::abs(property);
    targets.push_back(
        {far.unit,
         fmt::format("{}: {:.1f} points {} than the controls let expect, {:.1f} deviations of "
                     "units of its size",
                     table.measure(claimed.outcome)->words, 100.0 * std::abs(far.residual),
                     far.residual > 0.0 ? "more" : "less", far.deviation),
         whole_of(each * std::abs(claimed.coefficient) * part * votes)});
  }
  add_targets(targets, asked, out);
}

// The coefficient as votes. A vote that goes from one of two leaders to the other changes their
// lead by two: a share of votes is read so, as it errs toward the larger.
ShiftToShow add_votes(const CurveAsk& ask, const AskedOf& asked, const Specification& claimed,
                      const Specification& decisive, Finding& finding) {
  const double each = ask.votes_of.empty() ? 1.0 : 2.0;
  const double votes = each * votes_of_claim(ask, *asked.table, decisive);
  const double alone = each * votes_of_claim(ask, *asked.table, claimed);
  const double left = std::abs(decisive.coefficient) * votes;
  const double most = std::max(std::abs(decisive.low), std::abs(decisive.high)) * votes;
  finding.votes_concerned = election::VoteCount(whole_of(left));
  finding.votes_words = fmt::format(
      "{}: alone {}; with all held equal {}, and within its 95 % interval up to {}.",
      ask.votes_of.empty() ? "As a number of votes"
                           : "If votes had gone from one of the two leaders to the other, the lead "
                             "would be changed by two for each",
      against_lead(std::abs(claimed.coefficient) * alone, asked.lead),
      against_lead(left, asked.lead), against_lead(most, asked.lead));
  return {decisive.error, decisive.freedom, votes, asked.lead};
}

}  // namespace

void answer_curve_question(const CurveAsk& ask, const AskedOf& asked, Answered& out,
                           base::Executor& executor) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  CurveQuestion question = ask.question;
  question.resampling = {asked.resamples, asked.key};
  out.curve = answer_curve(table, question, executor);
  if (ask.elsewhere && asked.elsewhere != nullptr) {
    out.elsewhere =
        run_elsewhere(*asked.elsewhere, ask.elsewhere->outcome, ask.elsewhere->property);
    const auto& own = ask.elsewhere->except;
    std::erase_if(out.elsewhere, [&](const ElsewhereRun& run) {
      return std::find(own.begin(), own.end(), run.group) != own.end();
    });
  }
  for (const auto* names : {&question.outcomes, &question.weights}) {
    for (const std::string& name : *names) {
      if (!name.empty()) out.words[name] = table.measure(name)->words;
    }
  }
  const Specification* claimed = out.curve->claimed();
  const Specification* decisive = out.curve->decisive();
  finding.null_words =
      "The property has nothing to do with the outcome once the controls are held equal; p is the "
      "largest of three (errors that allow unequal variances or clusters, wild bootstrap, the "
      "property dealt anew).";
  if (claimed == nullptr || decisive == nullptr) {
    finding.remainder_words = "The regressions could not be fitted. " +
                              fmt::format("{}", fmt::join(out.curve->refused, " "));
    return;
  }
  const bool seen = claimed->p_largest() <= kLevel || cannot_show(*claimed);
  const bool side = !ask.said || (*ask.said > 0.0) == (claimed->coefficient > 0.0);
  finding.fact = seen && side ? FactStanding::Holds : FactStanding::HoldsNot;
  finding.fact_words =
      left_out_words(table, measures_of(question)) + not_in_it(ask, *out.curve, table);
  finding.fact_words +=
      fmt::format("In {} {}, \"{}\" by itself goes with {}: {}.", claimed->units, table.words,
                  table.measure(question.property)->words, table.measure(claimed->outcome)->words,
                  specification_words(*claimed));
  if (ask.said) finding.fact_words += fmt::format(" Said: {}.", signed_number(*ask.said));
  judge(ask, *claimed, *decisive, table.group_words, out);
  add_base_rates(ask, *claimed, out, table);
  const ShiftToShow to_show = add_votes(ask, asked, *claimed, *decisive, finding);
  // With so few groups no shift would be told.
  if (!decisive->p_wild || least_wild_p(decisive->groups) <= kLevel) out.to_show = to_show;
  add_residual_targets(ask, asked, *claimed, out);
}

}  // namespace recanvass::screen
