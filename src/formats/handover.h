// What a child process read, as bytes for the process that started it, and back again. Whoever
// takes it over trusts none of it: everything is checked as if it came from anywhere.
// Used by formats/confined_import.h.
#pragma once

#include "formats/card_import.h"
#include "formats/mapped_bytes.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// Gives the bytes piece by piece: the length of a list as JSON, the list, then the card store's
/// file where there are cards, which begins at a multiple of 8.
void hand_over(const base::Result<FilesRead>& read,
               const std::function<void(std::string_view piece)>& put);

/// What was handed over; its cards stay in the bytes, which live as long as they do.
/// Causes: those that were handed over; confined.answer when it is no whole handover.
/// @param what  named in problems of the handover itself
base::Result<FilesRead> take_over(const std::shared_ptr<const MappedBytes>& bytes,
                                  const std::string& what);

}  // namespace recanvass::formats
