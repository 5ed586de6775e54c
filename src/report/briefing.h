// Everything the public briefing tells of one election on one day, as plain values with their
// evidence. Filled by workflow/brief.h; this folder only words it and draws it, and computes
// neither law nor probability. Next: brief_answers.h (sentences), brief_page.h, brief_text.h.
#pragma once

#include "base/date.h"
#include "base/quantity.h"
#include "base/rational.h"
#include "election/election.h"
#include "law/answer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// A date, and its hour where that is known.
struct BriefMoment {
  base::Date day;
  std::optional<base::TimeOfDay> time;
};

/// One figure of a contest as one source gave it.
struct BriefFigure {
  std::string result_set;  ///< id in the package
  election::ResultKind kind = election::ResultKind::Unofficial;
  election::LegalStatus status = election::LegalStatus::Reported;
  base::Date known_on = base::Date::of(1, 1, 1);
  election::DatePrecision precision = election::DatePrecision::Exact;
  bool press = false;
  bool verified = true;
  std::string source;
  std::string note;
  std::string leader;  ///< names, for display
  std::string runner_up;
  bool tie = false;
  std::optional<election::VoteCount> reported_margin;  ///< unknown when only the leader was named
  std::int64_t rounded_to = 0;  ///< 0: not rounded
  std::optional<election::VoteCount> total_votes;
};

/// What the law says of one contest, ready to be worded.
struct BriefLaw {
  std::string petitioner;  ///< name; empty: whether anybody may ask
  law::Answer answer;
  /// The count that the law was put to, where it is not the one told: "Ann led by 1,784 votes
  /// (certified, known on 8 November 2000)"; empty: the one told.
  std::string tested;
  bool recounted = false;  ///< with `tested`: it is the count before a recount, not beside an audit
};

/// What it would take to change one contest, and how far that is from what recounts have done.
struct BriefChange {
  std::string challenger;  ///< who would have to gain
  std::int64_t margin_votes = 0;
  std::int64_t votes_to_switch = 0;
  std::int64_t votes_one_sided = 0;
  /// Share of votes to be gained as a multiple of the largest share a statewide recount ever moved.
  std::optional<base::Rational> multiple_of_largest_shift;
};

/// One sentence about a probability, worded where it was computed, with the method it comes from.
struct BriefProbability {
  std::string words;
  std::string method;  ///< "reference class: Student-t fit to 32 recounts; docs/math/..."
};

/// How much paper would have to be looked at in one contest, at one risk limit.
struct BriefPaper {
  std::string risk_limit;  ///< "5%"
  std::optional<std::int64_t> comparison_cards;
  std::optional<std::int64_t> polling_cards;
  std::optional<std::int64_t> full_count_cards;
  std::string method;  ///< formula and its source
};

/// What happened, from the public record.
struct BriefHappening {
  base::Date on;
  std::string jurisdiction;  ///< display name; empty: the whole election
  election::HappeningKind kind = election::HappeningKind::Other;
  std::string what;
  std::string who;
  std::optional<base::UsdCents> amount;
  std::string source;
};

/// One contest in one jurisdiction.
struct BriefState {
  std::string id;  ///< "us-wi"
  std::string contest;  ///< "president"
  std::string name;  ///< "Wisconsin"; with the contest's name when there are several
  std::string place;  ///< the jurisdiction's name alone, as happenings name it
  bool focus = false;
  std::int64_t seats = 1;  ///< to be filled; with several, the figure is about the last one
  std::optional<std::int64_t> electors;
  std::optional<BriefFigure> figure;  ///< what holds on the day; nothing: unknown
  std::vector<BriefFigure>
      others;  ///< other figures known by then, oldest first, void ones included
  std::optional<BriefLaw> law;  ///< nothing: no law on record
  std::optional<BriefChange> change;
  std::vector<BriefProbability> probabilities;
  std::optional<BriefPaper> paper;
};

