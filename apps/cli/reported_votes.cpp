#include "apps/cli/reported_votes.h"

#include "formats/returns_builder.h"
#include "formats/returns_file.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace recanvass::cli {
namespace {

using election::CardContest;
using formats::Naming;
using formats::ReturnsTable;
using tabulate::GroupBy;

constexpr std::size_t kNamesOfAnError = 12;

std::string some_of(const std::set<std::string>& names) {
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (shown.size() == kNamesOfAnError) break;
    shown.push_back("\"" + name + "\"");
  }
  const std::string more = names.size() > shown.size()
                               ? fmt::format(" and {} more", names.size() - shown.size())
                               : std::string();
  return fmt::format("{}{}", fmt::join(shown, ", "), more);
}

election::Contest contest_for(const CardContest& cards) {
  election::Contest contest;
  contest.id = cards.id;
  contest.name = cards.name;
  for (const election::CardChoice& choice : cards.choices) {
    const bool write_in = choice.kind == election::CardChoiceKind::WriteIn;
    contest.choices.push_back({choice.id, choice.name, "", write_in, write_in});
  }
  return contest;
}

// The id of a choice by its id or name; no value: there is none.
std::optional<election::ChoiceId> choice_meant(const CardContest& contest,
                                               const std::string& text) {
  for (const election::CardChoice& choice : contest.choices) {
    if (choice.id.text == text || formats::equal_but_for_case(choice.name, text)) return choice.id;
  }
  return std::nullopt;
}

// Groups of one kind by what a file of returns may call them: the records' name, capitals or not.
// A batch is also "tabulator - batch", as Arlo has it, and where no other batch has its name, that.
class GroupNames {
 public:
  GroupNames() = default;
  GroupNames(const election::CardStore& store, GroupBy by)
      : names_(tabulate::names_of_groups(store, by)) {
    for (std::size_t group = 0; group < names_.size(); ++group) {
      groups_.emplace(names_[group], group);
    }
    for (std::size_t group = 0; group < names_.size(); ++group) {
      if (!names_[group].empty()) folded_.emplace(formats::lower_case(names_[group]), group);
    }
    if (by == GroupBy::Batch) add_batches(store.names());
  }

  /// As the records have it; null: no group, or no single one, is called so.
  [[nodiscard]] const std::string* find(const std::string& text) const {
    if (const auto exact = groups_.find(text); exact != groups_.end())
      return &names_[exact->second];
    const auto found = folded_.find(formats::lower_case(text));
    return found == folded_.end() ? nullptr : &names_[found->second];
  }

 private:
  void add_batches(const election::CardNames& names) {
    std::map<std::string, std::vector<std::size_t>> by_name;
    for (std::size_t batch = 0; batch < names.batches.size(); ++batch) {
      const auto& [tabulator, name] = names.batches[batch];
      if (name.empty() || names.tabulators[tabulator].empty()) continue;
      folded_.emplace(formats::lower_case(names.tabulators[tabulator] + " - " + name), batch);
      by_name[formats::lower_case(name)].push_back(batch);
    }
    for (const auto& [name, batches] : by_name) {
      if (batches.size() == 1) folded_.emplace(name, batches.front());
    }
  }

  std::vector<std::string> names_;  // by group
  std::map<std::string, std::size_t> groups_;
  std::map<std::string, std::size_t> folded_;  // by text in small letters
};

class ReportedReader {
 public:
  ReportedReader(const ReportedAsk& ask, const election::CardStore& store, std::uint32_t contest)
      : ask_(ask), store_(store), cards_(store.contests()[contest]) {}

  base::Result<ReportedVotes> read() {
    const formats::ReturnsReading reading =
        formats::read_returns_file(ask_.file, ask_.file.filename().string());
    if (!reading) return reading.problems();
    table_ = *reading;
    contest_ = contest_for(cards_);
    if (cards_.vote_unit != 1) {
      return base::Problems{
          problem("against.unit-of-votes", fmt::format("votes in units of 1/{}", cards_.vote_unit),
                  "whole votes, as returns have them", "Compare a contest whose votes are whole.")};
    }
    map_choices();
    settle_naming();
    settle_sections();
    if (!problems_.empty()) return problems_;
    return take_units();
  }

 private:
  struct ReportedUnit {
    election::UnitVotes::Unit unit;
    std::vector<std::int64_t> figures;  // in the order of ids_
    std::vector<std::string> impossible;
  };

  base::Problem problem(const char* cause, std::string found, std::string wanted,
                        std::string mend) const {
    return {cause,
            {ask_.file.filename().string(), 0, ""},
            std::move(found),
            std::move(wanted),
            std::move(mend)};
  }

