// RCTab's expected reports, round by round: Minneapolis 2013, Portland 2015 and the Travis County
// sample. Skipped where the data is absent.
#include "audit/raire_trim.h"
#include "tabulate/irv_rules.h"
#include "tests/cards/ranked_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace recanvass {
namespace {

using election::CardCount;
using election::Mark;
using election::MarkingState;
using election::VoteCount;
using tabulate::ChoiceIndex;
using tabulate::Inactive;
using tabulate::IrvCount;
using tabulate::IrvRound;
using tabulate::IrvRules;
using tabulate::Profile;
using test_support::cvr_path;

const std::string kWriteIns = "Undeclared Write-ins";

// The rules of a configuration of RCTab, as far as the three here use them.
IrvRules rules_in(const base::Json& config) {
  const base::Json& rules = config.at("rules");
  IrvRules read;
  EXPECT_EQ(rules.at("overvoteRule"), "exhaustImmediately");
  EXPECT_EQ(rules.at("maxSkippedRanksAllowed"), "1");
  EXPECT_EQ(rules.at("winnerElectionMode"), "singleWinnerMajority");
  read.reading.skipped = tabulate::SkippedRanks::StopAtTwo;
  read.reading.overvoted = tabulate::OvervotedRanks::Stop;
  if (rules.at("batchElimination").get<bool>()) {
    read.elimination = tabulate::Elimination::BatchIfBelow;
  }
  read.write_ins = tabulate::WriteIns::OutFirst;
  return read;
}

election::CardContest contest_in(const base::Json& config) {
  std::vector<std::string> names;
  for (const auto& candidate : config.at("candidates")) {
    names.push_back(candidate.at("name").get<std::string>());
  }
  names.push_back(kWriteIns);
  auto contest = test_support::contest_named("contest", names);
  contest.choices.back().kind = election::CardChoiceKind::WriteIn;
  return contest;
}

// One row of a workbook: a cell a rank.
std::vector<Mark> marks_of(const std::vector<std::string>& row, std::size_t first,
                           std::size_t ranks, const std::map<std::string, ChoiceIndex>& names) {
  std::vector<Mark> marks;
  for (std::size_t i = 0; i < ranks && first + i < row.size(); ++i) {
    const std::string& cell = row[first + i];
    if (cell.empty() || cell == "undervote") continue;
    const auto rank = static_cast<std::uint16_t>(i + 1);
    if (cell == "overvote") {
      marks.push_back({election::kOvervotedRank, rank, 1});
    } else {
      marks.push_back({names.at(cell == "UWI" ? kWriteIns : cell), rank, 1});
    }
  }
  return marks;
}

Profile profile_in(const test_support::Cells& cells, const base::Json& config) {
  Profile profile(contest_in(config));
  std::map<std::string, ChoiceIndex> names;
  for (const auto& choice : profile.contest().choices) {
    names.emplace(choice.name, static_cast<ChoiceIndex>(names.size()));
  }
  const base::Json& source = config.at("cvrFileSources").at(0);
  const std::size_t first =
      test_support::whole_number(source.at("firstVoteColumnIndex").get<std::string>()) - 1;
  const std::size_t row =
      test_support::whole_number(source.at("firstVoteRowIndex").get<std::string>()) - 1;
  const std::size_t ranks =
      test_support::whole_number(config.at("rules").at("maxRankingsAllowed").get<std::string>());
  std::map<std::vector<Mark>, std::int64_t> ballots;
  for (std::size_t i = row; i < cells.size(); ++i)
    ++ballots[marks_of(cells[i], first, ranks, names)];
  for (const auto& [marks, cards] : ballots) {
    profile.add(marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks,
                CardCount(cards));
  }
  return profile;
}

std::string of_round(const base::Json& round, const char* cause) {
  return round.at("inactiveBallots").at(cause).get<std::string>();
}

std::string inactive(const IrvRound& round, Inactive cause) {
  return std::to_string(round.inactive[static_cast<std::size_t>(cause)].value());
}

void expect_round(const IrvRound& found, const base::Json& expected, const Profile& profile) {
  std::map<std::string, std::string> votes;
  for (const ChoiceIndex choice : found.standing) {
    votes[profile.contest().choices[choice].name] = std::to_string(found.votes[choice].value());
  }
  const std::map<std::string, std::string> tally = expected.at("tally");
  for (const auto& [name, number] : tally) EXPECT_EQ(votes[name], number) << name;
  EXPECT_EQ(of_round(expected, "exhaustedChoices"), inactive(found, Inactive::Exhausted));
  EXPECT_EQ(of_round(expected, "overvotes"), inactive(found, Inactive::Overvoted));
  EXPECT_EQ(of_round(expected, "skippedRankings"), inactive(found, Inactive::Skipped));
  EXPECT_EQ(of_round(expected, "repeatedRankings"), inactive(found, Inactive::Repeated));
  EXPECT_EQ(expected.at("threshold").get<std::string>(), std::to_string(found.needed.value()));
  std::set<std::string> out;
  for (const auto& result : expected.at("tallyResults")) {
    if (result.contains("eliminated")) out.insert(result.at("eliminated").get<std::string>());
  }
  std::set<std::string> eliminated;
  for (const ChoiceIndex choice : found.eliminated) {
    eliminated.insert(profile.contest().choices[choice].name);
  }
  EXPECT_EQ(eliminated, out);
}

// "from>to" with ballots, of one round.
std::map<std::string, std::string> transfers_in(const base::Json& round) {
  std::map<std::string, std::string> moved;
  for (const auto& result : round.at("tallyResults")) {
    if (!result.contains("eliminated")) continue;
    for (const auto& [to, ballots] : result.at("transfers").items()) {
      moved[result.at("eliminated").get<std::string>() + ">" + to] = ballots.get<std::string>();
    }
  }
  return moved;
}

std::map<std::string, std::string> transfers_of(const IrvRound& round, const Profile& profile) {
  std::map<std::string, std::int64_t> moved;
  const auto& choices = profile.contest().choices;
  for (const tabulate::IrvTransfer& transfer : round.transfers) {
    const std::string to = transfer.to ? choices[*transfer.to].name : "exhausted";
    moved[choices[transfer.from.value()].name + ">" + to] += transfer.votes.value();
  }
  std::map<std::string, std::string> text;
  for (const auto& [key, ballots] : moved) text[key] = std::to_string(ballots);
  return text;
}

// Where the report broke a tie by lot or by the order of its list, that lot is put in.
tabulate::Lots lots_in(const base::Json& report, const Profile& profile, const IrvRules& rules) {
  tabulate::Lots lots;
  while (true) {
    const IrvCount counted = count_irv(profile, rules, lots);
    if (counted.ending != tabulate::IrvEnding::TiedForElimination) return lots;
    const base::Json& round = report.at("results").at(counted.rounds.size() - 1);
    const auto out = round.at("tallyResults").at(0).at("eliminated").get<std::string>();
    const auto drawn = static_cast<ChoiceIndex>(test_support::choice_named(profile, out));
    if (std::ranges::find(counted.tied, drawn) == counted.tied.end()) return lots;
    lots.push_back({counted.tied, drawn});
  }
}

void expect_report(const Profile& profile, const base::Json& config, const base::Json& report) {
  const IrvRules rules = rules_in(config);
  const tabulate::Lots lots = lots_in(report, profile, rules);
  const IrvCount counted = count_irv(profile, rules, lots);
  const base::Json& results = report.at("results");
  ASSERT_EQ(counted.rounds.size(), results.size());
  ASSERT_EQ(counted.ending, tabulate::IrvEnding::Won);
  for (std::size_t round = 0; round < results.size(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round + 1));
    expect_round(counted.rounds[round], results.at(round), profile);
    EXPECT_EQ(transfers_of(counted.rounds[round], profile), transfers_in(results.at(round)));
  }
  EXPECT_EQ(profile.contest().choices[*counted.winner].name,
            results.back().at("tallyResults").at(0).at("elected").get<std::string>());
  const base::Json& summary = report.at("summary");
  EXPECT_EQ(std::to_string(profile.cards().value()),
            summary.at("totalNumBallots").get<std::string>());
  EXPECT_EQ(inactive(counted.rounds[0], Inactive::Blank),
            std::to_string(summary.at("undervotes").get<int>()));
}

