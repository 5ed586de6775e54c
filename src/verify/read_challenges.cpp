// challenge.add, challenge.join, challenge.withdraw, challenge.stipulate, challenge.rule: nothing
// that was registered is lost, and each ends in one of three ways (V13).
#include "verify/body.h"
#include "verify/open_matters.h"
#include "verify/replay.h"
#include "verify/standing.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;

std::set<std::string> choice_set(const Record& record) {
  std::set<std::string> choices;
  for (const auto& [id, name] : record.choices) choices.insert(id);
  return choices;
}

std::optional<BallotReading> reading_in(Replay& replay, const Said& said, const char* member) {
  auto reading = ballot_reading(member_of(said.body, member), choice_set(replay.record),
                                replay.record.vote_for);
  replay.want(reading.has_value(), said, member);
  return reading;
}

// A party's claim; V13 where it claims the reading that stands.
Exhibit::Claim claim_in(Replay& replay, const Said& said, const BallotReading& counted_as) {
  Exhibit::Claim claim{text_or_empty(said.body, "side"), said.author, std::nullopt, false};
  const bool known =
      claim.side == "petitioner" || claim.side == "board" || replay.record.has_choice(claim.side);
  replay.want(known, said, "side");
  if (member_of(said.body, "claimed_as") == nullptr) return claim;
  claim.claimed_as = reading_in(replay, said, "claimed_as");
  if (claim.claimed_as == counted_as) {
    replay.fault(CheckId::V13, said, "it claims the reading that the ballot has");
  }
  return claim;
}

Exhibit* exhibit_in(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "exhibit");
  if (!replay.want(id.has_value(), said, "exhibit")) return nullptr;
  const auto found = replay.record.challenges.exhibits.find(*id);
  if (found == replay.record.challenges.exhibits.end()) {
    replay.fault(CheckId::V13, said, fmt::format("no exhibit {} was registered", *id));
    return nullptr;
  }
  replay.want_county(said, found->second.county);
  return &found->second;
}

void want_open(Replay& replay, const Said& said, const Exhibit& exhibit) {
  if (exhibit.status() == "open") return;
  replay.fault(CheckId::V13, said, fmt::format("the challenge was {}", exhibit.status()));
}

// Within its batch, as listed or as counted. A ballot that was not counted is in no batch's count,
// so that its place is only a number; of a withheld count the number of ballots is not known.
void want_place(Replay& replay, const Said& said, const Batch& batch, std::int64_t place,
                const BallotReading& counted_as) {
  std::int64_t most = batch.ballots;
  if (const Figures* standing = batch.standing()) most = std::max(most, standing->ballots);
  const bool bounded = counted_as.kind != BallotReading::Kind::NotCounted && batch.withheld == 0;
  if (place >= 1 && (place <= most || !bounded)) return;
  replay.fault(CheckId::V13, said,
               fmt::format("its ballot {} is not one of the {} of batch {}", place, most,
                           text_or_empty(said.body, "batch")));
}

// A ballot of a unit that is signed off is challenged, and read anew, once it is opened again.
void want_count_open(Replay& replay, const Said& said, const std::string& unit) {
  const auto found = replay.record.units.find(unit);
  if (found == replay.record.units.end() || !found->second.signed_off) return;
  replay.fault(CheckId::V13, said, fmt::format("the count of {} was signed off", unit));
}

// What moves a vote changes what was counted: it takes two persons.
bool settlement_needs_two(const Record& record, const Said& said) {
  const auto exhibit = record.challenges.exhibits.find(text_or_empty(said.body, "exhibit"));
  if (exhibit == record.challenges.exhibits.end()) return false;
  const auto reading =
      ballot_reading(member_of(said.body, "counted_as"), choice_set(record), record.vote_for);
  return reading && *reading != exhibit->second.stands_as();
}

void check_moved(Replay& replay, const Said& said, const Exhibit& exhibit) {
  want_count_open(replay, said, replay.record.batches.at(exhibit.batch).unit);
  for (const std::string& words : impossible_moves(replay.record, exhibit.batch)) {
    replay.fault(CheckId::V13, said, words);
  }
}

void read_challenge(Replay& replay, const Said& said) {
  Record& record = replay.record;
  const auto id = text_of(said.body, "exhibit");
  const auto batch = text_of(said.body, "batch");
  const auto ballot = figure_of(said.body, "position");
  if (!replay.want(id && batch && ballot, said, "exhibit")) return;
  const auto reading = reading_in(replay, said, "counted_as");
  const auto listed = record.batches.find(*batch);
  if (listed == record.batches.end()) {
    replay.fault(CheckId::V13, said, "its batch is not on the manifest");
    return;
  }
  replay.want_county(said, listed->second.county);
  if (!reading) return;
  want_count_open(replay, said, listed->second.unit);
  want_place(replay, said, listed->second, *ballot, *reading);
  for (const std::string& other : record.challenges.of_batch[*batch]) {
    const Exhibit& exhibit = record.challenges.exhibits.at(other);
    if (exhibit.ballot == *ballot && exhibit.status() != "withdrawn") {
      replay.fault(CheckId::V13, said, fmt::format("the ballot is exhibit {} already", other));
    }
  }
  Exhibit exhibit;
  exhibit.position = said.position;
  exhibit.county = listed->second.county;
  exhibit.batch = *batch;
  exhibit.ballot = *ballot;
  exhibit.counted_as = *reading;
  exhibit.claims = {claim_in(replay, said, *reading)};
  if (!record.challenges.exhibits.emplace(*id, std::move(exhibit)).second) {
    replay.fault(CheckId::V13, said, fmt::format("exhibit {} was registered before", *id));
    return;
  }
  record.challenges.of_batch[*batch].push_back(*id);
}