  void map_choices() {
    map_.ignore = ask_.ignore;
    for (const auto& [text, meant] : ask_.choices) {
      const auto id = choice_meant(cards_, meant);
      if (id) map_.choices[text] = *id;
      const bool elsewhere = std::ranges::any_of(
          store_.contests(),
          [&](const CardContest& contest) { return choice_meant(contest, meant).has_value(); });
      if (id || elsewhere) continue;
      std::set<std::string> names;
      for (const election::CardChoice& choice : cards_.choices) names.insert(choice.name);
      problems_.push_back(problem("against.choice-map", "\"" + meant + "\"",
                                  "a choice of the records: " + some_of(names), "Correct --map."));
    }
  }

  // Our own files name choices by ids; those of an export need not be the file's. Where one is
  // not, all texts are taken as names, ids among them.
  void settle_naming() {
    if (table_.naming == Naming::Names) return;
    bool all_ids = true;
    for (std::uint32_t i = 0; i < table_.choices.size(); ++i) {
      const std::string& text = table_.choices.name(i);
      if (text.starts_with('@')) continue;
      all_ids = all_ids && contest_.find({text}) != nullptr;
    }
    if (all_ids && map_.choices.empty() && map_.ignore.empty()) return;
    table_.naming = Naming::Names;
    for (const election::Choice& choice : contest_.choices) {
      map_.choices.emplace(choice.id.text, choice.id);
    }
  }

  [[nodiscard]] bool is_meant(const std::string& office) const {
    if (office.empty()) return true;
    if (!ask_.office.empty()) return office == ask_.office;
    return office == cards_.id.text || formats::equal_but_for_case(office, cards_.name);
  }

  // Which rows are of this contest: one office, one place, one result set.
  void settle_sections() {
    std::set<std::string> offices;
    std::set<std::string> meant;
    std::set<std::string> places;
    std::set<std::string> sets;
    std::set<std::string> years;
    for (const ReturnsTable::Section& section : table_.sections) {
      if (section.contest == formats::kEveryContest) continue;
      offices.insert(section.contest);
      if (!is_meant(section.contest)) continue;
      meant.insert(section.contest);
      if (!section.jurisdiction.empty()) places.insert(section.jurisdiction);
      if (!section.result_set.empty()) sets.insert(section.result_set);
      if (!section.year.empty()) years.insert(section.year);
    }
    if (meant.empty()) {
      problems_.push_back(problem("against.contest", "contests " + some_of(offices),
                                  fmt::format("\"{}\", the contest of the records", cards_.name),
                                  "Say with --office how the file names it."));
      return;
    }
    const std::string office = *meant.rbegin();
    contest_.id = {office.empty() ? cards_.id.text : office};
    map_.office = office;
    place_ = one_of_them(places, ask_.place, "against.place", "places", "--place");
    result_set_ =
        one_of_them(sets, ask_.result_set, "against.result-set", "result sets", "--result-set");
    if (years.size() == 1) year_ = *years.begin();
  }

  std::string one_of_them(const std::set<std::string>& all, const std::string& asked,
                          const char* cause, const char* what, const char* option) {
    if (!asked.empty()) return asked;
    if (all.size() > 1) {
      problems_.push_back(problem(cause, fmt::format("{} {}", what, some_of(all)), "one of them",
                                  fmt::format("Name it with {}.", option)));
    }
    return all.empty() ? "records" : *all.begin();
  }

  [[nodiscard]] base::Date election_day() const {
    if (table_.election_day) return *table_.election_day;
    const auto day = base::Date::parse((year_.empty() ? "0001" : year_) + "-01-01");
    return day ? *day : base::Date::of(1, 1, 1);
  }

