// Story G3: the rows of Colorado's audit of November 2020 that the story prints, and the state's
// export of November 2024, checked by the built program from files alone.
#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace recanvass::story {
namespace {

using cli_test::run_recanvass;

const char* const kRounds = "examples/published-audits/colorado-2020";

// Without the line ends that the width of a terminal puts in.
std::string in_one_line(std::string words) {
  for (char& letter : words) letter = letter == '\n' ? ' ' : letter;
  while (words.find("  ") != std::string::npos) words.replace(words.find("  "), 2, " ");
  return words;
}

TEST(Colorado2020, EverySizeOfTheStoryAgreesRoundByRound) {
  const auto told = run_recanvass({"reverify", kRounds, "--json"});
  ASSERT_EQ(told.exit_code, 0) << told.out << told.err;
  const auto json = base::parse_json(told.out, "reverify").value();
  const auto& audit = json.at("audits").at(0);
  EXPECT_EQ(audit.at("tally").at("differ"), 0);
  std::map<std::string, int> sizes;
  for (const auto& figure : audit.at("figures")) {
    if (figure.at("figure") != "cards needed with what was found") continue;
    EXPECT_EQ(figure.at("verdict"), "agrees");
    ++sizes[figure.at("computed")];
  }
  for (const char* size : {"64", "93", "953", "815", "1116", "210", "775", "546"}) {
    EXPECT_TRUE(sizes.contains(size)) << size;
  }
}

TEST(Colorado2020, TheSentencesSayWhatIsOpenAfterEachRound) {
  const auto told = run_recanvass({"reverify", kRounds});
  EXPECT_EQ(told.exit_code, 0);
  const std::string words = in_one_line(told.out);
  for (const char* wanted :
       {"Of 5 chosen for the audit 2 had met the risk limit; the largest risk among them is 3.",
        "Open: Proposition 114 (473 of 953 cards", "Colorado Springs 2C (337 of 815 cards",
        "Of 5 chosen for the audit 4 had met the risk limit; the largest risk among them is 3.88%",
        "Open: Colorado Springs 2C (816 of 1116 cards",
        "Of 1 chosen for the audit 1 had met the risk limit"}) {
    EXPECT_NE(words.find(wanted), std::string::npos) << wanted << "\n" << words;
  }
}

TEST(Colorado2020, OneDigitChangedEndsWithOneAndNamesTheRow) {
  std::ifstream file(std::filesystem::path(kRounds) / "round_2.csv");
  std::stringstream text;
  text << file.rdbuf();
  std::string changed = text.str();
  changed.replace(changed.find(",1116\n"), 6, ",1117\n");
  const auto path = std::filesystem::temp_directory_path() / "recanvass_colorado_2020_round_2.csv";
  std::ofstream(path) << changed;
  const auto told = run_recanvass({"reverify", path.string()});
  std::filesystem::remove(path);
  EXPECT_EQ(told.exit_code, 1);
  EXPECT_NE(in_one_line(told.out).find("published 1117, computed 1116"), std::string::npos)
      << told.out;
}

// The list of contests that were chosen before all cards were counted does not follow from itself
// in three figures; every figure of the export itself does.
TEST(Colorado2024, ThreeFiguresOfTheStatesEarlyListDifferAndNoneOfItsExport) {
  const std::filesystem::path folder =
      std::filesystem::path(RECANVASS_SHARED_DIR) / "data/audits/colorado2024";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto told = run_recanvass({"reverify", folder.string(), "--json"});
  ASSERT_EQ(told.exit_code, 1) << told.err;
  const auto json = base::parse_json(told.out, "reverify").value();
  const auto& audit = json.at("audits").at(0);
  EXPECT_EQ(audit.at("tally").at("differ"), 3);
  for (const auto& figure : audit.at("figures")) {
    if (figure.at("verdict") != "differs") continue;
    EXPECT_EQ(figure.at("place").get<std::string>().rfind("targetedContests.csv:", 0), 0u);
  }
  int dove_creek = 0;
  for (const auto& figure : audit.at("figures")) {
    const bool size = figure.at("figure") == "cards needed with what was found";
    if (size && figure.at("subject") == "Dove Creek Ambulance District Ballot Issue 6A") {
      EXPECT_EQ(figure.at("verdict"), "agrees");
      ++dove_creek;
    }
  }
  EXPECT_EQ(dove_creek, 2);
}

}  // namespace
}  // namespace recanvass::story
