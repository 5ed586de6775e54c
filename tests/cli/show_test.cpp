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

std::size_t files_in(const std::string& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

TEST(CliShow, ALedgerThatWasCutToNothingIsNoEmptyRecountAndToLookWritesNothing) {
  const ElectionFolder folder;
  const base::Json opening = folder.opening();
  ASSERT_EQ(folder.submit({opening}).exit_code, 0);
  const std::string file = folder.ledger() + "/ledger.sqlite";
  const auto written = std::filesystem::last_write_time(file);
  ASSERT_EQ(folder.run({"show", folder.ledger(), "operation"}).exit_code, 0);
  EXPECT_EQ(std::filesystem::last_write_time(file), written);
  EXPECT_EQ(files_in(folder.ledger()), 1U);
  for (const std::size_t bytes : {1U, 0U}) {
    std::filesystem::resize_file(file, bytes);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"show", folder.ledger(), "operation"},
          {"print", folder.ledger(), "minutes", "--to", folder.at("paper")},
          {"publish", folder.ledger(), folder.at("public")},
          {"submit", folder.ledger(), folder.file("again.jsonl", {opening})}}) {
      const Ended run = folder.run(words);
      EXPECT_EQ(run.exit_code, 2) << words[0] << " " << run.out;
      EXPECT_NE(run.err.find("ledger.sqlite"), std::string::npos) << run.err;
      EXPECT_EQ(std::filesystem::file_size(file), bytes) << words[0];
    }
    EXPECT_EQ(files_in(folder.ledger()), 1U);
  }
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
