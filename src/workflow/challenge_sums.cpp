#include "workflow/challenge_sums.h"

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

// Adds (sign 1) or takes out (sign -1) one ballot read so.
void add_reading(Adjustment& sum, const Setup& setup, const Reading& reading, std::int64_t sign) {
  switch (reading.kind) {
    case ReadingKind::NotCounted: return;
    case ReadingKind::Overvoted:
      sum.ballots += sign;
      sum.over += sign * setup.vote_for;
      return;
    case ReadingKind::Marked:
      sum.ballots += sign;
      sum.blank += sign * (setup.vote_for - static_cast<std::int64_t>(reading.choices.size()));
      for (const std::string& choice : reading.choices) sum.votes[choice] += sign;
      return;
  }
}

void drop_zeros(Adjustment& sum) {
  std::erase_if(sum.votes, [](const auto& pair) { return pair.second == 0; });
}

recount::BallotMarks marks_of(const Setup& setup, const Reading& reading) {
  recount::BallotMarks marks;
  for (std::size_t i = 0; i < setup.choices.size(); ++i) {
    const bool marked = std::find(reading.choices.begin(), reading.choices.end(),
                                  setup.choices[i].id) != reading.choices.end();
    if (marked) marks.push_back(i);
  }
  return marks;
}

bool figures_stand(const Operation& operation, const std::string& batch) {
  const auto found = operation.counting.batches.find(batch);
  return found != operation.counting.batches.end() && found->second.standing() != nullptr;
}

const std::vector<std::string>& exhibits_of(const Operation& operation, const std::string& batch) {
  static const std::vector<std::string> none;
  const auto found = operation.judging.challenges.of_batch.find(batch);
  return found == operation.judging.challenges.of_batch.end() ? none : found->second;
}

}  // namespace

void Adjustment::add(const Adjustment& other) {
  exhibits += other.exhibits;
  ballots += other.ballots;
  blank += other.blank;
  over += other.over;
  for (const auto& [choice, change] : other.votes) votes[choice] += change;
  drop_zeros(*this);
}

Adjustment adjustment_of(const Setup& setup, const Challenge& challenge) {
  Adjustment change;
  if (challenge.stands_as() == challenge.counted_as) return change;
  change.exhibits = 1;
  add_reading(change, setup, challenge.counted_as, -1);
  add_reading(change, setup, challenge.stands_as(), 1);
  drop_zeros(change);
  return change;
}

std::map<std::string, std::int64_t> exhibits_by_choice(const Operation& operation,
                                                       const std::string& batch,
                                                       std::int64_t besides) {
  // A ballot that was challenged, withdrawn and challenged again is one ballot.
  std::map<std::int64_t, const Reading*> ballots;
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(exhibit);
    ballots[challenge.ballot] = &challenge.counted_as;
  }
  ballots.erase(besides);
  std::map<std::string, std::int64_t> marked;
  for (const auto& [place, reading] : ballots) {
    for (const std::string& choice : reading->choices) ++marked[choice];
  }
  return marked;
}

Adjustment adjustment_of_batch(const Operation& operation, const std::string& batch) {
  Adjustment sum;
  if (!figures_stand(operation, batch)) return sum;
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    sum.add(adjustment_of(operation.setup, operation.judging.challenges.by_exhibit.at(exhibit)));
  }
  return sum;
}

Adjustment adjustment_of_unit(const Operation& operation, const std::string& unit) {
  Adjustment sum;
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return sum;
  for (const std::string& batch : batches->second) sum.add(adjustment_of_batch(operation, batch));
  return sum;
}

std::optional<std::vector<Reading>> claimed_readings(const Challenge& challenge) {
  std::vector<Reading> readings;
  for (const ChallengeClaim& claim : challenge.claims) {
    if (claim.withdrawn_at) continue;
    if (!claim.claimed_as) return std::nullopt;
    readings.push_back(*claim.claimed_as);
  }
  return readings;
}

BoundPart bound_part_of_unit(const Operation& operation, const std::string& unit) {
  BoundPart part;
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return part;
  for (const std::string& batch : batches->second) {
    for (const recount::ChallengedBallots& group : open_challenges_of_batch(operation, batch)) {
      for (const std::size_t mark : group.stands) {
        part.marks[operation.setup.choices[mark].id] += group.ballots.value();
      }
      std::set<std::size_t> possible(group.stands.begin(), group.stands.end());
      if (group.could_be) {
        for (const auto& marks : *group.could_be) possible.insert(marks.begin(), marks.end());
        if (possible.empty()) continue;
      }
      const bool is_one_choice = group.could_be && possible.size() == 1;
      part.challenges.push_back(
          {group.ballots, is_one_choice ? std::optional(election::ChoiceId{
                                              operation.setup.choices[*possible.begin()].id})
                                        : std::nullopt});
    }
  }
  return part;
}

std::vector<recount::ChallengedBallots> open_challenges_of_batch(const Operation& operation,
                                                                 const std::string& batch) {
  using Kind = std::pair<recount::BallotMarks, std::optional<std::vector<recount::BallotMarks>>>;
  std::map<Kind, std::int64_t> kinds;
  if (!figures_stand(operation, batch)) return {};
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(exhibit);
    if (challenge.status() != ChallengeStatus::Open) continue;
    Kind kind{marks_of(operation.setup, challenge.counted_as), std::nullopt};
    if (const auto readings = claimed_readings(challenge)) {
      kind.second.emplace();
      for (const Reading& reading : *readings) {
        kind.second->push_back(marks_of(operation.setup, reading));
      }
      std::sort(kind.second->begin(), kind.second->end());
    }
    ++kinds[kind];
  }
  std::vector<recount::ChallengedBallots> groups;
  for (const auto& [kind, ballots] : kinds) {
    groups.push_back({election::BallotCount(ballots), kind.first, kind.second});
  }
  return groups;
}

}  // namespace recanvass::workflow
