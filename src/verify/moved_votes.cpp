#include "verify/moved_votes.h"

#include "base/figures.h"
#include "verify/closing_check.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace recanvass::verify {
namespace {

constexpr std::string_view kRulings = "By rulings and agreements ";
constexpr std::string_view kDraws = "Drawn out because there were more ballots than voters: ";
constexpr std::string_view kSettled = "A third person settled ";
constexpr std::string_view kSetAside = "Set aside after somebody had entered it: ";
constexpr std::string_view kNeverEntered = "Set aside before anybody entered it: ";
constexpr std::string_view kNeither = "Settled on figures of neither entry: ";
constexpr std::string_view kExtra = "Counted though no published manifest lists it: ";
constexpr std::string_view kEntries = "Both entries of what a third person settled name ";
constexpr std::string_view kDropped = "Dropped by a ruling after something of it was counted ";
constexpr std::string_view kAlone = "The tallies alone name ";

using Accounts = std::set<std::string>;
using Changes = std::map<std::string, std::int64_t>;

std::string people_of(const Record& record, const Accounts& accounts) {
  std::set<std::string> names;
  for (const std::string& id : accounts) {
    const auto person = record.people.find(id);
    names.insert(person == record.people.end() ? id : person->second.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string votes_moved(const Record& record, const Changes& changes) {
  std::string words;
  for (const auto& [id, name] : record.choices) {
    const auto change = changes.find(id);
    if (change == changes.end() || change->second == 0) continue;
    words += fmt::format("{}{} {:+}", words.empty() ? "" : ", ", name, change->second);
  }
  return words.empty() ? "no choice's votes" : words;
}

std::string first_of(const std::set<std::string>& ids) {
  constexpr std::size_t kNamed = 20;
  std::string words;
  std::size_t number = 0;
  for (const std::string& id : ids) {
    if (number++ < kNamed) words += (words.empty() ? "" : ", ") + id;
  }
  return number > kNamed ? fmt::format("{} and {} more", words, number - kNamed) : words;
}

std::string how_many(const std::set<std::string>& ids, const char* one, const char* many) {
  return base::counted(static_cast<std::int64_t>(ids.size()), one, many);
}

bool is_counted(const Record& record, const std::string& unit) {
  return record.units.contains(unit) && counted_figures(record, unit).has_value();
}

void say_rulings(const Record& record, std::vector<std::string>& sentences) {
  std::int64_t ballots = 0;
  Changes changes;
  Accounts accounts;
  for (const auto& [batch, exhibits] : record.challenges.of_batch) {
    const std::string& unit = record.batches.at(batch).unit;
    if (record.batches.at(batch).standing() == nullptr || !is_counted(record, unit) ||
        counts_by_machine(record, unit) || !impossible_moves(record, batch).empty()) {
      continue;
    }
    for (const auto& [choice, votes] : record.challenges.change_of(batch, record.vote_for).votes) {
      changes[choice] += votes;
    }
    for (const std::string& id : exhibits) {
      const Exhibit& exhibit = record.challenges.exhibits.at(id);
      if (exhibit.stands_as() == exhibit.counted_as) continue;
      ++ballots;
      accounts.merge(exhibit.settled_by());
    }
  }
  if (ballots == 0) return;
  sentences.push_back(
      fmt::format("{}{} otherwise than tallied ({}); by {}.", kRulings,
                  base::counted(ballots, "challenged ballot counts", "challenged ballots count"),
                  votes_moved(record, changes), people_of(record, accounts)));
}

void say_draws(const Record& record, std::vector<std::string>& sentences) {
  std::int64_t ballots = 0;
  Changes changes;
  std::set<std::string> units;
  Accounts accounts;
  for (const auto& [id, unit] : record.units) {
    const DrawDown* draw = unit.draw_downs.empty() ? nullptr : draw_down_of(record, id);
    if (draw == nullptr || !is_counted(record, id)) continue;
    ballots += draw->drawn.ballots;
    for (const auto& [choice, votes] : draw->drawn.votes) changes[choice] -= votes;
    units.insert(id);
    accounts.insert(draw->by.begin(), draw->by.end());
  }
  if (units.empty()) return;
  sentences.push_back(fmt::format("{}{} of {} ({}); by {}.", kDraws,
                                  base::counted(ballots, "ballot", "ballots"), first_of(units),
                                  votes_moved(record, changes), people_of(record, accounts)));
}

// Batches of which one thing is said, and how much is in them.
struct BatchesMoved {
  std::set<std::string> ids;
  std::int64_t ballots = 0;
  Changes votes;
  Accounts accounts;

  void add(const std::string& id, std::int64_t of_ballots, const Changes& of_votes,
           std::initializer_list<std::string> by) {
    ids.insert(id);
    ballots += of_ballots;
    for (const auto& [choice, number] : of_votes) votes[choice] += number;
    for (const std::string& account : by) {
      if (!account.empty()) accounts.insert(account);
    }
  }
  [[nodiscard]] std::int64_t all_votes() const {
    std::int64_t sum = 0;
    for (const auto& [choice, number] : votes) sum += number;
    return sum;
  }
};

bool is_of_a_reading(const Batch& batch, const Figures& figures) {
  return std::ranges::any_of(batch.readings,
                             [&](const Reading& reading) { return reading.figures == figures; });
}

bool counts_by_hand(const Record& record, const Batch& batch) {
  return !batch.is_void && is_counted(record, batch.unit) && !counts_by_machine(record, batch.unit);
}

void say_votes_of(const Record& record, std::string_view start, const std::string& between,
                  const BatchesMoved& moved, std::vector<std::string>& sentences) {
  if (moved.ids.empty()) return;
  sentences.push_back(fmt::format("{}{}{} ({}): {}; by {}.", start,
                                  how_many(moved.ids, "batch", "batches"), between,
                                  base::counted(moved.all_votes(), "vote", "votes"),
                                  first_of(moved.ids), people_of(record, moved.accounts)));
}

void say_set_aside(const Record& record, std::string_view start, const BatchesMoved& moved,
                   std::vector<std::string>& sentences) {
  if (moved.ids.empty()) return;
  sentences.push_back(fmt::format("{}{} ({} listed): {}; by {}.", start,
                                  how_many(moved.ids, "batch", "batches"),
                                  base::counted(moved.ballots, "ballot", "ballots"),
                                  first_of(moved.ids), people_of(record, moved.accounts)));
}

void say_batches(const Record& record, std::vector<std::string>& sentences) {
  BatchesMoved settled;
  BatchesMoved neither;
  BatchesMoved extra;
  BatchesMoved entered;
  BatchesMoved never;
  for (const auto& [id, batch] : record.batches) {
    if (batch.is_void) {
      BatchesMoved& aside = batch.readings.empty() ? never : entered;
      aside.add(id, batch.ballots, {}, {});
      aside.accounts.insert(batch.voided_by.begin(), batch.voided_by.end());
    }
    if (!counts_by_hand(record, batch)) continue;
    if (batch.settled) {
      settled.add(id, 0, batch.settled->votes, {batch.settled_by});
      if (!is_of_a_reading(batch, *batch.settled)) {
        neither.add(id, 0, batch.settled->votes, {batch.settled_by, batch.settled_second});
      }
    }
    if (batch.extra && batch.standing() != nullptr) {
      extra.add(id, batch.standing()->ballots, batch.standing()->votes, {batch.added_by});
      for (const Reading& reading : batch.readings) extra.accounts.insert(reading.author);
    }
  }
  say_votes_of(record, kSettled, " whose two entries differed", settled, sentences);
  say_votes_of(record, kNeither, "", neither, sentences);
  if (!extra.ids.empty()) {
    sentences.push_back(fmt::format(
        "{}{} ({}; {}): {}; by {}.", kExtra, how_many(extra.ids, "batch", "batches"),
        base::counted(extra.ballots, "ballot", "ballots"), votes_moved(record, extra.votes),
        first_of(extra.ids), people_of(record, extra.accounts)));
  }
  say_set_aside(record, kSetAside, entered, sentences);
  say_set_aside(record, kNeverEntered, never, sentences);
}

void say_dropped(const Record& record, std::vector<std::string>& sentences) {
  std::set<std::string> units;
  Accounts accounts;
  for (const auto& [id, unit] : record.units) {
    if (!unit.not_recountable || !has_second_figures(unit, record) ||
        fate_of(record, id) != Fate::Stands) {
      continue;
    }
    units.insert(id);
    accounts.insert(unit.ruled_by.begin(), unit.ruled_by.end());
  }
  if (units.empty()) return;
  sentences.push_back(fmt::format("{}again: {}: {}; by {}.", kDropped,
                                  how_many(units, "unit", "units"), first_of(units),
                                  people_of(record, accounts)));
}

// Without what was ruled, drawn out or dropped; no value: figures that are not given have a part.
std::optional<Changes> tallied_votes(const Record& record) {
  Changes votes;
  for (const auto& [id, name] : record.choices) votes[id] = 0;
  for (const auto& [id, unit] : record.units) {
    const Fate fate = fate_of(record, id);
    if (fate == Fate::Merged || fate == Fate::Held) return std::nullopt;
    const auto counted = figures_as_counted(record, id);
    if (!counted && !unit.returns_given) return std::nullopt;
    for (const auto& [choice, number] : counted ? counted->votes : unit.votes) {
      votes[choice] += number;
    }
  }
  return votes;
}

std::string winners_words(const Record& record, const std::vector<std::string>& winners) {
  std::string names;
  for (const auto& [id, name] : record.choices) {
    if (std::ranges::find(winners, id) == winners.end()) continue;
    names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

// Whom both entries name where a third person's figures stand instead.
void say_entries(const Record& record, std::vector<std::string>& sentences) {
  const auto standing = votes_standing(record, "");
  if (!standing) return;
  Changes first = *standing;
  Changes second = *standing;
  for (const auto& [id, batch] : record.batches) {
    if (!batch.settled || batch.readings.size() != 2 || !counts_by_hand(record, batch)) continue;
    for (const auto& [choice, votes] : batch.settled->votes) {
      const auto read = [&](std::size_t k) {
        const auto found = batch.readings[k].figures.votes.find(choice);
        return found == batch.readings[k].figures.votes.end() ? 0 : found->second;
      };
      first[choice] += read(0) - votes;
      second[choice] += read(1) - votes;
    }
  }
  const auto winners = winners_of(record, first);
  if (winners != winners_of(record, second) || winners == winners_of(record, *standing)) return;
  sentences.push_back(
      fmt::format("{}{}: the third decides.", kEntries, winners_words(record, winners)));
}

void say_tallies(const Record& record, std::vector<std::string>& sentences) {
  const auto tallied = tallied_votes(record);
  const auto standing = votes_standing(record, "");
  if (!tallied || !standing) return;
  const auto winners = winners_of(record, *tallied);
  if (winners == winners_of(record, *standing)) return;
  sentences.push_back(
      fmt::format("{}{}: what was moved since decides.", kAlone, winners_words(record, winners)));
}

}  // namespace

namespace {

constexpr std::string_view kPartialEnd = " stand as first counted.";

std::int64_t sum_of_votes(const Changes& votes) {
  std::int64_t sum = 0;
  for (const auto& [choice, number] : votes) sum += number;
  return sum;
}

}  // namespace

std::string partial_sentence(const Record& record) {
  std::int64_t again = 0;
  std::int64_t first = 0;
  std::int64_t units_again = 0;
  std::int64_t units_first = 0;
  for (const auto& [id, unit] : record.units) {
    const Fate fate = fate_of(record, id);
    if (fate == Fate::Merged || fate == Fate::Held || fate == Fate::Open) return {};
    const auto counted = counted_figures(record, id);
    if (!counted && !unit.returns_given) return {};
    if (fate == Fate::Stands) {
      first += sum_of_votes(unit.votes);
      ++units_first;
    } else {
      again += sum_of_votes(counted ? counted->votes : unit.votes);
      ++units_again;
    }
  }
  if (units_first == 0) return {};
  return fmt::format("Of {} {} in {} were counted again; {} in {}{}",
                     base::counted(again + first, "vote", "votes"), base::grouped(again),
                     base::counted(units_again, "unit", "units"), base::grouped(first),
                     base::counted(units_first, "unit", "units"), kPartialEnd);
}

bool is_partial_sentence(const std::string& sentence) { return sentence.ends_with(kPartialEnd); }

std::vector<std::string> moved_sentences(const Record& record) {
  std::vector<std::string> sentences;
  say_rulings(record, sentences);
  say_draws(record, sentences);
  say_batches(record, sentences);
  say_dropped(record, sentences);
  for (const auto& [id, petition] : record.petitions) {
    if (!petition.withdrawn || !petition.accepted_at) continue;
    sentences.push_back(
        fmt::format("The petition {} was withdrawn after it had been accepted; by {}.", id,
                    people_of(record, petition.withdrawn_by)));
  }
  say_tallies(record, sentences);
  say_entries(record, sentences);
  return sentences;
}

bool is_moved_sentence(const std::string& sentence) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{kRulings, kDraws, kSettled, kSetAside, kDropped,
                                              kAlone, kNeverEntered, kNeither, kExtra, kEntries},
      [&](std::string_view start) { return sentence.starts_with(start); });
}

bool is_moved_unknown(const Record& record) {
  return record.challenges.withheld > 0 || record.returns_withheld > 0 ||
         std::ranges::any_of(record.batches,
                             [](const auto& entry) { return entry.second.withheld > 0; }) ||
         std::ranges::any_of(record.units,
                             [](const auto& entry) { return entry.second.machine_withheld > 0; });
}

}  // namespace recanvass::verify
