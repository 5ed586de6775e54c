// Looks over a finished page of ours before it is written: is it well formed, self-contained and
// usable without seeing or pointing. Called by whoever writes pages, and by the tests of each page.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::report {

/// What is wrong with a page, a sentence a fault; none is the only acceptable answer. Checked: tags
/// are closed in order; ids are unique; every local link and aria-labelledby leads to an id;
/// nothing is loaded (no src, no link, no script, no url(), no address but in a namespace); html
/// has a language, every svg a title and a description, every figure a table, every table a
/// caption. The page must be written as XML is: every attribute quoted, empty elements ended by
/// "/>".
/// @param beside  files of the same folder to which the page may link.
[[nodiscard]] std::vector<std::string> page_faults(std::string_view html,
                                                   const std::set<std::string>& beside = {});

}  // namespace recanvass::report
