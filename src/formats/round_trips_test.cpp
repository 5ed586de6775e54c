// A real county's export through every format that can hold it, and back.
#include "formats/card_facts.h"
#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using election::CardStore;

// What comes back otherwise of a county that asks for one vote in each contest.
struct RoundTrip {
  CardFormat format;
  bool says_vote_for;   // how many choices may be marked
  bool lists_unmarked;  // choices that nobody marked
};

const std::vector<RoundTrip>& round_trips() {
  using enum CardFormat;
  static const std::vector<RoundTrip> kTrips = {
      {CardsCsv, true, true},        {NistJson, true, true},
      {NistXml, true, true},         {Unisyn, true, true},
      {DominionJson, true, true},    {DominionCsv, true, true},
      {ChoiceColumns, false, false}, {ChoiceWorkbook, false, false},
      {ClearBallot, true, true},     {Hart, true, false}};
  return kTrips;
}

// Contests in their order, each with its choices.
std::vector<std::string> contests_as_told(const CardStore& store, const RoundTrip& trip) {
  std::vector<std::string> lines;
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const election::CardContest& contest = store.contests()[i];
    std::set<std::string> names;
    for (std::size_t choice = 0; choice < contest.choices.size(); ++choice) {
      const auto& table = store.markings(i);
      bool marked = false;
      for (std::uint32_t code = 0; code < table.size() && !trip.lists_unmarked; ++code) {
        for (const election::Mark& mark : table.at(code).marks) {
          marked = marked || mark.choice == choice;
        }
      }
      if (marked || trip.lists_unmarked) names.insert(contest.choices[choice].name);
    }
    lines.push_back(fmt::format("{}; vote for {}; {}", contest.name,
                                trip.says_vote_for ? contest.vote_for : 0, fmt::join(names, ", ")));
  }
  return lines;
}

// 1,344 cards of 15 contests; one has no candidate and lies on 695 cards, which are blank in it.
TEST(RoundTrips, ClearCreek2016SaysTheSameInEveryFormat) {
  const fs::path folder = cvr_data("dominion_json_clearcreek2016");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const CardStore store = imported({folder}).store;
  ASSERT_EQ(store.cards().value(), 1344);
  for (const RoundTrip& trip : round_trips()) {
    SCOPED_TRACE(about(trip.format).name);
    const TripFolder out;
    const WrittenCards written = write_trip(store, trip.format, out.path() / "out");
    const CardStore back = imported({out.path() / "out"}).store;
    EXPECT_EQ(back.cards(), store.cards());
    EXPECT_EQ(sayings_of(back, Call::Names), sayings_of(store, Call::Names));
    EXPECT_EQ(contests_as_told(back, trip), contests_as_told(store, trip));
    EXPECT_EQ(lost_sayings(written), 0);
    // What was lost of contests was said.
    EXPECT_EQ(written.unsayable.count(kLostVoteFor), trip.says_vote_for ? 0U : 1U);
    EXPECT_EQ(written.unsayable.count("choices that no card names") +
                  written.unsayable.count("choices that no card marks"),
              trip.lists_unmarked ? 0U : 1U);
  }
}

