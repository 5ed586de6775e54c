#include "report/count_report.h"

#include "tabulate/rule_settings.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::report {
namespace {

using election::CardCount;
using election::Mark;
using election::MarkingState;

election::CardContest three_choices(int vote_for, int ranks) {
  return {{"m"}, "Mayor", vote_for,
          ranks, 1,       {{{"1"}, "Ada", {}}, {{"2"}, "Ben", {}}, {{"3"}, "Cy", {}}}};
}

// 5 Ada, 4 Ben, 2 Cy then Ben, 1 Cy alone, 1 blank.
tabulate::Profile ranked_profile() {
  tabulate::Profile profile(three_choices(1, 3));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(5));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(4));
  profile.add(MarkingState::Marked, std::vector<Mark>{{2, 1, 1}, {1, 2, 1}}, CardCount(2));
  profile.add(MarkingState::Marked, std::vector<Mark>{{2, 1, 1}}, CardCount(1));
  profile.add(MarkingState::Blank, {}, CardCount(1));
  return profile;
}

CountedContest counted_by(const char* id, const tabulate::Profile& profile,
                          const std::vector<std::string>& settings = {}) {
  tabulate::Rule rule = *tabulate::rule_named(id);
  for (const std::string& setting : settings) rule = *tabulate::with_setting(rule, setting);
  CountedContest counted{tabulate::count_contest({profile}, rule), {}, {}, {}, {}};
  counted.comparison = tabulate::compare_rules({profile}, rule);
  counted.margins = tabulate::margins_of({profile}, counted.result);
  return counted;
}

std::string text_of(const CountedContest& counted) { return count_text(counted, {80, false}); }

bool says(const CountedContest& counted, const std::string& words) {
  return text_of(counted).find(words) != std::string::npos;
}

// A card may rank somebody second and nobody first.
TEST(CountReport, OfARankedContestNoFirstPreferenceIsNotCalledBlank) {
  tabulate::Profile profile(three_choices(1, 2));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(9));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 2, 1}}, CardCount(10));
  const CountedContest counted = counted_by("plurality", profile);
  EXPECT_TRUE(says(counted, "no first preference  10")) << text_of(counted);
  EXPECT_FALSE(says(counted, "blank")) << text_of(counted);
  EXPECT_EQ(count_json(counted)["no_first_preference"], 10);
}

TEST(CountReport, ChoicesOfOneNameHaveTheirIdsBehindIt) {
  election::CardContest contest = three_choices(1, 0);
  contest.choices[1].name = contest.choices[0].name;
  tabulate::Profile profile(contest);
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 0, 1}}, CardCount(9));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 0, 1}}, CardCount(3));
  const CountedContest counted = counted_by("plurality", profile);
  const std::string most =
      fmt::format("Most: {} [{}].", contest.choices[1].name, contest.choices[1].id.text);
  EXPECT_TRUE(says(counted, most.c_str())) << text_of(counted);
}

TEST(CountReport, VotesStandMostFirstAndWhatCountsForNobodyByCause) {
  tabulate::Profile profile(three_choices(1, 0));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 0, 1}}, CardCount(1200));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 0, 1}}, CardCount(7));
  profile.add(MarkingState::Blank, {}, CardCount(5));
  profile.add(MarkingState::Overvoted, {}, CardCount(2));
  const CountedContest counted = counted_by("plurality", profile);
  EXPECT_TRUE(
      text_of(counted).starts_with("Mayor (most votes; vote for one)\n"
                                   "  Ben        1,200\n"
                                   "  Ada            7\n"
                                   "  Cy             0\n"
                                   "  blank          5\n"
                                   "  overvoted      2\n"
                                   "  Most: Ben.\n"))
      << text_of(counted);
  EXPECT_TRUE(says(counted, "Margin: 1,193 votes between Ben and Ada."));
  const base::Json json = count_json(counted);
  EXPECT_EQ(json["votes"][1]["votes"], 1200);
  EXPECT_EQ(json["overvoted"], 2);
  EXPECT_EQ(json["counted"], 1207);
  EXPECT_EQ(json["winners"], base::Json::array({"Ben"}));
  EXPECT_EQ(json["margins"]["between"]["votes"], 1193);
}

