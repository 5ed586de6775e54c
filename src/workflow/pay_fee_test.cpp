#include "workflow/counting_fixture.h"
#include "workflow/money_account.h"
#include "workflow/opening_fixture.h"
#include "workflow/use_case.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json payment(const std::string& paid_at, std::int64_t dollars = 3499689) {
  return {{"cents", dollars * 100}, {"paid_at", paid_at}, {"payer", "Stein campaign"}};
}

// Wisconsin 2016: due on Tuesday 29 November 2016, 16:30.
Operation with_deadline(const std::string& late) {
  Operation operation = wisconsin();
  base::Json body = {{"until", "2016-11-29T16:30"}, {"words", "before the order"}};
  if (!late.empty()) body["late"] = late;
  RECANVASS_CHECK(act(operation, "fee.deadline", "wec", body).empty());
  return operation;
}

void state_cost(Operation& operation, const std::string& kind, const std::string& county,
                std::int64_t cents) {
  RECANVASS_CHECK(act(operation, kind, "wec",
                      {{"county", county}, {"lines", {{{"item", "all"}, {"cents", cents}}}}})
                      .empty());
}

TEST(PayFee, TheLastMinuteIsInTimeAndTheNextIsRefused) {
  struct Case {
    const char* paid_at;
    Causes causes;
  };
  for (const Case& row : {Case{"2016-11-29T16:29", {}}, Case{"2016-11-29T16:30", {}},
                          Case{"2016-11-29T16:31", {"fee.late"}}}) {
    Operation operation = with_deadline("");
    EXPECT_EQ(act(operation, "fee.payment", "wec", payment(row.paid_at)), row.causes)
        << row.paid_at;
  }
}

TEST(PayFee, APaymentThatIsSentAgainIsTheSamePayment) {
  Operation operation = with_deadline("");
  ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T15:00")), Causes{});
  const std::uint64_t first = operation.opening.money.payments.at(0).position;
  const UseCase& use_case = *use_case_named("fee.payment");
  Command command;
  command.author = "wec";
  command.body = payment("2016-11-29T15:00");
  EXPECT_EQ(use_case.repeats(operation, command), first);
  for (const base::Json& other :
       {payment("2016-11-29T15:01"), payment("2016-11-29T15:00", 3499690)}) {
    command.body = other;
    EXPECT_EQ(use_case.repeats(operation, command), std::nullopt) << other.dump();
  }
  command.body = payment("2016-11-29T15:00");
  command.author = "another";
  EXPECT_EQ(use_case.repeats(operation, command), std::nullopt) << "only its author's own";
  EXPECT_EQ(use_case.decide(operation, command).at(0).cause, "fee.paid-twice");
  command.author = "wec";
  command.body["payer"] = "another";
  EXPECT_EQ(use_case.repeats(operation, command), std::nullopt);
}

TEST(PayFee, WhereTheRuleSaysSoALatePaymentIsTakenAndFlagged) {
  Operation operation = with_deadline("flag");
  ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T16:30")), Causes{});
  ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T16:31")), Causes{});
  const base::Json payments = shown(operation, "fees")["payments"];
  EXPECT_EQ(payments[0]["late"], false);
  EXPECT_EQ(payments[1]["late"], true);
}

TEST(PayFee, AnOrderLetsALatePaymentBeTaken) {
  Operation operation = with_deadline("refuse");
  base::Json late = payment("2016-11-30T09:00");
  late["order"] = "O1";
  EXPECT_EQ(act(operation, "fee.payment", "wec", late), Causes{"order.unknown"});
  ASSERT_EQ(act(operation, "order.record", "wec",
                {{"order", "O1"},
                 {"court", "Circuit Court"},
                 {"case", "1"},
                 {"made_at", "2016-11-29T18:00"},
                 {"words", "until noon"}}),
            Causes{});
  ASSERT_EQ(act(operation, "fee.payment", "wec", late), Causes{});
  EXPECT_EQ(shown(operation, "fees")["payments"][0]["late"], true);
  EXPECT_EQ(shown(operation, "fees")["payments"][0]["order"], "O1");
}

TEST(PayFee, NothingAndTooMuchAreNotPayments) {
  Operation operation = with_deadline("");
  EXPECT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00", 0)),
            Causes{"fee.cents"});
  EXPECT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00", 1'000'000'000'001)),
            Causes{"fee.cents"});
}

