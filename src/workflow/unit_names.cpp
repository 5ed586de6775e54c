#include "workflow/unit_names.h"

#include "formats/text.h"

#include <fmt/format.h>

#include <optional>

namespace recanvass::workflow {
namespace {

base::Problems look_problem(const std::string& what, const std::string& text,
                            base::TakenNames& taken) {
  const std::optional<std::string> other = taken.look_alike(text);
  taken.take(text);
  if (formats::mixes_scripts(text)) {
    return {refusal(
        "unit.look-alike", fmt::format("{} \"{}\", letters of two scripts in a word", what, text),
        "words in letters of one script", "Type it again: a copied letter may be another one.")};
  }
  if (!other) return {};
  return {refusal("unit.look-alike", fmt::format("{} \"{}\" beside \"{}\"", what, text, *other),
                  "one spelling of one unit, and different units told apart",
                  "Write it as it stands; another unit gets a name that differs in more than "
                  "capitals and spaces.")};
}

}  // namespace

UnitNames::UnitNames(const Operation& operation) {
  for (const auto& [id, unit] : operation.commitment.units) {
    ids_.take(id);
    names_[unit.county].take(unit.name);
  }
  for (const auto& [id, batches] : operation.commitment.unit_batches) ids_.take(id);
}

base::Problems UnitNames::check_id(const std::string& id) { return look_problem("unit", id, ids_); }

base::Problems UnitNames::check_name(const std::string& county, const std::string& name) {
  return look_problem("unit name", name, names_[county]);
}

}  // namespace recanvass::workflow
