// What the whole ledger must have in the end, and what was seen, in the words of each check.
#include "base/figures.h"
#include "recount/wording.h"
#include "verify/ballot_account.h"
#include "verify/closing_check.h"
#include "verify/custody_check.h"
#include "verify/ended_alone.h"
#include "verify/grounds.h"
#include "verify/law_found.h"
#include "verify/moved_votes.h"
#include "verify/open_matters.h"
#include "verify/replay.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

std::string counted_entries(std::int64_t number) {
  return base::counted(number, "entry", "entries");
}

// "; 4 entries withheld were not", or nothing.
std::string withheld_words(std::int64_t entries) {
  return entries == 0 ? std::string()
                      : fmt::format("; {} withheld {} not", counted_entries(entries),
                                    entries == 1 ? "was" : "were");
}

std::string handling_words(std::int64_t handled) {
  if (handled == 0) return "no container was opened or closed";
  return fmt::format("containers opened or closed {}, under two names",
                     handled == 1 ? "once" : base::grouped(handled) + " times");
}

// "; after the inputs were published 2 accounts were named or got a key: Lee, Roe", or nothing.
std::string named_later_words(const Record& record) {
  constexpr std::size_t kNamed = 20;
  std::vector<std::string> names;
  std::size_t all = 0;
  for (const auto& [id, person] : record.people) {
    if (person.named_later.empty() || ++all > kNamed) continue;
    names.push_back(person.name);
  }
  if (all == 0) return {};
  return fmt::format("; after the inputs were published {} named or got a key: {}{}",
                     base::counted(static_cast<std::int64_t>(all), "account was", "accounts were"),
                     fmt::join(names, ", "),
                     all > kNamed ? fmt::format(" and {} more", all - kNamed) : "");
}

