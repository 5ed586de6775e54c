#include "workflow/use_case_list.h"

namespace recanvass::workflow {

const std::vector<UseCase>& use_cases() {
  static const std::vector<UseCase> all = {
      open_operation(), add_account(), close_account(), rotate_key(), approve(), decline(),
  };
  return all;
}

}  // namespace recanvass::workflow
