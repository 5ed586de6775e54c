// A contest as columns of 0 and 1, one for each rank and choice: the form of exports that are
// tables. An overvote stands there as marks alone, more than the contest allows.
// Used by formats/dominion_csv_writer.h and formats/clear_ballot_writer.h.
#pragma once

#include "formats/card_facts.h"

#include <cstddef>

namespace recanvass::formats {

/// How many cells a contest has: ranks times choices, by rank; one where it has no choice.
[[nodiscard]] std::size_t mark_cells_of(const election::CardContest& contest);

/// Fills the cells of a contest that a card carries with '0' and '1', and counts what they cannot
/// say. No cell may make a vote of what was none: an overvote has one mark more than the contest
/// allows, the first choices where its own are not enough, or none where there are too few choices
/// or it is not known how many votes are allowed.
/// @param contest  vote_for as the format says it; 0: it does not say it
/// @param cells    mark_cells_of(contest) of them
void fill_mark_cells(const election::CardContest& contest, const election::MarkingView& said,
                     char* cells, LossList& losses);

}  // namespace recanvass::formats
