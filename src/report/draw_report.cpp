#include "report/draw_report.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

namespace recanvass::report {
namespace {

using audit::CardDraw;
using audit::DrawnCard;

// A card to be fetched, and how often it is drawn in all.
struct FetchedCard {
  const DrawnCard* card = nullptr;
  std::uint32_t times = 1;
};

// Names that are numbers in the order of numbers, before all others.
std::tuple<bool, std::uint64_t, std::string> name_order(const std::string& name) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = error == std::errc() && end == name.data() + name.size();
  return {!whole, whole ? number : 0, name};
}

// Cards that a round draws for the first time, as the paper lies.
std::vector<FetchedCard> cards_to_fetch(const CardDraw& draw, std::uint32_t round) {
  std::map<std::uint64_t, FetchedCard> cards;
  for (const DrawnCard& card : draw.cards) {
    if (card.phantom) continue;
    const auto [at, added] = cards.try_emplace(card.card, FetchedCard{&card, 0});
    ++at->second.times;
  }
  std::vector<FetchedCard> list;
  for (const auto& [number, one] : cards) {
    if (one.card->round == round) list.push_back(one);
  }
  std::ranges::sort(list, {}, [](const FetchedCard& one) {
    const DrawnCard& card = *one.card;
    return std::tuple(name_order(card.container), name_order(card.tabulator),
                      name_order(card.batch), card.position, card.card);
  });
  return list;
}

std::string position_text(const DrawnCard& card) {
  return card.position > 0 ? fmt::format("{}", card.position) : std::string("not told");
}

std::string container_title(const DrawnCard& card) {
  return card.container.empty() ? std::string("Container not told") : card.container;
}

}  // namespace

std::string draw_text(const CardDraw& draw, const audit::DrawPlan& plan, std::uint32_t round,
                      const Screen& screen) {
  const std::vector<FetchedCard> fetched = cards_to_fetch(draw, round);
  std::string text = headline(fmt::format("Round {}: {} to fetch", round,
                                          base::counted(std::ssize(fetched), "card", "cards")),
                              screen);
  const auto line = [&](std::string_view label, const std::string& words) {
    text += labelled(label, words, 10, screen);
  };
  line("Method",
       fmt::format("{}: {}", audit::about(plan.method).name, audit::about(plan.method).words));
  line("Seed", plan.seed);
  if (plan.rounds.size() >= round && plan.rounds[round - 1].chance) {
    line("Chance", plan.rounds[round - 1].chance->text() + " of each card");
  }
  if (plan.cuts) {
    line("Cuts",
         fmt::format(
             "the batch is cut {} for each card, whose position is not counted to; "
             "{} from a uniform draw at most, for {} in all",
             base::counted(plan.cuts->cuts, "time", "times"), plan.cuts->distance.text(),
             base::counted(static_cast<std::int64_t>(plan.cuts->draws_most), "card", "cards")));
  }
  std::int64_t phantoms = 0;
  std::int64_t repeats = 0;
  std::int64_t draws = 0;
  for (const DrawnCard& card : draw.cards) {
    phantoms += card.phantom ? 1 : 0;
    repeats += card.time > 1 ? 1 : 0;
    draws += card.round <= round ? 1 : 0;
  }
  line("Drawn", fmt::format("{} of {}", base::counted(draws, "card", "cards"),
                            base::grouped(static_cast<std::int64_t>(draw.listed))));
  if (repeats > 0) {
    line("Repeats", fmt::format("{} of a card that was drawn before: it is read once and counts "
                                "each time",
                                base::counted(repeats, "draw", "draws")));
  }
  if (phantoms > 0) {
    line("Phantoms", fmt::format("{}: the bound on the cards is larger than the records; there is "
                                 "nothing to fetch, and they count as badly as they can",
                                 base::counted(phantoms, "draw", "draws")));
  }
  const DrawnCard* last = nullptr;
  Table table({{"Tabulator", Align::Left},
               {"Batch", Align::Left},
               {"Position", Align::Right},
               {"Card", Align::Left, true},
               {"Drawn", Align::Left}});
  const auto flush = [&] {
    if (last == nullptr) return;
    text += "\n" + container_title(*last) + "\n" + table.text(screen, 2);
    table = Table({{"Tabulator", Align::Left},
                   {"Batch", Align::Left},
                   {"Position", Align::Right},
                   {"Card", Align::Left, true},
                   {"Drawn", Align::Left}});
  };
  for (const FetchedCard& one : fetched) {
    if (last != nullptr && last->container != one.card->container) flush();
    last = one.card;
    table.add({{one.card->tabulator, Tone::Plain},
               {one.card->batch, Tone::Plain},
               {position_text(*one.card), Tone::Plain},
               {one.card->imprinted_id, Tone::Plain},
               {one.times > 1 ? fmt::format("{} times", one.times) : std::string(), Tone::Plain}});
  }
  flush();
  return text;
}

CsvTable retrieval_table(const CardDraw& draw, std::uint32_t round) {
  CsvTable table{"retrieval", {"container", "tabulator", "batch", "position", "card", "times"}, {}};
  for (const FetchedCard& one : cards_to_fetch(draw, round)) {
    table.rows.push_back({one.card->container, one.card->tabulator, one.card->batch,
                          fmt::format("{}", one.card->position), one.card->imprinted_id,
                          fmt::format("{}", one.times)});
  }
  return table;
}

CsvTable readings_table(const CardDraw& draw, std::uint32_t round,
                        std::span<const audit::AssertedContest> contests) {
  CsvTable table{"readings",
                 {"card", "container", "tabulator", "batch", "position", "contest", "reading"},
                 {}};
  for (const FetchedCard& one : cards_to_fetch(draw, round)) {
    for (const audit::AssertedContest& contest : contests) {
      const auto& served = one.card->contests;
      const bool serves =
          served.empty() || std::ranges::find(served, contest.index) != served.end();
      if (!serves || !contest.can_be_audited()) continue;
      table.rows.push_back({one.card->imprinted_id, one.card->container, one.card->tabulator,
                            one.card->batch, fmt::format("{}", one.card->position),
                            contest.contest.name, ""});
    }
  }
  return table;
}

}  // namespace recanvass::report
