// Wisconsin 2016 from bulk data: the EL-190 forms as filed. Skipped where the data is absent.
#include "reconcile/rules.h"
#include "tests/elections/shared_csv.h"

#include <gtest/gtest.h>

namespace recanvass {
namespace {

using election::BallotCount;
using election::VoteCount;
using reconcile::check_unit;
using reconcile::Finding;
using reconcile::Findings;
using reconcile::Rule;
using reconcile::UnitRecord;

const Finding* find(const Findings& findings, Rule rule) {
  for (const Finding& finding : findings.found) {
    if (finding.rule == rule) return &finding;
  }
  return nullptr;
}

// Wisconsin's EL-190 of 2016 as it was filed: it does not balance by itself, and these are the
// facts of it (bulk data, elections/2016/wi/README.md, trap 5).
TEST(WisconsinEl190, DoesNotBalanceIn257And498And67Units) {
  const std::string path =
      std::string(RECANVASS_SHARED_DIR) + "/data/elections/2016/wi/el190_2016.csv";
  const auto rows = test_support::read_csv_rows(path);
  if (!rows) GTEST_SKIP() << "missing " << path;
  ASSERT_EQ(rows->size(), 3627U);
  std::int64_t by_machine = 0;
  std::int64_t voters = 0;
  std::int64_t registrants = 0;
  for (const test_support::Row& row : *rows) {
    using test_support::number_in;
    UnitRecord record;
    record.unit = row.at("county") + " " + row.at("municipality") + " " + row.at("reporting_unit");
    record.figures.canvass_ballots = BallotCount(number_in(row, "total_ballots"));
    record.figures.ballots_found = record.figures.canvass_ballots;
    record.figures.voters_total = election::VoterCount(number_in(row, "total_voters"));
    for (const char* machine :
         {"paper_ballots", "optical_scan_ballots", "dre_ballots", "automark_ballots"}) {
      record.machines.push_back({machine, BallotCount(number_in(row, machine))});
    }
    const Findings findings = check_unit(record, {});
    if (find(findings, Rule::I10) != nullptr) ++by_machine;
    if (find(findings, Rule::R3) != nullptr) ++voters;
    // Voters above registrants: as many ballots as voters against the register.
    UnitRecord signed_in;
    signed_in.figures.registered = election::VoterCount(number_in(row, "registrants"));
    signed_in.figures.canvass_ballots = BallotCount(number_in(row, "total_voters"));
    if (find(check_unit(signed_in, {}), Rule::R2) != nullptr) ++registrants;
  }
  EXPECT_EQ(by_machine, 257);
  EXPECT_EQ(voters, 498);
  EXPECT_EQ(registrants, 67);
}

TEST(WisconsinEl190, RecountedVotesExceedBallotsIn106Units) {
  const std::string folder = std::string(RECANVASS_SHARED_DIR) + "/data/elections/2016/wi/";
  const auto forms = test_support::read_csv_rows(folder + "el190_2016.csv");
  const auto wards =
      test_support::read_csv_rows(folder + "wards_president_original_and_recount.csv");
  if (!forms || !wards) GTEST_SKIP() << "missing files in " << folder;
  const auto upper = [](std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
  };
  std::map<std::string, std::int64_t> ballots;
  for (const test_support::Row& row : *forms) {
    ballots[row.at("county") + "|" +
            upper(row.at("municipality") + " " + row.at("reporting_unit"))] =
        test_support::number_in(row, "total_ballots");
  }
  std::int64_t above = 0;
  std::int64_t without_form = 0;
  for (const test_support::Row& row : *wards) {
    if (row.at("stage") != "recount") continue;
    const auto place = ballots.find(row.at("county") + "|" + upper(row.at("reporting_unit")));
    if (place == ballots.end()) {
      ++without_form;
      continue;
    }
    UnitRecord record;
    record.figures.canvass_ballots = BallotCount(place->second);
    reconcile::ContestFigures contest;
    contest.contest = {"president"};
    contest.choices = {{{"all"}, VoteCount(test_support::number_in(row, "total_votes")), {}}};
    record.contests = {contest};
    const Findings findings = check_unit(record, {});
    const Finding* fit = find(findings, Rule::R1);
    if (fit == nullptr) continue;
    ++above;
    EXPECT_TRUE(fit->impossible);
  }
  EXPECT_EQ(above, 106);
  EXPECT_EQ(without_form, 9);
}

}  // namespace
}  // namespace recanvass
