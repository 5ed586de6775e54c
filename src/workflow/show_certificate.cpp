// show certificate: everything that still speaks against county statements and the certificate, at
// once, and the statements that were made.
#include "workflow/account_of_ballots.h"
#include "workflow/closing.h"
#include "workflow/figures_json.h"
#include "workflow/grounds.h"
#include "workflow/moved_votes.h"
#include "workflow/open_matters.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

namespace recanvass::workflow {
namespace {

base::Json gaps_json(const base::Problems& gaps) {
  base::Json list = base::Json::array();
  for (const base::Problem& gap : gaps) {
    list.push_back(
        {{"cause", gap.cause}, {"found", gap.found}, {"wanted", gap.wanted}, {"mend", gap.mend}});
  }
  return list;
}

base::Json statements_json(const Operation& operation, const ViewRequest& request) {
  base::Json list = base::Json::array();
  for (const auto& [county, statements] : operation.deciding.county_statements) {
    if (!request.county.empty() && county != request.county) continue;
    for (const CountyStatement& statement : statements) {
      list.push_back({{"county", county},
                      {"entry", statement.position},
                      {"by", statement.author},
                      {"signed_by", statement.signed_by},
                      {"signed_at", statement.signed_at},
                      {"votes", votes_json(statement.votes)},
                      {"units", statement.units},
                      {"units_original", statement.units_original},
                      {"units_without_worksheet", statement.units_without_worksheet},
                      {"latest", &statement == &statements.back()}});
    }
  }
  return list;
}

std::string gaps_words(const base::Problems& gaps, bool seen) {
  if (gaps.empty()) return "Nothing is missing.";
  if (seen) return "Each gap says how it is closed.";
  return "What compares with reported figures is not among them: it is listed for a state officer "
         "(--as ACCOUNT), and for everybody once every unit is signed off.";
}

base::Json unit_ballots_json(const recount::UnitBallots& some) {
  return {{"ballots", some.ballots.value()}, {"of", some.units}};
}

base::Json account_json(const Operation& operation) {
  const recount::BallotAccount account = account_of_ballots(operation, "");
  base::Json lines = base::Json::array();
  for (const auto& [how, line] : account.lines) {
    base::Json votes = base::Json::object();
    for (const SetupChoice& choice : operation.setup.choices) {
      const auto found = line.votes.find(choice.id);
      votes[choice.id] = found == line.votes.end() ? 0 : found->second.value();
    }
    lines.push_back({{"how", recount::id_of(how)},
                     {"words", recount::words_of(how)},
                     {"ballots", line.ballots.value()},
                     {"units_without_ballots", line.without_ballots},
                     {"ballots_listed", line.listed.value()},
                     {"votes", std::move(votes)},
                     {"of", line.ids},
                     {"by", line.people}});
  }
  return {{"words", recount::summary_of(account)},
          {"ballots", account.certified_ballots().value()},
          {"ballots_listed", account.listed_ballots().value()},
          {"lines", std::move(lines)},
          {"first_counted_in_no_batch", unit_ballots_json(account.in_no_batch)},
          {"not_first_counted", unit_ballots_json(account.not_first_counted)},
          {"not_accounted_for", account.unaccounted}};
}

base::Json build_certificate(const Operation& operation, const ViewRequest& request) {
  const Sight sight = sight_in(operation, request.viewer, request.county);
  const base::Problems gaps = request.county.empty()
                                  ? gaps_of_state(operation, sight)
                                  : gaps_of_county(operation, request.county, sight);
  const bool seen = sight == Sight::All && request.county.empty();
  return {{"may_be_issued", gaps.empty()},
          {"missing", gaps.size()},
          {"gaps", gaps_json(gaps)},
          {"words", gaps_words(gaps, sight == Sight::All)},
          {"counted_again", seen ? text_or_null(partial_sentence(operation)) : base::Json()},
          {"account", seen ? account_json(operation) : base::Json()},
          {"grounds", ground_sentences(operation, "")},
          {"moved", seen ? base::Json(moved_sentences(operation)) : base::Json::array()},
          {"matters", recount::record_sentences(open_matters(operation))},
          {"statements", statements_json(operation, request)}};
}

}  // namespace

View show_certificate() {
  return {"certificate", "What is still missing for statements and the certificate.",
          build_certificate};
}

}  // namespace recanvass::workflow
