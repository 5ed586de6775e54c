// Wisconsin's recount of 2016 through commands: 3,636 units as first counted and as recounted, from
// the ward-by-ward file. Published: totals, units changed, the margin before and after, Milwaukee's
// Ward 34. Synthetic: one batch a unit, with as many ballots as the larger of its two sums of
// votes, and two counting teams.
#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

struct WardCount {
  std::vector<std::int64_t> original;
  std::vector<std::int64_t> recount;
};

struct Wards {
  std::vector<std::string> choices;
  std::map<std::string, std::map<std::string, WardCount>> by_county;  // then by unit
};

// Names of the file hold commas inside quotation marks.
std::vector<std::string> cells_of_row(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::int64_t number_of_cell(const std::string& cell) {
  std::int64_t value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

std::string wards_path() {
  const char* shared = std::getenv("RECANVASS_SHARED");
  return std::string(shared != nullptr ? shared : RECANVASS_SHARED_DIR) +
         "/data/elections/2016/wi/wards_president_original_and_recount.csv";
}

Wards read_wards(std::istream& file) {
  Wards wards;
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> header = cells_of_row(line);
  wards.choices.assign(header.begin() + 5, header.end());
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = cells_of_row(line);
    WardCount& ward = wards.by_county[cells[0]][cells[0] + ", " + cells[2]];
    std::vector<std::int64_t> votes;
    for (std::size_t i = 5; i < cells.size(); ++i) votes.push_back(number_of_cell(cells[i]));
    (cells[3] == "original" ? ward.original : ward.recount) = votes;
  }
  return wards;
}

std::int64_t sum_of_ward(const std::vector<std::int64_t>& votes) {
  std::int64_t sum = 0;
  for (const std::int64_t number : votes) sum += number;
  return sum;
}

// Enough for either count, so that the first count of an open unit bounds it.
std::int64_t ballots_of_ward(const WardCount& ward) {
  return std::max(sum_of_ward(ward.original), sum_of_ward(ward.recount));
}

base::Json votes_by_choice(const Wards& wards, const std::vector<std::int64_t>& votes) {
  base::Json json = base::Json::object();
  for (std::size_t i = 0; i < votes.size(); ++i) json[wards.choices[i]] = votes[i];
  return json;
}

void must_do(Operation& operation, const Command& command) {
  const Causes causes = do_command(operation, command);
  RECANVASS_CHECK(causes.empty());
}

Command opening_of_wisconsin(const Wards& wards) {
  Command command = fixture::opening();
  command.body["choices"] = base::Json::array();
  for (const std::string& choice : wards.choices) {
    command.body["choices"].push_back({{"id", choice}, {"name", choice}});
  }
  command.body["counties"] = base::Json::array();
  for (const auto& [county, units] : wards.by_county) {
    command.body["counties"].push_back({{"id", county}, {"name", county}});
  }
  return command;
}

void commit_county(Operation& operation, const Wards& wards, const std::string& county) {
  base::Json batches = base::Json::array();
  base::Json units = base::Json::array();
  for (const auto& [unit, ward] : wards.by_county.at(county)) {
    batches.push_back({{"batch", "B " + unit},
                       {"container", "C " + unit},
                       {"unit", unit},
                       {"ballots", ballots_of_ward(ward)}});
    units.push_back(
        {{"unit", unit}, {"name", unit}, {"votes", votes_by_choice(wards, ward.original)}});
  }
  must_do(operation, command_of("manifest.add", "wec", {{"county", county}, {"batches", batches}}));
  must_do(operation, command_of("returns.add", "wec", {{"county", county}, {"units", units}}));
}

Operation wisconsin_published(const Wards& wards) {
  Operation operation = empty_operation(fixture::no_law());
  must_do(operation, opening_of_wisconsin(wards));
  must_do(operation, fixture::account("wec2", "state-officer", 2));
  std::uint8_t key = 10;
  for (const char* team : {"team-1", "team-2", "clerk"}) {
    Command account = fixture::account(team, "county-officer", ++key);
    account.body["county"] = wards.by_county.begin()->first;
    must_do(operation, account);
    operation.people.accounts.at(team).county.clear();  // one team for the whole state
  }
  std::vector<std::int64_t> outcome(wards.choices.size());
  for (const auto& [county, units] : wards.by_county) {
    commit_county(operation, wards, county);
    for (const auto& [unit, ward] : units) {
      for (std::size_t i = 0; i < outcome.size(); ++i) outcome[i] += ward.original[i];
    }
  }
  must_do(operation,
          command_of("outcome.report", "wec",
                     {{"votes", votes_by_choice(wards, outcome)}, {"source", "canvass"}}));
  must_do(operation, fixture::publication(operation));
  const ledger::VerifierKey witness{"press.example", ledger::SignerKind::Witness,
                                    fixture::witness_key().public_key()};
  must_do(operation, command_of("witness.add", "wec", {{"verifier_key", witness.text()}}));
  must_do(operation, fixture::witnessing(operation));
  return operation;
}

void count_unit(Operation& operation, const Wards& wards, const std::string& unit,
                const WardCount& ward) {
  for (const char* team : {"team-1", "team-2"}) {
    must_do(operation, command_of("tally.enter", team,
                                  {{"batch", "B " + unit},
                                   {"ballots", ballots_of_ward(ward)},
                                   {"votes", votes_by_choice(wards, ward.recount)},
                                   {"blank", ballots_of_ward(ward) - sum_of_ward(ward.recount)},
                                   {"over", 0}}));
  }
  must_do(operation, command_of("count.sign-off", "clerk", {{"unit", unit}}));
}

void count_county(Operation& operation, const Wards& wards, const std::string& county) {
  for (const auto& [unit, ward] : wards.by_county.at(county)) {
    count_unit(operation, wards, unit, ward);
    if (ward.original != ward.recount) {
      must_do(operation, fixture::cause_for(unit, "TRANSPOSE"));
    }
  }
  must_do(operation, fixture::statement(county));
}

void check_evening(const Operation& operation, const Wards& wards, std::int64_t counties_open) {
  std::int64_t ballots = 0;
  for (const auto& [county, units] : wards.by_county) {
    if (operation.deciding.county_statements.contains(county)) continue;
    for (const auto& [unit, ward] : units) ballots += ballots_of_ward(ward);
  }
  const base::Json view = fixture::view_of(operation, "flip");
  EXPECT_EQ(view["open_ballots"], ballots) << counties_open;
  const auto low = view["last_seat"]["low"].get<std::int64_t>();
  const auto high = view["last_seat"]["high"].get<std::int64_t>();
  EXPECT_EQ(high - low, 2 * ballots) << counties_open;
}

void check_end(const Operation& operation) {
  const base::Json changes = fixture::view_of(operation, "changes");
  EXPECT_EQ(changes["units_changed"], 2'340);
  EXPECT_EQ(changes["units_unchanged"], 1'296);
  EXPECT_EQ(changes["units_changed_top_two"], 1'428);
  EXPECT_EQ(changes["total_before"], 2'975'753);
  EXPECT_EQ(changes["total_after"], 2'976'150);
  EXPECT_EQ(changes["margin_before"], 22'617);
  EXPECT_EQ(changes["margin_after"], 22'748);
  EXPECT_EQ(changes["gross"], 17'681);
  EXPECT_EQ(changes["causes_lacking"], 0);
  const base::Json flip = fixture::view_of(operation, "flip");
  EXPECT_EQ(flip["last_seat"]["now"], 22'748);
  EXPECT_EQ(flip["change"], 131);
  EXPECT_EQ(flip["verdict"], "decided");
  EXPECT_EQ(flip["sentence"], "Decided: trump leads clinton by 22,748 votes, and nothing is open.");
}

TEST(Wisconsin2016, CountedCountyByCountyWithAllItsCausesAndCertified) {
  std::ifstream file(wards_path());
  if (!file) GTEST_SKIP() << wards_path();
  const Wards wards = read_wards(file);
  ASSERT_EQ(wards.by_county.size(), 72U);
  Operation operation = wisconsin_published(wards);
  ASSERT_EQ(operation.commitment.units.size(), 3'636U);
  EXPECT_EQ(fixture::view_of(operation, "flip")["last_seat"]["now"], 22'617);
  std::int64_t open = 72;
  for (const auto& [county, units] : wards.by_county) {
    count_county(operation, wards, county);
    if (--open % 24 == 0) check_evening(operation, wards, open);
  }
  check_end(operation);
  const std::string ward_34 = "MILWAUKEE, CITY OF MILWAUKEE Ward 34";
  const base::Json changes = fixture::view_of(operation, "changes", {.unit = ward_34});
  ASSERT_EQ(changes["changed"].size(), 1U);
  EXPECT_EQ(changes["changed"][0]["total_before"], 855);
  EXPECT_EQ(changes["changed"][0]["total_after"], 1'102);
  EXPECT_EQ(fixture::do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  const Certificate* certificate = operation.deciding.certificate_in_force();
  ASSERT_NE(certificate, nullptr);
  EXPECT_EQ(certificate->votes.at("trump"), 1'405'284);
  EXPECT_EQ(certificate->votes.at("clinton"), 1'382'536);
  EXPECT_EQ(certificate->votes.at("stein"), 31'072);
}

}  // namespace
}  // namespace recanvass::workflow
