#include "reconcile/batch_cards.h"

#include <algorithm>
#include <map>
#include <set>
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

// How a batch is called on both sides.
enum class BatchKey : std::uint8_t {
  Name,              ///< one side names no tabulators
  TabulatorAndName,  ///< both name them
  Joint,             ///< one side has "tabulator-name" for a name and no tabulators
};

struct BatchNames {
  std::string tabulator;
  std::string name;
};

std::string joint_name(const BatchNames& batch) { return batch.tabulator + "-" + batch.name; }

bool name_tabulators(const std::vector<BatchNames>& batches) {
  return std::ranges::any_of(batches, [](const auto& each) { return !each.tabulator.empty(); });
}

// Of two sides, of which one may have put the tabulators into the names.
BatchKey key_of(const std::vector<BatchNames>& one, const std::vector<BatchNames>& other) {
  const bool full_one = name_tabulators(one);
  if (full_one && name_tabulators(other)) return BatchKey::TabulatorAndName;
  const auto& full = full_one ? one : other;
  const auto& bare = full_one ? other : one;
  std::set<std::string> plain;
  std::set<std::string> joint;
  for (const BatchNames& batch : full) {
    plain.insert(batch.name);
    if (!batch.tabulator.empty()) joint.insert(joint_name(batch));
  }
  std::size_t as_plain = 0;
  std::size_t as_joint = 0;
  for (const BatchNames& batch : bare) {
    as_plain += plain.contains(batch.name) ? 1U : 0U;
    as_joint += joint.contains(batch.name) ? 1U : 0U;
  }
  return as_joint > as_plain ? BatchKey::Joint : BatchKey::Name;
}

}  // namespace

BatchComparison compare_batches(std::span<const ManifestBatch> batches, const CardStore& store) {
  const std::vector<std::int64_t> cards = cards_by_batch(store);
  const auto& named = store.names().batches;
  std::vector<BatchNames> listed;
  std::vector<BatchNames> recorded;
  for (const ManifestBatch& batch : batches) listed.push_back({batch.tabulator, batch.name});
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (cards[i] == 0) continue;
    recorded.push_back({store.names().tabulators[named[i].tabulator], named[i].name});
  }
  const BatchKey by = key_of(listed, recorded);
  BatchComparison comparison;
  comparison.by_tabulator = by != BatchKey::Name;
  std::map<std::pair<std::string, std::string>, BatchDifference> found;
  const auto at = [&](const BatchNames& names) -> BatchDifference& {
    const bool joins = by == BatchKey::Joint && !names.tabulator.empty();
    const std::string name = joins ? joint_name(names) : names.name;
    const std::string tabulator =
        by == BatchKey::TabulatorAndName ? names.tabulator : std::string();
    BatchDifference& batch = found[{tabulator, name}];
    batch.tabulator = tabulator;
    batch.name = name;
    return batch;
  };
  for (std::size_t i = 0; i < batches.size(); ++i) {
    BatchDifference& batch = at(listed[i]);
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
    BatchDifference& batch = at({store.names().tabulators[named[i].tabulator], named[i].name});
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
