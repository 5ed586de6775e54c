#include "workflow/unit_names.h"

#include "formats/text.h"

#include <fmt/format.h>

#include <optional>

namespace recanvass::workflow {
namespace {

base::Problems look_problem(const std::string& what, const std::string& text,
                            const std::optional<std::string>& known,
                            const std::optional<std::string>& listed) {
  if (formats::mixes_scripts(text)) {
    return {refusal("unit.look-alike",
                    fmt::format("{} \"{}\", letters of two scripts in a word", what, text),
                    "words in letters of one script",
                    "Type it again: a copied letter may be another one.")};
  }
  const auto& other = known ? known : listed;
  if (!other) return {};
  return {refusal("unit.look-alike", fmt::format("{} \"{}\" beside \"{}\"", what, text, *other),
                  "one spelling of one unit, and different units told apart",
                  "Write it as it stands; another unit gets a name that differs in more than "
                  "capitals and spaces.")};
}

}  // namespace

base::Problems UnitNames::check_id(const std::string& id) {
  const auto listed = ids_.look_alike(id);
  ids_.take(id);
  return look_problem("unit", id, operation_.commitment.unit_ids.look_alike(id), listed);
}

base::Problems UnitNames::check_name(const std::string& county, const std::string& name) {
  const auto listed = names_.look_alike(name);
  names_.take(name);
  const auto of_county = operation_.commitment.unit_names.find(county);
  const bool any = of_county != operation_.commitment.unit_names.end();
  return look_problem("unit name", name,
                      any ? of_county->second.look_alike(name) : std::nullopt, listed);
}

void take_unit_id(Operation& operation, const std::string& id) {
  operation.commitment.unit_ids.take(id);
}

void take_unit_name(Operation& operation, const std::string& county, const std::string& name) {
  operation.commitment.unit_names[county].take(name);
}

}  // namespace recanvass::workflow
