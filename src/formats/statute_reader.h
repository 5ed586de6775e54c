// Reads statutes/us-xx/recount.toml into typed rules, and refuses what the schema does not know:
// every unknown key, wrong type, bad word and overlap at once, with file, line and one way to mend
// it. The schema for people: docs/formats/statutes.md. Asked next: law/knowledge.h.
#pragma once

#include "base/embedded.h"
#include "base/result.h"
#include "law/knowledge.h"

#include <string_view>
#include <vector>

namespace recanvass::formats {

/// The statutes of one file.
/// @param path  "us-wi/recount.toml"; its folder must be the file's jurisdiction.
/// Causes: those of formats/toml_fields.h, and statute.missing, statute.word, statute.number,
/// statute.date, statute.petitioner, statute.shape.
[[nodiscard]] base::Result<std::vector<law::RecountStatute>> read_statutes(std::string_view text,
                                                                           std::string_view path);

/// All files together, checked against each other as well: ids used once, dates in force that do
/// not overlap. Further causes: statute.duplicate-id, statute.overlap.
[[nodiscard]] base::Result<std::vector<law::RecountStatute>> read_all_statutes(
    const std::vector<base::EmbeddedFile>& files);

/// The statutes that were put into the program; of one jurisdiction only when one is named
/// ("us-wi"). They were checked when the program was built: a problem is a broken invariant.
[[nodiscard]] std::vector<law::RecountStatute> embedded_statutes(
    std::string_view jurisdiction = {});

/// The knowledge base of the program: its statutes and the days on which offices are closed. Asking
/// for one jurisdiction reads one file.
[[nodiscard]] law::KnowledgeBase built_in_knowledge(std::string_view jurisdiction = {});

}  // namespace recanvass::formats
