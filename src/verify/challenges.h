// The register of challenged ballots as the verifier reads it (V13): how each was read, claimed and
// settled, and what a settled one changes in the tally of its batch.
// Next: verify/read_challenges.cpp; docs/math/challenges.md.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::verify {

/// What a ballot was read as; without choices and not one of the two others: blank.
struct BallotReading {
  enum class Kind { Marked, Overvoted, NotCounted };
  Kind kind = Kind::Marked;
  std::set<std::string> choices;
  friend bool operator==(const BallotReading&, const BallotReading&) = default;
};

/// Reads a list of choice ids, or one of "blank", "over", "not-counted" alone. No value: it is
/// neither, names an unknown choice or one twice, or more than `vote_for`.
[[nodiscard]] std::optional<BallotReading> ballot_reading(const base::Json* written,
                                                          const std::set<std::string>& choices,
                                                          std::int64_t vote_for);

struct Exhibit {
  struct Claim {
    std::string side;
    std::string author;
    std::optional<BallotReading> claimed_as;
    bool withdrawn = false;
    std::set<std::string> withdrawn_by{};  ///< accounts: one, or two
  };
  struct Ruled {
    std::uint64_t position = 0;
    BallotReading counted_as;
    std::set<std::string> by{};  ///< accounts: one, or two where it moved a vote
    std::string order{};  ///< of a court's
    std::set<std::string> voters{};  ///< of a board's
  };
  std::uint64_t position = 0;
  std::string county;
  std::string batch;
  std::int64_t ballot = 0;
  BallotReading counted_as;
  std::vector<Claim> claims;
  std::optional<BallotReading> stipulated;
  std::set<std::string> stipulated_by;  ///< accounts
  std::uint64_t stipulated_at = 0;  ///< position
  std::vector<Ruled> rulings;

  /// "open", "withdrawn", "stipulated", "ruled"
  [[nodiscard]] std::string status() const;
  [[nodiscard]] const BallotReading& stands_as() const;
  /// Where it was recorded how it stands; 0: nobody did.
  [[nodiscard]] std::uint64_t settled_at() const;
  /// Who recorded how it stands: accounts.
  [[nodiscard]] std::set<std::string> settled_by() const;
  /// Whether a party claims this reading, or none said what the ballot is, or it stood before.
  [[nodiscard]] bool allows(const BallotReading& reading) const;
};

/// Ballots, votes, blank and over that settled challenges add to a tally. Any may be below 0.
struct TallyChange {
  std::int64_t ballots = 0;
  std::map<std::string, std::int64_t> votes;
  std::int64_t blank = 0;
  std::int64_t over = 0;
};

struct ChallengeRegister {
  std::map<std::string, Exhibit> exhibits;
  std::map<std::string, std::vector<std::string>> of_batch;
  std::int64_t withheld = 0;

  [[nodiscard]] TallyChange change_of(const std::string& batch, std::int64_t vote_for) const;
  /// What the tally of the batch has to hold of ballots that are settled otherwise than they were
  /// counted.
  [[nodiscard]] TallyChange taken_from(const std::string& batch, std::int64_t vote_for) const;
  [[nodiscard]] std::int64_t open_in(const std::string& county) const;
};

/// "a b", "blank", "over", "not-counted"
[[nodiscard]] std::string words_of(const BallotReading& reading);

}  // namespace recanvass::verify
