#include "report/screen_json.h"

#include "screen/control.h"

namespace recanvass::report {
namespace {

using base::Json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}
Json votes_or_null(const std::optional<election::VoteCount>& votes) {
  return votes ? Json(votes->value()) : Json();
}

Json finding_json(const screen::Finding& finding, const screen::Lead& lead) {
  Json paper = Json::array();
  for (const screen::PaperTarget& target : finding.paper) {
    paper.push_back({{"unit", target.unit},
                     {"ballots", target.ballots.value()},
                     {"leader", votes_or_null(target.leader)},
                     {"runner_up", votes_or_null(target.runner_up)},
                     {"in_question", votes_or_null(target.in_question)},
                     {"why", target.why}});
  }
  Json placebos;
  if (finding.placebos) {
    placebos = {{"runs", finding.placebos->runs},
                {"as_large", finding.placebos->as_large},
                {"where", finding.placebos->where}};
  }
  return {{"id", finding.id},
          {"family", finding.family},
          {"title", finding.title},
          {"fact", screen::name_of(finding.fact)},
          {"fact_words", finding.fact_words},
          {"remainder", screen::name_of(finding.remainder)},
          {"remainder_words", finding.remainder_words},
          {"p", or_null(finding.p)},
          {"null_words", finding.null_words},
          {"p_adjusted", or_null(finding.p_adjusted)},
          {"correction", finding.correction},
          {"placebos", placebos},
          {"base_rate_words", finding.base_rate_words},
          {"votes_concerned", votes_or_null(finding.votes_concerned)},
          {"votes_words", finding.votes_words},
          {"innocent", finding.innocent},
          {"paper", paper},
          {"further", finding.further},
          {"arithmetic", finding.arithmetic},
          {"paper_words", finding.paper_words},
          {"headline", screen::is_headline(finding, lead)}};
}

Json specification_json(const screen::Specification& spec, const screen::CurveQuestion& question) {
  return {{"outcome", spec.outcome},
          {"held_equal", question.controls[spec.controls].words},
          {"weights", spec.weights},
          {"property", question.property_of(question.controls[spec.controls])},
          {"telling_groups", spec.telling_groups},
          {"units", spec.units},
          {"groups", spec.groups},
          {"coefficient", spec.coefficient},
          {"error", spec.error},
          {"error_kind", spec.pairs > 0 ? "pairs" : screen::name_of(spec.error_kind)},
          {"low", spec.low},
          {"high", spec.high},
          {"p", spec.p},
          {"pairs", spec.pairs},
          {"p_wild", or_null(spec.p_wild)},
          {"p_dealt", or_null(spec.p_dealt)},
          {"r_squared", spec.r_squared},
          {"least_without", spec.least_without},
          {"least_group", spec.least_group},
          {"most_without", spec.most_without},
          {"most_group", spec.most_group}};
}

Json recounted_json(const screen::RecountedGroup& group) {
  return {{"label", group.label},
          {"units", group.units},
          {"changed", group.changed},
          {"clusters", group.clusters},
          {"votes", group.votes},
          {"moved", group.moved},
          {"moved_named", group.moved_named},
          {"net", group.net},
          {"share", group.share},
          {"share_interval", {group.share_low, group.share_high}},
          {"named_share", group.named_share},
          {"named_interval", {group.named_low, group.named_high}},
          {"net_interval", {group.net_low, group.net_high}}};
}

Json odd_json(const screen::Answered& answer) {
  const auto& choices = std::get<screen::OutliersAsk>(answer.question.ask).choices;
  Json far = Json::array();
  for (const screen::OddShare& odd : answer.odd->shares.odd) {
    far.push_back({{"row", answer.odd->units[odd.unit]},
                   {"choice", choices[odd.choice]},
                   {"votes", odd.votes},
                   {"expected", odd.expected},
                   {"deviations", odd.deviation}});
  }
  Json spreads = Json::array();
  for (const screen::ShareSpread& spread : answer.odd->shares.spreads) {
    spreads.push_back({{"within", spread.within}, {"falls_with_size", spread.by_size}});
  }
  return {{"units", answer.odd->units.size()},
          {"spreads", spreads},
          {"settled", answer.odd->shares.settled},
          {"far_out", far}};
}

Json spikes_json(const screen::ShareSpikes& spikes) {
  Json peaks = Json::array();
  for (const screen::SharePeak& peak : spikes.peaks) {
    peaks.push_back({{"share", peak.share},
                     {"seen", peak.seen},
                     {"expected", peak.expected},
                     {"bound", peak.bound}});
  }
  return {{"units", spikes.units},
          {"redrawings", spikes.resamples},
          {"excess_percent", spikes.excess},
          {"excess_p", spikes.excess_p},
          {"whole_percents", spikes.whole},
          {"whole_percents_expected", spikes.whole_expected},
          {"whole_percents_p", spikes.whole_p},
          {"peaks", peaks}};
}

Json modes_json(const screen::ModeAnswer& answer) {
  Json totals = Json::array();
  for (const screen::ModeTotal& total : answer.totals) {
    Json one = {{"mode", total.words}, {"events", total.events}, {"trials", total.trials}};
    if (total.effect) {
      one["log_odds"] = total.effect->value;
      one["error"] = total.effect->error;
      one["interval"] = {total.effect->low, total.effect->high};
    }
    totals.push_back(one);
  }
  Json odd = Json::array();
  for (std::size_t i = 0; i < answer.cells.size(); ++i) {
    const screen::CellLevel& level = answer.levels.cells[i];
    if (!level.tested || level.p_adjusted > screen::kLevel) continue;
    odd.push_back({{"row", answer.cells[i].unit},
                   {"mode", answer.totals[answer.cells[i].mode].words},
                   {"events", answer.cells[i].events},
                   {"trials", answer.cells[i].trials},
                   {"expected", level.expected},
                   {"deviations", level.deviation},
                   {"p_adjusted", level.p_adjusted}});
  }
  return {{"units", answer.levels.units},
          {"tested", answer.levels.tested},
          {"spread", answer.levels.spread},
          {"settled", answer.levels.settled},
          {"tail_freedom", answer.levels.tail.freedom},
          {"modes", totals},
          {"far_out", odd}};
}

Json fingerprint_json(const screen::Fingerprint& picture) {
  Json cells = Json::array();
  for (const screen::FingerprintCell& cell : picture.cells) {
    cells.push_back({{"turnout_from", 2 * cell.turnout},
                     {"share_from", 2 * cell.share},
                     {"units", cell.units},
                     {"votes", cell.votes}});
  }
  return {{"units", picture.units},
          {"empty", picture.empty},
          {"above_100_percent", picture.above},
          {"cell_percent", 100 / screen::Fingerprint::kCells},
          {"cells", cells}};
}

Json claimed_digits_json(const screen::Answered& answer) {
  Json tests = Json::array();
  for (const auto& [words, null] : answer.claimed_digits) {
    tests.push_back({{"of", words},
                     {"counts", null.observed.counts},
                     {"histogram", null.observed.histogram},
                     {"mean", null.observed.mean},
                     {"chi_squared", null.observed.chi_squared},
                     {"p_benford", null.observed.p},
                     {"p_simulated", null.p},
                     {"mean_simulated", {null.mean_low, null.mean_high}}});
  }
  return tests;
}

Json answer_json(const screen::Answered& answer, const screen::Lead& lead) {
  Json out = finding_json(answer.finding, lead);
  out["said"] = answer.question.said;
  out["source"] = answer.question.source;
  if (answer.curve) {
    const auto& question = std::get<screen::CurveAsk>(answer.question.ask).question;
    out["specifications"] = Json::array();
    for (const auto& spec : answer.curve->specifications) {
      out["specifications"].push_back(specification_json(spec, question));
    }
    out["placebo_specifications"] = Json::array();
    for (const auto& spec : answer.curve->placebos) {
      out["placebo_specifications"].push_back(specification_json(spec, question));
    }
    out["refused"] = answer.curve->refused;
  }
  if (answer.map) {
    Json units = Json::array();
    for (const screen::ResidualMap::Unit& unit : answer.map->units) {
      units.push_back({{"shape", unit.shape}, {"unit", unit.unit}, {"residual", unit.residual}});
    }
    out["residuals"] = {
        {"outcome", answer.map->outcome}, {"held_equal", answer.map->held}, {"units", units}};
  }
  if (!answer.elsewhere.empty()) {
    out["elsewhere"] = Json::array();
    for (const screen::ElsewhereRun& run : answer.elsewhere) {
      out["elsewhere"].push_back({{"group", run.group},
                                  {"units", run.units},
                                  {"coefficient", run.coefficient},
                                  {"t", run.t},
                                  {"p", run.p}});
    }
  }
  if (!answer.recounted.empty()) {
    out["recounted"] = Json::array();
    for (const auto& group : answer.recounted) out["recounted"].push_back(recounted_json(group));
  }
  if (answer.modes) out["modes"] = modes_json(*answer.modes);
  if (answer.odd) out["outliers"] = odd_json(answer);
  if (answer.spikes) out["spikes"] = spikes_json(*answer.spikes);
  if (answer.fingerprint) out["fingerprint"] = fingerprint_json(*answer.fingerprint);
  if (!answer.claimed_digits.empty()) out["second_digits"] = claimed_digits_json(answer);
  return out;
}

}  // namespace

base::Json screen_json(const screen::Screening& screening) {
  Json out = {{"schema", "recanvass.screen/1"},
              {"title", screening.title},
              {"election", screening.election},
              {"result_set", screening.result_set},
              {"leader", screening.lead.leader},
              {"runner_up", screening.lead.runner_up},
              {"lead_votes", votes_or_null(screening.lead.votes)},
              {"summary", screen::summary_words(screening.answers, screening.lead)},
              {"joined", screening.joined},
              {"seed", screening.seed},
              {"resamples", screening.resamples},
              {"questions_sha256", screening.questions_sha256}};
  out["questions"] = Json::array();
  for (const screen::Answered& answer : screening.answers) {
    out["questions"].push_back(answer_json(answer, screening.lead));
  }
  out["survey"] = Json::array();
  for (const screen::SurveyLine& line : screening.survey) {
    out["survey"].push_back({{"id", line.id},
                             {"title", line.title},
                             {"groups", line.groups},
                             {"at_level", line.at_level},
                             {"after_bh", line.after_bh},
                             {"unexplained", line.unexplained},
                             {"which", line.which},
                             {"missing", line.missing}});
  }
  return out;
}

}  // namespace recanvass::report
