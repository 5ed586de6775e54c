#include "report/flip_text.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::report {
namespace {

using election::VoteCount;

outlook::FlipOutlook small_answer() {
  outlook::FlipOutlook answer;
  answer.election_name = "A close election";
  answer.contest.choices = {{{"a"}, "Ann", "", false, false}, {{"b"}, "Ben", "", false, false}};
  outlook::UnitOutlook unit;
  unit.unit.id = {"us-xx"};
  unit.unit.name = "Exland";
  unit.unit.total_votes = VoteCount(1000000);
  unit.to_flip = outlook::VotesToFlip{{"b"}, VoteCount(22748), VoteCount(11375), VoteCount(22749)};
  answer.units.push_back(unit);
  answer.names[unit.unit.id] = unit.unit.name;
  return answer;
}

std::string said(const outlook::FlipOutlook& answer) { return flip_text(answer, {80, false}); }

TEST(FlipText, SaysVotesToSwitchAndNeverMoreThanEightyColumns) {
  const std::string text = said(small_answer());
  EXPECT_NE(text.find("11,375"), std::string::npos);
  EXPECT_NE(text.find("2.275%"), std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 80) << line;
}

TEST(FlipText, AnUnknownFigureIsSaidToBeUnknown) {
  outlook::FlipOutlook answer = small_answer();
  answer.units.front().to_flip.reset();
  EXPECT_NE(said(answer).find("unknown"), std::string::npos);
}

TEST(FlipText, ARefusedCollegeAndAPartialPackageSayWhy) {
  outlook::FlipOutlook answer = small_answer();
  answer.college.emplace();
  answer.college->refusal = "Nobody can say.";
  answer.college->covers_country = false;
  const std::string text = said(answer);
  EXPECT_NE(text.find("Nobody can say."), std::string::npos);
  EXPECT_NE(text.find("The package holds 0 of the"), std::string::npos);
}

outlook::FlipOutlook joined_answer(bool alone) {
  outlook::FlipOutlook answer = small_answer();
  answer.college.emplace();
  outlook::FlipSet set;
  set.units = {{"us-xx"}};
  answer.college->outright.sets = {set};
  answer.college->majority_of = outlook::MajorityOf::All;
  answer.college->electors_all = election::ElectorCount(538);
  answer.college->needed = election::ElectorCount(270);
  answer.joint.emplace();
  answer.joint->alone = alone;
  answer.joint->rows = {{stats::Copula::Gaussian, 0.0, 0.02, 0.02}};
  if (!alone) answer.joint->rows.push_back({stats::Copula::Gaussian, 0.3, 0.02, 0.02});
  answer.joint->challenger_wins = {0.0, 0.02};
  answer.joint->left_out = {{"us-xx"}};
  answer.joint->cheapest_set = {{"us-xx"}};
  return answer;
}

TEST(FlipText, ABoundIsForTheseChancesAndNamesWhoTakesNoPart) {
  const std::string text = flip_text(joined_answer(false), {120, false});
  EXPECT_NE(text.find("given these chances, at most 2.0%"), std::string::npos) << text;
  EXPECT_NE(text.find("Of the cheapest set: Exland"), std::string::npos) << text;
  EXPECT_NE(text.find("270 of 538 needed"), std::string::npos) << text;
  EXPECT_EQ(text.find("never above"), std::string::npos);
}

TEST(FlipText, OneUnitAloneIsNotTogetherAndErrsAlikeWithNobody) {
  const std::string text = said(joined_answer(true));
  EXPECT_EQ(text.find("Exland together"), std::string::npos) << text;
  EXPECT_EQ(text.find("err alike;"), std::string::npos) << text;
  EXPECT_EQ(text.find("copula"), std::string::npos) << text;
}

TEST(FlipText, TheMultipleIsOfTheShareAndATieHasNone) {
  outlook::FlipOutlook answer = small_answer();
  answer.units.front().times_largest_votes = 9.9;
  answer.units.front().times_largest_share = 3.4;
  EXPECT_NE(said(answer).find("3.4x"), std::string::npos);
  EXPECT_EQ(said(answer).find("9.9x"), std::string::npos);
  answer.units.front().times_largest_share.reset();
  answer.units.front().no_class = "a tie is decided by the tie law";
  EXPECT_NE(said(answer).find("decided by the tie law"), std::string::npos);
  EXPECT_EQ(said(answer).find("0.0x"), std::string::npos);
}

TEST(FlipText, WithoutFiguresOneSentenceAndNoTableAndOtherContestsAreNamed) {
  outlook::FlipOutlook answer = small_answer();
  answer.units.clear();
  answer.other_contests = {{"senate"}};
  const std::string text = said(answer);
  EXPECT_NE(text.find("Not looked at: senate"), std::string::npos);
  EXPECT_NE(text.find("nothing can be said"), std::string::npos);
  EXPECT_EQ(text.find("To switch"), std::string::npos);
  EXPECT_EQ(text.find("What this rests on"), std::string::npos);
}

TEST(FlipText, IndependenceIsCalledAFloorWhereverItIsPrinted) {
  outlook::FlipOutlook answer = small_answer();
  answer.college.emplace();
  answer.joint.emplace();
  answer.joint->rows = {{stats::Copula::Gaussian, 0.0, 1e-4, 1e-3},
                        {stats::Copula::Gaussian, 0.3, 2e-4, 1e-3}};
  answer.joint->challenger_wins = {0.0, 0.001};
  const std::string text = said(answer);
  EXPECT_NE(text.find("a floor, not"), std::string::npos);
  EXPECT_NE(text.find("By accident"), std::string::npos);
  EXPECT_EQ(text.find("1 in 10,000 to"),
            std::string::npos);  // the first screen leaves the floor out
}

TEST(FlipText, TheRangeOnTheFirstScreenReachesToOneShiftForAll) {
  outlook::FlipOutlook answer = joined_answer(false);
  answer.joint->rows = {{stats::Copula::Gaussian, 0.3, 1e-5, 1e-5},
                        {stats::Copula::Gaussian, 0.8, 1e-4, 1e-4}};
  answer.joint->together = 5e-4;
  const std::string text = flip_text(answer, {200, false});
  EXPECT_NE(text.find("1 in 100,000 to 1 in 2,000, by how much"), std::string::npos) << text;
}

TEST(FlipText, EachWeaknessOfASetsFiguresHasItsWord) {
  outlook::FlipOutlook answer = joined_answer(true);
  answer.college->outright.sets.front().approximate = true;
  outlook::ElectoralUnit& unit = answer.units.front().unit;
  const auto figures = [&] {
    const std::string text = flip_text(answer, {200, false});
    const std::size_t from = text.find("(figures: ");
    return from == std::string::npos ? "none" : text.substr(from, text.find(')', from) - from + 1);
  };
  EXPECT_EQ(figures(), "(figures: not certified)");
  unit.status = election::LegalStatus::Certified;
  EXPECT_EQ(figures(), "(figures: certified)");
  unit.press = true;
  EXPECT_EQ(figures(), "(figures: press)");
  unit.rounded_to = VoteCount(1000);
  EXPECT_EQ(figures(), "(figures: rounded by the press)");
  unit.verified = false;
  EXPECT_EQ(figures(), "(figures: rounded by the press, unconfirmed)");
  answer.college->outright.sets.front().approximate = false;
  EXPECT_EQ(figures(), "none");
}

TEST(FlipText, ALongNameIsWrappedLikeTheRest) {
  outlook::FlipOutlook answer = small_answer();
  for (int i = 0; i < 12; ++i) answer.election_name += " election";
  std::istringstream lines(said(answer));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 80) << line;
}

