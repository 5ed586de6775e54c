// tally.enter: what one person read from one batch's sheet. The first to enter makes entry A,
// another person entry B; neither sees the other's. The same figures sent again give the same
// receipt; other figures by the same person are a revision that names what it replaces.
#include "workflow/body.h"
#include "workflow/count_extent.h"
#include "workflow/custody.h"
#include "workflow/gates.h"
#include "workflow/unit_sums.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <utility>

namespace recanvass::workflow {
namespace {

const BlindEntry* entry_by(const BatchCount& count_of_batch, const std::string& author) {
  for (const BlindEntry& entry : count_of_batch.entries) {
    if (entry.author == author) return &entry;
  }
  return nullptr;
}

const BatchCount* counted(const Operation& operation, const std::string& batch) {
  const auto found = operation.counting.batches.find(batch);
  return found == operation.counting.batches.end() ? nullptr : &found->second;
}

// Once both entries are there and differ, whoever revised his until they agreed would have learnt
// the other's: from then on a third person settles them.
bool entries_differ(const BatchCount& batch) {
  return batch.entries.size() == 2 &&
         !batch.entries[0].revisions.back().same_figures(batch.entries[1].revisions.back());
}

base::Problems check_turn(const Operation& operation, const Command& command) {
  const BatchCount* batch = counted(operation, text_in(command.body, "batch"));
  const std::string replaces = text_in(command.body, "replaces");
  const BlindEntry* own = batch == nullptr ? nullptr : entry_by(*batch, command.author);
  if (own != nullptr && entries_differ(*batch)) {
    return {refusal("tally.differs", "two entries that differ", "a third person's reading",
                    "Have a third person read the batch: tally.adjudicate.")};
  }
  if (own != nullptr) {
    const std::string latest = own->revisions.back().receipt;
    if (replaces == latest) return {};
    return {refusal("tally.revision",
                    replaces.empty() ? "a second entry by the same person" : replaces,
                    "\"replaces\": \"" + latest + "\", the receipt of your latest entry",
                    "If you meant to correct it, name what you replace.")};
  }
  if (!replaces.empty()) {
    return {refusal("tally.revision", replaces, "an entry of your own to replace",
                    "Only the person who made an entry revises it.")};
  }
  if (batch == nullptr) return {};
  for (const BlindEntry& entry : batch->entries) {
    if (!same_person(operation, entry.author, command.author)) continue;
    return {refusal("tally.same-person",
                    command.author + " and " + entry.author + ", accounts of one name",
                    "two entries by different people", "Let somebody else enter the batch.")};
  }
  if (batch->entries.size() == 2) {
    return {refusal("tally.third", "two entries already", "at most two, by different people",
                    "When they differ, use tally.adjudicate.")};
  }
  return {};
}

// Entries by hand would be figures that nothing reads: by the method in force those of the machine
// stand.
base::Problems unit_is_counted_by_hand(const Operation& operation, const std::string& unit) {
  if (method_of(operation, unit) != CountMethod::Machine) return {};
  return {refusal("tally.by-machine", unit + ", whose method is machine",
                  "a unit that is counted by hand, or mixed",
                  "Enter the machine's figures with result.machine; or set the method with "
                  "method.set, by the law or by an order, and count by hand then.")};
}

base::Problems decide_tally(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string id = text_in(command.body, "batch");
  const ManifestBatch* listed = batch_named(operation, id);
  if (listed == nullptr) {
    return {refusal("tally.batch", "\"" + id + "\"", "a batch of the manifest",
                    "Check the id on the sheet; a batch that is not listed needs batch.extra by a "
                    "supervisor.")};
  }
  add_problems(problems, author_acts_in(operation, command.author, listed->county));
  add_problems(problems, unit_is_open(operation, listed->unit));
  add_problems(problems, unit_is_counted_again(operation, listed->unit));
  add_problems(problems, unit_is_counted_by_hand(operation, listed->unit));
  add_problems(problems, container_lets_count(operation, id, *listed));
  add_problems(problems, check_turn(operation, command));
  const BatchCount* batch = counted(operation, id);
  if (batch != nullptr && (batch->is_void || batch->adjudicated)) {
    problems.push_back(refusal("tally.closed", "batch " + id + ", " + name_of(batch->stage()),
                               "a batch that is open", "Reopen its unit with count.reopen."));
  }
  add_problems(problems, tally_problems(tally_in(command.body), choice_ids(operation),
                                        operation.setup.vote_for, listed->ballots));
  return problems;
}

std::optional<std::uint64_t> repeats_tally(const Operation& operation, const Command& command) {
  const BatchCount* batch = counted(operation, text_in(command.body, "batch"));
  const BlindEntry* own = batch == nullptr ? nullptr : entry_by(*batch, command.author);
  if (own == nullptr) return std::nullopt;
  const Tally& latest = own->revisions.back();
  if (!latest.same_figures(tally_in(command.body))) return std::nullopt;
  return latest.position;
}

void add_entry(BatchCount& batch, Tally tally) {
  for (BlindEntry& entry : batch.entries) {
    if (entry.author != tally.author) continue;
    entry.revisions.push_back(std::move(tally));
    return;
  }
  batch.entries.reserve(2);
  BlindEntry& entry = batch.entries.emplace_back();
  entry.author = tally.author;
  entry.revisions.push_back(std::move(tally));
}

void apply_tally(Operation& operation, const Event& event) {
  Tally tally = tally_in(event.body);
  tally.position = event.position;
  tally.author = event.author;
  tally.receipt = event.receipt;
  tally.claimed_time = event.claimed_time;
  change_count(operation, text_in(event.body, "batch"), [&](BatchCount& batch) {
    if (batch.taken_by == event.author) batch.taken_by.clear();
    add_entry(batch, std::move(tally));
  });
}

}  // namespace

UseCase enter_tally() {
  UseCase use_case;
  use_case.kind = "tally.enter";
  use_case.summary = "Enter what one person read from a batch; it must balance or carry a reason.";
  use_case.roles = {Role::Counter, Role::Supervisor};
  use_case.fields = tally_fields();
  use_case.fields.push_back(
      {"replaces", FieldType::Text, false, "Receipt of the own entry that this one corrects."});
  use_case.decide = decide_tally;
  use_case.repeats = repeats_tally;
  use_case.apply = apply_tally;
  return use_case;
}

}  // namespace recanvass::workflow