TEST(CountReport, ATieIsSaidAndHasNoWinner) {
  tabulate::Profile profile(three_choices(1, 3));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(4));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(4));
  const CountedContest runoff = counted_by("us-ca-san-francisco", profile);
  EXPECT_TRUE(says(runoff, "Tied: Ada and Ben. Only a lot elects one of them."));
  EXPECT_EQ(count_json(runoff)["winner"], nullptr);
  EXPECT_EQ(count_json(runoff)["tied"], base::Json::array({"Ada", "Ben"}));
  EXPECT_TRUE(says(counted_by("plurality", profile), "Tied for 1 place: Ada and Ben."));
}

TEST(CountReport, ASettingThatChoosesSomebodyElseIsNamed) {
  // Ben stands first on ballots whose first rank is blank: who stops there loses him three.
  tabulate::Profile profile(three_choices(1, 3));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(4));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(3));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 2, 1}}, CardCount(3));
  const CountedContest counted = counted_by("us-ca-san-francisco", profile);
  EXPECT_TRUE(says(counted, "Who wins depends on a setting. As the rule is: Ben."));
  EXPECT_TRUE(says(counted, "a blank rank ends the ballot: Ada"));
  const base::Json json = count_json(counted);
  EXPECT_EQ(json["comparison"]["winner_depends_on_a_setting"], true);
  EXPECT_TRUE(
      says(counted_by("us-ca-san-francisco", ranked_profile()), "Who wins depends on no setting"));
}

TEST(CountReport, WhereNoSettingChoosesATieIsNotAWin) {
  tabulate::Profile tie(three_choices(1, 3));
  tie.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(4));
  tie.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(4));
  CountedContest counted = counted_by("us-me", tie);
  EXPECT_TRUE(says(counted, "Who may win, by lot, depends on no setting: ")) << text_of(counted);
  EXPECT_TRUE(says(counted, "a lot decides each time, among Ada"));
  EXPECT_FALSE(says(counted, "the same win"));
  EXPECT_EQ(count_json(counted)["comparison"]["by_lot"], true);

  counted.comparison->winners = std::nullopt;
  EXPECT_TRUE(says(counted, "is not known: lots can fall"));
  EXPECT_FALSE(says(counted, "depends on no setting"));
  counted.comparison->winners = tabulate::Choices{0};
  counted.comparison->by_lot = false;
  counted.comparison->variants[0].winners = std::nullopt;
  EXPECT_TRUE(says(counted, "depends on no setting that could be followed: "));
  EXPECT_TRUE(says(counted, "under 1 of them lots can fall"));

  tabulate::Profile nobody(three_choices(1, 3));
  nobody.add(MarkingState::Blank, {}, CardCount(4));
  EXPECT_TRUE(says(counted_by("us-me", nobody), "nobody wins each time"));
  // A setting under which only a lot decides is not the rule under which somebody wins.
  tabulate::Profile near(three_choices(1, 3));
  near.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(4));
  near.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}}, CardCount(4));
  near.add(MarkingState::Marked, std::vector<Mark>{{1, 2, 1}}, CardCount(1));
  EXPECT_TRUE(says(counted_by("us-ca-san-francisco", near),
                   "a blank rank ends the ballot: Ada and Ben, among whom a lot decides"));
}

TEST(CountReport, ACountThatStopsForALotSaysWhoWinsHoweverItFalls) {
  tabulate::Profile certain(three_choices(1, 3));
  certain.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(4));
  certain.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}, {0, 2, 1}}, CardCount(2));
  certain.add(MarkingState::Marked, std::vector<Mark>{{2, 1, 1}, {0, 2, 1}}, CardCount(2));
  CountedContest counted = counted_by("irv", certain);
  EXPECT_TRUE(says(counted, "However the lots fall, Ada wins: every way was followed."))
      << text_of(counted);
  EXPECT_EQ(count_json(counted)["may_win"], base::Json::array({"Ada"}));
  EXPECT_EQ(count_json(counted)["winners"], base::Json::array());
  counted.result.may_win = tabulate::Choices{0, 2};
  EXPECT_TRUE(says(counted, "By lot one of Ada and Cy wins"));
  counted.result.may_win = std::nullopt;
  EXPECT_TRUE(says(counted, "who could win is not known"));
  EXPECT_EQ(count_json(counted)["may_win"], nullptr);
}

TEST(CountReport, WhatTellsAContestApartStandsInItsHeading) {
  CountedContest counted = counted_by("plurality", ranked_profile());
  EXPECT_EQ(count_json(counted)["title"], "Mayor");
  counted.title = "Mayor [7; precinct N]";
  EXPECT_TRUE(text_of(counted).starts_with("Mayor [7; precinct N] ("));
  EXPECT_EQ(count_json(counted)["title"], "Mayor [7; precinct N]");
}

