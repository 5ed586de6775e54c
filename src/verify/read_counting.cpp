// container.*, batch.*, tally.*, incident.resolve and count.*: what was opened, what two people
// read, and when a unit was closed (V8, V9).
#include "base/figures.h"
#include "base/person_name.h"
#include "verify/body.h"
#include "verify/custody_check.h"
#include "verify/moved_votes.h"
#include "verify/replay.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recanvass::verify {
namespace {

using base::Json;

constexpr std::array kBalanceReasons = {
    "ballots-missing",  "ballots-extra", "torn-or-damaged", "wrong-batch-ballots", "manifest-wrong",
    "not-this-contest", "other"};
constexpr const char* kSettlingCauses[] = {"entry-error", "reading-error", "ambiguous-mark",
                                           "wrong-batch", "sheet-unclear", "other"};

// V7: the inputs are published and witnessed before paper is touched.
void want_commitment(Replay& replay, const Said& said) {
  ++replay.record.touched;
  if (!replay.record.committed_at) {
    replay.fault(CheckId::V7, said, "it came before the inputs were published");
  } else if (!replay.record.witnessed) {
    replay.fault(CheckId::V7, said, "it came before a witness had countersigned the inputs");
  }
}

void read_box(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "container");
  if (!replay.want(id.has_value(), said, "container")) return;
  Box box;
  box.county = text_or_empty(said.body, "county");
  box.recorded_at = said.position;
  box.seal = text_or_empty(said.body, "seal");
  box.seals_used.insert(base::bare_name(box.seal));
  replay.want(replay.record.counties.count(box.county) > 0, said, "county");
  replay.want_county(said, box.county);
  replay.record.custody.counties.insert(box.county);
  if (!replay.record.boxes.emplace(*id, box).second) {
    replay.fault(CheckId::V5, said, "the container was recorded before");
  }
}

Box* handled_box(Replay& replay, const Said& said, Box::Stage needed) {
  want_commitment(replay, said);
  if (needed == Box::Stage::Sealed) replay.want_no_stay(said);
  replay.want_two_people(said, "handled_by", "a container is handled by two people");
  const auto found = replay.record.boxes.find(text_or_empty(said.body, "container"));
  if (found == replay.record.boxes.end()) {
    replay.fault(CheckId::V5, said, "the container was not recorded");
    return nullptr;
  }
  replay.want_county(said, found->second.county);
  if (found->second.stage != needed) {
    replay.fault(CheckId::V5, said,
                 needed == Box::Stage::Sealed ? "the container was not sealed"
                                              : "the container was not open");
  }
  return &found->second;
}

void read_take_out(Replay& replay, const Said& said) {
  Box* box = handled_box(replay, said, Box::Stage::Sealed);
  if (box == nullptr) return;
  box->stage = Box::Stage::Open;
  const std::string found = text_or_empty(said.body, "seal");
  const bool broken = text_or_empty(said.body, "condition") == "broken";
  box->seals_used.insert(base::bare_name(found));
  box->openings.push_back({box->seal, found, broken, text_or_empty(said.body, "packages")});
  if (!broken && !found.empty() && found == box->seal) return;
  box->stage = Box::Stage::Stopped;
  box->stopped_at = said.position;
  box->stops.push_back(said.position);
  replay.record.incidents.emplace(said.position,
                                  OpenIncident{box->county, false, accounts_of(said)});
}

void read_put_back(Replay& replay, const Said& said) {
  Box* box = handled_box(replay, said, Box::Stage::Open);
  if (box == nullptr) return;
  box->seal = text_or_empty(said.body, "seal");
  if (!box->seals_used.insert(base::bare_name(box->seal)).second) {
    replay.fault(CheckId::V9, said,
                 fmt::format("it was closed under the seal {}, which was on it before", box->seal));
  }
  box->stage = Box::Stage::Sealed;
}

