#include "workflow/screen_rules.h"

#include "base/figures.h"
#include "reconcile/rules.h"
#include "reconcile/sums.h"
#include "screen/equal_units.h"
#include "workflow/screen_sums.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using screen::RulesAsk;
using screen::UnitTable;

constexpr std::int64_t kBallotsLeast = 10;  // fewer may all be blank
constexpr std::int64_t kBeforeLeast = 20;  // votes of an earlier election that should come again
constexpr std::int64_t kExchangedLeast = 100;  // votes of two choices that are held against theirs
// Off in both, of their votes: suburbs that turn round in four years are off by less.
constexpr double kExchangedOff = 0.6;

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

std::string words_of_measure(const UnitTable& table, const std::string& measure,
                             const std::string& otherwise) {
  const screen::Measure* found = table.measure(measure);
  return found == nullptr || found->words == found->id ? otherwise : found->words;
}

// The votes of one unit, and what its own past lets expect where an earlier election is known.
struct UnitVotes {
  std::vector<std::optional<std::int64_t>> now;
  std::vector<std::optional<double>> expected;  // by choice
  std::optional<std::int64_t> all;  // no value: a choice is a hole
  std::int64_t known = 0;  // of the choices that are known
  double before = 0.0;
};

// Votes now and before of the units of a group that have both.
struct GroupSwing {
  std::vector<double> now;
  std::vector<double> before;
  double all_now = 0.0;
  double all_before = 0.0;
};

class ReturnVotes {
 public:
  ReturnVotes(const UnitTable& table, const RulesAsk& ask) : table_(table), ask_(ask) {
    for (std::size_t unit = 0; unit < table.units.size(); ++unit) units_.push_back(read(unit));
    for (std::size_t unit = 0; unit < units_.size(); ++unit) add_to_group(unit);
    for (std::size_t unit = 0; unit < units_.size(); ++unit) expect(unit);
  }
  [[nodiscard]] const UnitVotes& of(std::size_t unit) const { return units_[unit]; }
  [[nodiscard]] std::size_t size() const { return units_.size(); }

 private:
  UnitVotes read(std::size_t unit) const {
    UnitVotes votes;
    bool whole = true;
    for (const std::string& choice : ask_.choices) {
      votes.now.push_back(figure_of(table_, choice, unit));
      whole = whole && votes.now.back().has_value();
      votes.known += votes.now.back().value_or(0);
    }
    if (whole) votes.all = votes.known;
    votes.expected.resize(ask_.choices.size());
    return votes;
  }
  [[nodiscard]] bool has_past(std::size_t unit) const {
    if (ask_.before.empty() || !units_[unit].all || *units_[unit].all == 0) return false;
    return std::ranges::all_of(ask_.before, [&](const std::string& measure) {
      return figure_of(table_, measure, unit).has_value();
    });
  }
  void add_to_group(std::size_t unit) {
    for (const std::string& measure : ask_.before) {
      units_[unit].before += static_cast<double>(figure_of(table_, measure, unit).value_or(0));
    }
    if (!has_past(unit)) return;
    GroupSwing& group = groups_[table_.groups[unit]];
    group.now.resize(ask_.before.size(), 0.0);
    group.before.resize(ask_.before.size(), 0.0);
    for (std::size_t i = 0; i < ask_.before.size(); ++i) {
      group.now[i] += static_cast<double>(*units_[unit].now[i]);
      group.before[i] += static_cast<double>(*figure_of(table_, ask_.before[i], unit));
    }
    group.all_now += static_cast<double>(*units_[unit].all);
    group.all_before += units_[unit].before;
  }
  // The unit's share before, moved on the scale of odds as its group moved.
  void expect(std::size_t unit) {
    if (!has_past(unit)) return;
    const GroupSwing& group = groups_.at(table_.groups[unit]);
    UnitVotes& votes = units_[unit];
    if (votes.before < static_cast<double>(kBeforeLeast)) return;
    for (std::size_t i = 0; i < ask_.before.size(); ++i) {
      const double before = static_cast<double>(*figure_of(table_, ask_.before[i], unit));
      const double now_others = group.all_now - group.now[i];
      const double before_others = group.all_before - group.before[i];
      if (group.before[i] <= 0.0 || now_others <= 0.0 || before_others <= 0.0) continue;
      const double swing = (group.now[i] / now_others) / (group.before[i] / before_others);
      const double odds = before / std::max(1.0, votes.before - before) * swing;
      votes.expected[i] = static_cast<double>(*votes.all) * odds / (1.0 + odds);
    }
  }

