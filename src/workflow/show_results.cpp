// show results: every result set with its legal status and its history, the certificates, and in
// plain words what the count confirms and what it does not.
#include "base/figures.h"
#include "workflow/count_extent.h"
#include "workflow/figures_json.h"
#include "workflow/legal_status.h"
#include "workflow/open_matters.h"
#include "workflow/unit_result.h"
#include "workflow/view_list.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

struct Reach {
  std::int64_t open = 0;
  std::int64_t original = 0;
  std::int64_t counted = 0;
};

Reach reach_of_count(const Operation& operation) {
  Reach reach;
  for (const auto& [id, unit] : operation.commitment.units) {
    switch (result_of(operation, id).fate) {
      case recount::UnitFate::Open: ++reach.open; break;
      case recount::UnitFate::Stands: ++reach.original; break;
      case recount::UnitFate::Counted: ++reach.counted; break;
    }
  }
  return reach;
}

std::string names_of(const Operation& operation, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const SetupChoice& choice : operation.setup.choices) {
    if (std::find(ids.begin(), ids.end(), choice.id) != ids.end()) names.push_back(choice.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// Who is elected; of a tie for the last seat that no lot settled, who ties.
std::string elected_words(const Operation& operation,
                          const std::map<std::string, std::int64_t>& votes) {
  const auto tie = tie_of(operation, votes);
  if (!tie || lot_for(operation, votes) != nullptr) {
    return names_of(operation, certified_winners(operation, votes));
  }
  return fmt::format("{}{}a tie, not settled yet, of {}", names_of(operation, tie->clear),
                     tie->clear.empty() ? "" : ", and ", names_of(operation, tie->tied));
}

// What a finished count says: of the winner always, of the count only where all of it was counted
// again, and never more than it is in law.
std::string finished_words(const Operation& operation, const Reach& reach, const std::string& kind,
                           const std::map<std::string, std::int64_t>& votes) {
  const auto reported = votes_of_all(operation, outcome_as_published(operation));
  const auto winners = certified_winners(operation, votes);
  const bool same_winners = winners == winners_of(operation, reported);
  const bool tied = tie_of(operation, votes) && lot_for(operation, votes) == nullptr;
  std::string words = same_winners
                          ? "confirms the winner: " + names_of(operation, winners)
                          : fmt::format("does not confirm the winner: {} instead of {}",
                                        elected_words(operation, votes),
                                        names_of(operation, winners_of(operation, reported)));
  if (tie_of(operation, votes) && !tied) words += " (a tie, settled by lot)";
  if (kind == election::name_of(election::ResultKind::HandAudit)) {
    return words + "; is not the certified count";
  }
  if (reach.original > 0) {
    return words + fmt::format("; {} not counted again, so it does not confirm the count",
                               base::counted(reach.original, "unit was", "units were"));
  }
  if (same_winners && votes == reported) return words + "; confirms the count";
  return words + "; the count itself changed";
}

std::string set_words(const Operation& operation, const NamedResultSet& set, const Reach& reach,
                      bool with_sums) {
  if (set.figures == "reported") return "the count that is counted again";
  if (set.figures == "stated") return "counted elsewhere";
  if (reach.counted + reach.original + reach.open == 0) return "nothing is counted";
  if (reach.open > 0) {
    return fmt::format("{} open; nothing is confirmed yet",
                       base::counted(reach.open, "unit is", "units are"));
  }
  if (!with_sums || operation.commitment.reported_outcome.empty()) return "all units are closed";
  return finished_words(operation, reach, set.kind, votes_of_set(operation, set));
}

base::Json legal_history(const Operation& operation, const std::string& id) {
  base::Json list = base::Json::array();
  for (const StatusEntry& entry : operation.deciding.status_entries) {
    if (entry.event.result_set.text != id) continue;
    list.push_back({{"entry", entry.position},
                    {"act", recount::name_of(entry.event.act)},
                    {"at", entry.event.at.text()},
                    {"by", entry.event.by},
                    {"stay", entry.event.stay},
                    {"source", entry.event.source},
                    {"words", entry.words}});
  }
  return list;
}

base::Json set_json(const Operation& operation, const NamedResultSet& set,
                    const recount::LegalStanding& standing, const Reach& reach, bool with_sums) {
  const recount::SetStanding* place = standing.find({set.id});
  base::Json status;
  if (place != nullptr) status = place->status_name();
  const auto votes = votes_of_set(operation, set);
  const bool shown = !votes.empty() && (with_sums || set.figures == "stated");
  return {{"id", set.id},
          {"kind", set.kind},
          {"figures", set.figures},
          {"legal_status", status},
          {"since", place == nullptr ? base::Json() : base::Json(place->since.text())},
          {"open_stays", place == nullptr ? base::Json::array() : base::Json(place->open_stays)},
          {"stands", standing.stands && standing.stands->text == set.id},
          {"votes", shown ? votes_json(votes) : base::Json()},
          {"winners", shown ? base::Json(certified_winners(operation, votes)) : base::Json()},
          {"words", set_words(operation, set, reach, with_sums)},
          {"history", legal_history(operation, set.id)}};
}

// Sets that the operation has by itself, as long as nobody named them.
std::vector<NamedResultSet> all_sets(const Operation& operation) {
  std::vector<NamedResultSet> sets;
  bool reported = false;
  bool counted = false;
  for (const std::string& id : operation.deciding.result_set_order) {
    sets.push_back(operation.deciding.result_sets.at(id));
    reported = reported || sets.back().figures == "reported";
    counted = counted || sets.back().figures == "counted";
  }
  if (!counted) {
    sets.insert(sets.begin(),
                {"counted", election::name_of(election::ResultKind::Recount), "counted", {}, 0});
  }
  if (!reported) {
    sets.insert(
        sets.begin(),
        {"reported", election::name_of(election::ResultKind::OriginalCanvass), "reported", {}, 0});
  }
  return sets;
}

base::Json certificate_json(const Operation& operation, const Certificate& certificate) {
  return {{"entry", certificate.position},
          {"result_set", certificate.result_set},
          {"authority", certificate.authority},
          {"signed_at", certificate.signed_at},
          {"by", certificate.by},
          {"approved_by", certificate.approved_by},
          {"votes", votes_json(certificate.votes)},
          {"winners", certificate.winners},
          {"names", names_of(operation, certificate.winners)},
          {"warnings", certificate.warnings},
          {"reason", certificate.reason},
          {"amends", certificate.amends ? base::Json(*certificate.amends) : base::Json()},
          {"voided_at", certificate.voided_at ? base::Json(*certificate.voided_at) : base::Json()},
          {"void_words", certificate.void_words}};
}

// A certificate stands as it was signed; whoever reads it beside other figures has to know.
base::Json words_on_certificate(const Operation& operation, const Reach& reach) {
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate == nullptr) return nullptr;
  if (reach.open > 0) {
    return fmt::format(
        "{} open again since the certificate of entry {}; it stands until it is "
        "amended or declared void.",
        base::counted(reach.open, "unit is", "units are"), certificate->position);
  }
  if (totals_of(operation, "") == certificate->votes) return nullptr;
  return fmt::format(
      "The figures changed since the certificate of entry {}: certificate.amend "
      "states them.",
      certificate->position);
}

base::Json build_results(const Operation& operation, const ViewRequest& request) {
  const recount::LegalStanding standing = legal_standing(operation);
  const Reach reach = reach_of_count(operation);
  const bool with_sums = may_see_reported_sums(operation, request);
  base::Json sets = base::Json::array();
  for (const NamedResultSet& set : all_sets(operation)) {
    sets.push_back(set_json(operation, set, standing, reach, with_sums));
  }
  base::Json certificates = base::Json::array();
  for (const Certificate& certificate : operation.deciding.certificates) {
    certificates.push_back(certificate_json(operation, certificate));
  }
  base::Json results = {
      {"extent", extent_words(operation)},
      {"units_counted", reach.counted},
      {"units_original", reach.original},
      {"units_open", reach.open},
      {"sentence", standing.sets.empty() ? base::Json() : base::Json(standing.sentence())},
      {"since_the_certificate", words_on_certificate(operation, reach)},
      {"sets", sets},
      {"certificates", certificates}};
  const std::vector<std::string> stays = operation.opening.orders.seals();
  if (!stays.empty()) results["stayed"] = stays;
  const auto read_with = recount::record_sentences(open_matters(operation));
  if (!read_with.empty()) results["read_with"] = read_with;
  return results;
}

}  // namespace

View show_results() {
  return {"results", "Every result set with its legal status, and what the count confirms.",
          build_results};
}

}  // namespace recanvass::workflow
