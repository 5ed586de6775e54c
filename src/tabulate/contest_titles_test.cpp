#include "tabulate/contest_titles.h"

#include "election/card_builder.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

TEST(ContestTitles, ContestsOfOneNameAreToldApartByIdStyleAndPrecinct) {
  election::CardStoreBuilder builder;
  const auto add_contest = [&](const char* id, const char* name) {
    return builder.add_contest({{id}, name, 1, 0, 1, {}});
  };
  const auto north = add_contest("7", "MAYOR");
  const auto south = add_contest("9", "Mayor ");
  add_contest("8", "mayor");  // on no card
  const auto clerk = add_contest("1", "CLERK");
  const auto batch = builder.batch(builder.tabulator("1"), "1");
  for (const char* precinct : {"N", "S1", "S2", "S3"}) {
    const bool is_north = precinct[0] == 'N';
    const auto profile =
        builder.profile({builder.style(is_north ? "DEM" : "REP"), builder.precinct(precinct),
                         builder.counting_group("M"), false});
    builder.add_card({profile, batch, 0, true, {}, {}});
    builder.add_marking(is_north ? north : south, election::MarkingTable::kBlank);
    builder.add_marking(clerk, election::MarkingTable::kBlank);
  }
  EXPECT_EQ(contest_titles(builder.finish()),
            (std::vector<std::string>{"MAYOR [7; style DEM; precinct N]",
                                      "Mayor  [9; style REP; precincts S1, S2 and 1 more]",
                                      "mayor [8]", "CLERK"}));
}

TEST(ContestTitles, WhereEveryCardHasTheContestItsIdTellsItApart) {
  election::CardStoreBuilder builder;
  const auto first = builder.add_contest({{"a"}, "Judge", 1, 0, 1, {}});
  const auto second = builder.add_contest({{"b"}, "Judge", 1, 0, 1, {}});
  const auto profile = builder.profile(
      {builder.style(""), builder.precinct("P"), builder.counting_group(""), false});
  const auto batch = builder.batch(builder.tabulator("1"), "1");
  builder.add_card({profile, batch, 0, true, {}, {}});
  builder.add_marking(first, election::MarkingTable::kBlank);
  builder.add_marking(second, election::MarkingTable::kBlank);
  EXPECT_EQ(contest_titles(builder.finish()), (std::vector<std::string>{"Judge [a]", "Judge [b]"}));
}

}  // namespace
}  // namespace recanvass::tabulate
