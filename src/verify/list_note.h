// V20: bundle.note, by which the log signs bundle.json: the list of files, the rule and the sums of
// what is withheld, which no entry fixes. Format: docs/formats/bundle.md.
#pragma once

#include "ledger/note.h"
#include "verify/bundle_list.h"

#include <optional>
#include <string>
#include <string_view>

namespace recanvass::verify {

inline constexpr const char* kListNote = "bundle.note";

/// What the log signs of a list.
[[nodiscard]] std::string list_note_text(const ledger::Checkpoint& checkpoint,
                                         std::string_view list_bytes);

/// V20. A list that nobody signed leaves what no entry fixes without anybody who vouches for it:
/// the rule in every bundle; where entries are withheld, the reasons and the sums of groups.
/// @param list_bytes  of bundle.json
/// @param key  the log's, from elsewhere; no value: the signature cannot be checked
void check_list_note(const BundleFolder& folder, const ledger::Checkpoint& checkpoint,
                     std::string_view list_bytes, const BundleList& list,
                     const std::optional<ledger::VerifierKey>& key, CheckBook& book);

}  // namespace recanvass::verify
