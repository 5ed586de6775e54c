#include "formats/card_file.h"

#include "election/card_builder.h"
#include "formats/package_fixture.h"
#include "formats/text.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::formats {
namespace {

using election::CardPlace;
using election::CardStore;
using election::CardStoreBuilder;
using election::Mark;
using election::MarkingState;

// Three hundred cards, two contests, the second ranked and on every third card.
CardStore small_store() {
  CardStoreBuilder builder;
  builder.add_contest(
      {{"mayor"}, "Mayor — \"2024\"", 1, 0, 1, {{{"a"}, "Ä", {}}, {{"b"}, "B", {}}}});
  builder.add_contest({{"council"}, "Council", 1, 3, 2, {{{"x"}, "X", {}}, {{"y"}, "Y", {}}}});
  for (std::uint32_t i = 0; i < 300; ++i) {
    const std::uint32_t batch =
        builder.batch(builder.tabulator("T" + std::to_string(i / 150)), std::to_string(i / 50));
    builder.add_card({builder.profile({builder.style(i % 3 == 0 ? "long" : "short"), 0, 0, i == 7}),
                      batch,
                      i % 50 + 1,
                      true,
                      i == 9 ? "odd" : "",
                      {}});
    builder.add_marking(0, builder.markings(0).code_of_one(i % 2, 0));
    if (i % 3 != 0) continue;
    const std::vector<Mark> marks = {{0, 1, 1}, {1, static_cast<std::uint16_t>(2 + i % 2), 1}};
    builder.add_marking(1, builder.markings(1).code_of(MarkingState::Marked, marks));
  }
  builder.add_redacted({"aggregate", election::CardCount(4), {{0, 1, election::VoteCount(3)}}});
  builder.add_redacted({"other", std::nullopt, {}});
  return builder.finish();
}

std::string bytes_of(const std::filesystem::path& path) { return *read_bytes(path, "store"); }

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(CardFile, GivesBackTheStoreThatWasSaved) {
  const TemporaryPackage folder(PackageFiles{});
  const CardStore store = small_store();
  const auto path = folder.folder() / "cards.rcv";
  const auto saved = save_card_store(store, path);
  ASSERT_TRUE(saved.ok()) << base::sentences(saved.problems());
  const auto opened = open_card_store(path, "cards.rcv");
  ASSERT_TRUE(opened.ok()) << base::sentences(opened.problems());
  EXPECT_EQ(opened->contests(), store.contests());
  EXPECT_EQ(opened->names().styles, store.names().styles);
  EXPECT_EQ(opened->names().profiles, store.names().profiles);
  EXPECT_EQ(opened->names().batches, store.names().batches);
  ASSERT_EQ(opened->redacted().size(), 2U);
  EXPECT_EQ(opened->redacted()[0].cards, election::CardCount(4));
  EXPECT_EQ(opened->redacted()[0].votes[0].votes, election::VoteCount(3));
  EXPECT_FALSE(opened->redacted()[1].cards.has_value());
  ASSERT_EQ(opened->cards(), store.cards());
  for (std::uint64_t card = 0; card < 300; ++card) {
    const CardPlace place = store.place_of(card);
    EXPECT_EQ(opened->imprinted_id(place), store.imprinted_id(place));
    for (std::uint32_t contest = 0; contest < 2; ++contest) {
      const auto mine = store.marking(place, contest);
      const auto theirs = opened->marking(place, contest);
      ASSERT_EQ(mine.has_value(), theirs.has_value());
      EXPECT_TRUE(!mine || std::ranges::equal(mine->marks, theirs->marks));
    }
  }
}

TEST(CardFile, TheSameStoreIsTheSameBytesAndItsHashStandsAtTheEnd) {
  const TemporaryPackage folder(PackageFiles{});
  const auto first = save_card_store(small_store(), folder.folder() / "a");
  const auto second = save_card_store(small_store(), folder.folder() / "b");
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(*first, *second);
  const std::string bytes = bytes_of(folder.folder() / "a");
  EXPECT_EQ(bytes, bytes_of(folder.folder() / "b"));
  EXPECT_EQ(base::hex(base::sha256(std::string_view(bytes).substr(0, bytes.size() - 32))),
            base::hex(*first));
  EXPECT_EQ(bytes.substr(0, 8), "RCVCARDS");
}

TEST(CardFile, EveryChangedByteAndEveryCutIsRefused) {
  const TemporaryPackage folder(PackageFiles{});
  const auto path = folder.folder() / "cards.rcv";
  ASSERT_TRUE(save_card_store(small_store(), path).ok());
  const std::string whole = bytes_of(path);
  for (std::size_t at = 0; at < whole.size(); at += at < 64 ? 1 : 7) {
    std::string spoiled = whole;
    spoiled[at] = static_cast<char>(spoiled[at] ^ 0x20);
    write_bytes(path, spoiled);
    const auto opened = open_card_store(path, "cards.rcv");
    ASSERT_FALSE(opened.ok()) << at;
    const std::string wanted = at < 8    ? "card-file.kind"
                               : at < 12 ? "card-file.version"
                                         : "card-file.checksum";
    EXPECT_EQ(opened.problems()[0].cause, wanted) << at;
  }
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{7}, std::size_t{55}, whole.size() - 33, whole.size() - 1}) {
    write_bytes(path, whole.substr(0, length));
    EXPECT_FALSE(open_card_store(path, "cards.rcv").ok()) << length;
  }
}

// A checksum proves that bytes are as written, not that a fair program wrote them.
TEST(CardFile, PartsThatDoNotFitAreRefusedThoughTheChecksumHolds) {
  const TemporaryPackage folder(PackageFiles{});
  const auto path = folder.folder() / "cards.rcv";
  ASSERT_TRUE(save_card_store(small_store(), path).ok());
  const std::string whole = bytes_of(path);
  std::size_t refused = 0;
  for (std::size_t at = 12; at < whole.size() - 32; at += 3) {
    std::string spoiled = whole.substr(0, whole.size() - 32);
    spoiled[at] = static_cast<char>(spoiled[at] ^ 0x80);
    const base::Sha256 hash = base::sha256(spoiled);
    spoiled.append(reinterpret_cast<const char*>(hash.data()), hash.size());
    write_bytes(path, spoiled);
    const auto opened = open_card_store(path, "cards.rcv");
    if (!opened) {
      EXPECT_EQ(opened.problems()[0].cause, "card-file.content");
      ++refused;
      continue;
    }
    for (std::uint64_t card = 0; card < 300; ++card) {
      (void)opened->imprinted_id(opened->place_of(card));
      for (std::uint32_t contest = 0; contest < 2; ++contest) {
        (void)opened->marking(opened->place_of(card), contest);
      }
    }
  }
  EXPECT_GT(refused, 100U);
}

TEST(CardFile, WhatCannotBeReadOrWrittenIsNamed) {
  const TemporaryPackage folder(PackageFiles{});
  EXPECT_EQ(open_card_store(folder.folder() / "none", "none").problems()[0].cause, "file.missing");
  EXPECT_EQ(open_card_store(folder.folder(), "folder").problems()[0].cause, "card-file.kind");
  const auto nowhere = save_card_store(small_store(), folder.folder() / "no" / "where");
  ASSERT_FALSE(nowhere.ok());
  EXPECT_EQ(nowhere.problems()[0].cause, "file.write");
}

}  // namespace
}  // namespace recanvass::formats