// Who made the entry that opened an incident, or read the batch that it is about.
bool has_part_in(const Record& record, const OpenIncident& incident, const std::string& account) {
  const auto is_same = [&](const std::string& id) { return record.same_person(id, account); };
  if (std::ranges::any_of(incident.opened_by, is_same)) return true;
  const auto batch = record.batches.find(incident.batch);
  return batch != record.batches.end() &&
         std::ranges::any_of(batch->second.readings,
                             [&](const Reading& reading) { return is_same(reading.author); });
}

bool resolution_needs_two(const Record& record, const Said& said) {
  const auto position = position_of(said.body, "incident");
  const auto incident = position ? record.incidents.find(*position) : record.incidents.end();
  return incident != record.incidents.end() && has_part_in(record, incident->second, said.author);
}

void read_resolution(Replay& replay, const Said& said) {
  const auto position = position_of(said.body, "incident");
  const auto found =
      position ? replay.record.incidents.find(*position) : replay.record.incidents.end();
  if (found == replay.record.incidents.end() || found->second.resolved) {
    replay.fault(CheckId::V9, said, "it resolves no open incident");
    return;
  }
  replay.want_county(said, found->second.county);
  replay.want(text_of(said.body, "words").has_value(), said, "words");
  if (!said.approved_by.empty() && has_part_in(replay.record, found->second, said.approved_by)) {
    replay.fault(CheckId::V6, said, "who confirmed it had a part in what it says was in order");
  }
  found->second.resolved = true;
  found->second.resolved_by = accounts_of(said);
  for (auto& [id, box] : replay.record.boxes) {
    const bool stopped = box.stage == Box::Stage::Stopped && box.stopped_at == *position;
    if (stopped) box.stage = Box::Stage::Open;
  }
}

void want_unit_open(Replay& replay, const Said& said, const std::string& unit) {
  const auto found = replay.record.units.find(unit);
  if (found == replay.record.units.end() || !found->second.signed_off) return;
  replay.fault(CheckId::V9, said, fmt::format("the count of {} was signed off before", unit));
}

// A unit that keeps its first count, or that waits for a later stage, has no second figures.
void want_unit_inside(Replay& replay, const Said& said, const std::string& unit) {
  if (extent_of(replay.record, unit) == Extent::Inside) return;
  replay.fault(CheckId::V9, said,
               fmt::format("the unit {} was not to be counted again then", unit));
}

// The batch that an entry is about, after the checks that all such entries share.
Batch* batch_in(Replay& replay, const Said& said) {
  want_commitment(replay, said);
  replay.want_no_stay(said);
  const auto id = text_of(said.body, "batch");
  if (!replay.want(id.has_value(), said, "batch")) return nullptr;
  const auto found = replay.record.batches.find(*id);
  if (found == replay.record.batches.end()) {
    replay.fault(CheckId::V7, said, "the batch is not on the manifest");
    return nullptr;
  }
  replay.want_county(said, found->second.county);
  want_unit_open(replay, said, found->second.unit);
  return &found->second;
}

void read_take(Replay& replay, const Said& said) {
  Batch* batch = batch_in(replay, said);
  if (batch != nullptr) batch->taken_by = said.author;
}

void read_void(Replay& replay, const Said& said) {
  Batch* batch = batch_in(replay, said);
  if (batch == nullptr) return;
  batch->is_void = true;
  batch->voided_by = accounts_of(said);
  batch->voided_at = said.position;
}

// Recorded with its seal, or on the manifest.
void want_known_container(Replay& replay, const Said& said, const std::string& county) {
  const std::string id = text_or_empty(said.body, "container");
  const auto box = replay.record.boxes.find(id);
  const bool known = box != replay.record.boxes.end()
                         ? box->second.county == county
                         : std::ranges::any_of(replay.record.batches, [&](const auto& entry) {
                             const Batch& batch = entry.second;
                             return batch.container == id && batch.county == county && !batch.extra;
                           });
  if (!known) replay.fault(CheckId::V7, said, fmt::format("the container {} is not known", id));
}

