#include "ledger/entry.h"

#include "base/canonical_reader.h"
#include "base/date.h"
#include "ledger/merkle.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::ledger {
namespace {

using base::Json;

std::string_view text_of_bytes(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

Json entry_json(const Entry& entry) {
  return {{"author", entry.author},
          {"body", entry.body},
          {"key", entry.idempotency_key},
          {"kind", entry.kind},
          {"time", entry.claimed_time}};
}

base::Problem entry_problem(const char* cause, std::string column, std::string found,
                            std::string wanted) {
  return {cause,
          {"", 0, std::move(column)},
          std::move(found),
          std::move(wanted),
          "The ledger's file was changed, or was not written by this program."};
}

// Integers beyond 2^53 and fractions are not part of the canonical form.
bool only_integers(const Json& value) {
  constexpr std::int64_t kSafe = (std::int64_t{1} << 53) - 1;
  if (value.is_number_float()) return false;
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= std::uint64_t{kSafe};
  if (value.is_number_integer()) {
    return value.get<std::int64_t>() <= kSafe && value.get<std::int64_t>() >= -kSafe;
  }
  if (!value.is_structured()) return true;
  return std::all_of(value.begin(), value.end(), only_integers);
}

bool is_utc_time(std::string_view text) {
  if (text.size() != 20 || text[16] != ':' || text[19] != 'Z') return false;
  if (text[17] < '0' || text[17] > '5' || text[18] < '0' || text[18] > '9') return false;
  // The end of a day is the start of the next: one instant has one writing.
  return text.substr(11, 2) != "24" && base::LocalTime::parse(text.substr(0, 16)).ok();
}

template <std::size_t N>
bool read_fixed(const std::string& text, std::array<std::uint8_t, N>& out) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != N) return false;
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return true;
}

template <std::size_t N>
bool read_fixed(const Json& value, std::array<std::uint8_t, N>& out) {
  return value.is_string() && read_fixed(value.get_ref<const std::string&>(), out);
}

// Takes the body and the texts out of `object`.
base::Result<Entry> read_entry(Json& object) {
  if (!object.is_object() || object.size() != 5) {
    return entry_problem("entry.member", "entry", "other members", "author, body, key, kind, time");
  }
  base::Problems problems;
  Entry entry;
  const std::pair<const char*, std::string*> texts[] = {{"author", &entry.author},
                                                        {"key", &entry.idempotency_key},
                                                        {"kind", &entry.kind},
                                                        {"time", &entry.claimed_time}};
  for (const auto& [name, text] : texts) {
    const auto found = object.find(name);
    if (found != object.end() && found->is_string()) {
      *text = std::move(found->get_ref<std::string&>());
    } else {
      problems.push_back(entry_problem("entry.member", name, "no text", "a text"));
    }
  }
  const auto body = object.find("body");
  if (body == object.end() || !body->is_object() || !only_integers(*body)) {
    problems.push_back(entry_problem("entry.member", "body", "something else",
                                     "an object of texts and whole numbers"));
  } else {
    entry.body = std::move(*body);
  }
  if (problems.empty() && !is_utc_time(entry.claimed_time)) {
    problems.push_back(entry_problem("entry.time", "time", entry.claimed_time,
                                     "a UTC time such as 2016-12-01T09:00:00Z"));
  }
  if (!problems.empty()) return problems;
  return entry;
}

enum class Writing { Canonical, Other };

// Takes the entry out of a leaf's value.
base::Result<SignedEntry> read_leaf(Json& json, Writing writing) {
  if (!json.is_object() || json.size() != 3 || !json.contains("entry") ||
      !json.contains("signature") || !json.contains("signer")) {
    return entry_problem("entry.member", "", "other members", "entry, signature and signer");
  }
  SignedEntry read;
  const bool has_key =
      read_fixed(json["signer"], read.key) && read_fixed(json["signature"], read.signature);
  auto entry = read_entry(json["entry"]);
  if (!entry) return entry.problems();
  if (!has_key) {
    return entry_problem("entry.key", "signature", "something else",
                         "32 bytes of key and 64 bytes of signature in base64");
  }
  if (writing == Writing::Other) {
    return entry_problem("entry.not-canonical", "", "another writing of the same entry",
                         "canonical JSON (RFC 8785)");
  }
  read.entry = std::move(entry).value();
  return read;
}

