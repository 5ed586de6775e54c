// Which sheets of a workbook are read: those that can be seen and hold something that is read, one
// of each kind. Of every other it is said that it was not read, and why. Used by
// formats/card_import.h; docs/decisions/0008-workbooks.md. Next: formats/card_detect.h.
#pragma once

#include "formats/card_detect.h"
#include "formats/problem_list.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

/// Takes what was found of sheets that are not read out of `kinds` and adds a remark for each.
/// Cards, manifests or results on two sheets of one workbook, and cards on a hidden one, are
/// refused, and so are rows without a heading that are as wide as those of the cards: nobody would
/// see what of them was left out. Cause: workbook.sheets.
/// @param kinds  by file of `files`, as find_file_kind() gives them
void choose_sheets(const InputFiles& files, std::vector<std::optional<FileFinding>>& kinds,
                   ProblemList& problems, std::vector<std::string>& remarks);

}  // namespace recanvass::formats
