#include "report/assess_sample_test.h"

namespace recanvass::report_test {
namespace {

using base::Date;
using election::VoteCount;
using law::Verdict;

base::LocalTime local_moment(const char* text) { return base::LocalTime::parse(text).value(); }

law::Answer wisconsin_law() {
  law::Answer answer;
  answer.statute_id = "us-wi-2015";
  answer.automatic = Verdict::No;
  answer.automatic_words = "this law has no automatic recount";
  answer.margin_shares = {
      {"total_office", "all votes for the office", VoteCount(22617), VoteCount(2975753)}};
  answer.petition.allowed = Verdict::Yes;
  answer.petition.allowed_words = "any candidate who got votes may ask";
  answer.petition.free = Verdict::No;
  answer.petition.free_limit_votes = VoteCount(7439);
  answer.petition.fee.words = "the estimated cost, paid beforehand";
  answer.petition.refund = "the outcome changes";
  answer.petition.deadline.until = local_moment("2016-11-25T17:00");
  answer.petition.deadline.hour_stated = true;
  answer.petition.deadline.event = "last_county_canvass_received";
  answer.petition.deadline.status = law::DeadlineStatus::Today;
  answer.petition.deadline.words =
      "5 pm on the third business day after the last county canvass is received: Fri 25 Nov 2016, "
      "5 pm";
  answer.petition.deadline.skipped = {"Thu 24 Nov 2016 (Thanksgiving Day)"};
  answer.method = "by hand or machine, as each board decides";
  answer.confidence = law::Confidence::Medium;
  answer.citation = "Wis. Stat. 9.01";
  answer.unknown = {"something of the law"};
  answer.read_the_statute = {"opponent may ask for other wards within 2 days"};
  return answer;
}

recount::PlaceAssessment wisconsin_place() {
  recount::PlaceAssessment place;
  place.contest = {"president"};
  place.jurisdiction = {"us-wi"};
  place.jurisdiction_name = "Wisconsin";
  place.law_of = election::JurisdictionId{"us-wi"};
  place.in_focus = true;
  place.electors = election::ElectorCount(10);
  place.figures = recount::FigureSource{{"wi-canvass"},
                                        election::ResultKind::OriginalCanvass,
                                        election::LegalStatus::Canvassed,
                                        Date::of(2016, 11, 25),
                                        "the Commission",
                                        ""};
  election::Standing standing;
  standing.leader = {"trump"};
  standing.runner_up = {"clinton"};
  standing.reported_margin = VoteCount(22617);
  standing.total_votes = VoteCount(2975753);
  standing.press = true;
  place.standing = standing;
  place.needed = recount::change_needed(VoteCount(22617));
  recount::PetitionerStanding stein;
  stein.choice = {"stein"};
  stein.name = "Jill Stein";
  stein.place = 4;
  stein.behind_leader = VoteCount(1373434);
  stein.accepted = Verdict::Yes;
  place.petitioner = stein;
  place.answer = wisconsin_law();
  place.clock_start = election::Moment{Date::of(2016, 11, 21), std::nullopt};
  place.cautions = {"The figures are a press report, not an official count."};
  return place;
}

recount::PlaceAssessment other_place(const char* id, std::optional<std::int64_t> difference) {
  recount::PlaceAssessment place = wisconsin_place();
  place.jurisdiction = {id};
  place.jurisdiction_name = id;
  place.in_focus = false;
  place.standing->press = false;
  place.standing->reported_margin.reset();
  place.needed.reset();
  if (difference) place.standing->reported_margin = VoteCount(*difference);
  place.answer->margin_shares[0].reported_margin = VoteCount(difference.value_or(0));
  return place;
}

}  // namespace

election::Election sample_election() {
  election::Election election;
  election.id = "us-2016";
  election.name = "President 2016";
  election::Contest contest;
  contest.id = {"president"};
  contest.choices = {{{"trump"}, "Donald J. Trump", "", false, false},
                     {{"clinton"}, "Hillary Clinton", "", false, false},
                     {{"stein"}, "Jill Stein", "", false, false}};
  election.contests = {contest};
  return election;
}

recount::Assessment sample_assessment() {
  recount::Assessment assessment;
  assessment.election_id = "us-2016";
  assessment.election_name = "President 2016";
  assessment.election_day = Date::of(2016, 11, 8);
  assessment.law_on = Date::of(2016, 11, 8);
  assessment.as_of = local_moment("2016-11-25T00:00");
  assessment.petitioner = election::ChoiceId{"stein"};
  assessment.petitioner_name = "Jill Stein";
  assessment.places = {wisconsin_place(), other_place("us-az", 91234),
                       other_place("us-ca", std::nullopt), other_place("us-zz", std::nullopt)};
  assessment.places[1].answer->petition.allowed = Verdict::No;
  assessment.places[3].answer.reset();
  return assessment;
}

}  // namespace recanvass::report_test
