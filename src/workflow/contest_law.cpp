#include "workflow/contest_law.h"

#include "law/scope.h"
#include "workflow/unit_result.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using election::VoteCount;

election::VoteCount reported_sum(const Operation& operation) {
  election::VoteCount sum;
  for (const auto& [choice, number] : operation.commitment.reported_outcome) {
    sum += election::VoteCount(number);
  }
  return sum;
}

std::vector<std::int64_t> votes_in_order(const Operation& operation) {
  std::vector<std::int64_t> votes;
  for (const auto& [choice, number] : operation.commitment.reported_outcome) {
    votes.push_back(number);
  }
  std::sort(votes.rbegin(), votes.rend());
  return votes;
}

void add_office(const Operation& operation, law::Facts& facts) {
  const std::string& name = operation.setup.office;
  if (const auto office = election::office_named(name)) {
    facts.office = *office;
  } else if (const auto office_class = law::office_class_named(name)) {
    facts.office_class = office_class;
    facts.office = law::office_of(*office_class);
  }
}

void add_figures(const Operation& operation, law::Facts& facts) {
  const std::vector<std::int64_t> votes = votes_in_order(operation);
  const auto seats = static_cast<std::size_t>(operation.setup.seats);
  if (votes.size() > seats) {
    facts.leader_votes = VoteCount(votes[seats - 1]);
    facts.runner_up_votes = VoteCount(votes[seats]);
    facts.winner_votes = VoteCount(votes[0]);
    facts.reported_margin = *facts.leader_votes - *facts.runner_up_votes;
    VoteCount sum;
    for (const std::int64_t number : votes) sum += VoteCount(number);
    facts.total_votes_at_least = sum;
  }
  const Commitment& commitment = operation.commitment;
  if (commitment.reported_votes) facts.total_votes = VoteCount(*commitment.reported_votes);
  if (commitment.reported_ballots) {
    facts.ballots_cast = election::BallotCount(*commitment.reported_ballots);
  }
}

void add_asker(const Operation& operation, const std::string& choice, law::Facts& facts) {
  if (choice.empty()) return;
  law::Facts::Petitioner petitioner;
  const auto found = operation.commitment.reported_outcome.find(choice);
  if (found != operation.commitment.reported_outcome.end()) {
    petitioner.votes = VoteCount(found->second);
    petitioner.place = 1;
    for (const auto& [other, votes] : operation.commitment.reported_outcome) {
      if (votes > found->second) ++petitioner.place;
    }
    if (facts.leader_votes) petitioner.behind_leader = *facts.leader_votes - *petitioner.votes;
  }
  facts.petitioner = petitioner;
}

void add_clock(const Operation& operation, const std::string& county, law::Facts& facts) {
  for (const auto& [key, entries] : operation.opening.plan.calendar) {
    const auto& [event, place] = key;
    if (place.empty()) facts.events.insert({event, entries.back().moment});
    if (!place.empty() && place == county) {
      facts.events.insert_or_assign(event, entries.back().moment);
    }
  }
}

void add_places(const Operation& operation, law::Facts& facts) {
  facts.counties = static_cast<std::int64_t>(operation.setup.counties.size());
  election::PrecinctCount sum;
  const std::map<std::string, std::int64_t> districts = districts_by_county(operation);
  if (districts.size() < operation.setup.counties.size()) return;
  for (const auto& [county, number] : districts) sum += election::PrecinctCount(number);
  facts.precincts = sum;
}

}  // namespace

const law::RecountStatute* statute_in_force(const Operation& operation) {
  const auto law_day = base::Date::parse(operation.setup.law_day);
  if (!law_day) return nullptr;  // before the operation is opened
  const base::Date day = *law_day;
  const auto* own = operation.law->in_force({operation.setup.jurisdiction}, day);
  if (own != nullptr) return own;
  // A congressional district of Maine or Nebraska goes by the state's law: us-me-1 by us-me.
  return operation.law->in_force({operation.setup.jurisdiction.substr(0, 5)}, day);
}

law::Facts law_facts(const Operation& operation, const LawAsker& asker) {
  law::Facts facts;
  facts.election_day = *base::Date::parse(operation.setup.election_day);
  facts.law_on = *base::Date::parse(operation.setup.law_day);
  facts.seats = election::SeatCount(operation.setup.seats);
  add_office(operation, facts);
  add_figures(operation, facts);
  add_asker(operation, asker.choice, facts);
  add_clock(operation, asker.county, facts);
  add_places(operation, facts);
  return facts;
}

law::Facts law_facts_now(const Operation& operation) {
  return law_facts_at(operation, totals_of(operation, ""));
}

law::Facts law_facts_at(const Operation& operation,
                        const std::map<std::string, std::int64_t>& totals) {
  law::Facts facts = law_facts(operation, {});
  std::vector<std::int64_t> votes;
  election::VoteCount sum;
  for (const auto& [choice, number] : totals) {
    votes.push_back(number);
    sum += election::VoteCount(number);
  }
  std::ranges::sort(votes, std::greater{});
  const auto seats = static_cast<std::size_t>(operation.setup.seats);
  if (votes.size() <= seats) return facts;
  facts.winner_votes = election::VoteCount(votes[0]);
  facts.leader_votes = election::VoteCount(votes[seats - 1]);
  facts.runner_up_votes = election::VoteCount(votes[seats]);
  facts.reported_margin = *facts.leader_votes - *facts.runner_up_votes;
  facts.total_votes_at_least = sum;
  if (facts.total_votes) {
    facts.total_votes = *facts.total_votes + sum - reported_sum(operation);
  }
  return facts;
}

std::vector<std::string> missing_for_law(const Operation& operation) {
  if (!operation.setup.office.empty()) return {};
  return {"which office the contest fills: it was not stated when the operation was opened"};
}

base::Json statute_json(const law::RecountStatute& statute, const law::Answer& answer) {
  base::Json json = {{"statute", statute.id},
                     {"citation", statute.citation},
                     {"in_force", law::words_of(statute.in_force)},
                     {"confidence", law::name_of(answer.confidence)}};
  if (!answer.cautions.empty()) json["cautions"] = answer.cautions;
  return json;
}

std::map<std::string, std::int64_t> districts_by_county(const Operation& operation) {
  std::map<std::string, std::int64_t> districts;
  for (const auto& [id, unit] : operation.commitment.units) ++districts[unit.county];
  for (const auto& [county, number] : operation.opening.petitions.districts) {
    districts[county] = number;
  }
  return districts;
}

std::string words_of(base::LocalTime when) {
  return when.day.long_text() + ", " + when.time.text();
}

}  // namespace recanvass::workflow
