// result.machine: what a machine counted again, copied from its tape position by position. Instead
// of hand tallies, where the method says so; a second person confirms that the tape says that.
#include "workflow/body.h"
#include "workflow/count_extent.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems check_tape_shape(const base::Json& tape) {
  const base::Problems problems = check_records(tape, "tape", {{"choice"}, {"votes"}, {}, {}});
  if (!problems.empty()) return problems;
  std::map<std::string, int> seen;
  for (const base::Json& line : tape) {
    if (++seen[text_in(line, "choice")] < 2) continue;
    return {refusal("version.tape", text_in(line, "choice") + " twice",
                    "each choice at one position", "Copy the tape from the top.")};
  }
  return {};
}

// The tape as a tally, so that the same rules hold for it as for one made by hand.
Tally tally_of_tape(const base::Json& body) {
  Tally tally;
  tally.ballots = number_in(body, "ballots");
  for (const base::Json& line : body["tape"]) {
    tally.votes[text_in(line, "choice")] = number_in(line, "votes");
  }
  tally.blank = number_in(body, "blank");
  tally.over = number_in(body, "over");
  tally.reason = text_in(body, "reason");
  tally.words = text_in(body, "words");
  return tally;
}

std::int64_t listed_ballots(const Operation& operation, const std::string& unit,
                            std::int64_t otherwise) {
  const auto sums = operation.counting.sums.find(unit);
  return sums == operation.counting.sums.end() ? otherwise : sums->second.listed_ballots;
}

// Two blind entries are not written over by a tape.
base::Problems check_hand_entries(const Operation& operation, const std::string& unit,
                                  const Tally& tape) {
  const auto sums = operation.counting.sums.find(unit);
  if (sums == operation.counting.sums.end() || !sums->second.say_otherwise(tape)) return {};
  // Where either may count, which of two whole counts stands is chosen before the sign-off.
  if (method_of(operation, unit) == CountMethod::Mixed && sums->second.is_counted()) return {};
  return {
      refusal("machine.hand-entries",
              unit + ", of which ballots were entered by hand with other figures or not all",
              "a tape of the figures that two people entered, or no entries",
              "Put the difference on record with discrepancy.open and count again. Entries that "
              "must not count are set aside by two persons with batch.void.")};
}

base::Problems decide_machine_result(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string unit = text_in(command.body, "unit");
  problems = unit_is_within(operation, command.author, unit);
  add_problems(problems, check_tape_shape(command.body["tape"]));
  if (!problems.empty()) return problems;
  add_problems(problems, unit_is_open(operation, unit));
  add_problems(problems, unit_is_counted_again(operation, unit));
  if (method_of(operation, unit) == CountMethod::Hand) {
    problems.push_back(refusal("machine.method", unit + " is counted by hand",
                               "a unit that a machine counts", "Set it with method.set."));
  }
  const Tally tally = tally_of_tape(command.body);
  add_problems(problems, tally_problems(tally, choice_ids(operation), operation.setup.vote_for,
                                        listed_ballots(operation, unit, tally.ballots)));
  add_problems(problems, check_hand_entries(operation, unit, tally));
  return problems;
}

void apply_machine_result(Operation& operation, const Event& event) {
  const Tally tally = tally_of_tape(event.body);
  MachineResult result;
  result.position = event.position;
  result.author = event.author;
  result.approved_by = event.approved_by;
  result.machine = text_in(event.body, "machine");
  result.ballots = tally.ballots;
  result.blank = tally.blank;
  result.over = tally.over;
  result.votes = tally.votes;
  result.reason = tally.reason;
  operation.deciding.machine_results[text_in(event.body, "unit")].push_back(std::move(result));
}

}  // namespace

UseCase enter_machine_result() {
  UseCase use_case;
  use_case.kind = "result.machine";
  use_case.summary = "Enter a unit's machine recount from its tape; a second person confirms it.";
  use_case.roles = {Role::CountyOfficer, Role::Supervisor};
  use_case.persons = Persons::Two;
  use_case.fields = {{"unit", FieldType::Text, true, "Id of the unit."},
                     {"tape",
                      FieldType::Records,
                      true,
                      "Lines of the tape from the top: {choice, votes}.",
                      {},
                      {},
                      R"([{"choice":"hansen","votes":361},{"choice":"olsen","votes":342}])"},
                     {"ballots", FieldType::Number, true, "Ballots that the machine counted."},
                     {"blank", FieldType::Number, true, "Votes not used: blank and undervotes."},
                     {"over", FieldType::Number, true, "Votes lost to overvotes."},
                     {"machine", FieldType::Text, false, "Which machine."},
                     {"reason", FieldType::Text, false, "Code, when the figures do not balance.",
                      balance_reasons()},
                     {"words", FieldType::Text, false, "What the reason means here."}};
  use_case.decide = decide_machine_result;
  use_case.apply = apply_machine_result;
  return use_case;
}

}  // namespace recanvass::workflow
