#include "law/statute.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

using base::Date;
using P = DayPrecision;

TEST(InForce, YearsAreCountedWholeAndAnOpenEndNeverComes) {
  const InForce years{{2013, std::nullopt, P::Year}, {2018, std::nullopt, P::Year}};
  EXPECT_EQ(years.first(), Date::of(2013, 1, 1));
  EXPECT_EQ(years.last(), Date::of(2018, 12, 31));
  const InForce open{{2016, Date::of(2016, 11, 8), P::NotAfter}, {0, std::nullopt, P::Open}};
  EXPECT_EQ(open.first(), Date::of(2016, 11, 8));
  EXPECT_EQ(open.last(), Date::of(9999, 12, 31));
}

TEST(InForce, TheWordsSayHowWellTheDaysAreKnown) {
  EXPECT_EQ(words_of(InForce{{2015, Date::of(2015, 7, 3), P::Exact},
                             {2017, Date::of(2017, 12, 1), P::Exact}}),
            "from 3 Jul 2015; to 1 Dec 2017");
  EXPECT_EQ(words_of(InForce{{2016, Date::of(2016, 11, 8), P::NotAfter}, {0, {}, P::Open}}),
            "known from 8 Nov 2016, start earlier and unknown; no end known");
  EXPECT_EQ(words_of(InForce{{2013, {}, P::Year}, {2017, {}, P::NotBefore}}),
            "from 2013, day unknown; still in force 2017, end unknown");
}

TEST(Statute, ANoteOnWhatHappenedIsToldFromItsDay) {
  const std::vector<DatedNote> notes = {{base::Date::of(2016, 12, 6), "ruled."}};
  const auto on = [&](int day) {
    return with_notes_known("Rule.", notes, " ",
                            base::LocalTime{base::Date::of(2016, 12, day), base::TimeOfDay(0)});
  };
  EXPECT_EQ(on(5), "Rule.");
  EXPECT_EQ(on(6), "Rule. ruled.");
  EXPECT_EQ(with_notes_known("", notes, " ", std::nullopt), "ruled.");
}

}  // namespace
}  // namespace recanvass::law
