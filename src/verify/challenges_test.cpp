#include "verify/challenges.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

TEST(Challenges, AReadingIsChoicesOrOneWordAlone) {
  const auto read = [](const char* text, std::int64_t vote_for) {
    const base::Json json = *base::parse_json(text, "test");
    const auto reading = ballot_reading(&json, {"a", "b", "over"}, vote_for);
    return reading ? words_of(*reading) : "none";
  };
  EXPECT_EQ(read(R"(["a"])", 1), "a");
  EXPECT_EQ(read(R"(["b","a"])", 2), "a b");
  EXPECT_EQ(read(R"(["blank"])", 1), "blank");
  EXPECT_EQ(read(R"(["over"])", 1), "over");
  EXPECT_EQ(read(R"(["not-counted"])", 1), "not-counted");
  for (const char* bad :
       {R"([])", R"(["c"])", R"(["a","a"])", R"("a")", R"([1])", R"(["blank","a"])"}) {
    EXPECT_EQ(read(bad, 2), "none") << bad;
  }
  EXPECT_EQ(read(R"(["a","b"])", 1), "none") << "more than may be marked";
}

Exhibit exhibit(BallotReading counted_as) {
  Exhibit made;
  made.batch = "B1";
  made.county = "dane";
  made.counted_as = std::move(counted_as);
  made.claims = {{"b", "clerk", BallotReading{BallotReading::Kind::Marked, {"b"}}, false}};
  return made;
}

TEST(Challenges, OneIsOpenUntilItIsWithdrawnStipulatedOrRuled) {
  Exhibit challenge = exhibit({BallotReading::Kind::Marked, {"a"}});
  EXPECT_EQ(challenge.status(), "open");
  EXPECT_EQ(words_of(challenge.stands_as()), "a");
  EXPECT_TRUE(challenge.allows({BallotReading::Kind::Marked, {"b"}}));
  EXPECT_FALSE(challenge.allows({BallotReading::Kind::Overvoted, {}}));
  challenge.claims[0].withdrawn = true;
  EXPECT_EQ(challenge.status(), "withdrawn");
  challenge.stipulated = BallotReading{BallotReading::Kind::Marked, {"b"}};
  EXPECT_EQ(challenge.status(), "stipulated");
  challenge.rulings.push_back({7, {BallotReading::Kind::Overvoted, {}}});
  EXPECT_EQ(challenge.status(), "ruled");
  EXPECT_EQ(words_of(challenge.stands_as()), "over");
}

TEST(Challenges, ASettledOneTakesOneReadingOutAndPutsAnotherIn) {
  struct Case {
    BallotReading before;
    BallotReading after;
    std::array<std::int64_t, 5> change;  // ballots, a, b, blank, over
  };
  for (const Case& row : {
           Case{{BallotReading::Kind::Marked, {"a"}},
                {BallotReading::Kind::Marked, {"b"}},
                {0, -1, 1, 0, 0}},
           Case{{BallotReading::Kind::Marked, {"a"}},
                {BallotReading::Kind::Marked, {}},
                {0, -1, 0, 1, 0}},
           Case{{BallotReading::Kind::Marked, {}},
                {BallotReading::Kind::Overvoted, {}},
                {0, 0, 0, -2, 2}},
           Case{{BallotReading::Kind::NotCounted, {}},
                {BallotReading::Kind::Marked, {"a", "b"}},
                {1, 1, 1, 0, 0}},
           Case{{BallotReading::Kind::Overvoted, {}},
                {BallotReading::Kind::NotCounted, {}},
                {-1, 0, 0, 0, -2}},
           Case{{BallotReading::Kind::Marked, {"a"}},
                {BallotReading::Kind::Marked, {"a"}},
                {0, 0, 0, 0, 0}},
       }) {
    ChallengeRegister challenges;
    Exhibit challenge = exhibit(row.before);
    challenge.rulings.push_back({1, row.after});
    challenges.exhibits.emplace("1", challenge);
    challenges.of_batch["B1"] = {"1"};
    TallyChange change = challenges.change_of("B1", 2);
    // Two votes a ballot: one mark leaves one vote unused.
    EXPECT_EQ(change.ballots, row.change[0]);
    EXPECT_EQ(change.votes["a"], row.change[1]);
    EXPECT_EQ(change.votes["b"], row.change[2]);
    EXPECT_EQ(change.over, row.change[4]);
    EXPECT_EQ(change.ballots * 2,
              change.votes["a"] + change.votes["b"] + change.blank + change.over);
  }
}

}  // namespace
}  // namespace recanvass::verify
