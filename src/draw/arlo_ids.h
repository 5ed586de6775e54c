// How the audit software Arlo writes the ids of ballots and batches that it draws: as the
// programming language Python prints a tuple. Next: draw/arlo_batches.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace recanvass::draw {

/// A text as Python's repr() writes it: in single quotes, in double ones where it holds single ones
/// and no double ones; backslash, quotes and characters that Python does not print are escaped.
/// @pre UTF-8. Characters that Unicode has not assigned are written as they are.
[[nodiscard]] std::string python_repr(std::string_view text);

/// "('Jurisdiction', 'Batch')"
[[nodiscard]] std::string arlo_batch_id(std::string_view jurisdiction, std::string_view batch);

/// "(('Jurisdiction', 'Batch'), 17)": the jurisdiction, what tells the batch (its container and its
/// tabulator where the manifest has them; a name without bytes of its own, `std::string_view()`, is
/// Python's None, of one that it has not), its name; positions in a batch count from 1.
[[nodiscard]] std::string arlo_ballot_id(std::span<const std::string_view> names,
                                         std::uint64_t position);

}  // namespace recanvass::draw
