#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::operation_drawn;
using fixture::read_card;
using fixture::shown;

// The row of the card that was drawn first.
base::Json row_for(const Operation& operation, const std::string& viewer) {
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const base::Json view = shown(operation, "readings", viewer);
  for (const base::Json& row : view["cards"]) {
    if (row["card"] == card) return row;
  }
  return {};
}

TEST(ShowReadings, NobodyWhoReadsSeesAReadingBeforeTheSignOff) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  ASSERT_EQ(read_card(operation, "team-1", card, "a"), Causes{});
  for (const char* viewer : {"", "wec", "clerk", "super", "team-1", "team-2", "team-3"}) {
    EXPECT_FALSE(row_for(operation, viewer).contains("entries")) << viewer;
    EXPECT_EQ(row_for(operation, viewer)["state"], "one reading");
  }
  ASSERT_EQ(read_card(operation, "team-2", card, "b"), Causes{});
  for (const char* viewer : {"", "wec", "clerk", "team-1", "team-2", "team-3"}) {
    EXPECT_FALSE(row_for(operation, viewer).contains("entries")) << viewer;
  }
  EXPECT_EQ(row_for(operation, "super")["entries"].size(), 2U) << "who settles them";
}

TEST(ShowReadings, WhoMadeOneOfTheReadingsDoesNotSeeTheOther) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  ASSERT_EQ(read_card(operation, "super", card, "a"), Causes{});
  ASSERT_EQ(read_card(operation, "team-2", card, "b"), Causes{});
  EXPECT_FALSE(row_for(operation, "super").contains("entries"));
}

TEST(ShowReadings, AfterTheSignOffEverybodySeesThemAll) {
  Operation operation = operation_drawn(3);
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  EXPECT_EQ(row_for(operation, "")["entries"].size(), 2U);
  EXPECT_EQ(shown(operation, "readings")["states"], (base::Json{{"agreed", 3}}));
  EXPECT_EQ(shown(operation, "readings")["signed_off"], base::Json({"dane"}));
  EXPECT_EQ(shown(operation, "card-discrepancies")["discrepancies"], base::Json::array());
}

}  // namespace
}  // namespace recanvass::workflow