void read_extra(Replay& replay, const Said& said) {
  want_commitment(replay, said);
  replay.want_no_stay(said);
  const auto id = text_of(said.body, "batch");
  const auto unit = text_of(said.body, "unit");
  const auto ballots = figure_of(said.body, "ballots");
  if (!replay.want(id && unit && ballots, said, "batch")) return;
  const std::string county = replay.record.county_of(*unit);
  want_known_container(replay, said, county);
  if (replay.record.units.count(*unit) == 0) {
    replay.fault(CheckId::V7, said, fmt::format("{} is no unit of this ledger", *unit));
  }
  replay.want_county(said, county);
  want_unit_open(replay, said, *unit);
  Batch batch;
  batch.county = county;
  batch.container = text_or_empty(said.body, "container");
  batch.unit = *unit;
  batch.ballots = *ballots;
  batch.extra = true;
  batch.incident = said.position;
  batch.order = replay.record.batches.size() + said.position;
  if (!replay.record.batches.emplace(*id, batch).second) {
    replay.fault(CheckId::V7, said, "the batch is on the manifest already");
    return;
  }
  replay.record.units[*unit].batches.insert(*id);
  replay.record.place(*unit);
  replay.record.incidents.emplace(said.position,
                                  OpenIncident{county, false, accounts_of(said), *id});
  void_audit_on(replay, said.position, {InputChanged::What::ExtraBatch, *id, county, *ballots});
}

// Votes, blank and over; no value when a figure is not of this world.
std::optional<std::int64_t> accounted(const Figures& figures) {
  constexpr std::int64_t kMost = 10'000'000;
  std::int64_t sum = figures.blank + figures.over;
  bool possible = figures.ballots <= kMost && figures.blank <= kMost && figures.over <= kMost;
  for (const auto& [choice, votes] : figures.votes) {
    possible = possible && votes <= kMost;
    sum += votes;
  }
  return possible ? std::optional(sum) : std::nullopt;
}

void check_reason(Replay& replay, const Said& said, bool needed) {
  const std::string reason = text_or_empty(said.body, "reason");
  if (reason.empty()) {
    if (needed) replay.fault(CheckId::V8, said, "it does not add up and gives no reason");
    return;
  }
  ++replay.record.tallies_with_reason;
  if (std::find(kBalanceReasons.begin(), kBalanceReasons.end(), reason) == kBalanceReasons.end()) {
    replay.fault(CheckId::V8, said, fmt::format("\"{}\" is no reason that is known", reason));
  }
  if (text_or_empty(said.body, "words").empty()) {
    replay.fault(CheckId::V8, said, "it gives a reason without words");
  }
}

void check_balance(Replay& replay, const Said& said, const Figures& figures, const Batch& batch) {
  const Record& record = replay.record;
  ++replay.record.tallies;
  const bool all_choices =
      figures.votes.size() == record.choices.size() &&
      std::all_of(record.choices.begin(), record.choices.end(),
                  [&](const auto& choice) { return figures.votes.count(choice.first) > 0; });
  if (!all_choices) {
    replay.fault(CheckId::V8, said, "it has not one figure for each choice of the contest");
    return;
  }
  const auto sum = accounted(figures);
  if (!sum) {
    replay.fault(CheckId::V8, said, "it has a figure above 10,000,000 in one batch");
    return;
  }
  const std::int64_t most = figures.ballots * record.vote_for;
  if (*sum > most) {
    replay.fault(CheckId::V8, said,
                 fmt::format("votes, blank and over are {}, and {} ballots allow {}", *sum,
                             figures.ballots, most));
  }
  for (const auto& [choice, votes] : figures.votes) {
    if (votes <= figures.ballots) continue;
    replay.fault(
        CheckId::V8, said,
        fmt::format("{} votes for \"{}\" stand on {} ballots", votes, choice, figures.ballots));
  }
  check_reason(replay, said, *sum < most || figures.ballots != batch.ballots);
}

void want_batch_open(Replay& replay, const Said& said, const Batch& batch) {
  if (batch.is_void) replay.fault(CheckId::V9, said, "the batch was set aside before");
  if (batch.settled) replay.fault(CheckId::V9, said, "the batch was settled before");
}

