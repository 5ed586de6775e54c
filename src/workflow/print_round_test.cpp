#include "workflow/audit_fixture.h"
#include "workflow/print_documents.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

const char* const kRoundDocuments[] = {"card-list", "card-labels", "card-placards"};

std::size_t rows_of(const Operation& operation, const std::string& name,
                    const PrintRequest& request = {}) {
  const auto documents = print_documents(operation, name, request);
  if (!documents) return 0;
  return documents->at(0).tables.at(0).rows.size();
}

TEST(PrintRound, EveryCardThatIsOpenStandsOnEachPaperOnce) {
  Operation operation = fixture::operation_drawn(40);
  for (const char* name : kRoundDocuments) EXPECT_EQ(rows_of(operation, name), 40U) << name;
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  for (const char* name : kRoundDocuments) {
    const auto documents = print_documents(operation, name, {});
    ASSERT_FALSE(documents) << name;
    EXPECT_EQ(documents.problems()[0].cause, "print.nothing");
  }
}

// Container, batch and position: as paper lies.
TEST(PrintRound, CardsStandInTheOrderInWhichPaperLies) {
  const Operation operation = fixture::operation_drawn(60);
  const auto rows = print_documents(operation, "card-list", {}).value().at(0).tables.at(0).rows;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto place = [&](std::size_t at) {
      return std::tuple(rows[at][0], rows[at][2], rows[at][3].size(), rows[at][3]);
    };
    EXPECT_LT(place(i - 1), place(i));
  }
}

// Those who fetch also read.
TEST(PrintRound, NoRecordAndNoReadingStandsOnIt) {
  const Operation nothing_read = fixture::operation_drawn(20);
  Operation read = fixture::operation_drawn(20);
  const std::int64_t card = fixture::numbers_drawn(read).front();
  ASSERT_EQ(fixture::read_card(read, "team-1", card, "a"), fixture::Causes{});
  for (const char* name : kRoundDocuments) {
    const auto before = print_documents(nothing_read, name, {}).value().at(0).tables.at(0).rows;
    const auto after = print_documents(read, name, {}).value().at(0).tables.at(0).rows;
    EXPECT_EQ(before, after) << name;
  }
}

TEST(PrintRound, ACountyOrUnitAsksForItsOwnCards) {
  const Operation operation = fixture::operation_drawn(60);
  PrintRequest first;
  first.view.unit = "W1";
  PrintRequest second;
  second.view.unit = "W2";
  EXPECT_EQ(rows_of(operation, "card-list", first) + rows_of(operation, "card-list", second), 60U);
  EXPECT_GT(rows_of(operation, "card-list", second), 0U);
}

}  // namespace
}  // namespace recanvass::workflow
