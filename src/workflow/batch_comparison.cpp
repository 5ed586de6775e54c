#include "workflow/batch_comparison.h"

#include "workflow/body.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

// Of one contest in one batch, in the order of its choices. Nobody found it: nothing of it.
audit::BatchVotes votes_in(const CardReading* counted, const std::string& id,
                           const AuditContest& contest, std::int64_t cards) {
  audit::BatchVotes votes{cards, std::vector<std::int64_t>(contest.choices.size(), 0)};
  if (counted == nullptr) return votes;
  const auto read = counted->find(id);
  if (read == counted->end()) return votes;
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    const auto of = read->second.votes.find(contest.choices[i].id);
    if (of != read->second.votes.end()) votes.votes[i] = of->second;
  }
  return votes;
}

std::int64_t cards_found(const CardReading* counted, const std::string& id) {
  if (counted == nullptr) return 0;
  const auto read = counted->find(id);
  return read == counted->end() ? 0 : read->second.cards;
}

base::Problems reported_problems(const Audit& audit) {
  base::Problems problems;
  std::map<std::string, std::map<std::string, std::int64_t>> sums;
  for (const auto& [list, listed] : audit.lists) {
    for (const AuditBatch& batch : listed.batches) {
      for (const auto& [id, contest] : audit.contests) {
        const auto reported = batch.reported.find(id);
        const std::string amiss = reported == batch.reported.end()
                                      ? std::string("no votes")
                                      : votes_amiss(reported->second.votes, contest, batch.cards);
        if (!amiss.empty()) {
          problems.push_back(refusal(
              "audit.votes", fmt::format("batch {}, contest {}: {}", batch.batch, id, amiss),
              "the reported votes of every choice in every batch, as its cards can give them",
              "State them with \"reported\" of audit.batches; 0 where it is not on the ballot."));
          if (problems.size() == 20) return problems;
          continue;
        }
        for (const auto& [choice, votes] : reported->second.votes) sums[id][choice] += votes;
      }
    }
  }
  if (!problems.empty()) return problems;
  for (const auto& [id, contest] : audit.contests) {
    for (const auto& [choice, votes] : contest.tabulated) {
      if (sums[id][choice] == votes) continue;
      problems.push_back(
          refusal("audit.votes", fmt::format("contest {}: {} with {}", id, choice, votes),
                  fmt::format("{}, as its batches add up to", sums[id][choice]),
                  "The batches have to give the reported result before any is drawn."));
    }
  }
  return problems;
}

base::Problems form_problems(const Audit& audit) {
  base::Problems problems;
  if (audit.method.from_each_list) {
    problems.push_back(refusal("audit.draw-from", "batches of each list drawn by themselves",
                               "\"all-lists\"", "Draw from all lists as one."));
  }
  if (audit.method.draw != draw::CardDraw::Counter) {
    problems.push_back(refusal("audit.draw", std::string(draw::name_of(audit.method.draw)),
                               "\"counter\": numbers that fall into the weights of batches",
                               "State it in audit.method."));
  }
  if (!audit.method.settings.empty()) {
    problems.push_back(refusal("audit.setting",
                               "\"" + audit.method.settings.begin()->first + "\" with batches",
                               "no setting", "Leave it out."));
  }
  for (const auto& [id, list] : audit.lists) {
    if (list.bound() == list.cards) continue;
    problems.push_back(
        refusal("audit.phantoms",
                fmt::format("list {}: {} cards in no batch", id, list.bound() - list.cards),
                "every card in a batch", "Name the batch with the cards that there can be."));
  }
  for (const auto& [id, contest] : audit.contests) {
    if (!contest.lists.empty() && contest.lists.size() < audit.lists.size()) {
      problems.push_back(
          refusal("audit.list", fmt::format("contest {} on some lists alone", id),
                  "every list: batches are drawn from all of them as one",
                  "Leave \"lists\" out; votes are 0 where it is not on the ballot."));
    }
    if (contest.rule != "irv") continue;
    problems.push_back(refusal("audit.rule", fmt::format("contest {} with rule irv", id),
                               "votes that batches add up to",
                               "Audit it card by card: \"comparison\" or \"polling\"."));
  }
  return problems;
}

base::Problems function_amiss(const Audit& audit, const BatchPlan& plan) {
  base::Problems problems;
  for (const auto& [id, claims] : plan.claims) {
    const std::vector<std::vector<std::int64_t>> nothing(
        claims.size(), std::vector<std::int64_t>(plan.weights.size(), 0));
    const auto measured = audit::measure_batches(
        {id, claims, plan.weights, 0.5, audit.method.risk_function}, {{}, nothing});
    if (!measured) return measured.problems();
  }
  return problems;
}

bool is_count_record(const Json& record) {
  if (!record.is_object() || record.size() != 4 || !record.contains("contest") ||
      !record["contest"].is_string() || record.value("state", Json()) != "counted" ||
      !record.contains("cards") || !record["cards"].is_number_integer() ||
      !record.contains("votes") || !record["votes"].is_object()) {
    return false;
  }
  return std::ranges::all_of(record["votes"],
                             [](const Json& votes) { return votes.is_number_integer(); });
}

}  // namespace

