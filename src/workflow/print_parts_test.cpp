#include "workflow/print_parts.h"

#include "workflow/print_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(PrintParts, TheHeadSaysWhichEntriesWereRead) {
  const Operation operation = fixture::operation_counted();
  const report::PaperHeading heading = paper_heading(operation);
  EXPECT_EQ(heading.entries, operation.entries);
  EXPECT_EQ(heading.root.size(), 44U);
  EXPECT_EQ(heading.origin, "elections.example/wi-2016");
  EXPECT_EQ(heading.copy, report::CopyKind::Official);
}

TEST(PrintParts, PlacesAndChoicesByNameElseById) {
  const Operation operation = fixture::operation_counted();
  EXPECT_EQ(place_of(operation, {}), "us-wi");
  EXPECT_EQ(place_of(operation, {nullptr, "us-wi-dane", ""}), "Dane");
  EXPECT_EQ(place_of(operation, {nullptr, "", "W1"}), "Dane, Ward 1");
  EXPECT_EQ(unit_name(operation, "W9"), "W9");
  EXPECT_EQ(choice_name(operation, "a"), "A");
  EXPECT_EQ(choice_name(operation, "z"), "z");
}

}  // namespace
}  // namespace recanvass::workflow
