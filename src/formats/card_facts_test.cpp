#include "formats/card_facts.h"

#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(CardFacts, EachCardIsMetWithItsPlaceAndItsSheet) {
  const election::CardStore store = three_cards();
  CardWalk walk;
  std::vector<std::string> met;
  for (int part = 0; part < 2; ++part) {
    walk.each(store, [&](const CardFacts& facts, const election::CardChunk&, std::uint32_t) {
      met.push_back(fmt::format("{} {} {} {} {} {}", facts.tabulator, facts.batch, facts.position,
                                facts.imprinted_id, facts.record_id, facts.sheet));
    });
  }
  ASSERT_EQ(met.size(), 6U);
  EXPECT_EQ(met[0], "7 4 1 7-4-1 a 1");
  EXPECT_EQ(met[2], "7 4 3 7-4-3 b 2");
  EXPECT_EQ(met[3], met[0]);
}

TEST(CardFacts, OnlyWhatIsKnownCanBeLost) {
  LossList losses({CardFact::Batch}, {ContestFact::ChoiceIds});
  CardFacts facts;
  facts.batch = "kept";
  losses.add_card(facts);
  losses.add_contests({{{"Mayor"}, "Mayor", 1, 0, 1, {}}});
  EXPECT_TRUE(losses.take().empty());
  facts.tabulator = "7";
  facts.position = 1;
  facts.sheet = 2;
  facts.adjudicated = true;
  losses.add_card(facts);
  losses.add_contests({{{"1"}, "Mayor", 0, 3, 1, {{{"a"}, "A", {}}}}});
  using Losses = std::map<std::string, std::uint64_t>;
  EXPECT_EQ(losses.take(),
            (Losses{{"cards that belong to the ballot before them", 1},
                    {"cards that people changed after the machine read them", 1},
                    {"contests of which it is not known how many choices may be marked (written as "
                     "1)",
                     1},
                    {"how many ranks a contest has", 1},
                    {"ids of contests", 1},
                    {"positions of cards in their batches", 1},
                    {"tabulators of cards", 1}}));
}

TEST(CardFacts, NamesThatAreTheSameOrReservedCarryTheirIds) {
  LossList losses({}, {});
  const election::CardContest same{
      {"1"}, "Mayor", 1, 0, 1, {{{"1"}, "Ada", {}}, {{"2"}, "Overvote", {}}, {{"3"}, "Ada", {}}}};
  EXPECT_EQ(losses.choice_names(same),
            (std::vector<std::string>{"Ada [1]", "Overvote", "Ada [3]"}));
  EXPECT_EQ(losses.choice_names(same, {"overvote"})[1], "Overvote [2]");
  EXPECT_EQ(losses.take().at(kRenamed), 5U);
  const election::CardContest hard{
      {"1"}, "Mayor", 1, 0, 1, {{{"9"}, "Ada [1]", {}}, {{"1"}, "Ada", {}}, {{"1"}, "Ada", {}}}};
  const auto names = losses.choice_names(hard);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 3U);
}

TEST(CardFacts, TheFirstCardIsAFirstSheetWhateverItSays) {
  election::CardStoreBuilder builder;
  const std::uint32_t batch = builder.batch(builder.tabulator("7"), "4");
  const std::uint32_t profile = builder.profile({});
  for (int i = 0; i < 2; ++i) builder.add_card({profile, batch, 5, false, "7-4-5", {}});
  std::vector<std::string> met;
  CardWalk(Sheets::Apart)
      .each(builder.finish(),
            [&](const CardFacts& facts, const election::CardChunk&, std::uint32_t) {
              met.push_back(fmt::format("sheet {} at {}", facts.sheet, facts.position));
            });
  EXPECT_EQ(met, (std::vector<std::string>{"sheet 1 at 5", "sheet 2 at 0"}));
}

// Where a format cannot say that two sheets are one ballot, none may stand in the other's place.
TEST(CardFacts, SheetsWithOneIdAreToldApartWhereTheyMust) {
  election::CardStoreBuilder builder;
  const std::uint32_t batch = builder.batch(builder.tabulator("7"), "4");
  const std::uint32_t profile = builder.profile({});
  builder.add_card({profile, batch, 5, true, "7-4-5", {}});
  builder.add_card({profile, batch, 5, false, "7-4-5", {}});
  const election::CardStore store = builder.finish();
  for (const Sheets sheets : {Sheets::Together, Sheets::Apart}) {
    std::vector<std::string> met;
    CardWalk(sheets).each(
        store, [&](const CardFacts& facts, const election::CardChunk&, std::uint32_t) {
          met.push_back(fmt::format("{} at {}", facts.imprinted_id, facts.position));
        });
    EXPECT_EQ(met[0], "7-4-5 at 5");
    EXPECT_EQ(met[1], sheets == Sheets::Apart ? "7-4-5 sheet 2 at 0" : "7-4-5 at 5");
  }
}

}  // namespace
}  // namespace recanvass::formats
