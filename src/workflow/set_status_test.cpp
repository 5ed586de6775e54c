#include "workflow/deciding_fixture.h"
#include "workflow/open_matters.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command legal_act(const std::string& act, const std::string& at) {
  return command_of("status.set", "wec",
                    {{"result_set", "partial"},
                     {"act", act},
                     {"effective_at", at},
                     {"authority", "Board of State Canvassers"},
                     {"source", "minutes"}});
}

// Michigan 2016: ordered, and stopped by the courts. What was counted stays.
TEST(SetStatusTest, AHaltedRecountKeepsItsHistoryAndTheCertifiedResultStands) {
  Operation operation = fixture::operation_counted();
  Command certified = legal_act("report", "2016-11-28T14:00");
  certified.body["result_set"] = "original";
  EXPECT_EQ(do_command(operation, certified), (Causes{"status.first", "status.first"}));
  certified.body["kind"] = "original-canvass";
  certified.body["figures"] = "reported";
  ASSERT_EQ(do_command(operation, certified), Causes{});
  certified.body["act"] = "certify";
  certified.body["effective_at"] = "2016-11-28T15:00";
  ASSERT_EQ(fixture::do_with_second(operation, certified, "wec2"), Causes{});
  Command order = legal_act("order", "2016-12-02T12:00");
  order.body["kind"] = "partial-recount";
  order.body["figures"] = "counted";
  ASSERT_EQ(do_command(operation, order), Causes{});
  ASSERT_EQ(fixture::do_with_second(operation, legal_act("report", "2016-12-06T12:00"), "wec2"),
            Causes{});
  ASSERT_EQ(do_command(operation, legal_act("halt", "2016-12-07T20:00")), Causes{});
  EXPECT_EQ(do_command(operation, legal_act("canvass", "2016-12-08T12:00")), Causes{"legal.ended"});
  const base::Json view = fixture::view_of(operation, "results");
  EXPECT_EQ(view["sentence"],
            "original stands (certified 2016-11-28T15:00); partial is halted since "
            "2016-12-07T20:00 by Board of State Canvassers");
  EXPECT_EQ(view["sets"][0]["stands"], true);
  EXPECT_EQ(view["sets"][1]["legal_status"], "halted");
  EXPECT_EQ(view["sets"][1]["history"].size(), 3U);
}

TEST(SetStatusTest, ASetStaysWhatItWasFirstNamed) {
  Operation operation = fixture::operation_counted();
  Command order = legal_act("order", "2016-12-02T12:00");
  order.body["kind"] = "recount";
  order.body["figures"] = "counted";
  ASSERT_EQ(do_command(operation, order), Causes{});
  Command report = legal_act("report", "2016-12-03T12:00");
  report.body["kind"] = "hand-audit";
  report.body["figures"] = "stated";
  report.body["votes"] = {{"a", 1}};
  EXPECT_EQ(do_command(operation, report), (Causes{"status.set", "status.set", "status.set"}));
  EXPECT_EQ(do_command(operation, legal_act("certify", "2016-12-03T12:00")),
            Causes{"status.certify"});
  EXPECT_EQ(do_command(operation, legal_act("stay", "2016-12-03T12:00")), Causes{"status.stay"});
  EXPECT_EQ(do_command(operation, order), Causes{"legal.ordered-again"});
}

TEST(SetStatusTest, StatedFiguresNameChoicesOfTheContest) {
  Operation operation = fixture::operation_counted();
  Command report = legal_act("report", "2016-12-02T12:00");
  report.body["kind"] = "recount";
  report.body["figures"] = "stated";
  EXPECT_EQ(do_command(operation, report), Causes{"status.votes"});
  report.body["votes"] = {{"a", 1}, {"z", 2}};
  EXPECT_EQ(do_command(operation, report), Causes{"returns.choice"});
  report.body["votes"] = {{"a", 1}, {"b", 2}};
  EXPECT_EQ(do_command(operation, report), Causes{});
}

// The first entry about a set: its figures are made public.
Command report_of(const std::string& kind, const std::string& figures, const base::Json& votes) {
  Command command = legal_act("report", "2016-11-28T14:00");
  command.body["kind"] = kind;
  command.body["figures"] = figures;
  if (!votes.is_null()) command.body["votes"] = votes;
  return command;
}

