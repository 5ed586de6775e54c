#include "formats/zip_writer.h"

#include "formats/draft_file.h"

#include <zip.h>

#include <algorithm>
#include <utility>

namespace recanvass::formats {
namespace {

// 1980-01-01 00:00, the first day that an archive can name.
constexpr zip_uint16_t kFirstTime = 0;
constexpr zip_uint16_t kFirstDay = (1U << 5U) | 1U;
constexpr zip_uint32_t kFastest = 1;  // cast vote records pack well at any level

base::Problem cannot_write(const std::string& found) {
  return {"file.write",
          {},
          found,
          "an archive that can be written",
          "Choose a folder that may be written to and has room."};
}

bool put_entry(zip_t* archive, const std::string& name, const std::string& bytes) {
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  if (source == nullptr) return false;
  const zip_int64_t added = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (added < 0) {
    zip_source_free(source);
    return false;
  }
  const auto index = static_cast<zip_uint64_t>(added);
  return zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, kFastest) == 0 &&
         zip_file_set_dostime(archive, index, kFirstTime, kFirstDay, 0) == 0 &&
         zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_DOS, 0) == 0;
}

// The bytes of a source that an archive was written to.
std::optional<std::string> bytes_of(zip_source_t* source) {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_source_stat(source, &about) != 0 || zip_source_open(source) != 0) return std::nullopt;
  std::string bytes(about.size, '\0');
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read < 0 || static_cast<std::uint64_t>(read) != about.size) return std::nullopt;
  return bytes;
}

}  // namespace

void ZipWriter::add(std::string name, std::string bytes) {
  entries_.push_back({std::move(name), std::move(bytes)});
}

base::Result<std::string> ZipWriter::bytes() {
  const std::vector<Entry> entries = std::exchange(entries_, {});
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (source == nullptr) return cannot_write(zip_error_strerror(&error));
  zip_source_keep(source);  // zip_close gives it back to itself once
  zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    zip_source_free(source);
    zip_source_free(source);
    return cannot_write(zip_error_strerror(&error));
  }
  const bool all = std::ranges::all_of(
      entries, [&](const Entry& entry) { return put_entry(archive, entry.name, entry.bytes); });
  if (!all || zip_close(archive) != 0) {
    const std::string found = zip_strerror(archive);
    zip_discard(archive);
    zip_source_free(source);
    return cannot_write(found);
  }
  const std::optional<std::string> bytes = bytes_of(source);
  zip_source_free(source);
  if (!bytes) return cannot_write("an archive that cannot be put together");
  return *bytes;
}

std::optional<base::Problem> ZipWriter::write(const std::filesystem::path& path) {
  const auto bytes = this->bytes();
  if (!bytes) {
    base::Problem problem = bytes.problems()[0];
    problem.place.file = path.string();
    return problem;
  }
  DraftFile file(path);
  file.put(*bytes);
  return file.finish();
}

}  // namespace recanvass::formats
