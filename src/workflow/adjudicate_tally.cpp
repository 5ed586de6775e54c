// tally.adjudicate: a third person reads the batch again where entries A and B differ, and says
// why. Figures that neither of them had take a second person, who made neither entry.
#include "workflow/body.h"
#include "workflow/count_extent.h"
#include "workflow/custody.h"
#include "workflow/gates.h"
#include "workflow/moved_votes.h"
#include "workflow/unit_sums.h"
#include "workflow/use_case_list.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

// What neither of the two read is one person's figures until a second one confirms them.
Persons persons_of_adjudication(const Operation& operation, const std::string&,
                                const base::Json& body) {
  const auto found = operation.counting.batches.find(text_in(body, "batch"));
  if (found == operation.counting.batches.end()) return Persons::One;
  return is_of_an_entry(found->second, tally_in(body)) ? Persons::One : Persons::Two;
}

// Who made one of the entries neither settles them nor confirms what settles them.
base::Problems check_settler(const Operation& operation, const std::string& batch,
                             const std::string& settler) {
  base::Problems problems;
  const auto found = operation.counting.batches.find(batch);
  if (found == operation.counting.batches.end()) return problems;
  for (const BlindEntry& entry : found->second.entries) {
    if (!same_person(operation, entry.author, settler)) continue;
    problems.push_back(refusal("adjudicate.same-person", settler, "a third person",
                               "Somebody who made neither entry adjudicates."));
  }
  return problems;
}

base::Problems decide_second_settler(const Operation& operation, const Event& act,
                                     const std::string& second) {
  return check_settler(operation, text_in(act.body, "batch"), second);
}

// Whoever reads figures that neither of the two read says why both were wrong.
base::Problems check_third_reading(const BatchCount& batch, const Tally& tally) {
  if (!tally.words.empty() || is_of_an_entry(batch, tally)) return {};
  return {refusal("adjudicate.neither", "figures that are in neither entry",
                  "\"words\" of why both entries were wrong",
                  "Add \"words\": what was found, in a sentence.")};
}

base::Problems decide_adjudication(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string id = text_in(command.body, "batch");
  const ManifestBatch* listed = batch_named(operation, id);
  const auto found = operation.counting.batches.find(id);
  if (listed == nullptr || found == operation.counting.batches.end() ||
      found->second.stage() != BatchStage::Mismatch) {
    return {refusal("adjudicate.nothing", "batch \"" + id + "\"",
                    "a batch whose two entries differ", "See `show ELECTION mismatches`.")};
  }
  add_problems(problems, author_acts_in(operation, command.author, listed->county));
  add_problems(problems, unit_is_open(operation, listed->unit));
  add_problems(problems, unit_is_counted_again(operation, listed->unit));
  add_problems(problems, container_lets_count(operation, id, *listed));
  add_problems(problems, check_settler(operation, id, command.author));
  const Tally tally = tally_in(command.body);
  add_problems(problems, tally_problems(tally, choice_ids(operation), operation.setup.vote_for,
                                        listed->ballots));
  if (problems.empty()) problems = check_third_reading(found->second, tally);
  return problems;
}

void apply_adjudication(Operation& operation, const Event& event) {
  Tally tally = tally_in(event.body);
  tally.position = event.position;
  tally.author = event.author;
  tally.receipt = event.receipt;
  tally.claimed_time = event.claimed_time;
  const std::string id = text_in(event.body, "batch");
  take_out_of_sums(operation, id);
  operation.counting.batches[id].adjudicated = tally;
  put_into_sums(operation, id);
}

}  // namespace

UseCase adjudicate_tally() {
  UseCase use_case;
  use_case.kind = "tally.adjudicate";
  use_case.summary = "Settle two entries that differ, by a third person who read the paper.";
  use_case.roles = {Role::Supervisor, Role::BoardMember};
  use_case.fields = tally_fields();
  use_case.fields.push_back({"cause",
                             FieldType::Text,
                             true,
                             "Why the two entries differ.",
                             {"entry-error", "reading-error", "ambiguous-mark", "wrong-batch",
                              "sheet-unclear", "other"}});
  use_case.persons_of = persons_of_adjudication;
  use_case.two_when = "figures that are in neither entry";
  use_case.decide_second = decide_second_settler;
  use_case.decide = decide_adjudication;
  use_case.apply = apply_adjudication;
  return use_case;
}

}  // namespace recanvass::workflow
