#include "workflow/minute_words.h"

#include "report/catalogue.h"
#include "workflow/use_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

TEST(MinuteWords, ASentenceIsOfAKnownKindAndNamesItsFields) {
  std::set<std::string> seen;
  for (const MinuteSentence& sentence : minute_sentences()) {
    const std::string kind(sentence.kind);
    EXPECT_TRUE(seen.insert(kind).second) << kind;
    const UseCase* use_case = use_case_named(kind);
    ASSERT_NE(use_case, nullptr) << kind;
    for (const std::string& name : minute_names(kind)) {
      const bool is_field = std::any_of(use_case->fields.begin(), use_case->fields.end(),
                                        [&](const Field& field) { return field.name == name; });
      EXPECT_TRUE(is_field || name == "result" || name == "events") << kind << " {" << name << "}";
    }
  }
}

// What a number in a sentence is: the name of something, or how many there are of it.
bool is_ordinal(const std::string& name) {
  static const std::set<std::string> kNames = {"entry",    "size",        "incident", "card",
                                               "position", "explanation", "round"};
  return kNames.contains(name);
}

TEST(MinuteWords, ACountedNounBendsInEverySentenceOfBothLanguages) {
  std::size_t bent = 0;
  for (const MinuteSentence& sentence : minute_sentences()) {
    const std::string kind(sentence.kind);
    const std::vector<std::string> names = minute_names(kind);
    const auto saying =
        std::ranges::find(report::sayings(), "minute." + kind, &report::Saying::key);
    ASSERT_NE(saying, report::sayings().end()) << kind;
    const UseCase* use_case = use_case_named(kind);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const bool is_number = std::ranges::any_of(use_case->fields, [&](const Field& field) {
        return field.name == names[i] &&
               (field.type == FieldType::Number || field.type == FieldType::Signed);
      });
      if ((!is_number && names[i] != "events") || is_ordinal(names[i])) continue;
      for (const std::string* words : {&saying->english, &saying->spanish}) {
        const auto told = [&](std::int64_t number) {
          MinuteLine line;
          line.kind = kind;
          line.events = number;
          line.values.assign(names.size(), "x");
          line.values[i] = std::to_string(number);
          return minute_text_as(line, *words);
        };
        std::string one = told(1);
        one.replace(one.find('1'), 1, "2");
        EXPECT_NE(one, told(2)) << kind << ": " << *words;
        EXPECT_EQ(told(2).find('<'), std::string::npos) << *words;
        ++bent;
      }
    }
  }
  EXPECT_GE(bent, 20U);
}

TEST(MinuteWords, OneEnvelopeIsOneEnvelope) {
  MinuteLine line;
  line.kind = "objection.envelope";
  line.events = 1;
  EXPECT_EQ(minute_text(line), "1 envelope was counted under standing objections.");
  line.events = 3000;
  EXPECT_EQ(minute_text(line), "3000 envelopes were counted under standing objections.");
}

// Everybody reads the minutes, so no sentence may name figures of a machine or of the returns.
TEST(MinuteWords, NoSentenceNamesATableOfFigures) {
  for (const MinuteSentence& sentence : minute_sentences()) {
    const UseCase* use_case = use_case_named(std::string(sentence.kind));
    for (const std::string& name : minute_names(std::string(sentence.kind))) {
      for (const Field& field : use_case->fields) {
        if (field.name != name) continue;
        EXPECT_NE(field.type, FieldType::Numbers) << sentence.kind;
      }
    }
  }
}

TEST(MinuteWords, ALineIsItsSentenceFilledIn) {
  Event event;
  event.kind = "container.open";
  event.body = {{"container", "C1"}, {"seal", "0012"}, {"handled_by", {"Lee", "Kim"}}};
  MinuteLine line;
  line.kind = event.kind;
  line.values = minute_values(event);
  EXPECT_EQ(minute_text(line), "Container C1 was opened by Lee, Kim; seal found: 0012.");
  event.kind = "motion.vote";
  event.body = {{"motion", "M1"}, {"votes", {{"Lee", "for"}, {"Kim", "absent"}}}};
  line.kind = event.kind;
  line.values = minute_values(event);
  EXPECT_EQ(minute_text(line), "Motion M1: carried (Kim absent, Lee for).");
  line = {};
  line.kind = "tally.enter";
  line.events = 212;
  EXPECT_EQ(minute_text(line), "212 tallies were entered.");
  EXPECT_TRUE(is_summed("tally.enter"));
  EXPECT_FALSE(is_summed("tally.adjudicate"));
}

TEST(MinuteWords, WhatIsOptionalIsLeftOutWithTheWordsAroundIt) {
  Event event;
  event.kind = "motion.make";
  event.body = {{"motion", "M1"}, {"mover", "Lee"}, {"words", "to adjourn"}};
  MinuteLine line;
  line.kind = event.kind;
  line.values = minute_values(event);
  EXPECT_EQ(minute_text(line), "Motion M1 by Lee: to adjourn");
  event.body["seconder"] = "Kim";
  line.values = minute_values(event);
  EXPECT_EQ(minute_text(line), "Motion M1 by Lee, seconded by Kim: to adjourn");
}

TEST(MinuteWords, MoneyIsInDollars) {
  Event event;
  event.kind = "fee.payment";
  event.body = {
      {"payer", "the petitioner"}, {"cents", 349'968'900}, {"paid_at", "2016-11-29T16:00"}};
  MinuteLine line;
  line.kind = event.kind;
  line.values = minute_values(event);
  EXPECT_EQ(minute_text(line), "the petitioner paid $3,499,689 at 2016-11-29T16:00.");
}

TEST(MinuteWords, EveryKindHasASentence) {
  std::set<std::string> told;
  for (const MinuteSentence& sentence : minute_sentences()) told.emplace(sentence.kind);
  for (const UseCase& use_case : use_cases())
    EXPECT_TRUE(told.contains(use_case.kind)) << use_case.kind;
}

TEST(MinuteWords, AnAbsentMemberLeavesItsPlaceEmpty) {
  Event event;
  event.kind = "challenge.withdraw";
  event.body = {{"exhibit", "7"}, {"side", "petitioner"}};
  MinuteLine line;
  line.kind = event.kind;
  line.values = minute_values(event);
  EXPECT_EQ(minute_text(line), "Exhibit 7: petitioner withdrew.");
}

}  // namespace
}  // namespace recanvass::workflow
