#include "store/checkpoint_note.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

ledger::Note note_by(const std::vector<std::string>& names, const std::string& text) {
  ledger::Note note{text, {}};
  for (const std::string& name : names) note.signatures.push_back({name, 7, std::string(64, 's')});
  return note;
}

const std::string kText = ledger::checkpoint_text({"example.org/x", 3, base::sha256("root")});

TEST(CheckpointNoteTest, SignaturesAreAddedOnceAndThoseKeptComeFirst) {
  const std::string kept = ledger::format_note(note_by({"log", "w1"}, kText));
  const auto merged = merge_notes("s", kept, note_by({"w2", "w1"}, kText));
  ASSERT_TRUE(merged.ok());
  EXPECT_EQ(*merged, ledger::format_note(note_by({"log", "w1", "w2"}, kText)));
}

TEST(CheckpointNoteTest, AnotherTextForTheSameSizeIsAFork) {
  const std::string kept = ledger::format_note(note_by({"log"}, kText));
  const std::string other = ledger::checkpoint_text({"example.org/x", 3, base::sha256("other")});
  const auto merged = merge_notes("s", kept, note_by({"log"}, other));
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.problems()[0].cause, "store.checkpoint-fork");
}

TEST(CheckpointNoteTest, ANoteThatIsNoCheckpointIsRefused) {
  EXPECT_FALSE(read_checkpoint_note("").ok());
  EXPECT_FALSE(read_checkpoint_note(ledger::format_note(note_by({"log"}, "a text\n"))).ok());
  const auto read = read_checkpoint_note(ledger::format_note(note_by({"log"}, kText)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->checkpoint.size, 3U);
}

}  // namespace
}  // namespace recanvass::store
