// The use cases by name: a line here and in use_cases.cpp for each, in the order of an operation.
// What one is made of: workflow/use_case.h.
#pragma once

#include "ledger/keys.h"
#include "workflow/use_case.h"

#include <optional>
#include <string>

namespace recanvass::workflow {

UseCase open_operation();
UseCase add_account();
UseCase close_account();
UseCase rotate_key();
UseCase approve();
UseCase decline();

UseCase file_petition();
UseCase rule_petition();
UseCase withdraw_petition();
UseCase file_precinct_petitions();
UseCase record_county_computed();
UseCase set_districts();
UseCase set_equipment();
UseCase record_trigger();
UseCase waive_trigger();
UseCase record_order();
UseCase record_stay();
UseCase lift_stay();
UseCase set_method();
UseCase quote_fee();
UseCase announce_fee();
UseCase set_payment_deadline();
UseCase record_payment();
UseCase state_actual_cost();
UseCase refund_fee();
UseCase set_fund_goal();
UseCase record_raised();
UseCase book_fund_item();
UseCase refund_from_fund();
UseCase set_plan();
UseCase report_progress();
UseCase set_calendar();
UseCase give_notice();

UseCase add_manifest();
UseCase add_returns();
UseCase report_outcome();
UseCase map_choice();
UseCase import_cards();
UseCase correct_cards();
UseCase revise_input();
UseCase correct_input();
UseCase publish_commitment();
UseCase add_witness();
UseCase record_witness();
UseCase record_rollback();

UseCase define_audit_contest();
UseCase define_audit_list();
UseCase add_audit_batches();
UseCase set_audit_method();
UseCase commit_audit();
UseCase record_audit_seed();
UseCase draw_audit();
UseCase fetch_card();
UseCase enter_reading();
UseCase adjudicate_reading();
UseCase pull_card_again();
UseCase sign_off_readings();
UseCase reveal_cards();
UseCase name_card_cause();
UseCase measure_audit_round();
UseCase count_contest_whole();
UseCase void_audit();

UseCase enter_tally();
UseCase adjudicate_tally();
UseCase record_container();
UseCase open_container();
UseCase close_container();
UseCase resolve_incident();
UseCase add_extra_batch();
UseCase add_extra_unit();
UseCase take_batch();
UseCase void_batch();
UseCase sign_off_count();
UseCase choose_count();
UseCase reopen_count();

UseCase record_figures();
UseCase explain_unit();
UseCase rule_explanation();
UseCase rule_recountability();
UseCase change_policy();
UseCase record_draw_down();
UseCase add_version();
UseCase publish_result();
UseCase expect_votes();
UseCase assign_cause();
UseCase enter_machine_result();
UseCase close_stage();
UseCase state_county();
UseCase record_lot();
UseCase issue_certificate();
UseCase amend_certificate();
UseCase void_certificate();
UseCase set_status();

UseCase add_challenge();
UseCase join_challenge();
UseCase withdraw_challenge();
UseCase stipulate_challenge();
UseCase rule_challenge();
UseCase stand_objection();
UseCase count_envelope();
UseCase count_batch_objected();
UseCase withdraw_objection();
UseCase rule_objection();

UseCase open_discrepancy();
UseCase name_cause();
UseCase close_discrepancy();
UseCase reopen_discrepancy();

UseCase make_motion();
UseCase vote_on_motion();
UseCase add_minute();

UseCase register_machine();
UseCase audit_roll();
UseCase examine_equipment();
UseCase expect_medium();
UseCase load_medium();
UseCase register_claim();
UseCase examine_claim();
UseCase set_claim_status();

/// 32 bytes from base64; no value when it is anything else.
[[nodiscard]] std::optional<ledger::PublicKey> read_public_key(const std::string& text);

}  // namespace recanvass::workflow
