#include "verify/challenges.h"

#include <algorithm>

namespace recanvass::verify {
namespace {

// One ballot of this reading, put in or taken out.
void add_ballot(TallyChange& change, const BallotReading& reading, std::int64_t ballots,
                std::int64_t vote_for) {
  if (reading.kind == BallotReading::Kind::NotCounted) return;
  change.ballots += ballots;
  if (reading.kind == BallotReading::Kind::Overvoted) {
    change.over += ballots * vote_for;
    return;
  }
  change.blank += ballots * (vote_for - static_cast<std::int64_t>(reading.choices.size()));
  for (const std::string& choice : reading.choices) change.votes[choice] += ballots;
}

}  // namespace

std::optional<BallotReading> ballot_reading(const base::Json* written,
                                            const std::set<std::string>& choices,
                                            std::int64_t vote_for) {
  if (written == nullptr || !written->is_array() || written->empty()) return std::nullopt;
  BallotReading reading;
  for (const base::Json& item : *written) {
    if (!item.is_string()) return std::nullopt;
    const auto word = item.get<std::string>();
    if (written->size() == 1 && word == "blank") return reading;
    if (written->size() == 1 && word == "over") {
      return BallotReading{BallotReading::Kind::Overvoted, {}};
    }
    if (written->size() == 1 && word == "not-counted") {
      return BallotReading{BallotReading::Kind::NotCounted, {}};
    }
    if (choices.count(word) == 0 || !reading.choices.insert(word).second) return std::nullopt;
  }
  const bool fits = static_cast<std::int64_t>(reading.choices.size()) <= vote_for;
  return fits ? std::optional(reading) : std::nullopt;
}

std::string Exhibit::status() const {
  if (!rulings.empty()) return "ruled";
  if (stipulated) return "stipulated";
  const bool stands = std::any_of(claims.begin(), claims.end(),
                                  [](const Claim& claim) { return !claim.withdrawn; });
  return stands ? "open" : "withdrawn";
}

const BallotReading& Exhibit::stands_as() const {
  if (!rulings.empty()) return rulings.back().counted_as;
  return stipulated ? *stipulated : counted_as;
}

std::set<std::string> Exhibit::settled_by() const {
  return rulings.empty() ? stipulated_by : rulings.back().by;
}

std::uint64_t Exhibit::settled_at() const {
  return rulings.empty() ? stipulated_at : rulings.back().position;
}

bool Exhibit::allows(const BallotReading& reading) const {
  if (reading == counted_as) return true;
  return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
    return !claim.withdrawn && (!claim.claimed_as || *claim.claimed_as == reading);
  });
}

TallyChange ChallengeRegister::change_of(const std::string& batch, std::int64_t vote_for) const {
  TallyChange change;
  const auto found = of_batch.find(batch);
  if (found == of_batch.end()) return change;
  for (const std::string& id : found->second) {
    const Exhibit& exhibit = exhibits.at(id);
    if (exhibit.stands_as() == exhibit.counted_as) continue;
    add_ballot(change, exhibit.counted_as, -1, vote_for);
    add_ballot(change, exhibit.stands_as(), 1, vote_for);
  }
  return change;
}

TallyChange ChallengeRegister::taken_from(const std::string& batch, std::int64_t vote_for) const {
  TallyChange taken;
  const auto found = of_batch.find(batch);
  if (found == of_batch.end()) return taken;
  for (const std::string& id : found->second) {
    const Exhibit& exhibit = exhibits.at(id);
    if (exhibit.stands_as() != exhibit.counted_as) {
      add_ballot(taken, exhibit.counted_as, 1, vote_for);
    }
  }
  return taken;
}

std::int64_t ChallengeRegister::open_in(const std::string& county) const {
  return std::count_if(exhibits.begin(), exhibits.end(), [&](const auto& entry) {
    return entry.second.county == county && entry.second.status() == "open";
  });
}

std::string words_of(const BallotReading& reading) {
  switch (reading.kind) {
    case BallotReading::Kind::Overvoted: return "over";
    case BallotReading::Kind::NotCounted: return "not-counted";
    case BallotReading::Kind::Marked: break;
  }
  if (reading.choices.empty()) return "blank";
  std::string words;
  for (const std::string& choice : reading.choices) words += (words.empty() ? "" : " ") + choice;
  return words;
}

}  // namespace recanvass::verify
