#include "report/law_json.h"

#include "law/token.h"
#include "report/assess_json.h"

#include <set>

namespace recanvass::report {
namespace {

using base::Json;

Json text_if_any(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

template <class Tag>
Json number_if_known(const std::optional<base::Count<Tag>>& number) {
  return number ? Json(number->value()) : Json(nullptr);
}

const char* coverage_name(law::Coverage coverage) {
  switch (coverage) {
    case law::Coverage::Yes: return "yes";
    case law::Coverage::No: return "no";
    case law::Coverage::Unclear: return "unclear";
  }
  return "";
}

const char* recorded_name(law::Recorded recorded) {
  switch (recorded) {
    case law::Recorded::Yes: return "yes";
    case law::Recorded::No: return "no";
    case law::Recorded::Unknown: return "unknown";
    case law::Recorded::NotApplicable: return "n/a";
  }
  return "";
}

Json in_force_json(const law::InForce& in_force) {
  return {{"from", text_if_any(law::text_of(in_force.from))},
          {"from_precision", law::name_of(in_force.from.precision)},
          {"to", text_if_any(law::text_of(in_force.to))},
          {"to_precision", law::name_of(in_force.to.precision)},
          {"words", law::words_of(in_force)}};
}

Json prose_json(const std::vector<law::Prose>& prose) {
  Json list = Json::array();
  for (const law::Prose& each : prose) {
    list.push_back({{"for", text_if_any(law::words_of(each.scope))}, {"text", each.text}});
  }
  return list;
}

Json deadlines_json(const std::vector<law::DeadlineRule>& rules) {
  Json list = Json::array();
  for (const law::DeadlineRule& rule : rules) {
    Json events = Json::array();
    for (const law::Term& term : rule.terms) events.push_back(term.event);
    list.push_back({{"for", text_if_any(law::words_of(rule.scope))},
                    {"step", text_if_any(rule.step)},
                    {"events", events},
                    {"at_own_cost", rule.at_own_cost},
                    {"words", law::words_of(rule)}});
  }
  return list;
}

/// The rule itself, in words made from its typed fields.
Json rule_json(const law::RecountStatute& statute) {
  Json who = Json::array();
  for (const auto& each : statute.petition.who) who.push_back(law::name_of(each));
  return {{"applies_to", statute.applies_to},
          {"automatic",
           {{"exists", statute.automatic.exists == law::Verdict::Yes},
            {"limits", text_if_any(law::words_of(statute.automatic.tiers))},
            {"tie_only", statute.automatic.tie_only},
            {"waivable", recorded_name(statute.automatic.waivable)},
            {"president", coverage_name(statute.automatic.president)},
            {"prose", prose_json(statute.automatic.prose)}}},
          {"petition",
           {{"exists", statute.petition.not_found.empty()
                           ? Json(statute.petition.exists == law::Verdict::Yes)
                           : Json("unknown")},
            {"limits", text_if_any(law::words_of(statute.petition.tiers))},
            {"president", coverage_name(statute.petition.president)},
            {"who", who},
            {"deadlines", deadlines_json(statute.petition.deadlines)},
            {"prose", prose_json(statute.petition.prose)}}},
          {"fee",
           {{"payer", statute.payer},
            {"kind", statute.fee.kind},
            {"amount_usd", statute.fee.amount ? usd_json(*statute.fee.amount) : Json(nullptr)},
            {"unit", statute.fee.unit ? Json(law::name_of(*statute.fee.unit)) : Json(nullptr)},
            {"words", law::words_of(statute.fee)},
            {"free", text_if_any(law::words_of(statute.fee.free))},
            {"refund", statute.refund},
            {"prose", prose_json(statute.fee_prose)}}}};
}

Json law_petition_json(const law::Petition& petition) {
  const law::Deadline& deadline = petition.deadline;
  return {{"allowed", verdict_json(petition.allowed)},
          {"allowed_words", text_if_any(petition.allowed_words)},
          {"limit_votes", number_if_known(petition.limit_votes)},
          {"free", verdict_json(petition.free)},
          {"free_words", text_if_any(petition.free_words)},
          {"free_limit_votes", number_if_known(petition.free_limit_votes)},
          {"who", text_if_any(petition.who)},
          {"grounds", text_if_any(petition.grounds)},
          {"filed_with", text_if_any(petition.filed_with)},
          {"deadline", deadline.until ? Json(deadline.until->text()) : Json(nullptr)},
          {"deadline_status", law::name_of(deadline.status)},
          {"deadline_event", text_if_any(deadline.event)},
          {"deadline_expected", deadline.expected},
          {"deadline_hour_stated", deadline.hour_stated},
          {"deadline_opens", deadline.opens ? Json(deadline.opens->text()) : Json(nullptr)},
          {"deadline_words", text_if_any(deadline.words)},
          {"holidays_not_counted", deadline.skipped},
          {"further_dates", petition.further},
          {"fee_usd", petition.fee.total ? usd_json(*petition.fee.total) : Json(nullptr)},
          {"fee_words", text_if_any(petition.fee.words)},
          {"refund", text_if_any(petition.refund)}};
}

void add_answer(Json& json, const law::Answer& answer) {
  json["automatic"] = verdict_json(answer.automatic);
  json["automatic_words"] = text_if_any(answer.automatic_words);
  json["automatic_limit_votes"] = number_if_known(answer.automatic_limit_votes);
  json["waivable"] = verdict_json(answer.waivable);
  json["petition"] = law_petition_json(answer.petition);
  json["payer"] = text_if_any(answer.payer);
  json["method"] = text_if_any(answer.method);
  json["second_stage"] = text_if_any(answer.second_stage);
  json["second_stage_due"] =
      answer.second_stage_words.empty() ? Json(nullptr) : verdict_json(answer.second_stage_due);
  json["second_stage_words"] = text_if_any(answer.second_stage_words);
  json["scope"] = text_if_any(answer.scope);
  json["official_initiated"] = text_if_any(answer.official_initiated);
  json["completion"] = text_if_any(answer.completion);
  json["tie_rule"] = text_if_any(answer.tie_rule);
  json["confidence"] = law::name_of(answer.confidence);
  json["read_the_statute"] = answer.read_the_statute;
  json["unknown"] = answer.unknown;
  json["cautions"] = answer.cautions;
}

Json question_json(const law::Question& question) {
  const law::Facts& facts = question.facts;
  const bool day_known = facts.election_day != base::Date::of(1, 1, 1);
  return {{"office", facts.office_class ? law::name_of(*facts.office_class)
                                        : election::name_of(facts.office)},
          {"election", election::name_of(facts.type)},
          {"election_day", day_known ? Json(facts.election_day.text()) : Json(nullptr)},
          {"as_of", question.as_of ? Json(question.as_of->text()) : Json(nullptr)},
          {"leader", text_if_any(question.leader)},
          {"runner_up", text_if_any(question.runner_up)},
          {"petitioner", text_if_any(question.petitioner)},
          {"margin_votes", number_if_known(facts.reported_margin)},
          {"votes_total", number_if_known(facts.total_votes)},
          {"ballots", number_if_known(facts.ballots_cast)},
          {"seats", facts.seats.value()}};
}

Json statute_json(const law::RecountStatute& statute, std::optional<base::LocalTime> as_of) {
  return {
      {"statute_id", statute.id},
      {"name", statute.jurisdiction_name},
      {"citation", statute.citation},
      {"confidence", law::name_of(statute.confidence)},
      {"in_force", in_force_json(statute.in_force)},
      {"source", statute.source},
      {"source_date", statute.source_date},
      {"notes", text_if_any(law::with_notes_known(statute.notes, statute.later_notes, " ", as_of))},
      {"rule", rule_json(statute)}};
}

Json gaps_json(const std::vector<law::Gap>& gaps) {
  Json list = Json::array();
  for (const law::Gap& gap : gaps) {
    list.push_back(
        {{"statute_id", gap.statute_id}, {"kind", law::name_of(gap.kind)}, {"what", gap.what}});
  }
  return list;
}

}  // namespace

Json law_json(const law::Reply& reply) {
  Json json = {{"schema", "recanvass.law/1"},
               {"jurisdiction", reply.question.jurisdiction.text},
               {"on", reply.question.on.text()},
               {"question", question_json(reply.question)}};
  Json known = Json::array();
  for (const law::RecountStatute& statute : reply.known) {
    known.push_back({{"statute_id", statute.id}, {"in_force", in_force_json(statute.in_force)}});
  }
  json["known_rules"] = known;
  if (!reply.statute) {
    for (const char* key : {"statute_id", "name", "citation", "confidence", "in_force", "source",
                            "source_date", "notes", "rule"}) {
      json[key] = nullptr;
    }
    law::Answer none;
    none.unknown.push_back("no rule of this jurisdiction is known for that day");
    add_answer(json, none);
    json["confidence"] = nullptr;
    return json;
  }
  json.update(statute_json(*reply.statute, reply.question.as_of));
  add_answer(json, *reply.answer);
  return json;
}

Json law_comparison_json(base::Date on, const std::vector<law::RuleOnDay>& rules) {
  Json list = Json::array();
  for (const law::RuleOnDay& rule : rules) {
    Json row = {{"jurisdiction", rule.jurisdiction}, {"statute_id", nullptr}};
    if (rule.statute) row.update(statute_json(*rule.statute, std::nullopt));
    list.push_back(row);
  }
  return {{"schema", "recanvass.law/1"}, {"on", on.text()}, {"jurisdictions", list}};
}

Json law_check_json(const law::KnowledgeBase& base) {
  std::vector<law::Gap> gaps;
  std::set<std::string> jurisdictions;
  for (const law::RecountStatute& statute : base.statutes()) {
    jurisdictions.insert(statute.jurisdiction.text);
    for (const law::Gap& gap : law::gaps_of(statute)) gaps.push_back(gap);
  }
  for (const law::Gap& gap : law::gaps_between(base)) gaps.push_back(gap);
  Json faults = Json::array();
  for (const base::Problem& problem : law::faults_of(base)) {
    faults.push_back({{"cause", problem.cause},
                      {"jurisdiction", problem.place.file},
                      {"found", problem.found},
                      {"wanted", problem.wanted},
                      {"mend", problem.mend}});
  }
  return {{"schema", "recanvass.law/1"},
          {"statutes", base.statutes().size()},
          {"jurisdictions_known", jurisdictions.size()},
          {"clean", faults.empty()},
          {"faults", faults},
          {"gaps", gaps_json(gaps)}};
}

}  // namespace recanvass::report
