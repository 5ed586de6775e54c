#include "law/clock_event.h"
#include "recount/causes.h"
#include "report/code_words.h"
#include "workflow/calendar_event.h"
#include "workflow/minute_words.h"
#include "workflow/print_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace recanvass::workflow {
namespace {

using fixture::do_command;
using fixture::holds;
using fixture::printed;

PrintRequest in_spanish() {
  PrintRequest request;
  request.style.language = report::Language::Spanish;
  return request;
}

Operation operation_with_exhibit() {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  RECANVASS_CHECK(do_command(operation, fixture::challenge("17", "B1", 12, {"a"})).empty());
  return operation;
}

TEST(PrintJudging, AnExhibitHasItsBallotItsClaimAndItsRuling) {
  Operation operation = operation_with_exhibit();
  const auto open = printed(operation, "exhibits");
  EXPECT_EQ(open.name, "exhibit-17");
  for (const char* part :
       {"<h2>Exhibit 17</h2>", "<dt>Batch</dt><dd>B1</dd>", "<dd>12</dd>", "s intent</dd>",
        "<dt>Read on the spot as</dt><dd>A</dd>", "<dt>Status</dt><dd>open</dd>",
        "the mark is outside the oval", "<p class=\"role\">board member</p>"}) {
    EXPECT_TRUE(holds(open.html, part)) << part;
  }
  ASSERT_EQ(fixture::settle(operation, fixture::ruling("17", "sustained", {"blank"})),
            fixture::Causes{});
  const std::string ruled = printed(operation, "exhibits").html;
  for (const char* part : {"<dt>Counts as</dt><dd>blank</dd>", "<dt>Ruling</dt><dd>sustained</dd>",
                           "the intent is clear", "<p class=\"role\">Roe</p>"}) {
    EXPECT_TRUE(holds(ruled, part)) << part;
  }
}

TEST(PrintJudging, AnExhibitIsTheSameHoweverLongTheLedgerGrows) {
  Operation operation = operation_with_exhibit();
  const std::string before = printed(operation, "exhibits").html;
  ASSERT_EQ(do_command(operation, fixture::challenge("18", "B1", 13, {"b"})), fixture::Causes{});
  ASSERT_EQ(fixture::settle(operation, fixture::withdrawal("18")), fixture::Causes{});
  PrintRequest request;
  request.exhibit = "17";
  EXPECT_EQ(printed(operation, "exhibits", request).html, before);
  EXPECT_EQ(print_documents(operation, "exhibits", {})->size(), 2U);
}

TEST(PrintJudging, AWithdrawnOrStipulatedExhibitSaysSo) {
  Operation operation = operation_with_exhibit();
  ASSERT_EQ(do_command(operation, fixture::challenge("18", "B1", 13, {"b"})), fixture::Causes{});
  ASSERT_EQ(fixture::settle(operation, fixture::withdrawal("18")), fixture::Causes{});
  ASSERT_EQ(fixture::settle(operation, fixture::stipulation("17", {"blank"})), fixture::Causes{});
  const auto rows = printed(operation, "challenges").tables[0].rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0][8], "stipulated");
  EXPECT_EQ(rows[1][8], "withdrawn");
  EXPECT_TRUE(holds(printed(operation, "exhibits", in_spanish()).html, "acordada por las partes"));
}

TEST(PrintJudging, AnExhibitInSpanish) {
  const std::string html = printed(operation_with_exhibit(), "exhibits", in_spanish()).html;
  EXPECT_TRUE(holds(html, "<dt>Motivo</dt><dd>intención del votante</dd>"));
  EXPECT_TRUE(holds(html, "<dt>Estado</dt><dd>pendiente</dd>"));
  EXPECT_TRUE(holds(html, "miembro de la junta"));
}

TEST(PrintJudging, MinutesAreTheViewsInTheOrderOfTheLedger) {
  const Operation operation = operation_with_exhibit();
  const auto document = printed(operation, "minutes");
  const base::Json view = fixture::view_by(operation, "minutes");
  ASSERT_EQ(document.tables[0].rows.size(), view["minutes"].size());
  for (std::size_t i = 0; i < view["minutes"].size(); ++i) {
    EXPECT_EQ(document.tables[0].rows[i][0],
              std::to_string(view["minutes"][i]["entry"].get<std::uint64_t>()));
    EXPECT_EQ(document.tables[0].rows[i][3], view["minutes"][i]["kind"].get<std::string>());
  }
}

