#include "formats/card_file.h"

#include "base/json.h"
#include "formats/card_catalogue.h"
#include "formats/draft_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
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
class StoreFile {
 public:
  explicit StoreFile(const std::filesystem::path& path) : file_(path) {}

  void put(const void* bytes, std::size_t size) {
    const std::string_view text(static_cast<const char*>(bytes), size);
    hash_.add(text);
    file_.put(text);
    written_ += size;
  }
  template <class Number>
  void put_all(std::span<const Number> numbers) {
    if (!numbers.empty()) put(numbers.data(), numbers.size_bytes());
    const char zero[8] = {};
    if (written_ % 8 != 0) put(zero, 8 - written_ % 8);
  }

  base::Result<base::Sha256> finish() {
    const base::Sha256 hash = hash_.finish();
    file_.put({reinterpret_cast<const char*>(hash.data()), hash.size()});
    if (auto problem = file_.finish()) return *std::move(problem);
    return hash;
  }

 private:
  DraftFile file_;
  base::Sha256Stream hash_;
  std::uint64_t written_ = 0;
};

// A whole file in the address space, read-only.
class Mapping {
 public:
  Mapping(const void* first, std::size_t size) : first_(first), size_(size) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { ::munmap(const_cast<void*>(first_), size_); }
  [[nodiscard]] std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(first_), size_};
  }

 private:
  const void* first_;
  std::size_t size_;
};

base::Result<std::shared_ptr<const Mapping>> map_file(const std::filesystem::path& path,
                                                      const std::string& name) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return base::Problem{errno == ENOENT ? "file.missing" : "file.unreadable",
                         {name, 0, {}},
                         std::strerror(errno),
                         "a card store",
                         "Check the name of the file."};
  }
  struct stat status = {};
  const bool known = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* first = size < sizeof(FileHeader) + kHashBytes
                    ? MAP_FAILED
                    : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (first == MAP_FAILED) {
    return file_problem(name, "card-file.kind", fmt::format("{} bytes", size), "a card store");
  }
  return std::shared_ptr<const Mapping>(std::make_shared<Mapping>(first, size));
}

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
                                    std::shared_ptr<const Mapping> mapping) {
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
                                 std::move(catalogue->redacted), std::move(mapping));
}

}  // namespace

base::Result<base::Sha256> save_card_store(const CardStore& store,
                                           const std::filesystem::path& path) {
  StoreFile file(path);
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

base::Result<CardStore> open_card_store(const std::filesystem::path& path,
                                        const std::string& name) {
  const auto mapping = map_file(path, name);
  if (!mapping) return mapping.problems();
  const std::span<const std::byte> bytes = (*mapping)->bytes();
  FileHeader header;
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
  auto store = take_store(header, cursor, *mapping);
  if (!store) {
    return file_problem(name, "card-file.content", "parts that do not fit together",
                        "a card store as docs/formats/card-store.md tells");
  }
  return *std::move(store);
}

}  // namespace recanvass::formats
