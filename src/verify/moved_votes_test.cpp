#include "verify/moved_votes.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using Sentences = std::vector<std::string>;

// One unit of one batch, 10 ballots: 6 for a, 4 for b by both entries.
Record counted_record() {
  Record record;
  record.choices = {{"a", "A"}, {"b", "B"}};
  record.people["one"].name = "Lee";
  record.people["two"].name = "Kim";
  Batch batch;
  batch.unit = "U1";
  batch.county = "dane";
  batch.ballots = 10;
  const Figures figures{10, {{"a", 6}, {"b", 4}}, 0, 0};
  batch.readings = {{"t1", "R1", figures}, {"t2", "R2", figures}};
  record.batches["B1"] = batch;
  Unit& unit = record.units["U1"];
  unit.batches = {"B1"};
  unit.returns_given = true;
  unit.returns_county = "dane";
  unit.votes = {{"a", 6}, {"b", 4}};
  unit.signed_off = true;
  record.place("U1");
  return record;
}

void move_to_b(Record& record, const std::string& id, std::int64_t ballot) {
  Exhibit exhibit;
  exhibit.batch = "B1";
  exhibit.ballot = ballot;
  exhibit.counted_as = {BallotReading::Kind::Marked, {"a"}};
  exhibit.rulings = {{9, {BallotReading::Kind::Marked, {"b"}}, {"one", "two"}}};
  record.challenges.exhibits[id] = exhibit;
  record.challenges.of_batch["B1"].push_back(id);
}

TEST(MovedVotes, TwoEqualEntriesMoveNothing) {
  EXPECT_EQ(moved_sentences(counted_record()), Sentences{});
}

TEST(MovedVotes, RulingsAreNamedAndWhereTheyDecideSoAreTheTallies) {
  Record record = counted_record();
  move_to_b(record, "1", 1);
  const std::string one =
      "By rulings and agreements 1 challenged ballot counts otherwise than tallied (A -1, B +1); "
      "by "
      "Kim, Lee.";
  EXPECT_EQ(moved_sentences(record).at(1), one);
  record.challenges.exhibits["1"].rulings[0].order = "O1";
  record.matters.orders["O1"] = {"Circuit Court", "CL1"};
  EXPECT_TRUE(moved_sentences(record).at(1).ends_with(
      "; by order of Circuit Court, CL1 (O1); entered by Kim, Lee."));
  record.challenges.exhibits["1"].rulings[0].order.clear();
  move_to_b(record, "2", 2);
  const Sentences two = moved_sentences(record);
  ASSERT_EQ(two.size(), 4U);
  EXPECT_EQ(two[0],
            "Account of every ballot: 8 of 10 ballots were counted in the regular way; 2 by "
            "exception: 2 as ruled or agreed upon.");
  EXPECT_EQ(two[2],
            "The lead is 2 votes, and 2 ballots are exceptions. With the first counts of their 1 "
            "unit in place of them A would lead, by 2.");
  EXPECT_EQ(two[3], "The tallies alone name A: what was moved since decides.");
  for (const std::string& sentence : two) EXPECT_TRUE(is_moved_sentence(sentence)) << sentence;
  record.units["U1"].signed_off = false;
  EXPECT_EQ(moved_sentences(record), Sentences{}) << "nothing of it stands yet";
}

TEST(MovedVotes, AThirdPersonIsNamedAndWhatIsWithheldIsNotKnown) {
  Record record = counted_record();
  Batch& batch = record.batches["B1"];
  batch.settled = Figures{10, {{"a", 5}, {"b", 5}}, 0, 0};
  batch.settled_by = {"two"};
  EXPECT_EQ(moved_sentences(record).at(1),
            "A third person settled 1 batch whose two entries differed (10 votes): B1; by Kim.");
  EXPECT_FALSE(is_moved_unknown(record));
  batch.withheld = 2;
  EXPECT_TRUE(is_moved_unknown(record));
}

TEST(MovedVotes, APartialCountIsSaidInVotesAndUnitsOnceNothingIsOpen) {
  Record record = counted_record();
  EXPECT_EQ(partial_sentence(record), "");
  Unit& left = record.units["U2"];
  left.returns_given = true;
  left.returns_county = "dane";
  left.votes = {{"a", 3}, {"b", 1}};
  record.place("U2");
  EXPECT_EQ(partial_sentence(record), "") << "it is open";
  record.methods.push_back({1, "", "hand", "partial", {"U1"}});
  EXPECT_EQ(partial_sentence(record),
            "Of 14 votes 10 in 1 unit were counted again; 4 in 1 unit stand as first counted.");
  EXPECT_TRUE(is_partial_sentence(partial_sentence(record)));
  left.returns_given = false;
  EXPECT_EQ(partial_sentence(record), "") << "its first count is not given";
}

}  // namespace
}  // namespace recanvass::verify
