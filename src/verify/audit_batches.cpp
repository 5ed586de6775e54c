#include "verify/audit_batches.h"

#include "audit/measure_batches.h"
#include "draw/weighted_counter.h"
#include "verify/body.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::verify {
namespace {

using base::Json;
using Votes = std::map<std::string, std::int64_t>;

struct ListedBatch {
  CardPlace place;
  std::uint64_t first = 0;  // where all lists are one, from 1
  const ListedCards* listed = nullptr;
};

std::vector<ListedBatch> batches_of(const AuditRecord& audit) {
  std::vector<ListedBatch> batches;
  std::int64_t before = 0;
  for (const std::string& id : audit.list_order) {
    const CardList& list = audit.lists.at(id);
    for (const ListedCards& each : list.listed) {
      if (each.cards < 1) continue;
      batches.push_back(
          {{id, each.before + 1}, static_cast<std::uint64_t>(before + each.before + 1), &each});
    }
    before += list.bound;
  }
  return batches;
}

const ListedCards* batch_at(const AuditRecord& audit, const CardPlace& place) {
  const auto list = audit.lists.find(place.first);
  if (list == audit.lists.end()) return nullptr;
  const auto& listed = list->second.listed;
  const auto found = std::ranges::find_if(listed, [&](const ListedCards& each) {
    return each.cards > 0 && each.before + 1 == place.second;
  });
  return found == listed.end() ? nullptr : &*found;
}

std::set<std::string> choices_of(const Json& contest) {
  std::set<std::string> ids;
  if (const Json* choices = records_of(contest, "choices")) {
    for (const Json& choice : *choices) ids.insert(text_or_empty(choice, "id"));
  }
  return ids;
}

// Every choice and no other, and no more votes than so many cards can give.
bool can_have(const Json& contest, const std::optional<Votes>& votes, std::int64_t cards) {
  const std::set<std::string> choices = choices_of(contest);
  if (!votes || votes->size() != choices.size()) return false;
  base::Wide all = 0;
  for (const auto& [choice, of] : *votes) {
    if (!choices.contains(choice) || of > cards) return false;
    all += of;
  }
  return all <= base::Wide(figure_of(contest, "vote_for").value_or(0)) * cards;
}

// In the order of the assorter's own choices. @pre can_have()
audit::BatchVotes in_order(const audit::Assorter& assorter, const Votes& votes,
                           std::int64_t cards) {
  audit::BatchVotes batch{cards, {}};
  for (const auto& choice : assorter.contest().choices) {
    const auto of = votes.find(choice.id.text);
    batch.votes.push_back(of == votes.end() ? 0 : of->second);
  }
  return batch;
}

// What people counted in a contest; of a batch that nobody found nothing, on no card.
struct Counted {
  Votes votes;
  std::int64_t cards = 0;
};

std::optional<Counted> counted_in(const PaperCard& card, const std::string& contest) {
  if (card.not_found && !card.settled) return Counted{};
  const CardSays* says = card.standing();
  if (says == nullptr) return std::nullopt;
  const auto read = says->find(contest);
  if (read == says->end()) return std::nullopt;
  const auto votes = figures_of(read->second, "votes");
  const auto cards = figure_of(read->second, "cards");
  if (!votes || !cards) return std::nullopt;
  return Counted{*votes, *cards};
}

// What is tested of each contest, by batch, and how heavy each batch is.
struct ReadBatches {
  std::vector<ListedBatch> batches;
  std::map<std::string, audit::ContestMeasure> measures;
  std::map<std::string, std::vector<audit::BatchClaim>> claims;
  std::vector<std::uint64_t> weights;
};

std::optional<ReadBatches> read_batches_of(const AuditRecord& audit) {
  ReadBatches read;
  read.batches = batches_of(audit);
  std::vector<std::int64_t> cards;
  for (const ListedBatch& batch : read.batches) cards.push_back(batch.listed->cards);
  std::vector<audit::BatchClaim> all;
  for (const auto& [id, body] : audit.contests) {
    auto measure = measure_of(audit, id);
    if (!measure) return std::nullopt;
    for (const audit::MeasuredAssertion& assertion : measure->assertions) {
      const audit::Assorter& assorter = assertion.assertion.assorter;
      std::vector<audit::BatchVotes> reported;
      for (const ListedBatch& batch : read.batches) {
        const auto votes = figures_of(batch.listed->votes, id.c_str());
        if (!can_have(body, votes, batch.listed->cards)) return std::nullopt;
        reported.push_back(in_order(assorter, *votes, batch.listed->cards));
      }
      all.push_back(audit::batch_claim(assorter, reported));
      read.claims[id].push_back(all.back());
    }
    read.measures.emplace(id, std::move(*measure));
  }
  auto weights = audit::batch_weights(all, cards);
  if (!weights) return std::nullopt;
  read.weights = std::move(weights).value();
  return read;
}

// The number of the batch that begins at a place; no value: none does.
std::optional<std::size_t> index_at(const ReadBatches& read, const CardPlace& place) {
  const auto found = std::ranges::find(read.batches, place, &ListedBatch::place);
  if (found == read.batches.end()) return std::nullopt;
  return static_cast<std::size_t>(found - read.batches.begin());
}

// By claim; what of it was overstated goes into `counts`. No value: the count cannot be.
struct OneBatch {
  bool over = false;
  bool under = false;
};
std::optional<OneBatch> compare_batch(const ReadBatches& read, const Json& body,
                                      const std::string& id, std::size_t batch,
                                      const Counted& counted, audit::BatchCounts& counts) {
  const std::int64_t listed = read.batches[batch].listed->cards;
  const bool nothing = counted.votes.empty() && counted.cards == 0;
  if (counted.cards > listed || (!nothing && !can_have(body, counted.votes, counted.cards))) {
    return std::nullopt;
  }
  OneBatch one;
  const auto& assertions = read.measures.at(id).assertions;
  for (std::size_t claim = 0; claim < assertions.size(); ++claim) {
    const audit::Assorter& assorter = assertions[claim].assertion.assorter;
    const std::int64_t found = audit::batch_sum(assorter, in_order(assorter, counted.votes, listed),
                                                listed - counted.cards);
    const std::int64_t overstated = read.claims.at(id)[claim].reported[batch] - found;
    counts.overstated[claim][batch] = overstated;
    one.over = one.over || overstated > 0;
    one.under = one.under || overstated < 0;
  }
  return one;
}

}  // namespace

