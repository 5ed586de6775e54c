// A published folder in the hands of somebody who wishes it said something else: from a careless
// one, who changes a digit, to one who holds every private key and writes another history.
#pragma once

#include "ledger/entry.h"
#include "ledger/keys.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::story {

[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);
void put_bytes(const std::filesystem::path& file, const std::string& bytes);

/// Exchanges the first `from` of a file for `to`, of the same length. @return where it stood
std::size_t exchange_text(const std::filesystem::path& file, const std::string& from,
                          const std::string& to);

/// Makes bundle.json fit the folder as it is: sizes, hashes and its own.
void list_again(const std::filesystem::path& folder);

/// The entries of a folder in which nothing is withheld.
[[nodiscard]] std::vector<ledger::SignedEntry> entries_of(const std::filesystem::path& folder);

/// Writes tiles, checkpoint, bundle.json and its note of these entries, signed by the log. Tables
/// and page stay as they are.
void write_history(const std::filesystem::path& folder,
                   const std::vector<ledger::SignedEntry>& entries, const std::string& origin,
                   const ledger::SigningKey& log);

}  // namespace recanvass::story
