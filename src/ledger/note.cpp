#include "ledger/note.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recanvass::ledger {
namespace {

constexpr std::string_view kDash = "\u2014 ";

std::string_view text_of(const PublicKey& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::string big_endian(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>((number >> (8 * i)) & 0xFF);
  return text;
}

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = (number << 8) | static_cast<unsigned char>(byte);
  return number;
}

bool is_key_name(std::string_view name) {
  return !name.empty() && std::none_of(name.begin(), name.end(), [](char c) {
    return c == '+' || static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
  });
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool plain = text == "0" || (!text.empty() && text[0] != '0');
  if (error != std::errc() || end != text.data() + text.size() || !plain) return std::nullopt;
  return number;
}

base::Problem note_problem(int line, std::string_view found, std::string wanted) {
  return {"note.format",
          {"", line, ""},
          fmt::format("\"{}\"", found.substr(0, 80)),
          std::move(wanted),
          "Take the note again from where it was published."};
}

std::string signed_by_witness(std::string_view note_text, std::uint64_t unix_seconds) {
  return fmt::format("cosignature/v1\ntime {}\n{}", unix_seconds, note_text);
}

Signature signature_of(std::string_view bytes) {
  Signature signature{};
  std::copy(bytes.begin(), bytes.end(), signature.begin());
  return signature;
}

base::Result<NoteSignature> parse_signature(std::string_view line, int row) {
  const std::string wanted = "\"\u2014 name base64\"";
  if (line.substr(0, kDash.size()) != kDash) return note_problem(row, line, wanted);
  const std::string_view rest = line.substr(kDash.size());
  const auto space = rest.find(' ');
  if (space == std::string_view::npos || !is_key_name(rest.substr(0, space))) {
    return note_problem(row, line, wanted);
  }
  const auto bytes = from_base64(rest.substr(space + 1));
  if (!bytes || bytes->size() < 5) return note_problem(row, line, wanted);
  return NoteSignature{std::string(rest.substr(0, space)),
                       static_cast<std::uint32_t>(read_big_endian(bytes->substr(0, 4))),
                       bytes->substr(4)};
}

}  // namespace

std::uint32_t VerifierKey::id() const {
  const std::string hashed = name + "\n" + static_cast<char>(kind) + std::string(text_of(key));
  const auto hash = base::sha256(hashed);
  return static_cast<std::uint32_t>(
      read_big_endian({reinterpret_cast<const char*>(hash.data()), 4}));
}

std::string VerifierKey::text() const {
  return fmt::format("{}+{:08x}+{}", name, id(),
                     base64(static_cast<char>(kind) + std::string(text_of(key))));
}

base::Result<VerifierKey> VerifierKey::parse(std::string_view text) {
  const auto refuse = [&](const char* cause, const char* wanted) {
    return base::Problem{cause,
                         {},
                         fmt::format("\"{}\"", text.substr(0, 120)),
                         wanted,
                         "Copy the whole line that the log or witness published."};
  };
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos || !is_key_name(text.substr(0, first))) {
    return refuse("key.format", "name+hash+key");
  }
  const auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 33) return refuse("key.format", "33 bytes of key in base64");
  VerifierKey key;
  key.name = std::string(text.substr(0, first));
  const char kind = (*bytes)[0];
  if (kind != 1 && kind != 4) return refuse("key.kind", "an Ed25519 key, kind 1 or 4");
  key.kind = static_cast<SignerKind>(kind);
  std::copy(bytes->begin() + 1, bytes->end(), key.key.begin());
  if (fmt::format("{:08x}", key.id()) != text.substr(first + 1, second - first - 1)) {
    return refuse("key.id", "a hash that fits the key");
  }
  return key;
}

base::Result<Note> parse_note(std::string_view bytes) {
  const auto gap = bytes.rfind("\n\n");
  if (gap == std::string_view::npos || bytes.back() != '\n') {
    return note_problem(0, bytes, "a text, an empty line and signature lines");
  }
  Note note;
  note.text = std::string(bytes.substr(0, gap + 1));
  for (const char c : note.text) {
    if (static_cast<unsigned char>(c) < ' ' && c != '\n') {
      return note_problem(0, note.text, "no control characters");
    }
  }
  int row = static_cast<int>(std::count(note.text.begin(), note.text.end(), '\n')) + 1;
  std::string_view rest = bytes.substr(gap + 2);
  if (rest.empty()) return note_problem(row + 1, "", "at least one signature");
  while (!rest.empty()) {
    ++row;
    const auto end = rest.find('\n');
    auto signature = parse_signature(rest.substr(0, end), row);
    if (!signature) return signature.problems();
    note.signatures.push_back(*signature);
    rest.remove_prefix(end + 1);
  }
  return note;
}

std::string format_note(const Note& note) {
  std::string text = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) {
    text += fmt::format("{}{} {}\n", kDash, signature.name,
                        base64(big_endian(signature.id, 4) + signature.bytes));
  }
  return text;
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size,
                     base64({reinterpret_cast<const char*>(checkpoint.root.data()), 32}));
}

base::Result<Checkpoint> parse_checkpoint(std::string_view note_text) {
  const auto refuse = [&](const char* wanted) {
    return base::Problem{"checkpoint.format",
                         {},
                         fmt::format("\"{}\"", note_text.substr(0, 120)),
                         wanted,
                         "Take the checkpoint again from where it was published."};
  };
  std::vector<std::string_view> lines;
  for (std::string_view rest = note_text; !rest.empty();) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return refuse("lines that end");
    lines.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (lines.size() != 3 || lines[0].empty()) return refuse("origin, size and root on three lines");
  const auto size = whole_number(lines[1]);
  const auto root = from_base64(lines[2]);
  if (!size) return refuse("a size in decimal without leading zeros");
  if (!root || root->size() != 32) return refuse("a root of 32 bytes in base64");
  Checkpoint checkpoint{std::string(lines[0]), *size, {}};
  std::copy(root->begin(), root->end(), checkpoint.root.begin());
  return checkpoint;
}

NoteSignature sign_as_log(std::string_view note_text, std::string_view name,
                          const SigningKey& key) {
  const VerifierKey verifier{std::string(name), SignerKind::Log, key.public_key()};
  const Signature signature = key.sign(note_text);
  return {verifier.name, verifier.id(), std::string(signature.begin(), signature.end())};
}

NoteSignature sign_as_witness(std::string_view note_text, std::string_view name,
                              const SigningKey& key, std::uint64_t unix_seconds) {
  const VerifierKey verifier{std::string(name), SignerKind::Witness, key.public_key()};
  const Signature signature = key.sign(signed_by_witness(note_text, unix_seconds));
  return {verifier.name, verifier.id(),
          big_endian(unix_seconds, 8) + std::string(signature.begin(), signature.end())};
}

std::optional<std::uint64_t> verified_time(const Note& note, const VerifierKey& key) {
  for (const NoteSignature& signature : note.signatures) {
    if (signature.name != key.name || signature.id != key.id()) continue;
    if (key.kind == SignerKind::Log) {
      if (signature.bytes.size() == 64 &&
          verify_signature(key.key, note.text, signature_of(signature.bytes))) {
        return 0;
      }
      continue;
    }
    if (signature.bytes.size() != 72) continue;
    const std::uint64_t seconds = read_big_endian(std::string_view(signature.bytes).substr(0, 8));
    if (verify_signature(key.key, signed_by_witness(note.text, seconds),
                         signature_of(std::string_view(signature.bytes).substr(8)))) {
      return seconds;
    }
  }
  return std::nullopt;
}

}  // namespace recanvass::ledger
