#include "formats/odd_figures.h"

#include "base/figures.h"
#include "base/rational.h"
#include "reconcile/media.h"
#include "reconcile/votes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace recanvass::formats {
namespace {

using election::VoteCount;
using reconcile::ZeroTally;

constexpr std::size_t kShown = 5;
constexpr const char* kZerosMend =
    "A spreadsheet strips leading zeros: format the column as text in the source and export again.";

std::int64_t counted_votes(std::int64_t votes) { return std::max<std::int64_t>(votes, 0); }

// What is in proportion, rounded down.
std::int64_t share_of(std::int64_t part, std::int64_t whole, std::int64_t figure) {
  return static_cast<std::int64_t>(base::Wide(figure) * part / whole);
}

// Figures of one choice in one unit or county; no value: no row says anything.
struct PlaceVotes {
  std::optional<std::int64_t> votes;
  std::int64_t all = 0;  // votes for any choice
};

class OddFigures {
 public:
  OddFigures(const CountedSet& set, std::vector<std::string>& remarks)
      : set_(set), remarks_(remarks) {
    for (std::size_t i = 0; i < set.units.size(); ++i) {
      by_county_[set.units[i].county].push_back(i);
      std::int64_t sum = 0;
      for (const std::int64_t votes : set.units[i].votes) sum += counted_votes(votes);
      sums_.push_back(sum);
    }
  }

  void run() {
    remark_empty();
    remark_same_figures();
    remark_zeros();
    remark_lost_zeros();
  }

 private:
  [[nodiscard]] std::string unit_at(std::size_t i, std::string_view more = {}) const {
    const CountedUnit& unit = set_.units[i];
    const std::string name = unit_words(unit.name, unit.county);
    if (unit.line == 0) return more.empty() ? name : fmt::format("{} ({})", name, more);
    return fmt::format("{} (row {}{}{})", name, unit.line, more.empty() ? "" : ", ", more);
  }

  void remark(std::size_t first, const std::string& what, std::string_view mend) {
    remarks_.push_back(remark_at(set_.file, set_.units[first].line, what, mend));
  }

  // A unit without votes is kept as it is: nobody voted there, or nobody loaded it.
  void remark_empty() {
    std::vector<std::size_t> empty;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      if (sums_[i] != 0) continue;
      empty.push_back(i);
      const std::int64_t ballots = set_.units[i].ballots;
      names.push_back(
          unit_at(i, ballots > 0 ? base::counted(ballots, "ballot", "ballots") : std::string()));
    }
    if (empty.empty()) return;
    remark(empty.front(),
           fmt::format("{} without a vote in {}, kept as empty: {}",
                       base::counted(static_cast<std::int64_t>(empty.size()), "unit", "units"),
                       set_.result_set, listed(names, kShown)),
           "If results were never loaded there, that is a hole and no zero: remove the rows; a "
           "county without rows is named under missing_counties.");
  }

  [[nodiscard]] std::vector<std::int64_t> figures_of(std::size_t i) const {
    std::vector<std::int64_t> figures;
    for (const std::int64_t votes : set_.units[i].votes) figures.push_back(counted_votes(votes));
    figures.push_back(counted_votes(set_.units[i].ballots));
    return figures;
  }

  // Equal for units with equal figures; a country of precincts is compared by it first.
  [[nodiscard]] std::uint64_t mark_of(std::size_t i) const {
    constexpr std::uint64_t kStep = 0x100000001b3;  // FNV-1a, a figure at a time
    std::uint64_t mark = 0xcbf29ce484222325;
    const auto add = [&](std::int64_t figure) {
      mark = (mark ^ static_cast<std::uint64_t>(counted_votes(figure))) * kStep;
    };
    for (const std::int64_t votes : set_.units[i].votes) add(votes);
    add(set_.units[i].ballots);
    return mark;
  }

