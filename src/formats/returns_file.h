// Opens a file of returns whatever its format, which is found by its content and never by its name.
// Next: the reader of each format, formats/tidy_returns.h first.
#pragma once

#include "base/result.h"
#include "formats/returns_table.h"

#include <filesystem>
#include <string>

namespace recanvass::formats {

/// @param name  the file's path in the package, for problems
/// Causes: file.*, text.*, csv.*, number.*, returns.*, detect.*, and those of the format's reader.
ReturnsReading read_returns_file(const std::filesystem::path& path, const std::string& name);

/// The same for the bytes of a file. Causes as above, without file.missing and its like.
ReturnsReading read_returns_bytes(std::string bytes, const std::string& name);

}  // namespace recanvass::formats
