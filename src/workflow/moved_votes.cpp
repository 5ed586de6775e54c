#include "workflow/moved_votes.h"

#include "base/figures.h"
#include "election/nouns.h"
#include "workflow/account_of_ballots.h"
#include "workflow/challenge_sums.h"
#include "workflow/count_order.h"
#include "workflow/open_matters.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using Accounts = std::set<std::string>;

void add_account(Accounts& accounts, const std::string& id) {
  if (!id.empty()) accounts.insert(id);
}

// "Lee, Roe"
std::string names_of_accounts(const Operation& operation, const Accounts& accounts) {
  std::set<std::string> names;
  for (const std::string& id : accounts) {
    const auto found = operation.people.accounts.find(id);
    names.insert(found == operation.people.accounts.end() ? id : found->second.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// "Ann Ash -30, Bo Birk +30"
std::string changes_words(const Operation& operation,
                          const std::map<std::string, std::int64_t>& changes) {
  std::vector<std::string> parts;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto found = changes.find(choice.id);
    if (found == changes.end() || found->second == 0) continue;
    parts.push_back(fmt::format("{} {:+}", choice.name, found->second));
  }
  return parts.empty() ? "no choice's votes" : fmt::format("{}", fmt::join(parts, ", "));
}

// The first of them by id.
std::string ids_words(const std::set<std::string>& ids) {
  constexpr std::size_t kNamed = 20;
  std::vector<std::string> named(ids.begin(), ids.end());
  const std::size_t more = named.size() > kNamed ? named.size() - kNamed : 0;
  named.resize(named.size() - more);
  const std::string rest = more == 0 ? std::string() : fmt::format(" and {} more", more);
  return fmt::format("{}{}", fmt::join(named, ", "), rest);
}

bool is_counted_by_hand(const Operation& operation, const std::string& unit) {
  const auto result =
      operation.commitment.units.contains(unit) ? counted_result(operation, unit) : std::nullopt;
  return result && result->source == "hand";
}

void add_order(const Operation& operation, const std::string& id, recount::MovedBy& by) {
  const auto order = operation.opening.orders.by_id.find(id);
  if (order == operation.opening.orders.by_id.end()) return;
  ++by.by_order;
  by.orders.insert(fmt::format("{}, {} ({})", order->second.court, order->second.case_number, id));
}

std::string rulings_sentence(const Operation& operation) {
  Adjustment sum;
  Accounts accounts;
  recount::MovedBy by;
  for (const auto& [batch, exhibits] : operation.judging.challenges.of_batch) {
    const Adjustment moved = adjustment_of_batch(operation, batch);
    if (moved.exhibits == 0) continue;
    if (!is_counted_by_hand(operation, operation.commitment.batches.at(batch).unit)) continue;
    sum.add(moved);
    for (const std::string& id : exhibits) {
      const Challenge& exhibit = operation.judging.challenges.by_exhibit.at(id);
      if (exhibit.stands_as() == exhibit.counted_as) continue;
      const bool ruled = !exhibit.rulings.empty();
      if (ruled) add_order(operation, exhibit.rulings.back().order, by);
      add_account(accounts, ruled ? exhibit.rulings.back().author : exhibit.stipulation->author);
      add_account(accounts,
                  ruled ? exhibit.rulings.back().approved_by : exhibit.stipulation->approved_by);
    }
  }
  if (sum.exhibits == 0) return {};
  by.ballots = sum.exhibits;
  by.people = names_of_accounts(operation, accounts);
  return fmt::format(
      "By rulings and agreements {} otherwise than tallied ({}); {}.",
      base::counted(sum.exhibits, "challenged ballot counts", "challenged ballots count"),
      changes_words(operation, sum.votes), recount::moved_by_words(by));
}

std::string draws_sentence(const Operation& operation) {
  std::int64_t ballots = 0;
  std::map<std::string, std::int64_t> changes;
  std::set<std::string> units;
  Accounts accounts;
  for (const auto& [unit, draws] : operation.reconciling.draw_downs) {
    const DrawDown* draw = draw_down_of(operation, unit);
    if (draw == nullptr || !counted_result(operation, unit)) continue;
    ballots += draw->drawn.ballots;
    for (const auto& [choice, votes] : draw->drawn.votes) changes[choice] -= votes;
    units.insert(unit);
    add_account(accounts, draw->author);
    add_account(accounts, draw->approved_by);
  }
  if (units.empty()) return {};
  return fmt::format("Drawn out because there were more ballots than voters: {} of {} ({}); by {}.",
                     base::counted(ballots, "ballot", "ballots"), ids_words(units),
                     changes_words(operation, changes), names_of_accounts(operation, accounts));
}

std::string settled_sentence(const Operation& operation) {
  std::int64_t votes = 0;
  std::set<std::string> ids;
  Accounts accounts;
  for (const auto& [id, listed] : operation.commitment.batches) {
    const auto found = operation.counting.batches.find(id);
    if (found == operation.counting.batches.end() || !found->second.adjudicated ||
        found->second.is_void || !is_counted_by_hand(operation, listed.unit)) {
      continue;
    }
    for (const auto& [choice, number] : found->second.adjudicated->votes) votes += number;
    ids.insert(id);
    add_account(accounts, found->second.adjudicated->author);
    // Who read other figures than both tables needs a second person, who answers for them too.
    const auto second = operation.people.seconds.find(found->second.adjudicated->position);
    if (second != operation.people.seconds.end()) add_account(accounts, second->second);
  }
  if (ids.empty()) return {};
  return fmt::format("A third person settled {} whose two entries differed ({}): {}; by {}.",
                     base::counted(static_cast<std::int64_t>(ids.size()), "batch", "batches"),
                     base::counted(votes, "vote", "votes"), ids_words(ids),
                     names_of_accounts(operation, accounts));
}

std::string set_aside_sentence(const Operation& operation) {
  std::int64_t ballots = 0;
  std::set<std::string> ids;
  Accounts accounts;
  for (const auto& [id, listed] : operation.commitment.batches) {
    const auto found = operation.counting.batches.find(id);
    if (found == operation.counting.batches.end() || !found->second.is_void ||
        found->second.entries.empty()) {
      continue;
    }
    ballots += listed.ballots;
    ids.insert(id);
    for (const std::string& account : found->second.voided_by) add_account(accounts, account);
  }
  if (ids.empty()) return {};
  return fmt::format("Set aside after somebody had entered it: {} ({} listed): {}; by {}.",
                     base::counted(static_cast<std::int64_t>(ids.size()), "batch", "batches"),
                     base::counted(ballots, "ballot", "ballots"), ids_words(ids),
                     names_of_accounts(operation, accounts));
}

// Units of which something was counted again, and whose first count stands all the same.
std::string dropped_sentence(const Operation& operation) {
  std::set<std::string> units;
  Accounts accounts;
  for (const auto& [unit, ruled] : operation.deciding.not_recountable) {
    if (!operation.commitment.units.contains(unit) || !has_second_figures(operation, unit) ||
        result_of(operation, unit).fate != recount::UnitFate::Stands) {
      continue;
    }
    units.insert(unit);
    add_account(accounts, ruled.author);
    add_account(accounts, ruled.approved_by);
  }
  if (units.empty()) return {};
  return fmt::format("Dropped by a ruling after something of it was counted again: {}: {}; by {}.",
                     base::counted(static_cast<std::int64_t>(units.size()), "unit", "units"),
                     ids_words(units), names_of_accounts(operation, accounts));
}

}  // namespace

std::vector<std::string> moved_sentences(const Operation& operation) {
  std::vector<std::string> sentences;
  const recount::BallotAccount account = account_of_ballots(operation, "");
  if (account.has_exceptions()) sentences.push_back(recount::summary_of(account));
  for (const std::string& sentence :
       {rulings_sentence(operation), draws_sentence(operation), settled_sentence(operation),
        set_aside_sentence(operation), dropped_sentence(operation)}) {
    if (!sentence.empty()) sentences.push_back(sentence);
  }
  for (std::string& sentence : recount::exception_sentences(account)) {
    sentences.push_back(std::move(sentence));
  }
  for (const std::string& sentence :
       {recount::unexplained_sentence(unexplained_findings(operation)),
        recount::sentence_of(ended_alone(operation)), readings_alone(operation),
        other_counts(operation), without_exceptions(operation, account)}) {
    if (!sentence.empty()) sentences.push_back(sentence);
  }
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    if (!petition.withdrawn || petition.rulings.empty() || !petition.rulings.back().accepted) {
      continue;
    }
    sentences.push_back(fmt::format(
        "The petition {} was withdrawn after it had been accepted; by {}.", id,
        names_of_accounts(operation,
                          Accounts(petition.withdrawn_by.begin(), petition.withdrawn_by.end()))));
  }
  const std::string alone = tallies_alone(operation);
  if (!alone.empty()) sentences.push_back(alone);
  for (std::string& sentence : recount::matter_sentences(open_matters(operation))) {
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

std::map<std::string, std::int64_t> totals_of_tallies(const Operation& operation) {
  std::map<std::string, std::int64_t> totals;
  for (const SetupChoice& choice : operation.setup.choices) totals[choice.id] = 0;
  for (const auto& [id, unit] : operation.commitment.units) {
    const auto counted = figures_as_counted(operation, id);
    for (const auto& [choice, votes] : counted ? counted->votes : result_of(operation, id).votes) {
      totals[choice] += votes;
    }
  }
  return totals;
}

std::string tallies_alone(const Operation& operation) {
  const auto tallied = winners_of(operation, totals_of_tallies(operation));
  if (tallied == winners_of(operation, totals_of(operation, ""))) return {};
  std::vector<std::string> names;
  for (const SetupChoice& choice : operation.setup.choices) {
    for (const std::string& id : tallied) {
      if (id == choice.id) names.push_back(choice.name);
    }
  }
  return fmt::format("The tallies alone name {}: what was moved since decides.",
                     fmt::join(names, ", "));
}

std::string partial_sentence(const Operation& operation) {
  election::VoteCount all;
  election::VoteCount first;
  std::int64_t again_units = 0;
  std::int64_t first_units = 0;
  for (const auto& [id, unit] : operation.commitment.units) {
    const UnitResult result = result_of(operation, id);
    if (result.fate == recount::UnitFate::Open) return {};
    election::VoteCount votes;
    for (const auto& [choice, number] : result.votes) votes += election::VoteCount(number);
    all += votes;
    if (result.fate == recount::UnitFate::Stands) {
      first += votes;
      ++first_units;
    } else {
      ++again_units;
    }
  }
  if (first_units == 0) return {};
  return fmt::format("Of {} {} in {} were counted again; {} in {} stand as first counted.",
                     base::counted(all.value(), "vote", "votes"),
                     base::grouped((all - first).value()),
                     base::counted(again_units, "unit", "units"), base::grouped(first.value()),
                     base::counted(first_units, "unit", "units"));
}

bool is_of_an_entry(const BatchCount& batch, const Tally& tally) {
  return std::ranges::any_of(batch.entries, [&](const BlindEntry& entry) {
    return entry.revisions.back().same_figures(tally);
  });
}

}  // namespace recanvass::workflow