  // R7: each unit is one load; equal ones are looked for here, and judged there.
  void remark_same_figures() {
    const reconcile::Thresholds thresholds;
    std::vector<std::pair<std::uint64_t, std::size_t>> marks;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      if (VoteCount(sums_[i]) >= thresholds.tuple_votes) marks.emplace_back(mark_of(i), i);
    }
    std::sort(marks.begin(), marks.end());
    std::map<std::vector<std::int64_t>, std::vector<std::size_t>> alike;
    for (std::size_t k = 0; k < marks.size(); ++k) {
      const bool before = k > 0 && marks[k - 1].first == marks[k].first;
      const bool after = k + 1 < marks.size() && marks[k + 1].first == marks[k].first;
      if (before || after) alike[figures_of(marks[k].second)].push_back(marks[k].second);
    }
    std::vector<std::pair<std::size_t, std::string>> groups;
    for (const auto& [figures, members] : alike) {
      if (members.size() < 2) continue;
      std::vector<reconcile::UnitRecord> loads(members.size());
      std::vector<std::string> names;
      for (std::size_t k = 0; k < members.size(); ++k) {
        loads[k].media = {{unit_at(members[k]), "", figures}};
        names.push_back(unit_at(members[k]));
      }
      const auto findings = reconcile::check_media_once(loads, thresholds);
      const bool telling = std::ranges::any_of(findings.found, [](const auto& finding) {
        return finding.severity == reconcile::Severity::Red;
      });
      if (telling) groups.emplace_back(members.front(), listed(names, kShown));
    }
    std::sort(groups.begin(), groups.end());
    for (std::size_t k = 0; k < groups.size() && k < kShown; ++k) {
      const std::string more =
          k + 1 == kShown && groups.size() > kShown
              ? fmt::format(", and {} more groups of units alike", groups.size() - kShown)
              : "";
      remark(groups[k].first,
             fmt::format("the same figures for every choice in {}: {}{}", set_.result_set,
                         groups[k].second, more),
             "In a large file that can be chance; compare both with their tapes, since one result "
             "may have been loaded twice.");
    }
  }

  void remark_zeros() {
    for (std::size_t choice = 0; choice < set_.choices.size(); ++choice) {
      const election::Choice* named = set_.contest.find(set_.choices[choice]);
      if (named == nullptr || named->write_in || named->aggregate) continue;
      remark_counties_without(choice);
      for (const auto& [county, members] : by_county_) remark_units_without(choice, members);
    }
  }

  [[nodiscard]] PlaceVotes votes_in(const std::vector<std::size_t>& units,
                                    std::size_t choice) const {
    PlaceVotes place;
    for (const std::size_t i : units) {
      place.all += sums_[i];
      const std::int64_t votes = set_.units[i].votes[choice];
      if (votes >= 0) place.votes = place.votes.value_or(0) + votes;
    }
    return place;
  }

  // R9 for each county against the whole file.
  void remark_counties_without(std::size_t choice) {
    if (by_county_.size() < 2) return;
    std::vector<PlaceVotes> places;
    PlaceVotes whole{0, 0};
    for (const auto& [county, members] : by_county_) {
      places.push_back(votes_in(members, choice));
      *whole.votes += places.back().votes.value_or(0);
      whole.all += places.back().all;
    }
    if (whole.all == 0) return;
    auto place = places.begin();
    std::vector<std::string> names;
    std::size_t first = 0;
    for (const auto& [county, members] : by_county_) {
      const PlaceVotes& here = *place++;
      if (county.empty() || !here.votes) continue;
      const std::int64_t expected = share_of(*whole.votes, whole.all, here.all);
      if (!is_missing(choice, *here.votes, expected)) continue;
      if (names.empty() || members.front() < first) first = members.front();
      names.push_back(fmt::format("{} (row {}: {}, and {} in proportion)", quote(county),
                                  set_.units[members.front()].line, *here.votes,
                                  base::grouped(expected)));
    }
    if (names.empty()) return;
    remark(first,
           fmt::format("no vote, or very few, for {} in {} of {}: {}", set_.choices[choice].text,
                       base::counted(static_cast<std::int64_t>(names.size()), "county", "counties"),
                       set_.result_set, listed(names, kShown)),
           kZeroMend);
  }

  [[nodiscard]] bool is_missing(std::size_t choice, std::int64_t votes,
                                std::int64_t expected) const {
    reconcile::UnitRecord record;
    reconcile::ContestFigures figures;
    figures.contest = set_.contest.id;
    figures.choices = {{set_.choices[choice], VoteCount(votes), VoteCount(expected)}};
    record.contests = {figures};
    return !reconcile::check_zero_votes(record, {}).found.empty();
  }

  // R9 over the units of one county.
  void remark_units_without(std::size_t choice, const std::vector<std::size_t>& members) {
    if (members.size() < 2) return;
    const PlaceVotes county = votes_in(members, choice);
    if (county.votes.value_or(0) == 0) return;
    ZeroTally tally;
    std::vector<std::size_t> empty;
    for (const std::size_t i : members) {
      const std::int64_t votes = set_.units[i].votes[choice];
      if (votes < 0) continue;
      const std::int64_t expected = share_of(*county.votes, county.all, sums_[i]);
      if (expected < 1) continue;
      ++tally.units;
      if (votes > 0) continue;
      ++tally.empty_units;
      tally.expected_in_empty += VoteCount(expected);
      empty.push_back(i);
    }
    if (!reconcile::zeros_beyond_chance(tally, {})) return;
    std::vector<std::string> names;
    for (const std::size_t i : empty) names.push_back(unit_at(i));
    remark(empty.front(),
           fmt::format("zero for {} in {} of {} units of {} where at least one vote is expected; "
                       "{} would be in proportion there: {}",
                       set_.choices[choice].text, base::grouped(tally.empty_units),
                       base::grouped(tally.units), set_.result_set,
                       base::grouped(tally.expected_in_empty.value()), listed(names, kShown)),
           kZeroMend);
  }

  // In a column of numbers of one width, those that begin with a zero show what the others lost.
  void remark_lost_zeros() {
    for (const auto& [county, members] : by_county_) {
      std::optional<std::size_t> with_zero;
      for (const std::size_t i : members) {
        const std::string_view name = set_.units[i].name;
        if (name.size() < 2 || name.front() != '0' || without_leading_zeros(name).empty()) continue;
        if (!with_zero || name.size() > set_.units[*with_zero].name.size()) with_zero = i;
      }
      if (!with_zero) continue;
      std::vector<std::size_t> shorter;
      std::vector<std::string> names;
      for (const std::size_t i : members) {
        const std::string_view name = set_.units[i].name;
        if (name.size() >= set_.units[*with_zero].name.size()) continue;
        if (name.empty() || without_leading_zeros(name) != name) continue;
        shorter.push_back(i);
        names.push_back(unit_at(i));
      }
      if (shorter.empty()) continue;
      remark(shorter.front(),
             fmt::format("{} in {} may have lost leading zeros, beside {}: {}",
                         base::counted(static_cast<std::int64_t>(shorter.size()), "unit", "units"),
                         set_.result_set, unit_at(*with_zero), listed(names, kShown)),
             kZerosMend);
    }
  }

  static constexpr const char* kZeroMend =
      "If the choice stood on that ballot, compare with the tapes: a column may be lost or its "
      "votes may stand under another name.";

  const CountedSet& set_;
  std::vector<std::string>& remarks_;
  std::map<std::string_view, std::vector<std::size_t>> by_county_;
  std::vector<std::int64_t> sums_;  // of all choices, by unit
};

}  // namespace

void remark_odd_figures(const CountedSet& set, std::vector<std::string>& remarks) {
  OddFigures(set, remarks).run();
}

std::string remark_at(const std::string& file, std::int64_t row, std::string_view what,
                      std::string_view mend) {
  const std::string place = row > 0 ? fmt::format("{}:{}", file, row) : file;
  return fmt::format("{}: {}. {}", place, what, mend);
}

std::string_view without_leading_zeros(std::string_view name) {
  if (name.empty() || name.find_first_not_of("0123456789") != std::string_view::npos) return {};
  const std::size_t first = std::min(name.find_first_not_of('0'), name.size() - 1);
  return name.substr(first);
}

std::string lost_zeros_advice(std::string_view found, const std::vector<std::string>& known) {
  const std::string_view digits = without_leading_zeros(found);
  if (digits.empty()) return {};
  for (const std::string& id : known) {
    if (id != found && without_leading_zeros(id) == digits) {
      return fmt::format("{} is known. {}", quote(id), kZerosMend);
    }
  }
  return {};
}

}  // namespace recanvass::formats
