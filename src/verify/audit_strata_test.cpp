#include "verify/audit_strata.h"

#include "audit/strata.h"
#include "verify/audit_claims.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;

// 110 cards with records, 74 to 33, and 50 without, 20 to 28.
AuditRecord strata_audit() {
  AuditRecord audit;
  audit.contests["c"] = {{"rule", "plurality"},
                         {"vote_for", 1},
                         {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
                         {"tabulated", {{"a", 94}, {"b", 61}}},
                         {"winners", {"a"}},
                         {"risk_limit", "0.1"},
                         {"targeted", true}};
  CardList& records = audit.lists["with"];
  records.body = {{"list", "with"}, {"records_root", std::string(64, 'a')}};
  records.cards = records.bound = 110;
  records.listed = {{"B1", 0, 110, "", "7-1-", {{"c", {{"a", 74}, {"b", 33}}}}}};
  CardList& polled = audit.lists["without"];
  polled.body = {{"list", "without"}};
  polled.cards = polled.bound = 50;
  polled.listed = {{"B2", 0, 50, "", "", {{"c", {{"a", 20}, {"b", 28}}}}}};
  audit.list_order = {"with", "without"};
  audit.method = {{"design", "strata"},
                  {"draw", "numbers"},
                  {"draw_from", "each-list"},
                  {"risk_function", "ui-ts"}};
  return audit;
}

void read_drawn(AuditRecord& audit, const CardPlace& place, const std::string& paper,
                const std::string& record, std::size_t round = 1) {
  const auto said = [](const std::string& choice) -> Json {
    return {{"state", "marked"}, {"marks", Json::array({{{"choice", choice}}})}};
  };
  PaperCard card;
  card.settled = CardSays{{"c", said(paper)}};
  card.closed = true;
  if (!record.empty()) card.record = CardSays{{"c", said(record)}};
  audit.cards[place] = card;
  audit.draws.push_back(place);
  audit.round_of_draw.push_back(round);
}

TEST(AuditStrata, TheRiskIsThatOfBothListsByHand) {
  AuditRecord audit = strata_audit();
  std::vector<audit::StratumDraws> by_hand{{110, 2.0, true, {}, 1.0}, {50, 1.0, true, {}, 0.0}};
  for (std::int64_t card = 1; card <= 30; ++card) {
    read_drawn(audit, {"with", card}, "a", "a");
    by_hand[0].values.push_back(1.0);
  }
  for (std::int64_t card = 1; card <= 12; ++card) {
    read_drawn(audit, {"without", card}, card % 3 == 0 ? "b" : "a", "");
    by_hand[1].values.push_back(card % 3 == 0 ? 0.0 : 1.0);
  }
  const auto says = sample_says(audit, "c");
  ASSERT_TRUE(says);
  const double risk = audit::strata_risk(by_hand, 0.5 + (110.0 - 75.5) / 160.0).p;
  EXPECT_LT(risk, 1.0);
  EXPECT_NEAR(says->measured.risk, risk, 1e-9 * risk);
  EXPECT_EQ(says->draws, 42);
  EXPECT_EQ(says->measured.tally.agree, 30);
  // A second round of four cards for b, recorded for a: what the first had found stays.
  for (std::int64_t card = 31; card <= 34; ++card) read_drawn(audit, {"with", card}, "b", "a", 2);
  EXPECT_EQ(sample_says(audit, "c")->measured.risk, says->measured.risk);
}

TEST(AuditStrata, ACardWithARecordThatIsNotShownIsNotMeasured) {
  AuditRecord audit = strata_audit();
  read_drawn(audit, {"without", 3}, "a", "");
  EXPECT_TRUE(sample_says(audit, "c"));
  read_drawn(audit, {"with", 3}, "a", "");
  EXPECT_FALSE(sample_says(audit, "c"));
}

TEST(AuditStrata, APlanThatCannotBeIsNamed) {
  const auto wrong_in = [](const AuditRecord& audit) {
    return what_is_wrong_with_strata(audit).value_or("");
  };
  EXPECT_EQ(wrong_in(strata_audit()), "");
  AuditRecord audit = strata_audit();
  audit.lists["without"].listed[0].votes["c"]["a"] = 19;
  EXPECT_NE(wrong_in(audit), "") << "93 for a, not 94";
  audit = strata_audit();
  audit.lists["without"].listed[0].votes["c"] = {{"a", 23}, {"b", 28}};
  audit.lists["with"].listed[0].votes["c"]["a"] = 71;
  EXPECT_NE(wrong_in(audit), "") << "51 votes on 50 cards";
  audit = strata_audit();
  audit.lists["without"].listed[0].votes = Json::object();
  EXPECT_NE(wrong_in(audit), "");
  audit = strata_audit();
  audit.method["draw_from"] = "all-lists";
  EXPECT_NE(wrong_in(audit), "");
  audit = strata_audit();
  audit.method["risk_function"] = "super-simple";
  EXPECT_NE(wrong_in(audit), "");
  audit = strata_audit();
  audit.contests["c"]["rule"] = "irv";
  EXPECT_NE(wrong_in(audit), "");
  audit = strata_audit();
  audit.lists.erase("without");
  EXPECT_NE(wrong_in(audit), "");
  audit.method["design"] = "comparison";
  EXPECT_EQ(wrong_in(audit), "") << "it is none of strata";
}

}  // namespace
}  // namespace recanvass::verify