// Codes, ids and times of the ledger are for programs; paper has names, words and hours.
TEST(PrintJudging, MinutesInSpanishSayInSpanishHowEachMemberVoted) {
  Operation operation = operation_with_exhibit();
  ASSERT_EQ(fixture::settle(operation, fixture::ruling("17", "overruled", {"a"})),
            fixture::Causes{});
  EXPECT_TRUE(holds(printed(operation, "minutes", in_spanish()).html,
                    "Kim a favor, Lee a favor, Roe en contra"));
  EXPECT_TRUE(holds(printed(operation, "minutes").html, "Kim for, Lee for, Roe against"));
}

TEST(PrintJudging, MinutesSayNamesWordsAndHours) {
  Operation operation = operation_with_exhibit();
  ASSERT_EQ(fixture::settle(operation, fixture::stipulation("17", {"blank"})), fixture::Causes{});
  ASSERT_EQ(do_command(operation, fixture::command_of("minute.add", "board-1",
                                                      {{"county", "us-wi-dane"},
                                                       {"words", "The board adjourned."},
                                                       {"happened", "2016-12-05T17:30"}})),
            fixture::Causes{});
  const std::string english = printed(operation, "minutes").html;
  EXPECT_TRUE(holds(english, "The board adjourned. (at 5 December 2016, 17:30)"));
  EXPECT_TRUE(holds(english, "county officer."));
  EXPECT_TRUE(holds(english, "counts as blank"));
  const std::string spanish = printed(operation, "minutes", in_spanish()).html;
  EXPECT_TRUE(holds(spanish, "autoridad del condado."));
  EXPECT_TRUE(holds(spanish, "5 de diciembre de 2016, 17:30"));
  EXPECT_TRUE(holds(spanish, "intención del votante"));
  EXPECT_TRUE(holds(spanish, "en blanco"));
  EXPECT_FALSE(holds(spanish, "county-officer"));
}

TEST(PrintJudging, WhatWaitsForASecondPersonIsNotMinutedAsDone) {
  Operation operation = operation_with_exhibit();
  ASSERT_EQ(do_command(operation, fixture::command_of("batch.void", "super",
                                                      {{"batch", "B3"}, {"reason", "a copy"}})),
            fixture::Causes{});
  const std::uint64_t act = operation.entries - 1;
  EXPECT_TRUE(holds(printed(operation, "minutes").html,
                    "a copy (Waits for a second person; without effect so far.)"));
  Operation declined = operation;
  ASSERT_EQ(do_command(declined, fixture::command_of("decline", "clerk", {{"entry", act}})),
            fixture::Causes{});
  EXPECT_TRUE(holds(printed(declined, "minutes").html, "a copy (Declined; without effect.)"));
  ASSERT_EQ(do_command(operation, fixture::command_of("approve", "clerk", {{"entry", act}})),
            fixture::Causes{});
  EXPECT_TRUE(holds(printed(operation, "minutes", in_spanish()).html, "a copy (Aprobado por "));
}

TEST(PrintJudging, TheHistoryOfAnExhibitNamesWhoChallenges) {
  Operation operation = operation_with_exhibit();
  ASSERT_EQ(
      do_command(
          operation,
          fixture::command_of(
              "challenge.join", "clerk",
              {{"exhibit", "17"}, {"side", "b"}, {"ground", "overvote"}, {"words", "two ovals"}})),
      fixture::Causes{});
  const std::string html = printed(operation, "exhibits").html;
  EXPECT_TRUE(holds(html, "s intent. the mark is outside the oval"));
  EXPECT_TRUE(holds(html, "B: overvote. two ovals"));
  EXPECT_FALSE(holds(html, "b: overvote")) << "an id on paper";
  const std::string spanish = printed(operation, "exhibits", in_spanish()).html;
  EXPECT_TRUE(holds(spanish, "quien pidió el recuento: intención del votante."));
}

TEST(PrintJudging, AMotionIsMinutedWithItsVotesByName) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::command_of("motion.make", "board-1",
                                                      {{"motion", "M1"},
                                                       {"county", "us-wi-dane"},
                                                       {"words", "to draw down one ballot"},
                                                       {"mover", "Lee"},
                                                       {"seconder", "Kim"}})),
            fixture::Causes{});
  ASSERT_EQ(
      do_command(operation, fixture::command_of(
                                "motion.vote", "board-1",
                                {{"motion", "M1"},
                                 {"votes", {{"Lee", "for"}, {"Kim", "for"}, {"Roe", "against"}}}})),
      fixture::Causes{});
  EXPECT_TRUE(holds(printed(operation, "minutes").html,
                    "to draw down one ballot Moved by Lee. Seconded by Kim. Ayes 2: Kim and Lee. "
                    "Noes 1: Roe. Outcome: carried."));
  EXPECT_TRUE(holds(printed(operation, "minutes", in_spanish()).html, "Resultado: aprobada."));
}

