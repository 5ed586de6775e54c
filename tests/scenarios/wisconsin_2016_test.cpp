// G1: Wisconsin's recount of 2016 in full, ward by ward, through `submit`: petition, the fee and
// its error, 3,636 reporting units counted twice blind, causes, statements, certificate, deadlines.
// Published: both counts of every unit, the causes that clerks gave, the announced fee, what was
// paid and spent, Oneida's two figures. Synthetic: the other counties' cost lines, one batch a unit
// with as many ballots as the larger of its two sums of votes, the plans.
#include "tests/cli/run_program.h"
#include "tests/elections/shared_csv.h"
#include "tests/scenarios/forged_folder.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

namespace recanvass::story {
namespace {

using test_support::number_in;
using test_support::read_csv_rows;
using test_support::Row;
using Votes = std::map<std::string, std::int64_t>;

const std::vector<std::string> kColumns = {
    "trump",        "clinton",     "castle",       "johnson",     "stein",       "moorehead",
    "de_la_fuente", "fox_wi",      "mcmullin_wi",  "maturen_wi",  "schoenke_wi", "keniston_wi",
    "kotlikoff_wi", "hoefling_wi", "maldonado_wi", "soltysik_wi", "scattering"};

struct Ward {
  std::string id;
  Votes original;
  Votes recount;
};
using Wards = std::map<std::string, std::vector<Ward>>;  // by county, as the file names it

std::string wisconsin_file(const std::string& name) {
  return std::string(RECANVASS_SHARED_DIR) + "/data/elections/2016/wi/" + name;
}

const std::string kWardsFile = wisconsin_file("wards_president_original_and_recount.csv");

std::int64_t sum_of(const Votes& votes) {
  std::int64_t sum = 0;
  for (const auto& [choice, number] : votes) sum += number;
  return sum;
}

std::int64_t ballots_of(const Ward& ward) {
  return std::max(sum_of(ward.original), sum_of(ward.recount));
}

std::string county_id(const std::string& name) { return "us-wi-" + id_of(name); }
std::string person(const std::string& county, const char* duty) {
  return id_of(county) + "-" + duty;
}

// Empty when the file is absent.
Wards read_all_wards() {
  Wards wards;
  const auto rows = read_csv_rows(kWardsFile);
  if (!rows) return wards;
  std::map<std::string, std::size_t> places;
  for (const Row& row : *rows) {
    std::vector<Ward>& of_county = wards[row.at("county")];
    const std::string id = row.at("county") + ", " + row.at("reporting_unit");
    const auto [place, is_new] = places.emplace(id, of_county.size());
    if (is_new) of_county.push_back({id, {}, {}});
    Ward& ward = of_county[place->second];
    Votes& votes = row.at("stage") == "recount" ? ward.recount : ward.original;
    for (const std::string& column : kColumns) votes[column] = number_in(row, column);
  }
  return wards;
}

// Dollars and cents as the fee tables write them: "3,898.5".
std::int64_t cents_of(const std::string& text) {
  std::int64_t cents = 0;
  int decimals = -1;
  for (const char letter : text) {
    if (letter == '.') decimals = 0;
    if (letter < '0' || letter > '9') continue;
    cents = cents * 10 + (letter - '0');
    if (decimals >= 0) ++decimals;
  }
  for (int i = std::max(decimals, 0); i < 2; ++i) cents *= 10;
  return cents;
}

class Wisconsin2016 : public testing::Test {
 protected:
  void SetUp() override {
    wards_ = read_all_wards();
    if (wards_.empty()) GTEST_SKIP() << "missing " << kWardsFile;
  }

  void open(const std::string& law_day);
  void begin();
  void count_most();
  void finish_last_counties();
  void file_petition();
  void state_costs(const std::string& table, const std::string& kind);
  void commit();
  void enter_twice(const std::string& county);
  void close(const std::string& county);
  void give_causes(const std::string& county, const std::string& except = "");
  void plan_last(const std::vector<std::string>& counties);
  std::map<std::string, std::pair<std::string, std::string>> published_causes() const;

