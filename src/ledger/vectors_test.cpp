// The ledger's formats against tests/vectors/ledger.json, which another program in another language
// wrote: 35 cases that hold, and 132 that must not.
#include "base/json.h"
#include "ledger/entry.h"
#include "ledger/note.h"
#include "ledger/tiles.h"

#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <map>

namespace recanvass::ledger {
namespace {

using base::Json;

std::string bytes_of(const Json& hex) {
  const auto& text = hex.get_ref<const std::string&>();
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    unsigned byte = 0;
    std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

Hash hash_in(const Json& hex) {
  const std::string bytes = bytes_of(hex);
  Hash hash{};
  EXPECT_EQ(bytes.size(), hash.size());
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::vector<Hash> hashes_in(const Json& list) {
  std::vector<Hash> hashes;
  for (const Json& hex : list) hashes.push_back(hash_in(hex));
  return hashes;
}

// What a case that holds has to give beside; a case that must not hold has no such member.
template <class Value>
void expect_member(const Json& vector, const char* name, const Value& value) {
  if (!vector.contains(name)) return;
  EXPECT_EQ(Json(value), vector.at(name)) << vector.at("name") << ", " << name;
}

bool leaf_holds(const Json& vector) {
  const auto& text = vector.at("text").get_ref<const std::string&>();
  const auto leaf = parse_leaf(text);
  if (!leaf || !signature_holds(*leaf, vector.at("origin").get<std::string>())) return false;
  expect_member(vector, "text", leaf_bytes(*leaf));
  expect_member(vector, "receipt", receipt_code(text));
  expect_member(vector, "hash", base::hex(leaf_hash(text)));
  return true;
}

bool inclusion_holds(const Json& vector) {
  return verify_inclusion(hash_in(vector.at("leaf")), vector.at("index"), vector.at("size"),
                          hashes_in(vector.at("proof")), hash_in(vector.at("root")));
}

bool consistency_holds(const Json& vector) {
  return verify_consistency(vector.at("old_size"), vector.at("size"),
                            hash_in(vector.at("old_root")), hash_in(vector.at("root")),
                            hashes_in(vector.at("proof")));
}

bool checkpoint_holds(const Json& vector) {
  const auto key = VerifierKey::parse(vector.at("key").get<std::string>());
  const auto note = parse_note(vector.at("text").get<std::string>());
  if (!key || !note) return false;
  const auto checkpoint = parse_checkpoint(note->text);
  const auto time = verified_time(*note, *key);
  if (!checkpoint || !time) return false;
  expect_member(vector, "text", format_note(*note));
  expect_member(vector, "origin", checkpoint->origin);
  expect_member(vector, "size", checkpoint->size);
  expect_member(vector, "root", base::hex(checkpoint->root));
  expect_member(vector, "time", *time);
  return true;
}

bool tile_path_holds(const Json& vector) {
  const auto tile = parse_tile_path(vector.at("path").get<std::string>());
  if (!tile) return false;
  expect_member(vector, "path", tile_path(*tile));
  expect_member(vector, "entries", tile->kind == TileId::Kind::Entries);
  expect_member(vector, "level", tile->level);
  expect_member(vector, "index", tile->index);
  expect_member(vector, "width", tile->width);
  return true;
}

bool bundle_holds(const Json& vector) {
  const std::string bytes = bytes_of(vector.at("bytes"));
  const auto entries = parse_entry_bundle(bytes, vector.at("width"));
  if (!entries) return false;
  EXPECT_EQ(entry_bundle(*entries), bytes) << vector.at("name");
  expect_member(vector, "entries", *entries);
  return true;
}

bool hash_tile_holds(const Json& vector) {
  const std::string bytes = bytes_of(vector.at("bytes"));
  const auto hashes = parse_hash_tile(bytes, vector.at("width"));
  if (!hashes) return false;
  EXPECT_EQ(hash_tile(*hashes), bytes) << vector.at("name");
  return true;
}

TEST(LedgerVectors, OfAnotherProgramHoldAsItSays) {
  const std::map<std::string, bool (*)(const Json&)> kinds = {{"leaf", leaf_holds},
                                                              {"inclusion", inclusion_holds},
                                                              {"consistency", consistency_holds},
                                                              {"checkpoint", checkpoint_holds},
                                                              {"tile-path", tile_path_holds},
                                                              {"bundle", bundle_holds},
                                                              {"hash-tile", hash_tile_holds}};
  std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/ledger.json");
  ASSERT_TRUE(file.is_open());
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto vectors = base::parse_json(text, "ledger.json");
  ASSERT_TRUE(vectors.ok()) << base::sentences(vectors.problems());
  std::map<bool, int> seen;
  for (const Json& vector : vectors->at("cases")) {
    const auto kind = kinds.find(vector.at("kind"));
    ASSERT_NE(kind, kinds.end()) << vector.at("kind");
    const bool valid = vector.at("valid");
    EXPECT_EQ(kind->second(vector), valid) << vector.at("kind") << ": " << vector.at("name");
    ++seen[valid];
  }
  EXPECT_EQ(seen[true], 35);
  EXPECT_EQ(seen[false], 132);
}

}  // namespace
}  // namespace recanvass::ledger
