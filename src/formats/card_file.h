// A card store in a file of its own, mapped back without being read into memory: the second run
// starts at once. docs/formats/card-store.md fixes every byte. What is in the file is checked
// before any of it is used, against its checksum and against itself.
#pragma once

#include "base/result.h"
#include "base/sha256.h"
#include "election/card_store.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// Writes the store beside `path` and puts it there when it is complete and on the disk. Gives the
/// SHA-256 of the file without its last 32 bytes, which are that hash.
/// Causes: file.write.
base::Result<base::Sha256> save_card_store(const election::CardStore& store,
                                           const std::filesystem::path& path);

/// The store of a file, which stays mapped as long as the store lives.
/// Causes: file.missing, file.unreadable, card-file.kind, card-file.version, card-file.checksum,
/// card-file.content.
base::Result<election::CardStore> open_card_store(const std::filesystem::path& path,
                                                  const std::string& name);

/// Gives the bytes of that file piece by piece. Gives its SHA-256 as save_card_store() does.
base::Sha256 write_card_store(const election::CardStore& store,
                              const std::function<void(std::string_view piece)>& put);

/// The store in the bytes of such a file, which `keeps` keeps. @param name  the file in messages
/// Causes: card-file.* as above.
base::Result<election::CardStore> read_card_store(std::span<const std::byte> bytes,
                                                  const std::shared_ptr<const void>& keeps,
                                                  const std::string& name);

}  // namespace recanvass::formats
