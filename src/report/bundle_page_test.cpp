#include "report/bundle_page.h"

#include "base/figures.h"
#include "report/bundle_sample_test.h"
#include "report/bundle_tables.h"
#include "report/page_faults.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

namespace recanvass::report {
namespace {

std::set<std::string> table_files() {
  std::set<std::string> files;
  for (const DataTable& table : bundle_tables(closed_facts())) {
    for (const char* end : {".csv", ".for-excel.csv", ".json"}) {
      files.insert("public/" + table.name + end);
    }
  }
  return files;
}

TEST(BundlePage, IsWellFormedSelfContainedAndLinksOnlyToTheFilesBesideIt) {
  const std::string page = bundle_page(closed_facts());
  const auto faults = page_faults(page, table_files());
  EXPECT_TRUE(faults.empty()) << faults.front();
  EXPECT_NE(page.find("President, &lt;Wisconsin&gt;"), std::string::npos);
  EXPECT_NE(page.find("<td>+246</td>"), std::string::npos) << page;
  EXPECT_NE(page.find("The count of all 5 units is signed off."), std::string::npos);
  EXPECT_NE(page.find("1 entry withheld for figures of fewer than 10 ballots"), std::string::npos);
}

TEST(BundlePage, ACertificateNamesWhoEnteredItAndTheirAccounts) {
  BundleFacts facts = closed_facts();
  BundleCertificate certificate;
  certificate.authority = "Elections Commission";
  certificate.result_set = "recount";
  certificate.signed_at = "2016-12-12T19:00";
  certificate.by = "wec";
  certificate.approved_by = "wec2";
  facts.certificates = {certificate};
  facts.accounts = {{"wec", "Ann Orr, chair"}};
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("entered by Ann Orr, chair (wec) and wec2: "), std::string::npos) << page;
  facts.choices[0].name = "Norm C.";
  facts.certificates[0].winners = {"a"};
  EXPECT_NE(bundle_page(facts).find("wec2: Norm C.</p>"), std::string::npos) << bundle_page(facts);
}

// The counted set is certified; then other figures are reported, and a court stays the certificate.
TEST(BundlePage, AStayAndTheSetThatStandsAreSaidBesideTheCertificate) {
  BundleFacts facts = closed_facts();
  BundleCertificate certificate;
  certificate.authority = "B";
  certificate.result_set = "recount";
  certificate.signed_at = "2024-04-15T18:00";
  facts.certificates = {certificate};
  facts.legal = {{38, "recount", "report", "2024-04-15T18:00", "B", "", "certificate"},
                 {38, "recount", "canvass", "2024-04-15T18:00", "B", "", "certificate"},
                 {38, "recount", "certify", "2024-04-15T18:00", "B", "", "certificate"}};
  EXPECT_NE(bundle_page(facts).find("In law recount stands (certified 2024-04-15T18:00)."),
            std::string::npos);
  facts.legal.push_back({40, "other", "report", "2024-04-20T10:00", "Someone", "", "x"});
  facts.legal.push_back({41, "recount", "stay", "2024-04-21T10:00", "Circuit Court", "q", "x"});
  std::string page = bundle_page(facts);
  EXPECT_NE(page.find("In law other stands (reported 2024-04-20T10:00); recount is stayed since "
                      "2024-04-21T10:00."),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("by Circuit Court (q), and the stay is not lifted."), std::string::npos);
  EXPECT_LT(page.find("In law other stands"), page.find("B certified recount"));
  facts.legal.push_back({42, "recount", "lift", "2024-04-22T10:00", "Circuit Court", "q", "x"});
  page = bundle_page(facts);
  EXPECT_NE(page.find("In law recount stands"), std::string::npos) << page;
  EXPECT_EQ(page.find("is not lifted"), std::string::npos);
}

// Georgia 2020: a count of all the paper that confirms the winner and certifies nothing.
TEST(BundlePage, AnAuditSaysWhetherItConfirmsTheWinnerAndThatItIsNotTheCertifiedCount) {
  BundleFacts facts = closed_facts();
  facts.legal = {{38, "hand", "report", "2024-04-15T18:00", "B", "", "a", "hand-audit", "counted"}};
  std::string page = bundle_page(facts);
  EXPECT_NE(page.find("In law no result set stands; hand is reported since 2024-04-15T18:00 (an "
                      "audit&apos;s figures, not the certified count)."),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("hand, an audit, confirms the winner: "), std::string::npos) << page;
  EXPECT_NE(page.find("; is not the certified count."), std::string::npos);
  for (BundleUnit& unit : facts.units) {
    for (auto& votes : unit.reported) votes = 0;
    if (!unit.reported.empty()) unit.reported.back() = 1'000'000;
  }
  page = bundle_page(facts);
  EXPECT_NE(page.find("hand, an audit, does not confirm the winner: "), std::string::npos);
  facts.units.front().returns_given = false;
  EXPECT_NE(bundle_page(facts).find("hand, an audit, is not the certified count."),
            std::string::npos)
      << "what was reported is not all given";
}

// The first is amended and the second declared void: neither reads as if it were in force.
TEST(BundlePage, ACertificateSaysWhichOneItAmendsAndWhyAndTheOtherThatItIsNoLongerInForce) {
  BundleFacts facts = closed_facts();
  BundleCertificate first;
  first.position = 42;
  first.authority = "Board";
  first.result_set = "recount";
  first.signed_at = "2022-11-26T10:00";
  BundleCertificate second = first;
  second.position = 70;
  second.amends = 42;
  second.reason = "27 ballots found";
  facts.certificates = {first, second};
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("It is no longer in force: the certificate of entry 70 amends it."),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("It amends the certificate of entry 42 (&quot;27 ballots found&quot;)."),
            std::string::npos)
      << page;
  facts.certificates[1].voided_at = 80;
  facts.certificates[1].reason = "by order O1";
  EXPECT_NE(bundle_page(facts).find("This certificate was declared void (&quot;by order O1&quot;)"),
            std::string::npos);
}

