#include "base/figures.h"
#include "base/look_of_name.h"
#include "formats/package_parts.h"
#include "formats/text.h"
#include "law/gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::formats {
namespace {

using election::Election;

constexpr std::int64_t kSeatsMax = 1000;
constexpr std::int64_t kPrecinctsMax = 1'000'000;

const std::vector<std::string>& office_names() {
  static const std::vector<std::string> names = {
      "president",   "us-senate", "us-house",  "governor",        "statewide", "judicial",
      "legislative", "county",    "municipal", "ballot-question", "local"};
  return names;
}

const std::vector<std::string>& election_type_names() {
  static const std::vector<std::string> names = {"general", "primary", "special", "spring",
                                                 "runoff"};
  return names;
}

// Remembers ids and reports the second use of one.
class IdRegister {
 public:
  explicit IdRegister(const char* kind) : kind_(kind) {}
  void enter(TomlFields& fields, const std::string& id) {
    if (id.empty() || ids_.insert(id).second) return;
    fields.report("package.duplicate-id", "id", fmt::format("{} twice", quote(id)),
                  fmt::format("each {} with an id of its own", kind_),
                  "Rename one of the two, or remove it.");
  }

 private:
  const char* kind_;
  std::set<std::string> ids_;
};

election::Choice read_choice(TomlFields& fields, IdRegister& ids, Election& election) {
  election::Choice choice;
  choice.id = {fields.required_id("id")};
  ids.enter(fields, choice.id.text);
  choice.name = fields.required_name("name");
  choice.party = fields.text("party").value_or("");
  choice.write_in = fields.flag("write_in").value_or(false);
  choice.aggregate = fields.flag("aggregate").value_or(false);
  if (mixes_scripts(choice.name)) {
    election.remarks.push_back(
        fmt::format("election.toml:{}: the name {} mixes letters that look alike",
                    fields.line_of("name"), quote(choice.name)));
  }
  fields.finish();
  return choice;
}

election::Contest read_contest(TomlFields& fields, IdRegister& ids, Election& election) {
  election::Contest contest;
  contest.id = {fields.required_id("id")};
  ids.enter(fields, contest.id.text);
  contest.name = fields.required_name("name");
  contest.office = fields.required_name_of("office", &election::office_named, office_names(),
                                           election::Office::Local);
  contest.type = fields.name_of("election_type", &election::election_type_named,
                                election_type_names(), election::ElectionType::General);
  contest.seats = election::SeatCount(fields.whole("seats", 1, kSeatsMax).value_or(1));
  contest.vote_for =
      election::SeatCount(fields.whole("vote_for", 1, kSeatsMax).value_or(contest.seats.value()));
  IdRegister choices("choice of the contest");
  std::set<std::string> choice_names;
  for (TomlFields& choice : fields.tables("choice")) {
    contest.choices.push_back(read_choice(choice, choices, election));
    const std::string& name = contest.choices.back().name;
    if (name.empty() || choice_names.insert(base::folded_name(name)).second) continue;
    choice.report("package.duplicate-name", "name",
                  fmt::format("{}, which another choice of the contest is named too", quote(name)),
                  "each choice of the contest with a name of its own, capitals or not",
                  "Add what tells the two apart, such as a middle name or a place.");
  }
  if (contest.choices.empty()) {
    fields.report("package.no-choices", "", "a contest without choices",
                  "[[contest.choice]] with id and name, one for each", "Add the choices.");
  }
  fields.finish();
  return contest;
}

void check_law(TomlFields& fields, const std::string& law) {
  const auto& known = law::jurisdiction_ids();
  if (std::find(known.begin(), known.end(), law) != known.end()) return;
  fields.report("package.unknown-law", "law", quote(law),
                "us- and the two letters of a state or of the District of Columbia, such as us-wi",
                suggest(law, known, "Name the state whose recount law holds, or remove the line."));
}

void read_events(TomlFields& fields, election::Jurisdiction& jurisdiction) {
  if (auto dates = fields.table("dates")) read_dates(*dates, jurisdiction.events);
  if (auto sources = fields.table("date_sources")) read_date_sources(*sources, jurisdiction);
}

election::County read_county(TomlFields& fields, IdRegister& ids) {
  election::County county;
  county.id = {fields.required_id("id")};
  ids.enter(fields, county.id.text);
  county.name = fields.required_name("name");
  if (fields.holds_table("canvass_completed")) {
    auto canvass = fields.table("canvass_completed");
    county.events["canvass_completed"] = read_dated_event(*canvass);
    canvass->finish();
  } else if (const auto moment = fields.moment("canvass_completed")) {
    county.events["canvass_completed"].on = *moment;
  }
  if (auto dates = fields.table("dates")) read_dates(*dates, county.events);
  fields.finish();
  return county;
}

// Contest ids are checked here; the at-large unit once every jurisdiction is known.
election::Jurisdiction read_one_jurisdiction(TomlFields& fields, IdRegister& ids,
                                             IdRegister& counties, const Election& election) {
  election::Jurisdiction jurisdiction;
  jurisdiction.id = {fields.required_id("id")};
  ids.enter(fields, jurisdiction.id.text);
  jurisdiction.name = fields.required_name("name");
  const bool named = fields.has("contests");
  for (const std::string& contest : fields.texts("contests")) {
    if (election.find(election::ContestId{contest}) == nullptr) {
      report_unknown_id(fields, "contests", contest, "contest", ids_of(election.contests));
    }
    jurisdiction.contests.push_back({contest});
  }
  if (!named) {
    for (const auto& contest : election.contests) jurisdiction.contests.push_back(contest.id);
  }
  if (const auto electors = fields.whole("electors", 0, kElectorsMax)) {
    jurisdiction.electors = election::ElectorCount(*electors);
  }
  if (const auto precincts = fields.whole("precincts", 1, kPrecinctsMax)) {
    jurisdiction.precincts = election::PrecinctCount(*precincts);
  }
  if (const auto law = fields.id("law")) {
    check_law(fields, *law);
    jurisdiction.law = election::JurisdictionId{*law};
  }
  if (const auto whole = fields.id("shares_ballots_with")) {
    jurisdiction.shares_ballots_with = election::JurisdictionId{*whole};
  }
  read_events(fields, jurisdiction);
  for (TomlFields& county : fields.tables("county")) {
    jurisdiction.counties.push_back(read_county(county, counties));
  }
  fields.finish();
  return jurisdiction;
}

// Electors are chosen with a President only; elsewhere they would be read and never asked.
void remark_electors(const TomlFields& fields, const election::Jurisdiction& jurisdiction,
                     Election& election) {
  if (!jurisdiction.electors || *jurisdiction.electors == election::ElectorCount(0)) return;
  for (const election::ContestId& id : jurisdiction.contests) {
    const election::Contest* contest = election.find(id);
    if (contest == nullptr || contest->office == election::Office::President) return;
  }
  election.remarks.push_back(fmt::format(
      "election.toml:{}: {} has {}, and none of its contests is for president: they are not used",
      fields.line_of("electors"), quote(jurisdiction.id.text),
      base::counted(jurisdiction.electors->value(), "elector", "electors")));
}

void check_shared_ballots(std::vector<TomlFields>& tables, const Election& election) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto& whole = election.jurisdictions[i].shares_ballots_with;
    if (!whole) continue;
    const election::Jurisdiction* found = election.find(*whole);
    if (found == nullptr) {
      report_unknown_id(tables[i], "shares_ballots_with", whole->text, "jurisdiction",
                        ids_of(election.jurisdictions));
    } else if (found->shares_ballots_with) {
      tables[i].report("package.shared-ballots", "shares_ballots_with",
                       fmt::format("{}, which is itself part of another unit", whole->text),
                       "the unit that holds all the ballots", "Name the at-large unit.");
    }
  }
}