void read_joining(Replay& replay, const Said& said) {
  Exhibit* exhibit = exhibit_in(replay, said);
  if (exhibit == nullptr) return;
  want_open(replay, said, *exhibit);
  want_count_open(replay, said, replay.record.batches.at(exhibit->batch).unit);
  Exhibit::Claim claim = claim_in(replay, said, exhibit->counted_as);
  const bool twice =
      std::any_of(exhibit->claims.begin(), exhibit->claims.end(),
                  [&](const auto& other) { return other.side == claim.side && !other.withdrawn; });
  if (twice) replay.fault(CheckId::V13, said, "the party challenges the ballot already");
  exhibit->claims.push_back(std::move(claim));
}

// A party takes back its own, the board its own; for anybody else it takes two.
bool claim_withdrawal_needs_two(const Record& record, const Said& said) {
  const auto exhibit = record.challenges.exhibits.find(text_or_empty(said.body, "exhibit"));
  if (exhibit == record.challenges.exhibits.end()) return false;
  for (const Exhibit::Claim& claim : exhibit->second.claims) {
    if (claim.side != text_or_empty(said.body, "side") || claim.withdrawn) continue;
    return !is_own_claim(record, said.author, claim.author, claim.side);
  }
  return false;
}

void read_withdrawal(Replay& replay, const Said& said) {
  Exhibit* exhibit = exhibit_in(replay, said);
  if (exhibit == nullptr) return;
  want_open(replay, said, *exhibit);
  const Person* author = replay.author_of(said);
  const bool is_party =
      author != nullptr && (author->role == "petitioner" || author->role == "observer");
  bool any = false;
  for (Exhibit::Claim& claim : exhibit->claims) {
    if (claim.side != text_or_empty(said.body, "side") || claim.withdrawn) continue;
    any = true;
    if (is_party && claim.author != said.author) {
      replay.fault(CheckId::V13, said, "a party withdraws its own claims only");
    }
    claim.withdrawn = true;
    claim.withdrawn_by = accounts_of(said);
  }
  if (!any) replay.fault(CheckId::V13, said, "it withdraws no claim that stands");
}

void want_claimed(Replay& replay, const Said& said, const Exhibit& exhibit,
                  const BallotReading& reading) {
  if (exhibit.allows(reading)) return;
  replay.fault(CheckId::V13, said, "it finds a reading that no party had claimed");
}

// A petitioner is the candidate who petitions, where it is one; the board is no party.
std::set<std::string> parties_of(const Record& record, std::set<std::string> sides) {
  std::set<std::string> candidates;
  for (const auto& [id, petition] : record.petitions) {
    if (!petition.withdrawn) candidates.insert(petition.choice);
  }
  const std::string petitioner = candidates.size() == 1 ? *candidates.begin() : std::string();
  sides.erase("board");
  if (!petitioner.empty() && sides.erase("petitioner") > 0) sides.insert(petitioner);
  return sides;
}

// Choices that lose by another reading: the vote itself, or the lead over who gains one, of whom
// the strongest as reported stands for the others.
std::set<std::string> losers_by(const Record& record, const BallotReading& from,
                                const BallotReading& to) {
  std::set<std::string> losers;
  for (const std::string& choice : from.choices) {
    if (!to.choices.contains(choice)) losers.insert(choice);
  }
  const bool gives = std::ranges::any_of(
      to.choices, [&](const std::string& choice) { return !from.choices.contains(choice); });
  if (!gives) return losers;
  std::string strongest;
  std::int64_t most = -1;
  for (const auto& [choice, name] : record.choices) {
    const auto votes = record.outcome.find(choice);
    const std::int64_t number = votes == record.outcome.end() ? 0 : votes->second;
    if (to.choices.contains(choice) || number <= most) continue;
    most = number;
    strongest = choice;
  }
  losers.insert(strongest);
  return losers;
}

void want_losers(Replay& replay, const Said& said, const Exhibit& exhibit, const BallotReading& to,
                 const std::set<std::string>& parties) {
  if (parties.size() < 2) {
    replay.fault(CheckId::V13, said, "it is an agreement of one party with itself or the board");
  }
  for (const std::string& choice : losers_by(replay.record, exhibit.counted_as, to)) {
    if (parties.contains(choice)) continue;
    replay.fault(CheckId::V13, said, fmt::format("{} loses by it and did not agree", choice));
  }
}

