// A synthetic election, part by part: its paper, its records and what became different between
// them. Any part can be made alone, on any thread; the whole never stands in memory.
// Written out by formats/; the command is `recanvass generate`.
#pragma once

#include "generate/figures.h"
#include "generate/planted.h"

#include <cstdint>
#include <vector>

namespace recanvass::generate {

/// Whole batches that follow one another, with about 60,000 cards.
struct SyntheticPart {
  election::CardStore records;
  Figures paper;                       ///< what the cards say
  Figures recorded;                    ///< what the records say
  std::vector<std::uint64_t> touched;  ///< records that each planted fault touched, by its index
};

/// What the records of one part are an export of.
enum class PartsOf : std::uint8_t {
  Election,  ///< all parts together are one export: they have the same contests
  Counties,  ///< each county exports its own: a part is of one county and has its contests only
};

class SyntheticElection {
 public:
  /// @pre the shape is one that checked() gave
  explicit SyntheticElection(const ElectionShape& shape, PartsOf parts_of = PartsOf::Election);
  SyntheticElection(const SyntheticElection&) = delete;
  SyntheticElection& operator=(const SyntheticElection&) = delete;

  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] const std::vector<PlantedFault>& planted() const { return planted_; }
  [[nodiscard]] std::size_t parts() const { return first_batch_.size() - 1; }
  /// Contests, styles, precincts, counting groups and tabulators have the same numbers in every
  /// part (of a county, as it may be); a part has only its own batches and profiles.
  /// @pre part < parts()
  [[nodiscard]] SyntheticPart part(std::size_t part) const;
  [[nodiscard]] PartsOf parts_of() const { return parts_of_; }
  /// The county of a part's first batch, the part's own with PartsOf::Counties. @pre part < parts()
  [[nodiscard]] std::uint32_t county_of(std::size_t part) const;

 private:
  Layout layout_;
  PartsOf parts_of_;
  Voters voters_;
  std::vector<PlantedFault> planted_;
  std::vector<std::uint32_t> first_batch_;  // of each part, and one more
};

}  // namespace recanvass::generate