TEST(BundlePage, ACertificateOfOtherFiguresThanThoseOfThePageIsSaidToBe) {
  BundleFacts facts = closed_facts();
  BundleCertificate certificate;
  certificate.position = 42;
  certificate.signed_at = "2022-11-26T10:00";
  certificate.votes = *totals_of(facts, "").votes;
  facts.certificates = {certificate};
  EXPECT_EQ(bundle_page(facts).find("is of other figures"), std::string::npos);
  facts.certificates[0].votes[0] += 1;
  EXPECT_NE(bundle_page(facts).find("The certificate of entry 42 is of other figures than the "
                                    "units add up to now"),
            std::string::npos);
  facts.certificates[0].voided_at = 50;
  EXPECT_EQ(bundle_page(facts).find("is of other figures"), std::string::npos);
}

TEST(BundlePage, ReportedFiguresThatWereCorrectedAreSaidToBeWhereTheyStand) {
  BundleFacts facts = closed_facts();
  EXPECT_EQ(bundle_page(facts).find("Reported, as corrected"), std::string::npos);
  facts.units[1].corrected = {30, 34};
  EXPECT_NE(bundle_page(facts).find(">Reported, as corrected</th>"), std::string::npos)
      << bundle_page(facts);
  for (const DataTable& table : bundle_tables(facts)) {
    if (table.name != "reported") continue;
    EXPECT_EQ(std::get<std::string>(table.rows.at(1).back()), "30 34");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows.at(0).back()));
  }
}

TEST(BundlePage, WhatNoElectionCanHaveIsSaidOfTwentyUnitsAndOfTheOthersThatThereAreMore) {
  BundleFacts facts = closed_facts();
  EXPECT_EQ(bundle_page(facts).find("mpossible"), std::string::npos);
  BundleUnit open = facts.units[0];
  open.state = UnitState::Open;
  facts.impossible = {impossible_unseen(open),
                      impossible_row(facts.units[1], "R1", "amber", 20, "votes 780, ballots 760"),
                      impossible_row(facts.units[1], "R2", "red", 2, "ballots 52, registered 50")};
  std::string page = bundle_page(facts);
  EXPECT_NE(page.find("Impossible, under review: what was reported of W1, Dane (what was reported "
                      "is not given yet)."),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("What had been reported of W2, Dane was impossible (votes 780, ballots 760; "
                      "ballots 52, registered 50); it was counted again."),
            std::string::npos)
      << page;
  for (int i = 0; i < 21; ++i) {
    open.id = fmt::format("X{}", i);
    facts.impossible.push_back(impossible_unseen(open));
  }
  page = bundle_page(facts);
  EXPECT_NE(page.find("Figures of 3 more units cannot be: see reconciliation among the files."),
            std::string::npos)
      << page;
}

