#include "workflow/event_county.h"

#include "workflow/discrepancy_queue.h"

namespace recanvass::workflow {
namespace {

// The county of the entry of `table` that the body's member names; empty when there is none.
template <class Table>
std::string county_in(const Table& table, const base::Json& body, const char* member) {
  const auto named = body.find(member);
  if (named == body.end() || !named->is_string()) return {};
  const auto found = table.find(named->template get_ref<const std::string&>());
  return found == table.end() ? std::string() : found->second.county;
}

std::string county_of_incident(const Operation& operation, const base::Json& body) {
  const auto named = body.find("incident");
  if (named == body.end() || !named->is_number_unsigned()) return {};
  const auto found = operation.counting.incidents.find(named->get<std::uint64_t>());
  return found == operation.counting.incidents.end() ? std::string() : found->second.county;
}

std::string county_of_discrepancy(const Operation& operation, const base::Json& body) {
  const auto named = body.find("discrepancy");
  if (named == body.end() || !named->is_string()) return {};
  const auto found = discrepancy_named(operation, named->get<std::string>());
  return found ? found->county : std::string();
}

// input.correct names the batch or unit by "id".
std::string county_of_input(const Operation& operation, const base::Json& body) {
  const auto input = body.find("input");
  if (input == body.end()) return {};
  if (*input == "batch") return county_in(operation.commitment.batches, body, "id");
  return *input == "unit" ? county_in(operation.commitment.units, body, "id") : std::string();
}

std::string county_named(const Operation& operation, const base::Json& body) {
  const auto named = body.find("county");
  if (named != body.end() && named->is_string()) return named->get<std::string>();
  // One after the other: most events are tallies, and their batch settles it at once.
  const auto from = [&](const auto& table, const char* member) {
    return county_in(table, body, member);
  };
  const Challenges& challenges = operation.judging.challenges;
  const Machines& machines = operation.judging.machines;
  std::string county = from(operation.commitment.batches, "batch");
  if (county.empty()) county = from(operation.commitment.units, "unit");
  if (county.empty()) county = from(operation.counting.containers, "container");
  if (county.empty()) county = from(challenges.objections, "objection");
  if (county.empty()) county = from(challenges.by_exhibit, "exhibit");
  if (county.empty()) county = from(operation.judging.minutes.motions, "motion");
  if (county.empty()) county = from(machines.registered, "machine");
  if (county.empty()) county = from(machines.media_expected, "medium");
  if (county.empty()) county = from(operation.audits.current.lists, "list");
  if (county.empty()) county = county_of_input(operation, body);
  if (county.empty()) county = county_of_incident(operation, body);
  if (county.empty()) county = county_of_discrepancy(operation, body);
  return county;
}

}  // namespace

std::string county_of(const Operation& operation, const Event& event) {
  std::string county;
  if (event.body.is_object()) county = county_named(operation, event.body);
  if (!county.empty()) return county;
  const auto author = operation.people.accounts.find(event.author);
  return author == operation.people.accounts.end() ? std::string() : author->second.county;
}

}  // namespace recanvass::workflow
