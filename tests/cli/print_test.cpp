#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recanvass::cli_test {
namespace {

std::string text_in(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(CliPrint, ADocumentBecomesAPageAndItsTablesAndItsFilesAreNamed) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  const Ended run = folder.run({"print", folder.ledger(), "minutes", "--to", folder.at("paper"),
                                "--language", "es", "--paper", "legal", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const auto json = base::parse_json(run.out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["schema"], "recanvass.print/1");
  EXPECT_EQ((*json)["document"], "minutes");
  EXPECT_EQ((*json)["files"],
            (base::Json{folder.at("paper/minutes.html"), folder.at("paper/minutes-entries.csv"),
                        folder.at("paper/minutes-entries-excel.csv")}));
  const std::string page = text_in(folder.at("paper/minutes.html"));
  EXPECT_NE(page.find("<html lang=\"es\""), std::string::npos);
  EXPECT_NE(page.find("size: 8.5in 14in"), std::string::npos);
  EXPECT_NE(page.find("Se abrió la operación"), std::string::npos);
}

TEST(CliPrint, WhatCannotBePrintedIsRefusedAndNothingIsWritten) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  struct Case {
    std::vector<std::string> words;
    const char* says;
  };
  const std::string to = folder.at("paper");
  for (const Case& row :
       {Case{{"minute", "--to", to}, "Write minutes."},
        Case{{"tally-sheets", "--to", to}, "Nothing of the kind is recorded there yet."},
        Case{{"minutes"}, "the folder that the files go to"},
        Case{{"minutes", "--to", to, "--language", "fr"}, "wanted en or es"},
        Case{{"minutes", "--to", to, "--paper", "a4"}, "wanted letter or legal"},
        Case{{"minutes", "--to", to, "--county", "us-wi-none"}, "a county of this operation"},
        Case{{"minutes", "--to", to, "--as", "nobody"}, "an account that is open"}}) {
    std::vector<std::string> words = {"print", folder.ledger()};
    words.insert(words.end(), row.words.begin(), row.words.end());
    const Ended run = folder.run(words);
    EXPECT_EQ(run.exit_code, 2) << row.says;
    EXPECT_NE(run.err.find(row.says), std::string::npos) << run.err;
  }
  EXPECT_FALSE(std::filesystem::exists(to));
}

TEST(CliPrint, TheHelpNamesEveryDocument) {
  const Ended run = run_recanvass({"print", "--help"});
  for (const char* document :
       {"petitions", "tally-sheets", "retrieval-list", "container-tags", "custody-log", "exhibits",
        "challenges", "minutes", "reconciliation", "changes", "statement", "costs"}) {
    EXPECT_NE(run.out.find("  " + std::string(document)), std::string::npos) << document;
  }
}

}  // namespace
}  // namespace recanvass::cli_test
