// Headings under which a reader of tables with names in their cells finds a contest's title again:
// "Batch", "Council 2" and "Mayor Choice 1" would be read as something else. Used by
// formats/choice_columns_writer.h; the reader's side: formats/choice_titles.h.
#pragma once

#include "election/card_store.h"

#include <span>
#include <string>
#include <vector>

namespace recanvass::formats {

struct ContestHeadings {
  /// Of a contest: its columns, one for each rank or vote; those of further votes are empty.
  std::vector<std::vector<std::string>> columns;
  std::size_t changed = 0;  ///< titles that stand there otherwise
};

/// @param names  of the contests as they are to be written, all different
[[nodiscard]] ContestHeadings contest_headings(std::span<const election::CardContest> contests,
                                               std::span<const std::string> names);

}  // namespace recanvass::formats