bool is_by_batch(const Audit& audit) { return audit.method.design == "batches"; }

std::string votes_amiss(const std::map<std::string, std::int64_t>& votes,
                        const AuditContest& contest, std::int64_t cards) {
  std::int64_t all = 0;
  std::int64_t largest = 0;
  for (const auto& [choice, of] : votes) {
    const bool known =
        std::ranges::find(contest.choices, choice, &SetupChoice::id) != contest.choices.end();
    if (!known) return "votes for \"" + choice + "\"";
    if (of < 0) return fmt::format("{} votes for {}", of, choice);
    all += of;
    largest = std::max(largest, of);
  }
  for (const SetupChoice& choice : contest.choices) {
    if (!votes.contains(choice.id)) return "no votes of " + choice.id;
  }
  if (largest <= cards && base::Wide(all) <= base::Wide(contest.vote_for) * cards) return {};
  return fmt::format("{} votes for all, {} for one, on {} cards", all, largest, cards);
}

std::vector<PlannedBatch> planned_batches(const Audit& audit) {
  std::vector<PlannedBatch> batches;
  std::int64_t before = 0;
  for (const std::string& id : audit.list_order) {
    const AuditList& list = audit.lists.at(id);
    for (const AuditBatch& batch : list.batches) {
      if (batch.cards == 0) continue;
      batches.push_back({{id, batch.before + 1}, before + batch.before + 1, &batch});
    }
    before += list.bound();
  }
  return batches;
}

const AuditBatch* batch_beginning(const Audit& audit, const AuditPlace& place) {
  const auto list = audit.lists.find(place.first);
  if (list == audit.lists.end()) return nullptr;
  const auto found = std::ranges::find_if(list->second.batches, [&](const AuditBatch& batch) {
    return batch.cards > 0 && batch.before + 1 == place.second;
  });
  return found == list->second.batches.end() ? nullptr : &*found;
}

std::vector<std::int64_t> numbers_to_read(const Audit& audit, const std::string& list) {
  std::vector<std::int64_t> numbers;
  const AuditList& listed = audit.lists.at(list);
  if (is_by_batch(audit)) {
    for (const AuditBatch& batch : listed.batches) {
      if (batch.cards > 0) numbers.push_back(batch.before + 1);
    }
    return numbers;
  }
  for (std::int64_t number = 1; number <= listed.cards; ++number) numbers.push_back(number);
  return numbers;
}

base::Result<BatchPlan> batch_plan(const Audit& audit) {
  base::Problems problems = form_problems(audit);
  const base::Problems reported = reported_problems(audit);
  problems.insert(problems.end(), reported.begin(), reported.end());
  if (!problems.empty()) return problems;
  BatchPlan plan;
  plan.batches = planned_batches(audit);
  std::vector<std::int64_t> cards;
  for (const PlannedBatch& planned : plan.batches) cards.push_back(planned.batch->cards);
  std::vector<audit::BatchClaim> all;
  for (const auto& [id, contest] : audit.contests) {
    const auto tested = claims_of(id, contest, audit.domain_of(contest));
    if (!tested) return tested.problems();
    std::vector<audit::BatchVotes> votes;
    for (const PlannedBatch& planned : plan.batches) {
      votes.push_back(votes_in(&planned.batch->reported, id, contest, planned.batch->cards));
    }
    for (const audit::MeasuredAssertion& assertion : tested->assertions) {
      all.push_back(audit::batch_claim(assertion.assertion.assorter, votes));
      plan.claims[id].push_back(all.back());
      plan.assertions[id].push_back(assertion);
    }
  }
  auto weights = audit::batch_weights(all, cards);
  if (!weights) return weights.problems();
  plan.weights = std::move(weights).value();
  problems = function_amiss(audit, plan);
  if (!problems.empty()) return problems;
  return plan;
}

base::Problems count_problems(const Json& readings, const AuditBatch& batch,
                              const std::map<std::string, const AuditContest*>& on) {
  base::Problems problems;
  std::set<std::string> counted;
  std::set<std::int64_t> found;
  for (const Json& record : readings) {
    if (!is_count_record(record)) {
      problems.push_back(refusal("reading.form",
                                 record.dump(-1, ' ', false, Json::error_handler_t::replace),
                                 "\"contest\", \"state\": \"counted\", \"cards\" and \"votes\"",
                                 "Write it as docs/formats/operation-entries.md has it."));
      continue;
    }
    const std::string id = text_in(record, "contest");
    const auto contest = on.find(id);
    if (contest == on.end() || !counted.insert(id).second) {
      problems.push_back(refusal("reading.contest", "\"" + id + "\"",
                                 "each contest of the audit, once", "Correct the id."));
      continue;
    }
    const std::int64_t cards = number_in(record, "cards");
    found.insert(cards);
    if (cards < 0 || cards > batch.cards || found.size() > 1) {
      problems.push_back(refusal(
          "reading.cards", fmt::format("{}: {} cards of batch {}", id, cards, batch.batch),
          fmt::format("from 0 to the {} of the list, the same in each contest", batch.cards),
          "Count the cards again. Where there are more than the list has, it is wrong: correct "
          "the manifest, which makes the audit void."));
      continue;
    }
    const std::string amiss = votes_amiss(numbers_in(record, "votes"), *contest->second, cards);
    if (amiss.empty()) continue;
    problems.push_back(refusal("reading.votes", fmt::format("{}: {}", id, amiss),
                               "votes of every choice, as the cards can give them",
                               "Count the batch again; write 0 where nobody voted for it."));
  }
  for (const auto& [id, contest] : on) {
    if (counted.contains(id) || !problems.empty()) continue;
    problems.push_back(refusal("reading.contest", id + ", which nobody counted",
                               "the votes of every contest of the audit",
                               "Count it; 0 for all where it is not on the ballot."));
  }
  return problems;
}

