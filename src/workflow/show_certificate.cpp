// show certificate: everything that still speaks against county statements and the certificate, at
// once, and the statements that were made.
#include "workflow/closing.h"
#include "workflow/figures_json.h"
#include "workflow/moved_votes.h"
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

base::Json build_certificate(const Operation& operation, const ViewRequest& request) {
  const Sight sight = sight_in(operation, request.viewer, request.county);
  const base::Problems gaps = request.county.empty()
                                  ? gaps_of_state(operation, sight)
                                  : gaps_of_county(operation, request.county, sight);
  return {{"may_be_issued", gaps.empty()},
          {"missing", gaps.size()},
          {"gaps", gaps_json(gaps)},
          {"words", gaps_words(gaps, sight == Sight::All)},
          {"counted_again", sight == Sight::All && request.county.empty()
                                ? text_or_null(partial_sentence(operation))
                                : base::Json()},
          {"moved", sight == Sight::All && request.county.empty()
                        ? base::Json(moved_sentences(operation))
                        : base::Json::array()},
          {"statements", statements_json(operation, request)}};
}

}  // namespace

View show_certificate() {
  return {"certificate", "What is still missing for statements and the certificate.",
          build_certificate};
}

}  // namespace recanvass::workflow