TEST(BundlePage, AHaltedCountIsSaidToBeHaltedAndByWhomAndNotVoid) {
  BundleFacts facts = closed_facts();
  facts.legal = {{46, "recount", "order", "2016-12-02T10:00", "Board", "", "minutes"},
                 {47, "recount", "halt", "2016-12-07T19:30", "E.D. Mich.", "", "order"}};
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("recount is halted since 2016-12-07T19:30 by E.D. Mich."), std::string::npos)
      << page;
  EXPECT_EQ(page.find("recount is void"), std::string::npos);
}

// Reported before: a 80, b 67. A unit that nobody had reported adds its votes to what was counted.
TEST(BundlePage, AUnitFoundLaterLeavesTheReportedTotalAndStandsAmongTheChanges) {
  BundleFacts facts = closed_facts();
  const std::string before = bundle_page(facts);
  facts.units[4].reported = {std::nullopt, std::nullopt};
  const std::string page = bundle_page(facts);
  EXPECT_EQ(page.find("<td>not given</td>"), std::string::npos) << page;
  EXPECT_NE(page.find("none, found later"), std::string::npos) << page;
  EXPECT_NE(page.find("<td>+6</td>"), std::string::npos) << page;
}

TEST(BundlePage, ChallengedBallotsThatAreWithheldAreNumberedBesideThoseThatAreGiven) {
  BundleFacts facts = closed_facts();
  facts.challenges = {{"E1", "dane", "W1", "B1", 7, "open", "a", "a"}};
  facts.withheld.push_back({42, "challenge.add", "dane", "W3", "B3", "merged", ""});
  EXPECT_NE(bundle_page(facts).find("1 more is registered and withheld"), std::string::npos);
  facts.challenges.clear();
  EXPECT_NE(bundle_page(facts).find("1 challenged ballot is registered and withheld"),
            std::string::npos);
}

TEST(BundlePage, AChallengedBallotOfABatchThatWasSetAsideIsSaidToBeInNoTable) {
  BundleFacts facts = closed_facts();
  facts.challenges = {{"E1", "dane", "W1", "B1", 7, "ruled", "a", "b"},
                      {"E2", "dane", "W1", "B2", 8, "ruled", "a", "b", true},
                      {"E3", "dane", "W1", "B2", 9, "open", "a", "a", true}};
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("3 challenged ballots are registered, and none is open."), std::string::npos);
  EXPECT_NE(
      page.find("2 of them are in batches that were set aside, and are in none of the tables, "
                "whatever is ruled."),
      std::string::npos)
      << page;
  EXPECT_NE(page.find("By rulings and agreements 1 of them is read otherwise than on the spot; the "
                      "tables have it as ruled or agreed."),
            std::string::npos)
      << page;
}

TEST(BundlePage, AChangeStandsBesideItsCause) {
  BundleFacts facts = closed_facts();
  facts.causes = {{"dane", "W2", "PEN", "marked in red", "m1", 30, "yes"},
                  {"dane", "W2", "OLD", "of an earlier change", "m1", 29, "no"}};
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("<td>PEN: marked in red</td>"), std::string::npos) << page;
  EXPECT_EQ(page.find("OLD: "), std::string::npos);
}

TEST(BundlePage, AClaimStandsWithWhatBecameOfIt) {
  BundleFacts facts = closed_facts();
  EXPECT_EQ(bundle_page(facts).find("What was claimed"), std::string::npos);
  facts.claims = {{"C1", "affidavit", "20-cv-1, p. 3", "J. Roe", "a box was open", "open", ""},
                  {"C2", "press", "Gazette", "N. N.", "votes moved", "ruled", "the box was sealed",
                   "box k1: the seal is whole"}};
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("Claim C1 (affidavit; 20-cv-1, p. 3), by J. Roe: &quot;a box was open&quot;. "
                      "Nothing was examined because of it; it is open."),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("Examined: box k1: the seal is whole; it is ruled: &quot;the box was "
                      "sealed&quot;."),
            std::string::npos)
      << page;
}

