// rollback.record: entries that were signed and shown to outsiders are lost, because an older copy
// of the store had to be restored. Until two officers say so, nothing else is accepted and nothing
// is signed; afterwards everybody can see what was lost.
#include "ledger/note.h"
#include "workflow/body.h"
#include "workflow/fold.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

std::optional<ledger::Hash> root_in(const base::Json& body) {
  const auto bytes = ledger::from_base64(text_in(body, "lost_root"));
  if (!bytes || bytes->size() != 32) return std::nullopt;
  ledger::Hash root{};
  std::copy(bytes->begin(), bytes->end(), root.begin());
  return root;
}

std::uint64_t size_in(const base::Json& body, const char* name) {
  return static_cast<std::uint64_t>(number_in(body, name));
}

base::Problems decide_rollback(const Operation& operation, const Command& command) {
  const auto root = root_in(command.body);
  if (!root) {
    return {refusal("rollback.root", text_in(command.body, "lost_root"),
                    "a checkpoint's root, 32 bytes in base64",
                    "Copy it from the checkpoint that was signed or countersigned.")};
  }
  const std::uint64_t lost = size_in(command.body, "lost_size");
  const std::uint64_t kept = size_in(command.body, "kept_size");
  if (kept > lost || kept > operation.entries) {
    return {refusal("rollback.kept", fmt::format("{} entries kept", kept),
                    fmt::format("at most {}", std::min(lost, operation.entries)),
                    "State how many of the signed entries the restored copy held.")};
  }
  if (lost <= operation.entries && root_of(operation, lost) == *root) {
    return {refusal("rollback.nothing", fmt::format("a checkpoint of {} entries", lost),
                    "one that this ledger does not extend", "Nothing was lost: go on.")};
  }
  return {};
}

void apply_rollback(Operation& operation, const Event& event) {
  const auto root = root_in(event.body);
  if (!root) return;
  operation.commitment.rollbacks.push_back({event.position,
                                            size_in(event.body, "lost_size"),
                                            *root,
                                            size_in(event.body, "kept_size"),
                                            text_in(event.body, "reason"),
                                            {event.author, event.approved_by}});
}

}  // namespace

UseCase record_rollback() {
  UseCase use_case;
  use_case.kind = "rollback.record";
  use_case.summary = "State that signed entries are lost, so that signing may go on in public.";
  use_case.roles = {Role::StateOfficer};
  use_case.persons = Persons::Two;
  use_case.fields = {
      {"lost_size", FieldType::Number, true, "Entries of the longest checkpoint that was signed."},
      {"lost_root", FieldType::Text, true, "That checkpoint's root in base64."},
      {"kept_size", FieldType::Number, true, "How many of them the restored copy held."},
      {"reason", FieldType::Text, true, "What happened, in a sentence."}};
  use_case.decide = decide_rollback;
  use_case.apply = apply_rollback;
  return use_case;
}

}  // namespace recanvass::workflow