TEST(CountReport, MarginsOfOneVoteAndOfNoneAreSaidAsSuch) {
  const auto told = [](int ada, int ben) {
    tabulate::Profile profile(three_choices(1, 0));
    profile.add(MarkingState::Marked, std::vector<Mark>{{0, 0, 1}}, CardCount(ada));
    profile.add(MarkingState::Marked, std::vector<Mark>{{1, 0, 1}}, CardCount(ben));
    return text_of(counted_by("plurality", profile));
  };
  EXPECT_NE(told(4, 3).find("Margin: 1 vote between Ada and Ben."), std::string::npos);
  EXPECT_NE(told(4, 4).find("Margin: 0 votes; Ada and Ben are equal."), std::string::npos);
  tabulate::Profile unranked(three_choices(1, 0));
  unranked.add(MarkingState::Marked, std::vector<Mark>{{0, 0, 1}, {1, 0, 1}}, CardCount(2));
  EXPECT_TRUE(says(counted_by("approval", unranked), "(approval; any number may be marked"));
}

TEST(CountReport, TheRuleIsCitedAndWhatWasChangedIsTold) {
  const CountedContest counted =
      counted_by("us-ny-new-york-city", ranked_profile(), {"skipped=stop-at-one"});
  EXPECT_TRUE(says(counted, "Rule: us-ny-new-york-city. New York City Charter § 1057-g."));
  EXPECT_TRUE(says(counted, "Changed from it: a blank rank ends the ballot."));
  EXPECT_TRUE(says(counted, "Its text was not read for this record."));
  EXPECT_EQ(count_json(counted)["rule"]["confidence"], "low");
}

TEST(CountReport, EveryKindOfRuleIsToldInEightyColumns) {
  const tabulate::Profile ranked = ranked_profile();
  tabulate::Profile scored(three_choices(1, 0));
  scored.add(MarkingState::Marked, std::vector<Mark>{{0, 0, 5}, {1, 0, 3}}, CardCount(4));
  for (const tabulate::Rule& rule : tabulate::rule_book()) {
    if (std::holds_alternative<tabulate::OrderedStvRules>(rule.method)) continue;
    const bool scores = rule.id == "score" || rule.id == "star";
    CountedContest counted = counted_by(rule.id.c_str(), scores ? scored : ranked, {"places=1"});
    election::UnitVotes votes({{"1"}, {"2"}, {"3"}});
    election::UnitVotes::Unit unit;
    unit.name = "Precinct 1 of a township with a name that is rather long for a table";
    unit.ballots = 11;
    votes.add(unit, {4, 3, 3});
    counted.groups.push_back({"precinct", votes});
    std::istringstream lines(text_of(counted));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(width_of(line), 80) << rule.id << ": " << line;
    }
    EXPECT_EQ(count_json(counted)["rule"]["id"], rule.id);
  }
}

TEST(CountReport, PairwiseCountsNameTheCondorcetWinnerOrThatThereIsNone) {
  EXPECT_TRUE(says(counted_by("schulze", ranked_profile()), "Preferred to every other: Ben."));
  tabulate::Profile cycle(three_choices(1, 3));
  cycle.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}, {1, 2, 1}, {2, 3, 1}}, CardCount(3));
  cycle.add(MarkingState::Marked, std::vector<Mark>{{1, 1, 1}, {2, 2, 1}, {0, 3, 1}}, CardCount(3));
  cycle.add(MarkingState::Marked, std::vector<Mark>{{2, 1, 1}, {0, 2, 1}, {1, 3, 1}}, CardCount(3));
  const CountedContest counted = counted_by("condorcet", cycle);
  EXPECT_TRUE(says(counted, "Nobody is preferred to every other."));
  EXPECT_EQ(count_json(counted)["condorcet_winner"], nullptr);
  EXPECT_TRUE(says(counted, "Margin: none is given"));
}

TEST(CountReport, ABoundOfAMarginIsNamedAsOne) {
  CountedContest counted = counted_by("irv", ranked_profile());
  counted.margins->runoff = tabulate::IrvMargin{CardCount(3), CardCount(5), {}, true};
  EXPECT_TRUE(says(counted,
                   "Margin of victory: at least 3, at most 5 ballots. The first is the "
                   "lower"));
  EXPECT_EQ(count_json(counted)["margins"]["runoff"]["exact"], false);
  counted.margins->runoff->at_most = CardCount(3);
  EXPECT_TRUE(says(counted, "Margin of victory: 3 ballots."));
}