  const UnitTable& table_;
  const RulesAsk& ask_;
  std::vector<UnitVotes> units_;
  std::map<std::string, GroupSwing> groups_;
};

// One thing that cannot be, or does not agree, in one unit.
struct RuleCase {
  std::string rule;  // as the summary counts it
  std::size_t unit = 0;
  std::int64_t off = 0;  // without its sign
  bool impossible = false;
  bool of_votes = false;  // of votes, not of ballots and forms
  std::string words;
  bool explained = false;  // by an earlier check of the unit with the same residual
};

struct RuleTally {
  std::int64_t cases = 0;
  std::int64_t off = 0;
  std::int64_t impossible = 0;
};

class ReturnRules {
 public:
  ReturnRules(const UnitTable& table, const RulesAsk& ask)
      : table_(table), ask_(ask), votes_(table, ask) {}

  std::vector<RuleCase> check() {
    check_records();
    for (std::size_t unit = 0; unit < votes_.size(); ++unit) {
      check_bounds(unit);
      check_any_vote(unit);
      check_exchanged(unit);
      check_digit_lost(unit);
      check_parts(unit);
    }
    check_twins();
    check_totals();
    check_given_twice();
    // Votes that cannot be before ballots and forms that do not agree; the farthest off first.
    std::ranges::stable_sort(cases_, [](const RuleCase& a, const RuleCase& b) {
      return a.of_votes != b.of_votes ? a.of_votes : a.off > b.off;
    });
    // Of every rule about votes the farthest first: many cases of one rule hide no other.
    std::set<std::string> told;
    std::vector<RuleCase> first;
    std::vector<RuleCase> others;
    for (RuleCase& one : cases_) {
      const bool leads = one.of_votes && !one.explained && told.insert(one.rule).second;
      (leads ? first : others).push_back(std::move(one));
    }
    first.insert(first.end(), std::make_move_iterator(others.begin()),
                 std::make_move_iterator(others.end()));
    return first;
  }

  // Whether any rule has two figures of the unit to compare.
  [[nodiscard]] bool has_figures(std::size_t unit) const {
    int known = 0;
    for (const std::string* measure :
         {&ask_.registered, &ask_.voters, &ask_.ballots, &ask_.total}) {
      known += figure_of(table_, *measure, unit) ? 1 : 0;
    }
    const auto voted = std::ranges::count_if(votes_.of(unit).now,
                                             [](const auto& figure) { return figure.has_value(); });
    return known + (voted > 0 ? 1 : 0) >= 2 || voted >= 2;
  }

 private:
  void check_records();
  void check_bounds(std::size_t unit);
  void check_any_vote(std::size_t unit);
  void check_exchanged(std::size_t unit);
  void check_digit_lost(std::size_t unit);
  void check_parts(std::size_t unit);
  void check_twins();
  void check_totals();
  void check_given_twice();
  [[nodiscard]] std::string other_file_of(const std::string& measure) const;
  [[nodiscard]] reconcile::UnitRecord record_of(std::size_t unit) const;
  void add(const reconcile::Finding& found, std::size_t unit);
  [[nodiscard]] std::string choice_words(std::size_t choice) const {
    return words_of_measure(table_, ask_.choices[choice], ask_.choices[choice]);
  }

  const UnitTable& table_;
  const RulesAsk& ask_;
  ReturnVotes votes_;
  std::vector<RuleCase> cases_;
};

