#include "report/assess_words.h"

#include "report/assess_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

using election::VoteCount;

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
  EXPECT_EQ(further_answers(place)[1].question, "Refund");
  place.answer->petition.allowed = law::Verdict::No;
  EXPECT_EQ(answer_to(place, "Has to say"), "no such question");
  EXPECT_EQ(further_answers(place)[1].question, "Has to say");
}

TEST(AssessWords, TheShareIsOfAllVotesWhateverTheLawDividesBy) {
  recount::PlaceAssessment place = first_place();
  place.answer->margin_shares = {
      {"top_two", "the votes of the first two", VoteCount(22617), VoteCount(2786263)}};
  EXPECT_EQ(share_words(*place.standing), "0.760%");
  EXPECT_EQ(further_answers(place)[0].answer,
            "22,617 votes are 0.8117% of 2,786,263 (the votes of the first two)");
  place.standing->total_votes.reset();
  EXPECT_EQ(share_words(*place.standing), "");
}

recount::FigureSource figures_named(const char* id, election::ResultKind kind,
                                    election::LegalStatus status, base::Date known_on) {
  return {{id}, kind, status, known_on, "", ""};
}

TEST(AssessWords, ARecountInTheFiguresIsSaidAndTheCountBeforeItNamed) {
  recount::PlaceAssessment place = first_place();
  EXPECT_EQ(answer_to(place, "Recounted?"), "no such question");
  place.figures = figures_named("wi-recount", election::ResultKind::Recount,
                                election::LegalStatus::Certified, base::Date::of(2016, 12, 12));
  place.recounted = place.figures;
  place.tested = recount::FiguresBefore{
      figures_named("wi-canvass", election::ResultKind::OriginalCanvass,
                    election::LegalStatus::Canvassed, base::Date::of(2016, 11, 25)),
      place.standing};
  EXPECT_EQ(answer_to(place, "Recounted?"),
            "Yes, these figures hold a recount: certified, known on 12 Dec 2016. The law below is "
            "put to the count before it: Donald J. Trump led by 22,617 votes, 0.760% of all votes "
            "(press figure) (canvassed, known on 25 Nov 2016; wi-canvass)");
  place.figures->kind = election::ResultKind::Unofficial;
  EXPECT_NE(answer_to(place, "Recounted?").find("Yes, before these figures: certified, known on"),
            std::string::npos);
  place.recounted.reset();
  EXPECT_NE(answer_to(place, "Put to the law").find("the count, not the audit shown above"),
            std::string::npos);
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

TEST(AssessWords, OfARuleWithTwoEventsTheDayIsGivenWithItsEvent) {
  recount::PlaceAssessment place = first_place();
  law::Deadline& deadline = place.answer->petition.deadline;
  deadline.skipped.clear();
  deadline.status = law::DeadlineStatus::Unknown;
  deadline.event = "county_certification";
  deadline.until = base::LocalTime{base::Date::of(2000, 11, 14), base::TimeOfDay{1020}};
  deadline.words = "before the county certifies, or if later 72 hours after midnight";
  place.clock_start = election::Moment{base::Date::of(2000, 11, 14), {}};
  EXPECT_EQ(answer_to(place, "By when?"),
            "Tue 14 Nov 2000, 17:00: before the county certifies, or if later 72 hours after "
            "midnight; the county certifies: Tue 14 Nov 2000");
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
