#include "formats/set_comparison.h"

#include "base/check.h"
#include "base/figures.h"
#include "formats/odd_figures.h"
#include "formats/unit_check.h"
#include "reconcile/media.h"
#include "reconcile/votes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

namespace recanvass::formats {
namespace {

using election::ResultSet;
using election::VoteCount;
using reconcile::Finding;

constexpr std::size_t kUnitsShown = 5;

bool is_a_whole_count(const ResultSet& set) {
  return set.kind != election::ResultKind::PartialRecount &&
         set.kind != election::ResultKind::HandAudit && !set.totals.empty();
}

// Ballots and votes of one unit, or of the result set as a whole.
struct UnitFigures {
  std::optional<election::BallotCount> ballots;
  reconcile::ContestFigures votes;

  [[nodiscard]] VoteCount sum() const {
    VoteCount sum;
    for (const auto& figure : votes.choices) sum += figure.votes.value_or(VoteCount(0));
    return sum;
  }
};

UnitFigures whole_of(const ResultSet& set) {
  UnitFigures figures;
  figures.ballots = set.ballots;
  figures.votes.contest = set.contest;
  for (const auto& total : set.totals) {
    figures.votes.choices.push_back({total.choice, total.votes, {}});
  }
  return figures;
}

UnitFigures unit_of(const ResultSet& set, std::size_t unit) {
  UnitFigures figures;
  const std::int64_t ballots = set.units.units()[unit].ballots;
  if (ballots >= 0) figures.ballots = election::BallotCount(ballots);
  figures.votes.contest = set.contest;
  for (std::size_t k = 0; k < set.units.choices().size(); ++k) {
    figures.votes.choices.push_back({set.units.choices()[k], set.units.votes(unit, k), {}});
  }
  return figures;
}

// R10 is asked only where a sum has doubled: a country of precincts has many units.
std::optional<Finding> doubling(const UnitFigures& now, const UnitFigures& before) {
  const bool by_ballots = now.ballots && before.ballots;
  if (by_ballots ? *now.ballots != *before.ballots * 2 : now.sum() != before.sum() * 2) {
    return std::nullopt;
  }
  reconcile::UnitRecord record;
  record.figures.canvass_ballots = now.ballots;
  record.contests = {now.votes};
  record.earlier = {{"", before.ballots, {before.votes}, "", ""}};
  const auto findings = reconcile::check_doubling(record, {});
  if (findings.found.empty()) return std::nullopt;
  return findings.found.front();
}

std::string key_of(std::string_view county, std::string_view name) {
  constexpr char kSeparator = '\x1f';  // never in a name
  return fmt::format("{}{}{}", county, kSeparator, name);
}

class SetComparison {
 public:
  SetComparison(election::Election& election, const std::vector<FiguresPlace>& places)
      : election_(election), places_(places) {
    RECANVASS_CHECK(places.size() == election.result_sets.size());
  }

  void run() {
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> series;
    for (std::size_t i = 0; i < election_.result_sets.size(); ++i) {
      const ResultSet& set = election_.result_sets[i];
      if (is_a_whole_count(set)) series[{set.contest.text, set.jurisdiction.text}].push_back(i);
    }
    for (auto& [key, sets] : series) {
      std::stable_sort(sets.begin(), sets.end(), [&](std::size_t left, std::size_t right) {
        return election_.result_sets[left].known_on < election_.result_sets[right].known_on;
      });
      for (std::size_t k = 1; k < sets.size(); ++k) compare(sets[k], sets[k - 1]);
    }
    remark_same_totals();
  }

 private:
  void remark(std::size_t set, std::int64_t line, const std::string& what, const char* mend) {
    election_.result_sets[set].remarks.push_back(remark_at(places_[set].file, line, what, mend));
  }

  void compare(std::size_t later, std::size_t earlier) {
    const ResultSet& now = election_.result_sets[later];
    const ResultSet& before = election_.result_sets[earlier];
    if (now.units.units().empty() || before.units.units().empty()) {
      const auto finding = doubling(whole_of(now), whole_of(before));
      if (finding) remark_doubled(later, before, {finding->words}, places_[later].line, 0);
      return;
    }
    std::unordered_map<std::string, std::size_t> known;
    std::unordered_map<std::string, std::size_t> by_digits;
    for (std::size_t i = 0; i < before.units.units().size(); ++i) {
      const auto& unit = before.units.units()[i];
      known.emplace(key_of(unit.county, unit.name), i);
      const std::string_view digits = without_leading_zeros(unit.name);
      if (!digits.empty()) by_digits.emplace(key_of(unit.county, digits), i);
    }
    std::vector<std::string> doubled;
    std::vector<std::pair<std::size_t, std::size_t>> lost;
    std::int64_t first_line = 0;
    for (std::size_t i = 0; i < now.units.units().size(); ++i) {
      const auto& unit = now.units.units()[i];
      const auto found = known.find(key_of(unit.county, unit.name));
      if (found == known.end()) {
        const std::string_view digits = without_leading_zeros(unit.name);
        const auto alike = by_digits.find(key_of(unit.county, digits));
        if (!digits.empty() && alike != by_digits.end()) lost.emplace_back(i, alike->second);
        continue;
      }
      const auto finding = doubling(unit_of(now, i), unit_of(before, found->second));
      if (!finding) continue;
      if (doubled.empty()) first_line = line_of(later, i);
      doubled.push_back(fmt::format("{}{}: {}", unit_words(unit.name, unit.county),
                                    row_of(later, i), finding->words));
    }
    if (!doubled.empty()) remark_doubled(later, before, doubled, first_line, doubled.size());
    if (!lost.empty()) remark_lost(later, earlier, lost);
  }

