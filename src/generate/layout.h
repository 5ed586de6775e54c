// Counties, contests, machines and batches of a synthetic election: everything but the votes.
// Made from the shape and the seed; next: generate/voter.h, which says what a card says.
#pragma once

#include "election/card_store.h"
#include "generate/shape.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::generate {

enum class CountingGroup : std::uint8_t { Mail, InPerson };

/// One contest and who carries it. Its index is that of the store's contests.
struct SyntheticContest {
  election::CardContest described;      ///< the last choice is the write-in
  std::uint32_t place_on_ballot = 0;    ///< from 0
  std::optional<std::uint32_t> county;  ///< no value: state-wide
  bool district = false;                ///< only styles of even number carry it
};

/// Cards of one machine, counted together. Its cards follow one another in the election.
struct SyntheticBatch {
  std::uint32_t county = 0;
  std::uint32_t tabulator = 0;  ///< index in Layout::tabulators
  std::uint32_t number = 0;     ///< of the tabulator, from 1
  std::uint32_t precinct = 0;   ///< index in Layout::precincts; of mail: the county's first
  CountingGroup group = CountingGroup::Mail;
  std::uint64_t first_card = 0;  ///< of the election, from 0
  std::uint32_t cards = 0;
};

struct SyntheticCounty {
  std::string name;
  std::uint64_t cards = 0;
  std::uint32_t first_precinct = 0;  ///< index in Layout::precincts
  std::uint32_t precincts = 0;
  std::uint32_t first_style = 0;  ///< index in Layout::styles
  std::uint32_t styles = 0;
  std::vector<std::uint32_t> contests;  ///< in the order of the ballot, indices of Layout::contests
};

struct Layout {
  ElectionShape shape;
  std::vector<SyntheticContest> contests;
  std::vector<SyntheticCounty> counties;
  std::vector<std::string> precincts;
  std::vector<std::string> styles;  ///< of a sheet: county, style and, with several, the sheet
  std::vector<std::string> tabulators;
  std::vector<SyntheticBatch> batches;  ///< by first card

  /// The style of a card, an index of `styles`.
  [[nodiscard]] std::uint32_t style_of(const SyntheticCounty& county, std::uint32_t precinct,
                                       std::uint32_t sheet) const;
};

/// @pre the shape is one that checked() gave
[[nodiscard]] Layout lay_out(const ElectionShape& shape);

/// Names of counting groups, in the order of CountingGroup.
[[nodiscard]] std::vector<std::string> counting_group_names();

}  // namespace recanvass::generate
