// The members that an entry of each kind may have, in its body, in what the program found, and in
// lists of records. A second table, made from docs/formats/operation-entries.md: what no command
// knows could be read by one program and passed over by another (V5).
#pragma once

#include "base/json.h"

#include <string>
#include <vector>

namespace recanvass::verify {

/// A member, and what may be inside it; nothing inside: a value, or names of somebody's choosing.
struct EntryMember {
  std::string name;
  std::vector<EntryMember> inside;
};

/// Of an entry's body, "found" among them where the kind has it. Null: an unknown kind.
[[nodiscard]] const std::vector<EntryMember>* members_of_kind(const std::string& kind);

/// Members at any depth that the kind does not have, "lines[2].item" each, in order. Of an unknown
/// kind: none.
[[nodiscard]] std::vector<std::string> unknown_members(const std::string& kind,
                                                       const base::Json& body);

}  // namespace recanvass::verify
