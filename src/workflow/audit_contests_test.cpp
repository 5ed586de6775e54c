#include "workflow/audit_contests.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

constexpr const char* kTwo = R"({
  "schema": "recanvass.audit-contests/1",
  "contests": [
    {"name": "Mayor", "risk_limit": 0.1, "assertions": [
      {"words": "A over B", "recorded": {"cards": 600, "winner": 300, "loser": 200},
       "pools": [{"cards": 100, "winner": 40, "loser": 50}]}]},
    {"name": "Measure", "assertions": [
      {"words": "Yes over No", "recorded": {"cards": 300, "winner": 200, "loser": 90}}]}],
  "styles": [{"cards": 400, "contests": [0]}, {"cards": 300, "contests": [0, 1]}]
})";

TEST(AuditContests, AreReadWithPoolsAndStyles) {
  const auto question = read_audit_contests(kTwo, "two.json", {});
  ASSERT_TRUE(question.ok()) << base::sentences(question.problems());
  ASSERT_EQ(question->contests.size(), 2u);
  EXPECT_EQ(question->contests[0].risk_limit, 0.1);
  EXPECT_EQ(question->contests[1].risk_limit, 0.05);
  EXPECT_EQ(question->contests[0].assertions[0].pools[0].votes, (audit::PairVotes{100, 40, 50}));
  EXPECT_EQ(question->styles[1].contests, (std::vector<std::uint32_t>{0, 1}));
}

TEST(AuditContests, ACountThatIsOffByFewerThanSoManyIsPlannedAsALeadOfSoMany) {
  const auto with = [](const std::string& off) {
    return std::string(R"({"schema": "recanvass.audit-contests/1", "contests": [{"name": "Ward 1",
        "assertions": [{"words": "off by fewer", "recorded": {"cards": 1000, "winner": 700,
        "loser": 200}, "off_by": )") +
           off + "}]}]}";
  };
  const auto question = read_audit_contests(with("101"), "one.json", {});
  ASSERT_TRUE(question.ok()) << base::sentences(question.problems());
  const audit::PairVotes votes = question->contests.at(0).assertions.at(0).recorded;
  EXPECT_EQ(votes.cards, 1'000);
  EXPECT_EQ(votes.lead(), 101);  // not the 500 that were recorded
  EXPECT_EQ(read_audit_contests(with("1000"), "one.json", {})->contests[0].assertions[0].recorded,
            (audit::PairVotes{1'000, 1'000, 0}));
  for (const char* off : {"0", "1001", "-1", "1.5", "\"1\""}) {
    EXPECT_FALSE(read_audit_contests(with(off), "one.json", {}).ok()) << off;
  }
}

TEST(AuditContests, EverythingWrongIsSaidWithItsPlace) {
  std::string bad = kTwo;
  bad.replace(bad.find("\"winner\": 300"), 13, "\"winner\": \"x\"");
  bad.replace(bad.find("\"cards\": 400"), 12, "\"cards\": -1");
  bad.replace(bad.find("\"risk_limit\": 0.1"), 17, "\"risk_limit\": 5");
  const auto refused = read_audit_contests(bad, "two.json", {});
  ASSERT_FALSE(refused.ok());
  std::vector<std::string> places;
  for (const base::Problem& one : refused.problems()) places.push_back(one.place.column);
  EXPECT_EQ(places, (std::vector<std::string>{"/contests/0/risk_limit",
                                              "/contests/0/assertions/0/recorded/winner",
                                              "/styles/0/cards"}));
  EXPECT_EQ(read_audit_contests("{}", "x", {}).problems()[0].cause, "contests.schema");
  EXPECT_FALSE(read_audit_contests("[", "x", {}).ok());
}

}  // namespace
}  // namespace recanvass::workflow
