#include "verify/log_check.h"

#include "base/date.h"
#include "base/figures.h"
#include "verify/tree_check.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

std::string utc_words(std::uint64_t unix_seconds) {
  constexpr std::uint64_t kDay = 86400;
  if (unix_seconds / kDay > 2'000'000) return "a time that no clock shows";
  const auto day =
      base::Date::of(1970, 1, 1).plus_days(static_cast<std::int64_t>(unix_seconds / kDay));
  const std::uint64_t seconds = unix_seconds % kDay;
  return fmt::format("{} {:02}:{:02} UTC", day.text(), seconds / 3600, seconds / 60 % 60);
}

std::uint64_t first_bits(const ledger::Hash& hash) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 5; ++i) bits = bits << 8 | hash[i];
  return bits;
}

std::string entries_words(std::uint64_t size) {
  return base::counted(static_cast<std::int64_t>(size), "entry", "entries");
}

bool is_signed_by(const SignedCheckpoint& signed_checkpoint, const ledger::VerifierKey& key) {
  return key.kind == ledger::SignerKind::Log &&
         ledger::verified_time(signed_checkpoint.note, key).has_value();
}

}  // namespace

base::Result<SignedCheckpoint> read_checkpoint(std::string_view bytes) {
  auto note = ledger::parse_note(bytes);
  if (!note) return note.problems();
  auto checkpoint = ledger::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.problems();
  return SignedCheckpoint{std::move(note).value(), std::move(checkpoint).value()};
}

void check_log(const SignedCheckpoint& signed_checkpoint,
               const std::optional<ledger::VerifierKey>& key, const Record& record,
               CheckBook& book) {
  const std::string& origin = signed_checkpoint.checkpoint.origin;
  if (record.opened && record.origin != origin) {
    book.fault(CheckId::V2,
               {fmt::format("the checkpoint is of the ledger {}, the entries are of {}", origin,
                            record.origin),
                "checkpoint"});
  }
  if (!key) {
    book.not_checked(CheckId::V2,
                     "origin not checked: whoever made this folder may have made the log. Give the "
                     "log's key, from another source, with --log-key");
    return;
  }
  if (!is_signed_by(signed_checkpoint, *key)) {
    book.fault(CheckId::V2,
               {fmt::format("no signature under the checkpoint is by the key {}", key->text()),
                "checkpoint"});
  }
  book.done(CheckId::V2,
            fmt::format("the key {} signed a checkpoint of {}. Whether it signed others for others "
                        "only witnesses (V3) and earlier checkpoints (V16) can show",
                        key->name, entries_words(signed_checkpoint.checkpoint.size)));
}

namespace {

// Cosignatures of shorter ledgers that the entries record, each checked where it stands.
std::string recorded_words(const Record& record) {
  std::string words;
  for (const auto& [name, size] : record.cosigned_sizes) {
    words += fmt::format("; by its entries, {} cosigned the first {}", name, entries_words(size));
  }
  return words;
}

}  // namespace

void check_witnesses(const SignedCheckpoint& signed_checkpoint,
                     const std::vector<ledger::VerifierKey>& keys, const Record& record,
                     CheckBook& book) {
  std::vector<std::string> held;
  for (const ledger::VerifierKey& key : keys) {
    const auto time = key.kind == ledger::SignerKind::Witness
                          ? ledger::verified_time(signed_checkpoint.note, key)
                          : std::nullopt;
    if (time) {
      held.push_back(fmt::format("{} at {}", key.name, utc_words(*time)));
    } else {
      book.fault(CheckId::V3,
                 {fmt::format("no cosignature under the checkpoint is by the key {}", key.text()),
                  "checkpoint"});
    }
  }
  if (!keys.empty()) {
    book.done(CheckId::V3, fmt::format("cosigned by {}", fmt::join(held, ", ")),
              base::counted(static_cast<std::int64_t>(keys.size()), "key", "keys"));
    return;
  }
  for (const ledger::NoteSignature& line : signed_checkpoint.note.signatures) {
    const auto named = record.witnesses.find(line.name);
    if (named == record.witnesses.end()) continue;
    const auto time = ledger::verified_time(signed_checkpoint.note, named->second);
    if (time) {
      held.push_back(fmt::format("{} at {}", line.name, utc_words(*time)));
    } else {
      book.fault(CheckId::V3,
                 {fmt::format("the cosignature of {} does not hold", line.name), "checkpoint"});
    }
  }
  book.not_checked(
      CheckId::V3,
      held.empty() ? "no witness that the ledger names cosigned this checkpoint, and no key of one "
                     "was given with --witness-key" +
                         recorded_words(record)
                   : fmt::format("cosigned by {}, with the keys that the ledger itself names; give "
                                 "a witness's key, from another source, with --witness-key",
                                 fmt::join(held, ", ")));
}

