#include "workflow/petition_law.h"

#include "workflow/contest_law.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using law::Verdict;

// One thing that the law looks at, and what it says of it.
struct Limb {
  Verdict verdict = Verdict::Yes;
  std::string words;
};

Verdict worst_of(const std::vector<Limb>& limbs) {
  Verdict verdict = Verdict::Yes;
  for (const Limb& limb : limbs) {
    if (limb.verdict == Verdict::No) return Verdict::No;
    if (limb.verdict == Verdict::Unknown) verdict = Verdict::Unknown;
  }
  return verdict;
}

// Only what decides is said: what is against it, else what is unknown, else everything.
std::string sentence_of(const std::vector<Limb>& limbs, Verdict verdict) {
  std::string text;
  for (const Limb& limb : limbs) {
    if (verdict != Verdict::Yes && limb.verdict != verdict) continue;
    if (limb.words.empty()) continue;
    text += (text.empty() ? "" : "; ") + limb.words;
  }
  return text;
}

Limb standing_limb(const law::RecountStatute& statute, const law::Answer& answer,
                   const Petition& petition) {
  if (petition.signers == 0 || answer.petition.allowed == Verdict::No) {
    return {answer.petition.allowed, answer.petition.allowed_words};
  }
  const law::Standing voters = law::standing_of_voters(statute.petition.who, petition.signers);
  if (voters.verdict == Verdict::Yes) {
    return {answer.petition.allowed, answer.petition.allowed_words};
  }
  return {voters.verdict, voters.words};
}

Limb deadline_limb(const law::Deadline& deadline, base::LocalTime filed_at) {
  const std::string filed = "filed " + words_of(filed_at);
  if (deadline.opens && filed_at.day < *deadline.opens) {
    return {Verdict::No, filed + ", too early: " + deadline.words};
  }
  switch (deadline.status) {
    case law::DeadlineStatus::Passed: return {Verdict::No, filed + ", late: " + deadline.words};
    case law::DeadlineStatus::Open:
    case law::DeadlineStatus::Today: return {Verdict::Yes, filed + ", in time: " + deadline.words};
    case law::DeadlineStatus::Unknown:
      return {Verdict::Unknown, "whether it is in time is not known: " + deadline.words};
  }
  return {};
}

Limb extent_limb(const law::RecountStatute& statute, const law::Answer& answer,
                 const Petition& petition) {
  if (petition.scope == PetitionScope::Whole) return {};
  if (statute.partial == "no") return {Verdict::No, "part of a contest: " + answer.scope};
  if (statute.partial == "yes") return {};
  return {Verdict::Unknown, "part of a contest: " + answer.scope};
}

// A petition for part of the contest is charged for that part.
void narrow_to(const Operation& operation, const Petition& petition, law::Facts& facts) {
  const auto places = static_cast<std::int64_t>(petition.places.size());
  if (petition.scope == PetitionScope::Units) {
    facts.precincts = election::PrecinctCount(places);
    facts.counties.reset();
  }
  if (petition.scope != PetitionScope::Counties) return;
  facts.counties = places;
  facts.precincts.reset();
  election::PrecinctCount sum;
  const std::map<std::string, std::int64_t> districts = districts_by_county(operation);
  for (const std::string& county : petition.places) {
    const auto found = districts.find(county);
    if (found == districts.end()) return;
    sum += election::PrecinctCount(found->second);
  }
  facts.precincts = sum;
}

base::Json deadline_json(const law::Deadline& deadline) {
  base::Json json = {{"words", deadline.words}, {"status", law::name_of(deadline.status)}};
  if (deadline.until) json["until"] = deadline.until->text();
  return json;
}

base::Json fee_json(const law::Petition& petition) {
  base::Json json = {{"words", petition.fee.words}};
  if (petition.fee.total) json["cents"] = petition.fee.total->value();
  if (!petition.refund.empty()) json["refund"] = petition.refund;
  return json;
}

