// G2: the full hand count of Georgia's presidential contest in November 2020, from the state's own
// report of 41,881 batches, through `submit`. Figures of batches and hand totals are published; the
// first counts by county are not in the report, so that the state's difference of first count and
// hand count stands in one county here, which is synthetic.
#include "tests/elections/shared_csv.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>

namespace recanvass::story {
namespace {

constexpr std::array<const char*, 3> kChoices = {"trump", "biden", "jorgensen"};

struct Batch {
  std::string county;
  std::string id;
  std::array<std::int64_t, 3> votes{};
  std::int64_t write_ins = 0;  // valid and invalid
  std::int64_t blank = 0;
  std::int64_t over = 0;

  [[nodiscard]] std::int64_t ballots() const {
    return votes[0] + votes[1] + votes[2] + write_ins + blank + over;
  }
};

std::string report_path() {
  return std::string(RECANVASS_SHARED_DIR) +
         "/data/audits/georgia2020/arlo_audit_report_2020-11-19.csv.gz";
}

std::int64_t whole(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Some of Fulton's names end in a tab, which is no character of a name.
std::string trimmed(std::string name) {
  while (!name.empty() && (name.back() == '\t' || name.back() == ' ')) name.pop_back();
  return name;
}

Batch batch_of(const std::vector<std::string>& row, std::set<std::string>& ids) {
  Batch batch;
  batch.county = id_of(row[0]);
  batch.id = fmt::format("{}/{}/{}", batch.county, id_of(row[2]), trimmed(row[1]));
  for (int again = 2; !ids.insert(batch.id).second; ++again) {
    batch.id = fmt::format("{}/{}/{} ({})", batch.county, id_of(row[2]), trimmed(row[1]), again);
  }
  for (std::size_t i = 0; i < 3; ++i) batch.votes[i] = whole(row[3 + i]);
  batch.write_ins = whole(row[6]) + whole(row[7]);
  batch.blank = whole(row[8]);
  batch.over = whole(row[9]);
  return batch;
}

// Empty when the report is absent.
std::vector<Batch> read_batches() {
  std::vector<Batch> batches;
  if (!std::filesystem::exists(report_path())) return batches;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> unpacked(
      popen(("gzip -dc '" + report_path() + "'").c_str(), "r"), pclose);
  if (!unpacked) return batches;
  std::set<std::string> ids;
  std::array<char, 4096> buffer{};
  bool in_batches = false;
  while (std::fgets(buffer.data(), buffer.size(), unpacked.get()) != nullptr) {
    std::string line = buffer.data();
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    if (line == "######## BATCH RESULTS ########") {
      in_batches = true;
      std::ignore = std::fgets(buffer.data(), buffer.size(), unpacked.get());  // the header
    } else if (in_batches && !line.empty()) {
      batches.push_back(batch_of(test_support::split_csv_line(line), ids));
    }
  }
  return batches;
}

base::Json choices_json() {
  return {{{"id", "trump"}, {"name", "Donald J. Trump"}},
          {{"id", "biden"}, {"name", "Joseph R. Biden"}},
          {{"id", "jorgensen"}, {"name", "Jo Jorgensen"}},
          {{"id", "write-in"}, {"name", "Write-in"}}};
}

base::Json tally_json(const Batch& batch) {
  return {{"batch", batch.id},
          {"ballots", batch.ballots()},
          {"votes",
           {{"trump", batch.votes[0]},
            {"biden", batch.votes[1]},
            {"jorgensen", batch.votes[2]},
            {"write-in", batch.write_ins}}},
          {"blank", batch.blank},
          {"over", batch.over}};
}

// Opens the state with its counties, an officer, and for each county a clerk, a supervisor and two
// teams.
void open_georgia(Story& story, const std::set<std::string>& counties) {
  base::Json county_list = base::Json::array();
  for (const std::string& county : counties) {
    county_list.push_back({{"id", county}, {"name", county}});
  }
  story.say("sos", "operation.open",
            {{"origin", "elections.example/ga-2020-hand-count"},
             {"name", "President, Georgia, full hand count of November 2020"},
             {"election", "us-2020-president"},
             {"jurisdiction", "us-ga"},
             {"contest", "president"},
             {"vote_for", 1},
             {"choices", choices_json()},
             {"counties", county_list},
             {"policy", "us-ga-2020"},
             {"law_day", "2020-11-03"},
             {"officer_name", "State officer 1"},
             {"officer_key", story.make_key("sos")}});
  story.add_person("sos2", "state-officer");
  for (const std::string& county : counties) {
    story.add_person(county + "-clerk", "county-officer", county);
    story.add_person(county + "-supervisor", "supervisor", county);
    story.add_person(county + "-team-1", "counter", county);
    story.add_person(county + "-team-2", "counter", county);
  }
  story.submit_all_accepted();
}

struct Totals {
  std::map<std::string, std::map<std::string, std::int64_t>> by_county;
  std::map<std::string, std::int64_t> whole;
};

Totals totals_of(const std::vector<Batch>& batches) {
  Totals totals;
  for (const Batch& batch : batches) {
    for (std::size_t i = 0; i < 3; ++i) {
      totals.by_county[batch.county][kChoices[i]] += batch.votes[i];
      totals.whole[kChoices[i]] += batch.votes[i];
    }
    totals.by_county[batch.county]["write-in"] += batch.write_ins;
    totals.whole["write-in"] += batch.write_ins;
  }
  return totals;
}

void add_manifests(Story& story, const std::vector<Batch>& batches) {
  std::map<std::string, std::vector<const Batch*>> by_county;
  for (const Batch& batch : batches) by_county[batch.county].push_back(&batch);
  for (const auto& [county, listed] : by_county) {
    for (std::size_t begin = 0; begin < listed.size(); begin += 300) {
      base::Json part = base::Json::array();
      for (std::size_t i = begin; i < std::min(begin + 300, listed.size()); ++i) {
        part.push_back({{"batch", listed[i]->id},
                        {"container", county + "-1"},
                        {"unit", county},
                        {"ballots", listed[i]->ballots()}});
      }
      story.say(county + "-clerk", "manifest.add", {{"county", county}, {"batches", part}});
    }
  }
}

// The state's first count, which differs from the hand count in Fulton alone here.
void move_to_first_count(Totals& reported) {
  const std::map<std::string, std::int64_t> first_count = {
      {"trump", 2'461'468}, {"biden", 2'474'248}, {"jorgensen", 62'131}};
  for (const auto& [choice, votes] : first_count) {
    reported.by_county["fulton"][choice] += votes - reported.whole[choice];
    reported.whole[choice] = votes;
  }
}

void add_returns(Story& story, Totals reported) {
  if (reported.by_county.contains("fulton")) move_to_first_count(reported);
  for (const auto& [county, votes] : reported.by_county) {
    story.say(
        county + "-clerk", "returns.add",
        {{"county", county}, {"units", {{{"unit", county}, {"name", county}, {"votes", votes}}}}});
  }
  story.say("sos", "outcome.report", {{"votes", reported.whole}, {"source", "first count"}});
}

// All counties take minutes with a program that is not optimised: then the first thirty are told.
bool is_told_in_full() { return std::getenv("RECANVASS_FULL_STORIES") != nullptr; }

std::set<std::string> counties_of(const std::vector<Batch>& batches) {
  std::set<std::string> counties;
  for (const Batch& batch : batches) counties.insert(batch.county);
  return counties;
}

void keep_thirty_counties(std::vector<Batch>& batches) {
  const std::set<std::string> all = counties_of(batches);
  const std::set<std::string> kept(all.begin(), std::next(all.begin(), 30));
  std::erase_if(batches, [&](const Batch& batch) { return !kept.contains(batch.county); });
}

TEST(Georgia2020, AHandCountOfEveryBatchEnteredTwiceBlind) {
  std::vector<Batch> batches = read_batches();
  if (batches.empty()) GTEST_SKIP() << "missing " << report_path();
  ASSERT_EQ(batches.size(), 41'881U);
  ASSERT_EQ(counties_of(batches).size(), 159U);
  Totals hand = totals_of(batches);
  EXPECT_EQ(hand.whole["trump"], 2'462'857);
  EXPECT_EQ(hand.whole["biden"], 2'475'141);
  EXPECT_EQ(hand.whole["jorgensen"], 62'587);
  if (!is_told_in_full()) keep_thirty_counties(batches);
  hand = totals_of(batches);
  const std::set<std::string> counties = counties_of(batches);

  Story story("sos");
  open_georgia(story, counties);
  add_manifests(story, batches);
  add_returns(story, hand);
  story.submit_all_accepted();
  story.commit_inputs("press.example");

  for (const char* team : {"-team-1", "-team-2"}) {
    for (const Batch& batch : batches) {
      story.say(batch.county + team, "tally.enter", tally_json(batch));
    }
  }
  story.submit_all_accepted();

  const base::Json state = story.show("operation");
  EXPECT_EQ(state["batches"], batches.size());
  EXPECT_EQ(state["batches_settled"], batches.size());
}

}  // namespace
}  // namespace recanvass::story
