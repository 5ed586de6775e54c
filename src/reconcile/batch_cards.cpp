#include "reconcile/batch_cards.h"

#include <algorithm>
#include <map>
#include <utility>

namespace recanvass::reconcile {
namespace {

using election::CardCount;
using election::CardStore;
using election::ManifestBatch;

// Cards of each batch of a store, by index.
std::vector<std::int64_t> cards_by_batch(const CardStore& store) {
  std::vector<std::int64_t> cards(store.names().batches.size(), 0);
  for (const election::CardChunk& chunk : store.chunks()) {
    const auto runs = chunk.runs();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::uint32_t end = i + 1 < runs.size() ? runs[i + 1].first : chunk.cards();
      cards[runs[i].batch] += end - runs[i].first;
    }
  }
  return cards;
}

}  // namespace

BatchComparison compare_batches(std::span<const ManifestBatch> batches, const CardStore& store) {
  const std::vector<std::int64_t> cards = cards_by_batch(store);
  const auto& named = store.names().batches;
  const auto tabulator_of = [&](std::size_t i) -> const std::string& {
    return store.names().tabulators[named[i].tabulator];
  };
  bool cards_name_tabulators = false;
  for (std::size_t i = 0; i < named.size(); ++i) {
    cards_name_tabulators = cards_name_tabulators || (cards[i] > 0 && !tabulator_of(i).empty());
  }
  BatchComparison comparison;
  comparison.by_tabulator =
      cards_name_tabulators && std::ranges::any_of(batches, [](const ManifestBatch& batch) {
        return !batch.tabulator.empty();
      });
  std::map<std::pair<std::string, std::string>, BatchDifference> found;
  const auto at = [&](const std::string& tabulator, const std::string& name) -> BatchDifference& {
    std::string key = comparison.by_tabulator ? tabulator : std::string();
    BatchDifference& batch = found[{key, name}];
    batch.tabulator = std::move(key);
    batch.name = name;
    return batch;
  };
  for (std::size_t i = 0; i < batches.size(); ++i) {
    BatchDifference& batch = at(batches[i].tabulator, batches[i].name);
    batch.in_manifest = batch.in_manifest.value_or(CardCount(0)) + batches[i].cards;
    batch.manifest_batches.push_back(i);
    comparison.in_manifest += batches[i].cards;
  }
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (cards[i] == 0) continue;
    comparison.recorded += CardCount(cards[i]);
    if (named[i].name.empty()) {
      comparison.without_batch += CardCount(cards[i]);
      continue;
    }
    BatchDifference& batch = at(tabulator_of(i), named[i].name);
    batch.recorded = batch.recorded.value_or(CardCount(0)) + CardCount(cards[i]);
    batch.card_batches.push_back(static_cast<std::uint32_t>(i));
  }
  for (auto& [key, batch] : found) {
    const CardCount none(0);
    if (batch.in_manifest.value_or(none) == batch.recorded.value_or(none)) {
      ++comparison.same;
    } else {
      comparison.differences.push_back(std::move(batch));
    }
  }
  return comparison;
}

std::string plain_form(std::string_view name) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string plain;
  bool in_number = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == ' ') continue;
    const bool leads = c == '0' && !in_number && i + 1 < name.size() && is_digit(name[i + 1]);
    if (leads) continue;
    in_number = is_digit(c);
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

}  // namespace recanvass::reconcile