// The usual entry, without a value of the whole: of its members only the body needs one. On false
// it may be another one or none.
bool read_plain_entry(base::PlainReader& reader, Entry& entry) {
  return reader.take(R"({"author":)") && reader.read_text(entry.author) &&
         reader.take(R"(,"body":)") && reader.read_value(entry.body) && entry.body.is_object() &&
         reader.take(R"(,"key":)") && reader.read_text(entry.idempotency_key) &&
         reader.take(R"(,"kind":)") && reader.read_text(entry.kind) && reader.take(R"(,"time":)") &&
         reader.read_text(entry.claimed_time) && reader.take("}") &&
         is_utc_time(entry.claimed_time);
}

bool read_plain_leaf(std::string_view leaf, SignedEntry& read) {
  base::PlainReader reader(leaf);
  std::string signature;
  std::string signer;
  return reader.take(R"({"entry":)") && read_plain_entry(reader, read.entry) &&
         reader.take(R"(,"signature":)") && reader.read_text(signature) &&
         reader.take(R"(,"signer":)") && reader.read_text(signer) && reader.take("}") &&
         reader.at_end() && read_fixed(signer, read.key) && read_fixed(signature, read.signature);
}

}  // namespace

std::string signed_bytes(const Entry& entry, std::string_view origin) {
  return fmt::format("recanvass.entry/1\n{}\n{}", origin, base::canonical_json(entry_json(entry)));
}

SignedEntry sign_entry(Entry entry, std::string_view origin, const SigningKey& key) {
  SignedEntry made{std::move(entry), key.public_key(), {}};
  made.signature = key.sign(signed_bytes(made.entry, origin));
  return made;
}

std::string leaf_bytes(const SignedEntry& entry) {
  return base::canonical_json(
      {{"entry", entry_json(entry.entry)},
       {"signature", base64(text_of_bytes(entry.signature.data(), entry.signature.size()))},
       {"signer", base64(text_of_bytes(entry.key.data(), entry.key.size()))}});
}

base::Result<SignedEntry> parse_leaf(std::string_view bytes) {
  SignedEntry plain;
  if (read_plain_leaf(bytes, plain)) return plain;
  auto parsed = base::parse_json(bytes, "");
  if (!parsed) return parsed.problems();
  Json json = std::move(parsed).value();
  // What is no canonical value at all cannot be written as one to compare.
  const bool is_canonical = only_integers(json) && base::canonical_json(json) == bytes;
  return read_leaf(json, is_canonical ? Writing::Canonical : Writing::Other);
}

base::Result<Entry> read_stored_entry(std::string_view leaf) {
  constexpr std::string_view kHead = "{\"entry\":";
  constexpr std::string_view kTail = ",\"signature\":\"";
  // Behind the entry: the signature's 88 characters, the signer's 44, and their names.
  constexpr std::size_t kTailBytes = 160;
  const bool as_written = leaf.size() > kHead.size() + kTailBytes && leaf.starts_with(kHead) &&
                          leaf.substr(leaf.size() - kTailBytes).starts_with(kTail);
  if (as_written) {
    const auto entry = leaf.substr(kHead.size(), leaf.size() - kHead.size() - kTailBytes);
    base::PlainReader reader(entry);
    Entry plain;
    if (read_plain_entry(reader, plain) && reader.at_end()) return plain;
    Json json = Json::parse(entry, nullptr, false);
    if (!json.is_discarded()) return read_entry(json);
  }
  auto read = parse_leaf(leaf);
  if (!read) return read.problems();
  return std::move(read).value().entry;
}

bool signature_holds(const SignedEntry& entry, std::string_view origin) {
  return verify_signature(entry.key, signed_bytes(entry.entry, origin), entry.signature);
}

std::string receipt_code(std::string_view leaf) { return receipt_code(leaf_hash(leaf)); }

std::string receipt_code(const Hash& hash) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 5; ++i) bits = (bits << 8) | hash[i];
  std::string code;
  for (int shift = 35; shift >= 0; shift -= 5) code += kAlphabet[(bits >> shift) & 31];
  return code;
}

}  // namespace recanvass::ledger
