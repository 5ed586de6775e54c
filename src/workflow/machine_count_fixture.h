// For tests only: the two units of the counting fixture, counted by machine under the law of a
// state on a day. All votes are W1's; W2 has none.
#pragma once

#include "workflow/deciding_fixture.h"
#include "workflow/opening_fixture.h"

#include <string>

namespace recanvass::workflow::fixture {

/// Signed off, with tapes that give what was reported.
inline Operation operation_counted_by_machine(const std::string& state, const std::string& day,
                                              const std::string& office, std::int64_t a,
                                              std::int64_t b) {
  Operation operation = operation_counted();
  operation.law = &law_of_state(state);
  operation.setup.jurisdiction = state;
  operation.setup.law_day = operation.setup.election_day = day;
  operation.setup.office = office;
  operation.commitment.reported_outcome = {{"a", a}, {"b", b}};
  MethodChoice machine;
  machine.method = "machine";
  machine.extent = "whole";
  operation.opening.orders.methods.push_back(machine);
  MachineResult tape;
  tape.votes = {{"a", a}, {"b", b}};
  tape.ballots = a + b;
  operation.deciding.machine_results["W1"] = {tape};
  tape.votes = {{"a", 0}, {"b", 0}};
  tape.ballots = 0;
  operation.deciding.machine_results["W2"] = {tape};
  return operation;
}

}  // namespace recanvass::workflow::fixture
