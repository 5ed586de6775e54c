#include "formats/nist_cards_writer.h"

#include "base/json.h"
#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>

namespace recanvass::formats {
namespace {

using election::CardStore;

TEST(NistCardsWriter, CardsOfOneBallotAndEveryPlaceComeBack) {
  const TripFolder folder;
  const CardStore store = three_cards();
  const WrittenCards written = write_trip(store, CardFormat::NistJson, folder.path() / "c.json");
  EXPECT_EQ(written.unsayable,
            (std::map<std::string, std::uint64_t>{{"counting groups of cards", 3},
                                                  {"how many ranks a contest has", 1}}));
  const CardStore back = imported({folder.path() / "c.json"}).store;
  EXPECT_EQ(back.contests(), store.contests());
  EXPECT_EQ(back.ballots().value(), 2);
  const auto place = back.place_of(2);
  EXPECT_EQ(back.imprinted_id(place), "7-4-3");
  EXPECT_EQ(back.names().precincts[back.profile(place).precinct], "P & Q");
  EXPECT_EQ(back.names().tabulators[back.batch(place).tabulator], "7");
}

// Sheets share their ballot's place and the id on the paper, and may have no record of their own.
TEST(NistCardsWriter, SheetsOfOneBallotAreNotTakenForTwoCards) {
  for (const bool same_paper : {true, false}) {
    election::CardStoreBuilder builder;
    const std::uint32_t batch = builder.batch(builder.tabulator("7"), "4");
    const std::uint32_t profile = builder.profile({});
    builder.add_card({profile, batch, 5, true, "7-4-5", {}});
    builder.add_card({profile, batch, 5, false, same_paper ? "7-4-5" : "7-4-6", {}});
    const TripFolder folder;
    const WrittenCards written =
        write_trip(builder.finish(), CardFormat::NistJson, folder.path() / "c.json");
    const CardStore back = imported({folder.path() / "c.json"}).store;
    EXPECT_EQ(back.cards().value(), 2);
    EXPECT_EQ(back.ballots().value(), same_paper ? 1 : 2);
    EXPECT_EQ(written.unsayable.count("cards that belong to the ballot before them"),
              same_paper ? 0U : 1U);
    EXPECT_EQ(written.unsayable.count("positions of cards in their batches"), same_paper ? 0U : 1U);
  }
}

// The report has the members that the schema of NIST SP 1500-103 requires, and no other.
TEST(NistCardsWriter, ReportsHaveTheMembersOfTheSchema) {
  const std::filesystem::path schema_path =
      cvr_data("nist_cdf/schema/NIST_V0_cast_vote_records.json");
  if (!std::filesystem::exists(schema_path)) GTEST_SKIP() << "missing " << schema_path;
  const auto schema = base::parse_json(*read_bytes(schema_path, "schema"), "schema");
  ASSERT_TRUE(schema.ok());
  const TripFolder folder;
  write_trip(every_kind_of_card(), CardFormat::NistJson, folder.path() / "cvr.json");
  const auto report =
      base::parse_json(*read_bytes(folder.path() / "cvr.json", "cvr.json"), "cvr.json");
  ASSERT_TRUE(report.ok()) << base::sentences(report.problems());
  std::size_t objects = 0;
  const std::function<void(const base::Json&)> check = [&](const base::Json& value) {
    if (value.is_array()) {
      for (const base::Json& item : value) check(item);
    }
    if (!value.is_object()) return;
    ++objects;
    const base::Json& type = schema->at("definitions").at(value.at("@type").get<std::string>());
    for (const base::Json& required : type.at("required")) {
      EXPECT_TRUE(value.contains(required.get<std::string>())) << value.dump();
    }
    for (const auto& [name, member] : value.items()) {
      const base::Json& known = type.at("properties");
      ASSERT_TRUE(known.contains(name)) << name << " in " << value.at("@type");
      const base::Json& kind = known.at(name);
      const std::string wanted = kind.value("type", "");
      EXPECT_TRUE(wanted != "integer" || member.is_number_integer()) << name;
      EXPECT_TRUE(wanted != "string" || member.is_string()) << name;
      if (wanted == "array") {
        ASSERT_TRUE(member.is_array()) << name;
        EXPECT_GE(member.size(), kind.value("minItems", std::size_t{0})) << name;
      }
      if (kind.contains("enum")) {
        EXPECT_NE(std::ranges::find(kind.at("enum"), member), kind.at("enum").end()) << name;
      }
      check(member);
    }
  };
  check(*report);
  EXPECT_GT(objects, 300U);
}

}  // namespace
}  // namespace recanvass::formats
