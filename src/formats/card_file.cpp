#include "formats/card_file.h"

#include "base/json.h"
#include "formats/card_catalogue.h"
#include "formats/draft_file.h"
#include "formats/mapped_bytes.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingTable;

constexpr std::string_view kKind = "RCVCARDS";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHashBytes = 32;

struct FileHeader {
  char kind[8] = {};
  std::uint32_t version = kVersion;
  std::uint32_t chunks = 0;
  std::uint64_t catalogue_bytes = 0;
};
static_assert(sizeof(FileHeader) == 24);

base::Problem file_problem(const std::string& name, const char* cause, std::string found,
                           std::string wanted) {
  return {cause,
          {name, 0, {}},
          std::move(found),
          std::move(wanted),
          "Make it again from the exports that it was read from."};
}

// Parts that begin at a multiple of 8, and the hash of all that went before at the end.
class StoreBytes {
 public:
  explicit StoreBytes(const std::function<void(std::string_view)>& put) : put_(put) {}

  void put(const void* bytes, std::size_t size) {
    const std::string_view text(static_cast<const char*>(bytes), size);
    hash_.add(text);
    put_(text);
    written_ += size;
  }
  template <class Number>
  void put_all(std::span<const Number> numbers) {
    if (!numbers.empty()) put(numbers.data(), numbers.size_bytes());
    const char zero[8] = {};
    if (written_ % 8 != 0) put(zero, 8 - written_ % 8);
  }

  base::Sha256 finish() {
    const base::Sha256 hash = hash_.finish();
    put_({reinterpret_cast<const char*>(hash.data()), hash.size()});
    return hash;
  }

 private:
  const std::function<void(std::string_view)>& put_;
  base::Sha256Stream hash_;
  std::uint64_t written_ = 0;
};

// Takes the parts of a file one after another.
class PartCursor {
 public:
  explicit PartCursor(std::span<const std::byte> bytes) : bytes_(bytes) {}
  [[nodiscard]] std::span<const std::byte> rest() const { return bytes_.subspan(at_); }

  template <class Number>
  std::optional<std::span<const Number>> take(std::uint64_t size) {
    const std::uint64_t left = bytes_.size() - at_;
    if (size > left / sizeof(Number)) return std::nullopt;
    const auto* first = reinterpret_cast<const Number*>(bytes_.data() + at_);
    const std::uint64_t padded = (size * sizeof(Number) + 7) / 8 * 8;
    if (padded > left) return std::nullopt;
    at_ += padded;
    return std::span<const Number>(first, size);
  }

 private:
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

std::optional<MarkingTable> take_table(PartCursor& cursor) {
  const auto size = cursor.take<std::uint64_t>(1);
  if (!size) return std::nullopt;
  const auto states = cursor.take<MarkingState>((*size)[0]);
  const auto ends = cursor.take<std::uint64_t>((*size)[0]);
  if (!states || !ends || ends->empty()) return std::nullopt;
  const auto marks = cursor.take<Mark>(ends->back());
  if (!marks) return std::nullopt;
  return MarkingTable::from_parts(*states, *ends, *marks);
}

// The store that stands in bytes whose checksum holds; no value when its parts do not fit.
std::optional<CardStore> take_store(const FileHeader& header, PartCursor& cursor,
                                    const std::shared_ptr<const void>& keeps) {
  const auto text = cursor.take<char>(header.catalogue_bytes);
  if (!text) return std::nullopt;
  auto catalogue = read_card_catalogue({text->data(), text->size()});
  if (!catalogue) return std::nullopt;
  std::vector<MarkingTable> tables;
  for (std::size_t i = 0; i < catalogue->names.contests.size(); ++i) {
    auto table = take_table(cursor);
    if (!table) return std::nullopt;
    tables.push_back(*std::move(table));
  }
  std::vector<CardChunk> chunks;
  for (std::uint32_t i = 0; i < header.chunks; ++i) {
    auto chunk = CardChunk::read(cursor.rest());
    if (!chunk || !cursor.take<std::byte>(chunk->bytes().size())) return std::nullopt;
    chunks.push_back(*std::move(chunk));
  }
  if (!cursor.rest().empty()) return std::nullopt;
  return CardStore::put_together(std::move(catalogue->names), std::move(tables), std::move(chunks),
                                 std::move(catalogue->redacted), keeps);
}

}  // namespace

base::Sha256 write_card_store(const CardStore& store,
                              const std::function<void(std::string_view piece)>& put) {
  StoreBytes file(put);
  const std::string catalogue = card_catalogue(store);
  FileHeader header;
  std::memcpy(header.kind, kKind.data(), kKind.size());
  header.chunks = static_cast<std::uint32_t>(store.chunks().size());
  header.catalogue_bytes = catalogue.size();
  file.put(&header, sizeof header);
  file.put_all(std::span<const char>(catalogue));
  for (std::uint32_t contest = 0; contest < store.contests().size(); ++contest) {
    const MarkingTable& table = store.markings(contest);
    const std::uint64_t size = table.size();
    file.put(&size, sizeof size);
    file.put_all(table.all_states());
    file.put_all(table.all_ends());
    file.put_all(table.all_marks());
  }
  for (const CardChunk& chunk : store.chunks()) file.put_all(chunk.bytes());
  return file.finish();
}

base::Result<base::Sha256> save_card_store(const CardStore& store,
                                           const std::filesystem::path& path) {
  DraftFile file(path);
  const base::Sha256 hash =
      write_card_store(store, [&](std::string_view piece) { file.put(piece); });
  if (auto problem = file.finish()) return *std::move(problem);
  return hash;
}

base::Result<CardStore> read_card_store(std::span<const std::byte> bytes,
                                        const std::shared_ptr<const void>& keeps,
                                        const std::string& name) {
  FileHeader header;
  if (bytes.size() < sizeof header + kHashBytes) {
    return file_problem(name, "card-file.kind", fmt::format("{} bytes", bytes.size()),
                        "a card store");
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.kind, sizeof header.kind) != kKind) {
    return file_problem(name, "card-file.kind", "another beginning", "a card store");
  }
  if (header.version != kVersion) {
    return file_problem(name, "card-file.version", fmt::format("version {}", header.version),
                        fmt::format("version {}", kVersion));
  }
  const auto content = bytes.first(bytes.size() - kHashBytes);
  const base::Sha256 hash =
      base::sha256({reinterpret_cast<const char*>(content.data()), content.size()});
  if (std::memcmp(hash.data(), bytes.data() + content.size(), kHashBytes) != 0) {
    return file_problem(name, "card-file.checksum", "other bytes than were written",
                        "the file as it was written");
  }
  PartCursor cursor(content.subspan(sizeof header));
  auto store = take_store(header, cursor, keeps);
  if (!store) {
    return file_problem(name, "card-file.content", "parts that do not fit together",
                        "a card store as docs/formats/card-store.md tells");
  }
  return *std::move(store);
}

base::Result<CardStore> open_card_store(const std::filesystem::path& path,
                                        const std::string& name) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return base::Problem{errno == ENOENT ? "file.missing" : "file.unreadable",
                         {name, 0, {}},
                         std::strerror(errno),
                         "a card store",
                         "Check the name of the file."};
  }
  const auto mapping = MappedBytes::map(file);
  ::close(file);
  if (!mapping) {
    return file_problem(name, "card-file.kind", "no bytes that can be mapped", "a card store");
  }
  return read_card_store(mapping->bytes(), mapping, name);
}

}  // namespace recanvass::formats
