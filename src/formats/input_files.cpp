#include "formats/input_files.h"

#include "base/check.h"
#include "base/sha256.h"
#include "formats/detect.h"
#include "formats/gzip_source.h"
#include "formats/text_source.h"
#include "formats/workbook_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

// What an operating system puts beside a person's files.
bool is_litter(std::string_view name) {
  const std::string_view last = last_part(name);
  return last.starts_with('.') || last == "Thumbs.db" || last == "desktop.ini" ||
         name.starts_with("__MACOSX/") || name.find("/__MACOSX/") != std::string_view::npos;
}

// Documents that are archives themselves, by what their formats fix to be in them.
std::optional<base::Problem> refuse_document(const ZipArchive& archive, const std::string& name) {
  const bool word = archive.find("word/document.xml").has_value();
  const bool slides = archive.find("ppt/presentation.xml").has_value();
  const bool open_document = archive.find("mimetype") && archive.find("content.xml");
  if (!word && !slides && !open_document) return std::nullopt;
  return base::Problem{"detect.document",
                       {name, 0, {}},
                       word     ? "a Word document"
                       : slides ? "a PowerPoint presentation"
                                : "an OpenDocument file",
                       "an export of cast vote records, a manifest or results",
                       "Ask the sender for the export itself; a table is given as CSV."};
}

// Gives bytes that were read already before those that follow them.
class ReplaySource : public ByteSource {
 public:
  ReplaySource(std::string head, std::unique_ptr<ByteSource> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}

  base::Result<std::size_t> read(std::span<char> to) override {
    if (given_ == head_.size()) return rest_->read(to);
    const std::size_t bytes = std::min(to.size(), head_.size() - given_);
    std::copy_n(head_.data() + given_, bytes, to.data());
    given_ += bytes;
    return bytes;
  }

 private:
  std::string head_;
  std::size_t given_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

class KeptTextSource : public ByteSource {
 public:
  explicit KeptTextSource(std::shared_ptr<const std::string> text)
      : text_(std::move(text)), source_(*text_) {}
  base::Result<std::size_t> read(std::span<char> to) override { return source_.read(to); }

 private:
  std::shared_ptr<const std::string> text_;
  TextSource source_;
};

// UTF-8 of a text in UTF-16, whose source it keeps.
class Utf16FileSource : public ByteSource {
 public:
  Utf16FileSource(std::unique_ptr<ByteSource> bytes, const std::string& name)
      : bytes_(std::move(bytes)), text_(*bytes_, name) {}
  base::Result<std::size_t> read(std::span<char> to) override { return text_.read(to); }

 private:
  std::unique_ptr<ByteSource> bytes_;
  Utf8Source text_;
};

// Up to `bytes` from the source; fewer only at its end.
base::Result<std::string> take_head(ByteSource& source, std::size_t bytes) {
  constexpr std::size_t kPiece = std::size_t{1} << 16U;
  std::string head;
  while (head.size() < bytes) {
    const std::size_t before = head.size();
    head.resize(std::min(bytes, before + kPiece));
    const auto read = source.read(std::span(head).subspan(before));
    if (!read) return read.problems();
    head.resize(before + *read);
    if (*read == 0) break;
  }
  return head;
}

// Readers of JSON and of tables take UTF-8. XML says its encoding itself, to the reader of XML.
base::Result<std::unique_ptr<ByteSource>> text_as_utf8(std::unique_ptr<ByteSource> source,
                                                       const std::string& name) {
  constexpr std::size_t kMarkAndOneLetter = 4;
  auto head = take_head(*source, kMarkAndOneLetter);
  if (!head) return head.problems();
  const bool utf16 = head->starts_with("\xFF\xFE") || head->starts_with("\xFE\xFF");
  const bool converted = utf16 && !begins_as_xml(*head);
  source = std::make_unique<ReplaySource>(std::move(head).value(), std::move(source));
  if (!converted) return source;
  return std::unique_ptr<ByteSource>(std::make_unique<Utf16FileSource>(std::move(source), name));
}

}  // namespace

std::string_view last_part(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

base::Result<InputFiles> InputFiles::open(const std::vector<fs::path>& paths,
                                          const ArchiveLimits& limits, WatchFile watch) {
  InputFiles files;
  files.watch_ = std::move(watch);
  files.limits_ = limits;
  base::Problems problems;
  for (const fs::path& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      files.add_folder(path, problems);
    } else {
      files.add_file(path, problems);
    }
  }
  if (!problems.empty()) return problems;
  return files;
}

InputFiles InputFiles::of_texts(std::vector<std::pair<std::string, std::string>> texts) {
  InputFiles files;
  for (auto& [name, text] : texts) {
    Origin origin;
    origin.bytes = text.size();
    origin.text = std::make_shared<const std::string>(std::move(text));
    files.files_.push_back({std::move(name), false});
    files.origins_.push_back(std::move(origin));
  }
  return files;
}

void InputFiles::add_folder(const fs::path& path, base::Problems& problems) {
  std::error_code error;
  std::vector<fs::path> found;
  fs::recursive_directory_iterator at(path, error);
  while (!error && at != fs::recursive_directory_iterator()) {
    std::error_code ignored;
    const std::string within = at->path().lexically_relative(path).generic_string();
    if (is_litter(within)) {
      ++passed_over_;
      if (at->is_directory(ignored)) at.disable_recursion_pending();
    } else if (at->is_regular_file(ignored)) {
      found.push_back(at->path());
    }
    if (found.size() > limits_.entries_max) break;
    at.increment(error);
  }
  if (error || found.size() > limits_.entries_max) {
    problems.push_back({error ? "file.unreadable" : "archive.too-many",
                        {path.string(), 0, {}},
                        error ? error.message() : "more files than are read at once",
                        fmt::format("a folder of {} files at most", limits_.entries_max),
                        "Check its permissions, or give the files in parts."});
    return;
  }
  std::ranges::sort(found);
  for (const fs::path& file : found) add_file(file, problems);
}