bool is_by_batch(const AuditRecord& audit) {
  return text_or_empty(audit.method, "design") == "batches";
}

std::vector<std::int64_t> numbers_read(const AuditRecord& audit, const std::string& list) {
  std::vector<std::int64_t> numbers;
  const CardList& of = audit.lists.at(list);
  if (is_by_batch(audit)) {
    for (const ListedCards& each : of.listed) {
      if (each.cards > 0) numbers.push_back(each.before + 1);
    }
    return numbers;
  }
  for (std::int64_t number = 1; number <= of.cards; ++number) numbers.push_back(number);
  return numbers;
}

std::optional<std::string> what_is_wrong_with_batches(const AuditRecord& audit) {
  if (!is_by_batch(audit)) return std::nullopt;
  if (text_or_empty(audit.method, "draw") != "counter" ||
      text_or_empty(audit.method, "draw_from") != "all-lists") {
    return "batches are not drawn by counter from all lists as one";
  }
  for (const auto& [id, list] : audit.lists) {
    if (list.bound != list.cards) return fmt::format("list {} has cards in no batch", id);
  }
  for (const auto& [id, body] : audit.contests) {
    const auto lists = texts_of(body, "lists");
    if (lists && !lists->empty() && lists->size() < audit.lists.size()) {
      return fmt::format("contest {} is not on every list that is drawn from", id);
    }
    if (text_or_empty(body, "rule") == "irv") {
      return fmt::format("contest {} has no votes that batches add up to", id);
    }
    Votes sums;
    for (const auto& [list, of] : audit.lists) {
      for (const ListedCards& batch : of.listed) {
        const auto votes = figures_of(batch.votes, id.c_str());
        if (!can_have(body, votes, batch.cards)) {
          return fmt::format("batch {} has no votes of contest {} that its cards can give",
                             batch.batch, id);
        }
        for (const auto& [choice, of_choice] : *votes) sums[choice] += of_choice;
      }
    }
    if (figures_of(body, "tabulated") != sums) {
      return fmt::format("the batches of contest {} do not add up to its votes", id);
    }
  }
  const auto read = read_batches_of(audit);
  if (!read) return "no weights follow from its batches";
  for (const auto& [id, claims] : read->claims) {
    const std::vector<std::vector<std::int64_t>> none(
        claims.size(), std::vector<std::int64_t>(read->weights.size(), 0));
    const auto fresh = audit::measure_batches(
        {id, claims, read->weights, 0.5, text_or_empty(audit.method, "risk_function")}, {{}, none});
    if (!fresh) return "its risk function is none of batches";
  }
  return std::nullopt;
}

