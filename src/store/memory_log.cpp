#include "store/memory_log.h"

#include "base/check.h"
#include "base/sha256.h"

namespace recanvass::store {
namespace {

constexpr std::size_t kHeaderBytes = 1 + 8 + 8;
constexpr std::size_t kHashBytes = 32;

std::string hash_bytes(std::string_view bytes, std::size_t kept) {
  const base::Sha256 hash = base::sha256(bytes);
  return {reinterpret_cast<const char*>(hash.data()), kept};
}

}  // namespace

std::string number_field(std::uint64_t number) {
  std::string field;
  for (int byte = 0; byte < 8; ++byte) field += static_cast<char>((number >> (8 * byte)) & 0xFF);
  return field;
}

std::uint64_t field_number(std::string_view field) {
  RECANVASS_CHECK(field.size() == 8);
  std::uint64_t number = 0;
  for (std::size_t byte = 8; byte-- > 0;) {
    number = number << 8 | static_cast<unsigned char>(field[byte]);
  }
  return number;
}

std::string log_record(RecordKind kind, const std::vector<std::string>& fields) {
  std::string payload;
  for (const std::string& field : fields) payload += number_field(field.size()) + field;
  const std::string start = static_cast<char>(kind) + number_field(payload.size());
  return start + hash_bytes(start, 8) + payload + hash_bytes(payload, kHashBytes);
}

LogRecord read_log_record(std::string_view log) {
  LogRecord record;
  if (log.size() < kHeaderBytes) return record;
  if (log.substr(9, 8) != hash_bytes(log.substr(0, 9), 8)) {
    record.state = RecordState::Changed;
    return record;
  }
  const std::uint64_t payload_bytes = field_number(log.substr(1, 8));
  if (log.size() - kHeaderBytes < payload_bytes + kHashBytes) return record;
  const std::string_view payload = log.substr(kHeaderBytes, payload_bytes);
  if (log.substr(kHeaderBytes + payload_bytes, kHashBytes) != hash_bytes(payload, kHashBytes)) {
    record.state = RecordState::Changed;
    return record;
  }
  record.state = RecordState::Whole;
  record.kind = static_cast<RecordKind>(log[0]);
  record.bytes = kHeaderBytes + payload_bytes + kHashBytes;
  for (std::string_view rest = payload; !rest.empty();) {
    const std::uint64_t size = field_number(rest.substr(0, 8));
    record.fields.emplace_back(rest.substr(8, size));
    rest.remove_prefix(8 + size);
  }
  return record;
}

}  // namespace recanvass::store
