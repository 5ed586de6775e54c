// petition.precinct and county.computed: voters of single districts ask, by the hundred, and each
// county's clock runs by itself. The program decides about every petition and the entry keeps its
// words. Signers stand by a reference, never by a name: the ledger is published.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/precinct_law.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using base::Json;

// What the program adds must still fit the leaf, which holds 65,535 bytes.
constexpr std::size_t kBodyBytesMax = 60'000;

std::string petition_number(const std::string& receipt, std::size_t index) {
  return fmt::format("{}-{}", receipt, index + 1);
}

PrecinctPetition precinct_petition_in(const Json& record) {
  PrecinctPetition petition;
  petition.unit = text_in(record, "unit");
  petition.county = text_in(record, "county");
  petition.filed_at = moment_in(record, "filed_at");
  petition.ballots = maybe_number_in(record, "ballots");
  for (const Json& signer : record["signers"]) {
    petition.signers.push_back({text_in(signer, "voter"), text_in(signer, "unit")});
  }
  return petition;
}

Json finding_json(const PrecinctFinding& finding) {
  Json json = {
      {"verdict", name_of(finding.verdict)}, {"causes", finding.causes}, {"words", finding.words}};
  if (finding.fee_cents) json["fee_cents"] = *finding.fee_cents;
  return json;
}

// A list decides in its own order: two petitions for one district are one recount.
Json find_precinct_petitions(const Operation& operation, const Command& command) {
  const PrecinctRule rule = *precinct_rule(operation);
  Json rulings = Json::array();
  std::map<std::pair<std::string, std::string>, std::size_t> accepted;
  for (const Json& record : command.body["petitions"]) {
    const PrecinctPetition petition = precinct_petition_in(record);
    PrecinctFinding finding = find_precinct(operation, rule, petition, text_in(record, "deposit"));
    const auto first = accepted.find({petition.county, petition.unit});
    if (finding.verdict == PrecinctVerdict::Accepted && first != accepted.end()) {
      finding = {PrecinctVerdict::Refused,
                 {"again"},
                 fmt::format("this district is recounted already, on petition {} of this list",
                             first->second + 1),
                 std::nullopt};
    }
    if (finding.verdict == PrecinctVerdict::Accepted) {
      accepted.insert({{petition.county, petition.unit}, rulings.size()});
    }
    rulings.push_back(finding_json(finding));
  }
  return {{"statute", rule.statute->id},
          {"citation", rule.statute->citation},
          {"signers", rule.signers},
          {"rulings", std::move(rulings)}};
}

base::Problem list_problem(const std::string& cause, const std::string& column,
                           const std::string& found, const std::string& wanted,
                           const std::string& mend) {
  return {cause, {"", 0, column}, found, wanted, mend};
}

base::Problems check_signer_list(const Json& record, const std::string& place) {
  const auto signers = record.find("signers");
  if (signers == record.end() || !signers->is_array()) {
    return {list_problem("record.member", place + ".signers", "nothing or something else",
                         "a list of {voter, unit}", "Correct this member of the list.")};
  }
  base::Problems problems =
      check_records(*signers, place + ".signers", {{"voter", "unit"}, {}, {}, {}});
  if (!problems.empty()) return problems;
  for (std::size_t i = 0; i < signers->size(); ++i) {
    const std::string voter = text_in((*signers)[i], "voter");
    if (is_voter_reference(voter)) continue;
    problems.push_back(list_problem(
        "petition.signer", fmt::format("{}.signers[{}].voter", place, i),
        "something that may be a name",
        "initials with a number (JS-1041), or a salted hash of 16 to 64 digits 0-9 a-f",
        "The ledger is published: give a reference that only the office can resolve."));
  }
  return problems;
}

// The members of a record other than its signers, whose shape is a list's.
base::Problems check_plain_members(const Json& petitions) {
  Json plain = petitions;
  for (Json& record : plain) {
    record.erase("signers");
    record.erase("deposit");
  }
  return check_records(plain, "petitions", {{"unit", "county", "filed_at"}, {}, {"ballots"}, {}});
}

