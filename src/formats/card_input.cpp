#include "formats/card_input.h"

#include "formats/card_file.h"
#include "formats/look_alike_names.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStoreBegins = "RCVCARDS";
constexpr std::size_t kHashedAtOnce = std::size_t{1} << 20U;

base::Problem cannot_read(const fs::path& path, const std::string& found) {
  return {"file.unreadable",
          {path.string(), 0, {}},
          found,
          "a file that can be read",
          "Look at its permissions and at the disk."};
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

base::Result<HashedFile> hashed(const fs::path& path, std::string name) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return cannot_read(path, std::strerror(errno));
  HashedFile file;
  file.name = std::move(name);
  base::Sha256Stream stream;
  std::vector<char> bytes(kHashedAtOnce);
  while (in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || in.gcount() > 0) {
    const auto size = static_cast<std::size_t>(in.gcount());
    stream.add({bytes.data(), size});
    file.bytes += size;
  }
  if (in.bad()) return cannot_read(path, "an error while reading");
  file.sha256 = stream.finish();
  return file;
}

// The files in a folder, by name; what hidden folders hold is passed over with them.
std::vector<fs::path> files_in(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> found;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (is_hidden(at->path())) {
      if (at->is_directory()) at.disable_recursion_pending();
    } else if (at->is_regular_file()) {
      found.push_back(at->path());
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

bool is_card_store_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::array<char, kStoreBegins.size()> begins{};
  in.read(begins.data(), begins.size());
  return in.gcount() == static_cast<std::streamsize>(begins.size()) &&
         std::string_view(begins.data(), begins.size()) == kStoreBegins;
}

base::Result<CardImport> read_cards(const std::vector<fs::path>& paths,
                                    const ReadingLimits& limits) {
  const auto store_at = std::ranges::find_if(paths, is_card_store_file);
  if (store_at == paths.end()) return import_cards_confined(paths, limits);
  if (paths.size() > 1) {
    return base::Problem{"cards.mixed",
                         {store_at->string(), 0, {}},
                         "a card store with other files beside it",
                         "one card store, or the files of one export",
                         "Give each by itself."};
  }
  auto store = open_card_store(*store_at, store_at->string());
  if (!store) return store.problems();
  CardImport import;
  import.format = CvrFormat::CardStore;
  import.store = std::move(store).value();
  import.files = {store_at->string()};
  import.remarks = look_alikes_of(import.store.contests());
  import.batch_places.assign(import.store.names().batches.size(), {store_at->string(), 0, {}});
  return import;
}

base::Result<std::vector<HashedFile>> hash_files(const std::vector<fs::path>& paths) {
  std::vector<HashedFile> files;
  base::Problems problems;
  const auto add = [&](const fs::path& path, std::string name) {
    auto file = hashed(path, std::move(name));
    if (!file) {
      problems.insert(problems.end(), file.problems().begin(), file.problems().end());
    } else {
      files.push_back(std::move(file).value());
    }
  };
  for (const fs::path& given : paths) {
    std::error_code error;
    // "folder/" is the folder.
    const fs::path path = given.has_filename() ? given : given.parent_path();
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      problems.push_back({"file.missing",
                          {given.string(), 0, {}},
                          "no such file",
                          "a file or a folder",
                          "Correct the name."});
    } else if (!fs::is_directory(status)) {
      add(path, path.filename().string());
    } else {
      for (const fs::path& inner : files_in(path, error)) {
        add(inner, (path.filename() / inner.lexically_relative(path)).generic_string());
      }
      if (error) problems.push_back(cannot_read(path, error.message()));
    }
  }
  if (!problems.empty()) return problems;
  return files;
}

}  // namespace recanvass::formats
