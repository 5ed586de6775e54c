#include "workflow/attach_files.h"

#include "ledger/keys.h"
#include "workflow/attachment.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace recanvass::workflow {
namespace {

namespace fs = std::filesystem;

base::Problem path_problem(const char* cause, const std::string& path, const std::string& found,
                           const std::string& wanted) {
  return {cause,
          {"", 0, "path"},
          "\"" + path + "\", " + found,
          wanted,
          "Put the file beside the commands, or name its folder with --files."};
}

// What must never be published: a private key, whatever its name, and what lies beside the ledger.
std::string why_private(const fs::path& file) {
  std::error_code error;
  if (file.extension() == ".key") return "a key's file";
  for (const char* ledger : {"ledger.sqlite", "ledger.sqlite-wal"}) {
    if (fs::exists(file.parent_path() / ledger, error)) return "in a ledger's own folder";
  }
  // A seed of 32 bytes in base64 is 44 characters and a line's end.
  constexpr std::uintmax_t kSeedLine = 46;
  if (fs::file_size(file, error) > kSeedLine || error) return {};
  std::ifstream source(file, std::ios::binary);
  std::string line;
  std::getline(source, line);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  const auto bytes = ledger::from_base64(line);
  return bytes && bytes->size() == 32 ? "what looks like a key" : std::string();
}

bool is_inside(const fs::path& file, const fs::path& folder) {
  const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return end == folder.end();
}

std::string folder_of(const std::string& command_file) {
  const std::string parent = fs::path(command_file).parent_path().string();
  return command_file == "-" || parent.empty() ? "." : parent;
}

}  // namespace

base::Result<base::Json> FileAttacher::stored(const base::Json& named, const std::string& folder) {
  const std::string path = named["path"].get<std::string>();
  std::error_code error;
  const fs::path base = fs::canonical(folder, error);
  const fs::path file = fs::canonical(base / path, error);
  if (error) return path_problem("file.unreadable", path, error.message(), "a file to store");
  if (!is_inside(file, base)) {
    return path_problem("file.path", path, "outside " + folder, "a file inside " + folder);
  }
  if (!fs::is_regular_file(file, error)) {
    return path_problem("file.unreadable", path, "no ordinary file", "a file to store");
  }
  if (const std::string why = why_private(file); !why.empty()) {
    return base::Problem{"file.private",
                         {"", 0, "path"},
                         "\"" + path + "\", " + why,
                         "a file that everybody may read: what is attached is published",
                         "Keep keys and ledgers in folders of their own, and name another file."};
  }
  std::ifstream source(file, std::ios::binary);
  if (!source) return path_problem("file.unreadable", path, "not to be opened", "a file to store");
  const std::lock_guard lock(mutex_);
  if (!storage_) {
    auto opened = open_();
    if (!opened) return opened.problems();
    storage_ = std::move(opened).value();
  }
  const auto blob = storage_->put_blob(source);
  if (!blob) return blob.problems();
  base::Json attached = {{"sha256", base::hex(blob->sha256)},
                         {"bytes", blob->bytes},
                         {"name", named.value("name", file.filename().string())}};
  if (is_attachment(attached)) return attached;
  return path_problem("file.name", attached["name"].get<std::string>(), "no file's name",
                      "a name without a folder");
}

base::Problems FileAttacher::attach(base::Json& body, const std::string& command_file) {
  base::Problems problems;
  const std::string folder = folder_.empty() ? folder_of(command_file) : folder_;
  for (base::Json* named : files_to_attach(body)) {
    auto file = stored(*named, folder);
    if (file) {
      *named = std::move(file).value();
    } else {
      problems.insert(problems.end(), file.problems().begin(), file.problems().end());
    }
  }
  return problems;
}

}  // namespace recanvass::workflow