TEST(CountReport, ACardsPathIsTold) {
  const tabulate::Profile profile = ranked_profile();
  CountedContest counted = counted_by("us-ca-san-francisco", profile);
  const std::vector<Mark> marks = {{2, 1, 1}, {1, 2, 1}};
  counted.paths = {
      {"1-2-3", tabulate::path_of_card({profile}, counted.result, {MarkingState::Marked, marks})},
      {"1-2-4", std::nullopt}};
  EXPECT_TRUE(says(counted, "Card 1-2-3: 1 Cy, 2 Ben. round 1: Cy; round 2: Ben."));
  EXPECT_TRUE(says(counted, "Card 1-2-4: does not carry this contest."));
  EXPECT_EQ(count_json(counted)["paths"][0]["path"]["rounds"][1]["counts_for"], "Ben");
}

TEST(CountReport, TheTableIsAFileOfReturns) {
  CountedContest counted = counted_by("plurality", ranked_profile());
  EXPECT_EQ(csv_text(count_table({counted})),
            "contest,choice,votes\r\nm,1,5\r\nm,2,4\r\nm,3,3\r\n");
  election::UnitVotes votes({{"1"}, {"2"}, {"3"}});
  election::UnitVotes::Unit unit;
  unit.name = "North";
  unit.ballots = 11;
  votes.add(unit, {4, 3, 3});
  counted.groups.push_back({"precinct", votes});
  EXPECT_EQ(csv_text(count_table({counted})),
            "contest,unit,choice,votes\r\nm,North,@ballots,11\r\nm,North,1,4\r\nm,North,2,3\r\n"
            "m,North,3,3\r\n");
  counted.result.contest.choices[0].id = {"=1+1"};
  counted.groups.clear();
  EXPECT_EQ(csv_text(count_table({counted})),
            "contest,choice,votes\r\nm,'=1+1,5\r\nm,2,4\r\nm,3,3\r\n");
}

TEST(CountReport, TotalsOfWithheldCardsStandBesideTheVotes) {
  tabulate::Profile profile(three_choices(1, 0));
  profile.add(MarkingState::Marked, std::vector<Mark>{{0, 0, 1}}, CardCount(2));
  profile.add(MarkingState::Marked, std::vector<Mark>{{1, 0, 1}}, CardCount(1));
  using election::VoteCount;
  const tabulate::ChoiceVotes totals = {VoteCount(4), VoteCount(12), VoteCount(0)};
  const auto by = [&](const tabulate::Profile& cards) {
    CountedContest counted{
        tabulate::count_with_withheld({cards}, tabulate::usual_rule(), {}, totals), {}, {}, {}, {}};
    counted.withheld = totals;
    counted.withheld_may_change =
        tabulate::withheld_may_change({cards}, counted.result, counted.withheld);
    return counted;
  };
  const CountedContest known = by(profile);
  EXPECT_TRUE(says(known, "Ben  13  12 in totals of withheld cards\n")) << text_of(known);
  EXPECT_TRUE(says(known, "Most: Ben.\n"));
  EXPECT_EQ(count_json(known)["winners"], base::Json::array({"Ben"}));
  EXPECT_EQ(count_json(known)["withheld_votes"][1]["votes"], 12);
  profile.add(MarkingState::Redacted, {}, CardCount(7));
  const CountedContest open = by(profile);
  EXPECT_TRUE(says(open, "Without what is withheld: Most: Ben.\n")) << text_of(open);
  EXPECT_TRUE(says(open, "What is withheld could change who is elected.\n"));
  EXPECT_EQ(count_json(open)["winners"], base::Json::array());
  EXPECT_EQ(count_json(open)["winners_without_withheld"], base::Json::array({"Ben"}));
}

// Nobody is said to win where cards that are not there could elect another, by any rule.
TEST(CountReport, NoRuleNamesAWinnerWhereWithheldCardsCouldChangeIt) {
  for (const char* rule : {"irv", "stv", "condorcet", "schulze", "ranked-pairs", "minimax", "borda",
                           "gb-scotland-councils", "cumulative"}) {
    CountedContest counted = counted_by(rule, ranked_profile());
    EXPECT_FALSE(says(counted, "Without what is withheld:")) << rule;
    counted.withheld_may_change = true;
    EXPECT_TRUE(says(counted, "Without what is withheld:")) << rule << text_of(counted);
  }
}

