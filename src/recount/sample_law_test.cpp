#include "recount/sample_law_test.h"

namespace recanvass::recount_test {
namespace {

using base::Date;
using base::Rational;
using law::Verdict;

law::RecountStatute statute(const char* id, const char* jurisdiction, Date from, Date to) {
  law::RecountStatute made;
  made.id = id;
  made.jurisdiction = {jurisdiction};
  made.in_force.from = {from.year(), from, law::DayPrecision::Exact};
  made.in_force.to = {to.year(), to, law::DayPrecision::Exact};
  made.petition.exists = Verdict::Yes;
  made.petition.president = law::Coverage::Yes;
  made.automatic.president = law::Coverage::Yes;
  made.payer = "petitioner_unless_close";
  made.method = "board_decides";
  made.partial = "yes";
  made.tie_rule = "lot";
  made.citation = std::string("citation of ") + id;
  made.source_date = "2024";
  made.confidence = law::Confidence::High;
  return made;
}

law::Limit within(std::int64_t numerator, std::int64_t denominator) {
  law::Limit limit;
  limit.limbs = {law::MarginShare{Rational(numerator, denominator), law::MarginBase::VotesForOffice,
                                  law::Comparison::AtMost}};
  return limit;
}

law::Tier tier_of(law::Limit limit) {
  law::Tier tier;
  tier.any_of = {std::move(limit)};
  return tier;
}

std::vector<law::PetitionerRule> who(const char* token) {
  return {law::parse_petitioner(token).value()};
}

law::DeadlineRule deadline(law::ClockUnit unit, std::int64_t amount, const char* event) {
  law::DeadlineRule rule;
  law::Term term;
  term.unit = unit;
  term.amount = amount;
  term.event = event;
  rule.terms = {term};
  return rule;
}

law::RecountStatute wisconsin(const char* id, Date from, Date to, const char* asker) {
  law::RecountStatute made = statute(id, "us-wi", from, to);
  made.petition.who = who(asker);
  law::DeadlineRule rule =
      deadline(law::ClockUnit::BusinessDays, 3, "last_county_canvass_received");
  rule.terms[0].time = base::TimeOfDay(17 * 60);
  made.petition.deadlines = {rule};
  made.fee.kind = "estimated_cost_prepaid";
  made.fee.schedule.emplace_back();
  made.fee.schedule.back().charge = law::Charge::EstimatedCost;
  made.fee.schedule.back().settled_to_actual = true;
  made.fee.free = {tier_of(within(1, 400))};
  made.refund = {"outcome_changes", "overestimate"};
  return made;
}

law::RecountStatute michigan() {
  law::RecountStatute made =
      statute("us-mi-2013", "us-mi", Date::of(2013, 1, 1), Date::of(2018, 12, 31));
  made.automatic.exists = Verdict::Yes;
  law::Limit limit;
  limit.limbs = {law::MarginVotes{election::VoteCount(2000), law::Comparison::AtMost}};
  made.automatic.tiers = {tier_of(limit)};
  made.petition.who = who("candidate");
  made.petition.contested = law::LowerPlaced{3, "who is \"aggrieved\" is disputed", {}};
  made.petition.deadlines = {deadline(law::ClockUnit::Hours, 48, "state_canvass_completed")};
  made.fee.kind = "deposit_per_precinct";
  made.fee.amount = base::UsdCents(12500);
  made.fee.unit = law::FeeUnit::Precinct;
  made.method = "hand";
  return made;
}

law::RecountStatute pennsylvania() {
  law::RecountStatute made =
      statute("us-pa-2004", "us-pa", Date::of(2004, 10, 8), Date::of(2025, 12, 31));
  made.automatic.exists = Verdict::Yes;
  made.automatic.tiers = {tier_of(within(1, 200))};
  made.petition.who = who("voters:3:precinct");
  made.petition.deadlines = {
      deadline(law::ClockUnit::CalendarDays, 5, "county_computational_canvass_completed")};
  made.fee.kind = "deposit_per_precinct";
  made.fee.amount = base::UsdCents(5000);
  made.fee.unit = law::FeeUnit::Precinct;
  return made;
}

law::HolidayRule thanksgiving() {
  law::HolidayRule rule;
  rule.id = "thanksgiving";
  rule.name = "Thanksgiving Day";
  rule.day = law::WeekdayOfMonth{11, base::Weekday::Thursday, 4, 0};
  return rule;
}

}  // namespace

law::KnowledgeBase sample_law() {
  law::RecountStatute after =
      wisconsin("us-wi-2017", Date::of(2017, 12, 2), Date::of(2030, 1, 1), "aggrieved_candidate");
  after.petition.tiers = {tier_of(within(1, 100))};
  return law::KnowledgeBase(
      {wisconsin("us-wi-2015", Date::of(2015, 7, 3), Date::of(2017, 12, 1), "candidate_voted_for"),
       after, michigan(), pennsylvania()},
      law::BusinessCalendars({{"us", {thanksgiving()}}}));
}

}  // namespace recanvass::recount_test
