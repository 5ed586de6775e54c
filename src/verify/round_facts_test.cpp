#include "verify/round_facts.h"

#include "verify/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// Card 3 is recorded for b and read as a: two votes under for the one claim that a leads b.
BundleParts parts_with_difference() {
  BundleParts parts = test::drawn_parts();
  for (int card = 1; card <= 4; ++card) {
    const std::string paper = card == 3 ? "a" : test::recorded(card);
    parts.say("reading.enter", "dane-1", test::reading(card, paper));
    parts.say("reading.enter", "dane-2", test::reading(card, paper));
  }
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  Json records = Json::array();
  for (int card = 1; card <= 4; ++card) records.push_back(test::record_of(card));
  parts.say("card.reveal", "dane-clerk", {{"list", "dane"}, {"records", records}});
  parts.say("card.cause", "dane-super",
            {{"list", "dane"}, {"card", 3}, {"cause", "wrong-ballot"}, {"words", "the next one"}});
  return parts;
}

std::string file_of(const BundleParts& parts, const std::string& path) {
  return test::files_of(parts).at(path);
}

TEST(VerifyRoundFacts, TablesSayWhatTheEntriesSay) {
  const BundleParts parts = parts_with_difference();
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_EQ(file_of(parts, "public/audit_differences.csv"),
            "audit,list,card,contest,paper,record,cause\r\n"
            "1,dane,3,sheriff,a,b,wrong-ballot\r\n");
  const std::string audits = file_of(parts, "public/audits.csv");
  EXPECT_NE(audits.find(",92076602804272786701,4,4,4,\r\n"), std::string::npos) << audits;
  EXPECT_NE(file_of(parts, "index.html").find("in 1 case: wrong-ballot 1."), std::string::npos);
}

TEST(VerifyRoundFacts, ACellThatIsAnotherInAnyFormIsFoundAndNamed) {
  for (const char* form : {".csv", ".for-excel.csv", ".json"}) {
    BundleParts parts = parts_with_difference();
    parts.edit_files = [&](std::map<std::string, std::string>& files) {
      std::string& file = files[std::string("public/audit_differences") + form];
      file.replace(file.find("wrong-ballot"), 12, "unexplained.");
    };
    EXPECT_EQ(test::failures_of(parts), "V10") << form;
  }
}

TEST(VerifyRoundFacts, ALedgerWithoutAuditsHasEmptyTablesAndNoSection) {
  const BundleParts parts = test::counted_parts();
  EXPECT_EQ(file_of(parts, "public/audit_rounds.json"), "[]\n");
  EXPECT_EQ(file_of(parts, "index.html").find("What the paper said"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::verify