struct BriefQuestion {
  std::string text;
  std::string raised_by;
  std::string jurisdiction;
  std::optional<base::Date> on;
  election::QuestionStatus status = election::QuestionStatus::Open;  ///< as known on the day
  std::optional<base::Date> status_on;
  std::string answer;  ///< only when known on the day
  std::string source;
};

struct BriefFund {
  std::string name;
  base::Date on;
  std::optional<base::UsdCents> raised;
  election::AmountPrecision precision = election::AmountPrecision::Exact;
  std::optional<base::UsdCents> goal;
  std::string source;
};

/// A date that matters: of the whole election, or of one jurisdiction.
struct BriefDate {
  BriefMoment on;
  std::string jurisdiction;  ///< display name; empty: the whole election
  std::string what;  ///< "electors meet"
  std::string source;
  bool by_law = false;  ///< source is a citation of a statute
  bool expected = false;  ///< set beforehand by a notice, and not known to have come
};

/// A past statewide recount, from the reference table.
struct BriefRecount {
  std::string id;  ///< row id in reference/statewide-recounts.csv
  std::string name;  ///< "Washington governor 2004"
  std::int64_t shift_votes = 0;  ///< recount less original, from the side of the first leader
  std::int64_t total_votes = 0;
  bool reversed = false;
  bool late_canvass = false;  ///< the shift is mostly late counting, not recounting
};

/// One unit of the cheapest set of changes that changes who wins, in order of size.
struct BriefStep {
  std::string name;
  std::int64_t electors = 0;
  std::int64_t margin_votes = 0;
  std::int64_t votes_to_switch = 0;
  std::int64_t electors_after = 0;  ///< of the challenger, this step and those before it taken
};

/// A set of units that together change the outcome.
struct BriefFlipSet {
  std::vector<std::string> units;
  std::int64_t margin_votes = 0;
  std::int64_t votes_to_switch = 0;
  std::int64_t electors_after = 0;
  bool unverified = false;  ///< rests on a figure that is not verified
  bool press = false;  ///< on a press figure
  bool rounded = false;  ///< on a rounded one
};

/// The Electoral College as pledged by the figures of the day.
struct BriefCollege {
  std::string leader;
  std::string challenger;
  std::int64_t leader_electors = 0;
  std::int64_t challenger_electors = 0;
  std::int64_t needed = 0;
  std::vector<BriefStep> ladder;  ///< the cheapest outright majority, smallest margin first
  std::vector<BriefFlipSet> sets;  ///< cheapest first
  std::vector<BriefFlipSet> ties;  ///< that leave nobody with a majority
  std::vector<BriefProbability> probabilities;
  std::vector<std::string> unknown_units;  ///< whose margin is unknown
  std::vector<std::string> undecided_units;  ///< tied, or without a known leader
  std::int64_t undecided_electors = 0;  ///< of those; in nobody's sum
  /// What follows when the undecided units come out in one way or another; empty: none are.
  std::vector<std::string> resolutions;
  std::string method;
};

struct Briefing {
  std::string election_id;
  std::string election_name;
  base::Date election_day = base::Date::of(1, 1, 1);
  std::optional<base::LocalTime> as_of;  ///< nothing: all that is in the package
  std::string petitioner;  ///< name of who asks; empty: nobody named
  std::vector<BriefState> states;  ///< those in focus first
  std::vector<BriefHappening> happenings;  ///< up to the day, oldest first
  std::vector<BriefQuestion> questions;
  std::vector<BriefFund> funds;  ///< oldest first
  std::vector<BriefDate> dates;  ///< oldest first, past and coming
  std::vector<BriefRecount> past_recounts;
  std::optional<BriefCollege> college;  ///< nothing: no electors, or it cannot be said
  std::string college_refused;  ///< why, when there are electors and it cannot be said
  std::vector<BriefProbability> history;  ///< worded comparisons with past elections
  std::string electors_cast;  ///< sentence on the electors' votes; empty: not yet cast
  std::string electors_cast_source;
  std::vector<std::string> not_checked;  ///< what the program did not or could not check
};

}  // namespace recanvass::report
