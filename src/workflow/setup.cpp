#include "workflow/setup.h"

#include <algorithm>

namespace recanvass::workflow {

bool Setup::has_choice(const std::string& id) const {
  return std::any_of(choices.begin(), choices.end(),
                     [&](const SetupChoice& choice) { return choice.id == id; });
}

}  // namespace recanvass::workflow
