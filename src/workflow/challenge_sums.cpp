#include "workflow/challenge_sums.h"

#include "base/figures.h"
#include "base/person_name.h"
#include "workflow/unit_result.h"
#include "workflow/winners.h"

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

// Open challenges of one kind stand alike and could become the same.
using BallotKind =
    std::pair<recount::BallotMarks, std::optional<std::vector<recount::BallotMarks>>>;

BallotKind kind_of(const Setup& setup, const Challenge& challenge) {
  BallotKind kind{marks_of(setup, challenge.counted_as), std::nullopt};
  if (const auto readings = claimed_readings(challenge)) {
    kind.second.emplace();
    for (const Reading& reading : *readings) kind.second->push_back(marks_of(setup, reading));
    std::sort(kind.second->begin(), kind.second->end());
  }
  return kind;
}

std::vector<recount::ChallengedBallots> groups_of(const std::map<BallotKind, std::int64_t>& kinds) {
  std::vector<recount::ChallengedBallots> groups;
  for (const auto& [kind, ballots] : kinds) {
    groups.push_back({election::BallotCount(ballots), kind.first, kind.second});
  }
  return groups;
}

// The account that ended it and left the ballot as counted, with no second one and no court's order
// that others can read; empty: it did not end so.
std::string ended_alone_by(const Operation& operation, const Challenge& challenge) {
  if (challenge.stands_as() != challenge.counted_as) return {};
  if (challenge.rulings.empty()) {
    const bool alone = challenge.stipulation && challenge.stipulation->approved_by.empty();
    return alone ? challenge.stipulation->author : std::string();
  }
  const Ruling& ruling = challenge.rulings.back();
  return is_ruled_alone(operation, ruling) ? ruling.author : std::string();
}

bool has_account(const Operation& operation, const std::string& member) {
  const std::string bare = base::bare_person(member);
  return std::ranges::any_of(operation.people.accounts, [&](const auto& entry) {
    return entry.first == member || base::bare_person(entry.second.name) == bare;
  });
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

std::optional<std::int64_t> ballots_of_unit(const Operation& operation, const std::string& unit) {
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return std::nullopt;
  std::int64_t ballots = 0;
  for (const std::string& batch : batches->second) {
    const auto counted = operation.counting.batches.find(batch);
    if (counted != operation.counting.batches.end() && counted->second.is_void) continue;
    const Tally* tally = standing_tally(operation, batch);
    ballots += std::max(operation.commitment.batches.at(batch).ballots,
                        tally == nullptr ? 0 : tally->ballots);
  }
  return ballots;
}

std::string impossible_objection(const Operation& operation, const StandingObjection& objection) {
  const auto ballots = ballots_of_unit(operation, objection.unit);
  if (!ballots || objection.affected <= *ballots) return {};
  return fmt::format(
      "objection {}: {} counted under it, and unit {} has {}", objection.id,
      base::counted(objection.affected, "envelope or ballot is", "envelopes and ballots are"),
      objection.unit, base::counted(*ballots, "ballot", "ballots"));
}

std::vector<recount::ChallengedBallots> open_challenges_of_unit(const Operation& operation,
                                                                const std::string& unit) {
  std::vector<recount::ChallengedBallots> groups;
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return groups;
  for (const std::string& batch : batches->second) {
    const auto more = open_challenges_of_batch(operation, batch);
    groups.insert(groups.end(), more.begin(), more.end());
  }
  return groups;
}

std::vector<recount::ChallengedBallots> open_challenges_of_batch(const Operation& operation,
                                                                 const std::string& batch) {
  std::map<BallotKind, std::int64_t> kinds;
  if (!figures_stand(operation, batch)) return {};
  std::int64_t room = room_for_uncounted(operation, batch);
  for (const std::string& exhibit : exhibits_of(operation, batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(exhibit);
    if (challenge.status() != ChallengeStatus::Open) continue;
    if (challenge.counted_as.kind == ReadingKind::NotCounted && room-- <= 0) continue;
    ++kinds[kind_of(operation.setup, challenge)];
  }
  return groups_of(kinds);
}

bool is_own_claim(const Operation& operation, const std::string& account,
                  const std::string& made_by, const std::string& side) {
  if (account != made_by) return false;
  const auto found = operation.people.accounts.find(account);
  if (found == operation.people.accounts.end()) return false;
  const Role role = found->second.role;
  return side == "board" || role == Role::Petitioner || role == Role::Observer;
}

bool is_ruled_alone(const Operation& operation, const Ruling& ruling) {
  return ruling.approved_by.empty() && !operation.opening.orders.is_on_file(ruling.order);
}

recount::EndedAlone ended_alone(const Operation& operation) {
  recount::EndedAlone ended;
  std::map<BallotKind, std::int64_t> kinds;
  for (const auto& [batch, exhibits] : operation.judging.challenges.of_batch) {
    const std::string& unit = operation.commitment.batches.at(batch).unit;
    const auto counted =
        operation.commitment.units.contains(unit) ? counted_result(operation, unit) : std::nullopt;
    if (!counted || counted->source != "hand" || !figures_stand(operation, batch)) continue;
    for (const std::string& id : exhibits) {
      const Challenge& challenge = operation.judging.challenges.by_exhibit.at(id);
      const std::string author = ended_alone_by(operation, challenge);
      if (author.empty()) continue;
      ++ended.exhibits[operation.people.accounts.at(author).name];
      ++kinds[kind_of(operation.setup, challenge)];
      if (challenge.rulings.empty()) continue;
      for (const auto& [member, word] : challenge.rulings.back().votes) {
        if (!has_account(operation, member)) ended.voters_unknown.insert(member);
      }
    }
  }
  ended.contest.open = groups_of(kinds);
  ended.contest.seats = election::SeatCount(seats_of(operation));
  ended.contest.vote_for = election::SeatCount(operation.setup.vote_for);
  auto votes = totals_of(operation, "");
  for (const SetupChoice& choice : operation.setup.choices) {
    ended.contest.choices.push_back({choice.id});
    ended.contest.votes.emplace_back(votes[choice.id]);
  }
  return ended;
}

}  // namespace recanvass::workflow
