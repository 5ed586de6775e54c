#include "formats/raire_text.h"

#include "base/json.h"
#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

// Instant-runoff winner by elimination of one last choice after another, with its votes and the
// runner-up's in the last round. Plain on purpose: a check of what was read, not of a rule.
struct Runoff {
  std::string winner;
  std::int64_t votes = 0;
  std::int64_t second = 0;
};

Runoff runoff(const election::CardStore& store) {
  const auto& about = store.contests()[0];
  std::map<std::uint32_t, std::int64_t> cards_by_code;
  for (const auto& chunk : store.chunks()) {
    const auto* column = chunk.column(0);
    column->for_each_card(
        [&](std::uint32_t row, std::uint32_t) { ++cards_by_code[column->codes[row]]; });
  }
  std::vector<bool> out(about.choices.size(), false);
  std::size_t left = about.choices.size();
  while (true) {
    std::vector<std::int64_t> votes(about.choices.size(), 0);
    for (const auto& [code, cards] : cards_by_code) {
      for (const auto& mark : store.markings(0).at(code).marks) {
        if (out[mark.choice]) continue;
        votes[mark.choice] += cards;
        break;
      }
    }
    std::size_t most = about.choices.size();
    std::size_t least = about.choices.size();
    for (std::size_t i = 0; i < votes.size(); ++i) {
      if (out[i]) continue;
      if (most == votes.size() || votes[i] > votes[most]) most = i;
      if (least == votes.size() || votes[i] < votes[least]) least = i;
    }
    if (left == 2) return {about.choices[most].name, votes[most], votes[least]};
    out[least] = true;
    --left;
  }
}

TEST(RaireText, LinesAreBallotsInOrderOfPreference) {
  const auto import =
      imported_texts({{"x.raire",
                       "1\nContest,339,3,15,16,17,winner,15\n339,99_1_1,17,15\n339,99_1_2\n"
                       "339,99_1_3,16\n"}});
  const auto& store = import.store;
  EXPECT_EQ(import.format, CvrFormat::RaireText);
  EXPECT_EQ(card_said(store, 0, 0), "1 17, 2 15");
  EXPECT_EQ(card_said(store, 1, 0), "blank");
  EXPECT_EQ(store.imprinted_id(store.place_of(2)), "99_1_3");
  EXPECT_EQ(ignored_of(import, "winners that the file names"), 1U);
}

TEST(RaireText, AnIdOfTabulatorBatchAndPlaceSaysWhereThePaperLies) {
  const auto import =
      imported_texts({{"x.raire",
                       "1\nContest,339,2,15,16\n339,99813_1_16,15\n339,99813_2_3,16\n339,7,15\n"
                       "339,a_b,15\n339,5_x_2,15\n339,5_1_0,15\n339,_1_2,15\n"}});
  const auto& store = import.store;
  const auto place = [&](std::uint64_t card) {
    const election::CardPlace at = store.place_of(card);
    const auto& chunk = store.chunks()[at.chunk];
    const auto& batch = store.names().batches[chunk.run_of(at.card).batch];
    return store.names().tabulators[batch.tabulator] + "/" + batch.name + "/" +
           std::to_string(chunk.position_of(at.card)) + " " + store.imprinted_id(at);
  };
  EXPECT_EQ(place(0), "99813/1/16 99813_1_16");
  EXPECT_EQ(place(1), "99813/2/3 99813_2_3");
  EXPECT_EQ(place(2), "//0 7");
  EXPECT_EQ(place(3), "//0 a_b");
  EXPECT_EQ(place(4), "//0 5_x_2");
  EXPECT_EQ(place(5), "//0 5_1_0");
  EXPECT_EQ(place(6), "//0 _1_2");
}

TEST(RaireText, ABallotInTwoContestsIsOneCard) {
  const auto import =
      imported_texts({{"x.raire",
                       "2\nContest,1,2,a,b\nContest,2,2,c,d\n1,x,a\n1,y,b,a\n2,x,d\n"
                       "2,z,c\n"}});
  const auto& store = import.store;
  EXPECT_EQ(store.cards().value(), 3);
  EXPECT_EQ(card_said(store, 0, 0), "1 a");
  EXPECT_EQ(card_said(store, 0, 1), "1 d");
  EXPECT_EQ(card_said(store, 1, 1), "absent");
  EXPECT_EQ(card_said(store, 2, 0), "absent");
}

TEST(RaireText, RefusalsSayTheLine) {
  struct Case {
    const char* text;
    const char* cause;
    std::int64_t row;
  };
  for (const Case& each : {
           Case{"2\nContest,1,2,a,b\n", "raire.contest", 2},
           Case{"1\nContest,1,3,a,b\n1,x,a\n", "raire.contest", 2},
           Case{"1\nContest,1,2,a,b\n1,x,c\n", "raire.choice", 3},
           Case{"1\nContest,1,2,a,b\n2,x,a\n", "raire.ballot", 3},
           Case{"2\nContest,1,2,a,b\nContest,2,2,a,b\n1,x,a\n1,x,b\n", "raire.ballot", 5},
           Case{"1\nContest,1,2,a,b\n1,x,a\n1,x,b\n", "cards.twice", 4},
       }) {
    const auto problems = refused_texts({{"x.raire", each.text}});
    EXPECT_EQ(problems[0].cause, each.cause) << each.text;
    EXPECT_EQ(problems[0].place.row, each.row) << each.text;
  }
}

