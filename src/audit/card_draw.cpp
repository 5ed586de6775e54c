#include "audit/card_draw.h"

#include "base/check.h"
#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "draw/counter.h"
#include "draw/cryptorandom.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

namespace recanvass::audit {
namespace {

using draw::NumberedCard;
using draw::Replacement;
using draw::TicketNumber;
using election::BallotManifest;
using election::CardStore;

base::Problem draw_problem(const char* cause, std::string place, std::string found,
                           std::string wanted, std::string mend) {
  return {cause, {"", 0, std::move(place)}, std::move(found), std::move(wanted), std::move(mend)};
}

base::Problem size_problem(const std::string& place, std::uint64_t found, std::string wanted) {
  return draw_problem("draw.size", place, fmt::format("{} cards", found), std::move(wanted),
                      "Say how many cards are drawn in all, with those drawn before.");
}

// Some manifests name no container but where the batch is kept.
const std::string& container_of(const election::ManifestBatch& batch) {
  return batch.container.empty() ? batch.location : batch.container;
}

// How often each card was drawn so far.
class Repeats {
 public:
  std::uint32_t next(std::uint64_t card) { return ++times_[card]; }

 private:
  std::map<std::uint64_t, std::uint32_t> times_;
};

// The smallest number of a card that was not drawn, by contest: below it no card of the contest is
// left out.
std::vector<TicketNumber> smallest_left(const draw::ListedCards& listed,
                                        const draw::CardNumbers& numbers,
                                        const std::vector<NumberedCard>& drawn) {
  TicketNumber largest;
  largest.fill(0xFF);
  std::vector<TicketNumber> left(listed.contests, largest);
  std::set<std::uint64_t> taken;
  for (const NumberedCard& card : drawn) taken.insert(card.card);
  const std::uint64_t each = numbers.block_cards();
  std::vector<TicketNumber> block;
  for (std::uint64_t first = 0; first < listed.size(); first += each) {
    block.resize(std::min(each, listed.size() - first));
    numbers.number_block(first / each, block);
    for (std::size_t i = 0; i < block.size(); ++i) {
      for (const std::uint32_t contest : listed.contests_of[listed.style_of_card[first + i]]) {
        if (!(block[i] < left[contest])) continue;
        if (!taken.contains(first + i)) left[contest] = block[i];
      }
    }
  }
  return left;
}

class RecordDrawing {
 public:
  RecordDrawing(const CardStore& store, const AuditDomain& domain, const BallotManifest* manifest,
                const DrawPlan& plan, base::Executor& executor)
      : store_(store), domain_(domain), manifest_(manifest), plan_(plan), executor_(executor) {}

  base::Result<CardDraw> run() {
    check();
    if (!problems_.empty()) return problems_;
    if (plan_.method == DrawMethod::Numbers) {
      numbers_ = std::make_unique<draw::SequenceNumbers>(plan_.seed, listed_.size());
    } else {
      number_by_ids();
      if (!problems_.empty()) return problems_;
      numbers_ = std::make_unique<draw::GivenNumbers>(by_id_);
    }
    draw_all();
    return std::move(result_);
  }

 private:
  void check();
  void number_by_ids();
  void draw_all();
  [[nodiscard]] std::string id_of(std::uint64_t card) const;
  [[nodiscard]] DrawnCard describe(std::uint64_t card) const;
  [[nodiscard]] std::vector<std::uint64_t> sizes_of(const DrawRound& round) const;

