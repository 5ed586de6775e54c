// The bytes of a gzip file, unpacked as they are asked for: San Francisco publishes tables so.
// Next: formats/input_files.h.
#pragma once

#include "formats/byte_source.h"
#include "formats/unpacked_bytes.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace recanvass::formats {

[[nodiscard]] bool begins_as_gzip(std::string_view bytes);

/// Unpacks `packed`, of one or more members. Its reads give the causes archive.broken and
/// archive.too-large. @param name  the file in messages
std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> packed, std::uint64_t bytes,
                                        const std::string& name, const ArchiveLimits& limits = {});

}  // namespace recanvass::formats
