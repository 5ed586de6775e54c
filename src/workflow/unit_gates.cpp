#include "workflow/unit_gates.h"

#include "recount/causes.h"
#include "workflow/body.h"
#include "workflow/gates.h"

namespace recanvass::workflow {

base::Problems unit_is_within(const Operation& operation, const std::string& author,
                              const std::string& unit) {
  const auto found = operation.commitment.units.find(unit);
  if (found == operation.commitment.units.end()) {
    return {refusal("unit.unknown", "\"" + unit + "\"", "a unit with returns",
                    "Check the id; returns.add and result.version add units.")};
  }
  return author_acts_in(operation, author, found->second.county);
}

base::Problems unit_may_follow(const Operation& operation, const std::string& author,
                               const std::string& unit, const std::string& county) {
  const bool is_there = operation.commitment.units.contains(unit);
  if (is_there || operation.commitment.published_at) {
    return unit_is_within(operation, author, unit);
  }
  if (operation.setup.counties.contains(county)) return author_acts_in(operation, author, county);
  return {refusal("unit.no-returns", unit + ", without returns yet, of county \"" + county + "\"",
                  "the county that the unit is in", "Add \"county\", an id from operation.open.")};
}

base::Problems cause_in(const base::Json& body, const char* name) {
  const auto read = recount::read_cause(text_in(body, name));
  if (read) return {};
  return read.problems();
}

base::Problems choices_are_known(const Operation& operation, const base::Json& votes,
                                 const std::string& where) {
  base::Problems problems;
  for (auto it = votes.begin(); it != votes.end(); ++it) {
    if (operation.setup.has_choice(it.key())) continue;
    problems.push_back(refusal("returns.choice", where + ": \"" + it.key() + "\"",
                               "a choice of the contest", "Use an id from operation.open."));
  }
  return problems;
}

}  // namespace recanvass::workflow
