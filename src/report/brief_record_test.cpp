#include "report/brief_sample_test.h"
#include "report/brief_sentences.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(BriefRecord, ALeadThatIsNotCertifiedNamesTheOpenChallenges) {
  const std::string open = "How many challenged ballots are still open is unknown.";
  for (const Sentence& sentence : answer_states(sample_briefing())) {
    if (sentence.text.find(" ahead of ") == std::string::npos) continue;
    const bool certified = sentence.text.find("certified") != std::string::npos;
    EXPECT_EQ(sentence.text.find(open) == std::string::npos, certified) << sentence.text;
  }
}

TEST(BriefRecord, PressFiguresAndRoundedOnesAreMarked) {
  const std::string text = text_of(sample_briefing(), "states");
  expect_holds(text, "Pennsylvania: Donald J. Trump is about 71,000 votes ahead");
  expect_holds(text, "{press} {rounded}");
  expect_holds(text, "Another figure on record: about 27,000 votes (22 November 2016, press).");
  expect_holds(text, "0.745% of 2,975,313 votes");
  expect_lacks(text, "not used");
}

TEST(BriefRecord, ALeaderWithoutADifferenceIsUnknownNeverZero) {
  Briefing briefing = sample_briefing();
  for (BriefState& state : briefing.states) state.focus = state.id == "us-oh";
  const std::string text = text_of(briefing, "states");
  expect_holds(text, "is named as ahead of Hillary Clinton; by how many votes is unknown");
  expect_lacks(text, "0 votes ahead");
}

TEST(BriefRecord, ARecountConfirmsTheWinnerNeverTheCount) {
  Briefing briefing = sample_briefing();
  BriefState& state = briefing.states[0];
  state.others.push_back(*state.figure);
  state.others.back().reported_margin = election::VoteCount(22617);
  state.figure->kind = election::ResultKind::Recount;
  state.figure->status = election::LegalStatus::Certified;
  state.figure->reported_margin = election::VoteCount(22748);
  const std::string text = text_of(briefing, "states");
  expect_holds(text,
               "The recount confirms the winner: Donald J. Trump was 22,617 votes ahead and is "
               "22,748 votes ahead, a change of +131.");
  expect_lacks(text, "confirms the count");
  state.others.back().leader = "Hillary Clinton";
  expect_holds(text_of(briefing, "states"), "The recount changed who is ahead: Hillary Clinton by");
}

TEST(BriefRecord, ARecountIsHeldAgainstTheFirstCountAndNotAgainstAnotherRecount) {
  Briefing briefing = sample_briefing();
  BriefState& state = briefing.states[0];
  state.figure->kind = election::ResultKind::Recount;
  state.figure->known_on = base::Date::of(2000, 11, 26);
  state.figure->reported_margin = election::VoteCount(537);
  BriefFigure first = *state.figure;
  first.kind = election::ResultKind::Unofficial;
  first.known_on = base::Date::of(2000, 11, 8);
  first.reported_margin = election::VoteCount(1784);
  BriefFigure machines = *state.figure;
  machines.known_on = base::Date::of(2000, 11, 10);
  machines.reported_margin = election::VoteCount(327);
  BriefFigure later = first;
  later.known_on = base::Date::of(2000, 11, 24);
  later.reported_margin = election::VoteCount(930);
  state.others = {first, machines, later};
  expect_holds(text_of(briefing, "states"), "was 1,784 votes ahead and is 537 votes ahead");
}

TEST(BriefRecord, WhatTheLawWasPutToIsSaidWhereItIsNotTheFigureTold) {
  Briefing briefing = sample_briefing();
  expect_lacks(text_of(briefing, "states"), "What the law asks is put to");
  BriefLaw& law = *briefing.states[0].law;
  law.tested = "Ann led by 7,316 votes (canvassed, known on 15 April 2011)";
  expect_holds(text_of(briefing, "states"), "put to the count and not to the audit: Ann led by");
  law.recounted = true;
  expect_holds(text_of(briefing, "states"),
               "What the law asks is put to the count before the recount: Ann led by 7,316 votes");
}

TEST(BriefRecord, AVoidRecountIsKeptAndSaidToHaveNoEffect) {
  Briefing briefing = sample_briefing();
  BriefFigure partial = *briefing.states[1].figure;
  partial.kind = election::ResultKind::PartialRecount;
  partial.status = election::LegalStatus::Void;
  partial.note = "Halted on 7 December";
  briefing.states[1].others.push_back(partial);
  const std::string text = text_of(briefing, "states");
  expect_holds(text, "Kept, but of no legal effect: partial recount, void");
  expect_holds(text, "Halted on 7 December. {void}");
}

}  // namespace
}  // namespace recanvass::report