// The minutes' own sentences stand in the catalogue word for word, with the same members.
TEST(PrintJudging, EverySentenceOfTheMinutesHasATranslation) {
  std::size_t found = 0;
  for (const MinuteSentence& sentence : minute_sentences()) {
    const std::string key = "minute." + std::string(sentence.kind);
    const auto saying = std::ranges::find(report::sayings(), key, &report::Saying::key);
    ASSERT_NE(saying, report::sayings().end()) << key;
    EXPECT_EQ(saying->english, sentence.words) << key;
    ++found;
  }
  const auto of_minutes = std::ranges::count_if(
      report::sayings(), [](const auto& saying) { return saying.key.starts_with("minute."); });
  EXPECT_EQ(static_cast<std::size_t>(of_minutes), found);
}

TEST(PrintJudging, EveryGroundOfAChallengeHasATranslation) {
  for (const std::string& ground : challenge_grounds()) {
    EXPECT_NE(report::code_words(report::Language::Spanish, "ground", ground), ground);
  }
}

// A code that a field allows is a word of English to whoever reads Spanish.
TEST(PrintJudging, EveryCodeThatTheMinutesNameHasWordsInSpanish) {
  const auto has_words = [](const std::string& name, const std::string& code) {
    const bool is_cause = name == "cause" || name == "code";
    const bool is_reason = name == "ground" || name == "reason";
    return (is_cause && recount::cause_named(code) != nullptr) ||
           (is_reason && report::code_words(report::Language::Spanish, name, code) != code) ||
           std::ranges::find(report::sayings(), "value." + name + "." + code,
                             &report::Saying::key) != report::sayings().end();
  };
  int codes = 0;
  for (const MinuteSentence& sentence : minute_sentences()) {
    const std::string kind(sentence.kind);
    for (const std::string& name : minute_names(kind)) {
      for (const Field& field : use_case_named(kind)->fields) {
        if (field.name != name) continue;
        for (const std::string& code : field.one_of) {
          const bool is_rule = name == "rule";
          EXPECT_TRUE(is_rule || has_words(name, code)) << kind << " {" << name << "} " << code;
          ++codes;
        }
      }
    }
  }
  EXPECT_GT(codes, 60);
}

// The law's calendar and the operation's own, word for word.
TEST(PrintJudging, EveryEventOfTheCalendarHasATranslation) {
  std::map<std::string, std::string> events;
  for (const CalendarEvent& event : calendar_events()) events[std::string(event.id)] = event.words;
  for (const law::ClockEvent& event : law::clock_events()) {
    events[std::string(event.id)] = event.words;
  }
  for (const auto& [id, words] : events) {
    const auto saying =
        std::ranges::find(report::sayings(), "value.event." + id, &report::Saying::key);
    ASSERT_NE(saying, report::sayings().end()) << id;
    EXPECT_EQ(saying->english, words);
    EXPECT_NE(saying->spanish, words);
  }
}

TEST(PrintJudging, MinutesInSpanishTellTheCalendarInSpanish) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, fixture::command_of("calendar.set", "wec",
                                                      {{"event", "last_county_canvass_received"},
                                                       {"day", "2016-11-21"}})),
            fixture::Causes{});
  const std::string html = printed(operation, "minutes", in_spanish()).html;
  EXPECT_TRUE(holds(html, "El calendario: se recibe el escrutinio del último condado"));
  EXPECT_TRUE(holds(printed(operation, "minutes").html,
                    "The calendar: the last county canvass is received"));
}

TEST(PrintJudging, MinutesInSpanishLeaveOutWhatEnglishLeavesOut) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(
      do_command(operation, fixture::command_of("container.record", "clerk",
                                                {{"container", "C1"}, {"county", "us-wi-dane"}})),
      fixture::Causes{});
  const std::string html = printed(operation, "minutes", in_spanish()).html;
  EXPECT_TRUE(holds(html, "Se anotó el contenedor C1."));
  EXPECT_FALSE(holds(html, "con el sello"));
}

}  // namespace
}  // namespace recanvass::workflow
