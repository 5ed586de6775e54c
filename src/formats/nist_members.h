// What NIST SP 1500-103 says of the members of a cast vote record: which are texts, which numbers,
// which words of a list, which stand once. Another kind of value is refused, not taken as absent.
// Used by formats/nist_cards.h.
#pragma once

#include "base/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// A member that is another than the standard says.
struct NistFault {
  std::string found;   ///< "IsAllocable false"
  std::string wanted;  ///< "yes, no or unknown"
};

/// The first fault in an element and in what is in it. `member` names it in its report: "CVR",
/// "Election", "GpUnit", "ReportingDevice" or "Version"; of others nothing is said. Members that
/// no reader looks at may be anything; null is absent.
/// Source: NIST SP 1500-103, version 1.0; its JSON schema and its XML schema.
[[nodiscard]] std::optional<NistFault> fault_of_nist(std::string_view member,
                                                     const base::Json& element);

}  // namespace recanvass::formats
