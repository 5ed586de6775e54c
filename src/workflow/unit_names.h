// Whether ids and names of reporting units can be told apart: two units that look alike on paper
// are taken for one, and one that is written in two ways for two. Used by every use case that names
// a unit for the first time. Ids of batches are as their labels have them: those are not compared.
#pragma once

#include "base/look_of_name.h"
#include "workflow/operation.h"
#include "workflow/use_case.h"

#include <map>
#include <string>

namespace recanvass::workflow {

/// Units as they stand, and those of one command, one after the other.
class UnitNames {
 public:
  explicit UnitNames(const Operation& operation);

  /// Cause: unit.look-alike.
  [[nodiscard]] base::Problems check_id(const std::string& id);
  /// Names of one county; the same name may stand for several units, as wards of several towns.
  /// Cause: unit.look-alike.
  [[nodiscard]] base::Problems check_name(const std::string& county, const std::string& name);

 private:
  base::TakenNames ids_{};
  std::map<std::string, base::TakenNames> names_{};  ///< by county
};

}  // namespace recanvass::workflow
