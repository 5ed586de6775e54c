// show petitions: who asked for a recount, what the law says of it, and what was ruled.
#include "workflow/petition_law.h"
#include "workflow/view_list.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

// What the law said; in how many votes it measured is hidden with the sums.
base::Json law_seen(const base::Json& law, bool with_sums) {
  base::Json seen = law;
  if (!with_sums && seen.is_object() && seen.contains("sentence")) seen["sentence"] = kHiddenSums;
  return seen;
}

base::Json ruling_json(const PetitionRuling& ruling, bool with_sums) {
  base::Json json = {{"decision", ruling.accepted ? "accepted" : "refused"},
                     {"ruled_at", ruling.ruled_at},
                     {"entry", ruling.position},
                     {"law", law_seen(ruling.found, with_sums)}};
  if (!ruling.words.empty()) json["words"] = ruling.words;
  if (!ruling.order.empty()) json["against_the_law_by_order"] = ruling.order;
  return json;
}

base::Json petition_json(const Operation& operation, const std::string& id,
                         const Petition& petition, bool with_sums) {
  base::Json json = {{"petition", id},
                     {"stage", name_of(petition.stage())},
                     {"who", petition.who},
                     {"filed_at", petition.filed_at},
                     {"grounds", petition.grounds},
                     {"scope", name_of(petition.scope)},
                     {"entry", petition.position},
                     {"receipt", petition.receipt},
                     {"rulings", base::Json::array()}};
  if (!petition.choice.empty()) json["choice"] = petition.choice;
  if (petition.signers > 0) json["signers"] = petition.signers;
  if (!petition.places.empty()) json["places"] = petition.places;
  if (!petition.document.is_null()) json["document"] = petition.document;
  if (petition.withdrawn) {
    json["withdrawn"] = {{"entry", *petition.withdrawn}, {"words", petition.withdrawn_words}};
  }
  for (const PetitionRuling& ruling : petition.rulings) {
    json["rulings"].push_back(ruling_json(ruling, with_sums));
  }
  if (petition.rulings.empty()) {
    json["law"] = law_seen(find_petition(operation, petition), with_sums);
  }
  return json;
}

// In the order of filing.
base::Json build_petitions(const Operation& operation, const ViewRequest& request) {
  const bool with_sums = may_see_reported_sums(operation, request);
  std::vector<std::pair<std::string, const Petition*>> filed;
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    filed.emplace_back(petition.filed_at + " " + id, &petition);
  }
  std::sort(filed.begin(), filed.end());
  base::Json list = base::Json::array();
  for (const auto& [key, petition] : filed) {
    const std::string id = key.substr(key.find(' ') + 1);
    list.push_back(petition_json(operation, id, *petition, with_sums));
  }
  return {{"petitions", std::move(list)}};
}

}  // namespace

View show_petitions() {
  return {"petitions", "Who asked for a recount, what the law says of it, what was ruled.",
          build_petitions};
}

}  // namespace recanvass::workflow