std::optional<std::vector<std::uint64_t>> batches_drawn(const AuditRecord& audit,
                                                        std::uint64_t from, std::uint64_t draws) {
  const auto read = read_batches_of(audit);
  if (!read) return std::nullopt;
  std::vector<std::uint64_t> firsts;
  for (const std::size_t batch : draw::draw_by_weight(audit.seed, read->weights, from, draws)) {
    firsts.push_back(read->batches[batch].first);
  }
  return firsts;
}

std::optional<CardSays> reported_of_batch(const AuditRecord& audit, const CardPlace& place) {
  const ListedCards* batch = batch_at(audit, place);
  if (batch == nullptr) return std::nullopt;
  CardSays says;
  for (const auto& [id, body] : audit.contests) {
    const auto votes = figures_of(batch->votes, id.c_str());
    says[id] = {{"state", "counted"}, {"cards", batch->cards}, {"votes", votes.value_or(Votes())}};
  }
  return says;
}

std::optional<std::string> what_is_wrong_with_count(const AuditRecord& audit,
                                                    const CardPlace& place, const CardSays& says) {
  const ListedCards* batch = batch_at(audit, place);
  if (batch == nullptr) return "it is of no batch";
  std::set<std::int64_t> found;
  for (const auto& [id, body] : audit.contests) {
    const auto read = says.find(id);
    if (read == says.end()) continue;  // V25 says which contest was not read
    const auto cards = figure_of(read->second, "cards");
    if (text_or_empty(read->second, "state") != "counted" || !cards || *cards > batch->cards ||
        !can_have(body, figures_of(read->second, "votes"), *cards)) {
      return fmt::format("contest {} is not counted as the cards of batch {} can give it", id,
                         batch->batch);
    }
    found.insert(*cards);
  }
  if (found.size() > 1) return "its contests were counted on different numbers of cards";
  return std::nullopt;
}

std::optional<SampleSays> batches_say(const AuditRecord& audit, const std::string& contest) {
  const auto read = read_batches_of(audit);
  if (!read) return std::nullopt;
  SampleSays says;
  says.by_batch.emplace();
  const auto& claims = read->claims.at(contest);
  audit::BatchCounts counts;
  counts.overstated.assign(claims.size(), std::vector<std::int64_t>(read->weights.size(), 0));
  std::set<std::size_t> seen;
  for (const CardPlace& place : audit.draws) {
    const auto batch = index_at(*read, place);
    const auto card = audit.cards.find(place);
    if (!batch || card == audit.cards.end() || read->weights[*batch] == 0) return std::nullopt;
    counts.draws.push_back(*batch);
    says.read_again += card->second.was_read_again ? 1 : 0;
    if (!seen.insert(*batch).second) continue;
    const auto counted = counted_in(card->second, contest);
    if (!counted) return std::nullopt;
    const auto one =
        compare_batch(*read, audit.contests.at(contest), contest, *batch, *counted, counts);
    if (!one) return std::nullopt;
    says.not_found += card->second.not_found ? 1 : 0;
    says.by_batch->cards_missing += read->batches[*batch].listed->cards - counted->cards;
    says.measured.tally.other_over += one->over ? 1 : 0;
    says.measured.tally.other_under += one->under && !one->over ? 1 : 0;
  }
  says.draws = std::ssize(counts.draws);
  says.by_batch->batches = std::ssize(seen);
  counts.missing_cards = says.by_batch->cards_missing;
  const auto measured =
      audit::measure_batches({contest, claims, read->weights, read->measures.at(contest).risk_limit,
                              text_or_empty(audit.method, "risk_function")},
                             counts);
  if (!measured) return std::nullopt;
  for (const double risk : measured->risks) says.measured.assertions.emplace_back().p = risk;
  says.measured.worst = measured->worst;
  says.measured.assertions[measured->worst].more_if_clean = measured->more_if_clean;
  says.measured.risk = measured->risk;
  return says;
}

