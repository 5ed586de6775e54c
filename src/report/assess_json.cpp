#include "report/assess_json.h"

#include "base/figures.h"

namespace recanvass::report {
namespace {

using base::Json;

template <class Tag>
Json number_or_null(const std::optional<base::Count<Tag>>& number) {
  return number ? Json(number->value()) : Json(nullptr);
}

template <class Tag>
Json text_or_null(const std::optional<election::Id<Tag>>& id) {
  return id ? Json(id->text) : Json(nullptr);
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json time_or_null(const std::optional<base::LocalTime>& time) {
  return time ? Json(time->text()) : Json(nullptr);
}

Json day_or_null(const std::optional<base::Date>& day) {
  return day ? Json(day->text()) : Json(nullptr);
}

std::string moment_text(const election::Moment& moment) {
  return moment.time ? base::LocalTime{moment.day, *moment.time}.text() : moment.day.text();
}

Json deadline_json(const law::Deadline& deadline) {
  return {{"deadline", time_or_null(deadline.until)},
          {"deadline_status", law::name_of(deadline.status)},
          {"deadline_event", text_or_null(deadline.event)},
          {"deadline_expected", deadline.expected},
          {"deadline_hour_stated", deadline.hour_stated},
          {"deadline_opens", day_or_null(deadline.opens)},
          {"deadline_words", text_or_null(deadline.words)},
          {"holidays_not_counted", deadline.skipped}};
}

Json petition_json(const law::Petition& petition,
                   const std::vector<recount::CountyDeadline>& counties) {
  Json json = deadline_json(petition.deadline);
  json["allowed"] = verdict_json(petition.allowed);
  json["allowed_words"] = text_or_null(petition.allowed_words);
  json["limit_votes"] = number_or_null(petition.limit_votes);
  json["free"] = verdict_json(petition.free);
  json["free_words"] = text_or_null(petition.free_words);
  json["free_limit_votes"] = number_or_null(petition.free_limit_votes);
  json["who"] = text_or_null(petition.who);
  json["grounds"] = text_or_null(petition.grounds);
  json["filed_with"] = text_or_null(petition.filed_with);
  json["fee_usd"] = petition.fee.total ? usd_json(*petition.fee.total) : Json(nullptr);
  json["fee_words"] = text_or_null(petition.fee.words);
  json["refund"] = text_or_null(petition.refund);
  json["further"] = petition.further;
  Json list = Json::array();
  for (const recount::CountyDeadline& county : counties) {
    Json row = deadline_json(county.deadline);
    row["county"] = county.county.text;
    row["name"] = county.name;
    list.push_back(row);
  }
  json["counties"] = list;
  return json;
}

void add_figures(Json& json, const recount::PlaceAssessment& place) {
  json["result_set"] = nullptr;
  json["result"] = nullptr;
  for (const char* key : {"leader", "runner_up", "margin_votes", "votes_total", "leader_votes",
                          "runner_up_votes", "ballots", "tie", "votes_needed"}) {
    json[key] = nullptr;
  }
  if (place.figures) {
    const recount::FigureSource& figures = *place.figures;
    json["result_set"] = figures.result_set.text;
    json["result"] = {{"kind", election::name_of(figures.kind)},
                      {"legal_status", election::name_of(figures.status)},
                      {"known_on", figures.known_on.text()},
                      {"source", text_or_null(figures.source)},
                      {"note", text_or_null(figures.note)},
                      {"press", nullptr},
                      {"verified", nullptr},
                      {"margin_only", nullptr},
                      {"rounded_to", nullptr}};
  }
  if (!place.standing) return;
  const election::Standing& standing = *place.standing;
  json["result"]["press"] = standing.press;
  json["result"]["verified"] = standing.verified;
  json["result"]["margin_only"] = standing.margin_only;
  json["result"]["rounded_to"] = number_or_null(standing.rounded_to);
  json["leader"] = standing.leader.text;
  json["runner_up"] = standing.runner_up.text;
  json["margin_votes"] = number_or_null(standing.reported_margin);
  json["votes_total"] = number_or_null(standing.total_votes);
  json["leader_votes"] = number_or_null(standing.leader_votes);
  json["runner_up_votes"] = number_or_null(standing.runner_up_votes);
  json["ballots"] = number_or_null(standing.ballots);
  json["tie"] = standing.tie;
  if (place.needed) {
    json["votes_needed"] = {{"one_sided", place.needed->one_sided.value()},
                            {"switched", place.needed->switched.value()}};
  }
}

// The recount that is known, and the count that the law's tests were put to in its place.
void add_tested(Json& json, const recount::PlaceAssessment& place) {
  json["recounted"] = nullptr;
  json["tested"] = nullptr;
  if (place.recounted) {
    json["recounted"] = {{"result_set", place.recounted->result_set.text},
                         {"kind", election::name_of(place.recounted->kind)},
                         {"legal_status", election::name_of(place.recounted->status)},
                         {"known_on", place.recounted->known_on.text()}};
  }
  if (!place.tested) return;
  const recount::FigureSource& source = place.tested->source;
  Json tested = {{"result_set", source.result_set.text},
                 {"kind", election::name_of(source.kind)},
                 {"legal_status", election::name_of(source.status)},
                 {"known_on", source.known_on.text()},
                 {"leader", nullptr},
                 {"runner_up", nullptr},
                 {"margin_votes", nullptr},
                 {"votes_total", nullptr}};
  if (const auto& standing = place.tested->standing) {
    tested["leader"] = standing->leader.text;
    tested["runner_up"] = standing->runner_up.text;
    tested["margin_votes"] = number_or_null(standing->reported_margin);
    tested["votes_total"] = number_or_null(standing->total_votes);
  }
  json["tested"] = tested;
}

Json shares_json(const std::vector<law::ShareOfBase>& shares) {
  Json list = Json::array();
  for (const law::ShareOfBase& share : shares) {
    const bool known = share.whole && share.whole->value() > 0;
    Json row = {{"base", share.base},
                {"base_words", share.base_words},
                {"margin_votes", share.reported_margin.value()},
                {"of", number_or_null(share.whole)},
                {"percent", nullptr}};
    if (known) {
      row["percent"] = base::percent_of(share.reported_margin.value(), share.whole->value(), 4);
    }
    list.push_back(row);
  }
  return list;
}

void add_law(Json& json, const recount::PlaceAssessment& place) {
  const law::Answer none;
  const law::Answer& answer = place.answer ? *place.answer : none;
  json["law"] = text_or_null(place.law_of);
  json["statute_id"] = text_or_null(answer.statute_id);
  json["automatic"] = verdict_json(answer.automatic);
  json["automatic_words"] = text_or_null(answer.automatic_words);
  json["automatic_limit_votes"] = number_or_null(answer.automatic_limit_votes);
  json["waivable"] = verdict_json(answer.waivable);
  json["margin_shares"] = shares_json(answer.margin_shares);
  json["petition"] = petition_json(answer.petition, place.county_deadlines);
  json["petition"]["deadline_event_on"] =
      place.clock_start ? Json(moment_text(*place.clock_start)) : Json(nullptr);
  json["petition"]["deadline_event_expected"] = place.clock_start_expected;
  json["petition"]["signers_for_all"] =
      place.signers_for_all ? Json(*place.signers_for_all) : Json(nullptr);
  json["method"] = text_or_null(answer.method);
  json["second_stage"] = text_or_null(answer.second_stage);
  json["scope"] = text_or_null(answer.scope);
  json["completion"] = text_or_null(answer.completion);
  json["tie_rule"] = text_or_null(answer.tie_rule);
  json["confidence"] = place.answer ? Json(law::name_of(answer.confidence)) : Json(nullptr);
  json["citation"] = text_or_null(answer.citation);
  json["law_source"] = text_or_null(answer.source);
  json["law_notes"] = text_or_null(answer.notes);
  json["read_the_statute"] = answer.read_the_statute;
  Json unknown = place.unknown;
  for (const std::string& sentence : answer.unknown) unknown.push_back(sentence);
  json["unknown"] = unknown;
  Json cautions = place.cautions;
  for (const std::string& sentence : answer.cautions) cautions.push_back(sentence);
  json["cautions"] = cautions;
}

Json petitioner_json(const std::optional<recount::PetitionerStanding>& petitioner) {
  if (!petitioner) return nullptr;
  return {{"choice", petitioner->choice.text},
          {"name", petitioner->name},
          {"votes", number_or_null(petitioner->votes)},
          {"place", petitioner->place ? Json(*petitioner->place) : Json(nullptr)},
          {"behind_leader", number_or_null(petitioner->behind_leader)},
          {"accepted", verdict_json(petitioner->accepted)},
          {"words", text_or_null(petitioner->words)}};
}

Json money_json(const std::vector<election::Happening>& money) {
  Json list = Json::array();
  for (const election::Happening& happening : money) {
    list.push_back({{"on", happening.on.text()},
                    {"kind", election::name_of(happening.kind)},
                    {"usd", happening.amount ? usd_json(*happening.amount) : Json(nullptr)},
                    {"what", text_or_null(happening.what)},
                    {"who", text_or_null(happening.who)},
                    {"source", text_or_null(happening.source)}});
  }
  return list;
}

}  // namespace

Json verdict_json(law::Verdict verdict) {
  switch (verdict) {
    case law::Verdict::No: return false;
    case law::Verdict::Yes: return true;
    case law::Verdict::Unknown: return "unknown";
  }
  return nullptr;
}

// The exact amount is the whole number of cents; two decimals survive the round trip of a double.
Json usd_json(base::UsdCents amount) {
  if (amount.value() % 100 == 0) return amount.value() / 100;
  return static_cast<double>(amount.value()) / 100.0;
}

Json assessment_json(const recount::Assessment& assessment) {
  Json places = Json::array();
  for (const recount::PlaceAssessment& place : assessment.places) {
    Json json = {{"id", place.jurisdiction.text},
                 {"name", place.jurisdiction_name},
                 {"contest", place.contest.text},
                 {"focus", place.in_focus},
                 {"electors", number_or_null(place.electors)}};
    add_figures(json, place);
    add_tested(json, place);
    add_law(json, place);
    json["petitioner"] = petitioner_json(place.petitioner);
    json["money"] = money_json(place.money);
    places.push_back(json);
  }
  Json petitioner = nullptr;
  if (assessment.petitioner) {
    petitioner = {{"choice", assessment.petitioner->text}, {"name", assessment.petitioner_name}};
  }
  return {{"schema", "recanvass.assess/1"},
          {"election",
           {{"id", assessment.election_id},
            {"name", assessment.election_name},
            {"election_day", assessment.election_day.text()}}},
          {"as_of", time_or_null(assessment.as_of)},
          {"law_on", assessment.law_on.text()},
          {"petitioner", petitioner},
          {"jurisdictions", places}};
}

}  // namespace recanvass::report
