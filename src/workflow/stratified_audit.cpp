#include "workflow/stratified_audit.h"

#include "audit/stratified_contest.h"
#include "workflow/audit_claims.h"
#include "workflow/batch_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::workflow {
namespace {

// Votes of one contest on a list, added up over its batches; empty: none are stated.
std::map<std::string, std::int64_t> votes_on_list(const AuditList& list, const std::string& id) {
  std::map<std::string, std::int64_t> votes;
  for (const AuditBatch& batch : list.batches) {
    const auto reported = batch.reported.find(id);
    if (reported == batch.reported.end()) continue;
    for (const auto& [choice, of] : reported->second.votes) votes[choice] += of;
  }
  return votes;
}

base::Problems plan_form_problems(const Audit& audit) {
  base::Problems problems;
  if (!audit.method.from_each_list) {
    problems.push_back(refusal("audit.draw-from", "strata drawn from as one", "\"each-list\"",
                               "Each list is a stratum: draw from each by itself."));
  }
  if (draw::replacement_of(audit.method.draw) == draw::Replacement::With) {
    problems.push_back(refusal("audit.draw", std::string(draw::name_of(audit.method.draw)),
                               "\"index\" or \"numbers\", which draw no card twice",
                               "State it in audit.method."));
  }
  if (audit.lists.size() < 2) {
    problems.push_back(refusal("audit.list", "one list for strata", "two or more",
                               "Of one list take \"comparison\" or \"polling\"."));
  }
  if (!audit.method.settings.empty()) {
    problems.push_back(refusal("audit.setting",
                               "\"" + audit.method.settings.begin()->first + "\" with strata",
                               "no setting", "Leave it out."));
  }
  return problems;
}

base::Problems votes_problems(const Audit& audit, const std::string& id,
                              const AuditContest& contest) {
  base::Problems problems;
  std::map<std::string, std::int64_t> sums;
  for (const auto& [list, listed] : audit.lists) {
    if (!audit.is_in(contest, list)) continue;
    const auto votes = votes_on_list(listed, id);
    const std::string amiss = votes_amiss(votes, contest, listed.cards);
    if (!amiss.empty()) {
      problems.push_back(
          refusal("audit.votes", fmt::format("list {}, contest {}: {}", list, id, amiss),
                  "the reported votes of every choice on every list, as its cards can give them",
                  "State them with \"reported\" at any batch of the list."));
    }
    for (const auto& [choice, of] : votes) sums[choice] += of;
  }
  if (!problems.empty()) return problems;
  for (const auto& [choice, votes] : contest.tabulated) {
    if (sums[choice] == votes) continue;
    problems.push_back(
        refusal("audit.votes", fmt::format("contest {}: {} with {}", id, choice, votes),
                fmt::format("{}, as its lists add up to", sums[choice]),
                "The lists have to give the reported result before anything is drawn."));
  }
  return problems;
}

base::Problems stratum_problems(const Audit& audit, const std::string& id,
                                const AuditContest& contest) {
  if (contest.rule == "irv") {
    return {refusal("audit.rule", fmt::format("contest {} with rule irv", id),
                    "votes that lists add up to", "Audit it by \"comparison\" or with \"pools\".")};
  }
  base::Problems problems = votes_problems(audit, id, contest);
  if (!problems.empty()) return problems;
  const auto claims = claims_of(id, contest, audit.domain_of(contest));
  if (!claims) return claims.problems();
  const auto tested = with_method(*claims, audit.method);
  if (!tested) return tested.problems();
  const StrataPlan plan = strata_plan(audit, id, contest, *tested);
  const auto measured = audit::measure_strata(plan.measure, plan.samples);
  return measured ? base::Problems() : measured.problems();
}

}  // namespace

bool is_stratified(const Audit& audit) { return audit.method.design == "strata"; }

bool takes_one_round(const Audit& audit) {
  return is_stratified(audit) && audit.method.risk_function != audit::kStrataFunction;
}

base::Problems strata_problems(const Audit& audit) {
  if (!is_stratified(audit)) return {};
  base::Problems problems = plan_form_problems(audit);
  if (!problems.empty()) return problems;
  for (const auto& [id, contest] : audit.contests) {
    const base::Problems own = stratum_problems(audit, id, contest);
    problems.insert(problems.end(), own.begin(), own.end());
  }
  return problems;
}

StrataPlan strata_plan(const Audit& audit, const std::string& id, const AuditContest& contest,
                       const audit::ContestMeasure& tested) {
  StrataPlan plan;
  audit::StratifiedMeasure& measure = plan.measure;
  measure.contest = id;
  measure.risk_limit = tested.risk_limit;
  measure.risk_function = tested.risk_function;
  for (const audit::MeasuredAssertion& one : tested.assertions) {
    measure.assertions.push_back({one.assertion, one.assorter_margin, {}});
  }
  for (const auto& [list, listed] : audit.lists) {
    if (!audit.is_in(contest, list)) continue;
    const bool polled = listed.records_root.empty();
    measure.strata.push_back(
        {list, polled ? audit::MeasureDesign::Polling : audit::MeasureDesign::Comparison,
         election::CardCount(listed.bound())});
    plan.samples.emplace_back();
    const auto by_choice = votes_on_list(listed, id);
    std::vector<std::int64_t> votes;
    for (const SetupChoice& choice : contest.choices) votes.push_back(by_choice.at(choice.id));
    for (std::size_t i = 0; i < tested.assertions.size(); ++i) {
      measure.assertions[i].strata.push_back(audit::stratum_claim(
          tested.assertions[i], {listed.cards, votes}, listed.bound() - listed.cards));
    }
  }
  return plan;
}

}  // namespace recanvass::workflow
