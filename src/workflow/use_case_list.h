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

UseCase add_manifest();
UseCase add_returns();
UseCase report_outcome();
UseCase map_choice();
UseCase publish_commitment();
UseCase add_witness();
UseCase record_witness();
UseCase record_rollback();

UseCase enter_tally();
UseCase adjudicate_tally();
UseCase record_container();
UseCase open_container();
UseCase close_container();
UseCase resolve_incident();
UseCase add_extra_batch();
UseCase take_batch();
UseCase void_batch();
UseCase sign_off_count();
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
UseCase state_county();
UseCase issue_certificate();
UseCase amend_certificate();
UseCase void_certificate();
UseCase set_status();

/// 32 bytes from base64; no value when it is anything else.
[[nodiscard]] std::optional<ledger::PublicKey> read_public_key(const std::string& text);

}  // namespace recanvass::workflow
