#include "workflow/grounds.h"

#include "workflow/deciding_fixture.h"
#include "workflow/machine_count_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::do_with_second;
using Sentences = std::vector<std::string>;

constexpr const char* kSigned = "2016-12-12T19:00";

// Counted and signed off under the law of Wisconsin, with a petition of `choice` where one is
// named; the last county canvass was received on Monday 21 November 2016.
Operation counted_on_petition(const std::string& filed_at) {
  Operation operation = fixture::operation_counted();
  operation.law = &fixture::law_of_state("us-wi");
  RECANVASS_CHECK(
      act(operation, "calendar.set", "wec",
          {{"event", "last_county_canvass_received"}, {"day", "2016-11-21"}, {"words", "w"}})
          .empty());
  RECANVASS_CHECK(act(operation, "petition.file", "wec",
                      {{"petition", "P1"},
                       {"filed_at", filed_at},
                       {"who", "B"},
                       {"choice", "b"},
                       {"grounds", "a mistake"},
                       {"scope", "whole"}})
                      .empty());
  return operation;
}

base::Json ruling_of(const std::string& decision) {
  return {{"petition", "P1"}, {"decision", decision}, {"ruled_at", "2016-11-28T09:00"}};
}

base::Json order_of(const std::string& id, const std::string& orders) {
  return {{"order", id},      {"court", "Circuit Court"},
          {"case", "1"},      {"made_at", "2016-11-29T10:00"},
          {"orders", orders}, {"words", "count it again"}};
}

base::Json with_document(base::Json order) {
  order["document"] = {{"sha256", std::string(64, 'a')}, {"bytes", 1}, {"name", "order.pdf"}};
  return order;
}

std::string nobody(const std::string& rest = "") {
  return "Nothing on the record asks for this count: no petition that stands, no recount recorded "
         "as ordered by the law itself, and no order with its document" +
         rest + ".";
}

// The only petition was late and refused; the count went on and is certified.
TEST(Grounds, ACountWhoseOnlyPetitionWasRefusedSaysSo) {
  Operation operation = counted_on_petition("2016-11-28T08:00");
  operation.setup.office = "president";
  ASSERT_EQ(act(operation, "petition.rule", "wec", ruling_of("refuse")), Causes{});
  EXPECT_EQ(ground_sentences(operation, kSigned), Sentences{nobody("; petition P1 was refused")});
}

TEST(Grounds, APetitionStandsFromItsAcceptanceToItsWithdrawal) {
  Operation operation = counted_on_petition("2016-11-25T15:30");
  operation.setup.office = "president";
  EXPECT_EQ(ground_sentences(operation, kSigned),
            Sentences{nobody("; petition P1 was not ruled on")});
  ASSERT_EQ(act(operation, "petition.rule", "wec", ruling_of("accept")), Causes{});
  EXPECT_EQ(ground_sentences(operation, kSigned), Sentences{});
  ASSERT_EQ(do_with_second(operation,
                           fixture::command_of("petition.withdraw", "wec",
                                               {{"petition", "P1"}, {"words", "w"}}),
                           "wec2"),
            Causes{});
  EXPECT_EQ(ground_sentences(operation, kSigned), Sentences{nobody("; petition P1 was withdrawn")});
}

TEST(Grounds, AnOrderOfARecountNeedsItsDocument) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(act(operation, "order.record", "wec", with_document(order_of("O1", "deadline"))),
            Causes{});
  EXPECT_EQ(ground_sentences(operation, kSigned), Sentences{nobody()}) << "it orders no recount";
  ASSERT_EQ(act(operation, "order.record", "wec", order_of("O2", "recount")), Causes{});
  EXPECT_EQ(ground_sentences(operation, kSigned),
            Sentences{nobody("; order O2 has no document on file")});
  ASSERT_EQ(act(operation, "order.record", "wec", with_document(order_of("O3", "recount"))),
            Causes{});
  EXPECT_EQ(ground_sentences(operation, kSigned), Sentences{});
}