TEST(BundlePage, WhileAUnitIsOpenNoTotalIsSaid) {
  BundleFacts facts = closed_facts();
  facts.units[4].state = UnitState::Open;
  facts.units[4].counted.reset();
  const std::string page = bundle_page(facts);
  EXPECT_EQ(page.find("Votes in all units"), std::string::npos);
  EXPECT_NE(page.find("until then nobody leads"), std::string::npos);
  EXPECT_NE(page.find("The count of 4 of 5 units is signed off."), std::string::npos);
}

// Two wards of one entry of returns: one is signed off and changed, the other is open.
TEST(BundlePage, WhatCannotBeComparedIsNotSaidToBeTheSame) {
  BundleFacts facts = closed_facts();
  facts.units = {facts.units[0], facts.units[1]};
  facts.groups.clear();
  facts.units[0].state = UnitState::Open;
  facts.units[0].counted.reset();
  for (BundleUnit& unit : facts.units) {
    unit.returns_given = false;
    unit.reported.clear();
  }
  const std::string page = bundle_page(facts);
  EXPECT_EQ(page.find("nothing differs"), std::string::npos) << page;
  EXPECT_NE(page.find("No unit can be compared yet."), std::string::npos);
  EXPECT_NE(page.find("1 unit is signed off and cannot be compared yet: the reported figures are "
                      "withheld with those of units still open."),
            std::string::npos);
}

TEST(BundlePage, NothingDiffersIsSaidOnlyOfUnitsOfWhichBothCountsAreGiven) {
  BundleFacts facts = closed_facts();
  facts.units[1].counted->votes = {8, 20};
  facts.groups[0].counted.votes = {8, 3};
  const std::string all = "In the units that are signed off nothing differs";
  EXPECT_NE(bundle_page(facts).find(all), std::string::npos);
  facts.units[2].returns_given = false;
  std::string page = bundle_page(facts);
  EXPECT_EQ(page.find(all), std::string::npos);
  EXPECT_NE(page.find("Of those signed off 3 units are compared: nothing differs"),
            std::string::npos);
  EXPECT_NE(page.find("2 units are signed off and cannot be compared yet: the reported"),
            std::string::npos);
  facts.units[2].returns_given = true;
  facts.units[0].state = UnitState::Held;
  page = bundle_page(facts);
  EXPECT_EQ(page.find(all), std::string::npos);
  EXPECT_NE(page.find("1 unit is signed off and cannot be compared yet: what was counted is"),
            std::string::npos);
}

TEST(BundlePage, ChangesStandUnderNamesAndNotUnderIds) {
  BundleFacts facts = closed_facts();
  facts.units[1].name = "Ward 34";
  const std::string page = bundle_page(facts);
  EXPECT_NE(page.find("Ward 34 (W2), Dane</th><td>A &amp; B</td><td>8</td>"), std::string::npos)
      << page;
}

TEST(BundlePage, APracticeCopySaysSo) {
  BundleFacts facts = closed_facts();
  EXPECT_EQ(bundle_page(facts).find("practice copy"), std::string::npos);
  facts.training = true;
  EXPECT_NE(bundle_page(facts).find("practice copy"), std::string::npos);
}

TEST(BundlePage, APartialCountSaysHowManyVotesStandAsFirstCounted) {
  BundleFacts facts = closed_facts();
  EXPECT_EQ(bundle_page(facts).find("stand as they were first counted"), std::string::npos);
  BundleUnit& rock = facts.units[4];
  std::int64_t first = 0;
  for (const auto& votes : rock.reported) first += votes.value_or(0);
  rock.state = UnitState::Original;
  rock.counted.reset();
  std::int64_t all = 0;
  const BundleTotals totals = totals_of(facts, "");
  for (const std::int64_t votes : *totals.votes) all += votes;
  const std::string words = fmt::format(
      "Of {} votes in the totals {} were counted again, in 4 units; {} stand as they were first "
      "counted, in 1 unit.",
      base::grouped(all), base::grouped(all - first), base::grouped(first));
  EXPECT_GT(first, 0);
  EXPECT_NE(bundle_page(facts).find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace recanvass::report
