// Petitions by precinct with their decisions, and the cost report: estimates, the announced figure,
// payments, actual costs, refund, the fund.
#include "report/cost_statement.h"
#include "report/petition_sheets.h"
#include "workflow/money_account.h"
#include "workflow/petition_law.h"
#include "workflow/precinct_law.h"
#include "workflow/print_parts.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

report::FundAccount fund_of(const Fund& fund) {
  const FundAccount settled = settle_fund(fund);
  report::FundAccount account;
  if (!fund.goals.empty()) account.goal = fund.goals.back().amount;
  account.raised = settled.raised;
  account.refunded = settled.refunded;
  account.booked_sum = settled.booked;
  account.booked_stated = settled.stated_booked;
  for (const FundEntry& entry : fund.booked) {
    account.booked.push_back({entry.day, entry.words, entry.amount, std::nullopt});
  }
  return account;
}

// The decision in the language of the page. The ledger's own words are English: in another
// language they follow what its causes say.
std::string decision_words(report::Language language, const PrecinctDecision& decision) {
  const bool is_plain =
      decision.causes.empty() && decision.verdict != PrecinctVerdict::Accepted;  // withdrawn
  if (language == report::Language::English || is_plain) return decision.words;
  std::vector<std::string> said;
  for (const std::string& cause : decision.causes) {
    said.push_back(report::say(language, "petition.against_" + cause));
  }
  if (said.empty()) said.push_back(report::say(language, "petition.in_favour"));
  return report::say(
      language, "petition.decision",
      {{"decision", fmt::format("{}", fmt::join(said, "; "))}, {"words", decision.words}});
}

const char* words_key_of(RefundGround ground) {
  switch (ground) {
    case RefundGround::AboveCost: return "cost.refund_words";
    case RefundGround::Outcome: return "cost.refund_outcome";
    case RefundGround::UnusedDeposits: return "cost.refund_deposits";
    case RefundGround::Free: return "cost.refund_free";
  }
  return "";
}

report::PetitionSheet petition_sheet(const Operation& operation, const PrecinctPetition& petition,
                                     report::Language language) {
  report::PetitionSheet sheet;
  sheet.number = petition.number;
  sheet.county = county_name(operation, petition.county);
  sheet.district = unit_name(operation, petition.unit);
  sheet.filed_at = petition.filed_at;
  sheet.signers = static_cast<std::int64_t>(petition.signers.size());
  sheet.verdict = name_of(petition.verdict());
  sheet.words = decision_words(language, petition.decisions.back());
  sheet.position = petition.decisions.back().position;
  if (petition.fee_cents) sheet.fee = base::UsdCents(*petition.fee_cents);
  const DistrictEquipment* equipment = equipment_of(operation, petition.unit, petition.county);
  sheet.has_no_paper = equipment != nullptr && equipment->paper == PaperKind::None;
  return sheet;
}

bool is_empty(const Fund& fund) {
  return fund.goals.empty() && fund.raised.empty() && fund.booked.empty() && fund.refunds.empty();
}

}  // namespace

Documents print_petitions(const Operation& operation, const PrintRequest& request) {
  report::PetitionSheets sheets;
  sheets.heading = paper_heading(operation);
  sheets.place = place_of(operation, request.view);
  for (const PrecinctPetition& petition : operation.opening.petitions.precincts) {
    if (!request.view.county.empty() && petition.county != request.view.county) continue;
    if (!request.view.unit.empty() && petition.unit != request.view.unit) continue;
    sheets.petitions.push_back(petition_sheet(operation, petition, request.style.language));
  }
  return {report::petition_sheets(sheets, request.style)};
}

Documents print_costs(const Operation& operation, const PrintRequest& request) {
  const Money& money = operation.opening.money;
  const report::Language language = request.style.language;
  report::CostStatementPaper paper;
  paper.heading = paper_heading(operation);
  paper.place = jurisdiction_name(operation);
  paper.account = account_of(operation);
  for (recount::CountyCost& county : paper.account.counties) {
    county.county = county_name(operation, county.county);
  }
  for (const Announcement& announced : money.announcements) {
    paper.announced.push_back(
        {announced.announced_at, announced.published_in, announced.amount, announced.lines_sum});
  }
  if (!money.deadlines.empty()) paper.payment_deadline = money.deadlines.back().until;
  for (const Payment& payment : money.payments) {
    const std::string late = payment.late ? " " + report::say(language, "cost.late") : "";
    paper.payments.push_back({payment.paid_at, payment.payer + late, payment.amount, std::nullopt});
  }
  for (const Refund& refund : money.refunds) {
    paper.refunds.push_back({refund.refunded_at, report::say(language, words_key_of(refund.ground)),
                             refund.amount, std::nullopt});
  }
  if (!unused_deposits(operation) && !counties_without_actuals(operation).empty())
    paper.account.refund_left.reset();
  if (!is_empty(money.fund)) paper.fund = fund_of(money.fund);
  return {report::cost_statement(paper, request.style)};
}

}  // namespace recanvass::workflow
