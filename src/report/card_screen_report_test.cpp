#include "report/card_screen_report.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::report {
namespace {

using election::BallotCount;
using election::CardCount;
using election::VoteCount;
using screen::CardCheck;

screen::CardFinding card_finding(CardCheck check, bool first) {
  screen::CardFinding found;
  found.check = check;
  found.comes_first = first;
  found.finding.family = std::string(about(check).id);
  found.finding.id = "cards/x";
  found.finding.title = std::string(about(check).title);
  found.finding.fact = screen::FactStanding::Holds;
  found.finding.fact_words = "tabulator 7: 60 of 300 cards are blank.";
  found.finding.remainder = screen::Remainder::Unexplained;
  found.finding.innocent = {"other voters at another place"};
  found.finding.votes_words = "36 votes at most, where the records have a lead of 100.";
  found.finding.votes_concerned = VoteCount(36);
  found.finding.paper.push_back(
      {"batch 7-1", BallotCount(50), {}, {}, "10 where 4.0 were expected"});
  found.finding.paper_words = "The paper of these batches shows whether they are marked.";
  return found;
}

screen::CardScreen sample_screen() {
  screen::CardScreen sample;
  sample.cards = CardCount(12345);
  sample.leads = {{"Mayor", VoteCount(100)}, {"Council", std::nullopt}};
  for (const CardCheck check : screen::all_card_checks()) {
    screen::CheckSummary summary;
    summary.check = check;
    summary.tests = 20;
    if (check == CardCheck::Adjudication) summary.not_applied = "no card was changed by people";
    if (check == CardCheck::ResidualVotes) {
      summary.findings = 7;
      summary.method_p = 0.0012;
      summary.least_seen = 17.4;
    }
    sample.checks.push_back(summary);
  }
  for (int i = 0; i < 7; ++i) {
    auto found = card_finding(CardCheck::ResidualVotes, i < 6);
    found.contest = 0;
    found.finding.p = 1e-6;
    found.finding.p_adjusted = 2e-4;
    found.finding.base_rate_words = "Where the null holds, all units together ...";
    sample.findings.push_back(found);
  }
  return sample;
}

TEST(CardScreenReport, NoLineIsWiderThanTheScreen) {
  for (const int columns : {60, 80, 120}) {
    std::istringstream lines(card_screen_text(sample_screen(), {columns, false}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), columns) << line;
  }
}

TEST(CardScreenReport, WhatComesFirstIsToldInFullAndTheRestInShort) {
  const std::string text = card_screen_text(sample_screen(), {100, false});
  for (const char* wanted :
       {"12,345 cards: 6 oddities to look at first, 1 more.",
        "A screen says where to look at paper, never what happened.",
        "  Or else      other voters at another place", "batch 7-1 (50 ballots; 10 where 4.0",
        "1 more; --json has all.", "not applied: no card was changed by people", "0.0012"}) {
    EXPECT_NE(text.find(wanted), std::string::npos) << wanted << "\n" << text;
  }
  EXPECT_EQ(screen::accusing_word(text), "");
}

TEST(CardScreenReport, AFactIsNotSaidToHaveAChance) {
  screen::CardScreen sample = sample_screen();
  sample.findings = {card_finding(CardCheck::NumberTwice, true)};
  const std::string text = card_screen_text(sample, {100, false});
  EXPECT_NE(text.find("a fact of the records; chance does not make it"), std::string::npos);
}

TEST(CardScreenReport, WhatIsNotLeftAfterAllChecksIsNumberedAndNamesNoPlace) {
  screen::CardScreen sample = sample_screen();
  for (screen::CheckSummary& summary : sample.checks) {
    if (summary.check == CardCheck::ResidualVotes) summary.method_p = 0.23;
  }
  for (screen::CardFinding& found : sample.findings) found.comes_first = false;
  const std::string text = card_screen_text(sample, {100, false});
  EXPECT_NE(text.find("12,345 cards: 0 oddities to look at first, 0 more."), std::string::npos);
  EXPECT_EQ(text.find("tabulator 7"), std::string::npos) << text;
  EXPECT_NE(text.find("7 comparisons are not told from chance once"), std::string::npos) << text;
}

TEST(CardScreenReport, JsonHoldsEveryFindingAndEveryCheck) {
  const base::Json json = card_screen_json(sample_screen());
  EXPECT_EQ(json["findings"].size(), 7U);
  EXPECT_EQ(json["checks"].size(), 18U);
  EXPECT_EQ(json["cards"], 12345);
  EXPECT_EQ(json["findings"][0]["contest"], "Mayor");
  EXPECT_EQ(json["findings"][0]["p_adjusted"], 2e-4);
  EXPECT_EQ(json["findings"][0]["paper"][0]["ballots"], 50);
  EXPECT_TRUE(json["leads"][1]["lead"].is_null());
  EXPECT_TRUE(json["checks"][0]["not_applied"].is_null());
}

}  // namespace
}  // namespace recanvass::report