  const CardStore& store_;
  const AuditDomain& domain_;
  const BallotManifest* manifest_;
  const DrawPlan& plan_;
  base::Executor& executor_;
  draw::ListedCards listed_ = domain_.listed();
  std::vector<TicketNumber> by_id_;
  std::unique_ptr<const draw::CardNumbers> numbers_;
  base::Problems problems_;
  CardDraw result_;
};

void RecordDrawing::check() {
  if (plan_.method != DrawMethod::Numbers && plan_.method != DrawMethod::Ids) {
    problems_.push_back(draw_problem(
        "draw.method", "method", fmt::format("\"{}\" from records", about(plan_.method).name),
        "numbers or ids", "Draw from the manifest alone, or take one of the two."));
  }
  if (plan_.rounds.empty()) problems_.push_back(size_problem("rounds", 0, "at least one round"));
  const DrawRound* before = nullptr;
  for (const DrawRound& round : plan_.rounds) {
    std::uint64_t all = 0;
    for (const auto& [id, size] : round.contests) {
      all += size;
      if (!store_.contest_index({id})) {
        problems_.push_back(draw_problem("draw.contest", id, "no such contest",
                                         "a contest of the records", "Write its id."));
      }
      const auto had = before != nullptr ? before->contests.find(id) : round.contests.end();
      if (before != nullptr && had != before->contests.end() && had->second > size) {
        problems_.push_back(
            size_problem(id, size, fmt::format("no fewer than the {} before", had->second)));
      }
    }
    if (all == 0) problems_.push_back(size_problem("rounds", 0, "at least one card"));
    for (const auto& [id, size] : before != nullptr ? before->contests : round.contests) {
      if (!round.contests.contains(id)) {
        problems_.push_back(size_problem(id, 0, fmt::format("no fewer than the {} before", size)));
      }
    }
    before = &round;
  }
}

std::string RecordDrawing::id_of(std::uint64_t card) const {
  if (card >= domain_.records()) return fmt::format("phantom-{}", card - domain_.records() + 1);
  const election::CardPlace place = store_.place_of(card);
  std::string id = store_.imprinted_id(place);
  if (!id.empty()) return id;
  const election::CardChunk& chunk = store_.chunks()[place.chunk];
  election::write_card_parts(store_.names(), chunk.run_of(place.card).batch,
                             chunk.position_of(place.card), id);
  return id;
}

void RecordDrawing::number_by_ids() {
  by_id_.reserve(listed_.size());
  for (std::uint64_t card = 0; card < listed_.size(); ++card) {
    by_id_.push_back(draw::number_of_id(plan_.seed, id_of(card)));
  }
  std::vector<TicketNumber> sorted = by_id_;
  std::ranges::sort(sorted);
  const auto twice = std::ranges::adjacent_find(sorted);
  if (twice == sorted.end()) return;
  const auto card = static_cast<std::uint64_t>(std::ranges::find(by_id_, *twice) - by_id_.begin());
  problems_.push_back(draw_problem("draw.id", "ids", "two cards \"" + id_of(card) + "\"",
                                   "an id of its own for every card",
                                   "Draw by numbers, which depend on the order of the cards."));
}

DrawnCard RecordDrawing::describe(std::uint64_t card) const {
  DrawnCard drawn;
  drawn.card = card;
  if (card >= domain_.records()) {
    drawn.phantom = true;
    drawn.imprinted_id = id_of(card);
    return drawn;
  }
  const election::CardPlace place = store_.place_of(card);
  const election::CardBatch& batch = store_.batch(place);
  drawn.tabulator = store_.names().tabulators[batch.tabulator];
  drawn.batch = batch.name;
  drawn.position = store_.chunks()[place.chunk].position_of(place.card);
  drawn.imprinted_id = id_of(card);
  if (manifest_ == nullptr) return drawn;
  if (const auto at = manifest_->find(drawn.tabulator, drawn.batch)) {
    drawn.container = container_of(manifest_->batches()[*at]);
  }
  return drawn;
}

std::vector<std::uint64_t> RecordDrawing::sizes_of(const DrawRound& round) const {
  std::vector<std::uint64_t> sizes(listed_.contests, 0);
  for (const auto& [id, size] : round.contests) sizes[*store_.contest_index({id})] = size;
  return sizes;
}

void RecordDrawing::draw_all() {
  std::map<std::uint64_t, std::uint32_t> round_of;
  std::vector<NumberedCard> drawn;
  for (std::uint32_t round = 1; round <= plan_.rounds.size(); ++round) {
    auto sample =
        draw::consistent_sample(listed_, *numbers_, sizes_of(plan_.rounds[round - 1]), executor_);
    drawn = std::move(sample.cards);
    for (const NumberedCard& card : drawn) round_of.try_emplace(card.card, round);
  }
  const std::vector<TicketNumber> left = smallest_left(listed_, *numbers_, drawn);
  for (const NumberedCard& card : drawn) {
    DrawnCard one = describe(card.card);
    one.number = base::hex(card.number);
    one.round = round_of.at(card.card);
    for (const std::uint32_t contest : domain_.contests_of(card.card)) {
      if (card.number < left[contest]) one.contests.push_back(contest);
    }
    result_.cards.push_back(std::move(one));
  }
  result_.listed = listed_.size();
  result_.phantoms = domain_.phantoms();
}

// Every draw of a manifest as the number by which it was drawn and the card, from 0.
struct ManifestDraw {
  std::string number;
  std::uint64_t card = 0;
};

std::vector<ManifestDraw> numbered_draws(const BallotManifest& manifest, const DrawPlan& plan,
                                         std::uint64_t draws, base::Executor& executor) {
  const auto cards = static_cast<std::uint64_t>(manifest.cards().value());
  const std::vector<std::uint32_t> styles(cards, 0);
  const std::vector<std::vector<std::uint32_t>> contests{{0}};
  const draw::ListedCards listed{styles, contests, 1};
  const std::vector<std::uint64_t> sizes{draws};
  std::vector<TicketNumber> by_id;
  std::unique_ptr<const draw::CardNumbers> numbers;
  if (plan.method == DrawMethod::Ids) {
    for (const election::ManifestBatch& batch : manifest.batches()) {
      for (std::int64_t position = 1; position <= batch.cards.value(); ++position) {
        by_id.push_back(draw::number_of_id(plan.seed, place_id(batch, position)));
      }
    }
    numbers = std::make_unique<draw::GivenNumbers>(by_id);
  } else {
    numbers = std::make_unique<draw::SequenceNumbers>(plan.seed, cards);
  }
  std::vector<ManifestDraw> list;
  for (const NumberedCard& card :
       draw::consistent_sample(listed, *numbers, sizes, executor).cards) {
    list.push_back({base::hex(card.number), card.card});
  }
  return list;
}

std::vector<ManifestDraw> ticket_draws(const BallotManifest& manifest, const DrawPlan& plan,
                                       std::uint64_t draws) {
  const auto cards = static_cast<std::uint64_t>(manifest.cards().value());
  const auto id_of = [&](std::uint64_t card, std::string& id) {
    const election::ManifestPlace place = manifest.place_of(static_cast<std::int64_t>(card) + 1);
    const election::ManifestBatch& batch = manifest.batches()[place.batch];
    std::vector<std::string_view> names{plan.jurisdiction};
    // Batches are numbered anew on each tabulator: without it two cards would have one ticket.
    if (!batch.tabulator.empty()) names.emplace_back(batch.tabulator);
    names.emplace_back(batch.name);
    id = draw::arlo_ballot_id(names, static_cast<std::uint64_t>(place.position));
  };
  std::vector<ManifestDraw> list;
  constexpr std::size_t kDigits = 18;
  for (const draw::TicketDraw& one :
       draw::draw_tickets(plan.seed, cards, id_of, draws, Replacement::With)) {
    list.push_back({draw::trim_ticket(one.ticket, kDigits), one.item});
  }
  return list;
}

std::vector<ManifestDraw> drawn_of(const BallotManifest& manifest, const DrawPlan& plan,
                                   std::uint64_t draws, base::Executor& executor) {
  const auto cards = static_cast<std::uint64_t>(manifest.cards().value());
  std::vector<std::uint64_t> items;
  switch (plan.method) {
    case DrawMethod::Numbers:
    case DrawMethod::Bernoulli:
    case DrawMethod::Ids: return numbered_draws(manifest, plan, draws, executor);
    case DrawMethod::Tickets: return ticket_draws(manifest, plan, draws);
    case DrawMethod::Counter: items = draw::draw_by_counter(plan.seed, {1, cards}, 1, draws); break;
    case DrawMethod::Index: {
      draw::Cryptorandom source(plan.seed);
      items = draw::sample_by_index(source, cards, draws, Replacement::Without);
      break;
    }
    case DrawMethod::Shuffle: {
      draw::Cryptorandom source(plan.seed);
      items = draw::sample_by_shuffle(source, cards, draws);
      break;
    }
  }
  std::vector<ManifestDraw> list;
  for (std::size_t i = 0; i < items.size(); ++i) {
    list.push_back({fmt::format("{}", i + 1), items[i] - 1});
  }
  return list;
}

base::Problems manifest_problems(const BallotManifest& manifest, const DrawPlan& plan) {
  base::Problems problems;
  const auto cards = static_cast<std::uint64_t>(manifest.cards().value());
  if (cards == 0) {
    problems.push_back(draw_problem("draw.manifest", "manifest", "no card", "at least one",
                                    "Give the manifest with its batches."));
  }
  if (plan.method == DrawMethod::Tickets && plan.jurisdiction.empty()) {
    problems.push_back(draw_problem("draw.jurisdiction", "jurisdiction", "no name",
                                    "the jurisdiction's name, which is part of each ticket's id",
                                    "Give it as it was given to Arlo."));
  }
  if (plan.rounds.empty()) problems.push_back(size_problem("rounds", 0, "at least one round"));
  std::uint64_t before = 0;
  for (const DrawRound& round : plan.rounds) {
    const bool without = about(plan.method).replacement == Replacement::Without;
    if (round.cards == 0 || round.cards < before) {
      problems.push_back(size_problem(
          "rounds", round.cards, fmt::format("at least {}", std::max<std::uint64_t>(1, before))));
    } else if (without && round.cards > cards && cards > 0) {
      problems.push_back(size_problem("rounds", round.cards, fmt::format("at most {}", cards)));
    }
    before = round.cards;
  }
  return problems;
}

}  // namespace

const std::vector<DrawMethodAbout>& draw_methods() {
  static const std::vector<DrawMethodAbout> list{
      {DrawMethod::Numbers, "numbers",
       "each card has a number by seed and place in the list; the smallest", Replacement::Without},
      {DrawMethod::Ids, "ids", "each card has a number by seed and id; the smallest",
       Replacement::Without},
      {DrawMethod::Counter, "counter",
       "hashes of the seed and 1, 2, ... name cards; a card may come again", Replacement::With},
      {DrawMethod::Index, "index", "cards are taken one by one from a list that shrinks",
       Replacement::Without},
      {DrawMethod::Shuffle, "shuffle", "the list is shuffled; the first cards of it",
       Replacement::Without},
      {DrawMethod::Tickets, "tickets",
       "every card has a ticket, as Arlo draws; a card may come again", Replacement::With},
      {DrawMethod::Bernoulli, "bernoulli",
       "each card has a number by seed and place, taken below the chance", Replacement::Without},
  };
  return list;
}

const DrawMethodAbout& about(DrawMethod method) {
  for (const DrawMethodAbout& one : draw_methods()) {
    if (one.method == method) return one;
  }
  RECANVASS_CHECK(false);
  return draw_methods().front();
}

std::optional<DrawMethod> draw_method_named(std::string_view name) {
  for (const DrawMethodAbout& one : draw_methods()) {
    if (one.name == name) return one.method;
  }
  return std::nullopt;
}

std::uint64_t cards_taken(const BallotManifest& manifest, std::string_view seed,
                          const base::Rational& chance) {
  const auto cards = static_cast<std::uint64_t>(manifest.cards().value());
  const draw::SequenceNumbers numbers(seed, cards);
  const auto denominator = static_cast<base::Wide>(chance.denominator());
  const base::Wide least = static_cast<base::Wide>(chance.numerator()) << 63U;
  const std::uint64_t each = numbers.block_cards();
  std::vector<TicketNumber> block;
  std::uint64_t taken = 0;
  for (std::uint64_t first = 0; first < cards; first += each) {
    block.resize(std::min(each, cards - first));
    numbers.number_block(first / each, block);
    for (const TicketNumber& number : block) {
      const auto bits = static_cast<base::Wide>(draw::leading_bits(number) >> 1U);
      taken += bits * denominator < least ? 1 : 0;
    }
  }
  return taken;
}

std::string place_id(const election::ManifestBatch& batch, std::int64_t position) {
  std::string id;
  for (const std::string& part : {batch.tabulator, batch.name}) {
    if (!part.empty()) id += part + "-";
  }
  return id + fmt::format("{}", position);
}

base::Result<CardDraw> draw_from_records(const CardStore& store, const AuditDomain& domain,
                                         const BallotManifest* manifest, const DrawPlan& plan,
                                         base::Executor& executor) {
  return RecordDrawing(store, domain, manifest, plan, executor).run();
}

base::Result<CardDraw> draw_from_manifest(const BallotManifest& manifest, const DrawPlan& plan,
                                          base::Executor& executor) {
  base::Problems problems = manifest_problems(manifest, plan);
  if (!problems.empty()) return problems;
  CardDraw result;
  result.listed = static_cast<std::uint64_t>(manifest.cards().value());
  Repeats repeats;
  std::uint32_t round = 1;
  for (ManifestDraw& one : drawn_of(manifest, plan, plan.rounds.back().cards, executor)) {
    while (result.cards.size() >= plan.rounds[round - 1].cards) ++round;
    const election::ManifestPlace place =
        manifest.place_of(static_cast<std::int64_t>(one.card) + 1);
    const election::ManifestBatch& batch = manifest.batches()[place.batch];
    DrawnCard drawn;
    drawn.number = std::move(one.number);
    drawn.card = one.card;
    drawn.round = round;
    drawn.time = repeats.next(one.card);
    drawn.container = container_of(batch);
    drawn.tabulator = batch.tabulator;
    drawn.batch = batch.name;
    drawn.position = place.position;
    drawn.imprinted_id = place_id(batch, place.position);
    result.cards.push_back(std::move(drawn));
  }
  return result;
}

}  // namespace recanvass::audit
