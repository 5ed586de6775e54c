#include "workflow/card_record.h"

#include "base/sha256.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

CardReading vote_for(const std::string& choice) { return {{"c", {"marked", {{choice, 0}}}}}; }

CardRecords records_of(std::size_t cards, const std::string& list = "dane") {
  const auto record = [](std::int64_t card) { return vote_for(card % 3 == 1 ? "b" : "a"); };
  return {list, static_cast<std::int64_t>(cards), record, std::string(32, 's')};
}

TEST(CardRecord, EveryCardOfListsOfEverySizeIsProvedByItsRootAlone) {
  for (std::size_t cards = 1; cards <= 20; ++cards) {
    const CardRecords records = records_of(cards);
    for (std::size_t card = 1; card <= cards; ++card) {
      EXPECT_TRUE(is_committed_record("dane", records.record(static_cast<std::int64_t>(card)),
                                      static_cast<std::int64_t>(cards), records.root()))
          << card << " of " << cards;
    }
  }
}

TEST(CardRecord, AnotherVoteNumberListSaltProofOrSizeIsNotTheOneCommittedTo) {
  const CardRecords records = records_of(9);
  const std::string root = records.root();
  const base::Json good = records.record(5);
  ASSERT_TRUE(is_committed_record("dane", good, 9, root));
  const auto refused = [&](const char* member, const base::Json& value) {
    base::Json record = good;
    record[member] = value;
    return !is_committed_record("dane", record, 9, root);
  };
  EXPECT_TRUE(refused("readings", card_reading_json(vote_for("b"))));
  EXPECT_TRUE(refused("card", 6));
  EXPECT_TRUE(refused("card", 0));
  EXPECT_TRUE(refused("salt", std::string(64, '0')));
  EXPECT_TRUE(refused("proof", ""));
  EXPECT_TRUE(refused("proof", "no base64"));
  EXPECT_TRUE(refused("proof", records.record(6)["proof"]));
  EXPECT_FALSE(is_committed_record("rock", good, 9, root));
  EXPECT_FALSE(is_committed_record("dane", good, 4, root)) << "past the list";
  EXPECT_FALSE(is_committed_record("dane", good, 9, records_of(9, "rock").root()));
}

// Equal records have different hashes: nobody reads a neighbour's vote off a proof.
TEST(CardRecord, EqualRecordsHaveDifferentSaltsAndDependOnTheSecret) {
  const CardRecords records = records_of(3);
  EXPECT_NE(records.record(2)["salt"], records.record(3)["salt"]);
  const auto record = [](std::int64_t card) { return vote_for(card == 1 ? "b" : "a"); };
  const CardRecords other("dane", 3, record, std::string(32, 't'));
  EXPECT_NE(other.root(), records.root());
}

TEST(CardRecord, TheLeafIsCanonicalAndInTheOrderOfContestsWhateverWasTyped) {
  EXPECT_EQ(
      record_leaf("l", 7, {{"m", {"marked", {{"b", 1}, {"a", 2}}}}, {"c", {"blank", {}}}}, "s"),
      R"({"card":7,"list":"l","readings":[{"contest":"c","state":"blank"},)"
      R"({"contest":"m","marks":[{"choice":"b","rank":1},{"choice":"a","rank":2}],)"
      R"("state":"marked"}],"salt":"s"})");
}

}  // namespace
}  // namespace recanvass::workflow
