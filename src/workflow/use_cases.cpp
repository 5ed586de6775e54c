#include "workflow/use_case_list.h"

namespace recanvass::workflow {

// Static rather than in a namespace without a name: there, a helper of another file with a use
// case's name would be found first.

// What founds an operation and starts a recount.
static std::vector<UseCase> cases_of_opening() {
  return {
      open_operation(),
      add_account(),
      close_account(),
      rotate_key(),
      approve(),
      decline(),
      file_petition(),
      rule_petition(),
      withdraw_petition(),
      file_precinct_petitions(),
      record_county_computed(),
      set_districts(),
      set_equipment(),
      record_trigger(),
      waive_trigger(),
      record_order(),
      record_stay(),
      lift_stay(),
      set_method(),
      quote_fee(),
      announce_fee(),
      set_payment_deadline(),
      record_payment(),
      state_actual_cost(),
      refund_fee(),
      set_fund_goal(),
      record_raised(),
      book_fund_item(),
      refund_from_fund(),
      set_plan(),
      report_progress(),
      set_calendar(),
      give_notice(),
  };
}

// What is committed to, opened and counted.
static std::vector<UseCase> cases_of_counting() {
  return {
      add_manifest(),       add_returns(),      report_outcome(),  map_choice(),
      import_cards(),       correct_cards(),    revise_input(),    correct_input(),
      publish_commitment(), add_witness(),      record_witness(),  record_rollback(),
      record_container(),   open_container(),   close_container(), take_batch(),
      enter_tally(),        adjudicate_tally(), add_extra_batch(), add_extra_unit(),
      void_batch(),         resolve_incident(), sign_off_count(),  reopen_count(),
      choose_count(),
  };
}

// Paper, machines and judging.
static std::vector<UseCase> cases_of_judging() {
  return {
      add_challenge(),      join_challenge(),     withdraw_challenge(), stipulate_challenge(),
      rule_challenge(),     stand_objection(),    count_envelope(),     count_batch_objected(),
      withdraw_objection(), rule_objection(),     open_discrepancy(),   name_cause(),
      close_discrepancy(),  reopen_discrepancy(), make_motion(),        vote_on_motion(),
      add_minute(),         register_machine(),   audit_roll(),         examine_equipment(),
      expect_medium(),      load_medium(),        register_claim(),     examine_claim(),
      set_claim_status(),
  };
}

// Outcomes on paper, card by card.
static std::vector<UseCase> cases_of_audits() {
  return {
      define_audit_contest(), define_audit_list(),  add_audit_batches(),   set_audit_method(),
      commit_audit(),         record_audit_seed(),  draw_audit(),          fetch_card(),
      enter_reading(),        adjudicate_reading(), pull_card_again(),     sign_off_readings(),
      reveal_cards(),         name_card_cause(),    measure_audit_round(), count_contest_whole(),
      void_audit(),
  };
}

// What the figures mean and what is declared.
static std::vector<UseCase> cases_of_deciding() {
  return {
      record_figures(),   explain_unit(),     rule_explanation(),     rule_recountability(),
      change_policy(),    record_draw_down(), add_version(),          publish_result(),
      expect_votes(),     assign_cause(),     enter_machine_result(), close_stage(),
      state_county(),     record_lot(),       issue_certificate(),    amend_certificate(),
      void_certificate(), set_status(),
  };
}

const std::vector<UseCase>& use_cases() {
  static const std::vector<UseCase> all = [] {
    std::vector<UseCase> made;
    for (const auto& part : {cases_of_opening(), cases_of_counting(), cases_of_audits(),
                             cases_of_judging(), cases_of_deciding()}) {
      made.insert(made.end(), part.begin(), part.end());
    }
    return made;
  }();
  return all;
}

}  // namespace recanvass::workflow