reconcile::UnitRecord ReturnRules::record_of(std::size_t unit) const {
  reconcile::UnitRecord record;
  record.unit = std::to_string(unit);  // names may repeat
  record.county = table_.groups[unit];
  using election::BallotCount;
  using election::VoterCount;
  record.figures.registered = counted_as<VoterCount>(figure_of(table_, ask_.registered, unit));
  record.figures.voters_total = counted_as<VoterCount>(figure_of(table_, ask_.voters, unit));
  record.figures.ballots_found = counted_as<BallotCount>(figure_of(table_, ask_.ballots, unit));
  reconcile::ContestFigures contest;
  contest.contest = {"contest"};
  const UnitVotes& votes = votes_.of(unit);
  for (std::size_t i = 0; i < ask_.choices.size(); ++i) {
    reconcile::ChoiceFigure figure{
        {choice_words(i)}, counted_as<election::VoteCount>(votes.now[i]), std::nullopt};
    // Where nobody voted there is a line of its own.
    if (votes.expected[i] && votes.known > 0) {
      figure.expected =
          election::VoteCount(static_cast<std::int64_t>(std::floor(*votes.expected[i])));
    }
    contest.choices.push_back(figure);
  }
  record.contests.push_back(contest);
  return record;
}

std::string replaced(std::string text, std::string_view what, const std::string& by) {
  if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), by);
  return text;
}

// What must hold, of figures on a form.
std::string_view returns_words(reconcile::Rule rule) {
  if (rule == reconcile::Rule::R1) return "votes are not more than ballots";
  if (rule == reconcile::Rule::R3) return "as many ballots as voters";
  return reconcile::words_of(rule);
}

void ReturnRules::add(const reconcile::Finding& found, std::size_t unit) {
  if (found.severity == reconcile::Severity::Info) return;
  const bool of_votes = found.rule == reconcile::Rule::R1 || found.rule == reconcile::Rule::R4 ||
                        found.rule == reconcile::Rule::R9;
  // Nobody opened a container: a form says how many ballots there were.
  const std::string ballots = words_of_measure(table_, ask_.ballots, "ballots reported");
  std::string words = replaced(found.words, "ballots found in the containers", ballots);
  words = replaced(words, "ballots found", ballots);
  words = replaced(words, "votes, blank and overvotes", "votes");
  words = replaced(words, "votes of votes for", "votes for");
  cases_.push_back({fmt::format("{} ({})", reconcile::id_of(found.rule), returns_words(found.rule)),
                    unit, reconcile::compares_figures(found) ? std::abs(found.residual) : 0,
                    found.impossible, of_votes,
                    fmt::format("{}: {}", reconcile::id_of(found.rule), words),
                    // Votes that cannot be are told beside a poll list that is off by as many.
                    found.explained_by.has_value() && found.rule != reconcile::Rule::R1});
}

void ReturnRules::check_records() {
  for (std::size_t unit = 0; unit < votes_.size(); ++unit) {
    const reconcile::UnitRecord record = record_of(unit);
    for (const auto& found : reconcile::check_unit(record, {}).found) add(found, unit);
    if (ask_.total.empty()) continue;
    std::vector<reconcile::SumPart> parts;
    for (std::size_t i = 0; i < ask_.choices.size(); ++i) {
      parts.push_back({choice_words(i), votes_.of(unit).now[i]});
    }
    const auto sums = reconcile::check_sum({"the total of the file", "votes", "choice", "choices"},
                                           parts, figure_of(table_, ask_.total, unit));
    for (const auto& found : sums.found) add(found, unit);
  }
}

// The file of a figure, where the votes are of others; empty: of one file, or not known.
std::string ReturnRules::other_file_of(const std::string& measure) const {
  const screen::Measure* figure = table_.measure(measure);
  if (figure == nullptr || figure->files.empty()) return {};
  for (const std::string& choice : ask_.choices) {
    for (const std::string& file : table_.measure(choice)->files) {
      if (std::ranges::find(figure->files, file) != figure->files.end()) return {};
    }
  }
  return figure->files.front();
}

// Votes are ballots at least: where ballots are not known they stand for them.
void ReturnRules::check_bounds(std::size_t unit) {
  if (figure_of(table_, ask_.ballots, unit)) return;
  const std::int64_t votes =
      std::max(votes_.of(unit).known, figure_of(table_, ask_.total, unit).value_or(0));
  for (const auto& [measure, otherwise] :
       {std::pair{&ask_.voters, "voters"}, std::pair{&ask_.registered, "registered voters"}}) {
    const auto most = figure_of(table_, *measure, unit);
    if (!most || votes <= *most) continue;
    const std::string words = words_of_measure(table_, *measure, otherwise);
    // Two files are two canvasses or a survey: that they differ is no impossible election.
    const std::string file = other_file_of(*measure);
    cases_.push_back(
        {file.empty() ? fmt::format("votes above {}", words)
                      : fmt::format("votes above {} as another file has them ({})", words, file),
         unit, votes - *most, file.empty(), file.empty(),
         fmt::format("votes {}, {} {}: {} more", base::grouped(votes), words, base::grouped(*most),
                     base::grouped(votes - *most))});
  }
}

