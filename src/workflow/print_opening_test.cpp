#include "workflow/opening_fixture.h"
#include "workflow/print_documents.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;

report::PaperDocument costs_of(const Operation& operation, report::Language language) {
  PrintRequest request;
  request.style.language = language;
  return print_documents(operation, "costs", request).value().at(0);
}

bool says(const report::PaperDocument& document, const std::string& part) {
  return document.html.find(part) != std::string::npos;
}

base::Json all_of(const std::string& county, std::int64_t dollars) {
  return {{"county", county}, {"lines", {{{"item", "all"}, {"cents", dollars * 100}}}}};
}

// Wisconsin 2016: 3,499,689 was announced, the county lines add up to 3,898,340. Oneida's line and
// the two sums are published ones.
TEST(PrintOpening, TheAnnouncedFigureStandsAgainstTheSumOfTheCounties) {
  Operation operation = fixture::wisconsin();
  ASSERT_EQ(act(operation, "fee.quote", "wec", all_of("us-wi-oneida", 178000)), Causes{});
  ASSERT_EQ(act(operation, "fee.quote", "wec", all_of("us-wi-dane", 3720340)), Causes{});
  ASSERT_EQ(act(operation, "fee.announce", "wec",
                {{"cents", 349968900},
                 {"announced_at", "2016-11-28T15:00"},
                 {"published_in", "the commission's release"}}),
            Causes{});
  const auto english = costs_of(operation, report::Language::English);
  EXPECT_TRUE(says(english, "<dt>Sum of the estimates</dt><dd>$3,898,340</dd>"));
  EXPECT_TRUE(says(english, "less the announced figure is $398,651."));
  EXPECT_TRUE(says(english, "28 November 2016, 15:00"));
  EXPECT_TRUE(says(english, "commission&apos;s release"));
  EXPECT_FALSE(says(english, "petitioner&apos;s fund"));
  const auto spanish = costs_of(operation, report::Language::Spanish);
  EXPECT_TRUE(says(spanish, "<dt>Suma de las estimaciones</dt><dd>$3,898,340</dd>"));
  EXPECT_EQ(english.tables[0].rows.size(), 2U);
}

TEST(PrintOpening, ARefundThatWasMadeIsNoLongerToBeMade) {
  Operation operation = fixture::wisconsin();
  ASSERT_EQ(act(operation, "fee.payment", "wec",
                {{"cents", 105000}, {"paid_at", "2016-11-29T12:00"}, {"payer", "the campaign"}}),
            Causes{});
  ASSERT_EQ(act(operation, "fee.actual", "wec", all_of("us-wi-dane", 960)), Causes{});
  EXPECT_TRUE(
      says(costs_of(operation, report::Language::English),
           "<dt>Refunded</dt><dd>$0</dd></div>\n<div><dt>Left to be refunded</dt><dd>$90</dd>"));
  ASSERT_EQ(act(operation, "fee.refund", "wec", {{"refunded_at", "2017-01-20T12:00"}}), Causes{});
  const auto english = costs_of(operation, report::Language::English);
  EXPECT_TRUE(
      says(english,
           "<dt>Refunded</dt><dd>$90</dd></div>\n<div><dt>Left to be refunded</dt><dd>$0</dd>"));
  EXPECT_TRUE(says(english, "<td class=\"text\">what was paid above the actual cost</td>"));
  const auto spanish = costs_of(operation, report::Language::Spanish);
  EXPECT_TRUE(says(
      spanish, "<dt>Devuelto</dt><dd>$90</dd></div>\n<div><dt>Queda por devolver</dt><dd>$0</dd>"));
  EXPECT_TRUE(says(spanish, "lo pagado por encima del costo real"));
  const base::Json fees = fixture::shown(operation, "fees");
  EXPECT_EQ(fees["refunded_cents"], 9000);
  EXPECT_EQ(fees["refund_left_cents"], 0);
}

// Of two refunds only the first is what was paid above the cost.
TEST(PrintOpening, ARefundOfAllThatWasPaidSaysThatAnotherWasElected) {
  Operation operation = fixture::wisconsin();
  operation.opening.money.refunds = {
      {7, "2017-01-20T12:00", base::UsdCents(9000), RefundGround::AboveCost},
      {9, "2017-02-02T12:00", base::UsdCents(96000), RefundGround::Outcome}};
  const auto english = costs_of(operation, report::Language::English);
  EXPECT_TRUE(says(english, "<td class=\"text\">what was paid above the actual cost</td>"));
  EXPECT_TRUE(says(english,
                   "<td class=\"text\">all that was paid and not given back before, "
                   "because another was elected</td>"));
  const auto spanish = costs_of(operation, report::Language::Spanish);
  EXPECT_TRUE(says(spanish, "todo lo pagado y no devuelto antes, porque otra persona"));
  EXPECT_FALSE(says(spanish, "another was elected"));
}

TEST(PrintOpening, TheFundStandsBesideTheAccount) {
  Operation operation = fixture::wisconsin();
  ASSERT_EQ(act(operation, "fund.raised", "campaign",
                {{"day", "2016-11-24"}, {"item", "small gifts"}, {"cents", 650000}}),
            Causes{});
  const auto document = costs_of(operation, report::Language::English);
  EXPECT_TRUE(says(document, "petitioner&apos;s fund"));
  EXPECT_TRUE(says(document, "<dt>Raised</dt><dd>$6,500</dd>"));
}

TEST(PrintOpening, APetitionHasItsDecisionItsFeeAndWhetherThereIsPaper) {
  Operation operation = fixture::pennsylvania();
  ASSERT_EQ(fixture::computed(operation, "2016-11-26T15:00"), Causes{});
  ASSERT_EQ(act(operation, "equipment.set", "washington-clerk",
                {{"county", "us-pa-washington"}, {"paper", "none"}, {"equipment", "made up"}}),
            Causes{});
  const base::Json good = fixture::precinct_petition("C1", "2016-11-28T10:00", {"C1", "C1", "C1"});
  ASSERT_EQ(fixture::file_precincts(
                operation, {good, fixture::precinct_petition("C2", "2016-11-28T10:00", {"C2"})}),
            Causes{});
  const auto rows = print_documents(operation, "petitions", {})->at(0).tables[0].rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0][1], "Washington");
  EXPECT_EQ(rows[0][4], "3");
  EXPECT_EQ(rows[0][5], "accepted");
  EXPECT_EQ(rows[0][7], "5000");
  EXPECT_EQ(rows[0][8], "no");
  EXPECT_EQ(rows[1][5], "refused");
  EXPECT_EQ(rows[1][7], "");
}

}  // namespace
}  // namespace recanvass::workflow
