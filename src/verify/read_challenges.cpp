// challenge.add, challenge.join, challenge.withdraw, challenge.stipulate, challenge.rule: nothing
// that was registered is lost, and each ends in one of three ways (V13).
#include "verify/body.h"
#include "verify/replay.h"

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
  Exhibit::Claim claim = claim_in(replay, said, exhibit->counted_as);
  const bool twice =
      std::any_of(exhibit->claims.begin(), exhibit->claims.end(),
                  [&](const auto& other) { return other.side == claim.side && !other.withdrawn; });
  if (twice) replay.fault(CheckId::V13, said, "the party challenges the ballot already");
  exhibit->claims.push_back(std::move(claim));
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
  }
  if (!any) replay.fault(CheckId::V13, said, "it withdraws no claim that stands");
}

void want_claimed(Replay& replay, const Said& said, const Exhibit& exhibit,
                  const BallotReading& reading) {
  if (exhibit.allows(reading)) return;
  replay.fault(CheckId::V13, said, "it finds a reading that no party had claimed");
}

void read_stipulation(Replay& replay, const Said& said) {
  Exhibit* exhibit = exhibit_in(replay, said);
  const auto reading = reading_in(replay, said, "counted_as");
  if (exhibit == nullptr || !reading) return;
  want_open(replay, said, *exhibit);
  want_claimed(replay, said, *exhibit, *reading);
  const auto sides = texts_of(said.body, "sides").value_or(std::vector<std::string>());
  const std::set<std::string> agreed(sides.begin(), sides.end());
  bool all = agreed.size() >= 2;
  for (const Exhibit::Claim& claim : exhibit->claims) {
    all = all && (claim.withdrawn || agreed.count(claim.side) > 0);
  }
  if (!all) replay.fault(CheckId::V13, said, "not every party that challenges the ballot agreed");
  exhibit->stipulated = *reading;
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

void read_challenge_ruling(Replay& replay, const Said& said) {
  Exhibit* exhibit = exhibit_in(replay, said);
  const auto reading = reading_in(replay, said, "counted_as");
  if (exhibit == nullptr || !reading) return;
  if (exhibit->rulings.empty()) want_open(replay, said, *exhibit);
  want_claimed(replay, said, *exhibit, *reading);
  if (!is_carried(said)) {
    replay.fault(CheckId::V13, said, "a board rules with more for than against, a court without");
  }
  const auto supersedes = position_of(said.body, "supersedes");
  const auto latest =
      exhibit->rulings.empty() ? std::nullopt : std::optional(exhibit->rulings.back().position);
  if (supersedes != latest) {
    replay.fault(CheckId::V13, said, "it does not name the ruling that it replaces");
  }
  if (text_or_empty(said.body, "ruling") == "overruled" && *reading != exhibit->counted_as) {
    replay.fault(CheckId::V13, said, "it overrules the challenge and changes the reading");
  }
  exhibit->rulings.push_back({said.position, *reading});
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
           read_withdrawal},
          {"challenge.stipulate", boards, false, read_stipulation},
          {"challenge.rule", boards, false, read_challenge_ruling}};
}

}  // namespace recanvass::verify