election::KeyDate read_key_date(TomlFields& fields) {
  election::KeyDate date{fields.required_id("event"), read_dated_event(fields)};
  const bool stated = fields.has("known_on") || fields.has("expected");
  if (!stated && election::is_set_by_federal_law(date.event)) date.dated.expected = date.dated.on;
  fields.finish();
  return date;
}

void read_focus(TomlFields& file, Election& election) {
  for (const std::string& id : file.texts("focus")) {
    if (election.find(election::JurisdictionId{id}) == nullptr) {
      report_unknown_id(file, "focus", id, "jurisdiction", ids_of(election.jurisdictions));
    }
    election.focus.push_back({id});
  }
}

}  // namespace

void read_definitions(TomlFields& file, PackageDraft& draft) {
  Election& election = draft.election;
  IdRegister contests("contest");
  for (TomlFields& contest : file.tables("contest")) {
    election.contests.push_back(read_contest(contest, contests, election));
  }
  if (election.contests.empty()) {
    file.report("package.no-contests", "", "no contest", "[[contest]] with id, name and office",
                "Add the contest.");
  }
  IdRegister ids("jurisdiction");
  IdRegister counties("county");
  std::vector<TomlFields> jurisdictions = file.tables("jurisdiction");
  for (TomlFields& jurisdiction : jurisdictions) {
    election.jurisdictions.push_back(read_one_jurisdiction(jurisdiction, ids, counties, election));
    remark_electors(jurisdiction, election.jurisdictions.back(), election);
  }
  if (election.jurisdictions.empty()) {
    file.report("package.no-jurisdictions", "", "no jurisdiction",
                "[[jurisdiction]] with id and name", "Add the state, county or city.");
  }
  check_shared_ballots(jurisdictions, election);
  for (TomlFields& date : file.tables("date")) election.dates.push_back(read_key_date(date));
  read_focus(file, election);
}

}  // namespace recanvass::formats
