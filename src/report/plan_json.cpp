#include "report/plan_json.h"

namespace recanvass::report {
namespace {

using base::Json;

Json number_or_null(const std::optional<double>& number) { return number ? Json(*number) : Json(); }

Json work_json(const audit::PlanWork& work) {
  return {{"cards", work.cards},
          {"cards_error", work.error},
          {"batches", number_or_null(work.batches)},
          {"containers", number_or_null(work.containers)},
          {"hours", number_or_null(work.hours)},
          {"usd", number_or_null(work.dollars)}};
}

Json question_json(const audit::PlanQuestion& question) {
  Json seen;
  if (question.seen) {
    seen = {{"cards", question.seen->cards},
            {"winner_votes", question.seen->votes.winner},
            {"loser_votes", question.seen->votes.loser},
            {"one_over", question.seen->one_over},
            {"two_over", question.seen->two_over},
            {"one_under", question.seen->one_under},
            {"two_under", question.seen->two_under}};
  }
  return {{"place", question.name},
          {"winner", question.winner},
          {"loser", question.loser},
          {"cards", question.votes.cards},
          {"winner_votes", question.votes.winner},
          {"loser_votes", question.votes.loser},
          {"margin_votes", question.votes.lead()},
          {"units", question.units.size()},
          {"risk_limit", question.risk_limit},
          {"errors",
           {{"one_over", question.errors.one_over},
            {"two_over", question.errors.two_over},
            {"one_under", question.errors.one_under},
            {"two_under", question.errors.two_under}}},
          {"seed", question.seed},
          {"seen", seen}};
}

Json design_json(const audit::DesignPlan& design) {
  Json json = {{"design", audit::id_of(design.design)},
               {"refusal", design.refusal.empty() ? Json() : Json(design.refusal)},
               {"note", design.note.empty() ? Json() : Json(design.note)},
               {"basis", design.basis == audit::PlanBasis::Exact ? "exact" : "simulated"},
               {"replicates", design.replicates},
               {"cards_mean", design.cards_expected > 0.0 ? Json(design.cards_expected) : Json()},
               {"cards_mean_standard_error", design.cards_expected_error},
               {"quantiles", Json::array()},
               {"rounds", Json::array()}};
  for (const audit::PlanQuantile& one : design.quantiles) {
    Json row = work_json(one.work);
    row["share"] = one.share;
    json["quantiles"].push_back(std::move(row));
  }
  for (const audit::PlanRounds& one : design.frontier) {
    json["rounds"].push_back({{"sizes", one.rounds.sizes},
                              {"done", one.rounds.done},
                              {"cards_expected", one.rounds.cards_expected},
                              {"rounds_expected", one.rounds.rounds_expected},
                              {"containers_expected", number_or_null(one.expected.containers)},
                              {"hours_expected", number_or_null(one.expected.hours)},
                              {"usd_expected", number_or_null(one.expected.dollars)}});
  }
  return json;
}

}  // namespace

Json plan_json(const std::vector<audit::AuditPlan>& plans) {
  Json places = Json::array();
  for (const audit::AuditPlan& plan : plans) {
    Json place = question_json(plan.question);
    place["designs"] = Json::array();
    for (const audit::DesignPlan& design : plan.designs) {
      place["designs"].push_back(design_json(design));
    }
    places.push_back(std::move(place));
  }
  return {{"schema", "recanvass.plan/1"}, {"places", std::move(places)}};
}

Json contests_json(const audit::ContestsPlan& plan) {
  Json contests = Json::array();
  for (std::size_t c = 0; c < plan.contests.size(); ++c) {
    const audit::ContestSizes& one = plan.contests[c];
    Json row = {{"name", one.name},
                {"cards", one.cards},
                {"hardest", plan.question.contests[c].assertions[one.hardest].words},
                {"quantiles", Json::array()}};
    for (const double share : plan.question.quantiles) {
      const audit::LawQuantile at = one.law.quantile(share);
      row["quantiles"].push_back(
          {{"share", share}, {"cards", at.cards}, {"cards_error", at.error}});
    }
    contests.push_back(std::move(row));
  }
  Json together = Json::array();
  for (std::size_t i = 0; i < plan.cards.size() && !plan.question.styles.empty(); ++i) {
    together.push_back({{"share", plan.question.quantiles[i]}, {"cards", plan.cards[i]}});
  }
  return {{"schema", "recanvass.plan/1"},
          {"replicates", plan.question.replicates},
          {"contests", std::move(contests)},
          {"cards_together", std::move(together)}};
}

Json simulation_json(const std::vector<SimulationAnswer>& answers) {
  Json places = Json::array();
  for (const SimulationAnswer& answer : answers) {
    Json place = question_json(answer.question);
    place["design"] = audit::id_of(answer.design);
    place["replicates"] = answer.law.replicates();
    place["sizes_sha256"] = answer.sizes_hash;
    place["cards_mean"] = answer.law.mean();
    place["cards_mean_standard_error"] = answer.law.mean_error();
    place["quantiles"] = Json::array();
    for (const double share : answer.question.quantiles) {
      const audit::LawQuantile at = answer.law.quantile(share);
      place["quantiles"].push_back(
          {{"share", share}, {"cards", at.cards}, {"cards_error", at.error}});
    }
    places.push_back(std::move(place));
  }
  return {{"schema", "recanvass.simulate/1"}, {"places", std::move(places)}};
}

}  // namespace recanvass::report
