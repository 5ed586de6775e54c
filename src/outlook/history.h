// The popular vote of an election beside all others since 1824: wider than which, narrower than
// which, exactly. Leads are compared as shares of the votes for the two, which every row and every
// tally has; totals are of all votes in some and of the listed candidates in others. Rows come from
// reference/popular-vote.csv (formats/reference_reader.h).
#pragma once

#include "base/date.h"
#include "election/election.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::outlook {

/// One presidential election of the table.
struct PopularVoteRecord {
  int year = 0;
  std::string winner;  ///< of the College (1824: of the House)
  std::string opponent;
  std::int64_t winner_votes = 0;
  std::int64_t opponent_votes = 0;
  std::int64_t total_votes = 0;
  bool total_of_listed = false;  ///< the total leaves out small candidates
  std::string confidence;  ///< "high", "medium", "low"

  /// What the lead is a share of: of two elections only this means the same.
  [[nodiscard]] std::int64_t votes_for_two() const { return winner_votes + opponent_votes; }
};

enum class TallyBasis { Returns, NationalTally };  ///< all units' returns, or a (press) tally

/// This election's popular vote between the two who lead it, whoever the College's two are.
struct PopularVote {
  TallyBasis basis = TallyBasis::Returns;
  election::ChoiceId leader;  ///< of the popular vote
  election::ChoiceId other;
  election::VoteCount leader_votes{0};
  election::VoteCount other_votes{0};
  election::VoteCount total_votes{0};  ///< of the tally; a tally of two has no others
  bool total_complete = true;
  bool press = false;
  std::optional<base::Date> tallied_on;  ///< the day of a national tally; none: sum of returns
  bool leader_behind_in_pledged = false;  ///< by the figures, whether or not electors have voted
  /// As the electors voted; no value: that is not known (yet), or nobody got a majority.
  std::optional<bool> leader_lost_college;

  [[nodiscard]] election::VoteCount votes_for_two() const { return leader_votes + other_votes; }
};

/// Another election in the order of margins.
struct PastMargin {
  PopularVoteRecord record;
  bool winner_led = true;  ///< the College's winner had more votes of the people
};

struct HistoryAnswer {
  PopularVote vote;
  int first_year = 0;  ///< of the elections compared with; 0: none
  int last_year = 0;
  /// Other elections whose winner led by a smaller share of the votes for the two than this
  /// election's leader; narrowest first. Elections whose winner did not lead are not among them.
  std::vector<PastMargin> wider_than;
  std::vector<PastMargin> narrower_than;  ///< winners who led by as much or more, narrowest first
  std::vector<PastMargin> winner_trailed;  ///< elections won without leading, by year
};

/// The popular vote as known on `as_of`: the sum of returns when every unit's votes are known, else
/// the latest national tally by then. Districts are left out (their ballots are the state's).
/// @param winner  by pledged electors; who lost the College as cast is left open.
/// @return no value when neither is known, or when fewer than two who can be elected have votes.
[[nodiscard]] std::optional<PopularVote> popular_vote(const election::Election& election,
                                                      const election::Contest& contest,
                                                      std::optional<base::Date> as_of,
                                                      const election::ChoiceId& winner);

/// The first day on which the votes of the election of `year` count as known. The table holds no
/// days; each total was certified by the inauguration that followed (4 March until 1933).
[[nodiscard]] base::Date popular_vote_known_from(int year);

/// Compares by cross-multiplication: lead / votes for the two of each. The election of `year` is
/// left out, and with `as_of` those that were not known by then; without it, later ones take
/// part.
[[nodiscard]] HistoryAnswer compare_with_history(const PopularVote& vote,
                                                 const std::vector<PopularVoteRecord>& records,
                                                 int year, std::optional<base::Date> as_of);

}  // namespace recanvass::outlook
