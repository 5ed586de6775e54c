#include "tabulate/place_reading.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

// "A1 B3": who stands where.
std::string places_of(std::string_view ballot, const PlaceReading& reading) {
  std::string text;
  for (const PlacedChoice& placed : read_places(fixture::ranked_marks(ballot), reading)) {
    if (!text.empty()) text += ' ';
    text += static_cast<char>('A' + placed.choice);
    text += std::to_string(placed.place);
  }
  return text;
}

TEST(PlaceReading, EachSettingReadsABallotInItsOwnWay) {
  using enum BlankPlaces;
  struct Case {
    const char* ballot;
    PlaceReading reading;
    const char* places;
  };
  for (const Case& each : {Case{"A>_>B>_>_>C", {KeepPlaces}, "A1 B3 C6"},
                           Case{"A>_>B>_>_>C", {MoveUp}, "A1 B2 C3"},
                           Case{"A>_>B>_>_>C", {StopAtTwo}, "A1 B2"},
                           Case{"A>_>B>_>_>C", {StopAtOne}, "A1"},
                           Case{"_>A", {StopAtOne}, ""},
                           Case{"_>_>A", {StopAtTwo}, ""},
                           Case{"A>B=C>D", {.shared = SharedPlaces::Stop}, "A1"},
                           Case{"A>B=C>D", {.shared = SharedPlaces::PassOver}, "A1 D3"},
                           Case{"A>B=C>D", {MoveUp, SharedPlaces::PassOver}, "A1 D2"},
                           Case{"A>B=C>D", {.shared = SharedPlaces::Equal}, "A1 B2 C2 D3"},
                           Case{"A>#>D", {.shared = SharedPlaces::Stop}, "A1"},
                           Case{"A>#>D", {.shared = SharedPlaces::Equal}, "A1 D3"},
                           Case{"A>B>A>C", {}, "A1 B2 C4"},
                           Case{"A>B>A>C", {MoveUp}, "A1 B2 C3"},
                           Case{"A>B>A>C", {.repeated = RepeatedRanks::Stop}, "A1 B2"},
                           Case{"A>B>A=C", {.shared = SharedPlaces::Equal}, "A1 B2 C3"},
                           Case{"A>?>B", {}, "A1 B3"},
                           Case{"A>?>B", {MoveUp}, "A1 B3"},
                           Case{"A>B>C", {.ranks_max = 2}, "A1 B2"},
                           Case{"", {}, ""}}) {
    EXPECT_EQ(places_of(each.ballot, each.reading), each.places) << each.ballot;
  }
}

TEST(PlaceReading, AMarkWithoutARankHasNoPlace) {
  const std::vector<election::Mark> scored = {{0, 0, 5}, {1, 0, 3}};
  EXPECT_TRUE(read_places(scored, {}).empty());
}

}  // namespace
}  // namespace recanvass::tabulate