// The author's place among the readings: his own to be revised, or a new one.
Reading* reading_of(Replay& replay, const Said& said, Batch& batch) {
  const std::string replaces = text_or_empty(said.body, "replaces");
  for (Reading& reading : batch.readings) {
    if (reading.author != said.author) continue;
    if (batch.readings.size() == 2 && batch.readings[0].figures != batch.readings[1].figures) {
      replay.fault(CheckId::V9, said,
                   "an entry was revised after both were made and differed; a third person settles "
                   "them");
    }
    if (replaces != reading.receipt) {
      replay.fault(CheckId::V9, said,
                   "the same person entered the batch again without naming the entry replaced");
    }
    return &reading;
  }
  if (!replaces.empty()) replay.fault(CheckId::V9, said, "it replaces an entry of somebody else");
  for (const Reading& reading : batch.readings) {
    if (!replay.same_person(reading.author, said.author)) continue;
    replay.fault(CheckId::V9, said,
                 fmt::format("it and the entry of {} are by accounts of one name", reading.author));
  }
  if (batch.readings.size() >= 2) {
    replay.fault(CheckId::V9, said, "it is a third entry of a batch that two people had entered");
    return nullptr;
  }
  batch.readings.push_back({said.author, "", {}, ""});
  return &batch.readings.back();
}

void read_tally(Replay& replay, const Said& said) {
  Batch* batch = batch_in(replay, said);
  if (batch == nullptr) return;
  const auto figures = figures_in(said.body);
  if (!replay.want(figures.has_value(), said, "votes")) return;
  want_batch_open(replay, said, *batch);
  want_unit_inside(replay, said, batch->unit);
  check_custody(replay, said, *batch);
  check_balance(replay, said, *figures, *batch);
  if (batch->taken_by == said.author) batch->taken_by.clear();
  Reading* reading = reading_of(replay, said, *batch);
  if (reading == nullptr) return;
  reading->receipt = said.receipt;
  reading->figures = *figures;
  reading->reason = text_or_empty(said.body, "reason");
  reading->position = said.position;
}

// Figures that nobody read before are one person's until a second one confirms them.
bool third_reading_needs_two(const Record& record, const Said& said) {
  const auto batch = record.batches.find(text_or_empty(said.body, "batch"));
  const auto figures = figures_in(said.body);
  return batch != record.batches.end() && batch->second.withheld == 0 && figures &&
         !is_of_a_reading(batch->second, *figures);
}

void read_settlement(Replay& replay, const Said& said) {
  Batch* batch = batch_in(replay, said);
  if (batch == nullptr) return;
  const auto figures = figures_in(said.body);
  if (!replay.want(figures.has_value(), said, "votes")) return;
  const bool differ =
      batch->readings.size() == 2 && batch->readings[0].figures != batch->readings[1].figures;
  want_batch_open(replay, said, *batch);
  want_unit_inside(replay, said, batch->unit);
  check_custody(replay, said, *batch);
  if (!differ) replay.fault(CheckId::V9, said, "it settles a batch whose entries do not differ");
  for (const Reading& reading : batch->readings) {
    for (const std::string& account : accounts_of(said)) {
      if (!replay.same_person(reading.author, account)) continue;
      replay.fault(CheckId::V9, said, "who made one of the entries cannot settle them");
    }
  }
  if (differ && !is_of_a_reading(*batch, *figures) && text_or_empty(said.body, "words").empty()) {
    replay.fault(CheckId::V9, said, "it settles on figures of neither entry and gives no words");
  }
  const auto cause = text_of(said.body, "cause");
  replay.want(cause && std::ranges::find(kSettlingCauses, *cause) != std::end(kSettlingCauses),
              said, "cause");
  check_balance(replay, said, *figures, *batch);
  batch->settled = *figures;
  batch->settled_by = accounts_of(said);
  batch->settled_reason = text_or_empty(said.body, "reason");
}

void check_batches_closed(Replay& replay, const Said& said, const Unit& unit) {
  for (const std::string& id : unit.batches) {
    const Batch& batch = replay.record.batches.at(id);
    if (batch.is_void || batch.withheld > 0 || batch.standing() != nullptr) continue;
    replay.fault(CheckId::V9, said,
                 fmt::format("batch {} has {} of two blind entries{}", id, batch.readings.size(),
                             batch.readings.size() == 2 ? ", and they differ" : ""));
  }
}

