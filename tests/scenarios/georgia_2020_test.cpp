// G2: the full hand count of Georgia's presidential contest in November 2020, from the state's own
// report of 41,881 batches, through `submit`. Figures of batches and hand totals are published; the
// first counts by county are not in the report, so that the state's difference of first count and
// hand count stands in one county here, which is synthetic.
#include "tests/scenarios/georgia_report.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace recanvass::story {
namespace {

void add_manifests(Story& story, const std::vector<GeorgiaBatch>& batches) {
  std::map<std::string, std::vector<const GeorgiaBatch*>> by_county;
  for (const GeorgiaBatch& batch : batches) by_county[batch.county].push_back(&batch);
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
void move_to_first_count(GeorgiaTotals& reported) {
  const std::map<std::string, std::int64_t> first_count = {
      {"trump", 2'461'468}, {"biden", 2'474'248}, {"jorgensen", 62'131}};
  for (const auto& [choice, votes] : first_count) {
    reported.by_county["fulton"][choice] += votes - reported.whole[choice];
    reported.whole[choice] = votes;
  }
}

void add_returns(Story& story, GeorgiaTotals reported) {
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

std::set<std::string> counties_of(const std::vector<GeorgiaBatch>& batches) {
  std::set<std::string> counties;
  for (const GeorgiaBatch& batch : batches) counties.insert(batch.county);
  return counties;
}

void keep_thirty_counties(std::vector<GeorgiaBatch>& batches) {
  const std::set<std::string> all = counties_of(batches);
  const std::set<std::string> kept(all.begin(), std::next(all.begin(), 30));
  std::erase_if(batches, [&](const GeorgiaBatch& batch) { return !kept.contains(batch.county); });
}

TEST(Georgia2020, AHandCountOfEveryBatchEnteredTwiceBlind) {
  std::vector<GeorgiaBatch> batches = georgia_batches();
  if (batches.empty()) GTEST_SKIP() << "missing " << georgia_report_path();
  ASSERT_EQ(batches.size(), 41'881U);
  ASSERT_EQ(counties_of(batches).size(), 159U);
  GeorgiaTotals hand = totals_of(batches);
  EXPECT_EQ(hand.whole["trump"], 2'462'857);
  EXPECT_EQ(hand.whole["biden"], 2'475'141);
  EXPECT_EQ(hand.whole["jorgensen"], 62'587);
  if (!is_told_in_full()) keep_thirty_counties(batches);
  hand = totals_of(batches);
  const std::set<std::string> counties = counties_of(batches);

  Story story("sos");
  open_georgia(story, counties);
  story.add_person("sos2", "state-officer");
  story.submit_all_accepted();
  add_manifests(story, batches);
  add_returns(story, hand);
  story.submit_all_accepted();
  story.commit_inputs("press.example");

  for (const char* team : {"-team-1", "-team-2"}) {
    for (const GeorgiaBatch& batch : batches) {
      story.say(batch.county + team, "tally.enter", georgia_tally(batch));
    }
  }
  story.submit_all_accepted();

  const base::Json state = story.show("operation");
  EXPECT_EQ(state["batches"], batches.size());
  EXPECT_EQ(state["batches_settled"], batches.size());
}

}  // namespace
}  // namespace recanvass::story
