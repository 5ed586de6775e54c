#include "election/ballot_manifest.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace recanvass::election {

std::vector<std::pair<std::size_t, std::size_t>> BallotManifest::same_places(
    std::span<const ManifestBatch> batches) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::size_t> first;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    const ManifestBatch& batch = batches[i];
    const auto [known, added] =
        first.try_emplace({batch.container, batch.tabulator, batch.name}, i);
    if (!added) pairs.emplace_back(known->second, i);
  }
  return pairs;
}

std::optional<BallotManifest> BallotManifest::make(std::vector<ManifestBatch> batches) {
  if (!same_places(batches).empty()) return std::nullopt;
  BallotManifest manifest;
  std::int64_t cards = 0;
  for (const ManifestBatch& batch : batches) {
    if (batch.cards.value() < 0 || __builtin_add_overflow(cards, batch.cards.value(), &cards)) {
      return std::nullopt;
    }
    manifest.last_.push_back(cards);
  }
  manifest.batches_ = std::move(batches);
  return manifest;
}

std::size_t BallotManifest::empty_batches() const {
  return static_cast<std::size_t>(
      std::ranges::count(batches_, CardCount(0), &ManifestBatch::cards));
}

ManifestPlace BallotManifest::place_of(std::int64_t card) const {
  RECANVASS_CHECK(card >= 1 && card <= cards().value());
  const auto found = std::ranges::lower_bound(last_, card);
  const auto batch = static_cast<std::size_t>(found - last_.begin());
  return {batch, card - (batch == 0 ? 0 : last_[batch - 1])};
}

std::optional<std::size_t> BallotManifest::find(std::string_view tabulator,
                                                std::string_view name) const {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < batches_.size(); ++i) {
    if (batches_[i].tabulator != tabulator || batches_[i].name != name) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

}  // namespace recanvass::election