void conclude_people(Replay& replay) {
  const Record& record = replay.record;
  std::string words =
      fmt::format("{} read; form, signature, account, key and duty compared at each place{}",
                  counted_entries(record.entries - record.entries_withheld),
                  withheld_words(record.entries_withheld));
  if (record.earlier_times > 0) {
    words += fmt::format("; {} claim an earlier time than one before (the order is the ledger's)",
                         counted_entries(record.earlier_times));
  }
  replay.book.done(CheckId::V5, words, counted_entries(record.entries - record.entries_withheld));
  std::int64_t waiting = 0;
  for (const auto& [position, act] : record.waiting) waiting += kind_named(act.kind) != nullptr;
  const std::int64_t handled =
      record.kind_number("container.open") + record.kind_number("container.close");
  std::string second = "nothing in this ledger needed two persons";
  if (record.approvals + record.declined + waiting + handled != 0) {
    second = fmt::format(
        "{} approved from a second account, {} declined, {} waiting and without "
        "effect; {}. That two accounts are two people a ledger cannot show",
        record.approvals, record.declined, waiting, handling_words(handled));
  }
  if (record.approvers_named_by_one > 0) {
    second += fmt::format(
        "; before there was a second state officer, one person named {} that may approve",
        base::counted(record.approvers_named_by_one, "account", "accounts"));
  }
  second += named_later_words(record);
  replay.book.done(CheckId::V6, second,
                   base::counted(record.approvals + record.declined + waiting, "act of two persons",
                                 "acts of two persons"));
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

std::string witness_words(const Record& record) {
  if (!record.witnessed) return "no witness countersigned them yet";
  std::vector<std::string> names;
  for (const auto& [name, size] : record.cosigned_sizes) {
    if (size > *record.committed_at) names.push_back(name);
  }
  return fmt::format(
      "countersigned by {}, with the key that the ledger names (who holds it a ledger cannot "
      "show), {}",
      fmt::join(names, ", "),
      record.touched > 0 ? "before paper was touched" : "and no paper was touched yet");
}

void conclude_inputs(Replay& replay) {
  const Record& record = replay.record;
  if (!record.committed_at) {
    replay.book.not_checked(CheckId::V7, "no inputs were published yet");
    return;
  }
  const std::string witness = witness_words(record);
  const std::string compared = fmt::format(
      "{} and {}",
      base::counted(static_cast<std::int64_t>(record.batches.size()), "batch", "batches"),
      base::counted(static_cast<std::int64_t>(record.units.size()), "unit", "units"));
  if (!record.inputs_compared) {
    replay.book.not_checked(
        CheckId::V7,
        fmt::format("{}; {}; sums and hash were not checked, since {} of reported "
                    "figures are withheld while counts are open",
                    inputs_words(record), witness, counted_entries(record.returns_withheld)),
        compared);
    return;
  }
  std::string words =
      fmt::format("{}; their sums and hash were computed again; {}", inputs_words(record), witness);
  if (record.inputs_corrected > 0) {
    words += fmt::format("; {} corrected afterwards by two persons",
                         base::counted(record.inputs_corrected, "input was", "inputs were"));
  }
  replay.book.done(CheckId::V7, words, compared);
}

void conclude_tallies(Replay& replay) {
  const Record& record = replay.record;
  if (record.tallies == 0) {
    replay.book.not_checked(CheckId::V8, "no tally is given");
  } else {
    replay.book.done(CheckId::V8,
                     fmt::format("{} added up again; {} say why ballots or votes differ",
                                 base::counted(record.tallies, "tally was", "tallies were"),
                                 record.tallies_with_reason),
                     base::counted(record.tallies, "tally", "tallies"));
  }
}

// Batches by how their unit is counted and how far that is.
struct BatchesSeen {
  std::int64_t agreed = 0;
  std::int64_t settled = 0;
  std::int64_t set_aside = 0;
  std::int64_t withheld = 0;
  std::int64_t withheld_closed = 0;  // of units that are signed off
  std::int64_t by_machine = 0;
  std::int64_t not_again = 0;
  std::int64_t open = 0;

  void add(const Record& record, const Batch& batch) {
    if (batch.is_void) {
      ++set_aside;
    } else if (batch.withheld > 0) {
      ++withheld;
      withheld_closed += record.units.at(batch.unit).signed_off ? 1 : 0;
    } else if (counts_by_machine(record, batch.unit)) {
      ++by_machine;
    } else if (batch.standing() != nullptr) {
      ++(batch.settled ? settled : agreed);
    } else if (fate_of(record, batch.unit) == Fate::Stands) {
      ++not_again;
    } else {
      ++open;
    }
  }

  [[nodiscard]] std::string words() const {
    std::string words = fmt::format(
        "{} with two equal entries, {} settled by a third person, {} set aside by two "
        "persons, {} open, {} withheld (V18)",
        base::counted(agreed, "batch", "batches"), settled, set_aside, open, withheld);
    if (by_machine > 0) words += fmt::format(", {} counted with their unit by machine", by_machine);
    if (not_again > 0) words += fmt::format(", {} not counted again", not_again);
    return words;
  }
};

void conclude_counts(Replay& replay) {
  const Record& record = replay.record;
  std::int64_t signed_off = 0;
  for (const auto& [id, unit] : record.units) signed_off += unit.signed_off ? 1 : 0;
  if (signed_off == 0 && record.tallies == 0) {
    replay.book.not_checked(CheckId::V9, "no count is given");
    return;
  }
  BatchesSeen batches;
  for (const auto& [id, batch] : record.batches) batches.add(record, batch);
  const std::string units =
      base::counted(static_cast<std::int64_t>(record.units.size()), "unit", "units");
  const std::string words =
      fmt::format("{} of {} signed off; {}. That nobody saw the other's entry a ledger cannot show",
                  signed_off, units, batches.words());
  if (batches.withheld_closed > 0) {
    replay.book.not_checked(CheckId::V9,
                            words +
                                "; two entries of batches that are withheld were "
                                "not compared",
                            units);
  } else {
    replay.book.done(CheckId::V9, words, units);
  }
}

struct ChangesSeen {
  std::int64_t compared = 0;
  std::int64_t changed = 0;
  std::int64_t explained = 0;
  std::int64_t unexplained = 0;  // minuted as such
  std::int64_t unread = 0;

  void add(const Record& record, const std::string& id) {
    const Fate fate = fate_of(record, id);
    unread += fate == Fate::Merged || fate == Fate::Held ? 1 : 0;
    const auto changes = changes_of(record, id);
    if (!changes) return;
    ++compared;
    if (changes->empty()) return;
    ++changed;
    const CauseGiven* cause = cause_of(record, id);
    if (cause != nullptr) ++(cause->code == "UNEXPLAINED" ? unexplained : explained);
  }
  [[nodiscard]] std::int64_t lacking() const { return changed - explained - unexplained; }
};

void conclude_causes(Replay& replay) {
  ChangesSeen seen;
  for (const auto& [id, unit] : replay.record.units) seen.add(replay.record, id);
  if (seen.compared == 0) {
    replay.book.not_checked(CheckId::V12, "no unit can be compared with what was reported");
    return;
  }
  std::string words = fmt::format("{} compared, {} changed",
                                  base::counted(seen.compared, "unit", "units"), seen.changed);
  if (seen.changed > 0) {
    words += fmt::format(": {} with a cause, {} minuted as unexplained, {} without either",
                         seen.explained, seen.unexplained, seen.lacking());
  }
  if (seen.unread > 0) {
    words += fmt::format("; {} given only together were not compared",
                         base::counted(seen.unread, "unit", "units"));
  }
  const std::string compared = base::counted(seen.compared, "unit", "units");
  if (seen.unread > 0 || seen.lacking() > 0) {
    replay.book.not_checked(CheckId::V12, words, compared);
  } else {
    replay.book.done(CheckId::V12, words, compared);
  }
}

// "; 3 left as counted by one account alone (Bea Board 3), with votes of persons without an account
// here: A", or nothing.
std::string ended_alone_words(const Record& record) {
  const recount::EndedAlone ended = ended_alone(record);
  std::int64_t exhibits = 0;
  std::vector<std::string> people;
  for (const auto& [name, number] : ended.exhibits) {
    exhibits += number;
    people.push_back(fmt::format("{} {}", name, base::grouped(number)));
  }
  if (exhibits == 0) return {};
  std::string words = fmt::format("; {} left as counted by one account alone ({})",
                                  base::grouped(exhibits), fmt::join(people, ", "));
  if (ended.voters_unknown.empty()) return words;
  return words + fmt::format(", with votes of persons without an account here: {}",
                             fmt::join(ended.voters_unknown, ", "));
}

// "; 2 standing objections: 1 open with 8 envelopes or ballots under it", or nothing.
std::string objection_words(const Record& record) {
  const auto& objections = record.matters.objections;
  if (objections.empty()) return {};
  std::int64_t open = 0;
  std::int64_t affected = 0;
  for (const auto& [id, objection] : objections) {
    if (!objection.is_open()) continue;
    ++open;
    affected += objection.affected;
  }
  return fmt::format("; {}, {} open with {} under them",
                     base::counted(static_cast<std::int64_t>(objections.size()),
                                   "standing objection", "standing objections"),
                     base::grouped(open),
                     base::counted(affected, "envelope or ballot", "envelopes or ballots"));
}

// Where the first count stands no ruling moves a vote: nothing is stated on such a one.
void check_exhibit_counts(Replay& replay, const std::string& id, const Exhibit& exhibit) {
  const auto batch = replay.record.batches.find(exhibit.batch);
  if (batch == replay.record.batches.end() || batch->second.is_void) return;
  if (!replay.record.statements.contains(exhibit.county)) return;
  const std::string& unit = batch->second.unit;
  if (exhibit.stands_as() == exhibit.counted_as || fate_of(replay.record, unit) != Fate::Stands) {
    return;
  }
  replay.book.fault(CheckId::V13,
                    {fmt::format("exhibit {} stands otherwise than tallied, and the first count of "
                                 "{} stands: it is in no figure",
                                 id, unit),
                     "public/challenges.csv", std::nullopt, "", "", unit});
}

void conclude_challenges(Replay& replay) {
  const ChallengeRegister& challenges = replay.record.challenges;
  std::map<std::string, std::int64_t> by_status;
  for (const auto& [id, exhibit] : challenges.exhibits) ++by_status[exhibit.status()];
  const std::string objections = objection_words(replay.record);
  if (challenges.exhibits.empty() && challenges.withheld == 0) {
    replay.book.done(CheckId::V13, "no ballot was challenged" + objections);
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
  std::int64_t aside = 0;
  std::int64_t moved = 0;
  for (const auto& [id, exhibit] : challenges.exhibits) {
    const auto batch = replay.record.batches.find(exhibit.batch);
    const bool is_aside = batch != replay.record.batches.end() && batch->second.is_void;
    aside += is_aside ? 1 : 0;
    check_exhibit_counts(replay, id, exhibit);
    moved += !is_aside && exhibit.stands_as() != exhibit.counted_as ? 1 : 0;
  }
  if (aside > 0) {
    words += fmt::format("; {} set aside, and in no total",
                         base::counted(aside, "is in a batch", "are in batches"));
  }
  if (moved > 0) {
    words += fmt::format("; {} otherwise than tallied, each by two accounts",
                         base::counted(moved, "stands", "stand"));
  }
  words += ended_alone_words(replay.record) + objections;
  if (challenges.withheld > 0) {
    words += fmt::format("; {} about ballots of small cells are withheld",
                         base::counted(challenges.withheld, "entry", "entries"));
  }
  replay.book.done(CheckId::V13, words, base::counted(exhibits, "exhibit", "exhibits"));
}

std::string compared_words(std::int64_t compared, std::int64_t unread) {
  return unread == 0 ? fmt::format("{} compared with what the units add up to", compared)
                     : fmt::format(
                           "{} compared with what the units add up to, {} not, since figures that "
                           "are withheld have a part in them",
                           compared, unread);
}

// However it came to be: a unit that two people counted is not one whose first count stands.
void check_nothing_dropped(Replay& replay) {
  const Record& record = replay.record;
  for (const auto& [id, unit] : record.units) {
    if (!has_second_figures(unit, record) || extent_of(record, id) != Extent::Outside) continue;
    replay.book.fault(
        CheckId::V14,
        {fmt::format("unit {}: it was counted again, and by the method its first count stands", id),
         "public/results.csv", std::nullopt, "", "", id});
  }
}

// ". ON WHAT THE COUNT RESTS: ...", the last full stop left to what follows; or nothing.
std::string said_under(std::string_view title, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  std::string words = fmt::format(". {}: {}", title, fmt::join(sentences, " "));
  words.pop_back();
  return words;
}

std::string moved_words(const Record& record) {
  return said_under("MOVED OTHERWISE THAN BY TWO EQUAL ENTRIES", moved_besides_account(record));
}

// ". LOST, VOID OR OVERTAKEN: Signed entries were lost: ...", or nothing.
std::string matter_words(const Record& record) {
  const recount::OpenMatters matters = open_matters(record);
  std::string title;
  if (!matters.stays.empty()) title += "STAYED, ";
  title += "LOST, ";
  if (!matters.corrected.empty()) title += "CORRECTED, ";
  if (!matters.opened.open.empty() || !matters.opened.signed_off.empty()) title += "OPENED, ";
  return said_under(title + "VOID OR OVERTAKEN", recount::record_sentences(matters));
}

// ". Of 155 votes 145 in 1 unit were counted again; ...", or nothing.
std::string partial_words(const Record& record) {
  std::string words = partial_sentence(record);
  if (words.empty()) return {};
  words.pop_back();
  return ". " + words;
}

std::string ground_words(const Record& record) {
  return said_under(
      "ON WHAT THE COUNT RESTS",
      ground_sentences(record,
                       record.certificates.empty() ? "" : record.certificates.back().signed_at));
}

// A certificate in force, and a count that is open again.
bool is_open_since(const Record& record) {
  if (record.certificates.empty() || record.certificates.back().voided_at) return false;
  return std::ranges::any_of(
      record.units, [&](const auto& unit) { return fate_of(record, unit.first) == Fate::Open; });
}

// Units may be opened again after a certificate; until another follows, it is of other figures.
bool is_changed_since(const Record& record) {
  if (record.certificates.empty() || record.certificates.back().voided_at) return false;
  const auto votes = votes_standing(record, "");
  return votes && *votes != record.certificates.back().votes;
}

// What could be in a certificate's warnings and was not compared: entries that are not given.
std::string unread_warnings(const Record& record) {
  if (record.matters.warnings_unread == 0 || record.certificates.empty()) return {};
  std::string words = fmt::format(
      "; warnings of {} were NOT compared where entries that are withheld could change them",
      base::counted(record.matters.warnings_unread, "certificate", "certificates"));
  std::vector<std::string> acts;
  for (const UnseenAct& act : record.matters.unseen) {
    if (acts.size() == 20) break;
    const bool named = std::ranges::any_of(
        record.certificates.back().warnings,
        [&](const std::string& warning) { return warning.find(act.place) != std::string::npos; });
    acts.push_back(fmt::format("{} of {} (entry {}{})", act.kind, act.place, act.position,
                               named ? "" : ", which no warning names"));
  }
  if (!acts.empty()) words += fmt::format(": {}", fmt::join(acts, ", "));
  return words;
}

// Certificates whose sentences are in another wording than this program's.
std::string other_wording_words(const Record& record) {
  std::string words;
  for (const OtherWording& seen : record.matters.other_wordings) {
    words += fmt::format(
        "; the sentences of the certificate of entry {} are of wording {}, and this program's of "
        "{}: ",
        seen.position, seen.wording, recount::kWording);
    words += seen.unlike.empty()
                 ? "their figures, days and names are those that the entries give, and how they "
                   "are said was not compared"
                 : fmt::format(
                       "NOT compared, since not all their figures, days and names are "
                       "those of this program's, which are: {}",
                       fmt::join(seen.unlike, " "));
  }
  if (words.ends_with(".")) words.pop_back();
  return words;
}

bool is_unlike_in_other_words(const Record& record) {
  return std::ranges::any_of(record.matters.other_wordings,
                             [](const OtherWording& seen) { return !seen.unlike.empty(); });
}

// A certificate in force that is silent about what the law says by this program's record of it.
bool is_silent_about_law(const Record& record) {
  if (record.certificates.empty() || record.certificates.back().voided_at) return false;
  const CertificateGiven& given = record.certificates.back();
  const auto& others = record.matters.other_wordings;
  if (std::ranges::find(others, given.position, &OtherWording::position) != others.end()) {
    return false;
  }
  return std::ranges::any_of(
      ground_sentences(record, given.signed_at), [&](const std::string& words) {
        return is_of_the_law(words) &&
               std::ranges::find(given.warnings, words) == given.warnings.end();
      });
}

void conclude_certificate(Replay& replay) {
  conclude_stated(replay);
  check_nothing_dropped(replay);
  const Record& record = replay.record;
  const std::int64_t statements = record.statements_compared + record.statements_unread;
  const std::int64_t certificates = record.certificates_compared + record.certificates_unread;
  std::vector<std::string> parts;
  if (statements > 0) {
    parts.push_back(
        fmt::format("{} of counties, {}", base::counted(statements, "statement", "statements"),
                    compared_words(record.statements_compared, record.statements_unread)));
  }
  if (certificates > 0) {
    parts.push_back(
        fmt::format("{}, {}", base::counted(certificates, "certificate", "certificates"),
                    compared_words(record.certificates_compared, record.certificates_unread)));
  }
  if (!record.legal.empty()) {
    parts.push_back(
        fmt::format("{} in law in an order that can be",
                    base::counted(static_cast<std::int64_t>(record.legal.size()), "act", "acts")));
  }
  const std::string moved =
      matter_words(record) + partial_words(record) + ground_words(record) + moved_words(record);
  if (parts.empty()) {
    replay.book.not_checked(CheckId::V14, "nothing was stated or certified" + moved);
    return;
  }
  const bool open = is_open_since(record);
  const bool changed = !open && is_changed_since(record);
  std::string words = fmt::format("{}", fmt::join(parts, "; "));
  if (changed) {
    words += fmt::format(
        "; the certificate of entry {} is of other figures than the units add up "
        "to now, and none followed",
        record.certificates.back().position);
  }
  const bool silent = is_silent_about_law(record);
  if (silent) {
    words += fmt::format(
        "; the certificate of entry {} does not say what the law says of it by the record that "
        "this program has",
        record.certificates.back().position);
  }
  words += unread_warnings(record) + other_wording_words(record) + moved;
  const std::string compared =
      fmt::format("{} and {}", base::counted(record.statements_compared, "statement", "statements"),
                  base::counted(record.certificates_compared, "certificate", "certificates"));
  if (open || changed || silent || is_unlike_in_other_words(record) ||
      record.matters.warnings_unread > 0 ||
      record.statements_unread + record.certificates_unread > 0) {
    replay.book.not_checked(CheckId::V14, words, compared);
  } else {
    replay.book.done(CheckId::V14, words, compared);
  }
}

// "; 2 ballots were drawn out of 1 unit", or nothing.
std::string drawn_words(const Record& record) {
  std::int64_t ballots = 0;
  std::int64_t units = 0;
  for (const auto& [id, unit] : record.units) {
    const DrawDown* draw = unit.draw_downs.empty() ? nullptr : draw_down_of(record, id);
    if (draw == nullptr) continue;
    ballots += draw->drawn.ballots;
    ++units;
  }
  if (units == 0) return {};
  return fmt::format("; {} drawn out of {}, by two accounts each",
                     base::counted(ballots, "ballot was", "ballots were"),
                     base::counted(units, "unit", "units"));
}

void conclude_reconciliation(Replay& replay, const Reviews& reviews) {
  const Record& record = replay.record;
  const auto reviewed = static_cast<std::int64_t>(reviews.size());
  std::int64_t without_sheet = 0;
  std::map<std::string, std::int64_t> states;
  for (const auto& [id, review] : reviews) {
    without_sheet += record.units.at(id).sheet ? 0 : 1;
    ++states[reconcile::words_of(review.state)];
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
  words += drawn_words(record);
  const std::string compared = base::counted(reviewed, "unit", "units");
  if (without_sheet == reviewed) {
    replay.book.not_checked(CheckId::V11,
                            words +
                                "; none has a worksheet, so voters were not compared with "
                                "ballots",
                            compared);
    return;
  }
  if (without_sheet > 0) {
    words += fmt::format("; {} without a worksheet, where voters were not compared with ballots",
                         base::grouped(without_sheet));
  }
  std::string unexplained = recount::unexplained_sentence(unexplained_findings(record));
  if (!unexplained.empty()) {
    unexplained.pop_back();
    words += ". " + unexplained;
  }
  replay.book.done(CheckId::V11, words, compared);
}

// What the verifier reads and does not judge.
std::string left_to_people(const Record& record) {
  const auto& rulings = record.petition_rulings;
  if (rulings.empty()) return {};
  std::string words = fmt::format(
      ". NOT JUDGED HERE: whether a petition was rightly ruled on; its rule and grounds are read "
      "by people, in {} {} (petition.rule)",
      rulings.size() == 1 ? "entry" : "entries", fmt::join(rulings, ", "));
  const auto& against = record.refused_against_the_law;
  if (against.empty()) return words;
  return words + fmt::format("; {} {} {} what was found there that the law allows",
                             against.size() == 1 ? "entry" : "entries", fmt::join(against, ", "),
                             against.size() == 1 ? "refuses" : "refuse");
}

}  // namespace

void conclude_replay(Replay& replay, const Reviews& reviews) {
  conclude_held_faults(replay);
  conclude_people(replay);
  conclude_inputs(replay);
  conclude_tallies(replay);
  conclude_custody(replay);
  conclude_counts(replay);
  conclude_reconciliation(replay, reviews);
  conclude_causes(replay);
  conclude_challenges(replay);
  conclude_certificate(replay);
  conclude_account(replay);
  conclude_money(replay);
  conclude_audits(replay);
  conclude_cards(replay);
  conclude_rounds(replay);
  const auto& unknown = replay.record.unknown_kinds;
  const std::string left = left_to_people(replay.record);
  if (unknown.empty()) {
    replay.book.done(CheckId::V19, "all kinds are known to this program" + left);
    return;
  }
  std::vector<std::string> names;
  for (const auto& [kind, number] : unknown) names.push_back(fmt::format("{} ({})", kind, number));
  replay.book.not_checked(CheckId::V19,
                          fmt::format("their signatures were checked, what they say was not: {}{}",
                                      fmt::join(names, ", "), left));
}

}  // namespace recanvass::verify
