#include "base/fuzz.h"
#include "ledger/tiles.h"
#include "workflow/fold.h"
#include "workflow/fuzz.h"

namespace recanvass::workflow {
namespace {

constexpr const char* kOrigin = "elections.example/fuzzed";

// The leaf that the command becomes; empty when it is too long to be one.
std::string leaf_of(const Operation& operation, const Command& command) {
  static const ledger::SigningKey key = ledger::SigningKey::from_seed({});
  const auto entry = ledger::sign_entry(entry_of(operation, command), kOrigin, key);
  std::string leaf = ledger::leaf_bytes(entry);
  if (leaf.size() > ledger::kEntryBytesMax) return {};
  const auto again = ledger::parse_leaf(leaf);
  RECANVASS_CHECK(again.ok());
  RECANVASS_CHECK(ledger::signature_holds(*again, kOrigin));
  return leaf;
}

void try_command(Operation& operation, std::string_view line, std::int64_t row) {
  const auto command = parse_command(line, "commands.jsonl", row);
  if (!command) return base::check_refusal(command.problems());
  const base::Problems refused = decide(operation, *command);
  if (!refused.empty()) return base::check_refusal(refused);
  const std::string leaf = leaf_of(operation, *command);
  if (leaf.empty()) return;
  const auto entry = ledger::parse_leaf(leaf);
  const auto event = event_of(entry->entry, operation.entries, ledger::leaf_hash(leaf));
  RECANVASS_CHECK(event.ok());
  apply(operation, *event);
}

}  // namespace

void fuzz_commands(std::string_view bytes) {
  static const law::KnowledgeBase law({}, law::BusinessCalendars{});
  Operation operation = empty_operation(law);
  std::int64_t row = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    try_command(operation, bytes.substr(0, end), ++row);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
}

}  // namespace recanvass::workflow