base::Problems check_precinct_record(const Operation& operation, const Command& command,
                                     const Json& record, const std::string& place) {
  base::Problems problems;
  const auto filed_at = base::LocalTime::parse(text_in(record, "filed_at"));
  if (filed_at) {
    problems = not_before_election(operation, filed_at->day, place + ".filed_at",
                                   "petition.before-election");
  } else {
    problems.push_back(list_problem("record.member", place + ".filed_at",
                                    "\"" + text_in(record, "filed_at") + "\"",
                                    words_of(FieldType::Moment), "Correct the time."));
  }
  if (record.contains("deposit") && record["deposit"] != "cash" && record["deposit"] != "bond") {
    problems.push_back(list_problem("record.member", place + ".deposit", "something else",
                                    "cash or bond", "Leave it out where nothing was paid."));
  }
  add_problems(problems, county_is_open_to(operation, command.author, text_in(record, "county")));
  return problems;
}

base::Problems decide_precinct_petitions(const Operation& operation, const Command& command) {
  if (!precinct_rule(operation)) {
    return {refusal("petition.precinct-law", "petitions by precinct",
                    "a law under which voters of each precinct ask",
                    "Use petition.file: see `recanvass law` for who may ask here.")};
  }
  const Json& petitions = command.body["petitions"];
  base::Problems problems = check_plain_members(petitions);
  if (petitions.empty()) {
    problems.push_back(
        refusal("petition.none", "an empty list", "at least one petition", "List the petitions."));
  }
  for (std::size_t i = 0; i < petitions.size(); ++i) {
    add_problems(problems, check_signer_list(petitions[i], fmt::format("petitions[{}]", i)));
  }
  if (!problems.empty()) return problems;
  for (std::size_t i = 0; i < petitions.size(); ++i) {
    add_problems(problems, check_precinct_record(operation, command, petitions[i],
                                                 fmt::format("petitions[{}]", i)));
  }
  if (!problems.empty()) return problems;
  const std::size_t bytes =
      base::canonical_json(command.body).size() +
      base::canonical_json(find_precinct_petitions(operation, command)).size();
  if (bytes > kBodyBytesMax) {
    problems.push_back(refusal("petition.size",
                               fmt::format("{} petitions, {} bytes", petitions.size(), bytes),
                               fmt::format("at most {} bytes, rulings included", kBodyBytesMax),
                               "Send the list in several commands."));
  }
  return problems;
}

void apply_precinct_petitions(Operation& operation, const Event& event) {
  const Json& rulings = event.body.at("found").at("rulings");
  const Json& records = event.body["petitions"];
  for (std::size_t i = 0; i < records.size(); ++i) {
    PrecinctPetition petition = precinct_petition_in(records[i]);
    petition.number = petition_number(event.receipt, i);
    petition.position = event.position;
    petition.fee_cents = maybe_number_in(rulings[i], "fee_cents");
    petition.decisions.push_back({event.position,
                                  precinct_verdict_named(text_in(rulings[i], "verdict")),
                                  texts_in(rulings[i], "causes"), text_in(rulings[i], "words")});
    operation.opening.petitions.precincts.push_back(std::move(petition));
  }
}

election::Moment computed_moment(const Json& body) {
  const auto moment = *base::LocalTime::parse(text_in(body, "moment"));
  return {moment.day, moment.time};
}

Json find_county_computed(const Operation& operation, const Command& command);

base::Problems decide_county_computed(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  const auto rule = precinct_rule(operation);
  if (!rule) {
    return {refusal("county.clock", county, "a law under which each county has its own clock",
                    "Use calendar.set for what the law's clock runs from.")};
  }
  base::Problems problems = county_is_open_to(operation, command.author, county);
  add_problems(problems, not_before_election(operation, computed_moment(command.body).day,
                                             "computed", "county.too-early"));
  const bool again = operation.opening.plan.calendar.contains({rule->event, county});
  if (again && text_in(command.body, "words").empty()) {
    problems.push_back(refusal("county.computed-again", county,
                               "\"words\": why the moment that was stated is corrected",
                               "Say what was wrong."));
  }
  // What the second person confirms is what the first one was told.
  if (problems.empty() && command.body.contains("found") &&
      command.body["found"] != find_county_computed(operation, command)) {
    problems.push_back(refusal("county.changed", county + ", with petitions filed since",
                               "the petitions as they were", "Decline it, and correct it again."));
  }
  return problems;
}

