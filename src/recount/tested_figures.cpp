#include "recount/tested_figures.h"

#include "election/known.h"

#include <vector>

namespace recanvass::recount {
namespace {

using election::ResultKind;
using election::ResultSet;

bool is_recount(ResultKind kind) {
  return kind == ResultKind::Recount || kind == ResultKind::PartialRecount;
}

// An audit looks at the count's outcome; it is not the count that a petition is about.
bool is_first_count(ResultKind kind) {
  return kind == ResultKind::Unofficial || kind == ResultKind::OriginalCanvass;
}

std::vector<const ResultSet*> sets_known(const election::Election& election,
                                         const election::ContestId& contest,
                                         const election::JurisdictionId& jurisdiction,
                                         std::optional<base::Date> as_of) {
  std::vector<const ResultSet*> sets;
  for (const ResultSet& set : election.result_sets) {
    const bool asked = set.contest == contest && set.jurisdiction == jurisdiction;
    const bool known = !as_of || set.known_on <= *as_of;
    if (asked && known && election::is_in_force(set.status)) sets.push_back(&set);
  }
  return sets;
}

}  // namespace

TestedFigures figures_tested(const election::Election& election, const election::ContestId& contest,
                             const election::JurisdictionId& jurisdiction,
                             std::optional<base::Date> as_of) {
  const auto sets = sets_known(election, contest, jurisdiction, as_of);
  TestedFigures tested;
  for (const ResultSet* set : sets) {
    if (!is_recount(set->kind)) continue;
    if (tested.recount == nullptr || set->known_on < tested.recount->known_on) {
      tested.recount = set;
    }
  }
  for (const ResultSet* set : sets) {
    if (!is_first_count(set->kind)) continue;
    if (tested.recount != nullptr && set->known_on > tested.recount->known_on) continue;
    if (tested.before == nullptr || set->known_on >= tested.before->known_on) tested.before = set;
  }
  return tested;
}

}  // namespace recanvass::recount
