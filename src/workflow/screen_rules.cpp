#include "workflow/screen_rules.h"

#include "base/figures.h"
#include "reconcile/rules.h"
#include "reconcile/sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace recanvass::workflow {
namespace {

using screen::UnitTable;

std::optional<std::int64_t> figure_of(const UnitTable& table, const std::string& measure,
                                      std::size_t unit) {
  const screen::Measure* found = table.measure(measure);
  if (found == nullptr || !(found->values[unit] >= 0.0)) return std::nullopt;
  return std::llround(found->values[unit]);
}

template <class Figure>
std::optional<Figure> counted_as(const std::optional<std::int64_t>& number) {
  return number ? std::optional<Figure>(Figure(*number)) : std::nullopt;
}

// Votes of each choice in each group, and of all choices.
struct GroupVotes {
  std::vector<double> of_choice;
  double all = 0.0;
};

std::map<std::string, GroupVotes> votes_by_group(const UnitTable& table,
                                                 const screen::RulesAsk& ask) {
  std::map<std::string, GroupVotes> groups;
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    GroupVotes& group = groups[table.groups[unit]];
    group.of_choice.resize(ask.choices.size(), 0.0);
    for (std::size_t i = 0; i < ask.choices.size(); ++i) {
      const auto votes = static_cast<double>(figure_of(table, ask.choices[i], unit).value_or(0));
      group.of_choice[i] += votes;
      group.all += votes;
    }
  }
  return groups;
}

reconcile::UnitRecord record_of(const UnitTable& table, const screen::RulesAsk& ask,
                                const GroupVotes& group, std::size_t unit) {
  reconcile::UnitRecord record;
  record.unit = fmt::format("{} ({})", table.units[unit], unit);  // names may repeat
  record.county = table.groups[unit];
  using election::BallotCount;
  using election::VoterCount;
  record.figures.registered = counted_as<VoterCount>(figure_of(table, ask.registered, unit));
  record.figures.voters_total = counted_as<VoterCount>(figure_of(table, ask.voters, unit));
  record.figures.ballots_found = counted_as<BallotCount>(figure_of(table, ask.ballots, unit));
  reconcile::ContestFigures contest;
  contest.contest = {"contest"};
  reconcile::MediaLoad load;
  load.medium = record.unit;
  load.hash = record.unit;
  double all = 0.0;
  for (const std::string& choice : ask.choices) {
    all += static_cast<double>(figure_of(table, choice, unit).value_or(0));
  }
  for (std::size_t i = 0; i < ask.choices.size(); ++i) {
    const auto votes = figure_of(table, ask.choices[i], unit);
    reconcile::ChoiceFigure figure{
        {ask.choices[i]}, counted_as<election::VoteCount>(votes), std::nullopt};
    if (group.all > 0.0) {
      figure.expected = election::VoteCount(
          static_cast<std::int64_t>(std::floor(all * group.of_choice[i] / group.all)));
    }
    contest.choices.push_back(figure);
    load.totals.push_back(votes.value_or(0));
  }
  record.contests.push_back(contest);
  record.media.push_back(load);
  return record;
}

// The choices of a unit against the total that the file states.
reconcile::Findings check_total(const UnitTable& table, const screen::RulesAsk& ask,
                                const std::string& name, std::size_t unit) {
  std::vector<reconcile::SumPart> parts;
  for (const std::string& choice : ask.choices) {
    parts.push_back({choice, figure_of(table, choice, unit)});
  }
  return reconcile::check_sum({name, "votes", "choice", "choices"}, parts,
                              figure_of(table, ask.total, unit));
}

// Whether any rule has two figures of the unit to compare.
bool has_figures(const UnitTable& table, const screen::RulesAsk& ask, std::size_t unit) {
  int known = 0;
  for (const std::string* measure : {&ask.registered, &ask.voters, &ask.ballots, &ask.total}) {
    known += figure_of(table, *measure, unit) ? 1 : 0;
  }
  int voted = 0;
  for (const std::string& choice : ask.choices) voted += figure_of(table, choice, unit) ? 1 : 0;
  return known + (voted > 0 ? 1 : 0) >= 2 || voted >= 2;
}

struct RuleTally {
  std::int64_t units = 0;
  std::int64_t off = 0;  // the sum of what does not agree, without its sign
  std::int64_t impossible = 0;
};

// "R1 (votes ... ballots): 106 units, 1,234 off, 12 impossible; "
std::string rule_words(reconcile::Rule rule, const RuleTally& tally) {
  std::string words = fmt::format("{} ({}): {}", reconcile::id_of(rule), reconcile::words_of(rule),
                                  base::counted(tally.units, "case", "cases"));
  if (tally.off > 0) words += fmt::format(", {} off in all", base::grouped(tally.off));
  if (tally.impossible > 0) {
    words += fmt::format(", {} that no election can have", base::grouped(tally.impossible));
  }
  return words + ". ";
}

