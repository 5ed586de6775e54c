// How one column of figures became another: exchanged names, or every name paired with a
// neighbour's votes. Asked by R6 (reconcile/votes.h) once two columns are known to differ.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::reconcile {

enum class Rearrangement { Permuted, Shifted };

/// `other[i] == figures[from[i]]` wherever from[i] has a value.
struct ColumnMatch {
  Rearrangement kind = Rearrangement::Permuted;
  std::vector<std::optional<std::size_t>> from;
  std::int64_t shift = 0;  ///< Shifted only: positions, +1 when a name has the next one's votes
  std::size_t first = 0;  ///< Shifted only: the first position that is shifted
};

/// Finds how `other` comes out of `figures`: from some position on the figures one or two places
/// away, where at least two figures above 0 moved; else the same figures at other places (equal
/// ones stay, the rest in order). No value: the columns are equal, differ in length, or neither.
[[nodiscard]] std::optional<ColumnMatch> match_columns(const std::vector<std::int64_t>& figures,
                                                       const std::vector<std::int64_t>& other);

/// "the figures of trump and biden are exchanged"
[[nodiscard]] std::string words_of(const ColumnMatch& match, const std::vector<std::string>& names);

}  // namespace recanvass::reconcile
