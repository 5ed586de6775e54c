#include "verify/moved_votes.h"

#include "base/figures.h"
#include "verify/ballot_account.h"
#include "verify/closing_check.h"
#include "verify/ended_alone.h"
#include "verify/open_matters.h"
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
constexpr std::string_view kDropped = "Dropped by a ruling after something of it was counted ";
constexpr std::string_view kAlone = "The tallies alone name ";
constexpr std::string_view kPartialEnd = " stand as first counted.";

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
  recount::MovedBy by;
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
      ++by.ballots;
      accounts.merge(exhibit.settled_by());
      const auto order = record.matters.orders.find(
          exhibit.rulings.empty() ? std::string() : exhibit.rulings.back().order);
      if (order == record.matters.orders.end()) continue;
      ++by.by_order;
      by.orders.insert(
          fmt::format("{}, {} ({})", order->second.court, order->second.case_number, order->first));
    }
  }
  if (by.ballots == 0) return;
  by.people = people_of(record, accounts);
  sentences.push_back(
      fmt::format("{}{} otherwise than tallied ({}); {}.", kRulings,
                  base::counted(by.ballots, "challenged ballot counts", "challenged ballots count"),
                  votes_moved(record, changes), recount::moved_by_words(by)));
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

void say_batches(const Record& record, std::vector<std::string>& sentences) {
  std::int64_t votes = 0;
  std::int64_t ballots = 0;
  std::set<std::string> settled;
  std::set<std::string> set_aside;
  Accounts settlers;
  Accounts voiders;
  for (const auto& [id, batch] : record.batches) {
    if (batch.is_void && !batch.readings.empty()) {
      set_aside.insert(id);
      ballots += batch.ballots;
      voiders.insert(batch.voided_by.begin(), batch.voided_by.end());
    }
    if (batch.is_void || !batch.settled || !is_counted(record, batch.unit) ||
        counts_by_machine(record, batch.unit)) {
      continue;
    }
    settled.insert(id);
    settlers.insert(batch.settled_by.begin(), batch.settled_by.end());
    for (const auto& [choice, number] : batch.settled->votes) votes += number;
  }
  if (!settled.empty()) {
    sentences.push_back(fmt::format("{}{} whose two entries differed ({}): {}; by {}.", kSettled,
                                    how_many(settled, "batch", "batches"),
                                    base::counted(votes, "vote", "votes"), first_of(settled),
                                    people_of(record, settlers)));
  }
  if (!set_aside.empty()) {
    sentences.push_back(fmt::format("{}{} ({} listed): {}; by {}.", kSetAside,
                                    how_many(set_aside, "batch", "batches"),
                                    base::counted(ballots, "ballot", "ballots"),
                                    first_of(set_aside), people_of(record, voiders)));
  }
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

void say_tallies(const Record& record, std::vector<std::string>& sentences) {
  const auto tallied = tallied_votes(record);
  const auto standing = votes_standing(record, "");
  if (!tallied || !standing) return;
  const auto winners = winners_of(record, *tallied);
  if (winners == winners_of(record, *standing)) return;
  std::string names;
  for (const auto& [id, name] : record.choices) {
    if (std::ranges::find(winners, id) == winners.end()) continue;
    names += (names.empty() ? "" : ", ") + name;
  }
  sentences.push_back(fmt::format("{}{}: what was moved since decides.", kAlone, names));
}

void say_before(const Record& record, std::vector<std::string>& sentences) {
  say_rulings(record, sentences);
  say_draws(record, sentences);
  say_batches(record, sentences);
  say_dropped(record, sentences);
}

void say_after(const Record& record, std::vector<std::string>& sentences) {
  for (const auto& [id, petition] : record.petitions) {
    if (!petition.withdrawn || !petition.accepted_at) continue;
    sentences.push_back(
        fmt::format("The petition {} was withdrawn after it had been accepted; by {}.", id,
                    people_of(record, petition.withdrawn_by)));
  }
  say_tallies(record, sentences);
  for (std::string& sentence : recount::matter_sentences(open_matters(record))) {
    sentences.push_back(std::move(sentence));
  }
}

std::int64_t sum_of_votes(const Changes& votes) {
  std::int64_t sum = 0;
  for (const auto& [choice, number] : votes) sum += number;
  return sum;
}

}  // namespace

std::vector<std::string> moved_besides_account(const Record& record) {
  std::vector<std::string> sentences;
  say_before(record, sentences);
  const std::string ended = recount::sentence_of(ended_alone(record));
  if (!ended.empty()) sentences.push_back(ended);
  say_after(record, sentences);
  return sentences;
}

std::vector<std::string> moved_sentences(const Record& record) {
  return moved_sentences(record, account_of(record));
}

std::vector<std::string> moved_sentences(const Record& record,
                                         const recount::BallotAccount& account) {
  std::vector<std::string> sentences;
  if (account.has_exceptions()) sentences.push_back(recount::summary_of(account));
  say_before(record, sentences);
  for (std::string& sentence : recount::exception_sentences(account)) {
    sentences.push_back(std::move(sentence));
  }
  for (const std::string& sentence :
       {recount::unexplained_sentence(unexplained_findings(record)),
        recount::sentence_of(ended_alone(record)), readings_alone(record), other_counts(record),
        without_exceptions(record, account)}) {
    if (!sentence.empty()) sentences.push_back(sentence);
  }
  say_after(record, sentences);
  return sentences;
}

bool is_moved_sentence(const std::string& sentence) {
  if (is_of_the_account(sentence)) return true;
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{kRulings, kDraws, kSettled, kSetAside, kDropped,
                                              kAlone, recount::kUnexplainedStart,
                                              recount::kEndedAlone},
      [&](std::string_view start) { return sentence.starts_with(start); });
}

bool is_moved_unknown(const Record& record) {
  return record.challenges.withheld > 0 || record.returns_withheld > 0 ||
         std::ranges::any_of(record.batches,
                             [](const auto& entry) { return entry.second.withheld > 0; }) ||
         std::ranges::any_of(record.units,
                             [](const auto& entry) { return entry.second.machine_withheld > 0; });
}

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

bool is_of_a_reading(const Batch& batch, const Figures& figures) {
  return std::ranges::any_of(batch.readings,
                             [&](const Reading& reading) { return reading.figures == figures; });
}

}  // namespace recanvass::verify