// Added up with nothing but whole numbers, beside the measuring above.
std::optional<PaperSays> batches_paper(const AuditRecord& audit, const std::string& contest) {
  const auto read = read_batches_of(audit);
  if (!read) return std::nullopt;
  const auto& assertions = read->measures.at(contest).assertions;
  std::vector<base::Wide> sums(assertions.size(), 0);
  base::Wide all = 0;
  base::Wide open = 0;
  bool any_missing = false;
  for (const ListedBatch& batch : read->batches) {
    all += batch.listed->cards;
    const auto card = audit.cards.find(batch.place);
    if (card == audit.cards.end() || !card->second.is_settled()) {
      open += batch.listed->cards;
      continue;
    }
    const auto counted = counted_in(card->second, contest);
    if (!counted || counted->cards > batch.listed->cards) return std::nullopt;
    const std::int64_t missing = batch.listed->cards - counted->cards;
    any_missing = any_missing || missing > 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const audit::Assorter& assorter = assertions[i].assertion.assorter;
      sums[i] += audit::batch_sum(assorter, in_order(assorter, counted->votes, batch.listed->cards),
                                  missing);
    }
  }
  PaperSays says;
  says.all = open == 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const audit::Assorter& assorter = assertions[i].assertion.assorter;
    const base::Wide half = base::Wide(assorter.half_numerator()) * all;
    says.holds = says.holds && sums[i] > half;
    says.contradicts =
        says.contradicts || (!any_missing && sums[i] + assorter.upper_numerator() * open <= half);
  }
  return says;
}

std::optional<CountSays> batches_count(const AuditRecord& audit, const std::string& contest) {
  const auto read = read_batches_of(audit);
  if (!read) return std::nullopt;
  CountSays result;
  const auto& assertions = read->measures.at(contest).assertions;
  std::vector<base::Wide> sums(assertions.size(), 0);
  for (const std::string& choice : choices_of(audit.contests.at(contest))) {
    result.votes[choice] = 0;
  }
  base::Wide all = 0;
  base::Wide there = 0;
  for (const ListedBatch& batch : read->batches) {
    const auto card = audit.cards.find(batch.place);
    if (card == audit.cards.end() || !card->second.closed) return std::nullopt;
    const auto counted = counted_in(card->second, contest);
    if (!counted || counted->cards > batch.listed->cards) return std::nullopt;
    all += batch.listed->cards;
    there += counted->cards;
    for (const auto& [choice, votes] : counted->votes) result.votes[choice] += votes;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const audit::Assorter& assorter = assertions[i].assertion.assorter;
      sums[i] += audit::batch_sum(assorter, in_order(assorter, counted->votes, batch.listed->cards),
                                  batch.listed->cards - counted->cards);
    }
  }
  result.confirmed = true;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const base::Wide half = assertions[i].assertion.assorter.half_numerator();
    result.confirmed = result.confirmed && sums[i] > half * all;
    result.contradicted = result.contradicted || sums[i] <= half * there;
  }
  return result;
}

}  // namespace recanvass::verify
