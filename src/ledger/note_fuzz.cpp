#include "base/fuzz.h"
#include "ledger/fuzz.h"
#include "ledger/note.h"
#include "ledger/tiles.h"

namespace recanvass::ledger {
namespace {

void fuzz_verifier_key(std::string_view text) {
  const auto key = VerifierKey::parse(text);
  if (!key) return base::check_refusal(key.problems());
  RECANVASS_CHECK(key->text() == text);
}

void fuzz_base64(std::string_view text) {
  const auto decoded = from_base64(text);
  if (!decoded) return base::check_refusal(decoded.problems());
  RECANVASS_CHECK(base64(*decoded) == text);
}

void fuzz_secret(std::string_view text) {
  const auto key = SigningKey::parse_secret(text);
  if (!key) return base::check_refusal(key.problems());
  RECANVASS_CHECK(key->secret_text() == text);
}

void fuzz_tile_path(std::string_view text) {
  const auto tile = parse_tile_path(text);
  if (!tile) return base::check_refusal(tile.problems());
  RECANVASS_CHECK(tile_path(*tile) == text);
}

}  // namespace

void fuzz_note(std::string_view bytes) {
  const auto note = parse_note(bytes);
  if (!note) return base::check_refusal(note.problems());
  RECANVASS_CHECK(format_note(*note) == bytes);
  const SigningKey::Seed seed{1};
  const VerifierKey key{"elections.example/log", SignerKind::Log,
                        SigningKey::from_seed(seed).public_key()};
  (void)verified_time(*note, key);
  fuzz_checkpoint(note->text);
}

void fuzz_checkpoint(std::string_view bytes) {
  const auto checkpoint = parse_checkpoint(bytes);
  if (!checkpoint) return base::check_refusal(checkpoint.problems());
  RECANVASS_CHECK(checkpoint_text(*checkpoint) == bytes);
}

void fuzz_key(std::string_view bytes) {
  if (bytes.empty()) return;
  const std::string_view text = bytes.substr(1);
  switch (bytes.front() % 4) {
    case 0: fuzz_verifier_key(text); break;
    case 1: fuzz_base64(text); break;
    case 2: fuzz_secret(text); break;
    case 3: fuzz_tile_path(text); break;
    default: break;
  }
}

void fuzz_tile(std::string_view bytes) {
  if (bytes.empty()) return;
  const int width = static_cast<unsigned char>(bytes.front()) + 1;
  const std::string_view text = bytes.substr(1);
  const auto entries = parse_entry_bundle(text, width);
  if (entries) {
    RECANVASS_CHECK(entry_bundle(*entries) == text);
  } else {
    base::check_refusal(entries.problems());
  }
  const auto hashes = parse_hash_tile(text, width);
  if (hashes) {
    RECANVASS_CHECK(hash_tile(*hashes) == text);
  } else {
    base::check_refusal(hashes.problems());
  }
}

}  // namespace recanvass::ledger
