#include "workflow/deciding_fixture.h"
#include "workflow/legal_status.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;

Operation operation_stated() {
  Operation operation = fixture::operation_counted();
  RECANVASS_CHECK(do_command(operation, fixture::cause_for("W1", "PEN")).empty());
  RECANVASS_CHECK(do_command(operation, fixture::statement("us-wi-dane")).empty());
  return operation;
}

Command status(const std::string& act, const std::string& at) {
  return command_of("status.set", "wec",
                    {{"result_set", "recount"},
                     {"act", act},
                     {"effective_at", at},
                     {"authority", "a court"},
                     {"source", "order 1"}});
}

TEST(CertifyTest, TwoPersonsCertifyWhatTheLedgerAddsUpTo) {
  Operation operation = operation_stated();
  EXPECT_EQ(do_with_second(operation, fixture::certificate(), "wec"),
            Causes{"approve.same-person"});
  operation = operation_stated();
  EXPECT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  const Certificate* certificate = operation.deciding.certificate_in_force();
  ASSERT_NE(certificate, nullptr);
  EXPECT_EQ(certificate->votes.at("a"), 95);
  EXPECT_EQ(certificate->winners, std::vector<std::string>{"a"});
  EXPECT_EQ(certificate->approved_by, "wec2");
  EXPECT_EQ(
      certificate->warnings,
      (std::vector<std::string>{"2 units were not reconciled: no worksheet was recorded.",
                                "Nothing on the record asks for this count: no petition that "
                                "stands, no recount recorded as ordered by the law itself, and no "
                                "order with its document."}));
  EXPECT_EQ(legal_standing(operation).stands->text, "recount");
  EXPECT_EQ(do_command(operation, fixture::certificate()), Causes{"certificate.twice"});
}

TEST(CertifyTest, EverythingThatIsMissingIsNamedAtOnce) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 5, 5);
  fixture::sign_off_unit(operation, "W2");
  operation.commitment.reported_outcome["b"] = 62;
  Command order = status("order", "2016-11-29T12:00");
  order.body["kind"] = "recount";
  order.body["figures"] = "counted";
  ASSERT_EQ(do_command(operation, order), Causes{});
  Command stay = status("stay", "2016-12-01T12:00");
  stay.body["stay"] = "court";
  ASSERT_EQ(do_command(operation, stay), Causes{});
  EXPECT_EQ(do_command(operation, fixture::certificate()),
            (Causes{"statement.open", "statement.cause", "certificate.statement",
                    "certificate.inputs", "legal.stayed"}));
}

TEST(CertifyTest, ACauseThatIsTakenAwayRefusesIt) {
  Operation operation = operation_stated();
  operation.deciding.causes.clear();
  EXPECT_EQ(do_command(operation, fixture::certificate()), Causes{"statement.cause"});
}

TEST(CertifyTest, LateIsSaidAndNotRefused) {
  struct Case {
    std::string due_by;
    std::size_t warnings;
  };
  for (const Case& row :
       {Case{"2016-12-12T19:00", 2}, Case{"2016-12-12T19:01", 2}, Case{"2016-12-12T18:59", 3}}) {
    Operation operation = operation_stated();
    Command command = fixture::certificate();
    command.body["due_by"] = row.due_by;
    ASSERT_EQ(do_with_second(operation, command, "wec2"), Causes{});
    EXPECT_EQ(operation.deciding.certificates[0].warnings.size(), row.warnings) << row.due_by;
  }
}

TEST(CertifyTest, TheCalendarSaysWhenItIsDueWhereTheCertificateDoesNot) {
  Operation operation = operation_stated();
  ASSERT_EQ(
      do_command(
          operation,
          command_of("calendar.set", "wec",
                     {{"event", "certification_due"}, {"day", "2016-12-11"}, {"words", "by law"}})),
      Causes{});
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  EXPECT_EQ(operation.deciding.certificates[0].warnings[0],
            "Signed on 2016-12-12T19:00, after it was due by 2016-12-11T24:00.");
}

TEST(CertifyTest, TheSecondPersonConfirmsWhatTheFirstOneSigned) {
  Operation operation = operation_stated();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, fixture::certificate()), Causes{});
  operation.reconciling.worksheets["W1"].figures = {{"voters_poll_book", 150}};
  operation.reconciling.worksheets["W2"].figures = {{"voters_poll_book", 10}};
  EXPECT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", position}})),
            Causes{"certificate.changed"});
}

