#include "workflow/key_folder.h"

#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace recanvass::workflow {
namespace {

namespace fs = std::filesystem;

base::Problem file_problem(const std::string& path, const std::string& doing, int code) {
  return {"key.file",
          {path, 0, ""},
          std::generic_category().message(code),
          doing,
          "Check the folder's owner and rights."};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

// No value: there is no such file.
base::Result<std::optional<std::string>> read_small_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return std::optional<std::string>{};
    return file_problem(path, "a file to read", errno);
  }
  std::string text(std::size_t{1} << 16, '\0');
  const ssize_t got = ::read(file.number(), text.data(), text.size());
  if (got < 0) return file_problem(path, "a file to read", errno);
  text.resize(static_cast<std::size_t>(got));
  return std::optional<std::string>{std::move(text)};
}

enum class Readers { Owner, Everybody };

// Whole and on the disk, or a problem. What is to be handed out can be read by those who get it.
std::optional<base::Problem> write_small_file(const std::string& path, const std::string& text,
                                              int extra_flags, Readers readers) {
  const mode_t rights =
      S_IRUSR | S_IWUSR | (readers == Readers::Everybody ? S_IRGRP | S_IROTH : mode_t{0});
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | extra_flags, rights));
  if (file.number() < 0 || ::fchmod(file.number(), rights) != 0) {
    return file_problem(path, "a file to write", errno);
  }
  const ssize_t wrote = ::write(file.number(), text.data(), text.size());
  if (wrote < 0 || static_cast<std::size_t>(wrote) != text.size() || ::fsync(file.number()) != 0) {
    return file_problem(path, "a file to write", wrote < 0 || errno != 0 ? errno : ENOSPC);
  }
  return std::nullopt;
}

// A lock goes with the open file: closing it, as the end of a process does too, lets it go.
class FileHold final : public Keyring::Hold {
 public:
  explicit FileHold(const std::string& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
  // No value: it is held.
  [[nodiscard]] std::optional<int> take() const {
    if (file_.number() < 0) return errno;
    while (::flock(file_.number(), LOCK_EX) != 0) {
      if (errno != EINTR) return errno;
    }
    return std::nullopt;
  }

 private:
  Descriptor file_;
};

std::string without_line_end(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

std::optional<base::Problem> sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || ::fsync(folder.number()) != 0) {
    return file_problem(path, "a folder to write", errno);
  }
  return std::nullopt;
}

std::optional<base::Problem> make_folder(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return std::nullopt;
  fs::create_directories(path, error);
  if (!error) fs::permissions(path, fs::perms::owner_all, error);
  if (error) return file_problem(path, "a folder for keys", error.value());
  return std::nullopt;
}

}  // namespace

