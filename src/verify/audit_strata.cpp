#include "verify/audit_strata.h"

#include "audit/stratified_contest.h"
#include "draw/named_draw.h"
#include "verify/audit_claims.h"
#include "verify/body.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::verify {
namespace {

using base::Json;

bool is_stratum_of(const Json& contest, const std::string& list) {
  const auto lists = texts_of(contest, "lists");
  return !lists || lists->empty() || std::ranges::find(*lists, list) != lists->end();
}

// Added up over the batches of a list. No value: none, or no figures.
std::optional<std::map<std::string, std::int64_t>> votes_on(const CardList& list,
                                                            const std::string& contest) {
  std::optional<std::map<std::string, std::int64_t>> sums;
  for (const ListedCards& batch : list.listed) {
    if (!batch.votes.contains(contest)) continue;
    const auto votes = figures_of(batch.votes, contest.c_str());
    if (!votes) return std::nullopt;
    if (!sums) sums.emplace();
    for (const auto& [choice, of] : *votes) (*sums)[choice] += of;
  }
  return sums;
}

}  // namespace

bool is_stratified(const AuditRecord& audit) {
  return text_or_empty(audit.method, "design") == "strata";
}

std::optional<ReadStrata> strata_in(const AuditRecord& audit, const std::string& contest,
                                    const audit::ContestMeasure& tested) {
  const Json& body = audit.contests.at(contest);
  const Json* choices = records_of(body, "choices");
  const auto tabulated = figures_of(body, "tabulated");
  const auto vote_for = figure_of(body, "vote_for");
  if (choices == nullptr || !tabulated || !vote_for) return std::nullopt;
  ReadStrata read;
  read.measure.contest = contest;
  read.measure.risk_limit = tested.risk_limit;
  read.measure.risk_function = tested.risk_function;
  for (const audit::MeasuredAssertion& one : tested.assertions) {
    read.measure.assertions.push_back({one.assertion, one.assorter_margin, {}});
  }
  std::map<std::string, std::int64_t> all;
  for (const auto& [id, list] : audit.lists) {
    if (!is_stratum_of(body, id)) continue;
    const auto by_choice = votes_on(list, contest);
    if (!by_choice || by_choice->size() != choices->size() || list.cards < 1) return std::nullopt;
    base::Wide sum = 0;
    std::vector<std::int64_t> votes;
    for (const Json& choice : *choices) {
      const std::string name = text_or_empty(choice, "id");
      const auto of = by_choice->find(name);
      if (of == by_choice->end() || of->second > list.cards) return std::nullopt;
      votes.push_back(of->second);
      all[name] += of->second;
      sum += of->second;
    }
    if (sum > base::Wide(*vote_for) * list.cards) return std::nullopt;
    const bool polled = text_or_empty(list.body, "records_root").empty();
    read.measure.strata.push_back(
        {id, polled ? audit::MeasureDesign::Polling : audit::MeasureDesign::Comparison,
         election::CardCount(list.bound)});
    read.samples.emplace_back();
    for (std::size_t i = 0; i < tested.assertions.size(); ++i) {
      read.measure.assertions[i].strata.push_back(
          audit::stratum_claim(tested.assertions[i], {list.cards, votes}, list.bound - list.cards));
    }
  }
  if (all != *tabulated) return std::nullopt;
  return read;
}

std::optional<std::string> what_is_wrong_with_strata(const AuditRecord& audit) {
  if (!is_stratified(audit)) return std::nullopt;
  if (text_or_empty(audit.method, "draw_from") != "each-list" || audit.lists.size() < 2) {
    return "strata are not two or more lists that are each drawn from by themselves";
  }
  const auto draws = draw::card_draw_named(text_or_empty(audit.method, "draw"));
  if (draws && draw::replacement_of(*draws) == draw::Replacement::With) {
    return "cards of its strata are drawn more than once";
  }
  for (const auto& [id, body] : audit.contests) {
    if (text_or_empty(body, "rule") == "irv") {
      return fmt::format("contest {} has no votes that strata add up to", id);
    }
    const auto measure = measure_of(audit, id);
    if (!measure) continue;  // what is wrong with the contest itself is said of it
    const auto strata = strata_in(audit, id, *measure);
    if (!strata) return fmt::format("the lists of contest {} do not add up to its votes", id);
    if (!audit::measure_strata(strata->measure, strata->samples)) {
      return fmt::format("its risk function is none of the strata of contest {}", id);
    }
  }
  return std::nullopt;
}

}  // namespace recanvass::verify
