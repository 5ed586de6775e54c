#include "formats/package_reader.h"

#include "election/known.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using election::VoteCount;

fs::path example(const char* name) { return fs::path(RECANVASS_SOURCE_DIR) / "examples" / name; }

election::Election read_example(const char* name) {
  auto read = read_package(example(name));
  EXPECT_TRUE(read.ok()) << base::sentences(read.ok() ? base::Problems{} : read.problems());
  return read.ok() ? std::move(read).value() : election::Election{};
}

TEST(PackageReaderTest, EveryExampleIsReadWithoutAProblem) {
  for (const char* name : {"us-2016-president", "us-fl-2000-president", "us-ga-2020-president",
                           "us-wi-2011-supreme-court", "synthetic-city-council"}) {
    EXPECT_FALSE(read_example(name).result_sets.empty()) << name;
  }
}

TEST(PackageReaderTest, TheMarginsOf2016AreTheCertifiedOnes) {
  const election::Election election = read_example("us-2016-president");
  EXPECT_EQ(election.jurisdictions.size(), 56u);
  struct Case {
    const char* result_set;
    std::int64_t reported_margin;
    std::size_t units;
  };
  for (const Case& row : {Case{"wi-original-canvass", 22617, 72}, Case{"wi-recount", 22748, 72},
                          Case{"mi-certified", 10704, 83}, Case{"pa-certified", 44292, 67}}) {
    const election::ResultSet* result = election.find(election::ResultSetId{row.result_set});
    ASSERT_NE(result, nullptr) << row.result_set;
    const auto standing = election::standing_of(election.contests.front(), *result);
    ASSERT_TRUE(standing.has_value()) << row.result_set;
    EXPECT_EQ(standing->reported_margin, VoteCount(row.reported_margin)) << row.result_set;
    EXPECT_EQ(result->units.units().size(), row.units) << row.result_set;
  }
  const auto* recount = election.find(election::ResultSetId{"wi-recount"});
  EXPECT_EQ(recount->total_votes, VoteCount(2976150));
  EXPECT_EQ(election::place_of(election.contests.front(), *recount, {"stein"}), 4);
}

}  // namespace
}  // namespace recanvass::formats
