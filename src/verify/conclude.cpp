// What the whole ledger must have in the end, and what was seen, in the words of each check.
#include "base/figures.h"
#include "verify/replay.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

namespace recanvass::verify {
namespace {

std::string counted_entries(std::int64_t number) {
  return base::counted(number, "entry", "entries");
}

void conclude_people(Replay& replay) {
  const Record& record = replay.record;
  std::string words =
      fmt::format("{} read; signatures, accounts, keys and duties compared at each place",
                  counted_entries(record.entries - record.entries_withheld));
  if (record.earlier_times > 0) {
    words += fmt::format("; {} claim an earlier time than one before (the order is the ledger's)",
                         counted_entries(record.earlier_times));
  }
  replay.book.done(CheckId::V5, words);
  std::int64_t waiting = 0;
  for (const auto& [position, act] : record.waiting) waiting += kind_named(act.kind) != nullptr;
  const bool boxes = record.kinds.count("container.open") > 0;
  std::string second = "nothing in this ledger needed two persons";
  if (record.approvals + record.declined + waiting != 0 || boxes) {
    second = fmt::format(
        "{} approved by a second person, {} declined, {} waiting and without effect; containers "
        "handled under two names",
        record.approvals, record.declined, waiting);
  }
  if (record.approvers_named_by_one > 0) {
    second += fmt::format(
        "; before there was a second state officer, one person named {} that may approve",
        base::counted(record.approvers_named_by_one, "account", "accounts"));
  }
  replay.book.done(CheckId::V6, second);
}

std::string inputs_words(const Record& record) {
  std::int64_t found = 0;
  for (const auto& [id, batch] : record.batches) found += batch.extra ? 1 : 0;
  std::string words = fmt::format(
      "{} and {} were fixed by entry {}",
      base::counted(static_cast<std::int64_t>(record.batches.size()) - found, "batch", "batches"),
      base::counted(static_cast<std::int64_t>(record.units.size()) - record.units_found, "unit",
                    "units"),
      *record.committed_at);
  if (found + record.units_found > 0) {
    words += fmt::format(" ({} and {} were found later)", base::counted(found, "batch", "batches"),
                         base::counted(record.units_found, "unit", "units"));
  }
  return words;
}

void conclude_inputs(Replay& replay) {
  const Record& record = replay.record;
  if (!record.committed_at) {
    replay.book.not_checked(CheckId::V7, "no inputs were published yet");
    return;
  }
  const std::string witness = record.witnessed
                                  ? "a witness countersigned them before the first container"
                                  : "no witness countersigned them yet";
  if (!record.inputs_compared) {
    replay.book.not_checked(
        CheckId::V7,
        fmt::format("{}, and {}; sums and hash were not checked, since {} of reported "
                    "figures are withheld while counts are open",
                    inputs_words(record), witness, counted_entries(record.returns_withheld)));
    return;
  }
  replay.book.done(CheckId::V7, fmt::format("{}; their sums and hash were computed again; {}",
                                            inputs_words(record), witness));
}

void conclude_tallies(Replay& replay) {
  const Record& record = replay.record;
  if (record.tallies == 0) {
    replay.book.not_checked(CheckId::V8, "no tally is given");
  } else {
    replay.book.done(CheckId::V8,
                     fmt::format("{} added up again; {} say why ballots or votes differ",
                                 base::counted(record.tallies, "tally was", "tallies were"),
                                 record.tallies_with_reason));
  }
}

void conclude_counts(Replay& replay) {
  const Record& record = replay.record;
  std::int64_t signed_off = 0;
  for (const auto& [id, unit] : record.units) signed_off += unit.signed_off ? 1 : 0;
  if (signed_off == 0 && record.tallies == 0) {
    replay.book.not_checked(CheckId::V9, "no count is given");
    return;
  }
  std::int64_t agreed = 0;
  std::int64_t settled = 0;
  std::int64_t set_aside = 0;
  std::int64_t withheld = 0;
  std::int64_t open = 0;
  for (const auto& [id, batch] : record.batches) {
    if (batch.is_void) {
      ++set_aside;
    } else if (batch.withheld > 0) {
      ++withheld;
    } else if (batch.standing() == nullptr) {
      ++open;
    } else {
      (batch.settled ? settled : agreed) += 1;
    }
  }
  replay.book.done(
      CheckId::V9,
      fmt::format("{} of {} signed off; {} agreed, {} settled by a third person, {} set aside by "
                  "two, {} open, {} withheld (V18)",
                  signed_off,
                  base::counted(static_cast<std::int64_t>(record.units.size()), "unit", "units"),
                  base::counted(agreed, "batch", "batches"), settled, set_aside, open, withheld));
}

void conclude_causes(Replay& replay) {
  const Record& record = replay.record;
  std::int64_t changed = 0;
  std::int64_t lacking = 0;
  std::int64_t unread = 0;
  std::int64_t compared = 0;
  for (const auto& [id, unit] : record.units) {
    const Fate fate = fate_of(record, id);
    unread += fate == Fate::Merged || fate == Fate::Held ? 1 : 0;
    const auto changes = changes_of(record, id);
    if (!changes) continue;
    ++compared;
    if (changes->empty()) continue;
    ++changed;
    lacking += cause_of(record, id) == nullptr ? 1 : 0;
  }
  if (compared == 0) {
    replay.book.not_checked(CheckId::V12, "no unit can be compared with what was reported");
    return;
  }
  std::string words =
      fmt::format("{} compared, {} changed", base::counted(compared, "unit", "units"), changed);
  if (unread > 0) {
    words += fmt::format("; {} given only together were not compared",
                         base::counted(unread, "unit", "units"));
  }
  if (lacking > 0 && !replay.book.has_fault(CheckId::V12)) {
    replay.book.not_checked(
        CheckId::V12,
        words + fmt::format("; {} have no cause yet, and nothing is certified", lacking));
  } else {
    replay.book.done(CheckId::V12, words + (lacking > 0 ? "" : ", each with a cause"));
  }
}

void conclude_challenges(Replay& replay) {
  const ChallengeRegister& challenges = replay.record.challenges;
  std::map<std::string, std::int64_t> by_status;
  for (const auto& [id, exhibit] : challenges.exhibits) ++by_status[exhibit.status()];
  if (challenges.exhibits.empty() && challenges.withheld == 0) {
    replay.book.done(CheckId::V13, "no ballot was challenged");
    return;
  }
  std::vector<std::string> parts;
  for (const auto& [status, number] : by_status) {
    parts.push_back(fmt::format("{} {}", base::grouped(number), status));
  }
  const auto exhibits = static_cast<std::int64_t>(challenges.exhibits.size());
  std::string words = exhibits == 0 ? "no exhibit is given"
                                    : fmt::format("{} registered: {}",
                                                  base::counted(exhibits, "exhibit", "exhibits"),
                                                  fmt::join(parts, ", "));
  if (challenges.withheld > 0) {
    words += fmt::format("; {} about ballots of small cells are withheld",
                         base::counted(challenges.withheld, "entry", "entries"));
  }
  replay.book.done(CheckId::V13, words);
}

void conclude_certificate(Replay& replay) {
  const Record& record = replay.record;
  if (record.legal.empty() && record.certificates.empty()) {
    if (record.statements.empty() && record.methods.empty()) {
      replay.book.not_checked(CheckId::V14, "nothing was stated or certified");
    } else {
      replay.book.done(
          CheckId::V14,
          fmt::format("{} of counties; nothing was certified",
                      base::counted(static_cast<std::int64_t>(record.statements.size()),
                                    "statement", "statements")));
    }
    return;
  }
  std::string words = fmt::format(
      "{} in law; {}", base::counted(static_cast<std::int64_t>(record.legal.size()), "act", "acts"),
      base::counted(static_cast<std::int64_t>(record.certificates.size()), "certificate",
                    "certificates"));
  if (record.certified_unread) {
    replay.book.not_checked(CheckId::V14,
                            words +
                                "; figures certified rest on some that are withheld, and were "
                                "not added up again");
  } else {
    replay.book.done(CheckId::V14,
                     record.certificates.empty() ? words : words + ", figures added up again");
  }
}

void conclude_reconciliation(Replay& replay) {
  const Record& record = replay.record;
  std::int64_t reviewed = 0;
  std::int64_t without_sheet = 0;
  std::map<std::string, std::int64_t> states;
  for (const auto& [id, unit] : record.units) {
    if (!unit.returns_given || fate_of(record, id) != Fate::Counted) continue;
    ++reviewed;
    without_sheet += unit.sheet ? 0 : 1;
    ++states[reconcile::words_of(review_of(record, id).state)];
  }
  if (reviewed == 0) {
    replay.book.not_checked(CheckId::V11, "no unit is closed whose figures are given");
    return;
  }
  std::vector<std::string> parts;
  for (const auto& [state, number] : states) {
    parts.push_back(fmt::format("{} {}", base::grouped(number), state));
  }
  std::string words =
      fmt::format("{} put to the rules again: {}",
                  base::counted(reviewed, "unit was", "units were"), fmt::join(parts, ", "));
  if (record.unread_at_closing > 0) words += "; units given only together were left out";
  if (without_sheet == reviewed) {
    replay.book.not_checked(CheckId::V11,
                            words +
                                "; none has a worksheet, so voters were not compared with "
                                "ballots");
    return;
  }
  if (without_sheet > 0) {
    words += fmt::format("; {} without a worksheet, where voters were not compared with ballots",
                         base::grouped(without_sheet));
  }
  replay.book.done(CheckId::V11, words);
}

}  // namespace

void conclude_replay(Replay& replay) {
  conclude_people(replay);
  conclude_inputs(replay);
  conclude_tallies(replay);
  conclude_counts(replay);
  conclude_reconciliation(replay);
  conclude_causes(replay);
  conclude_challenges(replay);
  conclude_certificate(replay);
  conclude_money(replay);
  const auto& unknown = replay.record.unknown_kinds;
  if (unknown.empty()) {
    replay.book.done(CheckId::V19, "all kinds are known to this program");
    return;
  }
  std::vector<std::string> names;
  for (const auto& [kind, number] : unknown) names.push_back(fmt::format("{} ({})", kind, number));
  replay.book.not_checked(CheckId::V19,
                          fmt::format("their signatures were checked, what they say was not: {}",
                                      fmt::join(names, ", ")));
}

}  // namespace recanvass::verify