// Where lines are added up, Ann has 6 to Bob's 4.
TEST(CountReport, ACandidateOnTheLinesOfSeveralPartiesIsToldOfBesideTheOutcome) {
  election::CardContest contest = three_choices(1, 0);
  contest.choices[0].name = "Ann (DEM)";
  contest.choices[1].name = "Bob (REP)";
  contest.choices[2].name = "Ann (WFP)";
  const auto profile_of = [](const election::CardContest& about) {
    tabulate::Profile profile(about);
    for (const auto& [choice, cards] : {std::pair{0, 3}, {1, 4}, {2, 3}}) {
      const std::vector<Mark> mark = {{static_cast<election::ChoiceIndex>(choice), 0, 1}};
      profile.add(MarkingState::Marked, mark, CardCount(cards));
    }
    return profile;
  };
  EXPECT_TRUE(says(counted_by("plurality", profile_of(contest)),
                   "Ann stands on 2 lines, with 6 votes together."));
  contest.choices[2].name = "Cy (WFP)";
  EXPECT_FALSE(says(counted_by("plurality", profile_of(contest)), "stands on"));
}

// Whatever the rule, and in the document as in the text: the votes as the records have them.
TEST(CountReport, NobodyIsNamedBeforeAPersonSaysWhatTheRecordsMean) {
  for (const char* rule : {"irv", "stv", "condorcet", "borda", "plurality"}) {
    CountedContest counted = counted_by(rule, ranked_profile());
    counted.open = "Nobody is named before that is said: Ann stands on 2 lines.";
    counted.margins = tabulate::CountMargins();
    const std::string text = text_of(counted);
    EXPECT_TRUE(says(counted, "Nobody is named before that is said: Ann stands on 2 lines."));
    for (const char* word : {"Most:", " wins", "Elected", "Wins:", "Preferred", "Round 1"}) {
      EXPECT_EQ(text.find(word), std::string::npos) << rule << text;
    }
    const base::Json json = count_json(counted);
    EXPECT_EQ(json["open"], counted.open);
    for (const char* key : {"winners", "winners_without_withheld", "tied"}) {
      EXPECT_EQ(json[key], base::Json::array()) << rule << key;
    }
    for (const char* key : {"outcome", "rounds", "stages", "winner", "may_win", "points"}) {
      EXPECT_FALSE(json.contains(key)) << rule << key;
    }
    EXPECT_FALSE(json["votes"].empty());
  }
  EXPECT_EQ(count_json(counted_by("plurality", ranked_profile()))["open"], nullptr);
}

TEST(CountReport, WrittenNamesTogetherAreNotElectedAsAPerson) {
  election::CardContest contest = three_choices(1, 0);
  contest.choices[1].kind = election::CardChoiceKind::WriteIn;
  tabulate::Profile profile(contest);
  const std::vector<Mark> mark = {{1, 0, 1}};
  profile.add(MarkingState::Marked, mark, CardCount(3));
  EXPECT_TRUE(says(counted_by("plurality", profile),
                   "stands for all written names together, which may be those of several"));
  contest.choices[1].kind = election::CardChoiceKind::Named;
  tabulate::Profile named(contest);
  named.add(MarkingState::Marked, mark, CardCount(3));
  EXPECT_FALSE(says(counted_by("plurality", named), "stands for all written names"));
}

// Two votes for one choice stand in an export as two ranks.
TEST(CountReport, CumulativeVotesAreNoFirstPreferences) {
  const CountedContest counted = counted_by("cumulative", ranked_profile());
  EXPECT_TRUE(says(counted, "cumulative votes; 3 votes a card")) << text_of(counted);
  EXPECT_FALSE(says(counted, "no first preference"));
}

TEST(CountReport, ARuleThatFillsOnePlaceSaysSoWhereThereMayBeMore) {
  tabulate::Profile scored(three_choices(2, 0));
  scored.add(MarkingState::Marked, std::vector<Mark>{{0, 0, 3}}, CardCount(2));
  for (const char* id : {"star", "schulze", "condorcet"}) {
    EXPECT_TRUE(says(counted_by(id, scored), "This fills one place; the export says that 2 may"))
        << id;
  }
  tabulate::Profile ranked(three_choices(2, 3));
  ranked.add(MarkingState::Marked, std::vector<Mark>{{0, 1, 1}}, CardCount(2));
  EXPECT_TRUE(says(counted_by("irv", ranked), "This fills one place"));
  EXPECT_FALSE(says(counted_by("stv", ranked), "This fills one place"));
  EXPECT_FALSE(says(counted_by("plurality", scored), "This fills one place"));
  EXPECT_FALSE(says(counted_by("irv", ranked_profile()), "This fills one place"));
}

}  // namespace
}  // namespace recanvass::report
