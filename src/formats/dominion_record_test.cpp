#include "formats/dominion_record.h"

#include <gtest/gtest.h>

#include <string>

namespace recanvass::formats {
namespace {

// A block of sessions with the room behind it that the parser wants.
struct Held {
  explicit Held(const std::string& list) : bytes(list + std::string(64, ' ')) {
    block.list = std::string_view(bytes).substr(0, list.size());
    block.capacity = bytes.size();
  }
  std::string bytes;
  RecordBlock block;
};

const char* const kSession =
    R"({"TabulatorId":1,"BatchId":2,"RecordId":3,"CountingGroupId":4,"ImageMask":"x\\_9*.*",)"
    R"("Original":{"PrecinctPortionId":5,"BallotTypeId":6,"IsCurrent":true,"Contests":[)"
    R"({"Id":7,"Undervotes":[{"a":{}}],"Marks":[{"CandidateId":8,"Rank":1,"IsVote":true}]}]}})";

TEST(DominionRecord, ReadsSessionAfterSessionAndBlockAfterBlock) {
  DominionSessionParser parser;
  for (int round = 0; round < 2; ++round) {
    const Held held("[" + std::string(kSession) + "," + kSession + "]");
    parser.begin(held.block);
    for (int i = 0; i < 2; ++i) {
      const DominionSession* session = parser.next();
      ASSERT_NE(session, nullptr) << parser.fault()->found << parser.fault()->pointer;
      EXPECT_EQ(session->tabulator, 1);
      EXPECT_EQ(session->batch, 2);
      EXPECT_EQ(session->position, 3U);
      EXPECT_EQ(session->counting_group, 4);
      EXPECT_FALSE(session->modified.present);
      const DominionRecord& record = session->original;
      EXPECT_EQ(record.portion, 5);
      EXPECT_EQ(record.ballot_type, 6);
      ASSERT_EQ(record.cards.size(), 1U);
      ASSERT_EQ(record.contests.size(), 1U);
      EXPECT_EQ(record.contests[0].contest, 7);
      ASSERT_EQ(record.marks.size(), 1U);
      EXPECT_EQ(record.marks[0].candidate, 8);
      EXPECT_TRUE(record.marks[0].vote);
      EXPECT_FALSE(record.marks[0].ambiguous);
    }
    EXPECT_EQ(parser.next(), nullptr);
    EXPECT_FALSE(parser.fault().has_value());
  }
}

// Every byte of a session taken away: it is refused, or still reads inside its bounds.
TEST(DominionRecord, ASessionWithoutOneOfItsBytesNeverReadsOutside) {
  const std::string whole = "[" + std::string(kSession) + "]";
  std::size_t refused = 0;
  DominionSessionParser parser;
  for (std::size_t at = 1; at + 1 < whole.size(); ++at) {
    const Held held(whole.substr(0, at) + whole.substr(at + 1));
    parser.begin(held.block);
    while (const DominionSession* session = parser.next()) {
      for (const DominionCard& card : session->original.cards) {
        EXPECT_LE(card.end_contest, session->original.contests.size());
      }
    }
    if (parser.fault()) ++refused;
  }
  EXPECT_GT(refused, whole.size() / 3);
}

}  // namespace
}  // namespace recanvass::formats