// Nobody closes a count of which he made one of the two entries.
void want_no_reader(Replay& replay, const Said& said, const Unit& unit) {
  for (const std::string& id : unit.batches) {
    const Batch& batch = replay.record.batches.at(id);
    const bool reader = std::ranges::any_of(batch.readings, [&](const Reading& reading) {
      return replay.same_person(reading.author, said.author);
    });
    if (batch.is_void || !reader) continue;
    replay.fault(CheckId::V9, said,
                 fmt::format("{} signed off a unit of which {} entered the batch {}", said.author,
                             said.author, id));
    return;
  }
}

// What came to the unit after its tape is not on it: ballots found, batches set aside, rulings.
// A machine reads ovals: what was ruled shows where its tape differs from the one before by that.
void check_tape_has_rulings(Replay& replay, const Said& said, const Unit& unit) {
  const Record& record = replay.record;
  if (record.challenges.withheld > 0 || unit.machine_withheld > 0) return;
  std::map<std::string, std::int64_t> ruled;
  std::uint64_t first = 0;
  for (const auto& [name, exhibit] : record.challenges.exhibits) {
    const bool is_in =
        unit.batches.contains(exhibit.batch) && !record.batches.at(exhibit.batch).is_void;
    if (!is_in || exhibit.stands_as() == exhibit.counted_as) continue;
    const std::uint64_t settled = exhibit.settled_at();
    first = first == 0 ? settled : std::min(first, settled);
    for (const auto& [reading, change] :
         {std::pair{exhibit.counted_as, -1}, std::pair{exhibit.stands_as(), 1}}) {
      if (reading.kind != BallotReading::Kind::Marked) continue;
      for (const std::string& choice : reading.choices) ruled[choice] += change;
    }
  }
  if (first == 0 || first > unit.machine_at) return;
  const auto after =
      std::ranges::find_if(unit.tapes, [&](const auto& tape) { return tape.first > first; });
  if (after == unit.tapes.begin()) {
    replay.fault(CheckId::V13, said,
                 "an exhibit of it was settled before its first tape: no figure shows it");
    return;
  }
  const Figures& before = (after - 1)->second;
  for (const auto& [choice, votes] : unit.machine->votes) {
    const auto was = before.votes.find(choice);
    const std::int64_t wanted = (was == before.votes.end() ? 0 : was->second) + ruled[choice];
    if (votes == wanted) continue;
    replay.fault(CheckId::V13, said,
                 fmt::format("its tape has {} for {}, by the tape before and the rulings {}",
                             base::grouped(votes), choice, base::grouped(wanted)));
  }
}

void check_tape_is_latest(Replay& replay, const Said& said, const Unit& unit) {
  check_tape_has_rulings(replay, said, unit);
  const Record& record = replay.record;
  std::int64_t listed = 0;
  for (const std::string& id : unit.batches) {
    const Batch& batch = record.batches.at(id);
    if (!batch.is_void) listed += batch.ballots;
    if (batch.is_void && batch.voided_at > unit.machine_at) {
      replay.fault(CheckId::V9, said,
                   fmt::format("its tape is of before the batch {} was set aside", id));
    }
    if (batch.extra && batch.incident > unit.machine_at) {
      replay.fault(CheckId::V9, said, fmt::format("its tape is of before the batch {}", id));
    }
    const auto exhibits = record.challenges.of_batch.find(id);
    if (exhibits == record.challenges.of_batch.end()) continue;
    for (const std::string& name : exhibits->second) {
      const Exhibit& exhibit = record.challenges.exhibits.at(name);
      if (exhibit.stands_as() == exhibit.counted_as || exhibit.settled_at() < unit.machine_at) {
        continue;
      }
      replay.fault(CheckId::V13, said,
                   fmt::format("its tape is of before the exhibit {} was settled", name));
    }
  }
  if (unit.machine_reason.empty() && unit.machine->ballots != listed) {
    replay.fault(CheckId::V9, said,
                 fmt::format("its tape has {}, and {} are listed of the unit",
                             base::counted(unit.machine->ballots, "ballot", "ballots"),
                             base::grouped(listed)));
  }
}

