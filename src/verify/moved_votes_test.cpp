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
  EXPECT_EQ(moved_sentences(record).front(), one);
  move_to_b(record, "2", 2);
  const Sentences two = moved_sentences(record);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[1], "The tallies alone name A: what was moved since decides.");
  for (const std::string& sentence : two) EXPECT_TRUE(is_moved_sentence(sentence)) << sentence;
  record.units["U1"].signed_off = false;
  EXPECT_EQ(moved_sentences(record), Sentences{}) << "nothing of it stands yet";
}

TEST(MovedVotes, AThirdPersonIsNamedAndWhatIsWithheldIsNotKnown) {
  Record record = counted_record();
  Batch& batch = record.batches["B1"];
  batch.settled = Figures{10, {{"a", 5}, {"b", 5}}, 0, 0};
  batch.settled_by = "two";
  EXPECT_EQ(moved_sentences(record).front(),
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

TEST(MovedVotes, FiguresOfNeitherEntryExtraBatchesAndBatchesSetAsideUnenteredAreNamed) {
  Record record = counted_record();
  Batch& batch = record.batches["B1"];
  batch.settled = Figures{10, {{"a", 1}, {"b", 9}}, 0, 0};
  batch.settled_by = "two";
  batch.settled_second = "one";
  EXPECT_EQ(moved_sentences(record),
            (Sentences{"A third person settled 1 batch whose two entries differed (10 votes): B1; "
                       "by Kim.",
                       "Settled on figures of neither entry: 1 batch (10 votes): B1; by Kim, Lee.",
                       "Both entries of what a third person settled name A: the third decides."}));
  Record extra = counted_record();
  extra.batches["B1"].extra = true;
  extra.batches["B1"].added_by = "one";
  EXPECT_EQ(moved_sentences(extra),
            Sentences{"Counted though no published manifest lists it: 1 batch (10 ballots; A +6, B "
                      "+4): B1; by Lee, t1, t2."});
  Record aside = counted_record();
  aside.batches["B2"] = aside.batches["B1"];
  aside.batches["B2"].readings.clear();
  aside.batches["B2"].is_void = true;
  aside.batches["B2"].voided_by = {"one", "two"};
  EXPECT_EQ(moved_sentences(aside),
            Sentences{"Set aside before anybody entered it: 1 batch (10 ballots listed): B2; by "
                      "Kim, Lee."});
  for (const Record* each : {&record, &extra, &aside}) {
    for (const std::string& sentence : moved_sentences(*each)) {
      EXPECT_TRUE(is_moved_sentence(sentence)) << sentence;
    }
  }
}

}  // namespace
}  // namespace recanvass::verify
