#include "report/brief_sample_test.h"

#include "report/brief_answers.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

using base::Date;
using base::UsdCents;
using election::VoteCount;

BriefFigure figure(std::string set, Date known_on, std::int64_t votes,
                   std::optional<std::int64_t> total) {
  BriefFigure made;
  made.result_set = std::move(set);
  made.kind = election::ResultKind::OriginalCanvass;
  made.status = election::LegalStatus::Reported;
  made.known_on = known_on;
  made.source = "source of " + made.result_set;
  made.leader = "Donald J. Trump";
  made.runner_up = "Hillary Clinton";
  made.reported_margin = VoteCount(votes);
  if (total) made.total_votes = VoteCount(*total);
  return made;
}

BriefState wisconsin() {
  BriefState state;
  state.id = "us-wi";
  state.name = "Wisconsin";
  state.place = "Wisconsin";
  state.focus = true;
  state.electors = 10;
  state.figure = figure("wi-first-canvass", Date::of(2016, 11, 25), 22177, 2975313);
  BriefFigure press = figure("wi-press-22-nov", Date::of(2016, 11, 22), 27000, {});
  press.kind = election::ResultKind::Unofficial;
  press.press = true;
  press.rounded_to = 1000;
  state.others = {press};
  BriefLaw law;
  law.petitioner = "Jill Stein";
  law.answer.statute_id = "us-wi-2015";
  law.answer.citation = "Wis. Stat. § 9.01 (2015-16)";
  law.answer.confidence = law::Confidence::High;
  law.answer.automatic = law::Verdict::No;
  law.answer.automatic_words = "Wisconsin has no automatic recount";
  law.answer.petition.allowed = law::Verdict::Yes;
  law.answer.petition.allowed_words = "any candidate voted for at the election may petition";
  law.answer.petition.fee.words = "the petitioner prepays the counties' estimate";
  law.answer.petition.refund = "what the count did not cost";
  law.answer.petition.deadline.until =
      base::LocalTime{Date::of(2016, 11, 25), base::TimeOfDay(17 * 60)};
  law.answer.petition.deadline.words = "5 pm on the third business day after the last canvass";
  law.answer.method = "each board of canvassers chooses machine or hand";
  law.answer.completion = "within 13 days of the order";
  state.law = law;
  state.change = BriefChange{"Hillary Clinton", 22177, 11089, 22178, base::Rational(785, 100)};
  state.probabilities = {
      {"A recount that changes Wisconsin is below what a model can say (<b>)", "reference class"}};
  state.paper = BriefPaper{"5%", 836, 142870, 2975313, "super-simple, gamma 1.03905"};
  return state;
}

BriefState michigan() {
  BriefState state;
  state.id = "us-mi";
  state.name = "Michigan";
  state.place = "Michigan";
  state.focus = true;
  state.electors = 16;
  state.figure = figure("mi-certified", Date::of(2016, 11, 28), 10704, 4799284);
  state.figure->status = election::LegalStatus::Certified;
  BriefLaw law;
  law.answer.statute_id = "us-mi-1999";
  law.answer.citation = "MCL 168.879";
  law.answer.confidence = law::Confidence::Medium;
  law.answer.automatic = law::Verdict::No;
  law.answer.petition.allowed = law::Verdict::Unknown;
  law.answer.petition.allowed_words = "whether the petitioner is aggrieved is contested";
  state.law = law;
  state.change = BriefChange{"Hillary Clinton", 10704, 5353, 10705, base::Rational(235, 100)};
  return state;
}

BriefState pennsylvania() {
  BriefState state;
  state.id = "us-pa";
  state.name = "Pennsylvania";
  state.place = "Pennsylvania";
  state.focus = true;
  state.electors = 20;
  state.figure = figure("pa-press-29-nov", Date::of(2016, 11, 29), 71000, {});
  state.figure->press = true;
  state.figure->rounded_to = 1000;
  state.figure->kind = election::ResultKind::Unofficial;
  state.figure->precision = election::DatePrecision::NotAfter;
  return state;
}

