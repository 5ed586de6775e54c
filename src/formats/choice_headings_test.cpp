#include "formats/choice_headings.h"

#include "formats/card_round_trip.h"
#include "formats/choice_titles.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using election::CardContest;

std::vector<CardContest> titled(const std::vector<std::string>& titles, std::int32_t ranks = 0,
                                std::int32_t vote_for = 1) {
  std::vector<CardContest> contests;
  for (const std::string& title : titles) {
    contests.push_back({{std::to_string(contests.size() + 1)}, title, vote_for, ranks, 1, {}});
    for (const char* name : {"Ann", "Bob", "Cy"}) {
      contests.back().choices.push_back({{name}, name, {}});
    }
  }
  return contests;
}

std::vector<std::string> first_headings(const std::vector<CardContest>& contests) {
  std::vector<std::string> names;
  for (const CardContest& contest : contests) names.push_back(contest.name);
  std::vector<std::string> first;
  for (const auto& columns : contest_headings(contests, names).columns) {
    first.push_back(columns[0]);
  }
  return first;
}

TEST(ChoiceHeadings, ATitleThatIsOneStaysAsItIs) {
  const std::vector<std::string> titles = {"Mayor",       "Council, Ward 2", "Proposition 1",
                                           "Judge Smith", "Measure A",       "Recall: yes or no"};
  EXPECT_EQ(first_headings(titled(titles)), titles);
  const auto headings = contest_headings(titled(titles), titles);
  EXPECT_EQ(headings.changed, 0U);
}

TEST(ChoiceHeadings, ATitleThatSaysSomethingElseIsWrittenOtherwise) {
  EXPECT_EQ(first_headings(titled({"Batch", "Precinct", "Council 1", "Council 2", "Council 3",
                                   "Mayor Choice 1", "Judge 1st Choice", "Rank2"})),
            (std::vector<std::string>{"Batch [contest 1]", "Precinct [contest 2]", "Council 1",
                                      "Council 2 [contest 4]", "Council 3",
                                      "Mayor \xE2\x80\x93 Choice \xE2\x80\x93 1",
                                      "Judge 1st \xE2\x80\x93 Choice", "Rank \xE2\x80\x93 2"}));
}

// What is written is what is read back: as many contests, each with the cards and votes it had.
TEST(ChoiceHeadings, NoContestComesBackAsAnother) {
  const std::vector<std::vector<std::string>> worlds = {
      {"Council 1", "Council 2", "Mayor Choice 1", "Mayor Choice 2", "Judge 1st Choice"},
      {"Batch", "Precinct", "Party", "Ballot Status", "Count", "Cast Vote Record", "Sheet",
       "County"},
      {"Council", "Council.1", "Council.2", "Council 2", "Council (301)", "Council (302)"},
      {"1st", "2nd", "Choice", "Rank 1 of 3", "Preference No. 2", "Choice1", "Council one",
       "Council two"},
      {"Seat 1", "Seat 2", "Seat 3", "Votes", "Votes 1", "Contest"}};
  for (const auto& [ranks, vote_for] : {std::pair{0, 1}, {0, 2}, {3, 1}}) {
    for (const auto& titles : worlds) {
      const auto contests = titled(titles, ranks, vote_for);
      election::CardStoreBuilder builder;
      for (const CardContest& contest : contests) builder.add_contest(contest);
      const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
      for (std::uint32_t card = 0; card < 6; ++card) {
        builder.add_card({builder.profile({}), batch, card + 1, true, {}, {}});
        for (std::uint32_t contest = 0; contest < contests.size(); ++contest) {
          const auto choice = static_cast<election::ChoiceIndex>((card + contest) % 3);
          const auto rank = static_cast<std::uint16_t>(ranks > 0 ? 1 : 0);
          builder.add_marking(contest, builder.markings(contest).code_of_one(choice, rank));
        }
      }
      const auto store = builder.finish();
      for (const CardFormat format : {CardFormat::ChoiceColumns, CardFormat::ChoiceWorkbook}) {
        const TripFolder folder;
        write_trip(store, format, folder.path() / "out");
        const auto back = imported({folder.path() / "out"});
        ASSERT_EQ(back.store.contests().size(), titles.size()) << titles[0] << ranks << vote_for;
        for (std::uint32_t contest = 0; contest < titles.size(); ++contest) {
          EXPECT_EQ(back.store.contests()[contest].ranks, ranks) << titles[contest];
          for (std::uint64_t card = 0; card < 6; ++card) {
            EXPECT_EQ(card_said(back.store, card, contest), card_said(store, card, contest))
                << titles[contest] << ranks;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace recanvass::formats
