#include "workflow/reverify_ranked.h"

#include "workflow/reverify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace recanvass::workflow {
namespace {

using audit::FigureCheck;
using audit::FigureVerdict;

RankedFiles ranked_files(const std::string& assertions, const std::string& expected) {
  // 7 A>B, 5 B>C, 4 C>B: C goes out, B wins 9 to 7.
  std::string cards = "1\nContest,9,3,1,2,3\n";
  const auto add = [&](int ballots, int first, const char* order) {
    for (int i = 0; i < ballots; ++i) {
      cards += "9,1_1_" + std::to_string(first + i) + "," + order + "\n";
    }
  };
  add(7, 1, "1,2");
  add(5, 8, "2,3");
  add(4, 13, "3,2");
  RankedFiles files;
  files.cards =
      formats::import_cards(formats::InputFiles::of_texts({{"cards.raire", cards}})).value();
  const std::string json =
      R"json({"Ballots involved in audit (#)": "16", "parameters": {"risk_limit": "0.05"},
          "audits": [{"contest": "9", "winner": "2", "eliminated": ["3", "1"],
          "Expected Polls (#)": ")json" +
      expected + R"json(", "assertions": [)json" + assertions + "]}]}";
  formats::ProblemList problems;
  files.assertions.push_back(
      formats::read_ranked_assertions(*base::parse_json(json, "a.json"), "a.json", problems));
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return files;
}

const FigureCheck* ranked_check(const audit::PublishedAudit& audit, const std::string& figure) {
  const auto found = std::find_if(audit.checks.begin(), audit.checks.end(),
                                  [&](const auto& check) { return check.figure == figure; });
  return found == audit.checks.end() ? nullptr : &*found;
}

constexpr const char* kLast =
    R"json({"winner": "2", "loser": "1", "already_eliminated": ["3"],
        "assertion_type": "IRV_ELIMINATION"})json";
constexpr const char* kNext =
    R"json(,{"winner": "2", "loser": "3", "already_eliminated": "",
         "assertion_type": "IRV_ELIMINATION"},
        {"winner": "2", "loser": "3", "already_eliminated": ["1"],
         "assertion_type": "IRV_ELIMINATION"})json";

TEST(ReverifyRanked, AssertionsThatProveTheWinnerAgreeWithTheirRecords) {
  const auto audit = reverify_ranked(ranked_files(std::string(kLast) + kNext, "16"));
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0)
      << ranked_check(audit, "cards expected")->reason;
  EXPECT_EQ(ranked_check(audit, "assertions prove the winner")->verdict, FigureVerdict::Agrees);
  EXPECT_EQ(ranked_check(audit, "order of elimination")->verdict, FigureVerdict::Agrees);
}

TEST(ReverifyRanked, ASetThatLeavesAnotherWinnerOpenDiffers) {
  const auto audit = reverify_ranked(ranked_files(kLast, "8"));
  const FigureCheck* proof = ranked_check(audit, "assertions prove the winner");
  EXPECT_EQ(proof->verdict, FigureVerdict::Differs);
  EXPECT_NE(proof->reason.find("could still win"), std::string::npos);
  EXPECT_EQ(ranked_check(audit, "cards expected")->verdict, FigureVerdict::Agrees);
}

TEST(ReverifyRanked, AReadingUnlikeItsRecordRaisesTheRisk) {
  auto files = ranked_files(std::string(kLast) + kNext, "16");
  const auto with = [&](const char* text) {
    formats::ProblemList problems;
    files.readings = {
        formats::read_ranked_readings(*base::parse_json(text, "m.json"), "m.json", problems)};
    return reverify_ranked(files).summary.back();
  };
  EXPECT_NE(with(R"json({"ballots": [{"id": "1-1-8", "votes": {"9": {"2": 1, "3": 2}}}]})json")
                .find("1 hand readings, 0 of them unlike the record"),
            std::string::npos);
  const std::string wrong =
      with(R"json({"ballots": [{"id": "1-1-8", "votes": {"9": {"1": 1}}}]})json");
  EXPECT_NE(wrong.find("1 of them unlike"), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("risk of 1.0000"), std::string::npos) << wrong;
  EXPECT_NE(with(R"json({"ballots": [{"id": "9-9-9", "votes": {}}]})json").find("risk of 1.0000"),
            std::string::npos);
}

TEST(ReverifyRanked, SanFranciscos2019AssertionsHoldAndTwoHundredReadingsDoNotSettleIt) {
  const std::filesystem::path folder =
      std::filesystem::path(RECANVASS_SHARED_DIR) / "data/cvr/sf2019_da";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto found = reverify({folder});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  const auto& audit = found->audits.front();
  EXPECT_EQ(audit::tally_of(audit.checks).differ, 0);
  std::int64_t expected = 0;
  for (const FigureCheck& check : audit.checks) {
    if (check.figure != "cards expected" || check.verdict != FigureVerdict::Agrees) continue;
    std::int64_t cards = 0;
    std::from_chars(check.computed.data(), check.computed.data() + check.computed.size(), cards);
    expected += cards;
  }
  EXPECT_EQ(expected, 35 + 51);
  EXPECT_TRUE(std::any_of(audit.summary.begin(), audit.summary.end(), [](const auto& sentence) {
    return sentence.find("200 hand readings, 0 of them unlike the record") != std::string::npos &&
           sentence.find("a risk of 0.0606, above the risk limit of 0.05") != std::string::npos &&
           sentence.find("SUZY LOFTUS beats CHESA BOUDIN") != std::string::npos;
  }));
}

}  // namespace
}  // namespace recanvass::workflow
