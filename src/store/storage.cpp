#include "store/storage.h"

#include "formats/text.h"
#include "ledger/tiles.h"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace recanvass::store {

base::Result<std::vector<std::string>> Storage::read(std::uint64_t begin, std::uint64_t end) {
  std::vector<std::string> leaves;
  const auto read_all = read_each(begin, end, [&leaves](const LedgerEntry& entry) {
    leaves.emplace_back(entry.leaf);
    return Flow::Continue;
  });
  if (!read_all) return read_all.problems();
  return leaves;
}

DiskState disk_state(std::uint64_t bytes_used, std::uint64_t bytes_free) {
  if (bytes_free == 0) return DiskState::Full;
  // used / (used + free) >= 9 / 10, without a product that could overflow.
  return bytes_used / 9 >= bytes_free ? DiskState::NearlyFull : DiskState::Ample;
}

bool is_plain_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char byte = static_cast<unsigned char>(text[at]);
    if (byte == 0) return false;
    const std::size_t length = byte < 0x80 ? 1 : formats::code_point_at(text, at).length;
    if (length == 0) return false;
    at += length;
  }
  return true;
}

base::Problems batch_problems(std::span<const NewEntry> batch) {
  base::Problems problems;
  std::set<std::pair<std::string_view, std::string_view>> keys;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const NewEntry& entry = batch[i];
    const std::string column = fmt::format("entry {} of the batch", i + 1);
    if (entry.leaf.empty() || entry.leaf.size() > ledger::kEntryBytesMax) {
      problems.push_back({"store.leaf",
                          {"", 0, column},
                          fmt::format("{} bytes", entry.leaf.size()),
                          fmt::format("1 to {} bytes", ledger::kEntryBytesMax),
                          "Put what is large into a file and name its hash in the entry."});
    } else if (!is_plain_utf8(entry.leaf) || !is_plain_utf8(entry.author) ||
               !is_plain_utf8(entry.idempotency_key)) {
      problems.push_back({"store.leaf",
                          {"", 0, column},
                          "bytes that are not text in UTF-8",
                          "text in UTF-8 without a zero byte",
                          "Write the entry again as text."});
    }
    if (!keys.emplace(entry.author, entry.idempotency_key).second) {
      problems.push_back(
          {"store.repeated-in-batch",
           {"", 0, column},
           fmt::format("author \"{}\" and key \"{}\" again", entry.author, entry.idempotency_key),
           "each author's key once in a batch",
           "Answer the repeated command with the first one's receipt."});
    }
  }
  return problems;
}

}  // namespace recanvass::store
