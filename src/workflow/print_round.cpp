// Card lists, labels and placards of an audit's open round: the cards that are to be fetched and
// whose readings are not signed off. Nothing here reads a record or a reading of them.
#include "report/round_cards.h"
#include "workflow/batch_comparison.h"
#include "workflow/gates.h"
#include "workflow/print_parts.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace recanvass::workflow {
namespace {

report::RoundCard round_card(const Audit& audit, const AuditPlace& place,
                             const AuditCardPlace& lies, std::int64_t draws) {
  if (is_by_batch(audit)) return {place.first, place.second, lies.batch, 0, "", draws};
  return {place.first, place.second, lies.batch, lies.position, lies.imprint, draws};
}

report::RoundCards cards_to_fetch(const Operation& operation, const PrintRequest& request) {
  const Audit& audit = operation.audits.current;
  report::RoundCards cards;
  cards.heading = paper_heading(operation);
  cards.place = place_of(operation, request.view);
  cards.round = audit.round;
  std::map<AuditPlace, std::int64_t> draws;
  for (const SettledDraw& draw : audit.draws) ++draws[draw.place];
  std::map<std::string, report::RoundContainer> containers;
  for (const auto& [place, card] : audit.cards) {
    if (card.closed) continue;
    const auto lies = place_of(audit.lists.at(place.first), place.second);
    const ManifestBatch* batch = lies ? batch_named(operation, lies->batch) : nullptr;
    if (batch == nullptr) continue;
    const bool wanted = (request.view.county.empty() || batch->county == request.view.county) &&
                        (request.view.unit.empty() || batch->unit == request.view.unit);
    if (!wanted) continue;
    report::RoundContainer& container = containers[batch->container];
    container.id = batch->container;
    container.county = county_name(operation, batch->county);
    const auto drawn = draws.find(place);
    container.cards.push_back(
        round_card(audit, place, *lies, drawn == draws.end() ? 1 : drawn->second));
  }
  for (auto& [id, container] : containers) {
    std::ranges::sort(container.cards, {}, [](const report::RoundCard& card) {
      return std::tuple(card.batch, card.position, card.list, card.number);
    });
    cards.containers.push_back(std::move(container));
  }
  return cards;
}

Documents printed_round(const Operation& operation, const PrintRequest& request,
                        report::PaperDocument (*form)(const report::RoundCards&,
                                                      const report::PaperStyle&)) {
  const report::RoundCards cards = cards_to_fetch(operation, request);
  if (cards.containers.empty()) return {};
  return {form(cards, request.style)};
}

}  // namespace

Documents print_card_list(const Operation& operation, const PrintRequest& request) {
  return printed_round(operation, request, report::card_list);
}

Documents print_card_labels(const Operation& operation, const PrintRequest& request) {
  return printed_round(operation, request, report::card_labels);
}

Documents print_card_placards(const Operation& operation, const PrintRequest& request) {
  return printed_round(operation, request, report::card_placards);
}

}  // namespace recanvass::workflow
