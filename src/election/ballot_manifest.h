// Where the paper lies: the batches of an election, each with its container, its tabulator and the
// number of its cards, from a source that is not the tabulator's count. An audit draws from it.
// Filled by formats/manifest_reader.h.
#pragma once

#include "election/nouns.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::election {

/// A stack of cards. Empty texts: not told.
struct ManifestBatch {
  std::string container;
  std::string tabulator;
  std::string name;
  std::string location;
  CardCount cards;  ///< 0 or more; a batch of none is never drawn from
  friend bool operator==(const ManifestBatch&, const ManifestBatch&) = default;
};

/// A card by its place: a batch and a position in it, from 1.
struct ManifestPlace {
  std::size_t batch = 0;
  std::int64_t position = 0;
  friend bool operator==(const ManifestPlace&, const ManifestPlace&) = default;
};

/// Immutable; batches in the order of the manifest, each place (container, tabulator, name) once.
class BallotManifest {
 public:
  BallotManifest() = default;
  /// No value when a place comes twice, a number of cards is below 0, or all of them are more than
  /// fit. same_places() finds the first two of one place.
  [[nodiscard]] static std::optional<BallotManifest> make(std::vector<ManifestBatch> batches);
  /// Pairs of batches of one place: each with the first of that place, by position.
  [[nodiscard]] static std::vector<std::pair<std::size_t, std::size_t>> same_places(
      std::span<const ManifestBatch> batches);

  [[nodiscard]] const std::vector<ManifestBatch>& batches() const { return batches_; }
  [[nodiscard]] CardCount cards() const { return CardCount(last_.empty() ? 0 : last_.back()); }
  /// Batches without cards.
  [[nodiscard]] std::size_t empty_batches() const;
  /// The place of the n-th card, from 1, in the order of the batches. @pre 1 <= n <= cards()
  [[nodiscard]] ManifestPlace place_of(std::int64_t card) const;
  /// The batch of a tabulator; no value when there is none, or several in different containers.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view tabulator,
                                                std::string_view name) const;

 private:
  std::vector<ManifestBatch> batches_;
  std::vector<std::int64_t> last_;  // cards up to and with each batch
};

}  // namespace recanvass::election