// A vote-for-two contest of two choices: no marks could show that it was overvoted.
TEST(RoundTrips, OvervotesNeverBecomeVotes) {
  using election::MarkingTable;
  election::CardStoreBuilder builder;
  builder.add_contest({{"1"}, "Mayor", 1, 0, 1, {{{"a"}, "Ada", {}}, {{"b"}, "Ben", {}}}});
  builder.add_contest({{"2"}, "Council", 2, 0, 1, {{{"c"}, "Cy", {}}, {{"d"}, "Di", {}}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  const std::vector<election::Mark> both = {{0, 0, 1}, {1, 0, 1}};
  const auto add = [&](std::uint32_t position, std::uint32_t mayor, std::uint32_t council) {
    builder.add_card({builder.profile({}), batch, position, true, fmt::format("1-1-{}", position),
                      fmt::format("{}", position)});
    builder.add_marking(0, mayor);
    builder.add_marking(1, council);
  };
  const std::uint32_t too_many = builder.markings(0).code_of(election::MarkingState::Marked, both);
  add(1, too_many, MarkingTable::kOvervoted);
  add(2, builder.markings(0).code_of_one(0, 0), builder.markings(1).code_of_one(1, 0));
  add(3, MarkingTable::kOvervoted,
      builder.markings(1).code_of(election::MarkingState::Marked, both));
  add(4, MarkingTable::kBlank, MarkingTable::kBlank);
  const CardStore store = builder.finish();
  for (const RoundTrip& trip : round_trips()) {
    SCOPED_TRACE(about(trip.format).name);
    const TripFolder out;
    write_trip(store, trip.format, out.path() / "out");
    const CardStore back = imported({out.path() / "out"}).store;
    const auto votes = [](const CardStore& of) {
      std::map<std::string, std::int64_t> found;
      for (const auto& [said, times] : sayings_of(of, Call::Names)) {
        if (!said.second.starts_with("over") && said.second != "blank") {
          found[said.first + ": " + said.second] += times;
        }
      }
      return found;
    };
    if (trip.format != CardFormat::ChoiceColumns && trip.format != CardFormat::ChoiceWorkbook) {
      EXPECT_EQ(votes(back), votes(store));
    } else {
      EXPECT_EQ(contest_votes(back, contest_named(back, "Mayor")).at("Ada"), 1);
    }
  }
}

// A format is listed here, or holds rankings alone, or has no reader of ours.
TEST(RoundTrips, NoFormatIsForgotten) {
  std::size_t listed = round_trips().size();
  using enum CardFormat;
  for (const CardFormat other : {MarksCsv, RaireText, RaireJson, RankCsv}) {
    listed += std::ranges::find(round_trips(), other, &RoundTrip::format) == round_trips().end();
  }
  EXPECT_EQ(listed, card_formats().size());
}

// One contest of three choices, and everything that a card can say in it.
CardStore everything_said(std::int32_t vote_for, bool written_twice) {
  using election::Mark;
  using election::MarkingState;
  election::CardStoreBuilder builder;
  builder.add_contest({{"1"},
                       "Council",
                       vote_for,
                       0,
                       1,
                       {{{"a"}, "Ada", {}},
                        {{"b"}, "Ben", {}},
                        {{"w"}, "Write-in", election::CardChoiceKind::WriteIn}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  std::uint32_t position = 0;
  const auto add = [&](MarkingState state, const std::vector<Mark>& marks) {
    ++position;
    builder.add_card({builder.profile({}), batch, position, true, fmt::format("1-1-{}", position),
                      fmt::format("{}", position)});
    builder.add_marking(0, builder.markings(0).code_of(state, marks));
  };
  for (unsigned set = 0; set < 8; ++set) {
    std::vector<Mark> marks;
    for (election::ChoiceIndex choice = 0; choice < 3; ++choice) {
      if ((set >> choice & 1U) != 0) marks.push_back({choice, 0, 1});
    }
    add(marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks);
    add(MarkingState::Overvoted, marks);
    if (!marks.empty() && marks.back().choice == 2 && written_twice) {
      marks.back().votes = 2;
      add(MarkingState::Marked, marks);
    }
  }
  return builder.finish();
}

// Plurality as its text has it: a card with more votes than the contest allows counts for nobody.
std::map<std::string, std::int64_t> plurality_votes(const CardStore& store) {
  std::map<std::string, std::int64_t> votes = {{"Ada", 0}, {"Ben", 0}, {"Write-in", 0}};
  const election::CardContest& contest = store.contests()[0];
  for (std::uint64_t card = 0; card < static_cast<std::uint64_t>(store.cards().value()); ++card) {
    const auto said = store.marking(store.place_of(card), 0);
    if (!said || said->state != election::MarkingState::Marked) continue;
    std::int64_t asked = 0;
    for (const election::Mark& mark : said->marks) asked += mark.votes;
    if (contest.vote_for > 0 && asked > contest.vote_for) continue;
    for (const election::Mark& mark : said->marks)
      votes[contest.choices[mark.choice].name] += mark.votes;
  }
  return votes;
}

// Whether it is known how many choices may be marked or not, and whatever was marked.
TEST(RoundTrips, EveryChoiceHasTheVotesThatItHadWhateverTheLimit) {
  for (const std::int32_t vote_for : {0, 1, 2, 3}) {
    const CardStore store = everything_said(vote_for, false);
    for (const RoundTrip& trip : round_trips()) {
      SCOPED_TRACE(fmt::format("{}, vote for {}", about(trip.format).name, vote_for));
      const TripFolder out;
      write_trip(store, trip.format, out.path() / "out");
      const CardStore back = imported({out.path() / "out"}).store;
      ASSERT_EQ(back.contests().size(), 1U);
      EXPECT_EQ(plurality_votes(back), plurality_votes(store));
    }
  }
}

// Two written names on one card are one choice, which cells of 0 and 1 have once.
TEST(RoundTrips, NoChoiceGainsAVoteByWrittenNames) {
  for (const std::int32_t vote_for : {0, 1, 2, 3}) {
    const CardStore store = everything_said(vote_for, true);
    for (const RoundTrip& trip : round_trips()) {
      SCOPED_TRACE(fmt::format("{}, vote for {}", about(trip.format).name, vote_for));
      const TripFolder out;
      const WrittenCards written = write_trip(store, trip.format, out.path() / "out");
      const auto had = plurality_votes(store);
      for (const auto& [name, votes] : plurality_votes(imported({out.path() / "out"}).store)) {
        EXPECT_LE(votes, had.at(name)) << name;
        EXPECT_TRUE(votes == had.at(name) || written.unsayable.count(kLostVotes) > 0) << name;
      }
    }
  }
}

}  // namespace
}  // namespace recanvass::formats