base::Result<ContestSays> what_batches_say(const Audit& audit, const std::string& id,
                                           const AuditContest& contest) {
  const auto plan = batch_plan(audit);
  if (!plan) return plan.problems();
  std::map<AuditPlace, std::size_t> at;
  for (std::size_t i = 0; i < plan->batches.size(); ++i) at.emplace(plan->batches[i].place, i);
  ContestSays says;
  says.by_batch.emplace();
  audit::BatchCounts counts;
  const auto& assertions = plan->assertions.at(id);
  const auto& claims = plan->claims.at(id);
  counts.overstated.assign(claims.size(), std::vector<std::int64_t>(plan->weights.size(), 0));
  std::set<std::size_t> seen;
  for (const SettledDraw& draw : audit.draws) {
    const std::size_t batch = at.at(draw.place);
    counts.draws.push_back(batch);
    const AuditCard& card = audit.cards.at(draw.place);
    says.read_again += card.was_read_again() ? 1 : 0;
    if (!seen.insert(batch).second) continue;
    const std::int64_t listed = plan->batches[batch].batch->cards;
    const std::int64_t missing = listed - cards_found(card.standing(), id);
    says.not_found += card.not_found ? 1 : 0;
    says.by_batch->cards_missing += missing;
    const audit::BatchVotes counted = votes_in(card.standing(), id, contest, listed);
    bool over = false;
    bool under = false;
    for (std::size_t claim = 0; claim < claims.size(); ++claim) {
      const std::int64_t overstated =
          claims[claim].reported[batch] -
          audit::batch_sum(assertions[claim].assertion.assorter, counted, missing);
      counts.overstated[claim][batch] = overstated;
      over = over || overstated > 0;
      under = under || overstated < 0;
    }
    says.measured.tally.other_over += over ? 1 : 0;
    says.measured.tally.other_under += under && !over ? 1 : 0;
  }
  says.draws = std::ssize(counts.draws);
  says.by_batch->batches = std::ssize(seen);
  counts.missing_cards = says.by_batch->cards_missing;
  const double limit = base::Rational::parse(contest.risk_limit).value().approximate();
  const auto measured = audit::measure_batches(
      {id, claims, plan->weights, limit, audit.method.risk_function}, counts);
  if (!measured) return measured.problems();
  says.measured.assertions.resize(measured->risks.size());
  for (std::size_t i = 0; i < measured->risks.size(); ++i) {
    says.measured.assertions[i].p = measured->risks[i];
  }
  says.measured.worst = measured->worst;
  says.measured.assertions[measured->worst].more_if_clean = measured->more_if_clean;
  says.measured.risk = measured->risk;
  says.measured.verdict = measured->verdict;
  says.met = measured->verdict == audit::Verdict::Confirmed;
  return says;
}

std::optional<HandCountResult> batches_counted_whole(const Audit& audit, const std::string& id,
                                                     const AuditContest& contest) {
  const auto claims = claims_of(id, contest, audit.domain_of(contest));
  if (!claims) return std::nullopt;
  HandCountResult result;
  for (const SetupChoice& choice : contest.choices) result.votes[choice.id] = 0;
  std::vector<base::Wide> sums(claims->assertions.size(), 0);
  std::int64_t all = 0;
  for (const PlannedBatch& planned : planned_batches(audit)) {
    const auto card = audit.cards.find(planned.place);
    if (card == audit.cards.end() || !card->second.closed) return std::nullopt;
    const CardReading* counted = card->second.standing();
    const std::int64_t missing = planned.batch->cards - cards_found(counted, id);
    const audit::BatchVotes votes = votes_in(counted, id, contest, planned.batch->cards);
    all += planned.batch->cards;
    result.not_found += missing;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i] += audit::batch_sum(claims->assertions[i].assertion.assorter, votes, missing);
    }
    for (std::size_t i = 0; i < votes.votes.size(); ++i) {
      result.votes[contest.choices[i].id] += votes.votes[i];
    }
  }
  result.confirmed = true;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const base::Wide half = claims->assertions[i].assertion.assorter.half_numerator();
    result.confirmed = result.confirmed && sums[i] > half * all;
    result.contradicted = result.contradicted || sums[i] <= half * (all - result.not_found);
  }
  return result;
}

}  // namespace recanvass::workflow
