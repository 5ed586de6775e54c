// The register of challenged ballots and of standing objections: nothing that was registered is
// ever lost, only withdrawn, stipulated or ruled. A part of the state (workflow/judging.h).
// How challenged ballots count: docs/math/challenges.md. Next: workflow/challenge_sums.h.
#pragma once

#include "base/json.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What a ballot was read as.
enum class ReadingKind {
  Marked,      ///< votes for the choices named; none: blank
  Overvoted,   ///< more marks than allowed, so no vote
  NotCounted,  ///< the ballot is in no tally: its envelope stays closed, or it was set aside
};

struct Reading {
  ReadingKind kind = ReadingKind::Marked;
  std::vector<std::string> choices;  ///< ids in paper order
  friend auto operator<=>(const Reading&, const Reading&) = default;
};

/// One party's challenge of a ballot.
struct ChallengeClaim {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string side;    ///< a choice's id, "petitioner" or "board"
  std::string ground;  ///< a code of challenge_grounds()
  std::string words;
  std::optional<Reading> claimed_as;  ///< what the party says the ballot is; none: it did not say
  std::optional<std::uint64_t> withdrawn_at;
  std::string withdrawn_words;
  std::set<std::string> withdrawn_by{};  ///< accounts: one, or two
};

/// A decision of a board or a court. A later one names the one that it supersedes.
struct Ruling {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string ruling;  ///< "sustained", "overruled"
  std::string ruled_by;  ///< "board", "court"
  std::string words;
  std::map<std::string, std::string> votes;  ///< "for", "against", "abstain" or "absent", by member
  std::optional<Reading> counted_as;  ///< of a challenged ballot
  std::string order;  ///< of a court's: the order by its id
  std::string approved_by;  ///< the second person; empty: it moved nothing
};

/// What the parties agreed a challenged ballot to be.
struct Stipulation {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::vector<std::string> sides;
  std::string words;
  Reading counted_as;
  std::string approved_by;  ///< the second person; empty: it moved nothing
};

enum class ChallengeStatus { Open, Withdrawn, Stipulated, Ruled };

struct Challenge {
  std::string exhibit;  ///< its number; unique in the operation
  std::uint64_t position = 0;
  std::string county;
  std::string batch;
  std::int64_t ballot = 0;  ///< place in the batch, from 1
  Reading counted_as;  ///< as the board read it on the spot, and as the tally holds it
  std::vector<ChallengeClaim> claims;
  std::optional<Stipulation> stipulation;
  std::vector<Ruling> rulings;  ///< the latest decides
  base::Json file;  ///< the exhibit's picture or scan; null: none
  std::uint64_t changed_at = 0;  ///< position of the latest entry about it

  [[nodiscard]] ChallengeStatus status() const;
  /// As it stands: stipulated, ruled, or else as it was read on the spot.
  [[nodiscard]] const Reading& stands_as() const;
};

enum class ObjectionStatus { Open, Withdrawn, Ruled };

/// An objection to every member of a class, made once: each affected envelope or batch is counted
/// under it, and need not be objected to again.
struct StandingObjection {
  std::string id;
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string county;
  std::string unit;
  std::string object_class;  ///< "envelope", "ballot", "batch", "procedure"
  std::string side;
  std::string ground;
  std::string words;
  std::int64_t affected = 0;  ///< envelopes or ballots
  std::set<std::string> envelopes;  ///< those counted one by one
  std::map<std::string, std::int64_t> batches;  ///< those counted as a whole
  std::optional<std::uint64_t> withdrawn_at;
  std::string withdrawn_words;
  std::set<std::string> withdrawn_by{};  ///< accounts: one, or two
  std::vector<Ruling> rulings;
  std::uint64_t changed_at = 0;

  [[nodiscard]] ObjectionStatus status() const;
};

struct Challenges {
  std::map<std::string, Challenge> by_exhibit;
  std::vector<std::string> registered;  ///< exhibits in the order of registration
  std::map<std::string, std::vector<std::string>> of_batch;  ///< exhibits by batch
  /// The exhibit of a challenged ballot that was not withdrawn, by batch and place.
  std::map<std::pair<std::string, std::int64_t>, std::string> of_ballot;
  std::map<std::string, StandingObjection> objections;  ///< by id
  /// The open objection of a unit, a class, a side and a ground: the same is not made twice.
  std::map<std::array<std::string, 4>, std::string> standing;
  std::map<std::string, std::int64_t> registered_by;  ///< challenges and objections, by author
  std::int64_t envelopes_counted = 0;  ///< under all standing objections
};

/// Codes of what a challenge or an objection rests on.
[[nodiscard]] const std::vector<std::string>& challenge_grounds();
[[nodiscard]] std::string name_of(ChallengeStatus status);
[[nodiscard]] std::string name_of(ObjectionStatus status);

}  // namespace recanvass::workflow
