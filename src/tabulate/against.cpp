#include "tabulate/against.h"

#include "base/check.h"
#include "tabulate/votes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace recanvass::tabulate {
namespace {

using election::CardStore;
using election::UnitVotes;
using Figures = std::vector<std::int64_t>;
using UnitKey = std::pair<std::string, std::string>;  // county, name

bool all_zero(const Figures& figures) {
  return std::ranges::all_of(figures, [](std::int64_t votes) { return votes == 0; });
}

// What one unit's figures are compared with.
struct Unit {
  UnitKey key;
  Figures recounted;
  Figures reported;
};

class CauseFinder {
 public:
  CauseFinder(const std::vector<std::string>& choices, const std::vector<Unit>& units,
              std::span<const UnitBatch> batches, const Withheld& withheld)
      : choices_(choices), units_(units), batches_(batches), withheld_(withheld) {}

  [[nodiscard]] std::vector<LikelyCause> causes_of(const Unit& unit) {
    causes_.clear();
    find_withheld(unit);
    if (all_zero(unit.reported)) {
      add(Mechanism::NothingReported, "no votes were reported");
      return causes_;
    }
    if (all_zero(unit.recounted)) {
      add(Mechanism::NothingRecounted, "the records hold no votes");
      return causes_;
    }
    find_doubling(unit);
    find_batch(unit);
    find_records_doubled(unit);
    find_from_elsewhere(unit);
    find_exchanged(unit);
    find_shifted(unit);
    find_units_exchanged(unit);
    find_one_figure(unit);
    return causes_;
  }

 private:
  void add(Mechanism mechanism, std::string words) {
    causes_.push_back({mechanism, std::move(words)});
  }

  // Totals stand for cards of the unit, one row or several of them; cards of the unit say that they
  // carry the contest and not for whom.
  void find_withheld(const Unit& unit) {
    Figures all(unit.recounted.size(), 0);
    for (const Withheld::Totals& totals : withheld_.totals) {
      if (is_more_by(unit, totals.votes)) {
        add(Mechanism::WithheldTotals,
            fmt::format("the totals \"{}\" of withheld cards are counted here", totals.label));
      }
      for (std::size_t i = 0; i < all.size(); ++i) all[i] += totals.votes[i];
    }
    if (withheld_.totals.size() > 1 && is_more_by(unit, all)) {
      add(Mechanism::WithheldTotals, "all totals of withheld cards are counted here");
    }
    const auto found = withheld_.cards.find(unit.key.second);
    if (found == withheld_.cards.end()) return;
    const std::int64_t cards = found->second;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < unit.recounted.size(); ++i) {
      const std::int64_t more = unit.reported[i] - unit.recounted[i];
      if (more < 0 || more > cards) return;
      sum += more;
    }
    if (withheld_.votes_max > 0 && sum > cards * withheld_.votes_max) return;
    add(Mechanism::WithheldCards,
        fmt::format("the records withhold what {} of its cards say{}, and the votes may be theirs",
                    cards, cards == 1 ? "s" : ""));
  }

  [[nodiscard]] static bool is_more_by(const Unit& unit, const Figures& votes) {
    for (std::size_t i = 0; i < votes.size(); ++i) {
      if (unit.reported[i] - unit.recounted[i] != votes[i]) return false;
    }
    return true;
  }

  void find_doubling(const Unit& unit) {
    if (is_twice(unit.reported, unit.recounted)) {
      add(Mechanism::ExactDoubling, "every figure reported is twice the recount's");
    }
  }

  void find_records_doubled(const Unit& unit) {
    if (!is_twice(unit.recounted, unit.reported)) return;
    add(Mechanism::RecordsDoubled,
        "every figure of the records is twice the reported one: look whether cards were loaded "
        "twice");
  }

  [[nodiscard]] static bool is_twice(const Figures& figures, const Figures& others) {
    for (std::size_t i = 0; i < figures.size(); ++i) {
      if (figures[i] != 2 * others[i]) return false;
    }
    return true;
  }

  // What was added to the unit's votes; too few votes could be anybody's.
  [[nodiscard]] static bool is_added(const Unit& unit, const Figures& votes) {
    constexpr std::int64_t kVotesEnough = 10;
    if (votes.size() != unit.recounted.size() || !is_more_by(unit, votes)) return false;
    return std::accumulate(votes.begin(), votes.end(), std::int64_t{0}) >= kVotesEnough;
  }

