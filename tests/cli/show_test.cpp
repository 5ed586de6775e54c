#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace recanvass::cli_test {
namespace {

TEST(CliShow, WithoutAViewItSaysHowLongTheLedgerIsAndWhichViewsThereAre) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  const Ended run = folder.run({"show", folder.ledger(), "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const auto json = base::parse_json(run.out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["schema"], "recanvass.show/1");
  EXPECT_EQ((*json)["ledger"]["entries"], 1);
  EXPECT_EQ((*json)["ledger"]["origin"], "elections.example/test");
  EXPECT_EQ((*json)["ledger"]["unwitnessed_since"], "2016-11-28T10:00:00Z");
  EXPECT_FALSE((*json)["views"].empty());
}

TEST(CliShow, AViewIsADocumentForProgramsAndLinesForPeople) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  const auto json =
      base::parse_json(folder.run({"show", folder.ledger(), "operation", "--json"}).out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["view"], "operation");
  EXPECT_EQ((*json)["value"]["contest"], "president");
  const Ended text = folder.run({"show", folder.ledger(), "operation"});
  EXPECT_NE(text.out.find("contest"), std::string::npos);
  EXPECT_NE(text.out.find("president"), std::string::npos);
}

TEST(CliShow, NobodyLooksAsAnAccountWhoseKeyTheyDoNotHave) {
  const ElectionFolder folder;
  ASSERT_EQ(
      folder.submit({folder.opening(), folder.adding("team-1", "counter", "us-wi-dane")}).exit_code,
      0);
  const std::vector<std::string> words = {"show", folder.ledger(), "operation", "--as", "wec"};
  EXPECT_EQ(folder.run(words).exit_code, 0);
  std::filesystem::copy_file(folder.at("keys/team-1.key"), folder.at("keys/wec.key"),
                             std::filesystem::copy_options::overwrite_existing);
  const Ended posed = folder.run(words);
  EXPECT_EQ(posed.exit_code, 2);
  EXPECT_NE(posed.err.find("another key than the account's"), std::string::npos) << posed.err;
  std::filesystem::remove(folder.at("keys/wec.key"));
  EXPECT_EQ(folder.run(words).exit_code, 2);
  EXPECT_EQ(folder.run({"show", folder.ledger(), "operation", "--as", "nobody"}).exit_code, 2);
}

TEST(CliShow, WhatIsNotThereIsNamed) {
  const ElectionFolder folder;
  EXPECT_EQ(folder.run({"show", folder.at("nothing")}).exit_code, 2);
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  for (const char* option : {"--county", "--unit"}) {
    const Ended place = folder.run({"show", folder.ledger(), "progress", option, "zz"});
    EXPECT_EQ(place.exit_code, 2) << option;
    EXPECT_NE(place.err.find("\"zz\""), std::string::npos) << place.err;
  }
  const Ended view = folder.run({"show", folder.ledger(), "operatio"});
  EXPECT_EQ(view.exit_code, 2);
  EXPECT_NE(view.err.find("a view such as operation"), std::string::npos) << view.err;
}

TEST(CliShow, F7_AnEntryThatWasChangedInTheStoreIsNamedAndNothingIsServed) {
  const ElectionFolder folder;
  ASSERT_EQ(
      folder.submit({folder.opening(), folder.adding("marked-account", "observer")}).exit_code, 0);
  const std::string store = folder.ledger() + "/ledger.sqlite";
  std::ifstream source(store, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(source)), {});
  const std::size_t place = bytes.find("\"name\":\"marked-account\"");
  ASSERT_NE(place, std::string::npos);
  bytes[place + 8] = 'M';
  std::ofstream(store, std::ios::binary) << bytes;
  const Ended run = folder.run({"show", folder.ledger(), "operation", "--json"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("entry 1"), std::string::npos) << run.err;
  EXPECT_EQ(run.out.find("\"value\""), std::string::npos);
}

}  // namespace
}  // namespace recanvass::cli_test
