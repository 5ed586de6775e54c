#include "formats/dominion_json_writer.h"

#include "base/json.h"
#include "formats/dominion_json.h"
#include "formats/text.h"
#include "generate/synthetic.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using election::CardStore;
using election::MarkingState;

class JsonWriterTest : public testing::Test {
 protected:
  JsonWriterTest()
      : folder_(fs::temp_directory_path() / ("json-writer-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~JsonWriterTest() override { fs::remove_all(folder_); }

  WrittenCards write(const std::vector<const CardStore*>& parts) {
    const auto writer = dominion_json_writer(folder_, "A \"quoted\" \\ name");
    for (const CardStore* part : parts) writer->add(*part);
    const auto written = writer->finish();
    EXPECT_TRUE(written.ok());
    return *written;
  }

  CardStore read_back(const WrittenCards& written) {
    DominionManifests manifests;
    ProblemList problems;
    for (const std::string& name : written.files) {
      if (!is_dominion_manifest(name)) continue;
      const auto text = read_bytes(folder_ / name, name);
      EXPECT_TRUE(text.ok());
      add_dominion_manifest(name, *text, manifests, problems);
    }
    election::CardStoreBuilder builder;
    DominionJsonReader reader(manifests, builder, problems);
    for (const std::string& name : written.files) {
      if (!name.starts_with("CvrExport_")) continue;
      const auto source = open_file(folder_ / name, name);
      EXPECT_TRUE(source.ok());
      reader.read(**source, name);
    }
    reader.finish();
    EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
    return builder.finish();
  }

  fs::path folder_;
};

// Everything that a card says and where it lies, in words.
std::string words_of(const CardStore& store, std::uint64_t number) {
  const election::CardPlace place = store.place_of(number);
  const election::CardNames& names = store.names();
  const election::CardProfile& profile = store.profile(place);
  std::string out = store.imprinted_id(place) + "|" + names.styles[profile.style] + "|" +
                    names.precincts[profile.precinct] + "|" +
                    names.counting_groups[profile.counting_group] +
                    (profile.adjudicated ? "|changed" : "");
  for (std::uint32_t contest = 0; contest < store.contests().size(); ++contest) {
    const auto said = store.marking(place, contest);
    if (!said) continue;
    out +=
        "|" + store.contests()[contest].name + "=" + std::to_string(static_cast<int>(said->state));
    for (const election::Mark& mark : said->marks) {
      out += "," + store.contests()[contest].choices[mark.choice].name + "@" +
             std::to_string(mark.rank);
    }
  }
  return out;
}

TEST_F(JsonWriterTest, WhatWasWrittenIsReadBackCardByCard) {
  generate::ElectionShape shape;
  shape.seed = 2016;
  shape.cards = 3'000;
  shape.counties = 3;
  shape.ranked = 2;
  const generate::SyntheticElection election(shape);
  const generate::SyntheticPart part = election.part(0);
  const WrittenCards written = write({&part.records, &part.records});
  EXPECT_EQ(written.cards, 6'000U);
  // Choices of several contests have one number, and candidates must not.
  EXPECT_EQ(written.unsayable, (std::map<std::string, std::uint64_t>{{"ids of choices", 110}}));
  EXPECT_EQ(written.files[0], "CvrExport_1.json");
  EXPECT_EQ(written.files[1], "CvrExport_2.json");
  const CardStore back = read_back(written);
  ASSERT_EQ(back.cards().value(), 6'000);
  for (std::uint64_t card = 0; card < 6'000; ++card) {
    ASSERT_EQ(words_of(back, card), words_of(part.records, card % 3'000)) << card;
  }
}

TEST_F(JsonWriterTest, SheetsOfOneBallotAreCardsOfOneSession) {
  generate::ElectionShape shape;
  shape.cards = 600;
  shape.sheets = 2;
  const generate::SyntheticElection election(shape);
  const generate::SyntheticPart part = election.part(0);
  const WrittenCards written = write({&part.records});
  // The second sheets lie at the place of the first.
  EXPECT_EQ(written.unsayable.at("positions of cards in their batches"), 300U);
  const CardStore back = read_back(written);
  EXPECT_EQ(back.cards().value(), 600);
  EXPECT_EQ(back.ballots().value(), 300);
}

TEST_F(JsonWriterTest, WhatTheFormatCannotSayIsCounted) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"mayor"}, "Mayor", 1, 0, 1, {{{"ada"}, "Ada", {}}, {{"ben"}, "Ben", {}}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("T-1"), "12a");
  const std::uint32_t profile = builder.profile({0, 0, 0, true});
  const auto add = [&](std::uint32_t code) {
    builder.add_card({profile, batch, 0, true, {}, {}});
    EXPECT_TRUE(builder.add_marking(0, code));
  };
  add(election::MarkingTable::kRedacted);
  add(election::MarkingTable::kInvalid);
  add(election::MarkingTable::kOvervoted);
  add(builder.markings(0).code_of_one(1, 0));
  const CardStore store = builder.finish();
  const WrittenCards written = write({&store});
  EXPECT_EQ(written.unsayable.at("withheld contests of cards"), 1U);
  EXPECT_EQ(written.unsayable.at("written names that count for nobody"), 1U);
  const CardStore back = read_back(written);
  EXPECT_FALSE(back.marking(back.place_of(0), 0).has_value());
  EXPECT_EQ(back.marking(back.place_of(1), 0)->state, MarkingState::Blank);
  EXPECT_EQ(back.marking(back.place_of(2), 0)->state, MarkingState::Overvoted);
  EXPECT_EQ(back.marking(back.place_of(3), 0)->marks[0].choice, 1);
  EXPECT_TRUE(back.profile(back.place_of(3)).adjudicated);
}

TEST_F(JsonWriterTest, TheFilesAreJson) {
  generate::ElectionShape shape;
  shape.cards = 50;
  const generate::SyntheticPart part = generate::SyntheticElection(shape).part(0);
  for (const std::string& name : write({&part.records}).files) {
    const auto text = read_bytes(folder_ / name, name);
    ASSERT_TRUE(text.ok());
    const auto json = base::parse_json(*text, name);
    ASSERT_TRUE(json.ok()) << base::sentences(json.problems());
    EXPECT_EQ(json->at("Version"), "5.10.50.85");
    if (name.starts_with("Cvr")) {
      EXPECT_EQ(json->at("ElectionId"), "A \"quoted\" \\ name");
      EXPECT_EQ(json->at("Sessions").size(), 50U);
    }
  }
}

}  // namespace
}  // namespace recanvass::formats