void expect_workbook(const std::string& name) {
  const std::string path = cvr_path("ess/" + name + "_cvr.xlsx");
  const auto cells = test_support::workbook_cells(path);
  const auto config = test_support::shared_json(cvr_path("ess/" + name + "_config.json"));
  const auto report =
      test_support::shared_json(cvr_path("ess/" + name + "_expected_detailed_report.json"));
  if (!cells || !config || !report) GTEST_SKIP() << "missing " << path;
  expect_report(profile_in(*cells, *config), *config, *report);
}

TEST(RankedReports, Minneapolis2013Comes33RoundsToTheSameNumbers) {
  expect_workbook("2013_minneapolis_mayor");
}

TEST(RankedReports, Portland2015ComesToTheSameNumbers) { expect_workbook("2015_portland_mayor"); }

// The city's own count, which is not RCTab's: an overvoted or blank rank is passed over. Published
// by the city on 7 November 2013: 28,962 and 19,648 in round 1; 10,301 and 8,969 in round 32;
// 38,870 and 24,972 in round 33.
TEST(RankedReports, Minneapolis2013ComesToTheCitysOwnNumbersByItsOwnRules) {
  const std::string name = "2013_minneapolis_mayor";
  const std::string path = cvr_path("ess/" + name + "_cvr.xlsx");
  const auto cells = test_support::workbook_cells(path);
  const auto config = test_support::shared_json(cvr_path("ess/" + name + "_config.json"));
  if (!cells || !config) GTEST_SKIP() << "missing " << path;
  const Profile profile = profile_in(*cells, *config);
  const IrvCount counted = count_irv(profile, tabulate::irv_rule_set("us-mn-minneapolis")->rules);
  const auto votes = [&](std::size_t round, std::string_view choice) {
    return counted.rounds.at(round - 1).votes[test_support::choice_named(profile, choice)].value();
  };
  ASSERT_EQ(counted.rounds.size(), 33U);
  EXPECT_EQ(votes(1, "BETSY HODGES"), 28962);
  EXPECT_EQ(votes(1, "MARK ANDREW"), 19648);
  EXPECT_EQ(votes(32, "DON SAMUELS"), 10301);
  EXPECT_EQ(votes(32, "CAM WINTON"), 8969);
  EXPECT_EQ(votes(33, "BETSY HODGES"), 38870);
  EXPECT_EQ(votes(33, "MARK ANDREW"), 24972);
}