// The new clock decides again where only the clock decided: every number whose verdict it changes.
Json find_county_computed(const Operation& operation, const Command& command) {
  const PrecinctRule rule = *precinct_rule(operation);
  const std::string county = text_in(command.body, "county");
  const law::Deadline deadline =
      county_deadline(operation, rule, computed_moment(command.body), std::nullopt);
  Json accepted = Json::array();
  Json late = Json::array();
  for (const PrecinctPetition& petition : operation.opening.petitions.precincts) {
    if (petition.county != county || !clock_decides(petition.decisions.back())) continue;
    const bool in_time =
        deadline.until && *base::LocalTime::parse(petition.filed_at) <= *deadline.until;
    const PrecinctVerdict now = in_time ? PrecinctVerdict::Accepted : PrecinctVerdict::Refused;
    if (petition.verdict() != now) (in_time ? accepted : late).push_back(petition.number);
  }
  return {{"event", rule.event},
          {"statute", rule.statute->id},
          {"deadline", deadline.words},
          {"until", deadline.until ? Json(deadline.until->text()) : Json()},
          {"accepted", std::move(accepted)},
          {"late", std::move(late)}};
}

// A clock that was stated decided petitions; another one decides them again.
Persons persons_of_computed(const Operation& operation, const std::string&, const Json& body) {
  const auto rule = precinct_rule(operation);
  const bool again =
      rule && operation.opening.plan.calendar.contains({rule->event, text_in(body, "county")});
  return again ? Persons::Two : Persons::One;
}

void apply_county_computed(Operation& operation, const Event& event) {
  const Json& found = event.body.at("found");
  operation.opening.plan.calendar[{text_in(found, "event"), text_in(event.body, "county")}]
      .push_back({event.position, computed_moment(event.body), text_in(event.body, "words"), ""});
  std::map<std::string, bool> in_time;
  for (const std::string& number : texts_in(found, "accepted")) in_time.emplace(number, true);
  for (const std::string& number : texts_in(found, "late")) in_time.emplace(number, false);
  for (PrecinctPetition& petition : operation.opening.petitions.precincts) {
    const auto decided = in_time.find(petition.number);
    if (decided == in_time.end()) continue;
    if (decided->second) {
      petition.decisions.push_back({event.position,
                                    PrecinctVerdict::Accepted,
                                    {},
                                    "in time: " + text_in(found, "deadline")});
    } else {
      petition.decisions.push_back(
          {event.position,
           PrecinctVerdict::Refused,
           {"late"},
           "late: filed " + petition.filed_at + "; " + text_in(found, "deadline")});
    }
  }
}

}  // namespace

UseCase file_precinct_petitions() {
  UseCase use_case;
  use_case.kind = "petition.precinct";
  use_case.summary = "Record voters' petitions for single districts; each is decided at once.";
  use_case.roles = {Role::Petitioner, Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {{"petitions",
                      FieldType::Records,
                      true,
                      "Petitions: {unit, county, filed_at, signers: [{voter, unit}], deposit? cash "
                      "or bond, where the law asks for one, ballots?}; voter is a reference that "
                      "only the office can resolve, such "
                      "as JS-1041, not a name.",
                      {},
                      {},
                      R"([{"unit":"W1","county":"prairie","filed_at":"2016-11-25T17:00",)"
                      R"("signers":[{"voter":"JS-1041","unit":"W1"}],"deposit":"cash"}])"}};
  use_case.decide = decide_precinct_petitions;
  use_case.find = find_precinct_petitions;
  use_case.apply = apply_precinct_petitions;
  return use_case;
}

UseCase record_county_computed() {
  UseCase use_case;
  use_case.kind = "county.computed";
  use_case.summary = "Record when a county finished its computation: its petitions' clock starts.";
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {
      {"county", FieldType::Text, true, "Id of the county."},
      {"moment", FieldType::Moment, true, "Local time at which it was finished."},
      {"words", FieldType::Text, false, "Needed where an earlier statement is corrected."}};
  use_case.persons_of = persons_of_computed;
  use_case.two_when = "where an earlier statement is corrected";
  use_case.decide = decide_county_computed;
  use_case.find = find_county_computed;
  use_case.apply = apply_county_computed;
  return use_case;
}

}  // namespace recanvass::workflow