  void find_from_elsewhere(const Unit& unit) {
    for (const UnitBatch& batch : batches_) {
      if (batch.unit == unit.key.second || !is_added(unit, batch.votes)) continue;
      add(Mechanism::BatchFromElsewhere,
          fmt::format("batch {} of {} is counted here", batch.batch, batch.unit));
    }
    for (const Unit& other : units_) {
      if (&other == &unit || !is_added(unit, other.recounted)) continue;
      add(Mechanism::UnitAdded, fmt::format("the votes of {} are added here", other.key.second));
    }
  }

  void find_batch(const Unit& unit) {
    for (const UnitBatch& batch : batches_) {
      if (batch.unit != unit.key.second || batch.votes.size() != unit.recounted.size()) continue;
      if (all_zero(batch.votes)) continue;
      bool twice = true;
      bool missing = true;
      for (std::size_t i = 0; i < batch.votes.size(); ++i) {
        const std::int64_t more = unit.reported[i] - unit.recounted[i];
        twice = twice && more == batch.votes[i];
        missing = missing && more == -batch.votes[i];
      }
      if (twice) add(Mechanism::BatchTwice, "batch " + batch.batch + " is counted twice");
      if (missing) add(Mechanism::BatchMissing, "batch " + batch.batch + " is left out");
    }
  }

  [[nodiscard]] std::vector<std::size_t> differing(const Unit& unit) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < unit.recounted.size(); ++i) {
      if (unit.recounted[i] != unit.reported[i]) places.push_back(i);
    }
    return places;
  }

  void find_exchanged(const Unit& unit) {
    const auto places = differing(unit);
    if (places.size() != 2) return;
    const std::size_t a = places[0];
    const std::size_t b = places[1];
    if (unit.reported[a] != unit.recounted[b] || unit.reported[b] != unit.recounted[a]) return;
    add(Mechanism::ColumnsExchanged,
        fmt::format("the votes of {} and {} are exchanged", choices_[a], choices_[b]));
  }

  // From some choice on each has the votes of the one before it, or after it, in the list; at least
  // two figures above 0 must have moved, so that an exchange of two is not also called a shift.
  void find_shifted(const Unit& unit) {
    const auto places = differing(unit);
    if (places.empty()) return;
    for (const int by : {1, -1}) {
      const std::size_t first = places.front();
      const std::size_t last = unit.recounted.size() - 1;
      const std::size_t step_first = by > 0 ? first : first + 1;
      std::size_t moved = 0;
      bool fits = true;
      for (std::size_t i = step_first; i <= last && fits; ++i) {
        if (by > 0 && i == last) break;  // the last one's votes fall off
        const std::size_t to = by > 0 ? i + 1 : i - 1;
        fits = unit.reported[to] == unit.recounted[i];
        if (unit.recounted[i] > 0) ++moved;
      }
      if (!fits || moved < 2) continue;
      add(Mechanism::ColumnsShifted,
          fmt::format("from {} on, each choice has the votes of the one {} it",
                      choices_[by > 0 ? first + 1 : first], by > 0 ? "before" : "after"));
    }
  }

  void find_units_exchanged(const Unit& unit) {
    for (const Unit& other : units_) {
      if (&other == &unit || all_zero(other.recounted)) continue;
      if (other.recounted != unit.reported || other.reported != unit.recounted) continue;
      add(Mechanism::UnitsExchanged,
          fmt::format("the figures of {} and {} are exchanged", unit.key.second, other.key.second));
    }
  }

  void find_one_figure(const Unit& unit) {
    const auto places = differing(unit);
    if (places.size() != 1) return;
    const std::size_t at = places[0];
    if (unit.reported[at] == 0) {
      add(Mechanism::OneChoiceMissing, fmt::format("the votes of {} are left out", choices_[at]));
    }
    if (digits_exchanged(unit.recounted[at], unit.reported[at])) {
      add(Mechanism::DigitsExchanged,
          fmt::format("{} of {} became {}", unit.recounted[at], choices_[at], unit.reported[at]));
    }
  }

  static bool digits_exchanged(std::int64_t from, std::int64_t to) {
    std::string digits = fmt::format("{}", from);
    const std::string wanted = fmt::format("{}", to);
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
      std::swap(digits[i], digits[i + 1]);
      if (digits == wanted) return true;
      std::swap(digits[i], digits[i + 1]);
    }
    return false;
  }

  const std::vector<std::string>& choices_;
  const std::vector<Unit>& units_;
  std::span<const UnitBatch> batches_;
  const Withheld& withheld_;
  std::vector<LikelyCause> causes_;
};

