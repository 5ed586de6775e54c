// show challenges and show exhibits: the register of challenged ballots, as totals and a list, and
// as the sheet of each exhibit.
#include "workflow/challenge_rows.h"
#include "workflow/reading.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

namespace recanvass::workflow {
namespace {

base::Json short_row(const Operation& operation, const Challenge& challenge,
                     const std::string& unit) {
  base::Json sides = base::Json::array();
  for (const ChallengeClaim& claim : challenge.claims) sides.push_back(claim.side);
  return {{"exhibit", challenge.exhibit},
          {"county", challenge.county},
          {"unit", unit},
          {"batch", challenge.batch},
          {"position", challenge.ballot},
          {"sides", sides},
          {"ground", challenge.claims.front().ground},
          {"counted_as", to_json(challenge.counted_as)},
          {"stands_as", to_json(challenge.stands_as())},
          {"status", name_of(challenge.status())},
          {"batch_set_aside", is_batch_set_aside(operation, challenge.batch)},
          {"registered_at", challenge.position},
          {"changed_at", challenge.changed_at}};
}

template <class Row>
void for_each_asked_for(const Operation& operation, const ViewRequest& request, Row row) {
  const Challenges& challenges = operation.judging.challenges;
  for (const std::string& exhibit : challenges.registered) {
    const Challenge& challenge = challenges.by_exhibit.at(exhibit);
    const std::string unit = unit_of_batch(operation, challenge.batch);
    if (is_asked_for(request, challenge.county, unit)) row(challenge, unit);
  }
}

base::Json build_challenges(const Operation& operation, const ViewRequest& request) {
  ChallengeTotals all;
  std::map<std::string, ChallengeTotals> counties;
  std::map<std::string, ChallengeTotals> sides;
  base::Json rows = base::Json::array();
  for_each_asked_for(operation, request, [&](const Challenge& challenge, const std::string& unit) {
    for (ChallengeTotals* totals :
         {&all, &counties[challenge.county], &sides[challenge.claims.front().side]}) {
      ++totals->registered;
      ++totals->by_status[challenge.status()];
    }
    rows.push_back(short_row(operation, challenge, unit));
  });
  base::Json out = {{"totals", to_json(all)},
                    {"counties", base::Json::object()},
                    {"sides", base::Json::object()},
                    {"registered_by", operation.judging.challenges.registered_by},
                    {"challenges", rows}};
  for (const auto& [county, totals] : counties) out["counties"][county] = to_json(totals);
  for (const auto& [side, totals] : sides) out["sides"][side] = to_json(totals);
  return out;
}

base::Json build_exhibits(const Operation& operation, const ViewRequest& request) {
  base::Json rows = base::Json::array();
  for_each_asked_for(operation, request, [&](const Challenge& challenge, const std::string&) {
    rows.push_back(exhibit_row(operation, challenge));
  });
  return {{"exhibits", rows}};
}

}  // namespace

View show_challenges() {
  return {"challenges", "Challenged ballots: how many of each status, and where they are.",
          build_challenges};
}

View show_exhibits() {
  return {"exhibits", "The sheet of each challenged ballot: claims, rulings, lines to sign.",
          build_exhibits};
}

}  // namespace recanvass::workflow