// Wisconsin 2016: paid 3,499,689, actual cost 2,005,603, refund 1,494,086.
TEST(PayFee, TheRefundIsWhatWasPaidLessWhatItCost) {
  Operation operation = with_deadline("");
  const base::Json refund = {{"refunded_at", "2017-01-20T12:00"}};
  EXPECT_EQ(act(operation, "fee.refund", "wec", refund), Causes{"fee.no-refund"});
  state_cost(operation, "fee.quote", "us-wi-dane", 371834000);
  state_cost(operation, "fee.quote", "us-wi-oneida", 17800000);
  ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00")), Causes{});
  state_cost(operation, "fee.actual", "us-wi-oneida", 911762);
  EXPECT_EQ(act(operation, "fee.refund", "wec", refund), Causes{"fee.actuals"});
  state_cost(operation, "fee.actual", "us-wi-dane", 200560300 - 911762);
  EXPECT_EQ(shown(operation, "fees")["refund_cents"], 149408600);
  base::Json wrong = refund;
  wrong["cents"] = 149408599;
  EXPECT_EQ(act(operation, "fee.refund", "wec", wrong), Causes{"fee.refund"});
  ASSERT_EQ(act(operation, "fee.refund", "wec", refund), Causes{});
  EXPECT_EQ(operation.opening.money.refunds.back().amount, base::UsdCents(149408600));
  EXPECT_EQ(act(operation, "fee.refund", "wec", refund), Causes{"fee.no-refund"});
  state_cost(operation, "fee.actual", "us-wi-oneida", 911700);
  base::Json rest = refund;
  rest["cents"] = 62;
  EXPECT_EQ(act(operation, "fee.refund", "wec", rest), Causes{});
}

// A county that is counted and said nothing has not cost nothing.
TEST(PayFee, EveryCountyThatIsCountedStatesItsActualCost) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00")), Causes{});
  state_cost(operation, "fee.actual", "us-wi", 1000);
  EXPECT_TRUE(shown(operation, "fees")["refund_cents"].is_null());
  EXPECT_EQ(shown(operation, "fees")["counties_without_actual"], base::Json({"us-wi-dane"}));
  const base::Json refund = {{"refunded_at", "2017-01-20T12:00"}};
  EXPECT_EQ(act(operation, "fee.refund", "wec", refund), Causes{"fee.actuals"});
  state_cost(operation, "fee.actual", "us-wi-dane", 0);
  EXPECT_EQ(shown(operation, "fees")["refund_cents"], 349968900 - 1000);
  EXPECT_EQ(act(operation, "fee.refund", "wec", refund), Causes{});
}

TEST(PayFee, ACountyThatIsNotCountedAgainOwesNoStatement) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(act(operation, "method.set", "wec",
                {{"method", "hand"},
                 {"extent", "partial"},
                 {"units", {"W1"}},
                 {"decided_by", "law"},
                 {"words", "ward 1 only"}}),
            Causes{});
  EXPECT_EQ(counties_without_actuals(operation), std::vector<std::string>{"us-wi-dane"});
  operation.commitment.units.at("W1").county = "us-wi-rock";
  EXPECT_EQ(counties_without_actuals(operation), std::vector<std::string>{"us-wi-rock"});
}

TEST(PayFee, AtTheActualCostNothingIsRefundedAndAboveItTheRestIsDue) {
  for (const auto& [actual, due] :
       std::map<std::int64_t, std::int64_t>{{349968900, 0}, {349968901, 1}}) {
    Operation operation = with_deadline("");
    ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00")), Causes{});
    state_cost(operation, "fee.actual", "us-wi-dane", actual);
    EXPECT_EQ(act(operation, "fee.refund", "wec", {{"refunded_at", "2017-01-20T12:00"}}),
              Causes{"fee.no-refund"});
    const base::Json fees = shown(operation, "fees");
    EXPECT_EQ(fees["still_due_cents"], due == 0 ? base::Json() : base::Json(due));
  }
}

// Wisconsin gives the fee back where the recount changes the outcome (Wis. Stat. 9.01(1)(ag)).
TEST(PayFee, WhereTheOutcomeChangedAllThatWasPaidGoesBack) {
  for (const char* winner : {"trump", "clinton"}) {
    Operation operation = with_deadline("");
    ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00")), Causes{});
    state_cost(operation, "fee.actual", "us-wi-dane", 1000);
    operation.commitment.reported_outcome = {{"trump", 20}, {"clinton", 10}};
    Certificate certificate;
    certificate.winners = {winner};
    operation.deciding.certificates.push_back(certificate);
    const bool changed = std::string(winner) == "clinton";
    EXPECT_EQ(shown(operation, "fees")["refund_left_cents"], 349968900 - (changed ? 0 : 1000));
    EXPECT_EQ(whole_refund_words(operation).empty(), !changed);
    ASSERT_EQ(act(operation, "fee.refund", "wec", {{"refunded_at", "2017-01-20T12:00"}}), Causes{});
    EXPECT_EQ(shown(operation, "fees")["refunded_cents"], 349968900 - (changed ? 0 : 1000));
    EXPECT_EQ(shown(operation, "fees")["refund_left_cents"], 0);
  }
}