// The rows of a table by unit, its figures in the order of `choices`; a unit twice is a problem.
std::map<UnitKey, Figures> rows_of(const UnitVotes& votes,
                                   const std::vector<election::ChoiceId>& choices,
                                   std::string_view which, base::Problems& problems) {
  std::map<UnitKey, Figures> rows;
  for (std::size_t unit = 0; unit < votes.units().size(); ++unit) {
    Figures figures;
    for (const election::ChoiceId& choice : choices) {
      const auto at = std::ranges::find(votes.choices(), choice) - votes.choices().begin();
      figures.push_back(votes.votes(unit, static_cast<std::size_t>(at)).value());
    }
    const UnitVotes::Unit& row = votes.units()[unit];
    if (!rows.emplace(UnitKey{row.county, row.name}, std::move(figures)).second) {
      problems.push_back({"against.unit",
                          {std::string(which), 0, row.name},
                          "\"" + row.name + "\" twice",
                          "each unit once",
                          "Add its figures together, or name the two units apart."});
    }
  }
  return rows;
}

void check_choices(const UnitVotes& recounted, const UnitVotes& reported,
                   base::Problems& problems) {
  const auto check = [&](const UnitVotes& has, const UnitVotes& lacks, std::string_view where) {
    for (const election::ChoiceId& choice : has.choices()) {
      if (std::ranges::find(lacks.choices(), choice) != lacks.choices().end()) continue;
      problems.push_back({"against.choice",
                          {std::string(where), 0, choice.text},
                          "no such choice",
                          "a column for " + choice.text,
                          "Map the names of the choices, or add a column of zeros."});
    }
  };
  check(recounted, reported, "the returns");
  check(reported, recounted, "the cast vote records");
}

}  // namespace

std::string name_of(Mechanism mechanism) {
  switch (mechanism) {
    case Mechanism::WithheldTotals: return "withheld-totals";
    case Mechanism::WithheldCards: return "withheld-cards";
    case Mechanism::NothingReported: return "nothing-reported";
    case Mechanism::NothingRecounted: return "nothing-recounted";
    case Mechanism::ExactDoubling: return "exact-doubling";
    case Mechanism::RecordsDoubled: return "records-doubled";
    case Mechanism::BatchTwice: return "batch-twice";
    case Mechanism::BatchMissing: return "batch-missing";
    case Mechanism::BatchFromElsewhere: return "batch-from-elsewhere";
    case Mechanism::UnitAdded: return "unit-added";
    case Mechanism::ColumnsExchanged: return "columns-exchanged";
    case Mechanism::ColumnsShifted: return "columns-shifted";
    case Mechanism::UnitsExchanged: return "units-exchanged";
    case Mechanism::OneChoiceMissing: return "one-choice-missing";
    case Mechanism::DigitsExchanged: return "digits-exchanged";
  }
  RECANVASS_CHECK(false);
  return {};
}

UnitVotes unit_votes_of(const CardStore& store, std::uint32_t contest, GroupBy by,
                        std::int64_t votes_max) {
  const auto names = names_of_groups(store, by);
  const GroupCells cells = group_cells(store, contest, by);
  std::vector<election::ChoiceId> choices;
  for (const auto& choice : store.contests()[contest].choices) choices.push_back(choice.id);
  UnitVotes votes(choices);
  for (std::uint32_t group = 0; group < names.size(); ++group) {
    const auto codes = codes_of_group(cells, group);
    if (codes.empty()) continue;
    const Profile profile = profile_from(store, contest, codes);
    const VoteTally tally = tally_votes(profile, votes_max);
    Figures figures;
    for (const election::VoteCount one : tally.votes) figures.push_back(one.value());
    UnitVotes::Unit unit;
    unit.name = names[group];
    unit.ballots = profile.cards().value();
    unit.blank = tally.blank.value();
    unit.overvotes = tally.overvoted.value();
    votes.add(std::move(unit), figures);
  }
  return votes;
}

std::vector<UnitBatch> unit_batches_of(const CardStore& store, std::uint32_t contest, GroupBy by,
                                       std::int64_t votes_max) {
  const auto units = names_of_groups(store, by);
  const auto batch_names = names_of_groups(store, GroupBy::Batch);
  const auto cells = group_and_batch_cells(store, contest, by);
  std::vector<UnitBatch> batches;
  for (std::size_t first = 0; first < cells.size();) {
    std::vector<std::uint64_t> codes;
    std::size_t end = first;
    for (; end < cells.size() && cells[end].group == cells[first].group &&
           cells[end].batch == cells[first].batch;
         ++end) {
      codes.resize(cells[end].code + std::size_t{1}, 0);
      codes[cells[end].code] = cells[end].cards;
    }
    const VoteTally tally = tally_votes(profile_from(store, contest, codes), votes_max);
    UnitBatch batch{units[cells[first].group], batch_names[cells[first].batch], {}};
    for (const election::VoteCount votes : tally.votes) batch.votes.push_back(votes.value());
    batches.push_back(std::move(batch));
    first = end;
  }
  return batches;
}