// C2, in which W2's ballots are, is found with a broken seal, and closed again.
void find_broken_seal(Operation& operation) {
  ASSERT_EQ(do_command(operation,
                       command_of("container.record", "clerk",
                                  {{"container", "C2"}, {"county", "us-wi-dane"}, {"seal", "1"}})),
            Causes{});
  const std::uint64_t incident = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("container.open", "super",
                                             {{"container", "C2"},
                                              {"seal", "1"},
                                              {"condition", "broken"},
                                              {"packages", "loose"},
                                              {"handled_by", {"Lee", "Kim"}}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", incident}, {"words", "not known"}})),
            Causes{});
  ASSERT_EQ(
      do_command(operation,
                 command_of("container.close", "super",
                            {{"container", "C2"}, {"seal", "2"}, {"handled_by", {"Lee", "Kim"}}})),
      Causes{});
}

const Command& ruling_on_w2() {
  static const Command ruling =
      command_of("recountability.rule", "clerk", {{"unit", "W2"}, {"minute", "page 2"}});
  return ruling;
}

// Michigan from 2025, a container that is not sealed as recorded (MCL 168.871): not counted again.
TEST(CertifyTest, AUnitThatCannotBeCountedAgainKeepsItsFirstCountAndTheCertificateSaysSo) {
  Operation operation = fixture::operation_ready();
  operation.setup.policy = "us-mi-2025";
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  fixture::count_batch(operation, "B3", 10, 9, 1);  // reported: 4 and 6
  fixture::sign_off_unit(operation, "W1");
  find_broken_seal(operation);
  EXPECT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W2"}})),
            Causes{"count.not-recountable"});
  ASSERT_EQ(do_with_second(operation, ruling_on_w2(), "wec"), Causes{});
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  const Certificate& certificate = operation.deciding.certificates[0];
  EXPECT_EQ(certificate.votes.at("a"), 91 + 4);
  EXPECT_EQ(certificate.votes.at("b"), 55 + 6);
  const auto warned = [&](const std::string& words) {
    return std::ranges::find(certificate.warnings, words) != certificate.warnings.end();
  };
  EXPECT_TRUE(
      warned("1 unit could not be counted again under the policy, and the first count "
             "stands: W2; ruled by State officer 1, clerk."));
  EXPECT_TRUE(
      warned("Of 156 votes 146 in 1 unit were counted again; 10 in 1 unit stand as first "
             "counted."));
  EXPECT_TRUE(
      warned("Dropped by a ruling after something of it was counted again: 1 unit: W2; by "
             "State officer 1, clerk."));
  for (const base::Json& row : fixture::officers_view(operation, "recountability")["units"]) {
    EXPECT_EQ(row["stands"], row["unit"] == "W2") << row;
  }
}

TEST(CertifyTest, AUnitThatTurnsOutNotRecountableAfterItsSignOffIsReopenedFirst) {
  Operation operation = fixture::operation_counted();
  operation.setup.policy = "us-mi-2025";
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  find_broken_seal(operation);
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-dane")),
            (Causes{"statement.unexplained", "statement.not-recountable"}));
  EXPECT_EQ(do_command(operation, ruling_on_w2()), Causes{"count.signed-off"});
  const Command reopen =
      command_of("count.reopen", "clerk", {{"unit", "W2"}, {"reason", "the seal was broken"}});
  ASSERT_EQ(do_with_second(operation, reopen, "super"), Causes{});
  ASSERT_EQ(do_with_second(operation, ruling_on_w2(), "wec"), Causes{});
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
}

TEST(CertifyTest, AnAmendmentKeepsTheEarlierAndAVoidOneEndsTheSet) {
  Operation operation = operation_stated();
  Command amended = fixture::certificate();
  amended.kind = "certificate.amend";
  amended.body["reason"] = "a name";
  EXPECT_EQ(do_command(operation, amended), Causes{"certificate.none"});
  const std::uint64_t first = operation.entries;
  ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  amended.body["result_set"] = "other";
  EXPECT_EQ(do_command(operation, amended), Causes{"certificate.set"});
  amended.body["result_set"] = "recount";
  EXPECT_EQ(do_command(operation, amended), Causes{"certificate.same"})
      << "a reason alone amends nothing";
  Command later = amended;
  later.body["signed_at"] = "2016-12-13T09:00";
  EXPECT_TRUE(decide(operation, later).empty()) << "the same figures, signed anew";
  amended.body["authority"] = "State Board of Elections";
  ASSERT_EQ(do_with_second(operation, amended, "wec2"), Causes{});
  ASSERT_EQ(operation.deciding.certificates.size(), 2U);
  EXPECT_EQ(operation.deciding.certificates[1].amends, first);
  const Command annulled = command_of(
      "certificate.void", "wec",
      {{"authority", "a court"}, {"signed_at", "2016-12-20T12:00"}, {"reason", "judgment"}});
  ASSERT_EQ(do_with_second(operation, annulled, "wec2"), Causes{});
  EXPECT_EQ(operation.deciding.certificate_in_force(), nullptr);
  EXPECT_EQ(do_command(operation, annulled), Causes{"certificate.none"});
  Command again = fixture::certificate();
  again.body["signed_at"] = "2016-12-21T12:00";
  EXPECT_EQ(do_command(operation, again), Causes{"legal.ended"});
  again.body["result_set"] = "second recount";
  EXPECT_EQ(do_with_second(operation, again, "wec2"), Causes{});
}

TEST(CertifyTest, AnAuditIsNotCertifiedNorWhatWasCountedElsewhere) {
  Operation operation = operation_stated();
  Command report = status("report", "2016-11-29T12:00");
  report.body["kind"] = "hand-audit";
  report.body["figures"] = "counted";
  ASSERT_EQ(do_command(operation, report), Causes{});
  EXPECT_EQ(do_command(operation, fixture::certificate()), Causes{"certificate.audit"});
  operation = operation_stated();
  report.body["kind"] = "recount";
  report.body["figures"] = "stated";
  report.body["votes"] = {{"a", 95}, {"b", 60}};
  ASSERT_EQ(do_with_second(operation, report, "wec2"), Causes{});
  EXPECT_EQ(do_command(operation, fixture::certificate()), Causes{"certificate.figures"});
}

}  // namespace
}  // namespace recanvass::workflow