base::Json without_a_rule(const Operation& operation, const char* verdict) {
  const auto law_day = base::Date::parse(operation.setup.law_day);
  const std::string sentence =
      fmt::format("No recount rule of {} is known for {}.", operation.setup.jurisdiction,
                  law_day ? law_day->long_text() : "any day yet");
  return {{verdict, law::name_of(Verdict::Unknown)},
          {"sentence", sentence},
          {"unknown", base::Json::array({sentence})}};
}

// Of what the law's answer leaves open, the parts that this question is about.
base::Json unknown_in(const law::Answer& answer, const std::vector<std::string>& missing,
                      const std::vector<std::string>& parts) {
  base::Json unknown = base::Json::array();
  for (const std::string& each : missing) unknown.push_back(each);
  for (const std::string& each : answer.unknown) {
    for (const std::string& part : parts) {
      if (each.starts_with(part)) unknown.push_back(each);
    }
  }
  return unknown;
}

}  // namespace

base::Json find_petition(const Operation& operation, const Petition& petition) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr) return without_a_rule(operation, "law_allows");
  law::Facts facts = law_facts(operation, {petition.choice, ""});
  narrow_to(operation, petition, facts);
  const base::LocalTime filed_at = *base::LocalTime::parse(petition.filed_at);
  const law::Answer answer = law::apply(*statute, facts, operation.law->calendars(), filed_at);
  std::vector<Limb> limbs = {standing_limb(*statute, answer, petition),
                             deadline_limb(answer.petition.deadline, filed_at),
                             extent_limb(*statute, answer, petition)};
  const std::vector<std::string> missing = missing_for_law(operation);
  if (!missing.empty()) limbs = {{Verdict::Unknown, missing.front()}};
  const Verdict verdict = worst_of(limbs);
  base::Json found = statute_json(*statute, answer);
  found["law_allows"] = law::name_of(verdict);
  found["sentence"] = sentence_of(limbs, verdict);
  found["deadline"] = deadline_json(answer.petition.deadline);
  found["fee"] = fee_json(answer.petition);
  found["unknown"] = unknown_in(answer, missing, {"petition: ", "deadline: "});
  return found;
}

law::Verdict law_allows(const base::Json& found) {
  const auto& name = found.at("law_allows").get_ref<const std::string&>();
  for (const Verdict verdict : {Verdict::No, Verdict::Yes}) {
    if (law::name_of(verdict) == name) return verdict;
  }
  return Verdict::Unknown;
}

bool is_against_the_law(const base::Json& found, bool accepted) {
  return found.contains("law_allows") &&
         law_allows(found) == (accepted ? Verdict::No : Verdict::Yes);
}

bool is_found_free(const base::Json& found) {
  const auto fee = found.find("fee");
  return found.is_object() && fee != found.end() && fee->is_object() && fee->contains("cents") &&
         fee->at("cents") == 0;
}

base::Json find_trigger(const Operation& operation) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr) return without_a_rule(operation, "law_orders");
  const law::Facts facts = law_facts(operation, {});
  const law::Answer answer = law::apply(*statute, facts, operation.law->calendars(), std::nullopt);
  const std::vector<std::string> missing = missing_for_law(operation);
  const Verdict verdict = missing.empty() ? answer.automatic : Verdict::Unknown;
  base::Json found = statute_json(*statute, answer);
  found["law_orders"] = law::name_of(verdict);
  found["sentence"] = missing.empty() ? answer.automatic_words : missing.front();
  found["waivable"] = law::name_of(answer.waivable);
  if (facts.reported_margin) found["reported_margin"] = facts.reported_margin->value();
  if (answer.automatic_limit_votes) found["limit_votes"] = answer.automatic_limit_votes->value();
  found["unknown"] = unknown_in(answer, missing, {"automatic: "});
  return found;
}

}  // namespace recanvass::workflow