void read_sign_off(Replay& replay, const Said& said) {
  want_commitment(replay, said);
  replay.want_no_stay(said);
  const auto found = replay.record.units.find(text_or_empty(said.body, "unit"));
  if (found == replay.record.units.end()) {
    replay.fault(CheckId::V9, said, "it is about no unit of this ledger");
    return;
  }
  if (extent_of(replay.record, found->first) != Extent::Inside ||
      is_ruled_not_recountable(replay.record, found->first)) {
    replay.fault(CheckId::V9, said, "the unit was not to be counted again then");
  } else if (found->second.returns_given && is_not_recountable(replay.record, found->first)) {
    replay.fault(
        CheckId::V11, said,
        fmt::format("the policy {} does not let the unit be counted again", replay.record.policy));
  }
  const std::string county = replay.record.county_of(found->first);
  replay.want_county(said, county);
  for (const std::string& words : impossible_words(replay.record, found->first)) {
    replay.fault(CheckId::V13, said, words);
  }
  if (found->second.signed_off) replay.fault(CheckId::V9, said, "the unit was signed off before");
  want_no_reader(replay, said, found->second);
  if (!counts_by_machine(replay.record, found->first)) {
    check_batches_closed(replay, said, found->second);
    const auto by_hand = whole_by_hand(replay.record, found->second);
    if (found->second.machine && by_hand && !found->second.is_chosen &&
        by_hand->ballots != found->second.machine->ballots) {
      replay.fault(
          CheckId::V9, said,
          "its count by hand has another number of ballots than its tape, and nobody chose");
    }
  } else if (!found->second.machine && found->second.machine_withheld == 0) {
    replay.fault(CheckId::V9, said, "a machine counts the unit, and its tape was not entered");
  } else if (found->second.machine) {
    check_tape_is_latest(replay, said, found->second);
    if (method_of(replay.record, found->first) == "mixed" && !found->second.is_chosen &&
        is_read_otherwise(replay.record, found->second, *found->second.machine)) {
      replay.fault(CheckId::V9, said,
                   "entries by hand say something else than its tape, and nobody chose");
    }
  }
  for (const auto& [position, incident] : replay.record.incidents) {
    if (incident.resolved || incident.county != county) continue;
    replay.fault(CheckId::V9, said, fmt::format("the incident of entry {} was open", position));
  }
  found->second.signed_off = true;
  found->second.signed_off_at = said.position;
}

// Which of a unit's tape and its entries by hand stands.
void read_choice(Replay& replay, const Said& said) {
  want_commitment(replay, said);
  replay.want_no_stay(said);
  const auto found = replay.record.units.find(text_or_empty(said.body, "unit"));
  if (found == replay.record.units.end()) {
    replay.fault(CheckId::V9, said, "it is about no unit of this ledger");
    return;
  }
  Unit& unit = found->second;
  replay.want_county(said, replay.record.county_of(found->first));
  if (unit.signed_off) replay.fault(CheckId::V9, said, "the unit was signed off before");
  const std::string method = method_of(replay.record, found->first);
  const bool hand = text_or_empty(said.body, "count") == "hand";
  if (method == "machine" || (method == "hand" && !hand) ||
      (!unit.machine && unit.machine_withheld == 0)) {
    replay.fault(CheckId::V9, said, "the unit was not counted both ways, where either may stand");
  }
  unit.is_chosen = true;
  unit.chosen_by_hand = hand;
  if (unit.chosen_by_hand) check_batches_closed(replay, said, unit);
  unit.chosen_by = accounts_of(said);
}

void read_reopening(Replay& replay, const Said& said) {
  const auto found = replay.record.units.find(text_or_empty(said.body, "unit"));
  if (found == replay.record.units.end() || !found->second.signed_off) {
    replay.fault(CheckId::V9, said, "it opens a unit that was not signed off");
    return;
  }
  replay.want_county(said, replay.record.county_of(found->first));
  found->second.signed_off = false;
  replay.record.touched_at[found->first] = said.position;
}

}  // namespace