void check_earlier(const std::optional<SignedCheckpoint>& earlier,
                   const ledger::Checkpoint& checkpoint,
                   const std::optional<ledger::VerifierKey>& key, const HashTree* tree,
                   CheckBook& book) {
  if (!earlier) {
    book.not_checked(CheckId::V16, "no earlier checkpoint was given with --since");
    return;
  }
  const ledger::Checkpoint& before = earlier->checkpoint;
  const auto fault = [&](std::string words) {
    book.fault(CheckId::V16, {std::move(words), "checkpoint"});
  };
  if (key && !is_signed_by(*earlier, *key))
    fault("the earlier checkpoint is not signed by the log");
  if (before.origin != checkpoint.origin) {
    fault(fmt::format("the earlier checkpoint is of another ledger, {}", before.origin));
  } else if (before.size > checkpoint.size) {
    fault(fmt::format("the ledger had {} before, and has {}: it was cut",
                      entries_words(before.size),
                      base::grouped(static_cast<std::int64_t>(checkpoint.size))));
  } else if (tree == nullptr || tree->size() < before.size) {
    book.not_checked(CheckId::V16, "hashes of entries are missing, so nothing could be compared");
    return;
  } else if (tree->root_of(before.size) != before.root) {
    fault(
        fmt::format("the first {} are not those of the earlier checkpoint: there are two "
                    "histories of this ledger",
                    entries_words(before.size)));
  }
  book.done(CheckId::V16,
            fmt::format("the first {} have the root of the earlier checkpoint{}",
                        entries_words(before.size),
                        key ? ", which the log signed"
                            : "; whose signature that one has was not checked without --log-key"));
}

std::optional<std::uint64_t> parse_receipt(std::string_view code) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::uint64_t bits = 0;
  std::size_t digits = 0;
  for (char c : code) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos || ++digits > 8) return std::nullopt;
    bits = bits << 5 | digit;
  }
  return digits == 8 ? std::optional(bits) : std::nullopt;
}

ReceiptCheck::ReceiptCheck(const std::vector<std::string>& codes) {
  for (const std::string& code : codes) wanted_.push_back({code, parse_receipt(code), {}});
}

void ReceiptCheck::take(std::uint64_t position, const ReadEntry& entry) {
  if (wanted_.empty()) return;
  const auto& hash = entry.leaf_hash ? entry.leaf_hash : entry.tile_hash;
  if (!hash) return;
  for (Wanted& wanted : wanted_) {
    if (!wanted.bits || *wanted.bits != first_bits(*hash)) continue;
    const bool withheld = entry.state == ReadEntry::State::Withheld;
    wanted.found.push_back(
        {position, name_of_entry(position, entry) + (withheld ? ", withheld" : "")});
  }
}

void ReceiptCheck::conclude(const HashTree* tree, const ledger::Hash& root, CheckBook& book) const {
  if (wanted_.empty()) {
    book.not_checked(CheckId::V17, "no receipt was given with --receipt");
    return;
  }
  std::vector<std::string> words;
  for (const Wanted& wanted : wanted_) {
    if (wanted.found.empty()) {
      book.fault(CheckId::V17,
                 {fmt::format("no entry of this ledger has the receipt {}", wanted.code), ""});
    }
    for (const Found& found : wanted.found) {
      const bool proven =
          tree != nullptr &&
          ledger::verify_inclusion(tree->node(0, found.position), found.position, tree->size(),
                                   tree->inclusion_proof(found.position, tree->size()), root);
      words.push_back(fmt::format("{} is {}", wanted.code, found.name));
      if (proven) continue;
      book.fault(CheckId::V17,
                 {fmt::format("{} has the receipt {}, and is not in the tree of the checkpoint",
                              found.name, wanted.code),
                  "", found.position});
    }
  }
  book.done(CheckId::V17, fmt::format("{}", fmt::join(words, "; ")),
            base::counted(static_cast<std::int64_t>(wanted_.size()), "receipt", "receipts"));
}

}  // namespace recanvass::verify
