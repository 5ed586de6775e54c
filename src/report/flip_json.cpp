#include "report/flip_json.h"

namespace recanvass::report {
namespace {

using base::Json;
using outlook::UnitOutlook;

template <class Number>
Json whole(const std::optional<Number>& number) {
  return number ? Json(number->value()) : Json();
}

Json ids_json(const std::vector<election::JurisdictionId>& ids) {
  Json list = Json::array();
  for (const election::JurisdictionId& id : ids) list.push_back(id.text);
  return list;
}

Json electors_json(const std::vector<outlook::ChoiceElectors>& electors) {
  Json object = Json::object();
  for (const outlook::ChoiceElectors& one : electors) {
    object[one.choice.text] = one.electors.value();
  }
  return object;
}

Json reference_json(const UnitOutlook& one) {
  const std::optional<outlook::ClassAnswer>& answer = one.reference;
  if (!answer) return Json();
  Json json = {{"margin_share", answer->share},
               {"share_of", one.share_of_listed ? "votes-listed" : "votes"},
               {"inside_class", answer->inside},
               {"probability", Json()},
               {"interval_90", Json()},
               {"normal_tail", answer->normal ? Json(*answer->normal) : Json()},
               {"raw_class",
                {{"recounts_with_margin_as_wide", answer->raw.recounts},
                 {"reversed", answer->raw.reversed},
                 {"upper_bound_95", answer->raw.upper_bound}}}};
  if (answer->inside) {
    json["probability"] = answer->model.probability;
    json["interval_90"] = {answer->model.low, answer->model.high};
  }
  return json;
}

Json mechanism_json(const std::optional<outlook::MechanismAnswer>& answer) {
  if (!answer) return Json();
  Json sensitivity = Json::array();
  for (const outlook::Sensitivity& one : answer->sensitivity) {
    sensitivity.push_back({{"change", one.change}, {"probability", one.probability}});
  }
  return {{"reporting_rows", answer->reporting_units},
          {"draws", answer->draws},
          {"flips", answer->flips},
          {"probability", answer->probability},
          {"upper_bound_95", answer->upper_bound},
          {"shift_mean_votes", answer->shift.mean},
          {"shift_variance", answer->shift.variance},
          {"sensitivity_draws", answer->sensitivity_draws},
          {"sensitivity", sensitivity}};
}

Json needed_json(const UnitOutlook& one) {
  if (!one.to_flip) return Json();
  const auto share = [&](election::VoteCount votes) {
    if (!one.unit.total_votes || one.unit.total_votes->value() == 0) return Json();
    return Json(static_cast<double>(votes.value()) /
                static_cast<double>(one.unit.total_votes->value()));
  };
  const auto multiple = [](const std::optional<double>& times) {
    return times ? Json(*times) : Json();
  };
  return {{"for", one.to_flip->challenger.text},
          {"votes_switched", one.to_flip->switched.value()},
          {"votes_one_sided", one.to_flip->one_sided.value()},
          {"switched_share", share(one.to_flip->switched)},
          {"one_sided_share", share(one.to_flip->one_sided)},
          {"times_largest_shift_votes", multiple(one.times_largest_votes)},
          {"times_largest_shift_share", multiple(one.times_largest_share)}};
}

Json paper_json(const std::optional<outlook::PaperNeeded>& paper) {
  if (!paper) return Json();
  return {{"risk_limit", paper->risk_limit},
          {"full_recount", paper->cards},
          {"basis", paper->basis == outlook::CardBasis::Ballots ? "ballots" : "votes"},
          {"comparison_super_simple", paper->super_simple},
          {"comparison_error_free", paper->error_free_comparison},
          {"polling_bravo_expected", paper->polling ? Json(*paper->polling) : Json()}};
}

Json unit_json(const UnitOutlook& one) {
  const outlook::ElectoralUnit& unit = one.unit;
  return {{"id", unit.id.text},
          {"name", unit.name},
          {"electors", unit.electors.value()},
          {"shares_ballots_with",
           unit.shares_ballots_with ? Json(unit.shares_ballots_with->text) : Json()},
          {"focus", unit.focus},
          {"result_set", unit.result_set.text},
          {"leader", unit.leader.text},
          {"runner_up", unit.runner_up.text},
          {"tie", unit.tie},
          {"press", unit.press},
          {"verified", unit.verified},
          {"rounded_to", whole(unit.rounded_to)},
          {"votes_total", whole(unit.total_votes)},
          {"ballots", whole(unit.ballots)},
          {"margin_votes", one.to_flip ? Json(one.to_flip->margin_votes.value()) : Json()},
          {"votes_to_switch", one.to_flip ? Json(one.to_flip->switched.value()) : Json()},
          {"probability",
           {{"reference_class", reference_json(one)},
            {"reference_class_refusal", one.no_class.empty() ? Json() : Json(one.no_class)},
            {"mechanism", mechanism_json(one.mechanism)},
            {"what_it_would_take", needed_json(one)}}},
          {"paper", paper_json(one.paper)}};
}

Json set_json(const outlook::FlipSet& set) {
  return {{"units", ids_json(set.units)},
          {"margin_votes", set.margin_votes.value()},
          {"votes_to_switch", set.switched.value()},
          {"electors_after", electors_json(set.after)},
          {"rests_on_unverified_or_press", set.approximate}};
}

Json sets_json(const outlook::FlipSets& sets) {
  Json list = Json::array();
  for (const outlook::FlipSet& set : sets.sets) list.push_back(set_json(set));
  return list;
}

std::string outcome_name(outlook::CollegeOutcome outcome) {
  switch (outcome) {
    case outlook::CollegeOutcome::WinnerKeeps: return "winner-keeps";
    case outlook::CollegeOutcome::NobodyHasMajority: return "contingent";
    case outlook::CollegeOutcome::ChallengerWins: return "challenger-wins";
  }
  return {};
}

Json resolutions_json(const std::vector<outlook::Resolution>& resolutions) {
  Json list = Json::array();
  for (const outlook::Resolution& resolution : resolutions) {
    Json given = Json::array();
    for (const outlook::GivenUnit& one : resolution.given) {
      given.push_back({{"unit", one.unit.text}, {"choice", one.choice.text}});
    }
    list.push_back({{"given", given},
                    {"electors", electors_json(resolution.electors)},
                    {"outcome", outcome_name(resolution.outcome)},
                    {"minimal_sets", sets_json(resolution.outright)},
                    {"minimal_sets_complete", resolution.outright.complete},
                    {"contingent_sets", sets_json(resolution.contingent)},
                    {"contingent_sets_complete", resolution.contingent.complete}});
  }
  return list;
}

Json college_json(const outlook::College& college) {
  Json focus = Json::array();
  for (const outlook::FocusCase& one : college.focus) {
    Json row = set_json(one.set);
    row["outcome"] = outcome_name(one.outcome);
    focus.push_back(row);
  }
  return {{"electors_all", college.electors_all.value()},
          {"electors_appointed", college.electors_appointed.value()},
          {"needed", college.needed.value()},
          {"covers_country", college.covers_country},
          {"appoints_none", ids_json(college.appoints_none)},
          {"pledged", electors_json(college.pledged)},
          {"cast", college.cast.empty() ? Json() : electors_json(college.cast)},
          {"winner", college.winner ? Json(college.winner->text) : Json()},
          {"challenger", college.challenger ? Json(college.challenger->text) : Json()},
          {"undecided", ids_json(college.undecided)},
          {"undecided_electors", college.undecided_electors.value()},
          {"resolutions", resolutions_json(college.resolutions)},
          {"unknown_margin", ids_json(college.unknown_margin)},
          {"counted_apart", ids_json(college.apart)},
          {"refusal", college.refusal.empty() ? Json() : Json(college.refusal)},
          {"minimal_sets", sets_json(college.outright)},
          {"minimal_sets_complete", college.outright.complete},
          {"contingent_sets", sets_json(college.contingent)},
          {"contingent_sets_complete", college.contingent.complete},
          {"focus", focus}};
}

Json bounds_json(const stats::Bounds& bounds) { return {bounds.lower, bounds.upper}; }

Json joint_json(const std::optional<outlook::JointAnswer>& joint) {
  if (!joint) return Json();
  Json rows = Json::array();
  for (const outlook::JointRow& row : joint->rows) {
    rows.push_back({{"copula", row.copula == stats::Copula::Gaussian ? "gaussian" : "t4"},
                    {"rho", row.correlation},
                    {"floor", !joint->alone && outlook::is_floor(row)},
                    {"challenger_wins", row.challenger_wins},
                    {"winner_loses_majority", row.winner_loses_majority}});
  }
  return {{"layer", "reference_class"},
          {"units_counted", ids_json(joint->counted)},
          {"units_left_out", ids_json(joint->left_out)},
          {"rows", rows},
          {"all_shifts_one", joint->together},
          {"bounds_any_dependence", bounds_json(joint->challenger_wins)},
          {"cheapest_set", ids_json(joint->cheapest_set)},
          {"cheapest_set_bounds",
           joint->cheapest_set_flips ? bounds_json(*joint->cheapest_set_flips) : Json()}};
}

Json past_json(const std::vector<outlook::PastMargin>& list) {
  Json rows = Json::array();
  for (const outlook::PastMargin& past : list) {
    const outlook::PopularVoteRecord& record = past.record;
    rows.push_back({{"year", record.year},
                    {"winner", record.winner},
                    {"opponent", record.opponent},
                    {"margin_votes", record.winner_votes - record.opponent_votes},
                    {"votes_two", record.votes_for_two()},
                    {"votes_total", record.total_votes},
                    {"total_leaves_out_small_candidates", record.total_of_listed},
                    {"confidence", record.confidence}});
  }
  return rows;
}

Json history_json(const std::optional<outlook::HistoryAnswer>& history) {
  if (!history) return Json();
  const outlook::PopularVote& vote = history->vote;
  const bool returns = vote.basis == outlook::TallyBasis::Returns;
  return {
      {"basis", returns ? "returns" : "national-tally"},
      {"press", vote.press},
      {"tallied_on", vote.tallied_on ? Json(vote.tallied_on->text()) : Json()},
      {"share_of", "votes-two"},
      {"leader", vote.leader.text},
      {"leader_votes", vote.leader_votes.value()},
      {"other", vote.other.text},
      {"other_votes", vote.other_votes.value()},
      {"votes_two", vote.votes_for_two().value()},
      {"votes_total", vote.total_votes.value()},
      {"votes_total_complete", vote.total_complete},
      {"margin_votes", (vote.leader_votes - vote.other_votes).value()},
      {"leader_behind_in_pledged", vote.leader_behind_in_pledged},
      {"leader_lost_college", vote.leader_lost_college ? Json(*vote.leader_lost_college) : Json()},
      {"wider_than", past_json(history->wider_than)},
      {"not_wider_than", past_json(history->narrower_than)},
      {"winner_trailed", past_json(history->winner_trailed)}};
}

Json text_or_none(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json errors_json(const outlook::FlipOutlook& answer) {
  Json json = {{"refusal", text_or_none(answer.mechanism_refusal)}};
  const bool fitted = answer.mechanism_refusal.empty();
  const stats::ErrorRates& rates = answer.error_rates;
  const auto add = [&](const char* key, const Json& value) { json[key] = fitted ? value : Json(); };
  add("fitted_from", answer.error_figures.id);
  add("source", answer.error_figures.source);
  add("seed", answer.mechanism_plan.seed);
  add("small_per_vote", rates.small_per_vote);
  add("small_dispersion", rates.small_dispersion);
  add("recovered_per_vote", rates.recovered_per_vote);
  add("large_per_vote", rates.large_per_vote);
  add("large_least_votes", rates.large_least);
  add("large_exponent", rates.large_shape);
  add("large_most_votes_assumed", rates.large_most);
  return json;
}

Json basis_json(const outlook::FlipOutlook& answer) {
  return {{"reference_class",
           {{"recounts", answer.class_recounts},
            {"ids", answer.class_ids},
            {"largest_shift_votes", answer.largest_shift.votes},
            {"largest_shift_votes_id", text_or_none(answer.largest_shift.votes_id)},
            {"largest_shift_share", answer.largest_shift.share},
            {"largest_shift_share_id", text_or_none(answer.largest_shift.share_id)},
            {"widest_margin_share", answer.class_widest_share},
            {"standard_deviation_share", answer.class_standard_deviation},
            {"posterior_mean_location", answer.class_location},
            {"posterior_mean_scale", answer.class_scale},
            {"posterior_mean_freedom", answer.class_freedom}}},
          {"mechanism", errors_json(answer)}};
}

}  // namespace

Json flip_json(const outlook::FlipOutlook& answer) {
  Json units = Json::array();
  for (const UnitOutlook& one : answer.units) units.push_back(unit_json(one));
  Json others = Json::array();
  for (const election::ContestId& id : answer.other_contests) others.push_back(id.text);
  return {{"schema", "recanvass.flip/1"},
          {"election", answer.election_id},
          {"contest", answer.contest.id.text},
          {"contests_not_looked_at", others},
          {"as_of", answer.as_of ? Json(answer.as_of->text()) : Json()},
          {"units", units},
          {"unknown", ids_json(answer.unknown)},
          {"college", answer.college ? college_json(*answer.college) : Json()},
          {"joint", joint_json(answer.joint)},
          {"joint_refusal", answer.joint_refusal.empty() ? Json() : Json(answer.joint_refusal)},
          {"history", history_json(answer.history)},
          {"basis", basis_json(answer)}};
}

}  // namespace recanvass::report
