// An instant runoff without cast vote records, from totals to a risk: assertions, draw, measure.
#include "tests/cli/election_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <charconv>
#include <filesystem>
#include <fstream>

namespace recanvass::cli_test {
namespace {

constexpr int kPolledCards = 600;

// What the paper at a place says: Cy's 130 go to Ada, who trails Ben by 30 and wins by 100.
std::string paper_at(int position) {
  const int kind = position * 7 % kPolledCards;  // 7 and 600 have no common factor
  if (kind < 210) return "Ada";
  if (kind < 450) return "Ben";
  return kind < 580 ? "Cy|Ada" : "(blank)";
}

class OrderPollFiles {
 public:
  Ended assertions(const std::string& winners) {
    const std::string asked = folder_.text_file(
        "audit.toml", fmt::format("[[contest]]\nname = \"Mayor\"\nrule = \"irv\"\ncards = {}\n"
                                  "votes = {{ Ada = 210, Ben = 240, Cy = 130 }}\n{}\n",
                                  kPolledCards, winners));
    return run_recanvass({"assertions", "--contests", asked, "-o", at("assertions.json")});
  }
  Ended draw(const std::string& method, int size) {
    for (const char* made : {"draw.json", "to-type.csv"}) std::filesystem::remove(at(made));
    return run_recanvass({"draw", "--assertions", at("assertions.json"), "--manifest", manifest_,
                          "--method", method, "--seed", "41893602715504683291", "--size",
                          fmt::format("{}", size), "-o", at("draw.json"), "--readings",
                          at("to-type.csv")});
  }
  // With the readings as the paper has them, but for the first `missing` cards.
  Ended measure(int missing, std::vector<std::string> more) {
    std::ifstream table(at("to-type.csv"));
    std::string line;
    std::getline(table, line);
    std::string rows = line + "\n";
    for (int row = 0; std::getline(table, line); ++row) {
      if (line.ends_with('\r')) line.pop_back();
      const std::string card = line.substr(0, line.find(','));
      int position = 0;
      std::from_chars(card.data() + card.rfind('-') + 1, card.data() + card.size(), position);
      rows += line + (row < missing ? "(not found)" : paper_at(position)) + "\n";
    }
    more.insert(more.begin(),
                {"measure", "--assertions", at("assertions.json"), "--manifest", manifest_,
                 "--draw", at("draw.json"), "--readings", folder_.text_file("readings.csv", rows)});
    return run_recanvass(more);
  }

 private:
  [[nodiscard]] std::string at(const std::string& name) const { return folder_.at(name); }

  ElectionFolder folder_;
  std::string manifest_ = folder_.text_file(
      "manifest.csv",
      fmt::format("CountyID,ScannerID,BatchID,NumBallots,StorageLocation\nDane,1,1,{},box\n",
                  kPolledCards));
};

TEST(CliOrderPoll, ARunoffWithoutRecordsIsConfirmedByPartOfThePaper) {
  OrderPollFiles files;
  const Ended asserted = files.assertions("winners = [\"Ada\"]");
  EXPECT_EQ(asserted.exit_code, 0) << asserted.err;
  EXPECT_NE(asserted.out.find("Ada is elected, as reported"), std::string::npos) << asserted.out;
  const Ended drawn = files.draw("numbers", 420);
  ASSERT_EQ(drawn.exit_code, 0) << drawn.err << drawn.out;
  const Ended text = files.measure(0, {});
  EXPECT_EQ(text.exit_code, 0) << text.out << text.err;
  EXPECT_NE(text.out.find("Verdict     confirmed"), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("every order of elimination that ends with somebody else"),
            std::string::npos)
      << text.out;
  const auto json = base::parse_json(files.measure(0, {"--json"}).out, "measure").value();
  EXPECT_EQ(json["contests"][0]["verdict"], "confirmed");
  EXPECT_LE(json["contests"][0]["risk"].get<double>(), 0.05);
  EXPECT_EQ(json["contests"][0]["orders"]["cards_read"], 420);
  EXPECT_EQ(json["contests"][0]["orders"]["ends_open"], 0);
  const auto lost = base::parse_json(files.measure(200, {"--json"}).out, "measure").value();
  EXPECT_EQ(lost["contests"][0]["verdict"], "not-yet-confirmed");
  EXPECT_EQ(lost["contests"][0]["orders"]["not_found"], 200);
}

TEST(CliOrderPoll, AnotherThanThePapersWinnerIsContradictedOnceAllIsRead) {
  OrderPollFiles files;
  ASSERT_EQ(files.assertions("winners = [\"Ben\"]").exit_code, 0);
  ASSERT_EQ(files.draw("numbers", 420).exit_code, 0);
  EXPECT_EQ(files.measure(0, {}).exit_code, 1);
  ASSERT_EQ(files.draw("numbers", kPolledCards).exit_code, 0) << "the same draw, all of it";
  const Ended all = files.measure(0, {});
  EXPECT_EQ(all.exit_code, 1);
  EXPECT_NE(all.out.find("by the paper Ada is elected"), std::string::npos) << all.out;
}

TEST(CliOrderPoll, WhatItCannotTestIsRefused) {
  OrderPollFiles files;
  const Ended nobody = files.assertions("");
  EXPECT_EQ(nobody.exit_code, 2);
  EXPECT_NE(nobody.err.find("winners = [\"...\"]"), std::string::npos) << nobody.err;
  const Ended other = files.assertions("winners = [\"Ada\"]\nfunction = \"bravo\"");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find("awaire"), std::string::npos) << other.err;
  ASSERT_EQ(files.assertions("winners = [\"Ada\"]").exit_code, 0);
  ASSERT_EQ(files.draw("counter", 300).exit_code, 0);
  const Ended again = files.measure(0, {});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_NE(again.err.find("with replacement"), std::string::npos) << again.err;
}

}  // namespace
}  // namespace recanvass::cli_test