  base::Result<ReportedVotes> take_units() {
    election::Jurisdiction jurisdiction;
    jurisdiction.id = {place_};
    jurisdiction.name = place_;
    election::ResultSet result;
    result.id = {result_set_};
    result.jurisdiction = jurisdiction.id;
    result.contest = contest_.id;
    const std::vector<std::string> remarks = table_.remarks;
    const bool by_units = table_.has_units;
    formats::IndexedReturns returns(std::move(table_));
    formats::ProblemList found;
    std::vector<formats::ImpossibleUnit> impossible;
    formats::build_result(returns, {contest_, jurisdiction, map_, election_day(), 1, &impossible},
                          result, found);
    if (!found.empty()) return found.take();
    ReportedVotes reported;
    reported.remarks = remarks;
    reported.remarks.insert(reported.remarks.end(), result.remarks.begin(), result.remarks.end());
    complete_choices(result);
    const auto words_of = [&](std::size_t unit) {
      std::vector<std::string> words;
      for (const auto& one : impossible) {
        if (one.unit == unit) words.push_back(one.words);
      }
      return words;
    };
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
      units_[unit].impossible = words_of(unit);
    }
    if (!by_units) {
      units_.push_back({election::UnitVotes::Unit(), totals_, words_of(0)});
      reported.by = GroupBy::Everything;
    } else if (!name_units(reported)) {
      return problems_;
    }
    election::UnitVotes votes(ids_);
    for (const ReportedUnit& one : units_) {
      votes.add(one.unit, one.figures);
      for (const std::string& words : one.impossible) {
        reported.impossible.push_back({one.unit.name, words});
      }
    }
    reported.votes = std::move(votes);
    remark_absent(reported);
    return reported;
  }

  // Figures in the order of the records' choices; a choice without a row has none.
  void complete_choices(const election::ResultSet& result) {
    const auto& has = result.units.choices();
    for (const election::CardChoice& choice : cards_.choices) ids_.push_back(choice.id);
    for (const election::ChoiceId& id : ids_) {
      std::int64_t total = 0;
      bool stands = false;
      for (const election::ChoiceTotal& one : result.totals) {
        if (one.choice != id) continue;
        total = one.votes.value();
        stands = true;
      }
      totals_.push_back(total);
      if (!stands) absent_.insert(contest_.find(id) == nullptr ? id.text : contest_.find(id)->name);
    }
    for (std::size_t unit = 0; unit < result.units.units().size(); ++unit) {
      std::vector<std::int64_t> figures;
      for (const election::ChoiceId& id : ids_) {
        const auto at = std::ranges::find(has, id);
        figures.push_back(
            at == has.end()
                ? 0
                : result.units.votes(unit, static_cast<std::size_t>(at - has.begin())).value());
      }
      units_.push_back({result.units.units()[unit], std::move(figures), {}});
    }
  }

  void remark_absent(ReportedVotes& reported) const {
    if (absent_.empty()) return;
    reported.remarks.push_back(fmt::format(
        "The returns have no row for {}; they are held to have no votes there.", some_of(absent_)));
  }

  // Keeps one county's units, finds which kind of group they are, and names them as the records do.
  bool name_units(ReportedVotes& reported) {
    std::set<std::string> counties;
    std::erase_if(units_, [&](const ReportedUnit& one) {
      const std::string& county = one.unit.county;
      counties.insert(county);
      return !ask_.county.empty() && !formats::equal_but_for_case(county, ask_.county);
    });
    if (units_.empty()) {
      problems_.push_back(problem("against.county", "counties " + some_of(counties),
                                  "\"" + ask_.county + "\"", "Correct --county."));
      return false;
    }
    const auto& first = units_[0].unit;
    const bool whole = units_.size() == 1 && (first.name.empty() || first.name == first.county);
    for (auto& [unit, figures, impossible] : units_) {
      const auto mapped = ask_.units.find(unit.name);
      if (mapped != ask_.units.end()) unit.name = mapped->second;
      unit.county.clear();
    }
    if (ask_.by ? *ask_.by == GroupBy::Everything : whole) {
      add_units_up();
      return true;
    }
    return match_units(reported);
  }

  void add_units_up() {
    ReportedUnit all{{}, std::vector<std::int64_t>(ids_.size(), 0), {}};
    for (const ReportedUnit& one : units_) {
      for (std::size_t i = 0; i < all.figures.size(); ++i) all.figures[i] += one.figures[i];
      for (const std::string& words : one.impossible) {
        all.impossible.push_back(units_.size() == 1 ? words : one.unit.name + ": " + words);
      }
    }
    units_.assign(1, std::move(all));
  }

  bool match_units(ReportedVotes& reported) {
    std::ptrdiff_t best = 0;
    GroupNames best_names;
    for (const GroupBy by : tabulate::kinds_of_groups()) {
      if (ask_.by && *ask_.by != by) continue;
      GroupNames names(store_, by);
      const std::ptrdiff_t matches = std::ranges::count_if(
          units_, [&](const auto& one) { return names.find(one.unit.name) != nullptr; });
      if (matches <= best) continue;
      best = matches;
      best_names = std::move(names);
      reported.by = by;
    }
    if (best == 0) {
      report_units();
      return false;
    }
    for (ReportedUnit& one : units_) {
      if (const auto* name = best_names.find(one.unit.name)) one.unit.name = *name;
    }
    return true;
  }

  void report_units() {
    std::set<std::string> theirs;
    for (const ReportedUnit& one : units_) theirs.insert(one.unit.name);
    const GroupBy shown = ask_.by.value_or(GroupBy::Precinct);
    const auto names = tabulate::names_of_groups(store_, shown);
    problems_.push_back(
        problem("against.units", "units " + some_of(theirs),
                fmt::format("units of the records, as {} names {}", tabulate::name_of(shown),
                            some_of({names.begin(), names.end()})),
                "Map the names with --map-unit, or say with --unit what they are."));
  }

  const ReportedAsk& ask_;
  const election::CardStore& store_;
  const CardContest& cards_;
  election::Contest contest_;
  formats::NameMap map_;
  ReturnsTable table_;
  std::string place_;
  std::string result_set_;
  std::string year_;
  std::vector<election::ChoiceId> ids_;
  std::vector<std::int64_t> totals_;
  std::set<std::string> absent_;
  std::vector<ReportedUnit> units_;
  base::Problems problems_;
};

}  // namespace

base::Result<ReportedVotes> read_reported(const ReportedAsk& ask, const election::CardStore& store,
                                          std::uint32_t contest) {
  return ReportedReader(ask, store, contest).read();
}

}  // namespace recanvass::cli
