#include "workflow/use_case_list.h"

namespace recanvass::workflow {

const std::vector<UseCase>& use_cases() {
  static const std::vector<UseCase> all = {
      open_operation(),
      add_account(),
      close_account(),
      rotate_key(),
      approve(),
      decline(),
      add_manifest(),
      add_returns(),
      report_outcome(),
      map_choice(),
      publish_commitment(),
      add_witness(),
      record_witness(),
      record_rollback(),
      record_container(),
      open_container(),
      close_container(),
      take_batch(),
      enter_tally(),
      adjudicate_tally(),
      add_extra_batch(),
      void_batch(),
      resolve_incident(),
      sign_off_count(),
      reopen_count(),
      record_figures(),
      explain_unit(),
      rule_explanation(),
      rule_recountability(),
      change_policy(),
      record_draw_down(),
      add_version(),
      publish_result(),
      expect_votes(),
      assign_cause(),
      enter_machine_result(),
      state_county(),
      issue_certificate(),
      amend_certificate(),
      void_certificate(),
      set_status(),
  };
  return all;
}

}  // namespace recanvass::workflow
