#include "formats/statute_reader.h"

#include "law/gaps.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

const char* kSoundStatute = R"(jurisdiction = "us-xx"
name = "Example"
[[statute]]
id = "us-xx-2016"
from = "2016-11-08"
from_precision = "not_after"
to_precision = "open"
applies_to = ["any"]
citation = "Example Code 1"
source = "a source"
source_date = "2024"
confidence = "high"
  [statute.automatic]
  exists = true
  president = "yes"
  waivable = "no"
  [[statute.automatic.tier]]
  any_of = [{ margin = [{ percent = "0.5", of = "total_office", comparison = "le" }] }]
  [statute.petition]
  exists = true
  president = "yes"
  who = ["losing_candidate"]
  filed_with = "court"
  ground = "none"
  [[statute.petition.deadline]]
  value = 3
  unit = "business_days"
  event = "canvass"
  time = "17:00"
  [statute.fee]
  payer = "petitioner"
  kind = "bond"
  refund = ["outcome_changes"]
  [statute.conduct]
  method = "hand"
  tie_rule = "lot"
)";

std::string with(const std::string& was, const std::string& is) {
  std::string text = kSoundStatute;
  const std::size_t at = text.find(was);
  EXPECT_NE(at, std::string::npos) << was;
  return text.replace(at, was.size(), is);
}

TEST(StatuteReader, ReadsASoundEntry) {
  const auto statutes = read_statutes(kSoundStatute, "us-xx/recount.toml");
  ASSERT_TRUE(statutes.ok()) << base::sentences(statutes.problems());
  ASSERT_EQ(statutes->size(), 1U);
  const law::RecountStatute& statute = (*statutes)[0];
  EXPECT_EQ(statute.jurisdiction_name, "Example");
  EXPECT_EQ(law::words_of(statute.automatic.tiers),
            "a margin of at most 0.5% of all votes for the office");
  EXPECT_EQ(law::words_of(statute.petition.deadlines.at(0)),
            "5 pm on the third business day after the canvass");
}

struct Broken {
  const char* was;
  const char* is;
  const char* cause;
  const char* words;  ///< somewhere in the sentence
};

TEST(StatuteReader, EachBrokenEntryHasItsProblemAndAMend) {
  for (const Broken& row : {
           Broken{"of = \"total_office\"", "of = \"totl_office\"", "statute.word", "total_office"},
           Broken{"percent = \"0.5\"", "percent = \"half\"", "statute.number", "half"},
           Broken{"percent = \"0.5\"", "percent = 0.5", "toml.type", "percent"},
           Broken{"percent = \"0.5\"", "percent = \"101\"", "statute.number", "101"},
           Broken{", comparison = \"le\"", "", "statute.missing", "comparison"},
           Broken{"of = \"total_office\", ", "", "statute.missing", "what the percentage is of"},
           Broken{"unit = \"business_days\"", "unit = \"work_days\"", "statute.word", "work_days"},
           Broken{"event = \"canvass\"", "event = \"canvas\"", "statute.word", "canvass"},
           Broken{"time = \"17:00\"", "time = \"5 pm\"", "statute.date", "5 pm"},
           Broken{"value = 3", "value = 0", "statute.missing", "value"},
           Broken{"who = [\"losing_candidate\"]", "who = [\"loser\"]", "statute.petitioner",
                  "loser"},
           Broken{"who = [\"losing_candidate\"]\n", "", "statute.shape", "who"},
           Broken{"kind = \"bond\"", "kind = \"gold\"", "statute.word", "bond"},
           Broken{"from = \"2016-11-08\"", "from = \"November\"", "statute.date", "November"},
           Broken{"to_precision = \"open\"", "to_precision = \"exact\"", "statute.missing", "to"},
           Broken{"citation = \"Example Code 1\"\n", "", "toml.missing", "citation"},
           Broken{"method = \"hand\"", "metod = \"hand\"", "toml.unknown-key", "method"},
           Broken{"exists = true\n  president = \"yes\"\n  waivable",
                  "exists = \"yes\"\n  waivable", "toml.type", "exists"},
           Broken{"id = \"us-xx-2016\"", "id = \"us-yy-2016\"", "statute.shape", "us-xx-"},
           Broken{"jurisdiction = \"us-xx\"", "jurisdiction = \"us-yy\"", "statute.shape",
                  "folder"},
           Broken{"  [statute.conduct]", "  [statute.conducted]", "statute.missing", "conduct"},
           Broken{"[[statute]]", "[[statute]", "toml.syntax", ""},
           Broken{"unit = \"business_days\"", "unit = \"nth_weekday\"", "statute.shape", "weekday"},
       }) {
    const auto statutes = read_statutes(with(row.was, row.is), "us-xx/recount.toml");
    ASSERT_FALSE(statutes.ok()) << row.is;
    const auto& problems = statutes.problems();
    const auto found =
        std::find_if(problems.begin(), problems.end(),
                     [&](const base::Problem& problem) { return problem.cause == row.cause; });
    ASSERT_NE(found, problems.end()) << row.is << "\n" << base::sentences(problems);
    EXPECT_NE(found->sentence().find(row.words), std::string::npos) << found->sentence();
    EXPECT_EQ(found->place.file, "us-xx/recount.toml");
    EXPECT_GT(found->place.row, 0) << found->sentence();
    EXPECT_FALSE(found->mend.empty());
  }
}