TEST(SetStatusTest, OnlyFiguresThatTheLedgerGivesAreCertified) {
  struct Case {
    const char* kind;
    base::Json votes;
    Causes causes;
  };
  // Reported: a 94, b 61. The count: a 95, b 61.
  for (const Case& row : {Case{"original-canvass", {{"a", 94}, {"b", 61}}, {}},
                          Case{"original-canvass", {{"a", 95}, {"b", 61}}, {"status.figures"}},
                          Case{"unofficial", {{"a", 93}, {"b", 61}}, {"status.figures"}},
                          Case{"recount", {{"a", 95}, {"b", 61}}, {}},
                          Case{"recount", {{"a", 94}, {"b", 61}}, {"status.figures"}},
                          Case{"partial-recount", {{"a", 95}, {"b", 62}}, {"status.figures"}}}) {
    Operation operation = fixture::operation_counted();
    ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
    ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
    const Command report = report_of(row.kind, "stated", row.votes);
    const bool first_count =
        std::string(row.kind) == "original-canvass" || std::string(row.kind) == "unofficial";
    ASSERT_EQ(first_count ? do_command(operation, report)
                          : fixture::do_with_second(operation, report, "wec2"),
              Causes{});
    EXPECT_EQ(do_command(operation, legal_act("certify", "2016-12-12T15:00")), row.causes)
        << row.kind << row.votes.dump();
  }
}

TEST(SetStatusTest, InMidCountNothingButTheFirstCountIsCertified) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(fixture::do_with_second(operation,
                                    report_of("recount", "stated", {{"a", 94}, {"b", 61}}), "wec2"),
            Causes{});
  EXPECT_EQ(do_command(operation, legal_act("certify", "2016-12-02T15:00")),
            (Causes{"statement.open", "statement.open", "certificate.statement"}));
  Operation early = fixture::operation_with_inputs();
  ASSERT_EQ(do_command(early, report_of("original-canvass", "reported", {})), Causes{});
  EXPECT_EQ(do_command(early, legal_act("certify", "2016-12-02T15:00")), Causes{"status.figures"});
  ASSERT_EQ(do_command(early, fixture::publication(early)), Causes{});
  EXPECT_EQ(do_command(early, legal_act("certify", "2016-12-02T15:00")), Causes{});
}

TEST(SetStatusTest, FiguresOfACountMadeElsewhereStandByTwoPersons) {
  Operation operation = fixture::operation_ready();
  const std::uint64_t entry = operation.entries;
  ASSERT_EQ(do_command(operation, report_of("recount", "stated", {{"a", 900}, {"b", 100}})),
            Causes{});
  EXPECT_TRUE(operation.deciding.result_sets.empty()) << "it waits";
  ASSERT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", entry}})), Causes{});
  EXPECT_EQ(operation.deciding.status_entries.size(), 1U);
  Command canvass = legal_act("canvass", "2016-12-02T15:00");
  ASSERT_EQ(do_command(operation, canvass), Causes{});
  EXPECT_EQ(operation.deciding.status_entries.size(), 1U) << "and every later act about it";
}

// One officer's word put a count of which a unit was open in law's place.
TEST(SetStatusTest, CountedFiguresAreReportedAndCanvassedByTwoOnceNothingIsOpen) {
  for (const char* kind : {"recount", "partial-recount", "hand-audit"}) {
    for (const char* act : {"report", "canvass"}) {
      Operation open = fixture::operation_counted();
      open.counting.signed_off.erase("W2");
      Operation operation = fixture::operation_counted();
      Command said = report_of(kind, "counted", {});
      if (std::string(act) == "canvass") {
        ASSERT_EQ(std::string(kind) == "hand-audit"
                      ? do_command(operation, said)
                      : fixture::do_with_second(operation, said, "wec2"),
                  Causes{})
            << kind;
      }
      said.body["act"] = act;
      const std::uint64_t entry = operation.entries;
      ASSERT_EQ(do_command(operation, said), Causes{}) << kind;
      EXPECT_EQ(operation.people.waiting.contains(entry), std::string(kind) != "hand-audit")
          << kind << act;
      said.body["act"] = "report";
      EXPECT_EQ(do_command(open, said), Causes{"status.open"}) << kind;
      said.body["act"] = "order";
      EXPECT_EQ(do_command(open, said), Causes{}) << "an order is one at any time";
    }
  }
}

TEST(SetStatusTest, OneOfficerNeitherCertifiesNorVoids) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, report_of("original-canvass", "reported", {})), Causes{});
  const auto status = [&] {
    const base::Json view = fixture::view_of(operation, "results");
    for (const base::Json& set : view["sets"]) {
      if (set["id"] == "partial") return set["legal_status"];
    }
    return base::Json();
  };
  std::uint64_t act = operation.entries;
  ASSERT_EQ(do_command(operation, legal_act("certify", "2016-12-02T15:00")), Causes{});
  EXPECT_EQ(status(), "reported");
  ASSERT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", act}})), Causes{});
  EXPECT_EQ(status(), "certified");

  Command annulled = legal_act("void", "2016-12-09T12:00");
  EXPECT_EQ(do_command(operation, annulled), Causes{"status.void"});
  annulled.body["order"] = "O1";
  EXPECT_EQ(do_command(operation, annulled), Causes{"order.unknown"});
  annulled.body.erase("order");
  annulled.body["words"] = "The board found that a town was counted twice.";
  act = operation.entries;
  ASSERT_EQ(do_command(operation, annulled), Causes{});
  EXPECT_EQ(status(), "certified") << "it waits";
  EXPECT_EQ(do_command(operation, command_of("approve", "wec", {{"entry", act}})),
            Causes{"approve.same-person"});
  ASSERT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", act}})), Causes{});
  EXPECT_EQ(status(), "void");
}

