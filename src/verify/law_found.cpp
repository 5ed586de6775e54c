#include "verify/law_found.h"

#include "formats/statute_reader.h"
#include "law/scope.h"
#include "recount/count_grounds.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace recanvass::verify {
namespace {

using election::VoteCount;
using ChoiceVotes = std::map<std::string, std::int64_t>;

std::int64_t all_votes(const ChoiceVotes& votes) {
  VoteCount sum;
  for (const auto& [choice, number] : votes) sum += VoteCount(number);
  return sum.value();
}

void put_votes(const ChoiceVotes& votes, std::int64_t seats, law::Facts& facts) {
  std::vector<std::int64_t> order;
  for (const auto& [choice, number] : votes) order.push_back(number);
  std::ranges::sort(order, std::greater<>());
  const auto elected = static_cast<std::size_t>(seats);
  if (order.size() <= elected) return;
  facts.winner_votes = VoteCount(order.front());
  facts.leader_votes = VoteCount(order[elected - 1]);
  facts.runner_up_votes = VoteCount(order[elected]);
  facts.reported_margin = *facts.leader_votes - *facts.runner_up_votes;
  facts.total_votes_at_least = VoteCount(all_votes(votes));
}

law::Facts facts_reported(const Record& record) {
  law::Facts facts;
  facts.election_day = *record.election_day;
  facts.law_on = *record.law_day;
  facts.seats = election::SeatCount(record.seats);
  if (const auto office = election::office_named(record.office)) {
    facts.office = *office;
  } else if (const auto office_class = law::office_class_named(record.office)) {
    facts.office_class = office_class;
    facts.office = law::office_of(*office_class);
  }
  put_votes(record.outcome, record.seats, facts);
  if (record.outcome_votes) facts.total_votes = VoteCount(*record.outcome_votes);
  if (record.outcome_ballots) {
    facts.ballots_cast = election::BallotCount(*record.outcome_ballots);
  }
  return facts;
}

std::optional<law::Answer> answer_to(const Record& record, const law::Facts& facts) {
  // A congressional district of Maine or Nebraska goes by the state's law: us-me-1 by us-me.
  const std::string state = record.jurisdiction.substr(0, 5);
  const law::KnowledgeBase base = formats::built_in_knowledge(state);
  const law::RecountStatute* statute = base.in_force({record.jurisdiction}, *record.law_day);
  if (statute == nullptr) statute = base.in_force({state}, *record.law_day);
  if (statute == nullptr) return std::nullopt;
  return law::apply(*statute, facts, base.calendars(), std::nullopt);
}

bool can_be_asked(const Record& record) {
  return record.law_day && record.election_day && !record.office.empty();
}

}  // namespace

std::optional<law::Answer> law_at_reported(const Record& record) {
  if (!can_be_asked(record)) return std::nullopt;
  return answer_to(record, facts_reported(record));
}

std::optional<law::Answer> law_at_counted(const Record& record, const ChoiceVotes& votes) {
  if (!can_be_asked(record)) return std::nullopt;
  law::Facts facts = facts_reported(record);
  put_votes(votes, record.seats, facts);
  if (facts.total_votes) {
    *facts.total_votes += VoteCount(all_votes(votes)) - VoteCount(all_votes(record.outcome));
  }
  return answer_to(record, facts);
}

bool is_of_the_law(const std::string& sentence) {
  return sentence.starts_with(recount::kLawOrders) || sentence.starts_with(recount::kLawStage) ||
         sentence.starts_with(recount::kLawNames);
}

}  // namespace recanvass::verify
