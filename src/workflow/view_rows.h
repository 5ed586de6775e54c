// Short ways that several views share: whether a row was asked for, names of accounts, votes as
// JSON. For show_*.cpp only.
#pragma once

#include "workflow/operation.h"
#include "workflow/view.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace recanvass::workflow {

/// Whether a row of this county and unit is among those asked for. An empty county is the whole
/// jurisdiction's, an empty unit the whole county's: shown unless another place was asked for.
[[nodiscard]] bool is_asked_for(const ViewRequest& request, const std::string& county,
                                const std::string& unit);

/// The name on the sign-in sheet; the id itself when there is no such account.
[[nodiscard]] std::string account_name(const Operation& operation, const std::string& id);

/// {author, name, at, entry}: who says it, when they claim to, and where it stands.
[[nodiscard]] base::Json said_by(const Operation& operation, const std::string& author,
                                 const std::string& claimed_time, std::uint64_t position);

/// Null for no value.
[[nodiscard]] base::Json number_or_null(std::optional<std::int64_t> number);

/// A text, or null when it is empty.
[[nodiscard]] base::Json text_or_null(const std::string& text);

}  // namespace recanvass::workflow
