#include "verify/ended_alone.h"

#include "base/person_name.h"
#include "verify/standing.h"

#include <algorithm>

namespace recanvass::verify {
namespace {

// Choices by their place on the paper.
recount::BallotMarks places_of(const Record& record, const BallotReading& reading) {
  recount::BallotMarks marks;
  for (std::size_t place = 0; place < record.choices.size(); ++place) {
    if (reading.choices.contains(record.choices[place].first)) marks.push_back(place);
  }
  return marks;
}

// The account, where it was one, the ballot stands as counted, and no court's order that others can
// read says so; empty: it was not ended so.
std::string who_ended_alone(const Record& record, const Exhibit& exhibit) {
  const std::string status = exhibit.status();
  if ((status != "ruled" && status != "stipulated") || exhibit.stands_as() != exhibit.counted_as) {
    return {};
  }
  const bool by_order =
      status == "ruled" && record.orders_on_file.contains(exhibit.rulings.back().order);
  const std::set<std::string> accounts = exhibit.settled_by();
  return accounts.size() == 1 && !by_order ? *accounts.begin() : std::string();
}

// What its parties that stand by their claims say; no value: one of them says nothing.
std::optional<std::vector<recount::BallotMarks>> claimed(const Record& record,
                                                         const Exhibit& exhibit) {
  std::vector<recount::BallotMarks> readings;
  for (const Exhibit::Claim& claim : exhibit.claims) {
    if (claim.withdrawn) continue;
    if (!claim.claimed_as) return std::nullopt;
    readings.push_back(places_of(record, *claim.claimed_as));
  }
  return readings;
}

bool is_a_person_here(const Record& record, const std::string& voter) {
  const std::string bare = base::bare_person(voter);
  return std::ranges::any_of(record.people, [&](const auto& entry) {
    return entry.first == voter || base::bare_person(entry.second.name) == bare;
  });
}

void add_exhibit(const Record& record, const Exhibit& exhibit, recount::EndedAlone& ended) {
  const std::string account = who_ended_alone(record, exhibit);
  if (account.empty()) return;
  const auto person = record.people.find(account);
  ++ended.exhibits[person == record.people.end() ? account : person->second.name];
  ended.contest.open.push_back(
      {election::BallotCount(1), places_of(record, exhibit.counted_as), claimed(record, exhibit)});
  if (exhibit.rulings.empty()) return;
  for (const std::string& voter : exhibit.rulings.back().voters) {
    if (!is_a_person_here(record, voter)) ended.voters_unknown.insert(voter);
  }
}

}  // namespace

recount::EndedAlone ended_alone(const Record& record) {
  recount::EndedAlone ended;
  for (const auto& [batch, exhibits] : record.challenges.of_batch) {
    const Batch& listed = record.batches.at(batch);
    const bool counted = record.units.contains(listed.unit) && listed.standing() != nullptr &&
                         counted_figures(record, listed.unit).has_value() &&
                         !counts_by_machine(record, listed.unit);
    if (!counted) continue;
    for (const std::string& id : exhibits) {
      add_exhibit(record, record.challenges.exhibits.at(id), ended);
    }
  }
  ended.contest.seats = election::SeatCount(record.seats);
  ended.contest.vote_for = election::SeatCount(record.vote_for);
  auto votes = votes_standing(record, "");
  for (const auto& [id, name] : record.choices) {
    ended.contest.choices.push_back({id});
    if (votes) ended.contest.votes.emplace_back((*votes)[id]);
  }
  return ended;
}

}  // namespace recanvass::verify