void ReturnRules::check_any_vote(std::size_t unit) {
  const UnitVotes& votes = votes_.of(unit);
  if (!votes.all || *votes.all > 0) return;
  const std::int64_t ballots = figure_of(table_, ask_.ballots, unit).value_or(0);
  const auto before = static_cast<std::int64_t>(votes.before);
  const bool cast = ballots >= kBallotsLeast;
  const bool unknown = !figure_of(table_, ask_.ballots, unit);
  if (!cast && !(unknown && before >= kBeforeLeast)) return;
  const std::int64_t off = cast ? ballots : before;
  cases_.push_back({cast ? "not one vote where ballots were cast"
                         : "not one vote where there were some at the election before",
                    unit, off, false, true,
                    fmt::format("not one vote, and {} {}", base::grouped(off),
                                cast ? "ballots" : "votes at the election before")});
}

// Two choices' figures that are far from what the unit's past lets expect, and near when each is
// taken for the other's: a column read for another.
void ReturnRules::check_exchanged(std::size_t unit) {
  const UnitVotes& votes = votes_.of(unit);
  for (std::size_t i = 0; i < ask_.before.size(); ++i) {
    for (std::size_t j = i + 1; j < ask_.before.size(); ++j) {
      if (!votes.expected[i] || !votes.expected[j]) continue;
      const auto one = static_cast<double>(*votes.now[i]);
      const auto other = static_cast<double>(*votes.now[j]);
      const double off = std::abs(one - *votes.expected[i]) + std::abs(other - *votes.expected[j]);
      const double off_exchanged =
          std::abs(other - *votes.expected[i]) + std::abs(one - *votes.expected[j]);
      const bool large = one + other >= static_cast<double>(kExchangedLeast);
      if (!large || off < kExchangedOff * (one + other) || 4.0 * off_exchanged > off) continue;
      const std::int64_t moved = std::abs(*votes.now[i] - *votes.now[j]);
      cases_.push_back(
          {"figures of two choices fit the election before when they are exchanged", unit, moved,
           false, true,
           fmt::format("{}: {}, {:.0f} expected, and {}: {}, {:.0f} expected; exchanged they fit",
                       choice_words(i), base::grouped(*votes.now[i]), *votes.expected[i],
                       choice_words(j), base::grouped(*votes.now[j]), *votes.expected[j])});
    }
  }
}

// 61 typed for 613: fewer than a quarter of what the unit's past lets expect. Fewer than ten are
// the rule's of choices without votes.
void ReturnRules::check_digit_lost(std::size_t unit) {
  constexpr std::int64_t kOfR9 = 10;
  constexpr double kExpectedMany = 100.0;
  constexpr double kQuarter = 0.25;
  const UnitVotes& votes = votes_.of(unit);
  for (std::size_t i = 0; i < ask_.before.size(); ++i) {
    if (!votes.expected[i] || *votes.expected[i] < kExpectedMany || *votes.now[i] < kOfR9) continue;
    if (static_cast<double>(*votes.now[i]) >= kQuarter * *votes.expected[i]) continue;
    const std::int64_t off = std::llround(*votes.expected[i]) - *votes.now[i];
    cases_.push_back({"a choice with less than a quarter of what its past lets expect", unit, off,
                      false, true,
                      fmt::format("{} {}, {:.0f} expected", choice_words(i),
                                  base::grouped(*votes.now[i]), *votes.expected[i])});
  }
}

void ReturnRules::check_parts(std::size_t unit) {
  for (const auto& [part, whole] : ask_.within) {
    const auto of = figure_of(table_, part, unit);
    const auto all = figure_of(table_, whole, unit);
    if (!of || !all || *of <= *all) continue;
    const std::string what = words_of_measure(table_, part, part);
    const std::string in = words_of_measure(table_, whole, whole);
    cases_.push_back({fmt::format("{} above {}", what, in), unit, *of - *all, true, false,
                      fmt::format("{} {}, {} {}: {} more", what, base::grouped(*of), in,
                                  base::grouped(*all), base::grouped(*of - *all))});
  }
}

