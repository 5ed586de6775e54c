// What the words of a heading say in a ballot manifest, where the heading as a whole has not been
// seen before: "Total number of ballots", "Lot #", "Ballots in Container". Used by
// formats/manifest_reader.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace recanvass::formats {

enum class ManifestWord : std::uint8_t {
  Nothing,  ///< nothing that is known
  Container,
  Tabulator,
  Batch,
  Cards,   ///< by a word for paper: ballots, cards, sheets
  Number,  ///< of something: "Qty", "Count"; the cards where nothing else is
  Location,
  Place,  ///< where people vote: a precinct, a ward
  Votes,  ///< votes, contests, voters: a table with such a column is no manifest
};

/// By the words of a heading alone: each of them has to be known.
[[nodiscard]] ManifestWord manifest_word_of(std::string_view heading);

/// True for headings of which one says how many cards something has and another one what it is: a
/// batch, or a container or a place where none is a batch; and none speaks of votes.
[[nodiscard]] bool may_be_manifest_header(std::span<const std::string> header);

}  // namespace recanvass::formats
