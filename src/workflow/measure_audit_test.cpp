#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::operation_drawn;
using fixture::shown;

Causes measured(Operation& operation) {
  return act(operation, "audit.round", "wec", base::Json::object());
}

base::Json last_round(const Operation& operation) {
  return shown(operation, "audit")["rounds"].back();
}

void approve(Operation& operation, std::uint64_t position) {
  RECANVASS_CHECK(act(operation, "approve", "wec2", {{"entry", position}}).empty());
}

TEST(MeasureAudit, ARoundIsMeasuredWhenEveryCardIsReadSignedOffAndShown) {
  Operation operation = operation_drawn(2);
  EXPECT_EQ(measured(operation), (Causes{"audit.open", "audit.open"}));
  fixture::read_as_recorded(operation);
  ASSERT_EQ(act(operation, "readings.sign-off", "super", {{"list", "dane"}}), Causes{});
  EXPECT_EQ(measured(operation), Causes{"audit.unshown"});
  ASSERT_EQ(fixture::reveal(operation, fixture::numbers_drawn(operation)), Causes{});
  ASSERT_EQ(measured(operation), Causes{});
  EXPECT_EQ(measured(operation), Causes{"audit.nothing"}) << "nothing is new";
  const base::Json round = last_round(operation);
  EXPECT_EQ(round["verdict"], "go-on");
  EXPECT_EQ(round["contests"][0]["draws"], 2);
  EXPECT_EQ(round["contests"][0]["met"], "no");
  EXPECT_GT(round["contests"][0]["more"], 0);
}

// A later round keeps every card that was read before it.
TEST(MeasureAudit, TheNextRoundGoesOnWithEveryCardThatWasRead) {
  Operation operation = operation_drawn(5);
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(measured(operation), Causes{});
  const std::int64_t more = last_round(operation)["contests"][0]["more"];
  ASSERT_EQ(act(operation, "audit.draw", "wec", {{"cards", more}}), Causes{});
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(measured(operation), Causes{});
  const base::Json round = last_round(operation);
  EXPECT_EQ(round["round"], 2);
  EXPECT_EQ(round["contests"][0]["draws"], 5 + more);
  EXPECT_EQ(round["contests"][0]["met"], "yes") << "as many as were said to be needed";
  EXPECT_EQ(round["verdict"], "stop");
  EXPECT_EQ(shown(operation, "audit")["next"],
            "Every targeted contest met its limit: the audit is at its end.");
}

TEST(MeasureAudit, AFullHandCountKeepsTheSampleAndEndsWithThePaper) {
  Operation operation = operation_drawn(20);
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(act(operation, "audit.hand-count", "wec",
                {{"contest", "president"}, {"words", "the board asks for it"}}),
            Causes{});
  EXPECT_EQ(
      act(operation, "audit.hand-count", "wec", {{"contest", "president"}, {"words", "again"}}),
      Causes{"audit.contest"});
  EXPECT_EQ(shown(operation, "readings")["states"], (base::Json{{"agreed", 20}, {"waiting", 140}}));
  // The other 140 as their records have them, but for three a that the paper gives to b.
  int moved = 0;
  for (const auto& [place, card] : operation.audits.current.cards) {
    if (card.is_settled()) continue;
    base::Json readings = fixture::dane_records().record(place.second)["readings"];
    if (place.second <= 94 && moved < 3) {
      readings = fixture::says("b");
      ++moved;
    }
    for (const char* team : {"team-1", "team-2"}) {
      ASSERT_EQ(act(operation, "reading.enter", team,
                    fixture::reading_of(operation, place.second, readings)),
                Causes{});
    }
  }
  ASSERT_EQ(act(operation, "readings.sign-off", "super", {{"list", "dane"}}), Causes{});
  ASSERT_EQ(measured(operation), Causes{});
  const base::Json contest = last_round(operation)["contests"][0];
  EXPECT_EQ(contest["counted"], (base::Json{{"a", 91}, {"b", 64}}));
  EXPECT_EQ(contest["met"], "counted-confirmed");
  EXPECT_EQ(last_round(operation)["verdict"], "stop");
}