// A petition whose margin the law recounts free of charge: all of what was taken goes back.
TEST(PayFee, WhereTheLawFoundForThePetitionIsThatNothingIsDueAllGoesBack) {
  for (const std::int64_t found : {0, 100}) {
    Operation operation = with_deadline("");
    Petition petition;
    petition.filed_at = "2016-11-25T15:30";
    petition.rulings.push_back({9,
                                true,
                                "2016-11-25T16:00",
                                "",
                                "",
                                {{"law_allows", "true"}, {"fee", {{"cents", found}}}}});
    operation.opening.petitions.by_id["P1"] = petition;
    state_cost(operation, "fee.actual", "us-wi-dane", 1000);
    ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00")), Causes{});
    const std::string words = found == 0 ? std::string(kFreeBy) + "petition P1" : "";
    EXPECT_EQ(shown(operation, "fees")["whole_refund"], words);
    ASSERT_EQ(act(operation, "fee.refund", "wec", {{"refunded_at", "2017-01-20T12:00"}}), Causes{});
    EXPECT_EQ(shown(operation, "fees")["refunded_cents"], 349968900 - (found == 0 ? 0 : 1000));
    EXPECT_EQ(operation.opening.money.refunds.back().ground,
              found == 0 ? RefundGround::Free : RefundGround::AboveCost);
  }
}

// Of three precincts O2 is counted and signed off.
Operation michigan_with_one_of_three_counted() {
  Operation operation = fixture::opened(
      "us-mi", "2016-11-08", fixture::named_list({{"trump", "Trump"}, {"stein", "Stein"}}),
      fixture::named_list({{"oak", "Oakland"}, {"kent", "Kent"}}));
  for (const auto& [id, county] : {std::pair{"K1", "kent"}, {"O1", "oak"}, {"O2", "oak"}}) {
    operation.commitment.units[id] = {county, id, {{"trump", 5}, {"stein", 1}}, 6, 10};
  }
  UnitSums& counted = operation.counting.sums["O2"];
  counted.batches = counted.settled = 1;
  counted.ballots = 6;
  counted.votes = {{"trump", 5}, {"stein", 1}};
  operation.counting.signed_off["O2"] = 1;
  return operation;
}

// Michigan takes 125 dollars a precinct and gives back those of precincts that are not recounted
// (MCL 168.867): 3 were paid for, one was counted when a court halted the count. The actual cost of
// 90 dollars has no part in it.
TEST(PayFee, WhereTheLawTakesADepositAPrecinctThoseOfPrecinctsNotRecountedGoBack) {
  Operation operation = michigan_with_one_of_three_counted();
  ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-30T12:00", 375)), Causes{});
  const base::Json refund = {{"refunded_at", "2016-12-20T10:00"}};
  EXPECT_EQ(act(operation, "fee.refund", "wec", refund), Causes{"fee.deposits-open"});
  operation.deciding.status_entries.push_back({1,
                                               "wec",
                                               {{"recount"},
                                                recount::LegalAct::Halt,
                                                *base::LocalTime::parse("2016-12-07T19:30"),
                                                "court",
                                                "",
                                                ""},
                                               ""});
  EXPECT_EQ(shown(operation, "fees")["refund_cents"], 25000);
  base::Json wrong = refund;
  wrong["cents"] = 28500;
  EXPECT_EQ(act(operation, "fee.refund", "wec", wrong), Causes{"fee.refund"});
  ASSERT_EQ(act(operation, "fee.refund", "wec", refund), Causes{});
  EXPECT_EQ(operation.opening.money.refunds.back().amount, base::UsdCents(25000));
  EXPECT_EQ(operation.opening.money.refunds.back().ground, RefundGround::UnusedDeposits);
  EXPECT_EQ(act(operation, "fee.refund", "wec", refund), Causes{"fee.no-refund"});
}

TEST(PayFee, NothingGoesBackBeforeItWasPaid) {
  Operation operation = with_deadline("");
  state_cost(operation, "fee.quote", "us-wi-dane", 371834000);
  ASSERT_EQ(act(operation, "fee.payment", "wec", payment("2016-11-29T12:00")), Causes{});
  const auto refunded = [&](const char* at) {
    return act(operation, "fee.refund", "wec", {{"refunded_at", at}});
  };
  EXPECT_EQ(refunded("2016-02-01T10:00"), (Causes{"fee.refund-time", "fee.actuals"}));
  state_cost(operation, "fee.actual", "us-wi-dane", 200560300);
  EXPECT_EQ(refunded("2016-11-29T11:59"), Causes{"fee.refund-time"});
  EXPECT_EQ(refunded("2016-11-29T12:00"), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
