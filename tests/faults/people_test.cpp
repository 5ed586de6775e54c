// F8, F11 to F13, F15 and F22 to F25 on the built program: what people do twice, at once, too
// late or by mistake.
#include "tests/faults/town.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::faults {
namespace {

using base::Json;
using cli_test::command_line;

std::string ending(const Answers& answers) {
  const Told& told = answers.begin()->second;
  return told.standing == "refused" ? told.cause : told.standing;
}

Json with_figures(Json line, std::int64_t a, std::int64_t b) {
  line["votes"] = {{"a", a}, {"b", b}};
  line["blank"] = 10 - a - b;
  return line;
}

Json with_key(Json line, const std::string& key) {
  line["key"] = key;
  return line;
}

Json value_of(const cli_test::Ended& shown) {
  const auto read = base::parse_json(shown.out, "stdout");
  EXPECT_TRUE(read.ok()) << shown.err;
  return read ? (*read)["value"] : Json::object();
}

TEST(PeopleTest, F8_WhatIsShownComesFromTheLedgerAlone) {
  const Town town;
  town.submit({Town::entry(1, 0), Town::entry(2, 0)});
  const std::string shown = town.show("operation").out;
  for (const char* beside : {"-wal", "-shm"}) {
    std::filesystem::remove(town.place() + "/ledger.sqlite" + beside);
  }
  std::filesystem::rename(town.place(), town.folder().at("moved"));
  std::filesystem::copy(town.folder().at("moved"), town.place());
  EXPECT_EQ(town.show("operation").out, shown) << "the same bytes from the ledger's file alone";
}

TEST(PeopleTest, F11_ASheetSentTwiceIsOneRevisionWithOneReceipt) {
  const Town town;
  const Answers first = town.submit({Town::entry(1, 0)});
  const Answers same = town.submit({Town::entry(1, 0)});
  const Answers other_key = town.submit({with_key(Town::entry(1, 0), "second-tap")});
  EXPECT_EQ(ending(same), "repeated");
  EXPECT_EQ(ending(other_key), "repeated");
  EXPECT_EQ(same.begin()->second.receipt, first.begin()->second.receipt);
  EXPECT_EQ(other_key.begin()->second.receipt, first.begin()->second.receipt);
  // Two processes send the same lines at the same moment.
  Submitting one(town.submitting({town.entries_of(1)}));
  Submitting other(town.submitting({town.entries_of(1)}));
  EXPECT_EQ(one.finish(), 0);
  EXPECT_EQ(other.finish(), 0);
  EXPECT_EQ(one.answered("accepted") + other.answered("accepted"), std::size_t{kBatches} - 1);
  for (const auto& [line, told] : one.answers()) {
    EXPECT_EQ(other.answers().at(line).receipt, told.receipt);
  }
}

TEST(PeopleTest, F12_TwoTeamsWithOneBatchBecomeItsTwoEntriesAndNeitherIsOverwritten) {
  const Town town;
  const auto take = [](const std::string& team) {
    return command_line("batch.take", team, {{"batch", "b0"}});
  };
  EXPECT_EQ(ending(town.submit({take("team-1")})), "accepted");
  const auto refused = town.folder().run(
      {"submit", town.place(), town.folder().file("take.jsonl", {take("team-2")})});
  EXPECT_NE(refused.err.find("being entered by team-1 since 2016-11-28T10:00:00Z"),
            std::string::npos)
      << refused.err;
  EXPECT_EQ(ending(town.submit({with_figures(Town::entry(2, 0), 5, 4)})), "accepted");
  EXPECT_EQ(ending(town.submit({Town::entry(1, 0)})), "accepted");
  EXPECT_EQ(ending(town.submit({Town::entry(3, 0)})), "tally.third");
  EXPECT_EQ(town.settled(), 0) << "they differ and wait for an adjudication";
}

TEST(PeopleTest, F13_ALaterSaveOnAnOldRevisionIsRefusedAndNamesTheNewOne) {
  const Town town;
  const std::string first = town.submit({Town::entry(1, 0)}).begin()->second.receipt;
  const auto revise = [&](const std::string& key, std::int64_t a) {
    Json line = with_figures(with_key(Town::entry(1, 0), key), a, 3);
    line["replaces"] = first;
    return line;
  };
  const Answers one_tab = town.submit({revise("one-tab", 5)});
  EXPECT_EQ(ending(one_tab), "accepted");
  const auto other_tab = town.folder().run(
      {"submit", town.place(), town.folder().file("tab.jsonl", {revise("other-tab", 4)})});
  EXPECT_EQ(other_tab.exit_code, 1);
  EXPECT_NE(other_tab.err.find(one_tab.begin()->second.receipt), std::string::npos)
      << other_tab.err;
}

// Every batch but the last agrees; then the unit is signed off.
void close_unit(const Town& town) {
  Submitting all(town.submitting({town.entries_of(1), town.entries_of(2)}));
  ASSERT_EQ(all.finish(), 0);
  ASSERT_EQ(ending(town.submit({command_line("count.sign-off", "super", {{"unit", "w1"}})})),
            "accepted");
}

TEST(PeopleTest, F15_AnEntryAfterTheCloseIsNotMergedUntilTwoPersonsOpenTheUnit) {
  const Town town;
  close_unit(town);
  const std::string before = town.show("totals").out;
  Json late = with_figures(with_key(Town::entry(1, 0), "late"), 5, 4);
  const Answers first = town.submit({Town::entry(1, 0)});
  late["replaces"] = first.begin()->second.receipt;
  EXPECT_EQ(ending(town.submit({late})), "count.signed-off");
  EXPECT_EQ(town.show("totals").out, before);
  const Answers reopened = town.submit(
      {command_line("count.reopen", "super", {{"unit", "w1"}, {"reason", "a late correction"}})});
  EXPECT_EQ(ending(town.submit({late})), "count.signed-off") << "one person is not enough";
  town.submit({command_line("approve", "clerk", {{"entry", reopened.begin()->second.position}})});
  EXPECT_EQ(ending(town.submit({late})), "accepted");
}

TEST(PeopleTest, F22_WithoutTheWitnessWorkGoesOnAndEverybodySeesSinceWhen) {
  const Town town;
  const auto entered = town.folder().run({"submit", town.place(), town.entries_of(1)});
  EXPECT_EQ(entered.exit_code, 0);
  EXPECT_NE(entered.err.find("not yet witnessed since 2016-11-28T10:00:00Z"), std::string::npos)
      << entered.err;
  const auto shown = base::parse_json(town.show("operation").out, "operation");
  ASSERT_TRUE(shown.ok());
  EXPECT_EQ((*shown)["ledger"]["unwitnessed_since"], "2016-11-28T10:00:00Z");
}

TEST(PeopleTest, F23_TwoOfficersReplaceALostKeyAndWhatItSignedStillHolds) {
  const Town town;
  const Answers before = town.submit({Town::entry(1, 0)});
  std::filesystem::rename(town.folder().at("keys/team-1.key"), town.folder().at("lost.key"));
  EXPECT_EQ(ending(town.submit({Town::entry(1, 1)})), "key.absent");
  town.folder().new_key("team-1");
  EXPECT_EQ(ending(town.submit({Town::entry(1, 1)})), "key.differs");
  const Answers rotation = town.submit({command_line(
      "key.rotate", "wec", {{"account", "team-1"}, {"reason", "the laptop was stolen"}})});
  EXPECT_EQ(ending(rotation), "accepted");
  EXPECT_EQ(ending(town.submit({Town::entry(1, 1)})), "key.differs") << "one officer is not enough";
  town.submit({command_line("approve", "wec2", {{"entry", rotation.begin()->second.position}})});
  EXPECT_EQ(ending(town.submit({Town::entry(1, 1)})), "accepted");
  EXPECT_EQ(town.submit({Town::entry(1, 0)}).begin()->second.receipt,
            before.begin()->second.receipt);
  std::filesystem::rename(town.folder().at("lost.key"), town.folder().at("keys/team-1.key"));
  EXPECT_EQ(ending(town.submit({Town::entry(1, 2)})), "key.differs")
      << "the key that was lost signs nothing more";
  town.expect_sound_store();
}

TEST(PeopleTest, F24_AWrongBatchIsSetAsideByTwoPersonsAndItsEntriesStay) {
  const Town town;
  town.submit({Town::entry(1, 0), Town::entry(2, 0)});
  EXPECT_EQ(value_of(town.show("totals"))["ballots"], 10);
  const Answers set_aside = town.submit({command_line(
      "batch.void", "clerk", {{"batch", "b0"}, {"reason", "another ward's container"}})});
  EXPECT_EQ(value_of(town.show("totals"))["ballots"], 10) << "one person is not enough";
  town.submit({command_line("approve", "super", {{"entry", set_aside.begin()->second.position}})});
  EXPECT_EQ(value_of(town.show("totals"))["ballots"], 0);
  const std::string minutes = town.show("minutes").out;
  EXPECT_NE(minutes.find("another ward's container"), std::string::npos);
  EXPECT_NE(minutes.find("tally.enter"), std::string::npos) << "the entries stay";
}

TEST(PeopleTest, F25_AMachineThatIsGoneIsReplacedFromThePublishedFolderAndTheLastCopy) {
  const Town town;
  const Json said = command_line("minute.add", "wec", {{"words", "Said after the copy was made."}});
  const Answers first = town.submit({Town::entry(1, 0), Town::entry(2, 0), Town::entry(1, 1)});
  const auto at = [&](const char* name) { return town.folder().at(name); };
  std::filesystem::copy(town.place(), at("copy"));
  const Answers after_copy = town.submit({said});
  const auto published = town.folder().run({"publish", town.place(), at("public")});
  ASSERT_EQ(published.exit_code, 0) << published.err;
  std::filesystem::rename(town.place(), at("gone"));
  const std::string log_key = at("keys/elections.example%2Ftown.vkey");
  const auto alone =
      town.folder().run({"restore", at("public"), town.place(), "--log-key", log_key});
  EXPECT_EQ(alone.exit_code, 2) << "entries of open counts are in no public folder";
  EXPECT_NE(alone.err.find("--copy"), std::string::npos) << alone.err;
  EXPECT_FALSE(std::filesystem::exists(town.place()));
  const auto restored = town.folder().run(
      {"restore", at("public"), town.place(), "--log-key", log_key, "--copy", at("copy")});
  ASSERT_EQ(restored.exit_code, 0) << restored.err;
  // Work goes on: what was receipted has its receipt, from the copy and from the folder.
  const Answers again = town.submit({Town::entry(1, 0), Town::entry(2, 0), Town::entry(1, 1)});
  for (const auto& [line, told] : first) EXPECT_EQ(again.at(line).receipt, told.receipt);
  const Answers said_again = town.submit({said});
  EXPECT_EQ(said_again.begin()->second.receipt, after_copy.begin()->second.receipt);
  close_unit(town);
  town.expect_sound_store();
}

}  // namespace
}  // namespace recanvass::faults
