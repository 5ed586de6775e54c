#include "law/token.h"

#include "base/check.h"

#include <algorithm>
#include <array>

namespace recanvass::law {
namespace {

constexpr std::array kAppliesTo = std::to_array<Token>({
    {"any", "any office"},
    {"any_candidate_on_ballot", "any candidate on the ballot"},
    {"any_except_some_local", "any office except some local ones"},
    {"attorney_general", "attorney general"},
    {"ballot_proposal", "ballot proposals"},
    {"board_of_education", "board of education"},
    {"candidate_general_election", "candidates at general elections"},
    {"candidates", "candidates, by petition"},
    {"constitutional_officers", "constitutional officers"},
    {"contest_court_only", "election contests in court only"},
    {"council", "council"},
    {"county", "county offices"},
    {"delegate", "delegate to Congress"},
    {"federal", "federal offices"},
    {"general_assembly", "the general assembly"},
    {"governor", "governor"},
    {"judicial", "judges"},
    {"legislative", "the state legislature"},
    {"mayor", "mayor"},
    {"none", "no contest"},
    {"president", "presidential electors"},
    {"state_county_district_city_offices_except_governor_lt_governor_legislature",
     "state, county, district and city offices except governor, lieutenant governor and "
     "legislature"},
    {"state_legislature", "the state legislature"},
    {"state_questions", "state questions, automatically"},
    {"state_senate", "the state senate"},
    {"statewide", "statewide offices"},
    {"statewide_ballot_measure", "statewide ballot measures"},
    {"statewide_general", "statewide offices at general elections"},
    {"statewide_office", "statewide offices"},
    {"statewide_primary_or_election", "statewide offices at primaries and elections"},
    {"statewide_question", "statewide questions"},
    {"us_house", "the US House"},
    {"us_senate", "the US Senate"},
});

constexpr std::array kFiledWith = std::to_array<Token>({
    {"attorney_general", "the Attorney General"},
    {"clerk_of_court", "the clerk of court"},
    {"county_auditor", "the county auditor"},
    {"county_board", "the county board"},
    {"county_board_of_elections", "the county board of elections"},
    {"county_board|court", "the county board or the court"},
    {"county_canvassing_board", "the county canvassing board"},
    {"county_commission", "the county commission"},
    {"court", "the court"},
    {"court_order_on_certificate", "a court, which orders it on certified facts"},
    {"election_officer", "the election officer"},
    {"local_election_authority", "the local election authority"},
    {"state_board_of_canvassers", "the Board of State Canvassers"},
    {"state_board_of_elections", "the State Board of Elections"},
    {"state_bureau_of_elections", "the state's Bureau of Elections"},
    {"state_election_authority", "the state election authority"},
    {"state_or_county", "the state or the county"},
    {"state_or_county_authority", "the state or the county authority"},
    {"state_or_county_board", "the state or the county board"},
    {"state_or_local_board", "the state or the local board"},
    {"state_recount_commission", "the State Recount Commission"},
});

constexpr std::array kGround = std::to_array<Token>({
    {"absentee_and_early_votes_could_change_outcome",
     "absentee and early votes could change the outcome"},
    {"aggrieved_by_fraud_or_mistake", "being aggrieved by fraud or mistake in the canvass"},
    {"believes_error_or_fraud", "belief that there was error or fraud"},
    {"believes_mistake_made", "belief that a mistake was made"},
    {"but_for_error_different_winner", "but for an error, somebody else would have won"},
    {"but_for_fraud_or_mistake_reasonable_chance_of_winning",
     "good-faith belief in a reasonable chance of winning but for fraud or mistake"},
    {"error_or_fraud_believed_not_specific",
     "belief that there was error or fraud; which one need not be said"},
    {"has_reason_to_believe_error", "reason to believe that there was an error"},
    {"mistake_or_fraud_or_defect_believed",
     "belief in a mistake, fraud, or a defect, irregularity or illegality"},
    {"none", "nothing has to be alleged"},
});

constexpr std::array kPayer = std::to_array<Token>({
    {"county", "the county"},
    {"n/a", "does not apply"},
    {"petitioner", "the petitioner"},
    {"petitioner_unless_close", "the petitioner, unless the margin is close"},
    {"petitioner_unless_outcome_changes", "the petitioner, unless the outcome changes"},
    {"state", "the state"},
    {"state_auto|petitioner_petition", "the state if automatic, the petitioner on a petition"},
    {"state_or_county", "the state or the county"},
    {"unspecified", "the statute does not say"},
});

constexpr std::array kFeeKind = std::to_array<Token>({
    {"actual_cost_prepaid", "the actual cost, paid beforehand"},
    {"bond", "a bond"},
    {"court_security", "security set by the court"},
    {"daily_deposit", "a deposit before each day"},
    {"deposit_actual_cost", "a deposit of the actual cost"},
    {"deposit_flat", "a deposit"},
    {"deposit_per_ballot", "a deposit per ballot"},
    {"deposit_per_county", "a deposit per county"},
    {"deposit_per_district", "a deposit per district"},
    {"deposit_per_precinct", "a deposit per precinct"},
    {"estimated_cost_prepaid", "the estimated cost, paid beforehand"},
    {"fee_flat_by_office", "a fee by office"},
    {"fee_per_precinct", "a fee per precinct"},
    {"none", "nothing"},
    {"security_estimated_cost", "security for the estimated cost"},
    {"tiered", "by tiers of the margin"},
});

constexpr std::array kRefund = std::to_array<Token>({
    {"applicant_vote_ge_4pct_more_than_original",
     "the applicant's votes rise by 4% of the original or more"},
    {"error_found_in_precinct", "error or fraud is found in the precinct"},
    {"gain_ge_10pct_or_10_votes_in_district",
     "the petitioner gains 10% or 10 votes in the district"},
    {"gain_ge_2pct_of_votes_in_recounted_precincts",
     "the petitioner gains 2% of the votes in the recounted precincts"},
    {"n/a", "does not apply"},
    {"none", "never"},
    {"outcome_changes", "the outcome changes"},
    {"overestimate", "what exceeds the actual cost comes back"},
    {"partial_by_margin_reduction_50_to_100pct",
     "in part, by how far the margin shrinks (50% to 100%)"},
    {"projected_difference_over_all_precincts_would_change_result",
     "the difference found, projected to all precincts, would change the result"},
    {"recount_shows_automatic_was_due", "the recount shows that an automatic one was due"},
    {"surplus", "what exceeds the actual cost comes back"},
    {"tie", "it ends in a tie"},
    {"unknown", "not known"},
    {"unused", "what is not used comes back"},
    {"unused_precincts", "the deposit of precincts that are not recounted comes back"},
});

constexpr std::array kMethod = std::to_array<Token>({
    {"board_decides", "hand or machine, as the board decides"},
    {"court", "as the court orders"},
    {"different_device_or_hand", "another type of device than first used, or by hand"},
    {"hand", "by hand"},
    {"hand_or_recanvass", "by hand, or re-reading of machines"},
    {"mix", "by hand and machine, as the rules divide them"},
    {"none", "none"},
    {"original_method", "the method first used"},
    {"requester_chooses_hand_or_machine", "by hand or machine, as the requester chooses"},
    {"retabulate", "ballots run through tabulators again"},
});

constexpr std::array kPartial = std::to_array<Token>({
    {"n/a", "does not apply"},
    {"no", "all of the contest"},
    {"staged_until_concession", "in stages, until the petitioner concedes"},
    {"unclear", "whether only some precincts may be recounted is not clear"},
    {"yes", "the petitioner may choose precincts or counties"},
});

constexpr std::array kTieRule = std::to_array<Token>({
    {"lot", "by lot"},
    {"recanvass_then_adjourned_election", "recanvass, then an adjourned election"},
    {"recount", "a recount"},
    {"recount_then_lot", "a recount, then by lot"},
    {"recount_then_lot_or_second_election", "a recount, then by lot or a second election"},
    {"unknown", "not known"},
});

}  // namespace

std::span<const Token> tokens(TokenList list) {
  switch (list) {
    case TokenList::AppliesTo: return kAppliesTo;
    case TokenList::FiledWith: return kFiledWith;
    case TokenList::Ground: return kGround;
    case TokenList::Payer: return kPayer;
    case TokenList::FeeKind: return kFeeKind;
    case TokenList::Refund: return kRefund;
    case TokenList::Method: return kMethod;
    case TokenList::Partial: return kPartial;
    case TokenList::TieRule: return kTieRule;
  }
  return {};
}

const Token* token(TokenList list, std::string_view id) {
  const auto all = tokens(list);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Token& each) { return each.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::string words_of(TokenList list, std::string_view id) {
  if (id.empty()) return "";
  const Token* found = token(list, id);
  RECANVASS_CHECK(found != nullptr);
  return std::string(found->words);
}

}  // namespace recanvass::law