BriefCollege college() {
  BriefCollege made;
  made.leader = "Donald J. Trump";
  made.challenger = "Hillary Clinton";
  made.leader_electors = 306;
  made.challenger_electors = 232;
  made.needed = 270;
  made.ladder = {{"Michigan", 16, 10704, 5353, 248},
                 {"Wisconsin", 10, 22748, 11375, 258},
                 {"Pennsylvania", 20, 44292, 22147, 278}};
  made.sets = {{{"Michigan", "Wisconsin", "Pennsylvania"}, 77744, 38875, 278, false}};
  made.ties = {{{"Michigan", "Pennsylvania", "Nebraska 2"}, 58113, 29058, 269, true}};
  made.unknown_units = {"Ohio", "Utah"};
  made.method = "exact dynamic programming";
  return made;
}

}  // namespace

Briefing sample_briefing() {
  Briefing made;
  made.election_id = "us-2016-president";
  made.election_name = "President of the United States, 8 November 2016";
  made.election_day = Date::of(2016, 11, 8);
  made.as_of = base::LocalTime{Date::of(2016, 11, 29), base::TimeOfDay(0)};
  made.petitioner = "Jill Stein";
  BriefState ohio;
  ohio.id = "us-oh";
  ohio.name = "Ohio";
  ohio.place = "Ohio";
  ohio.figure = figure("oh-press-call", Date::of(2016, 11, 12), 0, {});
  ohio.figure->reported_margin.reset();
  ohio.figure->press = true;
  BriefState utah;
  utah.id = "us-ut";
  utah.name = "Utah";
  utah.place = "Utah";
  made.states = {wisconsin(), michigan(), pennsylvania(), ohio, utah};
  made.happenings = {
      {Date::of(2016, 11, 25),
       "Wisconsin",
       election::HappeningKind::Petition,
       "Petition for a recount",
       "Jill Stein",
       {},
       "Elections Commission"},
      {Date::of(2016, 11, 29), "Wisconsin", election::HappeningKind::Payment, "Estimated cost paid",
       "Jill Stein", UsdCents(349968900), "Elections Commission"},
      {Date::of(2016, 11, 29),
       "Wisconsin",
       election::HappeningKind::Order,
       "Recount ordered",
       "Elections Commission",
       {},
       "Elections Commission"}};
  made.questions = {{"Did machines & people differ?", "a group", "Wisconsin",
                     Date::of(2016, 11, 22), election::QuestionStatus::Disputed,
                     Date::of(2016, 11, 23), "Compared <with care>, no", "a paper"}};
  made.funds = {{"Recount fund", Date::of(2016, 11, 24), UsdCents(450000000),
                 election::AmountPrecision::About, UsdCents(450000000), "press"},
                {"Recount fund", Date::of(2016, 11, 28), UsdCents(630000000),
                 election::AmountPrecision::About, UsdCents(700000000), "press"}};
  made.dates = {{{Date::of(2016, 11, 28), {}}, "Michigan", "state certification", "Board", false},
                {{Date::of(2016, 12, 13), {}}, "", "safe harbor", "3 U.S.C. 5", true},
                {{Date::of(2016, 12, 19), {}}, "", "electors meet", "3 U.S.C. 7", true}};
  made.past_recounts = {{"2006-VT-AUD", "Vermont auditor 2006", -239, 251502, true, false},
                        {"2016-WI-PRES", "Wisconsin president 2016", 131, 2975753, false, false},
                        {"2008-MN-SEN", "Minnesota senator 2008", -440, 2424946, true, false},
                        {"2021-PA-SUP", "Pennsylvania court 2021", 5550, 2590000, false, true}};
  made.college = college();
  made.history = {{"The popular vote is wider than in 1960", "reference/popular-vote.csv"}};
  return made;
}

std::string text_of(const Briefing& briefing, const std::string& answer) {
  std::string text;
  for (const BriefAnswer& given : answer_seven(briefing)) {
    if (given.id != answer) continue;
    for (const Sentence& sentence : given.sentences) {
      text += sentence.topic + ": " + sentence.text;
      for (const Mark mark : sentence.marks) text += " {" + name_of(mark) + "}";
      text += "\n";
    }
  }
  return text;
}

bool has_part(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void expect_holds(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "wanted: " << part << "\nin:\n" << text;
}

void expect_lacks(const std::string& text, const std::string& part) {
  EXPECT_EQ(text.find(part), std::string::npos) << "unwanted: " << part << "\nin:\n" << text;
}

}  // namespace recanvass::report