void ReturnRules::check_twins() {
  std::vector<std::vector<std::int64_t>> figures;
  std::vector<std::size_t> units;
  for (std::size_t unit = 0; unit < votes_.size(); ++unit) {
    if (!votes_.of(unit).all) continue;
    units.push_back(unit);
    auto& here = figures.emplace_back();
    for (const auto& figure : votes_.of(unit).now) here.push_back(*figure);
  }
  for (const screen::EqualUnits& twins : screen::equal_units(figures)) {
    std::string others;
    for (std::size_t i = 0; i + 1 < twins.units.size(); ++i) {
      others += (i == 0 ? "" : "; ") + table_.units[units[twins.units[i]]];
    }
    const auto copies = static_cast<std::int64_t>(twins.units.size()) - 1;
    cases_.push_back(
        {"the same figures as another unit, beyond chance", units[twins.units.back()],
         copies * twins.votes, false, true,
         fmt::format(
             "the same {} votes, choice by choice, as {}; chance makes such a pair in {:.2g} "
             "of files like this",
             base::grouped(twins.votes), others, twins.by_chance)});
  }
}

void ReturnRules::check_totals() {
  for (const std::size_t unit : rows_of_totals(table_, ask_)) {
    const std::int64_t votes = votes_.of(unit).known;
    cases_.push_back({"a row of totals among the units", unit, votes, false, true,
                      fmt::format("{} votes, choice by choice the sum of all others of {}",
                                  base::grouped(votes), table_.groups[unit])});
  }
}

void ReturnRules::check_given_twice() {
  for (const auto& [unit, words] : table_.given_twice) {
    cases_.push_back({"a row that says again, figure by figure, what another row says", unit, 0,
                      false, false, words});
  }
}

// What could not be asked, and why: a rule that was not applied did not hold.
std::string not_asked_words(const RulesAsk& ask) {
  std::vector<std::string> missing;
  if (ask.ballots.empty()) missing.emplace_back("ballots (votes against ballots)");
  if (ask.voters.empty()) missing.emplace_back("voters");
  if (ask.registered.empty()) missing.emplace_back("registered voters");
  if (ask.total.empty()) missing.emplace_back("a total (sums)");
  if (ask.before.empty()) {
    missing.emplace_back(
        "an earlier election (choices without votes, exchanged choices, units without a vote)");
  }
  if (missing.empty()) return {};
  return fmt::format("Not asked, as the question has no such figures: {}. ",
                     fmt::join(missing, "; "));
}

// "R1 (votes ... ballots): 106 cases, 1,234 off in all, 12 that no election can have. "
std::string rule_words(const std::string& rule, const RuleTally& tally) {
  std::string words = fmt::format("{}: {}", rule, base::counted(tally.cases, "case", "cases"));
  if (tally.off > 0) words += fmt::format(", {} off in all", base::grouped(tally.off));
  if (tally.impossible > 0) {
    words += fmt::format(", {} that no election can have", base::grouped(tally.impossible));
  }
  return words + ". ";
}

// Units that another file has, and the one that lists them has not.
std::string unlisted_words(const UnitTable& table) {
  if (table.unlisted.empty()) return {};
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> named(table.unlisted.begin(),
                                 table.unlisted.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                              kNamed, table.unlisted.size())));
  return fmt::format(
      "{} that another file has are not among them ({}{}). ",
      base::counted(static_cast<std::int64_t>(table.unlisted.size()), "unit", "units"),
      fmt::join(named, "; "), table.unlisted.size() > kNamed ? "; and more" : "");
}