void read_stipulation(Replay& replay, const Said& said) {
  Exhibit* exhibit = exhibit_in(replay, said);
  const auto reading = reading_in(replay, said, "counted_as");
  if (exhibit == nullptr || !reading) return;
  want_open(replay, said, *exhibit);
  want_claimed(replay, said, *exhibit, *reading);
  const auto sides = texts_of(said.body, "sides").value_or(std::vector<std::string>());
  const std::set<std::string> agreed(sides.begin(), sides.end());
  const bool all = std::ranges::all_of(exhibit->claims, [&](const Exhibit::Claim& claim) {
    return claim.withdrawn || agreed.contains(claim.side);
  });
  if (!all) replay.fault(CheckId::V13, said, "not every party that challenges the ballot agreed");
  want_losers(replay, said, *exhibit, *reading, parties_of(replay.record, agreed));
  const bool moves = *reading != exhibit->stands_as();
  exhibit->stipulated = *reading;
  exhibit->stipulated_by = accounts_of(said);
  exhibit->stipulated_at = said.position;
  if (moves) replay.want_no_stay(said);
  if (moves) check_moved(replay, said, *exhibit);
}

// A board's ruling is by more for than against; a court's is without a vote.
bool is_carried(const Said& said) {
  const Json* votes = member_of(said.body, "votes");
  if (text_or_empty(said.body, "ruled_by") != "board") return votes == nullptr;
  if (votes == nullptr || !votes->is_object()) return false;
  int lead = 0;
  for (const Json& word : *votes) {
    if (!word.is_string()) return false;
    lead += word == "for" ? 1 : (word == "against" ? -1 : 0);
  }
  return lead > 0;
}

std::set<std::string> voters_in(const Said& said) {
  std::set<std::string> voters;
  const Json* votes = member_of(said.body, "votes");
  if (votes == nullptr || !votes->is_object()) return voters;
  for (auto it = votes->begin(); it != votes->end(); ++it) voters.insert(it.key());
  return voters;
}

void read_challenge_ruling(Replay& replay, const Said& said) {
  Exhibit* exhibit = exhibit_in(replay, said);
  const auto reading = reading_in(replay, said, "counted_as");
  if (exhibit == nullptr || !reading) return;
  const bool replaces_agreement = exhibit->rulings.empty() && exhibit->stipulated &&
                                  text_or_empty(said.body, "ruled_by") == "court";
  if (exhibit->rulings.empty() && !replaces_agreement) want_open(replay, said, *exhibit);
  want_claimed(replay, said, *exhibit, *reading);
  if (!is_carried(said)) {
    replay.fault(CheckId::V13, said, "a board rules with more for than against, a court without");
  }
  const auto supersedes = position_of(said.body, "supersedes");
  const auto latest = replaces_agreement         ? std::optional(exhibit->stipulated_at)
                      : exhibit->rulings.empty() ? std::nullopt
                                                 : std::optional(exhibit->rulings.back().position);
  if (supersedes != latest) {
    replay.fault(CheckId::V13, said, "it does not name the ruling that it replaces");
  }
  if (text_or_empty(said.body, "ruling") == "overruled" && *reading != exhibit->counted_as) {
    replay.fault(CheckId::V13, said, "it overrules the challenge and changes the reading");
  }
  const std::string order = text_or_empty(said.body, "order");
  const bool by_court = text_or_empty(said.body, "ruled_by") == "court";
  if (by_court == order.empty() || (by_court && !replay.record.orders.contains(order))) {
    replay.fault(CheckId::V13, said,
                 "a court rules by an order that was recorded, a board without");
  }
  const bool moves = *reading != exhibit->stands_as();
  exhibit->rulings.push_back({said.position, *reading, accounts_of(said), order, voters_in(said)});
  if (moves && !by_court) replay.want_no_stay(said);
  if (moves) check_moved(replay, said, *exhibit);
}

}  // namespace

std::vector<Kind> challenge_kinds() {
  const std::vector<const char*> anybody = {"board-member",  "county-officer", "supervisor",
                                            "state-officer", "petitioner",     "observer"};
  const std::vector<const char*> boards = {"board-member", "county-officer", "state-officer"};
  return {{"challenge.add", anybody, false, read_challenge},
          {"challenge.join", anybody, false, read_joining},
          {"challenge.withdraw",
           {"board-member", "county-officer", "state-officer", "petitioner", "observer"},
           false,
           read_withdrawal,
           claim_withdrawal_needs_two},
          {"challenge.stipulate", boards, false, read_stipulation, settlement_needs_two},
          {"challenge.rule", boards, false, read_challenge_ruling, settlement_needs_two}};
}

}  // namespace recanvass::verify