  Wards wards_;
  Story story_{"state"};
};

void Wisconsin2016::open(const std::string& law_day) {
  story_.now("2016-11-25T15:00:00Z");
  base::Json choices = base::Json::array();
  for (const std::string& column : kColumns) {
    choices.push_back({{"id", column}, {"name", column}});
  }
  base::Json counties = base::Json::array();
  for (const auto& [county, units] : wards_) {
    counties.push_back({{"id", county_id(county)}, {"name", county}});
  }
  story_.say("state", "operation.open",
             {{"origin", "elections.example/wisconsin-2016-wards"},
              {"name", "President, Wisconsin, recount of 2016"},
              {"election", "us-2016-president"},
              {"jurisdiction", "us-wi"},
              {"contest", "president"},
              {"vote_for", 1},
              {"choices", choices},
              {"counties", counties},
              {"policy", "us-wi-2016"},
              {"law_day", law_day},
              {"election_day", "2016-11-08"},
              {"officer_name", "State officer 1"},
              {"officer_key", story_.make_key("state")}});
  story_.add_person("campaign", "petitioner");
  for (const auto& [county, units] : wards_) {
    story_.add_person(person(county, "clerk"), "county-officer", county_id(county));
    story_.add_person(person(county, "team-1"), "counter", county_id(county));
    story_.add_person(person(county, "team-2"), "counter", county_id(county));
  }
  story_.add_person("state-2", "state-officer");
  Votes outcome;
  for (const auto& [county, units] : wards_) {
    for (const Ward& ward : units) {
      for (const auto& [choice, votes] : ward.original) outcome[choice] += votes;
    }
  }
  EXPECT_EQ(outcome["trump"], 1'404'440);
  EXPECT_EQ(outcome["clinton"], 1'381'823);
  EXPECT_EQ(outcome["stein"], 31'006);
  story_.say("state", "outcome.report",
             {{"votes", outcome}, {"total_votes", sum_of(outcome)}, {"source", "canvass"}});
  story_.say("state", "calendar.set",
             {{"event", "last_county_canvass_received"},
              {"day", "2016-11-21"},
              {"words", "inferred from the deadline"}});
  story_.submit_all_accepted();
}

void Wisconsin2016::file_petition() {
  const Answered filed = story_.ask("campaign", "petition.file",
                                    {{"petition", "P1"},
                                     {"filed_at", "2016-11-25T15:30"},
                                     {"who", "Jill Stein, candidate"},
                                     {"choice", "stein"},
                                     {"grounds", "irregularities and mistakes are believed"},
                                     {"scope", "whole"}});
  ASSERT_EQ(filed.status, "accepted") << filed.problems;
}

base::Json acceptance() {
  return {{"petition", "P1"}, {"decision", "accept"}, {"ruled_at", "2016-11-25T16:40"}};
}

void Wisconsin2016::state_costs(const std::string& table, const std::string& kind) {
  const auto rows = read_csv_rows("examples/wi-2016-recount-fee/" + table);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 72U);
  for (const Row& row : *rows) {
    story_.say(person(row.at("county"), "clerk"), kind,
               {{"county", county_id(row.at("county"))},
                {"lines", {{{"item", "all items"}, {"cents", cents_of(row.at("usd"))}}}},
                {"words", row.at("note")}});
  }
  story_.submit_all_accepted();
}

void Wisconsin2016::commit() {
  constexpr std::size_t kAtOnce = 100;  // an entry has at most 65,535 bytes
  for (const auto& [county, wards] : wards_) {
    const std::string clerk = person(county, "clerk");
    for (std::size_t begin = 0; begin < wards.size(); begin += kAtOnce) {
      base::Json batches = base::Json::array();
      base::Json units = base::Json::array();
      for (std::size_t i = begin; i < std::min(begin + kAtOnce, wards.size()); ++i) {
        const Ward& ward = wards[i];
        batches.push_back({{"batch", "B " + ward.id},
                           {"container", "C " + county},
                           {"unit", ward.id},
                           {"ballots", ballots_of(ward)}});
        units.push_back({{"unit", ward.id}, {"name", ward.id}, {"votes", ward.original}});
      }
      story_.say(clerk, "manifest.add", {{"county", county_id(county)}, {"batches", batches}});
      story_.say(clerk, "returns.add", {{"county", county_id(county)}, {"units", units}});
    }
  }
  story_.submit_all_accepted();
  story_.commit_inputs("press.example");
}

void Wisconsin2016::enter_twice(const std::string& county) {
  for (const char* team : {"team-1", "team-2"}) {
    for (const Ward& ward : wards_.at(county)) {
      story_.say(person(county, team), "tally.enter",
                 {{"batch", "B " + ward.id},
                  {"ballots", ballots_of(ward)},
                  {"votes", ward.recount},
                  {"blank", ballots_of(ward) - sum_of(ward.recount)},
                  {"over", 0}});
    }
  }
}

// Code and words by unit, from what clerks gave and the commission published.
std::map<std::string, std::pair<std::string, std::string>> Wisconsin2016::published_causes() const {
  const std::map<std::string, std::string> codes = {{"stack", "STACK"},
                                                    {"tabulator did not", "PEN"},
                                                    {"write-in", "WRITEIN"},
                                                    {"machine needs", "PEN"},
                                                    {"lacked clerk", "NO_INITIALS"},
                                                    {"non-standard pens", "PEN"},
                                                    {"through the tabulator twice", "JAM"},
                                                    {"left in their", "ABSENT_FOUND"},
                                                    {"entered as 8", "TRANSPOSE"},
                                                    {"hand count", "HAND_COUNT"},
                                                    {"addition error", "ARITHMETIC"}};
  std::map<std::string, std::pair<std::string, std::string>> causes;
  const auto rows = read_csv_rows(wisconsin_file("recount_explanations.csv"));
  if (!rows) return causes;
  for (const Row& row : *rows) {
    // The commission's words have "Wards" where its table has "Ward" of some towns.
    std::string id = row.at("county") + ", " + row.at("municipality") + " " + row.at("wards");
    const bool is_listed = std::ranges::any_of(wards_.at(row.at("county")),
                                               [&](const Ward& ward) { return ward.id == id; });
    if (!is_listed) id.erase(id.rfind("Wards") + 4, 1);
    for (const auto& [words, code] : codes) {
      if (row.at("cause").find(words) != std::string::npos) causes[id] = {code, row.at("cause")};
    }
  }
  return causes;
}

void Wisconsin2016::give_causes(const std::string& county, const std::string& except) {
  const auto published = published_causes();
  for (const Ward& ward : wards_.at(county)) {
    if (ward.original == ward.recount || ward.id == except) continue;
    const auto known = published.find(ward.id);
    const bool is_known = known != published.end();
    story_.say(person(county, "clerk"), "cause.assign",
               {{"unit", ward.id},
                {"cause", is_known ? known->second.first : "UNEXPLAINED"},
                {"words", is_known ? known->second.second : "no cause was published"},
                {"minute", "minutes of " + county}});
  }
}

void Wisconsin2016::close(const std::string& county) {
  for (const Ward& ward : wards_.at(county)) {
    story_.say(person(county, "clerk"), "count.sign-off", {{"unit", ward.id}});
  }
}

// Work of 121 hours in days of ten: done on the thirteenth morning.
void Wisconsin2016::plan_last(const std::vector<std::string>& counties) {
  for (const std::string& county : counties) {
    story_.say(person(county, "clerk"), "plan.set",
               {{"county", county_id(county)},
                {"measure", "units"},
                {"work", 1'210},
                {"teams", 10},
                {"rooms", 1},
                {"per_team_hour", 1},
                {"start", "2016-12-01T09:00"},
                {"hours_a_day", 10}});
  }
  story_.submit_all_accepted();
}

base::Json statement_of(const std::string& county) {
  return {{"county", county_id(county)},
          {"signed_by", {"Board member 1", "Board member 2"}},
          {"signed_at", "2016-12-12T18:00"}};
}

const std::string kWard34 = "MILWAUKEE, CITY OF MILWAUKEE Ward 34";

void expect_money(Story& story) {
  const base::Json fees = story.show("fees");
  EXPECT_EQ(fees["estimated_sum_cents"], 389'834'000);
  EXPECT_EQ(fees["announcements"][0]["differs_by_cents"], 39'865'100);
  EXPECT_EQ(fees["adds_up"], false);
  EXPECT_EQ(fees["payments"][0]["late"], false);
  EXPECT_EQ(fees["actual_cents"], 200'560'300);
  EXPECT_EQ(fees["refund_cents"], 149'408'600);
  EXPECT_EQ(fees["largest_relative_difference"], "us-wi-oneida");
  const auto oneida = std::ranges::find_if(
      fees["counties"], [](const base::Json& row) { return row["county"] == "us-wi-oneida"; });
  ASSERT_NE(oneida, fees["counties"].end());
  EXPECT_EQ((*oneida)["estimated_cents"], 17'800'000);
  EXPECT_EQ((*oneida)["actual_cents"], 911'762);
}

// The evening's bound: what is open may go to either side.
void expect_evening(Story& story, std::int64_t open_ballots) {
  const base::Json flip = story.show("flip", "state");
  EXPECT_EQ(flip["reported_margin"], 22'617);
  EXPECT_EQ(flip["open_ballots"], open_ballots);
  const auto low = flip["last_seat"]["low"].get<std::int64_t>();
  const auto high = flip["last_seat"]["high"].get<std::int64_t>();
  EXPECT_EQ(high - low, 2 * open_ballots);
}

void expect_changes(const base::Json& changes) {
  EXPECT_EQ(changes["units_compared"], 3'636);
  EXPECT_EQ(changes["units_changed"], 2'340);
  EXPECT_EQ(changes["units_unchanged"], 1'296);
  EXPECT_EQ(changes["units_changed_top_two"], 1'428);
  EXPECT_EQ(changes["margin_before"], 22'617);
  EXPECT_EQ(changes["margin_after"], 22'748);
  EXPECT_EQ(changes["total_before"], 2'975'753);
  EXPECT_EQ(changes["total_after"], 2'976'150);
  EXPECT_EQ(changes["gross"], 17'681);
  const base::Json& first = changes["changed"][0];
  EXPECT_EQ(first["unit"], kWard34);
  EXPECT_EQ(first["total_before"], 855);
  EXPECT_EQ(first["total_after"], 1'102);
  EXPECT_EQ(first["red"], "R11") << "no cause yet";
  EXPECT_TRUE(std::ranges::any_of(first["choices"], [](const base::Json& choice) {
    return choice["before"] == 8 && choice["after"] == 254;
  })) << first;
}

// What `verify --json` says: the exit code, and everything that a failed check says.
std::pair<int, std::string> verified(const std::filesystem::path& folder) {
  const auto ended = cli_test::run_recanvass({"verify", folder.string(), "--json"});
  const auto verdict = base::parse_json(ended.out, "stdout");
  std::string faults;
  if (!verdict) return {ended.exit_code, ended.err};
  for (const base::Json& check : (*verdict)["checks"]) {
    if (check["outcome"] == "failed") faults += check["faults"].dump();
  }
  return {ended.exit_code, faults};
}

// An observer downloads the folder, and somebody has changed one digit of the ward in it.
void expect_a_changed_digit_is_found(Story& story) {
  const std::filesystem::path folder = story.folder() / "published";
  const auto published = cli_test::run_recanvass(
      {"publish", story.election(), folder.string(), "--keys", story.keys()});
  ASSERT_EQ(published.exit_code, 0) << published.err;
  EXPECT_EQ(verified(folder), (std::pair<int, std::string>{0, ""}));
  const std::filesystem::path results = folder / "public/results.csv";
  std::string table = bytes_of(results);
  const std::size_t row = table.find(kWard34 + "\"");
  ASSERT_NE(row, std::string::npos);
  const std::size_t figure = table.find(",254,", row);
  ASSERT_LT(figure, table.find('\n', row));
  table[figure + 2] = '6';
  put_bytes(results, table);
  list_again(folder);
  const auto [exit_code, faults] = verified(folder);
  EXPECT_EQ(exit_code, 1);
  EXPECT_NE(faults.find("Ward 34"), std::string::npos) << faults;
}

base::Json certificate() {
  return {{"result_set", "recount"},
          {"authority", "Wisconsin Elections Commission"},
          {"signed_at", "2016-12-12T19:00"},
          {"due_by", "2016-12-13T15:00"}};
}

void expect_certified(Story& story) {
  const base::Json certified = story.show("results")["certificates"][0];
  EXPECT_EQ(certified["votes"]["trump"], 1'405'284);
  EXPECT_EQ(certified["votes"]["clinton"], 1'382'536);
  EXPECT_EQ(certified["votes"]["stein"], 31'072);
  EXPECT_EQ(certified["winners"], base::Json({"trump"}));
  EXPECT_EQ(certified.dump().find("after it was due"), std::string::npos);
  const base::Json flip = story.show("flip");
  EXPECT_EQ(flip["last_seat"]["now"], 22'748);
  EXPECT_EQ(flip["change"], 131);
  EXPECT_EQ(flip["verdict"], "decided");
  EXPECT_EQ(flip["sentence"], "Decided: trump leads clinton by 22,748 votes, and nothing is open.");
  EXPECT_EQ(story.show("changes")["causes_lacking"], 0);
  EXPECT_EQ(story.show("changes", "", {"--unit", kWard34})["changed"].size(), 1U);
  for (const auto& [unit, code] : {std::pair{"MANITOWOC, TOWN OF KOSSUTH Ward 1-3", "STACK"},
                                   std::pair{"OCONTO, TOWN OF ABRAMS Ward 1-3", "PEN"},
                                   std::pair{"OCONTO, CITY OF GILLETT Wards 1-3", "PEN"},
                                   std::pair{"OUTAGAMIE, CITY OF KAUKAUNA Wards 6-7", "JAM"},
                                   std::pair{"DANE, CITY OF MADISON Ward 2", "ABSENT_FOUND"},
                                   std::pair{"MARATHON, CITY OF COLBY Ward 1", "ARITHMETIC"},
                                   std::pair{"PORTAGE, TOWN OF CARSON Wards 1-2", "HAND_COUNT"}}) {
    const base::Json changed = story.show("changes", "", {"--unit", unit})["changed"];
    ASSERT_EQ(changed.size(), 1U) << unit;
    EXPECT_EQ(changed[0]["cause"]["code"], code) << unit;
  }
}

const std::vector<std::string> kLastCounties = {"DANE", "MILWAUKEE", "OUTAGAMIE", "ROCK"};

void Wisconsin2016::begin() {
  open("2016-11-08");
  file_petition();
  ASSERT_EQ(story_.ask("state", "petition.rule", acceptance()).status, "accepted");
  const base::Json law = story_.show("petitions")["petitions"][0]["rulings"][0]["law"];
  EXPECT_EQ(law["law_allows"], "true") << law;
  EXPECT_EQ(law["citation"], "Wis. Stat. 9.01, 5.90 (2015 Act 36)");
  EXPECT_NE(law["in_force"].get<std::string>().find("3 Jul 2015"), std::string::npos) << law;
  state_costs("estimates.csv", "fee.quote");
  story_.now("2016-11-28T23:00:00Z");
  story_.say("state", "fee.announce",
             {{"cents", 349'968'900},
              {"announced_at", "2016-11-28T17:00"},
              {"published_in", "the state's web site"}});
  story_.say("state", "fee.deadline",
             {{"until", "2016-11-29T16:30"}, {"words", "before the recount begins"}});
  story_.say(
      "state", "fee.payment",
      {{"cents", 349'968'900}, {"paid_at", "2016-11-29T15:00"}, {"payer", "the petitioner"}});
  story_.say("state", "calendar.set",
             {{"event", "counting_finishes"}, {"moment", "2016-12-12T20:00"}});
  story_.submit_all_accepted();
  story_.now("2016-11-30T15:00:00Z");
  commit();
}

// All counties but the last four are counted, closed and stated; then these four are late.
void Wisconsin2016::count_most() {
  std::int64_t open_ballots = 0;
  std::int64_t empty_units = 0;
  for (const auto& [county, wards] : wards_) {
    for (const Ward& ward : wards) {
      open_ballots += ballots_of(ward);
      if (sum_of(ward.original) == 0) ++empty_units;
    }
  }
  EXPECT_EQ(empty_units, 137);
  expect_evening(story_, open_ballots);
  story_.now("2016-12-05T15:00:00Z");
  for (const auto& [county, wards] : wards_) {
    if (std::ranges::find(kLastCounties, county) != kLastCounties.end()) continue;
    enter_twice(county);
    close(county);
    give_causes(county);
    story_.say(person(county, "clerk"), "county.statement", statement_of(county));
    for (const Ward& ward : wards) open_ballots -= ballots_of(ward);
  }
  story_.submit_all_accepted();
  expect_evening(story_, open_ballots);
  plan_last(kLastCounties);
  const base::Json progress = story_.show("progress");
  EXPECT_EQ(progress["late"].size(), 4U) << progress["late"];
  EXPECT_EQ(progress["unfinished"].size(), 4U) << progress["unfinished"];
  EXPECT_EQ(progress["units_original"], 0) << "137 units without a vote are units all the same";
}

void Wisconsin2016::finish_last_counties() {
  story_.now("2016-12-10T15:00:00Z");
  for (const std::string& county : kLastCounties) {
    enter_twice(county);
    close(county);
  }
  story_.submit_all_accepted();
  expect_changes(story_.show("changes"));
  for (const std::string& county : kLastCounties) {
    give_causes(county, kWard34);
    if (county == "MILWAUKEE") continue;
    story_.say(person(county, "clerk"), "county.statement", statement_of(county));
  }
  story_.submit_all_accepted();
}

TEST_F(Wisconsin2016, FromThePetitionToTheCertificateWardByWard) {
  begin();
  count_most();
  finish_last_counties();
  EXPECT_EQ(story_.show("changes")["causes_lacking"], 1);
  const base::Json statement = statement_of("MILWAUKEE");
  const Answered unfounded = story_.ask("milwaukee-clerk", "county.statement", statement);
  EXPECT_NE(unfounded.problems.find(kWard34), std::string::npos);
  EXPECT_EQ(story_.ask("state", "certificate.issue", certificate()).status, "refused");
  story_.say("milwaukee-clerk", "cause.assign",
             {{"unit", kWard34},
              {"cause", "TRANSPOSE"},
              {"words", "original total entered as 8 instead of 254"},
              {"minute", "minutes of Milwaukee"}});
  story_.say("milwaukee-clerk", "county.statement", statement);
  story_.submit_all_accepted();
  state_costs("actual.csv", "fee.actual");
  expect_money(story_);

  const Answered issued = story_.ask("state", "certificate.issue", certificate());
  ASSERT_EQ(issued.status, "accepted") << issued.problems;
  ASSERT_EQ(story_.ask("state-2", "approve", {{"entry", issued.position}}).status, "accepted");
  expect_certified(story_);
  expect_a_changed_digit_is_found(story_);
}

TEST_F(Wisconsin2016, TheFourthPlacedMayNotAskUnderTheLawOf2017) {
  open("2018-11-06");
  file_petition();
  const base::Json law = story_.show("petitions")["petitions"][0]["law"];
  EXPECT_EQ(law["law_allows"], "false") << law;
  const Answered answer = story_.ask("state", "petition.rule", acceptance());
  EXPECT_EQ(answer.status, "refused");
}

}  // namespace
}  // namespace recanvass::story