void say_rules(const std::vector<RuleCase>& cases, const UnitTable& table, const RulesAsk& ask,
               std::size_t unknown, const std::vector<SumBesideReported>& sums,
               const screen::AskedOf& asked, screen::Finding& finding) {
  std::map<std::string, RuleTally> tallies;
  for (const RuleCase& one : cases) {
    RuleTally& tally = tallies[one.rule];
    ++tally.cases;
    tally.off += one.off;
    tally.impossible += one.impossible ? 1 : 0;
  }
  const bool none = tallies.empty() && table.unlisted.empty() && votes_off(sums) == 0;
  finding.arithmetic = true;
  finding.fact = none ? screen::FactStanding::HoldsNot : screen::FactStanding::Holds;
  finding.fact_words = fmt::format("{} {} were looked at. {}{}",
                                   base::grouped(static_cast<std::int64_t>(table.units.size())),
                                   table.words, sums_words(sums, asked), unlisted_words(table));
  for (const auto& [rule, tally] : tallies) finding.fact_words += rule_words(rule, tally);
  if (none) finding.fact_words += "Every rule that their figures allow holds. ";
  finding.fact_words += not_asked_words(ask);
  if (unknown > 0) {
    finding.fact_words += fmt::format("In {} nothing could be compared. ",
                                      base::grouped(static_cast<std::int64_t>(unknown)));
  }
  finding.remainder = none ? screen::Remainder::NothingSeen : screen::Remainder::Unexplained;
  finding.remainder_words = none ? "Nothing to explain."
                                 : "A difference has no cause until somebody looks and signs one: "
                                   "docs/reconciliation.md.";
  finding.null_words =
      "None: figures agree, or they do not. Where an earlier election says what is expected of a "
      "unit, it is the unit's own, moved as its group moved; figures equal to another unit's are "
      "told where near units say that chance does not make it.";
}

// Units named once each, with all that is said of one.
std::vector<screen::NamedUnit> targets_of(const std::vector<RuleCase>& cases) {
  std::vector<screen::NamedUnit> targets;
  std::map<std::size_t, std::size_t> places;
  for (const RuleCase& one : cases) {
    if (one.explained) continue;
    const auto [place, is_new] = places.try_emplace(one.unit, targets.size());
    if (is_new) {
      targets.push_back({one.unit, one.words,
                         one.of_votes ? std::optional<std::int64_t>(one.off) : std::nullopt});
    } else {
      targets[place->second].why += "; " + one.words;
    }
  }
  return targets;
}

}  // namespace

screen::Answered answer_rules(const screen::Question& question, const RulesAsk& ask,
                              const screen::AskedOf& asked) {
  const UnitTable& table = *asked.table;
  ReturnRules rules(table, ask);
  std::size_t unknown = 0;
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    if (!rules.has_figures(unit)) ++unknown;
  }
  const std::vector<RuleCase> cases = rules.check();
  screen::Answered out;
  out.question = question;
  screen::Finding& finding = out.finding;
  finding.id = question.id;
  finding.family = question.family;
  finding.title = question.title;
  finding.innocent = question.innocent;
  finding.paper_words = question.paper;
  const std::vector<SumBesideReported> sums = sums_beside_reported(question, ask, asked);
  say_rules(cases, table, ask, unknown, sums, asked, finding);
  if (unknown == table.units.size()) {
    screen::not_checked(out, "No unit has two figures that a rule could compare.");
  }
  screen::say_if_not_given(finding);
  finding.base_rate_words = question.base_rate.empty()
                                ? "A figure that cannot be is a slip wherever it stands. Figures "
                                  "that should agree seldom "
                                  "do everywhere where a form was filled in and never canvassed. "
                                  "Votes of one file and voters of another differ in ordinary "
                                  "elections: in 2016 some county of 21 of 49 states had more "
                                  "votes than the federal survey had voters, in 2020 of 29 of 50."
                                : question.base_rate;
  std::int64_t marks = 0;
  for (const RuleCase& one : cases) marks += one.of_votes && !one.explained ? one.off : 0;
  marks = std::max(marks, votes_off(sums));  // a row of totals is in both
  finding.votes_concerned = election::VoteCount(marks);
  finding.votes_words =
      "Votes beyond the ballots or voters of their units, beside their sums or what is reported, "
      "twice, missing or under another choice: " +
      screen::against_lead(static_cast<double>(marks), asked.lead) +
      ". Figures that are typed wrong are votes only when the votes are.";
  for (const std::string& unit : table.unlisted) {
    finding.further.push_back(unit + ": in this file, and not among the " + table.words);
  }
  screen::add_targets(targets_of(cases), asked, out);
  return out;
}

}  // namespace recanvass::workflow
