#include "formats/statute_parts.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

/// Reads one table with `read`, and gives the sentences of what was wrong.
template <class Read>
std::string problems_of(const char* text, Read read) {
  const auto parsed = parse_toml(text, "part.toml");
  EXPECT_TRUE(parsed.ok());
  ProblemList problems;
  TomlSource source{"part.toml", problems};
  TomlFields fields(*parsed, "", source);
  read(fields);
  fields.finish();
  return problems.empty() ? "" : base::sentences(problems.take());
}

TEST(StatuteParts, ATierReadsItsScopeAndItsLimits) {
  law::Tier tier;
  EXPECT_EQ(problems_of(R"(for = ["legislative"]
elections = ["primary"]
seats = "one"
any_of = [{ when = [{ total_votes = 400, comparison = "le" }], margin = [
  { votes = 1, comparison = "le" }] }]
)",
                        [&](TomlFields& fields) { tier = read_tier(fields); }),
            "");
  EXPECT_EQ(law::words_of(tier),
            "for the state legislature in primaries where one person is elected: a margin of at "
            "most 1 vote, with at most 400 votes in all");
}

TEST(StatuteParts, ATermReadsItsWindowItsHourAndItsRolling) {
  law::Term term;
  EXPECT_EQ(problems_of(R"(value = 22
unit = "calendar_days"
event = "election_day"
opens = 10
time = "12:00"
rolling = "next_business_day"
)",
                        [&](TomlFields& fields) { term = read_term(fields); }),
            "");
  EXPECT_EQ(law::words_of(term),
            "from the tenth to the 22nd day after election day, until noon of the last day, or the "
            "next business day if that is a weekend or holiday");
}

struct BrokenPart {
  const char* text;
  const char* words;
};

TEST(StatuteParts, WhatALimitLacksOrHasTooMuchOfIsSaid) {
  for (const BrokenPart& row : {
           BrokenPart{"reach = \"never\"\nany_of = [{ margin = [{ votes = 1, comparison = "
                      "\"le\" }] }]\n",
                      "limits that say nothing"},
           BrokenPart{"", "no limit"},
           BrokenPart{"any_of = [{}]\n", "no margin"},
           BrokenPart{"any_of = [{ margin = [{ votes = 1, percent = \"1\", of = \"winner\", "
                      "comparison = \"le\" }] }]\n",
                      "percent and votes both"},
           BrokenPart{"any_of = [{ margin = [{ votes = 1, comparison = \"le\" }, { votes = 2, "
                      "comparison = \"le\" }] }]\n",
                      "no combination"},
           BrokenPart{"any_of = [{ when = [{ total_votes = 1 }] }]\n", "no comparison"},
           BrokenPart{"any_of = [{ when = [{}] }]\n", "not exactly one condition"},
           BrokenPart{"any_of = [{ when = [{ measure_defeated = false }] }]\n", "found false"},
           BrokenPart{"for = [\"dogs\"]\nreach = \"never\"\n", "dogs"},
       }) {
    const std::string words =
        problems_of(row.text, [](TomlFields& fields) { (void)read_tier(fields); });
    EXPECT_NE(words.find(row.words), std::string::npos) << row.text << words;
  }
}

TEST(StatuteParts, AFeeTierStatesItsAmountOrHowElseItCharges) {
  const auto read = [](TomlFields& fields) { (void)read_fee_tier(fields); };
  EXPECT_EQ(problems_of("amount_usd = 50\nunit = \"precinct\"\n", read), "");
  EXPECT_NE(problems_of("unit = \"precinct\"\n", read).find("no amount"), std::string::npos);
  EXPECT_NE(problems_of("charge = \"nothing\"\namount_usd = 5\n", read).find("an amount"),
            std::string::npos);
  EXPECT_NE(problems_of("amount_usd = 5\nunit = \"hour\"\n", read).find("hour"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::formats
