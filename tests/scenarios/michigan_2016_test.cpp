// G5: Michigan's recount of 2016, of which many precincts were out of balance, through `submit`.
// Votes are the state's returns by precinct (Wayne, Oakland, Macomb) and by county (the other 80).
// Published: 610 of Wayne's 1,680 precincts out of balance, 392 of Detroit's 662; at least 17 in
// Oakland, 7 in Macomb; Rochester Hills 11 with 848 names and 847 ballots; 10,704 votes between the
// two. Made up: which precincts those are and what their worksheets said, 508 absent voter boards
// of Wayne whose votes stand in their precincts' rows, and people.
#include "base/figures.h"
#include "tests/elections/shared_csv.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>

namespace recanvass::story {
namespace {

struct MichiganUnit {
  std::string id;
  std::string name;
  std::string county;
  base::Json votes;
  std::int64_t total = 0;
  std::int64_t out_by = 0;  // poll book less ballots found
  bool as_certified = false;  // the canvass had certified it out of balance by as much
  base::Json lines = nullptr;  // its worksheet, where the story gives one; else out_by and total
};

const std::set<std::string> kByPrecinct = {"wayne", "oakland", "macomb"};

std::string michigan_returns() {
  return std::string(RECANVASS_SHARED_DIR) + "/data/elections/2016/mi/precinct_president_2016.csv";
}

MichiganUnit unit_of(std::string id, std::string name, std::string county) {
  MichiganUnit unit;
  unit.id = std::move(id);
  unit.name = std::move(name);
  unit.county = std::move(county);
  unit.votes = {{"trump", 0}, {"clinton", 0}, {"others", 0}};
  return unit;
}

void add_votes(base::Json& sums, const char* choice, std::int64_t votes) {
  sums[choice] = sums[choice].get<std::int64_t>() + votes;
}

void add_row(MichiganUnit& unit, const test_support::Row& row) {
  const auto number = [&](const char* column) {
    const std::string& text = row.at(column);  // an adjustment can be negative
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  add_votes(unit.votes, "trump", number("trump"));
  add_votes(unit.votes, "clinton", number("clinton"));
  add_votes(unit.votes, "others", number("total") - number("trump") - number("clinton"));
  unit.total += number("total");
}

// Units in the order of the returns. Empty where these are absent.
std::vector<MichiganUnit> read_michigan() {
  std::vector<MichiganUnit> units;
  const auto rows = test_support::read_csv_rows(michigan_returns());
  if (!rows) return units;
  std::map<std::string, std::size_t> counties;
  for (const test_support::Row& row : *rows) {
    const std::string county = id_of(row.at("county"));
    if (kByPrecinct.contains(county)) {
      units.push_back(
          unit_of(fmt::format("{}-{}", county, units.size()), row.at("precinct"), county));
      add_row(units.back(), row);
      continue;
    }
    const auto [place, is_new] = counties.emplace(county, units.size());
    if (is_new) units.push_back(unit_of(county + "-all", row.at("county"), county));
    add_row(units[place->second], row);
  }
  for (int board = 1; board <= 508; ++board) {
    units.push_back(unit_of(fmt::format("wayne-board-{}", board),
                            fmt::format("absent voter board {}", board), "wayne"));
  }
  return units;
}

bool is_in_detroit(const MichiganUnit& unit) { return unit.name.starts_with("DETROIT CITY;"); }

MichiganUnit& unit_named(std::vector<MichiganUnit>& units, const std::string& name) {
  const auto found =
      std::ranges::find_if(units, [&](const MichiganUnit& unit) { return unit.name == name; });
  EXPECT_NE(found, units.end()) << name;
  return *found;
}

// The first units of each place are those out of balance; of Detroit's none was certified so, and
// none of Macomb's.
void put_out_of_balance(std::vector<MichiganUnit>& units) {
  std::map<std::string, int> wanted = {
      {"detroit", 392}, {"wayne", 610 - 392}, {"oakland", 13}, {"macomb", 7}};
  for (MichiganUnit& unit : units) {
    if (!kByPrecinct.contains(unit.county) || !unit.lines.is_null() || unit.total < 50) continue;
    const std::string place = is_in_detroit(unit) ? "detroit" : unit.county;
    if (wanted[place] == 0) continue;
    --wanted[place];
    unit.out_by = 1 + wanted[place] % 4;
    unit.as_certified = place == "wayne" || place == "oakland";
  }
}

struct TableRow {
  const char* key;
  const char* precinct;
  base::Json lines;
  const char* step_2016;
  const char* step_2025;
};

// Poll book, box, tabulator, canvass.
const std::vector<TableRow>& table_rows() {
  static const std::vector<TableRow> rows = {
      {"rochester-hills-11",
       "ROCHESTER HILLS CITY; Ward 1; Precinct 11",
       {{"ballots_issued", 848}, {"ballots_found", 847}, {"certified_imbalance", 1}},
       "not recountable",
       "continue"},
      {"a",
       "ROCHESTER HILLS CITY; Ward 1; Precinct 1",
       {{"ballots_issued", 500},
        {"ballots_found", 500},
        {"tape_total", 500},
        {"canvass_ballots", 500}},
       "continue",
       "continue"},
      {"b",
       "ROCHESTER HILLS CITY; Ward 1; Precinct 2",
       {{"ballots_issued", 500},
        {"ballots_found", 499},
        {"tape_total", 499},
        {"canvass_ballots", 500}},
       "not recountable",
       "continue"},
      {"c",
       "ROCHESTER HILLS CITY; Ward 1; Precinct 3",
       {{"ballots_issued", 500},
        {"ballots_found", 497},
        {"tape_total", 500},
        {"certified_imbalance", 1}},
       "not recountable",
       "not recountable"},
      {"d",
       "ROCHESTER HILLS CITY; Ward 1; Precinct 4",
       {{"ballots_issued", 500}, {"ballots_found", 500}},
       "not recountable",
       "not recountable"},
      {"e",
       "ROCHESTER HILLS CITY; Ward 1; Precinct 5",
       {{"ballots_issued", 500}, {"ballots_found", 500}},
       "explain",
       "not recountable"},
      {"f",
       "ROCHESTER HILLS CITY; Ward 1; Precinct 6",
       {{"ballots_issued", 500}, {"ballots_found", 499}},
       "continue",
       "continue"}};
  return rows;
}

base::Json lines_of(const MichiganUnit& unit) {
  if (!unit.lines.is_null()) return unit.lines;
  base::Json lines = {{"ballots_issued", unit.total + unit.out_by}, {"ballots_found", unit.total}};
  if (unit.out_by > 0) {
    lines["tape_total"] = unit.total + unit.out_by;
    lines["certified_imbalance"] = unit.as_certified ? unit.out_by : 0;
  }
  return lines;
}

class Michigan2016 : public testing::Test {
 protected:
  void SetUp() override {
    units_ = read_michigan();
    if (units_.empty()) GTEST_SKIP() << "missing " << michigan_returns();
    for (const TableRow& row : table_rows()) {
      MichiganUnit& unit = unit_named(units_, row.precinct);
      unit.lines = row.lines;
      ids_[row.key] = unit.id;
    }
    put_out_of_balance(units_);
  }

  void open_operation() {
    base::Json counties = base::Json::array();
    std::set<std::string> ids;
    for (const MichiganUnit& unit : units_) {
      if (ids.insert(unit.county).second) {
        counties.push_back({{"id", unit.county}, {"name", unit.county}});
      }
    }
    ASSERT_EQ(ids.size(), 83U);
    story_.say("state", "operation.open",
               {{"origin", "elections.example/mi-2016"},
                {"name", "President, Michigan, recount of 2016"},
                {"election", "us-2016-president"},
                {"jurisdiction", "us-mi"},
                {"contest", "president"},
                {"vote_for", 1},
                {"choices",
                 {{{"id", "trump"}, {"name", "Donald J. Trump"}},
                  {{"id", "clinton"}, {"name", "Hillary Clinton"}},
                  {{"id", "others"}, {"name", "All others"}}}},
                {"counties", counties},
                {"policy", "us-mi-2016"},
                {"law_day", "2016-11-08"},
                {"officer_name", "State officer 1"},
                {"officer_key", story_.make_key("state")}});
    for (const std::string& county : kByPrecinct) {
      story_.add_person(county + "-clerk", "county-officer", county);
      story_.add_person(county + "-team-1", "counter", county);
      story_.add_person(county + "-team-2", "counter", county);
    }
    story_.add_person("state-2", "state-officer");
    story_.submit_all_accepted();
  }

  // Forty precincts share a container; the table's have one each.
  [[nodiscard]] std::string container_of(const MichiganUnit& unit) const {
    if (!unit.lines.is_null()) return "box-" + unit.id;
    const auto index = static_cast<std::size_t>(&unit - units_.data());
    return fmt::format("{}-box-{}", unit.county, index / 40);
  }

  void hand_in() {
    std::map<std::string, std::vector<const MichiganUnit*>> by_county;
    for (const MichiganUnit& unit : units_) by_county[unit.county].push_back(&unit);
    for (const auto& [county, listed] : by_county) {
      for (std::size_t begin = 0; begin < listed.size(); begin += 200) {
        add_part(county, {listed.begin() + static_cast<std::ptrdiff_t>(begin),
                          listed.begin() +
                              static_cast<std::ptrdiff_t>(std::min(begin + 200, listed.size()))});
      }
    }
    story_.say("state", "outcome.report",
               {{"votes", {{"trump", 2'279'543}, {"clinton", 2'268'839}, {"others", 250'902}}},
                {"source", "state canvassers, November 2016"}});
    story_.submit_all_accepted();
  }

  void add_part(const std::string& county, const std::vector<const MichiganUnit*>& part) {
    base::Json batches = base::Json::array();
    base::Json units = base::Json::array();
    for (const MichiganUnit* unit : part) {
      batches.push_back({{"batch", unit->id + "/1"},
                         {"container", container_of(*unit)},
                         {"unit", unit->id},
                         {"ballots", unit->total}});
      units.push_back({{"unit", unit->id}, {"name", unit->name}, {"votes", unit->votes}});
    }
    story_.say("state", "manifest.add", {{"county", county}, {"batches", batches}});
    story_.say("state", "returns.add", {{"county", county}, {"units", units}});
  }

  void open_containers() {
    std::set<std::string> opened;
    for (const MichiganUnit& unit : units_) {
      if (!kByPrecinct.contains(unit.county) || !opened.insert(container_of(unit)).second) continue;
      base::Json record = {{"container", container_of(unit)}, {"county", unit.county}};
      if (unit.id != ids_["e"]) record["seal"] = "0123";
      story_.say(unit.county + "-clerk", "container.record", record);
      base::Json taken_out = {
          {"container", container_of(unit)}, {"seal", "0123"}, {"handled_by", {"Lee", "Kim"}}};
      if (unit.id == ids_["d"]) {
        taken_out["condition"] = "broken";
        taken_out["packages"] = "loose";
      }
      story_.say(unit.county + "-clerk", "container.open", taken_out);
    }
    story_.submit_all_accepted();
  }

  void fill_worksheets() {
    for (const MichiganUnit& unit : units_) {
      if (!kByPrecinct.contains(unit.county)) continue;
      story_.say(unit.county + "-clerk", "unit.figures",
                 {{"unit", unit.id}, {"figures", lines_of(unit)}});
    }
    story_.submit_all_accepted();
  }

  // The difference is what the explanation explains, and the board rules on it.
  void explain(const std::string& unit, std::int64_t ballots, bool is_sworn) {
    const Answered explained = story_.ask("oakland-clerk", "unit.explain",
                                          {{"unit", unit},
                                           {"rule", ballots == 0 ? "I11" : "R3"},
                                           {"code", "LEFT"},
                                           {"words", "as the precinct's chair says"},
                                           {"ballots", ballots},
                                           {"sworn", is_sworn},
                                           {"kept_secure", is_sworn},
                                           {"minute", "page 3"}});
    ASSERT_EQ(explained.status, "accepted") << explained.problems;
    const Answered ruled = story_.ask("state", "explanation.rule",
                                      {{"unit", unit},
                                       {"explanation", explained.position},
                                       {"ruling", "accepted"},
                                       {"minute", "page 4"}});
    ASSERT_EQ(ruled.status, "accepted") << ruled.problems;
  }

  /// What the policy says of each of the table's rows, by its key.
  std::map<std::string, std::string> steps() {
    const base::Json view = story_.show("reconciliation", "state", {"--county", "oakland"});
    std::map<std::string, std::string> by_key;
    for (const base::Json& unit : view["units"]) {
      for (const auto& [key, id] : ids_) {
        if (unit["unit"] == id) by_key[key] = unit["policy_step"]["step"].get<std::string>();
      }
    }
    return by_key;
  }

  static std::map<std::string, std::string> steps_wanted(const char* TableRow::* under_rule) {
    std::map<std::string, std::string> by_key;
    for (const TableRow& row : table_rows()) by_key[row.key] = row.*under_rule;
    return by_key;
  }

  void change_policy(const std::string& policy) {
    const Answered asked =
        story_.ask("state", "policy.change", {{"policy", policy}, {"reason", "2024 PA 74"}});
    ASSERT_EQ(asked.status, "accepted") << asked.problems;
    const Answered alone = story_.ask("state", "approve", {{"entry", asked.position}});
    EXPECT_EQ(alone.causes, std::vector<std::string>{"approve.same-person"});
    const Answered second = story_.ask("state-2", "approve", {{"entry", asked.position}});
    ASSERT_EQ(second.status, "accepted") << second.problems;
  }

  void prepare() {
    open_operation();
    hand_in();
    const MichiganUnit& first = unit_named(units_, table_rows()[0].precinct);
    story_.submit_all_accepted();
    const Answered early = story_.ask(
        "oakland-clerk", "container.open",
        {{"container", container_of(first)}, {"seal", "0123"}, {"handled_by", {"Lee", "Kim"}}});
    EXPECT_EQ(early.causes, std::vector<std::string>{"order.commitment"});
    story_.commit_inputs("press.example");
    open_containers();
    fill_worksheets();
  }

  std::int64_t votes_in(const std::function<bool(const MichiganUnit&)>& is_meant) const {
    std::int64_t votes = 0;
    for (const MichiganUnit& unit : units_) votes += is_meant(unit) ? unit.total : 0;
    return votes;
  }

  Story story_{"state"};
  std::vector<MichiganUnit> units_;
  std::map<std::string, std::string> ids_;  // of the table's rows
};

TEST_F(Michigan2016, PrecinctsThatCannotBeRecountedStandAgainstTheMarginUnderEitherRule) {
  prepare();
  explain(ids_["f"], -2, false);
  EXPECT_EQ(steps()["f"], "not recountable") << "two explained, one missing";
  explain(ids_["f"], 1, true);
  EXPECT_EQ(steps(), steps_wanted(&TableRow::step_2016));
  base::Json view = story_.show("recountability", "state");
  EXPECT_EQ(view["by_county"], (base::Json{{"wayne", 610}, {"oakland", 17}, {"macomb", 7}}));
  EXPECT_EQ(view["not_recountable"], 634);
  const auto is_table_row = [&](const MichiganUnit& unit, const std::set<std::string>& keys) {
    return std::ranges::any_of(keys, [&](const auto& key) { return ids_.at(key) == unit.id; });
  };
  const std::int64_t votes_2016 = votes_in([&](const MichiganUnit& unit) {
    return unit.out_by > 0 || is_table_row(unit, {"rochester-hills-11", "b", "c", "d"});
  });
  EXPECT_EQ(view["votes"], votes_2016);
  EXPECT_EQ(view["reported_margin"], 10'704);
  EXPECT_EQ(view["sentence"],
            fmt::format("634 units that cannot be recounted hold {} votes; the reported margin is "
                        "10,704 votes; 80 units are not decided; 1 more unit wants an "
                        "explanation or a decision of the board",
                        base::grouped(votes_2016)))
      << "the counties that are not told by precinct";
  std::int64_t in_detroit = 0;
  for (const base::Json& row : view["units"]) {
    const bool is_meant = row["name"].get<std::string>().starts_with("DETROIT CITY;");
    in_detroit += is_meant && row["step"] == "not recountable" ? 1 : 0;
  }
  EXPECT_EQ(in_detroit, 392);
  EXPECT_EQ(std::ranges::count_if(units_, is_in_detroit), 662);

  EXPECT_EQ(story_.ask("state", "policy.change", {{"policy", "us-mi"}, {"reason", "x"}}).causes,
            std::vector<std::string>{"policy.unknown"});
  change_policy("us-mi-2025");
  EXPECT_EQ(steps(), steps_wanted(&TableRow::step_2025));
  view = story_.show("recountability", "state");
  EXPECT_EQ(view["by_county"], (base::Json{{"wayne", 392}, {"oakland", 3}, {"macomb", 7}}));
  EXPECT_EQ(view["votes"], votes_in([&](const MichiganUnit& unit) {
              return (unit.out_by > 0 && !unit.as_certified) || is_table_row(unit, {"c", "d", "e"});
            }));
  EXPECT_EQ(view["policy"]["changes"][0]["by"], "state");
  EXPECT_EQ(view["policy"]["changes"][0]["approved_by"], "state-2");
  EXPECT_EQ(view["policy"]["changes"][0]["from"], "us-mi-2016");
  explain(ids_["d"], 0, true);
  EXPECT_EQ(steps()["d"], "continue") << "sworn that the ballots were kept secure";
}

TEST_F(Michigan2016, AStopByCourtOrderOnTheThirdDaySealsTheWorkAndLosesNothing) {
  open_operation();
  hand_in();
  story_.commit_inputs("press.example");
  const auto place = std::ranges::find(units_, "macomb", &MichiganUnit::county);
  const MichiganUnit& counted = *place;
  const MichiganUnit& half = *std::next(place);
  const auto tally = [](const MichiganUnit& unit) {
    return base::Json{{"batch", unit.id + "/1"},
                      {"ballots", unit.total},
                      {"votes", unit.votes},
                      {"blank", 0},
                      {"over", 0}};
  };
  const base::Json box = {
      {"container", container_of(counted)}, {"seal", "0123"}, {"handled_by", {"Lee", "Kim"}}};
  story_.say("macomb-clerk", "container.record",
             {{"container", container_of(counted)}, {"county", "macomb"}, {"seal", "0123"}});
  story_.say("macomb-clerk", "container.open", box);
  story_.say("macomb-team-1", "tally.enter", tally(counted));
  story_.say("macomb-team-2", "tally.enter", tally(counted));
  story_.say("macomb-team-1", "tally.enter", tally(half));
  story_.say("state", "order.record",
             {{"order", "o-1"},
              {"court", "U.S. District Court, E.D. Mich."},
              {"case", "No. 16-14233"},
              {"made_at", "2016-12-07T19:00"},
              {"orders", "stay"},
              {"words", "the earlier order that the recount go on is dissolved"}});
  story_.say("state", "stay.record",
             {{"stay", "s-1"}, {"order", "o-1"}, {"from", "2016-12-07T19:30"}, {"words", "stop"}});
  story_.submit_all_accepted();

  const std::int64_t entries = story_.show("operation")["entries"].get<std::int64_t>();
  EXPECT_TRUE(story_.show("orders")["stayed"].get<bool>());
  const std::vector<std::string> stayed = {"order.stay"};
  EXPECT_EQ(story_.ask("macomb-team-2", "tally.enter", tally(half)).causes, stayed);
  EXPECT_EQ(story_.ask("macomb-clerk", "count.sign-off", {{"unit", counted.id}}).causes, stayed);
  EXPECT_EQ(story_.show("operation")["entries"], entries) << "a refusal is no entry";
  base::Json resealed = box;
  resealed["seal"] = "new seal";
  const Answered sealed = story_.ask("macomb-clerk", "container.close", resealed);
  EXPECT_EQ(sealed.status, "accepted") << sealed.problems;
  EXPECT_EQ(story_.ask("macomb-clerk", "container.open", box).causes, stayed);
  EXPECT_EQ(story_.show("operation")["batches_settled"], 1);

  const Answered lifted = story_.ask(
      "state", "stay.lift",
      {{"stay", "s-1"}, {"lifted_at", "2016-12-09T09:00"}, {"words", "as a rehearsal has it"}});
  ASSERT_EQ(lifted.status, "accepted") << lifted.problems;
  story_.say("macomb-team-2", "tally.enter", tally(half));
  story_.say("macomb-clerk", "count.sign-off", {{"unit", counted.id}});
  story_.submit_all_accepted();
  EXPECT_EQ(story_.show("operation")["batches_settled"], 2);
}

}  // namespace
}  // namespace recanvass::story
