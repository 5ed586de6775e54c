#include "base/sha256.h"
#include "workflow/counting_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::operation_ready;
using fixture::operation_with_inputs;
using fixture::shown;

base::Json import_of(const std::string& id, const base::Json& members = base::Json::object()) {
  // Of "dane" those that tests name; of any other import its own.
  const auto hash = [&id](char letter) {
    return id == "dane" ? std::string(64, letter) : base::hex(base::sha256(letter + id));
  };
  base::Json body = {
      {"import", id},
      {"county", "us-wi-dane"},
      {"format", "Dominion cast vote records, CSV"},
      {"sources", {{{"name", "CvrExport.csv"}, {"bytes", 10}, {"source_sha256", hash('a')}}}},
      {"store_sha256", hash('b')},
      {"cards", 160},
      {"ballots", 155},
      {"contests", 3}};
  body.update(members);
  return body;
}

TEST(ImportCards, AnImportIsAmongTheInputsWhoseHashIsPublished) {
  Operation operation = operation_with_inputs();
  const std::string without = committed_sha256(operation.commitment);
  ASSERT_EQ(act(operation, "cards.import", "clerk",
                import_of("dane", {{"ignored", {{"empty rows", 2}}}, {"withheld_rows", 1}})),
            Causes{});
  EXPECT_NE(committed_sha256(operation.commitment), without);
  ASSERT_EQ(fixture::do_command(operation, fixture::publication(operation)), Causes{});
  const base::Json inputs = shown(operation, "inputs");
  EXPECT_EQ(inputs["as_published"], true);
  ASSERT_EQ(inputs["cards"].size(), 1U);
  EXPECT_EQ(inputs["cards"][0]["import"], "dane");
  EXPECT_EQ(inputs["cards"][0]["store_sha256"], std::string(64, 'b'));
  EXPECT_EQ(inputs["cards"][0]["ignored"]["empty rows"], 2);
  EXPECT_EQ(inputs["cards"][0]["sources"][0]["name"], "CvrExport.csv");
}

TEST(ImportCards, InputsWithoutAnImportHaveTheHashThatTheyHad) {
  EXPECT_EQ(committed_inputs(operation_with_inputs().commitment).count("cards"), 0U);
}

TEST(ImportCards, AfterPublicationTwoPersonsReplaceItAndEverybodySeesIt) {
  Operation operation = operation_with_inputs();
  ASSERT_EQ(act(operation, "cards.import", "clerk", import_of("dane")), Causes{});
  ASSERT_EQ(fixture::do_command(operation, fixture::publication(operation)), Causes{});
  EXPECT_EQ(act(operation, "cards.import", "clerk", import_of("late")),
            Causes{"commitment.published"});
  const base::Json other = import_of("dane", {{"cards", 170}, {"reason", "a batch was missing"}});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "cards.correct", "clerk", other), Causes{});
  EXPECT_EQ(shown(operation, "inputs")["as_published"], true);
  EXPECT_EQ(act(operation, "approve", "clerk", {{"entry", position}}),
            Causes{"approve.same-person"});
  ASSERT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  const base::Json inputs = shown(operation, "inputs");
  EXPECT_EQ(inputs["as_published"], false);
  EXPECT_EQ(inputs["cards"][0]["cards"], 170);
  EXPECT_EQ(inputs["changes_after_publication"], 1);
  EXPECT_EQ(inputs["changes"][0]["what"], "cards dane");
  EXPECT_EQ(inputs["changes"][0]["before"]["cards"], 160);
  EXPECT_EQ(inputs["changes"][0]["after"]["cards"], 170);
  EXPECT_EQ(inputs["changes"][0]["approved_by"], "wec2");
}

TEST(ImportCards, AnImportThatComesAfterPublicationIsAChangeWithNothingBefore) {
  Operation operation = operation_ready();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "cards.correct", "clerk",
                import_of("late", {{"reason", "the export came late"}})),
            Causes{});
  ASSERT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  const base::Json inputs = shown(operation, "inputs");
  EXPECT_TRUE(inputs["changes"][0]["before"].is_null());
  EXPECT_EQ(inputs["extra_units"], base::Json::array());
}

TEST(ImportCards, AManifestThatSeveralExportsShareIsNoSecondImport) {
  Operation operation = operation_with_inputs();
  const base::Json shared = {
      {"name", "manifest.csv"}, {"bytes", 1}, {"source_sha256", std::string(64, 'd')}};
  for (const char* id : {"dane", "dane-mail"}) {
    base::Json import = import_of(id);
    import["sources"].push_back(shared);
    EXPECT_EQ(act(operation, "cards.import", "clerk", import), Causes{}) << id;
  }
}

TEST(ImportCards, EachCauseOfRefusal) {
  struct Case {
    const char* kind;
    base::Json members;
    const char* cause;
  };
  const base::Json source = {
      {"name", "a.csv"}, {"bytes", 1}, {"source_sha256", std::string(64, 'c')}};
  const base::Json danes = {
      {"name", "b.csv"}, {"bytes", 10}, {"source_sha256", std::string(64, 'a')}};
  base::Json no_hash = source;
  no_hash["source_sha256"] = std::string(63, 'c');
  base::Json longer = source;
  longer["path"] = "/home";
  base::Json negative = source;
  negative["bytes"] = -1;
  for (const Case& row : {
           Case{"cards.import", {{"sources", {no_hash}}}, "cards.source"},
           Case{"cards.import", {{"sources", {longer}}}, "cards.source"},
           Case{"cards.import", {{"sources", {negative}}}, "cards.source"},
           Case{"cards.import", {{"sources", {source, source}}}, "cards.source-twice"},
           Case{"cards.import", {{"ballots", 161}}, "cards.ballots"},
           Case{"cards.import", {{"county", "us-wi-rock"}}, "county.unknown"},
           Case{"cards.import", {{"import", "dane"}}, "cards.duplicate"},
           Case{"cards.correct", {{"reason", "x"}}, "cards.unknown"},
           Case{"cards.import", {{"store_sha256", std::string(64, 'b')}}, "cards.twice"},
           Case{"cards.import", {{"sources", {danes}}}, "cards.twice"},
           Case{"cards.import", {{"sources", {source, danes}}}, "cards.twice"},
       }) {
    Operation operation = operation_with_inputs();
    ASSERT_EQ(act(operation, "cards.import", "clerk", import_of("dane")), Causes{});
    EXPECT_EQ(act(operation, row.kind, "clerk", import_of("other", row.members)), Causes{row.cause})
        << row.members.dump();
  }
  Operation operation = operation_with_inputs();
  base::Json whole = import_of("all");
  whole.erase("county");
  EXPECT_EQ(act(operation, "cards.import", "clerk", whole), Causes{"author.county"});
  EXPECT_EQ(act(operation, "cards.import", "wec", whole), Causes{});
  whole["reason"] = "of one county only";
  whole["county"] = "us-wi-dane";
  EXPECT_EQ(act(operation, "cards.correct", "wec", whole), Causes{"cards.county"});
}

}  // namespace
}  // namespace recanvass::workflow
