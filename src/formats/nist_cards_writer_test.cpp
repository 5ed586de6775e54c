#include "formats/nist_cards_writer.h"

#include "base/json.h"
#include "formats/card_round_trip.h"

#include <gtest/gtest.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

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

// Schemas ask for ids that "7", a machine, and "1", a contest, are not.
TEST(NistCardsWriter, InXmlNamesComeBackThatAreNoIds) {
  for (const CardFormat format : {CardFormat::NistXml, CardFormat::Unisyn}) {
    const TripFolder folder;
    const CardStore store = three_cards();
    const WrittenCards written = write_trip(store, format, folder.path() / "c.xml");
    EXPECT_EQ(written.unsayable.at("ids of contests and choices, which are no ids of one report"),
              7U);
    const CardStore back = imported({folder.path() / "c.xml"}).store;
    EXPECT_EQ(sayings_of(back, Call::Names), sayings_of(store, Call::Names));
    const auto place = back.place_of(0);
    EXPECT_EQ(back.names().tabulators[back.batch(place).tabulator], "7");
    EXPECT_EQ(back.names().precincts[back.profile(place).precinct], "P & Q");
    EXPECT_EQ(back.imprinted_id(place), format == CardFormat::NistXml ? "7-4-1" : "");
  }
}

// Two reports about one election have one id for one contest, wherever it stands in the lists.
TEST(NistCardsWriter, IdsThatAreChangedDoNotDependOnWhatElseIsListed) {
  const auto report = [](bool with_another) {
    election::CardStoreBuilder builder;
    if (with_another) builder.add_contest({{"8"}, "Clerk", 1, 0, 1, {{{"1"}, "Ben", {}}}});
    const std::uint32_t mayor =
        builder.add_contest({{"9"}, "Mayor", 1, 0, 1, {{{"9"}, "Ada", {}}, {{"1"}, "Cy", {}}}});
    builder.add_card({builder.profile({}),
                      builder.batch(builder.tabulator("t"), "1"),
                      with_another ? 1U : 2U,
                      true,
                      {},
                      {}});
    builder.add_marking(mayor, builder.markings(mayor).code_of_one(0, 0));
    return text_of_export(builder.finish(), CardFormat::NistJson);
  };
  for (const bool with_another : {false, true}) {
    const std::string text = report(with_another);
    EXPECT_NE(text.find("\"@id\":\"contest-9\""), std::string::npos) << text;
    EXPECT_NE(text.find("\"@id\":\"selection-9-1\""), std::string::npos) << text;
  }
}

// NIST's own schema, by libxml2: what is written in XML satisfies it.
TEST(NistCardsWriter, XmlReportsAreValid) {
  const std::filesystem::path schema = cvr_data("nist_cdf/schema/NIST_V0_cast_vote_records.xsd");
  if (!std::filesystem::exists(schema)) GTEST_SKIP() << "missing " << schema;
  const TripFolder folder;
  write_trip(every_kind_of_card(), CardFormat::NistXml, folder.path() / "cvr.xml");
  const auto parser = std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)>(
      xmlSchemaNewParserCtxt(schema.c_str()), &xmlSchemaFreeParserCtxt);
  const auto rules = std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)>(
      xmlSchemaParse(parser.get()), &xmlSchemaFree);
  ASSERT_TRUE(rules);
  const auto check = std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)>(
      xmlSchemaNewValidCtxt(rules.get()), &xmlSchemaFreeValidCtxt);
  EXPECT_EQ(xmlSchemaValidateFile(check.get(), (folder.path() / "cvr.xml").c_str(), 0), 0);
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
