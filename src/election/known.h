// What was known on a day: which figures hold (the latest result set known by then that is not void
// or stayed), and which events had come. The standing (who leads, by how much) is derived here and
// nowhere else.
#pragma once

#include "election/election.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::election {

/// Figures count unless they are void or stayed.
[[nodiscard]] bool is_in_force(LegalStatus status);

/// The result set that holds for a contest and jurisdiction on `as_of` (no value: all that is in
/// the package). Latest known_on wins, of the same day the later in the package. Null: unknown.
[[nodiscard]] const ResultSet* result_known(const Election& election, const ContestId& contest,
                                            const JurisdictionId& jurisdiction,
                                            std::optional<base::Date> as_of);

/// The note of a result set, as far as it was known on `as_of`; empty otherwise.
[[nodiscard]] std::string note_known(const ResultSet& result, std::optional<base::Date> as_of);

enum class EventStanding { Expected, Happened };

/// An event as the public knew it on a day.
struct KnownEvent {
  Moment on;
  EventStanding standing = EventStanding::Happened;
  std::string source;
};

/// What was known of an event on `as_of`: that it had happened, or else the moment that was set for
/// it beforehand. No value: neither. Without a day, all that the package holds is known.
[[nodiscard]] std::optional<KnownEvent> event_known(const DatedEvent& event,
                                                    std::optional<base::Date> as_of);

/// Remarks on the package's files, then those on each result set known on `as_of` (no value: on
/// all), in the package's order.
/// @param only  jurisdictions whose result sets are remarked on; empty: all.
[[nodiscard]] std::vector<std::string> remarks_known(const Election& election,
                                                     std::optional<base::Date> as_of,
                                                     const std::vector<JurisdictionId>& only = {});

/// Who leads the contest and by how much, from one result set.
struct Standing {
  ChoiceId leader;  ///< the last one elected when several seats are filled
  ChoiceId runner_up;  ///< the first one not elected
  std::optional<VoteCount> reported_margin;  ///< votes, 0 for a tie; unknown when none was reported
  std::optional<VoteCount> leader_votes;  ///< unknown when only the margin was reported
  std::optional<VoteCount> runner_up_votes;
  std::optional<VoteCount> total_votes;  ///< all votes of the contest
  std::optional<VoteCount> winner_votes;  ///< the most votes of any choice
  std::optional<BallotCount> ballots;
  std::optional<VoteCount> rounded_to;  ///< the step to which the margin was rounded
  bool tie = false;
  bool press = false;  ///< rests on a press figure
  bool verified = true;  ///< false: rests on one unconfirmed source
  bool margin_only = false;  ///< votes of the choices are unknown
};

/// Choices that add several people up (Choice::aggregate) are left out of the order.
/// @return no value when no more choices have figures than seats are filled, or no_votes_reported.
/// Order among equal votes is the contest's order of choices, which decides nothing: `tie` is true.
[[nodiscard]] std::optional<Standing> standing_of(const Contest& contest, const ResultSet& result);

/// True when choices are listed and none has a vote: nothing was reported, so that nobody leads and
/// nobody is tied.
[[nodiscard]] bool no_votes_reported(const ResultSet& result);

/// Votes of `choice` in the result set; no value when it is not listed or only a margin is known.
[[nodiscard]] std::optional<VoteCount> votes_of(const ResultSet& result, const ChoiceId& choice);

/// 1 for the choice with most votes; equal votes share the better place; choices that add several
/// people up take no place. No value as votes_of, and for such a choice.
[[nodiscard]] std::optional<int> place_of(const Contest& contest, const ResultSet& result,
                                          const ChoiceId& choice);

}  // namespace recanvass::election
