#include "law/knowledge.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::law {
namespace {

RecountStatute half_percent_statute() {
  RecountStatute statute;
  statute.id = "us-xx-2016";
  statute.jurisdiction = {"us-xx"};
  statute.in_force.to.precision = DayPrecision::Open;
  statute.source_date = "2024";
  statute.confidence = Confidence::High;
  statute.payer = "petitioner";
  statute.fee.kind = "bond";
  Tier tier;
  tier.any_of = {{{},
                  {MarginShare{{1, 200}, MarginBase::VotesForOffice, Comparison::AtMost}},
                  Combination::And}};
  statute.automatic.exists = Verdict::Yes;
  statute.automatic.tiers = {tier};
  statute.automatic.president = Coverage::Unclear;
  statute.petition.exists = Verdict::Yes;
  statute.petition.president = Coverage::Yes;
  statute.petition.who = {parse_petitioner("losing_candidate").value()};
  return statute;
}

Facts close_contest(std::int64_t behind) {
  Facts facts;
  facts.reported_margin = election::VoteCount{behind};
  facts.total_votes = election::VoteCount{1000000};
  return facts;
}

Answer ask(const RecountStatute& statute, const Facts& facts) {
  return apply(statute, facts, {}, std::nullopt);
}

TEST(Apply, PresidentialElectorsThatTheTextDoesNotNameLeaveACloseMarginUnknown) {
  Facts facts = close_contest(5000);
  EXPECT_EQ(ask(half_percent_statute(), facts).automatic, Verdict::Yes);
  facts.office = election::Office::President;
  const Answer answer = ask(half_percent_statute(), facts);
  EXPECT_EQ(answer.automatic, Verdict::Unknown);
  ASSERT_FALSE(answer.unknown.empty());
  EXPECT_NE(answer.unknown[0].find("presidential electors"), std::string::npos);
  EXPECT_EQ(ask(half_percent_statute(),
                [] {
                  Facts wide = close_contest(5001);
                  wide.office = election::Office::President;
                  return wide;
                }())
                .automatic,
            Verdict::No)
      << "beyond the limit it is none either way";
}

TEST(Apply, AContestOutsideTheRecordIsUnknownUnlessTheRuleExcludesIt) {
  RecountStatute statute = half_percent_statute();
  statute.automatic.scope.classes = *classes_named("any_statewide");
  Facts facts = close_contest(10);
  facts.office = election::Office::County;
  EXPECT_EQ(ask(statute, facts).automatic, Verdict::Unknown);
  statute.automatic.outside = Verdict::No;
  EXPECT_EQ(ask(statute, facts).automatic, Verdict::No);
}

TEST(Apply, WithoutTiersThereIsNoAutomaticRecountWhateverIsUnknown) {
  RecountStatute statute = half_percent_statute();
  statute.automatic.tiers.clear();
  EXPECT_EQ(ask(statute, Facts{}).automatic, Verdict::No);
}

TEST(Apply, ALowerPlacedPetitionerIsContestedWhereTheStatuteSaysSo) {
  RecountStatute statute = half_percent_statute();
  statute.petition.who = {parse_petitioner("candidate").value()};
  statute.petition.contested = LowerPlaced{
      3, "only the aggrieved may ask", {{base::Date::of(2022, 12, 6), "a court agreed"}}};
  Facts facts = close_contest(10);
  facts.petitioner = Facts::Petitioner{election::VoteCount{100}, election::VoteCount{400000}, 4};
  const Answer fourth = ask(statute, facts);
  EXPECT_EQ(fourth.petition.allowed, Verdict::Unknown);
  EXPECT_EQ(fourth.petition.allowed_words,
            "any candidate may ask; contested: only the aggrieved may ask; a court agreed; any "
            "margin");
  const auto words_on = [&](int day) {
    const base::LocalTime as_of{base::Date::of(2022, 12, day), base::TimeOfDay{0}};
    return apply(statute, facts, {}, as_of).petition.allowed_words;
  };
  EXPECT_EQ(words_on(5),
            "any candidate may ask; contested: only the aggrieved may ask; any margin");
  EXPECT_EQ(words_on(6), fourth.petition.allowed_words);
  facts.petitioner->place = 2;
  EXPECT_EQ(ask(statute, facts).petition.allowed, Verdict::Yes);
  facts.petitioner = Facts::Petitioner{};
  EXPECT_EQ(ask(statute, facts).petition.allowed, Verdict::Unknown) << "the place is not known";
}

TEST(Apply, AFeeThatIsNotRecordedIsNotFree) {
  RecountStatute statute = half_percent_statute();
  statute.fee.kind = "none";
  statute.payer = "unspecified";
  EXPECT_EQ(ask(statute, close_contest(10)).petition.free, Verdict::Unknown);
  statute.payer = "state";
  const Answer paid = ask(statute, close_contest(10));
  EXPECT_EQ(paid.petition.free, Verdict::Yes);
  EXPECT_EQ(paid.petition.fee.total, base::UsdCents{0});
}

TEST(Apply, ARefusedPetitionIsNotCalledFree) {
  RecountStatute statute = half_percent_statute();
  statute.fee.kind = "none";
  statute.payer = "state";
  statute.petition.tiers = statute.automatic.tiers;
  const Answer refused = ask(statute, close_contest(5001));
  EXPECT_EQ(refused.petition.allowed, Verdict::No);
  EXPECT_EQ(refused.petition.free, Verdict::No);
  EXPECT_EQ(refused.petition.limit_votes, election::VoteCount{5000});
}

TEST(Apply, ProseIsShownForTheContestsItIsAbout) {
  RecountStatute statute = half_percent_statute();
  Scope wards;
  wards.classes = *classes_named("ward");
  statute.petition.prose = {{wards, "of wards"}, {{}, "of all"}};
  EXPECT_EQ(ask(statute, close_contest(10)).read_the_statute, std::vector<std::string>{"of all"});
}

TEST(Apply, APetitionWithoutARecordedDeadlineSaysSo) {
  const Answer answer = ask(half_percent_statute(), close_contest(10));
  EXPECT_EQ(answer.petition.deadline.status, DeadlineStatus::Unknown);
  EXPECT_NE(answer.petition.deadline.words.find("read the statute"), std::string::npos);
}

TEST(Apply, WhoPaysMayHaveAnotherLastDayThanWhoDoesNot) {
  RecountStatute statute = half_percent_statute();
  statute.fee.free = statute.automatic.tiers;
  Term week;
  week.amount = 7;
  week.event = "canvass";
  Term two = week;
  two.amount = 2;
  DeadlineRule paid;
  paid.at_own_cost = true;
  paid.terms = {week};
  DeadlineRule free;
  free.terms = {two};
  statute.petition.deadlines = {paid, free};
  const auto deadline_at = [&](std::int64_t behind) {
    Facts facts = close_contest(behind);
    facts.events["canvass"] = {base::Date::of(2022, 11, 29), {}};
    return ask(statute, facts).petition.deadline;
  };
  EXPECT_EQ(deadline_at(5000).until->day, base::Date::of(2022, 12, 1));
  EXPECT_EQ(deadline_at(5001).until->day, base::Date::of(2022, 12, 6));
  Facts unknown = close_contest(5000);
  unknown.total_votes.reset();
  unknown.events["canvass"] = {base::Date::of(2022, 11, 29), {}};
  const Deadline both_shown = ask(statute, unknown).petition.deadline;
  EXPECT_FALSE(both_shown.until.has_value());
  EXPECT_NE(both_shown.words.find("Thu 1 Dec 2022"), std::string::npos) << both_shown.words;
  EXPECT_NE(both_shown.words.find("Tue 6 Dec 2022"), std::string::npos) << both_shown.words;
}

TEST(Apply, APetitionWhoseTermsWereNotFoundIsUnknownAndNotNone) {
  RecountStatute statute = half_percent_statute();
  statute.petition.exists = Verdict::No;
  EXPECT_EQ(ask(statute, close_contest(10)).petition.allowed, Verdict::No);
  statute.petition.not_found = "requested recounts existed";
  const Answer answer = ask(statute, close_contest(10));
  EXPECT_EQ(answer.petition.allowed, Verdict::Unknown);
  EXPECT_EQ(answer.petition.free, Verdict::Unknown);
  EXPECT_EQ(answer.petition.allowed_words, "requested recounts existed");
}

TEST(Apply, WhyAPetitionIsNotSureIsSaidBeforeWhoMayAsk) {
  RecountStatute statute = half_percent_statute();
  statute.petition.president = Coverage::Unclear;
  Facts facts = close_contest(5000);
  facts.office = election::Office::President;
  const Answer answer = ask(statute, facts);
  EXPECT_EQ(answer.petition.allowed, Verdict::Unknown);
  EXPECT_TRUE(answer.petition.allowed_words.starts_with(
      "whether the rule covers presidential electors was not confirmed"))
      << answer.petition.allowed_words;
  EXPECT_TRUE(answer.petition.allowed_words.ends_with("; any margin"));
}

TEST(Apply, APriceBeforeItsFirstKnownDayIsUnconfirmed) {
  RecountStatute statute = half_percent_statute();
  statute.fee.kind = "fee_per_precinct";
  statute.fee.amount = base::UsdCents{5000};
  statute.fee.unit = FeeUnit::Precinct;
  statute.fee.confirmed_from = base::Date::of(2022, 10, 30);
  Facts facts = close_contest(5000);
  facts.precincts = election::PrecinctCount{100};
  facts.election_day = base::Date::of(2022, 11, 8);
  EXPECT_EQ(ask(statute, facts).petition.fee.total, base::UsdCents{500000});
  EXPECT_EQ(words_of(statute.fee),
            "a fee per precinct: $50 a precinct; confirmed from 30 Oct 2022 on, unknown before");
  facts.election_day = base::Date::of(2016, 11, 8);
  const Answer answer = ask(statute, facts);
  EXPECT_FALSE(answer.petition.fee.total.has_value());
  EXPECT_EQ(answer.petition.fee.words,
            "unconfirmed: $50 a precinct; 100 precincts: $5,000; the amount is confirmed from "
            "30 Oct 2022 on; that of 8 Nov 2016 was not found");
  EXPECT_EQ(std::count(answer.unknown.begin(), answer.unknown.end(),
                       "price: the amount is confirmed from 30 Oct 2022 on; that of 8 Nov 2016 was "
                       "not found"),
            1);
}

TEST(Apply, WithNobodyNamedThePriceSaysWhoseItIs) {
  RecountStatute statute = half_percent_statute();
  Tier free;
  free.any_of = {{{}, {MarginVotes{election::VoteCount{100}, Comparison::AtMost}}, {}}};
  statute.fee.kind = "estimated_cost_prepaid";
  statute.fee.free = {free};
  FeeTier estimate;
  estimate.charge = Charge::EstimatedCost;
  statute.fee.schedule = {estimate};
  Facts facts = close_contest(100);
  const Fee fee = ask(statute, facts).petition.fee;
  EXPECT_TRUE(fee.runner_up_alone);
  EXPECT_NE(fee.words.find(". That is for the runner-up; for a candidate further behind: free, or "
                           "the estimated cost, paid beforehand"),
            std::string::npos)
      << fee.words;
  facts.petitioner = Facts::Petitioner{std::nullopt, election::VoteCount{100}, 2};
  EXPECT_FALSE(ask(statute, facts).petition.fee.runner_up_alone);
}

}  // namespace
}  // namespace recanvass::law