  [[nodiscard]] std::int64_t line_of(std::size_t set, std::size_t unit) const {
    const auto& lines = places_[set].unit_lines;
    return unit < lines.size() ? lines[unit] : places_[set].line;
  }

  [[nodiscard]] std::string row_of(std::size_t set, std::size_t unit) const {
    const std::int64_t line = line_of(set, unit);
    return line > 0 ? fmt::format(" (row {})", line) : std::string();
  }

  void remark_doubled(std::size_t later, const ResultSet& before,
                      const std::vector<std::string>& findings, std::int64_t line,
                      std::size_t units) {
    std::string text;
    for (std::size_t i = 0; i < findings.size() && i < kUnitsShown; ++i) {
      text += (i == 0 ? "" : "; ") + findings[i];
    }
    if (findings.size() > kUnitsShown)
      text += fmt::format("; and {} more", findings.size() - kUnitsShown);
    const std::string what =
        units == 0 ? fmt::format("{} has twice the figures of {}: {}",
                                 election_.result_sets[later].id.text, before.id.text, text)
                   : fmt::format("{} of {} with twice the figures of {}: {}",
                                 base::counted(static_cast<std::int64_t>(units), "unit", "units"),
                                 election_.result_sets[later].id.text, before.id.text, text);
    remark(later, line, what,
           "Compare with the tapes; if results were loaded twice, add the corrected figures as a "
           "result set of its own.");
  }

  void remark_lost(std::size_t later, std::size_t earlier,
                   const std::vector<std::pair<std::size_t, std::size_t>>& lost) {
    const ResultSet& now = election_.result_sets[later];
    const ResultSet& before = election_.result_sets[earlier];
    std::vector<std::string> names;
    for (const auto& [i, k] : lost) {
      names.push_back(fmt::format("{}{} for {}", quote(now.units.units()[i].name), row_of(later, i),
                                  quote(before.units.units()[k].name)));
    }
    remark(later, line_of(later, lost.front().first),
           fmt::format("{} of {} differ from {} by leading zeros only and are not compared: {}",
                       base::counted(static_cast<std::int64_t>(lost.size()), "unit", "units"),
                       now.id.text, before.id.text, listed(names, kUnitsShown)),
           "A spreadsheet strips leading zeros: format the column as text in the source and export "
           "again.");
  }

  // R7 between places: the same totals of one contest in two jurisdictions.
  void remark_same_totals() {
    std::map<std::tuple<std::string, std::vector<std::int64_t>>, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < election_.result_sets.size(); ++i) {
      const ResultSet& set = election_.result_sets[i];
      std::vector<std::int64_t> figures;
      for (const auto& total : set.totals) figures.push_back(total.votes.value());
      if (!figures.empty()) alike[{set.contest.text, figures}].push_back(i);
    }
    for (const auto& [key, members] : alike) {
      std::set<std::string> jurisdictions;
      std::vector<reconcile::UnitRecord> loads;
      std::vector<std::string> names;
      for (const std::size_t i : members) {
        const ResultSet& set = election_.result_sets[i];
        if (!jurisdictions.insert(set.jurisdiction.text).second) continue;
        loads.emplace_back();
        loads.back().media = {{set.id.text, "", std::get<1>(key)}};
        names.push_back(fmt::format("{} of {}", set.id.text, quote(set.jurisdiction.text)));
      }
      const auto findings = reconcile::check_media_once(loads, {});
      const bool telling = std::ranges::any_of(findings.found, [](const Finding& finding) {
        return finding.severity == reconcile::Severity::Red;
      });
      if (!telling) continue;
      const std::size_t latest = *std::max_element(
          members.begin(), members.end(), [&](std::size_t left, std::size_t right) {
            return election_.result_sets[left].known_on < election_.result_sets[right].known_on;
          });
      remark(latest, places_[latest].line,
             "the same total for every choice in " + listed(names, kUnitsShown),
             "Compare with the sources; the figures of one place may have been entered for "
             "another.");
    }
  }

  election::Election& election_;
  const std::vector<FiguresPlace>& places_;
};

}  // namespace

void remark_between_sets(election::Election& election, const std::vector<FiguresPlace>& places) {
  SetComparison(election, places).run();
}

}  // namespace recanvass::formats