TEST(Grounds, AMethodThatAnOrderDecidesRestsOnIt) {
  for (const bool on_file : {true, false}) {
    Operation operation = fixture::operation_ready();
    const base::Json order = order_of("O1", "other");
    ASSERT_EQ(act(operation, "order.record", "wec", on_file ? with_document(order) : order),
              Causes{});
    ASSERT_EQ(act(operation, "method.set", "wec",
                  {{"method", "hand"},
                   {"extent", "whole"},
                   {"decided_by", "order"},
                   {"order", "O1"},
                   {"words", "w"}}),
              Causes{});
    fixture::count_batch(operation, "B3", 10, 4, 6);
    fixture::sign_off_unit(operation, "W2");
    EXPECT_EQ(ground_sentences(operation, kSigned).empty(), on_file);
  }
}

TEST(Grounds, BeforeAnythingIsCountedNothingIsSaid) {
  EXPECT_EQ(ground_sentences(fixture::operation_ready(), kSigned), Sentences{});
}

TEST(Grounds, WhatIsRuledAgainstTheLawIsNamedWithWhoRuled) {
  Operation operation = counted_on_petition("2016-11-25T15:30");
  operation.setup.office = "president";
  base::Json body = ruling_of("refuse");
  body["words"] = "no";
  ASSERT_EQ(do_with_second(operation, fixture::command_of("petition.rule", "wec", body), "wec2"),
            Causes{});
  EXPECT_EQ(ground_sentences(operation, kSigned),
            (Sentences{nobody("; petition P1 was refused"),
                       "Petition P1 was refused although the program finds that the law allows it; "
                       "by State officer 1, wec2."}));
}

// A recount that was asked for, its fee quoted at 900 dollars and due on Tuesday 29 November.
TEST(Grounds, AFeeThatWasNotPaidInTimeIsNamedWhereNoLaterPaymentIsTaken) {
  for (const auto& [late, cents, signed_at, says] :
       {std::tuple{"refuse", 0, kSigned, true}, std::tuple{"refuse", 89999, kSigned, true},
        std::tuple{"refuse", 90000, kSigned, false}, std::tuple{"flag", 0, kSigned, false},
        std::tuple{"refuse", 0, "2016-11-29T16:30", false},
        std::tuple{"refuse", 0, "2016-11-29T16:31", true}}) {
    Operation operation = fixture::operation_counted();
    ASSERT_EQ(act(operation, "order.record", "wec", with_document(order_of("O1", "recount"))),
              Causes{});
    ASSERT_EQ(act(operation, "fee.quote", "wec",
                  {{"county", "us-wi-dane"}, {"lines", {{{"item", "all"}, {"cents", 90000}}}}}),
              Causes{});
    ASSERT_EQ(act(operation, "fee.deadline", "wec",
                  {{"until", "2016-11-29T16:30"}, {"late", late}, {"words", "w"}}),
              Causes{});
    if (cents > 0) {
      ASSERT_EQ(act(operation, "fee.payment", "wec",
                    {{"cents", cents}, {"paid_at", "2016-11-29T12:00"}, {"payer", "B"}}),
                Causes{});
    }
    const std::string paid = cents == 0 ? "$0" : "$899.99";
    const Sentences wanted =
        says ? Sentences{"The fee was not paid by 2016-11-29T16:30, after which no payment is "
                         "taken: " +
                         paid + " of $900 was paid."}
             : Sentences{};
    EXPECT_EQ(ground_sentences(operation, signed_at), wanted) << late << cents << signed_at;
  }
}