TEST(RaireText, AmericanContestsGiveTheirWinners) {
  if (!fs::exists(cvr_data("raire_us_irv"))) GTEST_SKIP() << "missing " << cvr_data("raire_us_irv");
  struct Case {
    const char* path;
    std::int64_t ballots;
    const char* winner;
    std::int64_t votes;
    std::int64_t second;
  };
  for (const Case& each : {
           Case{"raire_us_irv/Aspen_2009_Mayor.raire", 2528, "4", 0, 0},
           Case{"raire_us_irv/Berkeley_2010_D1CityCouncil.raire", 5700, "380", 0, 0},
           Case{"raire_us_irv/Berkeley_2010_D7CityCouncil.raire", 4184, "387", 0, 0},
           Case{"raire_us_irv/Oakland_2010_Mayor.raire.gz", 119'607, "397", 53'897, 51'872},
           Case{"raire_us_irv/Pierce_2008_CityCouncil.raire", 40'000, "131", 0, 0},
           Case{"sf2019_da/SFDA2019_PrelimReport12VBMJustDASheets.raire.gz", 146'662, "15", 61'751,
                57'509},
       }) {
    const auto import = imported({cvr_data(each.path)});
    EXPECT_EQ(import.store.cards().value(), each.ballots) << each.path;
    const Runoff found = runoff(import.store);
    EXPECT_EQ(found.winner, each.winner) << each.path;
    if (each.votes == 0) continue;
    EXPECT_EQ(found.votes, each.votes) << each.path;
    EXPECT_EQ(found.second, each.second) << each.path;
  }
}

TEST(RaireJson, RankingsStandForSoManyBallots) {
  const auto import = imported_texts(
      {{"u.json",
        R"({"metadata":{"candidates":["Ada","Ben"],"contest":"Mayor"},"num_candidates":2,)"
        R"("votes":[{"n":2,"prefs":[1,0]},{"n":0,"prefs":[]},{"n":1,"prefs":[]}]})"}});
  EXPECT_EQ(import.format, CvrFormat::RaireJson);
  EXPECT_EQ(import.store.cards().value(), 3);
  EXPECT_EQ(card_said(import.store, 1, 0), "1 Ben, 2 Ada");
  EXPECT_EQ(card_said(import.store, 2, 0), "blank");
}

TEST(RaireJson, WhatDoesNotFitIsRefusedWithItsPointer) {
  const auto refused = [](const std::string& votes) {
    const auto problems = refused_texts(
        {{"u.json", R"({"prefs":0,"metadata":{"candidates":["Ada","Ben"],"contest":"M"},"votes":)" +
                        votes + "}"}});
    return problems[0].cause + " " + problems[0].place.column;
  };
  EXPECT_EQ(refused(R"([{"n":1,"prefs":[0,2]}])"), "raire.json /votes/0/prefs/1");
  EXPECT_EQ(refused(R"([{"n":1,"prefs":[-1]}])"), "raire.json /votes/0/prefs/0");
  EXPECT_EQ(refused(R"([{"n":-1,"prefs":[]}])"), "raire.json /votes/0");
  EXPECT_EQ(refused(R"([{"n":500000000,"prefs":[]}])"), "raire.json /votes/0");
  EXPECT_EQ(refused("7"), "raire.json /votes");
}

TEST(RaireJson, NewSouthWalesMayorsAreThePublishedOnes) {
  const fs::path folder = cvr_data("nsw2021_irv");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  int contests = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with("_Mayoral.json")) continue;
    ++contests;
    const fs::path expected = folder / (name.substr(0, name.size() - 5) + "_out.json");
    const auto files = InputFiles::open({expected});
    const auto json = base::parse_json(*files->whole(0, 1 << 20U), "out");
    const auto winner = json->at("solution").at("Ok").at("winner").get<std::size_t>();
    const auto import = imported({entry.path()});
    EXPECT_EQ(runoff(import.store).winner, import.store.contests()[0].choices[winner].name) << name;
  }
  EXPECT_EQ(contests, 18);
}

// The Dominion layout of the same ballots holds what the rankings hold.
TEST(RaireJson, TheSameBallotsInTwoFormatsAgree) {
  if (!fs::exists(cvr_data("nsw2021_irv"))) GTEST_SKIP() << "missing " << cvr_data("nsw2021_irv");
  const auto rankings = imported({cvr_data("nsw2021_irv/City_of_Griffith_Mayoral.json")});
  const auto cells = imported({cvr_data("dominion_csv_nsw/City_of_Griffith_Mayoral.csv.gz")});
  std::map<std::string, int> left;
  std::map<std::string, int> right;
  for (std::uint64_t card = 0; card < 14'179; ++card) {
    ++left[card_said(rankings.store, card, 0)];
    ++right[card_said(cells.store, card, 0)];
  }
  EXPECT_EQ(left, right);
}

}  // namespace
}  // namespace recanvass::formats