Withheld withheld_of(const CardStore& store, std::uint32_t contest, GroupBy by,
                     std::int64_t votes_max) {
  Withheld withheld;
  withheld.votes_max = votes_max;
  const auto names = names_of_groups(store, by);
  for (const GroupCell& cell : group_cells(store, contest, by)) {
    if (store.markings(contest).at(cell.code).state != election::MarkingState::Redacted) continue;
    withheld.cards[names[cell.group]] += static_cast<std::int64_t>(cell.cards);
  }
  for (const election::RedactedRow& row : store.redacted()) {
    Withheld::Totals totals{row.label, Figures(store.contests()[contest].choices.size(), 0)};
    for (const election::RedactedRow::Votes& each : row.votes) {
      if (each.contest == contest && each.choice < totals.votes.size()) {
        totals.votes[each.choice] += each.votes.value();
      }
    }
    if (!all_zero(totals.votes)) withheld.totals.push_back(std::move(totals));
  }
  return withheld;
}

UnitVotes with_totals(const UnitVotes& recounted, const Withheld& withheld) {
  RECANVASS_CHECK(recounted.units().size() <= 1);
  const bool none = recounted.units().empty();
  Figures figures(recounted.choices().size(), 0);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!none) figures[i] = recounted.votes(0, i).value();
    for (const Withheld::Totals& totals : withheld.totals) figures[i] += totals.votes[i];
  }
  UnitVotes votes(recounted.choices());
  votes.add(none ? UnitVotes::Unit() : recounted.units()[0], figures);
  return votes;
}

base::Result<AgainstReturns> compare_with_returns(const UnitVotes& recounted,
                                                  const UnitVotes& reported,
                                                  std::span<const UnitBatch> batches,
                                                  std::span<const std::string> groups,
                                                  const Withheld& withheld) {
  base::Problems problems;
  check_choices(recounted, reported, problems);
  if (!problems.empty()) return problems;
  const auto& choices = recounted.choices();
  const auto ours = rows_of(recounted, choices, "the cast vote records", problems);
  const auto theirs = rows_of(reported, choices, "the returns", problems);
  if (!problems.empty()) return problems;

  AgainstReturns against;
  against.recounted.resize(choices.size());
  against.reported.resize(choices.size());
  for (const Withheld::Totals& totals : withheld.totals) {
    against.withheld.resize(choices.size());
    for (std::size_t i = 0; i < choices.size(); ++i) against.withheld[i] += totals.votes[i];
  }
  std::vector<Unit> units;
  for (const UnitVotes::Unit& row : recounted.units()) {
    const UnitKey key{row.county, row.name};
    const auto found = theirs.find(key);
    if (found == theirs.end()) {
      against.only_recounted.push_back(row.name);
    } else {
      units.push_back({key, ours.at(key), found->second});
    }
  }
  for (const auto& [key, figures] : ours) {
    for (std::size_t i = 0; i < figures.size(); ++i) against.recounted[i] += figures[i];
  }
  const std::set<std::string_view> known(groups.begin(), groups.end());
  for (const UnitVotes::Unit& row : reported.units()) {
    const UnitKey key{row.county, row.name};
    if (ours.contains(key)) continue;
    if (row.county.empty() && known.contains(row.name)) {
      units.push_back({key, Figures(choices.size(), 0), theirs.at(key)});
    } else {
      against.only_reported.push_back(row.name);
    }
  }
  for (const auto& [key, figures] : theirs) {
    for (std::size_t i = 0; i < figures.size(); ++i) against.reported[i] += figures[i];
  }
  std::vector<std::string> names;
  for (const election::ChoiceId& choice : choices) names.push_back(choice.text);
  CauseFinder finder(names, units, batches, withheld);
  for (const Unit& unit : units) {
    if (unit.recounted == unit.reported) {
      ++against.units_equal;
      continue;
    }
    against.different.push_back(
        {unit.key.first, unit.key.second, unit.recounted, unit.reported, finder.causes_of(unit)});
  }
  return against;
}

}  // namespace recanvass::tabulate