TEST(FlipText, AnUndecidedUnitIsNamedAndEachWayItCanComeOutIsTold) {
  outlook::FlipOutlook answer = small_answer();
  answer.names[election::JurisdictionId{"us-yy"}] = "Wyeland";
  answer.college.emplace();
  outlook::College& college = *answer.college;
  college.winner = election::ChoiceId{"a"};
  college.challenger = election::ChoiceId{"b"};
  college.undecided = {{"us-yy"}};
  college.undecided_electors = election::ElectorCount(5);
  outlook::Resolution one;
  one.given = {{{"us-yy"}, {"a"}}};
  one.electors = {{{"a"}, election::ElectorCount(9)}, {{"b"}, election::ElectorCount(4)}};
  one.outcome = outlook::CollegeOutcome::WinnerKeeps;
  outlook::FlipSet set;
  set.units = {{"us-xx"}};
  set.switched = VoteCount(11375);
  one.outright.sets = {set};
  outlook::Resolution other = one;
  other.given = {{{"us-yy"}, {"b"}}};
  other.electors = {{{"b"}, election::ElectorCount(9)}, {{"a"}, election::ElectorCount(4)}};
  other.outcome = outlook::CollegeOutcome::ChallengerWins;
  college.resolutions = {one, other};
  const std::string text = flip_text(answer, {120, false});
  EXPECT_NE(text.find("Wyeland, 5 electors: tied, or nobody is known to lead"), std::string::npos)
      << text;
  EXPECT_NE(text.find("all to Ann  9–4  Ann has it; to flip it: Exland, 11,375 switched"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("all to Ben  4–9  Ben has the majority"), std::string::npos) << text;
}

outlook::FlipOutlook answer_with_history() {
  outlook::FlipOutlook answer = small_answer();
  answer.college.emplace();
  answer.college->winner = election::ChoiceId{"a"};
  answer.college->pledged = {{{"a"}, election::ElectorCount(306)},
                             {{"b"}, election::ElectorCount(232)}};
  answer.college->electors_appointed = election::ElectorCount(538);
  answer.college->needed = election::ElectorCount(270);
  answer.college->refusal = "Nobody can say.";
  answer.history.emplace();
  outlook::PopularVote& vote = answer.history->vote;
  vote.leader = {"b"};
  vote.other = {"a"};
  vote.leader_votes = VoteCount(41);
  vote.other_votes = VoteCount(40);
  vote.total_votes = VoteCount(100);
  vote.leader_behind_in_pledged = true;
  return answer;
}

TEST(FlipText, ThePopularVoteNamesBothAndSaysThatItsLeaderLostTheCollege) {
  outlook::FlipOutlook answer = answer_with_history();
  std::string text = flip_text(answer, {200, false});
  EXPECT_NE(text.find("Ben leads Ann by 1 vote, 1.23% of the votes for the two and 1.00% of all "
                      "votes (sum of returns)."),
            std::string::npos)
      << text;
  // Electors who have not voted have decided nothing.
  EXPECT_NE(text.find("Ben is behind in electors pledged by the figures so far: Ann 306 and Ben "
                      "232."),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("lost the Electoral College"), std::string::npos) << text;
  answer.college->cast = {{{"a"}, election::ElectorCount(304)},
                          {{"b"}, election::ElectorCount(227)}};
  answer.history->vote.leader_lost_college = true;
  text = flip_text(answer, {200, false});
  EXPECT_NE(text.find("Ben lost the Electoral College, as cast."), std::string::npos) << text;
  answer.history->vote.leader_lost_college = false;
  text = flip_text(answer, {200, false});
  EXPECT_EQ(text.find("is behind in electors"), std::string::npos) << text;
}

TEST(FlipText, ANationalTallySaysItsDay) {
  outlook::FlipOutlook answer = answer_with_history();
  outlook::PopularVote& vote = answer.history->vote;
  vote.basis = outlook::TallyBasis::NationalTally;
  vote.press = true;
  vote.total_complete = false;
  vote.tallied_on = base::Date::of(2016, 11, 23);
  const std::string text = flip_text(answer, {200, false});
  EXPECT_NE(text.find("1.23% of the votes for the two (press tally of 23 November 2016)."),
            std::string::npos)
      << text;
}

TEST(FlipText, VotesAsCastIncludeThoseOfAUnitThatIsAskedToAppointNobody) {
  outlook::FlipOutlook answer = answer_with_history();
  answer.college->cast = {{{"a"}, election::ElectorCount(304)}};
  EXPECT_EQ(said(answer).find("as they voted"), std::string::npos);
  answer.college->appoints_none = {{"us-xx"}};
  const std::string text = flip_text(answer, {200, false});
  EXPECT_NE(text.find("Ann 304; as they voted, with those of Exland"), std::string::npos) << text;
}

TEST(FlipText, ABoundOnAClassOfRecountsIsNotCalledOneOnThisContest) {
  outlook::FlipOutlook answer = small_answer();
  answer.units.front().reference.emplace();
  answer.units.front().reference->inside = true;
  answer.units.front().reference->raw = {24, 2, 0.24};
  const std::string text = flip_text(answer, {200, false});
  EXPECT_NE(text.find("2 of 24 recounts of a lead at least as wide changed the outcome: over such "
                      "leads at most 24% on average (95% confidence), which is no bound on this "
                      "one"),
            std::string::npos)
      << text;
  answer.units.front().reference->raw = {0, 0, 1.0};
  EXPECT_NE(flip_text(answer, {200, false}).find("the record sets no bound"), std::string::npos);
}

TEST(FlipText, HistorySaysItsYearsAndEachLeadAndMarksAnUnconfirmedOne) {
  outlook::FlipOutlook answer = answer_with_history();
  outlook::PopularVoteRecord record;
  record.year = 2024;
  record.winner = "Cyd";
  record.winner_votes = 50;
  record.opponent_votes = 49;
  record.total_votes = 200;
  record.confidence = "low";
  answer.history->wider_than = {{record, true}};
  record.winner_votes = 60;
  answer.history->narrower_than = {{record, true}};
  answer.history->first_year = 1824;
  answer.history->last_year = 2024;
  const std::string text = flip_text(answer, {300, false});
  EXPECT_NE(text.find("beside history, 1824 to 2024, by share of the votes for the two:"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("Wider than the lead of Cyd 2024 (1.01%, unconfirmed)."), std::string::npos)
      << text;
  EXPECT_NE(text.find("Not wider than the lead of 1"), std::string::npos) << text;
}

TEST(FlipText, OneJurisdictionOrUnitIsNotSeveral) {
  outlook::FlipOutlook answer = joined_answer(true);
  answer.unknown = {{"us-yy"}};
  answer.college->unknown_margin = {{"us-zz"}};
  const std::string text = flip_text(answer, {200, false});
  EXPECT_NE(text.find("Unknown on the day: us-yy.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("the difference in 1 unit, so sets that need it"), std::string::npos) << text;
}

TEST(FlipText, AUnitThatAppointsNobodyIsSaidToAppointNobody) {
  outlook::FlipOutlook answer = joined_answer(true);
  answer.units.front().unit.electors = election::ElectorCount(10);
  EXPECT_EQ(said(answer).find("as asked"), std::string::npos);
  answer.college->appoints_none = {{"us-xx"}};
  std::string text = said(answer);
  EXPECT_NE(text.find("Exland appoints no electors, as asked."), std::string::npos) << text;
  const std::size_t row = text.find("  Exland ");
  ASSERT_NE(row, std::string::npos) << text;
  EXPECT_NE(text.substr(row, text.find('\n', row) - row).find("none"), std::string::npos) << text;
  answer.names[{"us-yy"}] = "Wyeland";
  answer.college->appoints_none.push_back({"us-yy"});
  text = said(answer);
  EXPECT_NE(text.find("Exland and Wyeland appoint no electors"), std::string::npos) << text;
}

}  // namespace
}  // namespace recanvass::report
