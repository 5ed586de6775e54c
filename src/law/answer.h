// What may be asked of the law, and what it answers. Facts go in (figures, the clock's events, who
// asks), and every answer comes out with its words, its citation and how sure it is.
// Rules themselves: law/statute.h. Where many jurisdictions are asked at once:
// recount/assessment.h.
#pragma once

#include "base/date.h"
#include "base/quantity.h"
#include "base/rational.h"
#include "election/election.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::law {

/// Unknown is an answer: the record does not say, or the facts do not.
enum class Verdict { No, Yes, Unknown };

/// What a statute calls the office. One office of a package can be several of these (law/scope.h).
enum class OfficeClass {
  President,
  UsSenate,
  UsHouse,
  Governor,
  LieutenantGovernor,
  Statewide,
  StatewideJudicial,
  LocalJudicial,
  ExecutiveCouncil,
  StateSenate,
  StateHouse,
  District,
  County,
  Municipal,
  Ward,
  Local,
  ConstitutionalAmendment,
  StateStatuteQuestion,
  LocalQuestion
};
inline constexpr std::size_t kOfficeClasses = 19;

/// How sure the knowledge base is of a rule.
enum class Confidence { High, Medium, Low };

/// What is known of one contest in one jurisdiction, and who asks.
struct Facts {
  election::Office office = election::Office::Statewide;
  std::optional<OfficeClass> office_class;  ///< where known more finely than `office`
  election::ElectionType type = election::ElectionType::General;
  base::Date election_day = base::Date::of(1, 1, 1);
  std::optional<base::Date> law_on;  ///< whose law; else of election_day
  std::optional<election::VoteCount> reported_margin;  ///< votes between the two choices compared
  std::optional<election::VoteCount> leader_votes;  ///< last one elected
  std::optional<election::VoteCount> runner_up_votes;  ///< first one not elected
  std::optional<election::VoteCount> winner_votes;  ///< the most votes of any choice
  std::optional<election::VoteCount> total_votes;  ///< all votes for the office
  std::optional<election::VoteCount> total_votes_at_least;  ///< a sound lower bound of the total
  std::optional<election::BallotCount> ballots_cast;
  election::SeatCount seats{1};
  std::optional<bool> measure_defeated;  ///< for a ballot question
  bool write_in_compared = false;  ///< one of the two is a write-in

  /// Who asks; without it the runner-up is meant.
  struct Petitioner {
    std::optional<election::VoteCount> votes;
    std::optional<election::VoteCount> behind_leader;  ///< votes behind the last one elected
    int place = 0;  ///< 1 is the winner; 0: not known
    /// Where `votes` is not known: a sound bound of it.
    std::optional<election::VoteCount> votes_at_most = std::nullopt;
  };
  std::optional<Petitioner> petitioner;

  /// Clock events that happened or are due, by the statutes' event id ("election_day",
  /// "last_county_canvass_received"); election_day is added from `election_day`.
  std::map<std::string, election::Moment> events;
  std::set<std::string> expected;  ///< those of `events` that are set for a moment, and not done
  std::set<std::string> awaited;  ///< not in `events`: not known to have come on the day asked
  std::optional<election::PrecinctCount> precincts;  ///< for fees per precinct
  std::optional<std::int64_t> counties;  ///< for fees per county
  std::vector<election::BallotCount> county_ballots;  ///< of each county; empty: not all are known
};

enum class DeadlineStatus { Open, Today, Passed, Unknown };

struct Deadline {
  std::optional<base::LocalTime> until;  ///< last moment; 24:00 when the rule gives only a day
  bool hour_stated = false;  ///< the rule names the hour
  bool expected = false;  ///< `until` runs from a moment that is set and has not come
  std::string event;  ///< clock's event id
  DeadlineStatus status = DeadlineStatus::Unknown;
  std::string words;  ///< "5 pm on the third business day after ..., Fri 25 Nov 2016"
  std::optional<base::Date> opens;  ///< first day, where the rule is a window
  std::vector<std::string> skipped;  ///< holidays that were not counted, "Thu 24 Nov 2016 ..."
};

struct Fee {
  /// When amount and number of units are known; where the petitioner chooses among prices for the
  /// same whole, the least of them.
  std::optional<base::UsdCents> total;
  std::string words;  ///< "$125 a precinct; 7,786 precincts: $973,250.00"
  /// Nobody is named who asks: the sum is the runner-up's, and `words` say what others pay.
  bool runner_up_alone = false;
};

struct Petition {
  Verdict allowed = Verdict::Unknown;
  std::string allowed_words;  ///< the words of the rule that decide
  Verdict free = Verdict::Unknown;
  std::string free_words;
  std::optional<election::VoteCount> limit_votes;  ///< largest margin at which it is accepted
  std::optional<election::VoteCount> free_limit_votes;  ///< largest margin at which it is free
  std::string who;  ///< who may petition, in words
  std::string grounds;  ///< what has to be alleged, in words
  std::string filed_with;
  Deadline deadline;
  std::vector<std::string> further;  ///< other steps with dates of their own, in words
  Fee fee;
  std::string refund;  ///< when money comes back, in words
};

/// The difference under one denominator that a rule names: 22,617 of 2,975,753 "all votes cast".
struct ShareOfBase {
  std::string base;  ///< "total_office", as in statutes/
  std::string base_words;  ///< "all votes for the office"
  election::VoteCount reported_margin;
  std::optional<election::VoteCount> whole;  ///< unknown: not in the facts
};

/// The law of one jurisdiction on one day, applied to facts.
struct Answer {
  std::string statute_id;  ///< "us-wi-2015"
  Verdict automatic = Verdict::Unknown;
  std::string automatic_words;  ///< "22,617 votes are 0.760% of 2,975,753; ..."
  std::optional<election::VoteCount> automatic_limit_votes;  ///< largest margin that triggers
  Verdict waivable = Verdict::Unknown;
  std::vector<ShareOfBase> margin_shares;  ///< one for each denominator that a rule here names
  Petition petition;
  std::string method;
  std::string second_stage;  ///< what may follow the first count, as the record has it
  Verdict second_stage_due =
      Verdict::Unknown;  ///< where a margin decides it; see second_stage_words
  std::string second_stage_words;  ///< empty: no margin decides it
  std::string official_initiated;  ///< recounts that officials or courts start, in words
  std::string payer;  ///< who pays, in words
  std::string scope;  ///< partial recounts, in words
  std::string completion;
  std::string tie_rule;
  Confidence confidence = Confidence::Low;
  std::string citation;
  std::string source;
  std::string notes;
  std::vector<std::string> unknown;  ///< what could not be decided, and why; never empty silently
  std::vector<std::string> read_the_statute;  ///< rules kept as prose that bear on this question
  std::vector<std::string> cautions;  ///< why the answer is less sure than its rule looks
};

[[nodiscard]] std::string name_of(Verdict verdict);  ///< "true", "false", "unknown"
[[nodiscard]] std::string name_of(Confidence confidence);  ///< "high", "medium", "low"
[[nodiscard]] std::string name_of(DeadlineStatus status);  ///< "open", "today", "passed", "unknown"

}  // namespace recanvass::law