TEST(MeasureAudit, PaperThatNamesSomebodyElseContradictsAndATieConfirmsNothing) {
  for (const int moved_wanted : {33, 34}) {
    Operation operation = operation_drawn(1);
    ASSERT_EQ(act(operation, "audit.hand-count", "wec",
                  {{"contest", "president"}, {"words", "the board asks for it"}}),
              Causes{});
    int moved = 0;
    // 94 to 61: 16 moved make 78 to 77, 17 make 77 to 78. Here some go to nobody: 33 leave a tie.
    for (const auto& [place, card] : operation.audits.current.cards) {
      base::Json readings = fixture::dane_records().record(place.second)["readings"];
      if (place.second <= 94 && moved < moved_wanted) {
        readings = fixture::says("");
        ++moved;
      }
      for (const char* team : {"team-1", "team-2"}) {
        ASSERT_EQ(act(operation, "reading.enter", team,
                      fixture::reading_of(operation, place.second, readings)),
                  Causes{});
      }
    }
    fixture::close_readings(operation);
    ASSERT_EQ(measured(operation), Causes{});
    EXPECT_EQ(last_round(operation)["contests"][0]["met"], "counted-contradicted") << moved_wanted;
  }
}

TEST(VoidAudit, TwoPersonsMakeItVoidAndItStaysOnRecord) {
  Operation operation = operation_drawn(3);
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "audit.void", "wec", {{"words", "a box was missing"}}), Causes{});
  EXPECT_EQ(shown(operation, "audit")["stage"], "drawn") << "it waits for a second person";
  approve(operation, position);
  const base::Json audit = shown(operation, "audit");
  EXPECT_EQ(audit["stage"], "planned");
  ASSERT_EQ(audit["void"].size(), 1U);
  EXPECT_EQ(audit["void"][0]["draws"], 3);
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 3}}), Causes{"audit.not-committed"});
  // The same plan again needs a new seed.
  ASSERT_EQ(act(operation, "audit.commit", "wec", fixture::audit_commitment(operation)), Causes{});
  ASSERT_EQ(fixture::do_command(operation, fixture::witnessing(operation)), Causes{});
  EXPECT_EQ(act(operation, "audit.seed", "wec", fixture::audit_seed()), Causes{"audit.seed-again"});
}

TEST(VoidAudit, AnInputThatChangesMakesTheDrawVoidInPublic) {
  const auto stage_after = [](const std::string& kind, const base::Json& body) {
    Operation operation = operation_drawn(3);
    const std::uint64_t position = operation.entries;
    EXPECT_EQ(act(operation, kind, kind == "batch.extra" ? "super" : "wec", body), Causes{});
    if (operation.people.waiting.contains(position)) approve(operation, position);
    return shown(operation, "audit")["stage"].get<std::string>();
  };
  EXPECT_EQ(stage_after("input.correct",
                        {{"input", "batch"}, {"id", "B1"}, {"ballots", 101}, {"reason", "typo"}}),
            "planned");
  EXPECT_EQ(
      stage_after("input.correct",
                  {{"input", "outcome"}, {"votes", {{"a", 94}, {"b", 62}}}, {"reason", "typo"}}),
      "planned");
  base::Json cards = fixture::audit_import();
  cards["reason"] = "a batch was missing";
  EXPECT_EQ(stage_after("cards.correct", cards), "planned");
  EXPECT_EQ(stage_after("batch.extra", {{"batch", "B9"},
                                        {"unit", "W1"},
                                        {"container", "C1"},
                                        {"ballots", 4},
                                        {"reason", "found"}}),
            "planned");
  cards["import"] = "other";
  cards["store_sha256"] = std::string(64, 'f');
  cards["sources"][0]["source_sha256"] = std::string(64, 'f');
  EXPECT_EQ(stage_after("cards.correct", cards), "drawn") << "no list rests on it";
}