// What rules found over all units, by rule.
using RuleTallies = std::map<reconcile::Rule, RuleTally>;

// Of votes, not of ballots and forms.
bool is_of_votes(const reconcile::Finding& one) {
  return one.rule == reconcile::Rule::R1 || one.rule == reconcile::Rule::R4;
}

void say_rules(const RuleTallies& tallies, const std::string& words, std::size_t units,
               std::size_t unknown, screen::Answered& out) {
  screen::Finding& finding = out.finding;
  const bool none = tallies.empty();
  finding.arithmetic = true;
  finding.fact = none ? screen::FactStanding::HoldsNot : screen::FactStanding::Holds;
  finding.fact_words =
      fmt::format("{} {} were looked at. ", base::grouped(static_cast<std::int64_t>(units)), words);
  for (const auto& [rule, tally] : tallies) finding.fact_words += rule_words(rule, tally);
  if (none) finding.fact_words += "Every rule that their figures allow holds.";
  finding.remainder = none ? screen::Remainder::NothingSeen : screen::Remainder::Unexplained;
  finding.remainder_words = none ? "Nothing to explain."
                                 : "A difference has no cause until somebody looks and signs one: "
                                   "docs/reconciliation.md.";
  finding.null_words = "None: figures agree, or they do not.";
  if (unknown == units) {
    screen::not_checked(out, "No unit has two figures that a rule could compare.");
  } else if (unknown > 0) {
    finding.fact_words += fmt::format("In {} nothing could be compared. ",
                                      base::grouped(static_cast<std::int64_t>(unknown)));
  }
  finding.base_rate_words =
      "A figure that cannot be is a slip wherever it stands. Figures that should agree seldom do "
      "everywhere where a form was filled in and never canvassed.";
}

}  // namespace

screen::Answered answer_rules(const screen::Question& question, const screen::RulesAsk& ask,
                              const screen::AskedOf& asked) {
  const UnitTable& table = *asked.table;
  const auto groups = votes_by_group(table, ask);
  std::vector<reconcile::UnitRecord> records;
  std::map<std::string, std::size_t> units;
  reconcile::Findings findings;
  std::size_t unknown = 0;
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    records.push_back(record_of(table, ask, groups.at(table.groups[unit]), unit));
    units[records.back().unit] = unit;
    findings.append(reconcile::check_unit(records.back(), {}));
    if (!ask.total.empty()) {
      findings.append(check_total(table, ask, records.back().unit, unit));
    }
    if (!has_figures(table, ask, unit)) ++unknown;
  }
  findings.append(reconcile::check_across(records, {}));
  RuleTallies tallies;
  std::vector<const reconcile::Finding*> open;
  for (const reconcile::Finding& found : findings.found) {
    if (found.severity == reconcile::Severity::Info) continue;
    RuleTally& tally = tallies[found.rule];
    ++tally.units;
    if (reconcile::compares_figures(found)) tally.off += std::abs(found.residual);
    tally.impossible += found.impossible ? 1 : 0;
    if (!found.explained_by && units.contains(found.unit)) open.push_back(&found);
  }
  // Votes that cannot be before ballots and forms that do not agree.
  std::stable_sort(open.begin(), open.end(),
                   [](const reconcile::Finding* a, const reconcile::Finding* b) {
                     if (is_of_votes(*a) != is_of_votes(*b)) return is_of_votes(*a);
                     return std::abs(a->residual) > std::abs(b->residual);
                   });
  screen::Answered out;
  out.question = question;
  screen::Finding& finding = out.finding;
  finding.id = question.id;
  finding.family = question.family;
  finding.title = question.title;
  finding.innocent = question.innocent;
  finding.paper_words = question.paper;
  say_rules(tallies, table.words, records.size(), unknown, out);
  const auto off = [&](reconcile::Rule rule) {
    return tallies.contains(rule) ? tallies.at(rule).off : 0;
  };
  const std::int64_t marks = off(reconcile::Rule::R1) + off(reconcile::Rule::R4);
  finding.votes_concerned = election::VoteCount(marks);
  finding.votes_words = "Votes beyond the ballots of their units, or beside their sums: " +
                        screen::against_lead(static_cast<double>(marks), asked.lead) +
                        ". Figures that are typed wrong are votes only when the votes are.";
  std::vector<screen::NamedUnit> targets;
  for (const reconcile::Finding* one : open) {
    targets.push_back(
        {units.at(one->unit), reconcile::id_of(one->rule) + ": " + one->words,
         is_of_votes(*one) ? std::optional<std::int64_t>(std::abs(one->residual)) : std::nullopt});
  }
  screen::add_targets(targets, asked, out);
  return out;
}

}  // namespace recanvass::workflow
