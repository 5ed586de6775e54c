#include "verify/list_note.h"

#include "base/figures.h"

#include <fmt/format.h>

namespace recanvass::verify {
namespace {

constexpr std::uint64_t kListNoteBytesMost = std::uint64_t{1} << 16;

std::string groups_words(const BundleList& list) {
  return base::counted(static_cast<std::int64_t>(list.groups.size()), "group", "groups");
}

void say_unsigned(const BundleList& list, CheckBook& book) {
  std::int64_t withheld = 0;
  for (const auto& [why, entries] : list.withheld) withheld += entries;
  std::string rests =
      fmt::format("the rule ({})", base::counted(list.minimum_ballots, "ballot", "ballots"));
  if (withheld > 0) {
    rests += fmt::format(", why {} withheld", base::counted(withheld, "entry is", "entries are"));
  }
  if (!list.groups.empty()) {
    rests += fmt::format(", the sums of {} of withheld figures", groups_words(list));
  }
  if (!list.impossible.empty()) {
    rests += fmt::format(
        ", that the reported figures of {} cannot be",
        base::counted(static_cast<std::int64_t>(list.impossible.size()), "unit", "units"));
  }
  book.not_vouched(
      CheckId::V20,
      fmt::format("there is no {}: whoever made this folder may have written as they liked what "
                  "only bundle.json says: {}",
                  kListNote, rests));
}

}  // namespace

std::string list_note_text(const ledger::Checkpoint& checkpoint, std::string_view list_bytes) {
  return fmt::format("recanvass.bundle/1\n{}{}\n", ledger::checkpoint_text(checkpoint),
                     base::hex(base::sha256(list_bytes)));
}

void check_list_note(const BundleFolder& folder, const ledger::Checkpoint& checkpoint,
                     std::string_view list_bytes, const BundleList& list,
                     const std::optional<ledger::VerifierKey>& key, CheckBook& book) {
  if (!folder.has(kListNote)) {
    say_unsigned(list, book);
    return;
  }
  const auto bytes = folder.read(kListNote, kListNoteBytesMost);
  const auto note =
      bytes ? ledger::parse_note(*bytes) : base::Result<ledger::Note>(bytes.problems());
  if (!note) {
    book.fault(CheckId::V20, {"bundle.note: it is no signed note", kListNote});
    return;
  }
  if (note->text != list_note_text(checkpoint, list_bytes)) {
    book.fault(CheckId::V20,
               {"bundle.note: it is of another bundle.json, or of another checkpoint", kListNote});
    return;
  }
  if (!key) {
    book.not_checked(CheckId::V20,
                     "bundle.note is of this bundle.json; whose signature it has was not checked "
                     "without --log-key");
    return;
  }
  const bool by_log =
      key->kind == ledger::SignerKind::Log && ledger::verified_time(*note, *key).has_value();
  if (!by_log) {
    book.fault(CheckId::V20,
               {fmt::format("bundle.note: no signature is by the key {}", key->text()), kListNote});
    return;
  }
  book.done(CheckId::V20,
            list.groups.empty()
                ? fmt::format("the key {} signed bundle.json", key->name)
                : fmt::format("the key {} signed bundle.json with the sums of {}; that these sums "
                              "are those of the withheld entries, the log alone says",
                              key->name, groups_words(list)));
}

}  // namespace recanvass::verify