std::string file_name_of(const std::string& name) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@-";
  std::string file;
  for (const char c : name) {
    const bool inner_dot = c == '.' && !file.empty();
    if (inner_dot || kPlain.find(c) != std::string_view::npos) {
      file += c;
    } else {
      file += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return file;
}

std::string KeyFolder::key_path(const std::string& name) const {
  return path_ + "/" + file_name_of(name) + ".key";
}

std::string KeyFolder::public_key_path(const std::string& name) const {
  return path_ + "/" + file_name_of(name) + ".pub";
}

std::string KeyFolder::checked_path(const std::string& origin) const {
  return path_ + "/" + file_name_of(origin) + ".checked";
}

std::string KeyFolder::note_path(const std::string& signer, const std::string& origin) const {
  return path_ + "/" + file_name_of(signer) + "+" + file_name_of(origin) + ".checkpoint";
}

base::Result<ledger::SigningKey> KeyFolder::key_of(const std::string& name) {
  if (const auto known = read_.find(name); known != read_.end()) return known->second;
  const std::string path = key_path(name);
  const auto text = read_small_file(path);
  if (!text) return text.problems();
  if (!*text) return key_absent_problem(name, "the file " + path);
  auto key = ledger::SigningKey::parse_secret(without_line_end(**text));
  if (!key) {
    base::Problems problems = key.problems();
    problems[0].place.file = path;
    return problems;
  }
  read_.emplace(name, *key);
  return key;
}

base::Result<ledger::PublicKey> KeyFolder::public_key_of(const std::string& name) {
  const std::string path = public_key_path(name);
  std::error_code error;
  if (!fs::exists(key_path(name), error)) {
    const auto text = read_small_file(path);
    if (!text) return text.problems();
    if (!*text) {
      return key_absent_problem(name, fmt::format("the file {} or {}", key_path(name), path));
    }
    const auto key = read_public_key(without_line_end(**text));
    if (key) return *key;
    return base::Problem{"key.format",
                         {path, 0, ""},
                         "something else",
                         "an Ed25519 public key in base64, one line",
                         "Take the file that `recanvass key new` wrote."};
  }
  return Keyring::public_key_of(name);
}

base::Result<ledger::SigningKey> KeyFolder::make_key(const std::string& name) {
  if (auto problem = make_folder(path_)) return *problem;
  const std::string path = key_path(name);
  std::error_code error;
  if (fs::exists(path, error)) return key_exists_problem(name, path);
  const ledger::SigningKey key = ledger::SigningKey::generate();
  if (auto problem = write_small_file(path, key.secret_text() + "\n", O_EXCL, Readers::Owner)) {
    return *problem;
  }
  const std::string public_half = base64_of(key.public_key()) + "\n";
  if (auto problem =
          write_small_file(public_key_path(name), public_half, O_TRUNC, Readers::Everybody)) {
    return *problem;
  }
  if (auto problem = sync_folder(path_)) return *problem;
  read_.emplace(name, key);
  return key;
}

std::string KeyFolder::log_key_path(const std::string& origin) const {
  return path_ + "/" + file_name_of(origin) + ".vkey";
}

base::Result<std::optional<ledger::VerifierKey>> KeyFolder::log_key(const std::string& origin) {
  const std::string path = log_key_path(origin);
  const auto text = read_small_file(path);
  if (!text) return text.problems();
  if (!*text) return std::optional<ledger::VerifierKey>{};
  const auto key = ledger::VerifierKey::parse(without_line_end(**text));
  if (key) return std::optional<ledger::VerifierKey>{*key};
  base::Problems problems = key.problems();
  problems[0].place.file = path;
  return problems;
}

base::Result<store::Done> KeyFolder::keep_log_key(const ledger::VerifierKey& key) {
  return replace_file(log_key_path(key.name), key.text() + "\n");
}

base::Result<std::unique_ptr<Keyring::Hold>> KeyFolder::hold(const std::string& signer,
                                                             const std::string& origin) {
  if (auto problem = make_folder(path_)) return *problem;
  const std::string path = note_path(signer, origin) + ".lock";
  auto held = std::make_unique<FileHold>(path);
  if (const auto code = held->take()) return file_problem(path, "a file to lock", *code);
  return std::unique_ptr<Hold>(std::move(held));
}

base::Result<std::optional<std::string>> KeyFolder::last_note(const std::string& signer,
                                                              const std::string& origin) {
  return read_small_file(note_path(signer, origin));
}

base::Result<store::Done> KeyFolder::remember_note(const std::string& signer,
                                                   const std::string& origin,
                                                   const std::string& note) {
  return replace_file(note_path(signer, origin), note);
}

base::Result<std::optional<ledger::Checkpoint>> KeyFolder::last_checked(const std::string& origin) {
  const std::string path = checked_path(origin);
  const auto text = read_small_file(path);
  if (!text) return text.problems();
  if (!*text) return std::optional<ledger::Checkpoint>{};
  const auto checked = ledger::parse_checkpoint(**text);
  if (checked) return std::optional<ledger::Checkpoint>{*checked};
  base::Problems problems = checked.problems();
  problems[0].place.file = path;
  return problems;
}

base::Result<store::Done> KeyFolder::remember_checked(const ledger::Checkpoint& checked) {
  return replace_file(checked_path(checked.origin), ledger::checkpoint_text(checked));
}

base::Result<store::Done> KeyFolder::replace_file(const std::string& path,
                                                  const std::string& text) {
  if (auto problem = make_folder(path_)) return *problem;
  // Several processes may sign with one key: each writes a file of its own and puts it in place.
  const std::string fresh = fmt::format("{}.{}", path, ::getpid());
  if (auto problem = write_small_file(fresh, text, O_TRUNC, Readers::Everybody)) return *problem;
  if (::rename(fresh.c_str(), path.c_str()) != 0) {
    return file_problem(path, "a file to write", errno);
  }
  if (auto problem = sync_folder(path_)) return *problem;
  return store::Done{};
}

}  // namespace recanvass::workflow
