#include "workflow/deciding.h"

namespace recanvass::workflow {

const Certificate* Deciding::certificate_in_force() const {
  if (certificates.empty() || certificates.back().voided_at) return nullptr;
  return &certificates.back();
}

}  // namespace recanvass::workflow