void InputFiles::add_file(const fs::path& path, base::Problems& problems) {
  const std::string name = path.string();
  tell(name);
  auto source = open_file(path, name);
  if (!source) {
    problems.insert(problems.end(), source.problems().begin(), source.problems().end());
    return;
  }
  const auto opened = std::move(source).value();
  const auto head = take_head(*opened, 4);
  if (!head) {
    problems.insert(problems.end(), head.problems().begin(), head.problems().end());
    return;
  }
  std::error_code error;
  Origin origin;
  origin.path = path;
  origin.bytes = fs::file_size(path, error);
  if (!begins_as_zip(*head)) {
    files_.push_back({name, false});
    origins_.push_back(std::move(origin));
    return;
  }
  auto archive = ZipArchive::open(path, name, limits_);
  if (!archive) {
    problems.insert(problems.end(), archive.problems().begin(), archive.problems().end());
    return;
  }
  origin.archive = *archive;
  if (origin.archive->find("xl/workbook.xml")) {
    add_workbook(name, origin, problems);
    return;
  }
  if (auto problem = refuse_document(*origin.archive, name)) {
    problems.push_back(*std::move(problem));
    return;
  }
  const auto& entries = origin.archive->entries();
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::string_view(entries[i].name); });
  for (const std::size_t entry : order) {
    if (is_litter(entries[entry].name)) {
      ++passed_over_;
      continue;
    }
    origin.entry = entry;
    origin.bytes = entries[entry].bytes;
    files_.push_back({name + "/" + entries[entry].name, false});
    origins_.push_back(origin);
  }
}

void InputFiles::add_workbook(const std::string& name, const Origin& origin,
                              base::Problems& problems) {
  const auto sheets = sheets_of(*origin.archive, name);
  if (!sheets) {
    problems.insert(problems.end(), sheets.problems().begin(), sheets.problems().end());
    return;
  }
  const std::size_t first = files_.size();
  for (const WorkbookSheet& sheet : *sheets) {
    const std::string own = sheets->size() == 1 ? name : name + "/" + sheet.name;
    files_.push_back({own, true, sheet.hidden, first});
    origins_.push_back(origin);
    origins_.back().sheet_entry = sheet.entry;
  }
}

base::Result<std::unique_ptr<ByteSource>> InputFiles::read_packed(std::size_t at) const {
  const Origin& origin = origins_[at];
  if (origin.text) {
    return std::unique_ptr<ByteSource>(std::make_unique<KeptTextSource>(origin.text));
  }
  if (origin.archive && !files_[at].is_workbook) return origin.archive->read(origin.entry);
  return open_file(origin.path, files_[at].name);
}

base::Result<std::unique_ptr<ByteSource>> InputFiles::read(std::size_t at) const {
  RECANVASS_CHECK(at < files_.size() && !files_[at].is_workbook);
  tell(files_[at].name);
  auto opened = read_packed(at);
  if (!opened) return opened;
  auto source = std::move(opened).value();
  auto head = take_head(*source, 2);
  if (!head) return head.problems();
  const bool packed = begins_as_gzip(*head);
  source = std::make_unique<ReplaySource>(std::move(head).value(), std::move(source));
  if (!packed) return text_as_utf8(std::move(source), files_[at].name);
  return text_as_utf8(gzip_source(std::move(source), origins_[at].bytes, files_[at].name, limits_),
                      files_[at].name);
}

base::Result<std::vector<std::vector<std::size_t>>> InputFiles::same_files(
    const std::vector<std::size_t>& which) const {
  std::map<std::uint64_t, std::vector<std::size_t>> by_size;
  for (const std::size_t at : which) by_size[origins_[at].bytes].push_back(at);
  std::map<base::Sha256, std::vector<std::size_t>> by_content;
  std::string piece(std::size_t{1} << 16U, '\0');
  for (const auto& [size, files] : by_size) {
    for (const std::size_t at : files) {
      if (files.size() == 1) break;
      auto source = read_packed(at);
      if (!source) return source.problems();
      base::Sha256Stream hash;
      const auto opened = std::move(source).value();
      for (auto bytes = opened->read(piece);; bytes = opened->read(piece)) {
        if (!bytes) return bytes.problems();
        if (*bytes == 0) break;
        hash.add(std::string_view(piece).substr(0, *bytes));
      }
      by_content[hash.finish()].push_back(at);
    }
  }
  std::vector<std::vector<std::size_t>> same;
  for (auto& [content, files] : by_content) {
    if (files.size() > 1) same.push_back(std::move(files));
  }
  std::ranges::sort(same);
  return same;
}

base::Result<std::string> InputFiles::head(std::size_t at, std::size_t bytes) const {
  auto source = read(at);
  if (!source) return source.problems();
  return take_head(*std::move(source).value(), bytes);
}

base::Result<std::string> InputFiles::whole(std::size_t at, std::size_t bytes_max) const {
  auto text = head(at, bytes_max + 1);
  if (!text || text->size() <= bytes_max) return text;
  return base::Problem{"file.too-large",
                       {files_[at].name, 0, {}},
                       fmt::format("more than {} bytes", bytes_max),
                       "a small file beside cast vote records",
                       "Check that this is the file you mean."};
}

InputFiles::Sheet InputFiles::sheet(std::size_t at) const {
  RECANVASS_CHECK(at < files_.size() && files_[at].is_workbook);
  tell(files_[at].name);
  return {origins_[at].archive, origins_[at].sheet_entry};
}

}  // namespace recanvass::formats
