#include "generate/shape.h"

#include <gtest/gtest.h>

namespace recanvass::generate {
namespace {

TEST(Shape, EachLimitIsHeldWithTheOthers) {
  struct Case {
    const char* cause;
    void (*change)(ElectionShape&);
  };
  for (const Case& row : {
           Case{"", [](ElectionShape&) {}},
           Case{"", [](ElectionShape& s) { s.cards = 4; }},
           Case{"generate.cards", [](ElectionShape& s) { s.cards = 3; }},
           Case{"", [](ElectionShape& s) { s.cards = kMostCards; }},
           Case{"generate.cards", [](ElectionShape& s) { s.cards = kMostCards + 1; }},
           Case{"generate.cards",
                [](ElectionShape& s) {
                  s.cards = 10'001;
                  s.sheets = 2;
                }},
           Case{"generate.counties", [](ElectionShape& s) { s.counties = 0; }},
           Case{"", [](ElectionShape& s) { s.counties = 200; }},
           Case{"generate.counties", [](ElectionShape& s) { s.counties = 201; }},
           Case{"", [](ElectionShape& s) { s.contests = 60; }},
           Case{"generate.contests", [](ElectionShape& s) { s.contests = 61; }},
           Case{"", [](ElectionShape& s) { s.ranked = 8; }},
           Case{"generate.ranked", [](ElectionShape& s) { s.ranked = 9; }},
           Case{"", [](ElectionShape& s) { s.sheets = 4; }},
           Case{"generate.sheets", [](ElectionShape& s) { s.sheets = 5; }},
           Case{"generate.batch-cards", [](ElectionShape& s) { s.batch_cards = 0; }},
           Case{"", [](ElectionShape& s) { s.batch_cards = 5'000; }},
           Case{"generate.batch-cards", [](ElectionShape& s) { s.batch_cards = 5'001; }},
           Case{"generate.mail", [](ElectionShape& s) { s.mail_percent = 101; }},
           Case{"generate.fault",
                [](ElectionShape& s) { s.faults = {Fault::BatchTwice, Fault::BatchTwice}; }},
       }) {
    ElectionShape shape;
    row.change(shape);
    const auto result = checked(shape);
    EXPECT_EQ(result.ok() ? "" : result.problems().front().cause, row.cause);
    if (!result.ok()) {
      EXPECT_EQ(result.problems().size(), 1U);
    }
  }
  ElectionShape two;
  two.counties = 0;
  two.mail_percent = 101;
  EXPECT_EQ(checked(two).problems().size(), 2U);
}

TEST(Shape, EveryFaultIsFoundByItsName) {
  for (const Fault fault : all_faults()) EXPECT_EQ(fault_named(name_of(fault)), fault);
  EXPECT_EQ(fault_named("fraud"), std::nullopt);
}

}  // namespace
}  // namespace recanvass::generate
