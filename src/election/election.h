// An election as it stands in a package: contests, jurisdictions, dates, and every result set that
// was ever reported, none overwritten. Read by formats/, asked by recount/ and outlook/.
// Next: election/returns.h for the figures themselves, election/known.h for --as-of.
#pragma once

#include "base/date.h"
#include "election/nouns.h"
#include "election/returns.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::election {

enum class Office {
  President,
  UsSenate,
  UsHouse,
  Governor,
  Statewide,
  Judicial,
  Legislative,
  County,
  Municipal,
  BallotQuestion,
  Local
};

enum class ElectionType { General, Primary, Special, Spring, Runoff };

struct Choice {
  ChoiceId id;
  std::string name;
  std::string party;  ///< empty: none stated
  bool write_in = false;
  bool aggregate = false;  ///< several people added up: never a leader, runner-up or petitioner
};

struct Contest {
  ContestId id;
  std::string name;
  Office office = Office::Local;
  ElectionType type = ElectionType::General;
  SeatCount seats{1};
  SeatCount vote_for{1};
  std::vector<Choice> choices;  ///< in the package's order

  /// Null when there is none.
  [[nodiscard]] const Choice* find(const ChoiceId& choice) const;
};

/// What happened or is due on a day, and whether the hour is known.
struct Moment {
  base::Date day = base::Date::of(1, 1, 1);
  std::optional<base::TimeOfDay> time;
};

/// Something with a day that clocks run from or readers wait for: a canvass completed, a
/// certificate signed. What the public knew of it on a day: event_known (election/known.h).
struct DatedEvent {
  Moment on;
  std::optional<base::Date> known_on;  ///< first day that it was known to have come; none: its own
  std::optional<Moment> expected;  ///< the moment set for it beforehand; none: none known
  std::optional<base::Date> expected_since;  ///< first day that this was known; none: always
  std::string source;  ///< empty: none given
  std::string expected_source;  ///< of the moment that was set; empty: `source`
};

/// A county with a clock of its own.
struct County {
  CountyId id;
  std::string name;
  std::map<std::string, DatedEvent> events;  ///< by clock event: "canvass_completed"
};

struct Jurisdiction {
  JurisdictionId id;
  std::string name;
  std::vector<ContestId> contests;
  std::optional<ElectorCount> electors;
  std::optional<JurisdictionId> shares_ballots_with;  ///< the at-large unit of a district
  std::optional<JurisdictionId> law;  ///< whose recount law holds here; see law_of
  std::optional<PrecinctCount> precincts;
  std::map<std::string, DatedEvent> events;  ///< by clock event: "state_certification"
  std::vector<County> counties;

  /// Null when there is none.
  [[nodiscard]] const County* find(const CountyId& county) const;
};

/// Whose recount law holds in a jurisdiction: its `law`, or the state that starts its id ("us-me"
/// for "us-me-1"); no value when the id does not start with a state ("springfield").
[[nodiscard]] std::optional<JurisdictionId> law_of(const Jurisdiction& jurisdiction);

/// A date of the whole election, such as the day the electors meet.
struct KeyDate {
  std::string event;
  DatedEvent dated;
};

/// A day that federal law sets for every presidential election, known long before it comes:
/// safe-harbor, electors-meet, congress-counts, term-begins.
[[nodiscard]] bool is_set_by_federal_law(std::string_view event);

enum class QuestionStatus { Open, Disputed, Answered };
enum class HappeningKind {
  Petition,
  Objection,
  Withdrawal,
  Order,
  Ruling,
  Estimate,
  Payment,
  Refund,
  Count,
  Certification,
  Other
};
enum class AmountPrecision { Exact, About, AtLeast };

/// What the public asks, and what was answered.
struct Question {
  std::string id;
  std::string text;
  std::optional<JurisdictionId> jurisdiction;  ///< no value: the whole election
  std::string raised_by;
  std::optional<base::Date> on;  ///< the day it was raised in public
  QuestionStatus status = QuestionStatus::Open;
  std::optional<base::Date> status_on;  ///< before this day the question was open
  std::string answer;  ///< empty: none; as of status_on
  std::string source;  ///< of the question
  std::string status_source;  ///< of the status and answer; empty: the question's
};

