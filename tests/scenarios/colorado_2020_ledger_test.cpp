// Story G3 on a ledger: the rows of Colorado's audit of November 2020 that the story prints, and
// Dove Creek's of November 2024, drawn, read, shown and measured round by round through `submit`,
// published, and verified. Published: margins, cards, discrepancies and when they were found,
// sizes, the number of each cause. Synthetic: votes beside the margin, which card errs, batches,
// and that the state's cards lie in one list and each county's in another.
#include "tests/scenarios/audit_story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace recanvass::story {
namespace {

const std::string kSeed2020 = "92076602804272786701";
const std::string kSeed2024 = "53417960661093690826";

// The first draw from place `from` on of a card that is drawn just `times` times in all.
std::int64_t card_drawn(const std::vector<std::int64_t>& draws, std::size_t from,
                        std::ptrdiff_t times = 1) {
  for (std::size_t i = from; i < draws.size(); ++i) {
    const bool before = std::find(draws.begin(), draws.begin() + static_cast<std::ptrdiff_t>(i),
                                  draws[i]) != draws.begin() + static_cast<std::ptrdiff_t>(i);
    if (!before && std::ranges::count(draws, draws[i]) == times) return draws[i];
  }
  ADD_FAILURE() << "no card is drawn " << times << " times";
  return 0;
}

// What one contest of a round is: draws, overs, unders, met.
std::string round_row(const base::Json& round, const std::string& id) {
  const base::Json contest = contest_of(round, id);
  std::string text;
  for (const char* name : {"draws", "one_over", "two_over", "one_under", "two_under"}) {
    text += contest[name].dump() + " ";
  }
  return text + contest["met"].get<std::string>();
}

// Cards that are needed with what was found: those drawn and those still missing.
std::int64_t cards_needed(const base::Json& round, const std::string& id) {
  const base::Json contest = contest_of(round, id);
  return contest["draws"].get<std::int64_t>() + contest.value("more", std::int64_t{0});
}

double risk_in(const base::Json& round, const std::string& id) {
  return risk_value(contest_of(round, id)["risk"]);
}

// The causes of the state's report of discrepancies, as they are called here.
const std::vector<std::pair<std::string, int>> kCauses2020 = {
    {"wrong-ballot", 185},      {"audit-board-error", 57},       {"name-spelling", 26},
    {"adjudication-error", 23}, {"voting-system-limitation", 9}, {"ambiguous-mark", 6}};

// 305 rows of other contests beside the one of Proposition 114.
void add_other_discrepancies(AuditStory& audit, const std::vector<std::int64_t>& draws) {
  int left = 305;
  for (std::size_t i = 0; i < 473 && left > 0; ++i, --left) {
    audit.records[{"state", draws[i], "other-contests"}] = "no";
    audit.papers[{"state", draws[i], "other-contests"}] = "yes";
  }
}

void name_causes(AuditStory& audit) {
  std::vector<std::string> causes;
  for (const auto& [cause, rows] : kCauses2020) {
    causes.insert(causes.end(), static_cast<std::size_t>(rows), cause);
  }
  const base::Json found = audit.story().show("card-discrepancies")["discrepancies"];
  ASSERT_EQ(found.size(), causes.size());
  for (std::size_t i = 0; i < causes.size(); ++i) {
    audit.say_cause(found[i]["list"], found[i]["card"], causes[i]);
  }
  audit.story().submit_all_accepted();
}

TEST(Colorado2020Ledger, ThreeStatewideContestsMeetTheirLimitsAtThePublishedSizes) {
  constexpr std::int64_t kCards = 4'114'582;
  const auto draws = counter_draws(kSeed2020, kCards, 954);
  AuditStory audit(
      "Colorado 2020 statewide",
      {{"electors", "Presidential Electors", 436'202, kCards, "0.04", {"state"}},
       {"senator", "United States Senator", 298'586, kCards, "0.04", {"state"}},
       {"proposition-114", "Proposition 114", 58'323, kCards, "0.04", {"state"}},
       {"other-contests", "Other contests", 400'000, kCards, "0.04", {"state"}, false}},
      {{"state", kCards, {draws.begin(), draws.end()}}});
  const std::int64_t erring = card_drawn(draws, 400);
  audit.records[{"state", erring, "proposition-114"}] = "yes";
  audit.papers[{"state", erring, "proposition-114"}] = "no";
  add_other_discrepancies(audit, draws);
  audit.open(kSeed2020);
  std::int64_t drawn = 0;
  const auto round_to = [&](std::int64_t draws_in_all) {
    audit.draw("state", draws_in_all - drawn);
    drawn = draws_in_all;
    audit.read_all();
    audit.close("state");
    return audit.measure();
  };

  const base::Json first = round_to(65);
  EXPECT_EQ(round_row(first, "electors"), "65 0 0 0 0 yes");
  EXPECT_NEAR(risk_in(first, "electors"), 0.0333, 0.00005);
  EXPECT_EQ(cards_needed(first, "senator"), 93);
  EXPECT_EQ(cards_needed(first, "proposition-114"), 472);
  EXPECT_EQ(first["verdict"], "go-on");
  EXPECT_EQ(round_row(round_to(94), "senator"), "94 0 0 0 0 yes");
  const base::Json third = round_to(473);
  EXPECT_EQ(round_row(third, "proposition-114"), "473 0 1 0 0 no");
  EXPECT_EQ(cards_needed(third, "proposition-114"), 953);
  const base::Json fourth = round_to(954);
  EXPECT_EQ(round_row(fourth, "proposition-114"), "954 0 1 0 0 yes");
  EXPECT_NEAR(risk_in(fourth, "proposition-114"), 0.0388, 0.00005);
  EXPECT_EQ(fourth["verdict"], "stop") << "the opportunistic contest keeps nobody at work";

  name_causes(audit);
  const base::Json causes = audit.story().show("card-discrepancies")["causes"];
  for (const auto& [cause, rows] : kCauses2020) EXPECT_EQ(causes[cause], rows) << cause;
  audit.publish_and_verify();
  audit.expect_changes_are_found();
}

struct CountyContest {
  std::string list;
  std::int64_t lead;
  std::int64_t cards;
};
const CountyContest kElPaso{"el-paso", 7'625, 382'583};
const CountyContest kArchuleta{"archuleta", 361, 9'404};
const CountyContest kBoulder{"boulder", 3'635, 208'445};
const CountyContest kGilpin{"gilpin", 105, 4'239};

// Draws to the end of each round, by the place of the list.
const std::vector<std::vector<std::int64_t>> kCountyRounds = {
    {337, 176, 385, 272}, {816, 211, 776, 547}, {1'117, 211, 776, 547}};

void let_differ(AuditStory& audit, const std::string& list, std::int64_t card,
                const std::string& record, const std::string& paper) {
  audit.records[{list, card, list}] = record;
  audit.papers[{list, card, list}] = paper;
}

TEST(Colorado2020Ledger, CountiesEscalateFrom337To815To1116AndTheOthersAsPublished) {
  std::vector<YesNo> contests;
  std::vector<ToldList> lists;
  std::vector<std::vector<std::int64_t>> draws;
  std::size_t at = 0;
  for (const CountyContest& county : {kElPaso, kArchuleta, kBoulder, kGilpin}) {
    draws.push_back(counter_draws(kSeed2020, county.cards, kCountyRounds.back()[at++]));
    contests.push_back(
        {county.list, county.list, county.lead, county.cards, "0.04", {county.list}});
    lists.push_back({county.list, county.cards, {draws.back().begin(), draws.back().end()}});
  }
  AuditStory audit("Colorado 2020 counties", contests, lists);
  // Found in the first round: two one-vote overs and a two-vote over; then one two-vote over and
  // an understatement.
  let_differ(audit, "el-paso", card_drawn(draws[0], 10), "yes", "");
  let_differ(audit, "el-paso", card_drawn(draws[0], 100), "yes", "");
  let_differ(audit, "el-paso", card_drawn(draws[0], 200), "yes", "no");
  let_differ(audit, "el-paso", card_drawn(draws[0], 400), "yes", "no");
  let_differ(audit, "el-paso", card_drawn(draws[0], 500), "", "yes");
  let_differ(audit, "archuleta", card_drawn(draws[1], 50), "yes", "");
  let_differ(audit, "boulder", card_drawn(draws[2], 50), "yes", "no");
  let_differ(audit, "gilpin", card_drawn(draws[3], 50), "yes", "no");
  audit.open(kSeed2020);
  std::vector<std::int64_t> drawn(4, 0);
  std::vector<base::Json> rounds;
  for (const auto& ends : kCountyRounds) {
    std::vector<std::string> open;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i] == drawn[i]) continue;
      audit.draw(contests[i].id, ends[i] - drawn[i]);
      drawn[i] = ends[i];
      open.push_back(contests[i].id);
    }
    audit.read_all();
    for (const std::string& list : open) audit.close(list);
    rounds.push_back(audit.measure());
  }
  EXPECT_EQ(round_row(rounds[0], "el-paso"), "337 2 1 0 0 no");
  EXPECT_EQ(cards_needed(rounds[0], "el-paso"), 815);
  EXPECT_EQ(round_row(rounds[0], "archuleta"), "176 1 0 0 0 no");
  EXPECT_EQ(cards_needed(rounds[0], "archuleta"), 210);
  EXPECT_EQ(cards_needed(rounds[0], "boulder"), 775);
  EXPECT_EQ(cards_needed(rounds[0], "gilpin"), 546);
  EXPECT_EQ(round_row(rounds[1], "el-paso"), "816 2 2 1 0 no");
  EXPECT_EQ(cards_needed(rounds[1], "el-paso"), 1'116);
  EXPECT_EQ(round_row(rounds[1], "archuleta"), "211 1 0 0 0 yes");
  EXPECT_EQ(round_row(rounds[1], "boulder"), "776 0 1 0 0 yes");
  EXPECT_EQ(round_row(rounds[1], "gilpin"), "547 0 1 0 0 yes");
  EXPECT_EQ(rounds[1]["verdict"], "go-on");
  EXPECT_EQ(round_row(rounds[2], "el-paso"), "1117 2 2 1 0 yes");
  EXPECT_EQ(rounds[2]["verdict"], "stop");
  audit.publish_and_verify();
}

// One card errs, and is drawn a second time in the second round: the state counts it twice.
TEST(Colorado2024Ledger, DoveCreekGoesFrom55To106To156AsOneCardIsDrawnTwice) {
  const auto draws = counter_draws(kSeed2024, 1'453, 157);
  std::int64_t erring = 0;
  for (std::size_t i = 0; i < 56 && erring == 0; ++i) {
    const bool in_first = std::count(draws.begin(), draws.begin() + 56, draws[i]) == 1;
    const bool in_second = std::count(draws.begin() + 56, draws.begin() + 107, draws[i]) == 1;
    if (in_first && in_second && std::ranges::count(draws, draws[i]) == 2) erring = draws[i];
  }
  ASSERT_NE(erring, 0);
  AuditStory audit("Dove Creek 2024",
                   {{"dove-creek", "Ballot Issue 6A", 195, 1'453, "0.03", {"dove-creek"}}},
                   {{"dove-creek", 1'453, {draws.begin(), draws.end()}}});
  let_differ(audit, "dove-creek", erring, "yes", "no");
  audit.open(kSeed2024);
  std::int64_t drawn = 0;
  const auto round_to = [&](std::int64_t draws_in_all) {
    audit.draw("dove-creek", draws_in_all - drawn);
    drawn = draws_in_all;
    audit.read_all();
    audit.close("dove-creek");
    return audit.measure();
  };
  const base::Json first = round_to(56);
  EXPECT_EQ(round_row(first, "dove-creek"), "56 0 1 0 0 no");
  EXPECT_EQ(cards_needed(first, "dove-creek"), 106);
  const base::Json second = round_to(107);
  EXPECT_EQ(round_row(second, "dove-creek"), "107 0 2 0 0 no");
  EXPECT_EQ(cards_needed(second, "dove-creek"), 156);
  const base::Json third = round_to(157);
  EXPECT_EQ(round_row(third, "dove-creek"), "157 0 2 0 0 yes");
  EXPECT_EQ(third["verdict"], "stop");
  audit.publish_and_verify();
}

}  // namespace
}  // namespace recanvass::story