TEST(SetStatusTest, ACertificateInForceIsVoidedAsOneAndAHaltOfItTakesTwo) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  Command order = legal_act("order", "2016-11-29T12:00");
  order.body["kind"] = "recount";
  order.body["figures"] = "counted";
  ASSERT_EQ(do_command(operation, order), Causes{});
  Command certificate = fixture::certificate();
  certificate.body["result_set"] = "partial";
  ASSERT_EQ(fixture::do_with_second(operation, certificate, "wec2"), Causes{});
  Command annulled = legal_act("void", "2016-12-20T12:00");
  annulled.body["words"] = "so";
  EXPECT_EQ(do_command(operation, annulled), Causes{"status.void"});
  const std::uint64_t act = operation.entries;
  ASSERT_EQ(do_command(operation, legal_act("halt", "2016-12-20T12:00")), Causes{});
  EXPECT_TRUE(operation.people.waiting.contains(act));
}

TEST(SetStatusTest, ACertifiedSetIsStayedByTwoAndByAnOrderAndNothingElseIsPutBesideItAlone) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(fixture::do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  Command stay = legal_act("stay", "2016-12-20T10:00");
  stay.body["result_set"] = operation.deciding.certificates[0].result_set;
  stay.body["stay"] = "S1";
  EXPECT_EQ(do_command(operation, stay), Causes{"status.order"});
  ASSERT_EQ(do_command(operation, command_of("order.record", "wec",
                                             {{"order", "O1"},
                                              {"court", "Circuit Court"},
                                              {"case", "16-1"},
                                              {"made_at", "2016-12-20T09:00"},
                                              {"words", "stayed"}})),
            Causes{});
  stay.body["order"] = "O1";
  const std::size_t acts = operation.deciding.status_entries.size();
  ASSERT_EQ(do_command(operation, stay), Causes{});
  EXPECT_EQ(operation.deciding.status_entries.size(), acts) << "it waits";
  ASSERT_EQ(do_command(operation, report_of("recount", "stated", {{"a", 900}, {"b", 100}})),
            Causes{});
  EXPECT_EQ(operation.deciding.status_entries.size(), acts) << "it waits too";
}

// The first count does not come back over a certified recount by two officers' word.
TEST(SetStatusTest, NothingIsCertifiedOverACertificateInForceButByAnOrderWithItsDocument) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  Command first = legal_act("report", "2016-11-28T14:00");
  first.body["result_set"] = "original";
  first.body["kind"] = "original-canvass";
  first.body["figures"] = "reported";
  ASSERT_EQ(do_command(operation, first), Causes{});
  ASSERT_EQ(fixture::do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  first.body["act"] = "certify";
  first.body["effective_at"] = "2016-12-20T10:00";
  EXPECT_EQ(do_command(operation, first), Causes{"status.over-certificate"});
  base::Json order = {{"order", "O1"},
                      {"court", "Circuit Court"},
                      {"case", "16-1"},
                      {"made_at", "2016-12-20T09:00"},
                      {"words", "the recount is set aside"}};
  ASSERT_EQ(do_command(operation, command_of("order.record", "wec", order)), Causes{});
  first.body["order"] = "O1";
  EXPECT_EQ(do_command(operation, first), Causes{"status.over-certificate"}) << "no document";
  order["order"] = "O2";
  order["document"] = {{"sha256", std::string(64, 'a')}, {"bytes", 1}, {"name", "o.pdf"}};
  ASSERT_EQ(do_command(operation, command_of("order.record", "wec", order)), Causes{});
  Command by_order = first;
  by_order.body["order"] = "O2";
  EXPECT_EQ(fixture::do_with_second(operation, by_order, "wec2"), Causes{});
  EXPECT_TRUE(recount::record_sentences(open_matters(operation))
                  .at(0)
                  .starts_with("In law original stands, and not recount, whose certificate of "))
      << recount::record_sentences(open_matters(operation)).at(0);
  Operation before = fixture::operation_counted();
  first.body.erase("order");
  first.body["act"] = "report";
  first.body["effective_at"] = "2016-11-28T14:00";
  ASSERT_EQ(do_command(before, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(before, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(do_command(before, first), Causes{});
  ASSERT_EQ(fixture::do_with_second(before, fixture::certificate(), "wec2"), Causes{});
  first.body["act"] = "certify";
  first.body["effective_at"] = "2016-11-28T15:00";
  EXPECT_EQ(fixture::do_with_second(before, first, "wec2"), Causes{})
      << "what was certified before the recount is recorded late";
}

}  // namespace
}  // namespace recanvass::workflow