/// Something that somebody did: a petition, a ruling, a payment.
struct Happening {
  base::Date on = base::Date::of(1, 1, 1);
  std::optional<base::Date> known_on;  ///< first day that the public knew; none: the day itself
  std::optional<JurisdictionId> jurisdiction;  ///< no value: the whole election
  HappeningKind kind = HappeningKind::Other;
  std::string what;
  std::string who;
  std::optional<ChoiceId> choice;  ///< the choice of a contest that acted
  std::optional<base::UsdCents> amount;
  std::string source;
};

/// What a fund had raised by a day, as reported.
struct FundReport {
  std::string name;
  base::Date on = base::Date::of(1, 1, 1);
  std::optional<base::UsdCents> raised;
  AmountPrecision precision = AmountPrecision::Exact;  ///< of `raised`
  std::optional<base::UsdCents> goal;
  std::string source;
};

/// A tally of the popular vote of the whole country before every state is known.
struct NationalVote {
  base::Date known_on = base::Date::of(1, 1, 1);
  std::vector<ChoiceTotal> totals;
  bool press = false;
  std::string source;
};

/// Who got an elector's vote without being a choice of the contest.
struct CastPerson {
  std::string id;
  std::string name;
};

/// Electors of one unit who voted for one person.
struct CastVotes {
  JurisdictionId unit;
  std::string choice;  ///< id of a choice of the contest or of a CastPerson
  ElectorCount electors;
};

/// The electors' votes as cast.
struct ElectorsCast {
  base::Date known_on = base::Date::of(1, 1, 1);
  std::vector<CastPerson> persons;
  std::vector<CastVotes> votes;  ///< in the file's order
  std::string source;
};

/// Pledged electors of all the units that a package leaves out.
struct ElectorsElsewhere {
  struct Pledged {
    ChoiceId choice;
    ElectorCount electors;
  };
  std::vector<Pledged> pledged;  ///< in the contests' order of choices
  std::optional<base::Date> known_on;  ///< first day that they were known; none: on every day
  std::string source;
};

struct Election {
  std::string id;
  std::string name;
  base::Date election_day = base::Date::of(1, 1, 1);
  std::vector<JurisdictionId> focus;
  std::vector<Contest> contests;
  std::vector<Jurisdiction> jurisdictions;
  std::vector<ResultSet> result_sets;  ///< in the package's order
  std::vector<KeyDate> dates;
  std::vector<Question> questions;
  std::vector<Happening> happenings;
  std::vector<FundReport> funds;
  std::vector<NationalVote> national_votes;
  std::optional<ElectorsCast> electors_cast;
  std::optional<ElectorsElsewhere> electors_elsewhere;  ///< no value: the package is all there is
  /// What its readers passed over or found odd in the files, as sentences; what is odd in figures
  /// is with their result set. All of both: remarks_known() of election/known.h.
  std::vector<std::string> remarks;

  /// Null when there is none.
  [[nodiscard]] const Contest* find(const ContestId& contest) const;
  [[nodiscard]] const Jurisdiction* find(const JurisdictionId& jurisdiction) const;
  [[nodiscard]] const ResultSet* find(const ResultSetId& result_set) const;
};

/// "us-senate" and so on, as in election.toml.
[[nodiscard]] std::string name_of(Office office);
[[nodiscard]] std::optional<Office> office_named(std::string_view name);
[[nodiscard]] std::string name_of(ElectionType type);
[[nodiscard]] std::optional<ElectionType> election_type_named(std::string_view name);
[[nodiscard]] std::string name_of(QuestionStatus status);
[[nodiscard]] std::optional<QuestionStatus> question_status_named(std::string_view name);
[[nodiscard]] std::string name_of(HappeningKind kind);
[[nodiscard]] std::optional<HappeningKind> happening_kind_named(std::string_view name);
/// "exact", "about", "at_least"
[[nodiscard]] std::string name_of(AmountPrecision precision);
[[nodiscard]] std::optional<AmountPrecision> amount_precision_named(std::string_view name);

}  // namespace recanvass::election