TEST(VoidAudit, AnExtraBatchThatPhantomsStandForLeavesTheDraw) {
  Operation operation = operation_drawn(3);
  operation.audits.current.lists.at("dane").at_most = 164;
  ASSERT_EQ(act(operation, "batch.extra", "super",
                {{"batch", "B9"},
                 {"unit", "W1"},
                 {"container", "C1"},
                 {"ballots", 4},
                 {"reason", "found"}}),
            Causes{});
  EXPECT_EQ(shown(operation, "audit")["stage"], "drawn");
  ASSERT_EQ(act(operation, "batch.extra", "super",
                {{"batch", "B8"},
                 {"unit", "W1"},
                 {"container", "C1"},
                 {"ballots", 5},
                 {"reason", "found"}}),
            Causes{});
  EXPECT_EQ(shown(operation, "audit")["stage"], "planned");
}

// Whoever stops at a smaller sample than was committed to has chosen it after the readings.
TEST(MeasureAudit, ARoundOfAScheduleIsMeasuredAtItsNumberOfDraws) {
  Operation operation = operation_drawn(12);
  operation.audits.current.method.schedule = {{1, 40}, {2, 100}};
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  EXPECT_EQ(measured(operation), Causes{"audit.schedule"}) << "12 of 40";
  ASSERT_EQ(act(operation, "audit.draw", "wec", {{"cards", 28}}), Causes{});
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(measured(operation), Causes{});
  ASSERT_EQ(act(operation, "audit.draw", "wec", {{"cards", 1}}), Causes{});
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  EXPECT_EQ(measured(operation), Causes{"audit.schedule"}) << "41 of 100";
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 60}}), Causes{"audit.schedule"});
  ASSERT_EQ(act(operation, "audit.draw", "wec", {{"cards", 59}}), Causes{});
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  EXPECT_EQ(measured(operation), Causes{});
}

// A round that was measured may be measured again, and the schedule goes on where it was.
TEST(MeasureAudit, AHandCountOfAScheduledAuditIsMeasuredAndNoRoundIsSkipped) {
  Operation operation = operation_drawn(2);
  operation.audits.current.method.schedule = {{1, 2}, {2, 20}, {3, 160}};
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(measured(operation), Causes{});
  operation.audits.current.has_news = true;
  ASSERT_EQ(measured(operation), Causes{}) << "again, without a draw";
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 19}}), Causes{"audit.schedule"});
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 18}}), Causes{});
}

void count_whole(Operation& operation, int moved_wanted, bool one_missing) {
  ASSERT_EQ(act(operation, "audit.hand-count", "wec",
                {{"contest", "president"}, {"words", "the board asks for it"}}),
            Causes{});
  int moved = 0;
  bool missing = !one_missing;
  for (const auto& [place, card] : operation.audits.current.cards) {
    if (!missing && place.second > 155) {
      missing = true;
      ASSERT_EQ(act(operation, "card.fetch", "team-1",
                    {{"list", "dane"},
                     {"card", place.second},
                     {"outcome", "not-found"},
                     {"looked_for_by", {"Lee", "Kim"}}}),
                Causes{});
      continue;
    }
    base::Json readings = fixture::dane_records().record(place.second)["readings"];
    if (place.second <= 94 && moved < moved_wanted) {
      readings = fixture::says("");
      ++moved;
    }
    for (const char* team : {"team-1", "team-2"}) {
      ASSERT_EQ(act(operation, "reading.enter", team,
                    fixture::reading_of(operation, place.second, readings)),
                Causes{});
    }
  }
  fixture::close_readings(operation);
  ASSERT_EQ(measured(operation), Causes{});
}

