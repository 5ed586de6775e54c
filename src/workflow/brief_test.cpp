#include "workflow/brief.h"

#include "report/brief_answers.h"
#include "report/brief_page.h"
#include "report/page_faults.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace recanvass::workflow {
namespace {

namespace fs = std::filesystem;

constexpr outlook::MechanismPlan kFewDraws{2016, 1000};

std::vector<fs::path> example_packages() {
  std::vector<fs::path> packages;
  for (const auto& entry : fs::directory_iterator(fs::path(RECANVASS_SOURCE_DIR) / "examples")) {
    if (fs::exists(entry.path() / "election.toml")) packages.push_back(entry.path());
  }
  std::sort(packages.begin(), packages.end());
  return packages;
}

// A folder of its own for one test, removed at the end.
class BriefFolder {
 public:
  BriefFolder() : path_(fs::temp_directory_path() / ("brief_test_" + std::to_string(getpid()))) {
    fs::remove_all(path_);
  }
  ~BriefFolder() { fs::remove_all(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string text_in(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

report::Briefing briefing_of(const fs::path& package) {
  base::SerialExecutor executor;
  const auto briefing = prepare_briefing({package, {}, {}, kFewDraws}, executor);
  EXPECT_TRUE(briefing.ok()) << package
                             << (briefing.ok() ? "" : base::sentences(briefing.problems()));
  return briefing.ok() ? *briefing : report::Briefing{};
}

TEST(Brief, EveryExamplePackageGivesAPageWithoutFaults) {
  ASSERT_GE(example_packages().size(), 5U);
  for (const fs::path& package : example_packages()) {
    const report::Briefing briefing = briefing_of(package);
    const auto faults = report::page_faults(report::brief_page(briefing));
    EXPECT_TRUE(faults.empty()) << package << ": " << faults.front();
    EXPECT_EQ(report::answer_seven(briefing).size(), 7U);
  }
}

TEST(Brief, NoPageSaysThatACountIsConfirmedOrLeadsWithoutChallenges) {
  for (const fs::path& package : example_packages()) {
    const report::Briefing briefing = briefing_of(package);
    EXPECT_EQ(report::brief_page(briefing).find("confirms the count"), std::string::npos);
    for (const auto& sentence : report::answer_seven(briefing)[0].sentences) {
      if (sentence.text.find(" ahead of ") == std::string::npos) continue;
      EXPECT_TRUE(sentence.text.find("certified") != std::string::npos ||
                  sentence.text.find("challenged ballots") != std::string::npos)
          << sentence.text;
    }
  }
}

TEST(Brief, APetitionerWhoIsNoChoiceIsRefusedWithTheNearestName) {
  base::SerialExecutor executor;
  const auto refused = prepare_briefing(
      {fs::path(RECANVASS_SOURCE_DIR) / "examples/us-2016-president", {}, "stien", kFewDraws},
      executor);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems()[0].cause, "assess.petitioner");
  EXPECT_NE(refused.problems()[0].mend.find("Did you mean \"stein\"?"), std::string::npos);
}

TEST(Brief, ThePageIsWrittenWholeAndMayBeWrittenAgain) {
  const BriefFolder folder;
  const report::Briefing briefing;
  for (int times = 0; times < 2; ++times) {
    const auto written = write_briefing(briefing, folder.path() / "deep");
    ASSERT_TRUE(written.ok()) << base::sentences(written.problems());
    EXPECT_EQ(text_in(*written), report::brief_page(briefing));
  }
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder.path() / "deep")) ++files;
  EXPECT_EQ(files, 1U) << "no draft is left behind";
}

TEST(Brief, AFileOfSomebodyElseIsLeftAlone) {
  const BriefFolder folder;
  fs::create_directories(folder.path());
  std::ofstream(folder.path() / "index.html") << "<html>mine</html>";
  const auto refused = write_briefing(report::Briefing{}, folder.path());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems()[0].cause, "brief.not-ours");
  EXPECT_EQ(text_in(folder.path() / "index.html"), "<html>mine</html>");
}

TEST(Brief, AFolderThatCannotBeMadeIsAProblem) {
  const BriefFolder folder;
  fs::create_directories(folder.path());
  std::ofstream(folder.path() / "file") << "x";
  const auto refused = write_briefing(report::Briefing{}, folder.path() / "file");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems()[0].cause, "brief.folder");
}

}  // namespace
}  // namespace recanvass::workflow
