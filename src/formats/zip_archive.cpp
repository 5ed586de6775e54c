#include "formats/zip_archive.h"

#include "base/check.h"
#include "formats/problem_list.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

using std::string_view_literals::operator""sv;

base::Problem archive_problem(const char* cause, const std::string& name, std::string found,
                              std::string wanted, std::string mend) {
  return {cause, {name, 0, {}}, std::move(found), std::move(wanted), std::move(mend)};
}

base::Problem broken_archive(const std::string& name, std::string found) {
  return archive_problem("archive.broken", name, std::move(found), "a whole ZIP archive",
                         "Fetch the file again; it may have been cut off.");
}

base::Problem too_many(const std::string& name, std::uint64_t limit) {
  return archive_problem("archive.too-many", name, fmt::format("more than {} files", limit),
                         fmt::format("{} files at most", limit),
                         "Give the export in several archives.");
}

std::uint64_t little_endian_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < width; ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  }
  return number;
}

// The end of an archive, where it says how many entries it has.
class ArchiveTail {
 public:
  ArchiveTail(int file, std::uint64_t size) : file_(file), size_(size) {
    constexpr std::uint64_t kTail = 22 + 0xFFFF;
    tail_ = read_at(size - std::min(size, kTail), std::min(size, kTail));
  }

  // The most entries that any record at the end claims. The library reads one of them, and makes
  // room for all its entries at once, before anybody can ask how many they are.
  [[nodiscard]] std::uint64_t entries_claimed() const {
    std::uint64_t most = 0;
    for (std::size_t at = tail_.find("PK\5\6"sv); at != std::string::npos;
         at = tail_.find("PK\5\6"sv, at + 1)) {
      if (at + 22 <= tail_.size()) most = std::max(most, little_endian_at(tail_, at + 10, 2));
    }
    for (std::size_t at = tail_.find("PK\6\7"sv); at != std::string::npos;
         at = tail_.find("PK\6\7"sv, at + 1)) {
      if (at + 20 > tail_.size()) continue;
      const std::string record = read_at(little_endian_at(tail_, at + 8, 8), 56);
      if (record.size() == 56 && record.starts_with("PK\6\6")) {
        most = std::max(most, little_endian_at(record, 32, 8));
      }
    }
    return most;
  }

 private:
  [[nodiscard]] std::string read_at(std::uint64_t at, std::uint64_t length) const {
    if (at > size_ || length > size_ - at) return {};
    std::string bytes(length, '\0');
    const ssize_t read = ::pread(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    return read == static_cast<ssize_t>(length) ? bytes : std::string();
  }

  int file_;
  std::uint64_t size_;
  std::string tail_;
};

// A name that would lead out of a folder, or is none. Nothing is written under it; an archive that
// holds one was not made by an election system.
bool leads_astray(std::string_view name) {
  if (name.starts_with('/') || (name.size() > 1 && name[1] == ':')) return true;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return !why_not_a_name(name).empty();
}

// A link of a Unix system, which would lead anywhere if it were made.
bool is_link(zip_t* archive, zip_uint64_t entry) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  const bool known = zip_file_get_external_attributes(archive, entry, 0, &system, &attributes) == 0;
  return known && system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16U);
}

}  // namespace

// Closes what the library opened.
class ZipArchive::Handle {
 public:
  explicit Handle(zip_t* archive) : archive_(archive) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { zip_discard(archive_); }
  [[nodiscard]] zip_t* get() const { return archive_; }

 private:
  zip_t* archive_;
};

class ZipArchive::EntrySource : public ByteSource {
 public:
  EntrySource(std::shared_ptr<ZipArchive> archive, std::size_t entry, zip_file_t* file,
              std::string name)
      : archive_(std::move(archive)), entry_(entry), file_(file), name_(std::move(name)) {}
  EntrySource(const EntrySource&) = delete;
  EntrySource& operator=(const EntrySource&) = delete;
  ~EntrySource() override { zip_fclose(file_); }

  base::Result<std::size_t> read(std::span<char> to) override {
    const zip_int64_t bytes = zip_fread(file_, to.data(), to.size());
    if (bytes < 0) return broken_archive(name_, "bytes that do not unpack");
    position_ += static_cast<std::uint64_t>(bytes);
    if (auto problem = archive_->came_out(entry_, position_)) return *std::move(problem);
    return static_cast<std::size_t>(bytes);
  }

 private:
  std::shared_ptr<ZipArchive> archive_;  // the file is read through it
  std::size_t entry_;
  std::uint64_t position_ = 0;
  zip_file_t* file_;
  std::string name_;
};

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle, std::string name, UnpackedBytes unpacked)
    : handle_(std::move(handle)), name_(std::move(name)), unpacked_(std::move(unpacked)) {}