// 36 candidates: the hardest assertion holds by 13,898 votes of 80,101 ballots, as raire-java
// found, whose set has 36 assertions.
TEST(RankedReports, Minneapolis2013IsProvedByAssertionsAsEasyAsThePublishedOnes) {
  const std::string name = "2013_minneapolis_mayor";
  const std::string path = cvr_path("ess/" + name + "_cvr.xlsx");
  const auto cells = test_support::workbook_cells(path);
  const auto config = test_support::shared_json(cvr_path("ess/" + name + "_config.json"));
  if (!cells || !config) GTEST_SKIP() << "missing " << path;
  const Profile profile = profile_in(*cells, *config);
  const auto reading = tabulate::irv_rule_set("us-mn-minneapolis")->rules.reading;
  const audit::RankedBallots ballots(profile, reading);
  const auto winner = static_cast<ChoiceIndex>(test_support::choice_named(profile, "BETSY HODGES"));
  EXPECT_EQ(profile.cards(), CardCount(80101));
  const auto result =
      search_assertions(ballots, winner, profile.cards(), audit::DifficultyOf::Comparison);
  ASSERT_EQ(result.end, audit::RaireEnd::Proved);
  EXPECT_NEAR(result.difficulty, 5.763491149805727, 1e-9);
  const auto few = trimmed(profile.choices(), winner, result.assertions);
  EXPECT_EQ(order_not_excluded(profile.choices(), winner, few), audit::Choices{});
  EXPECT_LE(few.size(), 36U);
}

// The text of one element of a Hart record.
std::string element(std::string_view xml, std::string_view name) {
  const std::string open = "<" + std::string(name) + ">";
  const std::size_t first = xml.find(open);
  if (first == std::string_view::npos) return {};
  const std::size_t begin = first + open.size();
  return std::string(xml.substr(begin, xml.find('<', begin) - begin));
}

TEST(RankedReports, TravisCountySampleIsSixOvervotesTwoBlanksAndOneVote) {
  const std::string folder = cvr_path("hart/travis_sample_archive");
  const auto config =
      test_support::shared_json(cvr_path("hart/hart_travis_county_officers_config.json"));
  const auto report = test_support::shared_json(
      cvr_path("hart/hart_travis_county_officers_expected_detailed_report.json"));
  if (!config || !report || !std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  Profile profile(contest_in(*config));
  std::map<std::string, ChoiceIndex> ids;
  for (const auto& candidate : config->at("candidates")) {
    ids.emplace(candidate.at("aliases").at(0).get<std::string>(),
                static_cast<ChoiceIndex>(ids.size()));
  }
  const auto contest_id = config->at("cvrFileSources").at(0).at("contestId").get<std::string>();
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto text = test_support::shared_text(entry.path().string());
    const std::size_t at = text->find("<Id>" + contest_id);
    if (at == std::string::npos) continue;
    std::string_view rest = std::string_view(*text).substr(at);
    rest = rest.substr(0, rest.find("</Contest>"));
    std::vector<Mark> marks;
    for (std::size_t option = rest.find("<Option>"); option != std::string_view::npos;
         option = rest.find("<Option>", option + 1)) {
      const std::string_view one = rest.substr(option, rest.find("</Option>", option) - option);
      const ChoiceIndex choice = ids.at(element(one, "Id"));
      marks.push_back(
          {choice, static_cast<std::uint16_t>(test_support::whole_number(element(one, "Value"))),
           1});
    }
    std::ranges::sort(marks);
    profile.add(marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks, CardCount(1));
  }
  IrvRules rules = rules_in(*config);
  const IrvCount counted = count_irv(profile, rules);
  ASSERT_EQ(counted.rounds.size(), report->at("results").size());
  expect_round(counted.rounds[0], report->at("results").at(0), profile);
  EXPECT_EQ(inactive(counted.rounds[0], Inactive::Blank), "2");
  EXPECT_EQ(profile.contest().choices[counted.winner.value()].name, "Michael Gottner");
}

}  // namespace
}  // namespace recanvass
