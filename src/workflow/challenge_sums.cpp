#include "workflow/challenge_sums.h"

#include <fmt/format.h>

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

// What rulings and agreements take out of the figures of a batch, and what they put in.
struct SettledMoves {
  Adjustment taken;
  Adjustment given;
};

recount::BallotMarks marks_of(const Setup& setup, const Reading& reading) {
  recount::BallotMarks marks;
  for (std::size_t i = 0; i < setup.choices.size(); ++i) {
    const bool marked = std::find(reading.choices.begin(), reading.choices.end(),
                                  setup.choices[i].id) != reading.choices.end();
    if (marked) marks.push_back(i);
  }
  return marks;
}

const Tally* standing_tally(const Operation& operation, const std::string& batch) {
  const auto found = operation.counting.batches.find(batch);
  return found == operation.counting.batches.end() ? nullptr : found->second.standing();
}

bool figures_stand(const Operation& operation, const std::string& batch) {
  return standing_tally(operation, batch) != nullptr;
}

const std::vector<std::string>& exhibits_of(const Operation& operation, const std::string& batch) {
  static const std::vector<std::string> none;
  const auto found = operation.judging.challenges.of_batch.find(batch);
  return found == operation.judging.challenges.of_batch.end() ? none : found->second;
}

// @param changed  an exhibit that is read as `to` instead of as it stands; null: none
SettledMoves moves_of(const Operation& operation, const std::string& batch,
                      const Challenge* changed, const Reading* to) {
  SettledMoves moves;
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(exhibit);
    const Reading& stands = &challenge == changed ? *to : challenge.stands_as();
    if (stands == challenge.counted_as) continue;
    add_reading(moves.taken, operation.setup, challenge.counted_as, 1);
    add_reading(moves.given, operation.setup, stands, 1);
  }
  return moves;
}

// Ballots that were listed and are not among those that the figures of the batch hold.
std::int64_t room_for_uncounted(const Operation& operation, const std::string& batch) {
  const Tally& tally = *standing_tally(operation, batch);
  const SettledMoves moves = moves_of(operation, batch, nullptr, nullptr);
  const std::int64_t held = tally.ballots + moves.given.ballots - moves.taken.ballots;
  return std::max<std::int64_t>(0, operation.commitment.batches.at(batch).ballots - held);
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

Adjustment one_ballot(const Setup& setup, const Reading& reading) {
  Adjustment one;
  add_reading(one, setup, reading, 1);
  return one;
}

Adjustment exhibits_by_reading(const Operation& operation, const std::string& batch,
                               std::int64_t besides) {
  // A ballot that was challenged, withdrawn and challenged again is one ballot.
  std::map<std::int64_t, const Reading*> ballots;
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(exhibit);
    ballots[challenge.ballot] = &challenge.counted_as;
  }
  ballots.erase(besides);
  Adjustment sum;
  for (const auto& [place, reading] : ballots) add_reading(sum, operation.setup, *reading, 1);
  return sum;
}

std::vector<std::string> impossible_moves(const Operation& operation, const std::string& batch,
                                          const Challenge* changed, const Reading* to) {
  const Tally* tally = standing_tally(operation, batch);
  if (tally == nullptr) return {};
  const auto [taken, given] = moves_of(operation, batch, changed, to);
  std::vector<std::string> words;
  const auto compare = [&](const std::string& what, std::int64_t moved, std::int64_t held) {
    if (moved <= held) return;
    words.push_back(fmt::format("{} counted as {} are moved out of batch {}, whose tally holds {}",
                                moved, what, batch, held));
  };
  for (const auto& [choice, moved] : taken.votes) {
    const auto held = tally->votes.find(choice);
    compare(choice, moved, held == tally->votes.end() ? 0 : held->second);
  }
  compare("blank", taken.blank, tally->blank);
  compare("over", taken.over, tally->over);
  const std::int64_t ballots = tally->ballots + given.ballots - taken.ballots;
  const std::int64_t most =
      std::max(operation.commitment.batches.at(batch).ballots, tally->ballots);
  if (ballots > most) {
    words.push_back(fmt::format("batch {} would have {} ballots, and {} were listed or counted",
                                batch, ballots, most));
  }
  return words;
}

std::vector<std::string> impossible_exhibits(const Operation& operation, const std::string& batch) {
  const Tally* tally = standing_tally(operation, batch);
  if (tally == nullptr) return {};
  const Adjustment taken = moves_of(operation, batch, nullptr, nullptr).taken;
  Adjustment open;
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(exhibit);
    if (challenge.status() != ChallengeStatus::Open) continue;
    add_reading(open, operation.setup, challenge.counted_as, 1);
  }
  std::vector<std::string> words;
  const auto compare = [&](const std::string& what, std::int64_t exhibits, std::int64_t held) {
    if (exhibits <= std::max<std::int64_t>(0, held)) return;
    words.push_back(fmt::format("batch {}: open exhibits give {} {}, and its tally holds {}", batch,
                                exhibits, what, std::max<std::int64_t>(0, held)));
  };
  const auto number_of = [](const std::map<std::string, std::int64_t>& votes,
                            const std::string& choice) {
    const auto found = votes.find(choice);
    return found == votes.end() ? 0 : found->second;
  };
  for (const auto& [choice, exhibits] : open.votes) {
    compare("for " + choice, exhibits,
            number_of(tally->votes, choice) - number_of(taken.votes, choice));
  }
  compare("blank", open.blank, tally->blank - taken.blank);
  compare("over", open.over, tally->over - taken.over);
  return words;
}

bool has_impossible_exhibits(const Operation& operation, const std::string& unit) {
  const auto batches = operation.commitment.unit_batches.find(unit);
  return batches != operation.commitment.unit_batches.end() &&
         std::ranges::any_of(batches->second, [&](const std::string& batch) {
           return !impossible_exhibits(operation, batch).empty();
         });
}

std::vector<std::string> impossible_moves_of_unit(const Operation& operation,
                                                  const std::string& unit) {
  std::vector<std::string> words;
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return words;
  for (const std::string& batch : batches->second) {
    const auto more = impossible_moves(operation, batch);
    words.insert(words.end(), more.begin(), more.end());
  }
  return words;
}

Adjustment adjustment_of_batch(const Operation& operation, const std::string& batch) {
  Adjustment sum;
  if (!figures_stand(operation, batch) || !impossible_moves(operation, batch).empty()) return sum;
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
  std::int64_t room = room_for_uncounted(operation, batch);
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(exhibit);
    if (challenge.status() != ChallengeStatus::Open) continue;
    if (challenge.counted_as.kind == ReadingKind::NotCounted && room-- <= 0) continue;
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