// 62 to 61 on paper, and one card that nobody found: only at its worst does it turn the outcome.
TEST(MeasureAudit, AHandCountThatOnlyAMissingCardTurnsContradictsNothingAndConfirmsNothing) {
  Operation operation = operation_drawn(1);
  count_whole(operation, 32, true);
  EXPECT_EQ(last_round(operation)["contests"][0]["met"], "counted-not-confirmed");
  EXPECT_NE(shown(operation, "audit")["next"].get<std::string>().find(
                "does not confirm the reported outcome of President"),
            std::string::npos);
}

TEST(MeasureAudit, AnAuditThatEndsInAnotherOutcomeSaysSo) {
  Operation operation = operation_drawn(1);
  count_whole(operation, 34, false);
  EXPECT_EQ(last_round(operation)["contests"][0]["met"], "counted-contradicted");
  EXPECT_NE(shown(operation, "audit")["next"].get<std::string>().find(
                "contradicts the reported outcome of President"),
            std::string::npos);
}

// The whole list is drawn, and the false records lie at its end: the risk was small before them.
TEST(MeasureAudit, AWholeListThatElectsAnotherMeetsNoLimitAndEndsInItsCount) {
  Operation operation = operation_drawn(160);
  std::vector<std::int64_t> for_a;
  for (const SettledDraw& draw : operation.audits.current.draws) {
    const std::int64_t card = draw.place.second;
    if (fixture::dane_records().record(card)["readings"] == fixture::says("a")) {
      for_a.push_back(card);
    }
  }
  ASSERT_EQ(for_a.size(), 94U);
  for (std::size_t i = for_a.size() - 34; i < for_a.size(); ++i) {
    for (const char* team : {"team-1", "team-2"}) {
      ASSERT_EQ(fixture::read_card(operation, team, for_a[i], "b"), Causes{});
    }
  }
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(measured(operation), Causes{});
  const base::Json contest = last_round(operation)["contests"][0];
  EXPECT_EQ(contest["met"], "no");
  EXPECT_EQ(contest["risk"], "1");
  EXPECT_EQ(contest["paper"], "contradicts");
  EXPECT_FALSE(contest.contains("more")) << "no draw can help";
  EXPECT_EQ(last_round(operation)["verdict"], "go-on");
  EXPECT_EQ(shown(operation, "audit")["next"],
            "The paper that was read contradicts the reported outcome of President: count it whole "
            "with audit.hand-count. ");
  // No card is left to read: what was read is the count.
  ASSERT_EQ(act(operation, "audit.hand-count", "wec",
                {{"contest", "president"}, {"words", "the paper says otherwise"}}),
            Causes{});
  ASSERT_EQ(measured(operation), Causes{});
  EXPECT_EQ(last_round(operation)["contests"][0]["met"], "counted-contradicted");
  EXPECT_EQ(last_round(operation)["contests"][0]["counted"], (base::Json{{"a", 60}, {"b", 95}}));
  EXPECT_NE(shown(operation, "audit")["next"].get<std::string>().find("contradicts the reported"),
            std::string::npos);
}

// Two officers who could throw until it fits leave what they did not like.
TEST(VoidAudit, ItsRoundsAndDiscrepanciesStayInTheViews) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const base::Json recorded = fixture::dane_records().record(card)["readings"];
  const std::string other = recorded[0]["marks"][0]["choice"] == "a" ? "b" : "a";
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(fixture::read_card(operation, team, card, other), Causes{});
  }
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(measured(operation), Causes{});
  const base::Json round = last_round(operation);
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "audit.void", "wec", {{"words", "not liked"}}), Causes{});
  approve(operation, position);
  EXPECT_EQ(shown(operation, "audit")["void"][0]["rounds"][0], round);
  const base::Json rows = shown(operation, "card-discrepancies")["discrepancies"];
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["void_entry"], position);
}

}  // namespace
}  // namespace recanvass::workflow