TEST(StatuteReader, SaysEverythingThatIsWrongAtOnce) {
  std::string text = with("kind = \"bond\"", "kind = \"gold\"");
  text.replace(text.find("\"lot\""), 5, "\"coin\"");
  text.replace(text.find("\"0.5\""), 5, "\"x\"");
  const auto statutes = read_statutes(text, "us-xx/recount.toml");
  ASSERT_FALSE(statutes.ok());
  EXPECT_EQ(statutes.problems().size(), 3U) << base::sentences(statutes.problems());
}

TEST(StatuteReader, RulesOfOneJurisdictionMayNotOverlapNorShareAnId) {
  const auto second = [](const char* id, const char* from, const char* precision) {
    std::string text = kSoundStatute;
    const std::string entry = text.substr(text.find("[[statute]]"));
    std::string other = entry;
    other.replace(other.find("us-xx-2016"), 10, id);
    other.replace(other.find("2016-11-08"), 10, from);
    other.replace(other.find("not_after"), 9, precision);
    return text + other;
  };
  const auto causes = [](const std::string& text) {
    const auto all = read_all_statutes({{"us-xx/recount.toml", text}});
    std::string list;
    if (!all)
      for (const auto& problem : all.problems()) list += problem.cause + " ";
    return list;
  };
  EXPECT_EQ(causes(kSoundStatute), "");
  EXPECT_EQ(causes(second("us-xx-2020", "2020-01-01", "exact")), "statute.overlap ");
  EXPECT_EQ(causes(second("us-xx-2016", "2020-01-01", "exact")),
            "statute.duplicate-id statute.overlap ");
}

TEST(BuiltInStatutes, Are88RulesOf51JurisdictionsAndClean) {
  const law::KnowledgeBase base = built_in_knowledge();
  EXPECT_EQ(base.statutes().size(), 88U);
  EXPECT_EQ(base::sentences(law::faults_of(base).empty() ? base::Problems{} : law::faults_of(base)),
            "");
}

TEST(BuiltInStatutes, OneJurisdictionAloneIsReadWithoutTheOthers) {
  const auto statutes = embedded_statutes("us-wi");
  ASSERT_EQ(statutes.size(), 3U);
  EXPECT_EQ(statutes[0].id, "us-wi-2007");
}

TEST(BuiltInStatutes, NothingIsGuessedWhenNoFactIsKnown) {
  const law::KnowledgeBase base = built_in_knowledge();
  for (const law::RecountStatute& statute : base.statutes()) {
    const law::Answer answer = law::apply(statute, {}, base.calendars(), std::nullopt);
    EXPECT_NE(answer.automatic, law::Verdict::Yes) << statute.id;
    if (answer.automatic == law::Verdict::Unknown) {
      EXPECT_FALSE(answer.unknown.empty());
    }
    EXPECT_FALSE(answer.citation.empty());
    EXPECT_FALSE(answer.method.empty()) << statute.id;
  }
}

TEST(StatuteReader, WhatHappenedUnderTheRuleStandsApartWithItsDay) {
  const auto statutes = read_statutes(
      with("  [statute.automatic]\n",
           "  [[statute.later_note]]\n  known_on = 2020-12-31\n  text = \"First used.\"\n"
           "  [[statute.later_note]]\n  known_on = 2016-12-31\n  text = \"Contested.\"\n"
           "  [statute.automatic]\n"),
      "us-xx/recount.toml");
  ASSERT_TRUE(statutes.ok()) << base::sentences(statutes.problems());
  const auto& notes = statutes->at(0).later_notes;
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0].text, "Contested.") << "by day";
  EXPECT_EQ(notes[1].known_on, base::Date::of(2020, 12, 31));
  const auto undated = read_statutes(
      with("  [statute.automatic]\n",
           "  [[statute.later_note]]\n  text = \"First used.\"\n  [statute.automatic]\n"),
      "us-xx/recount.toml");
  ASSERT_FALSE(undated.ok());
  EXPECT_EQ(undated.problems().at(0).cause, "toml.missing");
}

}  // namespace
}  // namespace recanvass::formats
