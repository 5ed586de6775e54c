// The nouns that everything else speaks of: how many of what, and who is meant by an id.
// Next: election/election.h, where they come together.
#pragma once

#include "base/quantity.h"

#include <compare>
#include <string>

namespace recanvass::election {

using VoteCount = base::Count<struct VoteTag>;          ///< marks counted for a choice
using BallotCount = base::Count<struct BallotTag>;      ///< ballots cast, of one or more cards
using CardCount = base::Count<struct CardTag>;          ///< pieces of paper (sheets)
using ElectorCount = base::Count<struct ElectorTag>;    ///< presidential electors
using SeatCount = base::Count<struct SeatTag>;          ///< seats to be filled in a contest
using PrecinctCount = base::Count<struct PrecinctTag>;  ///< precincts or reporting units
using VoterCount = base::Count<struct VoterTag>;        ///< people: registered, or signed in
using EnvelopeCount = base::Count<struct EnvelopeTag>;  ///< absentee or provisional envelopes

/// A name that identifies one thing of one kind. Ids of different kinds do not compare.
template <class Tag>
struct Id {
  std::string text;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using ContestId = Id<struct ContestTag>;            ///< "president"
using ChoiceId = Id<struct ChoiceTag>;              ///< "stein"
using JurisdictionId = Id<struct JurisdictionTag>;  ///< "us-wi", "us-me-1"
using CountyId = Id<struct CountyTag>;              ///< "us-wi-dane"
using ResultSetId = Id<struct ResultSetTag>;        ///< "wi-recount"

}  // namespace recanvass::election
