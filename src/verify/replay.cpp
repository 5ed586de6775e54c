#include "verify/replay.h"

#include "base/figures.h"
#include "base/person_name.h"
#include "base/sha256.h"
#include "verify/body.h"
#include "verify/entry_members.h"
#include "verify/tree_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace recanvass::verify {
namespace {

bool has_role(const Kind& kind, const std::string& role) {
  return std::any_of(kind.roles.begin(), kind.roles.end(),
                     [&](const char* name) { return role == name; });
}

// The first entry brings its own author and key; everybody else has an account before.
void check_author(Replay& replay, const Said& said, const ReadEntry& entry, const Kind* kind) {
  if (!replay.record.opened) {
    if (said.kind != "operation.open") {
      replay.fault(CheckId::V5, said, "nothing can stand before operation.open");
    }
    return;
  }
  const Person* author = replay.author_of(said);
  if (author == nullptr || !author->active) {
    replay.fault(CheckId::V5, said, "its author has no account that is open");
    return;
  }
  if (entry.entry->key != author->key) {
    replay.fault(CheckId::V5, said, "it is signed by another key than its author had then");
  }
  if (kind != nullptr && !has_role(*kind, author->role)) {
    replay.fault(CheckId::V5, said, fmt::format("a {} may not do this", author->role));
  }
}

// {"sha256", "bytes", "name"} at any depth is a file.
void note_files(Record& record, std::uint64_t position, const base::Json& value) {
  if (value.is_object() && value.size() == 3) {
    const auto sha256 = text_of(value, "sha256");
    const auto bytes = figure_of(value, "bytes");
    if (sha256 && bytes && text_of(value, "name") && base::parse_hex(*sha256)) {
      record.files.emplace(*sha256, AttachedFile{position, *bytes});
      return;
    }
  }
  if (!value.is_structured()) return;
  for (const base::Json& item : value) note_files(record, position, item);
}

// What one program reads and another passes over makes two ledgers of one.
void check_members(Replay& replay, const Said& said) {
  for (const std::string& member : unknown_members(said.kind, said.body)) {
    replay.fault(CheckId::V5, said,
                 fmt::format("it has \"{}\", a member that no {} has", member, said.kind));
  }
}

// Members that hold a day or a local time, whatever the kind.
constexpr const char* kDays[] = {"law_day", "election_day", "known_on", "day"};
constexpr const char* kMoments[] = {"announced_at", "drawn_at",    "due_by",      "effective_at",
                                    "filed_at",     "from",        "given_at",    "happened",
                                    "lifted_at",    "made_at",     "moment",      "paid_at",
                                    "recorded_at",  "refunded_at", "reported_at", "ruled_at",
                                    "signed_at",    "start",       "until",       "when"};

// A day that no calendar has decides nothing.
void check_days(Replay& replay, const Said& said) {
  for (const char* member : kDays) {
    if (member_of(said.body, member) == nullptr) continue;
    replay.want(base::Date::parse(text_or_empty(said.body, member)).ok(), said, member);
  }
  for (const char* member : kMoments) {
    if (member_of(said.body, member) == nullptr) continue;
    replay.want(base::LocalTime::parse(text_or_empty(said.body, member)).ok(), said, member);
  }
}

void note_time(Record& record, const Said& said) {
  if (said.time < record.latest_time) ++record.earlier_times;
  record.latest_time = std::max(record.latest_time, said.time);
}

// The county that an act is about; empty: the whole jurisdiction. No value: this program does not
// read which.
std::optional<std::string> county_of_act(const Record& record, const Said& act,
                                         const Person* author) {
  if (act.kind.starts_with("discrepancy.")) return std::nullopt;
  if (const auto county = text_of(act.body, "county")) return county;
  const std::string input = text_or_empty(act.body, "input");
  const auto batch =
      record.batches.find(text_or_empty(act.body, input == "batch" ? "id" : "batch"));
  if (batch != record.batches.end()) return batch->second.county;
  const auto exhibit = record.challenges.exhibits.find(text_or_empty(act.body, "exhibit"));
  if (exhibit != record.challenges.exhibits.end()) return exhibit->second.county;
  const std::string unit = text_or_empty(act.body, input == "unit" ? "id" : "unit");
  if (record.units.contains(unit)) return record.county_of(unit);
  const auto incident = position_of(act.body, "incident");
  if (incident && record.incidents.contains(*incident)) {
    return record.incidents.at(*incident).county;
  }
  return author == nullptr ? std::string() : author->county;
}

// With a third state officer nobody else is asked; with two, one may be gone or without his key.
bool stands_in(const Record& record, const Said& said, const Said& act, const Person& second) {
  if (act.kind != "account.add" && act.kind != "key.rotate") return false;
  if (second.role != "county-officer" && second.role != "board-member") return false;
  const auto officers = std::ranges::count_if(record.people, [](const auto& entry) {
    return entry.second.active && entry.second.role == "state-officer" &&
           entry.second.county.empty();
  });
  return officers <= 2 && said.author != text_or_empty(act.body, "account");
}

void check_second_person(Replay& replay, const Said& said, const Said& act, const Kind& kind) {
  if (replay.same_person(act.author, said.author)) {
    replay.fault(
        CheckId::V6, said,
        fmt::format("it approves entry {}, which the same person asked for", act.position));
  }
  const Person* second = replay.author_of(said);
  const Person* first = replay.author_of(act);
  if (first != nullptr && second != nullptr && first != second && first->key == second->key) {
    replay.fault(
        CheckId::V6, said,
        fmt::format("it approves entry {} with the key of who asked for it", act.position));
  }
  if (second != nullptr && stands_in(replay.record, said, act, *second)) return;
  if (second != nullptr && !has_role(kind, second->role)) {
    replay.fault(CheckId::V6, said, fmt::format("a {} may not approve {}", second->role, act.kind));
  }
  if (second == nullptr || second->county.empty()) return;
  const auto county = county_of_act(replay.record, act, replay.author_of(act));
  if (county && *county != second->county) {
    replay.fault(CheckId::V6, said,
                 fmt::format("an account of {} may not approve {}", second->county, act.kind));
  }
}

void read_approval(Replay& replay, const Said& said) {
  const auto position = position_of(said.body, "entry");
  if (!replay.want(position.has_value(), said, "entry")) return;
  if (replay.record.waiting_withheld.erase(*position) > 0 ||
      replay.record.waiting_unknown.erase(*position) > 0) {
    ++(said.kind == "decline" ? replay.record.declined : replay.record.approvals);
    return;
  }
  const auto waiting = replay.record.waiting.find(*position);
  if (waiting == replay.record.waiting.end()) {
    replay.fault(CheckId::V6, said, fmt::format("entry {} does not wait for anybody", *position));
    return;
  }
  Said act = waiting->second;
  act.approved_by = said.author;
  replay.record.waiting.erase(waiting);
  const Kind* kind = kind_named(act.kind);
  if (kind == nullptr) return;
  check_second_person(replay, said, act, *kind);
  if (said.kind == "decline") {
    ++replay.record.declined;
    return;
  }
  ++replay.record.approvals;
  kind->read(replay, act);
}

// A key of an unknown kind may wait for two persons; who approves it is not known to be wrong.
void wait_for_unknown(Replay& replay, const Said& said) {
  ++replay.record.unknown_kinds[said.kind];
  replay.record.waiting.emplace(said.position, said);
}

}  // namespace

