// Ballots that were drawn out of a unit because there were more of them than voters: how many, what
// was on them, and who decided, place by place with the sum. A part of the statement of canvass and
// of the explanation of changes. Law: reconcile/draw_down.h.
#pragma once

#include "report/paper.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::report {

/// One unit's draw, as it is taken off the unit's figures.
struct DrawnOut {
  std::string place;  ///< "Dane: Ward 1 (W1)"
  std::int64_t ballots = 0;
  std::vector<std::int64_t> votes;  ///< on them, in the order of the choices
  std::int64_t blank = 0;
  std::int64_t over = 0;
  std::vector<std::string> decided_by;  ///< names: who recorded it, and who approved
  std::string protocol;  ///< how the draw was made
  std::string minute;
};

/// A section with one row a unit and the sum; nothing where nothing was drawn.
void add_drawn_out(PaperBody& body, const std::vector<DrawnOut>& drawn,
                   const std::vector<std::string>& choices, Language language);

/// The same as a table: one row a unit, one column a choice.
[[nodiscard]] CsvTable drawn_out_table(const std::vector<DrawnOut>& drawn,
                                       const std::vector<std::string>& choices);

}  // namespace recanvass::report
