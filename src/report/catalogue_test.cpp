#include "report/catalogue.h"

#include "base/check.h"
#include "base/embedded.h"
#include "reconcile/finding.h"
#include "reconcile/rules.h"
#include "recount/causes.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::embedded {
std::vector<base::EmbeddedFile> templates();
}

namespace recanvass::report {
namespace {

std::multiset<std::string> parts_of(const std::string& words) {
  std::multiset<std::string> parts;
  for (std::size_t open = words.find('{'); open != std::string::npos;
       open = words.find('{', open + 1)) {
    parts.insert(words.substr(open, words.find('}', open) - open + 1));
  }
  return parts;
}

// The same in both languages, and rightly so.
bool may_be_alike(const std::string& key) {
  static const std::set<std::string> kAlike = {"written.moment",    "written.utc",
                                               "worksheet.balance", "item.objection",
                                               "clause.of_way",     "law.stage"};
  return kAlike.contains(key);
}

TEST(Catalogue, EverythingIsSaidInEveryLanguage) {
  ASSERT_GT(sayings().size(), 300U);
  for (const Saying& saying : sayings()) {
    EXPECT_FALSE(saying.english.empty()) << saying.key;
    EXPECT_FALSE(saying.spanish.empty()) << saying.key;
    EXPECT_EQ(parts_of(saying.english), parts_of(saying.spanish)) << saying.key;
    EXPECT_EQ(saying.english == saying.spanish, may_be_alike(saying.key)) << saying.key;
  }
}

TEST(Catalogue, NoKeyStandsTwiceOrInsideAnother) {
  for (std::size_t i = 1; i < sayings().size(); ++i) {
    const std::string& before = sayings()[i - 1].key;
    EXPECT_NE(before, sayings()[i].key);
    EXPECT_FALSE(sayings()[i].key.starts_with(before + ".")) << before;
  }
}

TEST(Catalogue, BothNumbersOfANounAreThere) {
  std::set<std::string> keys;
  for (const Saying& saying : sayings()) keys.insert(saying.key);
  for (const std::string& key : keys) {
    if (key.ends_with(".one")) {
      EXPECT_TRUE(keys.contains(key.substr(0, key.size() - 4) + ".other")) << key;
    }
  }
}

// "{number} ballots" is wrong of one ballot: such words stand under ".one" and ".other", or bend
// where they stand (minutes). Of what is never one: the places of a sum over more than one.
TEST(Catalogue, ANounBehindANumberBends) {
  const std::set<std::string> never_one = {"statement.total_of"};
  for (const Saying& saying : sayings()) {
    if (saying.key.ends_with(".one") || saying.key.ends_with(".other") ||
        saying.key.starts_with("minute.") || never_one.contains(saying.key)) {
      continue;
    }
    for (const char* name : {"number", "entries", "places", "units", "ballots", "votes", "cards",
                             "batches", "teams", "days"}) {
      for (const std::string* words : {&saying.english, &saying.spanish}) {
        const std::string part = "{" + std::string(name) + "} ";
        const std::size_t at = words->find(part);
        if (at == std::string::npos) continue;
        const std::size_t begin = at + part.size();
        const std::size_t end = words->find_first_of(" .,;:)", begin);
        const std::string noun = words->substr(begin, end - begin);
        EXPECT_FALSE(noun.ends_with("s")) << saying.key << ": " << *words;
      }
    }
  }
}

TEST(Catalogue, EveryLabelOfATemplateIsInIt) {
  std::set<std::string> keys;
  for (const Saying& saying : sayings()) keys.insert(saying.key);
  int labels = 0;
  for (const base::EmbeddedFile& file : embedded::templates()) {
    constexpr std::string_view kStart = "{{say.";
    for (std::size_t at = file.text.find(kStart); at != std::string_view::npos;
         at = file.text.find(kStart, at + 1)) {
      const std::size_t end = file.text.find("}}", at);
      const std::string key(file.text.substr(at + kStart.size(), end - at - kStart.size()));
      EXPECT_TRUE(keys.contains(key)) << file.path << ": " << key;
      ++labels;
    }
  }
  EXPECT_GT(labels, 10);
}

TEST(Catalogue, TheProgramsOwnTablesHaveATranslation) {
  for (const recount::Cause& cause : recount::causes()) {
    EXPECT_EQ(say(Language::English, recount::translation_key(cause)), cause.words);
  }
  for (const reconcile::FigureRow& row : reconcile::figure_rows()) {
    EXPECT_EQ(say(Language::English, "figure." + std::string(row.id)), row.words);
  }
  for (int i = 0; i < static_cast<int>(reconcile::kRules); ++i) {
    const auto rule = static_cast<reconcile::Rule>(i);
    EXPECT_EQ(say(Language::English, "rule." + reconcile::id_of(rule)), reconcile::words_of(rule));
  }
  for (const auto state :
       {reconcile::PublicState::Balanced, reconcile::PublicState::Explained,
        reconcile::PublicState::Open, reconcile::PublicState::ImpossibleUnderReview}) {
    const std::string words = reconcile::words_of(state);
    EXPECT_NE(say_known(Language::Spanish, "state", words), words);
  }
}

TEST(Catalogue, WordsOfTheElectionGlossary) {
  EXPECT_NE(say(Language::Spanish, "statement.over").find("obrevoto"), std::string::npos);
  EXPECT_EQ(say(Language::Spanish, "statement.ballots"), "Papeletas");
  EXPECT_EQ(say(Language::Spanish, "changes.after"), "Recuento");
  EXPECT_NE(say(Language::Spanish, "statement.title_county").find("escrutinio"), std::string::npos);
  EXPECT_NE(say(Language::Spanish, "tally.blank").find("subvoto"), std::string::npos);
}

TEST(Catalogue, PartsAreFilledAndNumbersGrouped) {
  EXPECT_EQ(say(Language::English, "changes.minute", {{"minute", "p. 3"}}), "(minutes: p. 3)");
  EXPECT_EQ(say_number(Language::English, "tally.vote_for", 1), "Vote for 1.");
  EXPECT_EQ(say_number(Language::Spanish, "statement.open", 1234),
            "1,234 lugares aún no tienen cifras. Las sumas no los incluyen.");
}

TEST(Catalogue, AnUnknownKeyOrAMissingPartIsABrokenProgram) {
  EXPECT_THROW(static_cast<void>(say(Language::English, "none.such")), base::BrokenProgram);
  EXPECT_THROW(static_cast<void>(say(Language::English, "changes.minute")), base::BrokenProgram);
}

TEST(Catalogue, WordsOfAGroupAreKnownAndOthersStay) {
  EXPECT_EQ(say_known(Language::Spanish, "state", "open"), "pendiente");
  EXPECT_EQ(say_known(Language::Spanish, "custody", "open"), "abierto");
  EXPECT_EQ(say_known(Language::Spanish, "state", "a clerk's own words"), "a clerk's own words");
}

TEST(Catalogue, DaysAndMomentsInWords) {
  const auto day = base::Date::of(2016, 11, 25);
  EXPECT_EQ(day_words(Language::English, day), "25 November 2016");
  EXPECT_EQ(day_words(Language::Spanish, day), "25 de noviembre de 2016");
  EXPECT_EQ(moment_words(Language::Spanish, "2016-12-12T20:00"), "12 de diciembre de 2016, 20:00");
  EXPECT_EQ(moment_words(Language::English, "2016-12-01T09:00:00Z"), "1 December 2016, 09:00 UTC");
  EXPECT_EQ(moment_words(Language::English, "yesterday"), "yesterday");
}

TEST(Catalogue, ListsHaveTheirLanguagesAnd) {
  EXPECT_EQ(listed(Language::English, {"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(listed(Language::Spanish, {"Ana", "Luis"}), "Ana y Luis");
  EXPECT_EQ(listed(Language::Spanish, {"Ana", "Inés"}), "Ana e Inés");
  EXPECT_EQ(listed(Language::Spanish, {"agua", "hierro"}), "agua y hierro");
  EXPECT_EQ(listed(Language::English, {}), "");
}

TEST(Catalogue, TagsOfLanguages) {
  EXPECT_EQ(language_tagged("es"), Language::Spanish);
  EXPECT_EQ(language_tagged("fr"), std::nullopt);
}

}  // namespace
}  // namespace recanvass::report