void Replay::fault(CheckId id, const Said& said, const std::string& words) {
  const std::string subject = subject_of(said.body);
  Fault fault{fmt::format("entry {} ({} by {}{}): {}", said.position, said.kind, said.author,
                          subject.empty() ? "" : ", " + subject, words),
              said.file,
              said.position,
              said.kind,
              said.author,
              subject};
  book.fault(id, std::move(fault));
}

const Person* Replay::author_of(const Said& said) const {
  const auto found = record.people.find(said.author);
  return found == record.people.end() ? nullptr : &found->second;
}

bool Replay::same_person(const std::string& one, const std::string& other) const {
  return record.same_person(one, other);
}

void Replay::want_no_stay(const Said& said) {
  for (const auto& [name, open] : record.stays) {
    if (open) fault(CheckId::V14, said, fmt::format("work was stayed ({})", name));
  }
  for (const std::string& id : record.stays_to_record) {
    fault(CheckId::V14, said, fmt::format("work was stayed (by the order {})", id));
  }
}

void Replay::want_county(const Said& said, const std::string& county) {
  const Person* author = author_of(said);
  if (author == nullptr || author->county.empty() || author->county == county) return;
  fault(CheckId::V5, said,
        fmt::format("its author is of {} and may not act in {}", author->county,
                    county.empty() ? "the whole jurisdiction" : county));
}

