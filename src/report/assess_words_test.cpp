#include "report/assess_words.h"

#include "report/assess_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

recount::PlaceAssessment first_place() { return report_test::sample_assessment().places[0]; }

std::string answer_to(const recount::PlaceAssessment& place, const char* question) {
  for (const AnswerLine& line : short_answers(report_test::sample_election().contests[0], place)) {
    if (line.question == question) return line.answer;
  }
  return "no such question";
}

TEST(AssessWords, AnEstimateThatIsKnownReplacesTheSentenceThatItIsNot) {
  recount::PlaceAssessment place = first_place();
  EXPECT_NE(answer_to(place, "At what price?").find("not known on this day"), std::string::npos);
  election::Happening estimate;
  estimate.on = base::Date::of(2016, 11, 28);
  estimate.kind = election::HappeningKind::Estimate;
  estimate.amount = base::UsdCents(349968900);
  place.money = {estimate};
  const std::string price = answer_to(place, "At what price?");
  EXPECT_NE(price.find("Known: 28 Nov 2016 estimate: $3,499,689"), std::string::npos) << price;
  EXPECT_EQ(price.find("not known on this day"), std::string::npos);
}

TEST(AssessWords, ARefusedPetitionHasNoPriceAndSaysHowManySignersAllPrecinctsNeed) {
  recount::PlaceAssessment place = first_place();
  place.answer->petition.allowed = law::Verdict::No;
  place.answer->petition.allowed_words = "3 voters of each precinct may ask";
  place.signers_for_all = 27489;
  EXPECT_EQ(answer_to(place, "At what price?"), "no such question");
  EXPECT_EQ(answer_to(place, "Petition?"),
            "No, Jill Stein may not ask: 3 voters of each precinct may ask. "
            "For every precinct: 27,489 signers");
}

TEST(AssessWords, WhoMayAskIsToldWhatToSayAndWhereAtOnceAndWhoMayNotOnlyFurtherOn) {
  recount::PlaceAssessment place = first_place();
  place.answer->petition.grounds = "belief in a mistake";
  place.answer->petition.filed_with = "the state";
  EXPECT_EQ(answer_to(place, "Has to say"), "belief in a mistake");
  EXPECT_EQ(answer_to(place, "Filed with"), "the state");
  EXPECT_EQ(further_answers(place)[0].question, "Refund");
  place.answer->petition.allowed = law::Verdict::No;
  EXPECT_EQ(answer_to(place, "Has to say"), "no such question");
  EXPECT_EQ(further_answers(place)[0].question, "Has to say");
}

TEST(AssessWords, WithoutADenominatorOfTheLawTheShareIsOfAllVotes) {
  recount::PlaceAssessment place = first_place();
  place.answer->margin_shares.clear();
  EXPECT_EQ(share_words(place), "0.760% of all votes");
  place.standing->total_votes.reset();
  EXPECT_EQ(share_words(place), "");
}

TEST(AssessWords, AStatusWithoutALastMomentNamesNoDay) {
  recount::PlaceAssessment place = first_place();
  law::Deadline& deadline = place.answer->petition.deadline;
  deadline.until.reset();
  deadline.skipped.clear();
  deadline.status = law::DeadlineStatus::Open;
  deadline.words = "before the county certifies: not before Fri 10 Nov 2000";
  place.clock_start = election::Moment{base::Date::of(2000, 11, 7), {}};
  EXPECT_EQ(answer_to(place, "By when?"),
            "Open: before the county certifies: not before Fri 10 Nov 2000");
  deadline.status = law::DeadlineStatus::Unknown;
  deadline.words = "before the county certifies: not before Fri 10 Nov 2000, end of day";
  const std::string bound = answer_to(place, "By when?");
  EXPECT_EQ(bound.find("7 Nov 2000"), std::string::npos) << bound;
}

TEST(AssessWords, AWindowThatIsNotYetOpenSaysWhenItOpens) {
  recount::PlaceAssessment place = first_place();
  law::Deadline& deadline = place.answer->petition.deadline;
  deadline.until = base::LocalTime{base::Date::of(2024, 11, 27), base::TimeOfDay{1440}};
  deadline.skipped.clear();
  deadline.status = law::DeadlineStatus::Unknown;
  deadline.words = "the window: Wed 27 Nov 2024; not yet open: opens Fri 15 Nov 2024";
  place.clock_start.reset();
  EXPECT_EQ(answer_to(place, "By when?"),
            "Wed 27 Nov 2024: the window; not yet open: opens Fri 15 Nov 2024");
}

}  // namespace
}  // namespace recanvass::report