// Michigan 2016: within 2,000 votes the law orders it, and lets nobody count W1 again.
TEST(Grounds, AUnitThatIsRuledNotRecountableIsNotSaidToHaveBeenLeftOut) {
  Operation operation = fixture::operation_ready();
  operation.law = &fixture::law_of_state("us-mi");
  operation.setup.jurisdiction = "us-mi";
  operation.setup.office = "president";
  operation.setup.policy = "us-mi-2016";
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W2");
  ASSERT_EQ(act(operation, "container.record", "clerk",
                {{"container", "C1"}, {"county", "us-wi-dane"}, {"seal", "S1"}}),
            Causes{});
  ASSERT_EQ(act(operation, "container.open", "super",
                {{"container", "C1"}, {"seal", "S2"}, {"handled_by", {"Lee", "Kim"}}}),
            Causes{});
  ASSERT_EQ(act(operation, "recountability.rule", "clerk", {{"unit", "W1"}, {"minute", "page 1"}}),
            Causes{});
  const recount::CountGrounds grounds = grounds_of(operation, "");
  ASSERT_TRUE(grounds.not_recorded.has_value());
  EXPECT_EQ(grounds.first_counts, 0);
  const Sentences sentences = ground_sentences(operation, "");
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_TRUE(sentences[1].ends_with("nobody recorded it: no trigger.record.")) << sentences[1];
}

TEST(Grounds, ACertificateCarriesThem) {
  Operation operation = counted_on_petition("2016-11-28T08:00");
  operation.setup.office = "president";
  ASSERT_EQ(act(operation, "petition.rule", "wec", ruling_of("refuse")), Causes{});
  ASSERT_EQ(fixture::do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(fixture::do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  const std::vector<std::string>& warnings = operation.deciding.certificates.at(0).warnings;
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[1], nobody("; petition P1 was refused"));
  EXPECT_EQ(fixture::officers_view(operation, "certificate")["grounds"],
            base::Json::array({nobody("; petition P1 was refused")}));
}

// Florida 2018: a machine recount that ends within 0.25% is followed by one of overvotes and
// undervotes; within 0.5% of the figures reported the law orders the first by itself.
Operation counted_by_machine_in_florida(std::int64_t a, std::int64_t b) {
  return fixture::operation_counted_by_machine("us-fl", "2018-11-06", "us-senate", a, b);
}

bool some_begins(const Sentences& sentences, std::string_view start) {
  return std::ranges::any_of(sentences,
                             [&](const std::string& words) { return words.starts_with(start); });
}

TEST(Grounds, TheSecondStageThatTheLawAsksForAfterAMachineRecountIsSaid) {
  const Sentences close = ground_sentences(counted_by_machine_in_florida(7'395, 7'390), kSigned);
  ASSERT_TRUE(some_begins(close, recount::kLawStage));
  EXPECT_NE(close.back().find("manual recount of overvotes and undervotes"), std::string::npos);
  EXPECT_NE(close.back().find("2 units were counted by machine alone."), std::string::npos);
  EXPECT_TRUE(some_begins(ground_sentences(counted_by_machine_in_florida(802, 798), kSigned),
                          recount::kLawStage))
      << "4 of 1,600 are 0.25%";
  EXPECT_FALSE(some_begins(ground_sentences(counted_by_machine_in_florida(803, 797), kSigned),
                           recount::kLawStage));
  Operation open = counted_by_machine_in_florida(7'395, 7'390);
  open.counting.signed_off.erase("W1");
  EXPECT_FALSE(some_begins(ground_sentences(open, kSigned), recount::kLawStage))
      << "its figures are nobody's to know yet";
}

TEST(Grounds, ARecountThatTheLawOrdersAndNobodyRecordedIsSaid) {
  Operation operation = counted_by_machine_in_florida(7'395, 7'390);
  EXPECT_TRUE(some_begins(ground_sentences(operation, kSigned), recount::kLawOrders));
  EXPECT_FALSE(some_begins(ground_sentences(counted_by_machine_in_florida(900, 100), kSigned),
                           recount::kLawOrders));
  ASSERT_EQ(act(operation, "trigger.record", "wec", {{"recorded_at", "2018-11-10T12:00"}}),
            Causes{});
  EXPECT_FALSE(some_begins(ground_sentences(operation, kSigned), recount::kLawOrders));
}

}  // namespace
}  // namespace recanvass::workflow