void Replay::want_two_people(const Said& said, const char* member, const std::string& words) {
  const auto names = texts_of(said.body, member);
  bool two = names && names->size() == 2;
  if (two) {
    const std::string first = base::bare_person((*names)[0]);
    const std::string second = base::bare_person((*names)[1]);
    two = first != second && !first.empty() && !second.empty();
    for (const auto& [id, person] : record.people) {
      const std::string own[] = {base::bare_name(id), base::bare_person(person.name)};
      const bool is_first = own[0] == first || own[1] == first;
      two = two && !(is_first && (own[0] == second || own[1] == second));
    }
  }
  if (!two) fault(CheckId::V6, said, words);
}

void Replay::want_after_election(CheckId id, const Said& said, const std::string& at) {
  const auto day = base::Date::parse(at.substr(0, at.find('T')));
  if (!day || !record.election_day || *day >= *record.election_day) return;
  fault(id, said,
        fmt::format("it is of {}, before the election day, {}", day->text(),
                    record.election_day->text()));
}

bool Replay::want(bool there, const Said& said, const char* member) {
  if (!there) fault(CheckId::V5, said, fmt::format("its \"{}\" is missing or wrong", member));
  return there;
}

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = [] {
    std::vector<Kind> made = {{"approve",
                               {"state-officer", "county-officer", "supervisor", "board-member"},
                               false,
                               read_approval},
                              {"decline",
                               {"state-officer", "county-officer", "supervisor", "board-member"},
                               false,
                               read_approval}};
    for (const auto& part :
         {people_kinds(), input_kinds(), counting_kinds(), order_kinds(), reconciling_kinds(),
          challenge_kinds(), deciding_kinds(), money_kinds(), audit_kinds(), card_kinds(),
          round_kinds(), listed_kinds()}) {
      made.insert(made.end(), part.begin(), part.end());
    }
    return made;
  }();
  return all;
}

const Kind* kind_named(const std::string& name) {
  static const std::map<std::string, const Kind*> by_name = [] {
    std::map<std::string, const Kind*> made;
    for (const Kind& kind : kinds()) made.emplace(kind.name, &kind);
    return made;
  }();
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : found->second;
}

void replay_entry(Replay& replay, std::uint64_t position, ReadEntry entry) {
  Record& record = replay.record;
  ++record.entries;
  if (entry.state != ReadEntry::State::Given) return;
  if (!entry.entry) {
    replay.book.fault(
        CheckId::V5,
        entry_fault(position, entry, "it is not an entry in its one right form: " + entry.problem));
    return;
  }
  ledger::Entry& said_entry = entry.entry->entry;
  const Said said{position,
                  std::move(entry.file),
                  std::move(said_entry.kind),
                  std::move(said_entry.author),
                  std::move(said_entry.claimed_time),
                  std::move(entry.receipt),
                  std::move(said_entry.body)};
  if (!entry.signature_holds) {
    replay.fault(CheckId::V5, said, "its signature does not hold");
  }
  const Kind* kind = kind_named(said.kind);
  check_author(replay, said, entry, kind);
  if (!record.keys_used.insert(said.author + "\n" + said_entry.idempotency_key).second) {
    replay.fault(CheckId::V5, said, "its author used the same key for an earlier entry");
  }
  check_members(replay, said);
  check_days(replay, said);
  note_time(record, said);
  note_files(record, position, said.body);
  ++record.kinds[said.kind];
  if (kind == nullptr) {
    wait_for_unknown(replay, said);
  } else if (kind->needs_two_now == nullptr ? kind->needs_two : kind->needs_two_now(record, said)) {
    record.waiting.emplace(position, said);
  } else {
    kind->read(replay, said);
  }
}

}  // namespace recanvass::verify