ZipArchive::~ZipArchive() = default;

// Bytes count once however often an entry is read.
std::optional<base::Problem> ZipArchive::came_out(std::size_t entry, std::uint64_t position) {
  if (position <= came_out_[entry]) return std::nullopt;
  const std::uint64_t more = position - came_out_[entry];
  came_out_[entry] = position;
  return unpacked_.add(more);
}

base::Result<std::shared_ptr<ZipArchive>> ZipArchive::open(const std::filesystem::path& path,
                                                           const std::string& name,
                                                           const ArchiveLimits& limits) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return archive_problem(errno == ENOENT ? "file.missing" : "file.unreadable", name,
                           std::strerror(errno), "a file that can be read",
                           "Check the name and whether you may read it.");
  }
  struct stat status = {};
  const bool known = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = known ? static_cast<std::uint64_t>(status.st_size) : 0;
  const std::uint64_t claimed = ArchiveTail(file, size).entries_claimed();
  ::close(file);
  if (claimed > limits.entries_max) return too_many(name, limits.entries_max);
  int error = 0;
  zip_t* opened = zip_open(path.c_str(), ZIP_RDONLY, &error);
  if (opened == nullptr) {
    return broken_archive(name, error == ZIP_ER_NOZIP ? "no end of a ZIP archive"
                                                      : "a list of files that does not hold");
  }
  std::shared_ptr<ZipArchive> archive(
      new ZipArchive(std::make_unique<Handle>(opened), name, UnpackedBytes(size, limits, name)));
  if (auto problem = archive->list(limits)) return *std::move(problem);
  return archive;
}

std::optional<base::Problem> ZipArchive::list(const ArchiveLimits& limits) {
  const zip_int64_t all = zip_get_num_entries(handle_->get(), 0);
  if (all < 0 || static_cast<std::uint64_t>(all) > limits.entries_max) {
    return too_many(name_, limits.entries_max);
  }
  std::uint64_t declared = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(all); ++i) {
    zip_stat_t about;
    zip_stat_init(&about);
    const bool read = zip_stat_index(handle_->get(), i, 0, &about) == 0;
    if (!read || (about.valid & ZIP_STAT_NAME) == 0 || (about.valid & ZIP_STAT_SIZE) == 0) {
      return broken_archive(name_, "an entry without a name or a size");
    }
    const std::string_view entry = about.name;
    if (leads_astray(entry)) {
      return archive_problem("archive.path", name_, "a file named " + quote(entry),
                             "names of files inside the archive",
                             "Do not unpack it; ask who sent it for the files themselves.");
    }
    if (entry.ends_with('/')) continue;
    if (is_link(handle_->get(), i)) {
      return archive_problem("archive.path", name_, quote(entry) + ", which is a link",
                             "files inside the archive",
                             "Do not unpack it; ask who sent it for the files themselves.");
    }
    declared = about.size > limits.bytes_max ? limits.bytes_max + 1 : declared + about.size;
    if (auto problem = unpacked_.would_be(declared)) return problem;
    entries_.push_back({std::string(entry), about.size});
    numbers_.push_back(i);
  }
  came_out_.assign(entries_.size(), 0);
  std::vector<std::string_view> names;
  for (const ZipEntry& entry : entries_) names.push_back(entry.name);
  std::ranges::sort(names);
  const auto twice = std::ranges::adjacent_find(names);
  if (twice == names.end()) return std::nullopt;
  return archive_problem("archive.twice", name_, "two files named " + quote(*twice),
                         "each name once", "Pack the export again.");
}

std::optional<std::size_t> ZipArchive::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &ZipEntry::name);
  if (found == entries_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - entries_.begin());
}

base::Result<std::unique_ptr<ByteSource>> ZipArchive::read(std::size_t entry) {
  RECANVASS_CHECK(entry < entries_.size());
  const std::string name = name_ + "/" + entries_[entry].name;
  zip_file_t* file = zip_fopen_index(handle_->get(), numbers_[entry], 0);
  if (file == nullptr) {
    const int error = zip_error_code_zip(zip_get_error(handle_->get()));
    if (error == ZIP_ER_NOPASSWD || error == ZIP_ER_WRONGPASSWD) {
      return archive_problem("archive.locked", name, "a file locked with a password",
                             "a file that anybody can read", "Unpack it with the password first.");
    }
    return broken_archive(name, "a file packed in a way that is not read");
  }
  return std::unique_ptr<ByteSource>(
      std::make_unique<EntrySource>(shared_from_this(), entry, file, name));
}

bool begins_as_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

}  // namespace recanvass::formats