std::optional<Figures> figures_in(const Json& body) {
  const auto ballots = figure_of(body, "ballots");
  const auto votes = figures_of(body, "votes");
  const auto blank = figure_of(body, "blank");
  const auto over = figure_of(body, "over");
  if (!ballots || !votes || !blank || !over) return std::nullopt;
  return Figures{*ballots, *votes, *blank, *over};
}

void check_machine_balance(Replay& replay, const Said& said, const Figures& figures,
                           const std::string& unit) {
  // The batches of the unit together are what a batch is to a tally.
  Batch whole;
  for (const std::string& id : replay.record.units.at(unit).batches) {
    const Batch& batch = replay.record.batches.at(id);
    whole.ballots += batch.is_void ? 0 : batch.ballots;
  }
  if (replay.record.units.at(unit).batches.empty()) whole.ballots = figures.ballots;
  check_balance(replay, said, figures, whole);
}

void replay_withheld(Replay& replay, const WithheldRow& row) {
  Record& record = replay.record;
  ++record.entries_withheld;
  const Kind* kind = kind_named(row.kind);
  if (!row.unit.empty()) record.touched_at[row.unit] = row.position;
  if (kind != nullptr && (kind->needs_two || kind->needs_two_now != nullptr)) {
    record.waiting_withheld.insert(row.position);
  }
  if (row.kind == "returns.add" || row.kind == "result.version") ++record.returns_withheld;
  if (row.kind.starts_with("reading.")) ++record.audits.readings_withheld;
  if (row.kind == "vvpat.audit") ++record.matters.rolls_withheld;
  if (row.kind == "media.load") ++record.matters.media_withheld;
  const bool moves = row.kind == "tally.adjudicate" || row.kind == "result.machine" ||
                     row.kind == "drawdown.record" || row.kind == "challenge.rule" ||
                     row.kind == "challenge.stipulate";
  if (moves) {
    record.matters.unseen.push_back(
        {row.position, row.kind, row.batch.empty() ? row.unit : row.batch});
  }
  if (row.kind == "county.statement") {
    ++record.statements_unread;
    record.statements[row.county].push_back({row.position, true, std::nullopt, 0, 0});
    return;
  }
  if (row.kind.starts_with("challenge.")) {
    ++record.challenges.withheld;
    return;
  }
  const auto unit = record.units.find(row.unit);
  if (row.kind == "result.machine" && unit != record.units.end()) {
    ++unit->second.machine_withheld;
    unit->second.machine_group = row.group;
  }
  const auto batch = record.batches.find(row.batch);
  if (batch == record.batches.end()) return;
  if (row.kind.starts_with("tally.")) check_custody_withheld(replay, row, batch->second);
  ++batch->second.withheld;
  batch->second.why_withheld = row.why;
  batch->second.group = row.group;
}

std::vector<Kind> counting_kinds() {
  const std::vector<const char*> county = {"county-officer", "supervisor", "counter"};
  return {
      {"container.record", {"county-officer", "state-officer"}, false, read_box},
      {"container.open", county, false, read_take_out},
      {"container.close", county, false, read_put_back},
      {"incident.resolve",
       {"supervisor", "county-officer", "board-member", "state-officer"},
       false,
       read_resolution,
       resolution_needs_two},
      {"batch.take", {"supervisor", "counter"}, false, read_take},
      {"batch.void", {"supervisor", "county-officer"}, true, read_void},
      {"batch.extra", {"supervisor", "county-officer"}, false, read_extra},
      {"tally.enter", {"supervisor", "counter"}, false, read_tally},
      {"tally.adjudicate",
       {"supervisor", "board-member"},
       false,
       read_settlement,
       third_reading_needs_two},
      {"count.sign-off", {"supervisor", "county-officer"}, false, read_sign_off},
      {"count.choose", {"supervisor", "county-officer", "state-officer"}, true, read_choice},
      {"count.reopen", {"supervisor", "county-officer", "state-officer"}, true, read_reopening}};
}

}  // namespace recanvass::verify
