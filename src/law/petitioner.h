// Who may petition, as statutes list them: candidates of several kinds, officers, so many voters.
// Next: law/statute.h.
#pragma once

#include "base/result.h"
#include "law/answer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::law {

enum class PetitionerKind {
  Candidate,
  LosingCandidate,
  AggrievedCandidate,
  CandidateVotedFor,
  InterestedParty,
  PersonWithStanding,
  Voters,
  PartyOfficer,
  PartyStateChair,
  PoliticalParty,
  PoliticalCommittee,
  MeasureCommitteePerson,
  MeasureOpponent,
  BallotQuestionCommittee,
  CountyClerk
};

/// One person or group of an alternative.
struct PetitionerPart {
  PetitionerKind kind = PetitionerKind::Candidate;
  std::optional<std::int64_t> voters;  ///< for Voters; none: a number that was not found
  std::string area;  ///< for Voters: "precinct", "ballot_question", "statewide"
};

/// All parts together may petition.
struct PetitionerRule {
  std::vector<PetitionerPart> all_of;
};

/// Reads "losing_candidate", "voters:3:precinct", "candidate+voters:10:ward_or_precinct".
/// Causes: statute.petitioner.
[[nodiscard]] base::Result<PetitionerRule> parse_petitioner(std::string_view token);
/// The token again.
[[nodiscard]] std::string name_of(const PetitionerRule& rule);

/// "3 voters of each precinct"
[[nodiscard]] std::string words_of(const PetitionerRule& rule);
[[nodiscard]] std::string words_of(const std::vector<PetitionerRule>& rules);

/// Whether who asks in `facts` is one of those named, and why. Without a petitioner in the facts:
/// whether anybody is named.
struct Standing {
  Verdict verdict = Verdict::Unknown;
  std::string words;
};
[[nodiscard]] Standing standing_of(const std::vector<PetitionerRule>& rules, const Facts& facts);

/// How many voters of each precinct have to ask together, where nobody else may; no value where the
/// rules are others.
[[nodiscard]] std::optional<std::int64_t> voters_of_each_precinct(
    const std::vector<PetitionerRule>& rules);

/// Whether so many voters of the whole place, and no candidate, are among those named.
[[nodiscard]] Standing standing_of_voters(const std::vector<PetitionerRule>& rules,
                                          std::int64_t voters);

}  // namespace recanvass::law
