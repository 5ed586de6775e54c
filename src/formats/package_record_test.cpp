#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

PackageFiles record_with(const std::string& rest, const std::string& cast = {}) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  toml.replace(toml.find("county = ["), 0, "electors = 10\n");
  return {{"election.toml", toml + rest}, {"cast.csv", cast}};
}

TEST(PackageRecordTest, WhatThePublicRecordSaysIsKept) {
  const auto election = election_in(record_with(
      "[[question]]\nid = \"q\"\ntext = \"Why?\"\nraised_by = \"A\"\non = 2016-11-22\n"
      "status = \"disputed\"\nstatus_on = 2016-11-23\nanswer = \"No.\"\nsource = \"s\"\n"
      "status_source = \"t\"\n"
      "[[event]]\non = 2016-11-25\nknown_on = 2016-11-26\njurisdiction = \"us-wi\"\n"
      "kind = \"payment\"\nwhat = \"Paid\"\n"
      "choice = \"ben\"\namount_usd = \"14154.98\"\nsource = \"s\"\n"
      "[[fund]]\nname = \"F\"\non = 2016-11-28\nraised_usd = 6300000\nprecision = \"about\"\n"
      "goal_usd = 7000000\nsource = \"s\"\n"
      "[[national_vote]]\nknown_on = 2016-11-23\ntotals = { ada = 10, ben = 9 }\npress = true\n"
      "source = \"s\"\n"
      "[electors_elsewhere]\nada = 246\nben = 267\nknown_on = 2016-11-13\nsource = \"s\"\n"));
  ASSERT_EQ(election.questions.size(), 1u) << totals_text(election);
  EXPECT_EQ(election.questions[0].status, election::QuestionStatus::Disputed);
  EXPECT_EQ(election.questions[0].jurisdiction, std::nullopt);
  EXPECT_EQ(election.questions[0].status_source, "t");
  EXPECT_EQ(election.happenings.at(0).known_on, base::Date::of(2016, 11, 26));
  EXPECT_EQ(election.happenings.at(0).kind, election::HappeningKind::Payment);
  EXPECT_EQ(election.happenings.at(0).amount, base::UsdCents(1415498));
  EXPECT_EQ(election.happenings.at(0).choice, election::ChoiceId{"ben"});
  EXPECT_EQ(election.funds.at(0).raised, base::UsdCents(630000000));
  EXPECT_EQ(election.funds.at(0).precision, election::AmountPrecision::About);
  EXPECT_TRUE(election.national_votes.at(0).press);
  ASSERT_TRUE(election.electors_elsewhere.has_value());
  EXPECT_EQ(election.electors_elsewhere->known_on, base::Date::of(2016, 11, 13));
  EXPECT_EQ(election.electors_elsewhere->pledged.at(1).electors, election::ElectorCount(267));
}

TEST(PackageRecordTest, EachCauseOfFailureIsFound) {
  struct Case {
    const char* rest;  // begins on line 25
    const char* causes;
  };
  for (const Case& row :
       {Case{"[[event]]\non = 2016-11-25\nkind = \"party\"\nwhat = \"x\"\nsource = \"s\"\n",
             "toml.value@27"},
        Case{"[[event]]\nkind = \"other\"\nwhat = \"x\"\nsource = \"s\"\n", "toml.missing@25"},
        Case{"[[event]]\non = 2016-11-25\nkind = \"other\"\nwhat = \"x\"\nsource = \"s\"\n"
             "choice = \"eve\"\njurisdiction = \"us-wy\"\n",
             "package.unknown-id@30 package.unknown-id@31"},
        Case{"[[event]]\non = 2016-11-25\nkind = \"other\"\nwhat = \"x\"\nsource = \"s\"\n"
             "amount_usd = 1.5\n",
             "toml.type@30"},
        Case{"[[fund]]\nname = \"F\"\non = 2016-11-28\nsource = \"s\"\n", "toml.missing@25"},
        Case{"[[national_vote]]\nknown_on = 2016-11-23\ntotals = { eve = 1 }\nsource = \"s\"\n",
             "package.unknown-id@27"},
        Case{"[[question]]\nid = \"q\"\ntext = \"Why?\"\non = 2016-11-22\nstatus_on = 2016-11-21\n"
             "source = \"s\"\n",
             "package.dates@29"},
        Case{"[[event]]\non = 2016-11-25\nknown_on = 2016-11-24\nkind = \"other\"\nwhat = \"x\"\n"
             "source = \"s\"\n",
             "package.dates@27"},
        Case{"[electors_elsewhere]\neve = 1\nsource = \"s\"\n", "toml.unknown-key@26"},
        Case{"[electors_cast]\nfile = \"none.csv\"\nknown_on = 2016-12-19\nsource = \"s\"\n",
             "file.missing@0"}}) {
    EXPECT_EQ(causes_of(problems_in(record_with(row.rest))), row.causes) << row.rest;
  }
}

constexpr const char* kCast =
    "[electors_cast]\nfile = \"cast.csv\"\nknown_on = 2016-12-19\nsource = \"s\"\n"
    "[[electors_cast.person]]\nid = \"powell\"\nname = \"Colin Powell\"\n";

TEST(PackageRecordTest, ElectorsAsCastAddUpToTheirUnitOrToFewer) {
  struct Case {
    const char* rows;
    const char* causes;
  };
  for (const Case& row :
       {Case{"us-wi,ada,9\nus-wi,powell,1\n", ""}, Case{"us-wi,ada,9\n", ""},
        Case{"us-wi,ada,10\nus-wi,powell,1\n", "electors.too-many@0"},
        Case{"us-wi,ada,1\nus-wi,ada,1\n", "electors.duplicate@3"},
        Case{"us-wi,ada,0\n", "electors.none@2"}, Case{"us-wi,ada,-1\n", "number.negative@2"},
        Case{"us-wy,eve,1\n", "package.unknown-id@2 package.unknown-id@2"}}) {
    EXPECT_EQ(causes_of(problems_in(
                  record_with(kCast, std::string("unit,choice,electors\n") + row.rows))),
              row.causes)
        << row.rows;
  }
  const auto election =
      election_in(record_with(kCast, "unit,choice,electors\nus-wi,ada,9\nus-wi,powell,1\n"));
  ASSERT_TRUE(election.electors_cast.has_value());
  EXPECT_EQ(election.electors_cast->persons.at(0).name, "Colin Powell");
  EXPECT_EQ(election.electors_cast->votes.at(1).choice, "powell");
  EXPECT_EQ(election.electors_cast->known_on, base::Date::of(2016, 12, 19));
}

}  // namespace
}  // namespace recanvass::formats
