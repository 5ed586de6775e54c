// Wisconsin 2016 ward by ward, before and after the recount, from bulk data. Skipped where the data
// is absent. The figures are those of the Wisconsin Elections Commission, and for the gross change
// those that Wisconsin Election Integrity published.
#include "recount/causes.h"
#include "recount/difference.h"
#include "tests/elections/shared_csv.h"

#include <gtest/gtest.h>

namespace recanvass {
namespace {

using election::UnitVotes;
using election::VoteCount;
using recount::Difference;

const std::vector<std::string> kColumns = {
    "trump",        "clinton",     "castle",       "johnson",     "stein",       "moorehead",
    "de_la_fuente", "fox_wi",      "mcmullin_wi",  "maturen_wi",  "schoenke_wi", "keniston_wi",
    "kotlikoff_wi", "hoefling_wi", "maldonado_wi", "soltysik_wi", "scattering"};

struct TwoCounts {
  UnitVotes original;
  UnitVotes recount;
};

std::string wards_path() {
  return std::string(RECANVASS_SHARED_DIR) +
         "/data/elections/2016/wi/wards_president_original_and_recount.csv";
}

std::optional<TwoCounts> read_wards() {
  const auto rows = test_support::read_csv_rows(wards_path());
  if (!rows) return std::nullopt;
  std::vector<election::ChoiceId> choices;
  for (const std::string& column : kColumns) choices.push_back({column});
  TwoCounts counts{UnitVotes(choices), UnitVotes(choices)};
  for (const test_support::Row& row : *rows) {
    UnitVotes::Unit unit;
    unit.county = row.at("county");
    unit.name = row.at("reporting_unit");
    std::vector<std::int64_t> votes;
    for (const std::string& column : kColumns) {
      votes.push_back(test_support::number_in(row, column));
    }
    (row.at("stage") == "recount" ? counts.recount : counts.original).add(unit, votes);
  }
  return counts;
}

TEST(Wisconsin2016, WardByWardTheRecountChanged2340UnitsAnd17681VotesGross) {
  const auto counts = read_wards();
  if (!counts) GTEST_SKIP() << "missing " << wards_path();
  const auto result = recount::compare_counts(counts->original, counts->recount);
  ASSERT_TRUE(result) << base::sentences(result.problems());
  const Difference& difference = *result;
  EXPECT_EQ(difference.units_compared, 3636);
  EXPECT_EQ(difference.units_changed(), 2340);
  EXPECT_EQ(difference.units_unchanged(), 1296);
  EXPECT_EQ(difference.units_changed_top_two, 1428);
  EXPECT_EQ(difference.gross, VoteCount(17681));
  EXPECT_EQ(difference.total_before, VoteCount(2975753));
  EXPECT_EQ(difference.total_after, VoteCount(2976150));
  EXPECT_EQ(difference.leader.text, "trump");
  EXPECT_EQ(difference.runner_up.text, "clinton");
  EXPECT_EQ(difference.margin_before, VoteCount(22617));
  EXPECT_EQ(difference.margin_after, VoteCount(22748));
  EXPECT_EQ(difference.choices[0].before, VoteCount(1404440));
  EXPECT_EQ(difference.choices[0].after, VoteCount(1405284));
  EXPECT_EQ(difference.choices[1].before, VoteCount(1381823));
  EXPECT_EQ(difference.choices[1].after, VoteCount(1382536));
  EXPECT_EQ(difference.choices[4].before, VoteCount(31006));
  EXPECT_EQ(difference.choices[4].after, VoteCount(31072));
  EXPECT_TRUE(difference.only_before.empty() && difference.only_after.empty());
}

TEST(Wisconsin2016, MilwaukeeWard34LeadsTheLargestChanges) {
  const auto counts = read_wards();
  if (!counts) GTEST_SKIP() << "missing " << wards_path();
  const auto difference = recount::compare_counts(counts->original, counts->recount);
  const recount::UnitChange& first = difference->changed.front();
  EXPECT_EQ(first.key.unit, "CITY OF MILWAUKEE Ward 34");
  EXPECT_EQ(first.changes.front().before, VoteCount(8));
  EXPECT_EQ(first.changes.front().after, VoteCount(254));
  EXPECT_EQ(first.total_before, VoteCount(855));
  EXPECT_EQ(first.total_after, VoteCount(1102));
}

TEST(Wisconsin2016, TheCertificateIsRefusedWhileOneOf2340UnitsLacksACause) {
  const auto counts = read_wards();
  if (!counts) GTEST_SKIP() << "missing " << wards_path();
  const auto difference = recount::compare_counts(counts->original, counts->recount);
  std::map<recount::UnitKey, std::vector<recount::GivenCause>> given;
  for (const recount::UnitChange& change : difference->changed) {
    given[change.key] = {{"INTENT", ""}};
  }
  EXPECT_TRUE(recount::check_certificate(*difference, given).may_certify());
  given.erase({"MILWAUKEE", "CITY OF MILWAUKEE Ward 34"});
  const auto check = recount::check_certificate(*difference, given);
  EXPECT_FALSE(check.may_certify());
  EXPECT_EQ(check.sentence(),
            "The certificate is refused: 1 changed unit lacks a cause (first: "
            "CITY OF MILWAUKEE Ward 34, MILWAUKEE).");
}

}  // namespace
}  // namespace recanvass
