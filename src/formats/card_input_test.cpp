#include "formats/card_input.h"

#include "formats/card_file.h"
#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTwoCards =
    "tabulator,batch,position,imprinted_id,record_id,sheet,style,precinct,counting_group,"
    "adjudicated,m=Mayor|vote_for=1|ranks=0|unit=1|choice=1=Ada\n"
    "t,b,1,i-1,r,1,s,p,g,0,Ada\n"
    "t,b,2,i-2,r,1,s,p,g,0,(blank)\n";
constexpr const char* kThirdCard = "t,b,3,i-3,r,1,s,p,g,0,Ada\n";

TEST(CardInput, AnExportAndTheStoreMadeOfItHaveTheSameCards) {
  const TripFolder folder;
  const fs::path table = folder.path() / "cards.csv";
  const fs::path kept = folder.path() / "kept";
  std::ofstream(table) << kTwoCards;
  const auto read = read_cards({table});
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->format, CvrFormat::CardsCsv);
  ASSERT_TRUE(save_card_store(read->store, kept).ok());
  EXPECT_TRUE(is_card_store_file(kept));
  EXPECT_FALSE(is_card_store_file(table));
  const auto again = read_cards({kept});
  ASSERT_TRUE(again.ok()) << base::sentences(again.problems());
  EXPECT_EQ(again->format, CvrFormat::CardStore);
  EXPECT_EQ(again->store.contests(), read->store.contests());
  EXPECT_EQ(sayings_of(again->store, Call::Names), sayings_of(read->store, Call::Names));
}

// Nobody writes to it: a reader that opens it as a file waits for ever.
TEST(CardInput, APipeIsRefusedAtOnce) {
  const TripFolder folder;
  const fs::path pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(is_card_store_file(pipe));
  const auto read = read_cards({pipe});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "file.not-a-file");
  EXPECT_EQ(hash_files({pipe}).problems()[0].cause, "file.unreadable");
}

TEST(CardInput, AStoreBesideOtherFilesOrWithAChangedByteIsRefused) {
  const TripFolder folder;
  const fs::path table = folder.path() / "cards.csv";
  const fs::path kept = folder.path() / "kept.cards";
  std::ofstream(table) << kTwoCards;
  ASSERT_TRUE(save_card_store(read_cards({table})->store, kept).ok());
  const auto mixed = read_cards({table, kept});
  ASSERT_FALSE(mixed.ok());
  EXPECT_EQ(mixed.problems()[0].cause, "cards.mixed");
  std::fstream file(kept, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100);
  file.put('~');
  file.close();
  const auto changed = read_cards({kept});
  ASSERT_FALSE(changed.ok());
  EXPECT_EQ(changed.problems()[0].cause, "card-file.checksum");
}

TEST(CardInput, StoresOfSeveralCountiesAreReadTogetherUnderTheNamesOfTheirFiles) {
  const TripFolder folder;
  const fs::path table = folder.path() / "cards.csv";
  std::ofstream(table) << kTwoCards;
  const auto one = read_cards({table});
  std::ofstream(table) << std::string(kTwoCards) + kThirdCard;
  const auto other = read_cards({table});
  ASSERT_TRUE(one.ok() && other.ok());
  fs::create_directory(folder.path() / "b");
  const fs::path adams = folder.path() / "adams.cards";
  const fs::path alamosa = folder.path() / "alamosa.cards";
  const fs::path again = folder.path() / "b/adams.cards";
  ASSERT_TRUE(save_card_store(one->store, adams).ok());
  for (const fs::path& path : {alamosa, again}) {
    ASSERT_TRUE(save_card_store(other->store, path).ok());
  }
  const auto both = read_cards({adams, alamosa});
  ASSERT_TRUE(both.ok()) << base::sentences(both.problems());
  EXPECT_EQ(both->store.cards().value(), 5);
  EXPECT_EQ(both->store.contests().size(), one->store.contests().size());
  EXPECT_EQ(both->batch_places.size(), both->store.names().batches.size());
  EXPECT_EQ(both->files.size(), 2U);
  const auto twice = read_cards({adams, again});
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.problems()[0].cause, "cards.label");
}

// A copy of a county's file, or one that was joined from it, has every vote of it again.
TEST(CardInput, TheCardsOfOneStoreAreNotTakenTwice) {
  const TripFolder folder;
  const fs::path table = folder.path() / "cards.csv";
  std::ofstream(table) << kTwoCards;
  const auto one = read_cards({table});
  std::ofstream(table) << std::string(kTwoCards) + kThirdCard;
  const auto other = read_cards({table});
  ASSERT_TRUE(one.ok() && other.ok());
  const auto saved = [&](const char* name, const election::CardStore& store) {
    const fs::path path = folder.path() / name;
    EXPECT_TRUE(save_card_store(store, path).ok());
    return path;
  };
  const fs::path adams = saved("adams.cards", one->store);
  const fs::path copy = saved("copy.cards", one->store);
  const fs::path bent = saved("bent.cards", other->store);
  const auto joined = read_cards({adams, bent});
  ASSERT_TRUE(joined.ok()) << base::sentences(joined.problems());
  const fs::path state = saved("state.cards", joined->store);
  for (const auto& given : std::vector<std::vector<fs::path>>{
           {adams, copy}, {adams, adams}, {bent, adams, copy}, {adams, state}, {state, bent}}) {
    const auto read = read_cards(given);
    ASSERT_FALSE(read.ok()) << given.back();
    EXPECT_EQ(read.problems()[0].cause, "cards.twice") << given.back();
    EXPECT_EQ(read.problems()[0].place.file, given.back().string());
  }
}

TEST(CardInput, FilesAreHashedByNameAndAFolderWithAllThatIsInIt) {
  const TripFolder folder;
  fs::create_directories(folder.path() / "export/inner");
  fs::create_directories(folder.path() / "export/.git");
  std::ofstream(folder.path() / "export/b.txt") << "abc";
  std::ofstream(folder.path() / "export/inner/a.txt") << "";
  std::ofstream(folder.path() / "export/.git/hidden") << "x";
  for (const char* spelled : {"export", "export/"}) {
    const auto hashed = hash_files({folder.path() / spelled});
    ASSERT_TRUE(hashed.ok());
    ASSERT_EQ(hashed->size(), 2U);
    EXPECT_EQ(hashed->at(0).name, "export/b.txt");
    EXPECT_EQ(hashed->at(0).bytes, 3U);
    // FIPS 180-4's example for "abc".
    EXPECT_EQ(base::hex(hashed->at(0).sha256),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hashed->at(1).name, "export/inner/a.txt");
  }
  const auto missing = hash_files({folder.path() / "no", folder.path() / "nor"});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.problems().size(), 2U);
  EXPECT_EQ(missing.problems()[0].cause, "file.missing");
}

}  // namespace
}  // namespace recanvass::formats
